"""The operator asks whether the closed accounting is what the reports themselves say."""

from collections.abc import Mapping
from dataclasses import dataclass

from storage import tallies
from storage.database import Database, Transaction, reading


@dataclass(frozen=True)
class AccountingService:
    database: Database

    @reading
    async def wrong(self, tx: Transaction) -> tuple[int, list[str]]:
        """How many reports ever came, and the codes of the units whose count is another than that of their reports, or
        whose reasons are.
        """
        found = await tallies.counted_anew(tx)
        units = _different(found, await tallies.kept(tx), await tallies.kept_together(tx))
        units |= _different(
            await tallies.reasons_counted_anew(tx),
            await tallies.reasons_kept(tx),
            await tallies.reasons_kept_together(tx),
        )
        return sum(one.intake for one in found.values()), sorted(units)


def _different(found: Mapping[str, object], *shelves: Mapping[str, object]) -> set[str]:
    """The units that any of the shelves has otherwise."""
    every = found.keys() | {unit for kept in shelves for unit in kept}
    return {unit for unit in every if any(kept.get(unit) != found.get(unit) for kept in shelves)}
