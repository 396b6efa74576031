"""Reports, their history and their attachments."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.categories import Category
from bot.domain.drafts import Attachment, Draft, NewAttachment
from bot.domain.events import Event, EventKind, FileKind, FileRef, NewEvent, Source
from bot.domain.groups import Group
from bot.domain.letters import Priority
from bot.domain.likeness import Candidate, Trouble
from bot.domain.numbers import Number
from bot.domain.places import Place
from bot.domain.reports import Report, State
from bot.domain.tallies import Bucket
from bot.domain.territories import Home
from storage import tallies
from storage.database import Row, Transaction
from storage.drafts import attachment
from storage.moments import loaded, stored
from storage.territories import territory
from storage.wishes import after_quiet


def loaded_report(row: Row) -> Report:
    return Report(
        id=row["id"],
        person_id=row["person_id"],
        district=row["district"],
        unit=row["unit"],
        village=territory(row),
        number=Number(row["year"], row["sequence"]),
        category=Category(row["category"]),
        text=row["text"],
        place=Place(row["latitude"], row["longitude"], row["place"]),
        state=State(row["state"]),
        holder_id=row["holder_id"],
        holder=row["holder"],
        created_at=loaded(row["created_at"]),
        closed_at=None if row["closed_at"] is None else loaded(row["closed_at"]),
        due_at=None if row["due_at"] is None else loaded(row["due_at"]),
        overdue=bool(row["overdue"]),
    )


async def next_number(tx: Transaction, district: str, year: int) -> Number:
    """The next free number of the district in the year; a rolled back unit gives it back."""
    row = await tx.one("next_sequence", name=f"reports:{district}:{year}")
    assert row is not None
    return Number(year, row["value"])


async def next_test_number(tx: Transaction, district: str, year: int) -> Number:
    """Counted apart, so that residents' numbers have no gaps."""
    row = await tx.one("next_sequence", name=f"tests:{district}:{year}")
    assert row is not None
    return Number(year, -row["value"])


async def add_test(
    tx: Transaction, person_id: str, draft_id: int, home: Home, number: Number, text: str, now: datetime
) -> int:
    """The id of a report that no draft has become; `draft_id` is below zero and its own."""
    row = await tx.one(
        "add_test_report",
        draft_id=draft_id,
        person_id=person_id,
        district=home.district,
        unit=home.unit,
        village=home.village,
        year=number.year,
        sequence=number.sequence,
        category=Category.OTHER.value,
        text=text,
        state=State.RECEIVED.value,
        created_at=stored(now),
    )
    assert row is not None
    return int(row["id"])


async def any_test(tx: Transaction, kato: str) -> bool:
    """Whether a test report was sent in a unit or a district."""
    return await tx.one("any_test_in", kato=kato) is not None


async def add(tx: Transaction, draft: Draft, home: Home, number: Number, now: datetime) -> int:
    """The id of the new report made of a draft that is ready."""
    category, text = draft.ready()
    row = await tx.one(
        "add_report",
        draft_id=draft.id,
        person_id=draft.person_id,
        district=home.district,
        unit=home.unit,
        village=home.village,
        year=number.year,
        sequence=number.sequence,
        category=category.value,
        text=text,
        latitude=draft.place.latitude,
        longitude=draft.place.longitude,
        place=draft.place.words,
        state=State.RECEIVED.value,
        bucket=Bucket.WAITING.value,
        created_at=stored(now),
    )
    assert row is not None
    await tx.run("hand_over_attachments", report_id=row["id"], draft_id=draft.id)
    await tallies.came(tx, row["id"])
    return int(row["id"])


async def _one(tx: Transaction, query: str, **values: object) -> Report | None:
    row = await tx.one(query, **values)
    return loaded_report(row) if row else None


async def by_id(tx: Transaction, report_id: int) -> Report | None:
    return await _one(tx, "report", id=report_id)


async def of_draft(tx: Transaction, person_id: str, draft_id: int) -> Report | None:
    """The report that this person's draft has become."""
    return await _one(tx, "report_of_draft", person_id=person_id, draft_id=draft_id)


async def by_number(tx: Transaction, district: str, number: Number) -> Report | None:
    return await _one(tx, "report_by_number", district=district, year=number.year, sequence=number.sequence)


