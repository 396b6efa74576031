"""Coordinators enter what people at a gathering chose on paper; a second one confirms it against the minutes."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.audits import Deed
from bot.domain.consultations import Consultation, NoSuchConsultation, NotInStage
from bot.domain.facts import OnePersonOnly
from bot.domain.groups import Staff
from bot.domain.letters import LetterKind
from bot.domain.papers import STAGES, Heading, NoSuchPaper, Paper, PaperUnfinished, Seen
from bot.domain.roles import Right
from bot.services.letters import ask_second
from bot.services.people import acting
from bot.services.roles import holder_of
from bot.services.territories import spot_of
from storage import audits, consultations, papers, people
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class PaperService:
    """Every use case raises NotAllowed to who prepares no consultations in the unit, and NoSuchPaper."""

    database: Database
    admin_ids: Collection[int]

    @reading
    async def of(
        self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime
    ) -> tuple[Consultation, Sequence[Paper]]:
        """Raises NoSuchConsultation, NotInStage."""
        asked = await self._asked(tx, staff, consultation_id, now)
        return asked, await papers.of(tx, asked.id)

    @reading
    async def one(self, tx: Transaction, staff: Staff, paper_id: int, now: datetime) -> Seen:
        return await self._seen(tx, staff, paper_id, now)

    @writing
    async def enter(
        self, tx: Transaction, staff: Staff, consultation_id: int, heading: Heading, now: datetime
    ) -> Seen:
        """A gathering; with minutes that are entered already it is the same one. Raises NoSuchConsultation, NotInStage."""
        asked = await self._asked(tx, staff, consultation_id, now)
        for known in await papers.of(tx, asked.id):
            if known.heading == heading:
                return await self._seen(tx, staff, known.id, now)
        paper_id = await papers.add(tx, asked.id, heading, await acting(tx, staff))
        return await self._seen(tx, staff, paper_id, now)

    @writing
    async def change(
        self,
        tx: Transaction,
        staff: Staff,
        paper_id: int,
        changed: Callable[[Consultation, Paper], Paper],
        now: datetime,
    ) -> Seen:
        """As long as nobody has confirmed it. Raises NotInStage, and what `changed` raises."""
        seen = await self._seen(tx, staff, paper_id, now)
        if seen.paper.confirmed:
            raise NotInStage
        after = changed(seen.consultation, seen.paper)
        await papers.save(tx, replace(after, id=paper_id, entered_by=await acting(tx, staff)))
        return await self._seen(tx, staff, paper_id, now)

    @writing
    async def ask(self, tx: Transaction, staff: Staff, paper_id: int, now: datetime) -> Seen:
        """Ask the district's others to look at it. Raises PaperUnfinished."""
        seen = await self._seen(tx, staff, paper_id, now)
        if seen.paper.lacks:
            raise PaperUnfinished
        kind, kato = LetterKind.PAPER_TO_CHECK, seen.consultation.territory.kato
        await ask_second(tx, self.admin_ids, kind, paper_id, kato, await acting(tx, staff), now)
        return seen

    @writing
    async def confirm(self, tx: Transaction, staff: Staff, paper_id: int, now: datetime) -> Seen:
        """The second person's word: residents see it beside the result. Raises OnePersonOnly, PaperUnfinished."""
        seen = await self._seen(tx, staff, paper_id, now)
        if seen.paper.confirmed:
            return seen
        person_id = await acting(tx, staff)
        if person_id == seen.paper.entered_by:
            raise OnePersonOnly
        await papers.save(tx, seen.paper.checked())
        await self._note(tx, Deed.PAPER_CONFIRMED, person_id, seen, now)
        return await self._seen(tx, staff, paper_id, now)

    @writing
    async def drop(self, tx: Transaction, staff: Staff, paper_id: int, now: datetime) -> Seen:
        """It was wrong; what stood there is returned."""
        seen = await self._seen(tx, staff, paper_id, now)
        await papers.drop(tx, paper_id)
        await self._note(tx, Deed.PAPER_DROPPED, await acting(tx, staff), seen, now)
        return seen

    @reading
    async def to_check(self, tx: Transaction, paper_id: int) -> tuple[Consultation, Paper] | None:
        """What waits for a second person; None when it does not any more."""
        found = await papers.by_id(tx, paper_id)
        asked = await consultations.by_id(tx, found.consultation_id) if found else None
        return None if found is None or asked is None or found.confirmed else (asked, found)

    async def _asked(
        self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime
    ) -> Consultation:
        asked = await consultations.by_id(tx, consultation_id)
        if asked is None:
            raise NoSuchConsultation
        line = (await spot_of(tx, asked.territory.kato)).line
        (await holder_of(tx, self.admin_ids, staff.telegram_id, now)).must(Right.CONSULTATIONS, line)
        if asked.stage not in STAGES:
            raise NotInStage
        return asked

    async def _seen(self, tx: Transaction, staff: Staff, paper_id: int, now: datetime) -> Seen:
        found = await papers.by_id(tx, paper_id)
        if found is None:
            raise NoSuchPaper
        asked = await self._asked(tx, staff, found.consultation_id, now)
        person = await people.by_account(tx, staff.telegram_id)
        second = person is None or person.id != found.entered_by
        return Seen(asked, found, second and not found.confirmed and not found.lacks)

    async def _note(self, tx: Transaction, deed: Deed, person_id: str, seen: Seen, now: datetime) -> None:
        kato, minutes = seen.consultation.territory.kato, seen.paper.heading.minutes
        await audits.add(tx, deed, now, actor_id=person_id, kato=kato, detail=minutes)
