"""What the bot asked of Telegram, and what it was told: the newest calls, and counts over all."""

from collections import Counter, deque
from itertools import dropwhile
from typing import NamedTuple

from sandbox.wire import Json

KEPT = 200_000


class Logged(NamedTuple):
    n: int
    at: float
    method: str
    params: Json
    status: int
    description: str | None


class Calls:
    def __init__(self) -> None:
        self._log: deque[Logged] = deque(maxlen=KEPT)
        self._counts: Counter[tuple[str, int]] = Counter()
        self.invalid = 0

    def add(self, at: float, method: str, params: Json, status: int, description: str | None) -> None:
        n = self._log[-1].n + 1 if self._log else 1
        self._log.append(Logged(n, at, method, params, status, description))
        self._counts[method, status] += 1

    def since(self, after: int, method: str | None) -> list[Json]:
        newer = dropwhile(lambda call: call.n <= after, self._log)
        return [call._asdict() for call in newer if method in (None, call.method)]

    def counts(self) -> dict[str, dict[str, int]]:
        counts: dict[str, dict[str, int]] = {}
        for (method, status), count in self._counts.items():
            counts.setdefault(method, {})[str(status)] = count
        return counts
