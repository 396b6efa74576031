"""Stopped, started late, doubled, cut off: the bot finishes what it began and loses nothing."""

from dataclasses import replace
from pathlib import Path

from tests.torture import stops
from tests.torture.scenario import Size
from tests.torture.seed import SEED

SHORT = Size(people=12, reports=1)
SHORT_BUT_LEASED = replace(SHORT, seconds=420)  # a letter in a killed bot's hands comes back after its lease


async def test_a_stop_finishes_what_was_begun(sqlite_url: str, tmp_path: Path) -> None:
    await stops.signals(SHORT, tmp_path, sqlite_url, SEED)


async def test_two_bots_at_once_lose_and_double_nothing(sqlite_url: str, tmp_path: Path) -> None:
    await stops.twins(SHORT_BUT_LEASED, tmp_path, sqlite_url, SEED)


async def test_telegram_out_of_reach_is_only_a_delay(sqlite_url: str, tmp_path: Path) -> None:
    await stops.absence(SHORT, tmp_path, sqlite_url, SEED)


async def test_a_large_backlog_is_answered_in_order(sqlite_url: str, tmp_path: Path) -> None:
    await stops.backlog(SHORT, tmp_path, sqlite_url, SEED)
