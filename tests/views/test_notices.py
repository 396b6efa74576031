"""Letters about an election say what, when and from where, and only what holds when they go."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.elections import State
from bot.domain.facts import Change, Outlook, Topic, UnitTopic
from bot.domain.pages import told_by
from bot.domain.people import Language
from bot.domain.reminders import REMINDERS, Name
from bot.domain.timelines import Code
from bot.i18n import words
from bot.views.notices import changed, missed, reminder
from bot.views.screens import Screen
from tests.outlooks import (
    DATES,
    ENDING,
    LISTS,
    STATES,
    STATION,
    VOTING_DAY,
    WHOLE,
    fact,
    knowing,
    labels,
    only,
    standing,
    visible_text,
)

_ = words(Language.ENGLISH)
BEFORE = VOTING_DAY - timedelta(days=8)


def due(name: Name) -> datetime:
    """When the reminder goes."""
    one = REMINDERS[name]
    moment = DATES[one.of].moment if isinstance(one.of, Code) else VOTING_DAY + timedelta(days=3)
    assert moment is not None
    return one.due(moment)


def goes_about(name: Name) -> Outlook:
    of = REMINDERS[name].of
    return standing(of) if isinstance(of, State) else WHOLE


def sent(name: Name, outlook: Outlook | None = None) -> str:
    screen = reminder(name, outlook or goes_about(name), due(name), _)
    assert screen is not None
    return visible_text(screen)


@pytest.mark.parametrize("name", Name)
@pytest.mark.parametrize("language", Language)
def test_every_reminder_says_where_it_is_from_leads_on_and_can_be_stopped(
    name: Name, language: Language
) -> None:
    screen = reminder(name, goes_about(name), due(name), words(language))

    assert screen is not None
    assert "https://example.kz/calendar?a=1&b=2" in visible_text(screen)
    assert labels(screen)[-2][0] == "🗳"
    assert labels(screen)[-1][0] == "🔕"


@pytest.mark.parametrize("name", Name)
def test_a_reminder_of_a_date_tells_it_with_its_weekday(name: Name) -> None:
    if isinstance(REMINDERS[name].of, Code):
        assert ", 15 October" in sent(name) or "October" in sent(name) or "November" in sent(name)
        assert "day, " in sent(name)


@pytest.mark.parametrize("name", Name)
def test_a_reminder_shows_no_date_that_its_reader_will_not_be_known_to_have_seen(name: Name) -> None:
    """A correction goes to who was told: what the letter says and what is noted of it are the same."""
    whole = sent(name)
    told = replace(goes_about(name), dates=knowing([code for code in Code if code in told_by(name)]).dates)

    assert sent(name, told) == whole


@pytest.mark.parametrize("name", Name)
def test_what_does_not_hold_any_more_is_not_reminded_of(name: Name) -> None:
    assert reminder(name, STATES["postponed"], due(name), _) is None
    assert reminder(name, STATES["cancelled"], due(name), _) is None
    if isinstance(REMINDERS[name].of, Code):
        assert reminder(name, only(), due(name), _) is None


def test_on_the_eve_it_says_tomorrow_and_on_the_day_today() -> None:
    assert "Voting is tomorrow." in sent(Name.TOMORROW)
    assert "nobody campaigns" in sent(Name.TOMORROW)
    assert "01.07.2026" in sent(Name.TOMORROW)
    assert "Voting is today." in sent(Name.TODAY)


def test_a_letter_that_comes_late_still_says_the_right_day() -> None:
    late = reminder(Name.TOMORROW, WHOLE, VOTING_DAY + timedelta(hours=1), _)

    assert late is not None
    assert "Voting is today." in late.text


def test_few_stations_stand_in_the_letter_and_many_are_a_press_away() -> None:
    many = replace(WHOLE, stations=[replace(STATION, number=str(number)) for number in range(4)])

    assert "№ 231: School № 3, Naurız street 1" in sent(Name.TODAY)
    assert LISTS.name in sent(Name.TODAY)
    assert "№ 1" not in sent(Name.TODAY, many)
    screen = reminder(Name.TODAY, many, due(Name.TODAY), _)
    assert screen is not None
    assert "📍 Stations" in labels(screen)


def test_after_noon_nobody_is_told_to_ask_for_voting_at_home() -> None:
    screen = reminder(Name.TODAY, WHOLE, VOTING_DAY + timedelta(hours=13), _)

    assert screen is not None
    assert "at home" not in screen.text


def test_where_one_finds_ones_station_is_told_with_time_and_place() -> None:
    assert "https://example.kz/where" in sent(Name.VOTING_NOTICE)


# --- corrections ---


def corrected(*changes: Change, outlook: Outlook = WHOLE) -> Screen | None:
    return changed(outlook, changes, BEFORE, _)


def moved(code: Code, **earlier: int) -> Change:
    now = DATES[code]
    assert now.moment is not None
    return Change(code, replace(now, moment=now.moment - timedelta(**earlier)), replace(now, version=2))


def test_a_correction_says_what_was_told_and_what_holds() -> None:
    screen = corrected(moved(Code.NOMINATION_END, days=1))

    assert screen is not None
    text = visible_text(screen)
    assert (
        "Nomination of candidates ends\nWas told: Monday, 19 October, 18:00\nHolds now: Tuesday, 20 October, 18:00"
    ) in text
    assert "https://example.kz/calendar?a=1&b=2" in text


def test_a_date_that_was_left_out_is_said_to_hold_no_more() -> None:
    gone = Change(Code.NOMINATION_END, DATES[Code.NOMINATION_END], fact(Code.NOMINATION_END, version=2))
    screen = corrected(gone, outlook=only(Code.VOTING_START))

    assert screen is not None
    assert "Was told: Tuesday, 20 October, 18:00\nNow there is no confirmed date." in visible_text(screen)


def test_what_was_told_before_may_be_known_to_nobody() -> None:
    screen = corrected(replace(moved(Code.NOMINATION_END, days=1), was=None))

    assert screen is not None
    assert "Was told" not in screen.text
    assert "Holds now" in screen.text


def test_the_same_date_from_another_source_corrects_nothing() -> None:
    date = DATES[Code.NOMINATION_END]

    assert corrected(Change(Code.NOMINATION_END, date, replace(date, version=2, source=LISTS))) is None


def test_another_end_of_the_term_and_another_look_up_are_said_with_what_was_told() -> None:
    ends = [
        replace(fact(UnitTopic.TERM, version=version), content=day)
        for version, day in ((1, "2029-07-25"), (4, "2027-07-25"))
    ]
    sites = [
        replace(fact(UnitTopic.LOOKUP, version=version), content=site)
        for version, site in ((2, "<a>"), (3, "<b>"))
    ]
    screen = corrected(Change(UnitTopic.TERM, *ends), Change(UnitTopic.LOOKUP, *sites), outlook=ENDING)

    assert screen is not None
    text = visible_text(screen)
    assert "Was told: Wednesday, 25 July 2029\nHolds now: Sunday, 25 July 2027" in text
    assert "Precinct look-up\nWas told: <a>\nHolds now: <b>" in text


def test_other_lists_and_another_state_are_corrected_too() -> None:
    changes = [
        Change(topic, None, fact(topic, version=2))
        for topic in (Topic.STATIONS, Topic.CANDIDATES, Topic.STATE)
    ]
    screen = corrected(*changes, outlook=STATES["postponed"])

    assert screen is not None
    text = visible_text(screen)
    assert "Polling stations: the list seen before does not hold." in text
    assert "Candidates: the list seen before does not hold." in text
    assert "The election is postponed." in text
    assert "Reason: a flood" in text


def test_a_correction_of_very_much_says_how_much_more_there_is() -> None:
    screen = corrected(*(moved(code, days=1) for code in list(Code)[:20]))

    assert screen is not None
    assert "12 more changes: «Elections»." in screen.text
    assert len(visible_text(screen)) < 4096


# --- coming back ---


def test_who_comes_back_reads_in_one_line_what_is_next() -> None:
    screen = missed(WHOLE, BEFORE, _)

    assert screen is not None
    assert visible_text(screen).startswith(
        "Reminders of the akim's election could not reach you. Next, Monday, 9 November: "
    )


def test_who_comes_back_when_nothing_is_ahead_reads_nothing() -> None:
    assert missed(WHOLE, VOTING_DAY + timedelta(days=99), _) is None
    assert missed(STATES["postponed"], BEFORE, _) is None
