"""What the classifier's names say, in whatever place they say it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.marks import Kind, Marks, Split
from bot.domain.people import Language
from bot.services.classifier import marks

KK, RU, EN = Language
MARKS = marks()
LETTERS = "абвгдежзийклмнопрстуфхцчшщыьэюяәғқңөұүһі"
PREFIXED = {
    "с.": Kind.VILLAGE, "с. ": Kind.VILLAGE, "с.о.": Kind.RURAL_DISTRICT, "с.о. ": Kind.RURAL_DISTRICT,
    "с.о ": Kind.RURAL_DISTRICT, "п.а.": Kind.SETTLEMENT_ADMINISTRATION, "с.а.": Kind.VILLAGE_ADMINISTRATION,
    "п.": Kind.SETTLEMENT, "г.": Kind.CITY, "а.": Kind.VILLAGE, "район ": Kind.DISTRICT, "область ": Kind.REGION,
    "зимовка ": Kind.WINTER_CAMP, "рзд.": Kind.SIDING, "ст.": Kind.STATION, "отг.": Kind.PASTURE, "уч.": Kind.PLOT,
}  # fmt: skip
SUFFIXED = {
    " а.": Kind.VILLAGE, "  а.": Kind.VILLAGE, " а.о.": Kind.RURAL_DISTRICT, " с.о.": Kind.RURAL_DISTRICT,
    " с.о": Kind.RURAL_DISTRICT, " С.О.": Kind.RURAL_DISTRICT, " к.ә.": Kind.SETTLEMENT_ADMINISTRATION,
    "   а.ә.": Kind.VILLAGE_ADMINISTRATION, " қ.": Kind.CITY, " к.": Kind.SETTLEMENT, " Қ.Ә.": Kind.CITY_ADMINISTRATION,
    " Г.А.": Kind.CITY_ADMINISTRATION, " ауданы": Kind.DISTRICT, " облысы": Kind.REGION, " район": Kind.DISTRICT,
    " қыстауы": Kind.WINTER_CAMP, " ж.": Kind.PASTURE, " уч.": Kind.PLOT,
}  # fmt: skip


@st.composite
def names(draw: st.DrawFn) -> str:
    """A name of one to three words, perhaps with a number."""
    words = draw(st.lists(st.text(LETTERS, min_size=2, max_size=12), min_size=1, max_size=3))
    number = draw(st.sampled_from(["", " 1", "-2", " 60"]))
    name = " ".join(word.capitalize() for word in words) + number
    assume(MARKS.split(name) == Split(name))
    return name


@given(names(), st.sampled_from(sorted(PREFIXED)))
def test_a_mark_before_a_name_is_taken_off(name: str, mark: str) -> None:
    assert MARKS.split(mark + name) == Split(name, PREFIXED[mark], before=True)


@given(names(), st.sampled_from(sorted(SUFFIXED)))
def test_a_mark_after_a_name_is_taken_off(name: str, mark: str) -> None:
    assert MARKS.split(name + mark) == Split(name, SUFFIXED[mark], before=False)


@given(st.text(LETTERS.upper() + LETTERS + " .-1", max_size=30))
def test_nothing_of_a_name_is_lost_but_its_mark(text: str) -> None:
    split = MARKS.split(text)
    whole = " ".join(text.split())

    assert split.name in whole
    assert split.name or not whole
    assert (split.kind is Kind.OTHER) == (split.name == whole)


@given(names(), st.sampled_from([kind for kind in Kind if kind]), st.sampled_from(Language))
def test_a_name_said_in_full_is_split_again_into_the_same(name: str, kind: Kind, language: Language) -> None:
    assume(language is not EN)
    again = MARKS.split(MARKS.full(Split(name), kind, language))

    assert again.name in (name, MARKS.full(Split(name), kind, language))


@pytest.mark.parametrize(
    "name",
    [
        "Лагерь",
        "ЛСП",
        "Средний баз",
        "Заимка в с. Алмасай",
        "р.Казахстанский",
        "Станция",
        "Г.А.Потанин",
        "Город",
        "Аккол орманшар",
        "Ауыл",
        "с.",
        "с.о.",
        "",
    ],
)
def test_what_is_no_mark_stays_a_part_of_the_name(name: str) -> None:
    assert MARKS.split(name) == Split(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("с.Б.Утепов", "Б.Утепов"),
        ("с.о.им.Койгельды Аухадиева", "им.Койгельды Аухадиева"),
        ("Г.Мусирепов ауданы", "Г.Мусирепов"),
        ("Г.Мусрепова с.о.", "Г.Мусрепова"),
        ("с.60 жылдык", "60 жылдык"),
        ("рзд.3", "3"),
        ("отг.56 км", "56 км"),
        ("ферма 1 Абай", "1 Абай"),
        ("зимовка 8 марта", "8 марта"),
        ("Қарабұлақ   а.ә.", "Қарабұлақ"),
        ("Кенгирбайбийский с.о", "Кенгирбайбийский"),
        ("с. о. Кежек", "Кежек"),
    ],
)
def test_initials_and_numbers_stay_in_the_name(text: str, name: str) -> None:
    assert MARKS.split(text).name == name


@pytest.mark.parametrize(
    ("text", "language", "full"),
    [
        ("Өтеген батыр а.о.", KK, "Өтеген батыр ауылдық округі"),
        ("Боралдай к.ә.", KK, "Боралдай кенті"),
        ("Ащибулакский с.о.", RU, "Ащибулакский сельский округ"),
        ("с.о.Өтеген батыр", RU, "сельский округ Өтеген батыр"),
        ("Боралдайская п.а.", RU, "Боралдайская поселковая администрация"),
        ("п.а.Жибек жолы", RU, "посёлок Жибек жолы"),
        ("Семей Г.А.", RU, "город Семей"),
        ("Илийский район", RU, "Илийский район"),
        ("район Ақсуат", RU, "район Ақсуат"),
        ("область Абай", RU, "область Абай"),
        ("Акмолинская область", RU, "Акмолинская область"),
        ("Abai а.", EN, "Abai village"),
        ("Abai қыстауы", EN, "Abai winter camp"),
        ("Лагерь", RU, "Лагерь"),
    ],
)
def test_a_kind_is_said_in_full_where_the_language_puts_it(text: str, language: Language, full: str) -> None:
    split = MARKS.split(text)

    assert MARKS.full(split, split.kind, language) == full


def test_every_kind_has_its_words_in_every_language() -> None:
    for kind in Kind:
        for language in Language:
            assert MARKS.full(Split("N"), kind, language) == "N" if not kind else True
            assert len(MARKS.full(Split("N"), kind, language)) > (2 if kind else 0)


def test_a_table_without_a_kind_is_refused_when_it_is_read() -> None:
    with pytest.raises(ValueError, match="hamlet"):
        Marks(
            [
                {"kind": "hamlet", "marks": "х.", "kk": "", "ru": "", "ru_after_adjective": "", "en": ""},
                {"kind": "adjective", "marks": "ий"},
            ]
        )
