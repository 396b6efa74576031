"""Which messages reach the bot: all in private chats, in groups what privacy mode lets through."""

from sandbox import entities
from sandbox.chats import Chat
from sandbox.wire import Json
from sandbox.world import World

SERVICE = {
    "new_chat_members",
    "left_chat_member",
    "group_chat_created",
    "supergroup_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "new_chat_title",
}


def tell_bot(world: World, chat: Chat, message: Json, kind: str = "message") -> None:
    if hears(world, chat, message):
        sender = world.users.get(message["from"]["id"])
        if sender:
            sender.known = True
        world.updates.add(kind, message)


def hears(world: World, chat: Chat, message: Json) -> bool:
    if chat.private:
        return not chat.blocked
    me = world.me(chat)
    if not me.present:
        return False
    return me.administers or bool(SERVICE & message.keys()) or _addressed(world, message)


def _addressed(world: World, message: Json) -> bool:
    original = message.get("reply_to_message")
    if original and original["from"]["id"] == world.bot.id:
        return True
    names = {command.partition("@")[2].lower() for command in entities.commands(message)}
    return bool(names & {"", (world.bot.username or "").lower()})
