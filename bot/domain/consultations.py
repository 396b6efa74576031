"""A consultation on the village budget: what is asked, of whom, when, and how it will be counted. Advisory always: the
local community meeting decides (LGL art. 39-3).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.directions import Direction
from bot.domain.errors import RuleError
from bot.domain.people import Language
from bot.domain.territories import Spot, Territory
from bot.domain.texts import utf16_length

POINTS = 100  # to be shared out
FEWEST, MOST_OPTIONS = 2, 30
LONGEST_TITLE, LONGEST_NAME = 120, 60
DEAREST = 10**13  # tenge: more than any village's budget
SHORTEST, LONGEST = timedelta(days=3), timedelta(days=60)
AHEAD = timedelta(days=366)


class Kind(StrEnum):
    ONE = "one"
    SEVERAL = "several"
    PROJECTS = "projects"  # within a budget
    SHARES = "shares"  # a hundred points


class Rule(StrEnum):
    """How what people chose becomes a result; declared before anybody chooses."""

    MOST = "most"  # who has most supporters
    GREEDY = "greedy"  # by number of supporters, as long as the money lasts
    EQUAL_SHARES = "equal_shares"  # and what is left over, greedily
    MEAN = "mean"
    MEDIAN = "median"


RULES: Mapping[Kind, tuple[Rule, ...]] = {
    Kind.ONE: (Rule.MOST,),
    Kind.SEVERAL: (Rule.MOST,),
    Kind.PROJECTS: (Rule.GREEDY, Rule.EQUAL_SHARES),
    Kind.SHARES: (Rule.MEAN, Rule.MEDIAN),
}


class Stage(StrEnum):
    DRAFT = "draft"  # no resident sees it
    PROPOSALS = "proposals"  # residents propose, and say what they think
    FIXED = "fixed"  # nothing changes any more; it opens at its hour
    OPEN = "open"
    CLOSED = "closed"  # nobody chooses any more; it is being counted
    COUNTED = "counted"
    STOPPED = "stopped"  # with a reason; nothing is counted

    @property
    def over(self) -> bool:
        return self in (Stage.COUNTED, Stage.STOPPED)


class NoSuchConsultation(RuleError):
    """There is none with this number, or it is not this person's to see."""


class NotInStage(RuleError):
    """What is asked for was possible before, or will be later."""


class Incomplete(RuleError):
    """Something that residents must know is missing."""

    def __init__(self, lacks: Sequence["Lack"]) -> None:
        super().__init__(", ".join(lacks))
        self.lacks = lacks


class WrongDays(RuleError):
    """It is open for three days at the least and sixty at the most, and opens within a year."""


class WrongUntil(RuleError):
    """Residents propose for three days at the least and sixty at the most, and all of them before it opens."""


class ProposalsGoOn(RuleError):
    """Residents can still propose: what can be chosen is fixed after that."""


class OptionThere(RuleError):
    """It can be chosen already."""


class TooManyOptions(RuleError):
    """Nobody could look through more."""


class ElectionGoesOn(RuleError):
    """While an akim is being elected here nothing is asked anew."""


class Lack(StrEnum):
    TITLE = "title"
    OPTIONS = "options"
    COSTS = "costs"
    BUDGET = "budget"
    LIMITS = "limits"
    DAYS = "days"
    RULE = "rule"


@dataclass(frozen=True)
class Option:
    """What can be chosen: a direction of spending, or a project of the unit's own; the cost is in whole tenge."""

    number: int
    direction: Direction
    name_kk: str
    name_ru: str
    cost: int | None = None

    def name(self, language: Language) -> str:
        return self.name_kk if language is Language.KAZAKH else self.name_ru


