"""Of the akim's term and of where to look up one's precinct too: who was told what is wrong hears what is right."""

from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.calendar_files import Filled
from bot.domain.elections import State, local
from bot.domain.facts import Station, UnitTopic
from bot.domain.letters import Letter, LetterKind, to_person
from bot.domain.pages import Page
from bot.domain.reminders import Quiet, Wish
from bot.domain.timelines import Code
from bot.services.notices import Notice
from tests.conftest import Peek
from tests.services.conftest import AIGUL, BAISERKE_UNIT, BOLAT, DAY, KOKTEREK, Town, leaves
from tests.services.test_calendars import (
    CHIEF,
    DANA,
    NOW,
    PLAN,
    VOTING_ON,
    confirmed,
    coordinated,
    seen,
    written_down,
)

__all__ = ["coordinated"]

MINUTES = timedelta(minutes=3)
SITE, OTHER_SITE = "https://sailau.example/1", "https://sailau.example/2"
ENDS, ENDS_REALLY = date(2029, 7, 25), date(2027, 7, 25)


async def term(town: Town, ends_on: date, now: datetime = NOW, source: str = PLAN) -> int:
    return await town.calendars.term(DANA, BAISERKE_UNIT, ends_on, source, now)


async def lookup(town: Town, address: str, now: datetime = NOW) -> int:
    return await town.calendars.lookup(DANA, BAISERKE_UNIT, address, PLAN, now)


async def corrections(town: Town, now: datetime) -> list[Letter]:
    return [one for one in await town.letters(now) if one.kind is LetterKind.CORRECTION_OF_UNIT]


async def notice(town: Town, letter: Letter, now: datetime) -> Notice:
    told = await town.notices.correction_of_unit(letter, now)
    assert told is not None
    return told


async def test_who_read_a_wrong_term_hears_what_was_wrong_and_nobody_else_does(coordinated: Town) -> None:
    aigul = await coordinated.resident()
    await coordinated.resident(BOLAT, KOKTEREK)
    await term(coordinated, ENDS)
    await seen(coordinated, page=Page.HOME)
    await seen(coordinated, BOLAT, Page.RIGHTS)

    assert await term(coordinated, ENDS_REALLY, NOW + DAY) == 1

    [letter] = await corrections(coordinated, NOW + DAY + MINUTES)
    assert letter.recipient == to_person(aigul.id)
    told = await notice(coordinated, letter, NOW + DAY + MINUTES)
    [change] = told.changes
    assert change.was is not None
    assert (change.was.content, change.holds.content) == (ENDS.isoformat(), ENDS_REALLY.isoformat())
    await coordinated.notices.told(letter, told, NOW + DAY + MINUTES)
    assert await coordinated.notices.correction_of_unit(letter, NOW + DAY + MINUTES) is None


@pytest.mark.parametrize("page", [Page.VOTING, Page.STATIONS])
async def test_who_read_a_wrong_address_of_the_look_up_hears_the_right_one(
    coordinated: Town, page: Page
) -> None:
    await coordinated.resident()
    await lookup(coordinated, SITE)
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START)
    stations = [Station("121", "Орталық көшесі, 1", "мектеп", "Байсерке ауылы", "", "")]
    await coordinated.calendars.take(DANA, election.id, Filled(stations=stations), NOW)
    await seen(coordinated, page=page)

    assert await lookup(coordinated, OTHER_SITE) == 1

    [letter] = await corrections(coordinated, NOW + MINUTES)
    [change] = (await notice(coordinated, letter, NOW + MINUTES)).changes
    assert change.was is not None
    assert (change.was.content, change.holds.content) == (SITE, OTHER_SITE)


async def test_who_was_reminded_with_a_wrong_address_hears_the_right_one(coordinated: Town) -> None:
    await coordinated.resident()
    await coordinated.elections.wish(AIGUL, Wish.VOTE, NOW)
    await lookup(coordinated, SITE)
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START, Code.VOTING_NOTICE)
    await coordinated.calendars.approve(CHIEF, election.id, NOW)
    due = local(VOTING_ON - 9 * DAY, time(10))
    await coordinated.broadcasts.tick(due)
    [letter] = [one for one in await coordinated.letters(due) if one.kind is LetterKind.REMINDER]
    told = await coordinated.notices.reminder(letter, due)
    assert isinstance(told, Notice)
    await coordinated.notices.told(letter, told, due)

    assert await lookup(coordinated, OTHER_SITE, due) == 1


async def test_both_are_corrected_in_one_letter_and_the_second_is_not_needed(coordinated: Town) -> None:
    await coordinated.resident()
    await lookup(coordinated, SITE)
    await term(coordinated, ENDS)
    for page in (Page.HOME, Page.VOTING):
        await seen(coordinated, page=page)
    await lookup(coordinated, OTHER_SITE)
    await term(coordinated, ENDS_REALLY)

    first, second = await corrections(coordinated, NOW + MINUTES)
    told = await notice(coordinated, first, NOW + MINUTES)
    assert {one.topic for one in told.changes} == {UnitTopic.TERM, UnitTopic.LOOKUP}
    await coordinated.notices.told(first, told, NOW + MINUTES)
    assert await coordinated.notices.correction_of_unit(second, NOW + MINUTES) is None


