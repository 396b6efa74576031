"""What a year came to in a territory; the cost is that year's, however long the history before it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from bot.domain.digests import Days
from bot.domain.numbers import ALMATY
from bot.domain.people import Language
from bot.domain.promises import Promise
from bot.domain.tallies import day_count
from bot.domain.territories import Level, Territory
from bot.domain.years import Asked, Part
from storage import promises
from storage.database import Transaction
from storage.moments import stored


def _moments(days: Days) -> dict[str, object]:
    """From the first moment to the last; one after it belongs to the next day."""
    since, after = (_begin(day) for day in (days.first, days.last + timedelta(days=1)))
    return {"since": stored(since), "until": stored(after) - 1}


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, ALMATY)


async def steps(tx: Transaction, territory: Territory, days: Days) -> Mapping[int, int]:
    """Of what was solved, how many reports took how many steps of the office."""
    unit = territory.level is Level.UNIT
    rows = await tx.all(
        "steps_in_unit" if unit else "steps_in_district",
        kato=territory.kato,
        first=day_count(days.first),
        last=day_count(days.last),
    )
    return {int(row["steps"]): int(row["reports"]) for row in rows}


async def languages(tx: Transaction, territory: Territory, year: int) -> Mapping[Language, int]:
    """How many of those who reported speak which."""
    unit = territory.level is Level.UNIT
    rows = await tx.all(
        "languages_in_unit" if unit else "languages_in_district", kato=territory.kato, year=year
    )
    return {Language(row["language"]): int(row["people"]) for row in rows}


async def joined(tx: Transaction, territory: Territory, year: int) -> int:
    """How often somebody has joined a report of the year, not by a duplicate of their own."""
    unit = territory.level is Level.UNIT
    row = await tx.one("joined_in_unit" if unit else "joined_in_district", kato=territory.kato, year=year)
    assert row is not None
    return int(row["people"])


async def part(tx: Transaction, unit: Territory, days: Days) -> Part:
    row = await tx.one("part_in_unit", kato=unit.kato, year=days.first.year, **_moments(days))
    assert row is not None
    return Part(int(row["residents"]), int(row["people"]))


async def asked(tx: Transaction, unit: Territory, days: Days) -> Asked:
    row = await tx.one("asked_in_unit", kato=unit.kato, **_moments(days))
    assert row is not None
    return Asked(int(row["held"]), int(row["followed"]))


async def promised(tx: Transaction, unit: Territory, days: Days) -> Sequence[Promise]:
    """Made in these days."""
    rows = await tx.all("promises_made", kato=unit.kato, **_moments(days))
    return await promises.those(tx, [row["id"] for row in rows])
