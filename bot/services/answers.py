"""The akim's office answers in public: written part by part, read back, and sent in letters to whom it concerns."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.answers import AkimIsElected, Answer, Audience, Desk, NobodyThere, NoSuchAnswer, Seen, To
from bot.domain.audits import Deed
from bot.domain.categories import Category
from bot.domain.events import EventKind, FileRef, NewEvent
from bot.domain.groups import NotAllowed, NotOurReport, Staff
from bot.domain.numbers import NoSuchReport, Number
from bot.domain.people import Language, Person
from bot.domain.reports import NotNow, Report, State
from bot.domain.roles import Right
from bot.domain.territories import Level, NoSuchTerritory, Spot, Territory
from bot.services.alphabets import in_order
from bot.services.consultations import frozen
from bot.services.guards import guard
from bot.services.letters import leave_card
from bot.services.people import acting, resident
from bot.services.roles import holder_of
from bot.services.territories import home_of, known, spot_of
from storage import answers, audits, promises, reports, territories
from storage.database import Database, Transaction, reading, writing

SHOWN = 10  # a unit's newest


@dataclass(frozen=True)
class AnswerService:
    database: Database
    admin_ids: Collection[int]

    @reading
    async def desk(self, tx: Transaction, staff: Staff, kato: str, now: datetime) -> Desk:
        """Raises NotAllowed, NoSuchTerritory."""
        spot = await self._unit(tx, staff, kato, now)
        resting = (await frozen(tx, kato, now)).akim_messages
        return Desk(spot, await answers.of(tx, kato, SHOWN), resting)

    @reading
    async def categories(
        self, tx: Transaction, staff: Staff, kato: str, now: datetime
    ) -> Mapping[Category, int]:
        """With how many open reports there are in each. Raises NotAllowed, NoSuchTerritory."""
        await self._unit(tx, staff, kato, now)
        return await answers.categories(tx, kato)

    @reading
    async def villages(
        self, tx: Transaction, staff: Staff, kato: str, language: Language, now: datetime
    ) -> Sequence[Territory]:
        """Where the unit's residents live. Raises NotAllowed, NoSuchTerritory."""
        spot = await self._unit(tx, staff, kato, now)
        return in_order(await territories.inside(tx, kato), language) or [spot.territory]

    @writing
    async def to_report(self, tx: Transaction, staff: Staff, kato: str, text: str, now: datetime) -> Seen:
        """A draft to the report whose number somebody wrote.

        Raises NotAllowed, NoSuchTerritory, NoSuchReport, Withdrawn, NotNow.
        """
        await self._unit(tx, staff, kato, now)
        district = (await home_of(tx, kato)).district
        report = await reports.by_number(tx, district, Number.parse(text, now))
        if report is None or report.unit != kato:
            raise NoSuchReport
        _must_be_answerable(report)
        return await self._begin(tx, staff, kato, Audience(report.id, report.number), now)

    @writing
    async def to_category(
        self, tx: Transaction, staff: Staff, kato: str, category: Category, now: datetime
    ) -> Seen:
        """A draft to all open reports of a category. Raises NotAllowed, NoSuchTerritory, NobodyThere, AkimIsElected."""
        await self._unit(tx, staff, kato, now)
        if category not in await answers.categories(tx, kato):
            raise NobodyThere
        return await self._begin(tx, staff, kato, Audience(category=category), now)

    @writing
    async def to_village(self, tx: Transaction, staff: Staff, village: str, now: datetime) -> Seen:
        """A draft to everybody who lives there. Raises NotAllowed, NoSuchTerritory, AkimIsElected."""
        kato = (await home_of(tx, village)).unit
        await self._unit(tx, staff, kato, now)
        return await self._begin(tx, staff, kato, Audience(village=await known(tx, village)), now)

    async def _begin(
        self, tx: Transaction, staff: Staff, kato: str, audience: Audience, now: datetime
    ) -> Seen:
        """A draft of which nothing is written is the one that is begun."""
        if audience.to is not To.REPORT and (await frozen(tx, kato, now)).akim_messages:
            raise AkimIsElected
        begun = [
            one for one in await answers.of(tx, kato, SHOWN) if one.untouched and one.audience == audience
        ]
        if begun:
            return await self._seen(tx, begun[0].id)
        answer_id = await answers.add(tx, kato, audience, await acting(tx, staff), now)
        return await self._seen(tx, answer_id)

    @reading
    async def one(self, tx: Transaction, staff: Staff, answer_id: int, now: datetime) -> Seen:
        """Raises NoSuchAnswer, NotAllowed."""
        return await self._seen(tx, (await self._found(tx, staff, answer_id, now)).id)

    @writing
    async def change(
        self,
        tx: Transaction,
        staff: Staff,
        answer_id: int,
        changed: Callable[[Answer], Answer],
        now: datetime,
    ) -> Seen:
        """Write something of it. Raises NoSuchAnswer, NotAllowed, AnsweredAlready, AkimIsElected, ForbiddenWords, WrongTerm."""
        before = await self._found(tx, staff, answer_id, now)
        before.must_be_draft()
        after = changed(before)
        guard().check([after.text.kk, after.text.ru, after.pledge.what.kk, after.pledge.what.ru])
        if after.pledge != before.pledge and after.pledge:
            await _must_speak(tx, after, now)
            after.pledge.check_term(now)
        await answers.save(tx, after)
        return await self._seen(tx, answer_id)

    @reading
    async def preview(self, tx: Transaction, staff: Staff, answer_id: int, now: datetime) -> Seen:
        """What residents will get, if it can go now. Raises as `send` does."""
        found = await self._found(tx, staff, answer_id, now)
        found.sent(await answers.count_people(tx, found), now)
        await _must_speak(tx, found, now)
        return await self._seen(tx, answer_id)

    @writing
    async def send(self, tx: Transaction, staff: Staff, answer_id: int, mark: str, now: datetime) -> Seen:
        """It goes as it was read back; what has gone, or is written otherwise by now, does not go.

        Raises NoSuchAnswer, NotAllowed, NothingWritten, PromiseUnfinished, WrongTerm, NobodyThere, AkimIsElected,
        NotOurReport, Withdrawn, NotNow.
        """
        before = await self._found(tx, staff, answer_id, now)
        if before.sent_at is None and before.mark == mark:
            await _must_speak(tx, before, now)
            after = before.sent(await answers.count_people(tx, before), now)
            await answers.send(tx, after, now)
            if after.pledge:
                await promises.add(tx, after, now)
            person_id = await acting(tx, staff)
            await _tell_report(tx, after, person_id, now)
            kato = after.territory.kato
            await audits.add(
                tx, Deed.ANSWER_SENT, now, actor_id=person_id, kato=kato, detail=after.audience.to
            )
        return await self._seen(tx, answer_id)

    @writing
    async def drop(self, tx: Transaction, staff: Staff, answer_id: int, now: datetime) -> Answer:
        """Take back what nobody has read. Raises NoSuchAnswer, NotAllowed, AnsweredAlready."""
        found = await self._found(tx, staff, answer_id, now)
        found.must_be_draft()
        await answers.drop(tx, answer_id)
        return found

    @reading
    async def file(self, tx: Transaction, telegram_id: int, answer_id: int, now: datetime) -> FileRef:
        """For who is concerned by the report, or else lives in the unit; and for the office. Raises NoSuchAnswer, ConsentMissing."""
        found = await answers.by_id(tx, answer_id)
        if found is None or found.file is None:
            raise NoSuchAnswer
        if not await self._serves(tx, telegram_id, found, now):
            person = await resident(tx, telegram_id)
            if found.sent_at is None or not await _reads(tx, person, found):
                raise NoSuchAnswer
        return found.file

    async def _serves(self, tx: Transaction, telegram_id: int, answer: Answer, now: datetime) -> bool:
        holder = await holder_of(tx, self.admin_ids, telegram_id, now)
        return holder.may(Right.ANSWERS, (await spot_of(tx, answer.territory.kato)).line)

    async def _unit(self, tx: Transaction, staff: Staff, kato: str, now: datetime) -> Spot:
        spot = await spot_of(tx, kato)
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        holder.must(Right.ANSWERS, spot.line)
        if spot.territory.level is not Level.UNIT:
            raise NoSuchTerritory
        return spot

    async def _found(self, tx: Transaction, staff: Staff, answer_id: int, now: datetime) -> Answer:
        found = await answers.by_id(tx, answer_id)
        if found is None:
            raise NoSuchAnswer
        if not await self._serves(tx, staff.telegram_id, found, now):
            raise NotAllowed
        return found

    async def _seen(self, tx: Transaction, answer_id: int) -> Seen:
        found = await answers.by_id(tx, answer_id)
        assert found is not None
        spot = await spot_of(tx, found.territory.kato)
        if found.sent_at:
            return Seen(spot, found, found.people, await answers.counts(tx, found))
        return Seen(spot, found, await answers.count_people(tx, found))


