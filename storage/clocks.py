"""What offices promise of their own time, and when the next of these promises runs out for each report."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.categories import Category
from bot.domain.clocks import Target
from bot.domain.reports import Report
from bot.domain.territories import Level, Territory
from storage import reports, tallies
from storage.database import Row, Transaction
from storage.moments import stored


async def target(tx: Transaction, report: Report) -> Target:
    """The unit's own, else its district's."""
    row = await tx.one("target", category=report.category.value, unit=report.unit, district=report.district)
    return _target(row) if row else Target()


def _target(row: Row) -> Target:
    return Target(row["first_word"], row["solution"], pictured=bool(row["pictured"]))


async def targets_of(tx: Transaction, kato: str) -> Mapping[Category, Target]:
    """What is set for the territory itself."""
    rows = await tx.all("targets_of", kato=kato)
    return {Category(row["category"]): _target(row) for row in rows}


async def set_target(tx: Transaction, territory: Territory, category: Category, new: Target) -> None:
    """The clocks of the open reports there are looked at anew."""
    await tx.run(
        "set_target",
        kato=territory.kato,
        category=category.value,
        first_word=new.first_word,
        solution=new.solution,
        pictured=int(new.pictured),
    )
    if territory.level is Level.UNIT:
        await tx.run("look_again_at_unit", kato=territory.kato)
    else:
        await tx.run("look_again_at_district", kato=territory.kato)


async def look_again(tx: Transaction) -> None:
    """At all that is promised: the days off may be others now."""
    await tx.run("look_again_at_due")


async def to_wind(tx: Transaction, now: datetime, most: int) -> Sequence[Report]:
    """What has moved since its clock was looked at, or has become late."""
    moved = await tx.all("reports_moved", most=most)
    late = await tx.all("reports_late_now", now=stored(now), most=most)
    found = [await reports.by_id(tx, key) for key in {row["id"] for row in (*moved, *late)}]
    return [one for one in found if one is not None]


async def wind(
    tx: Transaction, report: Report, due_at: datetime | None, escalate_at: datetime | None, *, overdue: bool
) -> None:
    """The report is counted as late, or not any more, from now on."""
    await tx.run(
        "wind_report",
        id=report.id,
        due_at=None if due_at is None else stored(due_at),
        escalate_at=None if escalate_at is None else stored(escalate_at),
        overdue=int(overdue),
        bucket=await tallies.move(tx, report.id, report.state, overdue=overdue),
    )


async def to_escalate(tx: Transaction, now: datetime, most: int) -> Sequence[Report]:
    rows = await tx.all("reports_to_escalate", now=stored(now), most=most)
    return [reports.loaded_report(row) for row in rows]


async def escalated(tx: Transaction, report_id: int) -> None:
    await tx.run("escalated", id=report_id)
