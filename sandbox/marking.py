"""Pins and reactions; and leaving."""

from sandbox import access, groups
from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.errors import bad, invalid
from sandbox.speech import tell_bot

REACTIONS = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 "
    "😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)


def pin_chat_message(call: Call) -> bool:
    chat = _pinnable(call)
    message = access.message(call, chat, "message_id", "message to pin not found")
    if message["message_id"] not in chat.pinned:
        chat.pinned.append(message["message_id"])
        service = call.world.post(chat, call.world.bot.shape, {"pinned_message": message})
        tell_bot(call.world, chat, service)
    return True


def unpin_chat_message(call: Call) -> bool:
    chat = _pinnable(call)
    number = call.params.get("message_id") or (chat.pinned[-1] if chat.pinned else None)
    if number not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(number)
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    _pinnable(call).pinned.clear()
    return True


def set_message_reaction(call: Call) -> bool:
    chat = access.chat(call)
    message = access.message(call, chat, "message_id", "message to react not found")
    reactions = call.params.get("reaction") or []
    if len(reactions) > 1:
        raise invalid("REACTIONS_TOO_MANY")
    if any(each["type"] == "emoji" and each["emoji"] not in REACTIONS.split(" ") for each in reactions):
        raise invalid("REACTION_INVALID")
    call.world.events.emit("reaction", chat.id, message_id=message["message_id"], reaction=reactions)
    return True


def leave_chat(call: Call) -> bool:
    chat = access.chat(call)
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    groups.set_member(call.world, chat, call.world.bot, "left")
    return True


def _pinnable(call: Call) -> Chat:
    chat = access.chat(call)
    access.need_right(
        call, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat"
    )
    return chat
