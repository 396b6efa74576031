"""A unit of work happens as a whole or not at all, on both engines."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import NoReturn

import asyncpg
import pytest

from bot.domain.people import Language
from storage import people, reports
from storage.database import Database, DatabaseError, Transaction, connect
from tests.conftest import KEYS, SECRET, Peek
from tests.storage.conftest import Gate, count, resident

READ_ONLY = (sqlite3.OperationalError, asyncpg.ReadOnlySQLTransactionError)
BROKEN_LINK = (sqlite3.IntegrityError, asyncpg.ForeignKeyViolationError)


class Spilt(Exception):
    """Something went wrong half-way."""


def number_of(name: str) -> Callable[[Transaction], Awaitable[int]]:
    async def unit(tx: Transaction) -> int:
        return (await reports.next_number(tx, name, 2026)).sequence

    return unit


async def spill(tx: Transaction) -> NoReturn:
    await reports.next_number(tx, "bell", 2026)
    raise Spilt


async def test_what_a_unit_returns_is_handed_back(database: Database) -> None:
    assert await database.write(number_of("bell")) == 1


async def test_a_unit_that_fails_leaves_nothing_and_tells_why(database: Database, peek: Peek) -> None:
    with pytest.raises(Spilt):
        await database.write(spill)

    assert await peek("SELECT * FROM counters") == []
    assert await count(database) == 1


async def test_a_unit_refused_by_the_database_leaves_nothing(database: Database, peek: Peek) -> None:
    async def move_to_nowhere(tx: Transaction) -> None:
        person_id = await resident(tx)
        await people.set_village(tx, person_id, "000000000")

    with pytest.raises(BROKEN_LINK):
        await database.write(move_to_nowhere)

    assert await peek("SELECT * FROM people") == []


async def test_nobody_sees_a_unit_before_it_is_whole(database: Database, peek: Peek) -> None:
    async def unit(tx: Transaction) -> list[tuple[object, ...]]:
        await resident(tx)
        return await peek("SELECT * FROM people")

    assert await database.write(unit) == []
    assert len(await peek("SELECT * FROM people")) == 1


async def test_what_was_written_is_read_at_once(database: Database) -> None:
    for number in range(1, 21):
        person_id = await database.write(lambda tx, number=number: resident(tx, number))
        found = await database.read(lambda tx, number=number: people.by_account(tx, number))
        assert found is not None
        assert found.id == person_id


async def test_a_question_cannot_change_anything(database: Database, peek: Peek) -> None:
    with pytest.raises(READ_ONLY):
        await database.read(resident)

    assert await peek("SELECT * FROM people") == []
    assert await database.read(lambda tx: people.by_account(tx, 1001)) is None


async def test_questions_are_answered_while_somebody_writes(database: Database, engine: str) -> None:
    gate = Gate(engine)

    async def slow(tx: Transaction) -> None:
        await resident(tx)
        await gate.wait()

    writing = asyncio.create_task(database.write(slow))
    await gate.reached()
    assert await database.read(lambda tx: people.by_account(tx, 1001)) is None
    gate.open()
    await writing
    assert await database.read(lambda tx: people.by_account(tx, 1001)) is not None


async def test_a_question_sees_one_moment_whatever_is_written_meanwhile(
    database: Database, engine: str
) -> None:
    gate = Gate(engine)

    async def twice(tx: Transaction) -> tuple[object, object]:
        before = await people.by_account(tx, 1001)
        await gate.wait()
        return before, await people.by_account(tx, 1001)

    reading = asyncio.create_task(database.read(twice))
    await gate.reached()
    await database.write(resident)
    gate.open()
    assert await reading == (None, None)


async def test_units_that_fail_take_nobody_elses_work_with_them(
    database: Database, engine: str, peek: Peek
) -> None:
    """On SQLite these share one commit: they queue while the gate holds the writer."""
    gate = Gate(engine)

    async def hold(tx: Transaction) -> None:
        await gate.wait()

    async def fail(tx: Transaction, telegram_id: int) -> None:
        await resident(tx, telegram_id)
        raise Spilt

    holding = asyncio.create_task(database.write(hold))
    await gate.reached()
    units = [
        database.write(lambda tx, number=number: (fail if number % 3 == 0 else resident)(tx, number))
        for number in range(1, 31)
    ]
    waiting = asyncio.gather(*units, return_exceptions=True)
    gate.open()
    results = await waiting
    await holding

    assert [isinstance(result, Spilt) for result in results] == [n % 3 == 0 for n in range(1, 31)]
    kept = await peek("SELECT sealed FROM people")
    assert {int(KEYS.open(sealed)) for (sealed,) in kept} == {n for n in range(1, 31) if n % 3}


async def test_somebody_who_stops_waiting_stops_nobody_else(database: Database, engine: str) -> None:
    gate = Gate(engine)

    async def hold(tx: Transaction) -> None:
        await gate.wait()

    holding = asyncio.create_task(database.write(hold))
    await gate.reached()
    impatient = asyncio.create_task(count(database, "left"))
    patient = asyncio.create_task(count(database, "stayed"))
    await asyncio.sleep(0)
    impatient.cancel()
    gate.open()
    await holding

    assert await patient == 1
    assert await count(database, "stayed") == 2
    with pytest.raises(asyncio.CancelledError):
        await impatient


async def test_many_at_once_each_get_a_number_of_their_own_and_none_is_left_out(database: Database) -> None:
    async def one(number: int) -> int | None:
        try:
            return await database.write(spill) if number % 5 == 0 else await count(database)
        except Spilt:
            return None

    given = await asyncio.gather(*(one(number) for number in range(1, 101)))

    assert sorted(number for number in given if number is not None) == list(range(1, 81))


async def test_two_who_decide_by_the_same_state_do_not_both_act(database: Database) -> None:
    """Each looks whether the other is there, and comes only if not: on PostgreSQL one is started again."""

    async def come_alone(tx: Transaction, mine: int, other: int) -> bool:
        if await people.by_account(tx, other):
            return False
        await people.add(tx, mine, Language.KAZAKH)
        return True

    for pair in range(10):
        first, second = 2 * pair, 2 * pair + 1
        came = await asyncio.gather(
            database.write(lambda tx, a=first, b=second: come_alone(tx, a, b)),
            database.write(lambda tx, a=second, b=first: come_alone(tx, a, b)),
        )
        assert sorted(came) == [False, True]


LAST_WORDS = """
import asyncio, os, signal, sys
from bot.domain.people import Language
from storage import people
from storage.database import connect
from storage.keys import Keys

