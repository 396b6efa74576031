"""What buttons carry. Each fits 64 bytes, lives for months, and is checked against the database when pressed."""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

from bot.domain import pages, reminders
from bot.domain.answers import To
from bot.domain.blocks import Verdict
from bot.domain.budgets import Side as BudgetSide
from bot.domain.categories import Category
from bot.domain.clocks import What
from bot.domain.consultations import Kind as ConsultationKind
from bot.domain.consultations import Rule
from bot.domain.digests import Every
from bot.domain.directions import Direction
from bot.domain.drafts import Step
from bot.domain.elections import Kind, State
from bot.domain.facts import Topic, UnitTopic
from bot.domain.finding import Which
from bot.domain.meetings import Kind as MeetingKind
from bot.domain.people import Language
from bot.domain.privacy import CODE_PATTERN
from bot.domain.promises import Verdict as PromiseVerdict
from bot.domain.proposals import Refusal
from bot.domain.reports import Action, Reason
from bot.domain.roles import Role, Term
from bot.domain.timelines import Code as DateCode
from bot.domain.works import Step as WorkStep

# A client can press what it likes: what no button of ours has carried is as foreign as another bot's.
Key = Annotated[int, Field(ge=1, lt=2**31)]
Page = Annotated[int, Field(ge=0, lt=2**31)]
Kato = Annotated[str, Field(pattern="^[0-9]{9}$")]
Code = Annotated[str, Field(pattern=CODE_PATTERN)]
MaybeKato = Annotated[str, Field(pattern="^([0-9]{9})?$")]
Mark = Annotated[str, Field(pattern="^[0-9a-f]{8}$")]


class LanguageButton(CallbackData, prefix="lang"):
    """`village` is the KATO code a poster's link carried."""

    language: Language
    village: MaybeKato = ""


class Answer(StrEnum):
    AGREE = "agree"
    MORE = "more"
    LESS = "less"
    REFUSE = "refuse"


class ConsentButton(CallbackData, prefix="consent"):
    """The language stands here because nothing is kept of a person who has not agreed."""

    answer: Answer
    language: Language
    village: MaybeKato = ""


class VillageButton(CallbackData, prefix="village"):
    kato: Kato


class InsideButton(CallbackData, prefix="inside"):
    """List what lies in a territory; with no code, the regions."""

    kato: MaybeKato = ""
    page: Page = 0


class CategoryButton(CallbackData, prefix="category"):
    draft: Key
    category: Category


class CategoriesButton(CallbackData, prefix="more"):
    """Show the rest of the categories, or the first of them again."""

    draft: Key
    rest: bool


class Go(StrEnum):
    ONWARD = "onward"
    BACK = "back"
    RESUME = "resume"


class StepButton(CallbackData, prefix="step"):
    """From the step that was seen when it was pressed: pressed twice, it moves once."""

    draft: Key
    go: Go
    step: Step


class SendButton(CallbackData, prefix="send"):
    draft: Key


class CancelButton(CallbackData, prefix="cancel"):
    draft: Key


class NewReportButton(CallbackData, prefix="new"):
    """Begin a report; the words replied to, if any, begin it."""


class AddToButton(CallbackData, prefix="add"):
    """Give the words replied to, to the office, about this report."""

    report: Key


class VerdictButton(CallbackData, prefix="fixed"):
    report: Key
    fixed: bool


class SameTroubleButton(CallbackData, prefix="metoo"):
    """What the draft tells of is that report already: join it."""

    draft: Key
    report: Key


class DifferentTroubleButton(CallbackData, prefix="other"):
    """It is none of these reports; the next one that is like it, or off it goes."""

    draft: Key
    first: Key
    second: Page = 0
    third: Page = 0

    @property
    def declined(self) -> list[int]:
        return [one for one in (self.first, self.second, self.third) if one]


class AroundButton(CallbackData, prefix="around"):
    """Open reports of one's district."""

    page: Page = 0


class SupportsButton(CallbackData, prefix="joined"):
    """The reports that one supports."""

    page: Page = 0


class SharedButton(CallbackData, prefix="shared"):
    """A neighbour's report; `mine` and the page are of the list that it was opened from."""

    report: Key
    page: Page = 0
    mine: bool = False


