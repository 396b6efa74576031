"""The operator takes over the classifier at the terminal, and is told in a sentence what is wrong with a file."""

import argparse
import io
import json
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from bot import territories
from bot.cli import bell_board
from tests.conftest import BAISERKE, ILE, Peek
from tests.countries import Row, country, csv_of, sheet_of, workbook_of
from tests.test_cli import bot

HEAD = "kato,level,name_ru,name_kk"
REGION = "190000000,oblast,Алматинская область,Алматы облысы"
DISTRICT = "196800000,district,Илийский район,Іле ауданы"
GOOD = [HEAD, REGION, DISTRICT]
LOCATED = [f"{GOOD[0]},lat,lon", f"{GOOD[1]},,", f"{GOOD[2]},,"]

Ring = Callable[..., Any]
Heard = pytest.CaptureFixture[str]


async def ring(url: str, *arguments: object) -> int:
    """`python -m bot territories …` in this process; its exit code."""
    chosen: argparse.Namespace = bell_board().parse_args(["territories", *map(str, arguments)])
    return await territories.obey(chosen, url)


def text(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def whole_workbook(folder: Path) -> bytes:
    return workbook_of(country()[:200], folder / "whole.xlsx").read_bytes()


def sheet(*lines: Sequence[object]) -> Callable[[Path], bytes]:
    return lambda folder: sheet_of(lines, folder / "sheet.xlsx").read_bytes()


OFFICIAL = ["te", "ab", "cd", "ef", "hij", "k", "name_kaz", "name_rus", "nn"]
BROKEN: dict[str, tuple[bytes | Callable[[Path], bytes], str]] = {
    "wrong encoding.csv": (lambda _: "\n".join(GOOD).encode("cp1251", "replace"), "is not in UTF-8"),
    "utf-16.csv": ("\n".join(GOOD).encode("utf-16"), "is not in UTF-8"),
    "empty.csv": (b"", "has no rows"),
    "blank.csv": (b" \n\n ", "has no rows"),
    "only a head.csv": (text(HEAD), "has no rows"),
    "missing column.csv": (text("kato,level,name_ru", "190000000,oblast,Алматинская область"), "lacks columns: name_kk"),
    "no head.csv": (text(REGION, DISTRICT), "lacks columns: kato, level, name_ru, name_kk"),
    "swapped kato and level.csv": (text("level,kato,name_ru,name_kk", REGION), "row 2: a code is nine digits, not «oblast»"),
    "swapped names.csv": (text("kato,level,name_kk,name_ru", REGION, DISTRICT), "swap the two columns"),
    "repeated code.csv": (text(*GOOD, DISTRICT), "row 4: the code 196800000 (row 3) stands there already"),
    "eight digits.csv": (text(*GOOD, "19684710,settlement,с.Байсерке,Байсерке а."), "row 4: a code is nine digits"),
    "ten digits.csv": (text(*GOOD, "1968471000,settlement,с.Байсерке,Байсерке а."), "row 4: a code is nine digits"),
    "a spreadsheet's float.csv": (text(*GOOD, "1.968E+08,settlement,с.Байсерке,Байсерке а."), "not «1.968E+08»"),
    "other digits.csv": (text(*GOOD, "١٩٦٨٤٧١٠٠,settlement,с.Байсерке,Байсерке а."), "row 4: a code is nine digits"),
    "formula.csv": (text(*GOOD, "196847100,settlement,=cmd|' /C calc'!A0,Байсерке а."), "is a formula and no name"),
    "formula in kazakh.csv": (text(*GOOD, "196847100,settlement,с.Байсерке,@SUM(1)"), "is a formula and no name"),
    "unknown level.csv": (text(*GOOD, "196847100,hamlet,с.Байсерке,Байсерке а."), "not «hamlet»"),
    "no name.csv": (text(*GOOD, "196847100,settlement, ,"), "row 4: there is no name"),
    "orphan.csv": (text(*GOOD, "236847100,settlement,с.Байсерке,Байсерке а."), "the region of 236847100 is not in the file"),
    "too many cells.csv": (text(*GOOD, "196847100,settlement,с.Байсерке,Байсерке а.,more"), "here are 5 / 4"),
    "too few cells.csv": (text(*GOOD, "196847100,settlement"), "here are 2 / 4"),
    "half a quote.csv": (text(*GOOD, '196847100,settlement,"с.Байсерке,Байсерке а.'), "is no whole CSV file"),
    "latitude alone.csv": (text(*LOCATED, "196847100,settlement,с.Байсерке,Байсерке а.,43.5,"), "«43.5,» is no latitude"),
    "swapped coordinates.csv": (text(*LOCATED, "196847100,settlement,с.Байсерке,Байсерке а.,77,43.5"), "«77,43.5» is no"),
    "coordinates in words.csv": (text(*LOCATED, "196847100,settlement,с.Байсерке,Байсерке а.,north,east"), "is no latitude"),
    "not a number.csv": (text(*LOCATED, "196847100,settlement,с.Байсерке,Байсерке а.,nan,nan"), "is no latitude"),
    "truncated.xlsx": (lambda folder: whole_workbook(folder)[:-4000], "is no whole XLSX workbook"),
    "no workbook.xlsx": (text(*GOOD), "is no whole XLSX workbook"),
    "a zip of something.xlsx": (b"PK\x03\x04" + bytes(60), "is no whole XLSX workbook"),
    "no rows.xlsx": (sheet(OFFICIAL), "has no rows"),
    "other columns.xlsx": (sheet(["code", "name"], ["190000000", "Алматы"]), "lacks columns"),
    "eight digits.xlsx": (sheet(OFFICIAL, [19684710, 1, 9, 6, 8, 2, "Байсерке а.", "с.Байсерке", 1]), "row 2: a code is nine"),
    "fraction.xlsx": (sheet(OFFICIAL, ["196847100.5", 1, 9, 6, 8, 2, "Байсерке а.", "с.Байсерке", 1]), "«196847100.5»"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
async def test_a_broken_file_gives_one_clear_sentence_and_changes_nothing(
    name: str, database_url: str, peek: Peek, tmp_path: Path, capsys: Heard
) -> None:
    content, sentence = BROKEN[name]
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content(tmp_path))
    before = [await peek(f"SELECT * FROM {table} ORDER BY 1") for table in ("territories", "counters")]

    for more in ([], ["--dry-run"], ["--json"]):
        assert await ring(database_url, "import", tmp_path / name, *more) == 1
        told = capsys.readouterr()
        assert told.out == ""
        first, *rest = told.err.splitlines()
        assert sentence in first
        assert rest in ([], ["Nothing was changed; --skip-broken takes the other rows."])
    assert [
        await peek(f"SELECT * FROM {table} ORDER BY 1") for table in ("territories", "counters")
    ] == before


def test_there_are_as_many_broken_files_as_promised() -> None:
    assert len(BROKEN) >= 20


async def test_a_file_that_is_not_there_is_a_sentence(sqlite_url: str, tmp_path: Path, capsys: Heard) -> None:
    for missing in (tmp_path / "none.csv", tmp_path):
        assert await ring(sqlite_url, "import", missing) == 1
        assert "cannot be opened" in capsys.readouterr().err


async def test_a_database_that_goes_away_meanwhile_is_a_sentence(
    sqlite_url: str, tmp_path: Path, capsys: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    (tmp_path / "kato.csv").write_bytes(text(*GOOD))
    monkeypatch.setattr("storage.classifier.put", full)

    assert await ring(sqlite_url, "import", tmp_path / "kato.csv") == 1
    assert capsys.readouterr().err == (
        "The database does not answer (OperationalError). Nothing was changed; try again.\n"
    )
    assert await ring(sqlite_url, "list") == 0
    assert capsys.readouterr().out == ""


async def test_many_broken_rows_are_named_up_to_ten_and_counted(
    sqlite_url: str, tmp_path: Path, capsys: Heard
) -> None:
    (tmp_path / "kato.csv").write_bytes(text(*GOOD, *[f"{n},settlement,с.А,Ә а." for n in range(40)]))

    assert await ring(sqlite_url, "import", tmp_path / "kato.csv") == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told[:10]] == [f"row {n}" for n in range(4, 14)]
    assert told[10:] == [
        "… and 30 more broken rows",
        "Nothing was changed; --skip-broken takes the other rows.",
    ]


async def test_broken_rows_can_be_skipped(sqlite_url: str, tmp_path: Path, capsys: Heard) -> None:
    (tmp_path / "kato.csv").write_bytes(text(*GOOD, "196847,settlement,с.А,Ә а."))

    assert await ring(sqlite_url, "import", tmp_path / "kato.csv", "--skip-broken") == 0
    told = capsys.readouterr()
    assert told.err.startswith("row 4: a code is nine digits, not «196847»")
    assert told.out.splitlines()[0] == "2 added, 0 renamed, 0 moved, 0 gone."
    assert "Broken rows left out: 1;" in told.out


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
async def test_a_spreadsheets_csv_is_taken_as_it_is_saved(
    sqlite_url: str, tmp_path: Path, capsys: Heard, delimiter: str, bom: str
) -> None:
    lines = bom + "\r\n".join(GOOD).replace(",", delimiter) + "\r\n\r\n"
    (tmp_path / "kato.csv").write_text(lines, "utf-8", newline="")

    assert await ring(sqlite_url, "import", tmp_path / "kato.csv") == 0
    assert capsys.readouterr().out.startswith("2 added")


async def test_a_script_reads_what_an_import_did(sqlite_url: str, tmp_path: Path, capsys: Heard) -> None:
    file = csv_of(country()[:300], tmp_path / "kato.csv")
    told = []
    for more in (["--dry-run"], [], []):
        assert await ring(sqlite_url, "import", file, "--json", *more) == 0
        told.append(json.loads(capsys.readouterr().out))

    kazakh = told[0]["kazakh_in_russian"]
    rest = {"renamed": 0, "moved": 0, "gone": 0, "kazakh_in_russian": kazakh, "skipped": []}
    assert told == [
        {"rows": 300, "added": 300, **rest, "dry_run": True},
        {"rows": 300, "added": 300, **rest, "dry_run": False},
        {"rows": 300, "added": 0, **rest, "dry_run": False},
    ]


async def test_how_far_it_is_shows_on_a_terminal_and_nowhere_else(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = csv_of(country()[:300], tmp_path / "kato.csv")

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        assert await ring(sqlite_url, "import", file) == 0
        assert ("\rreading ██" in stream.getvalue()) is drawn
        assert stream.getvalue().endswith("\r\033[K" if drawn else "")


async def test_territories_are_listed_and_searched(database_url: str, capsys: Heard) -> None:
    assert await ring(database_url, "list") == 0
    assert (
        capsys.readouterr().out == "196800000  Іле ауданы · Илийский район · Ile district  (Алматы облысы)\n"
    )
    assert await ring(database_url, "list", ILE) == 0
    assert len(capsys.readouterr().out.splitlines()) == 9
    assert await ring(database_url, "search", "baiserkke") == 0
    assert capsys.readouterr().out == (
        "196847100  Байсерке · Baiserke  (Байсерке ауылдық округі, Іле ауданы, Алматы облысы)\n"
    )


async def test_a_script_reads_lists_and_finds(database_url: str, capsys: Heard) -> None:
    assert await ring(database_url, "search", "байсерке", "--json") == 0
    [found] = json.loads(capsys.readouterr().out)
    assert found == {
        "kato": BAISERKE,
        "level": "village",
        "name_kk": "Байсерке",
        "name_ru": "Байсерке",
        "name_en": "Baiserke",
        "above": ["196847000", "196800000", "190000000"],
    }
    assert await ring(database_url, "search", "atlantis", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []
    assert await ring(database_url, "list", "196847000", "--json") == 0
    assert {one["name_en"] for one in json.loads(capsys.readouterr().out)} == {"Ali", "Baiserke", "Kokterek"}


async def test_a_code_nobody_has_is_a_sentence(database_url: str, capsys: Heard) -> None:
    assert await ring(database_url, "list", "999999999") == 1
    assert capsys.readouterr().err == "There is no territory 999999999.\n"


def row_of(kato: str) -> Row:
    return next(one for one in country() if one["kato"] == kato)


def test_at_the_terminal_the_schema_comes_with_the_first_import(tmp_path: Path) -> None:
    csv_of([row_of("190000000"), row_of(ILE)], tmp_path / "kato.csv")
    ended = bot(tmp_path, "territories", "import", "kato.csv", DATABASE_URL="sqlite:///new/auyl.db")
    failed = bot(tmp_path, "territories", "import", "none.csv", DATABASE_URL="sqlite:///new/auyl.db")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("2 added")
    assert (failed.returncode, failed.stdout) == (1, "")
