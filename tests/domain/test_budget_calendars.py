"""The year of a budget as the Budget Code has it: each last day belongs to its stage."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budget_calendars import Stage, advice, last_notice, milestones, now, quarter_by


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 1, 1), Stage.OFFICE),
        (date(2026, 9, 1), Stage.OFFICE),
        (date(2026, 9, 2), Stage.COMMISSION),
        (date(2026, 10, 15), Stage.COMMISSION),
        (date(2026, 10, 16), Stage.AKIMAT),
        (date(2026, 11, 10), Stage.AKIMAT),
        (date(2026, 11, 11), Stage.MASLIKHAT),
        (date(2026, 12, 31), Stage.MASLIKHAT),
    ],
)
def test_where_the_draft_lies(today: date, stage: Stage) -> None:
    found = now(today)
    assert (found.year, found.stage) == (2027, stage)
    assert found.open == (stage is Stage.OFFICE)
    assert found.ahead[0].stage is stage


def test_days_by_law() -> None:
    assert [one.last for one in milestones(2027)] == [
        date(2026, 9, 1),
        date(2026, 10, 15),
        date(2026, 11, 10),
        None,
        date(2027, 3, 1),
    ]
    assert quarter_by(2027) == date(2026, 12, 25)
    assert last_notice(2027) == date(2026, 8, 22)


@given(st.dates(date(2018, 1, 1), date(2100, 1, 1)))
def test_what_is_ahead_is_never_over_and_the_advice_ends_before_the_last_notice(today: date) -> None:
    found = now(today)
    assert all(one.last is None or one.last >= today for one in found.ahead)
    assert advice(found.year).ends + timedelta(days=7) <= last_notice(found.year)
