"""The office says how far it is with what residents chose; who took part hears of each step."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.audits import Deed
from bot.domain.choices import NoSuchOption
from bot.domain.consultations import (
    Consultation,
    ElectionGoesOn,
    NoSuchConsultation,
    NotInStage,
    Stage,
)
from bot.domain.groups import Staff
from bot.domain.roles import Right
from bot.domain.works import NoSuchWork, Work, Works, check
from bot.services.ballots import may_look
from bot.services.consultations import frozen
from bot.services.guards import guard
from bot.services.people import acting, resident
from bot.services.roles import holder_of
from bot.services.territories import spot_of
from storage import audits, consultations, works
from storage.database import Database, Transaction, reading, writing

SHOWN = 20  # a unit's newest consultations
OF_USE = timedelta(days=180)  # longer than an election goes on, while which it waits


@dataclass(frozen=True)
class WorkService:
    database: Database
    admin_ids: Collection[int]

    @reading
    async def of_unit(
        self, tx: Transaction, staff: Staff, kato: str, now: datetime
    ) -> Sequence[Consultation]:
        """A unit's consultations that are counted, the newest first. Raises NotAllowed, NoSuchTerritory."""
        await self._must(tx, staff, kato, now)
        found = await consultations.of(tx, kato, SHOWN)
        return [one for one in found if one.stage is Stage.COUNTED]

    @reading
    async def of(self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime) -> Works:
        """Raises NoSuchConsultation, NotAllowed, NotInStage."""
        return await self._of(tx, staff, consultation_id, now)

    @writing
    async def draft(self, tx: Transaction, staff: Staff, new: Work, now: datetime) -> tuple[Works, Work]:
        """What is to be read over before others read it.

        Raises NoSuchConsultation, NotAllowed, NotInStage, NoSuchOption, ReasonNeeded, NothingNew, ForbiddenWords.
        """
        seen = await self._of(tx, staff, new.consultation_id, now)
        if seen.consultation.option(new.number) is None:
            raise NoSuchOption
        check(new.step, new.words, new.photo, seen.last(new.number))
        guard().check([new.words or ""])
        return seen, await works.add(tx, new, await acting(tx, staff), now)

    @writing
    async def publish(self, tx: Transaction, staff: Staff, work_id: int, now: datetime) -> tuple[Works, Work]:
        """Residents read it, and who took part is told; pressed twice it is told once.

        Raises NoSuchWork, NotAllowed, ElectionGoesOn.
        """
        work = await works.by_id(tx, work_id)
        if work is None:
            raise NoSuchWork
        seen = await self._of(tx, staff, work.consultation_id, now)
        kato = seen.consultation.territory.kato
        if work.published_at is None:
            if (await frozen(tx, kato, now)).akim_messages:
                raise ElectionGoesOn
            await works.publish(tx, work.id, now)
            await works.write_letters(tx, work, now, now + OF_USE)
            person_id = await acting(tx, staff)
            await audits.add(
                tx, Deed.WORK_PUBLISHED, now, actor_id=person_id, kato=kato, detail=work.step.value
            )
        return await self._of(tx, staff, work.consultation_id, now), work

    @reading
    async def look(self, tx: Transaction, telegram_id: int, consultation_id: int, now: datetime) -> Works:
        """For a resident; nothing while an akim is being elected.

        Raises ConsentMissing, VillageMissing, NoSuchConsultation.
        """
        _, asked = await may_look(tx, telegram_id, consultation_id)
        return await known(tx, asked, now)

    @reading
    async def photo(self, tx: Transaction, telegram_id: int, work_id: int, now: datetime) -> str:
        """What leads to the photo. Raises ConsentMissing, VillageMissing, NoSuchConsultation, NoSuchWork."""
        await resident(tx, telegram_id)
        work = await works.by_id(tx, work_id)
        if work is None or work.photo is None:
            raise NoSuchWork
        _, asked = await may_look(tx, telegram_id, work.consultation_id)
        if work not in (await known(tx, asked, now)).told:
            raise NoSuchWork
        return work.photo

    async def _of(self, tx: Transaction, staff: Staff, consultation_id: int, now: datetime) -> Works:
        found = await consultations.by_id(tx, consultation_id)
        if found is None:
            raise NoSuchConsultation
        await self._must(tx, staff, found.territory.kato, now)
        if found.stage is not Stage.COUNTED:
            raise NotInStage
        return Works(await spot_of(tx, found.territory.kato), found, await works.of(tx, found.id))

    async def _must(self, tx: Transaction, staff: Staff, kato: str, now: datetime) -> None:
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        holder.must(Right.BUDGETS, (await spot_of(tx, kato)).line)


async def known(tx: Transaction, asked: Consultation, now: datetime) -> Works:
    """What residents may read now: what the office has done is no matter of a campaign."""
    resting = (await frozen(tx, asked.territory.kato, now)).new_polls
    told = [] if resting else await works.of(tx, asked.id)
    return Works(await spot_of(tx, asked.territory.kato), asked, told)
