"""Scenario: everything Telegram, residents and groups can do to a bot, but for killing it."""

import asyncio
import re
import time
from collections import Counter
from pathlib import Path

from sandbox.client import Client
from tests.torture.crowd import Errand, Moderator, Wavering
from tests.torture.scenario import Outcome, Size, reckon, town, verdict
from tests.torture.town import ILE, Town, found_second_district, villages

UNDECODABLE = 3
DUPLICATES = 40
SILENT = {"can_send_messages": False}


async def faults(size: Size, folder: Path, database_url: str, seed: int) -> Outcome:
    async with town(folder, database_url, seed, size) as there:
        began = time.monotonic()
        there.stage.start()
        await there.stage.polled()
        await found_second_district(database_url)
        await there.administrator.start()
        homes = villages(5)
        whole = await there.bind(ILE)
        kicking = await there.bind(homes[0].district)
        growing = await there.bind(homes[1].unit, kind="group")
        silencing = await there.bind(homes[2].unit)
        await arm(there.stage.client, seed, whole)
        await there.people(size.people, size.reports, homes)
        await waver(there)
        there.begin()
        await asyncio.gather(
            kick(there, kicking, homes[0].unit),
            migrate(there, growing),
            silence(there, silencing, homes[2].unit),
        )
        outcome = await reckon("faults", there, began, size, seed, quarantined=UNDECODABLE)
        await bound(outcome, there)
        return verdict(outcome, there)


async def arm(client: Client, seed: int, group: int) -> None:
    """About one call in twenty goes wrong."""
    often = {"times": None, "probability": 0.01, "seed": seed}
    for kind in (
        "too_many_requests",
        "bad_gateway",
        "internal_error",
        "reset_before_effect",
        "reset_after_effect",
    ):
        await client.fault(kind, **often)
    await client.fault("slow", times=None, probability=0.03, seconds=0.3, seed=seed)
    await client.fault("bad_gateway", method="getUpdates", times=1)
    await client.fault("reset_after_effect", method="getUpdates", times=2, probability=0.2)
    await client.fault("too_many_requests", method="getUpdates", times=1, probability=0.1)
    await client.fault("message_deleted", method="editMessageText", times=2, chat_id=group)
    await client.fault("duplicate_update", times=DUPLICATES)
    await client.fault("undecodable_update", times=UNDECODABLE)


async def waver(there: Town) -> None:
    """Two residents block the bot while it has something to tell them."""
    ledger = there.stage.ledger

    async def waits(telegram_id: int) -> None:
        await ledger.until(lambda: ledger.held_for(telegram_id))

    for number in (0, 1):
        steady = there.residents[number]
        first = steady.errands[0]
        album = Errand(first.text, first.category, pictures=3, place=first.place)
        planned = [album, *steady.errands[1:]]
        there.residents[number] = Wavering(
            steady.person, steady.village, planned, steady.language, steady.patience, waits=waits
        )


async def kick(there: Town, group: int, unit: str) -> None:
    """The bot is put out of the group when the first card comes, and taken back when letters wait."""
    await first_card(there, group)
    await there.stage.client.member(group, None, "kicked")
    await taken_back(there, group, unit)


async def silence(there: Town, group: int, unit: str) -> None:
    await first_card(there, group)
    await there.stage.client.member(group, None, "restricted", permissions=SILENT)
    await taken_back(there, group, unit)


async def first_card(there: Town, group: int) -> None:
    await there.administrator.sees(re.compile(r"^№ \d\d-\d+ · "), chat=group, timeout=60)


async def taken_back(there: Town, group: int, unit: str) -> None:
    ledger = there.stage.ledger
    await ledger.until(lambda: ledger.held_for_group(unit))
    await there.stage.client.member(group, None, "administrator")


async def migrate(there: Town, group: int) -> None:
    """The moderators go on in the supergroup, and ask for the cards they had."""
    await first_card(there, group)
    staff = there.leave(group)
    ledger, client = there.stage.ledger, there.stage.client
    grown = int((await client.migrate(group))["id"])
    there.groups.append(grown)
    await ledger.until(lambda: ledger.bound(grown))
    for one in staff:
        there.add(Moderator(one.person, grown, one.patience, one.share))
    for number in {number for one in staff for number in one.numbers.values()}:
        await staff[0].person.send(f"/r {number}", chat=grown)


async def bound(outcome: Outcome, there: Town) -> None:
    """Nothing is told again but what Telegram took without saying so, or somebody deleted."""
    watch = there.stage.watch
    outcome.figures["strikes"] = watch.strikes.total()
    unanswered = Counter[str]()
    for (method, chat_id), count in watch.resets.items():
        unanswered[f"{method} to {'group' if isinstance(chat_id, int) and chat_id < 0 else 'person'}"] += (
            count
        )
    outcome.figures["unanswered"] = unanswered.total()
    cards = unanswered["sendMessage to group"] + watch.strikes["message_deleted"]
    files = unanswered["sendMediaGroup to group"] + unanswered["sendPhoto to group"]
    answers = unanswered["sendMessage to person"] + unanswered["editMessageText to person"]
    for kind, most in {"card": cards, "attachments": files, "news": answers, "receipt": answers}.items():
        if outcome.accounts.repeated(kind) > most:
            outcome.wrong(f"{kind} came {outcome.accounts.repeated(kind)} times more, {most} unanswered")
    warned = [one for one in await there.administrator.transcript() if "⚠️" in one.get("text", "")]
    if len(warned) < 2:
        outcome.wrong(f"the administrator was warned of lost groups {len(warned)} times")
