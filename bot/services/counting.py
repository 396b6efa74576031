"""What a closed consultation has come to, counted by the program that is published with it."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.domain import recount
from bot.domain.breakdowns import Part, breakdown
from bot.domain.consultations import Consultation, NotInStage, Stage
from bot.domain.outcomes import Outcome, outcome, published
from bot.domain.papers import Paper
from bot.domain.territories import Territory
from bot.services.aside import aside
from bot.services.ballots import may_look
from bot.services.consultations import frozen
from bot.services.territories import spot_of
from storage import ballots, consultations, papers
from storage.database import Database, Transaction, reading

SOURCE = Path(recount.__file__).read_text("utf-8")
PROGRAM = hashlib.sha256(SOURCE.encode()).hexdigest()


class Shelf:
    """What was counted once: it never changes."""

    def __init__(self) -> None:
        self.outcomes: dict[int, Outcome] = {}
        self.busy = asyncio.Lock()


@dataclass(frozen=True)
class CountingService:
    database: Database
    shelf: Shelf = field(default_factory=Shelf, compare=False)

    async def result(self, telegram_id: int, consultation_id: int, now: datetime) -> Outcome | None:
        """None while an election does not allow to show any.

        Raises ConsentMissing, VillageMissing, NoSuchConsultation, NotInStage.
        """
        asked = await self._shown(telegram_id, consultation_id, now)
        return await self.of(asked) if asked else None

    async def for_meeting(self, asked: Consultation, now: datetime) -> Outcome | None:
        """For who prepared it; None while an election does not allow to show any result. Raises NotInStage."""
        if asked.stage is not Stage.COUNTED:
            raise NotInStage
        return None if await self._hidden(asked.territory.kato, now) else await self.of(asked)

    @reading
    async def _hidden(self, tx: Transaction, kato: str, now: datetime) -> bool:
        return (await frozen(tx, kato, now)).poll_results

    async def of(self, asked: Consultation) -> Outcome:
        """Counted beside the event loop, and once."""
        shelf = self.shelf
        async with shelf.busy:
            known = shelf.outcomes.get(asked.id)
            if known is None or known.consultation != asked:
                counted = await self._counted(asked.id)
                known = shelf.outcomes[asked.id] = await aside(outcome, asked, counted)
        return known

    async def by_village(
        self, telegram_id: int, consultation_id: int, now: datetime
    ) -> tuple[Consultation, list[Part], dict[str, Territory]] | None:
        """Its parts, and the villages in them; None and raises as `result` does."""
        asked = await self._shown(telegram_id, consultation_id, now)
        if asked is None:
            return None
        parts = await aside(breakdown, asked, await self._of_villages(consultation_id))
        return asked, parts, await self._places(parts)

    @reading
    async def _of_villages(self, tx: Transaction, consultation_id: int) -> Mapping[tuple[str, str], int]:
        return await ballots.counted(tx, consultation_id)

    @reading
    async def _places(self, tx: Transaction, parts: Sequence[Part]) -> dict[str, Territory]:
        return {one.village: (await spot_of(tx, one.village)).territory for one in parts if one.village}

    async def files(self, telegram_id: int, consultation_id: int, now: datetime) -> dict[str, str] | None:
        """All that is needed to count anew, by name; None and raises as `result` does."""
        asked = await self._shown(telegram_id, consultation_id, now)
        if asked is None:
            return None
        definition, receipts = await self._kept(consultation_id)
        counted = await self._counted(consultation_id)
        on_paper = await self._on_paper(consultation_id)
        return await aside(published, asked, definition, counted, receipts, SOURCE, on_paper)

    async def papers(self, telegram_id: int, consultation_id: int, now: datetime) -> Sequence[Paper] | None:
        """What gatherings chose, as far as two people have confirmed it; None and raises as `result` does."""
        asked = await self._shown(telegram_id, consultation_id, now)
        return None if asked is None else await self._on_paper(consultation_id)

    @reading
    async def _on_paper(self, tx: Transaction, consultation_id: int) -> list[Paper]:
        return [one for one in await papers.of(tx, consultation_id) if one.confirmed]

    @reading
    async def _shown(
        self, tx: Transaction, telegram_id: int, consultation_id: int, now: datetime
    ) -> Consultation | None:
        _, asked = await may_look(tx, telegram_id, consultation_id)
        if asked.stage is not Stage.COUNTED:
            raise NotInStage
        return None if (await frozen(tx, asked.territory.kato, now)).poll_results else asked

    async def _counted(self, consultation_id: int) -> dict[str, int]:
        """What was chosen, by how many people of whatever village."""
        found: dict[str, int] = {}
        for (_, choice), people in (await self._of_villages(consultation_id)).items():
            found[choice] = found.get(choice, 0) + people
        return found

    @reading
    async def _kept(self, tx: Transaction, consultation_id: int) -> tuple[str, list[str]]:
        definition = await consultations.definition(tx, consultation_id)
        assert definition is not None
        return definition, list(await ballots.receipts(tx, consultation_id))
