"""A resident reads of the election of their akim what is confirmed, from where, and not a word more."""

import inspect
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.elections import Kind
from bot.domain.facts import Outlook, Station
from bot.domain.numbers import ALMATY
from bot.domain.pages import Page, dates_on
from bot.domain.people import Language
from bot.domain.reminders import Quiet, Wish
from bot.domain.texts import utf16_length
from bot.domain.timelines import Code
from bot.i18n import Words, words
from bot.views import (
    appointments,
    candidacies,
    dates,
    elections,
    notices,
    pages,
    reminders,
    rights,
    standings,
    stations,
    timelines,
    voting,
)
from bot.views.elections import home
from bot.views.opening import opened
from locales.update import catalogues, extract, forms_of, read, sentences
from tests.outlooks import (
    CALLED,
    CANDIDATES,
    DATES,
    ELECTION,
    ENDING,
    LISTS,
    NONE,
    STATES,
    STATION,
    VOTING_DAY,
    WHOLE,
    every_screen,
    knowing,
    labels,
    only,
    visible_text,
)

_ = words(Language.ENGLISH)
BEFORE = VOTING_DAY - timedelta(days=8)
MOMENTS = {
    "called": CALLED,
    "nomination": CALLED + timedelta(days=3),
    "lists": BEFORE,
    "eve": VOTING_DAY - timedelta(hours=8),
    "voting": VOTING_DAY + timedelta(hours=9),
    "counted": VOTING_DAY + timedelta(days=2),
}
LONGEST_MESSAGE = 4096
SAID = {
    Language.KAZAKH: ("Дереккөз:", "Тексерілген күні:"),
    Language.RUSSIAN: ("Источник:", "Проверено:"),
    Language.ENGLISH: ("Source:", "Checked on:"),
}
ROOMS = [
    Path(inspect.getfile(module))
    for module in (
        appointments,
        candidacies,
        dates,
        elections,
        notices,
        pages,
        reminders,
        rights,
        standings,
        stations,
        timelines,
        voting,
    )
]
# The law forbids officials to campaign and the bot takes no side: no word that prefers or praises, calls to the polls,
# speaks of winning or leading, of turnout, of duty or of fate; and nothing is shouted.
TOO_MUCH = {
    Language.KAZAKH: (
        "!", "дауыс беріңіз", "қатысыңыз", "келіңіз", "лайықты", "үздік", "жақсы", "жаман", "жеңіс", "жеңім", "жеңіл",
        "көшбасшы", "рейтинг", "келушілер", "қатысуы", "парыз", "маңызды", "қолда", "болашақ", "тағдыр", "үміт", "міндетті",
    ),
    Language.RUSSIAN: (
        "!", "голосуйте", "приходите", "примите участие", "лучш", "худш", "достойн", "побед", "лидер", "рейтинг", "явк",
        "долг", "обязательно", "важн", "поддерж", "будущ", "судьб", "надеж", "не пропустите", "ваш голос", "выбор за",
    ),
    Language.ENGLISH: (
        "!", "please vote", "go and vote", "come and", "best", "worst", "worthy", "victor", "win ", "winner", "leading",
        "leader", "rating", "turnout", "duty", "important", "must ", "should", "support", "future", "fate", "hope", "your voice",
    ),
}  # fmt: skip


def shown(page: Page, outlook: Outlook, now: datetime = BEFORE, _: Words = _, number: int = 0) -> str:
    return visible_text(opened(page, number, outlook, (None, Quiet.USUAL), now, _))


# --- every screen, at every stage, in every language ---


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", Language)
def test_every_screen_fits_a_message_and_says_something(language: Language, state: str, moment: str) -> None:
    for name, screen in every_screen(STATES[state], MOMENTS[moment], words(language)):
        assert visible_text(screen).strip(), name
        assert utf16_length(visible_text(screen)) <= LONGEST_MESSAGE, name
        assert all(len(label) <= 34 for label in labels(screen)), name


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", Language)
def test_every_screen_with_facts_says_from_where_and_how_fresh(
    language: Language, state: str, moment: str
) -> None:
    source, checked = SAID[language]
    for name, screen in every_screen(STATES[state], MOMENTS[moment], words(language)):
        text = visible_text(screen)
        if name != "page reminders" and re.search(r"20\d\d|\d\d:\d\d|[0-9] [а-яіa-z]{3,}", text):
            assert source in text, name
            assert checked in text or "01.07.2026" in text, name


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", Language)
def test_rules_say_as_of_when_the_law_was_read(language: Language, state: str) -> None:
    for page in (Page.VOTING, Page.STANDING, Page.RESULTS, Page.RIGHTS):
        assert "01.07.2026" in shown(page, STATES[state], BEFORE, words(language))
    for page in (Page.STANDING, Page.RIGHTS):
        assert "14.07.2026" in shown(page, STATES[state], BEFORE, words(language))


