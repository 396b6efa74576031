"""Scenarios: a reminder to everybody while the bot is killed again and again, and while bots take over from each other."""

import asyncio
import itertools
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from bot.domain.shifts import TERM
from bot.sender import SLOTS
from sandbox.faults import Fault
from tests.conftest import KEYS
from tests.torture.accounts import Accounts
from tests.torture.bot import PATIENCE, BotProcess
from tests.torture.electorate import Electorate
from tests.torture.scenario import Outcome, Size
from tests.torture.stage import Blow, Stage, stage

PARTS = 300  # that the letters are written in, so that there is time to be killed between them
INTRODUCED = "setMyShortDescription", 4  # the last that a bot says of itself at its start, and how often
SLOW = Fault("slow", method="sendMessage", times=None, seconds=0.5)
IN_HAND = "SELECT recipient FROM letters WHERE state = 'sending' AND kind = 'reminder'"
WRITTEN = "SELECT count(*) FROM letters WHERE kind = 'reminder'"


class Campaign:
    """The bot's deaths, and what it had in hand."""

    def __init__(self, there: Stage, electorate: Electorate, size: Size) -> None:
        self.stage = there
        self.electorate = electorate
        self.size = size
        self.hands: Counter[str] = Counter()
        self.deaths: Counter[str] = Counter()
        self.most_in_hand = 0

    async def written(self, letters: int) -> None:
        await self._reach(WRITTEN, letters)

    async def sent(self, letters: int) -> None:
        await self._reach(f"{WRITTEN} AND state = 'sent'", letters)

    async def left(self) -> int:
        return await self.stage.ledger.number(f"{WRITTEN} AND state <> 'sent'")

    async def _reach(self, question: str, letters: int) -> None:
        async def enough() -> bool:
            return await self.stage.ledger.number(question) >= letters

        await self.stage.ledger.until(enough, self.size.seconds)

    async def died(self) -> None:
        """Note what was in hand, and what the bot was about."""
        recipients = [row[0] for row in await self.stage.ledger.rows(IN_HAND)]
        self.hands.update(recipients)
        self.most_in_hand = max(self.most_in_hand, len(recipients))
        self.deaths.update(row[0] for row in await self.stage.ledger.rows("SELECT state FROM broadcasts"))

    async def over(self) -> bool:
        async def done() -> bool:
            return not await self.stage.ledger.number(
                "SELECT count(*) FROM broadcasts WHERE state <> 'written'"
            )

        return await self.stage.calm(self.size.seconds, done)

    async def reckon(self, outcome: Outcome) -> Outcome:
        """Everybody once, and once more only who was being written to at a death. Raises when it is not so."""
        accounts, ledger = outcome.accounts, self.stage.ledger
        if not await self.over():
            outcome.wrong(f"no calm within {self.size.seconds} seconds")
        heard = self.electorate.heard(self.electorate.subscribers)
        accounts.expect("left out", [one for one, times in heard.items() if not times], [])
        accounts.expect("disturbed", +self.electorate.heard(self.electorate.others), Counter())
        names = dict(await ledger.rows("SELECT account, id FROM people"))
        again = Counter({f"person:{names[KEYS.account(one)]}": times - 1 for one, times in heard.items()})
        accounts.expect("heard it too often", again - self.hands, Counter())
        unsent = await ledger.rows("SELECT once, state, trouble FROM letters WHERE state <> 'sent'")
        accounts.expect("letters left", unsent, [])
        know = await ledger.number("SELECT count(DISTINCT person_id) FROM told")
        accounts.expect("people who know the date", know, len(heard))
        accounts.expect("most in hand", max(self.most_in_hand, SLOTS), SLOTS)
        outcome.figures |= {
            "people": len(heard),
            "deaths": dict(self.deaths),
            "letters in flight": self.hands.total(),
            "heard again": again.total(),
        }
        if accounts.wrong:
            log = self.stage.log.read_text()[-6000:]
            raise AssertionError("\n".join([str(outcome), *accounts.wrong[:40], log]))
        return outcome


