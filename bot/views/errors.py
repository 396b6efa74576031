"""The sentence for each rule that said no."""

import html
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain import (
    amounts,
    answers,
    bindings,
    blocks,
    broadcasts,
    budget_steps,
    budgets,
    calendar_files,
    choices,
    clocks,
    commission_lists,
    consultation_writing,
    consultations,
    digests,
    drafts,
    elections,
    facts,
    finding,
    groups,
    guards,
    meeting_writing,
    meetings,
    numbers,
    papers,
    people,
    places,
    privacy,
    promises,
    proposals,
    reports,
    roles,
    supports,
    templates,
    territories,
    texts,
    works,
    writing,
)
from bot.domain.blocks import Blocked
from bot.domain.errors import RuleError
from bot.i18n import Html, Words
from bot.views.blocks import refusal
from bot.views.names import state_label

_SENTENCES: Mapping[type[RuleError], Callable[[Any, Words], Html]] = {
    texts.EmptyText: lambda error, _: _("There is nothing to read in it. Please write in words."),
    texts.TextTooLong: lambda error, _: _(
        "It is too long: {length} characters, at most {limit} fit. Please shorten it and send it again.",
        length=error.length,
        limit=error.limit,
    ),
    people.ConsentMissing: lambda error, _: _("First we need your consent: /start."),
    people.VillageMissing: lambda error, _: _("First say where you live: /start."),
    territories.NoSuchTerritory: lambda error, _: _("There is no such place on our list. Try again: /start."),
    drafts.NoDraft: lambda error, _: _(
        "This button belongs to a report that was sent or cancelled. A new one: /report. Yours: /my."
    ),
    drafts.TooManyAttachments: lambda error, _: _(
        "A report carries at most {limit} files. This one was not taken.",
        limit=drafts.ATTACHMENT_LIMIT,
    ),
    drafts.FileTooBig: lambda error, _: _(
        "The file is too big: at most {limit} MB. Send a photo, or a shorter video.",
        limit=drafts.FILE_LIMIT // 1024 // 1024,
    ),
    drafts.NotReady: lambda error, _: _("Something is still missing: the category or the text."),
    places.OutsideKazakhstan: lambda error, _: _(
        "This place is outside Kazakhstan. Send another, or write the place in words."
    ),
    numbers.NoSuchReport: lambda error, _: _("There is no report with this number here."),
    reports.AlreadyTaken: lambda error, _: _(
        "Another moderator has taken it: {name}.", name=error.holder or "…"
    ),
    reports.NotNow: lambda error, _: _(
        "This cannot be done now. The report's state: «{state}».", state=state_label(error.state, _)
    ),
    reports.TooLate: lambda error, _: _(
        "It was closed more than 30 days ago. Please send a new report: it begins at once."
    ),
    reports.PictureMissing: lambda error, _: _(
        "The office has promised to show what was done: please reply with a photo, and the words under it."
    ),
    finding.NothingToFind: lambda error, _: _("Please write at least two letters after /find."),
    digests.NoSuchHour: lambda error, _: _("Please choose one of the hours below."),
    clocks.WrongTarget: lambda error, _: _("The first word cannot be later than the solution."),
    reports.NoNews: lambda error, _: _("It is so already."),
    reports.ReasonMissing: lambda error, _: _("Please choose a reason."),
    reports.WordsMissing: lambda error, _: _("Please write it in words: the resident will read it."),
    reports.Withdrawn: lambda error, _: _(
        "The author of this report has withdrawn it. There is nothing more to do with it."
    ),
    privacy.AskedBefore: lambda error, _: _("This question has been answered. To ask again: /forget."),
    works.NoSuchWork: lambda error, _: _("This is not here any more. Please open it again: /consultations."),
    works.ReasonNeeded: lambda error, _: _("Please write why: who took part will read it."),
    works.NothingNew: lambda error, _: _("That is what was said last. Add some words or a photo."),
    reports.OfItself: lambda error, _: _("That is this same report, or a duplicate. Name the first report."),
    reports.HasDuplicates: lambda error, _: _(
        "Other reports are duplicates of this one. Name this one as the first instead, or take those up again before."
    ),
    supports.OwnReport: lambda error, _: _("This is your own report: you hear of every step already."),
    blocks.NoGrounds: lambda error, _: _(
        "Fewer than {needed} of their reports are held now. Nothing was changed.", needed=blocks.HELD_TO_ASK
    ),
    groups.NotAllowed: lambda error, _: _("You have no right to do this here."),
    groups.NobodyInParticular: lambda error, _: _(
        "Anonymous administrators and channels cannot act here. Switch anonymity off, please, "
        "and act as yourself."
    ),
    groups.NotBound: lambda error, _: _(
        "This group serves no territory yet. The district's coordinator or an administrator of the bot sends "
        "/bind here."
    ),
    groups.NotOurReport: lambda error, _: _("This report belongs to another group."),
    bindings.NothingToConnect: lambda error, _: _(
        "No group waits to be connected, or its time is over. Please send /bind in the group anew."
    ),
    bindings.NothingChosen: lambda error, _: _("Please choose what the group serves first."),
    numbers.WrongDay: lambda error, _: _(
        "This day does not fit. Write a day to come, within ten years, like this: 15.09.2029."
    ),
    roles.NoSuchInvitation: lambda error, _: _(
        "This invitation does not exist or was taken back. Ask for a new link, please."
    ),
    roles.InvitationUsed: lambda error, _: _(
        "This invitation has been used: it is for one person. Ask for a new link, please."
    ),
    roles.InvitationOver: lambda error, _: _(
        "The time of this invitation is over. Ask for a new link, please."
    ),
    writing.NoDay: lambda error, _: _("This is not a day. Please write it like this: 15.09.2026."),
    writing.NoHours: lambda error, _: _(
        "These are not hours. Please write them like this: 15.11.2026 8:00-21:00."
    ),
    writing.NoHour: lambda error, _: _("This is not an hour. Please write it like this: 15.09.2026 18:00."),
    elections.NoSuchElection: lambda error, _: _("This election is not entered here, or was taken back."),
    elections.WrongOrder: lambda error, _: _(
        "This does not fit the other days: first the occasion, then the calling, then the voting, and each date "
        "between those around it. Please look at the commission's calendar again."
    ),
    elections.WrongHours: lambda error, _: _(
        "Polls open at 06:00 at the earliest and close at 22:00 at the latest. Please look again."
    ),
    elections.WrongState: lambda error, _: _("The election cannot come to this from where it stands now."),
    elections.TooEarly: lambda error, _: _("Polls are not closed yet: there is no result before that."),
    elections.ReasonMissing: lambda error, _: _("Please write why: residents will read it."),
    elections.VotingNeeded: lambda error, _: _(
        "The voting is not left out. If it is not held on its day, the election is postponed or cancelled."
    ),
    elections.AlreadyGoesOn: lambda error, _: _("An election is going on here already: /election."),
    elections.NotElected: lambda error, _: _(
        "By law only the akims of cities of district significance, villages, settlements and rural districts are "
        "elected."
    ),
    facts.SourceMissing: lambda error, _: _("Please name the source: a fact without one is none."),
    facts.OnePersonOnly: lambda error, _: _(
        "You have entered something of it yourself. Somebody else, who has not, must confirm it."
    ),
    facts.NothingConfirmed: lambda error, _: _("Please confirm the beginning of voting first."),
    calendar_files.NotTheTemplate: lambda error, _: _(
        "This is not the template, or nothing stands in it. Please fill in the file that you were sent."
    ),
    commission_lists.TooManyRows: lambda error, _: _(
        "At most {limit} rows fit.", limit=commission_lists.MOST_ROWS
    ),
    consultations.NoSuchConsultation: lambda error, _: _(
        "This is asked somewhere else, or was taken back. What is asked in your village: /consultations."
    ),
    consultations.NotInStage: lambda error, _: _("That is over, or has not begun: /consultations."),
    consultations.Incomplete: lambda error, _: _("Something is still missing."),
    consultations.WrongDays: lambda error, _: _(
        "These days do not fit: it opens within a year, and is open for 3 to 60 days."
    ),
    consultations.WrongUntil: lambda error, _: _(
        "These days do not fit: residents propose for 3 to 60 days, and before it opens."
    ),
    consultations.ProposalsGoOn: lambda error, _: _(
        "Residents can still propose: first their time has to pass, or be ended."
    ),
    consultations.OptionThere: lambda error, _: _("It is among the options already."),
    consultations.TooManyOptions: lambda error, _: _(
        "At most {limit} options fit.", limit=consultations.MOST_OPTIONS
    ),
    papers.NoSuchPaper: lambda error, _: _("This was taken back. Please open it anew: /consultation."),
    papers.NoHeading: lambda error, _: _(
        "Please write it like this: number of the minutes; day; how many people chose. For example: 4; 03.06.2027; 37"
    ),
    papers.WrongGatheringDay: lambda error, _: _(
        "This day does not fit: the gathering was held within the last year, and not in the future."
    ),
    papers.NoCounts: lambda error, _: _(
        "Line {line} cannot be read: each option once, its number, a dash, and how many. For example: 1 - 20",
        line=error.line,
    ),
    papers.OptionsMissing: lambda error, _: _(
        "Every option needs a line, with 0 if nobody chose it. Missing: {numbers}.",
        numbers=", ".join(map(str, error.numbers)),
    ),
    papers.DoNotFit: lambda error, _: _(
        "So many cannot be from {people} people: please look at the minutes again.", people=error.people
    ),
    papers.PaperUnfinished: lambda error, _: _("Something is still missing."),
    proposals.NoSuchProposal: lambda error, _: _(
        "This is not there any more. Please open it anew: /consultations."
    ),
    proposals.TooManyProposals: lambda error, _: _(
        "You have sent as much as fits: {proposals} proposals and {comments} comments at most. Thank you!",
        proposals=proposals.MOST_PROPOSALS,
        comments=proposals.MOST_COMMENTS,
    ),
    proposals.DecidedAlready: lambda error, _: _("It has been decided already."),
    proposals.ProposalsWait: lambda error, _: _(
        "Some proposals have no answer yet: please decide about them first."
    ),
    consultations.ElectionGoesOn: lambda error, _: _(
        "While an akim is being elected here, nothing is asked anew (Constitutional Law on Elections)."
    ),
    consultation_writing.NotTwoLines: lambda error, _: _(
        "Two lines are needed: the question in Kazakh, then in Russian."
    ),
    consultation_writing.NoAmount: lambda error, _: _(
        "This is not a sum of money. Please write whole tenge, like this: 12 000 000"
    ),
    consultation_writing.NoLimits: lambda error, _: _(
        "Please write from how many to how many, like this: 1-3"
    ),
    consultation_writing.NoSpan: lambda error, _: _(
        "Please write from when until when, like this: 15.06.2027 10:00 - 30.06.2027 18:00"
    ),
    choices.NoSuchOption: lambda error, _: _("This option is not there any more. Please open it anew."),
    choices.TooMany: lambda error, _: _("No more can be chosen: take one back first."),
    choices.TooDear: lambda error, _: _("It does not fit into what is left: take something back first."),
    choices.NothingLeft: lambda error, _: _("No points are left: take some back elsewhere first."),
    choices.Unfinished: lambda error, _: _("Something is still to be chosen."),
    guards.ForbiddenWords: lambda error, _: _(
        "Of elections, candidates, parties and the akim's person nobody is asked here. The word: «{word}».",
        word=error.word,
    ),
    broadcasts.NoSuchBroadcast: lambda error, _: _("There is no such broadcast any more."),
    amounts.NoAmount: lambda error, _: _(
        "This is not an amount. Please write it like this: 12 345 678, or 12.3 million."
    ),
    amounts.NotWholeTenge: lambda error, _: _(
        "These are not whole tenge. Was «thousand» or «million» left out? For example: 12.3 million."
    ),
    amounts.AmbiguousAmount: lambda error, _: _(
        "A comma or a point before three figures can be read in two ways. Please write all figures, 12 345 678, or fewer "
        "after the comma, 12.3 million."
    ),
    budgets.NoBudgetHere: lambda error, _: _(
        "Here the budgets of cities of district significance, villages, settlements and rural districts are entered."
    ),
    budgets.WrongYear: lambda error, _: _("Of this year no budget can be entered."),
    budgets.NothingEntered: lambda error, _: _(
        "The total cannot be nothing: please look at the document again."
    ),
    budgets.WrongSum: lambda error, _: _(
        "The lines add up to {added}, but the total is {named}. Please look at the document again.",
        added=_.tenge(error.added),
        named=_.tenge(error.named),
    ),
    budgets.Unbalanced: lambda error, _: _(
        "The difference between expenditure and revenue is {missing}: please look at the document again.",
        missing=_.tenge(error.missing),
    ),
    budgets.WrongAmount: lambda error, _: _("An amount is below zero, or too large for a budget."),
    budgets.WrongUntil: lambda error, _: _(
        "This day does not fit: it lies in the year of the budget, and not in the future."
    ),
    budget_steps.NotAsked: lambda error, _: _("This is not being asked any more. Please begin anew: /budget"),
    meetings.NoSuchMeeting: lambda error, _: _(
        "This gathering or meeting is somewhere else, or was taken back. Yours: /meetings."
    ),
    meetings.WrongStage: lambda error, _: _("This cannot be changed now. Please open it anew: /meeting"),
    meetings.WrongBeginning: lambda error, _: _("It must begin in the future, within a year."),
    meetings.WrongCounts: lambda error, _: _(
        "No more can be present than there are members. Please look at the minutes again."
    ),
    meetings.ShortNotice: lambda error, _: _(
        "By law residents hear of it at least {days} calendar days before. Choose a later day, or write why it has to be "
        "sooner.",
        days=meetings.NOTICE,
    ),
    meetings.NotWhole: lambda error, _: _("Something is still missing."),
    meeting_writing.NotBoth: lambda error, _: _("Two lines are needed: in Kazakh, then in Russian."),
    meeting_writing.NoCounts: lambda error, _: _("Please write how many of how many, like this: 15 / 22"),
    answers.NoSuchAnswer: lambda error, _: _("This answer is somewhere else, or was taken back."),
    answers.AnsweredAlready: lambda error, _: _("This answer has gone out: it cannot be changed any more."),
    templates.NoSuchTemplate: lambda error, _: _("There is no such ready answer any more."),
    templates.TooManyTemplates: lambda error, _: _(
        "There are as many ready answers for this step as can be chosen from. Please delete one first."
    ),
    templates.WrittenAlready: lambda error, _: _("There is a ready answer with these words already."),
    answers.NothingWritten: lambda error, _: _("Please write the answer in Kazakh or in Russian first."),
    answers.PromiseUnfinished: lambda error, _: _(
        "A promise needs both: what will be done, and by which day. Or leave it out."
    ),
    answers.WrongTerm: lambda error, _: _(
        "This day does not fit: a promise is for tomorrow at the earliest, and for four years at the latest."
    ),
    answers.NobodyThere: lambda error, _: _("Nobody would get it just now."),
    answers.AkimIsElected: lambda error, _: _(
        "An akim is being elected here: until the akim is registered nothing goes to many, and nothing is promised. To a "
        "single report you can answer."
    ),
    promises.NoSuchPromise: lambda error, _: _("This promise is somewhere else. Yours: /promises."),
    promises.Settled: lambda error, _: _("This cannot be said of it any more. Please open it anew."),
    promises.CorrectedTooOften: lambda error, _: _(
        "It has been corrected as often as fits. Say what becomes of it, or promise something new."
    ),
    promises.WhyNeeded: lambda error, _: _("Please write why: residents will read it."),
    promises.NothingPlanned: lambda error, _: _("It reads so already."),
    roles.NoSuchGrant: lambda error, _: _("Nobody holds this role any more."),
}


