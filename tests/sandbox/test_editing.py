"""What the bot has said can be changed and taken back, within Telegram's limits."""

from typing import Any

import pytest

NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
KEYS = {"inline_keyboard": [[{"text": "Алу", "callback_data": "take"}]]}


def at(message: dict[str, Any]) -> dict[str, Any]:
    return {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}


async def test_an_edit_replaces_text_entities_and_keyboard(api: Any, client: Any, aigul: Any) -> None:
    old = await api.say(aigul, "<b>a</b>", parse_mode="HTML", reply_markup=KEYS)
    await client.advance(60)
    new = await api.ok("editMessageText", **at(old), text="b")
    assert new == {
        "message_id": old["message_id"],
        "from": old["from"],
        "chat": old["chat"],
        "date": old["date"],
        "edit_date": new["edit_date"],
        "text": "b",
    }
    assert new["edit_date"] >= old["date"] + 60
    assert (await aigul.last())["text"] == "b"


async def test_an_edit_that_changes_nothing_is_refused(api: Any, aigul: Any) -> None:
    message = await api.say(aigul, "<b>a</b>", parse_mode="HTML", reply_markup=KEYS)
    same = {"text": "<b>a</b>", "parse_mode": "HTML", "reply_markup": KEYS}
    assert await api.refused("editMessageText", **at(message), **same) == NOT_MODIFIED
    await api.ok("editMessageText", **at(message), **(same | {"text": "a"}))
    assert await api.refused("editMessageReplyMarkup", **at(message), reply_markup=KEYS) == NOT_MODIFIED
    await api.ok("editMessageReplyMarkup", **at(message))
    assert await api.refused("editMessageReplyMarkup", **at(message)) == NOT_MODIFIED


async def test_a_caption_is_edited_apart_from_the_picture(api: Any, aigul: Any) -> None:
    photo = (await aigul.photo())["photo"][-1]["file_id"]
    message = await api.ok("sendPhoto", chat_id=aigul.id, photo=photo, caption="a")
    assert await api.refused("editMessageText", **at(message), text="b") == (
        "400 Bad Request: there is no text in the message to edit"
    )
    assert (await api.ok("editMessageCaption", **at(message), caption="b"))["caption"] == "b"
    assert "caption" not in await api.ok("editMessageCaption", **at(message))
    text = await api.say(aigul, "a")
    assert await api.refused("editMessageCaption", **at(text), caption="b") == (
        "400 Bad Request: there is no caption in the message to edit"
    )


async def test_a_picture_is_exchanged(api: Any, aigul: Any) -> None:
    first, second = [(await aigul.photo())["photo"][-1]["file_id"] for _ in range(2)]
    message = await api.ok("sendPhoto", chat_id=aigul.id, photo=first, caption="a")
    media = {"type": "photo", "media": second}
    new = await api.ok("editMessageMedia", **at(message), media=media)
    assert (new["photo"][-1]["file_id"], "caption" in new) == (second, False)


async def test_only_what_the_bot_wrote_can_be_edited(api: Any, aigul: Any) -> None:
    other = await aigul.send("a")
    assert (
        await api.refused("editMessageText", **at(other), text="b")
        == "400 Bad Request: message can't be edited"
    )
    words = await api.refused("editMessageText", chat_id=aigul.id, message_id=999, text="b")
    assert words == "400 Bad Request: message to edit not found"
    assert await api.refused("editMessageText", text="b") == (
        "400 Bad Request: message identifier is not specified"
    )


@pytest.mark.parametrize(
    "markup", [{"keyboard": [[{"text": "a"}]]}, {"remove_keyboard": True}, {"force_reply": True}]
)
async def test_a_message_that_brought_a_reply_keyboard_can_not_be_edited(
    api: Any, aigul: Any, markup: Any
) -> None:
    message = await api.say(aigul, "a", reply_markup=markup)
    words = await api.refused("editMessageText", **at(message), text="b")
    assert words == "400 Bad Request: message can't be edited"


async def test_a_card_someone_deleted_is_not_found(api: Any, aigul: Any) -> None:
    message = await api.say(aigul, "a")
    await aigul.delete(message)
    words = await api.refused("editMessageText", **at(message), text="b")
    assert words == "400 Bad Request: message to edit not found"
    assert (await aigul.transcript())[-1]["deleted"] is True


async def test_what_the_bot_deletes_is_gone(api: Any, aigul: Any) -> None:
    message = await api.say(aigul, "a")
    assert await api.ok("deleteMessage", **at(message)) is True
    assert await api.refused("deleteMessage", **at(message)) == "400 Bad Request: message to delete not found"


async def test_after_48_hours_nothing_is_deleted_in_a_private_chat(api: Any, client: Any, aigul: Any) -> None:
    message = await api.say(aigul, "a")
    await client.advance(48 * 3600 + 1)
    words = await api.refused("deleteMessage", **at(message))
    assert words == "400 Bad Request: message can't be deleted for everyone"
    await api.ok("editMessageText", **at(message), text="b")


async def test_in_a_group_only_an_administrator_deletes_what_others_wrote(
    api: Any, client: Any, aigul: Any, group: Any
) -> None:
    other = await aigul.send("/a", chat=group)
    words = await api.refused("deleteMessage", **at(other))
    assert words == "400 Bad Request: message can't be deleted for everyone"
    await client.member(group, None, "administrator")
    await client.advance(48 * 3600 + 1)
    await api.ok("deleteMessage", **at(other))


async def test_several_are_deleted_at_once_and_the_missing_passed_over(api: Any, aigul: Any) -> None:
    numbers = [(await api.say(aigul, "a"))["message_id"] for _ in range(2)]
    assert await api.ok("deleteMessages", chat_id=aigul.id, message_ids=[*numbers, 999]) is True
    assert [message.get("deleted") for message in await aigul.transcript()] == [None, True, True]


async def test_a_reply_needs_something_to_reply_to(api: Any, aigul: Any) -> None:
    question = await aigul.send("?")
    reply = await api.say(aigul, "!", reply_parameters={"message_id": question["message_id"]})
    assert reply["reply_to_message"] == question
    missing = {"chat_id": aigul.id, "text": "!", "reply_parameters": {"message_id": 999}}
    assert await api.refused("sendMessage", **missing) == "400 Bad Request: message to be replied not found"
    missing["reply_parameters"]["allow_sending_without_reply"] = True
    assert "reply_to_message" not in await api.ok("sendMessage", **missing)


async def test_a_quote_must_stand_in_the_message(api: Any, aigul: Any) -> None:
    question = await aigul.send("қашан?")
    reply = {"message_id": question["message_id"], "quote": "шан"}
    assert (await api.say(aigul, "!", reply_parameters=reply))["quote"]["position"] == 2
    reply["quote"] = "шам"
    words = await api.refused("sendMessage", chat_id=aigul.id, text="!", reply_parameters=reply)
    assert words == "400 Bad Request: QUOTE_TEXT_INVALID"


async def test_a_reaction_is_one_of_telegrams(api: Any, aigul: Any) -> None:
    message = await aigul.send("a")
    assert await api.ok("setMessageReaction", **at(message), reaction=[{"type": "emoji", "emoji": "👍"}])
    words = await api.refused(
        "setMessageReaction", **at(message), reaction=[{"type": "emoji", "emoji": "🚀"}]
    )
    assert words == "400 Bad Request: REACTION_INVALID"
