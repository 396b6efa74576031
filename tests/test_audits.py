"""The log at the operator's terminal: who did what to roles and groups, and nobody else's name."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.domain.groups import Staff
from bot.domain.people import Language
from bot.domain.roles import Role
from bot.services.people import PeopleService
from bot.services.roles import RoleService
from storage.database import connect
from tests.conftest import BAISERKE_DISTRICT, KEYS, fill

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
CHIEF, DANA, AIGUL = Staff(9001, 9001, "Сәуле"), Staff(5001, 5001, "Дана"), 1001


async def happened(url: str) -> None:
    await fill(url)
    database = await connect(url, KEYS)
    roles = RoleService(database, (CHIEF.telegram_id,))
    await PeopleService(database).decide(AIGUL, Language.KAZAKH, NOW, agreed=True)
    for seed in ("1", "2"):
        _, token = await roles.invite(CHIEF, Role.OFFICE, BAISERKE_DISTRICT, None, seed, NOW)
    await roles.join(DANA, token, NOW)
    await database.close()


@pytest.fixture
def log(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    monkeypatch.chdir(tmp_path)


def test_an_empty_log_says_so(log: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit"]) == 0
    assert capsys.readouterr().out == "Nothing has been done yet.\n"


def test_the_log_is_shown_oldest_first_with_names_of_staff_and_no_telegram_number(
    log: None, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(happened(sqlite_url))
    assert main(["audit"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines == [
        "2026-05-04 11:00  invited  196847000  Baiserke rural district  office  Сәуле",
        "2026-05-04 11:00  invited  196847000  Baiserke rural district  office  Сәуле",
        "2026-05-04 11:00  joined  196847000  Baiserke rural district  office  Дана  Сәуле",
    ]


def test_scripts_get_the_newest_entries_as_json(
    log: None, sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(happened(sqlite_url))
    assert main(["audit", "--json", "--last", "1"]) == 0
    out = capsys.readouterr().out

    assert [(one["deed"], one["of"], one["by"]) for one in json.loads(out)] == [("joined", "Дана", "Сәуле")]
    for number in (CHIEF.telegram_id, DANA.telegram_id, AIGUL):
        assert str(number) not in out


@pytest.mark.parametrize("last", ["0", "-1", "x", "2147483648"])
def test_a_count_that_is_none_is_refused(last: str) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["audit", "--last", last])
    assert refused.value.code == 2
