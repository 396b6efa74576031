"""The bot as a process of its own: started, stopped and killed at will.

A server process imports everything once and forks at each start, so that a start costs milliseconds and many kills
fit into a test. What is forked runs `bot.app.run`, as `python -m bot run` does.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from bot import app, logs
from bot.domain.shifts import TERM
from bot.pace import Pace
from bot.services import broadcasts
from bot.services.shifts import ShiftService
from bot.settings import Settings

PATIENCE = 40.0  # seconds for a start or a stop


@dataclass(frozen=True)
class Manner:
    """What may differ from production's; two at once need its whole `term`."""

    paced: bool = False
    term: timedelta = TERM / 6
    part: int = broadcasts.PART
    notes: Path = Path(os.devnull)


class Unhurried(Pace):
    """For a local Telegram that sets no limits; notes which process begins to send each letter."""

    def __init__(self, notes: Path) -> None:
        super().__init__()
        self._notes = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    @asynccontextmanager
    async def turn(self, chat_id: int, *, messages: int = 1, urgent: bool = True) -> AsyncIterator[None]:
        if not urgent:
            os.write(self._notes, f"{os.getpid()}\n".encode())
        yield

    def delay(self, chat_id: int, *, messages: int = 1, urgent: bool = False) -> float:
        return 0.0

    def pause(self, seconds: float) -> None:
        return


def live(settings: Settings, log: Path, manner: Manner) -> None:
    """In the forked process."""
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), sys.stderr.fileno())
    logs.set_up(settings.log_level)
    app.ShiftService = partial(ShiftService, term=manner.term)  # type: ignore[misc,assignment]
    broadcasts.PART = manner.part
    asyncio.run(app.run(settings, Pace() if manner.paced else Unhurried(manner.notes)))


class BotProcess:
    """One run of the bot, from its start to its end."""

    def __init__(self, settings: Settings, log: Path, manner: Manner) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        self._process: ForkServerProcess = context.Process(
            target=live, args=(settings, log, manner), daemon=True
        )
        self._process.start()
        self.ended = asyncio.Event()
        asyncio.get_running_loop().add_reader(self._process.sentinel, self._end)

    @property
    def exit_code(self) -> int | None:
        """Negative: the number of the signal that ended it."""
        return self._process.exitcode

    def kill(self) -> None:
        """No last words."""
        self._signal(signal.SIGKILL)

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    async def wait(self, seconds: float = PATIENCE) -> None:
        async with asyncio.timeout(seconds):
            await self.ended.wait()

    def _signal(self, number: signal.Signals) -> None:
        if not self.ended.is_set() and self._process.pid is not None:
            os.kill(self._process.pid, number)

    def _end(self) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._process.join()
        self.ended.set()
