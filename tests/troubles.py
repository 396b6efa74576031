"""Pairs of reports as villagers write them, and whether they tell of the same trouble, as people have judged."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.categories import Category
from bot.domain.likeness import LIKELY, Trouble, likeness
from bot.domain.places import Place
from bot.services.likeness import compared

FILE = Path(__file__).parent / "labelled" / "troubles.csv"
HELD_OUT = 3  # every third pair is kept apart: nothing was fitted to it
NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Pair:
    languages: str
    first: Trouble
    second: Trouble
    same: bool
    held_out: bool

    @property
    def likeness(self) -> float:
        return likeness(compared(self.first, self.second))


@dataclass(frozen=True)
class Quality:
    """Of those found, how many are the same; of those that are, how many were found."""

    pairs: int
    precision: float
    recall: float


def pairs() -> list[Pair]:
    with FILE.open(encoding="utf-8", newline="") as table:
        return [
            _pair(row, number % HELD_OUT == HELD_OUT - 1) for number, row in enumerate(csv.DictReader(table))
        ]


def _pair(row: dict[str, str], held_out: bool) -> Pair:
    before = NOW - timedelta(days=int(row["days"]))
    village = "196847300" if row["elsewhere"] == "1" else "196847100"
    first = Trouble(
        Category(row["other_category"]), row["first"], _place(row["first_place"]), village, before
    )
    second = Trouble(Category(row["category"]), row["second"], _place(row["second_place"]), "196847100", NOW)
    return Pair(row["languages"], first, second, row["same"] == "1", held_out)


def _place(text: str) -> Place:
    point = re.fullmatch(r"([\d.]+),([\d.]+)", text)
    return Place(float(point[1]), float(point[2])) if point else Place(words=text or None)


def quality(judged: Sequence[Pair]) -> Quality:
    found = [pair for pair in judged if pair.likeness >= LIKELY]
    right = sum(pair.same for pair in found)
    return Quality(len(judged), right / len(found), right / sum(pair.same for pair in judged))
