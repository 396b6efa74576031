"""Groups: membership, privacy mode, migration."""

from typing import Any

import pytest


async def statuses(api: Any) -> list[tuple[str, str]]:
    changes = [update.get("my_chat_member") or update.get("chat_member") for update in await api.updates()]
    return [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes if c]


async def test_the_bot_hears_that_it_was_added_and_who_adds_it(api: Any, client: Any, erlan: Any) -> None:
    await client.group("Ауыл", owner=erlan, bot="administrator", type="group")
    added, service = await api.updates()
    assert added["my_chat_member"]["from"]["id"] == erlan.id
    assert added["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert service["message"]["new_chat_members"][0]["id"] == 1000001


async def test_in_privacy_mode_the_bot_hears_only_what_is_meant_for_it(
    api: Any, aigul: Any, group: Any
) -> None:
    said = await api.say(group["id"], "карточка")
    await api.updates()
    await aigul.send("жай сөз", chat=group)
    await aigul.photo("сурет", chat=group)
    await aigul.send("/queue", chat=group)
    await aigul.send("/queue@sandbox_bot", chat=group)
    await aigul.send("/queue@other_bot", chat=group)
    await aigul.send("жауап", chat=group, reply_to=said)
    heard = [update["message"]["text"] for update in await api.updates()]
    assert heard == ["/queue", "/queue@sandbox_bot", "жауап"]


async def test_an_administrator_bot_hears_everything(api: Any, client: Any, aigul: Any, group: Any) -> None:
    await client.member(group, None, "administrator")
    await api.updates()
    await aigul.send("жай сөз", chat=group)
    assert await api.kinds() == ["message"]


async def test_a_reply_shows_the_bots_message_with_its_buttons(api: Any, aigul: Any, group: Any) -> None:
    markup = {"inline_keyboard": [[{"text": "Алу", "callback_data": "take"}]]}
    card = await api.say(group["id"], "карточка", reply_markup=markup)
    await api.updates()
    await aigul.send("жауап", chat=group, reply_to=card)
    (update,) = await api.updates()
    assert update["message"]["reply_to_message"] == card


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("kicked", "403 Forbidden: bot was kicked from the supergroup chat"),
        ("left", "403 Forbidden: bot is not a member of the supergroup chat"),
        ("restricted", "400 Bad Request: not enough rights to send text messages to the chat"),
    ],
)
async def test_a_bot_without_a_place_in_the_group_is_told_why(
    api: Any, client: Any, group: Any, status: str, words: str
) -> None:
    await api.updates()
    await client.member(group, None, status)
    assert await statuses(api) == [("member", status)]
    assert await api.refused("sendMessage", chat_id=group["id"], text="a") == words
    await client.member(group, None, "member")
    await api.say(group["id"], "a")


async def test_a_bot_that_is_gone_hears_nothing(api: Any, client: Any, aigul: Any, group: Any) -> None:
    await client.member(group, None, "kicked")
    await api.updates()
    await aigul.send("/queue", chat=group)
    assert await api.updates() == []


async def test_a_restricted_bot_may_do_what_it_was_left(
    api: Any, client: Any, aigul: Any, group: Any
) -> None:
    await client.member(group, None, "restricted", permissions={"can_send_messages": True})
    await api.say(group["id"], "a")
    photo = (await aigul.photo())["photo"][-1]["file_id"]
    words = await api.refused("sendPhoto", chat_id=group["id"], photo=photo)
    assert words == "400 Bad Request: not enough rights to send photos to the chat"


async def test_a_group_the_bot_was_never_in_is_not_found(api: Any, client: Any, erlan: Any) -> None:
    group = await client.group("Басқа", owner=erlan, bot=None)
    assert await api.refused("getChat", chat_id=group["id"]) == "400 Bad Request: chat not found"


async def test_members_are_told_with_their_standing(api: Any, group: Any, aigul: Any, erlan: Any) -> None:
    owner = await api.ok("getChatMember", chat_id=group["id"], user_id=erlan.id)
    assert (owner["status"], owner["user"]["username"]) == ("creator", "erlan_kz")
    assert (await api.ok("getChatMember", chat_id=group["id"], user_id=aigul.id))["status"] == "member"
    assert [each["user"]["id"] for each in await api.ok("getChatAdministrators", chat_id=group["id"])] == [
        erlan.id
    ]
    assert await api.ok("getChatMemberCount", chat_id=group["id"]) == 3
    words = await api.refused("getChatMember", chat_id=group["id"], user_id=5)
    assert words == "400 Bad Request: PARTICIPANT_ID_INVALID"


