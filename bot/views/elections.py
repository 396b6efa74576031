"""What a resident first sees of the election of their akim: where it stands, what can be done now, what comes."""

from datetime import datetime

from bot.domain.chances import Chance, chances, coming, confirmed, silent, visible
from bot.domain.elections import Election, Kind, State
from bot.domain.facts import Outlook
from bot.domain.numbers import ALMATY
from bot.domain.pages import Page, home_voting_is_near
from bot.domain.timelines import Code
from bot.i18n import Html, Words, joined
from bot.views.dates import days_until, deadline, voting_time, what, when
from bot.views.pages import heading, open_page, sources
from bot.views.screens import Button, Screen, in_pairs, rows
from bot.views.sources import Footnotes, election_law
from bot.views.voting import home_voting, short_procedure


def home(outlook: Outlook, now: datetime, _: Words) -> Screen:
    election = visible(outlook)
    said = _none_known(outlook, now, _) if election is None else _known(election, outlook, now, _)
    return Screen(joined([heading(outlook, _), *said]), rows(*in_pairs(_ways(outlook, now, _))))


def _ways(outlook: Outlook, now: datetime, _: Words) -> list[Button]:
    """To the pages that have something to say; in the days without campaigning candidates come last."""
    election = visible(outlook)
    after = election is not None and election.state in (State.RESULT, State.UNDECIDED, State.REGISTERED)
    offered = {
        Page.VOTING: not after,
        Page.STATIONS: bool(outlook.stations) and not after,
        Page.DATES: bool(confirmed(outlook)),
        Page.RESULTS: election is not None,
        Page.STANDING: True,
        Page.CANDIDATES: election is not None,
        Page.RIGHTS: True,
        Page.REMINDERS: True,
    }
    order = sorted(offered, key=lambda page: silent(outlook, now) and page is Page.CANDIDATES)
    return [open_page(page, _) for page in order if offered[page]]


def _none_known(outlook: Outlook, now: datetime, _: Words) -> list[Html | None]:
    term = outlook.term
    if term is not None and term.ends_on < now.astimezone(ALMATY).date():
        term = None
    ends = (
        _("The present akim's term of office ends: {day}.", day=_.long_day(term.ends_on, now))
        if term
        else _("When the present akim's term of office ends is not known here.")
    )
    return [
        Html(_("No election of the akim is known here now.") + "\n" + ends),
        _(
            "A regular election is called at least 50 days before the term ends, and held at least 10 days "
            "before it ends. The territorial election commission of the district or city calls it and announces "
            "it in local media: that is where to ask."
        ),
        Footnotes.of([term.source if term else None]).said(_),
        election_law(_),
    ]


def _known(election: Election, outlook: Outlook, now: datetime, _: Words) -> list[Html | None]:
    if election.state is State.CALLED:
        said = _called(election, outlook, now, _)
        by_law = silent(outlook, now)
    else:
        said = [_ended(election, _)]
        by_law = election.state is State.UNDECIDED
    law = election_law(_) if by_law else None
    return [*said, _next(outlook, now, _), sources(Page.HOME, outlook, now, _), law]


def _called(election: Election, outlook: Outlook, now: datetime, _: Words) -> list[Html | None]:
    """Until the polls close on the days without campaigning, how to vote goes before all else."""
    first = Html(_kind(election, _) + "\n" + _voting(outlook, now, _))
    if not silent(outlook, now):
        return [first, _now(outlook, now, _)]
    return [
        first,
        short_procedure(outlook, _),
        home_voting(outlook, now, _) if home_voting_is_near(outlook, now) else None,
        _("Until the polls close nobody campaigns, and no opinion polls or forecasts are published."),
        _now(outlook, now, _),
    ]


def _kind(election: Election, _: Words) -> Html:
    names = {
        Kind.REGULAR: _("Regular election"),
        Kind.EARLY: _("Early election"),
        Kind.REPEAT_ELECTION: _("Repeat election"),
        Kind.REPEAT_VOTING: _("Repeat voting"),
    }
    return names[election.kind]


def _voting(outlook: Outlook, now: datetime, _: Words) -> Html:
    """When, and how many days are left."""
    time = voting_time(outlook, now, _)
    if time is None:
        return _("The voting day is not confirmed here. The territorial election commission knows it.")
    dates = confirmed(outlook)
    day = dates[Code.VOTING_START]
    days = days_until(day, now)
    if now >= dates.get(Code.VOTING_END, day) and days <= 0:
        left = _("Voting is over. The territorial election commission sets the results.")
    elif days == 0:
        left = _("Voting is today.")
    elif days == 1:
        left = _("Voting is tomorrow.")
    else:
        left = _.n("{count} day is left until voting.", "{count} days are left until voting.", days)
    return Html(_("Voting: <b>{time}</b>", time=time) + "\n" + left)


def _now(outlook: Outlook, now: datetime, _: Words) -> Html | None:
    """What can be done at this moment, each with its end."""
    sentences = {
        Chance.VOTE: _("Voting goes on."),
        Chance.CHECK_LISTS: _("You can check your own entry in the voter list at the precinct commission."),
        Chance.TAKE_CERTIFICATE: _(
            "You can get a detachment certificate if you will be in another populated place on voting day."
        ),
        Chance.ASK_WHERE_ONE_STAYS: _(
            "If you will be staying elsewhere on voting day, you can apply to the local executive body there to be "
            "put on its voter list."
        ),
        Chance.BE_PUT_UP: _("Candidates can be nominated."),
        Chance.BE_PUT_UP_LATE: _("The nomination of candidates was extended."),
        Chance.HAND_IN_SIGNATURES: _("The self-nominated can hand in signature sheets."),
    }
    lines = [
        _("• {sentence} {deadline}", sentence=sentences[chance], deadline=deadline(until, outlook, now, _))
        for chance, until in chances(outlook, now).items()
    ]
    return Html("\n".join([_("<b>What can be done now</b>"), *lines])) if lines else None


def _next(outlook: Outlook, now: datetime, _: Words) -> Html | None:
    dates = confirmed(outlook)
    codes = coming(outlook, now) or [code for code in dates if code is Code.REPEAT_LATEST]
    lines = [Html(f"• {when(code, dates[code], now, _)}: {what(code, _)}") for code in codes]
    return Html("\n".join([_("<b>Next</b>"), *lines])) if lines else None


def _ended(election: Election, _: Words) -> Html:
    """How it stands when it is not going on."""
    sentences = {
        State.POSTPONED: _(
            "<b>The election is postponed.</b> The dates told before do not hold. New ones will stand here when "
            "they are confirmed."
        ),
        State.CANCELLED: _("<b>The election is cancelled.</b> The dates told before do not hold."),
        State.UNDECIDED: _(
            "<b>No akim was elected.</b> After a tie voting is repeated within a month; an election that was "
            "declared void or invalid is repeated within a month."
        ),
        State.RESULT: _("<b>The territorial election commission has set the results.</b> It publishes them."),
        State.REGISTERED: _(
            "<b>The territorial election commission has registered the elected akim.</b> With that the akim's term "
            "of office begins."
        ),
    }
    reason = _("Reason: {reason}", reason=election.reason) if election.state.needs_reason else None
    lines = [_kind(election, _), sentences[election.state], *([reason] if reason else [])]
    return Html("\n".join(lines))
