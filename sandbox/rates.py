"""Telegram's pace: what goes over it is refused with 429 and the seconds to wait.

The figures are those Telegram publishes for bots; the burst in a private chat is only said to be tolerated.
"""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field

from sandbox.chats import Chat
from sandbox.clock import Clock
from sandbox.errors import too_many

OVERALL = (30, 1.0)
GROUP = (20, 60.0)
PRIVATE_BURST = 5
PRIVATE_PACE = 1.0


@dataclass
class Window:
    """At most `most` in any `seconds`."""

    most: int
    seconds: float
    moments: deque[float] = field(default_factory=deque)

    def wait(self, now: float, count: int) -> float:
        while self.moments and self.moments[0] <= now - self.seconds:
            self.moments.popleft()
        over = len(self.moments) + count - self.most
        if over <= 0:
            return 0
        return self.moments[min(over, len(self.moments)) - 1] + self.seconds - now if self.moments else 0

    def spend(self, now: float, count: int) -> None:
        self.moments.extend([now] * count)


@dataclass
class Burst:
    """One after another at `pace`, with `most` saved up by silence."""

    most: int
    pace: float
    paid_until: float = 0.0

    def wait(self, now: float, count: int) -> float:
        return self.paid_until + (min(count, self.most) - self.most) * self.pace - now

    def spend(self, now: float, count: int) -> None:
        self.paid_until = max(self.paid_until, now) + count * self.pace


class Rates:
    def __init__(self, clock: Clock, *, enforced: bool) -> None:
        self.enforced = enforced
        self.exceeded = 0
        self._clock = clock
        self._overall = Window(*OVERALL)
        self._groups: defaultdict[int, Window] = defaultdict(lambda: Window(*GROUP))
        self._people: defaultdict[int, Burst] = defaultdict(lambda: Burst(PRIVATE_BURST, PRIVATE_PACE))

    def spend(self, chat: Chat, count: int = 1) -> None:
        if not self.enforced:
            return
        now = self._clock.now()
        own: Window | Burst = self._people[chat.id] if chat.private else self._groups[chat.id]
        wait = max(self._overall.wait(now, count), own.wait(now, count))
        if wait > 0:
            self.exceeded += 1
            raise too_many(math.ceil(wait))
        self._overall.spend(now, count)
        own.spend(now, count)
