"""What only SQLite's own way of working can get wrong: threads, shared commits, a full disk."""

import asyncio
import random
import sqlite3
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.people import Language
from storage import people
from storage.database import DatabaseError, Transaction
from storage.sqlite import SQLite, open_connection
from tests.conftest import KEYS, fill
from tests.storage.conftest import NOW, count, resident


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "test.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[SQLite]:
    await fill(f"sqlite:///{path}")
    opened = SQLite(path, KEYS)
    yield opened
    await opened.close()


async def test_a_file_that_another_program_prepares_is_waited_for(path: Path) -> None:
    """SQLite itself turns the second one away at once that wants to write ahead."""
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        opening = asyncio.create_task(asyncio.to_thread(open_connection, path))
        await asyncio.wait({opening}, timeout=0.2)
        assert not opening.done()
        stranger.execute("COMMIT")
    with closing(await opening) as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


class Commit:
    """Units that end up in one commit: they queue while the first holds the writer's thread."""

    def __init__(self, database: SQLite) -> None:
        self._database = database
        self._reached = threading.Event()
        self._opened = threading.Event()

    async def of(self, *units: Callable[[Transaction], Awaitable[object]]) -> list[object]:
        async def hold(tx: Transaction) -> None:
            self._reached.set()
            assert self._opened.wait(20)

        holding = asyncio.create_task(self._database.write(hold))
        assert await asyncio.to_thread(self._reached.wait, 20)
        waiting = asyncio.gather(*(self._database.write(unit) for unit in units), return_exceptions=True)
        await asyncio.sleep(0)
        self._opened.set()
        await holding
        return list(await waiting)


def newcomer(number: int) -> Callable[[Transaction], Awaitable[object]]:
    return lambda tx: people.add(tx, number, Language.KAZAKH)


def known(path: Path) -> set[int]:
    with closing(sqlite3.connect(path)) as stranger:
        return {int(KEYS.open(row[0])) for row in stranger.execute("SELECT sealed FROM people")}


def connections(database: SQLite) -> list[sqlite3.Connection]:
    return [database._writer._connection, database._reader._connection]


async def test_what_is_committed_is_on_the_disk_and_links_between_tables_hold(database: SQLite) -> None:
    for connection in connections(database):
        told = {
            pragma: connection.execute(f"PRAGMA {pragma}").fetchone()[0]
            for pragma in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10000}


async def test_units_that_arrive_together_share_one_commit(database: SQLite) -> None:
    commits: list[str] = []
    database._writer._connection.set_trace_callback(
        lambda statement: commits.append(statement) if statement == "COMMIT" else None
    )

    await Commit(database).of(*(newcomer(number) for number in range(50)))

    assert len(commits) == 2  # the one that held the thread, and all the others


async def test_a_unit_that_awaits_the_outside_world_fails_loudly_and_leaves_nothing(
    database: SQLite, path: Path
) -> None:
    async def dawdle(tx: Transaction) -> None:
        await resident(tx)
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="awaited something other than its queries"):
        await database.write(dawdle)

    assert known(path) == set()
    assert await count(database) == 1


async def test_a_unit_that_will_not_stop_awaiting_is_told_so_too(database: SQLite) -> None:
    async def cling(tx: Transaction) -> None:
        try:
            await asyncio.sleep(0)
        finally:
            await asyncio.sleep(0)

    with pytest.raises(RuntimeError):
        await database.write(cling)
    assert await count(database) == 1


async def test_when_the_disk_is_full_nobody_hears_done_whose_work_is_not_there(
    database: SQLite, path: Path
) -> None:
    async def write_much(tx: Transaction) -> None:
        person_id = await people.add(tx, 99, Language.KAZAKH)
        await people.set_conversation(tx, 99, 99, person_id * 100_000, NOW)

    writer = database._writer._connection
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count = {pages}")
    heard = await Commit(database).of(newcomer(1), write_much, newcomer(2))

    assert isinstance(heard[1], sqlite3.OperationalError)
    told_done = {number for number, answer in ((1, heard[0]), (2, heard[2])) if isinstance(answer, str)}
    assert known(path) == told_done
    assert all(isinstance(answer, str | sqlite3.Error) for answer in heard)

    writer.execute("PRAGMA max_page_count = 1000000")
    await database.write(write_much)
    assert 99 in known(path)


async def test_a_unit_that_makes_light_of_a_full_disk_is_not_taken_at_its_word(
    database: SQLite, path: Path
) -> None:
    async def make_light(tx: Transaction) -> str:
        await people.add(tx, 98, Language.KAZAKH)
        try:
            await people.set_conversation(tx, 98, 98, "x" * 10_000_000, NOW)
        except sqlite3.Error:
            return "all is well"
        raise AssertionError("the disk was to be full")

    writer = database._writer._connection
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count = {pages}")
    heard = await Commit(database).of(newcomer(1), make_light, newcomer(2))
    done = {number for number, answer in zip((1, 98, 2), heard, strict=True) if isinstance(answer, str)}

    assert known(path) == done