class SupportButton(CallbackData, prefix="support"):
    """I have this too, or, not `wanted`, not any more."""

    report: Key
    wanted: bool
    page: Page = 0
    mine: bool = False


class SharedPictureButton(CallbackData, prefix="glimpse"):
    """The first photo of a neighbour's report."""

    report: Key


class TakeUpButton(CallbackData, prefix="takeup"):
    """Report oneself what a neighbour has withdrawn."""

    report: Key


class MyButton(CallbackData, prefix="my"):
    page: Page


class StoryButton(CallbackData, prefix="story"):
    report: Key
    page: Page = 0


class Setting(StrEnum):
    ALL = "all"
    LANGUAGE = "language"
    VILLAGE = "village"
    PRIVACY = "privacy"
    WITHDRAW = "withdraw"
    WITHDRAWN = "withdrawn"


class SettingButton(CallbackData, prefix="set"):
    setting: Setting


class Wish(StrEnum):
    SHOW = "show"
    FORGET = "forget"


class DataButton(CallbackData, prefix="data"):
    """See all that is kept, or come to the question whether to erase it; for strangers, too."""

    wish: Wish


class ForgetButton(CallbackData, prefix="forget"):
    """Erase. The receipt's code stands here, so that however often it is handled there is one receipt; and the
    language, since nothing is kept of the person afterwards.
    """

    code: Code
    language: Language


class HideButton(CallbackData, prefix="unseen"):
    """Other residents cannot read the report any more, or again."""

    report: Key
    hidden: bool


class DecideButton(CallbackData, prefix="do"):
    report: Key
    action: Action


class ReasonButton(CallbackData, prefix="why"):
    report: Key
    action: Action
    reason: Reason


class WordlessButton(CallbackData, prefix="mute"):
    """Decide for this reason without further words."""

    report: Key
    action: Action
    reason: Reason


class RepeatsButton(CallbackData, prefix="same"):
    report: Key
    first: Key


class OfficesButton(CallbackData, prefix="offices"):
    """List the other units of the report's district, to hand it over to one."""

    report: Key
    page: Page = 0


class HandOverButton(CallbackData, prefix="handover"):
    """Hand the report over to a village's office; of a unit with several villages, list them."""

    report: Key
    kato: Kato
    page: Page = 0


class CardButton(CallbackData, prefix="card"):
    """Back to the card's own buttons."""

    report: Key


class ShowCardButton(CallbackData, prefix="show"):
    report: Key


class BlockButton(CallbackData, prefix="block"):
    """`block` is a question that was asked, about whom only the database knows."""

    block: Key
    verdict: Verdict


class PosterButton(CallbackData, prefix="poster"):
    """The poster of a territory: of the whole, or of what is to be chosen inside it, `page` by page from 1."""

    kato: Kato
    whole: bool = False
    page: Page = 0


class BindInsideButton(CallbackData, prefix="bindin"):
    """The same for what a group may serve."""

    kato: MaybeKato = ""
    page: Page = 0


class ServeButton(CallbackData, prefix="serve"):
    """The group is to serve this territory, or not after all; `page` of the list it stands on."""

    kato: Kato
    page: Page = 0


class ChosenButton(CallbackData, prefix="served"):
    """These territories, and no more."""


class ConnectButton(CallbackData, prefix="connect"):
    language: Language


class DisconnectButton(CallbackData, prefix="unbind"):
    sure: bool


class TeamButton(CallbackData, prefix="team"):
    kato: MaybeKato = ""
    page: Page = 0


class EndButton(CallbackData, prefix="end"):
    """End a role; asks once."""

    grant: Key
    sure: bool = False


class TakeBackButton(CallbackData, prefix="uninvite"):
    invitation: Key


class InviteButton(CallbackData, prefix="invite"):
    kato: Kato


class RoleButton(CallbackData, prefix="role"):
    kato: Kato
    role: Role


class TermButton(CallbackData, prefix="term"):
    """`seed` makes two presses of one button one invitation."""

    kato: Kato
    role: Role
    term: Term
    seed: Key


