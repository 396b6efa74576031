from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.fuzz.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with asyncio.Runner() as runner, Stage(runner, tmp_path_factory.mktemp("fuzz")) as opened:
        yield opened
