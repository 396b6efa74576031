"""The numbers of a year: what is over of it, in office hours, and of few people nothing."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.digests import Days
from bot.domain.people import Language
from bot.domain.workdays import Workdays, Year
from bot.domain.years import Part, days_of, median, office_hours, shares

NOW = datetime(2026, 5, 4, 20, tzinfo=UTC)  # the fifth in Kazakhstan
WORKDAYS = Workdays({2026: Year(True, frozenset({date(2026, 5, 1)}))})


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, Days(date(2025, 1, 1), date(2025, 12, 31))),
        (2026, Days(date(2026, 1, 1), date(2026, 5, 5))),
        (0, Days(date(2025, 1, 1), date(2025, 12, 31))),
        (2030, Days(date(2026, 1, 1), date(2026, 5, 5))),
    ],
)
def test_a_year_reaches_until_today_and_none_is_still_to_come_or_before_the_bot(
    year: int, days: Days
) -> None:
    assert days_of(year, NOW) == days


def test_office_hours_are_eight_on_each_working_day_the_first_and_the_last_with_them() -> None:
    assert office_hours(Days(date(2026, 4, 27), date(2026, 5, 4)), WORKDAYS) == 5 * 8


def test_half_needed_no_more_than_the_median() -> None:
    assert median({1: 2, 3: 1, 9: 2}) == 3
    assert median({1: 3, 9: 3}) == 1
    assert median({1: 4}) is None


def test_languages_of_few_are_left_out_and_nothing_tells_how_few() -> None:
    found = {Language.KAZAKH: 30, Language.RUSSIAN: 10, Language.ENGLISH: 4}
    assert shares(found) == [(Language.KAZAKH, 75), (Language.RUSSIAN, 25)]
    assert shares({Language.RUSSIAN: 4}) == []


def test_of_few_who_took_part_or_did_not_no_share_is_told() -> None:
    assert (Part(40, 4).share, Part(40, 5).share, Part().share) == (None, 13, None)
    assert (Part(40, 36).share, Part(40, 35).share, Part(40, 40).share) == (None, 88, 100)
