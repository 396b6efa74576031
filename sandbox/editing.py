"""Changing what the bot has said."""

from sandbox import access, keyboards, sending, text
from sandbox.attachments import media_content
from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.errors import bad, invalid
from sandbox.wire import Json

CAPTIONED = {"photo", "video", "voice", "document", "audio", "animation"}


def edit_message_text(call: Call) -> Json:
    content = text.message_text(call, too_long="MESSAGE_TOO_LONG")
    chat, old = _own(call)
    if "text" not in old:
        raise bad("there is no text in the message to edit")
    preview = {"link_preview_options": call.params.get("link_preview_options")}
    return sending.edit(call, chat, old, {"entities": None} | content | preview | _markup(call, chat))


def edit_message_caption(call: Call) -> Json:
    chat, old = _own(call)
    if not CAPTIONED & old.keys():
        raise bad("there is no caption in the message to edit")
    change = {"caption": None, "caption_entities": None} | text.caption(call.world, call.params)
    return sending.edit(call, chat, old, change | _markup(call, chat))


def edit_message_media(call: Call) -> Json:
    chat, old = _own(call)
    if not CAPTIONED & old.keys():
        raise bad("message can't be edited")
    gone = dict.fromkeys((*CAPTIONED, "caption", "caption_entities"))
    return sending.edit(
        call, chat, old, gone | media_content(call, call.params["media"]) | _markup(call, chat)
    )


def edit_message_reply_markup(call: Call) -> Json:
    chat, old = _own(call)
    return sending.edit(call, chat, old, _markup(call, chat))


def _own(call: Call) -> tuple[Chat, Json]:
    if not call.params.get("chat_id") and not call.params.get("message_id"):
        raise invalid("message identifier is not specified")
    chat = access.writable(call)
    old = access.message(call, chat, "message_id", "message to edit not found")
    if not _editable(call, chat, old):
        raise bad("message can't be edited")
    return chat, old


def _editable(call: Call, chat: Chat, old: Json) -> bool:
    """A message that brought a reply keyboard can't be edited any more."""
    own = old["from"]["id"] == call.world.bot.id and "forward_origin" not in old
    return own and old["message_id"] not in chat.markups


def _markup(call: Call, chat: Chat) -> Json:
    """An edit that names no keyboard takes away the one that was there."""
    return {"reply_markup": keyboards.checked(call.params.get("reply_markup"), chat)}
