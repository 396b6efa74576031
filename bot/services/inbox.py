"""What Telegram gave us is ours to finish."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.updates import StoredUpdate
from storage import inbox
from storage.database import Database, Transaction, reading, writing

REMEMBERED = timedelta(days=2)  # Telegram keeps an update for one


@dataclass(frozen=True)
class InboxService:
    database: Database

    @writing
    async def store(
        self, tx: Transaction, updates: Iterable[StoredUpdate], now: datetime
    ) -> list[StoredUpdate]:
        """Keep what came; the ones that are new."""
        return await inbox.store(tx, updates, now)

    @reading
    async def unfinished(self, tx: Transaction, after: int, most: int) -> Sequence[StoredUpdate]:
        return await inbox.unfinished(tx, after, most)

    @reading
    async def unfinished_ids(self, tx: Transaction) -> Sequence[int]:
        return await inbox.unfinished_ids(tx)

    @reading
    async def one(self, tx: Transaction, update_id: int) -> StoredUpdate | None:
        """None when it is handled."""
        return await inbox.one(tx, update_id)

    @writing
    async def handled(self, tx: Transaction, update_id: int) -> None:
        await inbox.handled(tx, update_id)

    @writing
    async def failed(self, tx: Transaction, update_id: int) -> None:
        await inbox.failed(tx, update_id)

    @writing
    async def set_aside(self, tx: Transaction, update: StoredUpdate, reason: str, now: datetime) -> None:
        await inbox.set_aside(tx, update, reason, now)

    @writing
    async def forget_old(self, tx: Transaction, now: datetime) -> None:
        """The ids of updates handled long ago."""
        await inbox.forget(tx, now - REMEMBERED)
