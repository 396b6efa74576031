"""Choosing in a consultation: whether it costs more when many have chosen before."""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from statistics import median

from bench.seeding import SAMPLE, SECRET
from bot.domain.consultations import Consultation, Kind, Option, Rule, Stage
from bot.domain.directions import Direction
from bot.domain.people import Language
from bot.services.accounts import AccountService
from bot.services.ballots import BallotService
from bot.services.people import PeopleService
from bot.services.territories import TerritoryService
from storage import consultations, people
from storage.database import Database, Transaction, connect
from storage.keys import Keys
from tests.conftest import BAISERKE, BAISERKE_DISTRICT

FIRST = 7_300_000_001
PEOPLE = 40  # who choose, again and again
ROUNDS = 5
OPTIONS = 20
# Rows as the choosing leaves them; the two engines make up numbers differently.
FILLED = {
    "sqlite": "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0}) "
    "INSERT INTO ballots (pseudonym, consultation_id, village, choice, receipt) "
    "SELECT random() & 9223372036854775807, {1}, '{2}', '3,7', 'ACEF-' || i FROM n",
    "postgresql": "INSERT INTO ballots (pseudonym, consultation_id, village, choice, receipt) "
    "SELECT (random() * 9e18)::bigint, {1}, '{2}', '3,7', 'ACEF-' || i FROM generate_series(1, {0}) i",
}


@dataclass(frozen=True)
class Cast:
    """Seconds of a choice, from the first press to the receipt, when so many have chosen before."""

    ballots: int
    seconds: float


async def cast(url: str, sizes: Sequence[int]) -> list[Cast]:
    """In a new database."""
    database = await connect(url, Keys(SECRET))
    await database.migrate()
    await AccountService(database).begin()
    await TerritoryService(database).begin_with(SAMPLE)
    asked = await _opened(database)
    found, before = [], 0
    for ballots in sizes:
        await _fill(url, ballots - before, asked)
        before = ballots
        found.append(Cast(ballots, median([await _round(database, asked) for _ in range(ROUNDS)])))
    await database.close()
    return found


async def _opened(database: Database) -> int:
    """The id of a consultation that those who choose can choose in."""
    now = datetime.now(UTC)
    for number in range(PEOPLE):
        person = await PeopleService(database).decide(FIRST + number, Language.KAZAKH, now, agreed=True)
        await PeopleService(database).live_in(person, BAISERKE)

    async def ask(tx: Transaction) -> int:
        person_id = await people.add(tx, FIRST, Language.KAZAKH)
        key = await consultations.add(tx, BAISERKE_DISTRICT, Kind.SEVERAL, person_id, now)
        drafted = await consultations.by_id(tx, key)
        assert drafted is not None
        await consultations.save(tx, _open(drafted, now))
        options = [Option(n, Direction.ROADS, f"{n}-көше", f"Улица {n}") for n in range(1, OPTIONS + 1)]
        await consultations.set_options(tx, key, options)
        return key

    return await database.write(ask)


def _open(drafted: Consultation, now: datetime) -> Consultation:
    return replace(
        drafted,
        title_kk="Қай көше?",
        title_ru="Какая улица?",
        most=5,
        rule=Rule.MOST,
        stage=Stage.OPEN,
        opens_at=now,
        closes_at=now + timedelta(days=9),
    )


async def _fill(url: str, count: int, asked: int) -> None:
    """Others have chosen: rows written past the services."""
    if url.startswith("sqlite:///"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as opened:
            opened.execute("PRAGMA synchronous = OFF")
            opened.execute(FILLED["sqlite"].format(count, asked, BAISERKE))
            opened.commit()
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    import asyncpg  # noqa: PLC0415 - only where there is a PostgreSQL

    opened = await asyncpg.connect(url)
    await opened.execute(FILLED["postgresql"].format(count, asked, BAISERKE))
    await opened.execute("ANALYZE ballots")
    await opened.close()


async def _round(database: Database, asked: int) -> float:
    """Everybody takes two other options than before, and confirms."""
    service, now = BallotService(database), datetime.now(UTC)
    began = time.perf_counter()
    for number in range(PEOPLE):
        who = FIRST + number
        sheet = await service.look(who, asked)
        for option in sheet.choice.points:
            await service.press(who, asked, option, now, chosen=False)
        for option in [one for one in sheet.order if one not in sheet.choice][:2]:
            await service.press(who, asked, option, now)
        await service.cast(who, asked, now)
    return (time.perf_counter() - began) / PEOPLE
