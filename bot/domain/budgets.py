"""A unit's budget: where its money comes from, and where it goes. Amounts are whole tenge."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from bot.domain.amounts import LARGEST
from bot.domain.directions import Direction
from bot.domain.errors import RuleError
from bot.domain.facts import Source
from bot.domain.numbers import ALMATY
from bot.domain.territories import Spot

FIRST_YEAR = 2018  # from which villages have budgets of their own (Law of 11.07.2017 No 90-VI)


class Group(StrEnum):
    """Where money comes from, as residents ask."""

    OWN_TAXES = "own_taxes"
    TRANSFERS = "from_the_district"
    OTHER = "other"


class Revenue(StrEnum):
    """The receipts of Budget Code art. 27 (edition of 12.07.2026), in its order."""

    INCOME_TAX = "income_tax"  # that people reckon themselves
    PROPERTY_TAX = "property_tax"  # of individuals
    LAND_TAX = "land_tax"  # on land of settlements
    VEHICLE_TAX = "vehicle_tax"
    LAND_USE = "land_use"
    ADVERTISING = "advertising"
    MINERALS = "minerals"
    FINES = "fines"  # that the akim sets
    CONTRIBUTIONS = "contributions"  # voluntary
    COMMUNAL_PROPERTY = "communal_property"
    OTHER_NON_TAX = "other_non_tax"
    PROPERTY_SALES = "property_sales"
    LAND_SALES = "land_sales"  # but for land of agriculture
    LEASE_RIGHTS = "lease_rights"
    DISTRICT = "from_district"  # transfers

    @property
    def group(self) -> Group:
        if self is Revenue.DISTRICT:
            return Group.TRANSFERS
        return Group.OWN_TAXES if self in _OWN_TAXES else Group.OTHER


_OWN_TAXES = frozenset(
    {
        Revenue.INCOME_TAX,
        Revenue.PROPERTY_TAX,
        Revenue.LAND_TAX,
        Revenue.VEHICLE_TAX,
        Revenue.LAND_USE,
        Revenue.ADVERTISING,
        Revenue.MINERALS,
    }
)  # the tax receipts of art. 27(1), to which the law reckons fees

Line = Revenue | Direction  # no two of which are called alike


class Side(StrEnum):
    PLAN = "plan"
    EXECUTION = "execution"  # what has come in and gone out by a day


class NoBudgetHere(RuleError):
    """Of this level are the budgets of cities of district significance, villages, settlements and rural districts."""


class WrongYear(RuleError):
    """Villages have had budgets since 2018, and no further than next year's is anything known."""


class NothingEntered(RuleError):
    """No money comes in, or none goes out: that is no budget."""


class WrongSum(RuleError):
    """The lines do not add up to the total that was named."""

    def __init__(self, named: int, added: int, *, spent: bool) -> None:
        super().__init__(f"{added} instead of {named}")
        self.named = named
        self.added = added
        self.spent = spent


class Unbalanced(RuleError):
    """More goes out than comes in, or less, and nothing says from where, or what is left."""

    def __init__(self, missing: int, named: int) -> None:
        super().__init__(f"{missing} instead of {named}")
        self.missing = missing
        self.named = named


class WrongAmount(RuleError):
    """Less than nothing, or more than a budget can have."""


class WrongUntil(RuleError):
    """An execution has a day up to which it is known, in its year or soon after; a plan has none."""


