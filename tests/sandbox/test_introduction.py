"""What the bot tells of itself, by scope and language."""

from typing import Any

import pytest

ALL_PRIVATE = {"type": "all_private_chats"}


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"{name}…"} for name in names]


async def seen(client: Any, person: Any, chat: Any = None) -> list[str]:
    where = chat["id"] if chat else person.id
    found = await client.get("commands", user_id=person.id, chat_id=where)
    return [each["command"] for each in found]


async def test_a_person_sees_the_narrowest_list_in_their_language(
    api: Any, client: Any, aigul: Any, erlan: Any
) -> None:
    assert await seen(client, aigul) == []
    await api.ok("setMyCommands", commands=commands("default"))
    await api.ok("setMyCommands", commands=commands("private"), scope=ALL_PRIVATE)
    assert await seen(client, aigul) == ["private"]
    await api.ok("setMyCommands", commands=commands("qazaqsha"), scope=ALL_PRIVATE, language_code="kk")
    assert await seen(client, aigul) == ["qazaqsha"]
    assert await seen(client, erlan) == ["private"]
    await api.ok("setMyCommands", commands=commands("own"), scope={"type": "chat", "chat_id": aigul.id})
    assert await seen(client, aigul) == ["own"]
    await api.ok("deleteMyCommands", scope={"type": "chat", "chat_id": aigul.id})
    assert await seen(client, aigul) == ["qazaqsha"]


async def test_in_a_group_administrators_see_their_own_list(
    api: Any, client: Any, aigul: Any, erlan: Any, group: Any
) -> None:
    await api.ok("setMyCommands", commands=commands("everyone"), scope={"type": "all_group_chats"})
    await api.ok("setMyCommands", commands=commands("admins"), scope={"type": "all_chat_administrators"})
    assert (await seen(client, aigul, group), await seen(client, erlan, group)) == (["everyone"], ["admins"])
    there = {"chat_id": group["id"]}
    await api.ok("setMyCommands", commands=commands("here"), scope={"type": "chat_administrators", **there})
    member = {"type": "chat_member", **there, "user_id": aigul.id}
    await api.ok("setMyCommands", commands=commands("aigul"), scope=member)
    assert (await seen(client, aigul, group), await seen(client, erlan, group)) == (["aigul"], ["here"])


async def test_the_bot_reads_what_it_set(api: Any) -> None:
    await api.ok("setMyCommands", commands=commands("a"), scope=ALL_PRIVATE, language_code="ru")
    assert await api.ok("getMyCommands", scope=ALL_PRIVATE, language_code="ru") == commands("a")
    assert await api.ok("getMyCommands", scope=ALL_PRIVATE) == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"commands": commands("Start")}, "BOT_COMMAND_INVALID"),
        ({"commands": commands("a" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": commands("a") * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": commands("a"), "language_code": "kaz"}, "LANG_CODE_INVALID"),
        ({"commands": commands("a"), "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
    ],
)
async def test_a_wrong_list_is_refused(api: Any, params: Any, words: str) -> None:
    assert await api.refused("setMyCommands", **params) == f"400 Bad Request: {words}"


@pytest.mark.parametrize(
    ("setter", "getter", "key"),
    [
        ("setMyName", "getMyName", "name"),
        ("setMyDescription", "getMyDescription", "description"),
        ("setMyShortDescription", "getMyShortDescription", "short_description"),
    ],
)
async def test_names_and_descriptions_speak_several_languages(
    api: Any, setter: str, getter: str, key: str
) -> None:
    await api.ok(setter, **{key: "Ауыл үні"})
    await api.ok(setter, **{key: "Голос села"}, language_code="ru")
    assert await api.ok(getter, language_code="ru") == {key: "Голос села"}
    assert await api.ok(getter, language_code="en") == {key: "Ауыл үні"}
    await api.ok(setter, language_code="ru")
    assert await api.ok(getter, language_code="ru") == {key: "Ауыл үні"}


async def test_a_new_name_is_the_bots_first_name(api: Any, aigul: Any) -> None:
    await api.ok("setMyName", name="Ауыл үні")
    assert (await api.ok("getMe"))["first_name"] == "Ауыл үні"
    assert (await api.say(aigul, "a"))["from"]["first_name"] == "Ауыл үні"


async def test_the_menu_button_is_kept_by_chat(api: Any, aigul: Any) -> None:
    assert await api.ok("getChatMenuButton") == {"type": "commands"}
    button = {"type": "web_app", "text": "a", "web_app": {"url": "https://gov.kz"}}
    await api.ok("setChatMenuButton", chat_id=aigul.id, menu_button=button)
    assert await api.ok("getChatMenuButton", chat_id=aigul.id) == button
    assert await api.ok("getChatMenuButton") == {"type": "commands"}
