"""What letters about elections say to one person, as it holds when they go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import broadcasts as of_broadcasts
from bot.domain.answers import Answer
from bot.domain.broadcasts import Broadcast
from bot.domain.consultations import Consultation, Stage
from bot.domain.elections import Election, State
from bot.domain.facts import Change, Fact, Outlook, Topic, disproved
from bot.domain.freezes import freeze
from bot.domain.letters import Letter, LetterKind
from bot.domain.meetings import Seen
from bot.domain.pages import told_by
from bot.domain.people import Person
from bot.domain.posts import Post, PostKind
from bot.domain.promises import Promised
from bot.domain.reminders import REMINDERS, Name
from bot.domain.timelines import Code, poll_ban_end
from bot.domain.works import Work, Works
from bot.services.consultations import frozen
from bot.services.elections import known_of, outlook_of, tell
from bot.services.meetings import seen_of
from bot.services.outbox import keep
from bot.services.promises import heard, news
from bot.services.territories import home_of
from bot.services.works import known
from storage import (
    announcements,
    answers,
    ballots,
    broadcasts,
    consultations,
    elections,
    letters,
    meetings,
    people,
    reports,
    unit_facts,
    wishes,
    works,
)
from storage.database import Database, Transaction, reading, writing

WITH_THE_STATE = (Code.VOTING_START, Code.VOTING_END)  # said when an election is called again


@dataclass(frozen=True)
class Notice:
    """What a person is told; after that they know these facts."""

    outlook: Outlook
    name: Name | None = None
    changes: Sequence[Change] = ()
    facts: Sequence[Fact] = ()


LOOK_AGAIN = timedelta(days=1)  # whether an akim is still being elected


@dataclass(frozen=True)
class Later:
    """Not before then: the person has quiet hours, or an akim is being elected."""

    due_at: datetime


@dataclass(frozen=True)
class Plan:
    """A broadcast that was planned, and the election it is about."""

    broadcast: Broadcast
    election: Election


@dataclass(frozen=True)
class NoticeService:
    database: Database

    @reading
    async def reminder(self, tx: Transaction, letter: Letter, now: datetime) -> Notice | Later | None:
        """None for what does not hold any more, is stopped, or is no more asked for."""
        broadcast = await broadcasts.by_id(tx, letter.subject)
        person = await people.by_id(tx, letter.person_id)
        if broadcast is None or person is None or not person.agreed or person.village is None:
            return None
        asked = await wishes.of_person(tx, person.id)
        reminder = REMINDERS[Name(broadcast.name)]
        if asked is None or asked[0] not in reminder.wishes or _useless(broadcast, now):
            return None
        outlook = await outlook_of(tx, (await home_of(tx, person.village)).unit)
        known = await known_of(tx, outlook)
        fact = known.get(broadcast.topic)
        if not _goes_on(outlook, broadcast) or fact is None or fact.version != broadcast.version:
            return None
        if (quiet_until := asked[1].until(now)) > now:
            return Later(quiet_until)
        told = [known[topic] for topic in sorted(told_by(reminder.name)) if topic in known]
        return Notice(outlook, name=reminder.name, facts=told)

    @reading
    async def correction(self, tx: Transaction, letter: Letter, now: datetime) -> Notice | None:
        """What the person was told otherwise; None when they know what holds."""
        broadcast = await broadcasts.by_id(tx, letter.subject)
        person = await people.by_id(tx, letter.person_id)
        if broadcast is None or person is None or not person.agreed or _useless(broadcast, now):
            return None
        election = await elections.by_id(tx, broadcast.election_id)
        assert election is not None
        known = await elections.facts(tx, broadcast.election_id)
        told = await elections.told(tx, person.id, broadcast.election_id)
        stale = [known[topic] for topic, version in told.items() if known[topic].version > version]
        if not stale:
            return None
        changes = [
            Change(fact.topic, await _version(tx, election, fact.topic, told[fact.topic]), fact)
            for fact in stale
        ]
        told_too = WITH_THE_STATE if Topic.STATE in {fact.topic for fact in stale} else ()
        facts = [*stale, *(known[code] for code in told_too if code in known)]
        return Notice(await outlook_of(tx, election.territory.kato), changes=changes, facts=facts)

    @reading
    async def missed(self, tx: Transaction, letter: Letter, now: datetime) -> Notice | None:
        """What is ahead, for somebody who could not be reached; None when nothing is."""
        person = await people.by_id(tx, letter.person_id)
        if person is None or not person.agreed or person.village is None:
            return None
        outlook = await outlook_of(tx, (await home_of(tx, person.village)).unit)
        if outlook.election is None or outlook.election.id != letter.subject:
            return None
        known = await elections.facts(tx, letter.subject)
        ahead = [known[code] for code, _ in outlook.ahead(now)[:1]]
        return Notice(outlook, facts=ahead)

    @reading
    async def correction_of_unit(self, tx: Transaction, letter: Letter, now: datetime) -> Notice | None:
        """The same of what is known of a unit."""
        kato = await unit_facts.unit_of(tx, letter.subject)
        person = await people.by_id(tx, letter.person_id)
        if kato is None or person is None or not person.agreed:
            return None
        elected_on = await elections.last_elected(tx, kato)
        changes = []
        for topic, version in (await unit_facts.told(tx, person.id, kato)).items():
            versions = await unit_facts.versions(tx, kato, topic)
            wrong = [one for one in disproved(versions, elected_on, now) if one.version == version]
            changes += [Change(topic, was, versions[-1]) for was in wrong]
        if not changes:
            return None
        outlook = await outlook_of(tx, kato)
        return Notice(outlook, changes=changes, facts=[one.holds for one in changes])

    @writing
    async def told(self, tx: Transaction, letter: Letter, notice: Notice, now: datetime) -> None:
        """The letter is out, and its reader knows what it said."""
        await letters.done(tx, letter, now)
        if await people.by_id(tx, letter.person_id) is not None:
            await tell(tx, letter.person_id, notice.outlook, notice.facts, now)

    @reading
    async def to_check(self, tx: Transaction, election_id: int) -> Election | None:
        """An election that waits for a second person; None when it has been confirmed, or is gone."""
        election = await elections.by_id(tx, election_id)
        return election if election and election.approved_by is None else None

    @reading
    async def consultation_to_check(self, tx: Transaction, consultation_id: int) -> Consultation | None:
        """One that waits for a second person; None when it is fixed, or gone."""
        found = await consultations.by_id(tx, consultation_id)
        return found if found and found.stage in (Stage.DRAFT, Stage.PROPOSALS) else None

    @reading
    async def opened(self, tx: Transaction, letter: Letter) -> Consultation | None:
        """A consultation that somebody can choose in and has not; None when they live elsewhere now, or it is over."""
        found = await consultations.by_id(tx, letter.subject)
        person = await self._neighbour(tx, letter, found.territory.kato) if found else None
        if found is None or found.stage is not Stage.OPEN or person is None:
            return None
        return None if (await ballots.of(tx, person.id, found.id)).choice else found

    @reading
    async def proposals_open(self, tx: Transaction, letter: Letter, now: datetime) -> Consultation | None:
        """A consultation that residents propose for; None when they do not any more, or an akim is being elected."""
        found = await consultations.by_id(tx, letter.subject)
        if found is None or not found.gathers(now):
            return None
        if await self._neighbour(tx, letter, found.territory.kato) is None:
            return None
        return None if (await frozen(tx, found.territory.kato, now)).new_polls else found

    async def _neighbour(self, tx: Transaction, letter: Letter, kato: str) -> Person | None:
        """Whom the letter goes to, if they live in the unit, have agreed, and want to be told."""
        person = await people.by_id(tx, letter.person_id)
        if person is None or not person.agreed or person.village is None:
            return None
        if (await home_of(tx, person.village)).unit != kato or await announcements.stopped(tx, person.id):
            return None
        return person

    @reading
    async def unfinished(self, tx: Transaction, letter: Letter) -> Consultation | None:
        """A consultation that somebody has begun to choose in; None when they have finished, or it is over."""
        found = await consultations.by_id(tx, letter.subject)
        person = await people.by_id(tx, letter.person_id)
        if found is None or found.stage is not Stage.OPEN or person is None or not person.agreed:
            return None
        ballot = await ballots.of(tx, person.id, found.id)
        return found if ballot.choice is None and ballot.pending else None

    @reading
    async def counted(self, tx: Transaction, letter: Letter, now: datetime) -> Consultation | Later | None:
        """A consultation that somebody took part in; not before an election allows to speak of results."""
        found = await consultations.by_id(tx, letter.subject)
        person = await people.by_id(tx, letter.person_id)
        if found is None or person is None or not person.agreed:
            return None
        called = await elections.called(tx, found.territory.kato)
        bans = [poll_ban_end(one) for one in called if freeze(one, now).poll_results]
        return Later((await wishes.quiet_of(tx, person.id)).until(max(bans))) if bans else found

    @reading
    async def work(self, tx: Transaction, letter: Letter, now: datetime) -> tuple[Works, Work] | Later | None:
        """News of what somebody had a say on; not while an akim is being elected there."""
        work = await works.by_id(tx, letter.subject)
        found = await consultations.by_id(tx, work.consultation_id) if work else None
        person = await people.by_id(tx, letter.person_id)
        if work is None or found is None or person is None or not person.agreed:
            return None
        resting = (await frozen(tx, found.territory.kato, now)).akim_messages
        later = await self._later(tx, letter, now, resting=resting)
        return later or (await known(tx, found, now), work)

    @reading
    async def answer(self, tx: Transaction, letter: Letter, now: datetime) -> Answer | Later | None:
        """A public answer; not in the akim's name while one is being elected. None for who has gone, or moved away."""
        found = await answers.by_id(tx, letter.subject)
        if found is None or not found.text or not await self._awaits(tx, letter, found):
            return None
        frozen_now = await frozen(tx, found.territory.kato, now)
        resting = found.speaks_for_akim and frozen_now.akim_messages
        return await self._later(tx, letter, now, resting=resting) or found

    async def _later(self, tx: Transaction, letter: Letter, now: datetime, *, resting: bool) -> Later | None:
        """When to look again at what rests while an akim is being elected; nothing goes in its reader's quiet hours."""
        quiet = await wishes.quiet_of(tx, letter.person_id)
        due_at = quiet.until(now + LOOK_AGAIN if resting else now)
        return Later(due_at) if due_at > now else None

    async def _awaits(self, tx: Transaction, letter: Letter, found: Answer) -> bool:
        """Whether it is for them still; about reports also who has agreed to an earlier wording is told."""
        person = await people.by_id(tx, letter.person_id)
        if person is None:
            return False
        village = found.audience.village
        if village is None:
            return person.consent is not None
        here = person.agreed and person.village == village.kato
        return here and not await announcements.stopped(tx, person.id)

    @writing
    async def answered(
        self, tx: Transaction, letter: Letter, answer: Answer, chat_id: int, message_id: int, now: datetime
    ) -> None:
        """The letter is out: one more has it, and a reply to it is about the report."""
        await letters.done(tx, letter, now)
        await answers.reached(tx, answer.id)
        if answer.pledge and await people.by_id(tx, letter.person_id) is not None:
            await heard(tx, answer.id, letter.person_id, now)
        report_id = answer.audience.report_id
        report = await reports.by_id(tx, report_id) if report_id is not None else None
        if report is not None and letter.person_id in await answers.concerned(tx, report.id):
            await keep(tx, Post(chat_id, message_id, report.id, PostKind.NEWS), now)

    @reading
    async def promise_news(self, tx: Transaction, letter: Letter, now: datetime) -> Promised | Later | None:
        """How a promise stands; not while an akim is being elected."""
        found = await news(tx, letter.subject, letter.person_id, now)
        if found is None:
            return None
        return await self._later(tx, letter, now, resting=found.frozen) or found

    @reading
    async def meeting(self, tx: Transaction, letter: Letter, now: datetime) -> Seen | None:
        """A gathering or meeting that what the letter says holds of; None otherwise, and for who is not to be told."""
        found = await meetings.by_id(tx, letter.subject)
        if found is None or not found.says(letter.kind, now):
            return None
        if letter.kind is LetterKind.MEETING_DECIDED:
            person = await people.by_id(tx, letter.person_id)
            told = person is not None and person.agreed
        else:
            told = await self._neighbour(tx, letter, found.territory.kato) is not None
        return await seen_of(tx, found) if told else None

    @reading
    async def plan(self, tx: Transaction, broadcast_id: int) -> Plan | None:
        """None for what has been stopped or missed meanwhile."""
        broadcast = await broadcasts.by_id(tx, broadcast_id)
        if broadcast is None or broadcast.stage in (of_broadcasts.Stage.STOPPED, of_broadcasts.Stage.MISSED):
            return None
        election = await elections.by_id(tx, broadcast.election_id)
        assert election is not None
        return Plan(broadcast, election)


def _useless(broadcast: Broadcast, now: datetime) -> bool:
    return broadcast.stage is of_broadcasts.Stage.STOPPED or now >= broadcast.expires_at


def _goes_on(outlook: Outlook, broadcast: Broadcast) -> bool:
    election = outlook.election
    if election is None or election.id != broadcast.election_id:
        return False
    return election.state not in (State.POSTPONED, State.CANCELLED)


async def _version(tx: Transaction, election: Election, topic: str, version: int) -> Fact | None:
    return next(
        (one for one in await elections.versions(tx, election.id, topic) if one.version == version), None
    )
