"""Telegram's pace: 30 messages a second over the bot, one a second to a person, 20 a minute to a group."""

import asyncio
import bisect
import itertools
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

# A little under the limits: what leaves evenly arrives with gaps of its own (core.telegram.org/bots/faq).
GAP = 1 / 28
BOT_BURST, BOT_WINDOW = 29, 1.0
PERSON_BURST, PERSON_WINDOW = 4, 4.2
GROUP_BURST, GROUP_WINDOW = 20, 61.0
GROUP_RESERVE = 6  # of the burst, kept for answers to moderators when many cards wait
SHORTEST_NAP = 0.001


@dataclass(frozen=True, order=True)
class _Turn:
    """Somebody who waits to send; urgent ones stand before letters, each kind in order of arrival."""

    letter: bool
    number: int
    chat_id: int = field(compare=False)
    messages: int = field(compare=False)
    given: asyncio.Future[None] = field(compare=False)


class Pace:
    """Gives turns. Urgent ones, answers to somebody who waits, go before letters.

    A turn is counted when it is given, not when it is asked for: whoever waits for the bot's own pace would
    otherwise arrive together with those who asked later.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._free_at = clock()
        self._order = itertools.count()
        self._waiting: list[_Turn] = []
        self._alarm: asyncio.TimerHandle | None = None
        self._sent: OrderedDict[int, deque[float]] = OrderedDict()
        self._sent_by_bot: deque[float] = deque(maxlen=BOT_BURST)

    async def turn(self, chat_id: int, *, messages: int = 1, urgent: bool = True) -> None:
        """Returns when `messages` may be sent to the chat, and are to be sent at once."""
        given: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        turn = _Turn(not urgent, next(self._order), chat_id, messages, given)
        bisect.insort(self._waiting, turn)
        self._give()
        try:
            await given
        finally:
            if turn in self._waiting:
                self._waiting.remove(turn)
                self._give()

    def delay(self, chat_id: int, *, messages: int = 1, urgent: bool = False) -> float:
        """Seconds until the chat may get `messages` more."""
        window, burst = (GROUP_WINDOW, GROUP_BURST) if chat_id < 0 else (PERSON_WINDOW, PERSON_BURST)
        if chat_id < 0 and not urgent:
            burst -= GROUP_RESERVE
        return self._until_room(self._sent.get(chat_id, ()), window, burst, messages)

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

    def _until_room(self, sent: Sequence[float], window: float, burst: int, messages: int) -> float:
        now = self._clock()
        recent = [moment for moment in sent if moment > now - window]
        over = len(recent) + min(messages, burst) - burst
        return recent[over - 1] + window - now if over > 0 else 0.0

    def _give(self) -> None:
        """Let go all who may, and come back when the next one may.

        Whoever waits for their chat is passed by; behind one who waits for the bot nobody goes, or an album
        would never find room.
        """
        if self._alarm is not None:
            self._alarm.cancel()
        full_chats: set[int] = set()
        delays: list[float] = []
        for turn in self._waiting.copy():
            if turn.chat_id in full_chats:
                continue
            if (delay := self.delay(turn.chat_id, messages=turn.messages, urgent=not turn.letter)) > 0:
                full_chats.add(turn.chat_id)
                delays.append(delay)
            elif (delay := self._bot_delay(turn.messages)) > 0:
                delays.append(delay)
                break
            else:
                self._let_go(turn)
        if delays:
            nap = max(min(delays), SHORTEST_NAP)
            self._alarm = asyncio.get_running_loop().call_later(nap, self._give)

    def _bot_delay(self, messages: int) -> float:
        room = self._until_room(self._sent_by_bot, BOT_WINDOW, BOT_BURST, messages)
        return max(room, self._free_at - self._clock())

    def _let_go(self, turn: _Turn) -> None:
        now = self._clock()
        self._waiting.remove(turn)
        self.count(turn.chat_id, turn.messages)
        self._sent_by_bot.extend([now] * turn.messages)
        self._free_at = now + GAP * turn.messages
        if not turn.given.done():
            turn.given.set_result(None)
