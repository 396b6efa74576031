"""One person of a test: speaks, taps, waits to see."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from sandbox import sight
from sandbox.sight import TapAnswer

if TYPE_CHECKING:
    from sandbox.client import Client
    from sandbox.sight import Wanted
    from sandbox.wire import Json

__all__ = ["Person", "TapAnswer"]

PATIENCE = 30  # seconds; who waits for what comes waits no longer for it, and a busy machine is no fault of the bot's


class Person:
    def __init__(self, client: Client, user: Json) -> None:
        self.client = client
        self.user = user
        self.id: int = user["id"]
        self.first_name: str = user["first_name"]

    async def start(self, payload: str | None = None) -> Json:
        return await self.send(f"/start {payload}" if payload else "/start")

    async def send(self, text: str, **more: Any) -> Json:
        return await self._say(text=text, **more)

    async def photo(self, caption: str | None = None, size: int | None = None, **more: Any) -> Json:
        return await self._say(photo=_given(caption=caption, size=size), **more)

    async def album(self, count: int, caption: str | None = None, **more: Any) -> list[Json]:
        """The caption stands under the first picture, as clients do it."""
        parts: list[Json] = [{} for _ in range(count)]
        parts[0] |= _given(caption=caption)
        return await self._say_all(album=parts, **more)

    async def voice(self, duration: int = 3, **more: Any) -> Json:
        return await self._say(voice={"duration": duration}, **more)

    async def video(self, caption: str | None = None, size: int | None = None, **more: Any) -> Json:
        return await self._say(video=_given(caption=caption, size=size), **more)

    async def video_note(self, **more: Any) -> Json:
        return await self._say(video_note={}, **more)

    async def document(self, file_name: str = "file.pdf", size: int | None = None, **more: Any) -> Json:
        return await self._say(document=_given(file_name=file_name, size=size), **more)

    async def sticker(self, **more: Any) -> Json:
        return await self._say(sticker={}, **more)

    async def contact(self, contact: Json | None = None, **more: Any) -> Json:
        return await self._say(contact=contact or {}, **more)

    async def location(
        self, latitude: float, longitude: float, live_period: int | None = None, **more: Any
    ) -> Json:
        place = _given(latitude=latitude, longitude=longitude, live_period=live_period)
        return await self._say(location=place, **more)

    async def dice(self, **more: Any) -> Json:
        return await self._say(dice="🎲", **more)

    async def poll(self, question: str, options: list[str], **more: Any) -> Json:
        return await self._say(poll={"question": question, "options": options}, **more)

    async def forward(self, text: str, from_channel: str = "Канал", **more: Any) -> Json:
        return await self._say(forward={"from_channel": from_channel, "text": text}, **more)

    async def keyboard(self, label: str, **more: Any) -> Json:
        return await self._say(reply_keyboard=label, **more)

    async def edit(self, message: Json, text: str) -> Json:
        part = "text" if "text" in message else "caption"
        path = f"chats/{message['chat']['id']}/edits"
        return await self.client.post(path, user_id=self.id, message_id=message["message_id"], **{part: text})

    async def delete(self, message: Json) -> None:
        path = f"chats/{message['chat']['id']}/deletions"
        await self.client.post(path, message_id=message["message_id"])

    async def vote(self, message: Json, *options: int) -> Json:
        path = f"chats/{message['chat']['id']}/votes"
        number = message["message_id"]
        return await self.client.post(path, user_id=self.id, message_id=number, option_ids=options)

    async def react(self, message: Json, emoji: str | None) -> Json:
        path = f"chats/{message['chat']['id']}/reactions"
        number = message["message_id"]
        return await self.client.post(path, user_id=self.id, message_id=number, emoji=emoji)

    async def block(self) -> None:
        await self.client.post(f"users/{self.id}/block")

    async def unblock(self) -> None:
        await self.client.post(f"users/{self.id}/unblock")

    async def tap(
        self,
        label: str,
        chat: Any = None,
        message: int | Json | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> TapAnswer:
        """Presses the button and waits until the bot has answered the press."""
        number = _number(message)
        return await self._tap(chat, timeout, label=label, **_given(message_id=number))

    async def press(
        self,
        data: str,
        message_id: int | Json,
        chat: Any = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> TapAnswer:
        """Sends callback data no button need have: a client can say anything."""
        return await self._tap(chat, timeout, data=data, message_id=_number(message_id))

    async def transcript(self, chat: Any = None) -> list[Json]:
        found: list[Json] = (await self.client.transcript(self._chat(chat)))["messages"]
        return found

    async def last(self, chat: Any = None) -> Json:
        """The newest message of the bot that is still there."""
        return next(each for each in reversed(await self.transcript(chat)) if sight.of_bot(each))

    async def sees(
        self,
        wanted: Wanted,
        chat: Any = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109
        after: int | Json | None = None,
    ) -> Json:
        """Waits for a message of the bot, new or edited, that contains what is wanted.

        `after` leaves out what was there, unchanged, when that message was sent.
        """
        where = self._chat(chat)
        waiter = self.client.follow(where)
        try:
            async with asyncio.timeout(timeout):
                return await sight.seen(self.client, where, waiter, wanted, _number(after))
        except TimeoutError:
            shown = "\n".join(map(sight.line, await self.transcript(where)))
            raise AssertionError(f"{self.first_name} does not see {wanted!r} in:\n{shown}") from None
        finally:
            self.client.unfollow(where, waiter)

    async def _tap(self, chat: Any, patience: float, **what: Any) -> TapAnswer:
        where = self._chat(chat)
        waiter = self.client.follow(where)
        try:
            async with asyncio.timeout(patience):
                tapped = await self.client.post(f"chats/{where}/taps", user_id=self.id, **what)
                return await sight.answered(waiter, tapped["callback_query_id"])
        except TimeoutError:
            raise AssertionError(f"the bot did not answer the press of {what}") from None
        finally:
            self.client.unfollow(where, waiter)

    async def _say(self, **what: Any) -> Json:
        return (await self._say_all(**what))[0]

    async def _say_all(self, chat: Any = None, reply_to: int | Json | None = None, **what: Any) -> list[Json]:
        reply = _given(reply_to_message_id=_number(reply_to))
        path = f"chats/{self._chat(chat)}/messages"
        answer = await self.client.post(path, user_id=self.id, **reply, **_given(**what))
        messages: list[Json] = answer["messages"]
        return messages

    def _chat(self, chat: Any) -> int:
        if chat is None:
            return self.id
        return chat if isinstance(chat, int) else int(chat["id"])


def _given(**what: Any) -> Json:
    return {key: value for key, value in what.items() if value is not None}


def _number(message: int | Json | None) -> int | None:
    return message if isinstance(message, int | None) else int(message["message_id"])
