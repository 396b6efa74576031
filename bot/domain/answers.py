"""What the akim's office answers in public: to a report, to all of a category, or to a village, and what it promises."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.categories import Category
from bot.domain.errors import RuleError
from bot.domain.events import FileRef
from bot.domain.numbers import ALMATY, Number
from bot.domain.speech import SILENCE, Speech
from bot.domain.territories import Spot, Territory

LONGEST_TEXT = 1200  # in each language, so that a preview of both is one message
LONGEST_PROMISE = 200
LONGEST_SPAN = timedelta(days=4 * 366)  # an akim's term (LGL art. 36-2)
OF_USE = timedelta(days=180)  # longer than an election goes on, while which it waits


class To(StrEnum):
    REPORT = "report"
    CATEGORY = "category"
    VILLAGE = "village"


class NoSuchAnswer(RuleError):
    """There is none with this number, or it is not this person's to see."""


class AnsweredAlready(RuleError):
    """It has gone out: nothing of it changes any more."""


class NothingWritten(RuleError):
    """Neither in Kazakh nor in Russian."""


class PromiseUnfinished(RuleError):
    """A promise says what, and by when."""


class WrongTerm(RuleError):
    """A promise is kept tomorrow at the earliest, and within four years."""


class NobodyThere(RuleError):
    """Nobody would get it."""


class AkimIsElected(RuleError):
    """Nothing goes out in the akim's name, and nothing is promised, until the akim is registered (CAO art. 122)."""


@dataclass(frozen=True)
class Audience:
    """Whom it is for: who is concerned by a report, or by all open ones of a category in the unit, or who lives in a
    village.
    """

    report_id: int | None = None
    number: Number | None = None
    category: Category | None = None
    village: Territory | None = None

    @property
    def to(self) -> To:
        if self.report_id is not None:
            return To.REPORT
        return To.VILLAGE if self.village else To.CATEGORY


@dataclass(frozen=True)
class Pledge:
    """What is promised, and the day on which it is done at the latest."""

    what: Speech = SILENCE
    due_on: date | None = None

    def __bool__(self) -> bool:
        return bool(self.what) or self.due_on is not None

    def check(self, now: datetime) -> None:
        """Raises PromiseUnfinished, WrongTerm."""
        if self and not (self.what and self.due_on):
            raise PromiseUnfinished
        self.check_term(now)

    def check_term(self, now: datetime) -> None:
        """Raises WrongTerm."""
        if self.due_on is not None:
            check_day(self.due_on, now, now)


def check_day(due_on: date, made_at: datetime, now: datetime) -> None:
    """Raises WrongTerm for a day that is no term of a promise made then."""
    if not now.astimezone(ALMATY).date() < due_on <= (made_at + LONGEST_SPAN).astimezone(ALMATY).date():
        raise WrongTerm


@dataclass(frozen=True)
class Answer:
    """Of a unit's office. Nobody reads it before it is sent, and after that nothing of it changes; `people` are those it
    was for then, and `reached` those who have it.
    """

    id: int
    territory: Territory
    audience: Audience
    text: Speech = SILENCE
    file: FileRef | None = None
    pledge: Pledge = Pledge()
    sent_at: datetime | None = None
    people: int = 0
    reached: int = 0

    @property
    def mark(self) -> str:
        """Of all that is written: read back, it must still be the same when it is sent."""
        written = repr((self.text, self.file, self.pledge))
        return hashlib.sha256(written.encode()).hexdigest()[:8]

    @property
    def speaks_for_akim(self) -> bool:
        """To many, or with a promise: an election rests it."""
        return self.audience.to is not To.REPORT or bool(self.pledge)

    @property
    def untouched(self) -> bool:
        """Nothing is written of it yet."""
        return self.sent_at is None and not self.text and not self.pledge and self.file is None

    def must_be_draft(self) -> None:
        """Raises AnsweredAlready."""
        if self.sent_at is not None:
            raise AnsweredAlready

    def ready(self, now: datetime) -> None:
        """Raises AnsweredAlready, NothingWritten, PromiseUnfinished, WrongTerm."""
        self.must_be_draft()
        if not self.text:
            raise NothingWritten
        self.pledge.check(now)

    def sent(self, people: int, now: datetime) -> "Answer":
        """Raises NobodyThere, and what `ready` raises."""
        self.ready(now)
        if not people:
            raise NobodyThere
        return replace(self, sent_at=now, people=people)


@dataclass(frozen=True)
class Counts:
    """What has become of those it was for and who have not got it: it still waits for them; or they have blocked the bot,
    left Telegram, moved away, or want no such letters any more.
    """

    waiting: int = 0
    missed: int = 0


@dataclass(frozen=True)
class Seen:
    """An answer as the office sees it; of a draft, `people` are those it would be for now."""

    spot: Spot
    answer: Answer
    people: int
    counts: Counts = Counts()


@dataclass(frozen=True)
class Desk:
    """A unit's newest answers, and whom a new one could be for."""

    spot: Spot
    answers: Sequence[Answer]
    frozen: bool
