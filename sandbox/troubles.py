"""How the troubles asked for strike a call."""

import asyncio
from collections.abc import Callable

from aiohttp import web

from sandbox.call import Call
from sandbox.errors import ApiError, too_many
from sandbox.faults import AFTER, BEFORE, Fault
from sandbox.groups import migrate, set_member
from sandbox.relations import block

GATEWAY_PAGE = (
    "<html><head><title>502 Bad Gateway</title></head>"
    "<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body></html>"
)


class Reset(Exception):
    """The connection goes away without an answer."""


class BadGateway(Exception):
    @property
    def response(self) -> web.Response:
        return web.Response(text=GATEWAY_PAGE, status=502, content_type="text/html")


async def before(call: Call) -> None:
    for fault in _striking(call, BEFORE):
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        else:
            STRIKES[fault.kind](call, fault)


def after(call: Call) -> None:
    if _striking(call, AFTER):
        raise Reset


def _striking(call: Call, kinds: frozenset[str]) -> list[Fault]:
    return call.world.faults.striking(call.method, call.params.get("chat_id"), kinds)


def reset(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _too_many(_: Call, fault: Fault) -> None:
    raise too_many(int(fault.seconds))


def _bad_gateway(_: Call, __: Fault) -> None:
    raise BadGateway


def _internal_error(_: Call, __: Fault) -> None:
    raise ApiError(500, "Internal Server Error")


def _reset(_: Call, __: Fault) -> None:
    raise Reset


def _blocked(call: Call, _: Fault) -> None:
    person = call.world.users.get(call.params.get("chat_id", 0))
    if person:
        block(call.world, person)


def _deactivated(call: Call, _: Fault) -> None:
    person = call.world.users.get(call.params.get("chat_id", 0))
    if person:
        person.deactivated = True


def _kicked(call: Call, _: Fault) -> None:
    chat = call.world.chats.get(call.params.get("chat_id", 0))
    if chat and not chat.private:
        set_member(call.world, chat, call.world.bot, "kicked")


def _migrated(call: Call, _: Fault) -> None:
    chat = call.world.chats.get(call.params.get("chat_id", 0))
    if chat and chat.type == "group" and chat.migrated_to is None:
        migrate(call.world, chat)


def _message_deleted(call: Call, _: Fault) -> None:
    chat = call.world.chats.get(call.params.get("chat_id", 0))
    if chat and chat.find(call.params.get("message_id")):
        call.world.delete(chat, call.params["message_id"])


STRIKES: dict[str, Callable[[Call, Fault], None]] = {
    "too_many_requests": _too_many,
    "bad_gateway": _bad_gateway,
    "internal_error": _internal_error,
    "reset_before_effect": _reset,
    "blocked": _blocked,
    "deactivated": _deactivated,
    "kicked": _kicked,
    "migrated": _migrated,
    "message_deleted": _message_deleted,
}
