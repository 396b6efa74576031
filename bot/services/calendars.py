"""Coordinators enter elections: the law's draft is confirmed date by date, each with its source."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from bot.domain.audits import Deed
from bot.domain.calendar_files import Filled, check_order, new_election
from bot.domain.calendars import WITHDRAWN, Calendar, Overview, check_date, check_second, entries, moments
from bot.domain.elections import (
    AlreadyGoesOn,
    Election,
    Kind,
    NoSuchElection,
    NotElected,
    State,
    VotingNeeded,
    check_near,
)
from bot.domain.facts import (
    Candidate,
    Fact,
    NothingConfirmed,
    OnePersonOnly,
    Source,
    SourceMissing,
    Station,
    Topic,
    UnitTopic,
    topic_of,
)
from bot.domain.freezes import awaited_until
from bot.domain.groups import Staff
from bot.domain.letters import LetterKind
from bot.domain.numbers import ALMATY
from bot.domain.roles import Holder, Right
from bot.domain.territories import Level, Spot
from bot.domain.timelines import OF_CANDIDATES, Code, doubts
from bot.services.alphabets import in_order
from bot.services.broadcasts import correct, correct_unit
from bot.services.letters import ask_second
from bot.services.people import acting
from bot.services.roles import holder_of
from bot.services.territories import spot_of
from storage import audits, broadcasts, elections, people, territories, unit_facts, wishes
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class CalendarService:
    database: Database
    admin_ids: Collection[int]

    @reading
    async def overview(self, tx: Transaction, staff: Staff, kato: str, now: datetime) -> Overview:
        """Of a district, or of one unit. Raises NotAllowed, NoSuchTerritory."""
        spot = await spot_of(tx, kato)
        await self._must(tx, staff, spot, now)
        inside = [spot.territory]
        if spot.territory.level is not Level.UNIT:
            inside = [one for one in await territories.inside(tx, kato) if one.level is Level.UNIT]
        known = {one.territory.kato: one for one in await elections.inside(tx, kato)}
        of_unit = await unit_facts.of(tx, kato)
        return Overview(spot, in_order(inside, staff.language), known, of_unit)

    @reading
    async def calendar(self, tx: Transaction, staff: Staff, election_id: int, now: datetime) -> Calendar:
        """Raises NoSuchElection, NotAllowed."""
        return await self._calendar(tx, staff, election_id, now)

    @writing
    async def enter(self, tx: Transaction, staff: Staff, election: Election, now: datetime) -> Election:
        """Write an election down; residents see it once its voting day is confirmed. Said twice it is entered once.

        Raises NotAllowed, NotElected, WrongOrder, WrongHours, SourceMissing, AlreadyGoesOn.
        """
        return await self._enter(tx, staff, election, now)

    async def _enter(self, tx: Transaction, staff: Staff, election: Election, now: datetime) -> Election:
        spot = await spot_of(tx, election.territory.kato)
        await self._must(tx, staff, spot, now)
        if spot.territory.level is not Level.UNIT:
            raise NotElected
        election.check()
        check_near(election.voting_on, now)
        if not election.source:
            raise SourceMissing
        last = await elections.latest(tx, spot.territory.kato)
        if last is not None and last.state is State.ENTERED and _same(last, election):
            return last
        if last is not None and not last.state.over:
            raise AlreadyGoesOn
        person_id = await acting(tx, staff)
        new = replace(election, state=State.ENTERED, entered_by=person_id)
        election_id = await elections.add(tx, new, now)
        await _note(tx, Deed.ELECTION_ENTERED, person_id, new, now, new.kind)
        return replace(new, id=election_id)

    @writing
    async def confirm(
        self,
        tx: Transaction,
        staff: Staff,
        election_id: int,
        code: Code,
        moment: datetime | None,
        now: datetime,
    ) -> Calendar:
        """A date becomes a fact, from the election's source; with no moment it is left out.

        Who was told another is sent a correction. Another voting day takes back what was counted from the old one.
        Raises NoSuchElection, NotAllowed, VotingNeeded, WrongOrder, WrongHours.
        """
        before, person_id = await self._entering(tx, staff, election_id, now)
        election = before
        if moment is None and code is Code.VOTING_START:
            raise VotingNeeded
        if moment is not None:
            election = await _with_voting(tx, election, code, moment, person_id, now)
            check_date(election, code, moment, moments(await elections.facts(tx, election_id)))
        election = await _decide(tx, election, person_id, code, moment, now)
        await self._ask_again(tx, before, election, person_id, now)
        await correct(tx, election, now)
        return await self._calendar(tx, staff, election_id, now)

    @writing
    async def take(
        self, tx: Transaction, staff: Staff, election_id: int, filled: Filled, now: datetime
    ) -> Calendar:
        """Confirm all that stands in a file, or nothing.

        Raises NoSuchElection, NotAllowed, BadRows, WrongOrder, WrongHours.
        """
        return await self._take(tx, staff, election_id, filled, now)

    @writing
    async def take_new(
        self, tx: Transaction, staff: Staff, kato: str, filled: Filled, now: datetime
    ) -> Calendar:
        """Enter an election and confirm its dates as the file has them, or nothing; what is empty in the file stays a draft.

        Raises as `enter` and `take` do.
        """
        filled = replace(filled, dates=[one for one in filled.dates if one.moment is not None])
        election = await self._enter(
            tx, staff, new_election(filled, (await spot_of(tx, kato)).territory), now
        )
        return await self._take(tx, staff, election.id, filled, now)

    async def _take(
        self, tx: Transaction, staff: Staff, election_id: int, filled: Filled, now: datetime
    ) -> Calendar:
        before, person_id = await self._entering(tx, staff, election_id, now)
        election = before
        of_voting = (Code.VOTING_START, Code.VOTING_END)
        dates = sorted(filled.dates, key=lambda one: one.code not in of_voting)  # the others hang on it
        for one in dates:
            if one.moment is not None:
                election = await _with_voting(tx, election, one.code, one.moment, person_id, now)
        check_order(election, filled, moments(await elections.facts(tx, election_id)))
        for one in dates:
            election = await _decide(tx, election, person_id, one.code, one.moment, now)
        for topic, listed in ((Topic.CANDIDATES, filled.candidates), (Topic.STATIONS, filled.stations)):
            if listed:
                await _fact(tx, election, person_id, topic, None, _written(listed), now)
        await self._ask_again(tx, before, election, person_id, now)
        await correct(tx, election, now)
        return await self._calendar(tx, staff, election_id, now)

    async def _ask(self, tx: Transaction, election: Election, person_id: str, now: datetime) -> None:
        kind, kato = LetterKind.ELECTION_TO_CHECK, election.territory.kato
        await ask_second(tx, self.admin_ids, kind, election.id, kato, person_id, now)

    async def _ask_again(
        self, tx: Transaction, before: Election, election: Election, person_id: str, now: datetime
    ) -> None:
        """What a second person has confirmed is to be held on another day: without them nobody is reminded of it."""
        moved = before.approved_by is not None and election.voting_on != before.voting_on
        if moved or (before.state, election.state) == (State.POSTPONED, State.CALLED):
            await self._ask(tx, election, person_id, now)

    @writing
    async def move(
        self, tx: Transaction, staff: Staff, election_id: int, state: State, reason: str | None, now: datetime
    ) -> Calendar:
        """Come to another state, said to all who were told the old one. A postponed election's dates hold no more.

        Raises NoSuchElection, NotAllowed, WrongState, ReasonMissing, TooEarly.
        """
        election, person_id = await self._entering(tx, staff, election_id, now)
        if (election.state, election.reason) != (state, reason):
            election.check_move(state, reason, now)
            election = replace(election, state=state, reason=reason)
            await elections.set_state(tx, election)
            if state is State.POSTPONED:
                await _withdraw(tx, election, person_id, now)
                await _fact(tx, election, person_id, Code.VOTING_START, None, WITHDRAWN, now)
                await elections.disapprove(tx, election.id)
            if state in (State.POSTPONED, State.CANCELLED):
                await broadcasts.drop_planned(tx, election.id)
            await _fact(tx, election, person_id, topic_of(state), None, _stated(state, reason), now)
            await _note(tx, Deed.ELECTION_MOVED, person_id, election, now, state)
            await correct(tx, election, now)
        return await self._calendar(tx, staff, election_id, now)

    @writing
    async def redefine(
        self,
        tx: Transaction,
        staff: Staff,
        election_id: int,
        kind: Kind,
        occasion: date,
        called_on: date,
        now: datetime,
    ) -> Calendar:
        """It is of another kind, or its first days are others; dates that this kind has not hold no more.

        Raises NoSuchElection, NotAllowed, WrongOrder.
        """
        election, person_id = await self._entering(tx, staff, election_id, now)
        changed = replace(election, kind=kind, occasion=occasion, called_on=called_on)
        changed.check()
        await elections.redefine(tx, changed)
        if kind is not election.kind:
            await self._rename(tx, changed, person_id, now)
        await _note(tx, Deed.ELECTION_ENTERED, person_id, changed, now, kind)
        await correct(tx, changed, now)
        return await self._calendar(tx, staff, election_id, now)

    async def _rename(self, tx: Transaction, election: Election, person_id: str, now: datetime) -> None:
        """Residents have read of another kind."""
        known = await elections.facts(tx, election.id)
        for code in () if election.kind.nominates else OF_CANDIDATES:
            if code in known and known[code].moment is not None:
                await _fact(tx, election, person_id, code, None, WITHDRAWN, now)
        if Topic.STATE in known:
            said = f"{_stated(election.state, election.reason)} ({election.kind})"
            await _fact(tx, election, person_id, Topic.STATE, None, said, now)

    @writing
    async def drop(self, tx: Transaction, staff: Staff, election_id: int, now: datetime) -> Election:
        """Take back what no resident has seen yet. Raises NoSuchElection, NotAllowed."""
        election, person_id = await self._entering(tx, staff, election_id, now)
        if election.state is not State.ENTERED:
            raise NoSuchElection
        await elections.drop(tx, election_id)
        await _note(tx, Deed.ELECTION_DROPPED, person_id, election, now, election.kind)
        return election

    @writing
    async def source(
        self, tx: Transaction, staff: Staff, election_id: int, source: str, now: datetime
    ) -> Calendar:
        """Name what is confirmed from here on. Raises NoSuchElection, NotAllowed, SourceMissing."""
        await self._entering(tx, staff, election_id, now)
        if not source:
            raise SourceMissing
        await elections.set_source(tx, election_id, source)
        return await self._calendar(tx, staff, election_id, now)

    @writing
    async def term(
        self, tx: Transaction, staff: Staff, kato: str, ends_on: date, source: str, now: datetime
    ) -> int:
        """When the term of a unit's akim ends; how many people are sent a correction.

        Raises NotAllowed, NoSuchTerritory, NotElected, SourceMissing, WrongOrder.
        """
        check_near(ends_on, now)
        return await self._unit_fact(tx, staff, kato, UnitTopic.TERM, ends_on.isoformat(), source, now)

    @writing
    async def lookup(
        self, tx: Transaction, staff: Staff, kato: str, address: str, source: str, now: datetime
    ) -> int:
        """Where a unit's voters find their polling place; returns and raises as `term` does."""
        return await self._unit_fact(tx, staff, kato, UnitTopic.LOOKUP, address, source, now)

    async def _unit_fact(
        self, tx: Transaction, staff: Staff, kato: str, topic: str, content: str, source: str, now: datetime
    ) -> int:
        spot = await spot_of(tx, kato)
        await self._must(tx, staff, spot, now)
        if spot.territory.level is not Level.UNIT:
            raise NotElected
        if not source:
            raise SourceMissing
        person_id = await acting(tx, staff)
        await unit_facts.add(tx, kato, topic, content, Source(source, _today(now)), person_id, now)
        await audits.add(tx, Deed.FACT_ENTERED, now, actor_id=person_id, kato=kato, detail=topic)
        return await correct_unit(tx, kato, topic, now)

    @writing
    async def ask(self, tx: Transaction, staff: Staff, election_id: int, now: datetime) -> Calendar:
        """Ask the district's others to look at it again and confirm. Raises NoSuchElection, NotAllowed, NothingConfirmed."""
        election, person_id = await self._entering(tx, staff, election_id, now)
        if Code.VOTING_START not in await elections.facts(tx, election_id):
            raise NothingConfirmed
        await self._ask(tx, election, person_id, now)
        return await self._calendar(tx, staff, election_id, now)

    @writing
    async def approve(self, tx: Transaction, staff: Staff, election_id: int, now: datetime) -> Calendar:
        """The second person's confirmation, without which nobody is reminded of anything.

        Raises NoSuchElection, NotAllowed, NothingConfirmed, OnePersonOnly.
        """
        election, person_id = await self._entering(tx, staff, election_id, now)
        if election.approved_by is None:
            check_second(election, await elections.facts(tx, election_id), person_id)
            await elections.approve(tx, election_id, person_id, now)
            await _note(tx, Deed.ELECTION_APPROVED, person_id, election, now, election.kind)
        return await self._calendar(tx, staff, election_id, now)

    async def _must(self, tx: Transaction, staff: Staff, spot: Spot, now: datetime) -> Holder:
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        holder.must(Right.ELECTIONS, spot.line)
        return holder

    async def _entering(
        self, tx: Transaction, staff: Staff, election_id: int, now: datetime
    ) -> tuple[Election, str]:
        """The election, and who is at work on it."""
        election = await elections.by_id(tx, election_id)
        if election is None:
            raise NoSuchElection
        await self._must(tx, staff, await spot_of(tx, election.territory.kato), now)
        return election, await acting(tx, staff)

    async def _calendar(self, tx: Transaction, staff: Staff, election_id: int, now: datetime) -> Calendar:
        election = await elections.by_id(tx, election_id)
        if election is None:
            raise NoSuchElection
        spot = await spot_of(tx, election.territory.kato)
        await self._must(tx, staff, spot, now)
        facts = await elections.facts(tx, election_id)
        return Calendar(
            spot,
            election,
            entries(election, facts),
            doubts(election),
            facts,
            await _may_approve(tx, staff, election, facts),
            await wishes.count(tx, election.territory.kato),
            await elections.outdated(tx, election_id),
            awaited_until(election, now),
        )


