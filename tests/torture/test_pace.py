"""Telegram's limits hold against a whole village that reports at once."""

from pathlib import Path

from tests.torture.pace import pace
from tests.torture.scenario import Size
from tests.torture.seed import SEED

SHORT = Size(people=12, reports=1, patience=10)


async def test_the_bot_never_exceeds_telegrams_limits(sqlite_url: str, tmp_path: Path) -> None:
    await pace(SHORT, tmp_path, sqlite_url, SEED)
