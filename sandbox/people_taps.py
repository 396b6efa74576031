"""People tap inline buttons, and see what comes of it."""

from collections.abc import Iterator

from aiohttp import web

from sandbox.chats import Chat
from sandbox.people import Unfit, answer, chat_of, person, sent, world_of
from sandbox.wire import Json

routes = web.RouteTableDef()


@routes.post("/chats/{chat_id}/taps")
async def tap(request: web.Request) -> web.Response:
    world, chat, body = world_of(request), chat_of(request), await sent(request)
    user = person(world, body["user_id"])
    message, data = _found(chat, body)
    opened = world.callbacks.open(chat.id, user.id)
    if chat.private or world.me(chat).present:
        user.known = True
        query: Json = {"id": opened.id, "from": user.shape, "message": message}
        world.updates.add("callback_query", query | {"chat_instance": str(chat.id * 7919), "data": data})
    return answer({"callback_query_id": opened.id})


@routes.get("/taps/{callback_query_id}")
async def outcome(request: web.Request) -> web.Response:
    found = world_of(request).callbacks.find(request.match_info["callback_query_id"])
    if found is None:
        raise Unfit("there was no such tap")
    return answer(found.shape)


def _found(chat: Chat, body: Json) -> tuple[Json, str]:
    """The message and the callback data: of a button one sees, or forged."""
    if "data" in body:
        return _accessible(chat, body["message_id"]), body["data"]
    if "label" in body:
        return _labelled(chat, body["label"], body.get("message_id"))
    message = _accessible(chat, body["message_id"])
    try:
        button = message["reply_markup"]["inline_keyboard"][body["row"]][body["column"]]
    except (KeyError, IndexError) as error:
        raise Unfit("there is no button at that place") from error
    return message, _data(button)


def _accessible(chat: Chat, message_id: int) -> Json:
    """A client can press what it still shows of a message deleted since."""
    if message_id not in chat.messages:
        raise Unfit(f"there is no message {message_id}")
    found = chat.find(message_id)
    return found or {"chat": chat.shape, "message_id": message_id, "date": 0}


def _labelled(chat: Chat, label: str, message_id: int | None) -> tuple[Json, str]:
    messages = [_accessible(chat, message_id)] if message_id else chat.newest()
    seen: list[str] = []
    for message in messages:
        buttons = list(_buttons(message))
        fitting = [b for b in buttons if b["text"] == label] or [b for b in buttons if label in b["text"]]
        if len(fitting) == 1:
            return message, _data(fitting[0])
        seen += [button["text"] for button in buttons]
    raise Unfit(f"there is no single button «{label}» among {seen}")


def _buttons(message: Json) -> Iterator[Json]:
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        yield from row


def _data(button: Json) -> str:
    if "callback_data" not in button:
        raise Unfit(f"the button «{button['text']}» does not call the bot")
    data: str = button["callback_data"]
    return data
