"""The year in which a village's budget is made, and what residents can still do about it (edition of 12.07.2026)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

NOTICE = timedelta(days=10)  # before a meeting its place, time and agenda are announced (LGL art. 39-3)


class Stage(StrEnum):
    """Where the draft of a year's budget lies."""

    OFFICE = "office"  # the akim's office writes it, the meeting approves it (BC art. 89(1))
    COMMISSION = "commission"  # the district's budget commission goes through it (BC art. 89(2))
    AKIMAT = "akimat"  # the district's akimat brings it to the maslikhat (BC art. 91(1))
    MASLIKHAT = "maslikhat"  # which adopts it within 5 days after the district's own (BC art. 91(3))
    LATE = "late"  # not adopted: a quarter of it by the akim's decision (BC art. 91(4), (5))


@dataclass(frozen=True)
class Milestone:
    """The last day of a stage; None where the law counts from another decision."""

    stage: Stage
    last: date | None


def milestones(year: int) -> list[Milestone]:
    """Of the budget for that year, in order."""
    before = year - 1
    return [
        Milestone(Stage.OFFICE, date(before, 9, 1)),
        Milestone(Stage.COMMISSION, date(before, 10, 15)),
        Milestone(Stage.AKIMAT, date(before, 11, 10)),
        Milestone(Stage.MASLIKHAT, None),
        Milestone(Stage.LATE, date(year, 3, 1)),
    ]


def quarter_by(year: int) -> date:
    """By when, if the budget of that year is not adopted, the akim decides on its first quarter (BC art. 91(4))."""
    return date(year - 1, 12, 25)


def last_notice(year: int) -> date:
    """The last day on which a meeting about that year's draft can be announced, so that it is held in time."""
    return date(year - 1, 9, 1) - NOTICE


@dataclass(frozen=True)
class Advice:
    """When it is best to speak up about a year's draft. Ours: the law names no such days, only the last ones."""

    begins: date
    ends: date


def advice(year: int) -> Advice:
    """The office writes in summer, and the notice of the meeting comes ten days before."""
    return Advice(date(year - 1, 6, 1), date(year - 1, 8, 15))


@dataclass(frozen=True)
class Now:
    """Which year's draft is under way, where it lies, and what is ahead of it."""

    year: int
    stage: Stage
    ahead: Sequence[Milestone]

    @property
    def open(self) -> bool:
        """The meeting can still change it."""
        return self.stage is Stage.OFFICE


def now(today: date) -> Now:
    """Next year's draft, as it stands by law on that day."""
    year = today.year + 1
    coming = [one for one in milestones(year) if one.last is None or one.last >= today]
    return Now(year, coming[0].stage, coming)
