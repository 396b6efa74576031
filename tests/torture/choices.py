"""Scenario: the bot is killed again and again while a village chooses; receipts and counts agree."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.domain import consultations as asking
from bot.domain.consultations import Kind, Option, Rule
from bot.domain.directions import Direction
from bot.domain.people import CONSENT_VERSION, Consent, Language
from bot.services.consultations import ConsultationService
from bot.views.callbacks.consultations import CastButton, ChooseButton, ConsultationButton
from sandbox.person import Person
from storage import ballots, consultations, people
from storage.database import Transaction, connect
from tests.conftest import BAISERKE, BAISERKE_DISTRICT, KEYS, fill
from tests.torture.accounts import Accounts
from tests.torture.crowd import Someone, Wish
from tests.torture.kills import fall
from tests.torture.phone import Json, buttons
from tests.torture.scenario import Outcome, Size
from tests.torture.stage import Blow, Stage, blows, stage

OPTIONS = 5
MINDS = 3  # at most so often somebody changes theirs
CALLS = 9  # of the bot about one person, roughly
CLOSES = timedelta(days=9)
RECEIPT = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")
CHOSEN = re.compile(r"№(\d)")


class Chooser(Someone):
    """Chooses, and changes their mind; presses everything twice when in a hurry."""

    def __init__(self, person: Person, plan: list[int], patience: float, *, hasty: bool) -> None:
        super().__init__(person, person.id, patience)
        self.plan = plan  # one option after the other; the last is meant
        self.hasty = hasty
        self.receipts: set[str] = set()
        self.finished = asyncio.Event()
        self._turn = 0

    def wishes(self) -> Iterator[Wish]:
        message = next((one for one in self.phone.bots() if _page(one)), None)
        if message is None:
            yield Wish("begin", lambda: self.person.send("/consultations"))
        elif options := {one.number: one for one in buttons(message, ChooseButton)}:
            yield from self._choose(message, options)
        else:
            yield from self._go_on(message)

    def _choose(self, message: Json, options: dict[int, ChooseButton]) -> Iterator[Wish]:
        wanted, confirm = options[self.plan[self._turn]], buttons(message, CastButton)
        if wanted.chosen:
            yield self._press(message, wanted, times=2 if self.hasty else 1)
        elif confirm:
            yield self._press(message, confirm[0], times=2 if self.hasty else 1)
        else:  # it counts already: an answer to the press was lost
            yield Wish(("look", message.get("edit_date")), lambda: self.person.send("/consultations"))

    def _go_on(self, message: Json) -> Iterator[Wish]:
        way = buttons(message, ConsultationButton)[0]
        if not way.again:
            yield self._press(message, way)
            return
        self.receipts.update(RECEIPT.findall(message["text"]))
        if CHOSEN.findall(message["text"]) == [str(self.plan[self._turn])]:
            if self._turn == len(self.plan) - 1:
                self.finished.set()
                return
            self._turn += 1
        yield self._press(message, way)


def _page(message: Json) -> bool:
    return bool(buttons(message, ChooseButton) or buttons(message, ConsultationButton))


async def choices(size: Size, folder: Path, database_url: str, seed: int) -> Outcome:
    async with stage(folder, database_url) as there:
        began = time.monotonic()
        chance = Random(seed)
        await there.administrator()
        persons = [await there.client.person("Тұрғын") for _ in range(size.people)]
        key = await _opened(database_url, persons, chance)
        crowd = [_chooser(person, chance, size.patience) for person in persons]
        there.start()
        living = [asyncio.create_task(one.live()) for one in crowd]
        first = there.watch.calls
        for number, blow in enumerate(blows(chance, size.kills)):
            await _struck(there, blow, first + int(number * len(crowd) * CALLS * 0.7 / size.kills), crowd)
        outcome = Outcome("choices, kill -9", seed, Accounts(), 0.0)
        if not await there.calm(size.seconds, lambda: _finished(crowd)):
            outcome.wrong(f"no calm within {size.seconds} seconds")
        for one in living:
            one.cancel()
        await there.stop()
        await _reckon(outcome, database_url, key, crowd)
        outcome.seconds = time.monotonic() - began
        outcome.figures |= {"people": len(crowd), "kills": len(there.killed)}
        if outcome.accounts.wrong:
            raise AssertionError(
                "\n".join([str(outcome), *outcome.accounts.wrong[:40], there.log.read_text()[-4000:]])
            )
        return outcome


def _chooser(person: Person, chance: Random, patience: float) -> Chooser:
    plan = [1 + chance.randrange(OPTIONS)]
    for _ in range(chance.randrange(MINDS)):
        plan.append(chance.choice([one for one in range(1, OPTIONS + 1) if one != plan[-1]]))
    return Chooser(person, plan, patience, hasty=chance.random() < 0.3)


async def _finished(crowd: list[Chooser]) -> bool:
    return all(one.finished.is_set() for one in crowd)


async def _struck(there: Stage, blow: Blow, calls: int, crowd: list[Chooser]) -> None:
    """Until the blow has fallen, or everybody is done; the bot runs again afterwards."""
    struck = asyncio.create_task(fall(there, blow, calls))
    done = asyncio.create_task(there.calm(600, lambda: _finished(crowd)))
    await asyncio.wait([struck, done], return_when=asyncio.FIRST_COMPLETED)
    struck.cancel()
    done.cancel()
    if there.bot.ended.is_set():
        there.start()


async def _opened(database_url: str, persons: list[Person], chance: Random) -> int:
    """Past the bot, which is not started yet: everybody lives there, and one choice is asked for."""
    await fill(database_url)
    database, now = await connect(database_url, KEYS), datetime.now(UTC)

    async def ask(tx: Transaction) -> int:
        for person in persons:
            language = chance.choice(list(Language))
            person_id = await people.add(tx, person.id, language)
            await people.add_consent(
                tx, person_id, Consent(CONSENT_VERSION, language, agreed=True, decided_at=now)
            )
            await people.set_village(tx, person_id, BAISERKE)
        key = await consultations.add(tx, BAISERKE_DISTRICT, Kind.ONE, person_id, now)
        drafted = await consultations.by_id(tx, key)
        assert drafted is not None
        opened = replace(drafted, title_kk="Қай көше?", title_ru="Какая улица?", rule=Rule.MOST)
        opened = replace(opened, stage=asking.Stage.OPEN, opens_at=now, closes_at=now + CLOSES)
        await consultations.save(tx, opened)
        options = [Option(n, Direction.ROADS, f"№{n} көше", f"Улица №{n}") for n in range(1, OPTIONS + 1)]
        await consultations.set_options(tx, key, options)
        return key

    try:
        return await database.write(ask)
    finally:
        await database.close()


async def _reckon(outcome: Outcome, database_url: str, key: int, crowd: list[Chooser]) -> None:
    """One ballot each, the one that was seen last; then counts and receipts, when it is closed."""
    database = await connect(database_url, KEYS)

    async def kept(tx: Transaction) -> list[ballots.Ballot]:
        found = []
        for one in crowd:
            person = await people.by_account(tx, one.person.id)
            assert person is not None
            found.append(await ballots.of(tx, person.id, key))
        return found

    for one, ballot in zip(crowd, await database.read(kept), strict=True):
        outcome.accounts.expect("what was chosen", str(ballot.choice), str(one.plan[-1]))
        outcome.accounts.expect("receipts seen", one.receipts, {ballot.receipt})
    await ConsultationService(database, (), "0" * 64).tick(datetime.now(UTC) + CLOSES)

    async def came(tx: Transaction) -> tuple[Counter[str], list[str]]:
        counted = await ballots.counted(tx, key)
        return Counter({choice: number for (_, choice), number in counted.items()}), list(
            await ballots.receipts(tx, key)
        )

    counts, codes = await database.read(came)
    await database.close()
    outcome.accounts.expect("the count", counts, Counter(str(one.plan[-1]) for one in crowd))
    outcome.accounts.expect("the receipts", codes, sorted(code for one in crowd for code in one.receipts))
