"""An update is asked of those handlers only that it can be for; of none that would take it is it kept."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from aiogram import Bot
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Language
from bot.i18n import words
from bot.services.people import PeopleService
from bot.views import menu
from bot.visits import Visit
from handlers import routers
from handlers.filters import Awaiting, Choosing, InState, Pressed
from handlers.signposts import Place, needed, signs
from tests.conftest import TOKEN
from tests.rights import Place as Spots
from tests.rights import pressed
from tests.test_wiring import MESSAGE, NOW, UPDATES

DOCUMENT = {"document": {"file_id": "1", "file_unique_id": "1"}}
PHOTO = {"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]}
BUTTONS = pressed(Spots("1" * 9, "2" * 9, "3" * 9, "4" * 9, 1, 2, 1, 1, 1, 1, "x" * 43, *[1] * 18))
Sent = tuple[CallbackQuery | Message, Visit]
BOT = Bot(TOKEN)
VISIT = Visit(PeopleService(None), 1001, 1001, None, words(Language.ENGLISH), NOW)  # type: ignore[arg-type]


def filters() -> list[Any]:
    """Every filter of every handler of a place."""
    places = [router for router in routers() if isinstance(router, Place)]
    assert len(places) == 2
    found = [
        one.callback
        for place in places
        for observer in (place.message, place.callback_query)
        for handler in observer.handlers
        for one in handler.filters or ()
    ]
    return [one for one in found if needed(one)]


def message(**content: Any) -> Message:
    return Message.model_validate(
        {key: MESSAGE[key] for key in ("message_id", "date", "chat", "from")} | content
    )


def presses(filter_: CallbackQueryFilter) -> Iterator[Sent]:
    for data in BUTTONS[filter_.callback_data.__name__]:
        yield CallbackQuery.model_validate({**UPDATES["callback_query"], "data": data}), VISIT


def commands(filter_: Command) -> Iterator[Sent]:
    for name in filter_.commands:
        for text in (
            f"/{name}",
            f"/{name} bind",
            f"/{name} i{'x' * 43}",
            f"/{name}@auyl_bot 26-1",
            f"  /{name}\nсәлем",
        ):
            yield message(text=text), VISIT
            yield message(caption=text, **DOCUMENT), VISIT


def labels(_: Pressed) -> Iterator[Sent]:
    for language in Language:
        for row in menu.keyboard(words(language)).keyboard:
            for button in row:
                yield message(text=button.text), VISIT


def awaited(filter_: InState | Choosing | Awaiting) -> Iterator[Sent]:
    for state in (filter_.state, f"{filter_.state}:1", f"{filter_.state}:1:kk"):
        for content in ({"text": "сәлем"}, DOCUMENT, {"caption": "сәлем", **PHOTO}):
            yield message(**content), replace(VISIT, state=state)


def let_through(filter_: Any) -> Iterator[Sent]:
    """What comes as people send it, whole and odd."""
    match filter_:
        case CallbackQueryFilter():
            return presses(filter_)
        case Command():
            return commands(filter_)
        case Pressed():
            return labels(filter_)
    return awaited(filter_)


async def passes(filter_: Any, event: CallbackQuery | Message, visit: Visit) -> bool:
    match filter_:
        case CallbackQueryFilter():
            return bool(await filter_(event))
        case Command():
            return bool(await filter_(event, BOT))
        case Pressed():
            return await filter_(event)
    return bool(await filter_(event, visit))


async def test_whatever_a_filter_lets_through_shows_the_sign_that_it_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def named(_: Bot) -> Any:
        return type("Me", (), {"username": "auyl_bot"})

    monkeypatch.setattr(Bot, "me", named)
    for filter_ in filters():
        passed = [sent for sent in let_through(filter_) if await passes(filter_, *sent)]
        assert passed, f"{filter_}: nothing that we can think of passes"
        for event, visit in passed:
            assert needed(filter_) & signs(event, visit), f"{filter_}: {event}"


async def test_every_handler_keeps_its_place_among_those_that_are_asked() -> None:
    for place in routers():
        if isinstance(place, Place):
            for observer in (place.message, place.callback_query):
                for handler in observer.handlers:
                    shown = frozenset().union(*(needed(one.callback) for one in handler.filters or ()))
                    asked = observer._way(shown).handlers
                    assert handler in asked
                    assert [one for one in observer.handlers if one in asked] == asked


async def test_of_hundreds_a_press_asks_few() -> None:
    [private] = [router for router in routers() if router.name == "Private"]
    every = private.callback_query.handlers
    assert len(every) > 150
    assert len(private.callback_query._way(frozenset({"button send"})).handlers) <= 5
