"""The key that people's accounts are sealed with."""

from collections.abc import Iterable
from dataclasses import dataclass

from storage import accounts
from storage.database import Database, Transaction, reading, writing
from storage.keys import Keys


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
        await accounts.rotate(tx, olds)