async def test_who_has_looked_again_in_time_needs_no_correction(coordinated: Town) -> None:
    await coordinated.resident()
    await term(coordinated, ENDS)
    await seen(coordinated, page=Page.HOME)
    await term(coordinated, ENDS_REALLY)
    await seen(coordinated, page=Page.HOME)

    [letter] = await corrections(coordinated, NOW + MINUTES)
    assert await coordinated.notices.correction_of_unit(letter, NOW + MINUTES) is None


async def test_a_slip_that_is_mended_at_once_reaches_nobody(coordinated: Town) -> None:
    await coordinated.resident()
    await term(coordinated, ENDS)
    await seen(coordinated, page=Page.HOME)
    await term(coordinated, ENDS_REALLY)
    await term(coordinated, ENDS, NOW + MINUTES / 2)

    for letter in await corrections(coordinated, NOW + 2 * MINUTES):
        assert await coordinated.notices.correction_of_unit(letter, NOW + 2 * MINUTES) is None


async def test_the_same_from_a_better_source_is_no_news(coordinated: Town) -> None:
    await coordinated.resident()
    await term(coordinated, ENDS)
    await seen(coordinated, page=Page.HOME)

    assert await term(coordinated, ENDS, source="Шешім № 4") == 0
    assert await corrections(coordinated, NOW + MINUTES) == []


async def test_a_term_that_has_ended_was_no_mistake(coordinated: Town) -> None:
    await coordinated.resident()
    await term(coordinated, date(2026, 9, 29))
    await seen(coordinated, page=Page.HOME)

    assert await term(coordinated, ENDS, NOW + DAY) == 0


async def test_the_term_of_the_next_akim_corrects_nothing_and_the_old_one_is_not_shown_any_more(
    coordinated: Town,
) -> None:
    await coordinated.resident()
    await term(coordinated, ENDS)
    await seen(coordinated, page=Page.HOME)
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START)
    after = local(VOTING_ON) + 3 * DAY
    for state in (State.RESULT, State.REGISTERED):
        await coordinated.calendars.move(DANA, election.id, state, "Тіркелді", after)
    assert (await seen(coordinated, page=Page.HOME, now=after)).outlook.term is None

    assert await term(coordinated, date(2030, 11, 3), after) == 0
    look = await seen(coordinated, page=Page.HOME, now=after)
    assert look.outlook.term is not None
    assert look.outlook.term.ends_on == date(2030, 11, 3)


async def test_quiet_hours_put_it_off_until_morning_and_who_cannot_be_reached_costs_nothing(
    coordinated: Town,
) -> None:
    aigul, bolat = await coordinated.resident(), await coordinated.resident(BOLAT)
    await coordinated.elections.wish(BOLAT, Wish.ALL, NOW)
    await coordinated.elections.keep_quiet(BOLAT, Quiet.NEVER, NOW)
    await term(coordinated, ENDS)
    for telegram_id in (AIGUL, BOLAT):
        await seen(coordinated, telegram_id, Page.HOME)
    night = local(date(2026, 9, 29), time(23))

    assert await term(coordinated, ENDS_REALLY, night) == 2
    assert [one.recipient for one in await corrections(coordinated, night + MINUTES)] == [to_person(bolat.id)]
    morning = local(date(2026, 9, 30), time(8))
    assert to_person(aigul.id) in [one.recipient for one in await corrections(coordinated, morning)]

    await coordinated.people.went(BOLAT, morning)
    assert await term(coordinated, ENDS + DAY, morning) == 1


@pytest.mark.parametrize("way", ["/privacy", "/forget"])
async def test_it_is_theirs_to_see_and_goes_with_them(coordinated: Town, peek: Peek, way: str) -> None:
    await coordinated.resident()
    await term(coordinated, ENDS)
    await lookup(coordinated, SITE)
    for page in (Page.HOME, Page.VOTING):
        await seen(coordinated, page=page)
    [told] = (await coordinated.privacy.kept(AIGUL, NOW)).told
    assert (told.place.kato, told.voting_on) == (BAISERKE_UNIT, None)
    assert set(told.topics) == {UnitTopic.TERM, UnitTopic.LOOKUP}

    await leaves(coordinated, AIGUL, way, NOW)
    assert await peek("SELECT * FROM told_of_units") == []


async def test_two_months_after_the_voting_that_followed_it_is_forgotten(
    coordinated: Town, peek: Peek
) -> None:
    await coordinated.resident()
    await coordinated.resident(BOLAT)
    await lookup(coordinated, SITE)
    await seen(coordinated, page=Page.VOTING)
    await confirmed(coordinated, await written_down(coordinated), Code.VOTING_START)
    await seen(coordinated, BOLAT, Page.VOTING, local(VOTING_ON) + DAY)
    over = local(VOTING_ON) + 60 * DAY
    for moment, left in ((over, 2), (over + 2 * DAY, 1)):
        await coordinated.retention.forget_old(moment)
        assert await peek("SELECT count(*) FROM told_of_units") == [(left,)]
