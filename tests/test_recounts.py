"""`python -m bot consultations import FILE.pb`: a real election is counted here too."""

import json
from pathlib import Path

import pytest

from bot.cli import main

FILE = """META
key;value
description;Бюджет
country;Kazakhstan
unit;Ауыл
instance;2027
num_projects;3
num_votes;4
budget;100
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
a;60;Шам
b;50;Жол
c;40;Су
VOTES
voter_id;vote
1;a,c
2;a
3;b
4;a,b
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "real.pb").write_text(FILE, "utf-8")
    return str(tmp_path / "real.pb")


def test_a_script_gets_ballots_support_and_the_winners_by_every_rule(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["consultations", "import", file, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["ballots"], said["support"]) == (4, {"a": 3, "b": 2, "c": 1})
    assert said["winners"]["greedy"] == ["a", "c"]
    assert set(said["winners"]) == {"most", "greedy", "equalshares", "equalshares/greedy"}


def test_people_get_sentences(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consultations", "import", file]) == 0
    said = capsys.readouterr().out
    assert "4 ballots, 3 options" in said
    assert "Greedy: a, c" in said


@pytest.mark.parametrize(
    "text", ["", "nothing of the kind", FILE.replace("approval", "ordinal"), FILE.replace("60", "x")]
)
def test_what_cannot_be_counted_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (tmp_path / "bad.pb").write_text(text, "utf-8")
    assert main(["consultations", "import", str(tmp_path / "bad.pb")]) == 1
    assert "bad.pb" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consultations", "import", "nowhere.pb"]) == 1
    assert "nowhere.pb" in capsys.readouterr().err
