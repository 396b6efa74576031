"""Reminders go to who asked for them, in time or not at all; what is too large for its hour begins earlier."""

from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.broadcasts import NoSuchBroadcast, Stage
from bot.domain.elections import Election, State, local
from bot.domain.groups import NotAllowed
from bot.domain.letters import Letter, LetterKind, to_person
from bot.domain.people import Person
from bot.domain.reminders import REMINDERS, Name, Quiet, Wish
from bot.domain.timelines import Code
from bot.services import broadcasts as service
from bot.services.notices import Later, Notice
from storage import broadcasts
from tests.services.conftest import AIGUL, BAISERKE, BOLAT, DAY, KARAOI, KOKTEREK, Town
from tests.services.test_calendars import (
    CHIEF,
    DANA,
    NOW,
    STRANGER,
    VOTING_ON,
    confirmed,
    coordinated,
    written_down,
)

__all__ = ["coordinated"]

OF_VOTERS = (Code.LISTS_OPEN, Code.DETACHMENT_END, Code.VOTING_START, Code.HOME_VOTING_END)
LISTS = local(date(2026, 10, 16), time(10))
EVE, DAY_ITSELF = local(date(2026, 10, 31), time(16)), local(VOTING_ON, time(8))
HOUR = timedelta(hours=1)


@pytest.fixture
async def election(coordinated: Town) -> Election:
    """Confirmed by Dana, and looked at by Saule."""
    found = await written_down(coordinated)
    await confirmed(coordinated, found, *OF_VOTERS)
    await coordinated.calendars.approve(CHIEF, found.id, NOW)
    return found


async def subscriber(
    town: Town, telegram_id: int = AIGUL, wish: Wish = Wish.VOTE, village: str = KOKTEREK
) -> Person:
    person = await town.resident(telegram_id, village)
    await town.elections.wish(telegram_id, wish, NOW)
    return person


async def reminders(town: Town, now: datetime) -> list[Letter]:
    await town.broadcasts.tick(now)
    return [one for one in await town.letters(now) if one.kind is LetterKind.REMINDER]


async def names(town: Town, now: datetime, person: Person) -> list[str]:
    """Which reminders wait for somebody."""
    found = []
    for letter in await reminders(town, now):
        if letter.recipient == to_person(person.id):
            told = await town.notices.reminder(letter, now)
            assert isinstance(told, Notice)
            found.append(str(told.name))
    return found


async def test_who_wants_to_vote_is_reminded_the_day_before(coordinated: Town, election: Election) -> None:
    aigul = await subscriber(coordinated)
    assert await names(coordinated, EVE - timedelta(minutes=1), aigul) == [Name.DETACHMENT_END]
    await coordinated.sent_all(EVE - timedelta(minutes=1))
    assert await names(coordinated, EVE, aigul) == [Name.TOMORROW]


async def test_a_reminder_is_written_once_however_often_the_clock_ticks(
    coordinated: Town, election: Election
) -> None:
    await subscriber(coordinated)
    first = await reminders(coordinated, EVE)
    assert [one.id for one in await reminders(coordinated, EVE)] == [one.id for one in first]


async def test_nobody_is_reminded_before_a_second_person_has_looked(coordinated: Town) -> None:
    await subscriber(coordinated)
    found = await written_down(coordinated)
    await confirmed(coordinated, found, *OF_VOTERS)
    assert await reminders(coordinated, EVE) == []
    await coordinated.calendars.approve(CHIEF, found.id, EVE)
    assert len(await reminders(coordinated, EVE)) == 1


async def test_of_a_date_that_nobody_confirmed_nobody_is_reminded(coordinated: Town) -> None:
    await subscriber(coordinated)
    found = await written_down(coordinated)
    await confirmed(coordinated, found, Code.VOTING_START)
    await coordinated.calendars.approve(CHIEF, found.id, NOW)
    assert [one.name for one in await progress(coordinated, found, EVE)] == [Name.TODAY, Name.TOMORROW]


async def progress(town: Town, election: Election, now: datetime) -> list[broadcasts.Broadcast]:
    await town.broadcasts.tick(now)
    return [one.broadcast for one in await town.broadcasts.progress(DANA, election.id, now)]


@pytest.mark.parametrize("wish", Wish)
async def test_everybody_hears_of_what_they_asked_for(
    coordinated: Town, election: Election, wish: Wish
) -> None:
    await subscriber(coordinated, wish=wish)
    assert len(await reminders(coordinated, EVE)) == (wish is not Wish.STAND)


