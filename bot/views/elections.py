"""What a resident first sees of the election of their akim: where it stands, what can be done now, what comes."""

from datetime import datetime

from bot.domain.chances import Chance, chances, coming, confirmed, silent, visible
from bot.domain.elections import Election, Kind, State
from bot.domain.facts import Outlook, Topic
from bot.domain.numbers import ALMATY
from bot.domain.pages import Page, dates_on, home_voting_is_near
from bot.domain.timelines import Code
from bot.i18n import Html, Words, escaped, joined
from bot.views.callbacks import ElectionButton
from bot.views.dates import days_until, deadline, voting_time, what, when
from bot.views.names import spot_name
from bot.views.screens import Button, Screen, button, in_pairs, rows
from bot.views.sources import Footnotes, election_law
from bot.views.stations import few


def open_page(page: Page, _: Words) -> Button:
    labels = {
        Page.HOME: "🗳 " + _.label("Elections"),
        Page.DATES: "📅 " + _.label("All dates"),
        Page.VOTING: "☑️ " + _.label("How to vote"),
        Page.STATIONS: "📍 " + _.label("Polling stations"),
        Page.CANDIDATES: "👥 " + _.label("Candidates"),
        Page.STANDING: "📝 " + _.label("Who may stand"),
        Page.RESULTS: "📄 " + _.label("Results"),
        Page.RIGHTS: "⚖️ " + _.label("Rights, who is who"),
        Page.REMINDERS: "🔔 " + _.label("Reminders"),
    }
    return button(labels[page], ElectionButton(page=page))


def back(_: Words) -> Button:
    return button("← " + _.label("Back"), ElectionButton(page=Page.HOME))


def heading(outlook: Outlook, _: Words) -> Html:
    return _("<b>Election of the akim</b>\n{place}", place=spot_name(outlook.place, _))


def home(outlook: Outlook, now: datetime, _: Words) -> Screen:
    election = visible(outlook)
    said = _none_known(outlook, now, _) if election is None else _stands(election, outlook, now, _)
    return Screen(joined([heading(outlook, _), *said]), rows(*in_pairs(_ways(outlook, now, _))))


def _ways(outlook: Outlook, now: datetime, _: Words) -> list[Button]:
    """Pages that have something to say; in the days without campaigning candidates come last."""
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
    order = list(offered)
    if silent(outlook, now):
        order.sort(key=lambda page: page is Page.CANDIDATES)
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
            "it in local media: it is the place to ask."
        ),
        Footnotes.of([term.source if term else None]).said(_),
        election_law(_),
    ]


def _stands(election: Election, outlook: Outlook, now: datetime, _: Words) -> list[Html | None]:
    said = _called(election, outlook, now, _) if election.state is State.CALLED else _moved(election, _)
    by_law = election.state is State.UNDECIDED or silent(outlook, now)
    return [*said, _next(outlook, now, _), sources(Page.HOME, outlook, now, _), election_law(_) if by_law else None]


def sources(page: Page, outlook: Outlook, now: datetime, _: Words) -> Html | None:
    """Where the dates of a page are from, and how the election stands if it says so."""
    facts = [outlook.dates[code] for code in dates_on(page, outlook, now)]
    if outlook.standing is not None and page in (Page.HOME, Page.RESULTS):
        facts.append(outlook.standing)
    return Footnotes.of(fact.source for fact in facts).said(_)


def kind(election: Election, _: Words) -> Html:
    names = {
        Kind.REGULAR: _("Regular election"),
        Kind.EARLY: _("Early election"),
        Kind.REPEAT_ELECTION: _("Repeat election"),
        Kind.REPEAT_VOTING: _("Repeat voting"),
    }
    return names[election.kind]
