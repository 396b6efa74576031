"""PostgreSQL: units that write run one after another, those that read beside them.

Everything is serialisable: beside another program on the same database a unit that met one of its units runs again.
Within one program waiting in line is cheaper: small tables are read whole, so that nearly all units would meet.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar, cast

import asyncpg

from storage.database import DatabaseError, Keyed, Row, Unit, collect, load_queries
from storage.keys import Keys
from storage.migrating import Migration, migrations, pending

T = TypeVar("T")

CONNECTIONS = 10
TRIES = 50
PLANS_KEPT = 10  # seconds: one made for a few letters would read through a million that came since
APPLIED = "SELECT version, checksum FROM schema_migrations"
UNUSABLE = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)
PASSING = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,  # a connection that ended in the middle of an answer
    asyncpg.PostgresConnectionError,
    asyncpg.TransactionRollbackError,
    asyncpg.InsufficientResourcesError,
    asyncpg.OperatorInterventionError,
)
MIGRATION_LOCK = 0x617579  # any number that all our programs agree on


class PostgreSQLTransaction(Keyed):
    def __init__(self, queries: Any, connection: Any, keys: Keys | None) -> None:
        super().__init__(keys)
        self._queries = queries
        self._connection = connection

    async def one(self, query: str, /, **values: Any) -> Row | None:
        return cast("Row | None", await getattr(self._queries, query)(self._connection, **values))

    async def all(self, query: str, /, **values: Any) -> Sequence[Row]:
        return await collect(getattr(self._queries, query)(self._connection, **values))

    async def run(self, query: str, /, **values: Any) -> None:
        await getattr(self._queries, query)(self._connection, **values)

    async def many(self, query: str, /, rows: Iterable[Mapping[str, Any]]) -> None:
        await getattr(self._queries, query)(self._connection, list(rows))


class PostgreSQL:
    passing: tuple[type[Exception], ...] = PASSING

    def __init__(self, pool: "asyncpg.Pool[Any]", keys: Keys | None) -> None:
        self._pool = pool
        self._keys = keys
        self._queries = load_queries("asyncpg")
        self._writing = asyncio.Lock()
        self._closed = False
        self._working = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @classmethod
    async def connect(cls, url: str, keys: Keys | None) -> "PostgreSQL":
        try:
            pool = await asyncpg.create_pool(
                url, min_size=1, max_size=CONNECTIONS, max_cached_statement_lifetime=PLANS_KEPT
            )
        except (*UNUSABLE, ValueError) as error:
            raise DatabaseError(
                f"PostgreSQL does not let us in ({type(error).__name__}): see DATABASE_URL."
            ) from None
        return cls(pool, keys)

    async def write(self, unit: Unit[T]) -> T:
        with self._work():
            for last in [False] * (TRIES - 1) + [True]:
                try:
                    async with self._writing, self._transaction(readonly=False) as tx:
                        return await unit(tx)
                except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError):
                    if last:
                        raise
                    await asyncio.sleep(random.uniform(0, 0.02))  # noqa: S311 - only keeps two units apart
            raise AssertionError("the last try returns or raises")

    async def read(self, unit: Unit[T]) -> T:
        with self._work():
            async with self._transaction(readonly=True) as tx:
                return await unit(tx)

    @contextmanager
    def _work(self) -> Iterator[None]:
        """Inside, nobody closes the pool: it would cut off those who still wait for a connection."""
        if self._closed:
            raise DatabaseError("The database is closed.")
        self._working += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._working -= 1
            if not self._working:
                self._idle.set()

    @asynccontextmanager
    async def _transaction(self, *, readonly: bool) -> AsyncIterator[PostgreSQLTransaction]:
        async with (
            self._connection() as connection,
            connection.transaction(
                isolation="repeatable_read" if readonly else "serializable", readonly=readonly
            ),
        ):
            yield PostgreSQLTransaction(self._queries, connection, self._keys)

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Any]:
        try:
            connection = await self._pool.acquire()
        except UNUSABLE as error:
            raise DatabaseError(f"PostgreSQL does not answer: {type(error).__name__}.") from error
        try:
            yield connection
        finally:
            await self._pool.release(connection)

    async def sweep(self, *, thoroughly: bool) -> None:
        """PostgreSQL vacuums by itself, writes over what is free, and over its log; backups are the operator's."""

    async def ping(self) -> None:
        async with self._connection() as connection:
            try:
                await connection.fetchval("SELECT 1")
            except UNUSABLE as error:
                raise DatabaseError(f"PostgreSQL does not answer: {type(error).__name__}.") from error

    async def pending(self) -> list[str]:
        async with self._connection() as connection, connection.transaction():
            known = await connection.fetchval("SELECT to_regclass('schema_migrations')")
            applied = await connection.fetch(APPLIED) if known else []
        return [migration.name for migration in todo(applied)]

    async def migrate(self) -> list[str]:
        async with self._connection() as connection:
            try:
                async with connection.transaction():
                    return await migrate(connection)
            except asyncpg.PostgresError as error:
                raise DatabaseError(f"The schema cannot be brought up to date: {error}.") from error

    async def close(self) -> None:
        """Nothing more is taken; what was is finished."""
        self._closed = True
        await self._idle.wait()
        await self._pool.close()


async def migrate(connection: Any) -> list[str]:
    """Apply what is pending, under a lock: a second program waits, then finds nothing to do."""
    await connection.execute("SELECT pg_advisory_xact_lock($1)", MIGRATION_LOCK)
    await connection.execute(
        "CREATE TABLE IF NOT EXISTS schema_migrations ("
        " version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)"
    )
    applied = todo(await connection.fetch(APPLIED))
    for migration in applied:
        await connection.execute(in_dialect(migration.sql))
        await connection.execute(
            "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)",
            migration.version,
            migration.name,
            migration.checksum,
        )
    return [migration.name for migration in applied]


def todo(applied: Iterable[Mapping[str, Any]]) -> list[Migration]:
    return pending(migrations(), {row["version"]: row["checksum"] for row in applied})


def in_dialect(sql: str) -> str:
    """Our migrations are written for SQLite, where INTEGER has 64 bits and a key counts by itself."""
    identity = "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"
    return sql.replace("INTEGER PRIMARY KEY AUTOINCREMENT", identity).replace("INTEGER", "BIGINT")
