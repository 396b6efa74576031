"""Whom coordinators were asked to block, and what became of it."""

from datetime import datetime

from bot.domain.blocks import Block, BlockState, HeldReport
from bot.domain.events import EventKind
from bot.domain.numbers import Number
from bot.domain.reports import Reason, State
from storage.database import Row, Transaction
from storage.moments import loaded, stored


def _block(row: Row) -> Block:
    return Block(
        id=row["id"],
        person_id=row["person_id"],
        district=row["district"],
        state=BlockState(row["state"]),
        since=None if row["since"] is None else loaded(row["since"]),
        until=None if row["until"] is None else loaded(row["until"]),
    )


async def add(tx: Transaction, person_id: str, district: str, now: datetime) -> Block:
    """Coordinators are asked now."""
    row = await tx.one(
        "add_block",
        person_id=person_id,
        district=district,
        asked_at=stored(now),
        state=BlockState.ASKED.value,
    )
    assert row is not None
    return Block(row["id"], person_id, district, BlockState.ASKED)


async def by_id(tx: Transaction, block_id: int) -> Block | None:
    row = await tx.one("block", id=block_id)
    return _block(row) if row else None


async def asked_since(tx: Transaction, person_id: str, moment: datetime) -> bool:
    return await tx.one("block_asked_since", person_id=person_id, since=stored(moment)) is not None


async def in_force(tx: Transaction, person_id: str, now: datetime) -> Block | None:
    """The block that keeps the person from reporting now."""
    row = await tx.one("block_in_force", person_id=person_id, state=BlockState.BLOCKED.value, now=stored(now))
    return _block(row) if row else None


async def save(tx: Transaction, block: Block, decided_by: str) -> None:
    await tx.run(
        "save_block",
        id=block.id,
        state=block.state.value,
        since=block.since and stored(block.since),
        until=block.until and stored(block.until),
        decided_by=decided_by,
    )


async def held(tx: Transaction, person_id: str, district: str, since: datetime) -> list[HeldReport]:
    """The person's reports in the district that were held after that moment, and still are."""
    rows = await tx.all(
        "held_reports",
        person_id=person_id,
        district=district,
        state=State.HELD.value,
        kind=EventKind.HOLD.value,
        since=stored(since),
    )
    return [HeldReport(Number(row["year"], row["sequence"]), Reason(row["reason"])) for row in rows]
