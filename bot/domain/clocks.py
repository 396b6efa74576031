"""What an office has promised of itself about time, and how much of it a report has used: in working days, and not while
the office waits for its resident. No law sets these terms.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.errors import RuleError
from bot.domain.events import OFFICE_STEPS, Event, EventKind
from bot.domain.numbers import ALMATY
from bot.domain.workdays import Workdays

MOST_DAYS = 120
SOON = 1  # working day left
_RESTS = frozenset(
    {
        EventKind.ASK,
        EventKind.RESOLVE,
        EventKind.FORWARD,
        EventKind.REJECT,
        EventKind.DUPLICATE,
        EventKind.HOLD,
        EventKind.CONFIRM,
        EventKind.LAPSE,
        EventKind.WITHDRAW,
    }
)
_GOES = frozenset({EventKind.TAKE, EventKind.START, EventKind.ANSWER, EventKind.RETURN})


class WrongTarget(RuleError):
    """Whole working days, the first word no later than the solution."""


@dataclass(frozen=True)
class Target:
    """Working days until the first word and until the solution; None where nothing is promised. Where it is `pictured`,
    a solution is shown with a picture. Raises WrongTarget.
    """

    first_word: int | None = None
    solution: int | None = None
    pictured: bool = False

    def __post_init__(self) -> None:
        given = [days for days in (self.first_word, self.solution) if days is not None]
        if any(not 1 <= days <= MOST_DAYS for days in given) or given != sorted(given):
            raise WrongTarget


@dataclass(frozen=True)
class Clock:
    """The stretches it has gone, each from the day after which it was counted, and how many working days they took; since
    the day after `since` it goes again, unless it rests (None).
    """

    gone: tuple[tuple[date, int], ...] = ()
    since: date | None = None

    @property
    def counted(self) -> int:
        return sum(days for _since, days in self.gone)

    def used(self, today: date, workdays: Workdays) -> int:
        """Working days, until today with it."""
        if self.since is None or today <= self.since:
            return self.counted
        return self.counted + workdays.between(self.since, today)

    def runs_out(self, days: int, workdays: Workdays) -> date | None:
        """The day on which so many were, or will be, used up; None while it rests before that."""
        for since, gone in self.gone:
            if gone > days:
                return workdays.after(since, days)
            days -= gone
        return None if self.since is None else workdays.after(self.since, days)

    def goes(self, day: date) -> "Clock":
        return replace(self, since=day) if self.since is None else self

    def rests(self, day: date, workdays: Workdays) -> "Clock":
        if self.since is None:
            return self
        return Clock((*self.gone, (self.since, workdays.between(self.since, day))))


@dataclass(frozen=True)
class Course:
    """The day a report came to the office that has it, the day of its first word on it, and the clock of its solution."""

    came_on: date
    first_word_on: date | None
    solution: Clock


def course(history: Sequence[Event], workdays: Workdays) -> Course:
    """Of all that happened to a report, oldest first. Whoever says that it is not fixed starts a new clock; to whom it is
    handed over owes all of it anew, also the first word, whatever the office before has said.
    """
    came_on = _day(history[0].happened_at)
    clock, first_word_on = Clock(since=came_on), None
    for event in history:
        day = _day(event.happened_at)
        if event.kind in OFFICE_STEPS:
            first_word_on = first_word_on or day
        if event.kind is EventKind.HAND_OVER:
            came_on, first_word_on, clock = day, None, Clock(since=day)
        elif event.kind is EventKind.DISPUTE:
            clock = Clock(since=day)
        elif event.kind in _RESTS:
            clock = clock.rests(day, workdays)
        elif event.kind in _GOES:
            clock = clock.goes(day)
    return Course(came_on, first_word_on, clock)


def _day(moment: datetime) -> date:
    return moment.astimezone(ALMATY).date()


def end_of(day: date) -> datetime:
    """The first moment after it, in Kazakhstan."""
    return datetime.combine(day + timedelta(days=1), time(), ALMATY)


class What(StrEnum):
    FIRST_WORD = "first_word"
    SOLUTION = "solution"


@dataclass(frozen=True)
class Due:
    """What is promised next; on which day it runs out, None while the clock rests before that; how many working days are
    left, below zero when so many were too many; whether it is too late: from the end of that day on; and whether the clock
    `rests`.
    """

    what: What
    on: date | None
    left: int
    overdue: bool
    rests: bool = False

    @property
    def soon(self) -> bool:
        return not self.overdue and self.on is not None and self.left <= SOON

    @property
    def ends_at(self) -> datetime | None:
        """From then on it is too late."""
        return None if self.on is None else end_of(self.on)


def next_due(found: Course, target: Target, today: date, workdays: Workdays) -> Due | None:
    """Of a report that is open; None where nothing is promised, or not any more."""
    if found.first_word_on is None and target.first_word is not None:
        return _due(What.FIRST_WORD, Clock(since=found.came_on), target.first_word, today, workdays)
    if target.solution is None:
        return None
    return _due(What.SOLUTION, found.solution, target.solution, today, workdays)


def _due(what: What, clock: Clock, days: int, today: date, workdays: Workdays) -> Due:
    on, rests = clock.runs_out(days, workdays), clock.since is None
    return Due(what, on, days - clock.used(today, workdays), on is not None and on < today, rests)
