"""What who answers for a territory reads of it: what people need, what is late, and what became of the rest."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.domain.categories import Category
from bot.domain.consultations import Consultation
from bot.domain.elections import Election
from bot.domain.errors import RuleError
from bot.domain.meetings import Meeting
from bot.domain.numbers import ALMATY
from bot.domain.promises import Promise, State
from bot.domain.reports import Reason, Report
from bot.domain.tallies import Bucket, Milestone, Reasons, Tally, together
from bot.domain.territories import Spot, Territory

Counted = TypeVar("Counted", bound=Hashable)

FEWEST = 5  # people or reports that are broken down further
TEN = 10  # of fewer, nine of ten are nobody
USUAL_HOUR = 8
HOURS = (7, 8, 9, 12, 18)


class Every(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    NEVER = "never"


@dataclass(frozen=True)
class Days:
    """Whole days, the last one with them."""

    first: date
    last: date


@dataclass(frozen=True)
class Period(Days):
    every: Every

    @property
    def before(self) -> "Period":
        """The one that ended just before."""
        return _ending(self.every, self.first - timedelta(days=1))


def _ending(every: Every, last: date) -> Period:
    if every is Every.DAY:
        return Period(last, last, every)
    if every is Every.WEEK:
        return Period(last - timedelta(days=6), last, every)
    return Period(last.replace(day=1), last, every)


def last_period(every: Every, now: datetime) -> Period:
    """The last day, week from Monday to Sunday, or month that is over, in Kazakhstan; a week where nobody says which."""
    every = Every.WEEK if every is Every.NEVER else every
    today = now.astimezone(ALMATY).date()
    begun = {
        Every.DAY: today,
        Every.WEEK: today - timedelta(days=today.weekday()),
        Every.MONTH: today.replace(day=1),
    }[every]
    return _ending(every, begun - timedelta(days=1))


def last_due(every: Every, hour: int, now: datetime) -> datetime:
    """When a digest was to go last: at the hour, of the day, the Monday, or the first of the month."""
    there = now.astimezone(ALMATY)
    day = there.date() if there.hour >= hour else there.date() - timedelta(days=1)
    if every is Every.WEEK:
        day -= timedelta(days=day.weekday())
    elif every is Every.MONTH:
        day = day.replace(day=1)
    return datetime.combine(day, time(hour), ALMATY)


class NoSuchHour(RuleError):
    """At that hour nobody wants to be disturbed."""


@dataclass(frozen=True)
class Subscription:
    """How often somebody gets a territory's digest, and at which hour in Kazakhstan."""

    every: Every = Every.WEEK
    hour: int = USUAL_HOUR

    def check(self) -> None:
        """Raises NoSuchHour."""
        if self.hour not in HOURS:
            raise NoSuchHour


@dataclass(frozen=True)
class Times:
    """In hours, begun ones as whole: until half of them, and until nine of ten; of fewer than ten that is None."""

    median: int
    ninth: int | None


def times(counts: Mapping[int, int]) -> Times | None:
    """Of how many took so many whole hours; of few none is told."""
    total = sum(counts.values())
    if total < FEWEST:
        return None
    return Times(_reached(counts, total, 5), _reached(counts, total, 9) if total >= TEN else None)


def _reached(counts: Mapping[int, int], total: int, tenths: int) -> int:
    """Within how many hours so many tenths of all were done."""
    passed = 0
    for hours in sorted(counts):
        passed += counts[hours]
        if 10 * passed >= tenths * total:
            return hours + 1
    raise AssertionError("all of them are more than nine tenths")


@dataclass(frozen=True)
class Flow:
    """What came in a period, by category and by village, and how often each milestone was reached in it."""

    tally: Tally
    by_category: Mapping[Category, int]
    by_village: Mapping[str, int]
    reached: Mapping[Milestone, int]

    @property
    def confirmed_share(self) -> int | None:
        """Of what was solved, per cent that residents have confirmed; None of few."""
        solved = self.reached.get(Milestone.SOLVED, 0)
        if solved < FEWEST:
            return None
        return (200 * self.reached.get(Milestone.CONFIRMED, 0) + solved) // (2 * solved)


