"""A report's number, and the year it counts in."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from bot.domain.errors import RuleError

ALMATY = timezone(timedelta(hours=5), "Asia/Almaty")


class NoSuchReport(RuleError):
    """There is none with this number, or it is not this person's to see."""


@dataclass(frozen=True)
class Number:
    """A report's number in its district, short enough to be said over the phone: year and count, «26-17»."""

    year: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.year % 100:02}-{self.sequence}"

    @classmethod
    def parse(cls, text: str, now: datetime) -> "Number":
        """The number a person wrote: «26-17», «№ 26-17», or «17» of this year. Raises NoSuchReport."""
        match = re.fullmatch(r"\D*?(?:(?:20)?(\d{2})\s*[-–—/]\s*)?(\d{1,9})\D*", text)
        if match is None:
            raise NoSuchReport
        this_year = year_of(now)
        year = this_year if match[1] is None else this_year - this_year % 100 + int(match[1])
        return cls(year, int(match[2]))


def year_of(moment: datetime) -> int:
    """The calendar year in Kazakhstan, one zone since 01.03.2024."""
    return moment.astimezone(ALMATY).year
