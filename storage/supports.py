"""Who supports which report, through which duplicate, and what residents may see of each other's reports."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.events import Event
from bot.domain.letters import LetterKind, Priority
from bot.domain.reports import State
from storage.database import Transaction
from storage.moments import stored
from storage.reports import event_of
from storage.wishes import after_quiet


@dataclass(frozen=True)
class Side:
    """What of a report is its neighbours' business."""

    public: bool
    hidden: bool
    supporters: int


async def side(tx: Transaction, report_id: int) -> Side:
    row = await tx.one("shared", report_id=report_id)
    assert row is not None
    return Side(bool(row["public"]), bool(row["hidden"]), row["supporters"])


async def hide(tx: Transaction, report_id: int, *, hidden: bool) -> None:
    await tx.run("set_hidden", report_id=report_id, hidden=int(hidden))


async def add(tx: Transaction, report_id: int, person_id: str, now: datetime) -> None:
    """By themselves, also if they had come through a duplicate before."""
    await tx.run("add_support", report_id=report_id, person_id=person_id, since=stored(now))
    await tx.run("move_clock", id=report_id)


async def drop(tx: Transaction, report_id: int, person_id: str) -> None:
    await tx.run("drop_support", report_id=report_id, person_id=person_id)


async def supports(tx: Transaction, report_id: int, person_id: str) -> bool:
    return await tx.one("supports_report", report_id=report_id, person_id=person_id) is not None


async def of_person(tx: Transaction, person_id: str) -> list[int]:
    """The ids of the reports that somebody supports, the newest first."""
    return [row["report_id"] for row in await tx.all("supported_by", person_id=person_id)]


async def drop_all(tx: Transaction, person_id: str) -> None:
    await tx.run("drop_supports_of", person_id=person_id)


async def merge(tx: Transaction, duplicate_id: int, first_id: int) -> None:
    """Who sent a duplicate, or supports it, supports the first report from now on; its own author does not, and nobody
    supports a test.
    """
    await tx.run("merge_author", first=first_id, duplicate=duplicate_id)
    await tx.run("merge_supports", first=first_id, duplicate=duplicate_id)
    await tx.run("move_clock", id=first_id)


async def part(tx: Transaction, duplicate_id: int, first_id: int) -> None:
    """Who came through this duplicate leaves with it, unless another duplicate of the same brings them too."""
    came = await tx.all("came_through", first=first_id, duplicate=duplicate_id)
    for person_id in [row["person_id"] for row in came]:
        other = await tx.one(
            "other_way",
            first=str(first_id),
            duplicate=duplicate_id,
            person_id=person_id,
            state=State.DUPLICATE.value,
        )
        if other is None:
            await drop(tx, first_id, person_id)
        else:
            await tx.run("set_way", report_id=first_id, person_id=person_id, way=other["id"])


async def around(tx: Transaction, district: str, unit: str, most: int) -> list[int]:
    """The ids of the newest open reports of the district that neighbours can read: the unit's own first, then those that
    most support, then the newest.
    """
    received = State.RECEIVED.value
    rows = await tx.all("public_around", district=district, received=received, most=most)
    return [row["id"] for row in sorted(rows, key=lambda row: (row["unit"] != unit, -row["supporters"]))]


async def joined_of_draft(tx: Transaction, person_id: str, draft_id: int) -> int | None:
    """The id of the report to which this person's draft has gone as their words."""
    row = await tx.one("joined_of_draft", person_id=person_id, draft_id=str(draft_id))
    return int(row["report_id"]) if row else None


async def joins(tx: Transaction, person_id: str) -> list[Event]:
    """All that somebody has added to others' reports, oldest first."""
    return [event_of(row) for row in await tx.all("joins_of", person_id=person_id)]


async def forget_joins(tx: Transaction, person_id: str) -> None:
    """That somebody has added something stays, but not what."""
    await tx.run("forget_joins", person_id=person_id)


async def write_letters(
    tx: Transaction, report_id: int, kind: LetterKind, subject: int, due_at: datetime
) -> None:
    """To everybody who supports the report, for each when their quiet hours are over, in one statement."""
    await tx.run(
        "write_support_letters",
        prefix=f"{kind}:{subject}:",
        kind=kind.value,
        subject=subject,
        report_id=report_id,
        priority=int(Priority.NEWS),
        **after_quiet(due_at),
    )
