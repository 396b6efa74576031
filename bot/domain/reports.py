"""A report, what may happen to it, and what follows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from enum import StrEnum

from bot.domain.errors import RuleError
from bot.domain.territories import Territory

ALMATY = timezone(timedelta(hours=5), "Asia/Almaty")


class Category(StrEnum):
    """What a report is about, in the order residents are offered it: the first eight at once."""

    DANGER = "danger"
    ROADS = "roads"
    LIGHTING = "lighting"
    WATER = "water"
    WASTE = "waste"
    ANIMALS = "animals"
    ELECTRICITY = "electricity"
    TRANSPORT = "transport"
    LANDSCAPING = "landscaping"
    GREENING = "greening"
    PLAYGROUNDS = "playgrounds"
    PASTURE = "pasture"
    CEMETERIES = "cemeteries"
    FLOOD = "flood"
    HEATING = "heating"
    INTERNET = "internet"
    SCHOOL = "school"
    HEALTH = "health"
    POLICE = "police"
    OTHER = "other"

    @property
    def elsewhere(self) -> bool:
        """Another body decides; the akim's office can only pass it on (LGL art. 35)."""
        return self in _ELSEWHERE


_ELSEWHERE = frozenset(
    {
        Category.ELECTRICITY,
        Category.HEATING,
        Category.INTERNET,
        Category.SCHOOL,
        Category.HEALTH,
        Category.POLICE,
    }
)


class State(StrEnum):
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    NEEDS_DETAILS = "needs_details"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    FORWARDED = "forwarded"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"

    @property
    def waits(self) -> bool:
        """Nobody has taken it yet."""
        return self in (State.RECEIVED, State.REOPENED)

    @property
    def open(self) -> bool:
        return self in _OPEN


_OPEN = frozenset({State.RECEIVED, State.REOPENED, State.IN_REVIEW, State.NEEDS_DETAILS, State.IN_PROGRESS})


class Action(StrEnum):
    """What moves a report: all but the last three are the office's."""

    TAKE = "take"
    ASK = "ask"
    START = "start"
    RESOLVE = "resolve"
    FORWARD = "forward"
    REJECT = "reject"
    DUPLICATE = "duplicate"
    RETURN = "return"
    ANSWER = "answer"
    CONFIRM = "confirm"
    DISPUTE = "dispute"


_LEADS_TO: Mapping[Action, tuple[frozenset[State], State]] = {
    Action.TAKE: (frozenset({State.RECEIVED, State.REOPENED}), State.IN_REVIEW),
    Action.ASK: (_OPEN, State.NEEDS_DETAILS),
    Action.START: (_OPEN - {State.IN_PROGRESS}, State.IN_PROGRESS),
    Action.RESOLVE: (_OPEN, State.RESOLVED),
    Action.FORWARD: (_OPEN, State.FORWARDED),
    Action.REJECT: (_OPEN, State.REJECTED),
    Action.DUPLICATE: (_OPEN, State.DUPLICATE),
    Action.RETURN: (
        frozenset({State.RESOLVED, State.FORWARDED, State.REJECTED, State.DUPLICATE}),
        State.IN_REVIEW,
    ),
    Action.ANSWER: (frozenset({State.NEEDS_DETAILS}), State.IN_REVIEW),
    Action.CONFIRM: (frozenset({State.RESOLVED}), State.CONFIRMED),
    Action.DISPUTE: (frozenset({State.RESOLVED}), State.REOPENED),
}


class Reason(StrEnum):
    """Why a report is rejected, or to whom it is forwarded."""

    NOT_ENOUGH = "not_enough"
    PRIVATE = "private"
    ALREADY_DONE = "already_done"
    NO_MONEY = "no_money"
    NOT_A_REPORT = "not_a_report"
    DISTRICT_AKIMAT = "district_akimat"
    POWER_COMPANY = "power_company"
    WATER_COMPANY = "water_company"
    HEAT_COMPANY = "heat_company"
    EDUCATION = "education"
    HEALTH = "health"
    POLICE = "police"
    EMERGENCY = "emergency"
    OTHER_BODY = "other_body"
    OTHER = "other"

    @property
    def unnamed(self) -> bool:
        """It says nothing by itself, so words must."""
        return self in (Reason.OTHER, Reason.OTHER_BODY)


REASONS: Mapping[Action, tuple[Reason, ...]] = {
    Action.REJECT: (
        Reason.NOT_ENOUGH,
        Reason.PRIVATE,
        Reason.ALREADY_DONE,
        Reason.NO_MONEY,
        Reason.NOT_A_REPORT,
        Reason.OTHER,
    ),
    Action.FORWARD: (
        Reason.DISTRICT_AKIMAT,
        Reason.POWER_COMPANY,
        Reason.WATER_COMPANY,
        Reason.HEAT_COMPANY,
        Reason.EDUCATION,
        Reason.HEALTH,
        Reason.POLICE,
        Reason.EMERGENCY,
        Reason.OTHER_BODY,
    ),
}


