"""What becomes of what residents chose: from the plan to the day it is done, or the reason why it is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.consultations import Consultation, Option
from bot.domain.errors import RuleError
from bot.domain.territories import Spot

LONGEST_WORDS = 300


class Step(StrEnum):
    PLANNED = "planned"
    CONTRACTED = "contracted"
    IN_WORK = "in_work"
    DONE = "done"
    DROPPED = "dropped"  # it will not be done, for a reason


class NoSuchWork(RuleError):
    """There is none with this number, or it is not this person's to see."""


class ReasonNeeded(RuleError):
    """Who took part is told why it will not be done."""


class NothingNew(RuleError):
    """That is what was said last."""


@dataclass(frozen=True)
class Work:
    """How far it is with an option; `photo` is a file at Telegram. Nobody reads it before it is published."""

    id: int
    consultation_id: int
    number: int
    step: Step
    words: str | None = None
    photo: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True)
class Works:
    """A consultation that is counted, with all that was published of it, in order; `spot` is its unit."""

    spot: Spot
    consultation: Consultation
    told: Sequence[Work]

    def last(self, number: int) -> Work | None:
        return next((one for one in reversed(self.told) if one.number == number), None)

    @property
    def moving(self) -> list[tuple[Option, Work]]:
        """The options that something is known of, as they stand on the list."""
        found = ((option, self.last(option.number)) for option in self.consultation.options)
        return [(option, last) for option, last in found if last is not None]


def check(step: Step, words: str | None, photo: str | None, last: Work | None) -> None:
    """Raises ReasonNeeded, or NothingNew for the step that was told last, without words or a photo."""
    if step is Step.DROPPED and not words:
        raise ReasonNeeded
    if last is not None and last.step is step and (words, photo) in ((None, None), (last.words, last.photo)):
        raise NothingNew
