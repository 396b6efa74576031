"""Telegram's pace is kept by default, and refusals say how long to wait."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from sandbox.client import Client
from sandbox.server import Sandbox
from tests.sandbox.conftest import Api


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = await Sandbox.start()
    yield sandbox
    await sandbox.stop()


async def waits(api: Any, method: str = "sendMessage", **params: Any) -> int:
    answer = await api.answer(method, **({"text": "a"} | params))
    seconds: int = answer["parameters"]["retry_after"]
    assert answer["error_code"] == 429
    assert answer["description"] == f"Too Many Requests: retry after {seconds}"
    return seconds


async def test_a_person_gets_five_at_once_and_then_one_a_second(api: Api, client: Client, aigul: Any) -> None:
    for _ in range(5):
        await api.say(aigul, "a")
    assert await waits(api, chat_id=aigul.id) == 1
    await client.advance(1)
    await api.say(aigul, "a")
    assert await waits(api, chat_id=aigul.id) == 1


async def test_a_group_gets_twenty_a_minute(api: Api, client: Client, group: Any) -> None:
    for _ in range(20):
        await api.say(group["id"], "a")
    assert await waits(api, chat_id=group["id"]) == 60
    await client.advance(61)
    await api.say(group["id"], "a")


async def test_all_chats_together_get_thirty_a_second(api: Api, client: Client) -> None:
    people = [await client.person(f"Тұрғын {number}") for number in range(31)]
    for person in people:
        await person.start()
    await client.advance(10)
    for person in people[:30]:
        await api.say(person, "a")
    assert await waits(api, chat_id=people[30].id) == 1
    await client.advance(1)
    await api.say(people[30], "a")


async def test_an_album_counts_as_many_as_it_has_parts(api: Api, aigul: Any, group: Any) -> None:
    photo = (await aigul.photo())["photo"][-1]["file_id"]
    for _ in range(2):
        await api.ok("sendMediaGroup", chat_id=group["id"], media=[{"type": "photo", "media": photo}] * 10)
    assert await waits(api, chat_id=group["id"]) == 60


async def test_edits_count_and_answers_and_questions_do_not(api: Api, client: Client, aigul: Any) -> None:
    message = await api.say(aigul, "a")
    for number in range(4):
        await api.ok("editMessageText", chat_id=aigul.id, message_id=message["message_id"], text=str(number))
    edit = {"chat_id": aigul.id, "message_id": message["message_id"], "text": "x"}
    assert await waits(api, "editMessageText", **edit) == 1
    await api.ok("getChat", chat_id=aigul.id)
    await api.ok("sendChatAction", chat_id=aigul.id, action="typing")
    await api.ok("deleteMessage", chat_id=aigul.id, message_id=message["message_id"])


async def test_a_refused_call_leaves_no_message_and_is_counted(api: Api, client: Client, aigul: Any) -> None:
    await client.fault("too_many_requests", seconds=7)
    assert await waits(api, chat_id=aigul.id) == 7
    for _ in range(5):
        await api.say(aigul, "a")
    await waits(api, chat_id=aigul.id)
    assert len(await aigul.transcript()) == 6
    assert (await client.summary())["limits_exceeded"] == 1


async def test_the_pace_can_be_let_go(api: Api, client: Client, aigul: Any) -> None:
    await client.post("settings", rates=False)
    for _ in range(31):
        await api.say(aigul, "a")
