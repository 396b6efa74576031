"""Of two programs on one database one sends at a time, and the other goes on when the first one has gone."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.domain.letters import Letter, LetterKind, NewLetter, Priority
from bot.domain.shifts import TERM, Duty
from bot.services.outbox import OutboxService
from bot.services.shifts import ShiftService
from storage import letters
from storage.database import Database, Transaction
from tests.conftest import Peek
from tests.services.conftest import DAY, NOW, SECOND


class Program:
    """One that sends, as far as the database knows."""

    def __init__(self, database: Database, name: str) -> None:
        self.shifts = ShiftService(database, name)
        self.outbox = OutboxService(database)

    async def begin(self, now: datetime = NOW) -> Duty:
        return await self.shifts.begin(now)

    async def take(self, now: datetime = NOW) -> list[Letter]:
        return await self.outbox.lease(now, [], 8)


@pytest.fixture
def first(database: Database) -> Program:
    return Program(database, "first")


@pytest.fixture
def second(database: Database) -> Program:
    return Program(database, "second")


async def left(database: Database, due_at: datetime = NOW, expires_at: datetime | None = None) -> None:
    new = NewLetter("card:1", "group:1", LetterKind.CARD, 1, Priority.BULK, due_at, expires_at)

    async def unit(tx: Transaction) -> None:
        await letters.leave(tx, new)

    await database.write(unit)


async def test_while_one_sends_the_other_waits(database: Database, first: Program, second: Program) -> None:
    await left(database)
    assert await first.begin() is Duty.BEGUN
    assert await second.begin() is Duty.ANOTHERS
    assert await first.begin() is Duty.OURS


async def test_who_stops_leaves_the_rest_to_the_other_at_once(
    database: Database, first: Program, second: Program
) -> None:
    await left(database)
    await first.begin()
    await second.shifts.end()
    assert await second.begin() is Duty.ANOTHERS
    await first.shifts.end()
    assert await second.begin() is Duty.BEGUN


async def test_who_goes_on_sending_keeps_the_other_waiting(
    database: Database, first: Program, second: Program
) -> None:
    await left(database)
    for half in range(4):
        await first.begin(NOW + half * TERM / 2)
    assert await second.begin(NOW + 2 * TERM) is Duty.ANOTHERS


async def test_what_the_dead_had_in_hand_goes_when_their_time_is_over(
    database: Database, first: Program, second: Program
) -> None:
    await left(database)
    await first.begin()
    in_hand = await first.take()
    assert await second.begin(NOW + TERM - SECOND) is Duty.ANOTHERS
    assert await second.take(NOW + TERM - SECOND) == []
    assert await second.begin(NOW + TERM) is Duty.BEGUN
    assert await second.take(NOW + TERM) == in_hand


async def test_what_one_has_in_hand_stays_there_while_it_sends(database: Database, first: Program) -> None:
    await left(database)
    await first.begin()
    assert len(await first.take()) == 1
    assert await first.begin(NOW + DAY) is Duty.OURS
    assert await first.take(NOW + DAY) == []


async def test_what_has_run_out_in_the_hands_of_the_dead_does_not_go(
    database: Database, first: Program, second: Program
) -> None:
    await left(database, expires_at=NOW + TERM)
    await first.begin()
    await first.take()
    assert await second.begin(NOW + TERM) is Duty.BEGUN
    assert await second.take(NOW + TERM) == []


async def test_where_there_is_nothing_to_send_nothing_is_written(
    database: Database, first: Program, peek: Peek
) -> None:
    await left(database, due_at=NOW + SECOND)
    assert await first.begin() is Duty.IDLE
    assert await peek("SELECT * FROM shifts") == []


async def test_who_has_long_had_nothing_to_send_does_not_stand_in_the_way(
    database: Database, first: Program, second: Program
) -> None:
    await left(database)
    await first.begin()
    assert await second.begin(NOW + DAY) is Duty.BEGUN
    assert await first.begin(NOW + DAY) is Duty.ANOTHERS


@pytest.mark.parametrize("wrong", [timedelta(hours=1), timedelta(days=-400)])
async def test_a_clock_that_was_wrong_keeps_nobody_waiting(
    database: Database, first: Program, second: Program, wrong: timedelta
) -> None:
    await left(database, due_at=NOW - 500 * DAY)
    await first.begin(NOW + wrong)
    assert await second.begin() is Duty.BEGUN


async def test_of_several_that_begin_together_one_does(database: Database) -> None:
    await left(database)
    programs = [ShiftService(database, f"{number}") for number in range(4)]
    told = await asyncio.gather(*(one.begin(NOW) for one in programs))
    assert sorted(one.name for one in told) == ["ANOTHERS"] * 3 + ["BEGUN"]
