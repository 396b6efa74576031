"""What a resident first sees of the election of their akim: where it stands, what can be done now, what comes."""

from datetime import datetime

from bot.domain.chances import Chance, chances, coming, confirmed, silent, visible
from bot.domain.elections import Election, State
from bot.domain.facts import Outlook, Source
from bot.domain.pages import Page, home_voting_is_near, term_said
from bot.domain.timelines import Code
from bot.i18n import Html, Words, joined
from bot.views.appointments import to_calendar
from bot.views.dates import deadline, what, when
from bot.views.pages import heading, open_page, sources
from bot.views.screens import Button, Screen, in_pairs, rows
from bot.views.sources import Footnotes, election_law
from bot.views.standings import countdown, kind_label, standing, term_end
from bot.views.stations import few
from bot.views.voting import home_voting, short_procedure, silence

# What the heading says the end of, and what has none in law.
_ENDLESS = frozenset({Chance.VOTE, Chance.CHECK_LISTS})


def home(outlook: Outlook, now: datetime, _: Words) -> Screen:
    election = visible(outlook)
    said = _none_known(outlook, now, _) if election is None else _known(election, outlook, now, _)
    return Screen(joined([heading(outlook, _), *said]), rows(*in_pairs(_ways(outlook, now, _))))


def _ways(outlook: Outlook, now: datetime, _: Words) -> list[Button]:
    """To the pages that have something to say; in the days without campaigning candidates come last."""
    election = visible(outlook)
    held = election is not None and election.state is not State.CANCELLED
    after = election is not None and election.state in (State.RESULT, State.UNDECIDED, State.REGISTERED)
    offered = {
        Page.VOTING: not after,
        Page.STATIONS: held and not after and bool(outlook.stations),
        Page.DATES: bool(confirmed(outlook)),
        Page.RESULTS: held,
        Page.STANDING: True,
        Page.CANDIDATES: held,
        Page.RIGHTS: True,
        Page.REMINDERS: True,
    }
    order = sorted(offered, key=lambda one: silent(outlook, now) and one is Page.CANDIDATES)
    ways = [open_page(one, _) for one in order if offered[one]]
    gone = election is not None and not offered[Page.DATES] and (outlook.dates or outlook.left_out)
    return [*ways, to_calendar(_)] if gone else ways  # where dates that no longer hold may still stand


def _none_known(outlook: Outlook, now: datetime, _: Words) -> list[Html | None]:
    term = term_said(outlook, now)
    ends = term_end(term, now, _) if term else None
    unknown = _("When the present akim's term of office ends is not known here.")
    return [
        Html(_("No election of the akim is known here now.") + "\n" + (ends or unknown)),
        _(
            "A regular election is called at least 50 days before the term ends, and held at least 10 days "
            "before it ends. The territorial election commission of the district or city calls it and announces "
            "it in local media: that is where to ask."
        ),
        Footnotes.of([term.source if term else None]).said(_),
        election_law(_),
    ]


def _known(election: Election, outlook: Outlook, now: datetime, _: Words) -> list[Html | None]:
    going_on, silence = election.state is State.CALLED, silent(outlook, now)
    more: list[Source | None] = []
    if going_on:
        said = _called(election, outlook, now, _)
    else:
        said = [Html(kind_label(election.kind, _) + "\n" + standing(election, _))]
        if term := term_said(outlook, now):
            said.append(term_end(term, now, _))
            more.append(term.source)
    if silence and few(outlook, _):
        more.append(outlook.stations_from)
    by_law = silence or election.state is State.UNDECIDED
    return [
        *said,
        _next(outlook, now, _),
        sources(Page.HOME, outlook, now, _, *more),
        election_law(_) if by_law else None,
    ]


def _called(election: Election, outlook: Outlook, now: datetime, _: Words) -> list[Html | None]:
    """Until the polls close on the days without campaigning, how to vote goes before all else."""
    first = Html(kind_label(election.kind, _) + "\n" + countdown(outlook, now, _))
    if not silent(outlook, now):
        return [first, _now(outlook, now, _)]
    return [
        first,
        short_procedure(outlook, _),
        home_voting(outlook, now, _) if home_voting_is_near(outlook, now) else None,
        silence(_),
        _now(outlook, now, _),
    ]


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
        Html(
            f"• {sentences[chance]}" + ("" if chance in _ENDLESS else f" {deadline(until, outlook, now, _)}")
        )
        for chance, until in chances(outlook, now).items()
    ]
    return Html("\n".join([_("<b>What can be done now</b>"), *lines])) if lines else None


def _next(outlook: Outlook, now: datetime, _: Words) -> Html | None:
    dates = confirmed(outlook)
    codes = coming(outlook, now) or [code for code in dates if code is Code.REPEAT_LATEST]
    lines = [Html(f"• {when(code, dates[code], now, _)}: {what(code, _)}") for code in codes]
    return Html("\n".join([_("<b>Next</b>"), *lines])) if lines else None
