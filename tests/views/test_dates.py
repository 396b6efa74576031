"""Days are said as each language says them, and Telegram is told the moment."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.elections import local
from bot.domain.people import Language
from bot.domain.timelines import Code
from bot.i18n import words
from bot.views.dates import what, when
from sandbox.html import parse

NOW = datetime(2026, 11, 1, 6, tzinfo=UTC)
EVENING = local(date(2026, 11, 25)).replace(hour=18)


@pytest.mark.parametrize(
    ("language", "this_year", "next_year"),
    [
        (Language.KAZAKH, "25 қараша, сәрсенбі", "2027\u00a0ж. 25 қаңтар, дүйсенбі"),
        (Language.RUSSIAN, "25 ноября, среда", "25 января 2027\u00a0г., понедельник"),
        (Language.ENGLISH, "Wednesday, 25 November", "Monday, 25 January 2027"),
    ],
)
def test_a_day_has_its_weekday_and_its_year_if_that_is_another(
    language: Language, this_year: str, next_year: str
) -> None:
    assert words(language).long_day(date(2026, 11, 25), NOW) == this_year
    assert words(language).long_day(date(2027, 1, 25), NOW) == next_year


def test_on_new_years_eve_the_year_is_kazakhstans() -> None:
    there_already = datetime(2026, 12, 31, 20, tzinfo=UTC)

    assert words(Language.ENGLISH).long_day(date(2027, 1, 25), there_already) == "Monday, 25 January"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.KAZAKH, "25 қараша, сәрсенбі, 18:00"),
        (Language.RUSSIAN, "25 ноября, среда, 18:00"),
        (Language.ENGLISH, "Wednesday, 25 November, 18:00"),
    ],
)
def test_telegram_is_told_the_moment_and_shows_the_whole_of_our_words(language: Language, said: str) -> None:
    text, [entity] = parse(words(language).long_moment(EVENING.astimezone(UTC), NOW))

    assert text == said
    assert (entity["type"], entity["length"]) == ("date_time", len(said))
    assert entity["unix_time"] == EVENING.timestamp()
    assert entity["date_time_format"] == ""  # Telegram puts no words of its own in their place


def test_midnight_is_a_day() -> None:
    assert words(Language.ENGLISH).long_moment(local(date(2026, 11, 25)), NOW) == "Wednesday, 25 November"


def test_what_a_commission_does_by_a_day_has_no_hour() -> None:
    _ = words(Language.ENGLISH)

    assert when(Code.RESULT_SET, EVENING, NOW, _) == "Wednesday, 25 November"
    assert "18:00" in when(Code.NOMINATION_END, EVENING, NOW, _)


@pytest.mark.parametrize("language", Language)
def test_every_date_has_a_name_of_its_own(language: Language) -> None:
    assert len({what(code, words(language)) for code in Code}) == len(Code)
