"""The way out to Telegram: screens sent, edited and deleted at its pace."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SetMessageReaction
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    Message,
    ReactionTypeEmoji,
    ReplyParameters,
)

from bot.domain.events import FileKind, FileRef
from bot.i18n import Html
from bot.pace import Pace
from bot.views.screens import Screen

T = TypeVar("T")

TEMPORARY = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter)
PAUSES = (0.5, 1, 2, 4)  # seconds between the tries of an answer
STAFF_STATUSES = ("creator", "administrator")
NEEDED_RIGHTS = (
    "can_send_messages",
    "can_send_photos",
    "can_send_videos",
    "can_send_documents",
    "can_send_voice_notes",
)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# 400s that mean "you may not write here"; all others are about the message itself.
_MAY_NOT_WRITE = (
    "chat not found",
    "not enough rights",
    "have no rights",
    "CHAT_WRITE_FORBIDDEN",
    "CHAT_RESTRICTED",
)
# The message is gone, too old, or a picture, under which only a forged button can stand.
_NOT_TO_EDIT = ("message to edit not found", "can't be edited", "there is no text in the message to edit")


class TooLate(Exception):
    """The turn of a message came when its time had run out."""


_late: ContextVar[Callable[[], bool]] = ContextVar("late", default=lambda: False)


@contextmanager
def unless(late: Callable[[], bool]) -> Iterator[None]:
    """Inside, nothing is sent whose turn comes too late: TooLate is raised instead."""
    before = _late.set(late)
    try:
        yield
    finally:
        _late.reset(before)


class _Needless(Exception):
    """A turn has come for which there is nothing to send any more."""


def may_not_write(refusal: Exception) -> bool:
    """Telegram takes nothing for this chat, whatever it is: the bot is blocked, removed or silenced there."""
    if isinstance(refusal, TelegramBadRequest):
        return any(hint in refusal.message for hint in _MAY_NOT_WRITE)
    return isinstance(refusal, TelegramForbiddenError | TelegramMigrateToChat)


class Telegram:
    """Sends screens. `urgent` answers somebody who waits: it goes before letters and tries a few times itself."""

    def __init__(self, bot: Bot, pace: Pace | None, *, urgent: bool) -> None:
        self.bot = bot
        self.pace = pace
        self._urgent = urgent

    async def send(self, chat_id: int, screen: Screen, *, reply_to: int | None = None) -> int:
        """The id of the new message."""
        return await self._paced(chat_id, lambda: self._send(chat_id, screen, reply_to))

    async def send_current(self, chat_id: int, render: Callable[[], Awaitable[Screen | None]]) -> int | None:
        """Send what is to be shown when its turn has come, which may be a while from now; None when nothing is."""

        async def rendered() -> int:
            screen = await render()
            if screen is None:
                raise _Needless
            return await self._send(chat_id, screen)

        try:
            return await self._paced(chat_id, rendered)
        except _Needless:
            return None

    async def _send(self, chat_id: int, screen: Screen, reply_to: int | None = None) -> int:
        message = await self.bot.send_message(
            chat_id,
            screen.text,
            reply_markup=screen.keyboard,
            reply_parameters=_reply(reply_to),
            link_preview_options=_NO_PREVIEW,
        )
        return message.message_id

    async def edit(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """False when there is nothing to edit any more."""
        return await self._edited(
            chat_id,
            lambda: self.bot.edit_message_text(
                screen.text,
                chat_id=chat_id,
                message_id=message_id,
                reply_markup=screen.buttons,
                link_preview_options=_NO_PREVIEW,
            ),
        )

    async def edit_buttons(self, chat_id: int, message_id: int, buttons: InlineKeyboardMarkup | None) -> bool:
        return await self._edited(
            chat_id,
            lambda: self.bot.edit_message_reply_markup(
                chat_id=chat_id, message_id=message_id, reply_markup=buttons
            ),
        )

    async def delete(self, chat_id: int, message_id: int) -> bool:
        """Take back a message of ours; False when it stays as it is, since it is too old."""
        try:
            await self._tried(lambda: self.bot.delete_message(chat_id, message_id))
        except TelegramBadRequest as refusal:
            return "message to delete not found" in refusal.message
        return True

    async def toast(self, callback_query_id: str, text: str | None = None, *, alert: bool = False) -> None:
        """Stop the button's spinner; an answer that comes too late is no trouble."""
        shown = text and text[:200]
        try:
            await self._tried(
                lambda: self.bot.answer_callback_query(callback_query_id, text=shown, show_alert=alert)
            )
        except TelegramBadRequest:
            return

    async def react(self, chat_id: int, message_id: int, emoji: str) -> bool:
        """False where reactions are not allowed."""
        call = SetMessageReaction(
            chat_id=chat_id, message_id=message_id, reaction=[ReactionTypeEmoji(emoji=emoji)]
        )
        try:
            await self._tried(lambda: self.bot(call))
        except TelegramBadRequest:
            return False
        return True

    async def send_file(
        self, chat_id: int, file: FileRef, caption: Html | None = None, *, reply_to: int | None = None
    ) -> int:
        """The id of the new message; the file stays on Telegram's servers."""
        ways: dict[FileKind, Callable[..., Awaitable[Message]]] = {
            FileKind.PHOTO: self.bot.send_photo,
            FileKind.VIDEO: self.bot.send_video,
            FileKind.VOICE: self.bot.send_voice,
            FileKind.DOCUMENT: self.bot.send_document,
        }
        way = ways[file.kind]
        message = await self._paced(
            chat_id,
            lambda: way(chat_id, file.file_id, caption=caption, reply_parameters=_reply(reply_to)),
        )
        return message.message_id

    async def send_album(
        self, chat_id: int, files: Sequence[FileRef], *, reply_to: int | None = None
    ) -> list[int]:
        """Two to ten files of kinds that go together: photos with videos, or documents."""
        inputs = {
            FileKind.PHOTO: InputMediaPhoto,
            FileKind.VIDEO: InputMediaVideo,
            FileKind.DOCUMENT: InputMediaDocument,
        }
        media = [inputs[file.kind](media=file.file_id) for file in files]
        messages = await self._paced(
            chat_id,
            lambda: self.bot.send_media_group(chat_id, media, reply_parameters=_reply(reply_to)),
            len(media),
        )
        return [message.message_id for message in messages]

    async def send_new(self, chat_id: int, name: str, content: bytes, caption: Html | None = None) -> int:
        """The id of the new message, with a file that Telegram has not seen yet."""
        file = BufferedInputFile(content, name)
        message = await self._paced(chat_id, lambda: self.bot.send_document(chat_id, file, caption=caption))
        return message.message_id

    async def send_picture(
        self, chat_id: int, name: str, content: bytes, caption: Html, *, silent: bool = False
    ) -> int:
        """The id of the new message, with a picture that Telegram has not seen yet."""
        file = BufferedInputFile(content, name)
        message = await self._paced(
            chat_id, lambda: self.bot.send_photo(chat_id, file, caption=caption, disable_notification=silent)
        )
        return message.message_id

    async def content(self, file_id: str) -> bytes:
        """Of a file that somebody has sent."""
        file = await self._tried(lambda: self.bot.get_file(file_id))
        assert file.file_path is not None  # Telegram gives one for an hour
        found = await self._tried(lambda: self.bot.download_file(str(file.file_path)))
        assert found is not None
        return found.read()

    async def username(self) -> str:
        """The bot's own, without @; asked once."""
        me = await self._tried(self.bot.me)
        assert me.username is not None  # every bot has one
        return me.username

    async def missing_rights(self, chat_id: int) -> list[str]:
        """Which of `NEEDED_RIGHTS` the bot lacks in the group, asked anew; none when Telegram does not tell."""
        try:
            me = await self._tried(lambda: self.bot.get_chat_member(chat_id, self.bot.id))
            group = await self._tried(lambda: self.bot.get_chat(chat_id))
        except (TelegramBadRequest, TelegramForbiddenError):
            return []
        if me.status in STAFF_STATUSES:
            return []
        holders = [me, group.permissions]
        return [
            one for one in NEEDED_RIGHTS if any(getattr(holder, one, None) is False for holder in holders)
        ]

    async def _edited(self, chat_id: int, call: Callable[[], Awaitable[object]]) -> bool:
        try:
            await self._paced(chat_id, call)
        except TelegramBadRequest as refusal:
            if "not modified" in refusal.message:
                return True
            if any(hint in refusal.message for hint in _NOT_TO_EDIT):
                return False
            raise
        return True

    async def _paced(self, chat_id: int, call: Callable[[], Awaitable[T]], messages: int = 1) -> T:
        """Each try takes a turn: one without an answer may have been counted."""

        async def timely() -> T:
            if _late.get()():
                raise TooLate
            return await call()

        async def in_turn() -> T:
            if self.pace is None:
                return await timely()
            async with self.pace.turn(chat_id, messages=messages, urgent=self._urgent):
                return await timely()

        return await self._tried(in_turn)

    async def _tried(self, call: Callable[[], Awaitable[T]]) -> T:
        """An answer is tried again for a while, as Telegram asks; a letter is tried again by the outbox."""
        for pause in PAUSES if self._urgent else ():
            try:
                return await call()
            except TelegramRetryAfter as wait:
                await asyncio.sleep(wait.retry_after)
            except (TelegramNetworkError, TelegramServerError):
                await asyncio.sleep(pause)
        return await call()


def _reply(message_id: int | None) -> ReplyParameters | None:
    if message_id is None:
        return None
    return ReplyParameters(message_id=message_id, allow_sending_without_reply=True)