# --- neutral to the last comma ---


@pytest.mark.parametrize("language", Language)
def test_no_sentence_prefers_praises_calls_or_presses(language: Language) -> None:
    said = {str(text) for message in sentences(extract(rooms=ROOMS)) for text in _both(message.id)}
    translated = [
        form
        for message in sentences(read(catalogues()[language], language))
        if set(_both(message.id)) & said
        for form in forms_of(message)
    ]

    assert len(translated) > 100
    assert not [(word, form) for form in translated for word in TOO_MUCH[language] if word in form.lower()]


def _both(message: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


@pytest.mark.parametrize("language", Language)
def test_all_candidates_are_shown_alike_in_the_order_of_the_commission(language: Language) -> None:
    text = opened(Page.CANDIDATES, 0, WHOLE, (None, Quiet.USUAL), BEFORE, words(language)).text
    parts = [part for part in text.split("\n\n") if any(one.name.split()[0] in part for one in CANDIDATES)]

    assert len(parts) == len(CANDIDATES)
    assert [part.count("\n") for part in parts] == [2, 2]
    assert parts[1].endswith(": –")
    assert text.index("Ахметова") < text.index("Ли &lt;Сергей&gt;")


# --- only what is confirmed ---


@given(
    st.sets(st.sampled_from(list(Code))), st.sampled_from(sorted(STATES)), st.sampled_from(sorted(MOMENTS))
)
def test_a_date_that_is_not_confirmed_stands_nowhere(known: set[Code], state: str, moment: str) -> None:
    outlook = replace(STATES[state], dates=knowing(known).dates, lookup=None)
    now = MOMENTS[moment]
    confirmed = {
        str(_.long_day(DATES[code].moment.astimezone(ALMATY).date(), now))
        for code in known
        if DATES[code].moment
    }
    for name, screen in every_screen(outlook, now, _):
        told = set(re.findall(r"\w+day, \d+ \w+(?: 20\d\d)?", visible_text(screen)))
        assert told <= confirmed | {_.long_day(date(2029, 7, 25), now)}, name


@given(
    st.sets(st.sampled_from(list(Code))), st.sampled_from(sorted(STATES)), st.sampled_from(sorted(MOMENTS))
)
def test_what_a_page_is_said_to_show_it_shows(known: set[Code], state: str, moment: str) -> None:
    outlook, now = replace(STATES[state], dates=knowing(known).dates), MOMENTS[moment]
    for page in Page:
        text = shown(page, outlook, now)
        for code, at in dates_on(page, outlook, now).items():
            there = at.astimezone(ALMATY)
            assert _.long_day(there.date(), now) in text, (page, code)
            assert code in dates.BY_DAY or there.time() == time.min or f"{there:%H:%M}" in text, (page, code)


@pytest.mark.parametrize("page", Page)
def test_an_election_that_is_still_written_down_is_none_to_a_resident(page: Page) -> None:
    entered = replace(STATES["entered"], lookup=None)

    assert shown(page, entered) == shown(page, NONE)


@pytest.mark.parametrize("state", ["postponed", "cancelled"])
def test_dates_that_hold_no_more_are_not_shown_but_the_reason_and_its_source_are(state: str) -> None:
    text = shown(Page.HOME, STATES[state])

    assert "15 November" not in text
    assert "Reason: " in text
    assert "https://example.kz/calendar?a=1&b=2" in text
    assert "No date of an election is confirmed here." in shown(Page.DATES, STATES[state])


# --- the first page ---


def test_without_an_election_it_says_so_and_whom_to_ask() -> None:
    text = shown(Page.HOME, NONE)

    assert "No election of the akim is known here now." in text
    assert "term of office ends is not known here" in text
    assert "territorial election commission" in text


def test_the_end_of_the_term_is_said_with_its_source() -> None:
    text = shown(Page.HOME, ENDING)

    assert "ends: Wednesday, 25 July 2029." in text
    assert "Checked on: 30.10.2026" in text


def test_a_term_that_is_over_says_nothing_any_more() -> None:
    assert "2029" not in shown(Page.HOME, ENDING, datetime(2029, 7, 26, 1, tzinfo=ALMATY))


def test_after_an_akim_is_registered_the_end_of_the_new_term_is_said_if_it_is_known() -> None:
    text = shown(Page.HOME, replace(STATES["registered"], term=ENDING.term))

    assert "has registered the elected akim" in text
    assert "25 July 2029" in text


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (BEFORE, "8 days are left until voting."),
        (VOTING_DAY - timedelta(minutes=1), "Voting is tomorrow."),
        (VOTING_DAY, "Voting is today."),
        (VOTING_DAY + timedelta(hours=19, minutes=59), "Voting is today."),
        (VOTING_DAY + timedelta(hours=20), "Voting is over."),
    ],
)
def test_days_are_counted_by_the_calendar_of_kazakhstan(now: datetime, left: str) -> None:
    assert left in shown(Page.HOME, WHOLE, now.astimezone(ALMATY))


