"""People write, edit, delete, press buttons of the reply keyboard."""

from collections.abc import Callable
from functools import partial

from aiohttp import web

from sandbox import contents, replies, text
from sandbox.chats import Chat
from sandbox.people import Unfit, answer, chat_of, number, person, sent, world_of
from sandbox.relations import unblock
from sandbox.senders import sender_of
from sandbox.speech import tell_bot
from sandbox.users import User
from sandbox.wire import Json
from sandbox.world import World

routes = web.RouteTableDef()


@routes.post("/chats/{chat_id}/messages")
async def write(request: web.Request) -> web.Response:
    body = await sent(request)
    return answer({"messages": say(world_of(request), int(request.match_info["chat_id"]), body)})


@routes.post("/chats/{chat_id}/upload")
async def upload(request: web.Request) -> web.Response:
    form = await request.post()
    file = form["file"]
    if not isinstance(file, web.FileField):
        raise Unfit("file is a file")
    kind = str(form.get("kind") or "photo")
    what = {"file": file.file.read(), "file_name": file.filename, "caption": str(form.get("caption") or "")}
    body: Json = {"user_id": number(str(form["user_id"])), kind: what}
    return answer({"messages": say(world_of(request), int(request.match_info["chat_id"]), body)})


@routes.post("/chats/{chat_id}/edits")
async def edit(request: web.Request) -> web.Response:
    world, chat, body = world_of(request), chat_of(request), await sent(request)
    old = chat.find(body["message_id"])
    if old is None or old["from"]["id"] not in (body["user_id"], sender_of(world, chat, body)["from"]["id"]):
        raise Unfit("only one's own message can be edited")
    new = {key: value for key, value in old.items() if key not in ("entities", "caption_entities")}
    new |= text.plain(body["text"]) if "text" in body else contents.captioned(body)
    message = world.change(chat, new | {"edit_date": world.date()})
    tell_bot(world, chat, message, "edited_message")
    return answer(message)


@routes.post("/chats/{chat_id}/deletions")
async def delete(request: web.Request) -> web.Response:
    chat, body = chat_of(request), await sent(request)
    if chat.find(body["message_id"]) is None:
        raise Unfit("there is no such message")
    world_of(request).delete(chat, body["message_id"])
    return answer({})


def say(world: World, chat_id: int, body: Json) -> list[Json]:
    sender = person(world, body["user_id"])
    chat = _enter(world, chat_id, sender, body)
    frame = _frame(world, chat, body)
    if "reply_keyboard" in body:
        return [_post(world, chat, frame, _pressed(world, chat, sender, body["reply_keyboard"]))]
    if "album" in body:
        return _album(world, chat, frame, sender, body)
    return [_post(world, chat, frame, content) for content in contents.build(world, sender, body)]


def _enter(world: World, chat_id: int, sender: User, body: Json) -> Chat:
    if chat_id == sender.id:
        chat = world.open_private(sender)
        if chat.blocked and str(body.get("text", "")).startswith("/start"):
            unblock(world, sender)
        if chat.blocked:
            raise Unfit("this person has blocked the bot")
        return chat
    chat = world.chats[chat_id] if chat_id in world.chats else _no_chat(chat_id)
    if chat.private or chat.migrated_to or not chat.member(sender).may("can_send_messages"):
        raise Unfit("this person can't write there")
    if not chat.member(sender).present and not body.get("as_channel"):
        raise Unfit("this person is not a member")
    return chat


def _no_chat(chat_id: int) -> Chat:
    raise Unfit(f"there is no chat {chat_id}")


def _frame(world: World, chat: Chat, body: Json) -> Json:
    frame = sender_of(world, chat, body)
    original = chat.find(body.get("reply_to_message_id"))
    if body.get("reply_to_message_id") and original is None:
        raise Unfit("there is no message to reply to")
    return frame | (replies.reply_to(original) if original else {})


def _post(world: World, chat: Chat, frame: Json, content: Json) -> Json:
    more = {key: value for key, value in frame.items() if key != "from"}
    message = world.post(chat, frame["from"], more | content)
    tell_bot(world, chat, message)
    return message


def _album(world: World, chat: Chat, frame: Json, sender: User, body: Json) -> list[Json]:
    """Parts are separate messages: they may come in another order, and some of them late."""
    group = {"media_group_id": str(next(world.media_groups))}
    parts = [_part(world, sender, what) | group for what in body["album"]]
    late = body.get("late") or []
    posted: list[Json] = []
    for index in body.get("order") or range(len(parts)):
        post = partial(_post, world, chat, frame, parts[index])
        _now_or_later(world, late[index] if index < len(late) else 0, post, posted)
    return posted


def _part(world: World, sender: User, what: Json) -> Json:
    make = contents.video if what.get("type") == "video" else contents.photo
    return make(world, sender, what)


def _now_or_later(world: World, seconds: float, post: Callable[[], Json], posted: list[Json]) -> None:
    if seconds:
        world.clock.later(seconds, post)
    else:
        posted.append(post())


def _pressed(world: World, chat: Chat, sender: User, label: str) -> Json:
    keyboard = chat.reply_keyboard
    buttons = [button for row in keyboard["keyboard"] for button in row] if keyboard else []
    button = next((each for each in buttons if each["text"] == label), None)
    if button is None or keyboard is None:
        raise Unfit(f"there is no button «{label}», only {[each['text'] for each in buttons]}")
    if keyboard.get("one_time_keyboard"):
        world.show_reply_keyboard(chat, None)
    if button.get("request_contact"):
        return contents.contact(world, sender, {})
    if button.get("request_location"):
        return contents.location(world, sender, {})
    return text.plain(label)
