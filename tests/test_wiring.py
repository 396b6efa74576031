"""Everything that handlers and filters ask for by name is provided, for every kind of update that comes."""

import ast
import inspect
import textwrap
import typing
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, Router
from aiogram.dispatcher.event.handler import CallableObject, FilterObject, HandlerObject
from aiogram.types import CallbackQuery, Update

from bot import app
from bot.middlewares import SpinnerStopper
from bot.services.territories import TerritoryService
from bot.taps import Taps
from bot.telegram import Telegram
from bot.views.start import Operator
from storage.database import Database, connect
from tests.conftest import KEYS, TOKEN, fill

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
AIGUL = {"id": 1001, "is_bot": False, "first_name": "Айгүл"}
CHAT = {"id": 1001, "type": "private", "first_name": "Айгүл"}
MESSAGE = {"message_id": 10, "date": 1777874400, "chat": CHAT, "from": AIGUL, "text": "сәлем"}
MEMBER = {"status": "member", "user": AIGUL}
UPDATES = {
    "message": MESSAGE,
    "edited_message": {**MESSAGE, "edit_date": 1777874401},
    "callback_query": {"id": "1", "from": AIGUL, "chat_instance": "1", "message": MESSAGE, "data": "my:0"},
    "my_chat_member": {
        "chat": CHAT, "from": AIGUL, "date": 1777874400, "old_chat_member": MEMBER, "new_chat_member": MEMBER,
    },
}  # fmt: skip


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    await fill(sqlite_url)
    opened = await connect(sqlite_url, KEYS)
    yield opened
    await opened.close()


def build(database: Database) -> tuple[Dispatcher, Bot]:
    bot = Bot(TOKEN)
    telegram = Telegram(bot, None, urgent=True)
    operator = Operator("Ауыл үні қоры", "123456789012", "hello@example.kz", 30)
    return app.dispatcher(
        database,
        TerritoryService(database),
        telegram,
        operator,
        frozenset({1}),
        None,
        lambda: NOW,
        taps=Taps(),
    ), bot


@dataclass(frozen=True)
class Wired:
    """A handler with the filters that let events through to it, those of the routers above it first."""

    kind: str
    handler: HandlerObject
    filters: tuple[FilterObject, ...]

    def __str__(self) -> str:
        return f"{self.kind}: {self.handler.callback.__module__}.{self.handler.callback.__name__}"


def wired(router: Router, above: dict[str, tuple[FilterObject, ...]] | None = None) -> Iterator[Wired]:
    """Every handler of the router and of those in it, other than the dispatcher's own."""
    gates = {
        kind: ((above or {}).get(kind, ()) + tuple(observer._handler.filters or ()))
        for kind, observer in router.observers.items()
    }
    for kind, observer in router.observers.items():
        if kind not in ("update", "error"):
            for handler in observer.handlers:
                yield Wired(kind, handler, gates[kind] + tuple(handler.filters or ()))
    for inner in router.sub_routers:
        yield from wired(inner, gates)


def error_handlers(router: Router) -> Iterator[HandlerObject]:
    yield from router.errors.handlers
    for inner in router.sub_routers:
        yield from error_handlers(inner)


def asked_for(callback: CallableObject) -> set[str]:
    """Names without which the call would fail; the event itself is handed over by position."""
    _, *named = inspect.signature(callback.callback).parameters.values()
    keyword = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return {one.name for one in named if one.default is one.empty and one.kind in keyword}


def given_by(filter_: FilterObject) -> set[str]:
    """The names a filter adds when it lets an event through: the keys of the dictionaries it writes out."""
    source = textwrap.dedent(inspect.getsource(type(filter_.callback).__call__))
    return {
        key.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    }


async def provided(house: Dispatcher, bot: Bot, kind: str) -> dict[str, Any]:
    """What a real update of this kind brings with it to the first filter."""
    found: dict[str, Any] = {}

    async def look(_handler: Any, _event: Any, data: dict[str, Any]) -> None:
        found.update(data)

    house.observers[kind].outer_middleware(look)
    await house.feed_update(
        bot, Update.model_validate({"update_id": 1, kind: UPDATES[kind]}, context={"bot": bot})
    )
    return found


async def given_with_a_press() -> set[str]:
    """What the middleware around pressed buttons adds."""
    press = CallbackQuery.model_validate(UPDATES["callback_query"])
    found: set[str] = set()

    class Enough(Exception):
        """Telegram need not be called."""

    async def look(_event: Any, data: dict[str, Any]) -> None:
        found.update(data)
        raise Enough

    with pytest.raises(Enough):
        await SpinnerStopper(Telegram(Bot(TOKEN), None, urgent=True), Taps())(look, press, {})
    return found


async def test_every_name_a_filter_or_a_handler_asks_for_is_provided(database: Database) -> None:
    all_wired = list(wired(build(database)[0]))
    missing = []
    for kind in {one.kind for one in all_wired}:
        known = set(await provided(*build(database), kind))
        around = await given_with_a_press() if kind == "callback_query" else set()
        for one in all_wired:
            if one.kind != kind:
                continue
            names = set(known)
            for filter_ in one.filters:
                missing += [f"{one}: filter {name}" for name in asked_for(filter_) - names]
                names |= given_by(filter_)
            missing += [f"{one}: {name}" for name in asked_for(one.handler) - names - around]

    assert len(all_wired) > 40
    assert not missing


async def test_what_is_provided_is_what_the_handlers_say_it_is(database: Database) -> None:
    known_by_kind = {kind: await provided(*build(database), kind) for kind in UPDATES}
    for one in wired(build(database)[0]):
        known = known_by_kind[one.kind]
        hints = typing.get_type_hints(one.handler.callback)
        for name in asked_for(one.handler) & set(known):
            assert isinstance(known[name], hints[name]), f"{one}: {name}"


async def test_error_handlers_ask_only_for_what_there_is_even_before_anybody_came_in(
    database: Database,
) -> None:
    house, _ = build(database)
    handlers = list(error_handlers(house))

    assert len(handlers) == 1
    for handler in handlers:
        assert asked_for(handler) <= {*house.workflow_data, "bot", "dispatcher"}


async def test_no_filter_and_no_handler_waits_in_a_thread(database: Database) -> None:
    """Aiogram runs what is no coroutine in the default pool, behind whatever else is slow."""
    house, _ = build(database)
    for one in wired(house):
        assert inspect.iscoroutinefunction(one.handler.callback), str(one)
        for filter_ in one.filters:
            assert filter_.magic is None, str(one)
            assert inspect.iscoroutinefunction(type(filter_.callback).__call__), str(one)
    assert all(inspect.iscoroutinefunction(handler.callback) for handler in error_handlers(house))


async def test_only_an_old_button_is_answered_wherever_it_is_pressed(database: Database) -> None:
    """Every other conversation is a resident's or a group's, and is not open to the other."""
    house, _ = build(database)
    for one in wired(house):
        places = {type(filter_.callback).__name__ for filter_ in one.filters} & {"Private", "Grouped"}
        assert len(places) == 1 or one.handler.callback.__name__ == "old_button", str(one)


async def test_the_house_can_be_built_twice(database: Database) -> None:
    first, second = build(database)[0], build(database)[0]

    assert [str(one) for one in wired(first)] == [str(one) for one in wired(second)]
    assert {id(one) for one in first.chain_tail}.isdisjoint({id(one) for one in second.chain_tail})


async def test_telegram_is_asked_for_the_kinds_of_updates_that_are_handled(database: Database) -> None:
    house, _ = build(database)

    assert set(house.resolve_used_update_types()) == {one.kind for one in wired(house)} == set(UPDATES)
