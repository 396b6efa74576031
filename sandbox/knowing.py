"""What the bot may ask about itself, chats, members and files."""

from sandbox import access
from sandbox.call import Call
from sandbox.errors import bad
from sandbox.members import PERMISSIONS, Member
from sandbox.wire import Json

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_me(call: Call) -> Json:
    abilities: Json = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_guest_queries": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }
    return call.world.bot.shape | abilities


def get_chat(call: Call) -> Json:
    chat = access.chat(call)
    info = chat.shape | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if not chat.private:
        info["permissions"] = dict.fromkeys(PERMISSIONS, True)
    pinned = next((found for found in map(chat.find, reversed(chat.pinned)) if found), None)
    return info | ({"pinned_message": pinned} if pinned else {})


def get_chat_member(call: Call) -> Json:
    chat, user_id = access.chat(call), call.params["user_id"]
    user = call.world.users.get(user_id) or (call.world.bot if user_id == call.world.bot.id else None)
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    if chat.private:
        return Member(user, "member").shape
    return chat.member(user).shape


def get_chat_administrators(call: Call) -> list[Json]:
    """Other bots are left out, the asking one is not."""
    chat = access.chat(call)
    if chat.private:
        raise bad("there are no administrators in the private chat")
    return [member.shape for member in chat.members.values() if member.administers]


def get_chat_member_count(call: Call) -> int:
    chat = access.chat(call)
    return 2 if chat.private else sum(member.present for member in chat.members.values())


def get_file(call: Call) -> Json:
    return call.world.files.download(call.params["file_id"])
