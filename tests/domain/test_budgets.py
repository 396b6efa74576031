"""A budget adds up, or is none."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budgets import (
    Budget,
    Figures,
    Group,
    Ledger,
    NothingEntered,
    Revenue,
    Side,
    Unbalanced,
    WrongAmount,
    WrongSum,
    WrongUntil,
    WrongYear,
    check_until,
    check_year,
    of_hundred,
)
from bot.domain.directions import Direction
from tests.budgets import EXECUTION, FIGURES, PLAN
from tests.outlooks import PLACE

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
amounts = st.integers(1, 10**11)


@st.composite
def figures(draw: st.DrawFn) -> Figures:
    """That add up."""
    revenue = draw(st.dictionaries(st.sampled_from(Revenue), amounts, min_size=1))
    spending = draw(st.dictionaries(st.sampled_from(Direction), amounts, min_size=1))
    totals = sum(revenue.values()), sum(spending.values())
    return Figures(revenue, spending, *totals, carried_over=totals[1] - totals[0])


def test_no_two_lines_are_called_alike() -> None:
    names = [*Revenue, *Direction]
    assert len({one.value for one in names}) == len(names) == 15 + 19


@given(figures())
def test_what_adds_up_is_a_budget(found: Figures) -> None:
    found.check()
    assert sum(found.groups.values()) == found.revenue_total
    assert sum(found.lines.values()) == found.revenue_total + found.spending_total
    assert found.revenue_total + found.carried_over == found.spending_total


@given(figures(), st.integers(1, 10**9))
def test_a_line_more_or_less_is_found(found: Figures, more: int) -> None:
    for wrong, spent in (
        (replace(found, revenue_total=found.revenue_total + more), False),
        (replace(found, spending_total=found.spending_total + more), True),
    ):
        with pytest.raises(WrongSum) as error:
            wrong.check()
        assert error.value.spent is spent
        assert error.value.named - error.value.added == more


@given(figures(), st.integers(-(10**9), 10**9).filter(bool))
def test_a_difference_that_is_not_said_is_found(found: Figures, more: int) -> None:
    with pytest.raises(Unbalanced) as error:
        replace(found, carried_over=found.carried_over + more).check()
    assert error.value.missing == found.carried_over


def test_nothing_and_less_than_nothing_are_no_budget() -> None:
    with pytest.raises(NothingEntered):
        replace(FIGURES, revenue={}, revenue_total=0).check()
    with pytest.raises(WrongAmount):
        replace(FIGURES, revenue={Revenue.FINES: -1}).check()


@given(figures())
def test_the_district_s_share_is_exact_and_its_percent_never_all_or_nothing_but_when_it_is(
    found: Figures,
) -> None:
    share = found.transfers
    assert share * found.revenue_total == found.groups[Group.TRANSFERS]
    percent = of_hundred(share)
    assert abs(percent - share * 100) <= (Fraction(1, 2) if 0 < percent < 100 else 0) or percent in (1, 99)
    assert (percent == 0, percent == 100) == (share == 0, share == 1)


@pytest.mark.parametrize(
    ("share", "said"),
    [("82/100", 82), ("1/1000", 1), ("999/1000", 99), ("0", 0), ("1", 100), ("5/1000", 1), ("825/1000", 83)],
)
def test_a_share_in_hundreds(share: str, said: int) -> None:
    assert of_hundred(Fraction(share)) == said


@pytest.mark.parametrize("year", [2017, 2028, 0, 10**9])
def test_a_year_without_a_budget(year: int) -> None:
    with pytest.raises(WrongYear):
        check_year(year, NOW)


@pytest.mark.parametrize("until", [None, date(2026, 1, 1), date(2026, 5, 5), date(2027, 1, 1)])
def test_an_execution_is_known_up_to_a_day_that_has_come(until: date | None) -> None:
    with pytest.raises(WrongUntil):
        check_until(Side.EXECUTION, 2026, until, NOW)


def test_a_year_s_last_payments_are_known_on_the_first_day_of_the_next_and_a_plan_has_no_day() -> None:
    check_until(Side.EXECUTION, 2025, date(2026, 1, 1), NOW)
    with pytest.raises(WrongUntil):
        check_until(Side.PLAN, 2026, date(2026, 4, 1), NOW)


def test_the_budget_shown_is_that_year_s_this_year_s_or_the_newest() -> None:
    new, old = Budget(2027, {Side.PLAN: PLAN}), Budget(2025, {Side.EXECUTION: EXECUTION})
    this = Budget(2026, {Side.PLAN: PLAN, Side.EXECUTION: EXECUTION})
    ledger = Ledger(PLACE, {2027: new, 2026: this, 2025: old})
    assert [ledger.of(year, NOW) for year in (2025, 0, 1999)] == [old, this, this]
    assert Ledger(PLACE, {2025: old}).of(0, NOW) is old
    assert Ledger(PLACE).of(0, NOW) is None
    assert this.statement(Side.EXECUTION) is EXECUTION
    assert old.statement(Side.PLAN) is EXECUTION
