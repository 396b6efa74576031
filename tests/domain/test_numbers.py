"""A report's number is short enough for the phone, and is understood however it is written down."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.numbers import NoSuchReport, Number, year_of

NOW = datetime(2026, 5, 4, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (Number(2026, 17), "26-17"),
        (Number(2030, 1), "30-1"),
        (Number(2101, 5), "01-5"),
        (Number(2026, 12345), "26-12345"),
    ],
)
def test_a_number_is_year_and_count(number: Number, said: str) -> None:
    assert str(number) == said


@pytest.mark.parametrize(
    "written",
    [
        "26-17",
        "№ 26-17",
        "№26-17",
        "#26-17",
        " 26 - 17 ",
        "26–17",
        "26—17",
        "26/17",
        "2026-17",
        "26-0017",
        "Номер 26-17.",
        "хабарлама 26-17, рақмет!",
        "17",
        "№ 17",
        "٢٦-١٧",
    ],
)
def test_a_number_is_understood_however_it_is_written(written: str) -> None:
    assert Number.parse(written, NOW) == Number(2026, 17)


def test_a_number_of_another_year_is_understood() -> None:
    assert Number.parse("25-17", NOW) == Number(2025, 17)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "шам",
        "-",
        "26-17-3",
        "26-17 26-18",
        "126-17",
        "26-1234567890",
        "9" * 5000,
        "26.17",
        "²⁶-¹⁷",
        "½",
        "٢" * 20,
    ],
)
def test_what_is_no_number_finds_no_report(written: str) -> None:
    with pytest.raises(NoSuchReport):
        Number.parse(written, NOW)


@given(st.integers(2000, 2099), st.integers(1, 999_999_999))
def test_every_number_is_read_back_as_it_was_printed(year: int, sequence: int) -> None:
    number = Number(year, sequence)

    assert Number.parse(str(number), NOW) == number


@given(st.integers(1, 999_999_999), st.datetimes(timezones=st.just(UTC)))
def test_a_bare_count_means_this_year_in_kazakhstan(sequence: int, moment: datetime) -> None:
    assert Number.parse(str(sequence), moment) == Number(year_of(moment), sequence)


@given(
    st.one_of(st.text(), st.from_regex(r"\A[№# 0-9\-–—/]{0,40}\Z"), st.text("0123456789-/ ", max_size=4096))
)
def test_whatever_is_written_is_a_number_or_politely_none(written: str) -> None:
    try:
        number = Number.parse(written, NOW)
    except NoSuchReport:
        return
    assert 0 <= number.sequence <= 999_999_999
    assert 2000 <= number.year <= 2099


def test_a_long_text_without_a_number_is_turned_down_at_once() -> None:
    with pytest.raises(NoSuchReport):
        Number.parse("26 - " * 800, NOW)


@pytest.mark.parametrize(
    ("moment", "year"),
    [
        (datetime(2026, 12, 31, 18, 59, 59, 999_999, tzinfo=UTC), 2026),
        (datetime(2026, 12, 31, 19, 0, tzinfo=UTC), 2027),
        (datetime(2027, 1, 1, 0, 0, tzinfo=timezone(timedelta(hours=5))), 2027),
        (datetime(2026, 12, 31, 22, 0, tzinfo=timezone(timedelta(hours=3))), 2027),
        (datetime(2027, 1, 1, 3, 0, tzinfo=timezone(timedelta(hours=9))), 2026),
    ],
)
def test_the_year_turns_at_midnight_in_kazakhstan_wherever_the_clock_stands(
    moment: datetime, year: int
) -> None:
    assert year_of(moment) == year
