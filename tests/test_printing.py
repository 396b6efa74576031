"""The operator prints posters at the terminal: `python -m bot poster`."""

import asyncio
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from tests.conftest import fill
from tests.test_cli import bot

ADDRESS = "https://t.me/auyl_uni_bot?start=t196847100"
ASKED = ("poster", "196847100", "--bot", "auyl_uni_bot")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with the sample district."""
    url = f"sqlite:///{tmp_path_factory.mktemp('filled') / 'auyl.db'}"
    asyncio.run(fill(url))
    return url


def ask(folder: Path, url: str, *arguments: str, operator: str = "Қор") -> subprocess.CompletedProcess[str]:
    return bot(folder, *arguments, DATABASE_URL=url, OPERATOR_NAME=operator)


def said(ended: subprocess.CompletedProcess[str]) -> str:
    """The one sentence in which a failure was told."""
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    return ended.stderr.strip()


def read(shown: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(shown.convert("L"))]


def read_pdf(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return read(document[0].render(scale=2).to_pil())


def test_a_village_gets_its_poster_in_the_folder_one_stands_in(tmp_path: Path, filled: str) -> None:
    ended = ask(tmp_path, filled, *ASKED)

    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == ["wrote poster-196847100.pdf", "wrote poster-196847100.png"]
    assert read_pdf((tmp_path / "poster-196847100.pdf").read_bytes()) == [ADDRESS]
    assert read(Image.open(BytesIO((tmp_path / "poster-196847100.png").read_bytes()))) == [ADDRESS]


def test_the_files_can_be_named(tmp_path: Path, filled: str) -> None:
    ended = ask(tmp_path, filled, *ASKED, "--pdf", "board.pdf", "--png", "BOARD.PNG")

    assert ended.returncode == 0, ended.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["BOARD.PNG", "board.pdf"]


@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_a_file_that_is_there_is_not_touched_and_no_half_is_written(
    tmp_path: Path, filled: str, kind: str
) -> None:
    there = tmp_path / f"poster-196847100.{kind}"
    there.write_text("an older poster")

    assert f"poster-196847100.{kind} is there already" in said(ask(tmp_path, filled, *ASKED))
    assert [file.name for file in tmp_path.iterdir()] == [there.name]
    assert there.read_text() == "an older poster"


@pytest.mark.parametrize("folder", ["nowhere", "a-file"])
def test_a_folder_that_takes_no_files_is_a_sentence(tmp_path: Path, filled: str, folder: str) -> None:
    (tmp_path / "a-file").touch()

    ended = ask(tmp_path, filled, *ASKED, "--pdf", f"{folder}/poster.pdf")

    assert said(ended).startswith(f"{folder}/poster.pdf cannot be written: ")


def test_a_code_the_database_does_not_know_is_a_sentence(tmp_path: Path, filled: str) -> None:
    ended = ask(tmp_path, filled, "poster", "999999999", "--bot", "auyl_uni_bot")

    assert said(ended) == "The database knows no territory with the code 999999999."
    assert not list(tmp_path.iterdir())


def test_a_database_without_a_schema_is_a_sentence(tmp_path: Path) -> None:
    ended = ask(tmp_path, "sqlite:///new.db", *ASKED)

    assert said(ended) == "The database is not up to date: run python -m bot migrate first."


def test_a_poster_without_an_operator_is_refused(tmp_path: Path, filled: str) -> None:
    assert said(ask(tmp_path, filled, *ASKED, operator="")).startswith("OPERATOR_NAME is not set")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["196847100"], "--bot"),
        (["--bot", "auyl_uni_bot"], "KATO"),
        (["19684710", "--bot", "auyl_uni_bot"], "nine digits"),
        (["t196847100", "--bot", "auyl_uni_bot"], "nine digits"),
        (["196847100", "--bot", "@auyl_uni_bot"], "without @"),
        (["196847100", "--bot", "t.me/auyl_uni_bot"], "without @"),
        (["196847100", "--bot", "aigul"], "ends in «bot»"),
        (["196847100", "--bot", "ауыл_bot"], "Latin letters"),
        (["196847100", "--bot", "b" * 30 + "bot"], "5 to 32"),
        (["196847100", "--bot", "auyl_uni_bot", "--pdf", "poster.png"], "ends in .pdf"),
        (["196847100", "--bot", "auyl_uni_bot", "--png", "poster.pdf"], "ends in .png"),
        (["196847100", "--bot", "auyl_uni_bot", "--pdf", "."], "ends in .pdf"),
    ],
)
def test_what_is_asked_wrongly_is_answered_with_2_and_what_is_wanted(
    tmp_path: Path, filled: str, arguments: list[str], expected: str
) -> None:
    ended = ask(tmp_path, filled, "poster", *arguments)

    assert ended.returncode == 2
    assert expected in ended.stderr
    assert not list(tmp_path.iterdir())
