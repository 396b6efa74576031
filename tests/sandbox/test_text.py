"""Texts are cleaned, trimmed and measured before they become messages."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  \n a \n b \n ", "a \n b"),
        ("a\tb\rc\x07", "a bc"),
        ("\u202eқайта\u2028", "қайта"),
        ("<b> a</b>", "a"),
    ],
)
async def test_texts_are_cleaned_as_tdlib_does_it(api: Any, aigul: Any, text: str, shown: str) -> None:
    assert (await api.say(aigul, text, parse_mode="HTML"))["text"] == shown


@pytest.mark.parametrize("text", [" ", "\n\n", "\u200b\u2060", "<b> </b>", "\u3164"])
async def test_a_text_of_nothing_is_refused(api: Any, aigul: Any, text: str) -> None:
    words = await api.refused("sendMessage", chat_id=aigul.id, text=text, parse_mode="HTML")
    assert words == "400 Bad Request: text must be non-empty"


async def test_4096_characters_after_parsing_are_the_most(api: Any, aigul: Any) -> None:
    await api.say(aigul, f"<b>{'ә' * 4096}</b>", parse_mode="HTML")
    words = await api.refused("sendMessage", chat_id=aigul.id, text="ә" * 4097)
    assert words == "400 Bad Request: message is too long"


async def test_a_character_outside_the_basic_plane_counts_twice(api: Any, aigul: Any) -> None:
    await api.say(aigul, "😀" * 2048)
    words = await api.refused("sendMessage", chat_id=aigul.id, text="😀" * 2048 + "a")
    assert words == "400 Bad Request: message is too long"


async def test_a_caption_holds_1024(api: Any, client: Any, aigul: Any) -> None:
    photo = (await aigul.photo())["photo"][-1]["file_id"]
    await api.ok("sendPhoto", chat_id=aigul.id, photo=photo, caption="a" * 1024)
    words = await api.refused("sendPhoto", chat_id=aigul.id, photo=photo, caption="a" * 1025)
    assert words == "400 Bad Request: message caption is too long"


async def test_an_edit_that_is_too_long_is_refused_in_other_words(api: Any, aigul: Any) -> None:
    message = await api.say(aigul, "a")
    words = await api.refused(
        "editMessageText", chat_id=aigul.id, message_id=message["message_id"], text="a" * 4097
    )
    assert words == "400 Bad Request: MESSAGE_TOO_LONG"


async def test_given_entities_move_with_the_text_that_is_trimmed(api: Any, aigul: Any) -> None:
    bold = [{"type": "bold", "offset": 4, "length": 3}]
    message = await api.say(aigul, " \r a b c ", entities=bold)
    assert (message["text"], message["entities"]) == ("a b c", [{"type": "bold", "offset": 1, "length": 3}])


async def test_an_entity_of_nothing_but_trimmed_space_is_gone(api: Any, aigul: Any) -> None:
    bold = [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 3, "length": 2}]
    assert "entities" not in await api.say(aigul, "  a  ", entities=bold)


async def test_what_stands_in_a_text_is_found(api: Any, aigul: Any) -> None:
    text = "😀 /my, @sandbox_bot hi@mail.kz #жарық $KZT https://e-otinish.kz/a?b=1. gov.kz/egov a/b"
    message = await api.say(aigul, text)
    units = text.encode("utf-16-le")
    found = {
        entity["type"]: units[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode(
            "utf-16-le"
        )
        for entity in message["entities"]
    }
    assert found == {
        "bot_command": "/my",
        "mention": "@sandbox_bot",
        "email": "hi@mail.kz",
        "hashtag": "#жарық",
        "cashtag": "$KZT",
        "url": "gov.kz/egov",
    }
    assert [entity["type"] for entity in message["entities"]].count("url") == 2


async def test_nothing_is_found_inside_code_and_links(api: Any, aigul: Any) -> None:
    message = await api.say(aigul, "<code>/my</code> <a href='gov.kz'>gov.kz</a>", parse_mode="HTML")
    assert [entity["type"] for entity in message["entities"]] == ["code", "text_link"]


async def test_only_a_person_who_exists_is_mentioned(api: Any, aigul: Any) -> None:
    link = "<a href='tg://user?id={}'>a</a>"
    known = await api.say(aigul, link.format(aigul.id), parse_mode="HTML")
    assert known["entities"] == [{"type": "text_mention", "offset": 0, "length": 1, "user": aigul.user}]
    assert "entities" not in await api.say(aigul, link.format(5), parse_mode="HTML")


async def test_another_way_of_marking_is_unsupported_or_said_not_to_be_imitated(api: Any, aigul: Any) -> None:
    words = await api.refused("sendMessage", chat_id=aigul.id, text="a", parse_mode="BBCode")
    assert words == "400 Bad Request: unsupported parse_mode"
    words = await api.refused("sendMessage", chat_id=aigul.id, text="a", parse_mode="MarkdownV2")
    assert words == "501 Not Implemented: [sandbox] parse_mode MarkdownV2 is not imitated"
