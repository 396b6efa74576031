"""The classifier's rows, listed by what they lie in, and as a whole."""

import pytest

from bot.app import SAMPLE
from bot.domain.classifier import Entry
from bot.domain.marks import Kind
from bot.domain.territories import Level, Territory
from bot.services.territories import read
from storage import classifier, territories
from storage.database import Database, Transaction, connect
from tests.storage.conftest import BAISERKE, BAISERKE_UNIT, in_one_unit

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
async def test_the_regions_are_those_with_nothing_above(tx: Transaction) -> None:
    assert [place.name_en for place in await territories.roots(tx)] == ["Almaty region"]


@in_one_unit
async def test_what_is_gone_is_known_but_not_offered(tx: Transaction) -> None:
    gone = await territories.by_kato(tx, BAISERKE)
    await classifier.mark_gone(tx, [BAISERKE])

    assert await territories.by_kato(tx, BAISERKE) == gone
    assert await territories.offered(tx, BAISERKE) is None
    assert gone not in await territories.inside(tx, BAISERKE_UNIT)
    assert gone in await territories.ever_inside(tx, BAISERKE_UNIT)


@in_one_unit
async def test_an_entry_of_the_classifier_comes_back_as_it_was(tx: Transaction) -> None:
    kentau = Territory("611620000", "190000000", Level.UNIT, "Кентау қаласы", "город Кентау", "Kentau city")
    came = Entry(kentau, Kind.CITY, (43.5, 68.5))
    await classifier.put(tx, [came])
    kept = await classifier.entries(tx)

    assert kept["611620000"] == came
    assert len(kept) == len(DISTRICT) + 1


@in_one_unit
async def test_what_comes_back_is_offered_again(tx: Transaction) -> None:
    baiserke = (await classifier.entries(tx))[BAISERKE]
    await classifier.mark_gone(tx, [BAISERKE])
    assert (await classifier.entries(tx))[BAISERKE].gone
    await classifier.put(tx, [baiserke])

    assert await territories.offered(tx, BAISERKE) == baiserke.territory


@in_one_unit
async def test_every_change_has_an_edition_of_its_own(tx: Transaction) -> None:
    before = await classifier.edition(tx)
    await classifier.next_edition(tx)

    assert await classifier.edition(tx) == before + 1


@in_one_unit
async def test_a_new_edition_of_the_classifier_renames_and_keeps(tx: Transaction) -> None:
    renamed = Territory(BAISERKE, BAISERKE_UNIT, Level.VILLAGE, "Жаңа", "Новое", "Zhana")
    await territories.add(tx, [renamed])

    assert await territories.by_kato(tx, BAISERKE) == renamed
    assert renamed in await territories.inside(tx, BAISERKE_UNIT)
    assert len(await classifier.entries(tx)) == len(DISTRICT)


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
