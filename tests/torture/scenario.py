"""What all scenarios share: a town, a deadline, calm at the end, and a reckoning that names the seed."""

import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.accounts import Accounts, settle
from tests.torture.stage import stage
from tests.torture.town import Town

PATIENCE = 3.0  # seconds until somebody presses again
KINDS = ("card", "attachments", "news", "receipt")


@dataclass(frozen=True)
class Size:
    people: int
    reports: int  # of each
    kills: int = 0
    seconds: float = 120.0  # the deadline
    patience: float = PATIENCE


@dataclass
class Outcome:
    """What a scenario has shown."""

    name: str
    seed: int
    accounts: Accounts
    seconds: float
    figures: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        told = {"seed": self.seed, "seconds": round(self.seconds, 1), **self.figures}
        if self.accounts.reports:
            told["reports"] = self.accounts.reports
            told |= {f"{kind} again": self.accounts.repeated(kind) for kind in KINDS}
        return f"{self.name}: " + ", ".join(f"{name} {value}" for name, value in told.items())

    def wrong(self, what: str) -> None:
        self.accounts.wrong.append(what)


@asynccontextmanager
async def town(
    folder: Path, database_url: str, seed: int, size: Size, *, rates: bool = False
) -> AsyncIterator[Town]:
    """Nobody there yet but the bot's administrator; the bot is not started."""
    async with stage(folder, database_url, rates=rates) as there:
        built = Town(there, random.Random(seed), size.patience)
        built.administrator = await there.administrator()
        try:
            yield built
        finally:
            await built.close()


async def finish(there: Town, seconds: float) -> bool:
    return await there.stage.calm(seconds, there.finished)


async def reckon(
    name: str, there: Town, began: float, size: Size, seed: int, *, quarantined: int = 0
) -> Outcome:
    """Wait for calm and count."""
    calm = await finish(there, size.seconds)
    seconds = time.monotonic() - began
    accounts = await settle(there.stage, there.residents, there.groups, there.left, quarantined=quarantined)
    if not calm:
        accounts.wrong.insert(0, f"no calm within {size.seconds} seconds")
    outcome = Outcome(name, seed, accounts, seconds, {"calls": there.stage.watch.calls})
    summary = await there.stage.client.summary()
    accounts.expect("calls that Telegram does not know", summary["invalid_calls"], 0)
    return outcome


def verdict(outcome: Outcome, there: Town) -> Outcome:
    """Raises when anything was lost."""
    if outcome.accounts.wrong:
        log = there.stage.log.read_text()[-6000:] if there.stage.log.exists() else ""
        raise AssertionError("\n".join([str(outcome), *outcome.accounts.wrong[:40], *there.stuck()[:2], log]))
    return outcome
