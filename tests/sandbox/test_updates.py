"""Updates wait on the server until they are confirmed, a day at most."""

import asyncio
from typing import Any

DAY = 24 * 3600


async def texts(api: Any, **more: Any) -> list[str]:
    return [update["message"]["text"] for update in await api.ok("getUpdates", **more)]


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(api: Any, aigul: Any) -> None:
    await aigul.send("a")
    first = await api.ok("getUpdates")
    assert await api.ok("getUpdates") == first
    assert await texts(api, offset=first[1]["update_id"]) == ["a"]
    assert await texts(api, offset=first[1]["update_id"] + 1) == []
    assert await texts(api) == []


async def test_numbers_of_updates_follow_each_other(api: Any, aigul: Any) -> None:
    await aigul.send("a")
    first, second = await api.ok("getUpdates")
    assert second["update_id"] == first["update_id"] + 1


async def test_a_limit_leaves_the_rest_for_later(api: Any, aigul: Any) -> None:
    await aigul.send("a")
    assert await texts(api, limit=1) == ["/start"]
    assert len(await texts(api, limit=1000)) == 2


async def test_a_negative_offset_forgets_all_before(api: Any, aigul: Any) -> None:
    await aigul.send("a")
    await aigul.send("b")
    assert await texts(api, offset=-1) == ["b"]
    assert await texts(api) == ["b"]


async def test_a_poll_waits_for_what_comes(api: Any, aigul: Any) -> None:
    await api.updates()
    poll = asyncio.create_task(api.updates(timeout=30))
    await api.sandbox.world.updates.polled.wait()
    await aigul.send("a")
    assert [update["message"]["text"] for update in await poll] == ["a"]


async def test_the_older_of_two_pollers_is_terminated(api: Any, aigul: Any) -> None:
    await api.updates()
    older = asyncio.create_task(api.answer("getUpdates", offset=api.offset, timeout=30))
    await api.sandbox.world.updates.polled.wait()
    newer = asyncio.create_task(api.updates(timeout=30))
    answer = await older
    assert answer["error_code"] == 409
    assert answer["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await aigul.send("a")
    assert len(await newer) == 1


async def test_updates_are_kept_for_a_day(api: Any, client: Any, aigul: Any) -> None:
    await client.advance(DAY - 60)
    await aigul.send("a")
    await client.advance(120)
    assert await texts(api) == ["a"]
    await client.advance(DAY)
    assert await texts(api) == []


async def test_after_a_week_of_silence_numbers_go_on_from_elsewhere(
    api: Any, client: Any, aigul: Any
) -> None:
    (last,) = await api.updates()
    await client.advance(7 * DAY + 60)
    await aigul.send("a")
    (update,) = await api.ok("getUpdates")
    assert update["update_id"] != last["update_id"] + 1


async def test_members_and_reactions_come_only_when_asked_for_and_the_wish_holds(
    api: Any, client: Any, aigul: Any, erlan: Any
) -> None:
    group = await client.group("Топ", owner=erlan, members=[aigul], bot="administrator")
    await api.updates()
    await client.member(group, aigul, "restricted")
    assert await api.kinds() == []
    await api.updates(allowed_updates=["chat_member", "message_reaction"])
    await client.member(group, aigul, "member")
    await aigul.react(await aigul.send("a", chat=group), "👍")
    assert await api.kinds() == ["chat_member", "message_reaction"]
    await aigul.send("b")
    assert await api.kinds(allowed_updates=[]) == []
    await aigul.send("c")
    assert await api.kinds() == ["message"]
    assert "allowed_updates" not in await api.ok("getWebhookInfo")


async def test_a_kind_of_update_that_does_not_exist_is_not_asked_for(api: Any) -> None:
    words = await api.refused("getUpdates", allowed_updates=["message", "mesage"])
    assert words == "400 Bad Request: [sandbox] there are no updates of kind mesage"


async def test_a_webhook_that_is_deleted_may_take_what_waits_with_it(api: Any, aigul: Any) -> None:
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 1
    assert await api.ok("deleteWebhook") is True
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 1
    await api.ok("deleteWebhook", drop_pending_updates=True)
    assert await texts(api) == []


async def test_a_raw_update_comes_as_it_was_given(api: Any, client: Any) -> None:
    update_id = await client.raw_update({"hologram": {"id": 5}})
    assert await api.updates() == [{"update_id": update_id, "hologram": {"id": 5}}]
