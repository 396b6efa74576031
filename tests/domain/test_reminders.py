"""When reminders go, until when, and when not: at night."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.elections import local
from bot.domain.letters import Priority
from bot.domain.reminders import REMINDERS, Name, Quiet, Reminder, Wish, beyond, lasts, priority

VOTING = local(date(2026, 11, 1), time(7))
NOON = local(date(2026, 11, 1), time(12))
MOMENTS = st.dates(date(2024, 3, 1), date(2060, 1, 1)).flatmap(
    lambda day: st.times().map(lambda hour: local(day, hour).astimezone(UTC))
)
ALL = st.sampled_from(list(REMINDERS.values()))


def test_there_is_a_reminder_of_every_name() -> None:
    assert set(REMINDERS) == set(Name)


def test_the_hours_that_people_were_promised() -> None:
    assert REMINDERS[Name.TODAY].due(VOTING) == local(date(2026, 11, 1), time(8))
    assert REMINDERS[Name.TOMORROW].due(VOTING) == local(date(2026, 10, 31), time(16))
    assert REMINDERS[Name.HOME_VOTING_END].due(NOON) == local(date(2026, 11, 1), time(11))
    assert REMINDERS[Name.HOME_VOTING_END].expires(NOON) == local(date(2026, 11, 1), time(11, 45))


def test_that_there_is_voting_tomorrow_is_not_said_on_the_day() -> None:
    assert REMINDERS[Name.TOMORROW].expires(VOTING) == local(date(2026, 10, 31), time(21))


def test_who_may_stand_hears_of_standing_alone_and_voters_of_voting_alone() -> None:
    of = {wish: {one.name for one in REMINDERS.values() if wish in one.wishes} for wish in Wish}
    assert not of[Wish.STAND] & of[Wish.VOTE]
    assert of[Wish.ALL] == set(Name)


@given(ALL, MOMENTS)
def test_a_reminder_begins_when_it_is_due_or_before_and_before_it_is_of_no_use(
    reminder: Reminder, moment: datetime
) -> None:
    assert reminder.earliest(moment) <= reminder.due(moment)
    assert reminder.earliest(moment) < reminder.expires(moment)


@given(ALL, st.integers(0, 3_000_000))
def test_more_people_never_make_it_begin_later(reminder: Reminder, people: int) -> None:
    start = reminder.start(VOTING, people)
    assert (
        reminder.earliest(VOTING) <= reminder.start(VOTING, people + 100_000) <= start <= reminder.due(VOTING)
    )
    in_time = start + lasts(people) <= reminder.expires(VOTING) + timedelta(seconds=1)
    assert in_time is (reminder.too_many(VOTING, people) == 0) or start == reminder.earliest(VOTING)


def test_the_arithmetic_that_is_announced() -> None:
    assert lasts(29_700) == timedelta(seconds=1100)
    assert beyond(900_000, timedelta(hours=12)) == 0
    assert beyond(1_500_000, timedelta(hours=12)) == 1_500_000 - int(12 * 3600 / 1.1 * 29.7)


@given(st.sampled_from(Quiet), MOMENTS)
def test_what_waits_for_the_end_of_quiet_hours_may_go_then(quiet: Quiet, moment: datetime) -> None:
    until = quiet.until(moment)
    assert until >= moment
    assert until - moment <= timedelta(hours=15)
    assert quiet.until(until) == until


@pytest.mark.parametrize(
    ("quiet", "hour", "until"),
    [
        (Quiet.USUAL, (20, 59), (1, 20, 59)),
        (Quiet.USUAL, (21, 0), (2, 8, 0)),
        (Quiet.USUAL, (0, 0), (1, 8, 0)),
        (Quiet.USUAL, (7, 59), (1, 8, 0)),
        (Quiet.USUAL, (8, 0), (1, 8, 0)),
        (Quiet.LONG, (19, 30), (2, 10, 0)),
        (Quiet.NEVER, (3, 0), (1, 3, 0)),
    ],
)
def test_quiet_hours_in_kazakhstan(quiet: Quiet, hour: tuple[int, int], until: tuple[int, int, int]) -> None:
    day, *there = until
    assert quiet.until(local(date(2026, 11, 1), time(*hour))) == local(date(2026, 11, day), time(*there))


def test_what_has_the_least_time_left_goes_first() -> None:
    hour = timedelta(hours=1)
    assert priority(hour) is Priority.URGENT_REMINDER
    assert priority(20 * hour) is Priority.REMINDER
    assert priority(100 * hour) is Priority.DISTANT_REMINDER
    assert max(Priority.ANSWER, Priority.NEWS, Priority.BULK) < Priority.URGENT_REMINDER
