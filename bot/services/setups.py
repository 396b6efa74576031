"""Setting a territory up, step by step."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.audits import Deed
from bot.domain.events import EventKind, NewEvent
from bot.domain.groups import NotBound, Staff
from bot.domain.numbers import year_of
from bot.domain.reports import Report
from bot.domain.roles import Right, Role
from bot.domain.setups import Progress, Setup, SetupStep
from bot.domain.territories import Level, Spot, Territory
from bot.services.groups import serving
from bot.services.letters import leave_card
from bot.services.people import acting
from bot.services.roles import served
from bot.services.territories import home_of
from storage import audits, reports, roles, territories
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class SetupService:
    database: Database
    admin_ids: Collection[int]

    @reading
    async def setup(self, tx: Transaction, telegram_id: int, kato: str, now: datetime) -> Setup:
        """What is done in a district or a unit and what is not. Raises NotAllowed, NoSuchTerritory."""
        spot = await self._served(tx, telegram_id, kato, now)
        units = await _units(tx, spot)
        deaf = [one for one in units if await serving(tx, one.kato) is None]
        headless = [one for one in units if not await roles.any_in(tx, one.kato, Role.AKIM, now)]
        steps = {
            SetupStep.GROUP: Progress(len(units) - len(deaf), len(units)),
            SetupStep.AKIM: Progress(len(units) - len(headless), len(units)),
            SetupStep.TEST: Progress(int(await reports.any_test(tx, kato)), 1),
            SetupStep.POSTER: Progress(int(await audits.any_of(tx, kato, Deed.POSTER_PRINTED)), 1),
        }
        return Setup(spot, steps, deaf, headless)

    @writing
    async def test(
        self, tx: Transaction, staff: Staff, kato: str, text: str, seed: int, now: datetime
    ) -> Report:
        """Send a report that is counted nowhere; asked twice with one seed it is sent once.

        Raises NotAllowed, NotBound, NoSuchTerritory.
        """
        spot = await self._served(tx, staff.telegram_id, kato, now)
        person_id = await acting(tx, staff)
        if known := await reports.of_draft(tx, person_id, -seed):
            return known
        home = await home_of(tx, await _unit_with_group(tx, spot))
        number = await reports.next_test_number(tx, home.district, year_of(now))
        report_id = await reports.add_test(tx, person_id, -seed, home, number, text, now)
        await reports.add_event(tx, report_id, NewEvent(EventKind.SENT, person_id), now)
        await audits.add(tx, Deed.TESTED, now, actor_id=person_id, kato=home.unit)
        report = await reports.by_id(tx, report_id)
        assert report is not None
        await leave_card(tx, report, now)
        return report

    @writing
    async def printed(self, tx: Transaction, staff: Staff, kato: str, now: datetime) -> None:
        """A poster was given out; a village's counts for its unit."""
        home = await home_of(tx, kato)
        actor_id = await acting(tx, staff)
        await audits.add(tx, Deed.POSTER_PRINTED, now, actor_id=actor_id, kato=home.unit)

    async def _served(self, tx: Transaction, telegram_id: int, kato: str, now: datetime) -> Spot:
        return await served(tx, self.admin_ids, telegram_id, kato, Right.SET_UP, now)


async def _units(tx: Transaction, spot: Spot) -> list[Territory]:
    """The unit itself, or those of a district."""
    if spot.territory.level is Level.UNIT:
        return [spot.territory]
    return [one for one in await territories.inside(tx, spot.territory.kato) if one.level is Level.UNIT]


async def _unit_with_group(tx: Transaction, spot: Spot) -> str:
    """The unit itself; of a district the first whose group would get the report. Raises NotBound."""
    for unit in await _units(tx, spot):
        if await serving(tx, unit.kato) is not None:
            return unit.kato
    raise NotBound
