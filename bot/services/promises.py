"""The ledger of what the akim's office has promised: the office says what became of it, and those concerned whether it did."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answers import AkimIsElected, To
from bot.domain.audits import Deed
from bot.domain.groups import Staff
from bot.domain.letters import Letter, LetterKind, NewLetter, Priority, to_person
from bot.domain.numbers import ALMATY
from bot.domain.people import Person
from bot.domain.promises import (
    ON_A_PAGE,
    Ledger,
    NoSuchPromise,
    Occasion,
    Plan,
    Promise,
    Promised,
    State,
    asked_until,
    in_question,
    occasion,
    state,
    tally,
)
from bot.domain.reminders import Quiet
from bot.domain.roles import Right
from bot.domain.territories import Spot
from bot.services.consultations import frozen
from bot.services.coordinators import administrators
from bot.services.guards import guard
from bot.services.people import acting, resident
from bot.services.roles import holder_of
from bot.services.territories import home_of, spot_of
from storage import announcements, answers, audits, elections, letters, people, promises, roles
from storage.database import Database, Transaction, reading, writing

KEPT = frozenset({State.KEPT, State.KEPT_LATE})


@dataclass(frozen=True)
class PromiseService:
    database: Database
    admin_ids: Collection[int]

    @reading
    async def of_unit(self, tx: Transaction, staff: Staff, kato: str, page: int, now: datetime) -> Ledger:
        """For the office. Raises NotAllowed, NoSuchTerritory."""
        spot = await spot_of(tx, kato)
        await self._must(tx, staff, spot, now)
        return await _ledger(tx, spot, page, now)

    @reading
    async def one(self, tx: Transaction, staff: Staff, promise_id: int, now: datetime) -> Promised:
        """Raises NoSuchPromise, NotAllowed."""
        return await _seen(tx, await self._found(tx, staff, promise_id, now), now)

    @writing
    async def plan(
        self,
        tx: Transaction,
        staff: Staff,
        promise_id: int,
        planned: Callable[[Promise], Plan],
        now: datetime,
    ) -> Promised:
        """Write what is to be said of it, and read it over.

        Raises NoSuchPromise, NotAllowed, NothingPlanned, Settled, WhyNeeded, WrongTerm, CorrectedTooOften, AkimIsElected,
        ForbiddenWords.
        """
        before = await self._found(tx, staff, promise_id, now)
        after = replace(before, plan=planned(before))
        guard().check([after.plan.what.kk, after.plan.what.ru, after.plan.words or ""])
        await _said(tx, after, now)
        await promises.plan(tx, promise_id, after.plan)
        return await _seen(tx, after, now)

    @writing
    async def say(self, tx: Transaction, staff: Staff, promise_id: int, mark: str, now: datetime) -> Promised:
        """Say it as it was read over; who has got the answer hears what became of it, or of another day. What was said
        before, or is written otherwise by now, is not said.

        Raises NoSuchPromise, NotAllowed, Settled, WrongTerm, AkimIsElected.
        """
        before = await self._found(tx, staff, promise_id, now)
        if before.plan and before.mark == mark:
            after = await _said(tx, before, now)
            await promises.say(tx, after)
            if before.plan.verdict is not None or after.moved:
                await promises.tell(tx, after, now)
            await self._note(tx, staff, before, now)
        found = await promises.by_id(tx, promise_id)
        assert found is not None
        return await _seen(tx, found, now)

    async def _note(self, tx: Transaction, staff: Staff, before: Promise, now: datetime) -> None:
        verdict = before.plan.verdict
        deed = Deed.PROMISE_CORRECTED if verdict is None else Deed.PROMISE_RULED
        person_id, kato = await acting(tx, staff), before.territory.kato
        await audits.add(tx, deed, now, actor_id=person_id, kato=kato, detail=verdict)

    @reading
    async def ledger(self, tx: Transaction, telegram_id: int, page: int, now: datetime) -> Ledger:
        """Of a resident's unit; neutral while an akim is being elected. Raises ConsentMissing, VillageMissing."""
        unit = (await home_of(tx, (await resident(tx, telegram_id)).home())).unit
        found = await _ledger(tx, await spot_of(tx, unit), page, now)
        resting = (await frozen(tx, unit, now)).new_polls
        return replace(found, tally=None) if resting else found

    @reading
    async def look(self, tx: Transaction, telegram_id: int, promise_id: int, now: datetime) -> Promised:
        """Raises ConsentMissing, NoSuchPromise."""
        return await self._looked(tx, await resident(tx, telegram_id), promise_id, now)

    @writing
    async def judge(
        self, tx: Transaction, telegram_id: int, promise_id: int, now: datetime, *, kept: bool
    ) -> Promised:
        """Somebody who has got the answer says whether it was kept; said again, the last counts.

        Raises ConsentMissing, NoSuchPromise, AkimIsElected.
        """
        person = await resident(tx, telegram_id)
        seen = await self._looked(tx, person, promise_id, now)
        if seen.frozen:
            raise AkimIsElected
        if not seen.asked:
            raise NoSuchPromise
        await promises.judge(tx, promise_id, person.id, kept=kept)
        return await self._looked(tx, person, promise_id, now)

    @reading
    async def photo(self, tx: Transaction, telegram_id: int, promise_id: int, now: datetime) -> str:
        """What leads to the picture of what became of it. Raises NoSuchPromise, ConsentMissing."""
        found = await promises.by_id(tx, promise_id)
        if found is None or found.last is None or found.last.photo is None:
            raise NoSuchPromise
        holder = await holder_of(tx, self.admin_ids, telegram_id, now)
        if not holder.may(Right.ANSWERS, (await spot_of(tx, found.territory.kato)).line):
            seen = await self._looked(tx, await resident(tx, telegram_id), promise_id, now)
            if seen.frozen:
                raise AkimIsElected
        return found.last.photo

    @reading
    async def owed(self, tx: Transaction, letter: Letter, now: datetime) -> Promised | None:
        """What the office is asked of; None when it was said or moved, and for who may not say it any more."""
        found = await promises.by_id(tx, letter.subject)
        person = await people.by_id(tx, letter.person_id)
        if found is None or not in_question(found, now) or person is None:
            return None
        holder = await holder_of(tx, self.admin_ids, person.telegram_id, now)
        seen = await _seen(tx, found, now)
        return seen if holder.may(Right.ANSWERS, seen.spot.line) else None

    async def tick(self, now: datetime) -> None:
        """Ask the office what becomes of what is due: a week before, a day before, and when its day is over."""
        await self._ask(now)

    @writing
    async def _ask(self, tx: Transaction, now: datetime) -> None:
        today = now.astimezone(ALMATY).date()
        for one in await promises.to_ask(tx, today):
            found = occasion(one, now)
            if found is not None:
                await self._leave(tx, one, found, now)
                await promises.asked(tx, one, found)

    async def _leave(self, tx: Transaction, promise: Promise, asked: Occasion, now: datetime) -> None:
        """A question to everybody who can say it, not by night; each about each day and occasion once."""
        kind, due_on, awake = LetterKind.PROMISE_DUE, promise.holds.due_on, Quiet.USUAL.until(now)
        expires_at = asked_until(promise, asked)
        for person_id in await self._serving(tx, promise, now):
            once = f"{kind}:{promise.id}:{due_on}:{asked}:{person_id}"
            recipient = to_person(person_id)
            new = NewLetter(once, recipient, kind, promise.id, Priority.NEWS, awake, expires_at)
            await letters.leave(tx, new)

    async def _serving(self, tx: Transaction, promise: Promise, now: datetime) -> Sequence[str]:
        """Who answers in the unit: the akim, the office, and the district's coordinators; else administrators."""
        spot = await spot_of(tx, promise.territory.kato)
        grants = [one for kato in sorted(spot.line) for one in await roles.of_territory(tx, kato, now)]
        serving = [one.person_id for one in grants if one.gives(Right.ANSWERS)]
        return list(dict.fromkeys(serving)) or await administrators(tx, self.admin_ids)

    async def _must(self, tx: Transaction, staff: Staff, spot: Spot, now: datetime) -> None:
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        holder.must(Right.ANSWERS, spot.line)

    async def _found(self, tx: Transaction, staff: Staff, promise_id: int, now: datetime) -> Promise:
        found = await promises.by_id(tx, promise_id)
        if found is None:
            raise NoSuchPromise
        await self._must(tx, staff, await spot_of(tx, found.territory.kato), now)
        return found

    async def _looked(self, tx: Transaction, person: Person, promise_id: int, now: datetime) -> Promised:
        """As a person may see it: of their unit, or of an answer that they have got."""
        found = await promises.by_id(tx, promise_id)
        if found is None:
            raise NoSuchPromise
        told = await promises.concerns(tx, found, person.id)
        if not told and (
            person.village is None or (await home_of(tx, person.village)).unit != found.territory.kato
        ):
            raise NoSuchPromise
        seen = await _seen(tx, found, now)
        asked = told and not seen.frozen and state(found, now) in KEPT
        return replace(seen, asked=asked, mine=await promises.say_of(tx, promise_id, person.id))


