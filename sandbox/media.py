"""Methods that send files."""

from sandbox import attachments, sending
from sandbox.call import Call
from sandbox.errors import invalid
from sandbox.wire import Json

PERMISSIONS = {
    "photo": "can_send_photos",
    "video": "can_send_videos",
    "voice": "can_send_voice_notes",
    "video_note": "can_send_video_notes",
    "document": "can_send_documents",
    "audio": "can_send_audios",
    "animation": "can_send_other_messages",
    "sticker": "can_send_other_messages",
}
ALONE = {"document", "audio"}
"""Documents and audio form albums of their own kind only."""


def send_photo(call: Call) -> Json:
    return _send(call, "photo")


def send_video(call: Call) -> Json:
    return _send(call, "video")


def send_animation(call: Call) -> Json:
    return _send(call, "animation")


def send_audio(call: Call) -> Json:
    return _send(call, "audio")


def send_document(call: Call) -> Json:
    return _send(call, "document")


def send_voice(call: Call) -> Json:
    return _send(call, "voice")


def send_video_note(call: Call) -> Json:
    return _send(call, "video_note")


def send_sticker(call: Call) -> Json:
    return _send(call, "sticker")


def send_media_group(call: Call) -> list[Json]:
    media = call.params["media"]
    kinds = {item["type"] for item in media}
    if len(kinds) > 1 and kinds & ALONE:
        raise invalid("can't use the media of the specified type in the album")
    contents = [attachments.media_content(call, item) for item in media]
    group = {"media_group_id": str(next(call.world.media_groups))}
    return sending.send_many(call, [each | group for each in contents], PERMISSIONS[media[0]["type"]])


def _send(call: Call, kind: str) -> Json:
    return sending.send(call, attachments.content(call, kind), PERMISSIONS[kind])
