"""Forwarding and copying."""

from sandbox import access, sending, text
from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.errors import bad, invalid
from sandbox.speech import SERVICE
from sandbox.wire import Json

FRAME = {
    "message_id",
    "from",
    "sender_chat",
    "chat",
    "date",
    "edit_date",
    "forward_origin",
    "has_protected_content",
    "media_group_id",
    "quote",
    "reply_markup",
    "reply_to_message",
}
"""What belongs to one sending of a message, not to what it says."""

UNCOPIED = {"poll", "dice"}
"""A copied poll would need its votes, a copied dice its luck: forwarding keeps both."""


def forward_message(call: Call) -> Json:
    original = _original(call, "message to forward not found")
    if not _movable(original):
        raise bad("the message can't be forwarded")
    return sending.send(call, _forwarded(original))


def copy_message(call: Call) -> Json:
    original = _original(call, "message to copy not found")
    if not _movable(original) or UNCOPIED & original.keys():
        raise bad("message can't be copied")
    return _number(sending.send(call, _copied(call, original)))


def forward_messages(call: Call) -> list[Json]:
    return _many(call, [_forwarded(each) for each in _originals(call)])


def copy_messages(call: Call) -> list[Json]:
    return _many(call, [_copied(call, each) for each in _originals(call) if not UNCOPIED & each.keys()])


def _original(call: Call, missing: str) -> Json:
    return access.message(call, access.chat(call, "from_chat_id"), "message_id", missing)


def _originals(call: Call) -> list[Json]:
    """What is missing or can't be moved is left out in silence."""
    source, wanted = access.chat(call, "from_chat_id"), call.params["message_ids"]
    if sorted(set(wanted)) != wanted:
        raise invalid("message identifiers must be in a strictly increasing order")
    return [found for found in _present(source, wanted) if _movable(found)]


def _present(source: Chat, numbers: list[int]) -> list[Json]:
    return [found for found in map(source.find, numbers) if found is not None]


def _many(call: Call, contents: list[Json]) -> list[Json]:
    return [_number(message) for message in sending.send_many(call, contents, "can_send_messages")]


def _movable(message: Json) -> bool:
    return not message.get("has_protected_content") and not SERVICE & message.keys()


def _content(message: Json) -> Json:
    return {key: value for key, value in message.items() if key not in FRAME}


def _forwarded(message: Json) -> Json:
    author = {"type": "user", "date": message["date"], "sender_user": message["from"]}
    return {"forward_origin": message.get("forward_origin") or author} | _content(message)


def _copied(call: Call, message: Json) -> Json:
    content = _content(message)
    if call.params.get("remove_caption") or "caption" in call.params:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= text.caption(call.world, call.params)
    return content


def _number(message: Json) -> Json:
    return {"message_id": message["message_id"]}
