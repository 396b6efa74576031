"""What is kept about a person is shown to them at once, and erased at their word (PDL arts 8(7), 18, 25(2))."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.consultations import Stage
from bot.domain.events import Event, EventKind, NewEvent
from bot.domain.numbers import ALMATY
from bot.domain.people import Person
from bot.domain.privacy import (
    CODE_ALPHABET,
    AskedBefore,
    Chosen,
    Heard,
    Kept,
    Receipt,
    Supported,
    read_code,
)
from bot.domain.reminders import Wish
from bot.domain.reports import Action, Report, State
from bot.services.letters import (
    cancel_letters,
    leave_card,
    leave_news,
    leave_support_lost,
    leave_support_news,
    leave_taken_back,
)
from bot.services.people import let_go
from bot.services.proposals import case_of, withdraw_proposals
from bot.services.reports import story
from bot.services.supporters import forget_joins, merge_or_part
from bot.services.territories import spot_of
from storage import (
    announcements,
    answers,
    audits,
    ballots,
    blocks,
    consultations,
    digests,
    drafts,
    elections,
    papers,
    people,
    privacy,
    promises,
    proposals,
    reports,
    roles,
    supports,
    unit_facts,
    wishes,
)
from storage.database import Database, Transaction, reading, writing

ALL = 2**31


@dataclass(frozen=True)
class PrivacyService:
    database: Database

    @reading
    async def kept(self, tx: Transaction, telegram_id: int, now: datetime) -> Kept:
        kept = Kept(
            conversations=await privacy.conversations(tx, telegram_id),
            aside=await privacy.aside(tx, telegram_id),
        )
        person = await people.by_account(tx, telegram_id)
        return kept if person is None else await _known(tx, kept, person, now)

    def new_code(self) -> str:
        """By which an erasure will be known; it stands in the button that asks for it, so that one press is one receipt."""
        first, second = ("".join(secrets.choice(CODE_ALPHABET) for _ in range(4)) for _ in range(2))
        return f"{first}-{second}"

    @writing
    async def forget(self, tx: Transaction, telegram_id: int, code: str, now: datetime) -> Receipt | None:
        """Erase everything that may go; None when nothing was kept. Asked again, it gives the same receipt.

        A report without a decision is withdrawn, its words gone; one that the office has answered stays, without
        its author. What the groups were shown of the withdrawn is taken back by letters,
        and a neighbour's report that repeated one is taken up again.
        Raises AskedBefore for an old question to somebody who has come back.
        """
        person = await people.by_account(tx, telegram_id)
        given = await privacy.receipt(tx, code)
        if person is not None and given is not None:
            raise AskedBefore
        await privacy.forget_account(tx, telegram_id)
        if person is None:
            return given
        receipt = await _receipt(tx, person, code, now)
        held = await reports.held_by(tx, person.id)
        await let_go(tx, person.id, now)
        await forget_joins(tx, person.id, now)
        await withdraw_proposals(tx, person.id, now)
        await papers.forget_enterer(tx, person.id)
        await privacy.forget_person(tx, person.id)
        for report in held:
            await _unnamed(tx, report.id, now)
        await privacy.add_receipt(tx, receipt)
        return receipt

    @reading
    async def receipt(self, tx: Transaction, code: str) -> Receipt | None:
        """The operator confirms an erasure by its code, however it was taken down."""
        return await privacy.receipt(tx, read_code(code))

    async def sweep(self) -> None:
        """Now and then, several times a minute: what was erased leaves the engine's own files as well."""
        codes = await self._unswept()
        await self.database.sweep(thoroughly=bool(codes))
        if codes:
            await self._swept(codes)

    @reading
    async def _unswept(self, tx: Transaction) -> Sequence[str]:
        return await privacy.unswept(tx)

    @writing
    async def _swept(self, tx: Transaction, codes: Sequence[str]) -> None:
        await privacy.mark_swept(tx, codes)


