"""An election in one file: what is filled in is read, and a mistake is named by its row."""

from datetime import date, time

import pytest

from bot.domain.calendar_files import Head, NotTheTemplate, blank, check_order, new_election, read, template
from bot.domain.calendars import entries
from bot.domain.commission_lists import BadRow, BadRows, Problem
from bot.domain.elections import Election, Kind, local
from bot.domain.facts import Candidate, Station
from bot.domain.timelines import Code
from tests.domain.test_timelines import UNIT

LABELS = dict.fromkeys([*Code, *Head, "candidate", "station", "what", "day", "hour"], "…")
KINDS = {"досрочные выборы": Kind.EARLY}
ELECTION = Election(1, UNIT, Kind.EARLY, date(2026, 9, 1), date(2026, 9, 28), date(2026, 11, 1))
HEADS = [
    ["kind", "", "early"],
    ["occasion", "", "01.09.2026"],
    ["called", "", "28.09.2026"],
    ["voting", "", "01.11.2026", "8:00-21:00"],
    ["source", "", "Жоспар, 28.09.2026"],
]


def numbered(*rows: list[str]) -> list[tuple[int, list[str]]]:
    return list(enumerate(rows, 1))


def bad(*rows: list[str], new: bool = False) -> list[BadRow]:
    with pytest.raises(BadRows) as found:
        read(numbered(*rows), KINDS, new=new)
    return list(found.value.rows)


def test_the_template_sent_back_untouched_confirms_what_the_law_drafts() -> None:
    drafted = entries(ELECTION, {})
    filled = read(numbered(*template(drafted, LABELS, new=False)), KINDS, new=False)
    assert {one.code: one.moment for one in filled.dates} == {one.code: one.moment for one in drafted}
    assert (filled.candidates, filled.stations, filled.heads) == ([], [], {})


def test_an_empty_day_leaves_the_date_out_and_a_missing_row_says_nothing() -> None:
    [only] = read(numbered(["lists_handed", "…", "", ""]), KINDS, new=False).dates
    assert (only.code, only.moment) == (Code.LISTS_HANDED, None)


def test_an_election_is_read_from_its_head() -> None:
    election = new_election(read(numbered(*HEADS), KINDS, new=True), UNIT)
    assert (election.kind, election.occasion, election.source) == (
        Kind.EARLY,
        date(2026, 9, 1),
        "Жоспар, 28.09.2026",
    )
    assert election.voting == (local(date(2026, 11, 1), time(8)), local(date(2026, 11, 1), time(21)))


@pytest.mark.parametrize(
    ("row", "changed", "problem"),
    [
        (1, ["kind", "", "soon"], Problem.KIND),
        (1, ["kind", "", ""], Problem.EMPTY),
        (2, ["occasion", "", "2026"], Problem.DAY),
        (4, ["voting", "", "01.11.2026", "8-23"], Problem.HOUR),
        (4, ["voting", "", "01.09.2026"], Problem.ORDER),
        (5, ["source", "", "и" * 301], Problem.TOO_LONG),
    ],
)
def test_a_mistake_in_the_head_is_named_by_its_row(row: int, changed: list[str], problem: Problem) -> None:
    rows = [changed if number == row else cells for number, cells in enumerate(HEADS, 1)]
    with pytest.raises(BadRows) as found:
        new_election(read(numbered(*rows), KINDS, new=True), UNIT)
    assert [(one.row, one.problem) for one in found.value.rows] == [(row, problem)]


def test_a_kind_may_be_written_as_people_call_it() -> None:
    rows = [["kind", "", "Досрочные выборы"], *HEADS[1:]]

    assert new_election(read(numbered(*rows), KINDS, new=True), UNIT).kind is Kind.EARLY


def test_all_that_is_missing_at_the_head_is_named_at_once_and_in_order_with_the_rest() -> None:
    rows = [["kind", "", ""], *HEADS[1:4], ["lists_open", "", "40.10.2026"], ["source", "", ""]]

    assert bad(*rows, new=True) == [
        BadRow(1, Problem.EMPTY),
        BadRow(5, Problem.DAY),
        BadRow(6, Problem.EMPTY),
    ]
    assert len(bad(*template(blank(), LABELS, new=True), new=True)) == len(Head)


@pytest.mark.parametrize("rows", [[], [["row", "what"]], [["Аты-жөні", "күні"], ["Ли", "01.01.2026"]]])
def test_another_file_is_not_the_template(rows: list[list[str]]) -> None:
    with pytest.raises(NotTheTemplate):
        read(numbered(*rows), KINDS, new=False)


def test_every_row_with_a_mistake_is_named() -> None:
    assert bad(
        ["row", "what", "day", "hour"],
        ["voting_start", "", "31.11.2026", "07:00"],
        ["voting_end", "", "01.11.2026", "25:00"],
        ["voting_day", "", "01.11.2026"],
        ["lists_open", "", "16.10.2026"],
        ["lists_open", "", "17.10.2026"],
        ["candidate", "", "Ли Виктор", "партия"],
        ["station", "", "121", "Достық, 1", "мектеп 800115300121"],
    ) == [
        BadRow(2, Problem.DAY),
        BadRow(3, Problem.HOUR),
        BadRow(4, Problem.UNKNOWN),
        BadRow(6, Problem.TWICE),
        BadRow(7, Problem.COLUMNS),
        BadRow(8, Problem.IIN),
    ]


def test_lists_stand_in_the_same_file() -> None:
    filled = read(
        numbered(
            ["candidate", "", "Ли Виктор", "партия", "агроном"],
            ["station", "", "121", "Достық, 1", "мектеп", "Байсерке", "7-20", "87270000000"],
        ),
        KINDS,
        new=False,
    )
    assert filled.candidates == [Candidate("Ли Виктор", "партия", "агроном")]
    assert filled.stations == [Station("121", "Достық, 1", "мектеп", "Байсерке", "7-20", "87270000000")]


def test_dates_are_held_against_each_other_and_against_those_confirmed_before() -> None:
    rows = numbered(
        ["nomination_end", "", "12.10.2026", "18:00"], ["registration_end", "", "11.10.2026", "18:00"]
    )
    with pytest.raises(BadRows) as found:
        check_order(ELECTION, read(rows, KINDS, new=False), {})
    assert {one.row for one in found.value.rows} == {1, 2}
    later = {Code.REGISTRATION_END.value: local(date(2026, 10, 11), time(18))}
    with pytest.raises(BadRows):
        check_order(ELECTION, read(rows[:1], KINDS, new=False), later)


def test_two_dates_move_together_past_what_was_confirmed_before() -> None:
    before = {Code.REGISTRATION_END.value: local(date(2026, 10, 5), time(18))}
    rows = numbered(
        ["nomination_end", "", "09.10.2026", "18:00"], ["registration_end", "", "12.10.2026", "18:00"]
    )
    check_order(ELECTION, read(rows, KINDS, new=False), before)
