"""Residents propose for a consultation, and say what they think of what others have proposed."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.consultations import Consultation, NotInStage
from bot.domain.people import Person
from bot.domain.proposals import (
    LONGEST,
    ON_A_PAGE,
    Aim,
    Board,
    Case,
    NoSuchProposal,
    Proposal,
    State,
    Thread,
    check_room,
)
from bot.domain.texts import clean
from bot.services.ballots import may_look
from bot.services.guards import guard
from bot.services.letters import leave_proposal
from storage import consultations, proposals
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class ProposalService:
    """Every use case raises ConsentMissing, VillageMissing, and NoSuchConsultation for what is asked elsewhere."""

    database: Database

    @reading
    async def board(self, tx: Transaction, telegram_id: int, consultation_id: int, page: int) -> Board:
        """What was published, and can be read also when nobody proposes any more."""
        _, asked = await may_look(tx, telegram_id, consultation_id)
        return await board_of(tx, asked, page)

    @reading
    async def thread(self, tx: Transaction, telegram_id: int, proposal_id: int, page: int) -> Thread:
        """Raises NoSuchProposal."""
        found = await proposals.by_id(tx, proposal_id)
        if found is None or found.state is not State.PUBLISHED or found.is_comment:
            raise NoSuchProposal
        _, asked = await may_look(tx, telegram_id, found.consultation_id)
        page = min(page, max(found.comments - 1, 0) // ON_A_PAGE)
        said = await proposals.comments_on(tx, proposal_id, ON_A_PAGE, page * ON_A_PAGE)
        return Thread(asked, found, said, page)

    @reading
    async def may_propose(
        self, tx: Transaction, telegram_id: int, consultation_id: int, now: datetime
    ) -> Consultation:
        """Raises NotInStage, TooManyProposals."""
        _, asked = await _gathering(tx, telegram_id, consultation_id, now)
        return asked

    @reading
    async def may_write(
        self, tx: Transaction, telegram_id: int, aim: Aim, now: datetime
    ) -> tuple[Consultation, Proposal | None]:
        """What it is for, and the proposal it is about. Raises NotInStage, TooManyProposals, NoSuchProposal."""
        _, asked, about = await _aiming(tx, telegram_id, aim, now)
        return asked, about

    @writing
    async def write(self, tx: Transaction, telegram_id: int, aim: Aim, text: str, now: datetime) -> Case:
        """Kept until its author has read it once more; written anew, it takes the place of what was written before.

        Raises NotInStage, TooManyProposals, NoSuchProposal, EmptyText, TextTooLong, ForbiddenWords.
        """
        person, asked, about = await _aiming(tx, telegram_id, aim, now)
        words = clean(text, LONGEST)
        guard().check([words])
        unsent = await _unsent(tx, person, asked)
        if unsent is None:
            key = await proposals.add(tx, asked.id, person.id, aim.direction, aim.about, words)
        else:
            key = unsent.id
            await proposals.reword(tx, key, aim.direction, aim.about, words)
        written = await proposals.by_id(tx, key)
        assert written is not None
        return Case(asked, written, about)

    @writing
    async def send(self, tx: Transaction, telegram_id: int, proposal_id: int, now: datetime) -> Case:
        """To the moderators; pressed twice, it goes once. Raises NoSuchProposal, NotInStage, TooManyProposals."""
        found = await proposals.by_id(tx, proposal_id)
        if found is None:
            raise NoSuchProposal
        person, asked = await may_look(tx, telegram_id, found.consultation_id)
        if await proposals.author(tx, proposal_id) != person.id:
            raise NoSuchProposal
        if found.state is State.UNSENT:
            await _gathering(tx, telegram_id, asked.id, now, comment=found.is_comment)
            await proposals.save(tx, found.sent())
            await leave_proposal(tx, proposal_id, asked.territory.kato, now)
        return Case(asked, found)

    @writing
    async def cancel(self, tx: Transaction, telegram_id: int, consultation_id: int) -> Board:
        """What was not sent goes."""
        person, asked = await may_look(tx, telegram_id, consultation_id)
        unsent = await _unsent(tx, person, asked)
        if unsent is not None:
            await proposals.drop(tx, unsent.id)
        return await board_of(tx, asked, 0)


async def board_of(tx: Transaction, asked: Consultation, page: int) -> Board:
    """A page that is no longer there is the last one."""
    _, total = await proposals.board(tx, asked.id, 0, 0)
    page = min(page, max(total - 1, 0) // ON_A_PAGE)
    shown, total = await proposals.board(tx, asked.id, ON_A_PAGE, page * ON_A_PAGE)
    return Board(asked, shown, page, total)


async def _gathering(
    tx: Transaction, telegram_id: int, consultation_id: int, now: datetime, *, comment: bool = False
) -> tuple[Person, Consultation]:
    """Raises NotInStage, TooManyProposals."""
    person, asked = await may_look(tx, telegram_id, consultation_id)
    if not asked.gathers(now):
        raise NotInStage
    sent = [one for one in await proposals.by_person(tx, person.id) if one.consultation_id == asked.id]
    check_room(sent, comment=comment)
    return person, asked


async def _aiming(
    tx: Transaction, telegram_id: int, aim: Aim, now: datetime
) -> tuple[Person, Consultation, Proposal | None]:
    comment = aim.direction is None
    person, asked = await _gathering(tx, telegram_id, aim.consultation_id, now, comment=comment)
    about = await proposals.by_id(tx, aim.about) if aim.about else None
    aim.check(asked, about)
    return person, asked, about


async def _unsent(tx: Transaction, person: Person, asked: Consultation) -> Proposal | None:
    own = await proposals.by_person(tx, person.id)
    return next((one for one in own if one.consultation_id == asked.id and one.state is State.UNSENT), None)


async def case_of(tx: Transaction, found: Proposal) -> Case:
    """With what it belongs to."""
    asked = await consultations.by_id(tx, found.consultation_id)
    assert asked is not None
    return Case(asked, found, await proposals.by_id(tx, found.about) if found.about else None)


async def withdraw_proposals(tx: Transaction, person_id: str, now: datetime) -> None:
    """Their author is nobody from now on: what was published stays without them, the rest leaves also the group."""
    for gone in await proposals.forget_author(tx, person_id):
        asked = await consultations.by_id(tx, gone.consultation_id)
        assert asked is not None
        await leave_proposal(tx, gone.id, asked.territory.kato, now)
