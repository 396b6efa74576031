"""Troubles strike when asked to, where asked to, and as often as asked."""

import asyncio
from typing import Any

import aiohttp
import pytest

from sandbox.client import Refusal


async def test_a_reset_after_the_effect_leaves_a_message_and_no_answer(
    api: Any, client: Any, aigul: Any
) -> None:
    await client.fault("reset_after_effect", method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await api.say(aigul, "a")
    assert (await aigul.last())["text"] == "a"
    await api.say(aigul, "b")


async def test_a_reset_before_the_effect_leaves_nothing(api: Any, client: Any, aigul: Any) -> None:
    await client.fault("reset_before_effect", times=1)
    with pytest.raises(aiohttp.ClientError):
        await api.say(aigul, "a")
    assert len(await aigul.transcript()) == 1
    (call,) = await client.calls("sendMessage")
    assert (call["status"], call["description"]) == (0, "[sandbox] the connection was reset")


async def test_a_reset_waits_for_a_call_that_has_an_effect(api: Any, client: Any, aigul: Any) -> None:
    await client.fault("reset_after_effect")
    await api.refused("sendMessage", chat_id=5, text="a")
    with pytest.raises(aiohttp.ClientError):
        await api.say(aigul, "a")


async def test_a_bad_gateway_answers_with_a_page(api: Any, client: Any, aigul: Any) -> None:
    await client.fault("bad_gateway", times=2)
    for _ in range(2):
        async with api.http.post(api.url("sendMessage"), data={"chat_id": aigul.id, "text": "a"}) as response:
            assert (response.status, response.content_type) == (502, "text/html")
    assert (await api.say(aigul, "b"))["text"] == "b"
    assert len(await aigul.transcript()) == 2


async def test_an_internal_error_is_telegrams(api: Any, client: Any, aigul: Any) -> None:
    await client.fault("internal_error")
    assert await api.refused("sendMessage", chat_id=aigul.id, text="a") == "500 Internal Server Error"


async def test_a_slow_call_is_done_even_for_a_bot_that_did_not_wait(
    api: Any, client: Any, aigul: Any
) -> None:
    await client.fault("slow", seconds=0.05)
    timeout = aiohttp.ClientTimeout(total=0.01)
    with pytest.raises(asyncio.TimeoutError):
        async with api.http.post(
            api.url("sendMessage"), data={"chat_id": aigul.id, "text": "a"}, timeout=timeout
        ):
            pass
    await aigul.sees("a")


async def test_a_fault_keeps_to_its_method_and_chat(api: Any, client: Any, aigul: Any, erlan: Any) -> None:
    await erlan.start()
    await client.fault("bad_gateway", method="sendMessage", chat_id=erlan.id)
    await api.say(aigul, "a")
    await api.ok("sendChatAction", chat_id=erlan.id, action="typing")
    (fault,) = await client.get("faults")
    assert (fault["kind"], fault["done"]) == ("bad_gateway", 0)
    await client.clear_faults()
    await api.say(erlan, "a")


async def test_listening_is_spared_unless_it_is_meant(api: Any, client: Any, aigul: Any) -> None:
    await client.fault("internal_error")
    await api.ok("getUpdates")
    await client.clear_faults()
    await client.fault("internal_error", method="getUpdates")
    assert await api.refused("getUpdates") == "500 Internal Server Error"


async def test_chance_is_the_same_in_every_run(api: Any, client: Any, aigul: Any) -> None:
    async def run() -> list[bool]:
        await client.clear_faults()
        await client.fault("internal_error", probability=0.5, times=None, seed=7)
        return [(await api.answer("sendMessage", chat_id=aigul.id, text="a"))["ok"] for _ in range(20)]

    first = await run()
    assert set(first) == {True, False}
    assert await run() == first


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("blocked", "403 Forbidden: bot was blocked by the user"),
        ("deactivated", "403 Forbidden: user is deactivated"),
    ],
)
async def test_a_person_goes_away_at_the_worst_moment(
    api: Any, client: Any, aigul: Any, kind: str, words: str
) -> None:
    await client.fault(kind)
    assert await api.refused("sendMessage", chat_id=aigul.id, text="a") == words
    assert await api.refused("sendMessage", chat_id=aigul.id, text="a") == words


async def test_a_group_throws_the_bot_out_at_the_worst_moment(api: Any, client: Any, group: Any) -> None:
    await client.fault("kicked", chat_id=group["id"])
    words = await api.refused("sendMessage", chat_id=group["id"], text="a")
    assert words == "403 Forbidden: bot was kicked from the supergroup chat"


async def test_troubles_of_groups_leave_private_chats_alone(api: Any, client: Any, aigul: Any) -> None:
    for kind in ("kicked", "migrated"):
        await client.fault(kind)
        await api.say(aigul, "a")


async def test_a_group_moves_at_the_worst_moment(api: Any, client: Any, erlan: Any) -> None:
    group = await client.group("Ауыл", owner=erlan, type="group")
    await client.fault("migrated")
    answer = await api.answer("sendMessage", chat_id=group["id"], text="a")
    await api.say(answer["parameters"]["migrate_to_chat_id"], "a")


async def test_a_card_is_deleted_just_before_it_is_edited(api: Any, client: Any, aigul: Any) -> None:
    message = await api.say(aigul, "a")
    await client.fault("message_deleted", method="editMessageText")
    words = await api.refused("editMessageText", chat_id=aigul.id, message_id=message["message_id"], text="b")
    assert words == "400 Bad Request: message to edit not found"


async def test_a_confirmed_update_comes_again_once(api: Any, client: Any, aigul: Any) -> None:
    await client.fault("duplicate_update")
    (first,) = await api.updates()
    assert await api.updates() == [first]
    assert await api.updates() == []
    assert [fault["done"] for fault in await client.get("faults")] == [1]


async def test_an_update_no_library_knows_lies_among_the_others(api: Any, client: Any, aigul: Any) -> None:
    await client.fault("undecodable_update", times=2, chat_id=aigul.id)
    await aigul.send("a")
    updates = await api.updates()
    assert [update["message"].get("forward_origin", {}).get("type") for update in updates] == [
        None,
        "not_yet_invented",
        "not_yet_invented",
        None,
    ]


@pytest.mark.parametrize(
    ("fault", "words"), [({"kind": "meteor"}, "kind is one of"), ({"kind": "slow", "tims": 2}, "has no tims")]
)
async def test_a_fault_that_does_not_exist_is_refused(client: Any, fault: Any, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        await client.post("faults", **fault)
