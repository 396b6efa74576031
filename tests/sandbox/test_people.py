"""What people can do, and what they can't."""

import base64
from typing import Any

import aiohttp
import pytest

from sandbox import images
from sandbox.client import Refusal


async def test_parts_of_an_album_come_as_separate_updates_in_any_order(api: Any, aigul: Any) -> None:
    await api.updates()
    parts = await aigul.album(3, "альбом", order=[2, 0, 1])
    heard = [update["message"] for update in await api.updates()]
    assert heard == parts
    assert [message.get("caption") for message in heard] == [None, "альбом", None]
    assert len({message["media_group_id"] for message in heard}) == 1


async def test_a_part_of_an_album_can_be_late(api: Any, client: Any, aigul: Any) -> None:
    await api.updates()
    parts = await aigul.album(3, late=[0, 0, 30])
    assert len(await api.updates()) == len(parts) == 2
    await client.advance(31)
    (update,) = await api.updates()
    assert update["message"]["media_group_id"] == parts[0]["media_group_id"]


async def test_a_part_that_is_late_by_a_moment_comes_by_itself(api: Any, aigul: Any) -> None:
    await api.updates()
    await aigul.album(2, late=[0, 0.01])
    assert len(await api.updates()) == 1
    assert len(await api.updates(timeout=5)) == 1


async def test_an_album_may_hold_videos(client: Any, aigul: Any) -> None:
    album = [{"type": "video"}, {}]
    answer = await client.post(f"chats/{aigul.id}/messages", user_id=aigul.id, album=album)
    assert ["video" in message for message in answer["messages"]] == [True, False]


async def test_a_text_too_long_is_cut_by_the_client(aigul: Any) -> None:
    await aigul.send("ә" * 4097)
    assert [len(message["text"]) for message in await aigul.transcript()][1:] == [4096, 1]


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ({"voice": {"duration": 7}}, "voice"),
        ({"video": {"caption": "a"}}, "video"),
        ({"video_note": {}}, "video_note"),
        ({"document": {"file_name": "a.doc"}}, "document"),
        ({"sticker": {}}, "sticker"),
        ({"contact": {"phone_number": "+77010000000", "first_name": "А"}}, "contact"),
        (
            {
                "location": {
                    "latitude": 43.2,
                    "longitude": 76.9,
                    "live_period": 900,
                    "horizontal_accuracy": 20,
                }
            },
            "location",
        ),
        ({"dice": "🎲"}, "dice"),
        ({"poll": {"question": "a", "options": ["b", "c"]}}, "poll"),
        ({"forward": {"from_channel": "Арна", "text": "a"}}, "forward_origin"),
    ],
)
async def test_everything_a_person_sends_reaches_the_bot(
    api: Any, client: Any, aigul: Any, what: Any, key: str
) -> None:
    await api.updates()
    await client.post(f"chats/{aigul.id}/messages", user_id=aigul.id, **what)
    (update,) = await api.updates()
    assert key in update["message"]


async def test_what_is_said_of_a_thing_is_kept(client: Any, aigul: Any) -> None:
    place = {"latitude": 43.2, "longitude": 76.9, "live_period": 900, "horizontal_accuracy": 20}
    answer = await client.post(f"chats/{aigul.id}/messages", user_id=aigul.id, location=place)
    assert answer["messages"][0]["location"] == place
    assert (await aigul.document("a.doc", size=5))["document"]["file_name"] == "a.doc"
    assert (await aigul.contact())["contact"]["user_id"] == aigul.id
    assert (await aigul.forward("a", from_channel="Арна"))["forward_origin"]["chat"]["title"] == "Арна"
    assert (await aigul.photo(size=5))["photo"][-1]["file_size"] == 5
    assert (await aigul.voice(duration=7))["voice"]["duration"] == 7


async def test_a_button_of_the_reply_keyboard_says_its_words_or_shares(
    api: Any, client: Any, aigul: Any
) -> None:
    keyboard = [
        [{"text": "Хабарлау"}],
        [{"text": "Байланыс", "request_contact": True}, {"text": "Орын", "request_location": True}],
    ]
    await api.say(aigul, "a", reply_markup={"keyboard": keyboard})
    assert (await aigul.keyboard("Хабарлау"))["text"] == "Хабарлау"
    assert (await aigul.keyboard("Байланыс"))["contact"]["user_id"] == aigul.id
    assert "location" in await aigul.keyboard("Орын")
    with pytest.raises(Refusal, match="no button «Жоқ»"):
        await aigul.keyboard("Жоқ")


async def test_a_keyboard_for_one_time_goes_away(api: Any, aigul: Any) -> None:
    markup = {"keyboard": [[{"text": "a"}]], "one_time_keyboard": True}
    await api.say(aigul, "a", reply_markup=markup)
    await aigul.keyboard("a")
    with pytest.raises(Refusal, match="no button «a»"):
        await aigul.keyboard("a")


async def test_an_edit_reaches_the_bot_with_its_new_entities(api: Any, aigul: Any) -> None:
    message = await aigul.send("/a b")
    await api.updates()
    await aigul.edit(message, "b #c")
    (update,) = await api.updates()
    edited = update["edited_message"]
    assert (edited["message_id"], edited["text"]) == (message["message_id"], "b #c")
    assert [entity["type"] for entity in edited["entities"]] == ["hashtag"]
    assert "edit_date" in edited


