"""How reports end whose residents say nothing: they are asked once more, and then the matter rests."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.events import EventKind, NewEvent
from bot.domain.reports import Action
from bot.services.letters import leave_card
from storage import reports
from storage.database import Database, Transaction, writing

PART = 50
ASKED_AFTER = timedelta(weeks=4)
RESTS_AFTER = timedelta(weeks=2)  # from when they were asked once more


@dataclass(frozen=True)
class EndingService:
    database: Database

    async def tick(self, now: datetime) -> None:
        while await self._ask(now):
            pass
        while await self._rest(now):
            pass

    @writing
    async def _ask(self, tx: Transaction, now: datetime) -> bool:
        return await reports.ask_again(tx, now - ASKED_AFTER, now, PART) > 0

    @writing
    async def _rest(self, tx: Transaction, now: datetime) -> bool:
        found = await reports.unanswered(tx, now - ASKED_AFTER, now - RESTS_AFTER, PART)
        for report in found:
            rested = report.after(Action.LAPSE, "")
            await reports.save_state(tx, rested, now)
            await reports.add_event(tx, report.id, NewEvent(EventKind.LAPSE), now)
            await leave_card(tx, rested, now, one_of_many=True)
        return bool(found)
