"""People and reports as the tables keep them, and ways to hold a unit of work half-way."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.categories import Category
from bot.domain.drafts import Draft, Part
from bot.domain.people import Language
from bot.domain.places import Place
from bot.domain.reports import Report
from bot.domain.territories import Home
from storage import drafts, people, reports
from storage.database import Database, Transaction

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
BAISERKE, KOKTEREK = "196847100", "196847500"
BAISERKE_UNIT, KARAOI_UNIT = "196847000", "196843000"
ILE = "196800000"
HOME = Home(BAISERKE, BAISERKE_UNIT, ILE)


def in_one_unit(story: Callable[[Transaction], Awaitable[None]]) -> Callable[[Database], Awaitable[None]]:
    """A test whose whole story is one unit of work."""

    async def test(database: Database) -> None:
        await database.write(story)

    test.__name__ = story.__name__
    return test


async def resident(tx: Transaction, telegram_id: int = 1001, village: str = BAISERKE) -> str:
    """The id of somebody who lives in the village."""
    person_id = await people.add(tx, telegram_id, Language.KAZAKH)
    await people.set_village(tx, person_id, village)
    return person_id


async def draft(tx: Transaction, person_id: str) -> Draft:
    """A new draft of theirs."""
    await drafts.add(tx, person_id, NOW)
    begun = await drafts.of_person(tx, person_id)
    assert begun is not None
    return begun


async def report(
    tx: Transaction,
    person_id: str,
    *,
    category: Category = Category.LIGHTING,
    home: Home = HOME,
    place: Place | None = None,
) -> Report:
    """A report of theirs, sent."""
    ready = replace(
        await draft(tx, person_id),
        category=category,
        parts=(Part(10, "Шам жанбайды"),),
        place=place or Place(),
    )
    await drafts.save(tx, ready)
    await drafts.put_part(tx, ready.id, ready.parts[0])
    number = await reports.next_number(tx, home.district, 2026)
    report_id = await reports.add(tx, ready, home, number, NOW)
    await drafts.drop(tx, ready.id, with_words=False)
    sent = await reports.by_id(tx, report_id)
    assert sent is not None
    return sent


class Gate:
    """Holds a unit of work half-way until it is opened; on SQLite that holds the thread, too."""

    def __init__(self, engine: str) -> None:
        self._engine = engine
        self._reached = threading.Event()
        self._opened = threading.Event()

    async def wait(self) -> None:
        """To be awaited inside a unit."""
        self._reached.set()
        if self._engine == "sqlite":
            assert self._opened.wait(20)
        else:
            assert await asyncio.to_thread(self._opened.wait, 20)

    async def reached(self) -> None:
        """Returns when a unit is waiting."""
        assert await asyncio.to_thread(self._reached.wait, 20)

    def open(self) -> None:
        self._opened.set()


async def count(database: Database, name: str = "bell") -> int:
    """One more, in a unit of its own."""

    async def unit(tx: Transaction) -> int:
        return (await reports.next_number(tx, name, 2026)).sequence

    return await database.write(unit)
