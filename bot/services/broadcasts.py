"""Reminders and corrections for many: planned from confirmed dates, written part by part, and stopped if need be."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.broadcasts import (
    CORRECTION,
    CORRECTION_TERM,
    GATHERED,
    Broadcast,
    NoSuchBroadcast,
    Progress,
    Stage,
)
from bot.domain.elections import Election, NoSuchElection, State, local
from bot.domain.facts import Fact, disproved, topic_of
from bot.domain.groups import NotAllowed, Staff
from bot.domain.reminders import PLANNED_AHEAD, REMINDERS, Name, Reminder, priority
from bot.domain.roles import Right
from bot.services.letters import announce
from bot.services.roles import holder_of
from bot.services.territories import spot_of
from storage import broadcasts, elections, unit_facts
from storage.database import Database, Transaction, reading, writing

PART = 2000  # letters written in one transaction
KEPT_IN_SIGHT = timedelta(days=60)  # after its voting day an election reminds of nothing


@dataclass(frozen=True)
class BroadcastService:
    database: Database
    admin_ids: Collection[int]

    async def tick(self, now: datetime) -> None:
        """Plan what comes up, and write the letters of what is due."""
        await self._plan(now)
        while await self._write_some(now):
            pass

    @writing
    async def _plan(self, tx: Transaction, now: datetime) -> None:
        for election in await elections.running(tx, (now - KEPT_IN_SIGHT).date()):
            facts = await elections.facts(tx, election.id)
            for reminder in REMINDERS.values():
                if found := _told_by(reminder, election, facts):
                    await self._plan_one(tx, reminder, election, *found, now)

    async def _plan_one(
        self,
        tx: Transaction,
        reminder: Reminder,
        election: Election,
        fact: Fact,
        moment: datetime,
        now: datetime,
    ) -> None:
        if reminder.earliest(moment) > now + PLANNED_AHEAD:
            return
        if await broadcasts.planned(tx, election.id, reminder.name, fact):
            return
        people = await broadcasts.audience(tx, election.territory.kato, reminder.wishes)
        missed = now >= reminder.expires(moment)
        new = Broadcast(
            0,
            election.id,
            reminder.name,
            fact.topic,
            fact.version,
            people,
            reminder.start(moment, people),
            reminder.expires(moment),
            Stage.MISSED if missed else Stage.PLANNED,
        )
        broadcast_id = await broadcasts.add(tx, new)
        early = new.starts_at < reminder.due(moment) or reminder.too_many(moment, people)
        if broadcast_id is not None and early and not missed:
            await announce(tx, self.admin_ids, election, broadcast_id, now)

    @writing
    async def _write_some(self, tx: Transaction, now: datetime) -> bool:
        """One part of one broadcast's letters, the most urgent first; whether there may be more."""
        for broadcast in await broadcasts.to_write(tx, now):
            election = await elections.by_id(tx, broadcast.election_id)
            assert election is not None
            written = await _write(tx, broadcast, election, now)
            await broadcasts.save(tx, written)
            return True
        return False

    @reading
    async def progress(
        self, tx: Transaction, staff: Staff, election_id: int, now: datetime
    ) -> list[Progress]:
        """What goes out about an election, the last to start first. Raises NoSuchElection, NotAllowed."""
        election = await self._seen(tx, staff, election_id, now)
        return [await _progress(tx, one, election) for one in await broadcasts.of_election(tx, election_id)]

    @reading
    async def one(self, tx: Transaction, staff: Staff, broadcast_id: int, now: datetime) -> Progress:
        """Raises NoSuchBroadcast, NoSuchElection, NotAllowed."""
        broadcast = await broadcasts.by_id(tx, broadcast_id)
        if broadcast is None:
            raise NoSuchBroadcast
        election = await self._seen(tx, staff, broadcast.election_id, now)
        return await _progress(tx, broadcast, election)

    @reading
    async def all_under_way(self, tx: Transaction, staff: Staff, now: datetime) -> list[Progress]:
        """What goes out, or will, in all that somebody answers for. Raises NotAllowed."""
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        if not holder.coordinates:
            raise NotAllowed
        found = []
        for broadcast in await broadcasts.unfinished(tx, now):
            election = await elections.by_id(tx, broadcast.election_id)
            assert election is not None
            line = (await spot_of(tx, election.territory.kato)).line
            if holder.may(Right.ELECTIONS, line):
                found.append(await _progress(tx, broadcast, election))
        return [one for one in found if one.under_way]

    async def stop(self, staff: Staff, broadcast_id: int, now: datetime) -> Progress:
        """What has not gone does not go. Raises NoSuchBroadcast, NoSuchElection, NotAllowed."""
        progress = await self._stop(staff, broadcast_id, now)
        while progress.counts.waiting and await self._withdraw(broadcast_id):
            progress = await self._progress(progress)
        return progress

    @writing
    async def _stop(self, tx: Transaction, staff: Staff, broadcast_id: int, now: datetime) -> Progress:
        broadcast = await broadcasts.by_id(tx, broadcast_id)
        if broadcast is None:
            raise NoSuchBroadcast
        election = await self._seen(tx, staff, broadcast.election_id, now)
        stopped = replace(broadcast, stage=Stage.STOPPED)
        if broadcast.stage is not Stage.MISSED:
            await broadcasts.save(tx, stopped)
        return await _progress(tx, stopped, election)

    @writing
    async def _withdraw(self, tx: Transaction, broadcast_id: int) -> bool:
        """A part of them; whether there was any."""
        return await broadcasts.withdraw(tx, broadcast_id, PART)

    @reading
    async def _progress(self, tx: Transaction, before: Progress) -> Progress:
        return replace(before, counts=await broadcasts.counts(tx, before.broadcast.id))

    async def _seen(self, tx: Transaction, staff: Staff, election_id: int, now: datetime) -> Election:
        election = await elections.by_id(tx, election_id)
        if election is None:
            raise NoSuchElection
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        holder.must(Right.ELECTIONS, (await spot_of(tx, election.territory.kato)).line)
        return election


