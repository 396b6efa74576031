"""Taps on inline buttons, each waiting for its one answer."""

import itertools
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.errors import bad
from sandbox.refusals import QUERY_ID
from sandbox.wire import Json

PATIENCE = 15.0
"""Telegram states no deadline; reports put it between ten seconds and a minute. The strict end of that."""


@dataclass
class Tap:
    id: str
    at: float
    chat_id: int
    user_id: int
    answer: Json | None = None

    @property
    def shape(self) -> Json:
        answer = self.answer or {}
        return {
            "callback_query_id": self.id,
            "user_id": self.user_id,
            "answered": self.answer is not None,
            "text": answer.get("text"),
            "show_alert": answer.get("show_alert", False),
            "url": answer.get("url"),
        }


class Callbacks:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._taps: dict[str, Tap] = {}
        self._ids = itertools.count(4_382_750_132_547_000_001)

    def open(self, chat_id: int, user_id: int) -> Tap:
        tap = Tap(str(next(self._ids)), self._clock.now(), chat_id, user_id)
        self._taps[tap.id] = tap
        return tap

    def find(self, callback_query_id: str) -> Tap | None:
        return self._taps.get(callback_query_id)

    def answer(self, callback_query_id: str, answer: Json) -> Tap:
        tap = self._taps.get(callback_query_id)
        if tap is None or tap.answer is not None or self._clock.now() - tap.at > PATIENCE:
            raise bad(QUERY_ID)
        tap.answer = answer
        return tap