async def test_when_the_commit_itself_fails_everybody_in_it_hears_so(database: SQLite, path: Path) -> None:
    def refuse_commit(action: int, name: str | None, *_: object) -> int:
        committing = action == sqlite3.SQLITE_TRANSACTION and name == "COMMIT"
        return sqlite3.SQLITE_DENY if committing else sqlite3.SQLITE_OK

    writer = database._writer._connection
    writer.set_authorizer(refuse_commit)
    heard = await asyncio.gather(
        *(database.write(newcomer(number)) for number in range(5)), return_exceptions=True
    )
    writer.set_authorizer(None)

    assert all(isinstance(answer, sqlite3.DatabaseError) for answer in heard)
    assert known(path) == set()
    await database.write(newcomer(7))
    assert known(path) == {7}


async def test_when_the_connection_is_lost_everybody_waiting_hears_so(database: SQLite) -> None:
    database._writer._connection.close()
    heard = await asyncio.gather(
        *(database.write(newcomer(number)) for number in range(5)), return_exceptions=True
    )

    assert all(isinstance(answer, sqlite3.ProgrammingError) for answer in heard)
    with pytest.raises(DatabaseError):
        await database.ping()


async def test_another_program_that_keeps_the_file_locked_is_an_error_and_afterwards_none(
    database: SQLite, path: Path
) -> None:
    database._writer._connection.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            await database.write(newcomer(1))
        with pytest.raises(DatabaseError, match="locked"):
            await database.ping()
        assert await database.read(lambda tx: people.by_account(tx, 1)) is None
        stranger.execute("ROLLBACK")
    await database.write(newcomer(1))

    assert known(path) == {1}


async def test_a_file_taken_away_under_the_program_is_noticed(database: SQLite, path: Path) -> None:
    await database.ping()
    path.unlink()  # noqa: ASYNC240 - nobody else is on this loop

    with pytest.raises(DatabaseError, match="gone"):
        await database.ping()


def test_a_loop_that_ends_early_does_not_end_the_database(path: Path) -> None:
    asyncio.run(fill(f"sqlite:///{path}"))
    gate = threading.Event()

    async def leave_early() -> SQLite:
        database = SQLite(path, KEYS)

        async def hold(tx: Transaction) -> None:
            assert gate.wait(20)

        leaving = asyncio.create_task(database.write(hold))
        await asyncio.sleep(0)
        leaving.cancel()
        return database

    async def come_later(database: SQLite) -> int:
        number = await count(database)
        await database.close()
        return number

    database = asyncio.run(leave_early())
    gate.set()
    assert asyncio.run(come_later(database)) == 1


async def test_only_its_owner_reads_the_file(database: SQLite, path: Path) -> None:
    await database.write(newcomer(1))

    assert {file.stat().st_mode & 0o777 for file in path.parent.glob("test.db*")} == {0o600}


async def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    database = SQLite(tmp_path / "a" / "b" / "test.db", KEYS)
    await database.migrate()
    await database.close()

    assert (tmp_path / "a" / "b" / "test.db").exists()


async def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Құрметті әкім!\n" * 100, "utf-8")

    with pytest.raises(DatabaseError, match=r"cannot be opened: file is not a database\."):
        SQLite(tmp_path / "letter.txt", KEYS)


def bytes_of(path: Path) -> bytes:
    """The file, its journal and its index."""
    return b"".join(Path(f"{path}{end}").read_bytes() for end in ("", "-wal", "-shm"))


@pytest.mark.parametrize("seed", [18, 55])
async def test_what_is_erased_leaves_no_copy_however_often_its_row_was_moved(
    seed: int, path: Path, database: SQLite
) -> None:
    """`secure_delete` alone lets these two keep a copy: pages that fill hand rows on and forget where they stood."""
    draw, hers = random.Random(seed), []
    with closing(open_connection(path)) as connection:
        connection.execute("CREATE TABLE words (place INTEGER PRIMARY KEY, said TEXT)")
        connection.execute("BEGIN")
        for number in range(600):
            said = f"{draw.getrandbits(80):020x}" + "x" * draw.choice([5, 30, 200, 900, 3000])
            hers += [said[:20]] if number % 10 == 3 else []
            connection.execute("INSERT INTO words VALUES (?, ?)", (draw.randrange(10**9), said))
        connection.execute("COMMIT")
        for mark in hers:
            connection.execute("DELETE FROM words WHERE said LIKE ?", (f"{mark}%",))
    await database.sweep(thoroughly=True)

    assert [mark for mark in hers if mark.encode() in bytes_of(path)] == []


async def test_somebody_who_reads_delays_the_sweeping_and_breaks_nothing(
    path: Path, database: SQLite
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM people").fetchone()
        assert await count(database) == 1
        await database.sweep(thoroughly=False)
        assert Path(f"{path}-wal").stat().st_size  # noqa: ASYNC240
    await database.sweep(thoroughly=False)

    assert not Path(f"{path}-wal").stat().st_size  # noqa: ASYNC240
    assert await count(database) == 2