async def _may_approve(tx: Transaction, staff: Staff, election: Election, facts: Mapping[str, Fact]) -> bool:
    person = await people.by_account(tx, staff.telegram_id)
    try:
        check_second(election, facts, person.id if person else "")
    except (OnePersonOnly, NothingConfirmed):
        return False
    return election.approved_by is None


async def _fact(
    tx: Transaction,
    election: Election,
    person_id: str,
    topic: str,
    moment: datetime | None,
    content: str | None,
    now: datetime,
) -> None:
    """A new version, unless the newest says the same from the same source."""
    last = (await elections.facts(tx, election.id)).get(topic)
    source = Source(election.source, _today(now))
    if last is not None and (last.moment, last.content, last.source) == (moment, content, source):
        return
    version = last.version + 1 if last else 1
    await elections.add_fact(tx, election.id, Fact(topic, version, moment, content, source, person_id, now))
    await broadcasts.drop_older(tx, election.id, topic, version)


async def _decide(
    tx: Transaction, election: Election, person_id: str, code: Code, moment: datetime | None, now: datetime
) -> Election:
    """Write the date down; with that of the voting the election is called, or called again."""
    await _fact(tx, election, person_id, code, moment, None, now)
    waits = election.state in (State.ENTERED, State.POSTPONED)
    if code is not Code.VOTING_START or moment is None or not waits:
        return election
    election = replace(election, state=State.CALLED, reason=None)
    await elections.set_state(tx, election)
    await _fact(tx, election, person_id, Topic.STATE, None, State.CALLED, now)
    return election


