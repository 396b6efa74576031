"""Units' budgets: staff enter them, each with its source, and residents look at their own."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.audits import Deed
from bot.domain.budgets import Ledger, NoBudgetHere, Statement
from bot.domain.facts import SourceMissing
from bot.domain.groups import Staff
from bot.domain.numbers import ALMATY
from bot.domain.roles import Right
from bot.domain.territories import Level, Spot
from bot.services.consultations import frozen
from bot.services.people import acting, resident
from bot.services.roles import holder_of
from bot.services.territories import home_of, spot_of
from storage import audits, budgets
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class BudgetService:
    database: Database
    admin_ids: Collection[int]

    @reading
    async def ledger(self, tx: Transaction, staff: Staff, kato: str, now: datetime) -> Ledger:
        """All that is entered of a unit. Raises NotAllowed, NoSuchTerritory, NoBudgetHere."""
        return await self._of_unit(tx, staff, kato, now)

    @writing
    async def enter(
        self, tx: Transaction, staff: Staff, kato: str, statement: Statement, now: datetime
    ) -> Ledger:
        """Residents see it from now on; its source was looked into today. Said twice it is entered once.

        Raises NotAllowed, NoSuchTerritory, NoBudgetHere, SourceMissing, WrongYear, WrongUntil, NothingEntered,
        WrongAmount, WrongSum, Unbalanced.
        """
        seen = await self._of_unit(tx, staff, kato, now)
        if not statement.source.name:
            raise SourceMissing
        source = replace(statement.source, checked_on=now.astimezone(ALMATY).date())
        statement = replace(statement, source=source)
        statement.check(now)
        if seen.statement(statement.year, statement.side) == statement:
            return seen
        person_id = await acting(tx, staff)
        await budgets.add(tx, kato, statement, person_id, now)
        detail = f"{statement.year} {statement.side}"
        await audits.add(tx, Deed.BUDGET_ENTERED, now, actor_id=person_id, kato=kato, detail=detail)
        return replace(seen, budgets=await budgets.of(tx, kato))

    @reading
    async def look(self, tx: Transaction, telegram_id: int, now: datetime) -> Ledger:
        """What the person's unit has. Raises ConsentMissing, VillageMissing."""
        person = await resident(tx, telegram_id)
        unit = (await home_of(tx, person.home())).unit
        ledger = Ledger(await spot_of(tx, unit), await budgets.of(tx, unit))
        return ledger.without_execution() if (await frozen(tx, unit, now)).new_polls else ledger

    async def _of_unit(self, tx: Transaction, staff: Staff, kato: str, now: datetime) -> Ledger:
        spot = await spot_of(tx, kato)
        await self._must(tx, staff, spot, now)
        if spot.territory.level is not Level.UNIT:
            raise NoBudgetHere
        return Ledger(spot, await budgets.of(tx, kato))

    async def _must(self, tx: Transaction, staff: Staff, spot: Spot, now: datetime) -> None:
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        holder.must(Right.BUDGETS, spot.line)
