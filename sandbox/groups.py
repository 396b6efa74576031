"""Groups: who is in them, and what becomes of them."""

from sandbox.chats import Chat
from sandbox.members import Member
from sandbox.relations import changed
from sandbox.speech import tell_bot
from sandbox.users import User
from sandbox.wire import Json
from sandbox.world import World


def create(world: World, title: str, kind: str, owner: User, people: list[User]) -> Chat:
    chat = world.add_group(title, kind)
    chat.members[owner.id] = Member(owner, "creator")
    chat.members |= {person.id: Member(person, "member") for person in people if person is not owner}
    created = "group_chat_created" if kind == "group" else "supergroup_chat_created"
    world.post(chat, owner.shape, {created: True})
    world.events.emit("chat", chat.id, chat=chat.shape)
    return chat


def set_member(world: World, chat: Chat, user: User, status: str, granted: Json | None = None) -> Member:
    """Anyone may change anyone: the sandbox's people are trusted, it is the bot that is tested."""
    old, new = chat.member(user), Member(user, status, granted or {})
    actor = _owner(chat) or user
    chat.members[user.id] = new
    update = changed(world, chat, actor, old, new)
    if user.id == world.bot.id:
        world.updates.add("my_chat_member", update)
    elif world.me(chat).administers:
        world.updates.add("chat_member", update)
    world.events.emit("member", chat.id, member=new.shape)
    _announce(world, chat, old, new, actor)
    return new


def migrate(world: World, old: Chat) -> Chat:
    new = world.add_group(old.title or "", "supergroup")
    new.members = dict(old.members)
    old.migrated_to = new.id
    actor = _owner(old) or world.bot
    leaving = world.post(old, actor.shape, {"migrate_to_chat_id": new.id})
    arriving = world.post(new, actor.shape, {"migrate_from_chat_id": old.id})
    for chat, message in ((old, leaving), (new, arriving)):
        tell_bot(world, chat, message)
        world.events.emit("chat", chat.id, chat=chat.shape, migrated_to=chat.migrated_to)
    return new


def _announce(world: World, chat: Chat, old: Member, new: Member, actor: User) -> None:
    """Coming and going is said in the chat; a bot that is gone does not hear of its own going."""
    if new.present and not old.present:
        joined = [new.user.shape]
        tell_bot(world, chat, world.post(chat, actor.shape, {"new_chat_members": joined}))
    elif old.present and not new.present:
        tell_bot(world, chat, world.post(chat, actor.shape, {"left_chat_member": new.user.shape}))


def _owner(chat: Chat) -> User | None:
    return next((m.user for m in chat.members.values() if m.status == "creator"), None)
