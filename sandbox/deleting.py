"""Taking messages away."""

from sandbox import access
from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.errors import bad
from sandbox.wire import Json

AGE = 48 * 3600


def delete_message(call: Call) -> bool:
    chat = access.chat(call)
    message = access.message(call, chat, "message_id", "message to delete not found")
    if not _deletable(call, chat, message):
        raise bad("message can't be deleted for everyone")
    call.world.delete(chat, message["message_id"])
    return True


def delete_messages(call: Call) -> bool:
    """What can't be found or deleted is passed over in silence."""
    chat = access.chat(call)
    for message in map(chat.find, call.params["message_ids"]):
        if message is not None and _deletable(call, chat, message):
            call.world.delete(chat, message["message_id"])
    return True


def _deletable(call: Call, chat: Chat, message: Json) -> bool:
    """An administrator of a supergroup may delete at any age; who writes may delete for 48 hours."""
    me = call.world.me(chat)
    if chat.type == "supergroup" and me.administers and me.shape.get("can_delete_messages", True):
        return True
    own = message["from"]["id"] == call.world.bot.id
    fresh = call.world.clock.now() - message["date"] < AGE
    return fresh and (own or chat.private or me.administers)
