"""The digest of a district's last month, and the sheet of its year: whether they cost more when its history is longer."""

import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.seeding import SECRET
from bot.domain.digests import Every
from bot.domain.numbers import year_of
from bot.domain.people import Language
from bot.domain.workdays import Workdays
from bot.services.accounts import AccountService
from bot.services.digests import DigestService
from bot.services.years import YearService
from storage import people
from storage.database import Database, Transaction, connect
from storage.keys import Keys

CHIEF = 7_400_000_001
A_MONTH = 3_000  # reports of the district
LATE = 40  # of so many reports one is open and late
RECENT = 8 * A_MONTH  # older ones are all closed
ROUNDS = 60
SHEETS = 12
RESIDENTS = 2_000  # who take turns
STEPS = ("take", "office_words", "resolve")
# Reports as the services leave them, at an even pace until now; the two engines make up numbers differently.
NUMBERS = {
    "sqlite": "WITH RECURSIVE n (i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})",
    "postgresql": "WITH n (i) AS (SELECT generate_series({first}::bigint, {last}::bigint))",
}
DISTRICT, UNIT = "199900000", "199910000"
VILLAGES = 20
PLACES = f"""
INSERT INTO territories (kato, parent, level, name_kk, name_ru, name_en)
VALUES ('{DISTRICT}', NULL, 'district', 'Аудан', 'Район', 'District'), ('{UNIT}', '{DISTRICT}', 'unit', 'Округ', 'Округ', 'Unit')
"""
VILLAGE = (
    "INSERT INTO territories (kato, parent, level, name_kk, name_ru, name_en) "
    "VALUES ('1999101{number:02}', '" + UNIT + "', 'village', 'Ауыл', 'Село', 'Village')"
)
PEOPLE = """
INSERT INTO people (id, account, sealed, language, village)
{numbers} SELECT 'digest' || i, {apart} + i, '', CASE WHEN i % 3 = 0 THEN 'ru' ELSE 'kk' END,
    '1999101' || CASE WHEN i % {villages} < 10 THEN '0' ELSE '' END || (i % {villages})
FROM n
"""
CONSENTS = """
INSERT INTO consents (person_id, version, language, agreed, decided_at)
SELECT id, '1', language, 1, 0 FROM people WHERE id LIKE 'digest%'
"""
APART = 10_000_000  # from the numbers of reports that are there
REPORTS = """
INSERT INTO reports (id, draft_id, person_id, district, unit, village, year, sequence, category, text, state, bucket,
    overdue, due_at, stale, created_at, closed_at)
{numbers} SELECT {apart} + i, {apart} + i, 'digest' || (i % {residents}), '{district}', '{unit}',
    '1999101' || CASE WHEN i % {villages} < 10 THEN '0' ELSE '' END || (i % {villages}),
    1970 + ({now} - i * {pace} + 18000000) / 31556952000, i,
    CASE i % 3 WHEN 0 THEN 'roads' WHEN 1 THEN 'lighting' ELSE 'water' END, 'Шам жанбайды',
    CASE WHEN i % {late} = 0 AND i <= {recent} THEN 'in_review' ELSE 'confirmed' END,
    CASE WHEN i % {late} = 0 AND i <= {recent} THEN 'overdue' ELSE 'confirmed' END,
    CASE WHEN i % {late} = 0 AND i <= {recent} THEN 1 ELSE 0 END,
    CASE WHEN i % {late} = 0 AND i <= {recent} THEN {now} - i * {pace} END, 0,
    {now} - i * {pace}, CASE WHEN i % {late} = 0 AND i <= {recent} THEN NULL ELSE {now} - i * {pace} + 86400000 END
FROM n
"""
TALLIES = """
INSERT INTO tallies (district, unit, village, category, day, intake, overdue, confirmed)
SELECT district, unit, village, category, {day}, count(*), sum(overdue), sum(1 - overdue) FROM reports
WHERE district = '{district}' GROUP BY district, unit, village, category{by_day}
"""
BY_DAY = "(created_at + 18000000) / 86400000"
MILESTONES = """
INSERT INTO milestones (report_id, kind, district, unit, village, category, day, minutes)
SELECT id, '{kind}', district, unit, village, category, {day}, id % 20000 FROM reports
WHERE district = '{district}' AND sequence BETWEEN {first} AND {last}
"""
EVENTS = """
INSERT INTO events (report_id, kind, happened_at)
SELECT id, '{kind}', created_at FROM reports WHERE district = '{district}' AND sequence BETWEEN {first} AND {last}
"""


