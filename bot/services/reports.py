"""A resident's own reports: seeing them, adding words, saying whether it was fixed."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.events import EventKind, NewEvent, Source
from bot.domain.histories import Page, Remark, Story
from bot.domain.numbers import NoSuchReport
from bot.domain.people import Person
from bot.domain.posts import Post, PostKind
from bot.domain.reports import Action, NoNews, Report, State
from bot.domain.texts import WORDS_LIMIT, clean
from bot.services.holding import has_objected
from bot.services.letters import leave_card, leave_correction, leave_words
from storage import posts, reports, supports
from storage.database import Database, Transaction, reading, writing

PAGE = 10


@dataclass(frozen=True)
class ReportService:
    database: Database

    @reading
    async def mine(self, tx: Transaction, person_id: str, page: int) -> Page:
        total = await reports.count_of_person(tx, person_id)
        pages = max(-(-total // PAGE), 1)
        number = min(max(page, 0), pages - 1)
        return Page(await reports.of_person(tx, person_id, PAGE, number * PAGE), number, pages)

    @reading
    async def story(self, tx: Transaction, person_id: str, report_id: int) -> Story:
        """Raises NoSuchReport, also for another person's."""
        return await story(tx, await _own(tx, person_id, report_id))

    @writing
    async def judge(
        self, tx: Transaction, person: Person, report_id: int, now: datetime, *, fixed: bool
    ) -> Report:
        """The resident says whether the problem is gone; if not, the report returns to the group."""
        report = await _spoken_of(tx, person, report_id)
        try:
            judged = report.judged(fixed=fixed, now=now)
        except NoNews:
            return report
        kind = EventKind.CONFIRM if fixed else EventKind.DISPUTE
        await reports.save_state(tx, judged, now)
        await reports.add_event(tx, report_id, NewEvent(kind, person.id), now)
        await leave_card(tx, judged, now, anew=not fixed)
        return judged

    @writing
    async def say(
        self, tx: Transaction, person: Person, report_id: int, remark: Remark, now: datetime
    ) -> "Said":
        """More words to the office: the answer when it had asked, and the objection when it holds the report.

        After that one, what is said about a held report waits until it is taken up again. Who supports a neighbour's
        report adds to it as another resident.
        """
        report = await _heard_of(tx, person, report_id)
        text = clean(remark.text, WORDS_LIMIT) if remark.text else None
        own = report.person_id == person.id
        kind = await _kind_of_words(tx, report, text) if own else EventKind.JOIN
        new = NewEvent(kind, person.id, text=text, file=remark.file, source=remark.source)
        event_id = await reports.add_event(tx, report_id, new, now)
        if event_id is None:
            told = await reports.event_by_source(tx, remark.source)
            return Said(report, told.kind if told else kind)
        if kind is EventKind.ANSWER:
            report = report.after(Action.ANSWER, person.id)
            await reports.save_state(tx, report, now)
            await leave_card(tx, report, now)
        if report.state is not State.HELD or kind is EventKind.OBJECTION:
            await leave_words(tx, report, event_id, now)
        return Said(report, kind)

    @reading
    async def asked(self, tx: Transaction, person_id: str) -> Report | None:
        """The newest report the office has asked its resident about."""
        return await reports.newest(tx, person_id, State.NEEDS_DETAILS)

    @reading
    async def about(self, tx: Transaction, chat_id: int, message_id: int) -> Post | None:
        """Which report a message of the bot is about."""
        return await posts.at(tx, chat_id, message_id)

    @reading
    async def receipt(self, tx: Transaction, report_id: int, chat_id: int) -> int | None:
        """The message that shows it already."""
        post = await posts.last(tx, report_id, PostKind.RECEIPT, chat_id)
        return post.message_id if post else None

    @writing
    async def receipt_shown(
        self, tx: Transaction, report_id: int, chat_id: int, message_id: int, now: datetime
    ) -> None:
        await posts.add(tx, Post(chat_id, message_id, report_id, PostKind.RECEIPT), now)

    @writing
    async def noted(
        self, tx: Transaction, report_id: int, chat_id: int, message_id: int, now: datetime
    ) -> None:
        """A message about the report was shown: a reply to it is about the report too."""
        await posts.add(tx, Post(chat_id, message_id, report_id, PostKind.NEWS), now)

    @writing
    async def reword(
        self, tx: Transaction, person_id: str, source: Source, text: str, now: datetime
    ) -> "Reworded":
        """A resident edited a message: relayed words follow, a sent report does not."""
        if event := await reports.event_by_source(tx, source):
            report = await _own_or_supported(tx, person_id, event.report_id)
            await reports.set_event_text(tx, event.id, clean(text, WORDS_LIMIT))
            await leave_correction(tx, report, event.id, now, to_resident=False)
            return Reworded(report, followed=True, withheld=Said(report, event.kind).withheld)
        report_id = await reports.of_part(tx, person_id, source.message_id)
        return Reworded(await reports.by_id(tx, report_id) if report_id else None, followed=False)


@dataclass(frozen=True)
class Reworded:
    """Which report the edited message was about, if any, and whether the words follow the edit.

    Those that are `withheld` the office does not see for now.
    """

    report: Report | None
    followed: bool
    withheld: bool = False


@dataclass(frozen=True)
class Said:
    """What words about a report were taken for."""

    report: Report
    kind: EventKind

    @property
    def withheld(self) -> bool:
        """The office does not see them as long as the report is held."""
        return self.report.state is State.HELD and self.kind is not EventKind.OBJECTION


async def story(tx: Transaction, report: Report) -> Story:
    side = await supports.side(tx, report.id)
    files, events = await reports.attachments(tx, report.id), await reports.history(tx, report.id)
    return Story(report, files, events, side.supporters, side.public, side.hidden)


async def _kind_of_words(tx: Transaction, report: Report, text: str | None) -> EventKind:
    if report.state is State.NEEDS_DETAILS:
        return EventKind.ANSWER
    if report.state is State.HELD and text and not await has_objected(tx, report.id):
        return EventKind.OBJECTION
    return EventKind.RESIDENT_WORDS


async def _own(tx: Transaction, person_id: str, report_id: int) -> Report:
    report = await reports.by_id(tx, report_id)
    if report is None or report.person_id != person_id:
        raise NoSuchReport
    return report


async def _own_or_supported(tx: Transaction, person_id: str, report_id: int) -> Report:
    if await supports.supports(tx, report_id, person_id):
        report = await reports.by_id(tx, report_id)
        assert report is not None
        return report
    return await _own(tx, person_id, report_id)


async def _heard_of(tx: Transaction, person: Person, report_id: int) -> Report:
    """The person's own report, or one that they support. Raises NoSuchReport, ConsentMissing, Withdrawn."""
    report = await _own_or_supported(tx, person.id, report_id)
    if report.person_id == person.id:
        return await _spoken_of(tx, person, report_id)
    person.must_agree()
    report.must_stand()
    return report


async def _spoken_of(tx: Transaction, person: Person, report_id: int) -> Report:
    """The person's own report, about which they say something; a test is the office's. Raises ConsentMissing."""
    report = await _own(tx, person.id, report_id)
    if not report.number.test:
        person.must_agree()
    return report
