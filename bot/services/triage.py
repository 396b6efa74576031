"""The moderators' side: taking reports, deciding about them, and speaking with their residents."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.events import Event, EventKind, NewEvent, Source
from bot.domain.finding import Found, Which, finding, sought
from bot.domain.groups import Group, NotBound, NotOurReport, Staff
from bot.domain.histories import Decision, Queue, Remark, Story
from bot.domain.likeness import Candidate, Trouble
from bot.domain.numbers import NoSuchReport, Number
from bot.domain.people import Language
from bot.domain.posts import Post
from bot.domain.reports import (
    OFFICE_ACTIONS,
    Action,
    HasDuplicates,
    NoNews,
    NotNow,
    OfItself,
    PictureMissing,
    Report,
    State,
    check_reason,
)
from bot.domain.roles import Right
from bot.domain.territories import Level, NoSuchTerritory, Territory
from bot.domain.texts import WORDS_LIMIT, clean
from bot.services.alphabets import in_order
from bot.services.blocks import ask_to_block
from bot.services.groups import serving
from bot.services.handing_over import take_along
from bot.services.holding import show_or_hide
from bot.services.letters import leave_card, leave_correction, leave_news, leave_support_news
from bot.services.likeness import alike, trouble_of
from bot.services.people import acting
from bot.services.reports import story
from bot.services.roles import holder_of
from bot.services.supporters import merge_or_part
from bot.services.supports import comparable
from bot.services.territories import home_of, known, must_be_home
from storage import clocks, groups, posts, reports, supports, territories
from storage.database import Database, Transaction, reading, writing

QUEUE = 10
ALIKE = 5
FAINTLY = 0.1  # alike enough for a moderator to see, who decides
LOOKED_THROUGH = 2000  # reports, the newest


@dataclass(frozen=True)
class TriageService:
    """Who acts, acts in a group that holds the report, and serves its territory now: else NotAllowed is raised."""

    database: Database
    admin_ids: Collection[int]

    @writing
    async def decide(
        self, tx: Transaction, staff: Staff, report_id: int, decision: Decision, now: datetime
    ) -> Report:
        """Raises NotBound, NotOurReport, and what the rules of `Report.after` and `check_reason` raise."""
        report = await self._ours(tx, staff, report_id, now)
        _check_office(report, decision.action)
        actor_id = await acting(tx, staff)
        remark = decision.remark
        text = clean(remark.text, WORDS_LIMIT) if remark and remark.text else None
        check_reason(decision.action, decision.reason, text)
        if decision.action is Action.RESOLVE and not (remark and remark.file):
            await _must_show_nothing(tx, report)
        decided = report.after(decision.action, actor_id)
        new = NewEvent(
            EventKind(decision.action),
            actor_id,
            reason=await _reason(tx, report, decision),
            text=text,
            file=remark.file if remark else None,
            source=remark.source if remark else None,
        )
        event_id = await reports.add_event(tx, report_id, new, now)
        if event_id is None:
            raise NoNews
        await reports.save_state(tx, decided, now)
        await merge_or_part(tx, report, decided, now)
        await leave_card(tx, decided, now)
        await show_or_hide(tx, report, decided, event_id, now)
        await leave_news(tx, decided, event_id, now)
        if decision.action is not Action.ASK:
            await leave_support_news(tx, decided, event_id, now)
        if decided.state is State.HELD:
            await ask_to_block(tx, self.admin_ids, decided, now)
        return decided

    @writing
    async def say(
        self, tx: Transaction, staff: Staff, report_id: int, remark: Remark, now: datetime
    ) -> Report:
        """Words to the resident, in the office's name. Raises Withdrawn."""
        report = await self._ours(tx, staff, report_id, now)
        report.must_stand()
        actor_id = await acting(tx, staff)
        text = clean(remark.text, WORDS_LIMIT) if remark.text else None
        new = NewEvent(EventKind.OFFICE_WORDS, actor_id, text=text, file=remark.file, source=remark.source)
        event_id = await reports.add_event(tx, report_id, new, now)
        if event_id is not None:
            await leave_news(tx, report, event_id, now)
        return report

    @reading
    async def relayed(self, tx: Transaction, chat_id: int, message_id: int) -> bool:
        """Whether the message was passed on to a resident."""
        return await _relayed(tx, Source(chat_id, message_id)) is not None

    @writing
    async def reword(
        self, tx: Transaction, staff: Staff, message_id: int, text: str, now: datetime
    ) -> Report | None:
        """An edited message corrects what was relayed; None when it was not relayed."""
        event = await _relayed(tx, Source(staff.chat_id, message_id))
        if event is None:
            return None
        report = await self._ours(tx, staff, event.report_id, now)
        report.must_stand()
        await reports.set_event_text(tx, event.id, clean(text, WORDS_LIMIT))
        await leave_correction(tx, report, event.id, now, to_resident=True)
        await leave_card(tx, report, now)
        return report

    @reading
    async def may(
        self, tx: Transaction, staff: Staff, report_id: int, action: Action, now: datetime
    ) -> Report:
        """The report, if this could be done with it now; raises what `decide` would."""
        report = await self._ours(tx, staff, report_id, now)
        _check_office(report, action)
        report.after(action, "")
        return report

    async def alike(self, staff: Staff, report_id: int, now: datetime) -> list[Report]:
        """Reports it might repeat, the likeliest first; compared in a thread, since that takes some milliseconds."""
        trouble, others = await self._beside(staff, report_id, now)
        found = await asyncio.to_thread(alike, trouble, others, least=FAINTLY)
        return await self._found(found[:ALIKE])

    @reading
    async def _beside(
        self, tx: Transaction, staff: Staff, report_id: int, now: datetime
    ) -> tuple[Trouble, list[Candidate]]:
        """What a report tells of, and the others of its unit that it could repeat: a test none of residents'."""
        report = await self._ours(tx, staff, report_id, now)
        others = [] if report.number.test else await comparable(tx, report.unit, now)
        return trouble_of(report), [one for one in others if one.report_id != report.id]

    @reading
    async def _found(self, tx: Transaction, ids: Sequence[int]) -> list[Report]:
        found = [await reports.by_id(tx, one) for one in ids]
        return [one for one in found if one is not None]

    @writing
    async def hide(
        self, tx: Transaction, staff: Staff, report_id: int, now: datetime, *, hidden: bool
    ) -> Report:
        """Other residents cannot read it any more, or again. Raises NoNews, Withdrawn."""
        report = await self._ours(tx, staff, report_id, now)
        report.must_stand()
        if (await supports.side(tx, report_id)).hidden is hidden:
            raise NoNews
        new = NewEvent(EventKind.HIDE if hidden else EventKind.SHOW, await acting(tx, staff))
        await reports.add_event(tx, report_id, new, now)
        await supports.hide(tx, report_id, hidden=hidden)
        await leave_card(tx, report, now)
        return report

    @reading
    async def offices(
        self, tx: Transaction, staff: Staff, report_id: int, language: Language, now: datetime
    ) -> list[Territory]:
        """The other units of its district. Raises NotNow, Withdrawn."""
        report = await self._to_hand_over(tx, staff, report_id, now)
        units = await territories.inside(tx, report.district)
        others = [one for one in units if one.level is Level.UNIT and one.kato != report.unit]
        return in_order(others, language)

    @reading
    async def homes(
        self, tx: Transaction, staff: Staff, report_id: int, kato: str, language: Language, now: datetime
    ) -> list[Territory]:
        """Where it can belong in another unit: one of its villages, or the unit itself, which has none; of a village that
        village. Raises NoSuchTerritory, NotNow, Withdrawn.
        """
        report = await self._to_hand_over(tx, staff, report_id, now)
        territory = await territories.offered(tx, kato)
        if territory is None or territory.level not in (Level.UNIT, Level.VILLAGE):
            raise NoSuchTerritory
        if (await home_of(tx, kato)).district != report.district:
            raise NoSuchTerritory
        return in_order(await territories.inside(tx, kato), language) or [territory]

    @writing
    async def hand_over(
        self, tx: Transaction, staff: Staff, report_id: int, village: str, now: datetime
    ) -> tuple[Report, list[int]]:
        """It belongs to the village's office from now on, which owes it everything anew; its resident and all who support
        it hear so. Of another district's territories there is none. With it the group's messages whose questions await no
        words now: those of the other office are none of this one's.

        Raises NoSuchTerritory, NoNews, NotNow, Withdrawn.
        """
        report = await self._ours(tx, staff, report_id, now)
        await must_be_home(tx, village)
        home = await home_of(tx, village)
        if home.district != report.district:
            raise NoSuchTerritory
        handed = report.handed_over(home.unit, await known(tx, village))
        new = NewEvent(EventKind.HAND_OVER, await acting(tx, staff), reason=home.unit)
        event_id = await reports.add_event(tx, report_id, new, now)
        assert event_id is not None  # it was said in no message
        await reports.hand_over(tx, handed, home)
        asked = [one for one in await posts.in_groups(tx, report_id) if one.task]
        for one in asked:
            await _close(tx, one)
        await take_along(tx, report, handed, event_id, now)
        await leave_news(tx, handed, event_id, now)
        await leave_support_news(tx, handed, event_id, now)
        return handed, [one.message_id for one in asked if one.chat_id == staff.chat_id]

    async def _to_hand_over(self, tx: Transaction, staff: Staff, report_id: int, now: datetime) -> Report:
        report = await self._ours(tx, staff, report_id, now)
        report.must_stand()
        if not report.may_be_handed_over:
            raise NotNow(report.state)
        return report

    @reading
    async def queue(self, tx: Transaction, chat_id: int) -> Queue:
        chat_id = (await _group(tx, chat_id)).chat_id
        return Queue(
            await reports.waiting(tx, chat_id, QUEUE),
            await reports.count_waiting(tx, chat_id),
            await reports.late(tx, chat_id, QUEUE),
            await reports.count_late(tx, chat_id),
        )

    @reading
    async def numbered(self, tx: Transaction, chat_id: int, text: str, now: datetime) -> Report:
        """The report with the number someone wrote. Raises NoSuchReport."""
        return await _numbered(tx, await _group(tx, chat_id), Number.parse(text, now))

    async def find(self, chat_id: int, text: str, which: Which, page: int) -> Found:
        """Reports that come to the group, by words in them; beside the event loop, since many are read. Raises NotBound,
        NothingToFind.
        """
        newest = await self._newest(chat_id)
        return await asyncio.to_thread(finding, newest, sought(text), which, page)

    @reading
    async def _newest(self, tx: Transaction, chat_id: int) -> Sequence[Report]:
        return await reports.newest_of(tx, await _group(tx, chat_id), LOOKED_THROUGH)

    @writing
    async def show_again(self, tx: Transaction, staff: Staff, report_id: int, now: datetime) -> None:
        """The card goes to the group once more, where it is seen. A district's group is shown none that a unit's own has:
        NotOurReport is raised.
        """
        report = await self._ours(tx, staff, report_id, now)
        group = await serving(tx, report.unit)
        if group is None or group.chat_id != staff.chat_id:
            raise NotOurReport
        await leave_card(tx, report, now, anew=True)

    @reading
    async def story(self, tx: Transaction, staff: Staff, report_id: int, now: datetime) -> Story:
        return await story(tx, await self._ours(tx, staff, report_id, now))

    @reading
    async def about(self, tx: Transaction, chat_id: int, message_id: int) -> Post | None:
        """Which report, and which question of the bot, a message in the group is about."""
        return await posts.at(tx, chat_id, message_id)

    @writing
    async def asked(self, tx: Transaction, post: Post, now: datetime) -> None:
        """The bot asked a moderator for words; the reply to this message will be them."""
        await posts.add(tx, post, now)

    @writing
    async def settle(self, tx: Transaction, chat_id: int, report: Report, answered: int | None) -> list[int]:
        """The messages whose questions await no words now: the one just answered; of a closed report all."""
        asked = await posts.open_prompts(tx, report.id, chat_id)
        settled = [one for one in asked if one.message_id == answered or not report.state.open]
        for one in settled:
            await _close(tx, one)
        return [one.message_id for one in settled]

    async def _ours(self, tx: Transaction, staff: Staff, report_id: int, now: datetime) -> Report:
        group = await _group(tx, staff.chat_id)
        report = await reports.by_id(tx, report_id)
        if report is None:
            raise NoSuchReport
        if not group.holds(report.unit, report.district):
            raise NotOurReport
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        holder.must(Right.TRIAGE, {report.unit, report.district})
        return report


