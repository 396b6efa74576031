"""Our bot as a program of its own, as `bot.app` builds it, with no pace to keep to unless one is given."""

import asyncio
import signal
import sys
from contextlib import suppress
from pathlib import Path

from pydantic import SecretStr

from bench.sampling import Sampler
from bench.seeding import SECRET
from bot import app, logs
from bot.pace import Pace
from bot.secret_key import open_database
from bot.services.territories import TerritoryService
from bot.settings import Settings


async def run(url: str, token: str, database_url: str, sampler: Sampler, pace: Pace | None = None) -> None:
    """Until SIGTERM; SIGUSR1 starts the sampler."""
    logs.set_up("WARNING")
    database = await open_database(settings(url, token, database_url))
    await TerritoryService(database).begin_with(app.SAMPLE)
    running = asyncio.create_task(app.build(settings(url, token, database_url), database, pace).run())
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, running.cancel)
    loop.add_signal_handler(signal.SIGUSR1, sampler.start)
    with suppress(asyncio.CancelledError):
        await running
    await database.close()


def settings(url: str, token: str, database_url: str) -> Settings:
    """Every setting is given, so that no `.env` of the folder leaks in."""
    return Settings(
        bot_token=SecretStr(token),
        telegram_api_url=url,
        database_url=SecretStr(database_url),
        admin_ids=frozenset(),
        log_level="WARNING",
        operator_name="Bench",
        operator_bin="123456789012",
        operator_contact="bench@example.kz",
        secret_key=SecretStr(SECRET),
        heartbeat_file=None,
    )


if __name__ == "__main__":
    _, given_url, given_token, given_database, shares = sys.argv
    looking = Sampler()
    asyncio.run(run(given_url, given_token, given_database, looking))
    if looking.started:
        Path(shares).write_text(looking.shares(), encoding="utf-8")
