"""Letters about an election: reminders, corrections, and a line for who could not be reached."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.chances import confirmed
from bot.domain.elections import State
from bot.domain.facts import Change, Fact, Outlook, Source, Topic, UnitTopic
from bot.domain.pages import Page, dates_in
from bot.domain.reminders import REMINDERS, Name
from bot.domain.timelines import Code
from bot.i18n import Html, Words, escaped, joined
from bot.views.dates import confirmed_date, deadline, what, when
from bot.views.pages import heading, open_page
from bot.views.reminders import stop
from bot.views.screens import Screen, rows
from bot.views.sources import Footnotes, election_law
from bot.views.standings import countdown, standing
from bot.views.stations import few, lookup
from bot.views.voting import first_day, home_voting, short_procedure, silence

SHOWN_AT_MOST = 8  # changes in one correction


def reminder(name: Name, outlook: Outlook, now: datetime, _: Words) -> Screen | None:
    """None when what it would tell does not hold any more."""
    of = REMINDERS[name].of
    if of is not outlook.state if isinstance(of, State) else of not in confirmed(outlook):
        return None
    said = _of_voting(name, outlook, now, _) if name in _VOTING else [_of_date(name, outlook, now, _)]
    sources = [outlook.dates[code].source for code in dates_in(name, outlook)]
    if isinstance(of, State) and outlook.standing is not None:
        sources.append(outlook.standing.source)
    if name in _VOTING:
        sources += _of_places(name, outlook, _)
    law = election_law(_) if name is Name.TOMORROW else None
    text = joined([Html("🔔 " + heading(outlook, _)), *said, Footnotes.of(sources).said(_), law])
    stations = [open_page(Page.STATIONS, _)] if name in _VOTING and outlook.stations else []
    return Screen(text, rows(stations, [open_page(Page.HOME, _)], [stop(_)]))


_VOTING = frozenset({Name.VOTING_NOTICE, Name.TOMORROW, Name.TODAY})


def _of_voting(name: Name, outlook: Outlook, now: datetime, _: Words) -> list[Html | None]:
    if name is Name.VOTING_NOTICE:
        return [countdown(outlook, now, _), few(outlook, _), lookup(outlook, _)]
    ends = confirmed(outlook).get(Code.HOME_VOTING_END)
    return [
        countdown(outlook, now, _),
        short_procedure(outlook, _),
        home_voting(outlook, now, _) if ends is not None and now < ends else None,
        silence(_) if name is Name.TOMORROW else None,
    ]


def _of_places(name: Name, outlook: Outlook, _: Words) -> list[Source]:
    stations = outlook.stations_from if few(outlook, _) else None
    found = outlook.lookup.source if name is Name.VOTING_NOTICE and outlook.lookup else None
    return [one for one in (stations, found) if one is not None]


def _of_date(name: Name, outlook: Outlook, now: datetime, _: Words) -> Html:
    """What it is about, and until or from when."""
    of = REMINDERS[name].of
    if isinstance(of, State):
        assert outlook.election is not None
        return standing(outlook.election, _)
    if name is Name.HOME_VOTING_END:
        return home_voting(outlook, now, _)
    sentences = {
        Name.NOMINATION_START: _(
            "Candidates can be nominated. Who may stand and how stands under «Elections»."
        ),
        Name.PLACE_OF_STAY: _(
            "If you will be staying elsewhere on voting day, you can apply to the local executive body there to be put on "
            "its voter list."
        ),
        Name.NOMINATION_END: _("The nomination of candidates is about to end."),
        Name.SIGNATURE_SHEETS: _("The self-nominated can hand in signature sheets."),
        Name.REGISTRATION_END: _("The registration of candidates is about to end."),
        Name.CANDIDATES: _("The day by which the list of registered candidates is published has come."),
        Name.LISTS_OPEN: _("You can check your own entry in the voter list at the precinct commission."),
        Name.WITHDRAWAL_END: _("After this a candidate cannot withdraw any more."),
        Name.DETACHMENT_END: _(
            "You can get a detachment certificate if you will be in another populated place on voting day."
        ),
    }
    if name is Name.LISTS_OPEN:
        dated = first_day(outlook, now, _)
    elif name is Name.CANDIDATES:
        dated = _("Date: <b>{date}</b>.", date=confirmed_date(of, outlook, now, _))
    else:
        dated = deadline(Code.NOMINATION_END if name is Name.NOMINATION_START else of, outlook, now, _)
    return Html(f"{sentences[name]} {dated}") if dated else sentences[name]


def changed(outlook: Outlook, changes: Sequence[Change], now: datetime, _: Words) -> Screen | None:
    """What the reader was told, and what holds; None when nothing they were told is different."""
    told = [
        one
        for one in changes
        if one.was is None or (one.was.moment, one.was.content) != (one.holds.moment, one.holds.content)
    ]
    if not told:
        return None
    if outlook.state is State.CALLED and any(one.topic == Topic.STATE for one in told):
        told = [one for one in told if one.topic not in (Code.VOTING_START, Code.VOTING_END)]
    told = sorted(told, key=_weight)
    shown = told[:SHOWN_AT_MOST]
    more = len(told) - len(shown)
    text = joined(
        [
            _("✏️ <b>A correction</b>"),
            heading(outlook, _),
            _("You were told something here that does not hold."),
            *(_change(one, outlook, now, _) for one in shown),
            _.n("{count} more change: «Elections».", "{count} more changes: «Elections».", more)
            if more
            else None,
            Footnotes.of(one.holds.source for one in shown).said(_),
        ]
    )
    return Screen(text, rows([open_page(Page.HOME, _)], [stop(_)]))


def _weight(change: Change) -> tuple[bool, bool, datetime | None]:
    """Where the election stands comes first, then the lists, then dates, soonest first."""
    moment = change.holds.moment or (change.was.moment if change.was else None)
    return (
        change.topic not in (Topic.STATE, Topic.RESULT, Topic.UNDECIDED, Topic.REGISTERED),
        moment is not None,
        moment,
    )


def _change(change: Change, outlook: Outlook, now: datetime, _: Words) -> Html:
    if change.topic == Topic.STATIONS:
        return _(
            "<b>Polling stations:</b> the list seen before does not hold. The new one stands under «Elections»."
        )
    if change.topic == Topic.CANDIDATES:
        return _(
            "<b>Candidates:</b> the list seen before does not hold. The new one stands under «Elections»."
        )
    if change.topic in set(UnitTopic):
        return _of_unit(change, now, _)
    if change.topic in set(Topic):
        return _state(outlook, now, _)
    code = Code(change.topic)
    was = change.was.moment if change.was else None
    before = when(code, was, now, _) if was else None
    return _before_and_now(what(code, _), before, confirmed_date(code, outlook, now, _), _)


def _of_unit(change: Change, now: datetime, _: Words) -> Html:
    """The end of the akim's term, or where one's polling station can be looked up."""

    def said(fact: Fact) -> str:
        content = fact.content or ""
        return _.long_day(date.fromisoformat(content), now) if fact.topic == UnitTopic.TERM else content

    title = _.label("Akim's term ends") if change.topic == UnitTopic.TERM else _.label("Precinct look-up")
    return _before_and_now(escaped(title), said(change.was) if change.was else None, said(change.holds), _)


def _before_and_now(title: Html, before: str | None, holds: str | None, _: Words) -> Html:
    lines = [
        Html(f"<b>{title}</b>"),
        _("Was told: {date}", date=before) if before else None,
        _("Holds now: <b>{date}</b>", date=holds) if holds else _("Now there is no confirmed date."),
    ]
    return Html("\n".join(line for line in lines if line))


def _state(outlook: Outlook, now: datetime, _: Words) -> Html:
    """Where it stands now; of one that is called again, for which day."""
    if outlook.election is None:
        return _("No election of the akim is known here now.")
    said = standing(outlook.election, _)
    return Html(f"{said}\n{countdown(outlook, now, _)}") if outlook.state is State.CALLED else said


def missed(outlook: Outlook, now: datetime, _: Words) -> Screen | None:
    """For who comes back; None when nothing is ahead."""
    dates = confirmed(outlook)
    ahead = [(code, moment) for code, moment in outlook.ahead(now) if code in dates]
    if not ahead:
        return None
    code, moment = ahead[0]
    text = _(
        "Reminders of the akim's election could not reach you. Next, <b>{date}</b>: {what}.",
        what=what(code, _),
        date=when(code, moment, now, _),
    )
    source = Footnotes.of([outlook.dates[code].source]).said(_)
    return Screen(joined([text, source]), rows([open_page(Page.HOME, _)], [stop(_)]))
