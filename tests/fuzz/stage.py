"""The sandbox and the bot, started once; between examples only the database is emptied."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Coroutine, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

from bot import app
from bot.secret_key import open_database
from bot.services.outbox import OutboxService
from bot.services.territories import TerritoryService
from bot.taps import Taps
from sandbox.client import Client, Person
from sandbox.server import Sandbox
from tests.conftest import TOKEN, settings

T = TypeVar("T")
Row = dict[str, Any]

OURS = ("bot", "handlers", "storage")
LULL = 31.0  # seconds from one step to the next, after which no message counts to a flood any more
KEPT = ("territories", "schema_migrations", "key_in_use")


class Complaint(AssertionError):
    """Something of ours wrote to the log what should not have come about."""


class Ear(logging.Handler):
    """Hears what goes wrong at the moment it does: a retry would take half a minute to become a quarantine."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def emit(self, record: logging.LogRecord) -> None:
        ours = record.name.partition(".")[0] in OURS
        if (ours or record.levelno >= logging.ERROR) and not self.heard.done():
            self.heard.set_exception(Complaint(f"{record.name}: {record.getMessage()}"))


class Stage:
    """A synchronous handle for hypothesis on everything that runs in one event loop."""

    sandbox: Sandbox
    client: Client
    chief: Person
    house: app.House
    outbox: OutboxService

    def __init__(self, runner: asyncio.Runner, folder: Path) -> None:
        self._runner = runner
        self._path = folder / "fuzz.db"
        self.now = datetime(2026, 9, 1, 9, tzinfo=UTC)
        runner.run(self._open())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._close())

    def run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    async def _open(self) -> None:
        self.sandbox = await Sandbox.start(port=0, token=TOKEN, rates=False)
        self.client = await Client(self.sandbox.url).__aenter__()
        self.chief = await self.client.person("Бас әкімші")
        self.sandbox.world.users[self.chief.id].known = True
        self.sandbox.world.open_private(self.sandbox.world.users[self.chief.id])
        await self._build()

    async def _build(self) -> None:
        config = settings(self.sandbox.url, f"sqlite:///{self._path}", self.chief)
        self._ear = Ear()
        logging.getLogger().addHandler(self._ear)
        self.database = await open_database(config)
        await TerritoryService(self.database).begin_with(app.SAMPLE)
        self._reading = sqlite3.connect(self._path, isolation_level=None)
        self._reading.row_factory = sqlite3.Row
        self.outbox = OutboxService(self.database)
        self.house = app.build(config, self.database, pace=None, clock=lambda: self.now, taps=Taps(0))
        self._running = asyncio.create_task(self.house.run())
        await self.sandbox.world.updates.polled.wait()

    async def _tear_down(self) -> None:
        """Also after a failure, when an update is being tried again and again."""
        for worker in self.house.inbox._workers:
            worker.cancel()
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        self._reading.close()
        await self.database.close()
        logging.getLogger().removeHandler(self._ear)
        self._ear.heard.cancel()

    async def _close(self) -> None:
        await self._tear_down()
        await self.client.__aexit__()
        await self.sandbox.stop()

    async def clear(self) -> None:
        """An example starts with an empty village, and with a new bot if the last one came to grief."""
        if self._ear.heard.done():
            self._ear.heard.exception()
            await self._tear_down()
            self.sandbox.world.updates.drop()
            await self._build()
        with closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
            tables = [
                name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            ]
            for table in (one for one in tables if one not in KEPT):
                connection.execute(f"DELETE FROM {table}")
        self.sandbox.world.updates.to_repeat = 0

    def deliver(self, updates: Iterable[Row]) -> None:
        for update in updates:
            self.sandbox.world.updates.add_raw(update)

    async def settled(self, seconds: float = LULL) -> None:
        """Every update is handled and every letter due within `seconds` has gone. Raises Complaint."""
        await self._quiet()
        self.now += timedelta(seconds=seconds)
        self.sandbox.world.clock.advance(seconds)
        while await self._letters_due() or self.house.sender._sending:
            self.house.sender.wake()
            await self._until(asyncio.gather(*self.house.sender._sending.values()))
        await self._quiet()

    async def _quiet(self) -> None:
        updates, inbox = self.sandbox.world.updates, self.house.inbox
        while len(updates) or inbox._workers or not updates.polled.is_set():
            if len(updates):
                updates.polled.clear()  # it is set anew when the bot asks again and there is nothing
                await self._until(updates.polled.wait())
            await self._until(asyncio.gather(*inbox._workers))
            await self._until(updates.polled.wait())

    async def _letters_due(self) -> bool:
        """Also those that the sender has just taken in hand."""
        due = await self.outbox.next_due([])
        taken = self.rows("SELECT 1 FROM letters WHERE state = 'sending'")
        return bool(taken) or (due is not None and due <= self.now)

    async def _until(self, doing: Coroutine[Any, Any, object] | asyncio.Future[Any]) -> None:
        """Wait for it, or for a complaint."""
        waiting = asyncio.ensure_future(doing)
        await asyncio.wait({waiting, self._ear.heard}, return_when=asyncio.FIRST_COMPLETED, timeout=60)
        if self._ear.heard.done():
            waiting.cancel()
            self._ear.heard.result()
        if not waiting.done():
            raise Complaint("nothing moves any more")

    def rows(self, query: str, **values: Any) -> list[Row]:
        return [dict(row) for row in self._reading.execute(query, values)]
