"""What everybody in a unit is told: written part by part, and stopped by whoever does not want it."""

from dataclasses import dataclass
from datetime import datetime

from bot.services.people import resident
from storage import announcements
from storage.database import Database, Transaction, reading, writing

PART = 2000  # letters written in one transaction


@dataclass(frozen=True)
class AnnouncementService:
    database: Database

    async def tick(self, now: datetime) -> None:
        while await self._write_some(now):
            pass

    @writing
    async def _write_some(self, tx: Transaction, now: datetime) -> bool:
        return await announcements.write_some(tx, now, PART)

    @reading
    async def wanted(self, tx: Transaction, person_id: str) -> bool:
        return not await announcements.stopped(tx, person_id)

    @writing
    async def want(self, tx: Transaction, telegram_id: int, *, wanted: bool) -> None:
        """To be told of what one has not asked for, or not. Raises ConsentMissing."""
        person = await resident(tx, telegram_id)
        await (announcements.resume if wanted else announcements.stop)(tx, person.id)
