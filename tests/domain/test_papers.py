"""What is entered of a gathering is read strictly, and its numbers fit the people who were there."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.consultations import Consultation, Kind, Option, Stage
from bot.domain.directions import Direction
from bot.domain.papers import (
    DoNotFit,
    Heading,
    NoCounts,
    NoHeading,
    OptionsMissing,
    Paper,
    PaperLack,
    PaperUnfinished,
    WrongGatheringDay,
    counts,
    heading,
)
from bot.domain.territories import Level, Territory

NOW = datetime(2027, 6, 5, 5, tzinfo=UTC)
UNIT = Territory("196847000", "196800000", Level.UNIT, "Байсерке", "Байсерке", "Baiserke")
OPTIONS = tuple(Option(number, Direction.ROADS, f"Жол {number}", f"Дорога {number}") for number in (1, 2, 3))
ASKED = Consultation(1, UNIT, Kind.ONE, "Не?", "Что?", OPTIONS, stage=Stage.OPEN, least=1, most=2)
HEADING = Heading("4", date(2027, 6, 3), 37)
PAPER = Paper(1, 1, HEADING, {1: 20, 2: 17, 3: 0}, "file")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("4; 03.06.2027; 37", "4"), ("№ 4;3.6.2027;37", "4"), ("4-ж;03.06.2027; 37 ", "4-ж")],
)
def test_a_gathering_is_known_by_its_minutes_and_its_day(text: str, minutes: str) -> None:
    assert heading(text, NOW) == replace(HEADING, minutes=minutes)


@pytest.mark.parametrize(
    "text",
    ["", "4", "4; 03.06.2027", "; 03.06.2027; 37", "4; 37; 37", "4; 03.06.2027; 0", "4; 03.06.2027; many",
     "4; 03.06.2027; -3", "4; 03.06.2027; 999999", "4; 03.06.2027; ٣", f"{'4' * 21}; 03.06.2027; 37"],
)  # fmt: skip
def test_what_is_not_clear_is_not_taken(text: str) -> None:
    with pytest.raises(NoHeading):
        heading(text, NOW)


@pytest.mark.parametrize("day", ["06.06.2027", "03.06.2026", "03.06.2037"])
def test_a_gathering_was_held_in_the_last_year(day: str) -> None:
    with pytest.raises(WrongGatheringDay):
        heading(f"4; {day}; 37", NOW)


@pytest.mark.parametrize("text", ["1 - 20\n2 – 17\n3: 0", "\n3; 0\n\n1—20\n2 - 17\n"])
def test_each_option_has_a_line_in_whatever_order(text: str) -> None:
    assert counts(text, ASKED, 37) == {1: 20, 2: 17, 3: 0}


@pytest.mark.parametrize(
    ("text", "line"),
    [("1 - 20\nfive", 2), ("1 - 20\n4 - 3", 2), ("1 - 20\n1 - 17", 2), ("1 - 1.5", 1), ("1 20", 1)],
)
def test_the_line_that_cannot_be_read_is_named(text: str, line: int) -> None:
    with pytest.raises(NoCounts) as found:
        counts(text, ASKED, 37)
    assert found.value.line == line


def test_options_without_a_line_are_named() -> None:
    with pytest.raises(OptionsMissing) as found:
        counts("2 - 37", ASKED, 37)
    assert found.value.numbers == [1, 3]


@pytest.mark.parametrize(
    ("kind", "chosen", "fit"),
    [
        (Kind.ONE, (20, 17, 0), True),
        (Kind.ONE, (20, 16, 0), False),
        (Kind.SEVERAL, (37, 37, 0), True),
        (Kind.SEVERAL, (38, 0, 0), False),
        (Kind.SEVERAL, (36, 0, 0), False),
        (Kind.SEVERAL, (37, 37, 1), False),
        (Kind.PROJECTS, (37, 37, 37), True),
        (Kind.PROJECTS, (0, 0, 0), True),
        (Kind.PROJECTS, (38, 0, 0), False),
        (Kind.SHARES, (3700, 0, 0), True),
        (Kind.SHARES, (3000, 600, 99), False),
    ],
)
def test_so_many_people_can_have_chosen_like_this(kind: Kind, chosen: tuple[int, ...], fit: bool) -> None:
    text = "\n".join(f"{number} - {people}" for number, people in enumerate(chosen, 1))
    asked = replace(ASKED, kind=kind)
    if fit:
        assert tuple(counts(text, asked, 37).values()) == chosen
    else:
        with pytest.raises(DoNotFit):
            counts(text, asked, 37)


def test_of_another_number_of_people_the_counts_are_asked_for_anew() -> None:
    assert PAPER.headed(replace(HEADING, minutes="5")).counts == PAPER.counts
    assert PAPER.headed(replace(HEADING, people=38)).lacks == [PaperLack.COUNTS]


def test_without_numbers_or_a_photo_nothing_is_confirmed() -> None:
    assert PAPER.checked().confirmed
    for unfinished in (replace(PAPER, photo=None), replace(PAPER, counts={})):
        with pytest.raises(PaperUnfinished):
            unfinished.checked()


def test_of_fewer_than_ten_people_only_their_number_is_shown() -> None:
    assert [replace(PAPER, heading=replace(HEADING, people=people)).shown for people in (9, 10)] == [
        False,
        True,
    ]
