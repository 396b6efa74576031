"""What is kept for a while only goes when its time is over (PDL art. 18)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage import elections, retention, unit_facts
from storage.database import Database, Transaction, writing

TOLD = timedelta(days=60)  # after a voting nobody is sent corrections of what was said before it


@dataclass(frozen=True)
class RetentionService:
    """The terms run from the last change; that of pictures, from when their report was closed."""

    database: Database
    drafts: timedelta = timedelta(days=30)
    conversations: timedelta = timedelta(days=30)
    quarantine: timedelta = timedelta(days=14)
    pictures: timedelta = timedelta(days=365)

    @writing
    async def forget_old(self, tx: Transaction, now: datetime) -> None:
        await retention.forget_drafts(tx, now - self.drafts)
        await retention.forget_conversations(tx, now - self.conversations)
        await retention.forget_quarantine(tx, now - self.quarantine)
        await retention.forget_pictures(tx, now - self.pictures)
        await elections.forget_told_before(tx, (now - TOLD).date())
        await unit_facts.forget_told_before(tx, (now - TOLD).date())
