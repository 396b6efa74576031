"""A promise of the akim's office: what, by when, and what became of it. It is never deleted; what is corrected stands beside
its first wording.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.answers import Answer, check_day
from bot.domain.elections import local
from bot.domain.errors import RuleError
from bot.domain.numbers import ALMATY
from bot.domain.speech import SILENCE, Speech
from bot.domain.territories import Spot, Territory

GRACE = timedelta(
    days=1
)  # the office is asked on the day after the last, and may still say «kept, in time» on it
SILENCE_TERM = timedelta(days=14)  # without a word of the office until then it stands as broken
ASKED_AHEAD = timedelta(days=7)
LONGEST_WORDS = 300
FEWEST_SAYS = 5  # of fewer residents nothing is shown: somebody could guess who said what
ON_A_PAGE = 5
MOST_WORDINGS = 8  # so that all of them fit the page on which they stand side by side


class State(StrEnum):
    DUE = "due"
    OVERDUE = "overdue"  # its day is over, and the office has said nothing yet
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    """What the office says became of it."""

    KEPT = "kept"
    BROKEN = "broken"
    WITHDRAWN = "withdrawn"


class Occasion(StrEnum):
    """When the office is asked."""

    WEEK = "week"  # before
    DAY = "day"  # before
    AFTER = "after"


class NoSuchPromise(RuleError):
    """There is none with this number, or it is not this person's to see."""


class Settled(RuleError):
    """What has become of it is said: this cannot be said any more, or not yet."""


class WhyNeeded(RuleError):
    """That it is not kept, or withdrawn, is said with a reason."""


class CorrectedTooOften(RuleError):
    """No more wordings fit beside the first."""


class NothingPlanned(RuleError):
    """Nothing is written that would change it."""


@dataclass(frozen=True)
class Wording:
    """What is promised by which day, since when it stands so, and of what the office was asked last."""

    what: Speech
    due_on: date
    since: datetime
    asked: Occasion | None = None


@dataclass(frozen=True)
class Ruling:
    verdict: Verdict
    said_at: datetime
    words: str | None = None
    photo: str | None = None  # a file at Telegram


@dataclass(frozen=True)
class Plan:
    """What the office is about to say, and reads over first: another wording or day, or what became of it."""

    what: Speech = SILENCE
    due_on: date | None = None
    verdict: Verdict | None = None
    words: str | None = None
    photo: str | None = None

    def __bool__(self) -> bool:
        return bool(self.what) or self.due_on is not None or self.verdict is not None


_POSSIBLE: Mapping[State, frozenset[Verdict]] = {
    State.DUE: frozenset(Verdict),
    State.OVERDUE: frozenset({Verdict.KEPT, Verdict.BROKEN}),
    State.BROKEN: frozenset({Verdict.KEPT}),
    State.KEPT: frozenset(),
    State.KEPT_LATE: frozenset(),
    State.WITHDRAWN: frozenset(),
}


@dataclass(frozen=True)
class Promise:
    """Every wording and every word of the office about it, the newest last; the newest counts."""

    id: int
    answer_id: int
    territory: Territory
    made_at: datetime
    wordings: Sequence[Wording]
    rulings: Sequence[Ruling] = ()
    plan: Plan = Plan()

    @property
    def holds(self) -> Wording:
        return self.wordings[-1]

    @property
    def first(self) -> Wording:
        return self.wordings[0]

    @property
    def last(self) -> Ruling | None:
        return self.rulings[-1] if self.rulings else None

    @property
    def moved(self) -> bool:
        """Its day is not what it was before the last correction."""
        return len(self.wordings) > 1 and self.wordings[-2].due_on != self.holds.due_on

    @property
    def changed(self) -> bool:
        """Whoever knows it only as it was first made has not heard of another day, or of what became of it."""
        return self.last is not None or self.holds.due_on != self.first.due_on

    def made_before(self, day: date | None) -> bool:
        return day is not None and _day(self.made_at) < day

    @property
    def mark(self) -> str:
        """Of what is planned: read back, it must still be the same when it is said."""
        known = (len(self.wordings), len(self.rulings), self.plan)
        return hashlib.sha256(repr(known).encode()).hexdigest()[:8]

    def possible(self, now: datetime) -> frozenset[Verdict]:
        """What the office can say now: nothing after it was kept or withdrawn; withdrawn only until its day is over."""
        return _POSSIBLE[state(self, now)]

    def correcting(self, now: datetime) -> Plan:
        """A plan of how it is to read, begun or gone on with. Raises Settled once its day is over."""
        if state(self, now) is not State.DUE:
            raise Settled
        begun = self.plan.verdict is None and self.plan
        return self.plan if begun else Plan(self.holds.what, self.holds.due_on)

    def said(self, now: datetime) -> "Promise":
        """With what is planned. Raises NothingPlanned, Settled, WhyNeeded, WrongTerm, CorrectedTooOften."""
        if self.plan.verdict is not None:
            return self._ruled(self.plan, now)
        self.correcting(now)
        what, due_on = self.plan.what, self.plan.due_on
        if due_on is None or (what, due_on) == (self.holds.what, self.holds.due_on):
            raise NothingPlanned
        if len(self.wordings) >= MOST_WORDINGS:
            raise CorrectedTooOften
        check_day(due_on, self.made_at, now)
        return replace(self, wordings=[*self.wordings, Wording(what, due_on, now)], plan=Plan())

    def _ruled(self, plan: Plan, now: datetime) -> "Promise":
        assert plan.verdict is not None
        if plan.verdict not in self.possible(now):
            raise Settled
        if plan.verdict is not Verdict.KEPT and not plan.words:
            raise WhyNeeded
        ruling = Ruling(plan.verdict, now, plan.words, plan.photo)
        return replace(self, rulings=[*self.rulings, ruling], plan=Plan())