async def test_neighbours_of_another_unit_hear_nothing(coordinated: Town, election: Election) -> None:
    await subscriber(coordinated, village=KARAOI)
    assert await reminders(coordinated, EVE) == []


async def test_who_cannot_be_reached_costs_nothing(coordinated: Town, election: Election) -> None:
    await subscriber(coordinated)
    await coordinated.people.went(AIGUL, NOW)
    assert await reminders(coordinated, EVE) == []
    assert (await progress(coordinated, election, EVE))[0].people == 0


async def test_who_comes_back_is_told_in_one_line_what_is_ahead(
    coordinated: Town, election: Election
) -> None:
    aigul = await subscriber(coordinated)
    lists = local(date(2026, 10, 16), time(10))
    await coordinated.people.went(AIGUL, lists - HOUR)
    await coordinated.broadcasts.tick(lists)
    await coordinated.people.came_back(AIGUL, lists + DAY)
    await coordinated.people.came_back(AIGUL, lists + DAY)
    [letter] = [one for one in await coordinated.letters(lists + DAY) if one.recipient == to_person(aigul.id)]
    assert letter.kind is LetterKind.ELECTION_MISSED
    told = await coordinated.notices.missed(letter, lists + DAY)
    assert told is not None
    assert [fact.topic for fact in told.facts] == [Code.DETACHMENT_END]


async def test_who_comes_back_and_has_missed_nothing_hears_nothing(
    coordinated: Town, election: Election
) -> None:
    aigul = await subscriber(coordinated)
    await coordinated.people.went(AIGUL, NOW)
    await coordinated.people.came_back(AIGUL, NOW + HOUR)
    assert await coordinated.told(to_person(aigul.id), NOW + HOUR) == []


async def test_after_an_outage_what_is_of_no_use_any_more_is_counted_and_not_sent(
    coordinated: Town, election: Election
) -> None:
    aigul = await subscriber(coordinated)
    late = local(VOTING_ON, time(13))
    assert await names(coordinated, late, aigul) == [Name.TODAY]
    missed = {
        one.name: one.people
        for one in await progress(coordinated, election, late)
        if one.stage is Stage.MISSED
    }
    assert missed == {Name.LISTS_OPEN: 1, Name.DETACHMENT_END: 1, Name.TOMORROW: 1, Name.HOME_VOTING_END: 1}


async def test_a_reminder_written_in_time_does_not_go_when_it_is_of_no_use(
    coordinated: Town, election: Election
) -> None:
    await subscriber(coordinated)
    [letter] = [
        one for one in await reminders(coordinated, EVE) if await is_about(coordinated, one, Name.TOMORROW)
    ]
    assert isinstance(await coordinated.notices.reminder(letter, local(VOTING_ON) - 4 * HOUR), Notice | Later)
    assert await coordinated.notices.reminder(letter, local(VOTING_ON) - 2 * HOUR) is None


async def is_about(town: Town, letter: Letter, name: Name) -> bool:
    told = await town.notices.reminder(letter, EVE)
    return isinstance(told, Notice) and told.name is name


async def test_quiet_hours_put_a_reminder_off_until_morning(coordinated: Town, election: Election) -> None:
    await subscriber(coordinated, AIGUL)
    await coordinated.elections.keep_quiet(AIGUL, Quiet.LONG, NOW)
    await coordinated.broadcasts.tick(DAY_ITSELF)
    assert LetterKind.REMINDER not in [one.kind for one in await coordinated.letters(DAY_ITSELF)]
    ten = local(VOTING_ON, time(10))
    assert LetterKind.REMINDER in [one.kind for one in await coordinated.letters(ten)]


async def test_a_letter_that_waits_into_the_night_waits_for_the_morning(
    coordinated: Town, election: Election
) -> None:
    await subscriber(coordinated)
    lists = local(date(2026, 10, 16), time(10))
    [letter] = await reminders(coordinated, lists)
    night = local(date(2026, 10, 16), time(23))
    assert await coordinated.notices.reminder(letter, night) == Later(local(date(2026, 10, 17), time(8)))


async def test_what_is_asked_for_no_more_does_not_go(coordinated: Town, election: Election) -> None:
    await subscriber(coordinated)
    letters = await reminders(coordinated, EVE)
    await coordinated.elections.wish(AIGUL, None, EVE)
    assert [await coordinated.notices.reminder(one, EVE) for one in letters] == [None]


