"""Moderators read what residents propose before anybody else does: they publish it, join it to what says the same, or
refuse it with a reason.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.audits import Deed
from bot.domain.consultations import Consultation, NoSuchConsultation
from bot.domain.groups import NotAllowed, NotBound, Staff
from bot.domain.letters import Letter, to_person
from bot.domain.proposals import ON_A_PAGE, Board, Case, NoSuchProposal, Proposal, Refusal, State
from bot.domain.roles import Right
from bot.services.letters import leave_decision, leave_proposal
from bot.services.people import acting
from bot.services.proposals import board_of, case_of
from bot.services.roles import holder_of
from bot.services.territories import spot_of
from storage import audits, consultations, groups, letters, people, proposals
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class ModerationService:
    """In a group that serves the unit acts who moderates there; in private, who may prepare the consultation. To others
    NotAllowed is raised, and NotBound where a group serves nothing.
    """

    database: Database
    admin_ids: Collection[int]

    @reading
    async def waiting(
        self, tx: Transaction, staff: Staff, consultation_id: int, page: int, now: datetime
    ) -> Board:
        """What has no answer yet, the oldest first. Raises NoSuchConsultation."""
        asked = await self._ours(tx, staff, consultation_id, now)
        total = await proposals.count(tx, asked.id, State.WAITING)
        page = min(page, max(total - 1, 0) // ON_A_PAGE)
        shown = await proposals.in_state(tx, asked.id, State.WAITING, ON_A_PAGE, page * ON_A_PAGE)
        return Board(asked, shown, page, total)

    @reading
    async def published(
        self, tx: Transaction, staff: Staff, consultation_id: int, page: int, now: datetime
    ) -> Board:
        """The newest first. Raises NoSuchConsultation."""
        return await board_of(tx, await self._ours(tx, staff, consultation_id, now), page)

    @reading
    async def case(self, tx: Transaction, staff: Staff, proposal_id: int, now: datetime) -> Case:
        """Raises NoSuchProposal."""
        return await self._case(tx, staff, proposal_id, now)

    @reading
    async def others(
        self, tx: Transaction, staff: Staff, proposal_id: int, page: int, now: datetime
    ) -> tuple[Case, Board]:
        """What it may say the same as. Raises NoSuchProposal, DecidedAlready."""
        case = await self._case(tx, staff, proposal_id, now)
        case.proposal.must_wait()
        return case, await board_of(tx, case.consultation, page)

    @writing
    async def publish(self, tx: Transaction, staff: Staff, proposal_id: int, now: datetime) -> Case:
        """Residents read it, by its number. Raises NoSuchProposal, DecidedAlready."""
        case = await self._case(tx, staff, proposal_id, now)
        number = await proposals.next_number(tx, case.consultation.id)
        return await self._decided(tx, staff, case, case.proposal.published(number), now)

    @writing
    async def refuse(
        self, tx: Transaction, staff: Staff, proposal_id: int, reason: Refusal, now: datetime
    ) -> Case:
        """Also what was published: residents read it no more. Raises NoSuchProposal, DecidedAlready."""
        case = await self._case(tx, staff, proposal_id, now)
        return await self._decided(tx, staff, case, case.proposal.refused(reason), now)

    @writing
    async def join(
        self, tx: Transaction, staff: Staff, proposal_id: int, other_id: int, now: datetime
    ) -> Case:
        """It counts as one more who has proposed the other one. Raises NoSuchProposal, DecidedAlready."""
        case = await self._case(tx, staff, proposal_id, now)
        other = await proposals.by_id(tx, other_id)
        if other is None:
            raise NoSuchProposal
        joined = case.proposal.joined_to(other)
        await proposals.add_supporter(tx, other, await proposals.author(tx, proposal_id))
        return await self._decided(tx, staff, case, joined, now)

    @reading
    async def shown(self, tx: Transaction, proposal_id: int, chat_id: int) -> tuple[Case, int | None] | None:
        """As its group is to see it, with the message that shows it; None for what is not to be shown any more."""
        found = await proposals.by_id(tx, proposal_id)
        if found is None:
            return None
        card = await proposals.card(tx, proposal_id, chat_id)
        if card is None and found.state is not State.WAITING:
            return None
        return await case_of(tx, found), card

    @writing
    async def posted(self, tx: Transaction, letter: Letter, chat_id: int, card: int, now: datetime) -> None:
        """The group sees it in this message."""
        await letters.done(tx, letter, now)
        await proposals.shown(tx, letter.subject, chat_id, card)

    @reading
    async def answer(self, tx: Transaction, letter: Letter) -> Case | None:
        """What an author is told; None when they have taken their consent back, or it is nobody's any more."""
        found = await proposals.by_id(tx, letter.subject)
        author = await proposals.author(tx, letter.subject)
        if (
            found is None
            or author is None
            or not found.state.decided
            or letter.recipient != to_person(author)
        ):
            return None
        person = await people.by_id(tx, author)
        return await case_of(tx, found) if person and person.consent else None

    async def _case(self, tx: Transaction, staff: Staff, proposal_id: int, now: datetime) -> Case:
        found = await proposals.by_id(tx, proposal_id)
        if found is None or found.state is State.UNSENT:
            raise NoSuchProposal
        await self._ours(tx, staff, found.consultation_id, now)
        return await case_of(tx, found)

    async def _ours(self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime) -> Consultation:
        asked = await consultations.by_id(tx, consultation_id)
        if asked is None:
            raise NoSuchConsultation
        line = (await spot_of(tx, asked.territory.kato)).line
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        if staff.chat_id > 0:
            holder.must(Right.CONSULTATIONS, line)
            return asked
        group = await groups.by_chat(tx, staff.chat_id)
        if group is None:
            raise NotBound
        if not group.holds(*line):
            raise NotAllowed
        holder.must(Right.PROPOSALS, line)
        return asked

    async def _decided(
        self, tx: Transaction, staff: Staff, case: Case, decided: Proposal, now: datetime
    ) -> Case:
        """The group's card says so, and so does a letter to its author."""
        await proposals.save(tx, decided)
        kato = case.consultation.territory.kato
        actor_id = await acting(tx, staff)
        await audits.add(tx, Deed.PROPOSAL_DECIDED, now, actor_id=actor_id, kato=kato, detail=decided.state)
        await leave_proposal(tx, decided.id, kato, now)
        await leave_decision(tx, decided.id, await proposals.author(tx, decided.id), now)
        return Case(case.consultation, decided, case.about)
