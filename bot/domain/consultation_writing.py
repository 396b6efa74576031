"""What coordinators write about a consultation, read; nothing is taken that is not clear."""

import re
from datetime import datetime, time

from bot.domain.commission_lists import BadRow, BadRows, Cells, Problem, lines
from bot.domain.consultations import DEAREST, LONGEST_NAME, LONGEST_TITLE, MOST_OPTIONS, Option
from bot.domain.directions import ASKED, Direction
from bot.domain.errors import RuleError
from bot.domain.texts import EmptyText, TextTooLong, clean
from bot.domain.writing import moment

_LIMITS = re.compile(r"\s*(\d{1,2})\s*(?:[-–—]\s*(\d{1,2})\s*)?")
_SPAN = re.compile(r"(.+\d{4}.*?)\s+[-–—]\s+(.+\d{4}.*)")
OPENS, CLOSES = time(10), time(18)  # where only days are written


class NotTwoLines(RuleError):
    """The question is needed in Kazakh and in Russian, each in a line."""


class NoAmount(RuleError):
    """Nobody would write a sum of money like that."""


class NoLimits(RuleError):
    """Not from how many to how many."""


class NoSpan(RuleError):
    """Not from when until when."""


def titles(text: str) -> tuple[str, str]:
    """The question in Kazakh, and in Russian. Raises NotTwoLines, TextTooLong."""
    given = [line for line in text.splitlines() if line.strip()]
    if len(given) != 2:
        raise NotTwoLines
    kazakh, russian = (clean(line, LONGEST_TITLE) for line in given)
    return kazakh, russian


def amount(text: str) -> int:
    """Whole tenge. Raises NoAmount."""
    digits = re.sub(r"[\s\u00a0\u202f']", "", text).removesuffix("₸")
    if not digits.isascii() or not digits.isdigit() or not 0 < int(digits) <= DEAREST:
        raise NoAmount
    return int(digits)


def limits(text: str) -> tuple[int, int]:
    """From how many to how many; one number is both. Raises NoLimits."""
    match = _LIMITS.fullmatch(text)
    if match is None:
        raise NoLimits
    least, most = int(match[1]), int(match[2] or match[1])
    if not 1 <= least <= most:
        raise NoLimits
    return least, most


def span(text: str) -> tuple[datetime, datetime]:
    """From when until when. Raises NoSpan, NoDay, NoHour."""
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise NoSpan
    return moment(match[1], OPENS), moment(match[2], CLOSES)


def until(text: str) -> datetime:
    """Until when residents propose. Raises NoDay, NoHour."""
    return moment(text, CLOSES)


def directions(text: str) -> list[Direction]:
    """By their numbers among those that can be asked about. Raises BadRows, whose rows are the numbers' places."""
    cells = [cell for cell in re.split(r"[\s,;]+", text) if cell]
    found, bad = [], []
    for place, cell in enumerate(cells, 1):
        direction = _direction(cell)
        if direction is None:
            bad.append(BadRow(place, Problem.UNKNOWN))
        elif direction in found:
            bad.append(BadRow(place, Problem.TWICE))
        else:
            found.append(direction)
    if bad or not found:
        raise BadRows(bad or [BadRow(1, Problem.EMPTY)])
    return found


def _direction(cell: str) -> Direction | None:
    if not cell.isascii() or not cell.isdigit() or not 1 <= int(cell) <= len(ASKED):
        return None
    return ASKED[int(cell) - 1]


def options(text: str) -> list[Option]:
    """One a line: direction, name in Kazakh and in Russian, and a cost where there is one. Raises BadRows."""
    taken: list[Option] = []
    bad: list[BadRow] = []
    for number, cells in lines(text):
        problem = _take(cells, taken)
        if problem is not None:
            bad.append(BadRow(number, problem))
    if bad or not taken:
        raise BadRows(bad or [BadRow(1, Problem.EMPTY)])
    return taken


_PROBLEMS: dict[type[RuleError], Problem] = {
    EmptyText: Problem.EMPTY,
    TextTooLong: Problem.TOO_LONG,
    NoAmount: Problem.AMOUNT,
}


def _take(cells: Cells, taken: list[Option]) -> Problem | None:
    """Add the row to those taken, or say what is wrong with it."""
    given = [cell.strip() for cell in cells]
    if not 3 <= len(given) <= 4:
        return Problem.COLUMNS
    direction = _direction(given[0])
    if direction is None:
        return Problem.UNKNOWN
    try:
        option = _option(len(taken) + 1, direction, given)
    except (EmptyText, TextTooLong, NoAmount) as error:
        return _PROBLEMS[type(error)]
    if any(option.name_kk == one.name_kk or option.name_ru == one.name_ru for one in taken):
        return Problem.TWICE
    taken.append(option)
    return Problem.TOO_MANY if len(taken) > MOST_OPTIONS else None


def _option(number: int, direction: Direction, given: list[str]) -> Option:
    kazakh, russian = (" ".join(clean(name, LONGEST_NAME).split()) for name in given[1:3])
    cost = amount(given[3]) if len(given) > 3 and given[3] else None
    return Option(number, direction, kazakh, russian, cost)
