"""People vote in polls and react to messages."""

from aiohttp import web

from sandbox.chats import Chat
from sandbox.people import Unfit, answer, chat_of, person, sent, world_of
from sandbox.wire import Json

routes = web.RouteTableDef()


@routes.post("/chats/{chat_id}/votes")
async def vote(request: web.Request) -> web.Response:
    world, chat, body = world_of(request), chat_of(request), await sent(request)
    user, message = person(world, body["user_id"]), _message(chat, body)
    poll = message.get("poll")
    if poll is None or poll["is_closed"]:
        raise Unfit("there is no open poll")
    options = body.get("option_ids") or []
    if any(number >= len(poll["options"]) for number in options):
        raise Unfit("there is no such option")
    voted = world.polls.vote(poll, user.id, options)
    world.change(chat, message | {"poll": voted})
    if message["from"]["id"] == world.bot.id:
        world.updates.add("poll", voted)
        if not poll["is_anonymous"]:
            chosen = {"option_ids": options, "option_persistent_ids": [str(each) for each in options]}
            world.updates.add("poll_answer", {"poll_id": poll["id"], "user": user.shape} | chosen)
    return answer(voted)


@routes.post("/chats/{chat_id}/reactions")
async def react(request: web.Request) -> web.Response:
    """In groups only an administrator bot hears of reactions, and only one that asked for them."""
    world, chat, body = world_of(request), chat_of(request), await sent(request)
    user, message = person(world, body["user_id"]), _message(chat, body)
    new = [{"type": "emoji", "emoji": body["emoji"]}] if body.get("emoji") else []
    reaction: Json = {
        "chat": chat.shape,
        "message_id": message["message_id"],
        "user": user.shape,
        "date": world.date(),
        "old_reaction": [],
        "new_reaction": new,
    }
    if chat.private or world.me(chat).administers:
        world.updates.add("message_reaction", reaction)
    return answer(reaction)


def _message(chat: Chat, body: Json) -> Json:
    found = chat.find(body["message_id"])
    if found is None:
        raise Unfit("there is no such message")
    return found