def sentence(error: RuleError, contact: str, _: Words) -> Html:
    """`contact` is whom to turn to about what cannot be mended here."""
    if isinstance(error, Blocked):
        return refusal(error.since, error.until, contact, _)
    return _SENTENCES[type(error)](error, _)


def alert(error: RuleError, contact: str, _: Words) -> str:
    """The same for a pop-up, which knows no markup."""
    return html.unescape(sentence(error, contact, _))


def apology(_: Words) -> Html:
    """For what no rule foresaw: the message itself is kept and will be looked at."""
    return _("Sorry, something went wrong on our side. Your message is kept; we will look into it.")


def too_fast(seconds: int, _: Words) -> Html:
    """Once for all of a flood."""
    return _(
        "You send very fast. Your words and files are kept. Please wait {seconds} seconds.", seconds=seconds
    )


def not_understood(_: Words) -> Html:
    return _("I cannot use this here. Text, photos, videos, voice messages and locations I can. /help")


def words_wanted(_: Words) -> Html:
    """Something else than words has come."""
    return _("Please write it in words, or press «Cancel» above.")


def no_contact_needed(_: Words) -> Html:
    return _("Thank you, but telephone numbers are not needed, and this one was not kept.")


def no_iin_needed(_: Words) -> Html:
    return _(
        "There is an IIN in this message. It is never needed here, and the message was not kept. Please delete it, and "
        "send it again without the number if you meant to tell something else."
    )


def no_live_location(_: Words) -> Html:
    return _("A live location moves with you. Please send the place itself: 📎 → Location.")


def no_forwards(_: Words) -> Html:
    return _("This is forwarded from a channel. Please tell it in your own words.")


def unknown_command(_: Words) -> Html:
    return _("I do not know this command. /help lists what I can do.")


def old_button(_: Words) -> str:
    return _.plain("This button is too old. Please begin anew: /start")


def no_documents(_: Words) -> Html:
    """A file keeps its name, and a picture in it the place and the camera it was taken with."""
    return _("Please send it as a photo or a video, not as a file: a file's name can show who you are.")


def too_quick(_: Words) -> str:
    """For the second of two taps."""
    return _.plain("That was quick. If you mean what stands here now, press once more.")