async def test_who_wants_something_else_meanwhile_is_not_told_what_they_wanted_before(
    coordinated: Town, election: Election
) -> None:
    await subscriber(coordinated)
    letters = await reminders(coordinated, EVE)
    await coordinated.elections.wish(AIGUL, Wish.STAND, EVE)
    assert [await coordinated.notices.reminder(one, EVE) for one in letters] == [None]


async def test_a_date_that_was_corrected_is_reminded_of_anew_and_the_old_letter_does_not_go(
    coordinated: Town, election: Election
) -> None:
    await subscriber(coordinated)
    eve = local(date(2026, 10, 30), time(10))
    [old] = [one for one in await reminders(coordinated, eve) if one.kind is LetterKind.REMINDER]
    await coordinated.calendars.confirm(
        DANA, election.id, Code.DETACHMENT_END, local(date(2026, 10, 31), time(17)), eve
    )
    assert await coordinated.notices.reminder(old, eve) is None
    [new] = [one for one in await reminders(coordinated, eve) if one.id != old.id]
    assert isinstance(await coordinated.notices.reminder(new, eve), Notice)


@pytest.mark.parametrize("state", [State.POSTPONED, State.CANCELLED])
async def test_an_election_that_does_not_take_place_reminds_of_nothing(
    coordinated: Town, election: Election, state: State
) -> None:
    await subscriber(coordinated)
    letters = await reminders(coordinated, EVE)
    await coordinated.calendars.move(DANA, election.id, state, "Су тасқыны", EVE)
    assert [await coordinated.notices.reminder(one, EVE) for one in letters] == [None]
    assert await reminders(coordinated, DAY_ITSELF) == []


async def test_what_was_planned_of_a_date_that_holds_no_more_is_planned_no_more(
    coordinated: Town, election: Election
) -> None:
    await coordinated.broadcasts.tick(EVE - DAY)
    assert Name.TOMORROW in [one.name for one in await progress(coordinated, election, EVE - DAY)]
    await coordinated.calendars.confirm(
        DANA, election.id, Code.VOTING_START, local(VOTING_ON + 7 * DAY, time(7)), EVE - DAY
    )
    assert Name.TOMORROW not in [one.name for one in await progress(coordinated, election, EVE - DAY)]


async def test_who_asks_after_a_broadcast_was_planned_is_counted_in_it(
    coordinated: Town, election: Election
) -> None:
    await coordinated.broadcasts.tick(EVE - DAY)
    await subscriber(coordinated)
    found = await coordinated.broadcasts.progress(DANA, election.id, EVE - DAY)
    assert {one.broadcast.people for one in found if one.broadcast.name == Name.TOMORROW} == {1}


async def test_the_result_is_told_when_it_is_entered(coordinated: Town, election: Election) -> None:
    aigul = await subscriber(coordinated)
    after = local(VOTING_ON + 2 * DAY, time(12))
    await coordinated.broadcasts.tick(after)
    await coordinated.sent_all(after)
    assert await names(coordinated, after, aigul) == []
    await coordinated.calendars.move(DANA, election.id, State.RESULT, "Ахметова А.", after)
    assert await names(coordinated, after, aigul) == [Name.RESULT]


async def test_who_got_a_reminder_is_told_when_it_was_wrong(coordinated: Town, election: Election) -> None:
    aigul = await subscriber(coordinated)
    lists = local(date(2026, 10, 16), time(10))
    [letter] = await reminders(coordinated, lists)
    told = await coordinated.notices.reminder(letter, lists)
    assert isinstance(told, Notice)
    await coordinated.notices.told(letter, told, lists)
    await coordinated.calendars.confirm(
        DANA, election.id, Code.LISTS_OPEN, local(date(2026, 10, 17)), lists + HOUR
    )
    soon = lists + HOUR + timedelta(minutes=3)
    await coordinated.broadcasts.tick(soon)
    [correction] = [
        one for one in await coordinated.letters(soon) if one.kind is LetterKind.CORRECTION_OF_ELECTION
    ]
    assert correction.recipient == to_person(aigul.id)
    notice = await coordinated.notices.correction(correction, soon)
    assert notice is not None
    [change] = notice.changes
    assert change.was is not None
    assert (change.was.moment, change.holds.moment) == (local(date(2026, 10, 16)), local(date(2026, 10, 17)))
    await coordinated.notices.told(correction, notice, soon)
    assert await coordinated.notices.correction(correction, soon) is None


