"""The classifier's rows."""

from collections.abc import Iterable

from bot.domain.territories import Level, Territory
from storage.database import Row, Transaction


def territory(row: Row) -> Territory:
    return Territory(
        kato=row["kato"],
        parent=row["parent"],
        level=Level(row["level"]),
        name_kk=row["name_kk"],
        name_ru=row["name_ru"],
        name_en=row["name_en"],
    )


async def by_kato(tx: Transaction, kato: str) -> Territory | None:
    row = await tx.one("territory", kato=kato)
    return territory(row) if row else None


async def inside(tx: Transaction, parent: str) -> list[Territory]:
    return [territory(row) for row in await tx.all("territories_in", parent=parent)]


async def of_level(tx: Transaction, level: Level) -> list[Territory]:
    return [territory(row) for row in await tx.all("territories_of_level", level=level.value)]


async def villages_like(tx: Transaction, folded: str, most: int) -> list[Territory]:
    """Villages one of whose names has a word that begins with `folded`."""
    rows = await tx.all("villages_like", level=Level.VILLAGE.value, pattern=f"% {folded}%", most=most)
    return [territory(row) for row in rows]


async def add(tx: Transaction, territories: Iterable[Territory]) -> None:
    """Parents before their children."""
    await tx.many(
        "add_territory",
        rows=[
            {
                "kato": territory.kato,
                "parent": territory.parent,
                "level": territory.level.value,
                "name_kk": territory.name_kk,
                "name_ru": territory.name_ru,
                "name_en": territory.name_en,
                "folded": territory.folded,
            }
            for territory in territories
        ],
    )


async def any_known(tx: Transaction) -> bool:
    return await tx.one("any_territory") is not None
