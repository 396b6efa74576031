"""The operator at the terminal: `python -m bot …`."""

import asyncio
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from aiohttp import web

from bot import __version__
from bot.cli import COMMANDS, bell_board
from bot.settings import Settings
from storage.migrating import migrations

ROOT = Path(__file__).parent.parent
TOKEN = "7000000001:AAF-a_token_that_opens_nothing_at_all"
HEAVY = {
    *(
        "PIL",
        "aiogram",
        "aiohttp",
        "aiosql",
        "apscheduler",
        "asyncio",
        "asyncpg",
        "babel",
        "pydantic",
        "sqlite3",
    ),
    *("python_calamine", "rapidfuzz"),
}
COMPLETE = {
    "BOT_TOKEN": TOKEN,
    "ADMIN_IDS": "700000001",
    "OPERATOR_NAME": "«Ауыл үні» қоғамдық қоры",
    "OPERATOR_BIN": "123456789012",
    "OPERATOR_CONTACT": "+7 700 000 00 00",
}


def environment(**settings: str) -> dict[str, str]:
    """The environment the tests run in, with these settings and no others of ours."""
    ours = {name.upper() for name in Settings.model_fields}
    return {name: value for name, value in os.environ.items() if name not in ours} | {
        "PYTHONPATH": str(ROOT),
        **settings,
    }


