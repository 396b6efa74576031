"""Updates as Telegram gave them, until they are handled; sealed, since they name people."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.updates import StoredUpdate
from storage.database import Row, Transaction
from storage.moments import stored


async def store(tx: Transaction, updates: Iterable[StoredUpdate], now: datetime) -> list[StoredUpdate]:
    """Keep what came; the ones that had not come before."""
    received_at = stored(now)
    return [
        update
        for update in updates
        if await tx.one(
            "store_update",
            update_id=update.update_id,
            body=tx.keys.seal(update.body),
            received_at=received_at,
        )
    ]


async def unfinished(tx: Transaction, after: int, most: int) -> Sequence[StoredUpdate]:
    """What a stopped program left unhandled, in order."""
    rows = await tx.all("unfinished_updates", after=after, most=most)
    return [_update(tx, row) for row in rows]


async def unfinished_ids(tx: Transaction) -> Sequence[int]:
    return [row["update_id"] for row in await tx.all("unfinished_update_ids")]


async def one(tx: Transaction, update_id: int) -> StoredUpdate | None:
    """None when it is handled."""
    row = await tx.one("unfinished_update", update_id=update_id)
    return _update(tx, row) if row else None


def _update(tx: Transaction, row: Row) -> StoredUpdate:
    return StoredUpdate(row["update_id"], tx.keys.open(row["body"]), row["attempts"])


async def handled(tx: Transaction, update_id: int) -> None:
    await tx.run("update_handled", update_id=update_id)


async def failed(tx: Transaction, update_id: int) -> None:
    await tx.run("update_failed", update_id=update_id)


async def set_aside(tx: Transaction, update: StoredUpdate, reason: str, now: datetime) -> None:
    """Into quarantine, out of the line."""
    await tx.run(
        "set_aside",
        update_id=update.update_id,
        body=tx.keys.seal(update.body),
        reason=reason,
        set_aside_at=stored(now),
    )
    await tx.run("update_handled", update_id=update.update_id)


async def forget(tx: Transaction, before: datetime) -> None:
    await tx.run("forget_updates", before=stored(before))
