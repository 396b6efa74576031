"""Chats and their members, as people see and change them."""

from collections.abc import Iterator

from aiohttp import web

from sandbox import groups
from sandbox.chats import Chat
from sandbox.members import STATUSES, Member
from sandbox.people import Unfit, answer, chat_of, number, person, sent, world_of
from sandbox.relations import bot_in_private
from sandbox.wire import Json
from sandbox.world import World, reply_keyboard

routes = web.RouteTableDef()


@routes.get("/chats")
async def all_chats(request: web.Request) -> web.Response:
    world = world_of(request)
    return answer([_shown(world, chat) for chat in world.chats.values()])


@routes.post("/groups")
async def create(request: web.Request) -> web.Response:
    world, body = world_of(request), await sent(request)
    if body.get("type", "supergroup") not in ("group", "supergroup"):
        raise Unfit("type is group or supergroup")
    if body.get("bot") not in (None, "member", "administrator"):
        raise Unfit("bot is member, administrator or null")
    owner = person(world, body["owner"])
    people = [person(world, user_id) for user_id in body.get("members", [])]
    chat = groups.create(world, body["title"], body.get("type", "supergroup"), owner, people)
    if body.get("bot"):
        groups.set_member(world, chat, world.bot, body["bot"])
    return answer(chat.shape)


@routes.post("/chats/{chat_id}/members")
async def set_member(request: web.Request) -> web.Response:
    world, chat, body = world_of(request), chat_of(request), await sent(request)
    if body["status"] not in STATUSES or chat.private:
        raise Unfit(f"in a group, status is one of {', '.join(STATUSES)}")
    user = world.bot if body.get("bot") else person(world, body["user_id"])
    granted = body.get("rights") or body.get("permissions")
    return answer(groups.set_member(world, chat, user, body["status"], granted).shape)


@routes.post("/chats/{chat_id}/migrate")
async def migrate(request: web.Request) -> web.Response:
    chat = chat_of(request)
    if chat.type != "group" or chat.migrated_to is not None:
        raise Unfit("only a group can become a supergroup, and only once")
    return answer(groups.migrate(world_of(request), chat).shape)


@routes.get("/chats/{chat_id}/transcript")
async def transcript(request: web.Request) -> web.Response:
    world, chat_id = world_of(request), int(request.match_info["chat_id"])
    chat = world.chats.get(chat_id)
    if chat is None:
        person(world, chat_id)
        return answer({"messages": [], "reply_keyboard": None, "placeholder": None, "changes": {}, "n": 0})
    after = number(request.query.get("after"))
    shown = [chat.as_seen(message) for message_id, message in chat.messages.items() if message_id > after]
    changes = {message_id: n for message_id, n in chat.changes.items() if message_id > after}
    told = {"changes": changes, "n": world.events.count}
    return answer({"messages": shown, **reply_keyboard(chat), **told})


@routes.get("/commands")
async def commands(request: web.Request) -> web.Response:
    world = world_of(request)
    user = person(world, number(request.query.get("user_id")))
    chat = world.chats.get(number(request.query.get("chat_id")) or user.id) or world.open_private(user)
    return answer(world.commands.seen_by(user, chat))


def _shown(world: World, chat: Chat) -> Json:
    members = [member.shape for member in _members(world, chat)]
    more = {"members": members, "blocked": chat.blocked, "migrated_to": chat.migrated_to}
    return chat.shape | more | reply_keyboard(chat)


def _members(world: World, chat: Chat) -> Iterator[Member]:
    if chat.person is None:
        yield from chat.members.values()
    else:
        yield Member(chat.person, "member")
        yield bot_in_private(world, blocked=chat.blocked)
