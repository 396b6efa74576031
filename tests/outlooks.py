"""An election in Baiserke as residents can know it, at any stage; every date of the law's draft is confirmed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

from aiogram.types import InlineKeyboardMarkup

from bot.domain.elections import Election, Kind, State, local
from bot.domain.facts import Candidate, Fact, Lookup, Outlook, Source, Station, Term, Topic
from bot.domain.pages import Page
from bot.domain.reminders import Name, Quiet, Wish
from bot.domain.territories import Level, Spot, Territory
from bot.domain.timelines import RULES, Code
from bot.i18n import Words
from bot.views import notices
from bot.views.opening import opened
from bot.views.screens import Screen

UNIT = Territory(
    "196847000", "196800000", Level.UNIT, "Байсерке а.о.", "Байсеркенский с.о.", "Baiserke rural district"
)
DISTRICT = Territory("196800000", "190000000", Level.DISTRICT, "Іле ауданы", "Илийский район", "Ile district")
PLACE = Spot(UNIT, (DISTRICT,))
CALENDAR = Source("https://example.kz/calendar?a=1&b=2", date(2026, 10, 6))
LISTS = Source("Ile <district> commission, decision № 7", date(2026, 10, 30))
ELECTION = Election(
    id=5,
    territory=UNIT,
    kind=Kind.EARLY,
    occasion=date(2026, 9, 20),
    called_on=date(2026, 10, 5),
    voting_on=date(2026, 11, 15),
)
CALLED = local(date(2026, 10, 6)) + timedelta(hours=12)
VOTING_DAY = local(ELECTION.voting_on)


def fact(topic: str, moment: datetime | None = None, **more: Any) -> Fact:
    return replace(Fact(topic, 1, moment, None, CALENDAR, "gulnar", CALLED), **more)


DATES = {code: fact(code, rule(ELECTION)) for code, rule in RULES.items()}
STATION = Station("231", "Naurız street 1", "School № 3", "All of Baiserke", "07:00-20:00", "8 727 000 00 00")
CANDIDATES = [
    Candidate("Ахметова Дина", "self-nominated", "teacher"),
    Candidate("Ли <Сергей>", "party «Ауыл»", ""),
]
WHOLE = Outlook(
    place=PLACE,
    election=ELECTION,
    dates=DATES,
    standing=fact(Topic.STATE),
    stations=[STATION],
    stations_from=LISTS,
    candidates=CANDIDATES,
    candidates_from=LISTS,
    lookup=Lookup("https://example.kz/where", LISTS),
)
NONE = Outlook(place=PLACE)
ENDING = Outlook(place=PLACE, term=Term(date(2029, 7, 25), LISTS))


def standing(state: State, reason: str | None = None) -> Outlook:
    """The whole of it, come to another state."""
    return replace(WHOLE, election=replace(ELECTION, state=state, reason=reason))


def only(*codes: Code) -> Outlook:
    """With these dates confirmed and no others."""
    return knowing(codes)


def knowing(codes: Iterable[Code]) -> Outlook:
    return replace(WHOLE, dates={code: DATES[code] for code in codes})


STATES = {
    "none": NONE,
    "term": ENDING,
    "entered": standing(State.ENTERED),
    "called": WHOLE,
    "postponed": standing(State.POSTPONED, "a flood"),
    "cancelled": standing(State.CANCELLED, "a court's decision"),
    "undecided": standing(State.UNDECIDED, "a tie"),
    "result": standing(State.RESULT),
    "registered": standing(State.REGISTERED),
}


def visible_text(screen: Screen) -> str:
    """What Telegram shows of it."""
    return unescape(re.sub(r"<[^>]*>", "", screen.text))


def labels(screen: Screen) -> list[str]:
    assert isinstance(screen.keyboard, InlineKeyboardMarkup)
    return [one.text for row in screen.keyboard.inline_keyboard for one in row]


def every_screen(outlook: Outlook, now: datetime, _: Words) -> Iterator[tuple[str, Screen]]:
    """All that a resident can be shown of an outlook: pages and letters, by name."""
    for page in Page:
        yield f"page {page}", opened(page, 0, outlook, (Wish.ALL, Quiet.USUAL), now, _)
    for name in Name:
        if screen := notices.reminder(name, outlook, now, _):
            yield f"reminder {name}", screen
    if screen := notices.missed(outlook, now, _):
        yield "missed", screen
