"""Offices in Kazakhstan: which days they work, by the file that is shipped."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.workdays import Workdays, Year
from bot.holidays import BadHolidays, read

SHIPPED_DAYS = read()
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 7), date(2026, 3, 9), date(2026, 3, 23), date(2026, 3, 24),
        date(2026, 3, 25), date(2026, 5, 1), date(2026, 5, 7), date(2026, 5, 11), date(2026, 5, 27), date(2026, 7, 6),
        date(2026, 10, 26), date(2026, 12, 16), date(2027, 3, 15),
    ],
)  # fmt: skip
def test_holidays_of_2026_and_the_new_one_of_2027(day: date) -> None:
    assert not SHIPPED_DAYS.works(day)


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 3, 26), date(2026, 1, 5), date(2026, 11, 2)])
def test_ordinary_days(day: date) -> None:
    assert SHIPPED_DAYS.works(day)


def test_2026_was_published_and_2027_only_computed() -> None:
    assert SHIPPED_DAYS.official(date(2026, 5, 1))
    assert not SHIPPED_DAYS.official(date(2027, 5, 1))
    assert not SHIPPED_DAYS.official(date(2031, 5, 1))


def test_a_saturday_that_is_worked_for_another_day() -> None:
    swapped = Workdays({2026: Year(official=True, off=frozenset(), worked=frozenset({date(2026, 5, 2)}))})
    assert swapped.works(date(2026, 5, 2))
    assert not swapped.works(date(2026, 5, 9))


def test_fifteen_working_days_over_the_holidays_of_may() -> None:
    assert SHIPPED_DAYS.after(date(2026, 4, 30), 15) == date(2026, 5, 26)


@given(DAYS, st.integers(0, 60))
def test_so_many_working_days_on_there_are_so_many_between(day: date, number: int) -> None:
    end = SHIPPED_DAYS.after(day, number)
    assert SHIPPED_DAYS.between(day, end) == number
    assert number == 0 or SHIPPED_DAYS.works(end)


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_working_days_add_up(day: date, first: int, second: int) -> None:
    assert SHIPPED_DAYS.after(SHIPPED_DAYS.after(day, first), second) == SHIPPED_DAYS.after(
        day, first + second
    )


@given(DAYS)
def test_there_is_a_working_day_within_ten_days(day: date) -> None:
    assert SHIPPED_DAYS.after(day, 1) - day <= timedelta(days=10)


@pytest.mark.parametrize(
    "text",
    [
        "[2026]\nofficial = true\noff = [2027-01-01]",
        "[2026]\nofficial = true",
        "[2026]\nofficial = true\noff = []\nfree = []",
        "[then]\nofficial = true\noff = []",
        "not toml",
    ],
)
def test_a_file_with_a_mistake_is_not_taken(tmp_path: Path, text: str) -> None:
    file = tmp_path / "holidays.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadHolidays, match=r"holidays\.toml"):
        read(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadHolidays, match="nowhere"):
        read(tmp_path / "nowhere.toml")
