"""Which refusals of Telegram are no fault of the bot's: each with the state of the world that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fuzz.composing import CHANNEL_ID

if TYPE_CHECKING:
    from sandbox.wire import Json
    from tests.fuzz.cast import Cast

# The message is gone, was another's, or shows it already: the bot cannot know before it tries.
OF_MESSAGES = {
    "editMessageText": ("message is not modified", "message to edit not found", "message can't be edited"),
    "editMessageReplyMarkup": (
        "message is not modified",
        "message to edit not found",
        "message can't be edited",
    ),
    "deleteMessage": ("message to delete not found", "message can't be deleted"),
    "setMessageReaction": ("message to react not found",),
}
NO_WAY_THERE = (
    "chat not found",
    "bot can't initiate conversation with a user",
    "bot was blocked by the user",
    "bot was kicked from the supergroup chat",
    "not enough rights to send",
    "group chat was upgraded to a supergroup chat",
)


def excused(call: Json, cast: Cast) -> bool:
    method, words, chat_id = call["method"], call["description"] or "", call["params"].get("chat_id")
    if any(sign in words for sign in OF_MESSAGES.get(method, ())):
        return True
    if method == "getChatMember" and "PARTICIPANT_ID_INVALID" in words:
        return call["params"]["user_id"] not in {cast.id(who) for who in cast.people}
    no_way = chat_id not in (None, CHANNEL_ID) and not cast.writable(
        chat_id
    )  # nobody spoke to it in a channel
    return no_way and any(sign in words for sign in NO_WAY_THERE)
