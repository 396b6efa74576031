"""What it takes until a territory is served, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.territories import Spot


class SetupStep(StrEnum):
    GROUP = "group"
    AKIM = "akim"
    TEST = "test"
    POSTER = "poster"


@dataclass(frozen=True)
class Setup:
    """Which steps are done."""

    spot: Spot
    done: Mapping[SetupStep, bool]

    @property
    def next(self) -> SetupStep | None:
        return next((step for step in SetupStep if not self.done[step]), None)