@asynccontextmanager
async def campaign(folder: Path, database_url: str, seed: int, size: Size) -> AsyncIterator[Campaign]:
    async with stage(folder, database_url) as there:
        await there.administrator()
        electorate = Electorate(there, random.Random(seed))
        await electorate.gather(size.people)
        there.manner = replace(there.manner, part=max(size.people // PARTS, 1), notes=folder / "letters")
        yield Campaign(there, electorate, size)


async def broadcast(size: Size, folder: Path, database_url: str, seed: int) -> Outcome:
    """`kill -9` while the letters are written, and while they are sent."""
    async with campaign(folder, database_url, seed, size) as there:
        began = time.monotonic()
        early, late = size.kills // 2, size.kills - size.kills // 2
        there.stage.watch.add(replace(SLOW))  # so that not all has gone when all is written
        bot = there.stage.start()
        for number in range(early):
            await there.written(size.people * number // early + 1)
            bot.kill()
            await bot.wait()
            await there.died()
            bot = there.stage.start()
        await there.written(size.people)
        there.stage.watch.clear()
        first, left = there.stage.watch.calls, await there.left()
        for number, blow in enumerate(blows(there.electorate.chance, late)):
            await fall(there, blow, first + int(left * 0.8 * number / late))
        outcome = await there.reckon(Outcome("broadcast, kill -9", seed, Accounts(), 0.0))
        outcome.seconds = time.monotonic() - began
        assert there.deaths.total() == size.kills, f"{size.kills} kills were wanted: {outcome}"
        assert there.deaths["writing"], f"nothing was being written at any kill: {outcome}"
        return outcome


def blows(chance: random.Random, count: int) -> list[Blow]:
    """Before a message arrives, before its answer does, or some time later."""
    return [
        Blow(
            "sendMessage",
            1 + chance.randrange(SLOTS),
            ("lost", "done", "later")[number % 3],
            group=False,
            delay=chance.uniform(0.0005, 0.03),
        )
        for number in range(count)
    ]


async def fall(there: Campaign, blow: Blow, calls: int) -> None:
    """By this blow, some time after so many calls; then the bot is started again. Or all is over before."""
    over = asyncio.create_task(there.over())
    struck = asyncio.create_task(strike(there.stage, blow, calls))
    await asyncio.wait([struck, over], return_when=asyncio.FIRST_COMPLETED)
    over.cancel()
    struck.cancel()
    if there.stage.bot.ended.is_set():
        await there.died()
        there.stage.start()


async def strike(there: Stage, blow: Blow, calls: int) -> None:
    await there.watch.reach(calls)
    await there.strike(blow)


async def relay(size: Size, folder: Path, database_url: str, seed: int) -> Outcome:
    """Two bots at once, all the time: the one that sends is stopped, the next one killed; a third sends the rest."""
    async with campaign(folder, database_url, seed, size) as there:
        there.stage.manner = replace(there.stage.manner, term=TERM)
        began = time.monotonic()
        share = size.people // 4
        first = there.stage.start()
        await there.sent(share)
        second = await joined(there.stage)
        first.terminate()
        await first.wait()
        assert first.exit_code == 0, there.stage.log.read_text()[-3000:]
        await there.sent(2 * share)
        await joined(there.stage)
        second.kill()
        await second.wait()
        await there.died()
        outcome = Outcome("broadcast, two at once", seed, Accounts(), 0.0)
        outcome = await there.reckon(outcome)
        outcome.seconds = time.monotonic() - began
        senders = groupby(there.stage.manner.notes.read_text("ascii").split())
        outcome.figures["sent by each"] = turns = [len(list(turn)) for _, turn in senders]
        assert len(turns) == 3, f"two sent at a time: {outcome}"
        return outcome


async def joined(there: Stage) -> BotProcess:
    """One more bot beside the other, which has time enough left to be found at work."""
    up = asyncio.Event()
    method, times = INTRODUCED
    introduced = itertools.count(1)

    def took_effect(called: str, _: object) -> None:
        if called == method and next(introduced) == times:
            up.set()

    there.watch.add(replace(SLOW))
    there.watch.on_effect = took_effect
    bot = there.start()
    async with asyncio.timeout(PATIENCE):
        await up.wait()
    there.watch.on_effect = lambda _, __: None
    there.watch.clear()
    return bot
