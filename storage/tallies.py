"""The closed accounting: kept with every move of a report, in the transaction of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain.events import OFFICE_STEPS, EventKind
from bot.domain.reports import Reason, State
from bot.domain.tallies import (
    ALL_DAYS,
    REASONED,
    Bucket,
    Milestone,
    Reasons,
    Tally,
    bucket,
    day_number,
    reached,
    undone,
)
from bot.domain.territories import Home
from storage.database import Row, Transaction
from storage.moments import loaded


async def _standing(tx: Transaction, report_id: int) -> Row | None:
    """None for a test, which is counted nowhere."""
    row = await tx.one("report_standing", id=report_id)
    assert row is not None
    return row if row["sequence"] > 0 else None


def _where(row: Row) -> dict[str, str]:
    return {key: row[key] for key in ("unit", "village", "category")}


def _days(row: Row) -> tuple[int, int]:
    """The day it came, and all days together."""
    return day_number(loaded(row["created_at"])), ALL_DAYS


async def came(tx: Transaction, report_id: int) -> None:
    """A new report is counted; nobody has taken it yet."""
    row = await _standing(tx, report_id)
    assert row is not None
    where = {"district": row["district"], **_where(row)}
    await tx.many("tally_come", [{"day": day, **where} for day in _days(row)])


async def move(tx: Transaction, report_id: int, state: State, *, overdue: bool | None = None) -> str | None:
    """The bucket it is counted in from now on, to be kept with its state; None for a test."""
    row = await _standing(tx, report_id)
    if row is None:
        return None
    late = bool(row["overdue"]) if overdue is None else overdue
    now = bucket(state, overdue=late)
    if now != row["bucket"]:
        change = dict.fromkeys(Bucket, 0) | {Bucket(row["bucket"]): -1, now: 1}
        moved = {one.value: by for one, by in change.items()}
        await tx.many("tally_move", [{"day": day, **_where(row), **moved} for day in _days(row)])
        await _count_reason(tx, report_id, row, now)
    return now.value


async def _count_reason(tx: Transaction, report_id: int, row: Row, now: Bucket) -> None:
    """That of the report's last end, which is told by then: it is counted as long as the report stays there."""
    before = Bucket(row["bucket"])
    if not {before, now} & REASONED:
        return
    told = await tx.one("reason_of", report_id=report_id)
    if told is None or told["reason"] is None:
        return
    where = [{"unit": row["unit"], "reason": told["reason"], "day": day} for day in _days(row)]
    if before in REASONED:
        await tx.many("reason_gone", [{"bucket": before.value, **one} for one in where])
    if now in REASONED:
        await tx.many(
            "reason_come", [{"bucket": now.value, "district": row["district"], **one} for one in where]
        )


async def hand_over(tx: Transaction, report_id: int, home: Home) -> str | None:
    """It is counted in another unit and village, where nobody has taken it, as if it had come there on the day it came;
    the bucket to be kept with it, None for a test. Of the days that are over, too: a digest of one of them, asked for
    later, counts it with the office that has it now.
    """
    waiting = await move(tx, report_id, State.RECEIVED, overdue=False)
    row = await _standing(tx, report_id)
    if row is None:
        return None
    left = [{"day": day, **_where(row)} for day in _days(row)]
    await tx.many("tally_leave", left)
    await tx.many("drop_empty_tally", left)
    where = {"district": row["district"], **_where(row), "unit": home.unit, "village": home.village}
    await tx.many("tally_come", [{"day": day, **where} for day in _days(row)])
    await tx.run("move_milestones", report_id=report_id, unit=home.unit, village=home.village)
    return waiting


async def happened(tx: Transaction, report_id: int, kind: EventKind, now: datetime) -> None:
    """What the event brings, and what does not hold any more after it."""
    row = await _standing(tx, report_id)
    if row is None:
        return
    for milestone in undone(kind):
        await tx.run("undo_milestone", report_id=report_id, kind=milestone.value)
    first = Milestone.FIRST_WORD
    if kind in OFFICE_STEPS and await tx.one("milestone", report_id=report_id, kind=first.value) is None:
        await _reach(tx, report_id, row, first, now)
        await tx.run("move_clock", id=report_id)
    if (brought := reached(kind)) is not None:
        await _reach(tx, report_id, row, brought, now)


async def _reach(tx: Transaction, report_id: int, row: Row, milestone: Milestone, now: datetime) -> None:
    await tx.run(
        "reach_milestone",
        report_id=report_id,
        kind=milestone.value,
        district=row["district"],
        day=day_number(now),
        minutes=(now - loaded(row["created_at"])) // timedelta(minutes=1),
        **_where(row),
    )


async def kept(tx: Transaction) -> Mapping[str, Tally]:
    """All that was ever counted, by unit, day by day."""
    return {row["unit"]: tally(row) for row in await tx.all("tallies_day_by_day")}


async def kept_together(tx: Transaction) -> Mapping[str, Tally]:
    """The same, as it is kept for all days together."""
    return {row["unit"]: tally(row) for row in await tx.all("tallies_together")}


def tally(row: Row) -> Tally:
    return Tally(int(row["intake"]), {one: int(row[one.value]) for one in Bucket})


async def counted_anew(tx: Transaction) -> Mapping[str, Tally]:
    """The same from the reports themselves: all of them are read."""
    found: dict[str, dict[Bucket, int]] = {}
    for row in await tx.all("buckets_counted"):
        found.setdefault(row["unit"], dict.fromkeys(Bucket, 0))[Bucket(row["bucket"])] = row["reports"]
    return {unit: Tally(sum(buckets.values()), buckets) for unit, buckets in found.items()}


async def reasons_kept(tx: Transaction) -> Mapping[str, Reasons]:
    """Why what is refused or passed on is, by unit, day by day."""
    return _reasons_by_unit(await tx.all("reasons_day_by_day"))


async def reasons_kept_together(tx: Transaction) -> Mapping[str, Reasons]:
    """The same, as it is kept for all days together."""
    return _reasons_by_unit(await tx.all("reasons_together"))


async def reasons_counted_anew(tx: Transaction) -> Mapping[str, Reasons]:
    """The same from what was said of the reports themselves: all of them are read."""
    return _reasons_by_unit(await tx.all("reasons_counted"))


def _reasons_by_unit(rows: Sequence[Row]) -> Mapping[str, Reasons]:
    units: dict[str, list[Row]] = {}
    for row in rows:
        units.setdefault(row["unit"], []).append(row)
    return {unit: reasons(found) for unit, found in units.items()}


def reasons(rows: Sequence[Row]) -> Reasons:
    found: dict[Bucket, dict[Reason, int]] = {}
    for row in rows:
        found.setdefault(Bucket(row["bucket"]), {})[Reason(row["reason"])] = int(row["reports"])
    return found
