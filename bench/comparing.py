"""The comparison: both bots in one run, turn by turn, so that whatever else the machine does meets both."""

import asyncio
import gc
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from bench import seeding
from bench.casting import Cast, cast
from bench.counting import Counted, count
from bench.crowding import crowd
from bench.digesting import Digested, digest
from bench.likening import Liked, judged, liken
from bench.pacing import Broadcast, broadcast
from bench.programs import Measured, Program, Stand
from bench.searching import Searched, search
from bench.writing import Written, write
from bot.domain.territories import Level
from tests.troubles import Quality

BARE = "bare"
RATE = 100.0  # updates a second when it is not
ACTIVE = 500  # residents who take turns; the others are only in the database


@dataclass(frozen=True)
class Plan:
    """How much is done; `postgres` gives the address of an empty database on a server that lets us make more, if there is one."""

    at_once: int = 50  # residents who report at the same time when the bot is to be saturated
    rounds: int = 9
    hurried: int = 60
    strolls: int = 4
    strolled: int = 90
    starts: int = 3
    sizes: Sequence[int] = (1_000, 1_000_000)
    profiled: int = 200
    searches: int = 3000
    broadcast: int = 1800  # letters: a minute's worth
    reminded: int = 1_000_000
    counted: int = 100_000  # ballots of a consultation
    chosen: Sequence[int] = (1_000, 1_000_000)  # ballots that are there when somebody chooses
    likened: int = 1_000_000  # reports among which the same trouble is looked for
    digested: Sequence[int] = (10_000, 40_000, 1_000_000)  # reports that a district ever had
    postgres: str | None = None

    @property
    def ours(self) -> str:
        """The one of ours that is compared with the bare one: with the fewest residents."""
        return str(self.sizes[0])


QUICK = Plan(
    rounds=5,
    strolls=1,
    starts=1,
    profiled=60,
    searches=500,
    broadcast=300,
    reminded=50_000,
    counted=10_000,
    chosen=(1_000, 50_000),
    likened=50_000,
    digested=(10_000, 40_000, 100_000),
)


@dataclass
class Results:
    """By the bot's name: `bare`, a number of residents, or `postgres`."""

    plan: Plan
    hurried: dict[str, list[Measured]] = field(default_factory=lambda: defaultdict(list))
    strolled: dict[str, list[Measured]] = field(default_factory=lambda: defaultdict(list))
    starts: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[str, float] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    searched: dict[str, Searched] = field(default_factory=dict)
    broadcast: Broadcast | None = None
    written: dict[str, Written] = field(default_factory=dict)
    counted: list[Counted] = field(default_factory=list)
    cast: dict[str, list[Cast]] = field(default_factory=dict)
    judged: dict[str, Quality] = field(default_factory=dict)
    liked: dict[str, Liked] = field(default_factory=dict)
    digested: dict[str, list[Digested]] = field(default_factory=dict)


@dataclass(frozen=True)
class Workshop:
    """What the programs are started with."""

    folder: Path
    core: int
    leaving: AsyncExitStack

    async def bare(self) -> Program:
        stand = await self._stand(ACTIVE)
        return self._kept(Program(stand, self.core, "bench.bare", *map(str, stand.groups)))

    async def ours(self, name: str, residents: int) -> Program:
        """On SQLite: those who speak are settled by the use cases, the others are written beside them."""
        stand, file, active = await self._stand(residents), self.folder / f"{name}.db", _active(residents)
        await seeding.seed(f"sqlite:///{file}", stand.groups, active)
        crowd(file, residents - len(active), stand.groups[0])
        return self._program(name, stand, f"sqlite:///{file}")

    async def on_postgres(self, residents: int, url: str) -> Program:
        """All of them settled by the use cases."""
        stand = await self._stand(residents)
        await seeding.seed(url, stand.groups, range(residents))
        return self._program("postgres", stand, url)

    def _program(self, name: str, stand: Stand, url: str) -> Program:
        return self._kept(Program(stand, self.core, "bench.ours", url, str(self.shares(name))))

    async def _stand(self, residents: int) -> Stand:
        active = _active(residents)
        stand = await Stand.open(len(seeding.territories(Level.UNIT)), map(seeding.account, active))
        self.leaving.push_async_callback(stand.close)
        return stand

    def _kept(self, program: Program) -> Program:
        self.leaving.push_async_callback(program.stop)
        return program

    def shares(self, name: str) -> Path:
        """Where the program of this name leaves what its sampler has seen."""
        return self.folder / f"{name}.json"


