"""The house stands: what import-linter cannot say about its floors. A newcomer who errs is told where."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WORDS = {Path("bot/views"), Path("bot/demo.py")}  # where human text lives; the demo's sample people speak too
TELEGRAM_IN_VIEWS = {"aiogram.filters.callback_data", "aiogram.types", "aiogram.utils.keyboard"}
WORLDLY = {
    "asyncio",
    "io",
    "logging",
    "os",
    "pathlib",
    "random",
    "secrets",
    "socket",
    "sqlite3",
    "subprocess",
    "time",
}
SAYING = {"answer", "edit_caption", "edit_text", "reply", "send_message"}
TEXT_ARGUMENTS = {"caption", "text"}


def sources(*rooms: str) -> Iterator[Path]:
    """The modules in these rooms, by their path from the project's folder."""
    for room in rooms:
        for file in [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py")):
            yield file.relative_to(ROOT)


def tree(file: Path) -> ast.Module:
    return ast.parse((ROOT / file).read_text("utf-8"), str(file))


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """The full names of the modules that `file` imports, and the lines."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or ""), node.lineno


def wordless() -> list[Path]:
    """The modules in which no text stands that a person in Telegram reads."""
    return [file for file in sources("bot", "handlers", "storage") if not WORDS & {file, *file.parents}]


def test_rules_import_only_rules_and_the_standard_library() -> None:
    strangers = [
        f"{file}:{line} imports {name}"
        for file in sources("bot/domain")
        for name, line in imports(file)
        if not name.startswith("bot.domain") and name.split(".")[0] not in sys.stdlib_module_names
    ]

    assert not strangers


@pytest.mark.parametrize("floor", ["bot/domain", "bot/views"])
def test_rules_and_views_never_reach_for_the_world(floor: str) -> None:
    reaching = [
        f"{file}:{line} imports {name}"
        for file in sources(floor)
        for name, line in imports(file)
        if name.split(".")[0] in WORLDLY
    ]

    assert not reaching


@pytest.mark.parametrize("floor", ["bot/domain", "bot/views"])
def test_rules_and_views_are_told_what_time_it_is(floor: str) -> None:
    looking = [
        f"{file}:{node.lineno} asks {node.attr}()"
        for file in sources(floor)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow")
    ]

    assert not looking


def test_views_take_from_telegram_only_keyboards_and_what_buttons_carry() -> None:
    strangers = [
        f"{file}:{line} imports {name}"
        for file in sources("bot/views")
        for name, line in imports(file)
        if name.split(".")[0] == "aiogram" and name not in TELEGRAM_IN_VIEWS
    ]

    assert not strangers


def test_every_module_of_the_bot_has_its_floor() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    known = {name for floor in floors for name in floor.replace("|", ":").replace(" ", "").split(":")}
    built = {
        f"bot.{path.stem}" for path in (ROOT / "bot").iterdir() if path.suffix == ".py" or has_code(path)
    }

    assert built - {"bot.__init__"} <= known


def has_code(path: Path) -> bool:
    return path.is_dir() and any(path.glob("*.py"))


def test_no_sentence_is_translated_outside_the_views() -> None:
    speaking = [
        f"{file}:{node.lineno}"
        for file in wordless()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and is_words(node.func)
    ]

    assert not speaking


def is_words(called: ast.expr) -> bool:
    """`_(…)`, `_.n(…)`, `_.label(…)` or `_.plain(…)`."""
    if isinstance(called, ast.Attribute) and called.attr in ("label", "n", "plain"):
        called = called.value
    return isinstance(called, ast.Name) and called.id == "_"


def test_no_kazakh_or_russian_word_stands_outside_the_views() -> None:
    found = [
        f"{file}:{node.lineno} {node.value!r}"
        for file in wordless()
        for node in spoken(tree(file))
        if isinstance(node.value, str) and any("\u0400" <= letter <= "\u04ff" for letter in node.value)
    ]

    assert not found


def spoken(node: ast.AST) -> Iterator[ast.Constant]:
    """The constants under `node` that may be words: neither docstrings nor letters listed for folding or sorting."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "maketrans":
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and not is_alphabet(child.value):
            yield child
        elif not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
            yield from spoken(child)


def is_alphabet(value: object) -> bool:
    return isinstance(value, str) and len(value) > 30 and len(set(value)) == len(value)


def test_nothing_is_said_to_a_person_in_words_of_the_code() -> None:
    said = [
        f"{file}:{node.lineno} says {ast.unparse(words)}"
        for file in wordless()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAYING
        for words in [*node.args, *(given.value for given in node.keywords if given.arg in TEXT_ARGUMENTS)]
        if isinstance(words, ast.JoinedStr)
        or (isinstance(words, ast.Constant) and isinstance(words.value, str))
    ]

    assert not said
