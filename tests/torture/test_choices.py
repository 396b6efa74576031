"""`kill -9` while people choose: one ballot each, the right one, and receipts that agree with the count."""

from pathlib import Path

from tests.torture.choices import choices
from tests.torture.scenario import Size
from tests.torture.seed import SEED

SHORT = Size(people=30, reports=0, kills=6)


async def test_no_kill_loses_a_choice_nor_makes_two_of_it(empty_database_url: str, tmp_path: Path) -> None:
    await choices(SHORT, tmp_path, empty_database_url, SEED)
