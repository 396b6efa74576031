"""The words that a consultation must not contain, as they are kept beside this file."""

import csv
from functools import cache
from pathlib import Path

from bot.domain.guards import Guard


@cache
def guard() -> Guard:
    with Path(__file__).with_name("guarded.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    return Guard(*(tuple(row["beginning"] for row in rows if row["part"] == part) for part in _PARTS))


_PARTS = ("always", "person", "judging")
