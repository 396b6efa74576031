"""Residents hear of a gathering or a meeting ten days before, or why not; and whether enough came."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.elections import local
from bot.domain.letters import LetterKind
from bot.domain.meetings import (
    Kind,
    Lack,
    Meeting,
    Minutes,
    Notice,
    NotWhole,
    Said,
    ShortNotice,
    Stage,
    WrongBeginning,
    WrongCounts,
    WrongStage,
    full_days,
    quorum,
)
from bot.domain.territories import Level, Territory

UNIT = Territory("196847000", "196800000", Level.UNIT, "Байсерке", "Байсерке", "Baiserke")
CALLED_ON = date(2027, 6, 1)
NOW = local(CALLED_ON, time(12))
CLUB, SCHOOL = Said("Клуб", "Клуб"), Said("Мектеп", "Школа")
BEGINS = local(date(2027, 6, 20), time(15))
WHOLE = Minutes("4", 15, 22, Said("Келісілді", "Согласовано"))


def draft(kind: Kind = Kind.MEETING, notice: Notice | None = None) -> Meeting:
    agenda = [Said("Бюджет жобасы", "Проект бюджета")]
    return Meeting(1, UNIT, kind, agenda=agenda, next=notice or Notice(BEGINS, CLUB))


# --- ten days ---


@pytest.mark.parametrize(
    ("called_at", "begins_at", "days"),
    [
        (local(date(2027, 6, 1)), local(date(2027, 6, 12)), 10),
        (local(date(2027, 6, 1), time(23, 59)), local(date(2027, 6, 12)), 10),
        (local(date(2027, 6, 1)), local(date(2027, 6, 11), time(23, 59)), 9),
        (local(date(2027, 6, 1)), local(date(2027, 6, 2)), 0),
        (local(date(2027, 2, 20)), local(date(2027, 3, 3)), 10),
        # 18:59 and 19:00 in Greenwich are two days in Almaty
        (datetime(2027, 6, 1, 18, 59, tzinfo=UTC), local(date(2027, 6, 12)), 10),
        (datetime(2027, 6, 1, 19, 0, tzinfo=UTC), local(date(2027, 6, 12)), 9),
    ],
)
def test_neither_the_day_of_the_call_nor_that_of_the_meeting_counts(
    called_at: datetime, begins_at: datetime, days: int
) -> None:
    assert full_days(called_at, begins_at) == days
    assert Notice(begins_at).short(called_at) == (days < 10)


def test_with_fewer_than_ten_days_it_is_called_only_when_somebody_says_why() -> None:
    soon = local(CALLED_ON + timedelta(days=10), time(15))
    with pytest.raises(ShortNotice):
        draft(notice=Notice(soon, CLUB)).called(NOW)
    assert draft(notice=Notice(soon, CLUB, "Су тасқыны")).called(NOW).holds.reason == "Су тасқыны"
    enough = soon + timedelta(days=1)
    assert draft(notice=Notice(enough, CLUB)).called(NOW).stage is Stage.CALLED


def test_a_reason_that_is_not_needed_is_not_told() -> None:
    assert draft(notice=Notice(BEGINS, CLUB, "Су тасқыны")).called(NOW).holds.reason is None


@pytest.mark.parametrize("begins_at", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=367)])
def test_it_is_not_called_for_the_past_nor_for_the_far_future(begins_at: datetime) -> None:
    with pytest.raises(WrongBeginning):
        draft(notice=Notice(begins_at, CLUB, "Себебі")).called(NOW)


# --- calling ---


def test_a_meeting_lacks_what_the_law_asks_to_be_told() -> None:
    assert Meeting(1, UNIT, Kind.MEETING).lacks(NOW) == [Lack.DAY, Lack.PLACE, Lack.AGENDA]
    assert draft().lacks(NOW) == []
    assert draft(Kind.SEPARATE).lacks(NOW) == [Lack.WHOSE]
    with pytest.raises(NotWhole):
        draft(Kind.SEPARATE).called(NOW)


def test_moved_it_says_what_it_was_and_what_holds_and_needs_its_ten_days_anew() -> None:
    called = draft().called(NOW)
    moved = called.rewritten(begins_at=BEGINS + timedelta(days=7)).called(NOW)
    assert moved.before == called.holds
    assert moved.holds == Notice(BEGINS + timedelta(days=7), CLUB)
    late = BEGINS - timedelta(days=5)
    with pytest.raises(ShortNotice):
        called.rewritten(place=SCHOOL).called(late)
    assert (
        called.rewritten(place=SCHOOL).rewritten(reason="Клуб жөнделуде").called(late).holds.place == SCHOOL
    )


def test_written_as_it_is_already_nothing_is_written() -> None:
    called = draft().called(NOW)
    assert called.rewritten(place=CLUB) == called
    assert called.rewritten(place=SCHOOL).rewritten(place=CLUB) == called
    with pytest.raises(WrongStage):
        called.called(NOW)


def test_the_agenda_and_what_it_is_about_do_not_change_once_it_is_called() -> None:
    called = draft().called(NOW)
    for after in (
        replace(called, agenda=[]),
        replace(called, consultation_id=1),
        replace(called, whose=CLUB),
    ):
        with pytest.raises(WrongStage):
            called.check_change(after, NOW)
    called.check_change(called.rewritten(place=SCHOOL), NOW)


def test_when_its_hour_is_over_it_is_not_moved_and_before_it_has_no_minutes() -> None:
    called = draft().called(NOW)
    with pytest.raises(WrongStage):
        called.check_change(called.rewritten(place=SCHOOL), BEGINS)
    with pytest.raises(WrongStage):
        called.check_change(called.minuted(number="4"), BEGINS - timedelta(seconds=1))
    called.check_change(called.minuted(number="4"), BEGINS)


def test_it_is_cancelled_for_a_reason_and_only_what_is_called() -> None:
    called = draft().called(NOW)
    with pytest.raises(NotWhole):
        called.cancelled()
    cancelled = replace(called, reason="Дауыл").cancelled()
    assert cancelled.stage is Stage.CANCELLED
    for one in (cancelled, draft()):
        with pytest.raises(WrongStage):
            replace(one, reason="Дауыл").cancelled()
    with pytest.raises(WrongStage):
        cancelled.check_change(cancelled.as_it_was(), NOW)


def test_what_is_written_anew_can_be_left_as_it_was() -> None:
    called = draft().called(NOW)
    assert replace(called.rewritten(place=SCHOOL), reason="Дауыл").as_it_was() == called
    assert draft().as_it_was() == draft()


def test_what_was_read_back_has_another_mark_once_anything_is_written_otherwise() -> None:
    called = draft().called(NOW)
    others = [
        called.rewritten(place=SCHOOL),
        called.minuted(number="4"),
        replace(called, reason="Дауыл"),
        replace(called, agenda=[]),
    ]
    assert len({one.mark for one in (called, *others)}) == 5
    assert draft().mark == draft().mark != called.mark


# --- what came of it ---


@pytest.mark.parametrize(
    ("kind", "present", "members", "enough"),
    [
        (Kind.MEETING, 11, 22, True),
        (Kind.MEETING, 10, 22, False),
        (Kind.MEETING, 12, 23, True),
        (Kind.MEETING, 11, 23, False),
        (Kind.GATHERING, 100, 1000, True),
        (Kind.GATHERING, 99, 1000, False),
        (Kind.SEPARATE, 1, 1000, None),
    ],
)
def test_of_a_meeting_half_are_enough_and_of_a_gathering_the_tenth_part(
    kind: Kind, present: int, members: int, enough: bool | None
) -> None:
    assert quorum(kind, Minutes(present=present, members=members)) is enough


@pytest.mark.parametrize(("present", "members"), [(23, 22), (0, 0), (1, 10**6 + 1)])
def test_no_more_are_present_than_there_are(present: int, members: int) -> None:
    with pytest.raises(WrongCounts):
        Minutes(present=present, members=members).check()
    Minutes(present=present).check()


def test_whole_minutes_are_entered_and_corrected_and_each_time_is_counted() -> None:
    called = draft().called(NOW)
    with pytest.raises(NotWhole):
        called.minuted(number="4").held(BEGINS)
    held = replace(called, drafted=WHOLE).held(BEGINS)
    assert (held.stage, held.minutes, held.edition, held.drafted) == (Stage.HELD, WHOLE, 1, None)
    corrected = held.minuted(present=16).held(BEGINS)
    assert (corrected.edition, corrected.minutes) == (2, replace(WHOLE, present=16))
    with pytest.raises(WrongStage):
        corrected.held(BEGINS)


# --- letters ---


def test_a_letter_says_only_what_holds() -> None:
    called = draft().called(NOW)
    cancelled = replace(called, reason="Дауыл").cancelled()
    held = replace(called, drafted=WHOLE).held(BEGINS)
    day_before = BEGINS - timedelta(hours=24)
    kinds = [
        LetterKind.MEETING_CALLED,
        LetterKind.MEETING_SOON,
        LetterKind.MEETING_CANCELLED,
        LetterKind.MEETING_DECIDED,
    ]
    for one, now, true in (
        (called, NOW, kinds[:1]),
        (called, day_before, kinds[:2]),
        (called, BEGINS, []),
        (cancelled, NOW, kinds[2:3]),
        (held, BEGINS, kinds[3:]),
    ):
        assert [kind for kind in kinds if one.says(kind, now)] == true
