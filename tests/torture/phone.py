"""What somebody sees of one chat, kept up to date by what happens there."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, TypeVar

from aiogram.filters.callback_data import CallbackData

from sandbox import sight
from sandbox.client import Client

Json = dict[str, Any]
B = TypeVar("B", bound=CallbackData)


class Phone:
    def __init__(self, client: Client, chat_id: int) -> None:
        self.chat_id = chat_id
        self.messages: dict[int, Json] = {}
        self.changed: set[int] = set()  # since somebody last cleared it
        self._client = client
        self._waiter = client.follow(chat_id)

    async def open(self) -> None:
        for message in (await self._client.transcript(self.chat_id))["messages"]:
            self.messages[message["message_id"]] = message
        self.changed |= self.messages.keys()

    async def news(self, patience: float) -> bool:
        """Waits until something changes in the chat; False when nothing does."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                self._take(await self._waiter.get())
            while not self._waiter.empty():
                self._take(self._waiter.get_nowait())
            return True
        return False

    def _take(self, event: Json) -> None:
        if event["type"] in ("message", "edit"):
            self._put(event["message"])
        elif event["type"] == "delete" and event["message_id"] in self.messages:
            self._put(self.messages[event["message_id"]] | {"deleted": True})

    def _put(self, message: Json) -> None:
        self.messages[message["message_id"]] = message
        self.changed.add(message["message_id"])

    def close(self) -> None:
        self._client.unfollow(self.chat_id, self._waiter)

    def bots(self) -> Iterator[Json]:
        """The bot's messages that are there, the newest first."""
        for number in sorted(self.messages, reverse=True):
            if sight.of_bot(self.messages[number]):
                yield self.messages[number]

    def __str__(self) -> str:
        return "\n".join(sight.line(self.messages[number]) for number in sorted(self.messages))


def data(message: Json) -> list[str]:
    """What the buttons under a message carry."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


def buttons(message: Json, kind: type[B]) -> list[B]:
    """The buttons of one kind under a message."""
    return [kind.unpack(one) for one in data(message) if one.split(":")[0] == kind.__prefix__]