async def test_a_stopped_broadcast_sends_nothing_more(coordinated: Town, election: Election) -> None:
    await subscriber(coordinated, AIGUL)
    await subscriber(coordinated, BOLAT)
    lists = local(date(2026, 10, 16), time(10))
    first, _ = await reminders(coordinated, lists)
    [broadcast] = await progress(coordinated, election, lists)
    with pytest.raises(NotAllowed):
        await coordinated.broadcasts.stop(STRANGER, broadcast.id, lists)
    with pytest.raises(NoSuchBroadcast):
        await coordinated.broadcasts.stop(DANA, 999, lists)
    await coordinated.outbox.lease(lists, [], 1)
    stopped = await coordinated.broadcasts.stop(DANA, broadcast.id, lists)
    assert not stopped.under_way
    assert await coordinated.notices.reminder(first, lists) is None
    assert await reminders(coordinated, lists) == []


@pytest.mark.parametrize("part", [1, 2, 3, 4, 7, 100])
async def test_letters_are_written_part_by_part(
    coordinated: Town, election: Election, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    """Village by village, wherever in one a part ends."""
    monkeypatch.setattr(service, "PART", part)
    homes = [KOKTEREK, BAISERKE, BAISERKE, KOKTEREK, BAISERKE, KOKTEREK, KOKTEREK]
    for number, village in enumerate(homes):
        await subscriber(coordinated, 3000 + number, village=village)
    written = [one.recipient for one in await reminders(coordinated, LISTS)]
    assert (len(written), len(set(written))) == (7, 7)


async def test_what_was_written_in_part_when_its_time_was_over_was_not_missed(
    coordinated: Town, election: Election
) -> None:
    """The bot stopped when one village was done."""
    await subscriber(coordinated, AIGUL, village=BAISERKE)
    await subscriber(coordinated, BOLAT)
    await coordinated.broadcasts._plan(LISTS)
    for _ in ("the rural district itself, where nobody is at home", "Baiserke"):
        assert await coordinated.broadcasts._write_some(LISTS)
    kinds = [one.kind for one in await coordinated.letters(LISTS)]
    assert kinds.count(LetterKind.REMINDER) == 1
    stages = {one.name: one.stage for one in await progress(coordinated, election, LISTS + 8 * DAY)}
    assert stages[Name.LISTS_OPEN] is Stage.WRITTEN


async def test_who_asks_between_two_parts_is_reminded_or_sees_it_themselves(
    coordinated: Town, election: Election
) -> None:
    lists = local(date(2026, 10, 16), time(10))
    await coordinated.broadcasts.tick(lists)
    await subscriber(coordinated)
    assert await reminders(coordinated, lists) == []


def test_900_000_people_hear_on_the_same_day_that_they_vote_tomorrow() -> None:
    tomorrow = REMINDERS[Name.TOMORROW]
    voting = local(VOTING_ON, time(7))
    begins = tomorrow.start(voting, 900_000)
    assert tomorrow.earliest(voting) < begins < tomorrow.due(voting)
    assert begins + timedelta(seconds=900_000 / 29.7) < tomorrow.expires(voting) <= local(VOTING_ON)
    assert tomorrow.too_many(voting, 900_000) == 0
    assert tomorrow.too_many(voting, 2_000_000) > 0
    assert tomorrow.start(voting, 2_000_000) == tomorrow.earliest(voting)
    assert tomorrow.start(voting, 300) == tomorrow.due(voting)


async def test_a_broadcast_too_large_for_its_hour_is_announced(
    coordinated: Town, election: Election, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def a_whole_region(*_: object) -> int:
        return 900_000

    monkeypatch.setattr(service.broadcasts, "audience", a_whole_region)
    await coordinated.broadcasts.tick(EVE - DAY)
    kinds = [one.kind for one in await coordinated.letters(EVE - DAY)]
    assert kinds.count(LetterKind.BROADCAST_PLANNED) > 0
    [tomorrow] = [
        one for one in await progress(coordinated, election, EVE - DAY) if one.name == Name.TOMORROW
    ]
    assert tomorrow.starts_at < EVE
    plan = await coordinated.notices.plan(tomorrow.id)
    assert plan is not None
    assert plan.broadcast.people == 900_000
