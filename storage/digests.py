"""What happened in a territory in a period, added up by the database; and who reads it when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.categories import Category
from bot.domain.digests import FEWEST, Awaited, Days, Every, Flow, Subscription
from bot.domain.reports import Report, State
from bot.domain.tallies import ALL_DAYS, Milestone, Reasons, Tally, day_count, together
from bot.domain.territories import Level, Territory
from storage import reports, tallies
from storage.database import Row, Transaction
from storage.moments import loaded, stored

Counts = Mapping[Milestone, Mapping[int, int]]  # how many reached it after how many whole hours


def _days(territory: Territory, period: Days | None) -> dict[str, object]:
    """Without a period all days together."""
    if period is None:
        return {"kato": territory.kato, "first": ALL_DAYS, "last": ALL_DAYS}
    return {"kato": territory.kato, "first": day_count(period.first), "last": day_count(period.last)}


async def standing(tx: Transaction, territory: Territory) -> Tally:
    """Where all stands that ever came in."""
    return together(tallies.tally(row) for row in await _tallies(tx, territory, None))


async def _tallies(tx: Transaction, territory: Territory, period: Days | None) -> Sequence[Row]:
    unit = territory.level is Level.UNIT
    days = _days(territory, period)
    return await tx.all("tallies_in_unit" if unit else "tallies_in_district", **days)


async def came(tx: Transaction, territory: Territory, period: Days) -> Mapping[tuple[str, Category], Tally]:
    """What came in the period, by village and category."""
    return {
        (row["village"], Category(row["category"])): tallies.tally(row)
        for row in await _tallies(tx, territory, period)
    }


async def reasons(tx: Transaction, territory: Territory, period: Days | None = None) -> Reasons:
    """Why what came in the period, or ever, is refused or passed on."""
    unit = territory.level is Level.UNIT
    days = _days(territory, period)
    return tallies.reasons(await tx.all("reasons_in_unit" if unit else "reasons_in_district", **days))


async def flow(tx: Transaction, territory: Territory, period: Days) -> tuple[Flow, Counts]:
    """What came in the period, and what was reached in it."""
    rows = await _tallies(tx, territory, period)
    by_category: dict[Category, int] = {}
    by_village: dict[str, int] = {}
    for row in rows:
        category, village, came = Category(row["category"]), row["village"], int(row["intake"])
        by_category[category] = by_category.get(category, 0) + came
        by_village[village] = by_village.get(village, 0) + came
    counts = await _milestones(tx, territory, period)
    reached = {milestone: sum(found.values()) for milestone, found in counts.items()}
    reached[Milestone.CONFIRMED] = await _confirmed(tx, territory, period)
    return Flow(together(map(tallies.tally, rows)), by_category, by_village, reached), counts


async def _milestones(tx: Transaction, territory: Territory, period: Days) -> Counts:
    unit = territory.level is Level.UNIT
    rows = await tx.all(
        "milestones_in_unit" if unit else "milestones_in_district", **_days(territory, period)
    )
    found: dict[Milestone, dict[int, int]] = {}
    for row in rows:
        found.setdefault(Milestone(row["kind"]), {})[row["hours"]] = row["reports"]
    return found


async def _confirmed(tx: Transaction, territory: Territory, period: Days) -> int:
    """How many of what was solved in the period have been confirmed, whenever that was."""
    unit = territory.level is Level.UNIT
    row = await tx.one("confirmed_in_unit" if unit else "confirmed_in_district", **_days(territory, period))
    assert row is not None
    return int(row["reports"])


async def late(tx: Transaction, territory: Territory, most: int) -> list[Report]:
    """The longest overdue."""
    unit = territory.level is Level.UNIT
    rows = await tx.all("late_in_unit" if unit else "late_in_district", kato=territory.kato, most=most)
    return [reports.loaded_report(row) for row in rows]


async def disputed(tx: Transaction, territory: Territory, most: int) -> list[Report]:
    """What its resident says is not solved, nobody has taken since, and is not late yet."""
    unit = territory.level is Level.UNIT
    rows = await tx.all(
        "disputed_in_unit" if unit else "disputed_in_district",
        kato=territory.kato,
        state=State.REOPENED.value,
        most=most,
    )
    return [reports.loaded_report(row) for row in rows]


async def awaited(tx: Transaction, territory: Territory, most: int) -> list[Awaited]:
    """What most people wait for."""
    unit = territory.level is Level.UNIT
    rows = await tx.all(
        "awaited_in_unit" if unit else "awaited_in_district",
        kato=territory.kato,
        fewest=FEWEST,
        most=most,
    )
    return [await _awaited(tx, row) for row in rows]


async def _awaited(tx: Transaction, row: Row) -> Awaited:
    told = await tx.one("most_joined", unit=row["unit"], village=row["village"], category=row["category"])
    report = await reports.by_id(tx, told["id"]) if told else None
    assert report is not None  # somebody waits for it
    return Awaited(report, int(row["people"]))


async def subscription(tx: Transaction, person_id: str, kato: str) -> Subscription | None:
    """What somebody has chosen."""
    row = await tx.one("subscription", person_id=person_id, kato=kato)
    return _subscription(row) if row else None


async def subscriptions_of(tx: Transaction, person_id: str) -> Mapping[str, Subscription]:
    """What somebody has chosen, by territory."""
    rows = await tx.all("subscriptions_of", person_id=person_id)
    return {row["kato"]: _subscription(row) for row in rows}


def _subscription(row: Row) -> Subscription:
    return Subscription(Every(row["every"]), row["hour"])


async def subscribe(tx: Transaction, person_id: str, kato: str, wanted: Subscription) -> None:
    await tx.run("subscribe", person_id=person_id, kato=kato, every=wanted.every.value, hour=wanted.hour)


@dataclass(frozen=True)
class Reader:
    person_id: str
    kato: str
    wanted: Subscription


async def readers(tx: Transaction, now: datetime) -> Sequence[Reader]:
    """Every akim and coordinator, for each territory they lead; and whoever has chosen when one comes."""
    return [
        Reader(row["person_id"], row["kato"], _subscription(row) if row["every"] else Subscription())
        for row in await tx.all("digest_readers", now=stored(now))
    ]


async def sent_until(tx: Transaction) -> datetime | None:
    """All that was due until then has been written."""
    row = await tx.one("digests_sent_until")
    return loaded(row["value"]) if row else None


async def note_sent(tx: Transaction, until: datetime) -> None:
    await tx.run("note_digests_sent", until=stored(until))
