"""What it takes until a territory is served, step by step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.territories import Spot, Territory


class SetupStep(StrEnum):
    GROUP = "group"
    AKIM = "akim"
    TEST = "test"
    POSTER = "poster"


@dataclass(frozen=True)
class Progress:
    """For how many of its units a step is done; one try and one poster are enough for a district."""

    done: int
    of: int

    @property
    def complete(self) -> bool:
        return self.done >= self.of


@dataclass(frozen=True)
class Setup:
    """How far each step is, and which units still lack a group or an akim."""

    spot: Spot
    steps: Mapping[SetupStep, Progress]
    without_group: Sequence[Territory]
    without_akim: Sequence[Territory]

    @property
    def next(self) -> SetupStep | None:
        return next((step for step in SetupStep if not self.steps[step].complete), None)
