"""The stage: a local Telegram, the bot's process on a database, and strikes at chosen moments."""

import asyncio
import json
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.inbox import lane_of
from bot.settings import Settings
from sandbox.client import Client
from sandbox.faults import AFTER, BEFORE, Fault, Faults
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.conftest import TOKEN
from tests.conftest import settings as settings_for
from tests.torture.bot import PATIENCE, BotProcess, Manner
from tests.torture.ledger import Ledger

MISSED = 100  # calls after which a blow strikes anyway
DROPPED = Fault("reset_before_effect")


@dataclass(frozen=True)
class Blow:
    """Which call of the bot, counted from its start, it does not survive, and when in that call.

    The call is lost with its sender; or it takes effect and its answer finds nobody; or it takes effect and the
    bot dies some milliseconds later, in the middle of whatever it does then.
    """

    method: str  # "" is any
    nth: int
    moment: str  # "lost", "done" or "later"
    group: bool | None = None  # to a group, to a person, or either
    delay: float = 0.0

    def fits(self, method: str, chat_id: object) -> bool:
        to_group = isinstance(chat_id, int) and chat_id < 0
        return self.method in ("", method) and self.group in (None, to_group)


class Watch(Faults):
    """The sandbox's troubles, and an eye on every call of the bot as it comes and once it took effect."""

    def __init__(self) -> None:
        super().__init__()
        self.strikes: Counter[str] = Counter()
        self.resets: Counter[tuple[str, object]] = Counter()
        self.calls = 0
        self._awaited: list[tuple[int, asyncio.Event]] = []
        self.on_call: Callable[[str, object], bool] = lambda _, __: False
        self.on_effect: Callable[[str, object], None] = lambda _, __: None
        self.clear()

    def clear(self) -> None:
        """Calls are watched as long as some trouble is armed; this one never strikes."""
        super().clear()
        self.armed.append(Fault("slow", method="none"))

    def striking(self, method: str, chat_id: object, kinds: frozenset[str]) -> list[Fault]:
        found = super().striking(method, chat_id, kinds)
        self.strikes.update(fault.kind for fault in found)
        if kinds is BEFORE:
            self._count()
            return [*found, DROPPED] if self.on_call(method, chat_id) else found
        if kinds is AFTER:
            if found:
                self.resets[method, chat_id] += 1
            self.on_effect(method, chat_id)
        return found

    async def reach(self, calls: int) -> None:
        """Returns once the bot has made so many calls in all its lives."""
        reached = asyncio.Event()
        self._awaited.append((calls, reached))
        if self.calls < calls:
            await reached.wait()

    def _count(self) -> None:
        self.calls += 1
        for calls, reached in self._awaited:
            if self.calls >= calls:
                reached.set()


@dataclass
class Killed:
    """What the bot had in hand when it was killed: letters by kind and report, and updates by chat, as receipts."""

    blow: Blow | None
    hands: Counter[tuple[str, int]]