async def of_person(tx: Transaction, person_id: str, most: int, skipped: int) -> list[Report]:
    """Newest first."""
    rows = await tx.all("reports_of_person", person_id=person_id, most=most, skipped=skipped)
    return [loaded_report(row) for row in rows]


async def held_by(tx: Transaction, person_id: str) -> list[Report]:
    """Those the office's member has taken."""
    return [loaded_report(row) for row in await tx.all("reports_held_by", holder_id=person_id)]


async def newest(tx: Transaction, person_id: str, state: State) -> Report | None:
    """The person's newest report in this state."""
    return await _one(tx, "newest_report_in_state", person_id=person_id, state=state.value)


async def count_of_person(tx: Transaction, person_id: str) -> int:
    row = await tx.one("count_reports_of_person", person_id=person_id)
    assert row is not None
    return int(row["total"])


_WAITING = {"first": State.RECEIVED.value, "second": State.REOPENED.value}


async def waiting(tx: Transaction, chat_id: int, most: int) -> list[Report]:
    """What nobody has taken of all that comes to the group, oldest first: of a district, what no unit's own group has."""
    return [
        loaded_report(row)
        for row in await tx.all("reports_in_states", chat_id=chat_id, most=most, **_WAITING)
    ]


async def count_waiting(tx: Transaction, chat_id: int) -> int:
    row = await tx.one("count_in_states", chat_id=chat_id, **_WAITING)
    assert row is not None
    return int(row["total"])


async def late(tx: Transaction, chat_id: int, most: int) -> list[Report]:
    """What somebody has taken and is late, of all that comes to the group, the latest first."""
    return [
        loaded_report(row) for row in await tx.all("reports_late", chat_id=chat_id, most=most, **_WAITING)
    ]


async def count_late(tx: Transaction, chat_id: int) -> int:
    row = await tx.one("count_late", chat_id=chat_id, **_WAITING)
    assert row is not None
    return int(row["total"])


async def newest_of(tx: Transaction, group: Group, most: int) -> list[Report]:
    """Of all that comes to the group, the newest first."""
    rows: list[Row] = []
    for kato in group.katos:
        whole = kato == group.district
        rows += await tx.all("newest_in_district" if whole else "newest_in_unit", kato=kato, most=most)
    found = sorted(map(loaded_report, rows), key=lambda one: -one.id)
    return found[:most]


async def open_in(tx: Transaction, unit: str, most: int) -> list[Candidate]:
    """The newest that the unit's office owes something, no tests."""
    return [_candidate(row) for row in await tx.all("open_in_unit", unit=unit, most=most)]


async def resolved_in(tx: Transaction, unit: str, since: datetime, most: int) -> list[Candidate]:
    """Those of the unit that the office has resolved since then, no tests."""
    state = State.RESOLVED.value
    rows = await tx.all("closed_in_unit", unit=unit, since=stored(since), state=state, most=most)
    return [_candidate(row) for row in rows]


def _candidate(row: Row) -> Candidate:
    place = Place(row["latitude"], row["longitude"], row["place"])
    came = loaded(row["created_at"])
    trouble = Trouble(Category(row["category"]), row["text"], place, row["village"], came)
    return Candidate(row["id"], row["person_id"], trouble)


async def duplicates_of(tx: Transaction, report_id: int) -> list[tuple[int, str]]:
    """The ids of those that repeat it, each with who of the office found that out."""
    rows = await tx.all(
        "duplicates_of",
        first=str(report_id),
        kind=EventKind.DUPLICATE.value,
        state=State.DUPLICATE.value,
    )
    return [(row["id"], row["actor_id"]) for row in rows]


async def first_of(tx: Transaction, report_id: int) -> int:
    """The id of the report that this one, a duplicate, repeats, or has repeated last."""
    row = await tx.one("first_of", report_id=report_id, kind=EventKind.DUPLICATE.value)
    assert row is not None  # nothing is a duplicate of nothing
    return int(row["reason"])


async def save_state(tx: Transaction, report: Report, now: datetime) -> None:
    """The state it has since now, and is counted in; when that is an end, it was closed now."""
    await tx.run(
        "save_report_state",
        id=report.id,
        state=report.state.value,
        holder_id=report.holder_id,
        bucket=await tallies.move(tx, report.id, report.state),
        closed_at=None if report.state.open else stored(now),
    )


