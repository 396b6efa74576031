"""A few fixed ticks. What is due when lies in the database; no job waits here for a person."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tick:
    """Something done every so many seconds; one that is late is done once. `at_once`: also at the start."""

    every: int
    do: Callable[[], Awaitable[None]]
    at_once: bool = False


class Clock:
    def __init__(self, ticks: Sequence[Tick]) -> None:
        self.ticks = ticks
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        for tick in ticks:
            begins = {"next_run_time": datetime.now(UTC)} if tick.at_once else {}
            self._scheduler.add_job(
                tick.do,
                "interval",
                seconds=tick.every,
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                **begins,
            )

    def start(self) -> None:
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
