"""The demo: a local Telegram with a village's people in it, and the bot on a fresh database."""

import tempfile
from pathlib import Path

from pydantic import SecretStr

from bot import app
from bot.settings import Settings
from sandbox.client import Client
from sandbox.server import Sandbox

TOKEN = "1000001:DEMO-DEMO-DEMO-DEMO-DEMO-DEMO-DEMO"  # noqa: S105 - a token of the sandbox's own


async def demo(port: int) -> None:
    """Until interrupted. Nothing of it stays."""
    sandbox = await Sandbox.start(port=port, token=TOKEN, rates=True)
    try:
        async with Client(sandbox.url) as client:
            administrator = await invite_village(client)
        print(f"Three phones wait at {sandbox.url} (Ctrl+C ends the demo)", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            await app.run(settings(sandbox.url, Path(folder) / "demo.db", administrator))
    finally:
        await sandbox.stop()


async def invite_village(client: Client) -> int:
    """The people of the demo; the id of the one who administers the bot."""
    await client.person("Айгүл", language_code="kk")
    yerlan = await client.person("Ерлан", language_code="kk")
    marina = await client.person("Марина", language_code="ru")
    akim = await client.person("Бақыт", language_code="kk", username="akim")
    await client.group("Байсерке: модераторлар", owner=yerlan, members=[marina, akim], bot="administrator")
    return yerlan.id


def settings(url: str, database: Path, administrator: int) -> Settings:
    """Every setting is given, so that no `.env` of the folder leaks into the demo."""
    return Settings(
        bot_token=SecretStr(TOKEN),
        telegram_api_url=url,
        database_url=SecretStr(f"sqlite:///{database}"),
        admin_ids=frozenset({administrator}),
        log_level="WARNING",
        operator_name="«Ауыл үні» ҚҚ (demo)",
        operator_bin="123456789012",
        operator_contact="demo@example.kz",
        heartbeat_file=None,
    )
