"""The demo: a local Telegram with a village's people in it, and the bot on a fresh database."""

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot import app
from bot.domain.budgets import Figures, Revenue, Side, Statement
from bot.domain.directions import Direction
from bot.domain.elections import Election, Kind
from bot.domain.facts import Source
from bot.domain.groups import Staff
from bot.domain.numbers import ALMATY
from bot.domain.people import Language
from bot.domain.roles import Role
from bot.domain.timelines import BESIDE, timeline
from bot.secret_key import open_database
from bot.services.budgets import BudgetService
from bot.services.calendars import CalendarService
from bot.services.groups import GroupService
from bot.services.roles import RoleService
from bot.services.territories import TerritoryService
from bot.settings import Settings
from sandbox.client import Client
from sandbox.person import Person
from sandbox.server import Sandbox
from storage.database import Database

TOKEN = "1000001:DEMO-DEMO-DEMO-DEMO-DEMO-DEMO-DEMO"  # noqa: S105 - of the sandbox, and no secret
DISTRICT = "196800000"  # Іле ауданы, the district that comes with the program
UNIT = "196847000"  # Байсерке ауылдық округі, whose akim is there
TERM = timedelta(days=4 * 365)
DAY = timedelta(days=1)


async def demo(port: int) -> None:
    """Until interrupted. Nothing of it stays."""
    sandbox = await Sandbox.start(port=port, token=TOKEN, rates=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            database_url = f"sqlite:///{Path(folder) / 'demo.db'}"
            async with Client(sandbox.url) as client:
                staff, group = await invite_village(client)
            await name_bot(sandbox.url)
            chosen = settings(sandbox.url, database_url, staff[0].id)
            await open_office(chosen, staff, group)
            print(f"Three phones wait at {sandbox.url} (Ctrl+C ends the demo)", flush=True)
            await app.run(chosen)
    finally:
        await sandbox.stop()


async def invite_village(client: Client) -> tuple[list[Person], int]:
    """The people of the demo: the one who administers the bot, a moderator, the akim; and the moderators' group."""
    await client.person("Айгүл", language_code="kk")
    yerlan = await client.person("Ерлан", language_code="kk")
    marina = await client.person("Марина", language_code="ru")
    akim = await client.person("Бақыт", language_code="kk", username="akim")
    title = "Іле ауданы: модераторлар"
    group = await client.group(title, owner=yerlan, members=[marina, akim], bot="administrator")
    return [yerlan, marina, akim], int(group["id"])


async def name_bot(url: str) -> None:
    """On Telegram its owner names it."""
    async with app.open_bot(TOKEN, url) as bot:
        await bot.set_my_name("Ауыл үні")


async def open_office(chosen: Settings, staff: Sequence[Person], chat_id: int) -> None:
    """What an administrator does with /bind and /team, done already so that the first report has where to go."""
    chief, moderator, akim = (Staff(one.id, one.id, one.first_name) for one in staff)
    now = datetime.now(UTC)
    database = await open_database(chosen)
    try:
        await TerritoryService(database).begin_with(app.SAMPLE)
        await GroupService(database, ()).bind(chat_id, [DISTRICT], Language.KAZAKH, now)
        roles = RoleService(database, chosen.admin_ids)
        for one, role, kato, until in (
            (moderator, Role.MODERATOR, DISTRICT, None),
            (akim, Role.AKIM, UNIT, now + TERM),
        ):
            _, token = await roles.invite(chief, role, kato, until, role, now)
            await roles.join(one, token, now)
        await call_election(CalendarService(database, chosen.admin_ids), chief, database, now)
        await enter_budget(BudgetService(database, chosen.admin_ids), akim, now)
    finally:
        await database.close()


async def call_election(calendars: CalendarService, chief: Staff, database: Database, now: datetime) -> None:
    """An election that is called today, its dates as the law drafts them: no commission's, and said to be so."""
    territory = (await TerritoryService(database).spot(UNIT)).territory
    today = now.astimezone(ALMATY).date()
    election = Election(
        0, territory, Kind.EARLY, today - 20 * DAY, today, today + 40 * DAY, source=f"Demo, {today:%d.%m.%Y}"
    )
    entered = await calendars.enter(chief, election, now)
    for one in timeline(election):
        if one.code not in BESIDE:
            await calendars.confirm(chief, entered.id, one.code, one.moment, now)


async def enter_budget(budgets: BudgetService, akim: Staff, now: datetime) -> None:
    """A budget of this year, made up, and said to be so."""
    today = now.astimezone(ALMATY).date()
    figures = Figures(
        revenue={
            Revenue.INCOME_TAX: 9_800_000,
            Revenue.PROPERTY_TAX: 2_140_000,
            Revenue.LAND_TAX: 1_300_000,
            Revenue.VEHICLE_TAX: 14_500_000,
            Revenue.LAND_USE: 860_000,
            Revenue.LAND_SALES: 4_563_000,
            Revenue.DISTRICT: 151_000_000,
        },
        spending={
            Direction.OFFICE: 71_000_000,
            Direction.SANITATION: 8_700_000,
            Direction.LIGHTING: 21_500_000,
            Direction.GREENING: 18_900_000,
            Direction.ROADS: 52_300_000,
            Direction.WATER: 12_000_000,
            Direction.SPORT: 1_600_000,
        },
        revenue_total=184_163_000,
        spending_total=186_000_000,
        carried_over=1_837_000,
    )
    source = Source(
        f"Demo, {today:%d.%m.%Y}: ойдан шығарылған сандар · вымышленные цифры · made-up figures", today
    )
    await budgets.enter(akim, UNIT, Statement(today.year, Side.PLAN, figures, source), now)


def settings(url: str, database_url: str, administrator: int) -> Settings:
    """Every setting is given, so that no `.env` of the folder leaks into the demo."""
    return Settings(
        bot_token=SecretStr(TOKEN),
        telegram_api_url=url,
        database_url=SecretStr(database_url),
        admin_ids=frozenset({administrator}),
        log_level="WARNING",
        operator_name="«Ауыл үні» қоғамдық қоры (demo)",
        operator_bin="000000000000",
        operator_contact="demo@example.kz",
        secret_key=None,
        heartbeat_file=None,
    )