@dataclass(frozen=True)
class Awaited:
    """How many people, each once, have or support an open report of a category in a village; and that of these reports
    which most support, or the first.
    """

    report: Report
    people: int


@dataclass(frozen=True)
class Ahead:
    """What is to come: asked of residents, called, elected."""

    consultations: Sequence[Consultation] = ()
    meetings: Sequence[Meeting] = ()
    elections: Sequence[Election] = ()


@dataclass(frozen=True)
class Digest:
    """`standing` is of all days together; `neutral` while an akim is being elected: then nothing in it speaks for or
    against who is in office.
    """

    spot: Spot
    period: Period
    standing: Tally
    flow: Flow
    before: Flow
    first_word: Times | None = None
    solution: Times | None = None
    late: Sequence[Report] = ()
    disputed: Sequence[Report] = ()
    awaited: Sequence[Awaited] = ()
    promises: Mapping[State, int] = field(default_factory=dict)
    promised: Sequence[Promise] = ()
    ahead: Ahead = field(default_factory=Ahead)
    villages: Mapping[str, Territory] = field(default_factory=dict)
    neutral: bool = False


def folded(counts: Mapping[Counted, int], total: int) -> list[tuple[Counted | None, int]]:
    """Lines that make up the total, the largest first, none of them of few; under None stand all others. As long as these
    are few, the next smallest is among them. None at all where no line could be told apart.
    """
    told: list[tuple[Counted | None, int]] = sorted(
        ((one, count) for one, count in counts.items() if count >= FEWEST), key=lambda line: -line[1]
    )
    rest = total - sum(count for _one, count in told)
    while told and 0 < rest < FEWEST:
        rest += told.pop()[1]
    if not told:
        return []
    return [*told, (None, rest)] if rest else told


def told_apart(counts: Mapping[Counted, int]) -> dict[Counted, int]:
    """The largest first, none of them of few, nor what is left beside them."""
    return {one: count for one, count in folded(counts, sum(counts.values())) if one is not None}


def largest(counts: Mapping[Counted, int], most: int) -> list[tuple[Counted, int]]:
    """So many of what can be told apart."""
    return list(told_apart(counts).items())[:most]


@dataclass(frozen=True)
class Accounted:
    """Where some reports stand, and why those are there that were refused or passed on."""

    tally: Tally
    reasons: Reasons

    def why(self, bucket: Bucket) -> list[tuple[Reason | None, int]]:
        return folded(self.reasons.get(bucket, {}), self.tally[bucket])


@dataclass(frozen=True)
class Account:
    """What came in a period, and all that ever came; nothing of it is said while it is `neutral`."""

    spot: Spot
    period: Period
    came: Accounted
    standing: Accounted
    neutral: bool = False


@dataclass(frozen=True)
class Line:
    """Of which village and category; of several together without either."""

    village: Territory | None
    category: Category | None
    tally: Tally


@dataclass(frozen=True)
class Table:
    """What came in a period, village by village and category by category: the lines make up `total`."""

    spot: Spot
    period: Period
    lines: Sequence[Line]
    total: Tally


def lines(found: Mapping[tuple[str, Category], Tally], villages: Mapping[str, Territory]) -> list[Line]:
    """The largest first; what is of few stands together, in the last."""
    intake = {key: one.intake for key, one in found.items()}
    told = folded(intake, sum(intake.values()))
    apart = {key for key, _count in told if key is not None}
    made = [Line(villages[key[0]], key[1], found[key]) for key, _count in told if key is not None]
    rest = together(one for key, one in found.items() if key not in apart)
    return [*made, Line(None, None, rest)] if rest.intake else made
