"""Sums of money are read as people mean them, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amounts import LARGEST, AmbiguousAmount, NoAmount, NotWholeTenge, amount
from bot.domain.errors import RuleError

SCALES = {"tenge": 1, "₸": 1, "thousand": 1000, "mln": 10**6}


@pytest.mark.parametrize(
    ("text", "tenge"),
    [
        ("12 345 678", 12_345_678),
        ("12\u00a0345\u00a0678\u00a0₸", 12_345_678),
        ("12345678 tenge", 12_345_678),
        ("12,345,678", 12_345_678),
        ("12.345.678", 12_345_678),
        ("12'345'678", 12_345_678),
        ("12,3 mln", 12_300_000),
        ("12.3 MLN tenge", 12_300_000),
        ("12 mln. tenge.", 12_000_000),
        ("0,345 mln", 345_000),
        ("184 163,4 thousand tenge", 184_163_400),
        ("5376.00", 5376),
        ("0", 0),
    ],
)
def test_an_amount(text: str, tenge: int) -> None:
    assert amount(text, SCALES) == tenge


@pytest.mark.parametrize(
    "text",
    [
        "",
        "much",
        "mln",
        "-5",
        "12 34 567",
        "1 2",
        "12..3",
        "12,",
        "1 tenge mln",
        "12 cows",
        "1,234,56",
        f"{LARGEST + 1}",
    ],
)
def test_no_amount(text: str) -> None:
    with pytest.raises(NoAmount):
        amount(text, SCALES)


@pytest.mark.parametrize("text", ["184163,4", "12,3", "0,0000001 mln"])
def test_part_of_a_tenge_is_asked_about(text: str) -> None:
    with pytest.raises(NotWholeTenge):
        amount(text, SCALES)


@pytest.mark.parametrize("text", ["12,345", "12.345", "1,500 mln", "1.500 thousand"])
def test_what_can_be_read_in_two_ways_is_not_read(text: str) -> None:
    with pytest.raises(AmbiguousAmount):
        amount(text, SCALES)


def test_where_commas_part_groups_twelve_thousand_is_plain_but_not_of_millions() -> None:
    assert amount("12,345", SCALES, commas_group=True) == 12_345
    with pytest.raises(AmbiguousAmount):
        amount("12,345 mln", SCALES, commas_group=True)


def test_a_bare_number_counts_in_the_unit_and_a_word_in_its_own() -> None:
    assert amount("184163,4", SCALES, unit=1000) == 184_163_400
    assert amount("184163,4 mln", SCALES, unit=1000) == 184_163_400_000
    assert amount("500 tenge", SCALES, unit=1000) == 500


def test_below_zero_only_where_that_is_meant() -> None:
    assert amount("-5 000", SCALES, below=True) == amount("−5 000", SCALES, below=True) == -5000


@given(st.text(alphabet="0123456789 .,'-−₸mln", max_size=16))
def test_whatever_is_written_is_whole_tenge_within_a_budget_or_refused(text: str) -> None:
    try:
        assert 0 <= amount(text, SCALES) <= LARGEST
    except RuleError:
        return
