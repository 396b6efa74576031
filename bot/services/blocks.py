"""Asking coordinators about somebody whose reports are held again and again, and doing what they decide."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.audits import Deed
from bot.domain.blocks import HELD_TO_ASK, PERIOD, Block, Blocked, Case, Verdict
from bot.domain.groups import NotAllowed
from bot.domain.letters import LetterKind, NewLetter, Priority, to_person
from bot.domain.people import Language
from bot.domain.reports import Report
from bot.domain.roles import Right
from bot.services.coordinators import answering_for
from bot.services.roles import holder_of
from storage import audits, blocks, letters, people
from storage.database import Database, Transaction, writing

_DEEDS: Mapping[Verdict, Deed] = {
    Verdict.BLOCK: Deed.BLOCKED,
    Verdict.LEAVE: Deed.NOT_BLOCKED,
    Verdict.LIFT: Deed.UNBLOCKED,
}


@dataclass(frozen=True)
class BlockService:
    database: Database
    admin_ids: Collection[int]

    @writing
    async def decide(
        self, tx: Transaction, telegram_id: int, block_id: int, verdict: Verdict, now: datetime
    ) -> Case:
        """How it stands then; decided so already, nothing changes. Raises NotAllowed, NoGrounds."""
        block = await blocks.by_id(tx, block_id)
        if block is None:
            raise NotAllowed
        holder = await holder_of(tx, self.admin_ids, telegram_id, now)
        holder.must(Right.BLOCK, {block.district})
        case = await case_of(tx, block, now)
        decided = block.after(verdict, len(case.held), now)
        if decided != block:
            actor = await people.by_account(tx, telegram_id)
            actor_id = actor.id if actor else await people.add(tx, telegram_id, Language.KAZAKH)
            await blocks.save(tx, decided, actor_id)
            await audits.add(tx, _DEEDS[verdict], now, actor_id=actor_id, kato=block.district)
            await _tell(tx, block, decided, now)
        return Case(decided, case.held)


async def case_of(tx: Transaction, block: Block, now: datetime) -> Case:
    return Case(block, await blocks.held(tx, block.person_id, block.district, now - PERIOD))


async def ask_to_block(tx: Transaction, admin_ids: Collection[int], report: Report, now: datetime) -> None:
    """A report was held: if that was one too many, the coordinators of its district hear of it, once in a period."""
    held = await blocks.held(tx, report.person_id, report.district, now - PERIOD)
    if len(held) < HELD_TO_ASK or await blocks.asked_since(tx, report.person_id, now - PERIOD):
        return
    block = await blocks.add(tx, report.person_id, report.district, now)
    kind = LetterKind.BLOCK_ASKED
    for one in await answering_for(tx, report.district, admin_ids, now):
        new = NewLetter(f"{kind}:{block.id}:{one}", to_person(one), kind, block.id, Priority.NEWS, now)
        await letters.leave(tx, new)


async def must_not_be_blocked(tx: Transaction, person_id: str, now: datetime) -> None:
    """Raises Blocked."""
    block = await blocks.in_force(tx, person_id, now)
    if block is not None:
        assert block.since is not None
        assert block.until is not None
        raise Blocked(block.since, block.until)


async def _tell(tx: Transaction, before: Block, block: Block, now: datetime) -> None:
    """The person hears at once that they are blocked, and when that is over, by itself or lifted."""
    person = await people.by_id(tx, block.person_id)
    if person is None or not person.agreed or not (before.in_force(now) or block.in_force(now)):
        return
    over = now
    if block.in_force(now) and block.since is not None and block.until is not None:
        over, kind = block.until, LetterKind.BLOCKED
        once = f"{kind}:{block.id}:{block.since.isoformat()}"
        await letters.leave(tx, NewLetter(once, to_person(person.id), kind, block.id, Priority.NEWS, now))
    kind = LetterKind.BLOCK_ENDED
    await letters.leave(
        tx, NewLetter(f"{kind}:{block.id}", to_person(person.id), kind, block.id, Priority.NEWS, over)
    )
