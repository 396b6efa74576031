"""Working days: which days offices are closed, and how far so many working days reach."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True)
class Year:
    """The days off of a year besides weekends, and the weekend days that are worked; `official` when published."""

    official: bool
    off: frozenset[date]
    worked: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Workdays:
    years: Mapping[int, Year]

    def works(self, day: date) -> bool:
        """Whether offices work; in a year that nobody has entered only weekends are known to be free."""
        year = self.years.get(day.year)
        if year is not None and day in year.worked:
            return True
        return day.weekday() < SATURDAY and (year is None or day not in year.off)

    def official(self, day: date) -> bool:
        """Whether the year's days off were published, not computed."""
        year = self.years.get(day.year)
        return year is not None and year.official

    def after(self, day: date, working_days: int) -> date:
        """The last of so many working days after `day`, which does not count itself."""
        while working_days > 0:
            day += timedelta(days=1)
            working_days -= self.works(day)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days lie after `first` until `last`, with it."""
        return sum(self.works(first + timedelta(days=passed + 1)) for passed in range((last - first).days))
