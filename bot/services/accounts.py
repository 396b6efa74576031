"""The key that people's accounts are sealed with."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.consultations import Stage
from storage import accounts, ballots, consultations
from storage.database import Database, Transaction, reading, writing
from storage.keys import Keys

PART = 1000  # people at a time


@dataclass(frozen=True)
class AccountService:
    database: Database

    @reading
    async def fits(self, tx: Transaction) -> bool | None:
        """Whether the program's key is the one in use; None as long as there is none."""
        return await accounts.fits(tx)

    @writing
    async def begin(self, tx: Transaction) -> None:
        """Use the program's key from now on, also for what is there already."""
        if await accounts.fits(tx) is None:
            await accounts.begin(tx)

    @writing
    async def rotate(self, tx: Transaction, olds: Iterable[Keys]) -> None:
        """Seal everything with the program's key in place of an old one."""
        old = await accounts.rotate(tx, olds)
        if old is None:
            return
        for stage in (Stage.OPEN, Stage.CLOSED):
            for one in await consultations.in_stage(tx, stage):
                await _rekey(tx, old, one.id)


async def _rekey(tx: Transaction, old: Keys, consultation_id: int) -> None:
    after: str | None = ""
    while after is not None:
        after = await ballots.rekey(tx, old, consultation_id, after, PART)
