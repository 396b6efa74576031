"""The sheet of a year fits a screen in three languages, and what is of few people is not in it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.digests import Days, Times
from bot.domain.people import Language
from bot.domain.promises import State
from bot.domain.territories import Level, Spot, Territory
from bot.domain.years import Asked, Part, YearSheet
from bot.i18n import words
from bot.views import years as views
from tests.views.test_digests import UNIT, VILLAGES, tally

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
DISTRICT = Territory("196800000", None, Level.DISTRICT, "Іле ауданы", "Илийский район", "Ile district")
FULL = YearSheet(
    Spot(UNIT, (DISTRICT,)),
    Days(date(2026, 1, 1), date(2026, 11, 23)),
    hours=1768,
    solved=131,
    tally=tally(waiting=5, in_work=9, overdue=3, confirmed=70, unconfirmed=58, refused=11, duplicate=7),
    repeated=19,
    promises={State.KEPT: 3, State.KEPT_LATE: 1, State.BROKEN: 1, State.WITHDRAWN: 1, State.DUE: 2},
    part=Part(702, 84),
    villages=5,
    silent=list(VILLAGES.values())[1:],
    asked=Asked(2, 1),
    first_word=Times(25, 87),
    solution=Times(134, 500),
    confirmed_share=53,
    steps=3,
    languages=[(Language.KAZAKH, 66), (Language.RUSSIAN, 34)],
)


def said(found: YearSheet, language: Language = Language.ENGLISH) -> str:
    return views.sheet(found, NOW, words(language)).text


@pytest.mark.parametrize("language", list(Language))
def test_it_fits_a_phones_screen(language: Language) -> None:
    text = said(FULL, language)
    assert text.count("\n") <= 25
    assert len(text) < 1400


def test_every_number_is_said_with_what_it_means() -> None:
    text = said(FULL)
    for line in (
        "Solved: <b>131</b>, which is 7.4 per 100 office hours",
        "First word: half within 25 hours, nine of ten within 4 days",
        "Residents have confirmed <b>53 %</b> of what was solved",
        "Office steps per solved report: <b>3</b>",
        "Қазақша 66 %, Русский 34 %",
        "Came: <b>163</b>, of these solved by now: <b>79 %</b>",
        "kept 3",
        "<b>12 %</b>, 84 of the 702 residents registered with the bot",
        "Villages without a report: Көктерек, Әлі",
        "Consultations counted: 2; a meeting's decision or a project followed: 1",
    ):
        assert line in text
    assert "7,4" in said(FULL, Language.KAZAKH)


def test_what_is_of_few_is_left_out() -> None:
    few = replace(
        FULL,
        tally=tally(confirmed=3),
        part=Part(702, 4),
        first_word=None,
        solution=None,
        confirmed_share=None,
        steps=None,
        languages=(),
    )
    text = said(few)
    for gone in ("half within", "%", "Office steps", "Languages", "Took part"):
        assert gone not in text
    assert "Residents registered with the bot: 702" in text
    assert "Came: <b>3</b>" in text


def test_more_than_five_silent_villages_are_counted_and_none_is_said_so() -> None:
    assert "Villages without a report: 6 of 9" in said(replace(FULL, villages=9, silent=[UNIT] * 6))
    assert "Reports came from every village" in said(replace(FULL, silent=[]))


def test_the_last_year_and_the_running_one_are_offered() -> None:
    keyboard = views.sheet(FULL, NOW, words(Language.ENGLISH)).keyboard
    assert keyboard is not None
    assert [[one.text for one in line] for line in keyboard.inline_keyboard] == [
        ["2025", "✓ 2026"],
        ["📄 As a file"],
        ["← Back"],
    ]


@pytest.mark.parametrize("language", list(Language))
def test_the_file_has_every_number_in_a_row_of_its_own_and_none_that_is_not_told(language: Language) -> None:
    whole = views.table(FULL, words(language))
    assert len({name for name, _ in whole}) == len(whole)
    assert [number for _, number in whole[:2]] == ["1768", "131"]
    assert {"53", "66", "34", "79", "163", "702", "12"} <= {number for _, number in whole}
    few = replace(FULL, first_word=None, steps=None, languages=(), part=Part(702, 4))
    assert len(views.table(few, words(language))) == len(whole) - 6


def test_a_group_of_which_nothing_can_be_told_has_no_heading() -> None:
    few = replace(FULL, confirmed_share=None, steps=None, languages=[])
    assert "<b>Service</b>" in said(FULL)
    assert "<b>Service</b>" not in said(few)