class JoinButton(CallbackData, prefix="join"):
    """It carries what only the link's owner knows: a number could be guessed."""

    token: Annotated[str, Field(pattern="^[A-Za-z0-9_-]{43}$")]
    agreed: bool


class SetupButton(CallbackData, prefix="setup"):
    kato: Kato


class AkimsButton(CallbackData, prefix="akims"):
    """Which unit's akim is to be invited."""

    kato: Kato
    page: Page = 0


class TrialButton(CallbackData, prefix="test"):
    kato: Kato
    seed: Key


class FindButton(CallbackData, prefix="find"):
    """Under a list of what was found; the words stand in the message that it answers."""

    which: Which
    page: Page


class DigestsButton(CallbackData, prefix="digests"):
    """On the way to a territory whose digest somebody reads."""

    kato: MaybeKato = ""
    page: Page = 0


class DigestButton(CallbackData, prefix="digest"):
    kato: Kato
    every: Every


class DigestPictureButton(CallbackData, prefix="digestpic"):
    kato: Kato
    every: Every


class AccountButton(CallbackData, prefix="account"):
    """Where every report of the period is."""

    kato: Kato
    every: Every


class AccountFileButton(CallbackData, prefix="accountfile"):
    """The same village by village, as a file."""

    kato: Kato
    every: Every


class YearButton(CallbackData, prefix="year"):
    """The sheet of a year."""

    kato: Kato
    year: Page


class YearFileButton(CallbackData, prefix="yearfile"):
    """Its numbers as a file."""

    kato: Kato
    year: Page


class SubscriptionButton(CallbackData, prefix="digestwhen"):
    kato: Kato


class SubscribeButton(CallbackData, prefix="digestat"):
    kato: Kato
    every: Every
    hour: Page


class TargetsButton(CallbackData, prefix="terms"):
    """What the office promises of its own time."""

    kato: Kato


class TargetButton(CallbackData, prefix="termsof"):
    kato: Kato
    category: Category


class DaysButton(CallbackData, prefix="termdays"):
    """So many working days; 0 promises nothing."""

    kato: Kato
    category: Category
    what: What
    days: Page


class TargetPicturedButton(CallbackData, prefix="termpic"):
    kato: Kato
    category: Category
    pictured: bool


class TemplatesButton(CallbackData, prefix="ready"):
    """The ready answers of a territory."""

    kato: Kato


class NewTemplateButton(CallbackData, prefix="readynew"):
    kato: Kato
    action: Action


class TemplateButton(CallbackData, prefix="readyone"):
    template: Key


class TemplateWordsButton(CallbackData, prefix="readyin"):
    """Write it anew in this language."""

    template: Key
    language: Language


class DropTemplateButton(CallbackData, prefix="readydrop"):
    template: Key
    sure: bool


class UseTemplateButton(CallbackData, prefix="readyuse"):
    """Decide with these words."""

    report: Key
    action: Action
    template: Key


class AuditButton(CallbackData, prefix="audit"):
    page: Page


class DistrictButton(CallbackData, prefix="district"):
    """The elections of a district's units; with no code, of what the coordinator serves."""

    kato: MaybeKato = ""
    page: Page = 0


class UnitButton(CallbackData, prefix="unit"):
    """The unit's election, or what to enter where there is none."""

    kato: Kato


class KindButton(CallbackData, prefix="kind"):
    """Enter a new election of this kind."""

    kato: Kato
    kind: Kind


class UnitFactButton(CallbackData, prefix="fact"):
    """Say when the akim's term ends, or where voters look up their precinct."""

    kato: Kato
    topic: UnitTopic


class Side(StrEnum):
    """What of an election's calendar is shown."""

    SUMMARY = "summary"
    DATES = "dates"
    MORE = "more"


class CalendarButton(CallbackData, prefix="calendar"):
    election: Key
    side: Side = Side.SUMMARY


class DateButton(CallbackData, prefix="date"):
    election: Key
    code: DateCode


class ConfirmButton(CallbackData, prefix="confirm"):
    """Confirm the moment that was shown, in minutes since 1970; none is left out."""

    election: Key
    code: DateCode
    minute: Page


