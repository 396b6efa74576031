"""What a message answers: the message itself is shown inside, one level deep."""

from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.errors import bad, stricter
from sandbox.wire import Json


def quoted(call: Call, chat: Chat) -> Json:
    wanted = call.params.get("reply_parameters")
    if not wanted:
        return {}
    if wanted.get("chat_id") not in (None, chat.id) or "message_id" not in wanted:
        raise stricter("a reply is imitated to a message of the same chat only")
    original = chat.find(wanted["message_id"])
    if original is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    return reply_to(original) | _quote(wanted, original)


def reply_to(original: Json) -> Json:
    return {"reply_to_message": {k: v for k, v in original.items() if k != "reply_to_message"}}


def _quote(wanted: Json, original: Json) -> Json:
    quote = wanted.get("quote")
    if not quote:
        return {}
    text = original.get("text") or original.get("caption") or ""
    if quote not in text:
        raise bad("QUOTE_TEXT_INVALID")
    return {"quote": {"text": quote, "position": text.index(quote), "is_manual": True}}
