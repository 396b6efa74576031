"""In a country of thirteen thousand villages a resident finds theirs, however they type it."""

import threading
from collections import Counter
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.classifier import Entry, arranged, understood
from bot.domain.people import Language
from bot.domain.territories import Level, Spot, Territory
from bot.services.classifier import marks
from bot.services.gazetteers import FOUND_AT_MOST, Gazetteer
from bot.services.vocabularies import Vocabulary, slips
from tests.countries import country
from tests.services.conftest import BAISERKE, ILE, Town

KK, RU, EN = Language
SHOWN = 8
WITHOUT_KAZAKH_LETTERS = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")


@cache
def entries() -> tuple[Entry, ...]:
    lines = [understood(number, row) for number, row in enumerate(country(), 2)]
    return tuple(one for one in arranged(lines, {}, marks()) if isinstance(one, Entry))


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer(entries())


@cache
def some_homes() -> tuple[Spot, ...]:
    villages = [one.territory for one in entries() if one.territory.level is Level.VILLAGE]
    return tuple(gazetteer().spot(one.kato) for one in Random(7).sample(villages, 150))


def found(text: str, language: Language = KK) -> list[str]:
    return [spot.territory.kato for spot in gazetteer().find(text, language)]


def test_every_village_is_among_the_first_by_its_name_and_those_above_it() -> None:
    homonyms = Counter(one.territory.name_kk for one in entries())
    for home in some_homes():
        for language in Language:
            line = [home.territory, *home.above]
            typed = " ".join(one.name(language).translate(WITHOUT_KAZAKH_LETTERS) for one in line)
            first = found(typed, language)[:SHOWN]
            assert home.territory.kato in first, (typed, homonyms[home.territory.name_kk])


def test_the_beginning_of_the_district_after_the_name_is_enough() -> None:
    assert found("Ақсай, Іле ауданы")[0] == "196849100"
    assert found("аксай иле")[0] == "196849100"
    assert found("иле аксай")[0] == "196849100"
    assert found("aksai ile dist", EN)[0] == "196849100"


def typed_badly(name: str, chance: Random) -> list[str]:
    place = chance.randrange(1, len(name) - 1)
    left, right = name[:place], name[place:]
    return [
        left + right[1:],
        left + right[0] + right,
        left + "ъ" + right[1:],
        left[:-1] + right[0] + left[-1] + right[1:],
    ]


def test_a_name_with_one_slip_finds_what_was_meant() -> None:
    chance = Random(8)
    long = [
        home for home in some_homes() if home.territory.name_kk.isalpha() and len(home.territory.name_kk) > 6
    ]
    missed = [
        (home.territory.name_kk, typed)
        for home in long
        for typed in typed_badly(home.territory.name_kk, chance)
        if not any(
            spot.territory.name_kk == home.territory.name_kk
            for spot in gazetteer().find(f"{typed} {home.above[1].name_kk}", KK)
        )
    ]

    assert len(long) > 30
    assert len(missed) < len(long) * 4 * 0.03, missed


@pytest.mark.parametrize(
    "typed",
    [
        "baiserke",
        "Байсерке",
        "байсерк",
        "Байсрке",
        "байсеркее",
        "айсерке",
        "бйсерке",
        "baisekre",
        "БАЙ СЕРКЕ",
    ],
)
def test_baiserke_is_found_however_it_is_typed(typed: str) -> None:
    assert found(typed)[0] == BAISERKE


@pytest.mark.parametrize("typed", ["төле би", "Толе би", "Төлеби", "tolebi", "төле"])
def test_a_name_of_two_words_is_found_as_one(typed: str) -> None:
    assert "196833600" in found(typed)


@pytest.mark.parametrize(
    "typed",
    ["zzzzzzzzzzzz", "", " ", "!?", "%", "'; DROP TABLE people; --", "x" * 4096, "я" * 300, "ю я " * 900],
)
def test_what_is_like_no_name_finds_nothing(typed: str) -> None:
    assert found(typed) == []


def test_a_region_or_district_alone_is_no_village() -> None:
    assert not {ILE, BAISERKE} & set(found("іле ауданы"))
    assert all(spot.territory.level in (Level.VILLAGE, Level.UNIT) for spot in gazetteer().find("а", KK))


def test_homonyms_differ_by_what_stands_above_them() -> None:
    spots = gazetteer().find("ақбұлақ", KK)
    names = [(spot.territory.name_kk, *(one.name_kk for one in spot.above)) for spot in spots]

    assert sum(name[0] == "Ақбұлақ" for name in names) > 2
    assert len(set(names)) > len(names) * 0.9
    assert all(len(spot.above) >= 2 for spot in spots)


