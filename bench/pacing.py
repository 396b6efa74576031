"""A letter to everybody: how near it comes to the thirty a second that Telegram permits, and whether it goes over.

Run as a program, this is our bot with its pace, which notes when each message leaves.
"""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench import ours, seeding
from bench.programs import Program, Stand
from bench.residents import Ear
from bench.sampling import Sampler
from bot.domain.letters import LetterKind, NewLetter, Priority, to_person
from bot.domain.territories import Level
from bot.pace import Pace
from sandbox.faults import Fault
from sandbox.wire import Json
from storage import letters, people
from storage.database import Transaction, connect
from storage.keys import Keys

PERMITTED = 30  # a second
TRIP = 0.06  # seconds that each message is on its way, besides the real one
KIND = LetterKind.GROUP_LOST  # any that is one message; its subject is a territory


@dataclass(frozen=True)
class Broadcast:
    """When each message left and arrived; processor time in seconds, memory in megabytes."""

    left: Sequence[float]
    arrived: Sequence[float]
    refused: int
    cpu: float
    memory: tuple[float, float]

    @property
    def share(self) -> float:
        """Of what is permitted."""
        return (len(self.arrived) - 1) / (self.arrived[-1] - self.arrived[0]) / PERMITTED

    @property
    def cpu_a_letter(self) -> float:
        return self.cpu / len(self.arrived)


def fullest(moments: Sequence[float]) -> int:
    """The most in any one second."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


async def broadcast(folder: Path, core: int, recipients: int) -> Broadcast:
    numbers, url, notes = range(recipients), f"sqlite:///{folder / 'broadcast.db'}", folder / "left.json"
    units = seeding.territories(Level.UNIT)
    stand = await Stand.open(len(units), map(seeding.account, numbers), rates=True)
    stand.sandbox.world.faults.add(Fault("slow", "sendMessage", times=None, seconds=TRIP))
    await seeding.seed(url, stand.groups, numbers)
    program = Program(stand, core, "bench.pacing", url, str(notes))
    await program.start()
    arrived, over = _arrivals(stand, recipients)
    cpu, before = program.cpu(), program.memory()
    await _leave(url, numbers, int(units[0].kato))
    await over.wait()
    cpu, memory = program.cpu() - cpu, (before, program.memory())
    await program.stop()
    await stand.close()
    left = json.loads(notes.read_text("utf-8"))[-recipients:]
    return Broadcast(left, arrived, stand.sandbox.world.rates.exceeded, cpu, memory)


def _arrivals(stand: Stand, awaited: int) -> tuple[list[float], asyncio.Event]:
    """The moments at which messages arrive, and whether all have."""
    arrived, over = [], asyncio.Event()

    def heard(kind: str, _: int | None, __: Json) -> None:
        if kind == "message":
            arrived.append(time.monotonic())
            if len(arrived) == awaited:
                over.set()

    stand.sandbox.world.events = Ear(heard)
    return arrived, over


async def _leave(url: str, numbers: Sequence[int], subject: int) -> None:
    """A letter to each, all due now."""
    now = datetime.now(UTC)

    async def unit(tx: Transaction) -> None:
        for number in numbers:
            person = await people.by_account(tx, seeding.account(number))
            assert person is not None
            name = f"broadcast:{person.id}"
            await letters.leave(tx, NewLetter(name, to_person(person.id), KIND, subject, Priority.BULK, now))

    database = await connect(url, Keys(seeding.SECRET))
    await database.write(unit)
    await database.close()


class Noting(Pace):
    """The bot's own, which also notes when its turns come."""

    def __init__(self) -> None:
        super().__init__()
        self.left: list[float] = []

    @asynccontextmanager
    async def turn(self, chat_id: int, *, messages: int = 1, urgent: bool = True) -> AsyncIterator[None]:
        async with super().turn(chat_id, messages=messages, urgent=urgent):
            self.left.append(time.monotonic())
            yield


if __name__ == "__main__":
    _, given_url, given_token, given_database, given_notes = sys.argv
    noting = Noting()
    asyncio.run(ours.run(given_url, given_token, given_database, Sampler(), noting))
    Path(given_notes).write_text(json.dumps(noting.left), encoding="utf-8")