class ChangeButton(CallbackData, prefix="change"):
    election: Key
    code: DateCode


class StateButton(CallbackData, prefix="state"):
    election: Key
    state: State


class PublishButton(CallbackData, prefix="publish"):
    """What was written about the state, read back, is to be said to residents."""

    election: Key
    state: State


class RedefineButton(CallbackData, prefix="redefine"):
    """The election is of another kind, or its first days are others."""

    election: Key


class OtherKindButton(CallbackData, prefix="rekind"):
    election: Key
    kind: Kind


class SourceButton(CallbackData, prefix="source"):
    election: Key


class ListButton(CallbackData, prefix="list"):
    """Give the commission's list of candidates or of polling stations."""

    election: Key
    topic: Topic


class FileButton(CallbackData, prefix="file"):
    """An election's dates as a file, to be filled in and sent back; or of a new election in the unit."""

    kato: Kato
    election: Page = 0


class SecondButton(CallbackData, prefix="second"):
    """Ask for a second person's confirmation, or give it."""

    election: Key
    given: bool


class DropButton(CallbackData, prefix="drop"):
    election: Key
    sure: bool = False


class BroadcastsButton(CallbackData, prefix="sends"):
    election: Key


class StopBroadcastButton(CallbackData, prefix="halt"):
    broadcast: Key
    sure: bool = False


class ElectionButton(CallbackData, prefix="election"):
    """A page about the election in the person's village, as it stands when it is pressed."""

    page: pages.Page
    number: Page = 0


class RemindButton(CallbackData, prefix="remind"):
    wish: reminders.Wish


class StopRemindersButton(CallbackData, prefix="stop"):
    """No more reminders."""


class QuietButton(CallbackData, prefix="quiet"):
    quiet: reminders.Quiet


class AppointmentsButton(CallbackData, prefix="ics"):
    """The confirmed dates as a file for the phone's calendar."""


class ConsultationsButton(CallbackData, prefix="asked"):
    """What residents of the person's unit are asked."""


class ConsultationButton(CallbackData, prefix="asks"):
    """A consultation as it stands when it is pressed; to choose again what is chosen already is another press."""

    consultation: Key
    again: bool = False


class ChooseButton(CallbackData, prefix="choose"):
    """Pressed twice by an impatient finger, an option stays `chosen`, or taken back."""

    consultation: Key
    number: Key
    chosen: bool


class ShareButton(CallbackData, prefix="share"):
    """Some points more for a direction, or fewer."""

    consultation: Key
    number: Key
    more: bool


class CastButton(CallbackData, prefix="cast"):
    consultation: Key


class LeaveButton(CallbackData, prefix="leave"):
    """Leave the choice as it was."""

    consultation: Key


class RulesButton(CallbackData, prefix="rules"):
    """How it is counted; or the definition as a file."""

    consultation: Key
    file: bool = False


class RecountButton(CallbackData, prefix="recount"):
    """All that is needed to count it anew, as a file."""

    consultation: Key


class AskingButton(CallbackData, prefix="asking"):
    """On the way to the consultations of a unit; with no code, where somebody coordinates."""

    kato: MaybeKato = ""
    page: Page = 0


class BeginButton(CallbackData, prefix="begin"):
    kato: Kato
    kind: ConsultationKind


class PreparedButton(CallbackData, prefix="prepared"):
    """A consultation as coordinators see it."""

    consultation: Key


class Part(StrEnum):
    """What coordinators write of a consultation."""

    TITLE = "title"
    OPTIONS = "options"
    BUDGET = "budget"
    LIMITS = "limits"
    DAYS = "days"
    UNTIL = "until"  # residents propose
    REASON = "reason"  # why it is stopped


class PartButton(CallbackData, prefix="part"):
    consultation: Key
    part: Part


class RuleButton(CallbackData, prefix="rule"):
    consultation: Key
    rule: Rule


class FixButton(CallbackData, prefix="fix"):
    """Ask for a second person's word, or give it."""

    consultation: Key
    given: bool


class DropConsultationButton(CallbackData, prefix="undraft"):
    consultation: Key
    sure: bool = False


