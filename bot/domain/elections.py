"""An election of an akim: what it is, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.errors import RuleError
from bot.domain.numbers import ALMATY
from bot.domain.territories import Territory

USUAL_HOURS = (time(7), time(20))  # unless the commission shifts them (EL art. 38(1))
EARLIEST_OPENING, LATEST_CLOSING = time(6), time(22)  # EL art. 38(1)
TERM_YEARS = 4  # LGL art. 36-2
LAW_READ_ON = date(2026, 7, 14)  # the edition of the laws that the rules here were taken from


class Kind(StrEnum):
    """Akims of districts and of larger cities are not elected since 11.06.2026: of them there is no kind."""

    REGULAR = "regular"
    EARLY = "early"
    REPEAT_ELECTION = "repeat_election"  # the first was void
    REPEAT_VOTING = "repeat_voting"  # the first was a tie

    @property
    def nominates(self) -> bool:
        """Whether candidates are put up anew; after a tie the same stand again."""
        return self is not Kind.REPEAT_VOTING


class State(StrEnum):
    ENTERED = "entered"  # a coordinator still writes it down; no resident sees it
    CALLED = "called"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    RESULT = "result"  # the commission has set it
    UNDECIDED = "undecided"  # a tie, or void: voting or election will be repeated
    REGISTERED = "registered"  # the elected akim; the term begins

    @property
    def over(self) -> bool:
        """Nothing of this election is ahead."""
        return self in (State.CANCELLED, State.UNDECIDED, State.REGISTERED)

    @property
    def needs_reason(self) -> bool:
        return self in (State.POSTPONED, State.CANCELLED, State.UNDECIDED)


_NEXT: Mapping[State, tuple[State, ...]] = {
    State.ENTERED: (State.CALLED,),
    State.CALLED: (State.RESULT, State.UNDECIDED, State.POSTPONED, State.CANCELLED),
    State.POSTPONED: (State.CALLED, State.CANCELLED),
    State.CANCELLED: (),
    State.RESULT: (State.REGISTERED, State.UNDECIDED),
    State.UNDECIDED: (),
    State.REGISTERED: (),
}


class NoSuchElection(RuleError):
    """There is none with this number, or it is not this person's to see."""


class WrongOrder(RuleError):
    """The days of an election do not follow each other: the occasion, the calling, the voting."""


class WrongHours(RuleError):
    """Polls open at six at the earliest and close at ten in the evening at the latest (EL art. 38(1))."""


class WrongState(RuleError):
    """The election cannot come to this from where it stands."""


class TooEarly(RuleError):
    """Nobody knows a result while there is voting."""


class ReasonMissing(RuleError):
    """Who postpones or cancels says why."""


class VotingNeeded(RuleError):
    """The voting is not left out: an election without it is postponed or cancelled."""


class AlreadyGoesOn(RuleError):
    """The territory has an election that is not over."""


class NotElected(RuleError):
    """In law only cities of district significance, villages, settlements and rural districts elect their akim."""


@dataclass(frozen=True)
class Election:
    """`occasion` is the day when the term ends, the post fell vacant, or the first voting was; hours are local.
    `source` is what its facts are confirmed from until another is named.
    """

    id: int
    territory: Territory
    kind: Kind
    occasion: date
    called_on: date
    voting_on: date
    opens: time = USUAL_HOURS[0]
    closes: time = USUAL_HOURS[1]
    state: State = State.CALLED
    reason: str | None = None
    source: str = ""
    entered_by: str | None = None
    approved_by: str | None = None

    def check(self) -> None:
        """Raises WrongOrder or WrongHours for days and hours that no election can have."""
        check_calling(self.kind, self.occasion, self.called_on)
        if not self.called_on < self.voting_on:
            raise WrongOrder
        if self.voting_on - self.called_on > timedelta(days=366):
            raise WrongOrder
        if not EARLIEST_OPENING <= self.opens < self.closes <= LATEST_CLOSING:
            raise WrongHours

    @property
    def voting(self) -> tuple[datetime, datetime]:
        """When the polls open, and when they close."""
        return local(self.voting_on, self.opens), local(self.voting_on, self.closes)

    def check_move(self, state: State, reason: str | None, now: datetime) -> None:
        """Raises WrongState, ReasonMissing or TooEarly when it cannot come to `state` now; where it stands it can be
        said again in other words.
        """
        if state not in (self.state, *_NEXT[self.state]):
            raise WrongState
        if state.needs_reason and not reason:
            raise ReasonMissing
        if state in (State.RESULT, State.UNDECIDED, State.REGISTERED) and now < self.voting[1]:
            raise TooEarly

    @property
    def moves(self) -> list[State]:
        """What somebody can say of it next; that it is called, or called again, is said with its voting day."""
        return [state for state in _NEXT[self.state] if state is not State.CALLED]


def check_calling(kind: Kind, occasion: date, called_on: date) -> None:
    """Raises WrongOrder for an occasion that does not fit the calling: but for the end of a term it is past, and none is
    further away than a term of office.
    """
    if kind is not Kind.REGULAR and occasion > called_on:
        raise WrongOrder
    if abs(occasion - called_on) > timedelta(days=TERM_YEARS * 366):
        raise WrongOrder


def check_near(day: date, now: datetime) -> None:
    """Raises WrongOrder for a day that is further from now than a term of office: a slip of the finger."""
    if abs(day - now.astimezone(ALMATY).date()) > timedelta(days=TERM_YEARS * 366):
        raise WrongOrder


def local(day: date, hour: time = time.min) -> datetime:
    """The moment of an hour of a day in Kazakhstan, one zone since 01.03.2024."""
    return datetime.combine(day, hour, ALMATY)
