"""What people write stays theirs, less what would deceive the reader."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.texts import EmptyText, TextTooLong, clean, utf16_length

ANYTHING = st.text(st.characters())  # half surrogate pairs too: a client can send what it likes
STEERING = [
    "\u202e",
    "\u202a",
    "\u2066",
    "\u2069",
    "\u200f",
    "\u200e",
    "\u061c",
    "\u200b",
    "\u2060",
    "\ufeff",
]


def cleaned(text: str, limit: int = 10_000) -> str | None:
    try:
        return clean(text, limit)
    except EmptyText:
        return None


@pytest.mark.parametrize(
    "words",
    [
        "Мектеп жанындағы шам жанбайды",
        "Не горит фонарь у школы",
        "The lamp by the school is broken",
        "شام جانبايدى",
        "路灯坏了",
        "बत्ती टूटी है",
        "ไฟเสีย",
        "הפנס שבור",
        "<b>жоқ</b> *тірек* _жарық_ & `код`",
        "👨‍👩‍👧 5️⃣ 🇰🇿",
        "№ 26-17, 5 000 ₸!",
        "?",
    ],
)
def test_words_of_any_script_are_kept_as_they_were_written(words: str) -> None:
    assert clean(words, 100) == words


@pytest.mark.parametrize("mark", STEERING)
def test_a_mark_that_would_turn_a_card_around_is_taken_out(mark: str) -> None:
    assert clean(f"шам{mark} жоқ", 100) == "шам жоқ"


def test_joiners_stay_because_scripts_and_emoji_need_them() -> None:
    assert clean("می\u200cخواهم 👩\u200d🌾", 100) == "می\u200cخواهم 👩\u200d🌾"


def test_lines_stay_lines_however_they_were_ended() -> None:
    assert clean("бір\r\nекі\rүш\nтөрт\u2028бес", 100) == "бір\nекі\nүш\nтөрт\nбес"


@pytest.mark.parametrize("gap", ["\t", "\v", "\f", "\x1e", "\x85"])
def test_words_parted_by_a_tab_do_not_grow_together(gap: str) -> None:
    assert clean(f"Абай{gap}15", 100).split() == ["Абай", "15"]


def test_control_characters_are_taken_out() -> None:
    assert clean("\x00ш\x07а\x1bм\x7f\ud83d", 100) == "шам"


def test_the_space_around_words_goes() -> None:
    assert clean(" \n\t шам \n ", 100) == "шам"


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        " \n\t ",
        "\u200b\u200e",
        "\x00\x01",
        "\u00a0\u2003",
        "\u0301",
        "\u200d",
        "\ud800",
        "\u3164",  # a letter that shows nothing; people send it to pass for words
        "\u115f\u1160\uffa0",
        "\u2800",
        "\u00ad",
    ],
)
def test_what_nobody_can_see_is_not_a_text(nothing: str) -> None:
    with pytest.raises(EmptyText):
        clean(nothing, 100)


@pytest.mark.parametrize(
    ("text", "length"), [("шам", 3), ("👍", 2), ("👨‍👩‍👧", 8), ("𐰴", 2), ("é", 1), ("e\u0301", 2)]
)
def test_length_is_counted_as_telegram_counts_it(text: str, length: int) -> None:
    assert utf16_length(text) == length
    assert clean(text, length) == text
    with pytest.raises(TextTooLong) as refusal:
        clean(text, length - 1)
    assert (refusal.value.length, refusal.value.limit) == (length, length - 1)


def test_marks_that_are_taken_out_do_not_count() -> None:
    assert clean("\u200b" * 50 + " шам " + "\u202e" * 50, 3) == "шам"


@given(ANYTHING)
def test_what_is_kept_shows_no_control_and_steers_nothing(text: str) -> None:
    kept = cleaned(text) or ""

    assert not set(kept) & set(STEERING)
    assert {character for character in kept if unicodedata.category(character) in ("Cc", "Cs")} <= {"\n"}
    assert kept == kept.strip()
    kept.encode("utf-8")


@given(ANYTHING)
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    kept = cleaned(text)

    assert kept is None or clean(kept, 10_000) == kept


@given(ANYTHING)
def test_no_readable_character_is_lost_and_none_changes_its_place(text: str) -> None:
    readable = [character for character in text if unicodedata.category(character)[0] in "LMNPS"]
    kept = cleaned(text)

    assert (
        kept is None or [letter for letter in kept if unicodedata.category(letter)[0] in "LMNPS"] == readable
    )


@given(ANYTHING, st.integers(1, 40))
def test_what_does_not_fit_is_refused_and_what_fits_is_kept(text: str, limit: int) -> None:
    kept = cleaned(text)

    if kept is None or utf16_length(kept) <= limit:
        assert cleaned(text, limit) == kept
    else:
        with pytest.raises(TextTooLong):
            clean(text, limit)
