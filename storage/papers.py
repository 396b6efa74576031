"""What was chosen on paper at gatherings."""

from collections.abc import Sequence
from datetime import date

from bot.domain.papers import Heading, Paper
from storage.database import Row, Transaction


async def _paper(tx: Transaction, row: Row) -> Paper:
    counted = await tx.all("counts_of_paper", paper_id=row["id"])
    return Paper(
        id=row["id"],
        consultation_id=row["consultation_id"],
        heading=Heading(row["minutes"], date.fromisoformat(row["held_on"]), row["people"]),
        counts={one["number"]: one["counted"] for one in counted},
        photo=row["photo"],
        entered_by=row["entered_by"],
        confirmed=bool(row["confirmed"]),
    )


async def add(tx: Transaction, consultation_id: int, heading: Heading, person_id: str) -> int:
    """The id of what nobody has confirmed yet."""
    row = await tx.one(
        "add_paper",
        consultation_id=consultation_id,
        minutes=heading.minutes,
        held_on=heading.held_on.isoformat(),
        people=heading.people,
        entered_by=person_id,
    )
    assert row is not None
    return int(row["id"])


async def by_id(tx: Transaction, paper_id: int) -> Paper | None:
    row = await tx.one("paper_by_id", id=paper_id)
    return await _paper(tx, row) if row else None


async def of(tx: Transaction, consultation_id: int) -> Sequence[Paper]:
    """From the earliest gathering on."""
    return [await _paper(tx, row) for row in await tx.all("papers_of", consultation_id=consultation_id)]


async def save(tx: Transaction, changed: Paper) -> None:
    await tx.run(
        "set_paper",
        id=changed.id,
        minutes=changed.heading.minutes,
        held_on=changed.heading.held_on.isoformat(),
        people=changed.heading.people,
        photo=changed.photo,
        entered_by=changed.entered_by,
        confirmed=int(changed.confirmed),
    )
    await tx.run("drop_counts_of_paper", paper_id=changed.id)
    rows = [
        {"paper_id": changed.id, "number": number, "counted": counted}
        for number, counted in changed.counts.items()
    ]
    await tx.many("add_count_of_paper", rows)


async def drop(tx: Transaction, paper_id: int) -> None:
    await tx.run("drop_paper", id=paper_id)


async def forget_enterer(tx: Transaction, person_id: str) -> None:
    """What somebody has entered stays, without them."""
    await tx.run("forget_enterer", person_id=person_id)
