"""A village is found as its people type it, whatever their keyboard offers."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.app import SAMPLE
from bot.domain.people import Language
from bot.domain.territories import Level, Territory, fold
from bot.services.territories import read

TERRITORIES = read(SAMPLE)
NAMES = sorted({name for place in TERRITORIES for name in (place.name_kk, place.name_ru, place.name_en)})

WITHOUT_KAZAKH_LETTERS = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")

# How people write Kazakh and Russian letters where they have only Latin ones.
IN_LATIN = {
    "а": "a", "ә": "aä", "б": "b", "в": "v", "г": "g", "ғ": ("g", "gh", "ğ"), "д": "d", "е": "e",
    "ж": ("zh", "j"), "з": "z", "и": "iy", "й": "iy", "к": "k", "қ": "kq", "л": "l", "м": "m", "н": "n",
    "ң": "nñ", "о": "o", "ө": "oö", "п": "p", "р": "r", "с": "s", "т": "t", "у": "uw", "ұ": "uū",
    "ү": "uü", "ф": "f", "х": ("h", "kh"), "һ": "h", "ц": ("ts",), "ч": ("ch",), "ш": ("sh", "ş"),
    "щ": ("sh", "shch"), "ъ": ("",), "ы": "iy", "і": "iy", "ь": ("",), "э": "e", "ё": "e",
    "ю": ("iu", "yu"), "я": ("ia", "ya"),
}  # fmt: skip


@st.composite
def typed_in_latin(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and one of the ways to type it with Latin letters alone."""
    name = draw(st.sampled_from(NAMES))
    spelt = [draw(st.sampled_from(IN_LATIN.get(letter, (letter,)))) for letter in name.lower()]
    return name, "".join(spelt)


def test_the_sample_district_names_every_place_in_three_languages() -> None:
    assert len(TERRITORIES) == 33
    assert {place.level for place in TERRITORIES} == set(Level)
    assert all(place.name(language) for place in TERRITORIES for language in Language)
    assert all(len(place.kato) == 9 and place.kato.isdigit() for place in TERRITORIES)


def test_every_place_has_its_parent_listed_before_it() -> None:
    known: set[str | None] = {None}
    for place in TERRITORIES:
        assert place.parent in known
        known.add(place.kato)


@pytest.mark.parametrize("name", NAMES)
def test_a_keyboard_without_kazakh_letters_types_the_same_name(name: str) -> None:
    assert fold(name.translate(WITHOUT_KAZAKH_LETTERS)) == fold(name)


@given(typed_in_latin())
def test_a_keyboard_with_only_latin_letters_types_the_same_name(typed: tuple[str, str]) -> None:
    name, spelt = typed

    assert fold(spelt) == fold(name)


@pytest.mark.parametrize("name", NAMES)
def test_letters_put_together_of_parts_are_the_same_letters(name: str) -> None:
    assert fold(unicodedata.normalize("NFD", name)) == fold(name)


@pytest.mark.parametrize("name", NAMES)
def test_capitals_hyphens_quotes_and_spaces_do_not_matter(name: str) -> None:
    assert fold(f"  «{name.upper().replace(' ', ' - ')}»,  ") == fold(name)


def test_neighbouring_names_do_not_fall_together() -> None:
    villages = [place for place in TERRITORIES if place.level is Level.VILLAGE]

    assert len({fold(place.name_kk) for place in villages}) == len(villages)


@given(st.text())
@example("ккх")
@example("щчщч")
@example("shchch")
@example("кĸһ")
@example("İle")
def test_a_key_folded_again_is_the_same_key(text: str) -> None:
    key = fold(text)

    assert fold(key) == key


@given(st.text())
def test_a_key_holds_letters_and_digits_parted_by_single_spaces(text: str) -> None:
    words = fold(text).split(" ")

    assert words == [""] or all(word.isalnum() for word in words)


@given(st.text(alphabet=" -.,!?«»%_'\"\\\n", max_size=20))
def test_marks_alone_are_no_key_so_nothing_is_searched_for(text: str) -> None:
    assert fold(text) == ""


@pytest.mark.parametrize("place", TERRITORIES, ids=lambda place: place.name_en)
def test_every_word_of_every_name_of_a_place_can_be_searched_for(place: Territory) -> None:
    for language in Language:
        for word in fold(place.name(language)).split():
            assert f" {word}" in place.folded


def test_a_name_is_given_in_the_language_asked_for() -> None:
    ile = next(place for place in TERRITORIES if place.kato == "196800000")

    assert [ile.name(language) for language in Language] == ["Іле ауданы", "Илийский район", "Ile district"]
