"""The operator asks whether the closed accounting is what the reports themselves say."""

from dataclasses import dataclass

from storage import tallies
from storage.database import Database, Transaction, reading


@dataclass(frozen=True)
class AccountingService:
    database: Database

    @reading
    async def wrong(self, tx: Transaction) -> tuple[int, list[str]]:
        """How many reports ever came, and the codes of the units whose count is another than that of their reports."""
        kept, found = await tallies.kept(tx), await tallies.counted_anew(tx)
        units = sorted(unit for unit in kept.keys() | found.keys() if kept.get(unit) != found.get(unit))
        return sum(one.intake for one in found.values()), units