async def _said(tx: Transaction, promise: Promise, now: datetime) -> Promise:
    """What is planned, said. A promise is not reworded while an akim is being elected: Raises AkimIsElected, and what
    `Promise.said` raises.
    """
    if promise.plan.verdict is None and (await frozen(tx, promise.territory.kato, now)).akim_messages:
        raise AkimIsElected
    return promise.said(now)


async def _ledger(tx: Transaction, spot: Spot, page: int, now: datetime) -> Ledger:
    kato = spot.territory.kato
    found = sorted(await promises.of(tx, kato), key=lambda one: (one.holds.due_on, one.id), reverse=True)
    last = max(len(found) - 1, 0) // ON_A_PAGE
    page = min(page, last)
    shown = found[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    return Ledger(spot, shown, page, last, tally(found, now), await elections.last_elected(tx, kato))


async def _seen(tx: Transaction, found: Promise, now: datetime) -> Promised:
    kato = found.territory.kato
    answer = await answers.by_id(tx, found.answer_id)
    assert answer is not None
    elected_on = await elections.last_elected(tx, kato)
    return Promised(
        await spot_of(tx, kato),
        found,
        answer,
        await promises.says(tx, found.id),
        (await frozen(tx, kato, now)).new_polls,
        found.made_before(elected_on),
    )


async def heard(tx: Transaction, answer_id: int, person_id: str, now: datetime) -> None:
    """Somebody has got the answer, with the promise as it was first made: of what has become of it since they hear next, as
    those have who got it in time.
    """
    first = await promises.heard(tx, answer_id, person_id)
    promise_id = await promises.of_answer(tx, answer_id)
    found = await promises.by_id(tx, promise_id) if first and promise_id is not None else None
    if found is not None and found.changed:
        await promises.tell_one(tx, found, person_id, now)


async def news(tx: Transaction, promise_id: int, person_id: str, now: datetime) -> Promised | None:
    """What became of it, for somebody who has got the answer; None for who has gone, and, of what was promised to a
    village, for who does not want to be told of such.
    """
    found = await promises.by_id(tx, promise_id)
    person = await people.by_id(tx, person_id)
    if found is None or person is None or person.consent is None:
        return None
    seen = await _seen(tx, found, now)
    if seen.answer.audience.to is To.VILLAGE and await announcements.stopped(tx, person_id):
        return None
    return replace(seen, asked=not seen.frozen and state(found, now) in KEPT)
