"""Who acts in a group: a person, with a name, who may."""

from aiogram.types import CallbackQuery, Message, User

from bot.domain.groups import NotAllowed, Staff, check_somebody
from bot.services.groups import GroupService
from bot.telegram import Telegram


async def authorised(event: Message | CallbackQuery, groups: GroupService, telegram: Telegram) -> Staff:
    """The moderator who acts, their right checked now. Raises NobodyInParticular or NotAllowed."""
    message = event if isinstance(event, Message) else event.message
    if message is None:
        raise NotAllowed
    staff = _staff(event.from_user, message.chat.id, masked=_masked(event))
    if not await groups.is_named(staff.chat_id, staff.telegram_id) and not await telegram.is_group_admin(
        staff.chat_id, staff.telegram_id
    ):
        raise NotAllowed
    return staff


def administrator(message: Message, groups: GroupService) -> Staff:
    """An administrator of the bot. Raises NobodyInParticular or NotAllowed."""
    staff = _staff(message.from_user, message.chat.id, masked=_masked(message))
    groups.must_be_admin(staff.telegram_id)
    return staff


def named(message: Message) -> Staff | None:
    """The author of the message replied to; None when it is no person's. Raises NobodyInParticular for a mask."""
    replied = message.reply_to_message
    author = replied.from_user if replied else None
    if replied is None or author is None or (author.is_bot and replied.sender_chat is None):
        return None
    return _staff(author, message.chat.id, masked=replied.sender_chat is not None)


def _masked(event: Message | CallbackQuery) -> bool:
    return isinstance(event, Message) and event.sender_chat is not None


def _staff(user: User | None, chat_id: int, *, masked: bool) -> Staff:
    telegram_id = check_somebody(user.id if user else None, speaks_as_chat=masked)
    return Staff(chat_id, telegram_id, user.full_name if user else "")
