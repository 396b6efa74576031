"""Which program sends letters."""

from bot.domain.shifts import Shift
from storage.database import Transaction
from storage.moments import loaded, stored


async def current(tx: Transaction) -> Shift | None:
    row = await tx.one("shift")
    return Shift(row["program"], loaded(row["ends_at"])) if row else None


async def put(tx: Transaction, shift: Shift) -> None:
    await tx.run("put_shift", program=shift.program, ends_at=stored(shift.ends_at))


async def end(tx: Transaction, program: str) -> None:
    await tx.run("end_shift", program=program)
