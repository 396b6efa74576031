"""Which conversations an update can be for, told by what stands on it: a button's name, a command, the menu, the state.

Aiogram asks one handler after the other, each with everything a handler may want; of some hundreds this took half of
the bot's time.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.views import menu
from bot.visits import Visit
from handlers.filters import Awaiting, Choosing, InState, Pressed


class Place(Router):
    """What is done at one kind of place: the conversations' handlers in their order, as if they stood in one router."""

    def __init__(self, name: str, conversations: Iterable[Router]) -> None:
        super().__init__(name=name)
        self.callback_query = self.observers["callback_query"] = Signposted(self, "callback_query")
        self.message = self.observers["message"] = Signposted(self, "message")
        for router in conversations:
            for kind, observer in router.observers.items():
                before = observer._handler.filters or ()  # noqa: SLF001 - they can be read nowhere else
                for handler in observer.handlers:
                    filters = (*before, *(handler.filters or ()))
                    self.observers[kind].register(handler.callback, *(one.callback for one in filters))


class Signposted(TelegramEventObserver):
    """Asks only those handlers, in their order, of which no filter needs a sign that the update has not."""

    def __init__(self, router: Router, event_name: str) -> None:
        super().__init__(router, event_name)
        self._ways: dict[frozenset[str], TelegramEventObserver] = {}

    @cached_property
    def _needs(self) -> Sequence[Sequence[set[str]]]:
        """For each handler what its filters need; asked for once all have been registered."""
        return [[needed(one.callback) for one in handler.filters or ()] for handler in self.handlers]

    @cached_property
    def _known(self) -> set[str]:
        return {sign for needs in self._needs for each in needs for sign in each}

    async def trigger(self, event: TelegramObject, **kwargs: Any) -> Any:
        found = frozenset(signs(event, kwargs["visit"]) & self._known)
        if found not in self._ways:
            self._ways[found] = self._way(found)
        return await self._ways[found].trigger(event, **kwargs)

    def _way(self, found: frozenset[str]) -> TelegramEventObserver:
        way = TelegramEventObserver(self.router, self.event_name)
        way.handlers = [
            handler
            for handler, needs in zip(self.handlers, self._needs, strict=True)
            if all(not each or each & found for each in needs)
        ]
        return way


def needed(filter_: object) -> set[str]:
    """The signs of which an update must have one to be let through; none where it cannot be told from signs."""
    match filter_:
        case CallbackQueryFilter():
            return {f"button {filter_.callback_data.__prefix__}"}
        case Command():
            names = [one for one in filter_.commands if isinstance(one, str)]
            return {f"command {one}" for one in names} if len(names) == len(filter_.commands) else set()
        case Pressed():
            return {f"menu {filter_.item}"}
        case InState() | Choosing() | Awaiting():
            return {f"state {filter_.state}"}
    return set()


def signs(event: TelegramObject, visit: Visit) -> set[str]:
    """All that an update shows, needed or not."""
    if isinstance(event, CallbackQuery):
        return {f"button {(event.data or '').partition(':')[0]}"}
    found = {f"state {visit.state}", f"state {(visit.state or '').partition(':')[0]}"}
    if isinstance(event, Message):
        words = (event.text or event.caption or "").split(maxsplit=1)
        command = words[0].partition("@")[0] if words else ""
        found |= {f"command {command[1:]}", f"menu {menu.pressed(event.text)}"}
    return found
