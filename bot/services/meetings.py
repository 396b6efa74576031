"""The office calls gatherings and meetings and enters what they decided; residents read it and are told."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.audits import Deed
from bot.domain.consultations import Consultation, NoSuchConsultation
from bot.domain.consultations import Stage as Asking
from bot.domain.elections import NotElected
from bot.domain.groups import Staff
from bot.domain.letters import LetterKind
from bot.domain.meetings import (
    AWAITED,
    ON_A_PAGE,
    REMINDED,
    Kind,
    Listing,
    Meeting,
    NoSuchMeeting,
    Seen,
    Stage,
    WrongStage,
)
from bot.domain.roles import Right
from bot.domain.territories import Level, Spot
from bot.services.people import acting, resident
from bot.services.roles import holder_of
from bot.services.territories import home_of, spot_of
from storage import announcements, audits, consultations, meetings
from storage.database import Database, Transaction, reading, writing

SHOWN = 20  # a unit's newest
DISCUSSED = (Asking.FIXED, Asking.OPEN, Asking.CLOSED, Asking.COUNTED)
CANCELLED_FOR = timedelta(days=3)  # that it is cancelled is worth knowing at least so long


@dataclass(frozen=True)
class MeetingService:
    database: Database
    admin_ids: Collection[int]

    @reading
    async def of_unit(
        self, tx: Transaction, staff: Staff, kato: str, now: datetime
    ) -> tuple[Spot, Sequence[Meeting]]:
        """The newest first. Raises NotAllowed, NoSuchTerritory."""
        spot = await spot_of(tx, kato)
        await self._must(tx, staff, spot, now)
        return spot, await meetings.of(tx, kato, SHOWN)

    @reading
    async def one(self, tx: Transaction, staff: Staff, meeting_id: int, now: datetime) -> Seen:
        """Raises NoSuchMeeting, NotAllowed."""
        return await self._seen(tx, (await self._found(tx, staff, meeting_id, now)).id)

    @writing
    async def begin(self, tx: Transaction, staff: Staff, kato: str, kind: Kind, now: datetime) -> Seen:
        """A new draft, which no resident sees. Raises NotAllowed, NoSuchTerritory, NotElected."""
        spot = await spot_of(tx, kato)
        await self._must(tx, staff, spot, now)
        if spot.territory.level is not Level.UNIT:
            raise NotElected
        return await self._seen(tx, await meetings.add(tx, kato, kind, await acting(tx, staff), now))

    @writing
    async def change(
        self,
        tx: Transaction,
        staff: Staff,
        meeting_id: int,
        changed: Callable[[Meeting], Meeting],
        now: datetime,
    ) -> Seen:
        """Write something of it, which residents learn when it is confirmed.

        Raises NoSuchMeeting, NotAllowed, WrongStage, WrongBeginning, WrongCounts, NoSuchConsultation.
        """
        before = await self._found(tx, staff, meeting_id, now)
        after = changed(before)
        before.check_change(after, now)
        if after.consultation_id != before.consultation_id:
            await _must_be_topic(tx, after)
        await meetings.save(tx, after)
        return await self._seen(tx, meeting_id)

    @writing
    async def call(self, tx: Transaction, staff: Staff, meeting_id: int, mark: str, now: datetime) -> Seen:
        """Everybody in the unit is told of it as it was read back, or that it is at another time or place. What was
        confirmed before, or is written otherwise by now, is not told.

        Raises NoSuchMeeting, NotAllowed, WrongStage, NotWhole, ShortNotice, WrongBeginning.
        """
        before = await self._found(tx, staff, meeting_id, now)
        if before.mark == mark:
            after = before.called(now)
            await meetings.save(tx, after)
            await _take_back(tx, before)
            await _announce(tx, LetterKind.MEETING_CALLED, after, after.begins_at, len(after.told))
            deed = Deed.MEETING_MOVED if before.told else Deed.MEETING_CALLED
            await _note(tx, deed, staff, after, now)
        return await self._seen(tx, meeting_id)

    @writing
    async def cancel(self, tx: Transaction, staff: Staff, meeting_id: int, mark: str, now: datetime) -> Seen:
        """It is not held, and everybody in the unit is told why; as `call` does it. Raises as it does."""
        before = await self._found(tx, staff, meeting_id, now)
        if before.mark == mark:
            after = before.cancelled()
            await meetings.save(tx, after)
            await _take_back(tx, before)
            until = max(after.begins_at, now + CANCELLED_FOR)
            await _announce(tx, LetterKind.MEETING_CANCELLED, after, until, 1)
            await _note(tx, Deed.MEETING_CANCELLED, staff, after, now)
        return await self._seen(tx, meeting_id)

    @writing
    async def enter(self, tx: Transaction, staff: Staff, meeting_id: int, mark: str, now: datetime) -> Seen:
        """Residents read what was decided, as it was read back. Raises NoSuchMeeting, NotAllowed, WrongStage, NotWhole."""
        before = await self._found(tx, staff, meeting_id, now)
        if before.mark == mark:
            after = before.held(now)
            await meetings.save(tx, after)
            await _note(tx, Deed.MINUTES_ENTERED, staff, after, now)
        return await self._seen(tx, meeting_id)

    @writing
    async def drop(self, tx: Transaction, staff: Staff, meeting_id: int, now: datetime) -> Meeting:
        """Take back what no resident has seen. Raises NoSuchMeeting, NotAllowed, WrongStage."""
        found = await self._found(tx, staff, meeting_id, now)
        if found.stage is not Stage.DRAFT:
            raise WrongStage
        await meetings.drop(tx, meeting_id)
        return found

    @reading
    async def of_village(self, tx: Transaction, telegram_id: int, page: int, now: datetime) -> Listing:
        """What residents of the person's unit know. Raises ConsentMissing, VillageMissing."""
        unit = (await home_of(tx, (await resident(tx, telegram_id)).home())).unit
        ahead = await meetings.ahead(tx, unit, now - AWAITED, now, SHOWN)
        held = await meetings.held(tx, unit, page * ON_A_PAGE, ON_A_PAGE + 1)
        return Listing(await spot_of(tx, unit), ahead, held[:ON_A_PAGE], page, len(held) > ON_A_PAGE)

    @reading
    async def look(self, tx: Transaction, telegram_id: int, meeting_id: int) -> Seen:
        """Raises ConsentMissing, VillageMissing, NoSuchMeeting."""
        unit = (await home_of(tx, (await resident(tx, telegram_id)).home())).unit
        found = await meetings.by_id(tx, meeting_id)
        if found is None or found.stage is Stage.DRAFT or found.territory.kato != unit:
            raise NoSuchMeeting
        return await seen_of(tx, found)

    async def tick(self, now: datetime) -> None:
        """Remind everybody of what is tomorrow, and tell who took part what was decided."""
        await self._remind(now)
        await self._tell(now)

    @writing
    async def _remind(self, tx: Transaction, now: datetime) -> None:
        nearest, furthest = REMINDED
        for one in await meetings.to_remind(tx, now + nearest, now + furthest):
            await _announce(tx, LetterKind.MEETING_SOON, one, one.begins_at, len(one.told))
            await meetings.reminded(tx, one.id)

    @writing
    async def _tell(self, tx: Transaction, now: datetime) -> None:
        for one in await meetings.to_tell(tx):
            await meetings.tell(tx, one, now)

    async def _must(self, tx: Transaction, staff: Staff, spot: Spot, now: datetime) -> None:
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        holder.must(Right.MEETINGS, spot.line)

    async def _found(self, tx: Transaction, staff: Staff, meeting_id: int, now: datetime) -> Meeting:
        found = await meetings.by_id(tx, meeting_id)
        if found is None:
            raise NoSuchMeeting
        await self._must(tx, staff, await spot_of(tx, found.territory.kato), now)
        return found

    async def _seen(self, tx: Transaction, meeting_id: int) -> Seen:
        """With what it could discuss."""
        found = await meetings.by_id(tx, meeting_id)
        assert found is not None
        return replace(await seen_of(tx, found), topics=await _topics(tx, found))


