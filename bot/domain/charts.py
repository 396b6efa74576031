"""A picture of amounts, as labels and numbers: whoever draws it needs to know nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

MOST_BARS = 8  # beyond these the small ones are summed


class Hue(Enum):
    """Told apart also by who sees no red or no green; each bar says besides what it is."""

    BLUE = auto()
    GREEN = auto()
    ORANGE = auto()
    RED = auto()
    GREY = auto()


@dataclass(frozen=True)
class Bar:
    """`said` is the amount in words."""

    label: str
    amount: int
    said: str
    hue: Hue


@dataclass(frozen=True)
class Panel:
    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    """Bars of one scale in all panels, so that they can be compared; `note` stands small under all."""

    title: str
    subtitle: str
    panels: tuple[Panel, ...]
    note: str


def largest(amounts: Mapping[str, int]) -> tuple[list[tuple[str, int]], int]:
    """What is drawn, the largest first, and the sum of the rest. A single small one is drawn, not summed."""
    ordered = sorted(((name, amount) for name, amount in amounts.items() if amount), key=lambda one: -one[1])
    if len(ordered) <= MOST_BARS + 1:
        return ordered, 0
    return ordered[:MOST_BARS], sum(amount for _, amount in ordered[MOST_BARS:])
