"""Conversations: people speak with the bot as it runs, through the local Telegram. Nothing else is imitated."""

import asyncio
import gc
import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot import app
from bot.clock import Clock
from bot.domain.numbers import ALMATY
from bot.domain.people import Language
from bot.i18n import words
from bot.settings import Settings
from bot.taps import Taps
from sandbox.client import Client
from sandbox.person import Person
from sandbox.server import Sandbox
from storage.database import Database, connect
from storage.moments import stored
from tests.conftest import KEYS, TOKEN, Village, fill, settings

Json = dict[str, Any]

QUESTIONS = {
    "category": "What is it about?",
    "text": "What has happened?",
    "pictures": "Pictures?",
    "place": "Where is it?",
    "preview": "Send it?",
}
TEXT = "The lamp by the school is broken"
PLACE = "Beside the school gate"


class Time:
    """The hour for the bot, which tests move on."""

    ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def today(self) -> date:
        return self.now().astimezone(ALMATY).date()


class Onlooker(Client):
    """Remembers which groups there have been since it was told to forget."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.groups: set[int] = set()

    async def group(self, title: str, **more: Any) -> Json:
        founded = await super().group(title, **more)
        self.groups.add(founded["id"])
        return founded

    async def migrate(self, chat: int | Json) -> Json:
        moved = await super().migrate(chat)
        self.groups.add(moved["id"])
        return moved


class Wound(Clock):
    """The bot's clock as tests wind it: nothing of its own comes between two looks."""

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass

    async def tick(self) -> None:
        """All that is due now is done."""
        for tick in self.ticks:
            await tick.do()


class Stage:
    """The local Telegram and the bot as `run` builds it, without limits of pace and without signals."""

    def __init__(self, client: Onlooker, config: Settings) -> None:
        self.client = client
        self.settings = config
        self.time = Time()
        self.taps = Taps(0)

    async def open(self) -> None:
        self.database: Database = await connect(self.settings.database_url.get_secret_value(), KEYS)
        built = app.build(self.settings, self.database, pace=None, clock=self.time.now, taps=self.taps)
        self.clock = Wound(built.clock.ticks)
        self.house = replace(built, clock=self.clock)
        self.running = asyncio.create_task(self.house.run())

    async def close(self) -> None:
        """The bot stops, as on a signal. The second knock spares aiogram's pause for connections that wind up."""
        self.running.cancel()
        connection = self.house.bot.session._session
        while connection is not None and not connection.closed and not self.running.done():  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0)
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        await self.database.close()

    async def tick(self) -> None:
        """What the clock does every few seconds, and what comes of it."""
        await self.clock.tick()
        await self.quiet()

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """What stands in the database, asked past the bot."""
        file = self.settings.database_url.get_secret_value().removeprefix("sqlite:///")
        with closing(sqlite3.connect(file)) as opened, opened:
            return opened.execute(question).fetchall()

    def put(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Rows into a table, past the bot."""
        file = self.settings.database_url.get_secret_value().removeprefix("sqlite:///")
        with closing(sqlite3.connect(file)) as opened, opened:
            for row in rows:
                opened.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)

    async def quiet(self) -> None:
        """Wait until the bot has finished with all it was told and has sent all it owes now."""

        async def idle() -> bool:
            unfinished = (
                "SELECT update_id FROM inbox WHERE body IS NOT NULL UNION SELECT id FROM letters "
                f"WHERE state = 'sending' OR (state = 'waiting' AND due_at <= {stored(self.time.now())})"
            )
            return not self.ask(unfinished) and not (await self.client.summary())["pending_updates"]

        await until(idle, "the bot does not come to rest")

    async def sweep(self) -> None:
        """The next village begins with an empty database, in the present, without faults."""
        try:
            await self.client.clear_faults()
            await self.quiet()
        except AssertionError:  # a test has failed and left the bot at work
            await self.close()
            await self.open()
        for (table,) in self.ask("SELECT name FROM sqlite_master WHERE type = 'table'"):
            if table not in ("territories", "schema_migrations", "key_in_use"):
                self.ask(f"DELETE FROM {table}")
        await self.client.advance(-self.time.ahead.total_seconds())
        self.time.ahead = timedelta(0)
        self.house.inbox._arrived.__self__._chats.clear()  # a chief who gathers one village after another is no flood


class There(Village):
    """A village whose time can be moved on; in it nobody's name may get out."""

    def __init__(self, stage: Stage, yerlan: Person) -> None:
        super().__init__(stage.client, stage.settings)
        self.stage = stage
        self.yerlan = yerlan
        self.kept = stage.ask
        self.quiet, self.tick = stage.quiet, stage.tick
        self.now, self.today = stage.time.now, stage.time.today

    async def invite(self) -> None:
        """What was there before is another village's."""
        self.stage.client.groups.clear()
        self.told = [one["message_id"] for one in await shown(self.yerlan)]
        self.aigul = await self.client.person(
            "Айгүл", last_name="Сейітқызы", username="aigul_seitkyzy", language_code="en"
        )
        self.marina = await self.client.person("Марина", language_code="en")
        self.residents = [self.aigul]

    async def neighbour(self, first_name: str, **more: Any) -> Person:
        """One more resident, who has arrived."""
        person = await self.client.person(first_name, **more)
        self.residents.append(person)
        await self.settle(person)
        return person

    async def later(self, **span: float) -> None:
        """Time passes, for the bot and for Telegram."""
        self.stage.time.ahead += timedelta(**span)
        await self.client.advance(timedelta(**span).total_seconds())

    async def restart(self) -> None:
        await self.stage.close()
        await self.stage.open()

    def draft(self) -> Sequence[object]:
        """All that is kept of unsent reports, but for which message shows it and when it was touched."""
        return [
            self.kept("SELECT id, step, category, latitude, longitude, place, overflow FROM drafts"),
            self.kept("SELECT * FROM parts"),
            self.kept("SELECT * FROM attachments"),
        ]

    async def nobody_was_named(self) -> None:
        """No group has ever seen a resident's name, username or account, in any part of any message."""
        for group in self.stage.client.groups:
            shown = json.dumps((await self.client.transcript(group))["messages"], ensure_ascii=False)
            for resident in self.residents:
                for mark in {"first_name", "last_name", "username", "id"} & resident.user.keys():
                    assert str(resident.user[mark]) not in shown, f"a group saw a resident's {mark}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One stage for all: a bot that is built for each test would cost more than what is said to it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


fixture = partial(pytest_asyncio.fixture, loop_scope="session")


@fixture(scope="session")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Stage, Person]]:
    """With Yerlan, who administers the bot."""
    gc.collect()
    gc.freeze()  # what was imported stays: the garbage collector need not look through it again and again
    url = f"sqlite:///{tmp_path_factory.mktemp('stage') / 'test.db'}"
    await fill(url)
    sandbox = await Sandbox.start(port=0, token=TOKEN, rates=False)
    async with Onlooker(sandbox.url) as client:
        yerlan = await client.person("Ерлан", language_code="en")
        opened = Stage(client, settings(sandbox.url, url, yerlan))
        await opened.open()
        yield opened, yerlan
        await opened.close()
    await sandbox.stop()


