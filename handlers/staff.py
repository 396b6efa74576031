"""Who acts in a group: a person, with a name, who may."""

from aiogram.types import CallbackQuery, Message, User

from bot.domain.groups import NotAllowed, Staff, check_somebody
from bot.domain.people import Language
from bot.domain.texts import EmptyText, clean
from bot.services.groups import GroupService
from bot.telegram import Telegram

NAME_LIMIT = 300  # more than Telegram gives a name


async def authorised(event: Message | CallbackQuery, groups: GroupService, telegram: Telegram) -> Staff:
    """The moderator who acts, their right checked now. Raises NobodyInParticular or NotAllowed."""
    staff = _acting(event)
    if not await groups.is_named(staff.chat_id, staff.telegram_id) and not await telegram.is_group_admin(
        staff.chat_id, staff.telegram_id
    ):
        raise NotAllowed
    return staff


def administrator(event: Message | CallbackQuery, groups: GroupService) -> Staff:
    """An administrator of the bot. Raises NobodyInParticular or NotAllowed."""
    staff = _acting(event)
    groups.must_be_admin(staff.telegram_id)
    return staff


def named(message: Message) -> Staff | None:
    """The author of the message replied to; None when it is no person's. Raises NobodyInParticular for a mask."""
    replied = message.reply_to_message
    author = replied.from_user if replied else None
    if replied is None or author is None or (author.is_bot and replied.sender_chat is None):
        return None
    return _staff(author, message.chat.id, masked=replied.sender_chat is not None)


def _acting(event: Message | CallbackQuery) -> Staff:
    message = event if isinstance(event, Message) else event.message
    if message is None:
        raise NotAllowed
    masked = isinstance(event, Message) and event.sender_chat is not None
    return _staff(event.from_user, message.chat.id, masked=masked)


def _staff(user: User | None, chat_id: int, *, masked: bool) -> Staff:
    telegram_id = check_somebody(user.id if user else None, speaks_as_chat=masked)
    language = Language.guess(user.language_code if user else None)
    return Staff(chat_id, telegram_id, _readable(user.full_name if user else ""), language)


def _readable(name: str) -> str:
    """Without marks that turn a card around; a name of nothing but blanks is still somebody's."""
    try:
        return clean(name, NAME_LIMIT)
    except EmptyText:
        return "…"
