"""What is done to the bot. Each scenario ends in calm and a reckoning, or tells the seed and what was lost."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.torture.accounts import Accounts, settle
from tests.torture.crowd import disputed
from tests.torture.stage import Blow, Stage, blows, stage
from tests.torture.town import ILE, Town, found_second_district, villages

PATIENCE = 3.0  # seconds until somebody presses again
CALLS = 18  # of the bot about one report, roughly
KINDS = ("card", "attachments", "news", "receipt")


@dataclass(frozen=True)
class Size:
    people: int
    reports: int  # of each
    kills: int = 0
    seconds: float = 60.0  # the deadline


@dataclass
class Outcome:
    """What a scenario has shown."""

    accounts: Accounts
    seconds: float
    figures: dict[str, object]

    def __str__(self) -> str:
        told = {
            "reports": self.accounts.reports,
            "seconds": round(self.seconds, 1),
            **self.figures,
            **{f"{kind} again": self.accounts.repeated(kind) for kind in KINDS},
        }
        return ", ".join(f"{name} {value}" for name, value in told.items())


@asynccontextmanager
async def town(
    folder: Path, database_url: str, seed: int, *, rates: bool = False, patience: float = PATIENCE
) -> AsyncIterator[Town]:
    """Two districts under a bot that has just started."""
    async with stage(folder, database_url, rates=rates) as there:
        built = Town(there, random.Random(seed), patience)
        built.administrator = await there.administrator()
        try:
            yield built
        finally:
            await built.close()


async def kills(size: Size, folder: Path, database_url: str, seed: int) -> Outcome:
    """The bot is killed at its start, then at aimed and random moments while people report."""
    async with town(folder, database_url, seed) as there:
        began = time.monotonic()
        births = await kill_at_birth(there.stage, there.chance, max(size.kills // 4, 1))
        homes = villages(4)
        await found_second_district(database_url)
        for kato in (ILE, homes[0].district, homes[1].unit):
            await there.bind(kato)
        await there.people(size.people, size.reports, homes)
        there.begin()
        calls = there.stage.watch.calls
        step = len(there) * CALLS * 0.8 / max(size.kills - births, 1)
        for number, blow in enumerate(blows(there.chance, size.kills - births)):
            done = asyncio.create_task(finish(there, size.seconds))
            struck = asyncio.create_task(fall(there.stage, blow, calls + int(number * step)))
            await asyncio.wait([struck, done], return_when=asyncio.FIRST_COMPLETED)
            done.cancel()
            struck.cancel()
            if there.stage.bot.ended.is_set():
                there.stage.start()
        outcome = await reckon(there, began, size, seed)
        outcome.figures["calls"] = there.stage.watch.calls - calls
        outcome.figures["kills"] = len(there.stage.killed)
        bound(outcome, there)
        if len(there.stage.killed) < size.kills:
            outcome.accounts.wrong.append(f"{size.kills} kills were wanted")
        print(outcome)
        return verdict(outcome, there, seed)


def bound(outcome: Outcome, town: Town) -> None:
    """Nothing is told again but what was in the bot's hands when it was killed."""
    hands = sum((killed.hands for killed in town.stage.killed), Counter[tuple[str, int]]())
    outcome.figures["letters in flight"] = sum(
        count for (kind, _), count in hands.items() if kind != "receipt"
    )
    for (kind, subject), again in outcome.accounts.again.items():
        leftover = (
            kind == "card" and disputed(subject) and len(town.stage.killed)
        )  # the older card outlived its heir
        if again > hands[kind, subject] + leftover:
            told = f"{kind} of {subject} came {again} times more, with {hands[kind, subject]} in flight"
            outcome.accounts.wrong.append(told)
            if kind == "receipt":
                outcome.accounts.wrong += [
                    str(one.phone) for one in town.residents if one.person.id == subject
                ]


async def fall(there: Stage, blow: Blow, calls: int) -> None:
    await there.watch.reach(calls)
    await there.strike(blow)


async def kill_at_birth(there: Stage, chance: random.Random, times: int) -> int:
    """During connection, migration, the sample's import, the first calls. Leaves the bot running."""
    for _ in range(times):
        there.start()
        with suppress(TimeoutError):
            async with asyncio.timeout(chance.uniform(0, 0.3)):  # the moment itself
                await there.bot.ended.wait()
        await there.kill()
    there.start()
    await there.polled()
    return times


async def finish(there: Town, seconds: float) -> bool:
    return await there.stage.calm(seconds, there.finished)


async def reckon(there: Town, began: float, size: Size, seed: int) -> Outcome:
    calm = await finish(there, size.seconds)
    accounts = await settle(there.stage, there.residents, there.groups)
    if not calm:
        accounts.wrong.insert(0, f"no calm within {size.seconds} seconds")
    return Outcome(accounts, time.monotonic() - began, {})


def verdict(outcome: Outcome, there: Town, seed: int) -> Outcome:
    """Raises when anything was lost."""
    if outcome.accounts.wrong:
        log = there.stage.log.read_text()[-6000:] if there.stage.log.exists() else ""
        told = "\n".join([*outcome.accounts.wrong[:40], *there.stuck()[:2], log])
        raise AssertionError(f"seed {seed}; {outcome}\n{told}")
    return outcome