@fixture()
async def village(stage: tuple[Stage, Person]) -> AsyncIterator[There]:
    there = There(*stage)
    await there.invite()
    await there.gather()
    yield there
    await there.stage.sweep()
    await there.nobody_was_named()


@fixture()
async def resident(village: There) -> Person:
    """Aigul, who has arrived: she speaks English here, has agreed, and lives in Baiserke."""
    await village.settle(village.aigul)
    return village.aigul


def labels(message: Json) -> list[str]:
    """The buttons under a message, from left to right and from top to bottom."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def data(message: Json, label: str) -> str:
    """What the button with this label carries."""
    buttons = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
    return next(str(button["callback_data"]) for button in buttons if label in button["text"])


def said(language: Language, label: str) -> str:
    """A button's label in a language, whether it is translated yet or not."""
    return words(language).label(label)


async def go_to(step: str, resident: Person) -> Json:
    """Begin a report and go on until this step; the form as it asks there."""
    begun = await resident.send("/report")
    form = await resident.sees(QUESTIONS["category"], after=begun)
    if step != "category":
        await resident.tap("Street lighting", message=form)
        form = await resident.sees(QUESTIONS["text"], after=begun)
    if step in ("pictures", "place", "preview"):
        form = await resident.sees(QUESTIONS["pictures"], after=await resident.send(TEXT))
    if step in ("place", "preview"):
        await resident.tap("Without pictures", message=form)
        form = await resident.sees(QUESTIONS["place"], after=begun)
    if step == "preview":
        form = await resident.sees(QUESTIONS["preview"], after=await resident.send(PLACE))
    return form


async def until(so: Callable[[], Awaitable[object]], otherwise: str) -> None:
    """For what makes no message that could be waited for."""
    try:
        async with asyncio.timeout(30):
            while not await so():  # noqa: ASYNC110 - nothing tells of it
                await asyncio.sleep(0.005)
    except TimeoutError:
        raise AssertionError(otherwise) from None


async def gone(person: Person, message: Json) -> None:
    """Wait until the bot has taken its message away."""

    async def away() -> bool:
        return message["message_id"] not in [
            one["message_id"] for one in await shown(person, message["chat"]["id"])
        ]

    await until(away, "the message stays")


async def shown(person: Person, chat: Any = None) -> list[Json]:
    """The bot's messages that are still there."""
    return [
        each for each in await person.transcript(chat) if each["from"]["is_bot"] and not each.get("deleted")
    ]