async def hand_over(tx: Transaction, report: Report, home: Home) -> None:
    """It belongs there now, and nobody has looked at its clock yet."""
    await tx.run(
        "hand_over_report",
        id=report.id,
        unit=home.unit,
        village=home.village,
        state=report.state.value,
        bucket=await tallies.hand_over(tx, report.id, home),
    )


async def ask_again(tx: Transaction, closed_before: datetime, now: datetime, most: int) -> int:
    """Letters to the residents of so many reports that were solved before then, says the office; how many these were."""
    rows = await tx.all("ask_again", before=stored(closed_before), now=stored(now), most=most)
    letter = {"priority": int(Priority.BULK), **after_quiet(now)}
    await tx.many("write_again_letter", [{"report_id": row["id"], **letter} for row in rows])
    return len(rows)


async def unanswered(
    tx: Transaction, closed_before: datetime, asked_before: datetime, most: int
) -> list[Report]:
    """Those whose residents were asked again before then, and have not said whether they are solved."""
    rows = await tx.all(
        "reports_unanswered", before=stored(closed_before), asked_before=stored(asked_before), most=most
    )
    return [loaded_report(row) for row in rows]


async def add_event(tx: Transaction, report_id: int, new: NewEvent, now: datetime) -> int | None:
    """The new event's id, or None when its message has been told before."""
    row = await tx.one(
        "add_event",
        report_id=report_id,
        kind=new.kind.value,
        actor_id=new.actor_id,
        reason=new.reason,
        text=new.text,
        file_kind=new.file and new.file.kind.value,
        file_id=new.file and new.file.file_id,
        source_chat_id=new.source and tx.keys.chat(new.source.chat_id),
        source_message_id=new.source and new.source.message_id,
        happened_at=stored(now),
    )
    if row is None:
        return None
    await tallies.happened(tx, report_id, new.kind, now)
    return int(row["id"])


def event_of(row: Row) -> Event:
    return Event(
        id=row["id"],
        report_id=row["report_id"],
        kind=EventKind(row["kind"]),
        reason=row["reason"],
        text=row["text"],
        file=FileRef(FileKind(row["file_kind"]), row["file_id"]) if row["file_kind"] else None,
        happened_at=loaded(row["happened_at"]),
    )


async def event(tx: Transaction, event_id: int) -> Event | None:
    row = await tx.one("event", id=event_id)
    return event_of(row) if row else None


async def event_by_source(tx: Transaction, source: Source) -> Event | None:
    row = await tx.one("event_by_source", chat_id=tx.keys.chat(source.chat_id), message_id=source.message_id)
    return event_of(row) if row else None


async def history(tx: Transaction, report_id: int) -> list[Event]:
    """Oldest first."""
    return [event_of(row) for row in await tx.all("events_of", report_id=report_id)]


async def set_event_text(tx: Transaction, event_id: int, text: str) -> None:
    await tx.run("set_event_text", id=event_id, text=text)


async def attachments(tx: Transaction, report_id: int) -> Sequence[Attachment]:
    return [attachment(row) for row in await tx.all("report_attachments", report_id=report_id)]


async def of_album(tx: Transaction, person_id: str, album: str) -> int | None:
    """The id of the person's report that other pictures of this album went into."""
    row = await tx.one("report_of_album", person_id=person_id, album=album)
    return int(row["report_id"]) if row else None


async def add_attachment(tx: Transaction, report_id: int, new: NewAttachment) -> None:
    await tx.run(
        "add_report_attachment",
        report_id=report_id,
        kind=new.kind.value,
        file_id=new.file_id,
        file_unique_id=new.file_unique_id,
        album=new.album,
        message_id=new.message_id,
    )


async def attachment_shown(tx: Transaction, attachment_id: int) -> None:
    await tx.run("attachment_shown", id=attachment_id)


async def attachments_hidden(tx: Transaction, report_id: int) -> None:
    """Its group has none of them any more."""
    await tx.run("attachments_hidden", report_id=report_id)


async def of_part(tx: Transaction, person_id: str, message_id: int) -> int | None:
    """The id of the person's report whose description came, in part, in this message."""
    row = await tx.one("report_of_part", person_id=person_id, message_id=message_id)
    return int(row["id"]) if row else None
