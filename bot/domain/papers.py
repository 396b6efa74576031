"""What people at a gathering chose on paper: entered by its minutes, confirmed by a second person, and shown apart."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.consultations import POINTS, Consultation, Kind, Stage
from bot.domain.errors import RuleError
from bot.domain.numbers import ALMATY
from bot.domain.texts import EmptyText, TextTooLong, clean
from bot.domain.writing import NoDay, day

FEWEST_SHOWN = 10  # of fewer people only their number is said
LONGEST_NUMBER = 20
MOST_PEOPLE = 100_000
BEFORE = timedelta(days=366)
STAGES = (Stage.OPEN, Stage.CLOSED, Stage.COUNTED)  # nothing to choose from changes any more

_LINE = re.compile(r"\s*(\d{1,2})\s*[-–—:;]\s*(\d{1,8})\s*")


class NoSuchPaper(RuleError):
    """There is none with this number."""


class NoHeading(RuleError):
    """Not the minutes' number, the day and how many people chose."""


class WrongGatheringDay(RuleError):
    """A gathering was held in the last year, and not in time to come."""


class NoCounts(RuleError):
    """A line is not the number of an option that was not counted yet, with how many chose it."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class OptionsMissing(RuleError):
    """Some options have no line."""

    def __init__(self, numbers: Sequence[int]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


class DoNotFit(RuleError):
    """So many people cannot have chosen like this."""

    def __init__(self, people: int) -> None:
        super().__init__(people)
        self.people = people


class PaperUnfinished(RuleError):
    """The numbers or the picture of the minutes are still to come."""


class PaperLack(StrEnum):
    COUNTS = "counts"
    PHOTO = "photo"


@dataclass(frozen=True)
class Heading:
    """By what a gathering is known, and how many chose there."""

    minutes: str
    held_on: date
    people: int


@dataclass(frozen=True)
class Paper:
    """`counts` are people by the numbers of options, or points; `photo` is the minutes' picture at Telegram."""

    id: int
    consultation_id: int
    heading: Heading
    counts: Mapping[int, int] = field(default_factory=dict)
    photo: str | None = None
    entered_by: str | None = None
    confirmed: bool = False

    @property
    def shown(self) -> bool:
        """Whether more than the number of people is said."""
        return self.heading.people >= FEWEST_SHOWN

    @property
    def lacks(self) -> list[PaperLack]:
        missing = {PaperLack.COUNTS: not self.counts, PaperLack.PHOTO: self.photo is None}
        return [lack for lack, holds in missing.items() if holds]

    def headed(self, heading: Heading) -> "Paper":
        """Of another number of people the counts are asked for anew."""
        kept = self.counts if heading.people == self.heading.people else {}
        return replace(self, heading=heading, counts=kept)

    def checked(self) -> "Paper":
        """Residents may see it. Raises PaperUnfinished."""
        if self.lacks:
            raise PaperUnfinished
        return replace(self, confirmed=True)


@dataclass(frozen=True)
class Seen:
    """A gathering's choices as a coordinator sees them."""

    consultation: Consultation
    paper: Paper
    may_confirm: bool


def heading(text: str, now: datetime) -> Heading:
    """«4; 03.06.2027; 37». Raises NoHeading, WrongGatheringDay."""
    cells = text.split(";")
    if len(cells) != 3 or not re.fullmatch(r"\s*[0-9]{1,6}\s*", cells[2]):
        raise NoHeading
    try:
        minutes = clean(cells[0].strip().removeprefix("№"), LONGEST_NUMBER)
        held_on = day(cells[1])
    except (EmptyText, TextTooLong, NoDay):
        raise NoHeading from None
    today = now.astimezone(ALMATY).date()
    if not today - BEFORE <= held_on <= today:
        raise WrongGatheringDay
    people = int(cells[2])
    if not 1 <= people <= MOST_PEOPLE:
        raise NoHeading
    return Heading(" ".join(minutes.split()), held_on, people)


def counts(text: str, asked: Consultation, people: int) -> dict[int, int]:
    """«1 - 20», an option a line, each option once. Raises NoCounts, OptionsMissing, DoNotFit."""
    found: dict[int, int] = {}
    lines = [line for line in text.splitlines() if line.strip()]
    for place, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        number = int(match[1]) if match else 0
        if match is None or asked.option(number) is None or number in found:
            raise NoCounts(place)
        found[number] = int(match[2])
    if missing := [one.number for one in asked.options if one.number not in found]:
        raise OptionsMissing(missing)
    if not _fit(found, asked, people):
        raise DoNotFit(people)
    return found


def _fit(found: Mapping[int, int], asked: Consultation, people: int) -> bool:
    """Whether so many people can have chosen like this."""
    together, highest = sum(found.values()), max(found.values(), default=0)
    if asked.kind is Kind.SHARES:
        return together == POINTS * people
    if asked.kind is Kind.ONE:
        return together == people
    if asked.kind is Kind.SEVERAL:
        return highest <= people and asked.least * people <= together <= asked.most * people
    return highest <= people
