"""Every service on one database, and what people usually do with them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from bot.domain.categories import Category
from bot.domain.drafts import Draft, NewAttachment, Step
from bot.domain.events import FileKind, Source
from bot.domain.groups import Staff
from bot.domain.histories import Decision, Remark
from bot.domain.letters import Letter, LetterKind
from bot.domain.people import Consent, Language, Person
from bot.domain.reports import Action, Report
from bot.domain.workdays import Workdays, Year
from bot.services.announcements import AnnouncementService
from bot.services.answers import AnswerService
from bot.services.audits import AuditService
from bot.services.ballots import BallotService
from bot.services.blocks import BlockService
from bot.services.broadcasts import BroadcastService
from bot.services.budgets import BudgetService
from bot.services.calendars import CalendarService
from bot.services.clocks import ClockService
from bot.services.consultations import ConsultationService
from bot.services.contents import ContentService
from bot.services.counting import CountingService
from bot.services.digests import DigestService
from bot.services.drafts import DraftService
from bot.services.elections import ElectionService
from bot.services.endings import EndingService
from bot.services.groups import GroupService
from bot.services.inbox import InboxService
from bot.services.meetings import MeetingService
from bot.services.moderation import ModerationService
from bot.services.notices import NoticeService
from bot.services.outbox import OutboxService
from bot.services.papers import PaperService
from bot.services.people import PeopleService
from bot.services.privacy import PrivacyService
from bot.services.promises import PromiseService
from bot.services.proposals import ProposalService
from bot.services.reports import ReportService
from bot.services.retention import RetentionService
from bot.services.roles import RoleService
from bot.services.setups import SetupService
from bot.services.supports import SupportService
from bot.services.templates import TemplateService
from bot.services.territories import TerritoryService
from bot.services.triage import TriageService
from bot.services.works import WorkService
from bot.services.years import YearService
from storage import people
from storage.database import Database

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
WORKDAYS = Workdays({2026: Year(True, frozenset({date(2026, 5, 7)}))})
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
BAISERKE, KOKTEREK, KARAOI = "196847100", "196847500", "196843100"
BAISERKE_UNIT, KARAOI_UNIT, ILE = "196847000", "196843000", "196800000"

AIGUL, BOLAT = 1001, 1002
ADMIN, OTHER_ADMIN = 9001, 9002
GROUP, KARAOI_GROUP, ILE_GROUP = -2001, -2002, -2003
YERLAN, MARINA = Staff(GROUP, 2001, "Ерлан"), Staff(GROUP, 2002, "Марина")

# Whoever triages in these tests, anywhere; whose rights end where is told in test_roles.
STAFF = range(2000, 4000)

MESSAGES = count(100)  # no message of a test has the number of another


def picture(number: int, album: str | None = None) -> NewAttachment:
    return NewAttachment(FileKind.PHOTO, f"file{number}", f"unique{number}", album, next(MESSAGES))


def words(text: str | None, chat_id: int = GROUP, message_id: int | None = None) -> Remark:
    return Remark(text, None, Source(chat_id, message_id or next(MESSAGES)))


async def leaves(town: "Town", telegram_id: int, way: str, now: datetime = NOW) -> None:
    """Takes the consent back, or has everything erased."""
    if way == "/forget":
        await town.privacy.forget(telegram_id, town.privacy.new_code(), now)
    else:
        await town.people.decide(telegram_id, Language.KAZAKH, now, agreed=False)


@dataclass(frozen=True)
class Town:
    database: Database
    people: PeopleService
    drafts: DraftService
    reports: ReportService
    triage: TriageService
    blocks: BlockService
    groups: GroupService
    outbox: OutboxService
    contents: ContentService
    inbox: InboxService
    territories: TerritoryService
    retention: RetentionService
    roles: RoleService
    setups: SetupService
    audits: AuditService
    privacy: PrivacyService
    calendars: CalendarService
    elections: ElectionService
    broadcasts: BroadcastService
    notices: NoticeService
    consultations: ConsultationService
    ballots: BallotService
    counting: CountingService
    budgets: BudgetService
    announcements: AnnouncementService
    works: WorkService
    proposals: ProposalService
    moderation: ModerationService
    papers: PaperService
    meetings: MeetingService
    answers: AnswerService
    promises: PromiseService
    supports: SupportService
    clocks: ClockService
    templates: TemplateService
    endings: EndingService
    digests: DigestService
    years: YearService

    @classmethod
    def on(cls, database: Database) -> "Town":
        admins = (ADMIN, OTHER_ADMIN)
        return cls(
            database,
            PeopleService(database),
            DraftService(database),
            ReportService(database),
            TriageService(database, STAFF),
            BlockService(database, admins),
            GroupService(database, admins),
            OutboxService(database, admins),
            ContentService(database),
            InboxService(database),
            TerritoryService(database),
            RetentionService(database),
            RoleService(database, admins),
            SetupService(database, admins),
            AuditService(database, admins),
            PrivacyService(database),
            CalendarService(database, admins),
            ElectionService(database),
            BroadcastService(database, admins),
            NoticeService(database),
            ConsultationService(database, admins, "0" * 64),
            BallotService(database),
            CountingService(database),
            BudgetService(database, admins),
            AnnouncementService(database),
            WorkService(database, admins),
            ProposalService(database),
            ModerationService(database, admins),
            PaperService(database, admins),
            MeetingService(database, admins),
            AnswerService(database, admins),
            PromiseService(database, admins),
            SupportService(database),
            ClockService(database, admins, WORKDAYS),
            TemplateService(database, admins),
            EndingService(database),
            DigestService(database, admins),
            YearService(database, admins, WORKDAYS),
        )

    async def resident(self, telegram_id: int = AIGUL, village: str = BAISERKE) -> Person:
        """Somebody who agreed and said where they live."""
        person = await self.people.decide(telegram_id, Language.KAZAKH, NOW, agreed=True)
        return await self.people.live_in(person, village)

    async def agrees_to_an_earlier_wording(self, person: Person) -> None:
        consent = Consent("0", Language.KAZAKH, agreed=True, decided_at=NOW)
        await self.database.write(lambda tx: people.add_consent(tx, person.id, consent))

    async def ready(self, person: Person, text: str = "Шам жанбайды") -> Draft:
        """A draft of theirs that could be sent."""
        draft = await self.drafts.begin(person, NOW)
        await self.drafts.choose(person.id, draft.id, Category.LIGHTING, NOW)
        return await self.drafts.write(person, text, next(MESSAGES), NOW)

    async def report(self, person: Person, now: datetime = NOW) -> Report:
        draft = await self.ready(person)
        return await self.drafts.submit(person, draft.id, now)

    async def bound(self, kato: str = BAISERKE_UNIT, chat_id: int = GROUP) -> None:
        await self.groups.bind(chat_id, [kato], Language.KAZAKH, NOW)

    async def do(self, report: Report, action: Action, staff: Staff = YERLAN) -> Report:
        """What needs no reason, done with words."""
        remark = words("Шешілді", staff.chat_id)
        return await self.triage.decide(staff, report.id, Decision(action, remark=remark), NOW)

    async def letters(self, now: datetime = NOW) -> list[Letter]:
        """All that would go now, in order; they stay where they are."""
        found: list[Letter] = []
        while leased := await self.outbox.lease(now, [], 100):
            found += leased
        for letter in found:
            await self.outbox.again(letter, now)
        return found

    async def told(self, recipient: str, now: datetime = NOW) -> list[LetterKind]:
        """The kinds of letters that wait for somebody."""
        return [letter.kind for letter in await self.letters(now) if letter.recipient == recipient]

    async def sent_all(self, now: datetime = NOW) -> None:
        """Everything due has gone."""
        while leased := await self.outbox.lease(now, [], 100):
            for letter in leased:
                await self.outbox.sent(letter, [], now)


@pytest.fixture
def town(database: Database) -> Town:
    return Town.on(database)


def step(draft: Draft, to: Step) -> Draft:
    return replace(draft, step=to)


Doing = Callable[[], Awaitable[object]]
