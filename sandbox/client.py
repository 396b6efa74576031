"""The people's side for tests, over HTTP only: who they are, what they do, what they see."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Self

from aiohttp import ClientSession, ClientTimeout

from sandbox.person import Person
from sandbox.sight import TapAnswer

if TYPE_CHECKING:
    from sandbox.wire import Json

__all__ = ["Client", "Person", "Refusal", "TapAnswer"]

Waiter = asyncio.Queue["Json"]


class Refusal(AssertionError):
    """The sandbox says a person can't do that: the test asks for something impossible."""


class Client:
    def __init__(self, url: str) -> None:
        self.url = url
        self._http: ClientSession
        self._listening: asyncio.Task[None]
        self._waiters: defaultdict[int, set[Waiter]] = defaultdict(set)

    async def __aenter__(self) -> Self:
        self._http = ClientSession(f"{self.url}/sandbox/", timeout=ClientTimeout(total=None))
        heard = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(heard))
        await heard.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listening.cancel()
        await asyncio.gather(self._listening, return_exceptions=True)
        await self._http.close()

    async def person(self, first_name: str, **more: Any) -> Person:
        return Person(self, await self.post("users", first_name=first_name, **more))

    async def group(
        self,
        title: str,
        *,
        owner: Person,
        members: list[Person] | None = None,
        bot: str | None = "member",
        type: str = "supergroup",  # noqa: A002 - Telegram's word
    ) -> Json:
        people = [member.id for member in members or []]
        return await self.post("groups", title=title, owner=owner.id, members=people, bot=bot, type=type)

    async def member(self, chat: int | Json, who: Person | None, status: str, **more: Any) -> Json:
        """Nobody in particular stands for the bot."""
        subject = {"user_id": who.id} if who else {"bot": True}
        return await self.post(f"chats/{chat_id(chat)}/members", **subject, status=status, **more)

    async def migrate(self, chat: int | Json) -> Json:
        return await self.post(f"chats/{chat_id(chat)}/migrate")

    async def transcript(self, chat: int | Json) -> Json:
        found: Json = await self.get(f"chats/{chat_id(chat)}/transcript")
        return found

    async def calls(self, method: str | None = None, after: int = 0) -> list[Json]:
        found: list[Json] = await self.get("calls", method=method or "", after=after)
        return found

    async def summary(self) -> Json:
        found: Json = await self.get("summary")
        return found

    async def fault(self, kind: str, **more: Any) -> Json:
        return await self.post("faults", kind=kind, **more)

    async def clear_faults(self) -> None:
        async with self._http.delete("faults") as response:
            response.raise_for_status()

    async def advance(self, seconds: float) -> None:
        await self.post("clock", advance=seconds)

    async def raw_update(self, update: Json) -> int:
        answer = await self.post("updates", **update)
        return int(answer["update_id"])

    async def get(self, path: str, **query: Any) -> Any:
        async with self._http.get(path, params=query) as response:
            return await _content(response.status, await response.read())

    async def post(self, path: str, **body: Any) -> Json:
        async with self._http.post(path, json=body) as response:
            found: Json = await _content(response.status, await response.read())
            return found

    def follow(self, chat: int) -> Waiter:
        waiter: Waiter = asyncio.Queue()
        self._waiters[chat].add(waiter)
        return waiter

    def unfollow(self, chat: int, waiter: Waiter) -> None:
        self._waiters[chat].discard(waiter)

    async def _listen(self, heard: asyncio.Event) -> None:
        async with self._http.get("events") as response:
            async for line in response.content:
                heard.set()
                if line.startswith(b"data: "):
                    self._spread(line[6:])

    def _spread(self, line: bytes) -> None:
        if any(self._waiters.values()):
            event = json.loads(line)
            for waiter in self._waiters.get(event["chat_id"], ()):
                waiter.put_nowait(event)


async def _content(status: int, raw: bytes) -> Any:
    content = json.loads(raw)
    if status != 200:
        raise Refusal(content.get("error", content))
    return content


def chat_id(chat: int | Json) -> int:
    return chat if isinstance(chat, int) else int(chat["id"])