def test_while_the_end_of_voting_is_not_confirmed_it_is_not_said_to_be_over() -> None:
    assert "Voting is today." in shown(Page.HOME, only(Code.VOTING_START), VOTING_DAY + timedelta(hours=21))


def test_what_can_be_done_now_follows_the_confirmed_dates() -> None:
    nomination = shown(Page.HOME, WHOLE, CALLED + timedelta(days=3))
    lists = shown(Page.HOME, WHOLE, BEFORE)

    assert "Candidates can be nominated. Deadline: Tuesday, 20 October, 18:00." in nomination
    assert "You can check your own entry in the voter list" in lists
    assert "detachment certificate" in lists
    assert "Candidates can be nominated" not in lists


@pytest.mark.parametrize("kind", Kind)
def test_the_kind_of_election_is_named(kind: Kind) -> None:
    outlook = replace(WHOLE, election=replace(ELECTION, kind=kind))

    assert ("Early election" in shown(Page.HOME, outlook)) is (kind is Kind.EARLY)


@pytest.mark.parametrize("moment", ["eve", "voting"])
def test_on_the_days_without_campaigning_how_to_vote_comes_first_and_candidates_last(moment: str) -> None:
    screen = home(WHOLE, MOMENTS[moment], _)
    text = visible_text(screen)

    assert text.index("An identity document is needed.") < text.index("nobody campaigns")
    assert "№ 231: School № 3, Naurız street 1" in text
    assert labels(screen)[-1] == "👥 Candidates"
    assert "nobody campaigns" not in shown(Page.HOME, WHOLE, BEFORE)


def test_on_voting_day_it_says_until_when_voting_at_home_can_be_asked_for() -> None:
    assert "in writing until 12:00" in shown(Page.HOME, WHOLE, VOTING_DAY + timedelta(hours=11))
    assert "in writing until 12:00" not in shown(Page.HOME, WHOLE, VOTING_DAY + timedelta(hours=12))


def test_the_repetition_is_announced_only_after_an_election_without_an_akim() -> None:
    assert "Tuesday, 15 December" in shown(Page.HOME, STATES["undecided"])
    assert "15 December" not in shown(Page.DATES, WHOLE)


# --- the other pages ---


def test_a_source_is_shown_to_the_letter_and_a_name_is_no_markup() -> None:
    assert (
        "Ile &lt;district&gt; commission"
        in opened(Page.STATIONS, 0, WHOLE, (None, Quiet.USUAL), BEFORE, _).text
    )
    assert "https://example.kz/calendar?a=1&amp;b=2" in home(WHOLE, BEFORE, _).text


def test_several_sources_are_numbered_beside_their_dates() -> None:
    lists = replace(DATES[Code.LISTS_OPEN], source=LISTS)
    text = shown(Page.DATES, replace(WHOLE, dates={**DATES, Code.LISTS_OPEN: lists}))

    assert "From now on you can check your own entry in the voter list\u202f²" in text
    assert "²Source: Ile <district> commission, decision № 7" in text


def test_a_source_that_was_looked_into_twice_is_named_once_with_the_earlier_day() -> None:
    later = replace(DATES[Code.AKIM_REGISTERED].source, checked_on=date(2026, 11, 1))
    told = {**DATES, Code.AKIM_REGISTERED: replace(DATES[Code.AKIM_REGISTERED], source=later)}
    text = shown(Page.DATES, replace(WHOLE, dates=told))

    assert text.count("Source:") == 1
    assert "Checked on: 06.10.2026" in text


