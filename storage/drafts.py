"""Drafts, one a person, with their words and attachments."""

from datetime import datetime

from bot.domain.categories import Category
from bot.domain.drafts import Attachment, Draft, NewAttachment, Part, Step
from bot.domain.events import FileKind
from bot.domain.places import Place
from storage.database import Row, Transaction
from storage.moments import loaded, stored
from storage.territories import territory


def attachment(row: Row) -> Attachment:
    return Attachment(row["id"], FileKind(row["kind"]), row["file_id"], row["message_id"], bool(row["shown"]))


async def of_person(tx: Transaction, person_id: str) -> Draft | None:
    row = await tx.one("draft_of", person_id=person_id)
    if row is None:
        return None
    parts = await tx.all("parts_of", draft_id=row["id"])
    attachments = await tx.all("draft_attachments", draft_id=row["id"])
    return Draft(
        id=row["id"],
        person_id=row["person_id"],
        step=Step(row["step"]),
        village=territory(row),
        changed_at=loaded(row["changed_at"]),
        category=Category(row["category"]) if row["category"] else None,
        parts=tuple(Part(part["message_id"], part["text"]) for part in parts),
        place=Place(row["latitude"], row["longitude"], row["place"]),
        overflow=bool(row["overflow"]),
        form_message_id=row["form_message_id"],
        attachments=tuple(attachment(kept) for kept in attachments),
    )


async def add(tx: Transaction, person_id: str, now: datetime) -> None:
    await tx.run("add_draft", person_id=person_id, step=Step.CATEGORY.value, changed_at=stored(now))


async def save(tx: Transaction, draft: Draft) -> None:
    """The draft's own row; words and attachments are saved one by one as they come."""
    await tx.run(
        "save_draft",
        id=draft.id,
        step=draft.step.value,
        category=draft.category and draft.category.value,
        latitude=draft.place.latitude,
        longitude=draft.place.longitude,
        place=draft.place.words,
        overflow=int(draft.overflow),
        form_message_id=draft.form_message_id,
        changed_at=stored(draft.changed_at),
    )


async def put_part(tx: Transaction, draft_id: int, part: Part) -> None:
    await tx.run("put_part", draft_id=draft_id, message_id=part.message_id, text=part.text)


async def has_attachment(tx: Transaction, draft_id: int, file_unique_id: str) -> bool:
    row = await tx.one("has_draft_attachment", draft_id=draft_id, file_unique_id=file_unique_id)
    return row is not None


async def add_attachment(tx: Transaction, draft_id: int, new: NewAttachment) -> None:
    await tx.run(
        "add_draft_attachment",
        draft_id=draft_id,
        kind=new.kind.value,
        file_id=new.file_id,
        file_unique_id=new.file_unique_id,
        album=new.album,
        message_id=new.message_id,
    )


async def form_shown(tx: Transaction, draft_id: int, message_id: int) -> None:
    await tx.run("form_shown", id=draft_id, form_message_id=message_id)


async def drop(tx: Transaction, draft_id: int, *, with_words: bool) -> None:
    """Words stay with a sent report, so that an edit of one is recognised."""
    if with_words:
        await tx.run("drop_parts", draft_id=draft_id)
    await tx.run("drop_draft", id=draft_id)
