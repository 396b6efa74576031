"""The sheet of a year, for who answers for the territory."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.digests import Flow, times
from bot.domain.promises import tally
from bot.domain.roles import Right
from bot.domain.tallies import Bucket, Milestone
from bot.domain.territories import Level, Territory
from bot.domain.workdays import Workdays
from bot.domain.years import Asked, Part, YearSheet, days_of, median, office_hours, shares
from bot.services.digests import judges_nobody, units_of
from bot.services.roles import served
from storage import digests, territories, years
from storage.database import Database, Transaction, reading


@dataclass(frozen=True)
class YearService:
    database: Database
    admin_ids: Collection[int]
    workdays: Workdays

    @reading
    async def sheet(
        self, tx: Transaction, telegram_id: int, kato: str, year: int, now: datetime
    ) -> YearSheet | None:
        """Of the year, as far as it is over; None while an akim is being elected. Raises NotAllowed, NoSuchTerritory."""
        spot = await served(tx, self.admin_ids, telegram_id, kato, Right.DIGESTS, now)
        territory, days = spot.territory, days_of(year, now)
        units, shown = await units_of(tx, territory), days.first.year
        if await judges_nobody(tx, units, now):
            return None
        flow, counts = await digests.flow(tx, territory, days)
        promised = [one for unit in units for one in await years.promised(tx, unit, days)]
        parts = [await years.part(tx, unit, days) for unit in units]
        asked = [await years.asked(tx, unit, days) for unit in units]
        villages = [one for unit in units for one in await _villages(tx, unit)]
        return YearSheet(
            spot,
            days,
            hours=office_hours(days, self.workdays) * len(units),
            solved=flow.reached.get(Milestone.SOLVED, 0),
            tally=flow.tally,
            repeated=flow.tally[Bucket.DUPLICATE] + await years.joined(tx, territory, shown),
            promises=tally(promised, now),
            part=Part(sum(one.residents for one in parts), sum(one.people for one in parts)),
            villages=len(villages),
            silent=_silent(villages, flow),
            asked=Asked(sum(one.held for one in asked), sum(one.followed for one in asked)),
            first_word=times(counts.get(Milestone.FIRST_WORD, {})),
            solution=times(counts.get(Milestone.SOLVED, {})),
            confirmed_share=flow.confirmed_share,
            steps=median(await years.steps(tx, territory, days)),
            languages=shares(await years.languages(tx, territory, shown)),
        )


async def _villages(tx: Transaction, unit: Territory) -> list[Territory]:
    """Where its residents live; a unit without villages is one itself."""
    found = [one for one in await territories.inside(tx, unit.kato) if one.level is Level.VILLAGE]
    return found or [unit]


def _silent(villages: Sequence[Territory], flow: Flow) -> list[Territory]:
    return [one for one in villages if one.kato not in flow.by_village]