def test_past_dates_are_marked() -> None:
    text = shown(Page.DATES, WHOLE)

    assert "✓ Tuesday, 6 October" in text
    assert "✓ Sunday, 15 November" not in text


def test_a_long_list_is_turned_page_by_page_and_nothing_is_left_out() -> None:
    streets = "Abai, Auezov, Momyshuly, Naurız; " * 12
    many = [replace(STATION, number=str(number), area=streets) for number in range(100, 130)]
    outlook = replace(WHOLE, stations=many)
    seen, number = "", 0
    while True:
        screen = stations.stations(outlook, number, _)
        assert utf16_length(visible_text(screen)) <= LONGEST_MESSAGE
        seen += visible_text(screen)
        if not any(label.endswith("»") for label in labels(screen)):
            break
        number += 1

    assert number > 2
    assert all(f"№ {one.number}" in seen for one in many)
    assert visible_text(stations.stations(outlook, 99, _)) == visible_text(
        stations.stations(outlook, number, _)
    )


def test_dates_from_as_many_long_sources_still_fit() -> None:
    told = {
        code: replace(one, source=replace(one.source, name=f"{code} " + "ы" * 280))
        for code, one in DATES.items()
    }
    screen = opened(Page.DATES, 0, replace(WHOLE, dates=told), (None, Quiet.USUAL), BEFORE, _)

    assert utf16_length(visible_text(screen)) <= LONGEST_MESSAGE
    assert any(label.endswith("»") for label in labels(screen))


def test_of_a_station_only_what_is_known_is_said() -> None:
    bare = replace(WHOLE, stations=[Station("7", "", "", "", "", "")])

    assert "№ 7\n\nSource:" in shown(Page.STATIONS, bare)


def test_lists_that_are_not_known_say_who_knows_them() -> None:
    bare = replace(WHOLE, stations=[], candidates=[], lookup=None)

    assert "not known here. The territorial election commission knows it" in shown(Page.STATIONS, bare)
    assert "The territorial election commission publishes it." in shown(Page.CANDIDATES, bare)
    assert "Friday, 30 October" in shown(Page.CANDIDATES, bare)


def test_the_way_to_ones_own_station_is_the_commissions() -> None:
    assert "https://example.kz/where" in shown(Page.VOTING, WHOLE)
    assert "election commission tells" in shown(Page.VOTING, NONE)


def test_hours_are_those_of_the_election_and_not_of_the_law() -> None:
    early = {
        **DATES,
        Code.VOTING_START: replace(DATES[Code.VOTING_START], moment=VOTING_DAY + timedelta(hours=6)),
    }

    assert "06:00–20:00" in shown(Page.VOTING, replace(WHOLE, dates=early))
    assert "unless the territorial election commission shifts" in shown(Page.VOTING, NONE)


def test_what_is_not_verified_is_said_not_to_be() -> None:
    text = shown(Page.STANDING, NONE)

    assert "Not verified here: requirements of education and of length of service." in text
    assert "Ask the territorial election commission." in text
    assert "85,000 tenge in 2026" in text


def test_the_bot_shows_no_figures_of_a_voting() -> None:
    assert "The bot shows no figures of the voting" in shown(Page.RESULTS, STATES["result"])


# --- reminders ---


def test_who_asked_for_nothing_chooses_by_one_tap() -> None:
    screen = opened(Page.REMINDERS, 0, WHOLE, (None, Quiet.USUAL), BEFORE, _)

    assert "Reminders are off." in screen.text
    assert labels(screen) == ["I want to vote", "I may stand", "All dates", "← Back"]


def test_who_is_reminded_sees_of_what_and_when_not_and_can_stop() -> None:
    screen = opened(Page.REMINDERS, 0, WHOLE, (Wish.STAND, Quiet.LONG), BEFORE, _)

    assert "On: I may stand. From 19:00 to 10:00 none come." in visible_text(screen)
    assert "✅ I may stand" in labels(screen)
    assert "✅ 🌙 19:00–10:00" in labels(screen)
    assert "🔕 Stop reminders" in labels(screen)
    assert "Only confirmed dates are reminded of." in screen.text


def test_who_wants_no_quiet_hours_is_told_so() -> None:
    assert (
        "They come at any hour." in opened(Page.REMINDERS, 0, NONE, (Wish.ALL, Quiet.NEVER), BEFORE, _).text
    )
