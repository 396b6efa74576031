"""A report, what may happen to it, and what follows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.categories import Category
from bot.domain.errors import RuleError
from bot.domain.numbers import Number
from bot.domain.places import NOWHERE, Place
from bot.domain.territories import Territory


class State(StrEnum):
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    NEEDS_DETAILS = "needs_details"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"  # its resident was asked twice whether it is solved, and has not said
    REOPENED = "reopened"
    FORWARDED = "forwarded"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"  # its author had their data erased
    HELD = "held"

    @property
    def waits(self) -> bool:
        """Nobody has taken it yet."""
        return self in (State.RECEIVED, State.REOPENED)

    @property
    def answered(self) -> bool:
        """The office has decided about it; what is held back it has not."""
        return not self.open and self not in (State.HELD, State.WITHDRAWN)

    @property
    def open(self) -> bool:
        """The office owes it something. A held report is not: until it is taken up again nobody works at it, and
        what leads to its pictures is kept no longer than of one that was closed then.
        """
        return self in _OPEN


REOPENED_WITHIN = timedelta(days=30)

_OPEN = frozenset({State.RECEIVED, State.REOPENED, State.IN_REVIEW, State.NEEDS_DETAILS, State.IN_PROGRESS})


class Action(StrEnum):
    """What moves a report: all until RETURN are the office's, LAPSE is the clock's, the others the resident's."""

    TAKE = "take"
    ASK = "ask"
    START = "start"
    RESOLVE = "resolve"
    FORWARD = "forward"
    REJECT = "reject"
    DUPLICATE = "duplicate"
    HOLD = "hold"
    RETURN = "return"
    ANSWER = "answer"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    LAPSE = "lapse"


_LEADS_TO: Mapping[Action, tuple[frozenset[State], State]] = {
    Action.TAKE: (frozenset({State.RECEIVED, State.REOPENED}), State.IN_REVIEW),
    Action.ASK: (_OPEN, State.NEEDS_DETAILS),
    Action.START: (_OPEN - {State.IN_PROGRESS}, State.IN_PROGRESS),
    Action.RESOLVE: (_OPEN, State.RESOLVED),
    Action.FORWARD: (_OPEN, State.FORWARDED),
    Action.REJECT: (_OPEN, State.REJECTED),
    Action.DUPLICATE: (_OPEN, State.DUPLICATE),
    Action.HOLD: (_OPEN, State.HELD),
    Action.RETURN: (
        frozenset(
            {
                State.RESOLVED,
                State.UNCONFIRMED,
                State.FORWARDED,
                State.REJECTED,
                State.DUPLICATE,
                State.HELD,
            }
        ),
        State.IN_REVIEW,
    ),
    Action.ANSWER: (frozenset({State.NEEDS_DETAILS}), State.IN_REVIEW),
    Action.CONFIRM: (frozenset({State.RESOLVED, State.UNCONFIRMED}), State.CONFIRMED),
    Action.DISPUTE: (frozenset({State.RESOLVED, State.CONFIRMED, State.UNCONFIRMED}), State.REOPENED),
    Action.LAPSE: (frozenset({State.RESOLVED}), State.UNCONFIRMED),
}


class Reason(StrEnum):
    """Why a report is rejected or held, or to whom it is forwarded."""

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
    INSULT = "insult"
    PERSONAL_DATA = "personal_data"
    ADVERTISING = "advertising"
    CAMPAIGNING = "campaigning"
    FALSE_ALARM = "false_alarm"
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
    Action.HOLD: (
        Reason.INSULT,
        Reason.PERSONAL_DATA,
        Reason.ADVERTISING,
        Reason.CAMPAIGNING,
        Reason.FALSE_ALARM,
        Reason.OTHER,
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
    """A rejection, a forwarding or a holding names its reason; «other» also needs words."""


class PictureMissing(RuleError):
    """The office has promised to show what was done."""


class WordsMissing(RuleError):
    """The step tells the resident something, so it needs words."""


class TooLate(RuleError):
    """It was closed too long ago to be opened again."""


class Withdrawn(RuleError):
    """Its author has taken the report back: there is nobody to answer, and nothing to decide."""


class OfItself(RuleError):
    """A report cannot be a duplicate of itself, nor of one of its own duplicates."""


class HasDuplicates(RuleError):
    """Others repeat this report: it can repeat none itself, so that nobody is sent from one to the next."""


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
    closed_at: datetime | None = None
    due_at: datetime | None = None  # when the office's next promise about it runs out
    overdue: bool = False

    def after(self, action: Action, actor_id: str) -> "Report":
        """The report once `actor_id` has done `action`. Raises AlreadyTaken, NoNews, NotNow or Withdrawn."""
        self.must_stand()
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

    def handed_over(self, unit: str, village: Territory) -> "Report":
        """At another office of its district, where nobody has taken it yet. Raises Withdrawn, NotNow, NoNews."""
        self.must_stand()
        if not self.may_be_handed_over:
            raise NotNow(self.state)
        if unit == self.unit:
            raise NoNews
        return replace(
            self,
            unit=unit,
            village=village,
            state=State.RECEIVED,
            holder_id=None,
            holder=None,
            due_at=None,
            overdue=False,
        )

    @property
    def may_be_handed_over(self) -> bool:
        """A test is for the office that tries it."""
        return self.state.open and not self.number.test

    def judged(self, *, fixed: bool, now: datetime) -> "Report":
        """After its resident's word. Raises TooLate, NoNews, NotNow, Withdrawn."""
        judged = self.after(Action.CONFIRM if fixed else Action.DISPUTE, self.person_id)
        if not fixed and not self.may_be_disputed(now):
            raise TooLate
        return judged

    def may_be_disputed(self, now: datetime) -> bool:
        """What its resident was still asked about, at any time; what was closed since, within thirty days."""
        if self.state is State.RESOLVED or self.closed_at is None:
            return self.may(Action.DISPUTE)
        return self.may(Action.DISPUTE) and now <= self.closed_at + REOPENED_WITHIN

    def taken_back(self) -> "Report":
        """Without anything its author said. Raises NotNow once the office has answered: then it stays."""
        if self.state.answered or self.state is State.WITHDRAWN:
            raise NotNow(self.state)
        return replace(self, state=State.WITHDRAWN, text="", place=NOWHERE)

    def must_stand(self) -> None:
        """Raises Withdrawn."""
        if self.state is State.WITHDRAWN:
            raise Withdrawn

    def may(self, action: Action) -> bool:
        return self.state in _LEADS_TO[action][0]


OFFICE_ACTIONS = frozenset(Action) - {
    Action.ANSWER,
    Action.CONFIRM,
    Action.DISPUTE,
    Action.LAPSE,
}


def check_reason(action: Action, reason: Reason | None, words: str | None) -> None:
    """Raises ReasonMissing or WordsMissing when `action` would leave the resident without an explanation."""
    if action in REASONS:
        if reason is None or reason not in REASONS[action]:
            raise ReasonMissing
        if reason.unnamed and not words:
            raise WordsMissing
    if action in (Action.ASK, Action.RESOLVE) and not words:
        raise WordsMissing