async def main():
    database = await connect(sys.argv[1], Keys(sys.argv[2]))
    await database.write(lambda tx: people.add(tx, 1001, Language.KAZAKH))
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_what_was_said_to_be_written_survives_the_death_of_the_program(
    database_url: str, peek: Peek
) -> None:
    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", LAST_WORDS, database_url, SECRET, stderr=subprocess.PIPE
    )
    _, said = await killed.communicate()

    assert (killed.returncode, said) == (-signal.SIGKILL, b"")
    assert await peek("SELECT account FROM people") == [(KEYS.account(1001),)]


async def test_a_closed_database_refuses_everybody_at_once(database_url: str) -> None:
    database = await connect(database_url, KEYS)
    await database.close()

    with pytest.raises(DatabaseError):
        await count(database)
    with pytest.raises(DatabaseError):
        await database.read(lambda tx: people.by_account(tx, 1001))
    with pytest.raises(DatabaseError):
        await database.ping()


async def test_closing_twice_is_no_trouble(database_url: str) -> None:
    database = await connect(database_url, KEYS)
    await database.close()
    await database.close()


async def test_closing_finishes_what_was_begun_and_what_was_waiting_for_its_turn(
    database_url: str, engine: str, peek: Peek
) -> None:
    database = await connect(database_url, KEYS)
    gate = Gate(engine)

    async def hold(tx: Transaction) -> int:
        await gate.wait()
        return await number_of("bell")(tx)

    holding = asyncio.create_task(database.write(hold))
    await gate.reached()
    waiting = asyncio.gather(*(count(database) for _ in range(30)))
    await asyncio.sleep(0)
    closing = asyncio.create_task(database.close())
    gate.open()
    await closing

    assert sorted([await holding, *await waiting]) == list(range(1, 32))
    assert await peek("SELECT value FROM counters") == [(31,)]


async def test_a_database_that_answers_says_so_and_stays_as_it_is(database: Database, peek: Peek) -> None:
    before = await peek("SELECT * FROM schema_migrations")
    await database.ping()

    assert await peek("SELECT * FROM schema_migrations") == before


async def test_a_name_that_is_no_query_is_an_error_not_silence(database: Database) -> None:
    with pytest.raises(AttributeError):
        await database.write(lambda tx: tx.run("no_such_query"))


async def test_a_server_that_is_not_there_is_a_sentence() -> None:
    for url in (
        "postgresql://nobody@/nothing?host=/nonexistent",
        "postgresql://127.0.0.1:1/nothing",
        "postgresql://127.0.0.1:notaport/nothing",
        f"sqlite:///{os.devnull}/x/auyl.db",
    ):
        with pytest.raises(DatabaseError) as refusal:
            await connect(url, KEYS)
        assert str(refusal.value).endswith(".")
