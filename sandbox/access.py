"""May the bot do this in that chat? If not, why, in Telegram's words."""

from sandbox.call import Call
from sandbox.chats import Chat
from sandbox.errors import ApiError, bad, forbidden, upgraded
from sandbox.users import User
from sandbox.wire import Json
from sandbox.world import World

NOT_ENOUGH = {
    "can_send_messages": "text messages",
    "can_send_photos": "photos",
    "can_send_videos": "videos",
    "can_send_documents": "documents",
    "can_send_voice_notes": "voice notes",
    "can_send_video_notes": "video notes",
    "can_send_audios": "audios",
    "can_send_polls": "polls",
    "can_send_other_messages": "stickers",
}


def chat(call: Call, name: str = "chat_id") -> Chat:
    return reach(call.world, call.params.get(name))


def reach(world: World, chat_id: int | str | None) -> Chat:
    """The chat a call is about, if the bot can see it at all."""
    if chat_id in (None, ""):
        raise bad("chat_id is empty")
    found = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if found is None:
        raise _unknown(world, chat_id)
    if found.migrated_to is not None:
        raise upgraded(found.migrated_to)
    if not found.private:
        _check_membership(world, found)
    return found


def writable(call: Call, permission: str = "can_send_messages") -> Chat:
    found = chat(call)
    if found.person is not None:
        if found.person.deactivated:
            raise forbidden("user is deactivated")
        if found.blocked:
            raise forbidden("bot was blocked by the user")
    elif not call.world.me(found).may(permission):
        raise bad(f"not enough rights to send {NOT_ENOUGH[permission]} to the chat")
    return found


def message(call: Call, where: Chat, name: str, missing: str) -> Json:
    found = where.find(call.params.get(name))
    if found is None:
        raise bad(missing)
    return found


def need_right(call: Call, where: Chat, right: str, words: str) -> None:
    """In private chats everything is allowed; in groups an administrator may what was granted."""
    if where.private:
        return
    me = call.world.me(where)
    if not me.administers or me.shape.get(right) is False:
        raise bad(words)


def _unknown(world: World, chat_id: int | str | None) -> ApiError:
    person = world.users.get(chat_id) if isinstance(chat_id, int) else None
    if person is not None and _met(world, person):
        return forbidden("bot can't initiate conversation with a user")
    return bad("chat not found")


def _met(world: World, person: User) -> bool:
    """Telegram admits that a person exists only to a bot that has come across them."""
    return person.known or any(
        world.me(group).present and person.id in group.members
        for group in world.chats.values()
        if not group.private
    )


def _check_membership(world: World, found: Chat) -> None:
    if world.bot.id not in found.members:
        raise bad("chat not found")
    me = world.me(found)
    if me.status == "kicked":
        raise forbidden(f"bot was kicked from the {found.type} chat")
    if not me.present:
        raise forbidden(f"bot is not a member of the {found.type} chat")
