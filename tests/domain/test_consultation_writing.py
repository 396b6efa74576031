"""What coordinators write about a consultation is read as they mean it, or refused."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.commission_lists import BadRow, BadRows, Problem
from bot.domain.consultation_writing import (
    NoAmount,
    NoLimits,
    NoSpan,
    NotTwoLines,
    amount,
    directions,
    limits,
    options,
    span,
    titles,
)
from bot.domain.consultations import MOST_OPTIONS, Option
from bot.domain.directions import ASKED, Direction
from bot.domain.elections import local
from bot.domain.texts import TextTooLong
from bot.domain.writing import NoDay, NoHour

LIGHTING = ASKED.index(Direction.LIGHTING) + 1


def bad(text: str) -> list[BadRow]:
    with pytest.raises(BadRows) as found:
        options(text)
    return list(found.value.rows)


def test_a_question_is_written_in_two_languages() -> None:
    assert titles("Не істейміз?\n\n Что сделаем? ") == ("Не істейміз?", "Что сделаем?")
    for text in ("Не істейміз?", "Не\nЧто\nWhat", ""):
        with pytest.raises(NotTwoLines):
            titles(text)
    with pytest.raises(TextTooLong):
        titles("а" * 121 + "\nЧто?")


@pytest.mark.parametrize("text", ["3000000", "3 000 000", "3\u00a0000\u00a0000 ₸", "3'000'000"])
def test_an_amount_is_whole_tenge(text: str) -> None:
    assert amount(text) == 3_000_000


@pytest.mark.parametrize("text", ["", "0", "-5", "3,5", "3.000.000", "three", "1e6", "٣", "9" * 15])
def test_no_amount(text: str) -> None:
    with pytest.raises(NoAmount):
        amount(text)


@given(st.integers(1, 10**13))
def test_every_amount_is_read_back_as_people_part_its_digits(tenge: int) -> None:
    assert amount(f"{tenge:,}".replace(",", " ")) == tenge


def test_how_many_can_be_chosen() -> None:
    assert (limits("1-3"), limits("2"), limits(" 1 – 12 ")) == ((1, 3), (2, 2), (1, 12))
    for text in ("", "0-3", "3-1", "1-", "a", "1-2-3"):
        with pytest.raises(NoLimits):
            limits(text)


def test_from_when_until_when() -> None:
    opens, closes = local(date(2027, 6, 15), time(10)), local(date(2027, 6, 30), time(18))
    assert span("15.06.2027 10:00 - 30.06.2027 18:00") == (opens, closes)
    assert span("15.06.2027 – 30.06.2027") == (opens, closes)
    for text, error in (
        ("15.06.2027", NoSpan),
        ("15.06.2027 - 31.06.2027", NoDay),
        ("1.6.2027 25:00 - 2.7.2027", NoHour),
    ):
        with pytest.raises(error):
            span(text)


def test_an_option_has_a_direction_two_names_and_perhaps_a_cost() -> None:
    assert options(f"{LIGHTING}; Көше  шамдары; Уличные фонари; 3 000 000\n{LIGHTING};Алаң;Площадка") == [
        Option(1, Direction.LIGHTING, "Көше шамдары", "Уличные фонари", 3_000_000),
        Option(2, Direction.LIGHTING, "Алаң", "Площадка", None),
    ]


def test_every_row_with_a_mistake_is_named_and_nothing_is_taken() -> None:
    rows = (
        f"{LIGHTING}; Шам; Фонарь; 1",
        "Шам; Фонарь",
        "99; Шам2; Фонарь2",
        "x; Шам2; Фонарь2",
        f"{LIGHTING}; ; Фонарь2",
        f"{LIGHTING}; {'ш' * 61}; Фонарь2",
        f"{LIGHTING}; Шам2; Фонарь2; көп",
        f"{LIGHTING}; Шам; Фонарь2",
    )
    problems = (
        Problem.COLUMNS,
        Problem.UNKNOWN,
        Problem.UNKNOWN,
        Problem.EMPTY,
        Problem.TOO_LONG,
        Problem.AMOUNT,
        Problem.TWICE,
    )
    assert bad("\n".join(rows)) == [BadRow(number, one) for number, one in enumerate(problems, 2)]
    assert bad("") == [BadRow(1, Problem.EMPTY)]


def test_more_options_than_can_be_looked_through_are_too_many() -> None:
    rows = [f"{LIGHTING}; Шам {number}; Фонарь {number}" for number in range(MOST_OPTIONS + 1)]
    assert bad("\n".join(rows)) == [BadRow(MOST_OPTIONS + 1, Problem.TOO_MANY)]


def test_points_are_shared_among_directions_named_by_their_numbers() -> None:
    assert directions("1, 2;3") == list(ASKED[:3])
    with pytest.raises(BadRows) as found:
        directions("1 1 99")
    assert [one.problem for one in found.value.rows] == [Problem.TWICE, Problem.UNKNOWN]


def test_of_what_is_fixed_by_law_nobody_is_asked() -> None:
    assert not {Direction.OFFICE, Direction.DEBT, Direction.TRANSFERS} & set(ASKED)
