"""The audit log: written in the transaction of what it tells, and never changed."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.audits import Deed, Entry
from bot.domain.roles import Role
from storage.database import Row, Transaction
from storage.moments import loaded, stored
from storage.territories import territory


async def add(
    tx: Transaction,
    deed: Deed,
    now: datetime,
    *,
    actor_id: str | None,
    kato: str | None = None,
    role: Role | None = None,
    subject_id: str | None = None,
    detail: str | None = None,
) -> None:
    await tx.run(
        "add_entry",
        deed=deed.value,
        actor_id=actor_id,
        subject_id=subject_id,
        role=role and role.value,
        kato=kato,
        detail=detail,
        happened_at=stored(now),
    )


def _entry(row: Row) -> Entry:
    return Entry(
        id=row["id"],
        happened_at=loaded(row["happened_at"]),
        deed=Deed(row["deed"]),
        actor=row["actor"],
        subject=row["subject"],
        role=Role(row["role"]) if row["role"] else None,
        territory=territory(row) if row["kato"] else None,
        detail=row["detail"],
    )


async def latest(tx: Transaction, most: int, skipped: int = 0) -> Sequence[Entry]:
    """Newest first."""
    return [_entry(row) for row in await tx.all("latest_entries", most=most, skipped=skipped)]


async def latest_for(
    tx: Transaction, telegram_id: int, now: datetime, most: int, skipped: int = 0
) -> Sequence[Entry]:
    """What concerns the districts that this person coordinates now, newest first."""
    rows = await tx.all(
        "latest_entries_for",
        account=tx.keys.account(telegram_id),
        now=stored(now),
        most=most,
        skipped=skipped,
    )
    return [_entry(row) for row in rows]


async def of_person(tx: Transaction, person_id: str) -> Sequence[Entry]:
    """What somebody did, and what was done to them, oldest first."""
    return [_entry(row) for row in await tx.all("entries_of_person", person_id=person_id)]


async def any_of(tx: Transaction, kato: str, deed: Deed) -> bool:
    """Whether this was ever done in a territory or in what lies in it directly."""
    return await tx.one("any_entry_of", kato=kato, deed=deed.value) is not None
