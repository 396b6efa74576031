"""What the office writes of a meeting is taken only when it is clear."""

import pytest

from bot.domain.commission_lists import BadRows, Problem
from bot.domain.meeting_writing import NoCounts, NotBoth, agenda, both, counts
from bot.domain.meetings import Said
from bot.domain.texts import TextTooLong


def test_two_lines_are_kazakh_and_russian() -> None:
    assert both("Ауыл клубы\n\nСельский клуб ") == Said("Ауыл клубы", "Сельский клуб")


@pytest.mark.parametrize("text", ["Клуб", "a\nb\nc", "", "\n\n"])
def test_one_line_or_three_are_not_two(text: str) -> None:
    with pytest.raises(NotBoth):
        both(text)


def test_a_line_that_is_too_long_is_not_cut() -> None:
    with pytest.raises(TextTooLong):
        both(f"Клуб\n{'ш' * 121}")


@pytest.mark.parametrize("text", ["15 / 22", "15/22", "15 из 22", " 15, 22 ", "15-22"])
def test_how_many_of_how_many(text: str) -> None:
    assert counts(text) == (15, 22)


@pytest.mark.parametrize("text", ["15", "all", "15 / 22 / 30", "", "/ 22", "-1 / 22"])
def test_what_is_not_two_numbers_is_not_counted(text: str) -> None:
    with pytest.raises(NoCounts):
        counts(text)


def test_a_point_a_line_in_both_languages() -> None:
    assert agenda("Бюджет; Бюджет\n\n Жол;Дорога") == [Said("Бюджет", "Бюджет"), Said("Жол", "Дорога")]


@pytest.mark.parametrize(
    ("text", "row", "problem"),
    [
        ("Бюджет", 1, Problem.COLUMNS),
        ("a; b\nБюджет; Бюджет; Бюджет", 2, Problem.COLUMNS),
        ("Бюджет; ", 1, Problem.EMPTY),
        ("", 1, Problem.EMPTY),
        (f"Бюджет; {'ш' * 111}", 1, Problem.TOO_LONG),
        ("\n".join("Жол; Дорога" for _ in range(11)), 11, Problem.TOO_MANY),
    ],
)
def test_a_point_that_is_not_clear_is_named_and_nothing_is_taken(
    text: str, row: int, problem: Problem
) -> None:
    with pytest.raises(BadRows) as refused:
        agenda(text)
    assert (refused.value.rows[0].row, refused.value.rows[0].problem) == (row, problem)
