"""How a person and the bot stand to each other in their private chat."""

from sandbox.chats import Chat
from sandbox.members import Member
from sandbox.users import User
from sandbox.wire import Json
from sandbox.world import World


def block(world: World, person: User) -> None:
    _turn(world, world.open_private(person), blocked=True)


def unblock(world: World, person: User) -> None:
    _turn(world, world.open_private(person), blocked=False)


def bot_in_private(world: World, *, blocked: bool) -> Member:
    return Member(world.bot, "kicked" if blocked else "member")


def _turn(world: World, chat: Chat, *, blocked: bool) -> None:
    if chat.blocked == blocked or chat.person is None:
        return
    old = bot_in_private(world, blocked=chat.blocked)
    chat.blocked = blocked
    new = bot_in_private(world, blocked=blocked)
    world.updates.add("my_chat_member", changed(world, chat, chat.person, old, new))
    world.events.emit("member", chat.id, member=new.shape)


def changed(world: World, chat: Chat, actor: User, old: Member, new: Member) -> Json:
    """ChatMemberUpdated."""
    return {
        "chat": chat.shape,
        "from": actor.shape,
        "date": world.date(),
        "old_chat_member": old.shape,
        "new_chat_member": new.shape,
    }
