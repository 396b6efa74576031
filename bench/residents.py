"""The people's side, cheaply: residents who report, inside the sandbox's own process.

They speak through the sandbox's own functions and see through its own events, without HTTP between: the bots are
compared, and whoever speaks to them must not be what they wait for.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox import people_messages
from sandbox.calls import Calls
from sandbox.events import Events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sandbox.chats import Chat
    from sandbox.users import User
    from sandbox.wire import Json
    from sandbox.world import World

Tap = tuple[str, str]
"""The first word of the data of the button to tap, and another one of it."""

REPORT: tuple[str | Tap, ...] = (
    "/report",
    ("category", "lighting"),
    "{words}",
    ("step", "onward"),
    ("step", "onward"),
    ("send", "send"),
)
WORDS, LETTERS = 14, 6
"""Everybody reports something else, in so many words: of the same trouble the bot would ask whether it is the same."""

UPDATES = len(REPORT)
CALLS = {"sendMessage": 3, "editMessageText": 4, "answerCallbackQuery": 4, "deleteMessage": 1}
"""What a bot asks of Telegram for one report, its card in the group included."""

PATIENCE = 60.0
"""Seconds until a round that does not end is given up."""


class Stuck(Exception):
    """A bot did not answer as the residents expect."""


@dataclass
class Resident:
    user: User
    chat: Chat
    step: int = 0
    form: Json = field(default_factory=dict)
    asked_at: float = 0.0
    awaited: set[str] = field(default_factory=set)
    busy: bool = False
    behind: int = 0
    """Steps whose time came before the last one was answered."""


@dataclass(frozen=True)
class Answered:
    """How the bot did: `seconds` from the first update to the last call; of `waits`, one an update, also seconds."""

    updates: int
    seconds: float
    waits: list[float]


class Ear(Events):
    """Hears what happens without writing it down."""

    def __init__(self, heard: Callable[[str, int | None, Json], None]) -> None:
        super().__init__()
        self._heard = heard

    def emit(self, kind: str, chat_id: int | None = None, **content: Any) -> int:
        self.count += 1
        self._heard(kind, chat_id, content)
        return self.count


class Tally(Calls):
    """Counts calls and keeps none."""

    def __init__(self, counted: Callable[[str, int, str | None], None]) -> None:
        super().__init__()
        self._counted = counted

    def add(self, at: float, method: str, params: Json, status: int, description: str | None) -> None:
        del at, params
        self._counted(method, status, description)


class Residents:
    def __init__(self, world: World, ids: Iterable[int]) -> None:
        self._world = world
        self._by_chat = {number: self._resident(number) for number in ids}
        world.events = Ear(self._heard)
        world.calls = Tally(self._counted)
        self._idle = deque(self._by_chat.values())
        self._go_on: Callable[[Resident], None] = _rest
        self._waits: list[float] = []
        self._calls: Counter[str] = Counter()
        self._awaited_calls: Counter[str] = Counter()
        self._last_call = 0.0
        self._over = asyncio.Event()
        self._trouble: str | None = None

    def _resident(self, number: int) -> Resident:
        user = self._world.add_user(id=number, first_name="Resident", language_code="en")
        user.known = True
        return Resident(user, self._world.open_private(user))

    async def first_answer(self) -> float:
        """The moment at which somebody's first word is answered; the bot may be still on its way."""
        self._expect({"sendMessage": 1})
        self._take_step(self._idle.popleft())
        await self._end()
        return self._last_call

    async def hurry(self, reports: int, at_once: int) -> Answered:
        """Everyone takes the next step as soon as the last was answered: as many updates as the bot can bear."""
        left = reports - at_once

        def go_on(resident: Resident) -> None:
            nonlocal left
            if resident.step:
                self._take_step(resident)
                return
            self._idle.append(resident)
            if left > 0:
                left -= 1
                self._take_step(self._idle.popleft())

        self._expect({method: reports * count for method, count in CALLS.items()})
        self._go_on = go_on
        began = time.perf_counter()
        for _ in range(min(at_once, reports)):
            self._take_step(self._idle.popleft())
        await self._end()
        return Answered(reports * UPDATES, self._last_call - began, self._waits)

    async def stroll(self, reports: int, rate: float) -> Answered:
        """Updates come when they come, `rate` a second on average, whether or not the bot keeps up."""

        def go_on(resident: Resident) -> None:
            if resident.behind:
                resident.behind -= 1
                self._take_step(resident)
            elif not resident.step:
                self._idle.append(resident)

        chance = random.Random(reports)
        order = [self._idle.popleft() for _ in range(reports)] * UPDATES
        chance.shuffle(order)
        self._expect({method: reports * count for method, count in CALLS.items()})
        self._go_on = go_on
        began = due = time.perf_counter()
        for resident in order:
            due += chance.expovariate(rate)
            await asyncio.sleep(due - time.perf_counter())
            if resident.busy:
                resident.behind += 1
            else:
                self._take_step(resident, due)
        await self._end()
        return Answered(reports * UPDATES, self._last_call - began, self._waits)

    def forget(self) -> None:
        """Let go of what was said, so that the last round costs the sandbox what the first did."""
        for chat in self._world.chats.values():
            for kept in (chat.messages, chat.markups, chat.changes, chat.deleted):
                kept.clear()

    def _expect(self, calls: dict[str, int]) -> None:
        self._calls, self._awaited_calls, self._waits = Counter(), Counter(calls), []
        self._over.clear()

    async def _end(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                await self._over.wait()
        except TimeoutError:
            self._fail(f"after {PATIENCE:.0f} seconds {self._awaited_calls - self._calls} are still awaited")
        self._go_on = _rest
        if self._trouble:
            raise Stuck(self._trouble)

    def _take_step(self, resident: Resident, due: float | None = None) -> None:
        resident.busy, resident.asked_at = True, due or time.perf_counter()
        what = REPORT[resident.step]
        if isinstance(what, str):
            resident.awaited = {"shown", "delete"} if resident.step else {"shown"}
            said = what.format(words=_something())
            people_messages.say(self._world, resident.chat.id, {"user_id": resident.user.id, "text": said})
        else:
            resident.awaited = {"shown", "tap_answer"}
            self._tap(resident, what)

    def _tap(self, resident: Resident, wanted: Tap) -> None:
        data = _button(resident.form, wanted)
        if data is None:
            self._fail(f"there is no button {wanted} under: {resident.form.get('text')}")
            return
        tap = self._world.callbacks.open(resident.chat.id, resident.user.id)
        query = {"id": tap.id, "from": resident.user.shape, "message": resident.form}
        more = {"chat_instance": str(resident.chat.id), "data": data}
        self._world.updates.add("callback_query", query | more)

    def _heard(self, kind: str, chat_id: int | None, content: Json) -> None:
        resident = self._by_chat.get(chat_id or 0)
        if resident is None:
            return
        if kind in ("message", "edit"):
            if content["message"]["from"]["id"] != self._world.bot.id:
                return
            kind = "shown"
            resident.form = content["message"]
            self._waits.append(time.perf_counter() - resident.asked_at)
        if kind in resident.awaited:
            resident.awaited.discard(kind)
            if not resident.awaited:
                asyncio.get_running_loop().call_soon(self._answered, resident)

    def _answered(self, resident: Resident) -> None:
        resident.busy, resident.step = False, (resident.step + 1) % UPDATES
        self._go_on(resident)

    def _counted(self, method: str, status: int, description: str | None) -> None:
        if method not in CALLS:
            return
        if status != 200:
            self._fail(f"{method} was refused: {description}")
        self._last_call = time.perf_counter()
        self._calls[method] += 1
        if self._calls.total() == self._awaited_calls.total():
            if self._calls != self._awaited_calls:
                self._fail(f"{dict(self._calls)} were made instead of {dict(self._awaited_calls)}")
            self._over.set()

    def _fail(self, trouble: str) -> None:
        self._trouble = self._trouble or trouble
        self._over.set()


def _rest(_: Resident) -> None:
    """Nothing more to do."""


def _something() -> str:
    """Words that nobody else says."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return " ".join("".join(random.choices(letters, k=LETTERS)) for _ in range(WORDS))


def _button(form: Json, wanted: Tap) -> str | None:
    kind, word = wanted
    for row in form.get("reply_markup", {}).get("inline_keyboard", []):
        for button in row:
            data: str = button.get("callback_data", "")
            words = data.split(":")
            if words[0] == kind and word in words:
                return data
    return None
