"""Who acts for the office: a person, with a name, who may."""

import secrets
from datetime import datetime

from aiogram.types import CallbackQuery, Message, User

from bot.domain.groups import Group, NotAllowed, NotBound, Staff, check_somebody
from bot.domain.people import Language
from bot.domain.roles import Right
from bot.domain.texts import EmptyText, clean
from bot.services.roles import RoleService

NAME_LIMIT = 300  # more than Telegram gives a name


async def authorised(
    event: Message | CallbackQuery, roles: RoleService, group: Group | None, now: datetime
) -> Staff:
    """Who triages something of what the group serves, their right checked now.

    Raises NobodyInParticular, NotAllowed; NotBound for who serves elsewhere, where the group serves nothing.
    """
    staff = acting(event)
    holder = await roles.holder(staff.telegram_id, now)
    if group is None and holder.serves:
        raise NotBound
    if group is None or not any(holder.may(Right.TRIAGE, line) for line in group.lines):
        raise NotAllowed
    return staff


def acting(event: Message | CallbackQuery) -> Staff:
    """Who speaks or presses. Raises NobodyInParticular for a mask."""
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


def new_seed() -> int:
    """What a button carries so that pressed twice it does its work once, and shown again does it anew."""
    return 1 + secrets.randbelow(2**31 - 1)