async def test_a_stranger_is_someone_who_left(api: Any, client: Any, group: Any) -> None:
    stranger = await client.person("Бөтен")
    assert (await api.ok("getChatMember", chat_id=group["id"], user_id=stranger.id))["status"] == "left"


async def test_a_private_chat_has_no_administrators(api: Any, aigul: Any) -> None:
    words = await api.refused("getChatAdministrators", chat_id=aigul.id)
    assert words == "400 Bad Request: there are no administrators in the private chat"


async def test_the_bot_leaves(api: Any, group: Any) -> None:
    await api.updates()
    assert await api.ok("leaveChat", chat_id=group["id"]) is True
    assert await statuses(api) == [("member", "left")]
    words = await api.refused("sendMessage", chat_id=group["id"], text="a")
    assert words == "403 Forbidden: bot is not a member of the supergroup chat"


async def test_coming_and_going_is_said_in_the_group(api: Any, client: Any, aigul: Any, group: Any) -> None:
    await api.updates()
    await client.member(group, aigul, "left")
    await client.member(group, aigul, "member")
    gone, come = await api.updates()
    assert gone["message"]["left_chat_member"]["id"] == aigul.id
    assert come["message"]["new_chat_members"][0]["id"] == aigul.id


async def test_a_group_that_became_a_supergroup_sends_the_bot_to_its_new_id(
    api: Any, client: Any, aigul: Any, erlan: Any
) -> None:
    old = await client.group("Ауыл", owner=erlan, members=[aigul], bot="administrator", type="group")
    await api.updates()
    new = await client.migrate(old)
    assert str(new["id"]).startswith("-100")
    leaving, arriving = await api.updates()
    assert leaving["message"]["migrate_to_chat_id"] == new["id"]
    assert arriving["message"]["migrate_from_chat_id"] == old["id"]
    answer = await api.answer("sendMessage", chat_id=old["id"], text="a")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new["id"]}
    await api.say(new["id"], "a")
    assert (await api.ok("getChatMember", chat_id=new["id"], user_id=aigul.id))["status"] == "member"


async def test_messages_are_numbered_per_supergroup_but_together_elsewhere(
    api: Any, client: Any, aigul: Any, erlan: Any
) -> None:
    plain = await client.group("Ауыл", owner=erlan, type="group")
    top = await client.group("Аудан", owner=erlan)
    first = (await api.say(plain["id"], "a"))["message_id"]
    assert (await api.say(aigul, "a"))["message_id"] == first + 1
    assert (await api.say(top["id"], "a"))["message_id"] < first


async def test_an_anonymous_administrator_and_a_channel_hide_who_writes(
    api: Any, client: Any, erlan: Any, group: Any
) -> None:
    await api.updates()
    await erlan.send("/queue", chat=group, as_anonymous=True)
    await erlan.send("/queue", chat=group, as_channel="Арна")
    anonymous, channel = [update["message"] for update in await api.updates()]
    assert anonymous["from"]["username"] == "GroupAnonymousBot"
    assert anonymous["sender_chat"]["id"] == group["id"]
    assert channel["from"]["username"] == "Channel_Bot"
    assert channel["sender_chat"] == {"id": channel["sender_chat"]["id"], "title": "Арна", "type": "channel"}


async def test_a_pin_needs_the_right_to_it(api: Any, client: Any, group: Any) -> None:
    message = await api.say(group["id"], "a")
    pin = {"chat_id": group["id"], "message_id": message["message_id"]}
    words = await api.refused("pinChatMessage", **pin)
    assert words == "400 Bad Request: not enough rights to manage pinned messages in the chat"
    await client.member(group, None, "administrator")
    await api.updates()
    assert await api.ok("pinChatMessage", **pin) is True
    (update,) = await api.updates()
    assert update["message"]["pinned_message"] == message
    assert (await api.ok("getChat", chat_id=group["id"]))["pinned_message"] == message
    assert await api.ok("unpinChatMessage", **pin) is True
    assert "pinned_message" not in await api.ok("getChat", chat_id=group["id"])
    assert await api.refused("unpinChatMessage", **pin) == "400 Bad Request: message to unpin not found"


async def test_a_topic_that_does_not_exist_is_not_found(api: Any, group: Any) -> None:
    words = await api.refused("sendMessage", chat_id=group["id"], text="a", message_thread_id=5)
    assert words == "400 Bad Request: message thread not found"