class GatherButton(CallbackData, prefix="gather"):
    """Ask for a second person's word on letting residents propose, or give it."""

    consultation: Key
    given: bool


class EndProposalsButton(CallbackData, prefix="gathered"):
    """Nobody proposes any more; asks once."""

    consultation: Key
    sure: bool = False


class ProposalsButton(CallbackData, prefix="ideas"):
    """What residents have proposed for a consultation."""

    consultation: Key
    page: Page = 0


class ProposalButton(CallbackData, prefix="idea"):
    """One of them, with a page of its comments."""

    proposal: Key
    page: Page = 0


class ProposeButton(CallbackData, prefix="propose"):
    consultation: Key


class TowardsButton(CallbackData, prefix="towards"):
    """Propose something in a direction."""

    consultation: Key
    direction: Direction


class CommentButton(CallbackData, prefix="comment"):
    """On a proposal, or, 0, on what is asked as a whole."""

    consultation: Key
    proposal: Page = 0


class SendProposalButton(CallbackData, prefix="sendidea"):
    proposal: Key


class LeaveProposalButton(CallbackData, prefix="noidea"):
    """What was written and not sent goes."""

    consultation: Key


class WaitingButton(CallbackData, prefix="unread"):
    """What residents have proposed and nobody has answered, in private."""

    consultation: Key
    page: Page = 0


class PublishedButton(CallbackData, prefix="read"):
    """What was published, as coordinators see it."""

    consultation: Key
    page: Page = 0


class AdoptButton(CallbackData, prefix="adopt"):
    """Make an option of a proposal."""

    proposal: Key


class Judge(StrEnum):
    LOOK = "look"  # at it, with its own buttons
    PUBLISH = "publish"
    REFUSE = "refuse"  # asks why


class JudgeButton(CallbackData, prefix="judge"):
    proposal: Key
    judge: Judge


class RefuseButton(CallbackData, prefix="refuse"):
    proposal: Key
    reason: Refusal


class AlikeButton(CallbackData, prefix="alike"):
    """Which published one says the same?"""

    proposal: Key
    page: Page = 0


class JoinProposalButton(CallbackData, prefix="joinidea"):
    proposal: Key
    other: Key


class PapersButton(CallbackData, prefix="papers"):
    """What gatherings chose on paper, as coordinators enter it."""

    consultation: Key


class NewPaperButton(CallbackData, prefix="newpaper"):
    consultation: Key


class PaperButton(CallbackData, prefix="paper"):
    paper: Key


class PaperPart(StrEnum):
    """What coordinators write or send of a gathering."""

    HEADING = "heading"
    COUNTS = "counts"
    PHOTO = "photo"


class PaperPartButton(CallbackData, prefix="paperpart"):
    paper: Key
    part: PaperPart


class PaperPhotoButton(CallbackData, prefix="minutes"):
    """The picture of the minutes, for coordinators alone."""

    paper: Key


class ConfirmPaperButton(CallbackData, prefix="papersure"):
    """Ask for a second person's word, or give it."""

    paper: Key
    given: bool


class DropPaperButton(CallbackData, prefix="nopaper"):
    paper: Key
    sure: bool = False


class OnPaperButton(CallbackData, prefix="onpaper"):
    """What gatherings chose on paper, as residents see it."""

    consultation: Key
    page: Page = 0


class LedgersButton(CallbackData, prefix="ledgers"):
    """The units of a district whose budgets somebody enters; with no code, of what they serve."""

    kato: MaybeKato = ""
    page: Page = 0


class LedgerButton(CallbackData, prefix="ledger"):
    """What is entered of a unit's budgets."""

    kato: Kato


class EnterButton(CallbackData, prefix="enter"):
    """One side of a year's budget is to be entered."""

    kato: Kato
    year: Page
    side: BudgetSide


class SheetButton(CallbackData, prefix="sheet"):
    """By a file, which is handed out."""

    kato: Kato
    year: Page
    side: BudgetSide


class StepsButton(CallbackData, prefix="steps"):
    """Line by line."""

    kato: Kato
    year: Page
    side: BudgetSide


class Quick(StrEnum):
    """What is answered by a press."""

    NOTHING = "nothing"
    REST = "rest"
    BACK = "back"