async def seen_of(tx: Transaction, meeting: Meeting) -> Seen:
    key = meeting.consultation_id
    topic = await consultations.by_id(tx, key) if key is not None else None
    return Seen(await spot_of(tx, meeting.territory.kato), meeting, topic)


async def _topics(tx: Transaction, meeting: Meeting) -> Sequence[Consultation]:
    found = await consultations.of(tx, meeting.territory.kato, SHOWN)
    return [one for one in found if one.stage in DISCUSSED]


async def _must_be_topic(tx: Transaction, meeting: Meeting) -> None:
    key = meeting.consultation_id
    if key is not None and key not in [one.id for one in await _topics(tx, meeting)]:
        raise NoSuchConsultation


async def _announce(
    tx: Transaction, kind: LetterKind, meeting: Meeting, expires_at: datetime, edition: int
) -> None:
    await announcements.add(tx, kind, meeting.id, meeting.territory.kato, expires_at, edition)


async def _take_back(tx: Transaction, before: Meeting) -> None:
    """What was announced, as far as it has not gone."""
    if before.told:
        for kind in (LetterKind.MEETING_CALLED, LetterKind.MEETING_SOON):
            await announcements.take_back(tx, kind, before.id, before.begins_at)


async def _note(tx: Transaction, deed: Deed, staff: Staff, meeting: Meeting, now: datetime) -> None:
    actor_id = await acting(tx, staff)
    await audits.add(tx, deed, now, actor_id=actor_id, kato=meeting.territory.kato, detail=meeting.kind)