class Stage:
    """One bot, one database, one Telegram."""

    def __init__(self, sandbox: Sandbox, client: Client, folder: Path, database_url: str) -> None:
        self.sandbox = sandbox
        self.client = client
        self.database_url = database_url
        self.ledger = Ledger(database_url)
        self.watch = sandbox.world.faults = Watch()
        self.first_update = sandbox.world.updates._next + 1
        self.log = folder / "bot.log"
        self.killed: list[Killed] = []
        self.manner = Manner()
        self.settings: Settings
        self._bots: list[BotProcess] = []

    async def administrator(self) -> Person:
        """Who may bind groups; the settings name them."""
        person = await self.client.person("Ерлан", language_code="en")
        self.settings = settings_for(self.client.url, self.database_url, person)
        return person

    @property
    def bot(self) -> BotProcess:
        """The one started last."""
        return self._bots[-1]

    def start(self) -> BotProcess:
        self._bots.append(BotProcess(self.settings, self.log, self.manner))
        return self.bot

    async def polled(self) -> None:
        """The bot has come up and waits for updates."""
        async with asyncio.timeout(PATIENCE):
            await self.sandbox.world.updates.polled.wait()

    async def strike(self, blow: Blow) -> Killed:
        """Returns once the bot is dead by this blow."""
        seen = 0
        loop = asyncio.get_running_loop()

        def called(method: str, chat_id: object) -> bool:
            nonlocal seen
            if not blow.fits(method, chat_id):
                return False
            seen += 1
            if seen == blow.nth and blow.moment == "lost":
                self.bot.kill()
                return True
            return False

        def took_effect(method: str, chat_id: object) -> None:
            if seen == blow.nth and blow.fits(method, chat_id) and blow.moment != "lost":
                loop.call_later(blow.delay, self.bot.kill) if blow.delay else self.bot.kill()

        self.watch.on_call, self.watch.on_effect = called, took_effect
        missed = asyncio.create_task(self._miss(MISSED))
        try:
            await self.bot.ended.wait()
        finally:
            missed.cancel()
            self.watch.on_call, self.watch.on_effect = lambda _, __: False, lambda _, __: None
        return await self.inspect(blow)

    async def _miss(self, calls: int) -> None:
        """The call that was aimed at does not come: any other does."""
        await self.watch.reach(self.watch.calls + calls)
        self.bot.kill()

    async def inspect(self, blow: Blow | None = None) -> Killed:
        """After a death: what was in hand."""
        hands = Counter(await self.ledger.letters_in_hand())
        hands.update(("receipt", lane_of(json.loads(body))) for body in await self.ledger.unfinished())
        killed = Killed(blow, hands)
        self.killed.append(killed)
        return killed

    async def kill(self) -> Killed:
        self.bot.kill()
        await self.bot.wait()
        return await self.inspect()

    async def stop(self) -> int | None:
        """With SIGTERM; its exit code."""
        self.bot.terminate()
        await self.bot.wait()
        return self.bot.exit_code

    async def close(self) -> None:
        for bot in self._bots:
            bot.kill()
            await bot.wait()
        await self.ledger.close()

    async def calm(self, seconds: float, done: Callable[[], Awaitable[bool]]) -> bool:
        """Everything that came is handled and every letter that can go has gone; False when it takes too long."""

        async def quiet() -> bool:
            return not len(self.sandbox.world.updates) and not await self.ledger.work_left() and await done()

        try:
            await self.ledger.until(quiet, seconds)
        except TimeoutError:
            return False
        return True

    def updates_given(self) -> range:
        """The ids of all updates this Telegram has ever had."""
        return range(self.first_update, self.sandbox.world.updates._next + 1)


class Away:
    """Telegram out of reach: no call gets an answer, but those of the methods named."""

    def __init__(self, watch: Watch, but: Collection[str] = ()) -> None:
        self._watch = watch
        self._but = but

    def __enter__(self) -> None:
        self._watch.on_call = lambda method, _: method not in self._but

    def __exit__(self, *_: object) -> None:
        self._watch.on_call = lambda _, __: False


@asynccontextmanager
async def stage(folder: Path, database_url: str, *, rates: bool = False) -> AsyncIterator[Stage]:
    sandbox = await Sandbox.start(port=0, token=TOKEN, rates=rates)
    try:
        async with Client(sandbox.url) as client:
            built = Stage(sandbox, client, folder, database_url)
            built.manner = Manner(paced=rates)
            try:
                yield built
            finally:
                await built.close()
    finally:
        await sandbox.stop()


def blows(chance: random.Random, count: int) -> Sequence[Blow]:
    """Aimed ones first, each kind once, then random ones; in a random order."""

    def one(most: int) -> int:
        return 1 + chance.randrange(most)

    aimed = [
        Blow("sendMessage", one(3), "done", group=True),  # sent, not marked
        Blow("sendMessage", one(3), "lost", group=False),  # committed, not answered
        Blow("getUpdates", 1 + one(3), "lost"),  # stored, not confirmed
        Blow("getUpdates", 1 + one(3), "done"),  # given, not stored
        Blow("editMessageText", one(3), "done", group=False),  # answered, not marked
        Blow("sendMediaGroup", 1, "done", group=True),  # an album sent, not marked
        Blow("sendMessage", one(3), "lost", group=True),  # leased, not sent
        Blow("answerCallbackQuery", one(3), "lost"),  # done, but for the spinner
    ]
    wild = [Blow("", one(30), "later", delay=chance.uniform(0.0005, 0.03)) for _ in range(count)]
    planned = [*aimed, *wild][:count]
    chance.shuffle(planned)
    return planned
