"""Scenarios: the bot is stopped with a signal, starts with much to do, meets another of itself, loses Telegram."""

import time
from pathlib import Path

from bot.domain.shifts import TERM
from bot.inbox import AT_ONCE
from bot.sender import SLOTS
from bot.views.callbacks.reports import NewReportButton
from tests.torture.bot import Manner
from tests.torture.crowd import Resident
from tests.torture.phone import buttons
from tests.torture.scenario import KINDS, Outcome, Size, finish, reckon, town, verdict
from tests.torture.stage import Away
from tests.torture.town import ILE, Town, found_second_district, villages

STOPS = 4
LONGEST_STOP = 15.0  # seconds; a container gets thirty
WORDS = 60  # of each, while the bot is away
ABSENCE = 120  # calls that find Telegram out of reach


async def gather(there: Town, size: Size, database_url: str) -> None:
    """A running bot, two groups, and people who begin."""
    there.stage.start()
    await there.stage.polled()
    await found_second_district(database_url)
    homes = villages(2)
    for kato in (ILE, homes[0].district):
        await there.bind(kato)
    await there.people(size.people, size.reports, homes)
    there.begin()


async def signals(size: Size, folder: Path, database_url: str, seed: int) -> Outcome:
    """SIGTERM again and again: what was begun is finished, so nothing at all is told twice."""
    async with town(folder, database_url, seed, size) as there:
        began = time.monotonic()
        await gather(there, size, database_url)
        longest, left = 0.0, 0
        for _ in range(STOPS):
            await there.stage.watch.reach(there.stage.watch.calls + there.chance.randrange(20, 60))
            asked = time.monotonic()
            code = await there.stage.stop()
            longest = max(longest, time.monotonic() - asked)
            left += sum((await there.stage.inspect()).hands.values())
            assert code == 0, f"seed {seed}: the bot ended with {code}\n{there.stage.log.read_text()[-3000:]}"
            there.stage.start()
        outcome = await reckon("SIGTERM", there, began, size, seed)
        outcome.figures |= {"stops": STOPS, "longest": round(longest, 2), "waiting at a stop": left}
        if longest > LONGEST_STOP:
            outcome.wrong(f"a stop took {longest:.1f} seconds")
        for kind in KINDS:
            outcome.accounts.expect(f"{kind} again", outcome.accounts.repeated(kind), 0)
        letters = sum(
            count for one in there.stage.killed for (kind, _), count in one.hands.items() if kind != "receipt"
        )
        outcome.accounts.expect("letters in hand after a stop", letters, 0)
        return verdict(outcome, there)


async def twins(size: Size, folder: Path, database_url: str, seed: int) -> Outcome:
    """A second bot starts beside the first, as in a careless deployment; then the first is killed."""
    async with town(folder, database_url, seed, size) as there:
        there.stage.manner = Manner(term=TERM)
        began = time.monotonic()
        await gather(there, size, database_url)
        first = there.stage.bot
        await there.stage.watch.reach(there.stage.watch.calls + 100)
        there.stage.start()
        await there.stage.watch.reach(there.stage.watch.calls + 200)
        first.kill()
        await first.wait()
        outcome = await reckon("two at once", there, began, size, seed)
        # What both had in hand may begin a report once more after it was sent: an empty draft, which harms nobody.
        outcome.accounts.wrong = [one for one in outcome.accounts.wrong if not one.startswith("drafts left")]
        # What was in the first's hands when it was killed; and the updates that the second found in them.
        for kind, most in {
            "card": SLOTS,
            "attachments": SLOTS,
            "news": SLOTS,
            "receipt": 2 * AT_ONCE,
        }.items():
            if outcome.accounts.repeated(kind) > most:
                outcome.wrong(f"{kind} came {outcome.accounts.repeated(kind)} times more")
        return verdict(outcome, there)


async def absence(size: Size, folder: Path, database_url: str, seed: int) -> Outcome:
    """Telegram cannot be reached for a while, in the middle of everything."""
    async with town(folder, database_url, seed, size) as there:
        began = time.monotonic()
        await gather(there, size, database_url)
        await there.stage.watch.reach(there.stage.watch.calls + 100)
        with Away(there.stage.watch):
            await there.stage.watch.reach(there.stage.watch.calls + ABSENCE)
        outcome = await reckon("Telegram away", there, began, size, seed)
        for kind in KINDS:
            outcome.accounts.expect(f"{kind} again", outcome.accounts.repeated(kind), 0)
        return verdict(outcome, there)


async def backlog(size: Size, folder: Path, database_url: str, seed: int) -> Outcome:
    """The bot comes back to thousands of messages, dies half-way, comes back: each answered, in order.

    Nobody wrote faster than people do.
    """
    async with town(folder, database_url, seed, size) as there:
        began = time.monotonic()
        await gather(there, size, database_url)
        assert await finish(there, size.seconds), f"seed {seed}: no calm before the stop\n{there.stuck()[:2]}"
        await there.stage.stop()
        said: dict[int, list[int]] = {one.person.id: [] for one in there.residents}
        for number in range(WORDS):
            for one in there.residents:
                message = await one.person.send(f"{number}")
                said[one.person.id].append(message["message_id"])
            await there.stage.client.advance(2)
        there.stage.start()
        await there.stage.watch.reach(there.stage.watch.calls + size.people * WORDS // 2)
        await there.stage.kill()
        there.stage.start()
        outcome = await reckon("backlog", there, began, size, seed)
        outcome.figures["backlog"] = size.people * WORDS
        for one in there.residents:
            outcome.accounts.expect(f"order of {one.person.first_name}", answered(one), said[one.person.id])
        return verdict(outcome, there)


def answered(resident: Resident) -> list[int]:
    """The messages whose meaning the bot has asked about, in the order of its first answers."""
    asked = [one for one in reversed(list(resident.phone.bots())) if buttons(one, NewReportButton)]
    return list(
        dict.fromkeys(one["reply_to_message"]["message_id"] for one in asked if "reply_to_message" in one)
    )
