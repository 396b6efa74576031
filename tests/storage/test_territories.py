"""The classifier, searched by the beginnings of words."""

import pytest

from bot.app import SAMPLE
from bot.domain.territories import Level, Territory
from bot.services.territories import read
from storage import territories
from storage.database import Database, Transaction, connect
from tests.storage.conftest import BAISERKE, BAISERKE_UNIT, ILE, in_one_unit

DISTRICT = read(SAMPLE)


@in_one_unit
async def test_every_row_of_the_classifier_comes_back_as_it_was(tx: Transaction) -> None:
    for place in DISTRICT:
        assert await territories.by_kato(tx, place.kato) == place


@in_one_unit
async def test_a_code_nobody_has_is_nowhere(tx: Transaction) -> None:
    for code in ("", "000000000", "196847100 ", "' OR ''='"):
        assert await territories.by_kato(tx, code) is None


@in_one_unit
async def test_what_lies_in_a_territory_is_listed(tx: Transaction) -> None:
    inside = {place.name_en for place in await territories.inside(tx, BAISERKE_UNIT)}

    assert inside == {"Baiserke", "Ali", "Kokterek"}
    assert await territories.inside(tx, BAISERKE) == []


@in_one_unit
async def test_territories_of_a_level_are_listed(tx: Transaction) -> None:
    assert [place.kato for place in await territories.of_level(tx, Level.DISTRICT)] == [ILE]
    assert len(await territories.of_level(tx, Level.VILLAGE)) == 22


@in_one_unit
async def test_villages_are_found_by_the_beginning_of_any_word_of_their_names(tx: Transaction) -> None:
    async def found(folded: str) -> set[str]:
        return {place.name_en for place in await territories.villages_like(tx, folded, 50)}

    assert await found("batir") == {"Otegen Batyr", "Zhapek Batyr"}
    assert await found("bais") == {"Baiserke"}
    assert await found("aiserke") == set()
    assert await found("okrug") == set()


@in_one_unit
async def test_no_more_villages_are_given_than_asked_for(tx: Transaction) -> None:
    assert len(await territories.villages_like(tx, "", 5)) == 5


@in_one_unit
async def test_a_new_edition_of_the_classifier_renames_and_keeps(tx: Transaction) -> None:
    renamed = Territory(BAISERKE, BAISERKE_UNIT, Level.VILLAGE, "Жаңа", "Новое", "Zhana")
    await territories.add(tx, [renamed])

    assert await territories.by_kato(tx, BAISERKE) == renamed
    assert await territories.villages_like(tx, "zhana", 5) == [renamed]
    assert await territories.villages_like(tx, "baiserke", 5) == []
    assert len(await territories.of_level(tx, Level.VILLAGE)) == 22


async def test_an_orphan_is_refused(database: Database) -> None:
    orphan = Territory("999999999", "888888888", Level.VILLAGE, "Жетім", "Сирота", "Orphan")

    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await database.write(lambda tx: territories.add(tx, [orphan]))


async def test_an_empty_classifier_is_known_to_be_empty(empty_database_url: str) -> None:
    database = await connect(empty_database_url)
    await database.migrate()
    before = await database.read(territories.any_known)
    await database.write(lambda tx: territories.add(tx, DISTRICT))
    after = await database.read(territories.any_known)
    await database.close()

    assert (before, after) == (False, True)
