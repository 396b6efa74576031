"""The secret key: made once, read by its owner alone, changed without losing anybody, and missed when it is gone."""

import stat
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot import secret_key
from bot.domain.people import Language
from bot.secret_key import keep, key_file, known, open_database, rotate
from bot.services.people import PeopleService
from bot.settings import Settings, SettingsError
from storage.database import DatabaseError
from tests.conftest import settings
from tests.storage.conftest import NOW

AIGUL = 7_345_678_901
FIRST, SECOND = "the-first-key-of-a-test-that-seals-nobody", "the-second-key-of-a-test-that-seals-nobody"


@pytest.fixture
def config(sqlite_url: str) -> Settings:
    """Without a SECRET_KEY."""
    return settings("http://127.0.0.1:1", sqlite_url).model_copy(update={"secret_key": None})


def given(config: Settings, keys: str) -> Settings:
    return config.model_copy(update={"secret_key": SecretStr(keys)})


async def arrive(config: Settings) -> None:
    database = await open_database(config)
    await PeopleService(database).decide(AIGUL, Language.KAZAKH, NOW, agreed=True)
    await database.close()


async def is_known(config: Settings) -> bool:
    database = await open_database(config)
    person, _ = await PeopleService(database).visit(AIGUL, AIGUL)
    await database.close()
    return person is not None and person.agreed


async def test_a_key_is_made_at_the_first_start_and_kept_beside_the_database(config: Settings) -> None:
    await arrive(config)
    [key] = known(config)

    assert len(key) > 40
    assert key_file(config).parent == Path(config.database_url.get_secret_value()[10:]).parent
    assert stat.S_IMODE(key_file(config).stat().st_mode) == 0o600
    assert await is_known(config)
    assert known(config) == [key]


async def test_a_key_that_is_gone_is_missed_and_no_other_takes_its_place(config: Settings) -> None:
    await arrive(config)
    key_file(config).unlink()

    for doing in (open_database, rotate):
        with pytest.raises(DatabaseError, match=r"restore the file .*\.key as it was"):
            await doing(config)
        assert not key_file(config).exists()
    assert await secret_key.fits(config) is False


async def test_a_wrong_key_is_refused_before_anybody_is_taken_for_new(config: Settings) -> None:
    await arrive(given(config, FIRST))

    with pytest.raises(DatabaseError, match="restore SECRET_KEY as it was"):
        await open_database(given(config, SECOND))
    assert await is_known(given(config, FIRST))


async def test_a_key_of_the_settings_leaves_no_file(config: Settings) -> None:
    await arrive(given(config, FIRST))

    assert not key_file(config).exists()


async def test_the_key_in_the_file_is_changed_and_everybody_stays_known(config: Settings) -> None:
    await arrive(config)
    [old] = known(config)
    await rotate(config)
    [new] = known(config)

    assert new != old
    assert await is_known(config)
    keep(key_file(config), [old])
    with pytest.raises(DatabaseError):
        await open_database(config)


@pytest.mark.parametrize("sealed", [False, True], ids=["before anything was sealed", "after all was sealed"])
async def test_a_change_that_was_cut_off_is_no_trouble_and_can_be_ended(
    config: Settings, monkeypatch: pytest.MonkeyPatch, sealed: bool
) -> None:
    await arrive(config)
    [old] = known(config)

    class PowerCut(Exception):
        pass

    def cut(*_: object) -> None:
        raise PowerCut

    if sealed:
        keeping = iter([keep, cut])

        def keep_once(*what: Any) -> None:
            next(keeping)(*what)

        monkeypatch.setattr(secret_key, "keep", keep_once)
    else:
        monkeypatch.setattr(secret_key.AccountService, "rotate", cut)
    with pytest.raises(PowerCut):
        await rotate(config)
    monkeypatch.undo()
    new, last = known(config)

    assert last == old
    assert await is_known(config)
    await rotate(config)
    assert known(config) == [new]
    assert await is_known(config)


async def test_the_key_of_the_settings_is_changed_by_giving_both(config: Settings) -> None:
    await arrive(given(config, FIRST))
    with pytest.raises(SettingsError, match="one key only"):
        await rotate(given(config, FIRST))
    both = given(config, f"{SECOND},{FIRST}")
    assert await is_known(both)
    await rotate(both)

    assert await is_known(both)
    assert await is_known(given(config, SECOND))
    assert not key_file(config).exists()


async def test_a_file_that_cannot_be_read_or_written_is_a_sentence(config: Settings, tmp_path: Path) -> None:
    key_file(config).mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        await open_database(config)
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError, match="cannot be kept"):
        keep(tmp_path / "file" / "test.key", [FIRST])
