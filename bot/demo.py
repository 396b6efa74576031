"""The demo: a local Telegram with a village's people in it, and the bot on a fresh database."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr

from bot import app
from bot.domain.people import Language
from bot.services.groups import GroupService
from bot.services.territories import TerritoryService
from bot.settings import Settings
from sandbox.client import Client
from sandbox.person import Person
from sandbox.server import Sandbox
from storage.database import connect

TOKEN = "1000001:DEMO-DEMO-DEMO-DEMO-DEMO-DEMO-DEMO"  # noqa: S105 - of the sandbox, and no secret
DISTRICT = "196800000"  # Іле ауданы, the district that comes with the program


async def demo(port: int) -> None:
    """Until interrupted. Nothing of it stays."""
    sandbox = await Sandbox.start(port=port, token=TOKEN, rates=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            database_url = f"sqlite:///{Path(folder) / 'demo.db'}"
            async with Client(sandbox.url) as client:
                moderator, group = await invite_village(client)
            await name_bot(sandbox.url)
            await connect_group(database_url, group)
            print(f"Three phones wait at {sandbox.url} (Ctrl+C ends the demo)", flush=True)
            await app.run(settings(sandbox.url, database_url, moderator.id))
    finally:
        await sandbox.stop()


async def invite_village(client: Client) -> tuple[Person, int]:
    """The people of the demo: the one who administers the bot, and the group of moderators."""
    await client.person("Айгүл", language_code="kk")
    moderator = await client.person("Ерлан", language_code="kk")
    marina = await client.person("Марина", language_code="ru")
    akim = await client.person("Бақыт", language_code="kk", username="akim")
    title = "Іле ауданы: модераторлар"
    group = await client.group(title, owner=moderator, members=[marina, akim], bot="administrator")
    return moderator, int(group["id"])


async def name_bot(url: str) -> None:
    """On Telegram its owner names it."""
    async with app.open_bot(TOKEN, url) as bot:
        await bot.set_my_name("Ауыл үні")


async def connect_group(database_url: str, chat_id: int) -> None:
    """What an administrator does with /bind, done already so that the first report has where to go."""
    database = await connect(database_url)
    try:
        await database.migrate()
        await TerritoryService(database).begin_with(app.SAMPLE)
        await GroupService(database, ()).bind(chat_id, [DISTRICT], Language.KAZAKH, datetime.now(UTC))
    finally:
        await database.close()


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
