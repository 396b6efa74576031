"""The sheet of a year: what the office got done, how it served, what came of it, and how many took part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.digests import FEWEST, Days, Times
from bot.domain.numbers import ALMATY
from bot.domain.outcomes import percent
from bot.domain.people import Language
from bot.domain.promises import State
from bot.domain.tallies import Bucket, Tally
from bot.domain.territories import Spot, Territory
from bot.domain.workdays import Workdays

FIRST_YEAR = 2025  # the one before the bot's first
OFFICE_HOURS = 8  # of a working day, where forty hours are a week (Labour Code art. 68)


def days_of(year: int, now: datetime) -> Days:
    """Until today, in Kazakhstan; the nearest year that is there instead of one to come, or of one before the bot."""
    today = now.astimezone(ALMATY).date()
    year = min(max(year, FIRST_YEAR), today.year)
    return Days(date(year, 1, 1), min(date(year, 12, 31), today))


def office_hours(days: Days, workdays: Workdays) -> int:
    """Of one office."""
    return OFFICE_HOURS * workdays.between(days.first - timedelta(days=1), days.last)


def median(counts: Mapping[int, int]) -> int | None:
    """How much half of them needed at most, of how many needed so much; of few nothing is told."""
    total, passed = sum(counts.values()), 0
    if total < FEWEST:
        return None
    for much in sorted(counts):
        passed += counts[much]
        if 2 * passed >= total:
            return much
    raise AssertionError("all of them are more than half")


def shares(people: Mapping[Language, int]) -> list[tuple[Language, int]]:
    """Per cent of each language that is not of few, among these alone: nothing tells how many the others are."""
    told = sorted(((one, count) for one, count in people.items() if count >= FEWEST), key=lambda one: -one[1])
    total = sum(count for _one, count in told)
    return [(one, percent(count, total)) for one, count in told]


@dataclass(frozen=True)
class Part:
    """Of the residents who are registered here, how many took part in the year: reported, joined a report, or chose in a
    consultation that has been counted.
    """

    residents: int = 0
    people: int = 0

    @property
    def share(self) -> int | None:
        """In per cent; None where those who did, or those who did not, are few."""
        if self.people < FEWEST or 0 < self.residents - self.people < FEWEST:
            return None
        return percent(self.people, self.residents)


@dataclass(frozen=True)
class Asked:
    """Consultations that were counted in the year, and those of them after which a meeting has decided, or a project that
    was not dropped is on its way.
    """

    held: int = 0
    followed: int = 0


@dataclass(frozen=True)
class YearSheet:
    """`solved` counts what was solved in the year, `tally` where that is which came in it; `hours` are of all the offices.
    `repeated` are duplicates, and people who joined a report; `silent` the villages, of so many, without any.
    """

    spot: Spot
    days: Days
    hours: int
    solved: int
    tally: Tally
    repeated: int
    promises: Mapping[State, int]
    part: Part
    villages: int
    silent: Sequence[Territory]
    asked: Asked
    first_word: Times | None = None
    solution: Times | None = None
    confirmed_share: int | None = None
    steps: int | None = None
    languages: Sequence[tuple[Language, int]] = ()

    @property
    def rate(self) -> int | None:
        """Tenths of a report that were solved in a hundred office hours; None before the first."""
        return percent(10 * self.solved, self.hours) if self.hours else None

    @property
    def solved_share(self) -> int | None:
        """Of what came, per cent that is solved; None of few."""
        solved = self.tally[Bucket.CONFIRMED] + self.tally[Bucket.UNCONFIRMED]
        return percent(solved, self.tally.intake) if self.tally.intake >= FEWEST else None
