"""Long polling. aiogram's own decodes a whole batch at once, so one bad update would stop all of them for ever."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession

log = logging.getLogger(__name__)

WAIT_SECONDS = 50
LONGEST_ANSWER = WAIT_SECONDS + 20.0
UNTIMED = aiohttp.ClientTimeout()  # aiohttp's own loses a cancellation that comes at the same moment
PAUSES = (1, 2, 4, 8, 15, 30)


class TokenRefused(Exception):
    """Telegram does not know the token; the message says what to do."""


class Polling:
    """Asks for updates and gives them as they are."""

    def __init__(self, bot: Bot, allowed_updates: Sequence[str]) -> None:
        assert isinstance(bot.session, AiohttpSession)
        self._session = bot.session
        self._url = bot.session.api.api_url(token=bot.token, method="getUpdates")
        self._allowed = list(allowed_updates)
        self._failures = 0

    async def next(self, after: int | None) -> Sequence[dict[str, Any]]:
        """Updates after this id, when there are any. Raises TokenRefused."""
        request = {"timeout": WAIT_SECONDS, "limit": 100, "allowed_updates": self._allowed}
        if after is not None:
            request["offset"] = after + 1
        while True:
            updates = await self._ask(request)
            if updates is not None:
                self._failures = 0
                return updates
            await asyncio.sleep(PAUSES[min(self._failures, len(PAUSES) - 1)])
            self._failures += 1

    async def _ask(self, request: dict[str, Any]) -> list[dict[str, Any]] | None:
        """None when Telegram could not be asked; waits as long as it is told to."""
        http = await self._session.create_session()
        try:
            async with (
                asyncio.timeout(LONGEST_ANSWER),
                http.post(self._url, json=request, timeout=UNTIMED) as response,
            ):
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            log.warning("Telegram cannot be reached: %s", type(error).__name__)
            return None
        if answer.get("ok"):
            updates: list[dict[str, Any]] = answer["result"]
            return updates
        if answer.get("error_code") in (401, 404):
            raise TokenRefused("Telegram does not know this token: look at BOT_TOKEN and TELEGRAM_API_URL.")
        log.warning("Telegram refused getUpdates: %s", answer.get("description"))
        await asyncio.sleep(answer.get("parameters", {}).get("retry_after", 0))
        return None
