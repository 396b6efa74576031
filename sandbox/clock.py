"""Virtual time: the real one plus what has been skipped, so that a test waits for tomorrow without waiting."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable

Action = Callable[[], object]


class Clock:
    def __init__(self) -> None:
        self._ahead = time.time() - time.monotonic()
        self._alarms: list[tuple[float, int, Action]] = []
        self._order = itertools.count()
        self._bell: asyncio.TimerHandle | None = None

    def now(self) -> float:
        return time.monotonic() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds
        self._ring()

    def later(self, seconds: float, action: Action) -> None:
        heapq.heappush(self._alarms, (self.now() + seconds, next(self._order), action))
        self._ring()

    def stop(self) -> None:
        if self._bell:
            self._bell.cancel()

    def _ring(self) -> None:
        self.stop()
        while self._alarms and self._alarms[0][0] <= self.now():
            heapq.heappop(self._alarms)[2]()
        if self._alarms:
            wait = self._alarms[0][0] - self.now()
            self._bell = asyncio.get_running_loop().call_later(max(wait, 0), self._ring)
