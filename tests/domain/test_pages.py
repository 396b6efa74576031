"""Who has seen a fact is known: of which page, and of which reminder."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.facts import Topic, UnitTopic
from bot.domain.pages import Page, shown_on, told_by
from bot.domain.reminders import Name
from bot.domain.timelines import Code
from tests.outlooks import ENDING, NONE, STATES, VOTING_DAY, WHOLE, only

BEFORE = VOTING_DAY - timedelta(days=8)


@pytest.mark.parametrize("page", Page)
def test_where_there_is_no_election_no_fact_of_one_is_shown(page: Page) -> None:
    of_unit = set(UnitTopic)
    assert shown_on(page, NONE, BEFORE) <= of_unit
    assert shown_on(page, STATES["entered"], BEFORE) <= of_unit


def test_the_end_of_the_term_is_told_while_no_election_goes_on_and_the_look_up_where_one_votes() -> None:
    assert shown_on(Page.HOME, ENDING, BEFORE) == {UnitTopic.TERM}
    assert UnitTopic.TERM in shown_on(Page.HOME, replace(STATES["registered"], term=ENDING.term), BEFORE)
    assert UnitTopic.TERM not in shown_on(Page.HOME, replace(WHOLE, term=ENDING.term), BEFORE)
    assert UnitTopic.LOOKUP in shown_on(Page.VOTING, WHOLE, BEFORE)
    assert UnitTopic.LOOKUP in told_by(Name.VOTING_NOTICE)


def test_the_first_page_shows_the_state_the_voting_and_what_is_near() -> None:
    shown = shown_on(Page.HOME, WHOLE, BEFORE)

    assert {Topic.STATE, Code.VOTING_START, Code.VOTING_END, Code.DETACHMENT_END} <= shown
    assert Code.NOMINATION_END not in shown


def test_lists_are_known_to_who_opened_them() -> None:
    assert shown_on(Page.STATIONS, WHOLE, BEFORE) == {Topic.STATIONS, UnitTopic.LOOKUP}
    assert shown_on(Page.CANDIDATES, WHOLE, BEFORE) == {Topic.CANDIDATES}


def test_on_the_eve_the_first_page_also_tells_where_one_votes() -> None:
    assert Topic.STATIONS in shown_on(Page.HOME, WHOLE, VOTING_DAY - timedelta(hours=8))


def test_a_date_that_is_not_confirmed_is_known_to_nobody() -> None:
    assert shown_on(Page.DATES, only(Code.LISTS_OPEN), BEFORE) == {Code.LISTS_OPEN, Topic.STATE}


def test_what_comes_about_after_the_voting_is_a_fact_of_its_own() -> None:
    assert Topic.RESULT in shown_on(Page.HOME, STATES["result"], BEFORE)
    assert Topic.RESULT in told_by(Name.RESULT)


def test_whoever_was_told_a_date_hears_when_the_election_is_postponed() -> None:
    assert all(Topic.STATE in told_by(name) for name in Name)


def test_a_reminder_of_the_voting_tells_where_and_until_when() -> None:
    assert told_by(Name.TODAY) == {
        Code.VOTING_START,
        Code.VOTING_END,
        Code.HOME_VOTING_END,
        Topic.STATIONS,
        Topic.STATE,
    }