async def test_a_caption_is_edited_too(api: Any, aigul: Any) -> None:
    photo = await aigul.photo("a")
    assert (await aigul.edit(photo, "b"))["caption"] == "b"


async def test_a_deletion_does_not_reach_the_bot(api: Any, aigul: Any) -> None:
    message = await aigul.send("a")
    await api.updates()
    await aigul.delete(message)
    assert await api.updates() == []


async def test_only_ones_own_message_can_be_edited(api: Any, aigul: Any) -> None:
    with pytest.raises(Refusal, match="one's own"):
        await aigul.edit(await api.say(aigul, "a"), "b")


async def test_a_picture_comes_as_the_page_uploads_it(api: Any, client: Any, aigul: Any) -> None:
    content = images.placeholder(40, 30)
    form = aiohttp.FormData({"user_id": str(aigul.id), "caption": "a", "kind": "photo"})
    form.add_field("file", content, filename="a.png")
    async with api.http.post(f"{client.url}/sandbox/chats/{aigul.id}/upload", data=form) as response:
        (message,) = (await response.json())["messages"]
    assert (message["caption"], message["photo"][-1]["width"]) == ("a", 40)
    encoded = base64.b64encode(content).decode()
    answer = await client.post(f"chats/{aigul.id}/messages", user_id=aigul.id, photo={"file": encoded})
    assert answer["messages"][0]["photo"][-1]["file_size"] == len(content)


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("users", {}, "a person has a first_name"),
        ("chats/{me}/messages", {"text": "a"}, "'user_id' is missing"),
        ("chats/{me}/messages", {"user_id": 5, "text": "a"}, "there is no user 5"),
        ("chats/5/messages", {"user_id": "{me}", "text": "a"}, "there is no chat 5"),
        ("chats/{group}/messages", {"user_id": "{stranger}", "text": "a"}, "is not a member"),
        ("chats/{me}/messages", {"user_id": "{stranger}", "text": "a"}, "can't write there"),
        ("chats/{me}/messages", {"user_id": "{me}", "text": " "}, "empty text"),
        ("chats/{me}/messages", {"user_id": "{me}", "text": "a", "dice": 1}, "is sent at a time"),
        (
            "chats/{me}/messages",
            {"user_id": "{me}", "text": "a", "reply_to_message_id": 99},
            "no message to reply",
        ),
        (
            "chats/{group}/messages",
            {"user_id": "{me}", "text": "a", "as_anonymous": True},
            "can be anonymous",
        ),
        ("chats/{me}/messages", {"user_id": "{me}", "text": "a", "as_channel": "a"}, "in groups only"),
        ("chats/{group}/members", {"user_id": "{me}", "status": "king"}, "status is one of"),
        ("chats/{group}/migrate", {}, "only a group can become a supergroup"),
        ("groups", {"title": "a", "owner": "{me}", "type": "channel"}, "type is group or supergroup"),
        ("chats/{me}/deletions", {"message_id": 99}, "there is no such message"),
    ],
)
async def test_what_is_impossible_is_refused_in_words(
    client: Any, aigul: Any, group: Any, path: str, body: Any, words: str
) -> None:
    stranger = await client.person("Бөтен")
    ids = {"{me}": aigul.id, "{group}": group["id"], "{stranger}": stranger.id}
    where = path.replace("{me}", str(aigul.id)).replace("{group}", str(group["id"]))
    with pytest.raises(Refusal, match=words):
        await client.post(
            where,
            **{
                key: ids.get(value, value) if isinstance(value, str) else value for key, value in body.items()
            },
        )


async def test_who_is_silenced_in_a_group_can_not_write_there(client: Any, aigul: Any, group: Any) -> None:
    await client.member(group, aigul, "restricted")
    with pytest.raises(Refusal, match="can't write there"):
        await aigul.send("a", chat=group)
    await client.member(group, aigul, "restricted", permissions={"can_send_messages": True})
    await aigul.send("a", chat=group)


async def test_nobody_writes_in_a_group_that_moved_away(client: Any, erlan: Any) -> None:
    group = await client.group("Ауыл", owner=erlan, type="group")
    await client.migrate(group)
    with pytest.raises(Refusal, match="can't write there"):
        await erlan.send("a", chat=group)


async def test_who_blocked_the_bot_says_nothing_but_start(aigul: Any) -> None:
    await aigul.block()
    with pytest.raises(Refusal, match="has blocked the bot"):
        await aigul.send("a")
    await aigul.start()


async def test_a_person_has_the_id_they_were_given_and_no_one_twice(client: Any) -> None:
    person = await client.person("Марат", id=555, last_name="Ә", username="marat")
    assert person.user == {
        "id": 555,
        "is_bot": False,
        "first_name": "Марат",
        "last_name": "Ә",
        "username": "marat",
    }
    with pytest.raises(Refusal, match="there is a user 555"):
        await client.person("Басқа", id=555)


async def test_chats_show_who_is_in_them(client: Any, aigul: Any, erlan: Any, group: Any) -> None:
    chats = {chat["id"]: chat for chat in await client.get("chats")}
    assert {m["user"]["id"]: m["status"] for m in chats[group["id"]]["members"]} == {
        erlan.id: "creator",
        aigul.id: "member",
        1000001: "member",
    }
    assert chats[aigul.id]["blocked"] is False
    await aigul.block()
    assert {chat["id"]: chat["blocked"] for chat in await client.get("chats")}[aigul.id] is True
    assert [user["first_name"] for user in await client.get("users")] == ["Айгүл", "Ерлан"]
