"""Pages and tests hear what happens the moment it does."""

import asyncio
import json
import re
from typing import Any

import aiohttp
import pytest

from sandbox import events as events_module
from sandbox.events import Events


async def test_each_kind_of_event_carries_what_it_is_about(api: Any, client: Any, aigul: Any) -> None:
    events = client.follow(aigul.id)
    await api.say(aigul, "a", reply_markup={"keyboard": [[{"text": "b"}]]})
    heard = [await events.get() for _ in range(2)]
    assert heard[0]["message"]["text"] == "a"
    assert (heard[1]["type"], heard[1]["reply_keyboard"]) == ("reply_keyboard", [[{"text": "b"}]])
    message = await api.say(aigul, "b")
    assert (await events.get())["message"] == message
    where = {"chat_id": aigul.id, "message_id": message["message_id"]}
    await api.ok("editMessageText", **where, text="c")
    assert (await events.get())["message"]["text"] == "c"
    await api.ok("deleteMessage", **where)
    gone = await events.get()
    assert (gone["type"], gone["chat_id"], gone["message_id"]) == ("delete", aigul.id, message["message_id"])


async def test_the_clock_tells_when_it_jumps(client: Any) -> None:
    events = client.follow(None)
    before = (await client.get("clock"))["now"]
    await client.advance(3600)
    event = await events.get()
    assert event["type"] == "clock"
    assert event["now"] >= before + 3600


async def test_a_page_that_is_closed_is_no_trouble(
    sandbox: Any, client: Any, caplog: pytest.LogCaptureFixture
) -> None:
    others = sandbox.world.events.listeners
    async with aiohttp.ClientSession() as browser:
        page = await browser.get(f"{sandbox.url}/sandbox/events")
        assert await page.content.readline() == b": listening\n"
        page.close()
        while sandbox.world.events.listeners > others:
            await client.advance(1)
    assert caplog.text == ""


async def test_a_person_sees_what_is_there_already_and_what_comes(api: Any, aigul: Any) -> None:
    await api.say(aigul, "Сәлем, Айгүл")
    assert (await aigul.sees("Сәлем"))["text"] == "Сәлем, Айгүл"
    assert await aigul.sees(re.compile("^Сәлем, \\w+$"))
    coming = asyncio.create_task(aigul.sees(lambda message: message["text"] == "Қош"))
    await api.say(aigul, "Қош")
    assert (await coming)["text"] == "Қош"


async def test_a_person_does_not_see_what_is_gone_or_what_they_said_themselves(api: Any, aigul: Any) -> None:
    message = await api.say(
        aigul, "Сәлем", reply_markup={"inline_keyboard": [[{"text": "Иә", "callback_data": "a"}]]}
    )
    await aigul.send("Сәлем")
    await aigul.delete(message)
    with pytest.raises(
        AssertionError,
        match=r"does not see 'Сәлем' in:\n1 Айгүл: /start\n2 Sandbox: Сәлем \[Иә\] \(deleted\)",
    ):
        await aigul.sees("Сәлем", timeout=0.01)


async def test_what_is_told_late_is_no_news(api: Any, client: Any, aigul: Any) -> None:
    old = await api.say(aigul, "Сәлем")
    question = await aigul.send("?")
    late = {"type": "message", "chat_id": aigul.id, "n": 1, "message": old}
    seeing = asyncio.create_task(aigul.sees("Сәлем", after=question, timeout=0.05))
    await asyncio.sleep(0)
    client._spread(json.dumps(late).encode())
    with pytest.raises(AssertionError, match="does not see"):
        await seeing


async def test_after_leaves_out_what_was_there_but_not_what_was_edited_since(api: Any, aigul: Any) -> None:
    old = await api.say(aigul, "Сәлем")
    question = await aigul.send("?")
    with pytest.raises(AssertionError):
        await aigul.sees("Сәлем", after=question, timeout=0.01)
    await api.ok("editMessageText", chat_id=aigul.id, message_id=old["message_id"], text="Сәлем!")
    assert (await aigul.sees("Сәлем", after=question))["text"] == "Сәлем!"


async def test_a_transcript_can_go_on_from_a_message(client: Any, aigul: Any) -> None:
    first = await aigul.send("a")
    await aigul.send("b")
    shown = await client.get(f"chats/{aigul.id}/transcript", after=first["message_id"])
    assert [message["text"] for message in shown["messages"]] == ["b"]


async def test_the_transcript_of_someone_who_never_wrote_is_empty(erlan: Any) -> None:
    assert await erlan.transcript() == []


async def test_a_listener_that_fell_far_behind_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events_module, "PATIENCE", 2)
    events = Events()
    slow, quick = events.listen(), events.listen()
    for number in range(3):
        events.emit("clock", None, now=number)
        assert quick.get_nowait()
    heard = [slow.get_nowait() for _ in range(3)]
    assert heard[2] is None
    assert slow.empty()


async def test_changes_of_chats_and_members_are_told(client: Any, aigul: Any, erlan: Any) -> None:
    group = await client.group("Ауыл", owner=erlan, bot="member", type="group")
    events = client.follow(group["id"])
    await client.member(group, aigul, "member")
    while (event := await events.get())["type"] != "member" or event["member"]["user"]["id"] != aigul.id:
        assert event["type"] in ("member", "message", "chat")
    assert (await events.get())["message"]["new_chat_members"] == [aigul.user]
    new = await client.migrate(group)
    moved = [await events.get() for _ in range(2)]
    assert [event["type"] for event in moved] == ["message", "chat"]
    assert moved[1]["migrated_to"] == new["id"]


async def test_a_block_is_told_to_the_page(client: Any, aigul: Any) -> None:
    events = client.follow(aigul.id)
    await aigul.block()
    event = await events.get()
    assert (event["type"], event["member"]["status"]) == ("member", "kicked")


async def test_who_left_hears_nothing_more() -> None:
    events = Events()
    listener = events.listen()
    events.leave(listener)
    assert (events.emit("clock"), listener.empty()) == (1, True)


async def test_a_page_that_was_closed_is_forgotten(api: Any, client: Any) -> None:
    world = api.sandbox.world
    async with api.http.get(f"{api.sandbox.url}/sandbox/events") as response:
        assert await response.content.readline() == b": listening\n"
        assert world.events.listeners == 2
    while world.events.listeners == 2:
        await client.advance(1)


async def test_the_page_is_served_and_never_kept(api: Any) -> None:
    async with api.http.get(api.sandbox.url + "/") as response:
        assert (response.status, response.content_type) == (200, "text/html")
        assert "no-cache" in response.headers["Cache-Control"]
    for path in ("/page/missing.js", "/page/%2e%2e/server.py", "/page/../server.py"):
        async with api.http.get(api.sandbox.url + path) as response:
            assert response.status == 404


async def test_calls_are_remembered_with_their_outcome(api: Any, client: Any, aigul: Any) -> None:
    await api.say(aigul, "a")
    await api.refused("sendMessage", chat_id=5, text="b")
    await api.ok("getMe")
    calls = await client.calls("sendMessage")
    assert [(call["params"]["text"], call["status"], call["description"]) for call in calls] == [
        ("a", 200, None),
        ("b", 400, "Bad Request: chat not found"),
    ]
    assert [call["method"] for call in await client.calls(after=calls[0]["n"])] == ["sendMessage", "getMe"]
