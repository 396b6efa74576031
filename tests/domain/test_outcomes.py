"""What a consultation has come to: by the declared rule, with the others beside it, and counted anew by anybody."""

import csv
import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from bot.domain import recount
from bot.domain.consultations import Consultation, Kind, Option, Rule, Stage
from bot.domain.directions import Direction
from bot.domain.elections import local
from bot.domain.outcomes import FEWEST_SHOWN, outcome, poll, published
from tests.domain.test_recount import found_by_checker
from tests.domain.test_timelines import UNIT

PROGRAM = Path(recount.__file__).read_text("utf-8")
PROJECTS = tuple(
    Option(number, Direction.LIGHTING, f"Жоба {number}", f"Проект {number}", cost)
    for number, cost in enumerate((2_000_000, 3_000_000, 5_000_000, 6_000_000), 1)
)
ASKED = Consultation(
    7,
    UNIT,
    Kind.PROJECTS,
    "Не істейміз?",
    "Что сделаем?",
    PROJECTS,
    budget=8_000_000,
    rule=Rule.GREEDY,
    opens_at=local(date(2027, 6, 15), time(10)),
    closes_at=local(date(2027, 6, 30), time(18)),
    stage=Stage.COUNTED,
)
CHOSEN = {"4": 6, "1,4": 3, "2,3": 4, "3": 2, "1,2": 1}  # 4: 9, 3: 6, 2: 5, 1: 4


def of(kind: Kind, rule: Rule = Rule.MOST) -> Consultation:
    plain = [replace(one, cost=None) for one in PROJECTS]
    return replace(ASKED, kind=kind, options=plain, budget=None, least=1, most=2, rule=rule)


def test_projects_are_taken_by_support_as_long_as_the_money_lasts_and_the_other_rules_stand_beside() -> None:
    found = outcome(ASKED, CHOSEN)
    assert (found.people, dict(found.support)) == (16, {1: 4, 2: 5, 3: 6, 4: 9})
    assert list(found.winners) == [4, 1]
    assert found.others is not None
    assert set(found.others) == {"greedy", "equal_shares", "completed"}
    assert list(found.others["greedy"]) == [4, 1]


def test_by_equal_shares_the_completed_outcome_is_the_declared_one() -> None:
    found = outcome(replace(ASKED, rule=Rule.EQUAL_SHARES), CHOSEN)
    assert found.others is not None
    assert list(found.winners) == list(found.others["completed"])


def test_of_equals_the_cheaper_is_taken_and_it_is_said() -> None:
    found = outcome(replace(ASKED, budget=5_000_000), {"1": 6, "2": 6, "3": 6})
    assert list(found.winners) == [1, 2]
    assert [list(one) for one in found.ties] == [[1, 2, 3]]


def test_where_one_or_several_are_chosen_most_supporters_come_first_and_a_tie_is_a_tie() -> None:
    found = outcome(of(Kind.ONE), {"1": 5, "3": 5, "2": 1})
    assert (list(found.winners), [list(one) for one in found.ties]) == ([1, 3], [[1, 3]])
    found = outcome(of(Kind.SEVERAL), {"1,2": 5, "2": 5, "3": 1})
    assert (list(found.winners), found.support[2]) == ([2], 10)


@pytest.mark.parametrize("rule", [Rule.MEAN, Rule.MEDIAN])
def test_points_come_to_a_hundred_in_shares(rule: Rule) -> None:
    found = outcome(of(Kind.SHARES, rule), {"1:50,2:30,3:20": 5, "1:10,4:90": 4, "3:100": 3})
    assert found.shares is not None
    assert sum(found.shares.values()) == 100
    assert set(found.shares) == {1, 2, 3, 4}


def test_means_are_exact() -> None:
    found = outcome(of(Kind.SHARES, Rule.MEAN), {"1:100": 5, "2:100": 5, "3:100": 5})
    assert found.shares == {1: 34, 2: 33, 3: 33, 4: 0}


