"""Finding a village, and knowing what stands above it."""

import asyncio
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.classifier import Entry
from bot.domain.people import Language
from bot.domain.territories import Home, Level, NoSuchTerritory, Spot, Territory, is_home
from bot.services.alphabets import in_order
from bot.services.gazetteers import Gazetteer
from storage import classifier, territories
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class Listing:
    """What lies in a territory, or, `inside` none, in the country; `back` is the code above, if there is a way."""

    inside: Spot | None
    listed: Sequence[Territory]
    back: str | None = None


class Shelf:
    """The gazetteer of the edition that is kept now; another program may have imported a newer one meanwhile."""

    def __init__(self) -> None:
        self.edition: int | None = None
        self.gazetteer = Gazetteer(())
        self.busy = asyncio.Lock()


@dataclass(frozen=True)
class TerritoryService:
    database: Database
    shelf: Shelf = field(default_factory=Shelf, compare=False)

    async def find(self, text: str, language: Language) -> list[Spot]:
        """Where residents live whose place begins like `text`, in any spelling, or nearly so; the best first."""
        gazetteer = await self._gazetteer()
        return await asyncio.to_thread(gazetteer.find, text, language)

    async def near(self, latitude: float, longitude: float) -> list[Spot]:
        """Where residents live around a point, the nearest first; none where no coordinates were imported."""
        gazetteer = await self._gazetteer()
        return await asyncio.to_thread(gazetteer.near, latitude, longitude)

    async def refresh(self) -> None:
        """Have the newest edition at hand before somebody asks for it."""
        await self._gazetteer()

    async def _gazetteer(self) -> Gazetteer:
        shelf = self.shelf
        async with shelf.busy:
            if shelf.edition != await self._edition():
                shelf.edition, entries = await self._entries()
                shelf.gazetteer = await asyncio.to_thread(Gazetteer, entries)
        return shelf.gazetteer

    @reading
    async def _edition(self, tx: Transaction) -> int:
        return await classifier.edition(tx)

    @reading
    async def _entries(self, tx: Transaction) -> tuple[int, list[Entry]]:
        return await classifier.edition(tx), list((await classifier.entries(tx)).values())

    @reading
    async def listing(self, tx: Transaction, kato: str, language: Language) -> Listing:
        """With no code the regions, or what lies in the only one. Raises NoSuchTerritory, also for what is gone."""
        return await listing_of(tx, kato, language)

    @reading
    async def spot(self, tx: Transaction, kato: str) -> Spot:
        """Raises NoSuchTerritory."""
        return await spot_of(tx, kato)

    @reading
    async def named(self, tx: Transaction, katos: Iterable[str]) -> list[Territory]:
        """The territories with these codes. Raises NoSuchTerritory."""
        return [await known(tx, kato) for kato in katos]

    async def begin_with(self, sample: Path) -> None:
        """Fill an empty classifier from a file of the classifier's columns, parents before children."""
        await self._fill(await asyncio.to_thread(read, sample))

    @writing
    async def _fill(self, tx: Transaction, sample: Sequence[Territory]) -> None:
        if not await territories.any_known(tx):
            await territories.add(tx, sample)


def read(file: Path) -> list[Territory]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Territory(
                row["kato"],
                row["parent"] or None,
                Level(row["level"]),
                row["name_kk"],
                row["name_ru"],
                row["name_en"],
            )
            for row in csv.DictReader(lines)
        ]


async def listing_of(tx: Transaction, kato: str, language: Language) -> Listing:
    """Raises NoSuchTerritory."""
    roots = await territories.roots(tx)
    if not kato:
        top = await territories.inside(tx, roots[0].kato) if len(roots) == 1 else roots
        return Listing(None, in_order(top, language))
    if await territories.offered(tx, kato) is None:
        raise NoSuchTerritory
    spot = await spot_of(tx, kato)
    above = [one.kato for one in spot.above if len(roots) > 1 or one.level is not Level.REGION]
    listed = in_order(await territories.inside(tx, kato), language)
    return Listing(spot, listed, above[0] if above else "")


async def known(tx: Transaction, kato: str) -> Territory:
    territory = await territories.by_kato(tx, kato)
    if territory is None:
        raise NoSuchTerritory
    return territory


async def must_be_home(tx: Transaction, kato: str) -> None:
    """Raises NoSuchTerritory where no resident can live: also in what the newest edition no longer has."""
    territory = await territories.offered(tx, kato)
    if territory is None or not is_home(territory, empty=not await territories.inside(tx, kato)):
        raise NoSuchTerritory


async def spot_of(tx: Transaction, kato: str) -> Spot:
    """Raises NoSuchTerritory."""
    return await _spot(tx, await known(tx, kato))


async def home_of(tx: Transaction, kato: str) -> Home:
    """The unit and the district a territory belongs to; a unit without a district above stands for both."""
    spot = await spot_of(tx, kato)
    line = {territory.level: territory.kato for territory in (spot.territory, *spot.above)}
    unit = line.get(Level.UNIT, kato)
    return Home(kato, unit, line.get(Level.DISTRICT, unit))


async def _spot(tx: Transaction, territory: Territory) -> Spot:
    above: list[Territory] = []
    parent = territory.parent
    while parent and (found := await territories.by_kato(tx, parent)):
        above.append(found)
        parent = found.parent
    return Spot(territory, tuple(above))
