"""`python -m bot territories …`: the national classifier taken over, listed and searched at the terminal."""

import argparse
import json
import sys
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from bot.bars import Bar
from bot.domain.classifier import Broken, Flaw
from bot.domain.errors import Unavailable
from bot.domain.people import Language
from bot.domain.territories import NoSuchTerritory, Spot
from bot.services import classifier
from bot.services.classifier import ClassifierService, NotTaken, Outcome, Reading
from bot.services.sheets import Trouble, Unreadable
from bot.services.territories import TerritoryService
from storage.database import Database, connect

SHOWN: Final = 10  # broken rows

TROUBLES: Final[Mapping[Trouble, str]] = {
    Trouble.MISSING: "cannot be opened: {value}",
    Trouble.ENCODING: "is not in UTF-8: save it as «CSV UTF-8»",
    Trouble.CSV: "is no whole CSV file, line {value}",
    Trouble.WORKBOOK: "is no whole XLSX workbook: download it again, or save it as CSV UTF-8",
    Trouble.EMPTY: "has no rows",
    Trouble.COLUMNS: "lacks columns: {value}; needed are kato, level, name_ru, name_kk, "
    "or the official te, name_kaz, name_rus",
    Trouble.SWAPPED: "has Kazakh names under name_ru and Russian ones under name_kk: swap the two columns",
}
FLAWS: Final[Mapping[Flaw, str]] = {
    Flaw.FIELDS: "as many cells as the head has are needed, here are {value}",
    Flaw.KATO: "a code is nine digits, not «{value}»; in a spreadsheet make the column text",
    Flaw.LEVEL: "a level is oblast, district, sub_district or settlement, not «{value}»",
    Flaw.NAME: "there is no name",
    Flaw.FORMULA: "«{value}» is a formula and no name",
    Flaw.COORDINATES: "«{value}» is no latitude and longitude in Kazakhstan",
    Flaw.REPEATED: "the code {value} stands there already",
    Flaw.ORPHAN: "the region of {value} is not in the file",
}


async def obey(chosen: argparse.Namespace, database_url: str) -> int:
    bells = {"import": take_over, "list": listed, "search": searched}
    async with opened(database_url) as database:
        try:
            return await bells[chosen.what](chosen, database)
        except Unavailable as error:
            print(f"The database does not answer ({error}). Nothing was changed; try again.", file=sys.stderr)
            return 1


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = await connect(url)
    try:
        await database.migrate()
        yield database
    finally:
        await database.close()


async def take_over(chosen: argparse.Namespace, database: Database) -> int:
    file, service, bar = Path(chosen.file), ClassifierService(database), Bar()
    try:
        came = classifier.read(file, bar.reading)
        if chosen.dry_run:
            outcome = await service.try_out(came, skip_broken=chosen.skip_broken)
        else:
            outcome = await service.renew(came, bar.writing, skip_broken=chosen.skip_broken)
    except Unreadable as error:
        bar.end()
        print(f"{file.name} {TROUBLES[error.trouble].format(value=error.value)}.", file=sys.stderr)
        return 1
    except NotTaken as error:
        bar.end()
        complain(error.broken)
        print("Nothing was changed; --skip-broken takes the other rows.", file=sys.stderr)
        return 1
    bar.end()
    complain(outcome.broken)
    tell(came, outcome, chosen)
    return 0


def complain(broken: Sequence[Broken]) -> None:
    for one in broken[:SHOWN]:
        print(f"row {one.row}: {FLAWS[one.flaw].format(value=one.value[:60])}", file=sys.stderr)
    if len(broken) > SHOWN:
        print(f"… and {len(broken) - SHOWN:,} more broken rows", file=sys.stderr)


def tell(came: Reading, outcome: Outcome, chosen: argparse.Namespace) -> None:
    found = outcome.changes
    counts = {name: len(getattr(found, name)) for name in ("added", "renamed", "moved", "gone")}
    if chosen.json:
        told = {"rows": len(came.lines), **counts, "kazakh_in_russian": came.kazakh}
        skipped = [{"row": one.row, "flaw": one.flaw.value} for one in outcome.broken]
        print(json.dumps({**told, "skipped": skipped, "dry_run": chosen.dry_run}))
        return
    would = "Nothing is changed yet. It would be: " if chosen.dry_run else ""
    print(f"{would}{', '.join(f'{count:,} {name}' for name, count in counts.items())}.")
    print(f"{len(came.lines):,} rows; in {came.kazakh:,} of them the Russian name is Kazakh, and is kept so.")
    if outcome.broken:
        print(f"Broken rows left out: {len(outcome.broken):,}; therefore nothing is taken for gone.")


async def listed(chosen: argparse.Namespace, database: Database) -> int:
    service = TerritoryService(database)
    try:
        listing = await service.listing(chosen.kato, Language.KAZAKH)
        spots = [await service.spot(one.kato) for one in listing.listed]
    except NoSuchTerritory:
        print(f"There is no territory {chosen.kato}.", file=sys.stderr)
        return 1
    show(spots, chosen)
    return 0


async def searched(chosen: argparse.Namespace, database: Database) -> int:
    show(await TerritoryService(database).find(chosen.text, Language.KAZAKH), chosen)
    return 0


def show(spots: Iterable[Spot], chosen: argparse.Namespace) -> None:
    if chosen.json:
        print(json.dumps([described(spot) for spot in spots], ensure_ascii=False, indent=1))
        return
    for spot in spots:
        names = dict.fromkeys(spot.territory.name(language) for language in Language)
        above = ", ".join(territory.name_kk for territory in spot.above)
        print(f"{spot.territory.kato}  {' · '.join(names)}{f'  ({above})' if above else ''}")


def described(spot: Spot) -> dict[str, Any]:
    one = spot.territory
    names = {f"name_{language.value}": one.name(language) for language in Language}
    return {
        "kato": one.kato,
        "level": one.level.value,
        **names,
        "above": [above.kato for above in spot.above],
    }