def python(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """What the operator sees who starts Python in `folder` with these settings."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def bot(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return python(folder, "-m", "bot", *arguments, **settings)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["check", "--help"],
        ["territories", "import", "--help"],
        ["territories", "import"],
        ["wait"],
        ["demo", "--port", "x"],
        ["poster", "1", "--bot", "auyl_bot"],
    ],
)
def test_help_and_mistakes_are_answered_before_anything_heavy_is_imported(
    tmp_path: Path, arguments: list[str]
) -> None:
    script = (
        "import atexit, sys\n"
        "at_start = set(sys.modules)\n"
        "atexit.register(lambda: print('imported', *sorted(set(sys.modules) - at_start)))\n"
        "from bot.cli import main\n"
        f"main({arguments!r})\n"
    )

    imported = python(tmp_path, "-c", script).stdout.rpartition("imported")[2].split()

    assert "bot.cli" in imported
    assert not HEAVY & set(imported)


def test_help_names_every_command_and_what_it_does(tmp_path: Path) -> None:
    shown = " ".join(bot(tmp_path, "--help").stdout.split())

    for command, what in COMMANDS.items():
        assert f"{command} {what}" in shown


def test_the_version_is_the_one_of_the_project_and_of_the_changelog(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    released = re.findall(r"^## \[(\d[^]]*)]", changelog, re.MULTILINE)

    assert bot(tmp_path, "--version").stdout == f"Auyl Üni {project['version']}\n"
    assert __version__ == project["version"]
    assert not released or released[0] == __version__


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["wait"],
        ["--loud"],
        ["run", "now"],
        ["demo", "--port", "65536"],
        ["demo", "--port", "-1"],
        ["territories"],
        ["territories", "import"],
        ["territories", "search"],
        ["territories", "list", "1", "2"],
        ["consultations"],
        ["consultations", "import"],
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(tmp_path: Path, arguments: list[str]) -> None:
    ended = bot(tmp_path, *arguments)

    assert ended.returncode == 2
    assert "python -m bot" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_demo_is_asked_for_on_a_port_of_ones_own() -> None:
    assert bell_board().parse_args(["demo"]).port == 8081
    assert bell_board().parse_args(["demo", "--port", "0"]).port == 0


def test_a_port_that_is_taken_is_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = str(other.getsockname()[1])
        ended = bot(tmp_path, "demo", "--port", taken)

    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1:] == [
        f"Port {taken} is taken by another program; choose one with --port."
    ]


def test_run_without_a_token_is_refused_at_once_with_sentences(tmp_path: Path) -> None:
    ended = bot(tmp_path, "run")

    assert ended.returncode == 1
    assert [line.split()[0] for line in ended.stderr.splitlines()] == [
        "BOT_TOKEN",
        "OPERATOR_NAME",
        "OPERATOR_BIN",
        "OPERATOR_CONTACT",
    ]


@pytest.mark.parametrize("command", ["run", "migrate"])
def test_a_wrong_setting_ends_with_1_and_its_sentence_alone(tmp_path: Path, command: str) -> None:
    ended = bot(tmp_path, command, DATABASE_URL="mysql://auyl:s3cret@db/auyl")

    assert ended.returncode == 1
    assert ended.stderr.startswith("DATABASE_URL must be ")
    assert len(ended.stderr.splitlines()) == 1
    assert "s3cret" not in ended.stderr


def test_migrate_names_what_it_applied_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    first, second = (bot(tmp_path, "migrate", DATABASE_URL="sqlite:///new/auyl.db") for _ in range(2))

    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout.startswith("applied 0001")
    assert second.stdout == "The schema is up to date; there was nothing to apply.\n"


def test_the_secret_key_is_changed_and_a_wrong_one_is_noticed(tmp_path: Path) -> None:
    made, changed = (bot(tmp_path, "rotate-key", DATABASE_URL="sqlite:///auyl.db") for _ in range(2))
    (tmp_path / "auyl.key").write_text("x" * 40)
    checked = bot(tmp_path, "check", DATABASE_URL="sqlite:///auyl.db")

    assert (made.returncode, changed.returncode) == (0, 0)
    assert (
        changed.stdout
        == "Every account is sealed with the new key. A backup made before needs the old one.\n"
    )
    assert "restore the file auyl.key" in line_of("secret key", checked.stdout)


def test_a_database_that_cannot_be_opened_is_a_sentence_not_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()

    ended = bot(tmp_path, "migrate", DATABASE_URL="sqlite:///folder.db")

    assert ended.returncode == 1
    assert "folder.db" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_check_finds_everything_in_order(tmp_path: Path) -> None:
    ended = check_against(tmp_path, {"ok": True, "result": {"id": 7000000001, "username": "auyl_uni_bot"}})

    assert ended.stdout.splitlines() == [
        "✓ settings: complete",
        "✓ database: answers",
        f"✓ schema: to be applied at the next start: {', '.join(known.name for known in migrations())}",
        "✓ secret key: is looked at when the schema is up to date",
        "✓ accounting: is looked at when the schema is up to date",
        "✓ token: belongs to @auyl_uni_bot",
        "✓ days off: known until 2027; computed, not published: 2027",
        "✓ time zone: Asia/Almaty is at +05:00",
    ]
    assert ended.returncode == 0


@pytest.mark.parametrize(
    ("answer", "remedy"),
    [
        ({"ok": False, "error_code": 401, "description": "Unauthorized"}, "ask @BotFather"),
        ({"ok": True, "result": {"username": "auyl_uni_bot", "can_join_groups": False}}, "/setjoingroups"),
        ({"hello": "world"}, "TELEGRAM_API_URL"),
        (["not", "telegram"], "TELEGRAM_API_URL"),
    ],
)
def test_check_says_what_to_do_about_a_token_telegram_does_not_take(
    tmp_path: Path, answer: object, remedy: str
) -> None:
    ended = check_against(tmp_path, answer)

    assert ended.returncode == 1
    assert remedy in line_of("token", ended.stdout)
    assert TOKEN not in ended.stdout + ended.stderr


def test_check_says_what_to_do_when_telegram_is_out_of_reach(tmp_path: Path) -> None:
    ended = bot(tmp_path, "check", TELEGRAM_API_URL="http://127.0.0.1:1", **COMPLETE)

    assert ended.returncode == 1
    assert "cannot be reached" in line_of("token", ended.stdout)
    assert TOKEN not in ended.stdout + ended.stderr


def test_check_says_what_to_do_when_the_time_zone_data_is_old(tmp_path: Path) -> None:
    old = tmp_path / "zones" / "Asia"
    old.mkdir(parents=True)
    (old / "Almaty").write_bytes(zone(hours=6, name="+06"))

    ended = bot(tmp_path, "check", PYTHONTZPATH=str(old.parent))

    assert ended.returncode == 1
    assert line_of("time zone", ended.stdout).startswith("✗")
    assert "tzdata" in line_of("time zone", ended.stdout)


def test_check_without_any_setting_still_looks_at_the_rest(tmp_path: Path) -> None:
    ended = bot(tmp_path, "check")

    assert ended.returncode == 1
    assert [line[:10] for line in ended.stdout.splitlines()] == [
        "✗ settings",
        "✓ database",
        "✓ schema: ",
        "✓ secret k",
        "✓ accounti",
        "✗ token: B",
        "✓ days off",
        "✓ time zon",
    ]


def test_check_with_a_wrong_setting_says_so_on_one_line(tmp_path: Path) -> None:
    ended = bot(tmp_path, "check", LOG_LEVEL="loud", ADMIN_IDS="serik")

    assert ended.returncode == 1
    assert "ADMIN_IDS must be" in line_of("settings", ended.stdout)
    assert "LOG_LEVEL must be" in line_of("settings", ended.stdout)


def test_an_error_nobody_expected_leaves_one_line_without_the_token(tmp_path: Path) -> None:
    script = (
        "from bot import logs\n"
        "logs.set_up('INFO')\n"
        f"raise RuntimeError('GET https://api.telegram.org/bot{TOKEN}/getMe')\n"
    )

    ended = python(tmp_path, "-c", script)

    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "/bot[token]/getMe" in ended.stderr


def test_libraries_stay_silent_about_peoples_words_when_the_operator_debugs(tmp_path: Path) -> None:
    script = (
        "import logging\n"
        "from bot import logs\n"
        "logs.set_up('DEBUG')\n"
        "logging.getLogger('aiogram').debug('the words of a resident')\n"
        "logging.getLogger('bot.inbox').debug('an update came')\n"
    )

    assert [line.partition(" ")[2] for line in python(tmp_path, "-c", script).stderr.splitlines()] == [
        "DEBUG bot.inbox: an update came"
    ]


def test_the_operator_confirms_an_erasure_by_its_code(tmp_path: Path) -> None:
    bot(tmp_path, "migrate", DATABASE_URL="sqlite:///auyl.db")
    with closing(sqlite3.connect(tmp_path / "auyl.db")) as database, database:
        database.execute("INSERT INTO forgettings VALUES ('7K3F-94AY', '2026-05-04', 1, 2, 3, 1)")
    confirmed, unknown = (
        bot(tmp_path, "receipt", code, DATABASE_URL="sqlite:///auyl.db") for code in ("7k3f94ay", "ACEF-3467")
    )

    assert confirmed.returncode == 0
    assert "7K3F-94AY: the data were erased on 2026-05-04" in confirmed.stdout
    assert "withdrawn: 2; answered, kept without their author: 3" in confirmed.stdout
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "There is no receipt with this code" in unknown.stderr


def line_of(check: str, output: str) -> str:
    return next(line for line in output.splitlines() if line[2:].startswith(f"{check}:"))


def check_against(folder: Path, answer: object) -> subprocess.CompletedProcess[str]:
    """`python -m bot check` with a Telegram that says `answer` to getMe."""

    async def whole() -> subprocess.CompletedProcess[str]:
        async with telegram(answer) as address:
            return await asyncio.to_thread(bot, folder, "check", TELEGRAM_API_URL=address, **COMPLETE)

    return asyncio.run(whole())


@asynccontextmanager
async def telegram(answer: object) -> AsyncIterator[str]:
    async def get_me(request: web.Request) -> web.Response:
        return web.json_response(answer)

    application = web.Application()
    application.router.add_get(f"/bot{TOKEN}/getMe", get_me)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    try:
        yield f"http://{host}:{port}"
    finally:
        await runner.cleanup()


def zone(hours: int, name: str) -> bytes:
    """A time zone file with one offset for all time."""
    counts: Iterable[int] = (0, 0, 0, 0, 1, len(name) + 1)
    header = b"".join(count.to_bytes(4, "big") for count in counts)
    body = (hours * 3600).to_bytes(4, "big") + b"\0\0" + name.encode() + b"\0"
    block = b"TZif2" + b"\0" * 15 + header + body
    return block + block + f"\n<{name}>-{hours}\n".encode()