def _must_be_answerable(report: Report) -> None:
    """Raises Withdrawn, NotNow."""
    report.must_stand()
    if report.state is State.HELD:
        raise NotNow(report.state)


async def _must_speak(tx: Transaction, answer: Answer, now: datetime) -> None:
    """Raises AkimIsElected."""
    if answer.speaks_for_akim and (await frozen(tx, answer.territory.kato, now)).akim_messages:
        raise AkimIsElected


async def _reads(tx: Transaction, person: Person, answer: Answer) -> bool:
    key = answer.audience.report_id
    if key is not None:
        return person.id in await answers.concerned(tx, key)
    return person.village is not None and (await home_of(tx, person.village)).unit == answer.territory.kato


async def _tell_report(tx: Transaction, answer: Answer, person_id: str, now: datetime) -> None:
    """What is said to one report stands in its history, and on its card. Raises NotOurReport for one that was handed over
    meanwhile, Withdrawn, NotNow.
    """
    report = await reports.by_id(tx, answer.audience.report_id) if answer.audience.report_id else None
    if report is None:
        return
    if report.unit != answer.territory.kato:
        raise NotOurReport
    _must_be_answerable(report)
    text = "\n\n".join(part for part in (answer.text.kk, answer.text.ru) if part)
    new = NewEvent(EventKind.PUBLIC_ANSWER, person_id, str(answer.id), text, answer.file)
    await reports.add_event(tx, report.id, new, now)
    await leave_card(tx, report, now)
