"""What offices promise of their own time: set by them, looked after by the clock, told to the district when it is long
over.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.audits import Deed
from bot.domain.categories import Category
from bot.domain.clocks import SOON, Due, Target, course, end_of, next_due
from bot.domain.groups import Staff
from bot.domain.letters import LetterKind, NewLetter, Priority, to_person
from bot.domain.numbers import ALMATY
from bot.domain.reports import Report
from bot.domain.roles import Right
from bot.domain.territories import Spot
from bot.domain.workdays import Workdays
from bot.services.coordinators import answering_for
from bot.services.letters import leave_card
from bot.services.people import acting
from bot.services.roles import served
from storage import audits, clocks, letters, reports, supports
from storage.database import Database, Transaction, reading, writing

PART = 50  # reports looked at in one transaction
ESCALATED_AFTER = 5  # working days too late
ESCALATED_FROM = 10  # people who wait for the same, as long as nobody has taken it or it is late


@dataclass(frozen=True)
class ClockService:
    database: Database
    admin_ids: Collection[int]
    workdays: Workdays

    @reading
    async def of(self, tx: Transaction, report_id: int, now: datetime) -> Due | None:
        """What is promised next about the report; None for what is closed, or of which nothing is promised."""
        report = await reports.by_id(tx, report_id)
        return await self._due(tx, report, now) if report else None

    def soon_until(self, now: datetime) -> datetime:
        """What runs out before then has a working day left at the most."""
        return end_of(self.workdays.after(now.astimezone(ALMATY).date(), SOON))

    @reading
    async def targets(
        self, tx: Transaction, staff: Staff, kato: str, now: datetime
    ) -> tuple[Spot, Mapping[Category, Target]]:
        """The territory's own, and what holds there besides because its district has set it.

        Raises NotAllowed, NoSuchTerritory.
        """
        spot = await self._served(tx, staff, kato, now)
        return spot, await _targets(tx, spot)

    @reading
    async def target(
        self, tx: Transaction, staff: Staff, kato: str, category: Category, now: datetime
    ) -> tuple[Spot, Target]:
        """What holds there: the territory's own, else what its district has set. Raises NotAllowed, NoSuchTerritory."""
        spot = await self._served(tx, staff, kato, now)
        return spot, await _target(tx, spot, category)

    @writing
    async def promise(
        self,
        tx: Transaction,
        staff: Staff,
        kato: str,
        category: Category,
        changed: Callable[[Target], Target],
        now: datetime,
    ) -> tuple[Spot, Target]:
        """Raises NotAllowed, NoSuchTerritory, WrongTarget."""
        spot = await self._served(tx, staff, kato, now)
        target = changed(await _target(tx, spot, category))
        await clocks.set_target(tx, spot.territory, category, target)
        actor_id = await acting(tx, staff)
        await audits.add(tx, Deed.TARGET_SET, now, actor_id=actor_id, kato=kato, detail=category.value)
        return spot, target

    async def begin(self) -> None:
        """At the start, and once a day: the days off may be others than they were."""
        await self._look_again()

    @writing
    async def _look_again(self, tx: Transaction) -> None:
        await clocks.look_again(tx)

    async def tick(self, now: datetime) -> None:
        """Every few seconds: what has moved, what is late now, and what is late for long."""
        while await self._wind(now):
            pass
        while await self._escalate(now):
            pass

    @writing
    async def _wind(self, tx: Transaction, now: datetime) -> bool:
        found = await clocks.to_wind(tx, now, PART)
        for report in found:
            await self._wound(tx, report, now)
        return bool(found)

    async def _wound(self, tx: Transaction, report: Report, now: datetime) -> None:
        due = await self._due(tx, report, now)
        overdue = due is not None and due.overdue
        escalate_at = self._escalation(due)
        await clocks.wind(tx, report, due.ends_at if due else None, escalate_at, overdue=overdue)
        if (overdue or report.state.waits) and (
            await supports.side(tx, report.id)
        ).supporters >= ESCALATED_FROM:
            await escalate(tx, report, self.admin_ids, "supported", now)
        if overdue != report.overdue and report.state.open:
            await leave_card(tx, report, now, one_of_many=True)

    def _escalation(self, due: Due | None) -> datetime | None:
        """When the district is to hear of it, unless it has."""
        if due is None or due.on is None or not due.overdue:
            return None
        return end_of(self.workdays.after(due.on, ESCALATED_AFTER))

    async def _due(self, tx: Transaction, report: Report, now: datetime) -> Due | None:
        if not report.state.open or report.number.test:
            return None
        target = await clocks.target(tx, report)
        history = await reports.history(tx, report.id)
        today = now.astimezone(ALMATY).date()
        return next_due(course(history, self.workdays), target, today, self.workdays)

    @writing
    async def _escalate(self, tx: Transaction, now: datetime) -> bool:
        found = await clocks.to_escalate(tx, now, PART)
        for report in found:
            await escalate(tx, report, self.admin_ids, f"{now:%Y-%m-%d}", now)
            await clocks.escalated(tx, report.id)
        return bool(found)

    async def _served(self, tx: Transaction, staff: Staff, kato: str, now: datetime) -> Spot:
        return await served(tx, self.admin_ids, staff.telegram_id, kato, Right.SET_UP, now)


async def _targets(tx: Transaction, spot: Spot) -> dict[Category, Target]:
    found: dict[Category, Target] = {}
    for one in reversed((spot.territory, *spot.above)):
        found.update(await clocks.targets_of(tx, one.kato))
    return found


async def _target(tx: Transaction, spot: Spot, category: Category) -> Target:
    return (await _targets(tx, spot)).get(category, Target())


async def escalate(
    tx: Transaction, report: Report, admin_ids: Collection[int], why: str, now: datetime
) -> None:
    """Those who answer for the district hear of it, once for each `why`."""
    for person_id in await answering_for(tx, report.district, admin_ids, now):
        kind = LetterKind.ESCALATED
        once = f"{kind}:{report.id}:{why}:{person_id}"
        await letters.leave(tx, NewLetter(once, to_person(person_id), kind, report.id, Priority.NEWS, now))
