"""What the documents promise exists, and what exists is documented: a newcomer can believe them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import COMMANDS, CONSULTATIONS, TERRITORIES
from bot.settings import NEEDED_TO_RUN, Settings

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "CONTRIBUTING.md")
SETTINGS = {name.upper() for name in Settings.model_fields}
READ_BY_COMPOSE = {"POSTGRES_PASSWORD"}


def text(file: str) -> str:
    return (ROOT / file).read_text("utf-8")


def rows(heading: str) -> dict[str, list[str]]:
    """The table of the README whose first column has this heading: the other cells by the first."""
    _, _, after = text("README.md").partition(f"\n| {heading} |")
    table, _, _ = after.partition("\n\n")
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    return {first.strip("`"): rest for first, *rest in cells}


def makefile_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*##", text("Makefile"), re.MULTILINE))


def test_the_readme_lists_every_make_target() -> None:
    assert {row.removeprefix("make ") for row in rows("Make target")} == makefile_targets()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_make_target_that_is_named_exists(document: str) -> None:
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", text(document), re.MULTILINE))

    assert named <= makefile_targets()


def test_every_make_target_that_is_no_file_is_said_to_be_none() -> None:
    phony = re.findall(r"^\.PHONY: (.+)$", text("Makefile"), re.MULTILINE)

    assert set(" ".join(phony).split()) == makefile_targets()


def test_the_readme_lists_every_command() -> None:
    named = {
        " ".join(re.findall("^[a-z -]+", row.removeprefix("python -m bot "))).strip()
        for row in rows("Command")
    }

    inner = {"territories": TERRITORIES, "consultations": CONSULTATIONS}
    assert named == COMMANDS.keys() - inner.keys() | {
        f"{name} {one}" for name in inner for one in inner[name]
    }


def test_the_readme_lists_every_setting_with_its_default() -> None:
    listed = rows("Variable")

    assert set(listed) == SETTINGS
    for name, field in Settings.model_fields.items():
        default = getattr(field.default, "get_secret_value", lambda value=field.default: value)()
        shown = str(default) if default else "–" if name in NEEDED_TO_RUN else "none"
        assert listed[name.upper()][0].strip("`") == shown


def test_the_example_explains_every_setting_and_holds_no_value_of_anyones() -> None:
    example = text(".env.example")
    lines = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", example, re.MULTILINE))
    defaults = {value.strip("`") for value, *_ in rows("Variable").values()}

    assert set(lines) == SETTINGS | READ_BY_COMPOSE
    assert set(lines.values()) <= defaults | {""}
    for name in ("BOT_TOKEN", "ADMIN_IDS", "DATABASE_URL"):
        assert re.search(rf"^# .+\n#?{name}=", example, re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_file_that_is_named_exists(document: str) -> None:
    missing = [path for path in named_paths(document) if not (ROOT / path).exists()]

    assert not missing


def named_paths(document: str) -> Iterator[str]:
    """What stands in the document as code and looks like a path of the project."""
    for path in re.findall(r"`([\w./-]+)`", text(document)):
        name = path.rpartition("/")[2]
        if path in (".env", ".venv") or path.startswith("/"):
            continue
        if "/" in path or re.fullmatch(r"[\w.-]+\.(py|md|toml|yaml|example)|[A-Z][a-z]+file|LICENSE", name):
            yield path


def test_every_word_of_the_glossary_is_a_word_of_the_code() -> None:
    code = "\n".join(
        file.read_text("utf-8") for room in ("bot", "storage") for file in (ROOT / room).rglob("*.py")
    )
    words = [word for word in rows("In code") if word[0].isupper()]

    assert words
    assert not [word for word in words if not re.search(rf"\b(class {word}\b|{word.upper()} = )", code)]
