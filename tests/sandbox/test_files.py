"""Files go up, keep their id, and come down if they are not too big."""

from typing import Any

import pytest

from sandbox import images

MEGABYTE = 1024 * 1024
PICTURE = images.placeholder(30, 20)
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080014001e01012200ffd9")


async def fetch(api: Any, path: str) -> tuple[int, bytes]:
    async with api.http.get(f"{api.sandbox.url}/file/bot{api.sandbox.token}/{path}") as response:
        return response.status, await response.read()


async def test_what_the_bot_uploads_can_be_sent_again_by_id_and_downloaded(api: Any, aigul: Any) -> None:
    answer = await api.upload("sendPhoto", {"photo": ("a.png", PICTURE)}, chat_id=aigul.id, caption="a")
    photo = answer["result"]["photo"][-1]
    assert (photo["width"], photo["height"], photo["file_size"]) == (30, 20, len(PICTURE))
    again = await api.ok("sendPhoto", chat_id=aigul.id, photo=photo["file_id"])
    assert again["photo"][-1] == photo
    file = await api.ok("getFile", file_id=photo["file_id"])
    assert file["file_unique_id"] == photo["file_unique_id"]
    assert await fetch(api, file["file_path"]) == (200, PICTURE)


async def test_what_a_person_sends_has_several_sizes_and_the_declared_weight(api: Any, aigul: Any) -> None:
    message = await aigul.photo("a", size=MEGABYTE)
    assert [size["width"] for size in message["photo"]] == [90, 320, 800, 1280]
    file = await api.ok("getFile", file_id=message["photo"][-1]["file_id"])
    status, content = await fetch(api, file["file_path"])
    assert (status, len(content), images.size(content)) == (200, MEGABYTE, (1280, 853))


async def test_the_size_of_a_jpeg_is_read(api: Any, aigul: Any) -> None:
    answer = await api.upload("sendPhoto", {"photo": ("a.jpg", JPEG)}, chat_id=aigul.id)
    assert (answer["result"]["photo"][0]["width"], answer["result"]["photo"][0]["height"]) == (30, 20)


async def test_a_file_over_20_megabytes_is_not_downloaded(api: Any, aigul: Any) -> None:
    largest = (await aigul.document(size=20 * MEGABYTE))["document"]
    assert "file_path" in await api.ok("getFile", file_id=largest["file_id"])
    larger = (await aigul.video(size=20 * MEGABYTE + 1))["video"]
    assert await api.refused("getFile", file_id=larger["file_id"]) == "400 Bad Request: file is too big"


async def test_an_unknown_file_is_refused(api: Any, aigul: Any) -> None:
    assert await api.refused("getFile", file_id="AgAC") == "400 Bad Request: invalid file_id"
    words = await api.refused("sendPhoto", chat_id=aigul.id, photo="AgAC")
    assert words == "400 Bad Request: wrong file identifier/HTTP URL specified"
    assert (await fetch(api, "photos/file_999.png"))[0] == 404


async def test_the_sandbox_fetches_nothing_from_the_world(api: Any, aigul: Any) -> None:
    words = await api.refused("sendPhoto", chat_id=aigul.id, photo="https://example.com/a.png")
    assert words == "400 Bad Request: failed to get HTTP URL content"


async def test_a_file_of_one_kind_is_not_sent_as_another(api: Any, aigul: Any) -> None:
    voice = (await aigul.voice())["voice"]["file_id"]
    words = await api.refused("sendPhoto", chat_id=aigul.id, photo=voice)
    assert words == "400 Bad Request: can't use file of type VoiceNote as Photo"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Bad Request: file must be non-empty"),
        (b"not a picture", "Bad Request: IMAGE_PROCESS_FAILED"),
        (images.placeholder(1, 21), "Bad Request: PHOTO_INVALID_DIMENSIONS"),
        (PICTURE.ljust(10 * MEGABYTE + 1, b"\0"), "Request Entity Too Large"),
    ],
    ids=["empty", "no picture", "a strip", "too big"],
)
async def test_an_unfit_picture_is_refused(api: Any, aigul: Any, content: bytes, words: str) -> None:
    answer = await api.upload("sendPhoto", {"photo": ("a.png", content)}, chat_id=aigul.id)
    assert answer["description"] == words


@pytest.mark.parametrize(
    ("method", "kind", "more"),
    [
        ("sendVideo", "video", {"duration": 5, "width": 640, "height": 360}),
        ("sendVoice", "voice", {"duration": 5}),
        ("sendDocument", "document", {}),
        ("sendAudio", "audio", {"duration": 5, "title": "Ән"}),
        ("sendAnimation", "animation", {}),
        ("sendVideoNote", "video_note", {"length": 100}),
        ("sendSticker", "sticker", {}),
    ],
)
async def test_every_kind_of_file_keeps_what_is_said_of_it(
    api: Any, aigul: Any, method: str, kind: str, more: Any
) -> None:
    answer = await api.upload(method, {kind: ("a.bin", b"abc")}, chat_id=aigul.id, **more)
    sent = answer["result"][kind]
    assert {key: sent[key] for key in more} == more
    assert (await api.ok(method, chat_id=aigul.id, **{kind: sent["file_id"]}))[kind] == sent


async def test_an_album_is_one_group_of_messages(api: Any, aigul: Any) -> None:
    known = (await aigul.photo())["photo"][-1]["file_id"]
    media = [
        {"type": "photo", "media": "attach://new", "caption": "<b>a</b>", "parse_mode": "HTML"},
        {"type": "photo", "media": known},
    ]
    answer = await api.upload("sendMediaGroup", {"new": ("a.png", PICTURE)}, chat_id=aigul.id, media=media)
    first, second = answer["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], first["caption_entities"][0]["type"]) == ("a", "bold")
    assert second["photo"][-1]["file_id"] == known


@pytest.mark.parametrize(
    ("media", "words"),
    [
        ([{"type": "photo", "media": "a"}], "[sandbox] media must be 2-10 items"),
        ([{"type": "photo", "media": "a"}] * 11, "[sandbox] media must be 2-10 items"),
        (
            [{"type": "photo", "media": "a"}, {"type": "document", "media": "a"}],
            "can't use the media of the specified type in the album",
        ),
        (
            [{"type": "photo", "media": "attach://lost"}] * 2,
            '[sandbox] there is no part "lost" in the request',
        ),
        ([{"type": "photo"}] * 2, "[sandbox] media lacks media of InputMediaPhoto"),
    ],
)
async def test_a_wrong_album_is_refused(api: Any, aigul: Any, media: Any, words: str) -> None:
    answer = await api.refused("sendMediaGroup", chat_id=aigul.id, media=media)
    assert answer == f"400 Bad Request: {words}"


async def test_the_page_can_look_at_any_picture(api: Any, aigul: Any) -> None:
    photo = (await aigul.photo())["photo"][0]
    async with api.http.get(f"{api.sandbox.url}/sandbox/files/{photo['file_id']}") as response:
        assert images.size(await response.read()) == (90, 59)
        assert response.content_type == "image/png"