class AmountButton(CallbackData, prefix="amount"):
    """An answer, to the question that was seen when it was pressed: pressed twice, it answers once."""

    kato: Kato
    number: Page
    quick: Quick


class SaveButton(CallbackData, prefix="save"):
    """What was read back is right."""

    kato: Kato


class BudgetPage(StrEnum):
    HOME = "home"
    WORDS = "words"
    CALENDAR = "calendar"
    YEARS = "years"


class BudgetButton(CallbackData, prefix="budget"):
    """A page about the budget of the person's village; with no year, this year's or the newest."""

    page: BudgetPage
    year: Page = 0
    side: BudgetSide = BudgetSide.PLAN


class PictureButton(CallbackData, prefix="picture"):
    year: Page
    side: BudgetSide


class BudgetWord(StrEnum):
    """Words of the budget that are explained."""

    DRAFT = "draft"
    REVENUE = "revenue"
    SPENDING = "spending"
    TRANSFER = "transfer"
    OWN_TAXES = "own_taxes"
    EXECUTION = "execution"
    CARRIED_OVER = "carried_over"
    MEETING = "meeting"
    MASLIKHAT = "maslikhat"
    MONITORING = "monitoring"
    CIVIL_BUDGET = "civil_budget"


class WordButton(CallbackData, prefix="word"):
    word: BudgetWord


class StopNewsButton(CallbackData, prefix="nonews"):
    """Be told of nothing that one has not asked for."""


class News(StrEnum):
    LOOK = "look"
    YES = "yes"
    NO = "no"


class NewsButton(CallbackData, prefix="news"):
    """Whether one is told what everybody in the village is told."""

    news: News


class ResultPictureButton(CallbackData, prefix="chart"):
    consultation: Key


class WorksOfUnitButton(CallbackData, prefix="worked"):
    """A unit's consultations that are counted."""

    kato: Kato


class WorksButton(CallbackData, prefix="works"):
    """What became of what a consultation was about, for the office."""

    consultation: Key


class WorkButton(CallbackData, prefix="work"):
    """Something new is to be told of an option."""

    consultation: Key
    number: Key


class WorkStepButton(CallbackData, prefix="workstep"):
    """How far it is; `alone` without words."""

    consultation: Key
    number: Key
    step: WorkStep
    alone: bool = False


class PublishWorkButton(CallbackData, prefix="workout"):
    """What was read back is right."""

    work: Key


class FollowButton(CallbackData, prefix="follow"):
    """What became of it, for residents."""

    consultation: Key


class WorkPhotoButton(CallbackData, prefix="workpic"):
    work: Key


class BreakdownButton(CallbackData, prefix="byvillage"):
    consultation: Key


class MeetingsButton(CallbackData, prefix="meetings"):
    """What is ahead in the person's unit, and a page of what was decided."""

    page: Page = 0


class MeetingButton(CallbackData, prefix="meeting"):
    meeting: Key


class MinutesFileButton(CallbackData, prefix="minfile"):
    meeting: Key


class ConveningButton(CallbackData, prefix="convening"):
    """On the way to the meetings of a unit; with no code, where somebody calls them."""

    kato: MaybeKato = ""
    page: Page = 0


class ConveneButton(CallbackData, prefix="convene"):
    """A new one of this kind."""

    kato: Kato
    kind: MeetingKind


class ConvenedButton(CallbackData, prefix="convened"):
    """A meeting as the office sees it."""

    meeting: Key


class MeetingPart(StrEnum):
    """What the office writes of a meeting."""

    DAY = "day"
    PLACE = "place"
    WHOSE = "whose"
    AGENDA = "agenda"
    NOTICE = "notice"  # why it is short
    CANCEL = "cancel"  # and why it is not held
    NUMBER = "number"
    PRESENT = "present"
    DECISION_KK = "decision_kk"
    DECISION_RU = "decision_ru"
    FILE = "file"


class MeetingPartButton(CallbackData, prefix="mpart"):
    meeting: Key
    part: MeetingPart


class TopicsButton(CallbackData, prefix="topics"):
    """Which consultation does it discuss?"""

    meeting: Key