async def _with_voting(
    tx: Transaction,
    election: Election,
    code: Code,
    moment: datetime,
    person_id: str,
    now: datetime,
) -> Election:
    """The election with the voting day or hour that is being confirmed. Raises WrongOrder, WrongHours."""
    there = moment.astimezone(ALMATY)
    if code is Code.VOTING_START:
        moved = replace(election, voting_on=there.date(), opens=there.time())
    elif code is Code.VOTING_END and there.date() == election.voting_on:
        moved = replace(election, closes=there.time())
    else:
        return election
    moved.check()
    await elections.set_days(tx, moved)
    known = await elections.facts(tx, election.id)
    if moved.voting_on != election.voting_on and Code.VOTING_START in known:
        await _withdraw(tx, moved, person_id, now)
        await elections.disapprove(tx, moved.id)
    return moved


async def _withdraw(tx: Transaction, election: Election, person_id: str, now: datetime) -> None:
    """Dates that were counted from another voting day, and are still ahead, hold no more."""
    for topic, fact in (await elections.facts(tx, election.id)).items():
        if topic != Code.VOTING_START and fact.moment is not None and fact.moment > now:
            await _fact(tx, election, person_id, topic, None, WITHDRAWN, now)


def _written(listed: Sequence[Candidate] | Sequence[Station]) -> str:
    return json.dumps([asdict(one) for one in listed], ensure_ascii=False)


def _stated(state: State, reason: str | None) -> str:
    return f"{state}: {reason}" if reason else state


def _same(last: Election, new: Election) -> bool:
    return (last.kind, last.occasion, last.called_on, last.voting_on) == (
        new.kind,
        new.occasion,
        new.called_on,
        new.voting_on,
    )


def _today(now: datetime) -> date:
    return now.astimezone(ALMATY).date()


async def _note(
    tx: Transaction, deed: Deed, person_id: str, election: Election, now: datetime, detail: str
) -> None:
    await audits.add(tx, deed, now, actor_id=person_id, kato=election.territory.kato, detail=detail)