@dataclass(frozen=True)
class Figures:
    """The lines that are not zero, and the totals as the document names them.

    `carried_over` is what is taken from money left of earlier years; below zero it is what is left over.
    """

    revenue: Mapping[Revenue, int]
    spending: Mapping[Direction, int]
    revenue_total: int
    spending_total: int
    carried_over: int = 0

    def check(self) -> None:
        """Raises WrongAmount, NothingEntered, WrongSum, Unbalanced."""
        amounts = [*self.revenue.values(), *self.spending.values(), self.revenue_total, self.spending_total]
        if any(not 0 <= one <= LARGEST for one in amounts):
            raise WrongAmount
        if not self.revenue_total or not self.spending_total:
            raise NothingEntered
        for named, lines, spent in (
            (self.revenue_total, self.revenue.values(), False),
            (self.spending_total, self.spending.values(), True),
        ):
            if sum(lines) != named:
                raise WrongSum(named, sum(lines), spent=spent)
        if self.carried_over != self.difference:
            raise Unbalanced(self.difference, self.carried_over)

    @property
    def lines(self) -> Mapping[str, int]:
        """All of them, by their names."""
        return {line.value: amount for line, amount in (*self.revenue.items(), *self.spending.items())}

    @property
    def difference(self) -> int:
        """How much more goes out than comes in."""
        return self.spending_total - self.revenue_total

    @property
    def groups(self) -> Mapping[Group, int]:
        return {
            group: sum(amount for kind, amount in self.revenue.items() if kind.group is group)
            for group in Group
        }

    @property
    def transfers(self) -> Fraction:
        """Which part of the revenue comes from the district."""
        return Fraction(self.groups[Group.TRANSFERS], self.revenue_total)


def of_hundred(share: Fraction) -> int:
    """How many of a hundred, rounded: a part is never said to be all, nor nothing."""
    whole = int(share * 100 + Fraction(1, 2))
    return whole if share in (0, 1) else min(max(whole, 1), 99)


@dataclass(frozen=True)
class Statement:
    """What somebody has entered about one side of a year's budget. `until` is the last day that an execution knows."""

    year: int
    side: Side
    figures: Figures
    source: Source
    until: date | None = None

    def check(self, now: datetime) -> None:
        """Raises WrongYear, WrongUntil, and as the figures do."""
        check_year(self.year, now)
        check_until(self.side, self.year, self.until, now)
        self.figures.check()


def check_year(year: int, now: datetime) -> None:
    """Raises WrongYear."""
    if not FIRST_YEAR <= year <= now.astimezone(ALMATY).year + 1:
        raise WrongYear


def check_until(side: Side, year: int, until: date | None, now: datetime) -> None:
    """Raises WrongUntil. A year's last payments are known on the first day of the next."""
    if side is Side.PLAN:
        fits = until is None
    else:
        today = now.astimezone(ALMATY).date()
        fits = until is not None and date(year, 1, 2) <= until <= min(date(year + 1, 1, 1), today)
    if not fits:
        raise WrongUntil


@dataclass(frozen=True)
class Budget:
    """Of a unit and a year: what was planned, what came of it, or both."""

    year: int
    sides: Mapping[Side, Statement] = field(default_factory=dict)

    def statement(self, side: Side) -> Statement:
        """That side, or the other where it was not entered."""
        return self.sides.get(side) or next(iter(self.sides.values()))


@dataclass(frozen=True)
class Ledger:
    """All that is known of a unit's budgets, newest year first; `plans_only` while an akim is being elected there."""

    spot: Spot
    budgets: Mapping[int, Budget] = field(default_factory=dict)
    plans_only: bool = False

    def without_execution(self) -> "Ledger":
        """What came of a plan is the akim's performance: in a campaign it is not for us to show (EL art. 27)."""
        planned = {
            year: replace(one, sides={Side.PLAN: one.sides[Side.PLAN]})
            for year, one in self.budgets.items()
            if Side.PLAN in one.sides
        }
        return replace(self, budgets=planned, plans_only=True)

    def statement(self, year: int, side: Side) -> Statement | None:
        return self.budgets[year].sides.get(side) if year in self.budgets else None

    def of(self, year: int, now: datetime) -> Budget | None:
        """That year's; where it is not known, this year's, or the newest."""
        this = now.astimezone(ALMATY).year
        for one in (year, this):
            if one in self.budgets:
                return self.budgets[one]
        return next(iter(self.budgets.values()), None)
