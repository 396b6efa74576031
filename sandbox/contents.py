"""What a person's client makes of text, pictures and all else one can send."""

import base64
from collections.abc import Callable

from sandbox import images, text
from sandbox.errors import stricter
from sandbox.files import File
from sandbox.users import User
from sandbox.wire import Json
from sandbox.world import World

SIZES = (90, 320, 800, 1280)
DICE_FACES = 6


def build(world: World, sender: User, body: Json) -> Json:
    """The content of one message; exactly one kind of it stands in the body."""
    kinds = CONTENTS.keys() & body.keys()
    if len(kinds) != 1:
        raise stricter(f"one of {', '.join(CONTENTS)} is sent at a time")
    kind = kinds.pop()
    return CONTENTS[kind](world, sender, body[kind])


def _text(_: World, __: User, words: str) -> Json:
    content = text.plain(words)
    if not content["text"] or len(content["text"]) > text.LONGEST_TEXT:
        raise stricter("a person's client sends 1-4096 characters")
    return content


def captioned(what: Json) -> Json:
    if not what.get("caption"):
        return {}
    content = text.plain(what["caption"])
    found = {"caption_entities": content["entities"]} if "entities" in content else {}
    return {"caption": content["text"], **found}


def photo(world: World, what: Json) -> Json:
    content = _bytes(what)
    measured = (images.size(content) if content else None) or (1280, 853)
    width, height = what.get("width", measured[0]), what.get("height", measured[1])
    return {"photo": _sizes(world, width, height, content, what.get("size"))} | captioned(what)


def _sizes(world: World, width: int, height: int, content: bytes | None, size: int | None) -> list[Json]:
    """Telegram keeps a picture in several sizes, the largest last."""
    longest = max(width, height)
    edges = [edge for edge in SIZES if edge < longest] + [min(longest, SIZES[-1])]
    shapes = [{"width": max(width * e // longest, 1), "height": max(height * e // longest, 1)} for e in edges]
    files = [world.files.add("photo", _area(shape), content, shape).shape for shape in shapes[:-1]]
    largest = size or (len(content) if content else _area(shapes[-1]))
    return [*files, world.files.add("photo", largest, content, shapes[-1]).shape]


def _area(shape: Json) -> int:
    return int(shape["width"] * shape["height"] // 4 + 512)


def _bytes(what: Json) -> bytes | None:
    given = what.get("file")
    return base64.b64decode(given) if isinstance(given, str) else given


def _photo(world: World, _: User, what: Json) -> Json:
    return photo(world, what)


def video(world: World, what: Json) -> Json:
    shape = {"width": 1280, "height": 720, "duration": what.get("duration", 12), "mime_type": "video/mp4"}
    return {"video": _file(world, "video", what, shape, 1_500_000).shape} | captioned(what)


def _video(world: World, _: User, what: Json) -> Json:
    return video(world, what)


def _voice(world: World, _: User, what: Json) -> Json:
    shape = {"duration": what.get("duration", 3), "mime_type": "audio/ogg"}
    return {"voice": _file(world, "voice", what, shape, 4000 * shape["duration"] + 100).shape}


def _video_note(world: World, _: User, what: Json) -> Json:
    shape = {"length": 384, "duration": what.get("duration", 5)}
    return {"video_note": _file(world, "video_note", what, shape, 300_000).shape}


def _document(world: World, _: User, what: Json) -> Json:
    shape = {"file_name": what.get("file_name", "file.pdf"), "mime_type": "application/pdf"}
    return {"document": _file(world, "document", what, shape, 50_000).shape} | captioned(what)


def _sticker(world: World, _: User, what: Json) -> Json:
    drawn = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    shape = drawn | {"emoji": what.get("emoji", "👍"), "set_name": "sandbox"}
    return {"sticker": _file(world, "sticker", what, shape, 20_000).shape}


def _file(world: World, kind: str, what: Json, shape: Json, usual: int) -> File:
    content = _bytes(what)
    return world.files.add(kind, what.get("size") or (len(content) if content else usual), content, shape)


def contact(_: World, sender: User, what: Json) -> Json:
    own = {"phone_number": f"7701{sender.id % 10_000_000:07}", "first_name": sender.first_name}
    return {"contact": what or own | {"user_id": sender.id}}


def location(_: World, __: User, what: Json) -> Json:
    return {"location": {"latitude": 43.2389, "longitude": 76.8897} | what}


def _dice(world: World, _: User, what: object) -> Json:
    emoji = what if isinstance(what, str) else "🎲"
    return {"dice": {"emoji": emoji, "value": world.chance.randint(1, DICE_FACES)}}


def _poll(world: World, _: User, what: Json) -> Json:
    return {"poll": world.polls.make(what["question"], [{"text": option} for option in what["options"]])}


def _forward(world: World, _: User, what: Json) -> Json:
    channel = world.channel(what["from_channel"])
    origin = {"type": "channel", "date": world.date() - 60, "chat": channel, "message_id": 17}
    return {"forward_origin": origin, **text.plain(what.get("text", "…"))}


CONTENTS: dict[str, Callable[[World, User, Json], Json]] = {
    "text": _text,  # type: ignore[dict-item]  # a text is the words themselves
    "photo": _photo,
    "video": _video,
    "voice": _voice,
    "video_note": _video_note,
    "document": _document,
    "sticker": _sticker,
    "contact": contact,
    "location": location,
    "dice": _dice,
    "poll": _poll,
    "forward": _forward,
}
