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
        found = await tallies.counted_anew(tx)
        shelves = [await tallies.kept(tx), await tallies.kept_together(tx)]
        every = found.keys() | {unit for kept in shelves for unit in kept}
        units = sorted(unit for unit in every if any(kept.get(unit) != found.get(unit) for kept in shelves))
        return sum(one.intake for one in found.values()), units
