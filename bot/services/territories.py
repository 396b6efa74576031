"""Finding a village, and knowing what stands above it."""

import asyncio
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.people import Language
from bot.domain.territories import Home, Level, NoSuchTerritory, Spot, Territory, fold
from storage import territories
from storage.database import Database, Transaction, reading, writing

LOOKED_AT = 2000  # of one letter there may be as many; then the whole country is not put in order
FOUND_AT_MOST = 50


@dataclass(frozen=True)
class TerritoryService:
    database: Database

    @reading
    async def find(self, tx: Transaction, text: str, language: Language) -> list[Spot]:
        """Villages whose name begins like `text`, in any spelling, in the language's order."""
        longest, *others = sorted(fold(text).split(), key=len, reverse=True) or [""]
        if not longest:
            return []
        found = await territories.villages_like(tx, longest, LOOKED_AT)
        fitting = [village for village in found if all(f" {word}" in village.folded for word in others)]
        return [await _spot(tx, village) for village in in_order(fitting, language)[:FOUND_AT_MOST]]

    @reading
    async def inside(self, tx: Transaction, kato: str, language: Language) -> list[Territory]:
        return in_order(await territories.inside(tx, kato), language)

    @reading
    async def districts(self, tx: Transaction, language: Language) -> list[Territory]:
        return in_order(await territories.of_level(tx, Level.DISTRICT), language)

    @reading
    async def spot(self, tx: Transaction, kato: str) -> Spot:
        """Raises NoSuchTerritory."""
        return await spot_of(tx, kato)

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


async def known(tx: Transaction, kato: str) -> Territory:
    territory = await territories.by_kato(tx, kato)
    if territory is None:
        raise NoSuchTerritory
    return territory


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


# Both databases sort Қ, Ң, Ә after Я; this is the Kazakh alphabet, and the Russian and Latin ones within it.
_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяabcdefghijklmnopqrstuvwxyz"


def in_order(found: Iterable[Territory], language: Language) -> list[Territory]:
    def key(territory: Territory) -> list[int]:
        return [_ALPHABET.find(letter) for letter in territory.name(language).lower()]

    return sorted(found, key=key)
