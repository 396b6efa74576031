"""Keyboards are held to what Telegram accepts beyond their shape."""

from typing import Any

import pytest


def inline(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "a", **button}]]}


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (inline(callback_data="ә" * 32 + "a"), "BUTTON_DATA_INVALID"),
        (inline(callback_data=""), "BUTTON_DATA_INVALID"),
        (inline(copy_text={"text": "a" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (inline(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (
            inline(callback_data="a", url="gov.kz"),
            "[sandbox] a button must have one action, not callback_data, url",
        ),
        (
            inline(url="http://localhost:1/"),
            "inline keyboard button URL 'http://localhost:1/' is invalid: Wrong HTTP URL",
        ),
        (
            inline(url="file:///etc"),
            "inline keyboard button URL 'file:///etc' is invalid: Unsupported URL protocol",
        ),
        (
            inline(web_app={"url": "http://gov.kz"}),
            "inline keyboard button Web App URL 'http://gov.kz' is invalid: Only HTTPS links are allowed",
        ),
        (inline(callback_data="a", style="pink"), '[sandbox] there is no button style "pink"'),
        (
            {"inline_keyboard": [[{"text": "", "callback_data": "a"}]]},
            "[sandbox] the text of a button must be non-empty",
        ),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "a"}]] * 101}, "reply markup is too long"),
        ({"keyboard": [[{"text": ""}]]}, "[sandbox] the text of a button must be non-empty"),
        (
            {"keyboard": [[{"text": "a", "request_contact": True, "request_location": True}]]},
            "[sandbox] a button must have one action, not request_contact, request_location",
        ),
        (
            {"keyboard": [[{"text": "a"}]], "input_field_placeholder": "a" * 65},
            "[sandbox] reply_markup.input_field_placeholder must be 1-64 characters",
        ),
    ],
)
async def test_a_wrong_keyboard_is_refused(api: Any, aigul: Any, markup: Any, words: str) -> None:
    answer = await api.refused("sendMessage", chat_id=aigul.id, text="x", reply_markup=markup)
    assert answer == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    "button",
    [
        {"callback_data": "ә" * 32},
        {"url": "gov.kz"},
        {"url": "tg://user?id=5"},
        {"copy_text": {"text": "a" * 256}},
        {"web_app": {"url": "https://gov.kz"}},
        {"switch_inline_query": ""},
        {"disabled": {}},
        {"callback_data": "a", "style": "danger"},
    ],
)
async def test_a_right_button_stands_in_the_message(api: Any, aigul: Any, button: Any) -> None:
    assert (await api.say(aigul, "x", reply_markup=inline(**button)))["reply_markup"] == inline(**button)


async def test_a_keyboard_without_buttons_is_none(api: Any, aigul: Any) -> None:
    assert "reply_markup" not in await api.say(aigul, "x", reply_markup={"inline_keyboard": [[]]})


async def test_a_reply_keyboard_is_seen_by_people_but_not_in_the_message(
    api: Any, client: Any, aigul: Any
) -> None:
    markup = {
        "keyboard": [[{"text": "Хабарлау"}]],
        "resize_keyboard": True,
        "input_field_placeholder": "Жазыңыз",
    }
    assert "reply_markup" not in await api.say(aigul, "x", reply_markup=markup)
    shown = await client.transcript(aigul.id)
    assert shown["reply_keyboard"] == [[{"text": "Хабарлау"}]]
    assert shown["messages"][-1]["reply_markup"] == markup
    await api.say(aigul, "y", reply_markup={"remove_keyboard": True})
    assert (await client.transcript(aigul.id))["reply_keyboard"] is None


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("request_contact", "phone number can be requested in private chats only"),
        ("request_location", "location can be requested in private chats only"),
    ],
)
async def test_a_group_is_not_asked_for_private_things(api: Any, group: Any, words: str, wanted: str) -> None:
    markup = {"keyboard": [[{"text": "a", wanted: True}]]}
    answer = await api.refused("sendMessage", chat_id=group["id"], text="x", reply_markup=markup)
    assert answer == f"400 Bad Request: {words}"
