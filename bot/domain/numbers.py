"""A report's number, and the year it counts in."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from bot.domain.errors import RuleError

ALMATY = timezone(timedelta(hours=5), "Asia/Almaty")


class NoSuchReport(RuleError):
    """There is none with this number, or it is not this person's to see."""


@dataclass(frozen=True)
class Number:
    """A report's number in its district, short enough to be said over the phone: year and count, «26-17».

    Tests count downwards, apart from residents' reports: «26-T1».
    """

    year: int
    sequence: int

    @property
    def test(self) -> bool:
        return self.sequence < 0

    def __str__(self) -> str:
        return f"{self.year % 100:02}-{'T' if self.test else ''}{abs(self.sequence)}"

    @classmethod
    def parse(cls, text: str, now: datetime) -> "Number":
        """The number a person wrote: «26-17», «№ 26-17», or «17» of this year. Raises NoSuchReport."""
        match = re.fullmatch(r"\D*?(?:(?:20)?(\d{2})\s*[-–—/]\s*)?([Tt\u0422\u0442]?)(\d{1,9})\D*", text)
        if match is None:
            raise NoSuchReport
        this_year = year_of(now)
        year = this_year if match[1] is None else this_year - this_year % 100 + int(match[1])
        return cls(year, -int(match[3]) if match[2] else int(match[3]))


def year_of(moment: datetime) -> int:
    """The calendar year in Kazakhstan, one zone since 01.03.2024."""
    return moment.astimezone(ALMATY).year


class WrongDay(RuleError):
    """Not a day, one that is over, or one too far away."""


def end_of_day(text: str) -> datetime:
    """The first moment after the day that somebody wrote, «15.09.2029», in Kazakhstan. Raises WrongDay."""
    match = re.fullmatch(r"\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s*", text)
    try:
        day = datetime(int(match[3]), int(match[2]), int(match[1]), tzinfo=ALMATY) if match else None
    except ValueError:
        day = None
    if day is None:
        raise WrongDay
    return (day + timedelta(days=1)).astimezone(UTC)