class AlreadyTaken(RuleError):
    """Someone else of the office was first."""

    def __init__(self, holder: str | None) -> None:
        super().__init__()
        self.holder = holder


class NotNow(RuleError):
    """The report's state does not allow this."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


class NoNews(RuleError):
    """The report is in the wanted state already."""


class ReasonMissing(RuleError):
    """A rejection or a forwarding names its reason; «other» also needs words."""


class WordsMissing(RuleError):
    """The step tells the resident something, so it needs words."""


class NoSuchReport(RuleError):
    """There is none with this number, or it is not this person's to see."""


class OfItself(RuleError):
    """A report cannot be a duplicate of itself, nor of one of its own duplicates."""


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


class OutsideKazakhstan(RuleError):
    """The place sent is not in the country."""


@dataclass(frozen=True)
class Place:
    """Where the problem is: a point, words, or both unknown."""

    latitude: float | None = None
    longitude: float | None = None
    words: str | None = None

    @classmethod
    def point(cls, latitude: float, longitude: float) -> "Place":
        """A point inside the country's bounding box. Raises OutsideKazakhstan."""
        if not (40.5 <= latitude <= 55.5 and 46.4 <= longitude <= 87.4):
            raise OutsideKazakhstan
        return cls(latitude, longitude)

    @property
    def known(self) -> bool:
        return self.latitude is not None or self.words is not None


NOWHERE = Place()


@dataclass(frozen=True)
class Report:
    id: int
    person_id: str
    district: str
    unit: str
    village: Territory
    number: Number
    category: Category
    text: str
    place: Place
    state: State
    holder_id: str | None
    holder: str | None
    created_at: datetime

    def after(self, action: Action, actor_id: str) -> "Report":
        """The report once `actor_id` has done `action`. Raises AlreadyTaken, NoNews or NotNow."""
        allowed, state = _LEADS_TO[action]
        if action is Action.TAKE and not self.state.waits and self.state.open:
            raise NoNews if self.holder_id == actor_id else AlreadyTaken(self.holder)
        if self.state not in allowed:
            raise NoNews if self.state is state else NotNow(self.state)
        if action is Action.ASK and self.state is State.NEEDS_DETAILS:
            return self
        holder_id = self.holder_id
        if action is Action.DISPUTE:
            holder_id = None
        elif action in OFFICE_ACTIONS and (holder_id is None or action is Action.RETURN):
            holder_id = actor_id
        return replace(self, state=state, holder_id=holder_id)

    def may(self, action: Action) -> bool:
        return self.state in _LEADS_TO[action][0]


OFFICE_ACTIONS = frozenset(Action) - {Action.ANSWER, Action.CONFIRM, Action.DISPUTE}


def check_reason(action: Action, reason: Reason | None, words: str | None) -> None:
    """Raises ReasonMissing or WordsMissing when `action` would leave the resident without an explanation."""
    if action in REASONS:
        if reason is None or reason not in REASONS[action]:
            raise ReasonMissing
        if reason.unnamed and not words:
            raise WordsMissing
    if action in (Action.ASK, Action.RESOLVE) and not words:
        raise WordsMissing


class EventKind(StrEnum):
    """What a report's history is made of: the actions, and words that moved nothing."""

    SENT = "sent"
    TAKE = "take"
    ASK = "ask"
    START = "start"
    RESOLVE = "resolve"
    FORWARD = "forward"
    REJECT = "reject"
    DUPLICATE = "duplicate"
    RETURN = "return"
    ANSWER = "answer"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    OFFICE_WORDS = "office_words"
    RESIDENT_WORDS = "resident_words"


@dataclass(frozen=True)
class Event:
    """Something that happened to a report. For a duplicate, `reason` is the first report's id."""

    id: int
    report_id: int
    kind: EventKind
    reason: str | None
    text: str | None
    file: "FileRef | None"
    happened_at: datetime


class FileKind(StrEnum):
    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    DOCUMENT = "document"


@dataclass(frozen=True)
class FileRef:
    """A file that stays on Telegram's servers; only its reference is kept."""

    kind: FileKind
    file_id: str


@dataclass(frozen=True)
class Source:
    """The message that something was said in: redelivered, it is no news; edited, it changes what it said."""

    chat_id: int
    message_id: int


@dataclass(frozen=True)
class NewEvent:
    """Something that happens now; told twice in the same message, it happened once."""

    kind: EventKind
    actor_id: str | None = None
    reason: str | None = None
    text: str | None = None
    file: FileRef | None = None
    source: Source | None = None
