"""Finding a report again by what stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import RuleError
from bot.domain.people import Language
from bot.domain.reports import Report, State
from bot.domain.territories import fold

FEWEST_LETTERS = 2
LONGEST = 60
ON_A_PAGE = 8


class NothingToFind(RuleError):
    """Words of two letters at the least are needed."""


class Which(StrEnum):
    ALL = "all"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"

    def has(self, report: Report) -> bool:
        if self is Which.LATE:
            return report.overdue
        return self is Which.ALL or report.state.open == (self is Which.OPEN)


def sought(text: str) -> Sequence[str]:
    """The folded words of a question. Raises NothingToFind."""
    found = [word for word in fold(text[:LONGEST]).split() if len(word) >= FEWEST_LETTERS]
    if not found:
        raise NothingToFind
    return found


def matches(report: Report, words: Sequence[str]) -> bool:
    """Whether each of the words begins one of the report's text, place or village. What is held or withdrawn shows none."""
    if report.state in (State.HELD, State.WITHDRAWN):
        return False
    names = (report.village.name(language) for language in Language)
    there = fold(" ".join([report.text, report.place.words or "", *names])).split()
    return all(any(word.startswith(one) for word in there) for one in words)


@dataclass(frozen=True)
class Found:
    """A page, the newest first; `further` when there may be more. Only the newest reports are looked through, wherever they come from."""

    reports: Sequence[Report]
    which: Which
    page: int
    further: bool


def finding(newest: Sequence[Report], words: Sequence[str], which: Which, page: int) -> Found:
    """A page of those of the newest reports that match."""
    first = page * ON_A_PAGE
    found = [one for one in newest if which.has(one) and matches(one, words)]
    return Found(found[first : first + ON_A_PAGE], which, page, len(found) > first + ON_A_PAGE)
