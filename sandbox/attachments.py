"""Files in messages: sent anew, or again by their id."""

from sandbox import images, text
from sandbox.call import Call
from sandbox.errors import ApiError, bad, invalid
from sandbox.files import MEGABYTE, File
from sandbox.parameters import Upload
from sandbox.wire import Json

LARGEST_PHOTO = 10 * MEGABYTE
DETAILS = ("duration", "width", "height", "length", "performer", "title")
TYPES = {
    "animation": "Animation",
    "audio": "Audio",
    "document": "Document",
    "photo": "Photo",
    "sticker": "Sticker",
    "video": "Video",
    "video_note": "VideoNote",
    "voice": "VoiceNote",
}
DEFAULTS: dict[str, Json] = {
    "video": {"width": 1280, "height": 720, "duration": 0},
    "animation": {"width": 640, "height": 360, "duration": 0},
    "voice": {"duration": 0, "mime_type": "audio/ogg"},
    "audio": {"duration": 0},
    "video_note": {"length": 240, "duration": 0},
    "document": {},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
}


def content(call: Call, kind: str) -> Json:
    """The content of a message for a method such as sendPhoto."""
    file = _file(call, kind, call.params[kind], call.params)
    return {kind: shape(file)} | text.caption(call.world, call.params)


def media_content(call: Call, media: Json) -> Json:
    """The same for one item of InputMedia."""
    kind = "voice" if media["type"] == "voice_note" else media["type"]
    file = _file(call, kind, media["media"], media)
    return {kind: shape(file)} | text.caption(call.world, media)


def shape(file: File) -> Json | list[Json]:
    return [file.shape] if file.kind == "photo" else file.shape


def _file(call: Call, kind: str, given: str | Upload, details: Json) -> File:
    upload = _uploaded(call, given)
    if upload is not None:
        return _add(call, kind, upload, details)
    assert isinstance(given, str)
    if given.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    file = call.world.files.find(given)
    if file.kind != kind:
        raise bad(f"can't use file of type {TYPES[file.kind]} as {TYPES[kind]}")
    return file


def _uploaded(call: Call, given: str | Upload) -> Upload | None:
    if isinstance(given, Upload):
        return given
    if not given.startswith("attach://"):
        return None
    name = given.removeprefix("attach://")
    if name not in call.uploads:
        raise invalid(f'[sandbox] there is no part "{name}" in the request')
    return call.uploads[name]


def _add(call: Call, kind: str, upload: Upload, details: Json) -> File:
    size = len(upload.content)
    if not size:
        raise bad("file must be non-empty")
    return call.world.files.add(kind, size, upload.content, _details(kind, upload, details))


def _details(kind: str, upload: Upload, details: Json) -> Json:
    if kind == "photo":
        return _photo(upload)
    named = {"file_name": upload.name} if kind in ("document", "video", "audio", "animation") else {}
    given = {key: details[key] for key in DETAILS if key in details}
    return DEFAULTS[kind] | given | named


def _photo(upload: Upload) -> Json:
    if len(upload.content) > LARGEST_PHOTO:
        raise ApiError(413, "Request Entity Too Large", invalid=True)
    measured = images.size(upload.content)
    if measured is None:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = measured
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height}
