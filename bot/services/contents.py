"""What a letter is about, read anew when it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.blocks import Case
from bot.domain.drafts import Draft
from bot.domain.events import Event, EventKind
from bot.domain.histories import Story
from bot.domain.letters import Letter
from bot.domain.people import Language
from bot.domain.posts import Post, PostKind
from bot.domain.reports import Report, State
from bot.domain.roles import Grant
from bot.domain.territories import Spot, Territory
from bot.services.blocks import case_of
from bot.services.handing_over import left_behind
from bot.services.letters import hears
from bot.services.reports import story
from bot.services.territories import known, spot_of
from storage import blocks, drafts, groups, posts, reports, roles, supports
from storage.database import Database, Transaction, reading


@dataclass(frozen=True)
class News:
    """An event, its report, of a duplicate the report it repeats, and of a report that was handed over to which unit."""

    event: Event
    report: Report
    first: Report | None = None
    office: Territory | None = None


@dataclass(frozen=True)
class Left:
    """A report, whose unit's it is, what was shown of it in groups that do not triage it, and what these chats speak."""

    report: Report
    office: Territory
    posts: Sequence[Post]
    languages: Mapping[int, Language]


@dataclass(frozen=True)
class ContentService:
    database: Database

    @reading
    async def draft(self, tx: Transaction, recipient: str) -> Draft | None:
        return await drafts.of_person(tx, recipient.removeprefix("person:"))

    @reading
    async def story(self, tx: Transaction, report_id: int) -> Story | None:
        report = await reports.by_id(tx, report_id)
        return await story(tx, report) if report else None

    @reading
    async def news(self, tx: Transaction, event_id: int) -> News | None:
        event = await reports.event(tx, event_id)
        return await _news(tx, event) if event else None

    @reading
    async def support_news(self, tx: Transaction, letter: Letter) -> News | None:
        """An event of a report that who the letter goes to supports; None when they do not any more, or it was withdrawn."""
        event = await reports.event(tx, letter.subject)
        if event is None or not await supports.supports(tx, event.report_id, letter.person_id):
            return None
        told = await _news(tx, event)
        return told if told and told.report.state is not State.WITHDRAWN else None

    @reading
    async def lost(self, tx: Transaction, letter: Letter) -> Report | None:
        """A withdrawn report that who the letter goes to supported until then."""
        report = await reports.by_id(tx, letter.subject)
        known = report and await supports.supports(tx, report.id, letter.person_id)
        return report if known else None

    @reading
    async def event_in_groups(self, tx: Transaction, event_id: int) -> list[Post]:
        """Where groups were shown what was said there, and its file."""
        return await posts.event_in_groups(tx, event_id)

    @reading
    async def unanswered(self, tx: Transaction, report_id: int) -> Report | None:
        """A report that is solved, says the office, and whose resident can still be asked; None otherwise."""
        report = await reports.by_id(tx, report_id)
        if report is None or report.state is not State.RESOLVED:
            return None
        return report if await hears(tx, report.person_id) else None

    @reading
    async def card(self, tx: Transaction, report_id: int, chat_id: int) -> Post | None:
        """The report's newest card in the chat."""
        return await posts.last(tx, report_id, PostKind.CARD, chat_id)

    @reading
    async def in_groups(self, tx: Transaction, report_id: int) -> list[Post]:
        """All that groups were shown of the report."""
        return await posts.in_groups(tx, report_id)

    @reading
    async def left_behind(self, tx: Transaction, report_id: int) -> Left | None:
        report = await reports.by_id(tx, report_id)
        if report is None:
            return None
        left = await left_behind(tx, report)
        found = [await groups.by_chat(tx, chat_id) for chat_id in {one.chat_id for one in left}]
        languages = {one.chat_id: one.language for one in found if one is not None}
        return Left(report, await known(tx, report.unit), left, languages)

    @reading
    async def pictures(self, tx: Transaction, report_id: int, chat_id: int) -> Sequence[Post]:
        """Where its files are in the chat."""
        return await posts.of_kind(tx, report_id, PostKind.ATTACHMENT, chat_id)

    @reading
    async def latest(self, tx: Transaction, report_id: int, chat_id: int) -> Post | None:
        """The newest post of any kind about the report in the chat."""
        return await posts.latest(tx, report_id, chat_id)

    @reading
    async def post_of(self, tx: Transaction, event_id: int, chat_id: int) -> Post | None:
        return await posts.of_event(tx, event_id, chat_id)

    @reading
    async def case(self, tx: Transaction, block_id: int, now: datetime) -> Case | None:
        block = await blocks.by_id(tx, block_id)
        return await case_of(tx, block, now) if block else None

    @reading
    async def grant(self, tx: Transaction, grant_id: int) -> Grant | None:
        """A role, also one that has ended."""
        return await roles.ever(tx, grant_id)

    @reading
    async def spot(self, tx: Transaction, kato: int) -> Spot:
        """Raises NoSuchTerritory."""
        return await spot_of(tx, f"{kato:09}")


async def _news(tx: Transaction, event: Event) -> News | None:
    report = await reports.by_id(tx, event.report_id)
    if report is None:
        return None
    if event.kind is EventKind.DUPLICATE and event.reason:
        return News(event, report, first=await reports.by_id(tx, int(event.reason)))
    if event.kind is EventKind.HAND_OVER and event.reason:
        return News(event, report, office=await known(tx, event.reason))
    return News(event, report)
