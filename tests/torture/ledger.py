"""What stands in the bot's database, asked past the bot."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from typing import Any

import asyncpg

from tests.conftest import KEYS

Row = tuple[Any, ...]


class Ledger:
    """Either engine."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Any = None
        self._turn = asyncio.Lock()  # a connection answers one question at a time

    async def rows(self, question: str) -> list[Row]:
        if self._url.startswith("sqlite:///"):
            return await asyncio.to_thread(self._ask_file, question)
        async with self._turn:
            if self._connection is None:
                self._connection = await asyncpg.connect(self._url)
            return [tuple(row) for row in await self._connection.fetch(question)]

    def _ask_file(self, question: str) -> list[Row]:
        with closing(sqlite3.connect(self._url.removeprefix("sqlite:///"), timeout=30)) as opened:
            return opened.execute(question).fetchall()

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def number(self, question: str) -> int:
        return int((await self.rows(question))[0][0])

    async def letters_in_hand(self) -> list[tuple[str, int]]:
        """Kind and report of each; a card sent anew is a card."""
        rows = await self._rows_if_any("""
            SELECT kind, subject, (SELECT report_id FROM events WHERE events.id = subject)
            FROM letters WHERE state = 'sending'
        """)
        return [
            (kind.removesuffix("_anew"), report if kind == "news" else subject)
            for kind, subject, report in rows
        ]

    async def unfinished(self) -> list[str]:
        """The bodies of updates not handled."""
        return [
            KEYS.open(row[0])
            for row in await self._rows_if_any("SELECT body FROM inbox WHERE body IS NOT NULL")
        ]

    async def held_for(self, telegram_id: int) -> int:
        """Letters that wait until the person can be reached."""
        return await self.number(
            "SELECT count(*) FROM letters l JOIN people p ON l.recipient = 'person:' || p.id"
            f" WHERE l.state = 'held' AND p.account = {KEYS.account(telegram_id)}"
        )

    async def held_for_group(self, kato: str) -> int:
        return await self.number(
            f"SELECT count(*) FROM letters WHERE state = 'held' AND recipient = 'group:{kato}'"
        )

    async def bound(self, chat_id: int) -> int:
        """Whether the chat is some territory's group."""
        return await self.number(f"SELECT count(*) FROM groups WHERE chat_id = {chat_id}")

    async def until(self, condition: Callable[[], Awaitable[object]], seconds: float = 60) -> None:
        """A condition of the database tells nobody that it came true."""
        async with asyncio.timeout(seconds):
            while not await condition():  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def _rows_if_any(self, question: str) -> list[Row]:
        try:
            return await self.rows(question)
        except (sqlite3.OperationalError, asyncpg.UndefinedTableError):  # killed before the schema was there
            return []

    async def work_left(self) -> int:
        return await self.number(
            "SELECT (SELECT count(*) FROM inbox WHERE body IS NOT NULL)"
            " + (SELECT count(*) FROM letters WHERE state IN ('waiting', 'sending'))"
        )
