"""Letters wait longer after each failure, but never too long; tasks survive being written down."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.letters import Letter, LetterKind, Priority, retry_after, to_group, to_person
from bot.domain.posts import Task
from bot.domain.reports import REASONS, Action, Reason

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 2), (2, 4), (3, 8), (8, 256), (9, 512), (10, 600), (11, 600), (1000, 600)]
)
def test_each_failure_doubles_the_wait_up_to_ten_minutes(failures: int, seconds: int) -> None:
    assert retry_after(failures) == timedelta(seconds=seconds)


@given(st.integers(0, 10_000))
def test_waiting_never_gets_shorter_nor_nothing(failures: int) -> None:
    assert timedelta(0) < retry_after(failures) <= retry_after(failures + 1) <= timedelta(minutes=10)


def test_answers_go_before_news_and_news_before_the_rest_and_reminders_last() -> None:
    assert sorted(Priority) == [
        Priority.ANSWER,
        Priority.NEWS,
        Priority.BULK,
        Priority.URGENT_REMINDER,
        Priority.REMINDER,
        Priority.DISTANT_REMINDER,
    ]


def test_a_letter_is_late_from_the_moment_its_time_is_over() -> None:
    letter = Letter(1, 1, to_person("a"), LetterKind.NEWS, 1, 0, NOW)

    assert [letter.late(NOW - timedelta(seconds=1)), letter.late(NOW)] == [False, True]
    assert not replace(letter, expires_at=None).late(NOW)


def test_what_shows_how_a_thing_stands_goes_again_and_what_happened_is_told_once() -> None:
    once = {
        LetterKind.NEWS,
        LetterKind.WORDS,
        LetterKind.BLOCK_ASKED,
        LetterKind.BLOCKED,
        LetterKind.ROLE_TAKEN,
        LetterKind.ROLE_ENDED,
        LetterKind.NO_GROUP,
        LetterKind.GROUP_LOST,
        LetterKind.REMINDER,
        LetterKind.CORRECTION_OF_ELECTION,
        LetterKind.CORRECTION_OF_UNIT,
        LetterKind.ELECTION_TO_CHECK,
        LetterKind.CONSULTATION_OPEN,
        LetterKind.WORK_MOVED,
        LetterKind.CONSULTATION_TO_CHECK,
        LetterKind.CONSULTATION_COUNTED,
        LetterKind.CONSULTATION_DRAWN,
        LetterKind.ESCALATED,
        LetterKind.DIGEST,
        LetterKind.ASKED_AGAIN,
        LetterKind.CHOICE_UNFINISHED,
        LetterKind.ELECTION_MISSED,
        LetterKind.BROADCAST_PLANNED,
        LetterKind.PAPER_TO_CHECK,
        LetterKind.PROPOSALS_OPEN,
        LetterKind.ANSWERED,
        LetterKind.PROMISE_DUE,
        LetterKind.MEETING_CALLED,
        LetterKind.MEETING_SOON,
        LetterKind.MEETING_CANCELLED,
        LetterKind.MEETING_DECIDED,
        LetterKind.SUPPORT_NEWS,
        LetterKind.SUPPORT_LOST,
        LetterKind.JOIN_TAKEN_BACK,
    }

    assert {kind for kind in LetterKind if not kind.repeats} == once


def test_a_persons_letters_and_a_groups_never_mix() -> None:
    assert to_person("196847000") != to_group("196847000")


TASKS = [Task(action) for action in Action] + [
    Task(action, reason) for action in REASONS for reason in Reason
]


@pytest.mark.parametrize("task", TASKS, ids=str)
def test_what_words_are_awaited_for_is_read_back_as_it_was_kept(task: Task) -> None:
    assert Task.parse(str(task)) == task
