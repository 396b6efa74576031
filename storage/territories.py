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


async def offered(tx: Transaction, kato: str) -> Territory | None:
    """None also for what is gone."""
    row = await tx.one("offered_territory", kato=kato)
    return territory(row) if row else None


async def inside(tx: Transaction, parent: str) -> list[Territory]:
    return [territory(row) for row in await tx.all("territories_in", parent=parent)]


async def ever_inside(tx: Transaction, parent: str) -> list[Territory]:
    """Also what is gone: there may still be reports of it."""
    return [territory(row) for row in await tx.all("territories_ever_in", parent=parent)]


async def roots(tx: Transaction) -> list[Territory]:
    """The regions."""
    return [territory(row) for row in await tx.all("root_territories")]


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
            }
            for territory in territories
        ],
    )


async def any_known(tx: Transaction) -> bool:
    return await tx.one("any_territory") is not None
