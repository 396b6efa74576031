"""The queue of updates and long polling, with the offset remembered on the server's side as Telegram does."""

import asyncio
import random
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from sandbox.clock import Clock
from sandbox.errors import ApiError
from sandbox.faults import REPEATED, Faults
from sandbox.wire import Encoded, Json, encode

DAY = 24 * 3600
WEEK = 7 * DAY
LONGEST_POLL = 50
MOST = 100
ON_REQUEST_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(frozen=True)
class Pending:
    update_id: int
    at: float
    json: str


class Updates:
    def __init__(self, clock: Clock, faults: Faults, seed: str) -> None:
        self._clock = clock
        self._faults = faults
        self._random = random.Random(seed)  # noqa: S311 - a test wants the same numbers again
        self._next = self._random.randrange(1, 2**30)
        self._last = clock.now()
        self._queue: deque[Pending] = deque()
        self._again: list[Pending] = []
        self._allowed: frozenset[str] | None = None
        self._poll: asyncio.Future[bool] | None = None
        self.polled = asyncio.Event()
        """Whether the bot listens at this moment."""

    def __len__(self) -> int:
        self._expire()
        return len(self._queue)

    def add(self, kind: str, content: Json) -> None:
        wanted = kind not in ON_REQUEST_ONLY if self._allowed is None else kind in self._allowed
        if wanted:
            self.add_raw({kind: content})

    def add_raw(self, update: Json) -> int:
        """Past the filter of wanted kinds: for updates no one could have foreseen."""
        self._expire()
        update_id = self._number()
        self._queue.append(Pending(update_id, self._last, encode({"update_id": update_id, **update})))
        if self._poll and not self._poll.done():
            self._poll.set_result(True)
        return update_id

    def allow(self, kinds: Iterable[str]) -> None:
        """Holds until said otherwise; an empty list returns to the default. Older updates stay."""
        self._allowed = frozenset(kinds) or None

    @property
    def allowed(self) -> list[str] | None:
        return sorted(self._allowed) if self._allowed else None

    def drop(self) -> None:
        self._queue.clear()

    def close(self) -> None:
        self._terminate_other()

    async def poll(self, offset: int, limit: int, patience: int) -> Encoded:
        self._terminate_other()
        self._confirm(offset)
        if not self._queue and not self._again and patience > 0:
            await self._wait(min(patience, LONGEST_POLL))
        batch = [*self._again, *islice(self._queue, limit)]
        self._again = []
        return Encoded("[" + ",".join([pending.json for pending in batch]) + "]")

    def _confirm(self, offset: int) -> None:
        self._expire()
        if offset < 0:
            self._skip(max(len(self._queue) + offset, 0))
        while offset > 0 and self._queue and self._queue[0].update_id < offset:
            self._repeat(self._queue.popleft())

    def _skip(self, count: int) -> None:
        for _ in range(count):
            self._queue.popleft()

    def _repeat(self, confirmed: Pending) -> None:
        """Telegram may deliver again what was confirmed; a fault asks for it."""
        if self._faults.armed and self._faults.striking("getUpdates", None, REPEATED):
            self._again.append(confirmed)

    async def _wait(self, patience: float) -> None:
        self._poll = poll = asyncio.get_running_loop().create_future()
        self.polled.set()
        try:
            async with asyncio.timeout(patience):
                newest = await poll
        except TimeoutError:
            newest = True
        finally:
            if self._poll is poll:
                self._poll = None
                self.polled.clear()
        if not newest:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )

    def _terminate_other(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(False)

    def _number(self) -> int:
        """Sequential; but after a week of silence Telegram goes on from a random number."""
        now = self._clock.now()
        if now - self._last > WEEK:
            self._next = self._random.randrange(1, 2**30)
        self._last = now
        self._next += 1
        return self._next

    def _expire(self) -> None:
        oldest = self._clock.now() - DAY
        while self._queue and self._queue[0].at < oldest:
            self._queue.popleft()
