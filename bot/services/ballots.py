"""A resident chooses in a consultation: one choice a person, changeable until the close."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.choices import Choice, check_whole, shared, taken, taken_back
from bot.domain.consultations import Consultation, NoSuchConsultation, NotInStage, Stage
from bot.domain.people import Person
from bot.domain.territories import Spot
from bot.services.people import resident
from bot.services.territories import home_of, spot_of
from storage import ballots, consultations
from storage.database import Database, Transaction, reading, writing

SHOWN = 10  # a unit's newest


@dataclass(frozen=True)
class Sheet:
    """A consultation as one person sees it: the options in their own order, what they have begun to choose, and what
    counts of theirs, with its receipt.
    """

    consultation: Consultation
    order: Sequence[int]
    choice: Choice
    counts: Choice | None = None
    receipt: str | None = None

    @property
    def changed(self) -> bool:
        """Something else is being chosen than what counts."""
        return self.choice.points != (self.counts.points if self.counts else {})


@dataclass(frozen=True)
class BallotService:
    database: Database

    @reading
    async def of_village(self, tx: Transaction, telegram_id: int) -> tuple[Spot, Sequence[Consultation]]:
        """What residents of the person's unit have been asked, and will be, the newest first.

        Raises ConsentMissing, VillageMissing.
        """
        unit = (await home_of(tx, (await resident(tx, telegram_id)).home())).unit
        found = await consultations.of(tx, unit, SHOWN)
        return await spot_of(tx, unit), [one for one in found if one.stage is not Stage.DRAFT]

    @reading
    async def definition(
        self, tx: Transaction, telegram_id: int, consultation_id: int
    ) -> tuple[Consultation, str]:
        """The words in which it was fixed. Raises ConsentMissing, VillageMissing, NoSuchConsultation, NotInStage."""
        _, asked = await may_look(tx, telegram_id, consultation_id)
        said = await consultations.definition(tx, consultation_id)
        if said is None:
            raise NotInStage
        return asked, said

    @writing
    async def leave(self, tx: Transaction, telegram_id: int, consultation_id: int, now: datetime) -> Sheet:
        """What counted before goes on counting, and what was begun is dropped. Raises as `press` does."""
        person, asked = await _may_choose(tx, telegram_id, consultation_id, now)
        await ballots.leave(tx, person.id, consultation_id)
        return await _sheet(tx, person, asked)

    @reading
    async def look(self, tx: Transaction, telegram_id: int, consultation_id: int) -> Sheet:
        """Raises ConsentMissing, VillageMissing, NoSuchConsultation."""
        person, asked = await may_look(tx, telegram_id, consultation_id)
        return await _sheet(tx, person, asked)

    @writing
    async def press(
        self,
        tx: Transaction,
        telegram_id: int,
        consultation_id: int,
        number: int,
        now: datetime,
        *,
        chosen: bool = True,
    ) -> Sheet:
        """Choose an option, or take it back, however often that is pressed; nothing counts before `cast`.

        Raises ConsentMissing, VillageMissing, NoSuchConsultation, NotInStage, NoSuchOption, TooMany, TooDear.
        """
        person, asked = await _may_choose(tx, telegram_id, consultation_id, now)
        sheet = await _sheet(tx, person, asked)
        choice = taken(sheet.choice, number, asked) if chosen else taken_back(sheet.choice, number)
        return await self._begin(tx, person, choice, asked)

    @writing
    async def share(
        self, tx: Transaction, telegram_id: int, consultation_id: int, number: int, by: int, now: datetime
    ) -> Sheet:
        """Give a direction so many points more, or fewer; the same, and NothingLeft."""
        person, asked = await _may_choose(tx, telegram_id, consultation_id, now)
        sheet = await _sheet(tx, person, asked)
        return await self._begin(tx, person, shared(sheet.choice, number, by, asked), asked)

    async def _begin(self, tx: Transaction, person: Person, choice: Choice, asked: Consultation) -> Sheet:
        await ballots.begin(tx, person.id, asked.id, person.home(), choice)
        return await _sheet(tx, person, asked)

    @writing
    async def cast(self, tx: Transaction, telegram_id: int, consultation_id: int, now: datetime) -> Sheet:
        """What was begun counts from now on, instead of what counted before; pressed twice it counts once.

        Raises ConsentMissing, VillageMissing, NoSuchConsultation, NotInStage, NoSuchOption, TooMany, TooDear, Unfinished.
        """
        person, asked = await _may_choose(tx, telegram_id, consultation_id, now)
        sheet = await _sheet(tx, person, asked)
        check_whole(sheet.choice, asked)
        await ballots.cast(tx, person.id, asked.id, person.home(), sheet.choice)
        return await _sheet(tx, person, asked)


async def may_look(tx: Transaction, telegram_id: int, consultation_id: int) -> tuple[Person, Consultation]:
    """The person, and a consultation of their village's unit that residents know of."""
    person = await resident(tx, telegram_id)
    unit = (await home_of(tx, person.home())).unit
    asked = await consultations.by_id(tx, consultation_id)
    if asked is None or asked.stage is Stage.DRAFT or asked.territory.kato != unit:
        raise NoSuchConsultation
    return person, asked


async def _may_choose(
    tx: Transaction, telegram_id: int, consultation_id: int, now: datetime
) -> tuple[Person, Consultation]:
    person, asked = await may_look(tx, telegram_id, consultation_id)
    if asked.stage is not Stage.OPEN or asked.closes_at is None or now >= asked.closes_at:
        raise NotInStage
    return person, asked


async def _sheet(tx: Transaction, person: Person, asked: Consultation) -> Sheet:
    ballot = await ballots.of(tx, person.id, asked.id)
    choice = ballot.pending if ballot.pending is not None else ballot.choice
    return Sheet(
        asked,
        ballots.order(tx, person.id, asked.id, [one.number for one in asked.options]),
        choice or Choice(),
        ballot.choice,
        ballot.receipt,
    )
