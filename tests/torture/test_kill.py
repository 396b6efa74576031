"""`kill -9` while people report: nothing is lost, and nothing is told twice but what was in flight."""

from pathlib import Path

from tests.torture.kills import kills
from tests.torture.scenario import Size
from tests.torture.seed import SEED

SHORT = Size(people=20, reports=2, kills=8)


async def test_no_kill_loses_a_report(empty_database_url: str, tmp_path: Path) -> None:
    await kills(SHORT, tmp_path, empty_database_url, SEED)
