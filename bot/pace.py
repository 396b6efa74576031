"""Telegram's pace: 30 messages a second over the bot, one a second to a person, 20 a minute to a group.

Telegram counts a message when it arrives there, which nobody here knows but for the answer that comes later. So a
message counts from when it leaves until some time after its answer, and no delay on the way can make it one too many.

Of the bot's thirty a second that would cost every message its trip there and back: at 60 ms one message in eighteen.
So there the time after the answer is shorter by the quickest trip of late. A message arrives no earlier than its way
there after it leaves, and one thirty before it had arrived no later than its way back before its answer. As long as
these two ways together are no quicker than the quickest trip, a second lies between the two, no matter where on the
way time was lost; between their departures it lies in any case. What this leaves unused is by how much a trip takes
longer than the quickest, on average.
"""

import asyncio
import bisect
import itertools
import math
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

# A little under the limits (core.telegram.org/bots/faq).
BOT_BURST, BOT_WINDOW = 30, 1.002
PERSON_BURST, PERSON_WINDOW = 4, 4.2
GROUP_BURST, GROUP_WINDOW = 20, 61.0
GROUP_RESERVE = 6  # of the burst, kept for answers to moderators when many cards wait
GAP, CATCHING_UP = 1 / 31, 0.1  # seconds: an even flow, that makes good what timers and stalls take from it
TRIPS, TRIPS_REMEMBERED = 30, 1000  # so many tell something about the way; it may become another
SHORTEST_NAP = 0.001


class _Window:
    """At most `most` messages that are under way or were answered less than `seconds` ago."""

    def __init__(self, most: int, seconds: float) -> None:
        self.seconds = seconds
        self._most = most
        self._under_way = 0
        self._answered: deque[float] = deque(maxlen=most)

    def delay(self, now: float, messages: int, reserve: int = 0) -> float:
        """Seconds until so many more may leave and room for `reserve` is left; an answer may make it less."""
        most = self._most - reserve
        recent = [moment for moment in self._answered if moment > now - self.seconds]
        over = self._under_way + len(recent) + min(messages, most) - most
        if over <= 0:
            return 0.0
        return recent[over - 1] + self.seconds - now if over <= len(recent) else self.seconds

    def leave(self, messages: int) -> None:
        self._under_way += messages

    def answer(self, now: float, messages: int) -> None:
        self._under_way -= messages
        self.count(now, messages)

    def count(self, moment: float, messages: int) -> None:
        self._answered.extend([moment] * messages)

    def over(self, now: float) -> bool:
        """Whether there is nothing to remember."""
        return not self._under_way and (not self._answered or self._answered[-1] <= now - self.seconds)


class _Trips:
    """How long the way to Telegram and the answer's way back take at least, as the latest tell."""

    def __init__(self) -> None:
        self._latest: deque[float] = deque(maxlen=TRIPS_REMEMBERED)

    def least(self, seconds: float) -> float:
        """What is known after one more, of so many seconds.

        The quickest there and the quickest back need not have been one trip: the more trips differ and the fewer
        there were, the more may be missing from the sum of the two.
        """
        self._latest.append(seconds)
        made, quickest = len(self._latest), min(self._latest)
        longer = sum(self._latest) / made - quickest
        return quickest - 2 * longer / math.sqrt(made) if made >= TRIPS else 0.0


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
        self._bot = _Window(BOT_BURST, BOT_WINDOW)
        self._trips = _Trips()
        self._chats: OrderedDict[int, _Window] = OrderedDict()

    @asynccontextmanager
    async def turn(self, chat_id: int, *, messages: int = 1, urgent: bool = True) -> AsyncIterator[None]:
        """Inside, `messages` are to be sent to the chat, at once; it ends when the answer is there.

        What raises inside tells nothing about the way: it may never have been gone.
        """
        given: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        turn = _Turn(not urgent, next(self._order), chat_id, messages, given)
        bisect.insort(self._waiting, turn)
        self._give()
        try:
            await given
            left = self._clock()
            yield
            self._learn(self._clock() - left)
        finally:
            if turn in self._waiting:
                self._waiting.remove(turn)
            else:
                self._answer(turn)
            self._give()

    def delay(self, chat_id: int, *, messages: int = 1, urgent: bool = False) -> float:
        """Seconds until the chat may get `messages` more."""
        reserve = GROUP_RESERVE if chat_id < 0 and not urgent else 0
        return self._chat(chat_id).delay(self._clock(), messages, reserve)

    def count(self, chat_id: int, *, ago: float) -> None:
        """A message sent to the chat `ago` seconds before now, by an earlier run."""
        self._chat(chat_id).count(self._clock() - ago, 1)

    def pause(self, seconds: float) -> None:
        """Telegram asked the whole bot to wait."""
        self._free_at = max(self._free_at, self._clock() + seconds)

    def _chat(self, chat_id: int) -> _Window:
        """The chat's window; those of chats that have been silent for long go."""
        window = self._chats.get(chat_id)
        if window is None:
            limits = (GROUP_BURST, GROUP_WINDOW) if chat_id < 0 else (PERSON_BURST, PERSON_WINDOW)
            window = self._chats[chat_id] = _Window(*limits)
        self._chats.move_to_end(chat_id)
        now = self._clock()
        while len(self._chats) > 1 and next(iter(self._chats.values())).over(now):
            self._chats.popitem(last=False)
        return window

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
        now = self._clock()
        return max(self._bot.delay(now, messages), self._free_at - now)

    def _let_go(self, turn: _Turn) -> None:
        self._waiting.remove(turn)
        self._chat(turn.chat_id).leave(turn.messages)
        self._bot.leave(turn.messages)
        self._free_at = max(self._free_at, self._clock() - CATCHING_UP) + GAP * turn.messages
        if not turn.given.done():
            turn.given.set_result(None)

    def _learn(self, seconds: float) -> None:
        self._bot.seconds = max(BOT_WINDOW - self._trips.least(seconds), GAP)

    def _answer(self, turn: _Turn) -> None:
        now = self._clock()
        self._chat(turn.chat_id).answer(now, turn.messages)
        self._bot.answer(now, turn.messages)
