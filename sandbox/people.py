"""The people's side over HTTP: what its handlers share."""

import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.chats import Chat
from sandbox.errors import ApiError
from sandbox.users import User
from sandbox.wire import Json, encode
from sandbox.world import World

WORLD = web.AppKey("world", World)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Unfit(Exception):
    """A person can't do that."""


def answer(content: object, status: int = 200) -> web.Response:
    return web.Response(body=encode(content).encode(), status=status, content_type="application/json")


@web.middleware
async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A mistake in a test is answered in words, not with a stack."""
    try:
        return await handler(request)
    except Unfit as error:
        return answer({"error": str(error)}, 400)
    except ApiError as error:
        return answer({"error": error.description}, error.code)
    except KeyError as error:
        return answer({"error": f"{error} is missing"}, 400)


async def sent(request: web.Request) -> Json:
    raw = await request.read()
    try:
        found = json.loads(raw or b"{}")
    except ValueError as error:
        raise Unfit(f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise Unfit("expected an object")
    return found


def world_of(request: web.Request) -> World:
    return request.app[WORLD]


def person(world: World, user_id: int) -> User:
    if user_id not in world.users:
        raise Unfit(f"there is no user {user_id}")
    return world.users[user_id]


def chat_of(request: web.Request) -> Chat:
    """A person's private chat is opened by looking at it; whether the bot may write there is another matter."""
    world, chat_id = world_of(request), int(request.match_info["chat_id"])
    if chat_id not in world.chats:
        raise Unfit(f"there is no chat {chat_id}")
    return world.chats[chat_id]


def number(text: str | None) -> int:
    return int(text) if text and text.removeprefix("-").isdecimal() else 0
