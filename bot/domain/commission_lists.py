"""Lists that a commission publishes, as a coordinator hands them on: checked row by row, taken whole or not at all."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.domain.errors import RuleError
from bot.domain.facts import LONGEST_FIELD, Candidate, Station
from bot.domain.iins import has_iin
from bot.domain.texts import EmptyText, TextTooLong, clean

MOST_ROWS = 200

T = TypeVar("T")
Cells = Sequence[str]


class Problem(StrEnum):
    COLUMNS = "columns"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    IIN = "iin"
    TWICE = "twice"
    DAY = "day"
    HOUR = "hour"
    ORDER = "order"
    UNKNOWN = "unknown"
    KIND = "kind"
    AMOUNT = "amount"
    TOO_MANY = "too_many"
    NOT_WHOLE = "not_whole"
    AMBIGUOUS = "ambiguous"
    SUM = "sum"
    BALANCE = "balance"


@dataclass(frozen=True)
class BadRow:
    """What is wrong in a row, counted from one as whoever wrote it sees it."""

    row: int
    problem: Problem


class BadRows(RuleError):
    """Rows with something wrong; nothing was taken."""

    def __init__(self, rows: Sequence[BadRow]) -> None:
        super().__init__(len(rows))
        self.rows = rows


class TooManyRows(RuleError):
    """More than a commission's list has."""


def candidates(rows: Sequence[tuple[int, Cells]]) -> list[Candidate]:
    """Name, who nominated, occupation; in the list's own order. Raises BadRows, TooManyRows."""
    return _checked(rows, 3, lambda cells: Candidate(*cells), required=3)


def stations(rows: Sequence[tuple[int, Cells]]) -> list[Station]:
    """Number, address, place, area, hours, phone; the last three may be missing. Raises BadRows, TooManyRows."""
    return _checked(rows, 6, lambda cells: Station(*cells), required=3)


def _checked(
    rows: Sequence[tuple[int, Cells]], width: int, made: Callable[[Cells], T], *, required: int
) -> list[T]:
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    taken: list[Cells] = []
    bad: list[BadRow] = []
    for number, cells in rows:
        problem, found = _row(cells, width, required)
        if problem is None and any(found[0] == one[0] for one in taken):
            problem = Problem.TWICE
        if problem is None:
            taken.append(found)
        else:
            bad.append(BadRow(number, problem))
    if bad or not taken:
        raise BadRows(bad or [BadRow(1, Problem.EMPTY)])
    return [made(cells) for cells in taken]


def _row(cells: Cells, width: int, required: int) -> tuple[Problem | None, Cells]:
    """The cells in order, without marks that nobody sees; or what is wrong with them."""
    given = [cell.strip() for cell in cells]
    while given and not given[-1]:
        given.pop()
    if not required <= len(given) <= width:
        return Problem.COLUMNS, ()
    if any(has_iin(cell) for cell in given):
        return Problem.IIN, ()
    found = []
    for place, cell in enumerate([*given, *[""] * (width - len(given))]):
        try:
            found.append(clean(cell, LONGEST_FIELD) if cell else "")
        except TextTooLong:
            return Problem.TOO_LONG, ()
        except EmptyText:
            found.append("")
        if place < required and not found[-1]:
            return Problem.EMPTY, ()
    return None, tuple(" ".join(cell.split()) for cell in found)


def is_head(row: tuple[int, Cells], names: Collection[str]) -> bool:
    """Whether the first row only names the columns, as tables do."""
    number, cells = row
    given = [cell.strip().casefold() for cell in cells if cell.strip()]
    return number == 1 and bool(given) and all(cell in names for cell in given)


def lines(text: str) -> list[tuple[int, Cells]]:
    """What somebody wrote, a row a line, its cells apart by semicolons; empty lines do not count."""
    return [(number, line.split(";")) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
