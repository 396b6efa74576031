"""Gatherings and meetings, with all that is told and being written of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.events import FileKind, FileRef
from bot.domain.letters import Priority
from bot.domain.meetings import Kind, Meeting, Minutes, Notice, Said, Stage
from storage.database import Row, Transaction
from storage.moments import loaded, stored
from storage.territories import territory
from storage.wishes import after_quiet


async def add(tx: Transaction, kato: str, kind: Kind, person_id: str, now: datetime) -> int:
    """The id of a new draft."""
    row = await tx.one(
        "add_meeting", kato=kato, kind=kind.value, entered_by=person_id, entered_at=stored(now)
    )
    assert row is not None
    return int(row["id"])


async def by_id(tx: Transaction, meeting_id: int) -> Meeting | None:
    row = await tx.one("meeting_by_id", id=meeting_id)
    return await _whole(tx, row) if row else None


async def _whole(tx: Transaction, row: Row) -> Meeting:
    key, told = row["id"], row["notices"]
    notices = [_notice(one) for one in await tx.all("notices_of", meeting_id=key)]
    agenda = [Said(one["kk"], one["ru"]) for one in await tx.all("agenda_of", meeting_id=key)]
    minutes = {one["entered"]: _minutes(one) for one in await tx.all("minutes_of", meeting_id=key)}
    return Meeting(
        id=key,
        territory=territory(row),
        kind=Kind(row["kind"]),
        whose=Said(row["whose_kk"], row["whose_ru"]),
        agenda=agenda,
        consultation_id=row["consultation_id"],
        stage=Stage(row["stage"]),
        told=notices[:told],
        next=notices[told] if len(notices) > told else None,
        minutes=minutes.get(1),
        edition=row["minutes"],
        drafted=minutes.get(0),
        reason=row["reason"],
    )


def _notice(row: Row) -> Notice:
    begins_at = None if row["begins_at"] is None else loaded(row["begins_at"])
    return Notice(begins_at, Said(row["place_kk"], row["place_ru"]), row["reason"])


def _minutes(row: Row) -> Minutes:
    file = FileRef(FileKind(row["file_kind"]), row["file_id"]) if row["file_id"] else None
    decision = Said(row["decision_kk"], row["decision_ru"])
    return Minutes(row["number"], row["present"], row["members"], decision, file)


async def of(tx: Transaction, kato: str, most: int) -> Sequence[Meeting]:
    """The unit's last so many, the newest first."""
    return await _all(tx, await tx.all("meetings_of", kato=kato, most=most))


async def ahead(tx: Transaction, kato: str, since: datetime, now: datetime, most: int) -> Sequence[Meeting]:
    """What residents know to be ahead, the next first; also what was to be held after `since` and has no minutes."""
    rows = await tx.all("meetings_ahead", kato=kato, since=stored(since), now=stored(now), most=most)
    return await _all(tx, rows)


async def held(tx: Transaction, kato: str, before: int, most: int) -> Sequence[Meeting]:
    """Those with minutes, the newest first, without the first so many."""
    return await _all(tx, await tx.all("meetings_held", kato=kato, before=before, most=most))


async def _all(tx: Transaction, rows: Sequence[Row]) -> list[Meeting]:
    found = [await by_id(tx, row["id"]) for row in rows]
    return [one for one in found if one is not None]


async def save(tx: Transaction, changed: Meeting) -> None:
    """All of it."""
    await tx.run(
        "set_meeting",
        id=changed.id,
        whose_kk=changed.whose.kk,
        whose_ru=changed.whose.ru,
        consultation_id=changed.consultation_id,
        stage=changed.stage.value,
        notices=len(changed.told),
        minutes=changed.edition,
        reason=changed.reason,
    )
    notices = [*changed.told, *([changed.next] if changed.next else [])]
    key = {"meeting_id": changed.id}
    await tx.run("drop_notices", meeting_id=changed.id)
    await tx.many("add_notice", [{**key, **_row_of(one, number)} for number, one in enumerate(notices, 1)])
    await tx.run("drop_agenda", meeting_id=changed.id)
    points = [{**key, "number": number, "kk": one.kk, "ru": one.ru} for number, one in _numbered(changed)]
    await tx.many("add_point", points)
    await tx.run("drop_minutes", meeting_id=changed.id)
    minutes = [{**key, **_row(one, entered)} for entered, one in _both(changed) if one]
    await tx.many("add_minutes", minutes)


def _numbered(meeting: Meeting) -> list[tuple[int, Said]]:
    return list(enumerate(meeting.agenda, 1))


def _both(meeting: Meeting) -> list[tuple[int, Minutes | None]]:
    return [(1, meeting.minutes), (0, meeting.drafted)]


def _row_of(notice: Notice, edition: int) -> Mapping[str, Any]:
    return {
        "edition": edition,
        "begins_at": notice.begins_at and stored(notice.begins_at),
        "place_kk": notice.place.kk,
        "place_ru": notice.place.ru,
        "reason": notice.reason,
    }


def _row(minutes: Minutes, entered: int) -> Mapping[str, Any]:
    return {
        "entered": entered,
        "number": minutes.number,
        "present": minutes.present,
        "members": minutes.members,
        "decision_kk": minutes.decision.kk,
        "decision_ru": minutes.decision.ru,
        "file_kind": minutes.file and minutes.file.kind.value,
        "file_id": minutes.file and minutes.file.file_id,
    }


async def drop(tx: Transaction, meeting_id: int) -> None:
    await tx.run("drop_meeting", id=meeting_id)


async def to_remind(tx: Transaction, after: datetime, before: datetime) -> Sequence[Meeting]:
    """Those that begin between these moments, and of which nobody was reminded as they stand."""
    return await _all(tx, await tx.all("meetings_to_remind", after=stored(after), before=stored(before)))


async def reminded(tx: Transaction, meeting_id: int) -> None:
    await tx.run("note_reminded", id=meeting_id)


async def to_tell(tx: Transaction) -> Sequence[Meeting]:
    """Those that decided on a counted consultation, of which nobody was told as the minutes stand."""
    return await _all(tx, await tx.all("meetings_to_tell"))


async def tell(tx: Transaction, meeting: Meeting, due_at: datetime) -> None:
    """Letters to everybody who took part in the consultation, for each when their quiet hours are over."""
    await tx.run(
        "write_decided_letters",
        prefix=f"decided:{meeting.id}:{meeting.edition}:",
        meeting_id=meeting.id,
        priority=int(Priority.BULK),
        **after_quiet(due_at),
    )
    await tx.run("note_told", id=meeting.id)
