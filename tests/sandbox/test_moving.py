"""Forwards and copies."""

from typing import Any

import pytest


async def test_a_forward_names_its_author_and_a_copy_does_not(api: Any, aigul: Any, erlan: Any) -> None:
    await erlan.start()
    original = await aigul.photo("жарық жоқ")
    source = {"from_chat_id": aigul.id, "message_id": original["message_id"]}
    forwarded = await api.ok("forwardMessage", chat_id=erlan.id, **source)
    assert forwarded["forward_origin"] == {
        "type": "user",
        "date": original["date"],
        "sender_user": aigul.user,
    }
    assert (forwarded["photo"], forwarded["caption"]) == (original["photo"], "жарық жоқ")
    copied = await api.ok("copyMessage", chat_id=erlan.id, **source, caption="<b>х</b>", parse_mode="HTML")
    last = await erlan.last()
    assert copied == {"message_id": last["message_id"]}
    assert (last["photo"], last["caption"], "forward_origin" in last) == (original["photo"], "х", False)


@pytest.mark.parametrize(
    ("method", "words"),
    [("forwardMessage", "message to forward not found"), ("copyMessage", "message to copy not found")],
)
async def test_what_is_not_there_is_not_found(api: Any, aigul: Any, method: str, words: str) -> None:
    answer = await api.refused(method, chat_id=aigul.id, from_chat_id=aigul.id, message_id=999)
    assert answer == f"400 Bad Request: {words}"


async def test_protected_content_stays_where_it_is(api: Any, aigul: Any) -> None:
    message = await api.say(aigul, "a", protect_content=True)
    assert message["has_protected_content"] is True
    source = {"chat_id": aigul.id, "from_chat_id": aigul.id, "message_id": message["message_id"]}
    assert await api.refused("forwardMessage", **source) == "400 Bad Request: the message can't be forwarded"
    assert await api.refused("copyMessage", **source) == "400 Bad Request: message can't be copied"


async def test_many_move_at_once_in_order_and_the_missing_are_left_out(api: Any, aigul: Any) -> None:
    numbers = [(await aigul.send(text))["message_id"] for text in "ab"]
    source = {"chat_id": aigul.id, "from_chat_id": aigul.id}
    assert len(await api.ok("copyMessages", **source, message_ids=[*numbers, 999])) == 2
    assert len(await api.ok("forwardMessages", **source, message_ids=numbers)) == 2
    words = await api.refused("copyMessages", **source, message_ids=numbers[::-1])
    assert words == "400 Bad Request: message identifiers must be in a strictly increasing order"
