"""Coordinators prepare a consultation, two of them; after that it opens, closes and is counted by itself."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.audits import Deed
from bot.domain.consultations import (
    Consultation,
    ElectionGoesOn,
    Incomplete,
    Kind,
    NoSuchConsultation,
    NotInStage,
    Prepared,
    ProposalsGoOn,
    Stage,
    definition,
    name_from,
)
from bot.domain.elections import NotElected, ReasonMissing
from bot.domain.facts import OnePersonOnly
from bot.domain.freezes import Freeze, joined
from bot.domain.groups import Staff
from bot.domain.letters import LetterKind
from bot.domain.proposals import NoSuchProposal, ProposalsWait, State
from bot.domain.roles import Right
from bot.domain.territories import Level, Spot
from bot.services.guards import guard
from bot.services.letters import ask_second
from bot.services.people import acting
from bot.services.roles import holder_of
from bot.services.territories import spot_of
from storage import announcements, audits, ballots, consultations, elections, people, proposals
from storage.database import Database, Transaction, reading, writing

SHOWN = 20  # a unit's newest
NUDGED_BEFORE = timedelta(hours=36)  # of the close: an evening and a day, without the quiet hours
PART = 1000  # people looked through in one transaction


@dataclass(frozen=True)
class ConsultationService:
    """`program` is the SHA-256 of the program that counts."""

    database: Database
    admin_ids: Collection[int]
    program: str

    @reading
    async def of_unit(
        self, tx: Transaction, staff: Staff, kato: str, now: datetime
    ) -> tuple[Spot, Sequence[Consultation]]:
        """The newest first. Raises NotAllowed, NoSuchTerritory."""
        spot = await spot_of(tx, kato)
        await self._must(tx, staff, spot, now)
        return spot, await consultations.of(tx, kato, SHOWN)

    @reading
    async def one(self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime) -> Prepared:
        """Raises NoSuchConsultation, NotAllowed."""
        return await self._prepared(tx, staff, consultation_id, now)

    @writing
    async def begin(self, tx: Transaction, staff: Staff, kato: str, kind: Kind, now: datetime) -> Prepared:
        """A new draft, which no resident sees. Raises NotAllowed, NoSuchTerritory, NotElected."""
        spot = await spot_of(tx, kato)
        await self._must(tx, staff, spot, now)
        if spot.territory.level is not Level.UNIT:
            raise NotElected
        person_id = await acting(tx, staff)
        consultation_id = await consultations.add(tx, kato, kind, person_id, now)
        return await self._prepared(tx, staff, consultation_id, now)

    @writing
    async def change(
        self,
        tx: Transaction,
        staff: Staff,
        consultation_id: int,
        changed: Callable[[Consultation], Consultation],
        now: datetime,
    ) -> Prepared:
        """Another draft; who changes it is the one whom a second person has to look after.

        Raises NoSuchConsultation, NotAllowed, NotInStage, WrongDays, WrongUntil, ForbiddenWords.
        """
        before, person_id = await self._drafting(tx, staff, consultation_id, now)
        after = replace(changed(before), id=before.id, stage=before.stage, entered_by=person_id)
        guard().check(after.words)
        after.check_change(before, now)
        await consultations.save(tx, after)
        if after.options != before.options:
            await consultations.set_options(tx, after.id, after.options)
        return await self._prepared(tx, staff, consultation_id, now)

    @writing
    async def gather(self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime) -> Prepared:
        """The second person's word: residents propose from now on.

        Raises NoSuchConsultation, NotAllowed, NotInStage, Incomplete, WrongUntil, OnePersonOnly, ElectionGoesOn.
        """
        draft, person_id = await self._approving(tx, staff, consultation_id, now)
        gathering = draft.gathering(now)
        await consultations.save(tx, gathering)
        assert gathering.proposals_until is not None
        kind, kato = LetterKind.PROPOSALS_OPEN, gathering.territory.kato
        await announcements.add(tx, kind, gathering.id, kato, gathering.proposals_until)
        await self._note(tx, Deed.PROPOSALS_OPENED, person_id, gathering, now)
        return await self._prepared(tx, staff, consultation_id, now)

    @writing
    async def end_proposals(
        self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime
    ) -> Prepared:
        """Nobody proposes any more, earlier than was said. Raises NoSuchConsultation, NotAllowed, NotInStage."""
        found, person_id = await self._entering(tx, staff, consultation_id, now)
        await consultations.save(tx, found.gathered(now))
        await self._note(tx, Deed.PROPOSALS_ENDED, person_id, found, now)
        return await self._prepared(tx, staff, consultation_id, now)

    @writing
    async def adopt(self, tx: Transaction, staff: Staff, proposal_id: int, now: datetime) -> Prepared:
        """What a resident has proposed can be chosen; a coordinator gives it its names and its cost.

        Raises NoSuchProposal, NotAllowed, NotInStage, ProposalsGoOn, OptionThere, TooManyOptions.
        """
        proposal = await proposals.by_id(tx, proposal_id)
        if proposal is None or proposal.state is not State.PUBLISHED or proposal.direction is None:
            raise NoSuchProposal
        before, person_id = await self._drafting(tx, staff, proposal.consultation_id, now)
        if before.gathers(now):
            raise ProposalsGoOn
        after = before.with_option(proposal.direction, name_from(proposal.text))
        await consultations.save(tx, replace(after, entered_by=person_id))
        await consultations.set_options(tx, after.id, after.options)
        return await self._prepared(tx, staff, after.id, now)

    @writing
    async def fix(self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime) -> Prepared:
        """The second person's word: from now on nothing of it changes, and it opens at its hour. Who proposed what is
        known no more.

        Raises NoSuchConsultation, NotAllowed, NotInStage, ProposalsGoOn, ProposalsWait, Incomplete, WrongDays,
        OnePersonOnly, ElectionGoesOn.
        """
        draft, person_id = await self._approving(tx, staff, consultation_id, now)
        fixed = draft.fixed(now)
        if await proposals.count(tx, draft.id, State.WAITING):
            raise ProposalsWait
        await proposals.settle(tx, draft.id)
        await consultations.save(tx, fixed)
        await consultations.set_options(tx, fixed.id, fixed.options)
        await consultations.fix(tx, fixed.id, definition(fixed, self.program), person_id, now)
        await self._note(tx, Deed.CONSULTATION_FIXED, person_id, fixed, now)
        return await self._prepared(tx, staff, consultation_id, now)

    @writing
    async def ask(self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime) -> Prepared:
        """Ask the district's others to look at it. Raises NoSuchConsultation, NotAllowed, NotInStage, Incomplete."""
        draft, person_id = await self._drafting(tx, staff, consultation_id, now)
        if draft.lacks:
            raise Incomplete(draft.lacks)
        return await self._asked(tx, staff, draft, person_id, now)

    @writing
    async def ask_to_gather(
        self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime
    ) -> Prepared:
        """The same before residents propose. Raises NoSuchConsultation, NotAllowed, NotInStage, Incomplete, WrongUntil."""
        draft, person_id = await self._drafting(tx, staff, consultation_id, now)
        draft.gathering(now)
        return await self._asked(tx, staff, draft, person_id, now)

    async def _asked(
        self, tx: Transaction, staff: Staff, draft: Consultation, person_id: str, now: datetime
    ) -> Prepared:
        kind, kato = LetterKind.CONSULTATION_TO_CHECK, draft.territory.kato
        await ask_second(tx, self.admin_ids, kind, draft.id, kato, person_id, now, matter=f"/{draft.stage}")
        return await self._prepared(tx, staff, draft.id, now)

    @writing
    async def stop(
        self, tx: Transaction, staff: Staff, consultation_id: int, reason: str, now: datetime
    ) -> Prepared:
        """It does not go on, residents read why, and what was chosen is not counted.

        Raises NoSuchConsultation, NotAllowed, NotInStage, ReasonMissing.
        """
        found, person_id = await self._entering(tx, staff, consultation_id, now)
        if found.stage not in (Stage.PROPOSALS, Stage.FIXED, Stage.OPEN):
            raise NotInStage
        if not reason:
            raise ReasonMissing
        await consultations.save(tx, replace(found, stage=Stage.STOPPED, reason=reason))
        await ballots.drop_all(tx, consultation_id)
        await proposals.settle(tx, consultation_id)
        await self._note(tx, Deed.CONSULTATION_STOPPED, person_id, found, now)
        return await self._prepared(tx, staff, consultation_id, now)

    @writing
    async def drop(self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime) -> Consultation:
        """Take back what no resident has seen. Raises NoSuchConsultation, NotAllowed, NotInStage."""
        found, _ = await self._entering(tx, staff, consultation_id, now)
        if found.stage is not Stage.DRAFT:
            raise NotInStage
        await consultations.drop(tx, consultation_id)
        return found

    async def tick(self, now: datetime) -> None:
        """Open what is due, ask about choices begun, close what is over, and count what is closed."""
        await self._open(now)
        await self._close(now)
        for consultation_id in await self._closing(now):
            after: str | None = ""
            while after is not None:
                after = await self._ask_unfinished(consultation_id, after, now)
            await self._nudged(consultation_id)
        for consultation_id in await self._closed():
            after = ""
            while after is not None:
                after = await self._note_participants(consultation_id, after)
            await self._count(consultation_id, now)

    @writing
    async def _open(self, tx: Transaction, now: datetime) -> None:
        """What cannot open because an akim is being elected waits for it to be over; what has waited too long stops."""
        for one in await consultations.in_stage(tx, Stage.FIXED):
            assert one.opens_at is not None
            assert one.closes_at is not None
            if one.closes_at <= now:
                await consultations.come_to(tx, one, Stage.STOPPED)
            elif one.opens_at <= now and not (await frozen(tx, one.territory.kato, now)).new_polls:
                await consultations.come_to(tx, one, Stage.OPEN)
                kind, kato = LetterKind.CONSULTATION_OPEN, one.territory.kato
                await announcements.add(tx, kind, one.id, kato, one.closes_at)

    @writing
    async def _close(self, tx: Transaction, now: datetime) -> None:
        for one in await consultations.in_stage(tx, Stage.OPEN):
            assert one.closes_at is not None
            if one.closes_at <= now:
                await consultations.come_to(tx, one, Stage.CLOSED)
        await proposals.drop_late(tx, now)

    @reading
    async def _closing(self, tx: Transaction, now: datetime) -> Sequence[int]:
        return await consultations.to_nudge(tx, now + NUDGED_BEFORE)

    @writing
    async def _ask_unfinished(
        self, tx: Transaction, consultation_id: int, after: str, now: datetime
    ) -> str | None:
        asked = await consultations.by_id(tx, consultation_id)
        assert asked is not None
        assert asked.closes_at is not None
        return await ballots.ask_unfinished(tx, consultation_id, now, asked.closes_at, after, PART)

    @writing
    async def _nudged(self, tx: Transaction, consultation_id: int) -> None:
        await consultations.nudged(tx, consultation_id)

    @reading
    async def _closed(self, tx: Transaction) -> list[int]:
        return [one.id for one in await consultations.in_stage(tx, Stage.CLOSED)]

    @writing
    async def _note_participants(self, tx: Transaction, consultation_id: int, after: str) -> str | None:
        return await ballots.note_participants(tx, consultation_id, after, PART)

    @writing
    async def _count(self, tx: Transaction, consultation_id: int, now: datetime) -> None:
        """Once, whoever comes second."""
        closed = await consultations.by_id(tx, consultation_id)
        if closed is not None and closed.stage is Stage.CLOSED:
            await ballots.count(tx, consultation_id)
            await ballots.write_letters(tx, consultation_id, now)
            await consultations.come_to(tx, closed, Stage.COUNTED)

    async def _must(self, tx: Transaction, staff: Staff, spot: Spot, now: datetime) -> None:
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        holder.must(Right.CONSULTATIONS, spot.line)

    async def _entering(
        self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime
    ) -> tuple[Consultation, str]:
        """The consultation, and who is at work on it."""
        found = await consultations.by_id(tx, consultation_id)
        if found is None:
            raise NoSuchConsultation
        await self._must(tx, staff, await spot_of(tx, found.territory.kato), now)
        return found, await acting(tx, staff)

    async def _drafting(
        self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime
    ) -> tuple[Consultation, str]:
        found, person_id = await self._entering(tx, staff, consultation_id, now)
        if found.stage not in (Stage.DRAFT, Stage.PROPOSALS):
            raise NotInStage
        return found, person_id

    async def _approving(
        self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime
    ) -> tuple[Consultation, str]:
        """By a second person, and not while an akim is being elected."""
        draft, person_id = await self._drafting(tx, staff, consultation_id, now)
        if person_id == draft.entered_by:
            raise OnePersonOnly
        if (await frozen(tx, draft.territory.kato, now)).new_polls:
            raise ElectionGoesOn
        return draft, person_id

    async def _prepared(self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime) -> Prepared:
        found = await consultations.by_id(tx, consultation_id)
        if found is None:
            raise NoSuchConsultation
        spot = await spot_of(tx, found.territory.kato)
        await self._must(tx, staff, spot, now)
        person = await people.by_account(tx, staff.telegram_id)
        drafting = found.stage in (Stage.DRAFT, Stage.PROPOSALS)
        return Prepared(
            spot,
            found,
            drafting and (person is None or person.id != found.entered_by),
            await consultations.definition(tx, consultation_id),
            await proposals.count(tx, consultation_id, State.WAITING),
            found.gathers(now),
        )

    async def _note(
        self, tx: Transaction, deed: Deed, person_id: str, found: Consultation, now: datetime
    ) -> None:
        await audits.add(tx, deed, now, actor_id=person_id, kato=found.territory.kato, detail=found.kind)


async def frozen(tx: Transaction, kato: str, now: datetime) -> Freeze:
    """What is not done in the unit now because an akim is being elected there."""
    return joined(await elections.called(tx, kato), now)
