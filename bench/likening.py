"""Finding out whether somebody has reported the same already: how well, and how fast among a million reports."""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random

from bench.crowding import AT_A_TIME, OPEN
from bench.seeding import SAMPLE, SECRET, territories
from bot.domain.drafts import Draft
from bot.domain.people import Language, Person
from bot.domain.reports import State
from bot.domain.territories import Level
from bot.services.accounts import AccountService
from bot.services.drafts import DraftService
from bot.services.people import PeopleService
from bot.services.supports import SupportService
from bot.services.territories import TerritoryService
from storage.database import Database, connect
from storage.keys import Keys
from tests.troubles import Pair, Quality, pairs, quality

FIRST = 7_400_000_001
PEOPLE = 60  # who are about to send a report
WARMING = 20
COLUMNS = (
    *(
        "draft_id",
        "person_id",
        "district",
        "unit",
        "village",
        "year",
        "sequence",
        "category",
        "text",
        "place",
    ),
    *("state", "created_at", "closed_at", "public"),
)

Row = tuple[object, ...]


@dataclass(frozen=True)
class Liked:
    """Seconds for each search in turn, among so many reports."""

    reports: int
    waits: Sequence[float]

    def wait(self, share: float) -> float:
        """The wait that this share of all searches did not exceed, in milliseconds."""
        return sorted(self.waits)[min(int(len(self.waits) * share), len(self.waits) - 1)] * 1000


def judged() -> dict[str, Quality]:
    """How well, by what was fitted and what was kept apart, and by language."""
    every = pairs()
    parts = {
        "all": every,
        "fitted to": [one for one in every if not one.held_out],
        "kept apart": [one for one in every if one.held_out],
    }
    for languages in dict.fromkeys(one.languages for one in every):
        parts[languages] = [one for one in every if one.languages == languages]
    return {name: quality(part) for name, part in parts.items()}


async def liken(url: str, reports: int, searches: int) -> Liked:
    """In a new database."""
    database = await connect(url, Keys(SECRET))
    await database.migrate()
    await AccountService(database).begin()
    await TerritoryService(database).begin_with(SAMPLE)
    chance = Random(reports)
    written = [await _writing(database, number, chance) for number in range(PEOPLE)]
    await _fill(url, reports, written[0][0].id, chance)
    service, now, waits = SupportService(database), datetime.now(UTC), []
    for number in range(WARMING + searches):
        person, draft = written[number % PEOPLE]
        began = time.perf_counter()
        await service.likely(person, draft.id, (), now)
        waits.append(time.perf_counter() - began)
    await database.close()
    return Liked(reports, waits[WARMING:])


async def _writing(database: Database, number: int, chance: Random) -> tuple[Person, Draft]:
    """Somebody with a report that could be sent."""
    drafts, people, now = DraftService(database), PeopleService(database), datetime.now(UTC)
    villages = territories(Level.VILLAGE)
    person = await people.decide(FIRST + number, Language.KAZAKH, now, agreed=True)
    person = await people.live_in(person, villages[number % len(villages)].kato)
    trouble = chance.choice(pairs()).first
    draft = await drafts.begin(person, now)
    await drafts.choose(person.id, draft.id, trouble.category, now)
    draft = await drafts.write(person, trouble.text, 1, now)
    return person, await drafts.locate(person, trouble.place, now)


async def _fill(url: str, count: int, person_id: str, chance: Random) -> None:
    """What others have reported: rows written past the services."""
    rows = _rows(count, person_id, chance)
    if url.startswith("sqlite:///"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as opened:
            opened.execute("PRAGMA synchronous = OFF")
            opened.execute("PRAGMA cache_size = -400000")
            opened.execute("BEGIN")
            marks = ", ".join("?" * len(COLUMNS))
            opened.executemany(f"INSERT INTO reports ({', '.join(COLUMNS)}) VALUES ({marks})", rows)
            opened.execute("COMMIT")
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    import asyncpg  # noqa: PLC0415 - only where there is a PostgreSQL

    opened = await asyncpg.connect(url)
    while some := list(islice(rows, AT_A_TIME)):
        await opened.copy_records_to_table("reports", records=some, columns=COLUMNS)
    await opened.execute("ANALYZE")
    await opened.close()


def _rows(count: int, person_id: str, chance: Random) -> Iterator[Row]:
    """As the judged pairs read, over all villages; one in `OPEN` is open, and the others were confirmed long ago."""
    told, villages = [*_told(pairs())], territories(Level.VILLAGE)
    units = {one.kato: one for one in territories(Level.UNIT)}
    now = datetime.now(UTC)
    for number in range(1, count + 1):
        village, (category, text, place) = villages[number % len(villages)], chance.choice(told)
        unit = units[village.parent or ""]
        came = _stored(now - timedelta(days=chance.random() * 60))
        state, closed = (State.IN_REVIEW, None) if chance.randrange(OPEN) == 0 else (State.CONFIRMED, came)
        where = (-number, person_id, unit.parent, unit.kato, village.kato, 1999, number)
        yield (*where, category, text, place, state.value, came, closed, 1)


def _told(judged_pairs: Sequence[Pair]) -> Iterator[tuple[str, str, str | None]]:
    for one in judged_pairs:
        for trouble in (one.first, one.second):
            yield trouble.category.value, trouble.text, trouble.place.words


def _stored(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
