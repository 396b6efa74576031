"""A tap is answered once, and soon."""

import asyncio
from typing import Any

import pytest

from sandbox.callbacks import PATIENCE
from sandbox.client import Refusal

TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
CARD = {"inline_keyboard": [[{"text": "Алу", "callback_data": "take:5"}, {"text": "Сайт", "url": "gov.kz"}]]}


async def query(api: Any) -> Any:
    (update,) = await api.updates()
    return update["callback_query"]


async def test_a_tap_reaches_the_bot_with_the_message_and_its_answer_the_person(api: Any, aigul: Any) -> None:
    card = await api.say(aigul, "№ 1", reply_markup=CARD)
    await api.updates()
    tapping = asyncio.create_task(aigul.tap("Алу"))
    tapped = (await api.updates(timeout=5))[0]["callback_query"]
    assert (tapped["data"], tapped["from"]["id"], tapped["message"]) == ("take:5", aigul.id, card)
    assert await api.ok("answerCallbackQuery", callback_query_id=tapped["id"], text="Алынды", show_alert=True)
    answer = await tapping
    assert (answer.text, answer.show_alert) == ("Алынды", True)


async def test_a_query_is_answered_only_once(api: Any, client: Any, aigul: Any) -> None:
    await api.say(aigul, "№ 1", reply_markup=CARD)
    await api.updates()
    tap = await client.post(f"chats/{aigul.id}/taps", user_id=aigul.id, label="Алу")
    tapped = await query(api)
    assert tapped["id"] == tap["callback_query_id"]
    await api.ok("answerCallbackQuery", callback_query_id=tapped["id"])
    assert await api.refused("answerCallbackQuery", callback_query_id=tapped["id"]) == TOO_OLD
    seen = await client.get(f"taps/{tapped['id']}")
    assert (seen["answered"], seen["text"]) == (True, None)


async def test_a_query_grows_old(api: Any, client: Any, aigul: Any) -> None:
    await api.say(aigul, "№ 1", reply_markup=CARD)
    await api.updates()
    await client.post(f"chats/{aigul.id}/taps", user_id=aigul.id, label="Алу")
    tapped = await query(api)
    await client.advance(PATIENCE + 1)
    assert await api.refused("answerCallbackQuery", callback_query_id=tapped["id"]) == TOO_OLD


async def test_a_query_that_never_was_is_too_old_as_well(api: Any) -> None:
    assert await api.refused("answerCallbackQuery", callback_query_id="5") == TOO_OLD


async def test_an_answer_holds_200_characters(api: Any) -> None:
    words = await api.refused("answerCallbackQuery", callback_query_id="5", text="a" * 201)
    assert words == "400 Bad Request: MESSAGE_TOO_LONG"


async def test_any_data_can_be_forged_and_a_deleted_message_still_pressed(
    api: Any, client: Any, aigul: Any
) -> None:
    card = await api.say(aigul, "№ 1", reply_markup=CARD)
    await api.updates()
    where = {"user_id": aigul.id, "message_id": card["message_id"]}
    await client.post(f"chats/{aigul.id}/taps", **where, data="take:6")
    assert (await query(api))["data"] == "take:6"
    await aigul.delete(card)
    await client.post(f"chats/{aigul.id}/taps", **where, data="take:5")
    assert (await query(api))["message"] == {
        "chat": card["chat"],
        "message_id": card["message_id"],
        "date": 0,
    }


async def test_a_button_is_found_by_its_place_too(api: Any, client: Any, aigul: Any) -> None:
    card = await api.say(aigul, "№ 1", reply_markup=CARD)
    await api.updates()
    where = {"user_id": aigul.id, "message_id": card["message_id"]}
    await client.post(f"chats/{aigul.id}/taps", **where, row=0, column=0)
    assert (await query(api))["data"] == "take:5"
    with pytest.raises(Refusal, match="no button at that place"):
        await client.post(f"chats/{aigul.id}/taps", **where, row=1, column=0)


async def test_the_newest_message_with_the_label_is_meant(api: Any, client: Any, aigul: Any) -> None:
    await api.say(aigul, "№ 1", reply_markup=CARD)
    newest = await api.say(aigul, "№ 2", reply_markup=CARD)
    await api.say(aigul, "№ 3")
    await api.updates()
    await client.post(f"chats/{aigul.id}/taps", user_id=aigul.id, label="Ал")
    assert (await query(api))["message"]["message_id"] == newest["message_id"]


@pytest.mark.parametrize(("label", "words"), [("Жоқ", "no single button"), ("Сайт", "does not call the bot")])
async def test_one_cannot_tap_what_is_not_there(api: Any, aigul: Any, label: str, words: str) -> None:
    await api.say(aigul, "№ 1", reply_markup=CARD)
    with pytest.raises(Refusal, match=words):
        await aigul.tap(label)


async def test_a_tap_the_bot_does_not_answer_is_an_error_of_the_test(api: Any, aigul: Any) -> None:
    await api.say(aigul, "№ 1", reply_markup=CARD)
    with pytest.raises(AssertionError, match="did not answer"):
        await aigul.tap("Алу", timeout=0.01)
