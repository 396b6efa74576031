"""Conversations: people speak with the bot as it runs, through the local Telegram. Nothing else is imitated."""

import asyncio
import gc
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import app
from bot.domain.people import Language
from bot.i18n import words
from sandbox.client import Client
from sandbox.person import Person
from storage.database import Database, connect
from tests.conftest import Village, fill, settings

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


class There(Village):
    """A village whose time can be moved on and whose bot can be stopped; in it nobody's name may get out."""

    async def invite(self) -> None:
        self.aigul = await self.client.person(
            "Айгүл", last_name="Сейітқызы", username="aigul_seitkyzy", language_code="en"
        )
        self.yerlan = await self.client.person("Ерлан", language_code="en")
        self.marina = await self.client.person("Марина", language_code="en")
        self.residents = [self.aigul]
        self.ahead = timedelta(0)

    async def neighbour(self, first_name: str, **more: Any) -> Person:
        """One more resident, who has arrived."""
        person = await self.client.person(first_name, **more)
        self.residents.append(person)
        await self.settle(person)
        return person

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def later(self, **span: float) -> None:
        """Time passes, for the bot and for Telegram."""
        self.ahead += timedelta(**span)
        await self.client.advance(timedelta(**span).total_seconds())

    async def open(self) -> None:
        """The bot starts, as `run` builds it, without limits of pace and without signals."""
        self.database: Database = await connect(self.settings.database_url.get_secret_value())
        self.house = app.build(self.settings, self.database, pace=None, clock=self.now)
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

    async def restart(self) -> None:
        await self.close()
        await self.open()

    def kept(self, question: str) -> list[tuple[Any, ...]]:
        """What stands in the database, asked past the bot."""
        file = self.settings.database_url.get_secret_value().removeprefix("sqlite:///")
        with closing(sqlite3.connect(file)) as opened:
            return opened.execute(question).fetchall()

    async def quiet(self) -> None:
        """Wait until the bot has finished with all it was told and has sent all it owes now."""
        waiting = "SELECT update_id FROM inbox WHERE body IS NOT NULL"
        owed = "SELECT id FROM letters WHERE state IN ('waiting', 'sending')"
        await until(lambda: self.idle(f"{waiting} UNION {owed}"), "the bot does not come to rest")

    async def idle(self, unfinished: str) -> bool:
        return not self.kept(unfinished) and not (await self.client.summary())["pending_updates"]

    def draft(self) -> Sequence[object]:
        """All that is kept of unsent reports, but for which message shows it and when it was touched."""
        return [
            self.kept("SELECT id, step, category, latitude, longitude, place, overflow FROM drafts"),
            self.kept("SELECT * FROM parts"),
            self.kept("SELECT * FROM attachments"),
        ]

    async def nobody_was_named(self) -> None:
        """No group has ever seen a resident's name, username or account, in any part of any message."""
        for chat in await self.client.get("chats"):
            if chat["type"] != "private":
                shown = json.dumps((await self.client.transcript(chat["id"]))["messages"], ensure_ascii=False)
                for resident in self.residents:
                    marks = {"first_name", "last_name", "username", "id"} & resident.user.keys()
                    for mark in marks:
                        assert str(resident.user[mark]) not in shown, f"a group saw a resident's {mark}"


@pytest.fixture(scope="session", autouse=True)
def settled_imports() -> None:
    """What was imported stays: the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the schema and the sample district, to copy: faster than to fill one for each test."""
    file = tmp_path_factory.mktemp("sample") / "sample.db"
    with ThreadPoolExecutor(1) as thread:  # where no loop runs
        thread.submit(asyncio.run, fill(f"sqlite:///{file}")).result()
    return file


@pytest.fixture
async def village(client: Client, sqlite_url: str, sample: Path) -> AsyncIterator[There]:
    shutil.copy(sample, sqlite_url.removeprefix("sqlite:///"))
    there = There(client, settings(client.url, sqlite_url))
    await there.invite()
    there.settings = settings(client.url, sqlite_url, there.yerlan)
    await there.open()
    await there.gather()
    yield there
    await there.close()
    await there.nobody_was_named()


@pytest.fixture
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
        async with asyncio.timeout(5):
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