async def _group(tx: Transaction, chat_id: int) -> Group:
    group = await groups.by_chat(tx, chat_id)
    if group is None:
        raise NotBound
    return group


async def _close(tx: Transaction, prompt: Post) -> None:
    """It awaits no words now. What is replied to it later is for the resident; but a number is for nobody."""
    numbered = prompt.task is not None and prompt.task.action is Action.DUPLICATE
    await (posts.drop if numbered else posts.close_prompt)(tx, prompt)


async def _relayed(tx: Transaction, source: Source) -> Event | None:
    """What a resident was told in that message's words; the number of a first report is none of them."""
    event = await reports.event_by_source(tx, source)
    return None if event is None or event.kind is EventKind.DUPLICATE else event


async def _must_show_nothing(tx: Transaction, report: Report) -> None:
    """Raises PictureMissing."""
    if not report.number.test and (await clocks.target(tx, report)).pictured:
        raise PictureMissing


def _check_office(report: Report, action: Action) -> None:
    """Raises NotNow for what only the resident can say."""
    if action not in OFFICE_ACTIONS:
        raise NotNow(report.state)


async def _numbered(tx: Transaction, group: Group, number: Number) -> Report:
    home = await home_of(tx, group.katos[0])
    report = await reports.by_number(tx, home.district, number)
    if report is None or not group.holds(report.unit, report.district):
        raise NoSuchReport
    return report


async def _reason(tx: Transaction, report: Report, decision: Decision) -> str | None:
    """What the event keeps as its reason; of a duplicate, the first report's id."""
    if decision.action is not Action.DUPLICATE:
        return decision.reason and decision.reason.value
    first = await reports.by_id(tx, decision.first) if decision.first else None
    if first is None or first.district != report.district or first.number.test != report.number.test:
        raise NoSuchReport
    first.must_stand()
    if first.id == report.id or first.state is State.DUPLICATE:
        raise OfItself
    if await reports.duplicates_of(tx, report.id):
        raise HasDuplicates
    if first.state is State.HELD:
        raise NotNow(first.state)
    return str(first.id)
