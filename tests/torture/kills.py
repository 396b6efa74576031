"""Scenario: the bot is killed at its start, then at aimed and random moments while people report."""

import asyncio
import random
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.torture.crowd import disputed
from tests.torture.scenario import Outcome, Size, finish, reckon, town, verdict
from tests.torture.stage import Blow, Stage, blows
from tests.torture.town import ILE, Town, found_second_district, villages

CALLS = 18  # of the bot about one report, roughly


async def kills(size: Size, folder: Path, database_url: str, seed: int) -> Outcome:
    async with town(folder, database_url, seed, size) as there:
        began = time.monotonic()
        births = await kill_at_birth(there.stage, there.chance, max(size.kills // 4, 1))
        homes = villages(4)
        await found_second_district(database_url)
        for kato in (ILE, homes[0].district, homes[1].unit):
            await there.bind(kato)
        await there.people(size.people, size.reports, homes)
        there.begin()
        first = there.stage.watch.calls
        step = len(there) * CALLS * 0.8 / max(size.kills - births, 1)
        for number, blow in enumerate(blows(there.chance, size.kills - births)):
            await next_life(there, blow, first + int(number * step), size.seconds)
        outcome = await reckon("kill -9", there, began, size, seed)
        outcome.figures["kills"] = len(there.stage.killed)
        bound(outcome, there)
        if len(there.stage.killed) < size.kills:
            outcome.wrong(f"{size.kills} kills were wanted")
        return verdict(outcome, there)


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


async def next_life(there: Town, blow: Blow, calls: int, seconds: float) -> None:
    """Until the blow strikes, some time after so many calls, and a start after it; or until all is done."""
    done = asyncio.create_task(finish(there, seconds))
    struck = asyncio.create_task(fall(there.stage, blow, calls))
    await asyncio.wait([struck, done], return_when=asyncio.FIRST_COMPLETED)
    done.cancel()
    struck.cancel()
    if there.stage.bot.ended.is_set():
        there.stage.start()


async def fall(there: Stage, blow: Blow, calls: int) -> None:
    await there.watch.reach(calls)
    await there.strike(blow)


def bound(outcome: Outcome, there: Town) -> None:
    """Nothing is told again but what was in the bot's hands when it was killed."""
    killed = there.stage.killed
    hands = sum((one.hands for one in killed), Counter[tuple[str, int]]())
    outcome.figures["letters in flight"] = sum(
        count for (kind, _), count in hands.items() if kind != "receipt"
    )
    for (kind, subject), again in outcome.accounts.again.items():
        heirs = len(killed) if kind == "card" and disputed(subject) else 0  # an old card may outlive its heir
        if again > hands[kind, subject] + heirs:
            outcome.wrong(f"{kind} of {subject} came {again} times more, {hands[kind, subject]} in flight")
