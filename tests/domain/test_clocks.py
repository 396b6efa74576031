"""The office's own clock: working days, resting while it waits for the resident, begun anew by «not fixed»."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clocks import Clock, Due, Target, What, WrongTarget, course, next_due
from bot.domain.events import Event, EventKind
from bot.domain.numbers import ALMATY
from bot.domain.workdays import Workdays, Year

# 2026: 16 to 18 December are off by the calendar of this test; the 19th, a Saturday, is worked.
DAYS = Workdays(
    {
        2026: Year(
            True, frozenset(date(2026, 12, day) for day in (16, 17, 18)), frozenset({date(2026, 12, 19)})
        )
    }
)
MONDAY = date(2026, 12, 7)


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ALMATY).astimezone(UTC)


def history(*told: tuple[EventKind, date]) -> list[Event]:
    return [
        Event(number, 1, kind, None, None, None, at(day, 9 + number))
        for number, (kind, day) in enumerate(told)
    ]


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def due(told: Sequence[Event], target: Target, today: date) -> Due | None:
    return next_due(course(told, DAYS), target, today, DAYS)


def test_the_first_word_is_due_after_so_many_working_days_and_weekends_and_days_off_are_none() -> None:
    found = due(history((EventKind.SENT, day(4))), Target(first_word=3), day(4))
    assert found == Due(
        What.FIRST_WORD, day(9 + 3), 3, overdue=False
    )  # Mon 14, Tue 15, then Saturday the 19th, which is worked
    assert found.ends_at == at(day(13), 0)


def test_once_somebody_has_heard_from_the_office_the_solution_is_what_is_due() -> None:
    told = history((EventKind.SENT, day(0)), (EventKind.TAKE, day(1)))
    assert due(told, Target(1, 5), day(1)) == Due(What.SOLUTION, day(7), 4, overdue=False)
    assert due(told, Target(first_word=1), day(1)) is None


def test_it_is_overdue_from_the_day_after_and_soon_the_day_before() -> None:
    told = history((EventKind.SENT, day(0)))
    standing = [due(told, Target(first_word=2), day(number)) for number in range(4)]
    assert [one.soon for one in standing if one] == [False, True, True, False]
    assert [one.overdue for one in standing if one] == [False, False, False, True]


def test_what_was_due_on_friday_is_overdue_on_saturday() -> None:
    told = history((EventKind.SENT, day(0)))
    friday, saturday = (due(told, Target(solution=4), day(number)) for number in (4, 5))
    assert friday is not None
    assert saturday is not None
    assert (friday.overdue, saturday.overdue, saturday.on) == (False, True, day(4))


def test_while_the_office_waits_for_the_resident_no_day_is_counted() -> None:
    asked = history((EventKind.SENT, day(0)), (EventKind.ASK, day(1)))
    assert due(asked, Target(solution=3), day(30)) == Due(What.SOLUTION, None, 2, overdue=False, rests=True)
    answered = [*asked, *history((EventKind.ANSWER, day(3)))]
    assert due(answered, Target(solution=3), day(3)) == Due(What.SOLUTION, day(7), 2, overdue=False)


def test_what_was_too_late_before_the_resident_was_asked_stays_too_late_by_the_day_it_was_promised_for() -> (
    None
):
    asked = history((EventKind.SENT, day(0)), (EventKind.ASK, day(4)))
    assert due(asked, Target(solution=2), day(5)) == Due(What.SOLUTION, day(2), -2, overdue=True, rests=True)
    answered = [*asked, *history((EventKind.ANSWER, day(14)))]
    assert due(answered, Target(solution=2), day(14)) == Due(What.SOLUTION, day(2), -2, overdue=True)
    assert due(answered, Target(solution=6), day(14)) == Due(What.SOLUTION, day(16), 2, overdue=False)


def test_what_the_resident_was_asked_on_the_last_day_is_not_late_while_the_clock_rests() -> None:
    asked = history((EventKind.SENT, day(0)), (EventKind.ASK, day(2)))
    assert due(asked, Target(solution=2), day(9)) == Due(What.SOLUTION, None, 0, overdue=False, rests=True)
    answered = [*asked, *history((EventKind.ANSWER, day(14)))]
    assert due(answered, Target(solution=2), day(14)) == Due(What.SOLUTION, day(14), 0, overdue=False)


def test_not_fixed_starts_a_new_clock() -> None:
    told = history((EventKind.SENT, day(0)), (EventKind.RESOLVE, day(3)), (EventKind.DISPUTE, day(7)))
    assert due(told, Target(solution=2), day(7)) == Due(What.SOLUTION, date(2026, 12, 19), 2, overdue=False)


def test_who_gets_it_from_another_office_owes_the_first_word_and_the_solution_anew() -> None:
    told = history((EventKind.SENT, day(0)), (EventKind.TAKE, day(1)), (EventKind.HAND_OVER, day(3)))
    assert due(told, Target(1, 2), day(3)) == Due(What.FIRST_WORD, day(4), 1, overdue=False)
    heard = [*told, *history((EventKind.OFFICE_WORDS, day(4)))]
    assert due(heard, Target(1, 2), day(4)) == Due(What.SOLUTION, day(7), 1, overdue=False)


def test_what_was_closed_by_mistake_goes_on_where_it_was() -> None:
    told = history((EventKind.SENT, day(0)), (EventKind.REJECT, day(2)), (EventKind.RETURN, day(7)))
    assert due(told, Target(solution=3), day(7)) == Due(What.SOLUTION, day(8), 1, overdue=False)


@pytest.mark.parametrize(("first_word", "solution"), [(0, 1), (3, 2), (1, 121), (None, 0), (-1, None)])
def test_a_promise_of_no_sense_is_none(first_word: int | None, solution: int | None) -> None:
    with pytest.raises(WrongTarget):
        Target(first_word, solution)


KINDS = [one for one in EventKind if one is not EventKind.SENT]
STORIES = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5)), max_size=12)


def told_by(story: Sequence[tuple[EventKind, int]]) -> list[Event]:
    told, passed = [(EventKind.SENT, day(0))], 0
    for kind, days in story:
        passed += days
        told.append((kind, day(passed)))
    return [Event(number, 1, kind, None, None, None, at(when)) for number, (kind, when) in enumerate(told)]


@given(STORIES, st.integers(0, 90))
def test_days_used_are_never_negative_and_never_more_than_have_passed(
    story: list[tuple[EventKind, int]], later: int
) -> None:
    told = told_by(story)
    today = day(sum(days for _, days in story) + later)
    used = course(told, DAYS).solution.used(today, DAYS)
    assert 0 <= used <= DAYS.between(day(0), today)


@given(STORIES)
def test_asking_and_being_answered_on_one_day_any_number_of_times_counts_no_day_twice(
    story: list[tuple[EventKind, int]],
) -> None:
    told = told_by(story)
    last = told[-1].happened_at.astimezone(ALMATY).date()
    again = [Event(99, 1, kind, None, None, None, at(last)) for kind in (EventKind.ASK, EventKind.ANSWER) * 3]
    before = course(told, DAYS).solution.used(last, DAYS)
    assert course([*told, *again], DAYS).solution.used(last, DAYS) == before


@given(STORIES, st.integers(0, 60))
def test_a_clock_that_goes_uses_every_working_day_and_one_that_rests_none(
    story: list[tuple[EventKind, int]], later: int
) -> None:
    told = told_by(story)
    last = told[-1].happened_at.astimezone(ALMATY).date()
    clock = course(told, DAYS).solution
    passed = clock.used(last + timedelta(days=later), DAYS) - clock.used(last, DAYS)
    assert passed == (DAYS.between(last, last + timedelta(days=later)) if clock.since else 0)


@given(STORIES, STORIES)
def test_after_a_handing_over_it_is_as_if_it_had_come_that_day(
    before: list[tuple[EventKind, int]], after: list[tuple[EventKind, int]]
) -> None:
    whole = told_by([*before, (EventKind.HAND_OVER, 0), *after])
    rest = whole[len(before) + 1 :]
    assert course(whole, DAYS) == course([replace(rest[0], kind=EventKind.SENT), *rest[1:]], DAYS)


@given(st.integers(1, 30), st.integers(0, 30), st.integers(0, 60))
def test_the_day_that_is_named_is_the_last_that_is_not_too_late(days: int, counted: int, ahead: int) -> None:
    clock = Clock(((day(-90), min(counted, days)),), day(ahead))
    last = DAYS.after(day(ahead), days - clock.counted)
    assert clock.used(last, DAYS) == days
    assert DAYS.between(last, DAYS.after(last, 1)) == 1
    assert clock.used(DAYS.after(last, 1), DAYS) == days + 1


@given(STORIES, st.integers(1, 20))
def test_it_is_late_exactly_when_more_days_are_used_up_than_promised_or_the_last_is_over(
    story: list[tuple[EventKind, int]], days: int
) -> None:
    told = told_by(story)
    today = told[-1].happened_at.astimezone(ALMATY).date()
    found = due(told, Target(solution=days), today)
    assert found is not None
    assert found.overdue if found.left < 0 else found.left == 0 or not found.overdue
    assert found.on is not None or not found.overdue


@given(STORIES, st.integers(1, 20), st.integers(0, 60))
def test_it_is_overdue_exactly_from_the_moment_that_was_named(
    story: list[tuple[EventKind, int]], days: int, later: int
) -> None:
    told = told_by(story)
    last = told[-1].happened_at.astimezone(ALMATY).date()
    promised = due(told, Target(solution=days), last)
    found = due(told, Target(solution=days), last + timedelta(days=later))
    assert promised is not None
    assert found is not None
    if found.ends_at is None:
        assert (found.on, found.overdue) == (promised.on, promised.overdue)
    else:
        assert found.ends_at == promised.ends_at
        assert found.overdue == (found.ends_at <= at(last + timedelta(days=later), 0))
