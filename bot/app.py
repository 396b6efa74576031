"""The plan of the house: the one place that builds everything."""

import asyncio
import gc
import secrets
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError

from bot import holidays
from bot.clock import Clock, Tick
from bot.delivery import Delivery
from bot.drawing.desk import DrawingDesk
from bot.floods import Floods
from bot.heartbeat import Heartbeat
from bot.inbox import Inbox
from bot.introduction import introduce
from bot.middlewares import Hall, SpinnerStopper
from bot.notices import Notices
from bot.pace import Pace
from bot.polling import Polling, TokenRefused
from bot.posters import Printer
from bot.secret_key import open_database
from bot.sender import Sender
from bot.services import counting
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
from bot.services.shifts import ShiftService
from bot.services.supports import SupportService
from bot.services.templates import TemplateService
from bot.services.territories import TerritoryService
from bot.services.triage import TriageService
from bot.services.works import WorkService
from bot.services.years import YearService
from bot.session import JsonSession
from bot.settings import Settings, SettingsError
from bot.taps import Taps
from bot.telegram import Telegram
from bot.views.start import Operator
from handlers import routers
from handlers.joining import Counter
from handlers.posters import Desk
from storage.database import Database

SAMPLE = Path(__file__).parent / "samples" / "ile.csv"


def now() -> datetime:
    return datetime.now(UTC)


def open_bot(token: str, api_url: str) -> Bot:
    """The session to Telegram, or to any other server of its Bot API."""
    session = JsonSession(api=TelegramAPIServer.from_base(api_url))
    return Bot(token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))


def dispatcher(
    database: Database,
    territories: TerritoryService,
    telegram: Telegram,
    operator: Operator,
    admins: frozenset[int],
    holidays_file: Path | None,
    clock: Callable[[], datetime],
    *,
    taps: Taps,
) -> Dispatcher:
    """Everything a handler may ask for, by name."""
    people, groups = PeopleService(database), GroupService(database, admins)
    roles, setups = RoleService(database, admins), SetupService(database, admins)
    drafts, reports, supports = DraftService(database), ReportService(database), SupportService(database)
    workdays = holidays.read(holidays_file)
    house = Dispatcher(
        disable_fsm=True,
        people=people,
        announcements=AnnouncementService(database),
        groups=groups,
        territories=territories,
        drafts=drafts,
        reports=reports,
        supports=supports,
        counter=Counter(drafts, reports, groups, supports, telegram),
        triage=TriageService(database, admins),
        roles=roles,
        setups=setups,
        audits=AuditService(database, admins),
        privacy=PrivacyService(database),
        blocks=BlockService(database, admins),
        calendars=CalendarService(database, admins),
        broadcasts=BroadcastService(database, admins),
        elections=ElectionService(database),
        ballots=BallotService(database),
        consultations=ConsultationService(database, admins, counting.PROGRAM),
        counting=counting.CountingService(database),
        proposals=ProposalService(database),
        moderation=ModerationService(database, admins),
        papers=PaperService(database, admins),
        budgets=BudgetService(database, admins),
        works=WorkService(database, admins),
        meetings=MeetingService(database, admins),
        answers=AnswerService(database, admins),
        promises=PromiseService(database, admins),
        drawing=DrawingDesk(),
        clocks=ClockService(database, admins, workdays),
        templates=TemplateService(database, admins),
        digests=DigestService(database, admins),
        years=YearService(database, admins, workdays),
        workdays=workdays,
        telegram=telegram,
        floods=Floods(clock),
        taps=taps,
        desk=Desk(roles, setups, territories, telegram, Printer(operator.name)),
        operator=operator,
    )
    house.update.outer_middleware(Hall(people, groups, clock))
    house.callback_query.middleware(SpinnerStopper(telegram, taps))
    house.include_routers(*routers())
    return house


