"""What `python -m bot check` looks at; a check that fails says what to do about it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp
from pydantic import BaseModel

from bot import holidays, secret_key
from bot.logs import one_line, redact
from bot.services.accounting import AccountingService
from bot.settings import Settings, SettingsError, load
from storage.database import Database, DatabaseError, connect

PATIENCE: Final = aiohttp.ClientTimeout(total=10)
KAZAKHSTAN: Final = timedelta(hours=5)


class CheckFailed(Exception):
    """Something is not in order; the message says what to do."""


class Me(BaseModel):
    username: str
    can_join_groups: bool = True


class Answer(BaseModel):
    """What a Bot API server says to getMe."""

    ok: bool
    description: str = ""
    result: Me | None = None


async def all_pass() -> bool:
    """Print one line per check; whether all passed."""
    try:
        settings = load()
    except SettingsError as error:
        tell("✗", "settings", str(error))
        await passes("time zone", time_zone)
        return False
    return all(
        [
            await passes("settings", lambda: complete(settings)),
            await passes("database", lambda: database_answers(settings)),
            await passes("schema", lambda: schema_fits(settings)),
            await passes("secret key", lambda: key_fits(settings)),
            await passes("accounting", lambda: accounting_balances(settings)),
            await passes("token", lambda: token_is_known(settings)),
            await passes("days off", lambda: days_off(settings)),
            await passes("time zone", time_zone),
        ]
    )


async def passes(name: str, check: Callable[[], Awaitable[str]]) -> bool:
    try:
        tell("✓", name, await check())
    except (CheckFailed, DatabaseError) as error:
        tell("✗", name, str(error))
        return False
    return True


def tell(mark: str, name: str, text: str) -> None:
    print(one_line(redact(f"{mark} {name}: {' '.join(text.splitlines())}")))


async def complete(settings: Settings) -> str:
    if missing := settings.missing():
        raise CheckFailed("\n".join(missing))
    if not settings.admin_ids:
        return "complete; but ADMIN_IDS is empty, so nobody can bind a moderators' group"
    return "complete"


async def database_answers(settings: Settings) -> str:
    async with opened(settings) as database:
        await database.ping()
    return "answers"


async def schema_fits(settings: Settings) -> str:
    async with opened(settings) as database:
        pending = await database.pending()
    return f"to be applied at the next start: {', '.join(pending)}" if pending else "up to date"


async def key_fits(settings: Settings) -> str:
    async with opened(settings) as database:
        if await database.pending():
            return "is looked at when the schema is up to date"
    found = await secret_key.fits(settings)
    if found is False:
        raise CheckFailed(secret_key.wrong(settings))
    return "is the one the accounts are sealed with" if found else "is chosen at the next start"


async def accounting_balances(settings: Settings) -> str:
    """Every report is counted once, where it stands."""
    async with opened(settings) as database:
        if await database.pending():
            return "is looked at when the schema is up to date"
        total, wrong = await AccountingService(database).wrong()
    if wrong:
        raise CheckFailed(
            f"what is counted is not what is there in {', '.join(wrong)}: keep a copy of the database as it is, and "
            "show it to whoever looks after the program"
        )
    return f"{total} reports, each counted once"


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    database = await connect(settings.database_url.get_secret_value())
    try:
        yield database
    finally:
        await database.close()


async def token_is_known(settings: Settings) -> str:
    if settings.bot_token is None:
        raise CheckFailed("BOT_TOKEN is not set: ask @BotFather for one")
    answer = await who_am_i(settings.telegram_api_url, settings.bot_token.get_secret_value())
    if not answer.ok or answer.result is None:
        raise CheckFailed(f"refused with «{answer.description}»: ask @BotFather for the current one")
    if not answer.result.can_join_groups:
        raise CheckFailed(
            "the bot may not join groups, so moderators cannot use it: allow it with /setjoingroups"
        )
    return f"belongs to @{answer.result.username}"


async def who_am_i(server: str, token: str) -> Answer:
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(f"{server}/bot{token}/getMe") as response,
        ):
            return Answer.model_validate_json(await response.read())
    except (aiohttp.ClientError, TimeoutError) as error:
        raise CheckFailed(
            f"{server} cannot be reached ({type(error).__name__}): look at the network and at TELEGRAM_API_URL"
        ) from None
    except ValueError:
        raise CheckFailed(
            f"{server} does not answer as a Bot API server does: look at TELEGRAM_API_URL"
        ) from None


async def days_off(settings: Settings) -> str:
    try:
        workdays = holidays.read(settings.holidays_file)
    except holidays.BadHolidays as error:
        raise CheckFailed(str(error)) from None
    computed = [str(year) for year, days in sorted(workdays.years.items()) if not days.official]
    known = f"known until {max(workdays.years, default='nobody knows when')}"
    return f"{known}; computed, not published: {', '.join(computed)}" if computed else known


async def time_zone() -> str:
    try:
        offset = datetime.now(UTC).astimezone(ZoneInfo("Asia/Almaty")).utcoffset()
    except ZoneInfoNotFoundError:
        offset = None
    if offset != KAZAKHSTAN:
        raise CheckFailed(
            "Asia/Almaty is not at +05:00, so the time zone data is missing or older than March 2024: update the "
            "system's tzdata, or set PYTHONTZPATH to nothing, which takes the data installed with the bot"
        )
    return "Asia/Almaty is at +05:00"
