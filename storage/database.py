"""One database, SQLite or PostgreSQL, and its unit of work.

A unit of work is a coroutine function that takes a `Transaction` and awaits nothing but its queries. It is
committed when it returns and undone when it raises. It may be started again from the top (PostgreSQL, when two
units met), so it must not keep anything outside the database.
"""

import functools
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import aiosql

from bot.domain.errors import Unavailable
from storage.keys import Keys, WrongKey

P = ParamSpec("P")
T = TypeVar("T")

SQL = Path(__file__).parent / "sql"
MIGRATIONS = Path(__file__).parent / "migrations"

Row = Mapping[str, Any]


class DatabaseError(Exception):
    """The database cannot be used; the message says why and what to do."""


class Transaction(Protocol):
    """The queries of `storage/sql`, by name, inside one unit of work."""

    @property
    def keys(self) -> Keys:
        """What people's accounts are hashed and sealed with."""

    async def one(self, query: str, /, **values: Any) -> Row | None:
        """The first row, or None."""

    async def all(self, query: str, /, **values: Any) -> Sequence[Row]:
        """Every row."""

    async def run(self, query: str, /, **values: Any) -> None:
        """Run a statement for its effect."""

    async def many(self, query: str, /, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run a statement once for each row of values."""


Unit = Callable[[Transaction], Awaitable[T]]


class Keyed:
    """A transaction's keys; who opened the database without them cannot ask about people."""

    def __init__(self, keys: Keys | None) -> None:
        self._keys = keys

    @property
    def keys(self) -> Keys:
        assert self._keys is not None, "the database was opened without keys"
        return self._keys


class Database(Protocol):
    """What SQLite and PostgreSQL both offer."""

    @property
    def passing(self) -> tuple[type[Exception], ...]:
        """The driver's errors that are no fault of a unit: the same may succeed later."""

    async def write(self, unit: Unit[T]) -> T:
        """Run a unit of work; when this returns, its changes are on the disk."""

    async def read(self, unit: Unit[T]) -> T:
        """Run a unit that only reads, beside the writers."""

    async def sweep(self, *, thoroughly: bool) -> None:
        """What was erased goes from where the engine has it still, as far as it can be told to."""

    async def ping(self) -> None:
        """Raises DatabaseError when the database does not answer."""

    async def pending(self) -> list[str]:
        """The names of the migrations not yet applied; changes nothing."""

    async def migrate(self) -> list[str]:
        """Bring the schema up to this program's; the names of the migrations applied."""

    async def close(self) -> None:
        """Finish what was begun and let go of the connections."""


class Holds(Protocol):
    """A service: it holds the database its use cases run in."""

    @property
    def database(self) -> Database: ...


S = TypeVar("S", bound=Holds)
Method = Callable[Concatenate[S, P], Awaitable[T]]
MethodInside = Callable[Concatenate[S, Transaction, P], Awaitable[T]]


def _passing(database: Database) -> tuple[type[Exception], ...]:
    return (DatabaseError, WrongKey, *database.passing)


def writing(method: MethodInside[S, P, T]) -> Method[S, P, T]:
    """Make a service's method one use case in one transaction. Raises also Unavailable."""

    @functools.wraps(method)
    async def use_case(service: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await service.database.write(lambda tx: method(service, tx, *args, **kwargs))
        except _passing(service.database) as error:
            raise Unavailable(type(error).__name__) from error

    return use_case


def reading(method: MethodInside[S, P, T]) -> Method[S, P, T]:
    """Make a service's method one question to the database. Raises also Unavailable."""

    @functools.wraps(method)
    async def question(service: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await service.database.read(lambda tx: method(service, tx, *args, **kwargs))
        except _passing(service.database) as error:
            raise Unavailable(type(error).__name__) from error

    return question


async def connect(url: str, keys: Keys | None = None) -> Database:
    """Open the database that `url` names, `sqlite:///path` or `postgresql://…`; keys for who asks about people."""
    if url.startswith("sqlite:///"):
        from storage.sqlite import SQLite  # noqa: PLC0415 - each engine loads only its own driver

        return SQLite(Path(url.removeprefix("sqlite:///")), keys)
    from storage.postgres import PostgreSQL  # noqa: PLC0415

    return await PostgreSQL.connect(url, keys)


@functools.cache
def load_queries(driver: str) -> Any:
    """Every query of `storage/sql`, for aiosql's `driver`; read once, whoever asks."""
    return aiosql.from_path(SQL, driver, mandatory_parameters=False)


async def collect(rows: AsyncIterator[Row]) -> list[Row]:
    return [row async for row in rows]