def _active(residents: int) -> range:
    """Those who speak, spread over all."""
    return range(0, residents, max(residents // ACTIVE, 1))


async def compare(plan: Plan, folder: Path, core: int, say: Callable[[str], None]) -> Results:
    """`folder` for the databases, `core` for the bots."""
    results = Results(plan)
    async with AsyncExitStack() as leaving:
        workshop = Workshop(folder, core, leaving)
        programs = {BARE: await workshop.bare()}
        for size in plan.sizes:
            say(f"seeding {size:,} residents")
            programs[str(size)] = await workshop.ours(str(size), size)
        if plan.postgres:
            programs["postgres"] = await workshop.on_postgres(plan.sizes[0], plan.postgres)
        await _start(plan, programs, results, say)
        async with _undisturbed():
            await _measure(plan, programs, results, say)
        for name, program in programs.items():
            results.memory[name] = program.peak_memory()
        if plan.profiled:
            say("profiling")
            await _profile(plan, programs[plan.ours])
            results.shares = json.loads(workshop.shares(plan.ours).read_text("utf-8"))
    say("broadcasting")
    results.broadcast = await broadcast(folder, core, plan.broadcast)
    say("writing reminders")
    async for engine, url in _engines(plan, folder, "reminders"):
        results.written[engine] = await write(url, core, plan.reminded)
    say("searching")
    async for engine, url in _engines(plan, folder, "country"):
        results.searched[engine] = await search(url, plan.searches)
    say("choosing")
    async for engine, url in _engines(plan, folder, "choosing"):
        results.cast[engine] = await cast(url, plan.chosen)
    say("likening")
    results.judged = judged()
    async for engine, url in _engines(plan, folder, "likening"):
        results.liked[engine] = await liken(url, plan.likened, plan.searches)
    say("reading digests")
    async for engine, url in _engines(plan, folder, "digests"):
        results.digested[engine] = await digest(url, plan.digested)
    say("counting")
    results.counted = count(plan.counted)
    return results


async def _engines(plan: Plan, folder: Path, name: str) -> AsyncIterator[tuple[str, str]]:
    """Each engine with the address of a new database: no part finds what another has left."""
    yield "SQLite", f"sqlite:///{folder / name}.db"
    if plan.postgres:
        import asyncpg  # noqa: PLC0415 - only where there is a PostgreSQL

        chief = await asyncpg.connect(plan.postgres)
        await chief.execute(f"CREATE DATABASE {name}")
        yield "PostgreSQL", urlsplit(plan.postgres)._replace(path=f"/{name}").geturl()
        await chief.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await chief.close()


async def _start(
    plan: Plan, programs: dict[str, Program], results: Results, say: Callable[[str], None]
) -> None:
    say("starting")
    for _ in range(plan.starts - 1):
        for name in (BARE, plan.ours):
            results.starts[name].append(await programs[name].start())
            await programs[name].stop()
    for name, program in programs.items():
        results.starts[name].append(await program.start())


async def _measure(
    plan: Plan, programs: dict[str, Program], results: Results, say: Callable[[str], None]
) -> None:
    names = list(programs)
    for name in names:
        await programs[name].hurry(plan.at_once, plan.at_once)
    for number in range(plan.rounds):
        say(f"round {number + 1} of {plan.rounds}")
        for name in names:
            results.hurried[name].append(await programs[name].hurry(plan.hurried, plan.at_once))
        names.reverse()
    strolling = [BARE, plan.ours, str(plan.sizes[-1])]
    for number in range(plan.strolls):
        say(f"{RATE:.0f} updates a second, {number + 1} of {plan.strolls}")
        for name in dict.fromkeys(strolling):
            results.strolled[name].append(await programs[name].stroll(plan.strolled, RATE))
        strolling.reverse()


async def _profile(plan: Plan, program: Program) -> None:
    """After all is measured, since looking costs time. The program tells what it has seen when it stops."""
    program.look()
    await asyncio.sleep(0.2)
    await program.hurry(plan.profiled, plan.at_once)
    await program.stop()


@asynccontextmanager
async def _undisturbed() -> AsyncIterator[None]:
    """No collection of garbage on the people's side while the bots are at work."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def ratio(of: Sequence[Measured], to: Sequence[Measured], figure: Callable[[Measured], float]) -> float:
    """The median over the rounds, each compared with its own neighbour."""
    return median(figure(one) / figure(other) for one, other in zip(of, to, strict=True))


def waits(rounds: Sequence[Measured], share: float) -> float:
    """The wait that this share of all updates did not exceed, in milliseconds."""
    every = sorted(wait for measured in rounds for wait in measured.answered.waits)
    return every[min(int(len(every) * share), len(every) - 1)] * 1000