def state(promise: Promise, now: datetime) -> State:
    """Where it stands. Kept is what the office says was kept, in time until the day after the last one; what it says nothing
    of for two weeks after that day is broken, until it says otherwise.
    """
    due_on, last = promise.holds.due_on, promise.last
    if last is None:
        return _unsaid(due_on, _day(now))
    if last.verdict is Verdict.KEPT:
        return State.KEPT if _day(last.said_at) <= due_on + GRACE else State.KEPT_LATE
    return State.BROKEN if last.verdict is Verdict.BROKEN else State.WITHDRAWN


def _unsaid(due_on: date, today: date) -> State:
    if today <= due_on:
        return State.DUE
    return State.OVERDUE if today <= due_on + SILENCE_TERM else State.BROKEN


def _day(moment: datetime) -> date:
    return moment.astimezone(ALMATY).date()


def occasion(promise: Promise, now: datetime) -> Occasion | None:
    """Of what the office is to be asked now, once for each day that was named; None where it was, or has said a word."""
    wording = promise.holds
    found = _occasion((wording.due_on - _day(now)).days, (wording.due_on - _day(wording.since)).days)
    return None if promise.last or found is wording.asked else found


def in_question(promise: Promise, now: datetime) -> bool:
    """Whether the office can be asked of it today, once or again: it has said nothing, and the day is near or just over."""
    left = (promise.holds.due_on - _day(now)).days
    return promise.last is None and -SILENCE_TERM.days <= left <= ASKED_AHEAD.days


def _occasion(left: int, given: int) -> Occasion | None:
    """With so many days left of those that were given at first."""
    if -SILENCE_TERM.days <= left < 0:
        return Occasion.AFTER
    if 0 <= left <= 1:
        return Occasion.DAY if given > 1 else None
    return Occasion.WEEK if 1 < left <= ASKED_AHEAD.days <= given else None


_ASKED_UNTIL: Mapping[Occasion, timedelta] = {
    Occasion.WEEK: -timedelta(days=1),
    Occasion.DAY: timedelta(days=1),
    Occasion.AFTER: SILENCE_TERM + timedelta(days=1),
}


def asked_until(promise: Promise, asked: Occasion) -> datetime:
    """When a question to the office is of no use any more: it is asked anew, or the silence stands as an answer."""
    return local(promise.holds.due_on + _ASKED_UNTIL[asked])


@dataclass(frozen=True)
class Says:
    """How many residents say that it was kept, and that it was not."""

    yes: int = 0
    no: int = 0

    @property
    def shown(self) -> bool:
        return self.yes + self.no >= FEWEST_SAYS


def tally(promises: Iterable[Promise], now: datetime) -> Mapping[State, int]:
    """How many stand where: each stands somewhere, and nowhere else."""
    counted = Counter(state(one, now) for one in promises)
    return {one: counted[one] for one in State}


def next_due(promises: Iterable[Promise], now: datetime) -> list[Promise]:
    """Those the office still owes a word of, by their days."""
    owed = [one for one in promises if state(one, now) in (State.DUE, State.OVERDUE)]
    return sorted(owed, key=lambda one: one.holds.due_on)


@dataclass(frozen=True)
class Ledger:
    """A page of a unit's promises, the newest due first, and how all of them stand; while an akim is being elected
    residents see no `tally`. Those made before `since` are of an earlier term.
    """

    spot: Spot
    promises: Sequence[Promise]
    page: int
    last_page: int
    tally: Mapping[State, int] | None
    since: date | None = None


@dataclass(frozen=True)
class Promised:
    """A promise with the answer it stands in; while an akim is being elected nothing is judged. `mine` is what the viewer
    has said of it, if they were asked.
    """

    spot: Spot
    promise: Promise
    answer: Answer
    says: Says
    frozen: bool
    earlier: bool = False
    asked: bool = False
    mine: bool | None = None
