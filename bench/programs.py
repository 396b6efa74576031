"""A bot as a program of its own, and the local Telegram it speaks to."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bench.residents import Answered, Residents
from sandbox import groups
from sandbox.server import Sandbox

ROOT = Path(__file__).parent.parent
TOKEN = "1000001:BENCH-BENCH-BENCH-BENCH-BENCH-BENCH"


def cores() -> tuple[int, int]:
    """One for the sandbox and its people, one for the bots; the same one where there is no other."""
    free = sorted(os.sched_getaffinity(0))
    return free[0], free[-1]


@dataclass(frozen=True)
class Measured:
    """Of one round; `cpu` is the bot's processor time, `stand` that of the sandbox and its people, in seconds."""

    answered: Answered
    cpu: float
    stand: float

    @property
    def rate(self) -> float:
        return self.answered.updates / self.answered.seconds

    @property
    def cpu_an_update(self) -> float:
        return self.cpu / self.answered.updates


class Stand:
    """A sandbox of its own for one bot, with residents and groups."""

    def __init__(self, sandbox: Sandbox, group_count: int, residents: Iterable[int]) -> None:
        world = sandbox.world
        owner = world.add_user(first_name="Moderator")
        made = [groups.create(world, "Moderators", "supergroup", owner, []) for _ in range(group_count)]
        for group in made:
            groups.set_member(world, group, world.bot, "administrator")
        self.groups = [group.id for group in made]
        self.sandbox = sandbox
        self.residents = Residents(world, residents)

    @classmethod
    async def open(cls, group_count: int, residents: Iterable[int], *, rates: bool = False) -> Self:
        return cls(await Sandbox.start(port=0, token=TOKEN, rates=rates), group_count, residents)

    async def close(self) -> None:
        await self.sandbox.stop()


class Program:
    """A bot; idle while another is measured."""

    def __init__(self, stand: Stand, core: int, module: str, *arguments: str) -> None:
        self._stand = stand
        self._core = core
        self._command = [sys.executable, "-m", module, stand.sandbox.url, TOKEN, *arguments]
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> float:
        """Seconds from nothing to the first answer; the question waits already."""
        self._stand.sandbox.world.updates.drop()
        asked = asyncio.create_task(self._stand.residents.first_answer())
        began = time.perf_counter()
        self._process = await asyncio.create_subprocess_exec(*self._command, cwd=ROOT)
        os.sched_setaffinity(self._process.pid, {self._core})
        return await asked - began

    async def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            await self._process.wait()
            self._process = None

    def look(self) -> None:
        """Let the program sample where its time goes from now on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGUSR1)

    async def hurry(self, reports: int, at_once: int) -> Measured:
        """As many updates as the bot can bear, from so many residents at once."""
        return await self._measure(lambda people: people.hurry(reports, at_once))

    async def stroll(self, reports: int, rate: float) -> Measured:
        """So many updates a second."""
        return await self._measure(lambda people: people.stroll(reports, rate))

    async def _measure(self, go: Callable[[Residents], Awaitable[Answered]]) -> Measured:
        cpu, stand = self.cpu(), time.process_time()
        answered = await go(self._stand.residents)
        measured = Measured(answered, self.cpu() - cpu, time.process_time() - stand)
        self._stand.residents.forget()
        return measured

    def cpu(self) -> float:
        """Processor time of the process so far, all its threads together, in seconds."""
        threads = (self._proc() / "task").glob("*/schedstat")
        return sum(int(thread.read_text("utf-8").split()[0]) for thread in threads) / 1e9

    def peak_memory(self) -> float:
        """In megabytes."""
        return self._status("VmHWM")

    def memory(self) -> float:
        """In megabytes, now."""
        return self._status("VmRSS")

    def _status(self, name: str) -> float:
        lines = (self._proc() / "status").read_text("utf-8").splitlines()
        (line,) = (line for line in lines if line.startswith(f"{name}:"))
        return int(line.split()[1]) / 1024

    def _proc(self) -> Path:
        assert self._process is not None
        return Path(f"/proc/{self._process.pid}")
