"""Scenario: Telegram's limits are held against the bot, whose own pace has to keep within them."""

import asyncio
import time
from collections import Counter
from pathlib import Path

from tests.torture.scenario import Outcome, Size, reckon, town, verdict
from tests.torture.town import Town, found_second_district, villages

UNITS = 24  # each with a group of its own: a group gets twenty messages a minute
COUNTED = ("send", "edit")


async def pace(size: Size, folder: Path, database_url: str, seed: int) -> Outcome:
    async with town(folder, database_url, seed, size, rates=True) as there:
        began = time.monotonic()
        there.stage.start()
        await there.stage.polled()
        await found_second_district(database_url)
        homes = villages(UNITS)
        await asyncio.gather(*(there.bind(home.unit, moderators=1) for home in homes))
        await there.people(size.people, size.reports, homes)
        there.begin()
        outcome = await reckon("pace", there, began, size, seed)
        summary = await there.stage.client.summary()
        outcome.accounts.expect("calls over Telegram's limits", summary["limits_exceeded"], 0)
        outcome.figures |= await speed(there)
        for kind in ("card", "attachments", "news", "receipt"):
            outcome.accounts.expect(f"{kind} again", outcome.accounts.repeated(kind), 0)
        return verdict(outcome, there)


async def speed(there: Town) -> dict[str, object]:
    """How many messages went in all, and in the fullest second."""
    calls = await there.stage.client.calls()
    moments = [call["at"] for call in calls if call["status"] == 200 and call["method"].startswith(COUNTED)]
    return {"messages": len(moments), "in a second at most": max(Counter(map(int, moments)).values())}
