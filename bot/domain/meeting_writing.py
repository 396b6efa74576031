"""What is written of a gathering or a meeting, read; nothing is taken that is not clear."""

import re

from bot.domain.commission_lists import BadRow, BadRows, Cells, Problem, lines
from bot.domain.errors import RuleError
from bot.domain.meetings import LONGEST_LINE, LONGEST_POINT, MOST_POINTS, Said
from bot.domain.texts import EmptyText, TextTooLong, clean

_COUNTS = re.compile(r"\s*(\d{1,7})\D{1,20}(\d{1,7})\s*")


class NotBoth(RuleError):
    """It is needed in Kazakh and in Russian, each in a line."""


class NoCounts(RuleError):
    """Not how many of how many."""


def both(text: str) -> Said:
    """A line in Kazakh and one in Russian. Raises NotBoth, TextTooLong."""
    given = [line for line in text.splitlines() if line.strip()]
    if len(given) != 2:
        raise NotBoth
    return Said(*(clean(line, LONGEST_LINE) for line in given))


def counts(text: str) -> tuple[int, int]:
    """How many were present, of how many. Raises NoCounts."""
    match = _COUNTS.fullmatch(text)
    if match is None:
        raise NoCounts
    return int(match[1]), int(match[2])


def agenda(text: str) -> list[Said]:
    """One point a line, in Kazakh and in Russian. Raises BadRows."""
    taken: list[Said] = []
    bad: list[BadRow] = []
    for number, cells in lines(text):
        problem = _take(cells, taken)
        if problem is not None:
            bad.append(BadRow(number, problem))
    if bad or not taken:
        raise BadRows(bad or [BadRow(1, Problem.EMPTY)])
    return taken


def _take(cells: Cells, taken: list[Said]) -> Problem | None:
    """Add the point to those taken, or say what is wrong with it."""
    if len(cells) != 2:
        return Problem.COLUMNS
    try:
        taken.append(Said(*(clean(cell, LONGEST_POINT) for cell in cells)))
    except EmptyText:
        return Problem.EMPTY
    except TextTooLong:
        return Problem.TOO_LONG
    return Problem.TOO_MANY if len(taken) > MOST_POINTS else None
