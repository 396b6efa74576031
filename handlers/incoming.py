"""What a message carries, in the product's own terms."""

from aiogram.types import Document, Message, PhotoSize, Video, Voice

from bot.domain.drafts import NewAttachment, check_file
from bot.domain.events import FileKind, FileRef, Source
from bot.domain.histories import Remark
from bot.domain.places import Place
from bot.services.drafts import Incoming

_PICTURES = ("image/", "video/")


def incoming(message: Message) -> Incoming | None:
    """A file a report can carry, or None. Raises FileTooBig."""
    kind: FileKind
    file: PhotoSize | Video | Voice | Document
    if message.photo:
        kind, file = FileKind.PHOTO, message.photo[-1]
    elif message.video:
        kind, file = FileKind.VIDEO, message.video
    elif message.voice:
        kind, file = FileKind.VOICE, message.voice
    elif message.document and (message.document.mime_type or "").startswith(_PICTURES):
        kind, file = FileKind.DOCUMENT, message.document
    else:
        return None
    check_file(file.file_size)
    attachment = NewAttachment(
        kind, file.file_id, file.file_unique_id, message.media_group_id, message.message_id
    )
    return Incoming(attachment, message.caption)


def place_in(message: Message) -> Place | None:
    """The point that was sent; None without one, and for one that moves. Raises OutsideKazakhstan."""
    location = message.venue.location if message.venue else message.location
    if location is None or location.live_period:
        return None
    return Place.point(location.latitude, location.longitude)


def remark(message: Message) -> Remark | None:
    """Words, a file, both, or a place; None when there is nothing that can be passed on.

    Raises FileTooBig, OutsideKazakhstan.
    """
    source = Source(message.chat.id, message.message_id)
    if message.text:
        return Remark(message.text, None, source)
    if (place := place_in(message)) is not None:
        return Remark(f"https://maps.google.com/?q={place.latitude:.5f},{place.longitude:.5f}", None, source)
    given = incoming(message)
    if given is None:
        return None
    return Remark(given.caption, FileRef(given.file.kind, given.file.file_id), source)