@dataclass(frozen=True)
class Timed:
    """Seconds, in the middle and of the slowest, with so many reports before."""

    reports: int
    median: float
    slowest: float


@dataclass(frozen=True)
class Digested:
    digest: Timed
    sheet: Timed


async def digest(url: str, sizes: Sequence[int]) -> list[Digested]:
    """In a new database."""
    database = await connect(url, Keys(SECRET))
    await database.migrate()
    await AccountService(database).begin()

    async def chief(tx: Transaction) -> str:
        return await people.add(tx, CHIEF, Language.KAZAKH)

    await database.write(chief)
    now, found, before = datetime.now(UTC), [], 0
    for size in sizes:
        await _fill(url, before + 1, size, now)
        before = size
        found.append(await _measured(database, size, now))
    await database.close()
    return found


async def _measured(database: Database, size: int, now: datetime) -> Digested:
    digests, years = DigestService(database, (CHIEF,)), YearService(database, (CHIEF,), Workdays({}))

    async def month() -> None:
        told = await digests.digest(CHIEF, DISTRICT, Every.MONTH, now)
        assert told.standing.intake == size

    async def year() -> None:
        assert await years.sheet(CHIEF, DISTRICT, year_of(now), now) is not None

    return Digested(await _timed(month, ROUNDS, size), await _timed(year, SHEETS, size))


async def _timed(ask: Callable[[], Awaitable[None]], rounds: int, size: int) -> Timed:
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        await ask()
        seconds.append(time.perf_counter() - began)
    seconds.sort()
    return Timed(size, seconds[rounds // 2], seconds[-1])


async def _fill(url: str, first: int, last: int, now: datetime) -> None:
    """Older reports than those that are there, written past the services; then all are counted anew."""
    engine = "sqlite" if url.startswith("sqlite") else "postgresql"
    values = {
        "numbers": NUMBERS[engine].format(first=first, last=last),
        "residents": RESIDENTS,
        "district": DISTRICT,
        "unit": UNIT,
        "villages": VILLAGES,
        "apart": APART,
        "late": LATE,
        "recent": RECENT,
        "now": int(now.timestamp() * 1000),
        "pace": 30 * 86_400_000 // A_MONTH,
    }
    statements = [
        *([] if first > 1 else _people(engine)),
        REPORTS.format(**values),
        f"DELETE FROM tallies WHERE district = '{DISTRICT}'",
        TALLIES.format(day=BY_DAY, by_day=f", {BY_DAY}", district=DISTRICT),
        TALLIES.format(day=-1, by_day="", district=DISTRICT),
        *(
            MILESTONES.format(kind=kind, day=BY_DAY, district=DISTRICT, first=first, last=last)
            for kind in ("first_word", "solved", "confirmed")
        ),
        *(EVENTS.format(kind=kind, district=DISTRICT, first=first, last=last) for kind in STEPS),
        "ANALYZE",
    ]
    if engine == "sqlite":
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as opened:
            opened.execute("PRAGMA synchronous = OFF")
            for statement in statements:
                opened.execute(statement)
            opened.commit()
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    import asyncpg  # noqa: PLC0415 - only where there is a PostgreSQL

    opened = await asyncpg.connect(url)
    for statement in statements:
        await opened.execute(statement)
    await opened.close()


def _people(engine: str) -> list[str]:
    numbers = NUMBERS[engine].format(first=0, last=RESIDENTS - 1)
    return [
        PLACES,
        *(VILLAGE.format(number=number) for number in range(VILLAGES)),
        PEOPLE.format(numbers=numbers, apart=APART, villages=VILLAGES),
        CONSENTS,
    ]