async def _progress(tx: Transaction, broadcast: Broadcast, election: Election) -> Progress:
    """How far it is; of one that has not begun, how many want it now."""
    if broadcast.stage is Stage.PLANNED and broadcast.name != CORRECTION:
        wishes = REMINDERS[Name(broadcast.name)].wishes
        people = await broadcasts.audience(tx, election.territory.kato, wishes)
        broadcast = replace(broadcast, people=people)
    return Progress(broadcast, election, await broadcasts.counts(tx, broadcast.id))


def _told_by(
    reminder: Reminder, election: Election, facts: Mapping[str, Fact]
) -> tuple[Fact, datetime] | None:
    """The fact that the reminder tells of, and its moment; None while there is none."""
    if isinstance(reminder.of, State):
        fact = facts.get(topic_of(reminder.of))
        return (fact, fact.entered_at) if fact and election.state is reminder.of else None
    fact = facts.get(reminder.of)
    return (fact, fact.moment) if fact and fact.moment else None


async def _write(tx: Transaction, broadcast: Broadcast, election: Election, now: datetime) -> Broadcast:
    """The broadcast with the next part of its letters written; written whole when nobody was left."""
    if now >= broadcast.expires_at:
        return replace(broadcast, stage=Stage.WRITTEN if broadcast.stage is Stage.WRITING else Stage.MISSED)
    rank = priority(broadcast.expires_at - now)
    if broadcast.name == CORRECTION:
        last = await broadcasts.write_corrections(tx, broadcast, rank, now, PART)
    else:
        wishes, kato = REMINDERS[Name(broadcast.name)].wishes, election.territory.kato
        last = await broadcasts.write_reminders(tx, broadcast, kato, wishes, rank, now, PART)
    if last is None:
        return replace(broadcast, stage=Stage.WRITTEN)
    village, person_id = last
    return replace(broadcast, stage=Stage.WRITING, village=village, person_id=person_id)


async def correct(tx: Transaction, election: Election, now: datetime) -> None:
    """Tell everybody who knows an older version of anything; several changes in a row are told at once."""
    people = await elections.outdated(tx, election.id)
    if not people:
        return
    last = await broadcasts.last_correction(tx, election.id)
    if last is not None and last.stage is Stage.PLANNED:
        await broadcasts.put_off(tx, last.id, now + GATHERED, people)
        return
    expires = max(local(election.voting_on), now) + CORRECTION_TERM
    version = last.version + 1 if last else 1
    new = Broadcast(0, election.id, CORRECTION, CORRECTION, version, people, now + GATHERED, expires)
    await broadcasts.add(tx, new)


async def correct_unit(tx: Transaction, kato: str, topic: str, now: datetime) -> int:
    """Tell everybody who knows what the newest version shows to have been wrong; how many they are."""
    versions = await unit_facts.versions(tx, kato, topic)
    expires_at, people = now + CORRECTION_TERM, 0
    for wrong in disproved(versions, await elections.last_elected(tx, kato), now):
        people += await unit_facts.count_told(tx, wrong.version)
        rank = priority(CORRECTION_TERM)
        await unit_facts.write_corrections(tx, wrong, versions[-1], rank, now + GATHERED, expires_at)
    return people
