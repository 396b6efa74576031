"""Stopped, started late, cut off: the bot finishes what it began and loses nothing."""

from pathlib import Path

from tests.torture import stops
from tests.torture.scenario import Size
from tests.torture.seed import SEED

SHORT = Size(people=12, reports=1)


async def test_a_stop_finishes_what_was_begun(sqlite_url: str, tmp_path: Path) -> None:
    await stops.signals(SHORT, tmp_path, sqlite_url, SEED)


async def test_telegram_out_of_reach_is_only_a_delay(sqlite_url: str, tmp_path: Path) -> None:
    await stops.absence(SHORT, tmp_path, sqlite_url, SEED)


async def test_a_large_backlog_is_answered_in_order(sqlite_url: str, tmp_path: Path) -> None:
    await stops.backlog(SHORT, tmp_path, sqlite_url, SEED)
