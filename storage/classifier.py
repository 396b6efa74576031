"""The classifier as a whole: read, written anew, and the number of its edition."""

from collections.abc import Iterable, Sequence

from bot.domain.classifier import Entry
from bot.domain.marks import Kind
from storage.database import Row, Transaction
from storage.territories import territory

REGIONS = range(1, 100)  # the first two digits of a code


def entry(row: Row) -> Entry:
    point = None if row["latitude"] is None else (row["latitude"], row["longitude"])
    return Entry(territory(row), Kind(row["kind"]), point, bool(row["gone"]))


async def entries(tx: Transaction) -> dict[str, Entry]:
    """By code; also what is gone."""
    return {row["kato"]: entry(row) for region in REGIONS for row in await of_region(tx, region)}


async def of_region(tx: Transaction, region: int) -> Sequence[Row]:
    """Region by region: the whole country at once would hold up everybody else."""
    return await tx.all("entries_between", first=f"{region:02}", last=f"{region:02}a")


async def put(tx: Transaction, came: Iterable[Entry]) -> None:
    """Parents before their children."""
    await tx.many(
        "put_entry",
        rows=[
            {
                "kato": entry.territory.kato,
                "parent": entry.territory.parent,
                "level": entry.territory.level.value,
                "name_kk": entry.territory.name_kk,
                "name_ru": entry.territory.name_ru,
                "name_en": entry.territory.name_en,
                "kind": entry.kind.value,
                "latitude": entry.point[0] if entry.point else None,
                "longitude": entry.point[1] if entry.point else None,
            }
            for entry in came
        ],
    )


async def mark_gone(tx: Transaction, katos: Iterable[str]) -> None:
    await tx.many("mark_gone", rows=[{"kato": kato} for kato in katos])


async def edition(tx: Transaction) -> int:
    """Rises with every change of the classifier."""
    row = await tx.one("edition")
    return row["value"] if row else 0


async def next_edition(tx: Transaction) -> None:
    await tx.run("next_edition")
