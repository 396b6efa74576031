"""Villages are found as people type them, and listed as their language lists them."""

from pathlib import Path

import pytest

from bot.app import SAMPLE
from bot.domain.people import Language
from bot.domain.territories import Home, Level, NoSuchTerritory, Territory
from bot.services.alphabets import in_order
from bot.services.gazetteers import FOUND_AT_MOST
from bot.services.territories import home_of, read
from storage import territories
from tests.conftest import Peek
from tests.services.conftest import BAISERKE, BAISERKE_UNIT, ILE, Town

KK, RU, EN = Language
REGION = "190000000"
VILLAGES = [place for place in read(SAMPLE) if place.level is Level.VILLAGE]
WITHOUT_KAZAKH_LETTERS = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


async def found(town: Town, text: str, language: Language = EN) -> list[str]:
    return [spot.territory.name(language) for spot in await town.territories.find(text, language)]


async def test_every_village_is_found_by_its_name_in_every_language_and_on_any_keyboard(town: Town) -> None:
    for village in VILLAGES:
        for language in Language:
            name = village.name(language)
            for typed in (name, name.upper(), name.translate(WITHOUT_KAZAKH_LETTERS), name[:4], f" {name}!"):
                katos = [spot.territory.kato for spot in await town.territories.find(typed, language)]
                assert village.kato in katos, (name, typed)


async def test_the_beginning_of_any_word_of_a_name_is_enough(town: Town) -> None:
    assert await found(town, "baty") == ["Otegen Batyr", "Zhapek Batyr"]
    assert await found(town, "zhap bat") == ["Zhapek Batyr"]
    assert await found(town, "bat zhap") == ["Zhapek Batyr"]
    assert await found(town, "Бай") == ["Baikent", "Baiserke"]


@pytest.mark.parametrize("text", ["", "  ", "!?", "%", "_", "\u200b", "Астана", "' OR 1=1 --", "x" * 4096])
async def test_what_is_no_villages_name_finds_none(town: Town, text: str) -> None:
    assert await found(town, text) == []


async def test_a_village_is_found_with_what_stands_above_it(town: Town) -> None:
    [spot] = await town.territories.find("Байсерке", RU)

    assert spot.territory.kato == BAISERKE
    assert [place.kato for place in spot.above] == [BAISERKE_UNIT, ILE, REGION]
    assert await town.territories.spot(BAISERKE) == spot


@pytest.mark.parametrize("kato", ["", "000000000", "' OR ''='"])
async def test_a_code_nobody_has_is_nowhere(town: Town, kato: str) -> None:
    with pytest.raises(NoSuchTerritory):
        await town.territories.spot(kato)


async def many(town: Town) -> None:
    """A country where half of the villages are called white."""
    whites = [
        Territory(
            f"2{number:08}",
            BAISERKE_UNIT,
            Level.VILLAGE,
            f"Ақ жер {number}",
            f"Ак жер {number}",
            f"Ak zher {number}",
        )
        for number in range(FOUND_AT_MOST * 2)
    ]
    named = Territory("300000000", BAISERKE_UNIT, Level.VILLAGE, "Ақ бұлақ", "Ак булак", "Ak Bulak")
    await town.database.write(lambda tx: territories.add(tx, [*whites, named]))


async def test_among_many_villages_that_begin_alike_a_second_word_finds_the_one(town: Town) -> None:
    await many(town)

    assert await found(town, "ак булак") == ["Ak Bulak"]
    assert await found(town, "булак ак") == ["Ak Bulak"]


async def test_of_very_many_villages_the_first_of_the_alphabet_are_shown(town: Town) -> None:
    await many(town)
    shown = await found(town, "ақ", KK)

    assert len(shown) == FOUND_AT_MOST
    assert shown[0] == "Ақ бұлақ"


async def test_lists_stand_in_the_alphabet_of_their_language(town: Town) -> None:
    villages = (await town.territories.listing(BAISERKE_UNIT, KK)).listed
    assert [village.name_kk for village in villages] == ["Әлі", "Байсерке", "Көктерек"]
    assert [district.kato for district in (await town.territories.listing("", EN)).listed] == [ILE]
    assert (await town.territories.listing(BAISERKE, KK)).listed == []


def test_the_kazakh_alphabet_is_kept_where_computers_sort_it_wrongly() -> None:
    names = [
        "Ящик",
        "Қала",
        "Кент",
        "Әлі",
        "Алма",
        "Бақ",
        "Іле",
        "Өзен",
        "Орал",
        "Үшарал",
        "Ұзын",
        "Уыз",
        "Һ",
        "Х",
    ]
    places = [
        Territory(f"{number}", None, Level.VILLAGE, name, name, name) for number, name in enumerate(names)
    ]

    assert [place.name_kk for place in in_order(places, KK)] == [
        "Алма", "Әлі", "Бақ", "Кент", "Қала", "Орал", "Өзен", "Уыз", "Ұзын", "Үшарал", "Х", "Һ", "Іле", "Ящик",
    ]  # fmt: skip


async def test_a_report_belongs_to_the_village_its_unit_and_its_district(town: Town) -> None:
    free = Territory("191000000", REGION, Level.UNIT, "Қонаев", "Конаев", "Konaev")
    village = Territory("191010000", "191000000", Level.VILLAGE, "Қонаев", "Конаев", "Konaev")
    await town.database.write(lambda tx: territories.add(tx, [free, village]))

    for kato, home in (
        (BAISERKE, Home(BAISERKE, BAISERKE_UNIT, ILE)),
        (village.kato, Home(village.kato, free.kato, free.kato)),
    ):
        assert await town.database.read(lambda tx, kato=kato: home_of(tx, kato)) == home


async def test_the_sample_fills_an_empty_classifier_and_touches_no_other(
    town: Town, tmp_path: Path, peek: Peek
) -> None:
    other = tmp_path / "other.csv"
    other.write_text(
        "kato,parent,level,name_kk,name_ru,name_en\n500000000,,region,Басқа,Другая,Other\n", "utf-8"
    )
    await town.territories.begin_with(other)

    assert await peek("SELECT count(*) FROM territories") == [(len(read(SAMPLE)),)]
