"""Days and hours as people write them: «15.11.2026», «15.11.2026 18:00», «15.11.2026 7:00-20:00»."""

import re
from datetime import date, datetime, time

from bot.domain.elections import local
from bot.domain.errors import RuleError

_DAY = re.compile(r"\s*(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4})(?:\s*[\u0433\u0436]\.?)?(?:[\s,]+(.+?))?\s*")
_HOUR = re.compile(r"\s*(\d{1,2})(?:[:.](\d{2}))?\s*")
_SPAN = re.compile(r"\s*(\d{1,2}(?:[:.]\d{2})?)\s*[-–—]\s*(\d{1,2}(?:[:.]\d{2})?)\s*")


class NoDay(RuleError):
    """Nobody would write a day like that."""


class NoHour(RuleError):
    """Nor this an hour."""


class NoHours(NoHour):
    """Nor this from when until when."""


def day(text: str) -> date:
    """Raises NoDay."""
    found, rest = _day(text)
    if rest:
        raise NoDay
    return found


def moment(text: str, usual: time) -> datetime:
    """The hour of a day; `usual` where only the day is written. Raises NoDay, NoHour."""
    found, rest = _day(text)
    return local(found, _hour(rest) if rest else usual)


def exact(text: str) -> datetime:
    """The hour of a day, both written. Raises NoDay, NoHour."""
    found, rest = _day(text)
    return local(found, _hour(rest))


def day_with_hours(text: str, usual: tuple[time, time]) -> tuple[date, time, time]:
    """A day, and from when until when; `usual` where only the day is written. Raises NoDay, NoHour."""
    found, rest = _day(text)
    if not rest:
        return found, *usual
    span = _SPAN.fullmatch(rest)
    if span is None:
        raise NoHours
    return found, _hour(span[1]), _hour(span[2])


def _day(text: str) -> tuple[date, str]:
    match = _DAY.fullmatch(text)
    if match is None:
        raise NoDay
    try:
        return date(int(match[3]), int(match[2]), int(match[1])), match[4] or ""
    except ValueError:
        raise NoDay from None


def _hour(text: str) -> time:
    match = _HOUR.fullmatch(text)
    if match is None:
        raise NoHour
    try:
        return time(int(match[1]), int(match[2] or 0))
    except ValueError:
        raise NoHour from None
