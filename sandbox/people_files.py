"""The files people send: real ones, or only said to be so large."""

import base64
import mimetypes
from typing import TYPE_CHECKING

from sandbox import images
from sandbox.wire import Json
from sandbox.world import World

if TYPE_CHECKING:
    from sandbox.files import File

EDGES = (90, 320, 800, 1280)
USUAL = (1280, 853)


def photo(world: World, what: Json) -> Json:
    """Telegram keeps a picture in several sizes, the largest last."""
    content = _bytes(what)
    measured = (images.size(content) if content else None) or USUAL
    shapes = _sizes(what.get("width", measured[0]), what.get("height", measured[1]))
    small = [world.files.add("photo", _weight(shape), content, shape).shape for shape in shapes[:-1]]
    largest = what.get("size") or (len(content) if content else _weight(shapes[-1]))
    return {"photo": [*small, world.files.add("photo", largest, content, shapes[-1]).shape]}


def video(world: World, what: Json) -> Json:
    shape = {"width": 1280, "height": 720, "duration": what.get("duration", 12), "mime_type": "video/mp4"}
    return _file(world, "video", what, shape, 1_500_000)


def voice(world: World, what: Json) -> Json:
    shape = {"duration": what.get("duration", 3), "mime_type": "audio/ogg"}
    return _file(world, "voice", what, shape, 4000 * shape["duration"] + 100)


def video_note(world: World, what: Json) -> Json:
    return _file(world, "video_note", what, {"length": 384, "duration": what.get("duration", 5)}, 300_000)


def document(world: World, what: Json) -> Json:
    name = what.get("file_name") or "file.pdf"
    shape = {"file_name": name, "mime_type": mimetypes.guess_type(name)[0] or "application/octet-stream"}
    return _file(world, "document", what, shape, 50_000)


def sticker(world: World, what: Json) -> Json:
    drawn = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return _file(world, "sticker", what, drawn | {"emoji": what.get("emoji", "👍")}, 20_000)


def _file(world: World, kind: str, what: Json, shape: Json, usual: int) -> Json:
    content = _bytes(what)
    size = what.get("size") or (len(content) if content else usual)
    file: File = world.files.add(kind, size, content, shape)
    return {kind: file.shape}


def _sizes(width: int, height: int) -> list[Json]:
    longest = max(width, height)
    edges = [*[edge for edge in EDGES if edge < longest][:3], min(longest, EDGES[-1])]
    return [{"width": max(width * e // longest, 1), "height": max(height * e // longest, 1)} for e in edges]


def _weight(shape: Json) -> int:
    return int(shape["width"] * shape["height"] // 4 + 512)


def _bytes(what: Json) -> bytes | None:
    given = what.get("file")
    return base64.b64decode(given) if isinstance(given, str) else given
