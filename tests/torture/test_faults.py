"""What Telegram, residents and groups do to a bot: none lost, none counted twice, no line stopped."""

from pathlib import Path

from tests.torture.faults import faults
from tests.torture.scenario import Size
from tests.torture.seed import SEED

SHORT = Size(people=20, reports=2)


async def test_no_fault_loses_a_report(sqlite_url: str, tmp_path: Path) -> None:
    await faults(SHORT, tmp_path, sqlite_url, SEED)