def test_one_letter_is_answered_with_no_more_than_can_be_looked_through() -> None:
    assert len(found("а")) == FOUND_AT_MOST


def test_one_letter_asked_again_is_answered_alike_and_in_each_language_in_its_order() -> None:
    first = {language: found("к", language) for language in Language}

    assert {language: found("к", language) for language in Language} == first
    assert first[KK] != first[EN]


def test_names_that_begin_so_come_before_those_with_such_a_word_further_on() -> None:
    begins = [spot.territory.name_kk.lower().startswith("жаңа") for spot in gazetteer().find("жаңа", KK)]

    assert begins == sorted(begins, reverse=True)


def test_a_unit_in_which_no_village_is_listed_is_found_and_others_are_not() -> None:
    parents = {one.territory.parent for one in entries()}
    units = [one.territory for one in entries() if one.territory.level is Level.UNIT]
    for unit in Random(9).sample(units, 60) + [one for one in units if one.kato not in parents][:60]:
        line = " ".join([unit.name_kk, *(above.name_kk for above in gazetteer().spot(unit.kato).above)])
        assert (unit.kato in found(line)) == (unit.kato not in parents), unit


def placed(*points: tuple[str, float, float]) -> Gazetteer:
    """Villages of one unit, each with where it lies."""
    unit = Entry(Territory("196840000", None, Level.UNIT, "Округ", "Округ", "Unit"))
    homes = [
        Entry(
            Territory(f"19684{number}100", "196840000", Level.VILLAGE, name, name, name),
            point=(latitude, longitude),
        )
        for number, (name, latitude, longitude) in enumerate(points)
    ]
    return Gazetteer([unit, *homes])


def near(gazetteer: Gazetteer, latitude: float, longitude: float) -> list[str]:
    return [spot.territory.name_kk for spot in gazetteer.near(latitude, longitude)]


def test_the_nearest_villages_come_first_and_far_ones_not_at_all() -> None:
    there = placed(("far", 45.0, 77.0), ("east", 43.5, 77.3), ("north", 43.62, 77.0), ("here", 43.5, 77.01))

    assert near(there, 43.5, 77.0) == ["here", "north", "east"]


def test_a_degree_of_longitude_is_shorter_in_the_north() -> None:
    there = placed(("east", 55.0, 70.12), ("north", 55.09, 70.0))

    assert near(there, 55.0, 70.0) == ["east", "north"]


def test_no_more_than_a_few_are_near() -> None:
    assert len(near(placed(*[(f"v{n}", 43.5, 77.0 + n / 100) for n in range(9)]), 43.5, 77.0)) == 5


def test_without_coordinates_nothing_is_near() -> None:
    assert gazetteer().near(43.5, 77.0) == []


def test_what_is_gone_is_neither_found_nor_near() -> None:
    one = Territory("196841100", None, Level.VILLAGE, "Жоғалған", "Пропавшее", "Gone")
    there = Gazetteer([Entry(one, point=(43.5, 77.0), gone=True)])

    assert there.find("gone", EN) == []
    assert there.near(43.5, 77.0) == []


@given(st.text("абвгдежзklmno", max_size=14), st.lists(st.text("абвгдежзklmno", min_size=1, max_size=14)))
def test_a_vocabulary_finds_the_word_itself_and_never_too_far_a_one(word: str, others: list[str]) -> None:
    alike = Vocabulary({word, *others}).alike(word)

    if slips(word):
        assert alike[word] == 0
    assert all(cost <= slips(word) for cost in alike.values())


async def test_while_somebody_searches_the_bot_goes_on(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    searching = set()
    real = Gazetteer.find

    def watched(self: Gazetteer, text: str, language: Language) -> list[Spot]:
        searching.add(threading.current_thread())
        return real(self, text, language)

    monkeypatch.setattr(Gazetteer, "find", watched)
    assert await town.territories.find("baiserke", EN)

    assert threading.main_thread() not in searching
    assert searching


async def test_the_sample_district_is_searched_alike_and_lies_nowhere(town: Town) -> None:
    assert [spot.territory.kato for spot in await town.territories.find("baiserkke", EN)] == [BAISERKE]
    assert await town.territories.near(43.49, 77.02) == []


async def test_the_newest_edition_is_at_hand_before_somebody_asks(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town.territories.refresh()
    monkeypatch.setattr("storage.classifier.entries", None)

    assert await town.territories.find("baiserke", EN)