@dataclass(frozen=True)
class Consultation:
    """`least` and `most` limit how many options one chooses where several can be; the budget is in whole tenge."""

    id: int
    territory: Territory
    kind: Kind
    title_kk: str = ""
    title_ru: str = ""
    options: Sequence[Option] = ()
    budget: int | None = None
    least: int = 1
    most: int = 1
    rule: Rule | None = None
    proposals_until: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    stage: Stage = Stage.DRAFT
    reason: str | None = None
    entered_by: str | None = None
    approved_by: str | None = None

    def title(self, language: Language) -> str:
        return self.title_kk if language is Language.KAZAKH else self.title_ru

    def option(self, number: int) -> Option | None:
        return next((one for one in self.options if one.number == number), None)

    @property
    def words(self) -> list[str]:
        """All that coordinators have written and residents will read."""
        names = [name for one in self.options for name in (one.name_kk, one.name_ru)]
        return [self.title_kk, self.title_ru, *names]

    @property
    def lacks(self) -> list[Lack]:
        """What is still to be said before it can be fixed."""
        costs = [one.cost for one in self.options]
        missing = {
            Lack.TITLE: not (self.title_kk and self.title_ru),
            Lack.OPTIONS: len(self.options) < FEWEST,
            Lack.COSTS: self.kind is Kind.PROJECTS and None in costs,
            Lack.BUDGET: self.kind is Kind.PROJECTS and not self._budget_fits(),
            Lack.LIMITS: self.kind is Kind.SEVERAL and not 1 <= self.least <= self.most < len(self.options),
            Lack.RULE: self.rule not in RULES[self.kind],
            Lack.DAYS: self.opens_at is None or self.closes_at is None,
        }
        return [lack for lack, holds in missing.items() if holds]

    def _budget_fits(self) -> bool:
        """The cheapest can be had, and not all of them: otherwise there is nothing to choose."""
        costs = [one.cost for one in self.options if one.cost is not None]
        return self.budget is not None and bool(costs) and min(costs) <= self.budget < sum(costs)

    def check_days(self, now: datetime) -> None:
        """Raises WrongDays for days on which it cannot be open."""
        if self.opens_at is None or self.closes_at is None:
            return
        if not now < self.opens_at <= now + AHEAD:
            raise WrongDays
        if not SHORTEST <= self.closes_at - self.opens_at <= LONGEST:
            raise WrongDays
        if self.proposals_until is not None and self.proposals_until > self.opens_at:
            raise WrongUntil

    def check_change(self, before: "Consultation", now: datetime) -> None:
        """Raises WrongDays, WrongUntil; NotInStage for another of what residents read while they propose."""
        read = [(one.title_kk, one.title_ru, one.proposals_until) for one in (self, before)]
        if before.stage is Stage.PROPOSALS and read[0] != read[1]:
            raise NotInStage
        if self.proposals_until != before.proposals_until:
            self._check_until(now)
        self.check_days(now)

    def _check_until(self, now: datetime) -> None:
        if self.proposals_until is None or not SHORTEST <= self.proposals_until - now <= LONGEST:
            raise WrongUntil

    def gathers(self, now: datetime) -> bool:
        """Whether residents can propose now, and say what they think."""
        return (
            self.stage is Stage.PROPOSALS and self.proposals_until is not None and now < self.proposals_until
        )

    def gathering(self, now: datetime) -> "Consultation":
        """Residents propose from now on. Raises NotInStage, Incomplete, WrongUntil, WrongDays."""
        if self.stage is not Stage.DRAFT:
            raise NotInStage
        if Lack.TITLE in self.lacks:
            raise Incomplete([Lack.TITLE])
        self._check_until(now)
        self.check_days(now)
        return replace(self, stage=Stage.PROPOSALS)

    def gathered(self, now: datetime) -> "Consultation":
        """Nobody proposes any more, before the day that was named. Raises NotInStage."""
        if not self.gathers(now):
            raise NotInStage
        return replace(self, proposals_until=now)

    def with_option(self, direction: Direction, name: str) -> "Consultation":
        """The name, in the language it was written in, is still to be put into the other, and a cost beside it.

        Raises OptionThere, TooManyOptions.
        """
        if any(name in (one.name_kk, one.name_ru) for one in self.options):
            raise OptionThere
        if len(self.options) == MOST_OPTIONS:
            raise TooManyOptions
        return replace(self, options=[*self.options, Option(len(self.options) + 1, direction, name, name)])

    def fixed(self, now: datetime) -> "Consultation":
        """With its options in the order that decides ties, the cheaper first; nothing of it changes after that.

        Raises NotInStage, ProposalsGoOn, Incomplete, WrongDays.
        """
        if self.stage not in (Stage.DRAFT, Stage.PROPOSALS):
            raise NotInStage
        if self.gathers(now):
            raise ProposalsGoOn
        if self.lacks:
            raise Incomplete(self.lacks)
        until = self.proposals_until if self.stage is Stage.PROPOSALS else None
        replace(self, proposals_until=until).check_days(now)
        ordered = sorted(self.options, key=lambda one: (one.cost or 0, one.name_kk, one.number))
        numbered = [replace(one, number=number) for number, one in enumerate(ordered, 1)]
        return replace(self, options=numbered, proposals_until=until, stage=Stage.FIXED)


@dataclass(frozen=True)
class Prepared:
    """A consultation as a coordinator sees it; `waiting` is how much of what residents sent has no answer yet,
    `gathering` that they can send more.
    """

    spot: Spot
    consultation: Consultation
    may_approve: bool
    definition: str | None
    waiting: int = 0
    gathering: bool = False


def name_from(text: str) -> str:
    """What a resident has written, as short as an option's name: one line, cut where it is too long."""
    words = " ".join(text.split())
    while utf16_length(words) > LONGEST_NAME:
        words = words[:-2].rstrip() + "…"
    return words


def definition(fixed: Consultation, program: str) -> str:
    """All that decides about the result, for everybody to keep: the same consultation always gives the same text.
    `program` is the SHA-256 of the program that counts.
    """
    assert fixed.opens_at is not None
    assert fixed.closes_at is not None
    assert fixed.rule is not None
    said = {
        "consultation": fixed.id,
        "territory": {
            "kato": fixed.territory.kato,
            "kk": fixed.territory.name_kk,
            "ru": fixed.territory.name_ru,
        },
        "who": "residents of the territory, as they say themselves; one choice each, changeable until the close",
        "decides": "local community meeting; the result is advisory",
        "kind": fixed.kind,
        "title": {"kk": fixed.title_kk, "ru": fixed.title_ru},
        "options": [
            {
                "number": one.number,
                "direction": one.direction,
                "kk": one.name_kk,
                "ru": one.name_ru,
                **({} if one.cost is None else {"cost": one.cost}),
            }
            for one in fixed.options
        ],
        "limits": _limits(fixed),
        "rule": fixed.rule,
        "ties": "the option that stands first in this list, which begins with the cheapest",
        "opens": fixed.opens_at.isoformat(),
        "closes": fixed.closes_at.isoformat(),
        "counted_with": program,
    }
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _limits(fixed: Consultation) -> dict[str, int]:
    return {
        Kind.ONE: {"least": 1, "most": 1},
        Kind.SEVERAL: {"least": fixed.least, "most": fixed.most},
        Kind.PROJECTS: {"budget": fixed.budget or 0},
        Kind.SHARES: {"points": POINTS},
    }[fixed.kind]


def digest(text: str) -> str:
    """Its SHA-256, by which anybody sees that it is the same."""
    return hashlib.sha256(text.encode()).hexdigest()
