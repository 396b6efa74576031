"""Tables that go out to be filled in, and come back."""

import asyncio
import csv
import io
from pathlib import PurePath
from typing import Final

from aiogram.types import Message

from bot.domain.calendar_files import Row
from bot.services.sheets import Unreadable, lines
from bot.telegram import Telegram

LARGEST: Final = 1024 * 1024  # bytes; a filled-in file has a few thousand


def as_csv(rows: list[list[str]]) -> bytes:
    """With the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


async def rows_of(message: Message, telegram: Telegram) -> list[Row] | None:
    """Of the file that was sent, without empty ones; None for what cannot be read."""
    assert message.document is not None
    if (message.document.file_size or 0) > LARGEST:
        return None
    content = await telegram.content(message.document.file_id)
    suffix = PurePath(message.document.file_name or "").suffix
    try:
        found = await asyncio.to_thread(lines, content, suffix)
    except Unreadable:
        return None
    return [(number, cells) for number, cells in found if any(cell.strip() for cell in cells)]
