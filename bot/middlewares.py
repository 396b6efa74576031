"""The hall: who comes, in which language they are spoken to, and what o'clock it is. No rules here."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Chat, TelegramObject, Update, User

from bot.domain.groups import Group
from bot.domain.people import Language, Person
from bot.i18n import words
from bot.services.groups import GroupService
from bot.services.people import PeopleService
from bot.taps import Taps
from bot.telegram import Telegram
from bot.views.screens import Toast
from bot.visits import Visit

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Hall(BaseMiddleware):
    """Gives handlers `visit`, and in a group `group`. What nobody in particular says is not for us."""

    def __init__(self, people: PeopleService, groups: GroupService, clock: Callable[[], datetime]) -> None:
        self._people = people
        self._groups = groups
        self._clock = clock

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if user is None:
            return None
        chat_id = chat.id if chat is not None else user.id
        group = await self._groups.of_chat(chat_id) if chat_id < 0 else None
        said = event.message if isinstance(event, Update) else None
        number = said.message_id if said is not None else None
        person, state = await self._people.visit(chat_id, user.id, number)
        _ = words(_language(user, person, group))
        data["group"] = group
        data["visit"] = Visit(self._people, chat_id, user.id, person, _, self._clock(), state, number)
        return await handler(event, data)


def _language(user: User, person: Person | None, group: Group | None) -> Language:
    if group is not None:
        return group.language
    if person is not None:
        return person.language
    return Language.guess(user.language_code)


class SpinnerStopper(BaseMiddleware):
    """Every pressed button is answered, whatever its handler did with it; and it is remembered when."""

    def __init__(self, telegram: Telegram, taps: Taps) -> None:
        self._telegram = telegram
        self._taps = taps

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        assert isinstance(event, CallbackQuery)
        toast = data["toast"] = Toast()
        result = await handler(event, data)
        if event.message is not None:
            self._taps.changed(event.message.chat.id, event.message.message_id)
        await self._telegram.toast(event.id, toast.text, alert=toast.alert)
        return result
