"""Who sends: one program at a time, the next one as soon as that has stopped, or a few seconds after it died."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.shifts import TERM, Duty, Shift
from bot.services.outbox import LEASE
from storage import letters, shifts
from storage.database import Database, Transaction, writing


@dataclass(frozen=True)
class ShiftService:
    """`program` is the name of the one that asks, another at every start."""

    database: Database
    program: str
    term: timedelta = TERM

    @writing
    async def begin(self, tx: Transaction, now: datetime) -> Duty:
        """Send for a term, if there is anything to send and no other program does.

        Who takes over begins with what the one before had in hand, which may not have gone.
        """
        shift = await shifts.current(tx)
        ours = shift is not None and shift.program == self.program
        if shift is not None and not ours and not shift.over(now):
            return Duty.ANOTHERS
        if not await letters.any_to_send(tx, now):
            return Duty.IDLE
        await shifts.put(tx, Shift(self.program, now + self.term))
        if ours:
            return Duty.OURS
        await letters.recall(tx, now, leased_until=now + LEASE)
        return Duty.BEGUN

    @writing
    async def end(self, tx: Transaction) -> None:
        """Nothing is in hand any more: others need not wait."""
        await shifts.end(tx, self.program)
