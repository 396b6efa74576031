"""SQLite: one thread that writes and one that reads, each running whole units of work.

A unit's queries answer at once inside the thread, so its coroutine never waits and is stepped to its end in one
go. Units that arrive while the disk is busy share the next commit: each has a savepoint of its own, and nobody is
told "done" before the commit is on the disk. Compared with a thread hop for each statement and a commit for each
unit this is several times faster, and a unit that awaits anything but its queries fails loudly.
"""

import asyncio
import queue
import sqlite3
import threading
import time
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, TypeVar, cast

from storage.database import DatabaseError, Keyed, Row, Transaction, Unit, load_queries
from storage.keys import Keys
from storage.migrating import Migration, migrations, pending

T = TypeVar("T")

UNITS_A_COMMIT = 256
PATIENCE = 10.0  # seconds to wait for another program that holds the file
PATIENCE_WITH_READERS = (
    500  # milliseconds to wait for those who read, before the journal is emptied another time
)


class SQLiteTransaction(Keyed):
    def __init__(self, queries: Any, connection: sqlite3.Connection, keys: Keys | None) -> None:
        super().__init__(keys)
        self._queries = queries
        self._connection = connection

    async def one(self, query: str, /, **values: Any) -> Row | None:
        return cast("Row | None", getattr(self._queries, query)(self._connection, **values))

    async def all(self, query: str, /, **values: Any) -> Sequence[Row]:
        return list(getattr(self._queries, query)(self._connection, **values))

    async def run(self, query: str, /, **values: Any) -> None:
        getattr(self._queries, query)(self._connection, **values)

    async def many(self, query: str, /, rows: Iterable[Mapping[str, Any]]) -> None:
        getattr(self._queries, query)(self._connection, rows)


def step_through(unit: Unit[T], tx: SQLiteTransaction) -> T:
    """Run a unit whose queries answer at once."""
    coroutine = cast("Coroutine[Any, Any, T]", unit(tx))
    try:
        coroutine.send(None)
    except StopIteration as finished:
        return cast("T", finished.value)
    coroutine.close()
    raise RuntimeError("a unit of work awaited something other than its queries")


class Job:
    """A unit on its way through a thread, and the future of whoever waits for it."""

    def __init__(self, unit: Unit[Any]) -> None:
        self.unit = unit
        self.loop = asyncio.get_running_loop()
        self.future: asyncio.Future[Any] = self.loop.create_future()
        self.result: Any = None
        self.error: BaseException | None = None

    def deliver(self) -> None:
        if self.future.cancelled():
            return
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


def deliver(jobs: list[Job]) -> None:
    for job in jobs:
        job.deliver()


class Worker:
    """A thread with a connection of its own that takes jobs in order."""

    def __init__(
        self, path: Path, keys: Keys | None, name: str, begin: str, *, readonly: bool = False
    ) -> None:
        self._connection = open_connection(path)
        self._connection.execute(f"PRAGMA query_only = {readonly:d}")
        self._tx = SQLiteTransaction(load_queries("sqlite3"), self._connection, keys)
        self._begin = begin
        self._closed = False
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    async def run(self, unit: Unit[T]) -> T:
        if self._closed:
            raise DatabaseError("The database is closed.")
        job = Job(unit)
        self._jobs.put(job)
        return cast("T", await job.future)

    async def close(self) -> None:
        """Nothing more is taken; what was is finished."""
        self._closed = True
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        while jobs := self._take():
            self._commit(jobs)
            for job in jobs:
                if job.unit in (no_traces, rewritten) and job.error is None:
                    self._sweep(job)
            loops = {id(job.loop): job.loop for job in jobs}
            for loop in loops.values():
                with suppress(RuntimeError):  # of a loop that ended meanwhile: nobody waits there any more
                    loop.call_soon_threadsafe(deliver, [job for job in jobs if job.loop is loop])
        self._connection.close()

    def _take(self) -> list[Job]:
        """The next jobs, at least one; none when it is time to stop."""
        first = self._jobs.get()
        if first is None:
            return []
        jobs = [first]
        while len(jobs) < UNITS_A_COMMIT and not self._jobs.empty():
            if (job := self._jobs.get()) is None:
                self._jobs.put(None)
                break
            jobs.append(job)
        return jobs

    def _commit(self, jobs: list[Job]) -> None:
        execute = self._connection.execute
        try:
            execute(self._begin)
            for job in jobs:
                self._step(job)
            execute("COMMIT")
        except sqlite3.Error as error:  # nothing of this commit was kept, so nobody may hear "done"
            for job in jobs:
                job.error = job.error or error
            with suppress(sqlite3.Error):  # the connection may be lost; the next commit tells so again
                execute("ROLLBACK")

    def _sweep(self, job: Job) -> None:
        """Somebody who reads keeps the journal from being emptied, for a while: then it is till next time."""
        execute = self._connection.execute
        try:
            if job.unit is rewritten:
                execute("VACUUM")
            execute(f"PRAGMA busy_timeout = {PATIENCE_WITH_READERS:d}")
            execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error as error:
            job.error = error
        execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")

    def _step(self, job: Job) -> None:
        execute = self._connection.execute
        execute("SAVEPOINT unit")
        try:
            job.result = step_through(job.unit, self._tx)
        except BaseException as error:  # noqa: BLE001 - handed on, whole, to the one who waits
            job.error = error
            execute("ROLLBACK TO unit")
        execute("RELEASE unit")


