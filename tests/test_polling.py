"""Asking Telegram for updates, for as long as the program runs and no longer."""

import asyncio
import time

import pytest

from bot import polling
from bot.app import open_bot
from bot.polling import Polling
from sandbox.server import Sandbox
from tests.conftest import TOKEN


@pytest.mark.parametrize("moment", range(6))
async def test_a_stop_is_heard_by_a_machine_that_wakes_from_a_long_sleep(
    moment: int, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question has run out of time just then: whichever of the two comes first, the program stops."""
    monkeypatch.setattr(polling, "LONGEST_ANSWER", 0.05)
    bot = open_bot(TOKEN, sandbox.url)
    asking = asyncio.create_task(Polling(bot, ["message"]).next(None))
    await sandbox.world.updates.polled.wait()
    time.sleep(0.1)  # noqa: ASYNC251 - the whole machine sleeps
    for _ in range(moment):
        await asyncio.sleep(0)
    asking.cancel()
    await asyncio.wait({asking}, timeout=0.5)
    assert asking.cancelled()
    await bot.session.close()
