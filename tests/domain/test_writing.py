"""Days, hours and lists as coordinators write them."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.commission_lists import BadRows, Problem, TooManyRows, candidates, is_head, lines, stations
from bot.domain.elections import USUAL_HOURS, local
from bot.domain.facts import Candidate, Station
from bot.domain.writing import NoDay, NoHour, day, day_with_hours, moment


@pytest.mark.parametrize(
    "text",
    [
        "15.11.2026",
        " 15.11.2026 ",
        "15/11/2026",
        "15-11-2026",
        "15 11 2026",
        "15.11.2026 ж.",
        "15.11.2026 г.",
    ],
)
def test_a_day(text: str) -> None:
    assert day(text) == date(2026, 11, 15)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ертең",
        "15.11",
        "31.11.2026",
        "2026-11-15",
        "15.11.26",
        "15.11.2026 18:00",
        "0.1.2026",
        "١٥.11.20266",
    ],
)
def test_no_day(text: str) -> None:
    with pytest.raises(NoDay):
        day(text)


@pytest.mark.parametrize(
    "text", ["15.11.2026 18:00", "15.11.2026 18.00", "15.11.2026, 18:00", "15.11.2026 18"]
)
def test_an_hour_of_a_day(text: str) -> None:
    assert moment(text, time(7)) == local(date(2026, 11, 15), time(18))


def test_without_an_hour_it_is_the_usual_one() -> None:
    assert moment("15.11.2026", time(7)) == local(date(2026, 11, 15), time(7))


@pytest.mark.parametrize(
    "text", ["15.11.2026 8-21", "15.11.2026 24:00", "15.11.2026 18:60", "15.11.2026 кеш"]
)
def test_no_hour(text: str) -> None:
    with pytest.raises(NoHour):
        moment(text, time(7))


def test_polls_open_from_until() -> None:
    assert day_with_hours("15.11.2026 8:00-21:00", USUAL_HOURS) == (date(2026, 11, 15), time(8), time(21))
    assert day_with_hours("15.11.2026 8 – 21", USUAL_HOURS) == (date(2026, 11, 15), time(8), time(21))
    assert day_with_hours("15.11.2026", USUAL_HOURS) == (date(2026, 11, 15), time(7), time(20))
    with pytest.raises(NoHour):
        day_with_hours("15.11.2026 8", USUAL_HOURS)


@given(st.text())
def test_whatever_is_written_is_a_day_or_refused(text: str) -> None:
    with suppress(NoDay):
        assert isinstance(day(text), date)


LIST = "Ахметова Айгүл; өзін-өзі ұсыну; мұғалім\n\nЛи Виктор; партия; агроном"


def test_candidates_in_the_lists_own_order() -> None:
    assert candidates(lines(LIST)) == [
        Candidate("Ахметова Айгүл", "өзін-өзі ұсыну", "мұғалім"),
        Candidate("Ли Виктор", "партия", "агроном"),
    ]


def test_stations_with_what_is_known_of_them() -> None:
    assert stations(lines("121; Орталық, 1; мектеп\n122; Достық, 2; клуб; Әлі ауылы; 7-20; 87270000000")) == [
        Station("121", "Орталық, 1", "мектеп", "", "", ""),
        Station("122", "Достық, 2", "клуб", "Әлі ауылы", "7-20", "87270000000"),
    ]


@pytest.mark.parametrize(
    ("text", "row", "problem"),
    [
        ("Ли Виктор; партия", 1, Problem.COLUMNS),
        ("Ли Виктор; партия; агроном; 1980", 1, Problem.COLUMNS),
        ("Ли Виктор;  ; агроном", 1, Problem.EMPTY),
        (LIST + "\nЛи Виктор; партия; агроном", 4, Problem.TWICE),
        ("Ли Виктор 800115300121; партия; агроном", 1, Problem.IIN),
        ("Ли " + "и" * 120 + "; партия; агроном", 1, Problem.TOO_LONG),
        ("", 1, Problem.EMPTY),
    ],
)
def test_a_row_with_something_wrong_is_named_and_nothing_is_taken(
    text: str, row: int, problem: Problem
) -> None:
    with pytest.raises(BadRows) as bad:
        candidates(lines(text))
    assert [(one.row, one.problem) for one in bad.value.rows] == [(row, problem)]


def test_no_commission_lists_hundreds() -> None:
    with pytest.raises(TooManyRows):
        candidates(lines("\n".join(f"Ли {number}; партия; агроном" for number in range(201))))


def test_the_first_row_of_a_table_may_name_its_columns() -> None:
    names = {"аты-жөні", "кім ұсынды", "қызметі"}

    assert is_head((1, ["Аты-жөні", " Кім ұсынды", "қызметі", ""]), names)
    assert not is_head((2, ["Аты-жөні", "Кім ұсынды", "қызметі"]), names)
    assert not is_head((1, ["Ли Виктор", "Кім ұсынды", "қызметі"]), names)
    assert not is_head((1, ["", ""]), names)
