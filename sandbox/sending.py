"""Every message of the bot goes through here: access, pace, reply, keyboard."""

from sandbox import access, keyboards
from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.errors import bad
from sandbox.replies import quoted
from sandbox.wire import Json


def send(call: Call, content: Json, permission: str = "can_send_messages") -> Json:
    chat = _target(call, permission)
    markup = keyboards.checked(call.params.get("reply_markup"), chat)
    extra = quoted(call, chat)
    call.world.rates.spend(chat)
    return put(call, chat, content | extra, markup)


def send_many(call: Call, contents: list[Json], permission: str) -> list[Json]:
    chat = _target(call, permission)
    extra = quoted(call, chat)
    call.world.rates.spend(chat, len(contents))
    return [put(call, chat, content | extra, None) for content in contents]


def _target(call: Call, permission: str) -> Chat:
    chat = access.writable(call, permission)
    if call.params.get("message_thread_id"):
        raise bad("message thread not found")
    return chat


def put(call: Call, chat: Chat, content: Json, markup: Json | None) -> Json:
    if call.params.get("protect_content"):
        content["has_protected_content"] = True
    if keyboards.inline(markup):
        content["reply_markup"] = markup
    message = call.world.post(chat, call.world.bot.shape, content, markup)
    if markup and "keyboard" in markup:
        call.world.show_reply_keyboard(chat, markup)
    elif markup and markup.get("remove_keyboard"):
        call.world.show_reply_keyboard(chat, None)
    return message


def edit(call: Call, chat: Chat, old: Json, change: Json) -> Json:
    """Telegram refuses an edit that changes nothing. `None` takes a part of the message away."""
    new = {key: value for key, value in (old | change).items() if value is not None}
    if new == old:
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    call.world.rates.spend(chat)
    return call.world.change(chat, new | {"edit_date": call.world.date()})
