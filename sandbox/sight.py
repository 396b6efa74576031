"""How a person of a test notices what the bot does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandbox.wire import Json

if TYPE_CHECKING:
    import asyncio

    from sandbox.client import Client

Wanted = str | re.Pattern[str] | Callable[[Json], object]

FRAME = {"message_id", "from", "chat", "date", "edit_date", "reply_markup"}


@dataclass(frozen=True)
class TapAnswer:
    text: str | None
    show_alert: bool
    url: str | None = None


async def seen(
    client: Client, chat: int, waiter: asyncio.Queue[Json], wanted: Wanted, after: int | None
) -> Json:
    """First what stands in the chat already, the newest first; then what comes.

    An event may be heard after the transcript that shows what it told: it is no news then.
    """
    shown = await client.transcript(chat)
    since = shown["changes"].get(str(after), 0)
    for message in reversed(shown["messages"]):
        if shown["changes"][str(message["message_id"])] > since and fits(message, wanted):
            return dict(message)
    while True:
        event = await waiter.get()
        new = event["n"] > shown["n"] and event["type"] in ("message", "edit")
        if new and fits(event["message"], wanted):
            return dict(event["message"])


async def answered(waiter: asyncio.Queue[Json], callback_query_id: str) -> TapAnswer:
    while True:
        event = await waiter.get()
        if event.get("callback_query_id") == callback_query_id:
            return TapAnswer(event["text"], event["show_alert"], event["url"])


def of_bot(message: Json) -> bool:
    return bool(message["from"]["is_bot"]) and "sender_chat" not in message and not message.get("deleted")


def fits(message: Json, wanted: Wanted) -> bool:
    if not of_bot(message):
        return False
    if callable(wanted):
        return bool(wanted(message))
    words = message.get("text") or message.get("caption") or ""
    return wanted in words if isinstance(wanted, str) else bool(wanted.search(words))


def line(message: Json) -> str:
    words = message.get("text") or message.get("caption") or [key for key in message if key not in FRAME]
    rows = message.get("reply_markup", {}).get("inline_keyboard") or []
    buttons = "".join(f" [{button['text']}]" for row in rows for button in row)
    gone = " (deleted)" if message.get("deleted") else ""
    return f"{message['message_id']} {message['from']['first_name']}: {words}{buttons}{gone}"
