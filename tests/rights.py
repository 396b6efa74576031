"""Who may press and say what, as the real routers have it: walked by `tests/conversations/test_rights.py`.

Every button class and every command that a router knows is here; what is new there fails the walk until it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter

from handlers import routers

OWN, FOREIGN = "own", "foreign"
ROLES = ("stranger", "resident", "moderator", "office", "akim", "coordinator", "administrator")


@dataclass(frozen=True)
class Place:
    """A territory with a report, its draft's number, a group, and what else buttons name; all of the same unit, but for
    `beside`, a village of another in its district.
    """

    kato: str
    district: str
    village: str
    beside: str
    report: int
    other: int
    draft: int
    block: int
    grant: int
    invitation: int
    token: str
    election: int
    broadcast: int
    consultation: int
    drafted: int
    counted: int
    work: int
    gathering: int
    proposal: int
    published: int
    paper: int
    meeting: int
    sketch: int
    answer: int
    reply: int
    promise: int
    shared: int
    lost: int
    template: int


def pressed(there: Place) -> dict[str, list[str]]:
    """What a client sends for each class of button, about one place."""
    report = there.report
    return {
        "AddToButton": [f"add:{report}"],
        "AroundButton": ["around:0"],
        "DifferentTroubleButton": [f"other:{there.draft}:{there.shared}:0:0"],
        "HideButton": [f"unseen:{there.shared}:1", f"unseen:{there.shared}:0"],
        "SameTroubleButton": [f"metoo:{there.draft}:{there.shared}"],
        "SharedButton": [f"shared:{there.shared}:0:0"],
        "SharedPictureButton": [f"glimpse:{there.shared}"],
        "SupportButton": [f"support:{there.shared}:1:0:0", f"support:{there.shared}:0:0:0"],
        "SupportsButton": ["joined:0"],
        "TakeUpButton": [f"takeup:{there.lost}"],
        "AmountButton": [f"amount:{there.kato}:0:nothing", f"amount:{there.kato}:0:back"],
        "BudgetButton": [f"budget:{page}:0:plan" for page in ("home", "words", "calendar", "years")],
        "EnterButton": [f"enter:{there.kato}:2026:plan", f"enter:{there.kato}:2026:execution"],
        "LedgerButton": [f"ledger:{there.kato}"],
        "LedgersButton": ["ledgers::0", f"ledgers:{there.district}:0"],
        "PictureButton": ["picture:2026:plan"],
        "SaveButton": [f"save:{there.kato}"],
        "SheetButton": [f"sheet:{there.kato}:2026:plan"],
        "StepsButton": [f"steps:{there.kato}:2026:plan", f"steps:{there.kato}:2026:execution"],
        "WordButton": ["word:draft"],
        "AkimsButton": [f"akims:{there.kato}:0"],
        "AppointmentsButton": ["ics"],
        "AuditButton": ["audit:0"],
        "BindInsideButton": ["bindin::0", f"bindin:{there.district}:0"],
        "BroadcastsButton": [f"sends:{there.election}"],
        "CalendarButton": [f"calendar:{there.election}:{side}" for side in ("summary", "dates", "more")],
        "ChangeButton": [f"change:{there.election}:lists_open"],
        "ConfirmButton": [f"confirm:{there.election}:lists_handed:0"],
        "DateButton": [f"date:{there.election}:lists_open"],
        "DistrictButton": ["district::0", f"district:{there.district}:0"],
        "DropButton": [f"drop:{there.election}:0", f"drop:{there.election}:1"],
        "FileButton": [f"file:{there.kato}:0", f"file:{there.kato}:{there.election}"],
        "KindButton": [f"kind:{there.kato}:early"],
        "ListButton": [f"list:{there.election}:candidates", f"list:{there.election}:stations"],
        "AnnexButton": [f"annex:{there.counted}"],
        "AsItWasButton": [f"aswas:{there.meeting}"],
        "AnsweredButton": [f"answered:{there.answer}"],
        "AnswerCategoryButton": [f"answercat:{there.kato}:roads"],
        "AnswerFileButton": [f"ansfile:{there.answer}"],
        "AnsweringButton": ["answering::0", f"answering:{there.kato}:0"],
        "AnswerPartButton": [f"anspart:{there.reply}:{part}" for part in ("kk", "file")],
        "AnswerToButton": [f"answerto:{there.kato}:{to}" for to in ("report", "category", "village")],
        "AnswerVillageButton": [f"answervil:{there.village}"],
        "DropAnswerButton": [f"noanswer:{there.reply}:0", f"noanswer:{there.reply}:1"],
        "NoAnswerPartButton": [f"noanspart:{there.reply}:file"],
        "KeptButton": [f"kept:{there.promise}:1"],
        "PledgeButton": [f"pledge:{there.promise}"],
        "PledgesButton": [f"pledges:{there.kato}:0"],
        "PromiseButton": [f"promise:{there.promise}"],
        "PromisePhotoButton": [f"keptpic:{there.promise}"],
        "PromisesButton": ["promises:0"],
        "RewordButton": [f"reword:{there.promise}:due"],
        "RulingButton": [f"ruling:{there.promise}:kept:0", f"ruling:{there.promise}:kept:1"],
        "SayOfPromiseButton": [f"saypledge:{there.promise}:0a1b2c3d"],
        "PreviewAnswerButton": [f"anspre:{there.reply}"],
        "SendAnswerButton": [f"anssend:{there.reply}:0a1b2c3d"],
        "ConvenedButton": [f"convened:{there.sketch}"],
        "ConveneButton": [f"convene:{there.kato}:gathering"],
        "ConveningButton": ["convening::0", f"convening:{there.kato}:0"],
        "DropMeetingButton": [f"unmeet:{there.sketch}:0", f"unmeet:{there.sketch}:1"],
        "MeetingButton": [f"meeting:{there.meeting}"],
        "MeetingPartButton": [f"mpart:{there.sketch}:day"],
        "MeetingsButton": ["meetings:0"],
        "MinutesButton": [f"mins:{there.meeting}"],
        "MinutesFileButton": [f"minfile:{there.meeting}"],
        "NoFileButton": [f"nofile:{there.meeting}"],
        "ReadBackButton": [f"readback:{there.meeting}:minutes"],
        "SayButton": [f"say:{there.meeting}:{one}:0a1b2c3d" for one in ("call", "cancel", "minutes")],
        "TopicButton": [f"topic:{there.sketch}:0"],
        "TopicsButton": [f"topics:{there.sketch}"],
        "AskingButton": ["asking::0", f"asking:{there.kato}:0"],
        "BeginButton": [f"begin:{there.kato}:one"],
        "DropConsultationButton": [f"undraft:{there.drafted}:0", f"undraft:{there.drafted}:1"],
        "FixButton": [f"fix:{there.drafted}:0", f"fix:{there.drafted}:1"],
        "PartButton": [f"part:{there.drafted}:title"],
        "PreparedButton": [f"prepared:{there.drafted}"],
        "RuleButton": [f"rule:{there.drafted}:greedy"],
        "AdoptButton": [f"adopt:{there.published}"],
        "AlikeButton": [f"alike:{there.proposal}:0"],
        "CommentButton": [f"comment:{there.gathering}:{there.published}"],
        "EndProposalsButton": [f"gathered:{there.gathering}:0", f"gathered:{there.gathering}:1"],
        "GatherButton": [f"gather:{there.drafted}:0", f"gather:{there.drafted}:1"],
        "JoinProposalButton": [f"joinidea:{there.proposal}:{there.published}"],
        "JudgeButton": [f"judge:{there.proposal}:{judge}" for judge in ("look", "publish", "refuse")],
        "LeaveProposalButton": [f"noidea:{there.gathering}"],
        "ConfirmPaperButton": [f"papersure:{there.paper}:0", f"papersure:{there.paper}:1"],
        "DropPaperButton": [f"nopaper:{there.paper}:0", f"nopaper:{there.paper}:1"],
        "NewPaperButton": [f"newpaper:{there.consultation}"],
        "OnPaperButton": [f"onpaper:{there.counted}:0"],
        "PaperButton": [f"paper:{there.paper}"],
        "PaperPartButton": [f"paperpart:{there.paper}:{part}" for part in ("heading", "counts", "photo")],
        "PaperPhotoButton": [f"minutes:{there.paper}"],
        "PapersButton": [f"papers:{there.consultation}"],
        "ProposalButton": [f"idea:{there.published}:0"],
        "ProposalsButton": [f"ideas:{there.gathering}:0"],
        "ProposeButton": [f"propose:{there.gathering}"],
        "PublishedButton": [f"read:{there.gathering}:0"],
        "OfficesButton": [f"offices:{report}:0"],
        "RefuseButton": [f"refuse:{there.proposal}:unclear"],
        "SendProposalButton": [f"sendidea:{there.proposal}"],
        "TowardsButton": [f"towards:{there.gathering}:roads"],
        "WaitingButton": [f"unread:{there.gathering}:0"],
        "CastButton": [f"cast:{there.consultation}"],
        "ChooseButton": [f"choose:{there.consultation}:1:1", f"choose:{there.consultation}:1:0"],
        "ConsultationButton": [f"asks:{there.consultation}:0", f"asks:{there.consultation}:1"],
        "ConsultationsButton": ["asked"],
        "LeaveButton": [f"leave:{there.consultation}"],
        "ResultPictureButton": [f"chart:{there.consultation}"],
        "FollowButton": [f"follow:{there.counted}"],
        "PublishWorkButton": [f"workout:{there.work}"],
        "WorkButton": [f"work:{there.counted}:1"],
        "WorkPhotoButton": [f"workpic:{there.work}"],
        "WorkStepButton": [
            f"workstep:{there.counted}:1:done:0",
            f"workstep:{there.counted}:1:done:1",
        ],
        "WorksButton": [f"works:{there.counted}"],
        "WorksOfUnitButton": [f"worked:{there.kato}"],
        "BreakdownButton": [f"byvillage:{there.counted}"],
        "RecountButton": [f"recount:{there.consultation}"],
        "RulesButton": [f"rules:{there.consultation}:0", f"rules:{there.consultation}:1"],
        "ShareButton": [f"share:{there.consultation}:1:1"],
        "OtherKindButton": [f"rekind:{there.election}:repeat_election"],
        "PublishButton": [f"publish:{there.election}:cancelled"],
        "RedefineButton": [f"redefine:{there.election}"],
        "SecondButton": [f"second:{there.election}:0", f"second:{there.election}:1"],
        "SourceButton": [f"source:{there.election}"],
        "StateButton": [f"state:{there.election}:postponed"],
        "StopBroadcastButton": [f"halt:{there.broadcast}:0", f"halt:{there.broadcast}:1"],
        "UnitButton": [f"unit:{there.kato}"],
        "UnitFactButton": [f"fact:{there.kato}:term", f"fact:{there.kato}:lookup"],
        "BlockButton": [f"block:{there.block}:block", f"block:{there.block}:leave"],
        "CancelButton": [f"cancel:{there.draft}"],
        "CardButton": [f"card:{report}"],
        "CategoriesButton": [f"more:{there.draft}:1"],
        "CategoryButton": [f"category:{there.draft}:roads"],
        "ChosenButton": ["served"],
        "ConnectButton": ["connect:kk"],
        "ConsentButton": ["consent:more:en:"],
        "DataButton": ["data:show", "data:ask"],
        "DecideButton": [f"do:{report}:{action}" for action in ("take", "start", "ask", "resolve", "hold")],
        "DisconnectButton": ["unbind:1", "unbind:0"],
        "ElectionButton": ["election:home:0", "election:dates:0"],
        "EndButton": [f"end:{there.grant}:0", f"end:{there.grant}:1"],
        "ForgetButton": ["forget:7K3F-94AY:en"],
        "HandOverButton": [f"handover:{report}:{there.kato}:0", f"handover:{report}:{there.beside}:0"],
        "InsideButton": ["inside::0"],
        "InviteButton": [f"invite:{there.kato}"],
        "JoinButton": [f"join:{there.token}:1"],
        "LanguageButton": ["lang:ru:"],
        "MyButton": ["my:0"],
        "NewReportButton": ["new"],
        "PosterButton": [f"poster:{there.kato}:0:1"],
        "QuietButton": ["quiet:long"],
        "ReasonButton": [f"why:{report}:reject:private", f"why:{report}:forward:police"],
        "RemindButton": ["remind:vote"],
        "RepeatsButton": [f"same:{report}:{there.other}"],
        "RoleButton": [f"role:{there.kato}:moderator", f"role:{there.kato}:akim"],
        "SendButton": [f"send:{there.draft}"],
        "ServeButton": [f"serve:{there.kato}:0", f"serve:{there.district}:0"],
        "SettingButton": ["set:all", "set:withdrawn"],
        "SetupButton": [f"setup:{there.kato}"],
        "ShowCardButton": [f"show:{report}"],
        "StepButton": [f"step:{there.draft}:onward:text"],
        "NewsButton": ["news:look", "news:yes"],
        "StopNewsButton": ["nonews"],
        "StopRemindersButton": ["stop"],
        "StoryButton": [f"story:{report}:0"],
        "TakeBackButton": [f"uninvite:{there.invitation}"],
        "TeamButton": ["team::0", f"team:{there.kato}:0"],
        "TermButton": [f"term:{there.kato}:moderator:open:7", f"term:{there.kato}:akim:four_years:7"],
        "FindButton": ["find:all:0", "find:late:1"],
        "DigestsButton": ["digests::0", f"digests:{there.district}:0", f"digests:{there.kato}:0"],
        "DigestButton": [
            f"digest:{there.kato}:week",
            f"digest:{there.district}:month",
            f"digest:{there.kato}:never",
        ],
        "DigestPictureButton": [f"digestpic:{there.kato}:week", f"digestpic:{there.kato}:never"],
        "AccountButton": [
            f"account:{there.kato}:week",
            f"account:{there.district}:day",
            f"account:{there.kato}:never",
        ],
        "AccountFileButton": [f"accountfile:{there.kato}:week", f"accountfile:{there.district}:never"],
        "YearFileButton": [f"yearfile:{there.kato}:2026", f"yearfile:{there.district}:2025"],
        "YearButton": [f"year:{there.kato}:2026", f"year:{there.district}:2025"],
        "SubscriptionButton": [f"digestwhen:{there.kato}"],
        "SubscribeButton": [f"digestat:{there.kato}:day:8", f"digestat:{there.district}:never:8"],
        "TargetsButton": [f"terms:{there.kato}", f"terms:{there.district}"],
        "TemplatesButton": [f"ready:{there.kato}", f"ready:{there.district}"],
        "NewTemplateButton": [f"readynew:{there.kato}:ask"],
        "TemplateButton": [f"readyone:{there.template}"],
        "TemplateWordsButton": [f"readyin:{there.template}:ru"],
        "DropTemplateButton": [f"readydrop:{there.template}:0", f"readydrop:{there.template}:1"],
        "UseTemplateButton": [f"readyuse:{report}:ask:{there.template}"],
        "TargetButton": [f"termsof:{there.kato}:roads", f"termsof:{there.district}:roads"],
        "DaysButton": [
            f"termdays:{there.kato}:roads:solution:5",
            f"termdays:{there.kato}:roads:first_word:0",
        ],
        "TargetPicturedButton": [f"termpic:{there.kato}:roads:1"],
        "TrialButton": [f"test:{there.kato}:7"],
        "VerdictButton": [f"fixed:{report}:1"],
        "VillageButton": [f"village:{there.village}"],
        "WordlessButton": [f"mute:{report}:reject:private"],
    }


def buttons() -> set[str]:
    """The classes of buttons that any router answers to."""
    return {
        kind.callback.callback_data.__name__
        for router in _all(routers())
        for handler in router.callback_query.handlers
        for kind in handler.filters or ()
        if isinstance(kind.callback, CallbackQueryFilter)
        and issubclass(kind.callback.callback_data, CallbackData)
    }


def commands(place: str) -> set[str]:
    """The commands that private chats, or groups, answer to; not the one for all the unknown."""
    roots = [router for router in routers() if router.name == place]
    return {
        command
        for router in _all(roots)
        for handler in router.message.handlers
        for kind in handler.filters or ()
        if isinstance(kind.callback, Command)
        for command in kind.callback.commands
        if isinstance(command, str)
    }


def _all(found: list[Router]) -> Iterator[Router]:
    for router in found:
        yield router
        yield from _all(router.sub_routers)
