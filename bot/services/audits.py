"""Reading the log of roles and settings; it is written in the transaction of what it tells."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.audits import Entry, Page
from bot.domain.groups import NotAllowed
from bot.domain.roles import Right
from bot.services.roles import holder_of
from storage import audits
from storage.database import Database, Transaction, reading

PAGE = 10


@dataclass(frozen=True)
class AuditService:
    database: Database
    admin_ids: Collection[int]

    @reading
    async def latest(self, tx: Transaction, most: int) -> Sequence[Entry]:
        """The whole log's newest entries, the newest first: for the operator."""
        return await audits.latest(tx, most)

    @reading
    async def log(self, tx: Transaction, telegram_id: int, page: int, now: datetime) -> Page:
        """An administrator's is of everything, a coordinator's of their districts. Raises NotAllowed."""
        holder = await holder_of(tx, self.admin_ids, telegram_id, now)
        if holder.administers:
            found = await audits.latest(tx, PAGE + 1, page * PAGE)
        else:
            if not any(holder.may(Right.AUDIT, {one.kato}) for one in holder.grants):
                raise NotAllowed
            found = await audits.latest_for(tx, telegram_id, now, PAGE + 1, page * PAGE)
        return Page(found[:PAGE], page, len(found) > PAGE)
