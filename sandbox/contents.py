"""What a person's client makes of text, pictures and all else one can send."""

from collections.abc import Callable
from typing import Any

from sandbox import people_files, text
from sandbox.people import Unfit
from sandbox.users import User
from sandbox.wire import Json
from sandbox.world import World

DICE_FACES = 6
ALMATY = {"latitude": 43.2389, "longitude": 76.8897}

Maker = Callable[[World, User, Any], Json]


def build(world: World, sender: User, body: Json) -> list[Json]:
    """The contents of what is sent at once: one message, but for a text too long for one."""
    kinds = CONTENTS.keys() & body.keys()
    if len(kinds) != 1:
        raise Unfit(f"one of {', '.join(CONTENTS)} is sent at a time")
    kind = kinds.pop()
    whole = body[kind]
    if kind != "text":
        return [CONTENTS[kind](world, sender, whole)]
    if not whole.strip():
        raise Unfit("a client does not send an empty text")
    return [text.plain(part) for part in _parts(whole)]


def captioned(what: Json) -> Json:
    if not what.get("caption"):
        return {}
    content = text.plain(what["caption"])
    found = {"caption_entities": content["entities"]} if "entities" in content else {}
    return {"caption": content["text"], **found}


def photo(world: World, _: User, what: Json) -> Json:
    return people_files.photo(world, what) | captioned(what)


def video(world: World, _: User, what: Json) -> Json:
    return people_files.video(world, what) | captioned(what)


def contact(_: World, sender: User, what: Json) -> Json:
    own = {"phone_number": f"7701{sender.id % 10_000_000:07}", "first_name": sender.first_name}
    return {"contact": what or own | {"user_id": sender.id}}


def location(_: World, __: User, what: Json) -> Json:
    return {"location": ALMATY | what}


def _voice(world: World, _: User, what: Json) -> Json:
    return people_files.voice(world, what) | captioned(what)


def _video_note(world: World, _: User, what: Json) -> Json:
    return people_files.video_note(world, what)


def _document(world: World, _: User, what: Json) -> Json:
    return people_files.document(world, what) | captioned(what)


def _sticker(world: World, _: User, what: Json) -> Json:
    return people_files.sticker(world, what)


def _dice(world: World, _: User, what: object) -> Json:
    emoji = what if isinstance(what, str) else "🎲"
    return {"dice": {"emoji": emoji, "value": world.chance.randint(1, DICE_FACES)}}


def _poll(world: World, _: User, what: Json) -> Json:
    return {"poll": world.polls.make(what["question"], [{"text": option} for option in what["options"]])}


def _forward(world: World, _: User, what: Json) -> Json:
    channel = world.channel(what["from_channel"])
    origin = {"type": "channel", "date": world.date() - 60, "chat": channel, "message_id": 17}
    return {"forward_origin": origin, **text.plain(what.get("text", "…"))}


def _text(_: World, __: User, words: str) -> Json:
    return text.plain(words)


def _parts(words: str) -> list[str]:
    """Clients cut what is too long for one message into several."""
    size = text.LONGEST_TEXT
    return [words[start : start + size] for start in range(0, len(words), size)]


CONTENTS: dict[str, Maker] = {
    "text": _text,
    "photo": photo,
    "video": video,
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