@dataclass(frozen=True)
class House:
    """The running parts. Letters go out and updates come in until `run` is cancelled."""

    bot: Bot
    inbox: Inbox
    sender: Sender
    clock: Clock
    drawing: DrawingDesk

    async def run(self) -> None:
        """Raises the error of the part that broke: a half-working house is stopped whole."""
        self.clock.start()
        introducing = asyncio.create_task(introduce(self.bot))
        receiving = asyncio.create_task(self.inbox.run())
        sending = asyncio.create_task(self.sender.run())
        try:
            await asyncio.wait({receiving, sending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            introducing.cancel()
            receiving.cancel()
            with suppress(asyncio.CancelledError):
                await receiving
            self.sender.stop()
            await sending
            self.clock.stop()
            self.drawing.close()
            await self.bot.session.close()


def build(
    settings: Settings,
    database: Database,
    pace: Pace | None,
    clock: Callable[[], datetime] = now,
    taps: Taps | None = None,
) -> House:
    """`pace` is None only where a stand-in for Telegram sets no limits; `taps` where nobody taps by hand."""
    assert settings.bot_token is not None
    bot = open_bot(settings.bot_token.get_secret_value(), settings.telegram_api_url)
    operator = Operator(
        settings.operator_name, settings.operator_bin, settings.operator_contact, settings.keep_backups_days
    )
    territories, answers = TerritoryService(database), Telegram(bot, pace, urgent=True)
    house = dispatcher(
        database,
        territories,
        answers,
        operator,
        settings.admin_ids,
        settings.holidays_file,
        clock,
        taps=taps or Taps(),
    )
    outbox = OutboxService(database, tuple(settings.admin_ids))
    letters = Telegram(bot, pace, urgent=False)
    notices = Notices(
        outbox,
        NoticeService(database),
        letters,
        clock,
        counting=house["counting"],
        moderation=house["moderation"],
        papers=house["papers"],
        drawing=house["drawing"],
        digests=house["digests"],
        promises=house["promises"],
    )
    clocks, endings, digests = house["clocks"], EndingService(database), house["digests"]
    contents = ContentService(database)
    delivery = Delivery(outbox, contents, letters, clock, operator.contact, clocks=clocks, notices=notices)
    shifts = ShiftService(database, secrets.token_hex(8))
    sender = Sender(outbox, shifts, delivery, letters, clock)
    broadcasts = BroadcastService(database, settings.admin_ids)
    consultations = ConsultationService(database, settings.admin_ids, counting.PROGRAM)
    meetings, announcements = MeetingService(database, settings.admin_ids), AnnouncementService(database)

    async def handle(raw: Any) -> None:
        update = Update.model_validate(raw, context={"bot": bot})
        with suppress(UpdateTypeLookupError):  # newer than aiogram, which would print it, words and all
            assert update.event_type
            await house.feed_update(bot, update)

    async def work(tick: Callable[[datetime], Awaitable[None]]) -> None:
        await tick(clock())
        sender.wake()

    # Each for itself: what fails in one holds up no other.
    working = (
        broadcasts,
        consultations,
        meetings,
        house["promises"],
        announcements,
        clocks,
        endings,
        digests,
    )
    polling = Polling(bot, house.resolve_used_update_types())
    arrived = house["floods"].arrived
    inbox = Inbox(InboxService(database), polling, handle, clock, sender.wake, arrived)
    ticks = [
        Tick(10, inbox.adopt),
        *(Tick(10, partial(work, one.tick), at_once=True) for one in working),
        Tick(60, territories.refresh),
        Tick(86400, clocks.begin, at_once=True),
        *upkeep(settings, database, outbox, clock),
    ]
    return House(bot, inbox, sender, Clock(ticks), house["drawing"])


def upkeep(
    settings: Settings, database: Database, outbox: OutboxService, clock: Callable[[], datetime]
) -> list[Tick]:
    """What is done for the database's sake, whoever writes."""
    heart, keeper = Heartbeat(settings.heartbeat_file), InboxService(database)
    retention = RetentionService(
        database,
        drafts=timedelta(days=settings.keep_drafts_days),
        conversations=timedelta(days=settings.keep_conversations_days),
        quarantine=timedelta(days=settings.keep_quarantine_days),
        pictures=timedelta(days=settings.keep_pictures_days),
    )

    async def beat() -> None:
        await database.ping()
        heart.beat()

    async def recall() -> None:
        await outbox.recall(clock())
        while await outbox.expire(clock()):
            pass

    async def forget() -> None:
        await keeper.forget_old(clock())
        await retention.forget_old(clock())
        while await outbox.forget_old(clock()):
            pass

    return [Tick(20, PrivacyService(database).sweep), Tick(30, beat), Tick(60, recall), Tick(3600, forget)]


async def run(settings: Settings, pace: Pace | None = None) -> None:
    """Until SIGTERM or SIGINT; what was begun is finished."""
    database = await open_database(settings)
    try:
        await TerritoryService(database).begin_with(SAMPLE)
        gc.freeze()  # what was imported stays: looking through it again and again would hold everybody up
        running = asyncio.create_task(build(settings, database, pace or Pace()).run())
        loop = asyncio.get_running_loop()
        for sign in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sign, running.cancel)
        with suppress(asyncio.CancelledError):
            await running
    except TokenRefused as refused:
        raise SettingsError(str(refused)) from None
    finally:
        await database.close()