class TopicButton(CallbackData, prefix="topic"):
    """It discusses that one; with no number, none."""

    meeting: Key
    consultation: Page = 0


class MinutesButton(CallbackData, prefix="mins"):
    """The minutes as they are being written."""

    meeting: Key


class NoFileButton(CallbackData, prefix="nofile"):
    """The minutes go without a file."""

    meeting: Key


class AsItWasButton(CallbackData, prefix="aswas"):
    """What was written and not confirmed is dropped."""

    meeting: Key


class Saying(StrEnum):
    """What residents are to be told of a meeting."""

    CALL = "call"
    CANCEL = "cancel"
    MINUTES = "minutes"


class ReadBackButton(CallbackData, prefix="readback"):
    meeting: Key
    saying: Saying


class SayButton(CallbackData, prefix="say"):
    """It was read back, and is right; the mark is that of what was."""

    meeting: Key
    saying: Saying
    mark: Mark


class DropMeetingButton(CallbackData, prefix="unmeet"):
    meeting: Key
    sure: bool = False


class AnnexButton(CallbackData, prefix="annex"):
    """A counted consultation as a page to be printed."""

    consultation: Key


class AnsweringButton(CallbackData, prefix="answering"):
    """On the way to the public answers of a unit; with no code, where somebody answers."""

    kato: MaybeKato = ""
    page: Page = 0


class AnswerToButton(CallbackData, prefix="answerto"):
    """A new one; which report, category or village is asked next."""

    kato: Kato
    to: To


class AnswerCategoryButton(CallbackData, prefix="answercat"):
    kato: Kato
    category: Category


class AnswerVillageButton(CallbackData, prefix="answervil"):
    village: Kato


class AnsweredButton(CallbackData, prefix="answered"):
    """An answer as the office sees it."""

    answer: Key


class AnswerPart(StrEnum):
    """What the office writes of an answer."""

    KK = "kk"
    RU = "ru"
    FILE = "file"
    PROMISE = "promise"  # both of these, and the day
    WHAT_KK = "what_kk"
    WHAT_RU = "what_ru"
    DUE = "due"


class AnswerPartButton(CallbackData, prefix="anspart"):
    answer: Key
    part: AnswerPart


class NoAnswerPartButton(CallbackData, prefix="noanspart"):
    """It goes without that."""

    answer: Key
    part: AnswerPart


class PreviewAnswerButton(CallbackData, prefix="anspre"):
    """What residents will get, and how many of them."""

    answer: Key


class SendAnswerButton(CallbackData, prefix="anssend"):
    """It was read back, and is right; the mark is that of what was."""

    answer: Key
    mark: Mark


class DropAnswerButton(CallbackData, prefix="noanswer"):
    answer: Key
    sure: bool = False


class AnswerFileButton(CallbackData, prefix="ansfile"):
    """The picture or the document that came with an answer."""

    answer: Key


class PledgesButton(CallbackData, prefix="pledges"):
    """A unit's promises, for the office."""

    kato: Kato
    page: Page = 0


class PledgeButton(CallbackData, prefix="pledge"):
    """A promise, for the office."""

    promise: Key


class RulingButton(CallbackData, prefix="ruling"):
    """What became of it; `alone` without words."""

    promise: Key
    verdict: PromiseVerdict
    alone: bool = False


class PromisePart(StrEnum):
    KK = "kk"
    RU = "ru"
    DUE = "due"


class RewordButton(CallbackData, prefix="reword"):
    """It is to read otherwise, or to be kept by another day."""

    promise: Key
    part: PromisePart


class SayOfPromiseButton(CallbackData, prefix="saypledge"):
    """It was read over, and is right; the mark is that of what was."""

    promise: Key
    mark: Mark


class PromisesButton(CallbackData, prefix="promises"):
    """What the office has promised, for residents."""

    page: Page = 0


class PromiseButton(CallbackData, prefix="promise"):
    promise: Key


class KeptButton(CallbackData, prefix="kept"):
    """Who was concerned says whether it was kept."""

    promise: Key
    kept: bool


class PromisePhotoButton(CallbackData, prefix="keptpic"):
    promise: Key
