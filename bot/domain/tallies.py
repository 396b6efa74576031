"""The closed accounting: every report is in exactly one bucket, and the buckets make up all that ever came in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.events import EventKind
from bot.domain.numbers import ALMATY
from bot.domain.reports import Reason, State

ALL_DAYS = -1  # counted together
_FIRST_DAY = date(1970, 1, 1)


class Bucket(StrEnum):
    WAITING = "waiting"  # nobody has taken it
    IN_WORK = "in_work"
    OVERDUE = "overdue"  # later than the office itself has promised
    CONFIRMED = "confirmed"  # solved, and its resident says so
    UNCONFIRMED = "unconfirmed"  # solved, says the office alone
    DISPUTED = "disputed"  # not solved, says its resident
    REFUSED = "refused"
    PASSED_ON = "passed_on"  # to a body that decides it
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"
    HELD = "held"


_OF: Mapping[State, Bucket] = {
    State.RECEIVED: Bucket.WAITING,
    State.IN_REVIEW: Bucket.IN_WORK,
    State.NEEDS_DETAILS: Bucket.IN_WORK,
    State.IN_PROGRESS: Bucket.IN_WORK,
    State.RESOLVED: Bucket.UNCONFIRMED,
    State.UNCONFIRMED: Bucket.UNCONFIRMED,
    State.CONFIRMED: Bucket.CONFIRMED,
    State.REOPENED: Bucket.DISPUTED,
    State.FORWARDED: Bucket.PASSED_ON,
    State.REJECTED: Bucket.REFUSED,
    State.DUPLICATE: Bucket.DUPLICATE,
    State.WITHDRAWN: Bucket.WITHDRAWN,
    State.HELD: Bucket.HELD,
}


def bucket(state: State, *, overdue: bool) -> Bucket:
    """What is late counts as that, whoever works at it; what is closed is never late."""
    return Bucket.OVERDUE if overdue and state.open else _OF[state]


# Why a report is in these is counted, too.
REASONED = frozenset({Bucket.REFUSED, Bucket.PASSED_ON})
Reasons = Mapping[Bucket, Mapping[Reason, int]]


class Unbalanced(Exception):
    """The buckets do not make up what came in."""


@dataclass(frozen=True)
class Tally:
    """How many reports came in, and where they stand. Raises Unbalanced."""

    intake: int
    buckets: Mapping[Bucket, int]

    def __post_init__(self) -> None:
        if self.intake != sum(self.buckets.values()) or min(self.buckets.values(), default=0) < 0:
            raise Unbalanced

    def __getitem__(self, one: Bucket) -> int:
        return self.buckets.get(one, 0)


def together(tallies: Iterable[Tally]) -> Tally:
    intake, buckets = 0, dict.fromkeys(Bucket, 0)
    for tally in tallies:
        intake += tally.intake
        for one, number in tally.buckets.items():
            buckets[one] += number
    return Tally(intake, buckets)


def day_number(moment: datetime) -> int:
    """The day in Kazakhstan, counted from the first of 1970."""
    return day_count(moment.astimezone(ALMATY).date())


def day_count(day: date) -> int:
    return (day - _FIRST_DAY).days


class Milestone(StrEnum):
    """What is reached once, or again after it did not hold."""

    FIRST_WORD = "first_word"  # the first step, that its resident heard of, of the office that has it
    SOLVED = "solved"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"


_REACHED: Mapping[EventKind, Milestone] = {
    EventKind.RESOLVE: Milestone.SOLVED,
    EventKind.CONFIRM: Milestone.CONFIRMED,
    EventKind.DISPUTE: Milestone.DISPUTED,
}
_UNDONE: Mapping[EventKind, frozenset[Milestone]] = {
    EventKind.DISPUTE: frozenset({Milestone.SOLVED, Milestone.CONFIRMED}),
    EventKind.RETURN: frozenset({Milestone.SOLVED}),
    EventKind.HAND_OVER: frozenset({Milestone.FIRST_WORD}),
}


def reached(kind: EventKind) -> Milestone | None:
    """What an event brings, besides the first word."""
    return _REACHED.get(kind)


def undone(kind: EventKind) -> frozenset[Milestone]:
    """What does not hold any more after an event."""
    return _UNDONE.get(kind, frozenset())
