"""Residents read where their money comes from and goes, in sentences that are true, and every page fits a message."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.amounts import LARGEST
from bot.domain.budget_steps import Steps
from bot.domain.budgets import Budget, Figures, Ledger, Revenue, Side, Statement
from bot.domain.directions import Direction
from bot.domain.facts import LONGEST_SOURCE, Source
from bot.domain.people import Language
from bot.domain.texts import utf16_length
from bot.i18n import Words, words
from bot.views import budget_calendars, budget_pictures, budget_words, ledgers
from bot.views.budgets import home, years
from bot.views.callbacks.budgets import BudgetWord
from bot.views.money import tenge
from bot.views.screens import Screen
from tests.budgets import EXECUTION, PLAN
from tests.outlooks import PLACE, labels, visible_text

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
KK, RU, EN = (words(one) for one in Language)
LEDGER = Ledger(PLACE, {2026: Budget(2026, {Side.PLAN: PLAN, Side.EXECUTION: EXECUTION})})
LARGE = 987_654_321_987
LONGEST = Figures(
    dict.fromkeys(Revenue, LARGE),
    dict.fromkeys(Direction, LARGE),
    len(Revenue) * LARGE,
    len(Direction) * LARGE,
    (len(Direction) - len(Revenue)) * LARGE,
)
SOURCE = Source("&<" * (LONGEST_SOURCE // 2), date(2026, 5, 4))
FULL = Ledger(
    PLACE,
    {
        year: Budget(
            year,
            {
                Side.PLAN: Statement(year, Side.PLAN, LONGEST, SOURCE),
                Side.EXECUTION: Statement(
                    year,
                    Side.EXECUTION,
                    LONGEST,
                    replace(SOURCE, name="2" * LONGEST_SOURCE),
                    date(year, 4, 1),
                ),
            },
        )
        for year in range(2027, 2017, -1)
    },
)


def test_the_languages_are_in_this_order() -> None:
    assert [one.language for one in (KK, RU, EN)] == ["kk", "ru", "en"]


@pytest.mark.parametrize(
    ("_", "amount", "rounded"),
    [
        (KK, "12 345 678 ₸", "12,3 млн ₸"),
        (RU, "12 345 678 ₸", "12,3 млн ₸"),
        (EN, "12,345,678 ₸", "12.3 million ₸"),
    ],
)
def test_money_is_said_as_people_write_it_in_one_line(_: Words, amount: str, rounded: str) -> None:
    assert _.tenge(12_345_678) == amount.replace(" ", "\u00a0")
    assert _.rounded(12_345_678) == rounded.replace(" ", "\u00a0")
    assert _.rounded(999_999) == _.tenge(999_999)


@given(st.sampled_from(Language), st.integers(0, LARGEST))
def test_what_is_shown_is_read_as_what_it_was(language: Language, amount: int) -> None:
    assert tenge(words(language).tenge(amount), language) == amount
    assert tenge(str(amount), language) == amount


@pytest.mark.parametrize(
    "text", ["12 345 678", "12345678 тг", "12345678 теңге", "12 345 678 ₸", "12345,678 тыс."]
)
@pytest.mark.parametrize("language", Language)
def test_everybody_s_words_for_money_are_read_in_every_language(text: str, language: Language) -> None:
    assert tenge(text, language) == 12_345_678


@pytest.mark.parametrize(
    "text", ["12,3 млн", "12,3 млн тенге", "12.3 mln", "12,3 миллиона теңге", "12 300 мың", "12.3 million"]
)
@pytest.mark.parametrize("language", Language)
def test_millions_too(text: str, language: Language) -> None:
    assert tenge(text, language) == 12_300_000


def plain(screen: Screen) -> str:
    """With spaces that break, as tests write them."""
    return visible_text(screen).replace("\u00a0", " ")


def test_three_sentences_say_it() -> None:
    text = plain(home(LEDGER, 0, Side.PLAN, NOW, EN))
    assert "In 2026 the budget takes in 184.2 million ₸: from the district – 151 million ₸" in text
    assert "It spends 190.4 million ₸; the largest parts: Akim's office – 71 million ₸, Roads" in text
    assert "Of every 100 tenge 82 come from the district." in text
    assert "From money left of earlier years: 6,236,600 ₸" in text
    assert "Ile maslikhat, decision № 45-201 of 26.12.2025\nChecked on: 04.05.2026" in text
    assert "Budget Code, as of 12.07.2026" in text
    assert "Әр 100 теңгенің 82 теңгесі ауданнан келеді." in visible_text(home(LEDGER, 0, Side.PLAN, NOW, KK))
    assert "Из каждых 100 тенге 82 приходят из района." in visible_text(home(LEDGER, 0, Side.PLAN, NOW, RU))


def test_an_execution_stands_beside_the_plan_with_its_day_and_both_sources() -> None:
    text = plain(home(LEDGER, 2026, Side.EXECUTION, NOW, EN))
    assert "As of 01.04.2026 the budget of 2026 has taken in 44.5 million ₸" in text
    assert "• Street lighting: 9,000,000 ₸ of 21,500,000 ₸ (41%)" in text
    assert "• Roads: 0 ₸ of 67,000,000 ₸ (0%)" in text
    assert "• Sport: 500,000 ₸\n" in text
    assert "Left over: 18,000,000 ₸" in text
    assert text.count("Source:") == 3


@pytest.mark.parametrize(
    ("district", "said"),
    [(0, "Nothing of the revenue"), (100, "All of the revenue"), (1, "Of every 100 tenge 1 comes from")],
)
def test_the_district_s_share_in_the_extreme(district: int, said: str) -> None:
    revenue = {Revenue.FINES: 100 - district, Revenue.DISTRICT: district}
    figures = Figures({kind: one for kind, one in revenue.items() if one}, {Direction.ROADS: 100}, 100, 100)
    ledger = Ledger(PLACE, {2026: Budget(2026, {Side.PLAN: replace(PLAN, figures=figures)})})
    text = visible_text(home(ledger, 0, Side.PLAN, NOW, EN))
    assert said in text
    assert ("own taxes" in text, "from the district –" in text) == (False, district > 0)


def test_what_is_not_entered_is_said_with_where_it_is_published() -> None:
    screen = home(Ledger(PLACE), 0, Side.PLAN, NOW, EN)
    assert "has not been entered here yet" in screen.text
    assert "open-budgets portal" in screen.text
    assert labels(screen) == [
        "💬 Have your say",
        "🏛 Meetings",
        "🗓 When you can have a say",
        "📖 What the words mean",
    ]


def test_ways_lead_only_to_what_there_is() -> None:
    only_plan = Ledger(PLACE, {2026: Budget(2026, {Side.PLAN: PLAN})})
    assert "✅ What came of it" in labels(home(LEDGER, 0, Side.PLAN, NOW, EN))
    assert "📋 What was planned" in labels(home(LEDGER, 0, Side.EXECUTION, NOW, EN))
    assert not {"✅ What came of it", "🗂 Other years"} & {*labels(home(only_plan, 0, Side.PLAN, NOW, EN))}
    assert labels(years(FULL, EN))[:2] == ["2027", "2026"]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 3, 1), "If the budget for 2026 was not adopted in time, it is adopted by 01.03.2026"),
        (date(2026, 3, 2), "from 01.06.2026 to 15.08.2026"),
        (date(2026, 8, 22), "so by 22.08.2026 at the latest"),
        (date(2026, 8, 23), "ask the akim's office when it is held"),
        (date(2026, 9, 2), "The draft is in the district"),
        (date(2026, 11, 10), "brings the draft to the maslikhat"),
        (date(2026, 12, 1), "which decides"),
    ],
)
def test_the_calendar_says_what_can_still_be_done(today: date, said: str) -> None:
    text = budget_calendars.calendar(today, EN).text
    assert said in text
    assert ("can still be changed" in text) == (today <= date(2026, 9, 1))
    assert text.count("⌛") == sum(today > date(2026, *last) for last in ((9, 1), (10, 15), (11, 10)))


def test_what_the_law_does_not_say_is_said_to_be_advice() -> None:
    for today in (date(2026, 3, 1), date(2026, 8, 20)):
        line = next(one for one in budget_calendars.calendar(today, EN).text.splitlines() if "💬" in one)
        assert line.startswith("💬 Our advice")


def every_screen(_: Words) -> Iterator[Screen]:
    yield home(Ledger(PLACE), 0, Side.PLAN, NOW, _)
    yield from (home(FULL, 0, side, NOW, _) for side in Side)
    yield years(FULL, _)
    yield budget_words.words(_)
    yield from (budget_words.word(one, _) for one in BudgetWord)
    yield from (budget_calendars.calendar(date(2026, month, 1), _) for month in range(1, 13))
    yield ledgers.ledger(FULL, NOW, _)
    yield ledgers.ways(FULL, 2026, Side.PLAN, _)
    steps = Steps("196847000", 2026, Side.PLAN)
    while steps.question is not None:
        yield ledgers.asked(steps, _)
        named = {"revenue_total": 15 * LARGE, "spending_total": 19 * LARGE, "carried_over": 4 * LARGE}
        steps = steps.answer(named.get(steps.question, LARGE))
    yield ledgers.source(steps, _)
    yield ledgers.read_back(steps, Statement(2026, Side.PLAN, steps.figures, SOURCE), _)


@pytest.mark.parametrize("language", Language)
def test_every_screen_fits_a_message_and_never_says_what_only_cities_have(language: Language) -> None:
    for screen in every_screen(words(language)):
        text = visible_text(screen)
        assert 0 < utf16_length(text) <= 4096
        assert not re.search(r"народного участия|халық қатысатын|participatory|әкімдігі? ауыл", text)
        assert "{" not in text


@pytest.mark.parametrize("language", Language)
def test_the_caption_of_a_picture_fits(language: Language) -> None:
    shown = FULL.budgets[2026].statement(Side.EXECUTION)
    caption = budget_pictures.caption(FULL, shown, words(language))
    assert utf16_length(unescape(re.sub("<[^>]*>", "", caption))) <= 1024