async def _known(tx: Transaction, kept: Kept, person: Person, now: datetime) -> Kept:
    sent = await reports.of_person(tx, person.id, ALL, 0)
    added = await supports.joins(tx, person.id)
    return replace(
        kept,
        person=person,
        home=await spot_of(tx, person.village) if person.village else None,
        name=await privacy.name(tx, person.id),
        unreachable_since=await privacy.unreachable_since(tx, person.id),
        consents=await people.consents(tx, person.id),
        draft=await drafts.of_person(tx, person.id),
        stories=[await story(tx, report) for report in sent],
        waiting=await privacy.waiting(tx, person.id),
        grants=[
            (one, await spot_of(tx, one.kato)) for one in await roles.of_account(tx, person.telegram_id, now)
        ],
        digests=[
            (wanted, await spot_of(tx, kato))
            for kato, wanted in (await digests.subscriptions_of(tx, person.id)).items()
        ],
        deeds=await audits.of_person(tx, person.id),
        block=await blocks.in_force(tx, person.id, now),
        wish=await _wish(tx, person),
        told=[*await elections.told_of(tx, person.id), *await unit_facts.told_of(tx, person.id)],
        chosen=await _chosen(tx, person.id),
        unannounced=await announcements.stopped(tx, person.id),
        proposed=[await case_of(tx, one) for one in await proposals.by_person(tx, person.id)],
        promised=await _heard(tx, person.id),
        supported=[
            Supported(report, [one for one in added if one.report_id == report.id])
            for report in await _supported(tx, person.id, added)
        ],
    )


async def _supported(tx: Transaction, person_id: str, added: Sequence[Event]) -> list[Report]:
    """What somebody supports, and what they added something to and have left."""
    found = dict.fromkeys([*await supports.of_person(tx, person_id), *(one.report_id for one in added)])
    known = [await reports.by_id(tx, one) for one in found]
    return [one for one in known if one is not None]


async def _chosen(tx: Transaction, person_id: str) -> list[Chosen]:
    found = []
    for one in await consultations.in_stage(tx, Stage.OPEN):
        ballot = await ballots.of(tx, person_id, one.id)
        if ballot.choice or ballot.pending:
            found.append(Chosen(one, ballot.choice))
    for consultation_id in await ballots.took_part_in(tx, person_id):
        closed = await consultations.by_id(tx, consultation_id)
        assert closed is not None
        found.append(Chosen(closed, None))
    return found


async def _heard(tx: Transaction, person_id: str) -> list[Heard]:
    told = await promises.told_to(tx, person_id)
    return [Heard(one.holds.what, await promises.say_of(tx, one.id, person_id)) for one in told]


async def _wish(tx: Transaction, person: Person) -> Wish | None:
    asked = await wishes.of_person(tx, person.id)
    return asked[0] if asked else None


async def _receipt(tx: Transaction, person: Person, code: str, now: datetime) -> Receipt:
    """What went, once the unanswered reports are withdrawn."""
    unfinished = await drafts.of_person(tx, person.id)
    sent = await reports.of_person(tx, person.id, ALL, 0)
    unanswered = [report for report in sent if not report.state.answered]
    for report in unanswered:
        await _withdraw(tx, report, now)
    day = now.astimezone(ALMATY).date()
    return Receipt(code, day, int(unfinished is not None), len(unanswered), len(sent) - len(unanswered))


async def _withdraw(tx: Transaction, report: Report, now: datetime) -> None:
    withdrawn = report.taken_back()
    await cancel_letters(tx, withdrawn, await reports.history(tx, report.id))
    await privacy.forget_report(tx, report.id)
    await answers.forget_to(tx, report.id)
    await reports.save_state(tx, withdrawn, now)
    await reports.add_event(tx, report.id, NewEvent(EventKind.WITHDRAW, report.person_id), now)
    await leave_taken_back(tx, withdrawn, now)
    for duplicate_id, finder_id in await reports.duplicates_of(tx, report.id):
        await _take_up(tx, duplicate_id, finder_id, withdrawn, now)
    await leave_support_lost(tx, withdrawn, now)


async def _take_up(
    tx: Transaction, duplicate_id: int, finder_id: str, withdrawn: Report, now: datetime
) -> None:
    """A neighbour was told that their matter is dealt with there: now it is dealt with here, by who had put it aside."""
    duplicate = await reports.by_id(tx, duplicate_id)
    if duplicate is None or duplicate.person_id == withdrawn.person_id:
        return
    taken_up = duplicate.after(Action.RETURN, finder_id)
    await reports.save_state(tx, taken_up, now)
    event_id = await reports.add_event(tx, duplicate_id, NewEvent(EventKind.RETURN, finder_id), now)
    assert event_id is not None  # it was said in no message
    await merge_or_part(tx, duplicate, taken_up, now)
    await leave_card(tx, taken_up, now, anew=True)
    await leave_news(tx, taken_up, event_id, now)
    await leave_support_news(tx, taken_up, event_id, now)


async def _unnamed(tx: Transaction, report_id: int, now: datetime) -> None:
    """The card of a report whose holder's name is gone shows it no more."""
    report = await reports.by_id(tx, report_id)
    if report is not None and report.state is not State.WITHDRAWN:
        await leave_card(tx, report, now, one_of_many=True)
