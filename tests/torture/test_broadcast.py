"""`kill -9` during a broadcast, and two bots at once: everybody hears once, and once more only who was in flight."""

from pathlib import Path

import pytest

from tests.torture.broadcasts import broadcast, relay
from tests.torture.scenario import Size
from tests.torture.seed import SEED

SHORT = Size(people=300, reports=0, kills=6)


async def test_no_kill_leaves_anybody_out_of_a_broadcast(empty_database_url: str, tmp_path: Path) -> None:
    await broadcast(SHORT, tmp_path, empty_database_url, SEED)


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
async def test_of_two_bots_one_sends_at_a_time(empty_database_url: str, tmp_path: Path) -> None:
    await relay(SHORT, tmp_path, empty_database_url, SEED)