@pytest.mark.parametrize("people", [0, 1, FEWEST_SHOWN - 1])
def test_of_few_people_only_their_number_is_known(people: int) -> None:
    found = outcome(ASKED, {"1": people} if people else {})
    assert (found.people, found.shown, dict(found.support), list(found.winners)) == (people, False, {}, [])
    files = published(ASKED, "{}\n", {"1": people} if people else {}, ["A"] * people, PROGRAM)
    assert set(files) == {"definition.json", "receipts.txt", "SHA256SUMS"}


def test_nobody_took_part_is_an_outcome_too() -> None:
    for asked in (ASKED, of(Kind.ONE), of(Kind.SHARES, Rule.MEAN)):
        assert outcome(asked, {}).people == 0


def test_whoever_counts_the_published_choices_with_the_published_program_comes_to_the_same(
    tmp_path: Path,
) -> None:
    files = published(ASKED, "{}\n", CHOSEN, ["B", "A"], PROGRAM)
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "recount.py", "choices.pb"], cwd=tmp_path, capture_output=True, check=True
    )
    assert "Greedy: 4, 1;" in done.stdout.decode()
    assert recount.read(files["choices.pb"]).ballots == poll(ASKED, CHOSEN).ballots


def test_the_published_sums_are_those_of_the_files() -> None:
    files = published(ASKED, "{}\n", CHOSEN, [], PROGRAM)
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].splitlines())
    assert sums == {
        name: hashlib.sha256(text.encode()).hexdigest()
        for name, text in files.items()
        if name != "SHA256SUMS"
    }


def test_the_order_of_published_choices_is_always_the_same_and_tells_nothing() -> None:
    there = published(ASKED, "{}\n", CHOSEN, [], PROGRAM)["choices.pb"]
    again = published(ASKED, "{}\n", dict(reversed(CHOSEN.items())), [], PROGRAM)["choices.pb"]
    assert sorted(there) == sorted(again)
    votes = [line.split(";")[1] for line in there.split("VOTES\n")[1].splitlines()[1:]]
    assert votes != sorted(votes)


def test_the_table_is_read_back_by_any_program_whatever_the_names_are() -> None:
    named = replace(ASKED, options=[replace(PROJECTS[0], name_kk='Шам; «"1"»'), *PROJECTS[1:]])
    table = published(named, "{}\n", CHOSEN, [], PROGRAM)["result.csv"]
    rows = list(csv.DictReader(table.splitlines(), delimiter=";"))
    assert (rows[0]["kk"], rows[0]["support"], rows[0]["selected"]) == ('Шам; «"1"»', "4", "1")
    assert [row["number"] for row in rows if row["selected"] == "1"] == ["1", "4"]


WITHOUT_VOTES = "project with no votes"  # a warning, and true of what nobody chose


@pytest.mark.parametrize(
    ("asked", "counted"),
    [
        (ASKED, CHOSEN),
        (replace(ASKED, rule=Rule.EQUAL_SHARES), CHOSEN),
        (of(Kind.ONE), {"1": 6, "2": 5}),
        (of(Kind.ONE), {"1": 6, "2": 6, "4": 1}),
        (of(Kind.SEVERAL), {"1,2": 6, "3": 5}),
        (of(Kind.SHARES, Rule.MEAN), {"1:60,2:40": 6, "3:100": 5}),
    ],
    ids=["greedy", "equal shares", "one", "a tie", "several", "points"],
)
def test_pabulibs_own_checker_accepts_what_is_published(asked: Consultation, counted: dict[str, int]) -> None:
    files = published(asked, "{}\n", counted, [], PROGRAM)
    polls = [text for name, text in files.items() if name.endswith(".pb")]
    assert len(polls) == (2 if asked.kind is Kind.PROJECTS else 1)
    for text in polls:
        found = found_by_checker(text)
        assert found["errors"] == {}
        assert set(found["warnings"]) <= {WITHOUT_VOTES}
