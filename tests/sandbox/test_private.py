"""Between one person and the bot."""

from typing import Any


async def test_the_bot_may_not_write_first(api: Any, client: Any, erlan: Any) -> None:
    assert await api.refused("sendMessage", chat_id=erlan.id, text="a") == "400 Bad Request: chat not found"
    await erlan.start()
    await api.say(erlan, "a")


async def test_the_bot_may_not_write_first_to_someone_it_met_in_a_group(
    api: Any, group: Any, erlan: Any
) -> None:
    words = await api.refused("sendMessage", chat_id=erlan.id, text="a")
    assert words == "403 Forbidden: bot can't initiate conversation with a user"


async def test_who_blocked_the_bot_is_not_reached_until_they_come_back(api: Any, aigul: Any) -> None:
    await api.updates()
    await aigul.block()
    (update,) = await api.updates()
    change = update["my_chat_member"]
    assert (change["chat"]["id"], change["from"]["id"]) == (aigul.id, aigul.id)
    assert (change["old_chat_member"]["status"], change["new_chat_member"]["status"]) == ("member", "kicked")
    words = await api.refused("sendMessage", chat_id=aigul.id, text="a")
    assert words == "403 Forbidden: bot was blocked by the user"
    await aigul.start()
    assert await api.kinds() == ["my_chat_member", "message"]
    await api.say(aigul, "a")


async def test_an_unblocking_without_a_word_is_told_too(api: Any, aigul: Any) -> None:
    await aigul.block()
    await api.updates()
    await aigul.unblock()
    assert await api.kinds() == ["my_chat_member"]


async def test_a_person_whose_account_is_gone_is_deactivated(api: Any, client: Any, aigul: Any) -> None:
    await client.post(f"users/{aigul.id}/deactivate")
    assert (
        await api.refused("sendMessage", chat_id=aigul.id, text="a") == "403 Forbidden: user is deactivated"
    )


async def test_a_chat_that_does_not_exist_is_not_found(api: Any) -> None:
    for chat_id in (5, -5, "@nobody"):
        assert (
            await api.refused("sendMessage", chat_id=chat_id, text="a") == "400 Bad Request: chat not found"
        )


async def test_ids_of_people_are_wider_than_32_bits_and_a_private_chat_has_the_same(
    api: Any, aigul: Any
) -> None:
    assert 2**32 < aigul.id < 2**52
    chat = await api.ok("getChat", chat_id=aigul.id)
    assert (chat["id"], chat["type"], chat["first_name"]) == (aigul.id, "private", "Айгүл")


async def test_a_start_with_a_payload_is_a_command_with_words(api: Any, erlan: Any) -> None:
    await erlan.start("t196847100")
    (update,) = await api.updates()
    assert update["message"]["text"] == "/start t196847100"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_typing_is_seen_and_an_unknown_action_is_refused(api: Any, client: Any, aigul: Any) -> None:
    events = client.follow(aigul.id)
    assert await api.ok("sendChatAction", chat_id=aigul.id, action="typing") is True
    event = await events.get()
    assert (event["type"], event["action"]) == ("action", "typing")
    words = await api.refused("sendChatAction", chat_id=aigul.id, action="thinking")
    assert words == "400 Bad Request: wrong parameter action in request"
