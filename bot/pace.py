"""Telegram's pace: 30 messages a second over the bot, one a second to a person, 20 a minute to a group."""

import asyncio
import heapq
import itertools
import time
from collections import OrderedDict, deque
from collections.abc import Callable

# A little under the limits: what leaves evenly arrives with gaps of its own (core.telegram.org/bots/faq).
GAP = 1 / 28
PERSON_BURST, PERSON_WINDOW = 4, 4.2
GROUP_BURST, GROUP_WINDOW = 20, 61.0
GROUP_RESERVE = 6  # of the burst, kept for answers to moderators when many cards wait


class Pace:
    """Gives turns. Urgent ones, answers to somebody who waits, go before letters."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._free_at = clock()
        self._waiting: list[tuple[bool, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._sent: OrderedDict[int, deque[float]] = OrderedDict()

    async def turn(self, chat_id: int, *, messages: int = 1, urgent: bool = True) -> None:
        """Returns when `messages` may be sent to the chat."""
        while (delay := self.delay(chat_id, messages=messages, urgent=urgent)) > 0:  # noqa: ASYNC110 - time passes, nothing signals it
            await asyncio.sleep(delay)
        self.count(chat_id, messages)
        for _ in range(messages):
            await self._global_turn(urgent=urgent)

    def delay(self, chat_id: int, *, messages: int = 1, urgent: bool = False) -> float:
        """Seconds until the chat may get `messages` more."""
        now = self._clock()
        window, burst = (GROUP_WINDOW, GROUP_BURST) if chat_id < 0 else (PERSON_WINDOW, PERSON_BURST)
        if chat_id < 0 and not urgent:
            burst -= GROUP_RESERVE
        sent = self._sent.get(chat_id, deque())
        recent = [moment for moment in sent if moment > now - window]
        over = len(recent) + min(messages, burst) - burst
        return recent[over - 1] + window - now if over > 0 else 0.0

    def count(self, chat_id: int, messages: int = 1, *, ago: float = 0.0) -> None:
        """Messages sent to the chat, `ago` seconds before now."""
        now = self._clock()
        self._sent.setdefault(chat_id, deque(maxlen=GROUP_BURST)).extend([now - ago] * messages)
        self._sent.move_to_end(chat_id)
        while self._sent and next(iter(self._sent.values()))[-1] < now - GROUP_WINDOW:
            self._sent.popitem(last=False)

    def pause(self, seconds: float) -> None:
        """Telegram asked the whole bot to wait."""
        self._free_at = max(self._free_at, self._clock() + seconds)

    async def _global_turn(self, *, urgent: bool) -> None:
        now = self._clock()
        if not self._waiting and now >= self._free_at:
            self._free_at = now + GAP
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (not urgent, next(self._order), turn))
        if len(self._waiting) == 1:
            self._next_turn_at(self._free_at)
        await turn

    def _next_turn_at(self, moment: float) -> None:
        asyncio.get_running_loop().call_later(max(moment - self._clock(), 0), self._give_turn)

    def _give_turn(self) -> None:
        now = self._clock()
        if now < self._free_at:
            self._next_turn_at(self._free_at)
            return
        self._free_at = now + GAP
        _, _, turn = heapq.heappop(self._waiting)
        if not turn.done():
            turn.set_result(None)
        if self._waiting:
            self._next_turn_at(self._free_at)