def open_connection(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=PATIENCE)
        connection.row_factory = sqlite3.Row
        write_ahead(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
    except (OSError, sqlite3.Error) as error:
        raise DatabaseError(f"The database file {path} cannot be opened: {error}.") from error
    return connection


def write_ahead(connection: sqlite3.Connection) -> None:
    """Choose the journal that lets others read; of programs that want it at once SQLite turns all but one away."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


class SQLite:
    passing: tuple[type[Exception], ...] = (sqlite3.OperationalError,)  # locked, full, unreadable

    def __init__(self, path: Path, keys: Keys | None) -> None:
        self._path = path
        self._writer = Worker(path, keys, "sqlite-writer", "BEGIN IMMEDIATE")
        self._reader = Worker(path, keys, "sqlite-reader", "BEGIN", readonly=True)

    async def write(self, unit: Unit[T]) -> T:
        return await self._writer.run(unit)

    async def read(self, unit: Unit[T]) -> T:
        return await self._reader.run(unit)

    async def sweep(self, *, thoroughly: bool) -> None:
        await self._writer.run(rewritten if thoroughly else no_traces)

    async def ping(self) -> None:
        try:
            await self.write(nothing)
            await self.read(nothing)
        except sqlite3.Error as error:
            raise DatabaseError(f"The database file {self._path} does not answer: {error}.") from error
        if not self._path.exists():
            raise DatabaseError(f"The database file {self._path} is gone.")

    async def pending(self) -> list[str]:
        return await asyncio.to_thread(look, self._path)

    async def migrate(self) -> list[str]:
        return await asyncio.to_thread(migrate, self._path)

    async def close(self) -> None:
        await self._reader.close()
        await self._writer.close()


async def nothing(tx: Transaction) -> None:
    """A unit that only shows that units run."""


async def no_traces(tx: Transaction) -> None:
    """A unit after which the journal is emptied."""


async def rewritten(tx: Transaction) -> None:
    """A unit after which the file is written anew, with nothing but what is kept.

    `secure_delete` wipes what is deleted; but a row that was moved between pages when they filled may have left a
    copy behind, which nobody knows of any more.
    """


TABLE = (
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    " version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)"
)


def todo(connection: sqlite3.Connection) -> list[Migration]:
    applied = connection.execute("SELECT version, checksum FROM schema_migrations").fetchall()
    return pending(migrations(), dict(applied))


def look(path: Path) -> list[str]:
    """What `migrate` would do."""
    with closing(open_connection(path)) as connection:
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'").fetchone()
        return [migration.name for migration in (todo(connection) if known else migrations())]


def migrate(path: Path) -> list[str]:
    """Apply what is pending, under SQLite's own lock: a second program waits, then finds nothing to do."""
    with closing(open_connection(path)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute(TABLE)
            applied = todo(connection)
            for migration in applied:
                for statement in migration.statements():
                    connection.execute(statement)
                connection.execute(
                    "INSERT INTO schema_migrations (version, name, checksum) VALUES (?, ?, ?)",
                    (migration.version, migration.name, migration.checksum),
                )
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise DatabaseError(
                f"The schema cannot be brought up to date in the database file {path}: {error}."
            ) from error
        return [migration.name for migration in applied]
