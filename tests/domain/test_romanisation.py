"""Names are spelt in Latin letters as the country's passports spell them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import SAMPLE
from bot.domain.romanisation import romanised
from bot.domain.territories import Level, Territory, fold
from bot.services.territories import read

CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
VILLAGES = [place for place in read(SAMPLE) if place.level is Level.VILLAGE]
FROM_RUSSIAN = {"Тілендиев"}  # the sample spells this surname as its bearer did


@pytest.mark.parametrize("place", VILLAGES, ids=lambda place: place.name_en)
def test_the_sample_district_is_spelt_by_the_same_rules(place: Territory) -> None:
    if not FROM_RUSSIAN & set(place.name_kk.split()):
        assert romanised(place.name_kk) == place.name_en


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Байсерке", "Baiserke"),
        ("Жапек батыр", "Zhapek Batyr"),
        ("Ащыбұлақ", "Ashchybulak"),
        ("Мұхаметжан Түймебаев", "Mukhametzhan Tuimebayev"),
        ("Екпінді", "Ekpindi"),
        ("Усть-Таловка", "Ust-Talovka"),
        ("Жаңа-Жол 2", "Zhana-Zhol 2"),
        ("8 март", "8 Mart"),
        ("ЛСП", "LSP"),
        ("Щучинск", "Shchuchinsk"),
        ("Объездное", "Obezdnoye"),
        ("", ""),
    ],
)
def test_a_name_in_latin_letters(name: str, latin: str) -> None:
    assert romanised(name) == latin


@given(st.text(CYRILLIC + CYRILLIC.upper() + " -1", max_size=40))
def test_no_cyrillic_letter_and_no_accent_is_left(name: str) -> None:
    latin = romanised(name)

    assert latin.isascii()
    assert latin == unicodedata.normalize("NFD", latin)


@given(st.text("абвгджзийклмнопрстуфшыәғқңөұүі", min_size=1, max_size=20))
def test_the_latin_spelling_is_found_by_the_kazakh_one(name: str) -> None:
    assert fold(romanised(name)) == fold(name)


@given(st.text(CYRILLIC + " ", max_size=30), st.text(CYRILLIC + " ", max_size=30))
def test_words_are_spelt_one_by_one(first: str, second: str) -> None:
    assert romanised(f"{first} {second}") == f"{romanised(first)} {romanised(second)}"
