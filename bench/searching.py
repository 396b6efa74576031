"""Finding a village in the whole country, as residents type: names, beginnings, slips, with the district after them."""

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.domain.people import Language
from bot.domain.territories import Spot, Territory
from bot.services.classifier import ClassifierService, read
from bot.services.territories import TerritoryService
from storage import classifier
from storage.database import Database, connect
from tests.countries import country, csv_of

WARMING = 50


@dataclass(frozen=True)
class Searched:
    """Seconds: for each search in turn, and for the import of the country."""

    waits: Sequence[float]
    imported: float

    def wait(self, share: float) -> float:
        """The wait that this share of all searches did not exceed, in milliseconds."""
        every = sorted(self.waits)
        return every[min(int(len(every) * share), len(every) - 1)] * 1000


async def search(url: str, searches: int) -> Searched:
    """In a new database."""
    database = await connect(url)
    await database.migrate()
    imported = await _import(database)
    chance, service = Random(1), TerritoryService(database)
    entries = (await database.read(classifier.entries)).values()
    homes = [
        entry.territory for entry in entries if not entry.gone and entry.territory.level.value == "village"
    ]
    waits = []
    for number in range(searches + WARMING):
        home = chance.choice(homes)
        spot = await service.spot(home.kato)
        typed, language = _typed(home, spot, chance), chance.choice(list(Language))
        started = time.perf_counter()
        await service.find(typed, language)
        if number >= WARMING:
            waits.append(time.perf_counter() - started)
    await database.close()
    return Searched(waits, imported)


async def _import(database: Database) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = csv_of(country(), Path(folder) / "kato.csv")
        started = time.perf_counter()
        came = read(file, lambda *_: None)
        await ClassifierService(database).renew(came, lambda *_: None, skip_broken=False)
        return time.perf_counter() - started


def _typed(home: Territory, spot: Spot, chance: Random) -> str:
    name = home.name(chance.choice(list(Language)))
    place = chance.randrange(len(name))
    slip = name[:place] + chance.choice(["", "а", "k"]) + name[place + 1 :]
    district = chance.choice(spot.above).name_kk
    return chance.choice(
        [name, name[: chance.randint(1, 4)], slip, f"{name} {district}", f"{slip} {district}"]
    )
