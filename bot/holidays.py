"""The file of days off."""

import tomllib
from datetime import date
from pathlib import Path

from pydantic import BaseModel

from bot.domain.workdays import Workdays, Year

SHIPPED = Path(__file__).with_name("holidays.toml")


class BadHolidays(Exception):
    """The file cannot be read; the message says what is wrong with it."""


class _Year(BaseModel, extra="forbid"):
    official: bool
    off: frozenset[date]
    worked: frozenset[date] = frozenset()


def read(file: Path | None = None) -> Workdays:
    """The file shipped with the bot, if no other is named. Raises BadHolidays."""
    file = file or SHIPPED
    try:
        years = {
            int(year): _Year.model_validate(days)
            for year, days in tomllib.loads(file.read_text("utf-8")).items()
        }
    except (OSError, ValueError) as error:  # also what TOML and pydantic raise
        raise BadHolidays(f"The file of days off {file} cannot be read: {error}") from None
    for year, days in years.items():
        if stray := [day for day in days.off | days.worked if day.year != year]:
            raise BadHolidays(f"The file of days off {file} has {min(stray)} under {year}.")
    return Workdays({year: Year(days.official, days.off, days.worked) for year, days in years.items()})
