"""A promise always stands somewhere and nowhere else, keeps all its wordings, and is never kept once it was withdrawn."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import LONGEST_SPAN, WrongTerm
from bot.domain.errors import RuleError
from bot.domain.promises import (
    FEWEST_SAYS,
    MOST_WORDINGS,
    CorrectedTooOften,
    NothingPlanned,
    Occasion,
    Plan,
    Promise,
    Ruling,
    Says,
    Settled,
    State,
    Verdict,
    WhyNeeded,
    Wording,
    asked_until,
    occasion,
    state,
    tally,
)
from bot.domain.speech import Speech
from bot.domain.territories import Level, Territory

MADE = datetime(2027, 1, 10, 6, tzinfo=UTC)  # 11:00 there
DUE_ON = date(2027, 6, 1)
UNIT = Territory("196847000", None, Level.UNIT, "Байсерке", "Байсерке", "Baiserke")
WHAT = Speech("Жол жөндеу", "Ремонт дороги")


def promise(*rulings: Ruling, due_on: date = DUE_ON) -> Promise:
    return Promise(1, 1, UNIT, MADE, [Wording(WHAT, due_on, MADE)], rulings)


def at(days: int) -> datetime:
    """So many days after the day it is due on."""
    return datetime(2027, 6, 1, 6, tzinfo=UTC) + timedelta(days=days)


def says(one: Promise, verdict: Verdict, now: datetime, words: str | None = "Себебі бар") -> Promise:
    return replace(one, plan=Plan(verdict=verdict, words=words)).said(now)


def corrects(one: Promise, now: datetime, what: Speech = WHAT, due_on: date = DUE_ON) -> Promise:
    return replace(one, plan=Plan(what, due_on)).said(now)


@pytest.mark.parametrize(
    ("days", "found"),
    [(-100, State.DUE), (0, State.DUE), (1, State.OVERDUE), (14, State.OVERDUE), (15, State.BROKEN)],
)
def test_without_a_word_it_is_due_then_overdue_and_after_two_weeks_broken(days: int, found: State) -> None:
    assert state(promise(), at(days)) is found


@pytest.mark.parametrize(("days", "found"), [(-30, State.KEPT), (1, State.KEPT), (2, State.KEPT_LATE)])
def test_kept_is_in_time_until_the_day_on_which_the_office_is_asked(days: int, found: State) -> None:
    kept = says(promise(), Verdict.KEPT, at(days), None)
    assert state(kept, at(days)) is state(kept, at(days + 500)) is found


def test_what_was_broken_can_still_be_kept_late() -> None:
    for broken in (promise(), says(promise(), Verdict.BROKEN, at(3))):
        assert state(says(broken, Verdict.KEPT, at(60)), at(60)) is State.KEPT_LATE


def test_it_is_withdrawn_only_until_its_day_is_over_and_for_a_reason() -> None:
    assert state(says(promise(), Verdict.WITHDRAWN, at(0)), at(0)) is State.WITHDRAWN
    with pytest.raises(Settled):
        says(promise(), Verdict.WITHDRAWN, at(1))
    for verdict in (Verdict.WITHDRAWN, Verdict.BROKEN):
        with pytest.raises(WhyNeeded):
            says(promise(), verdict, at(0), None)


def test_a_correction_stands_beside_the_first_wording() -> None:
    other = Speech("Көпір салу", "Мост")
    moved = corrects(promise(), at(-50), other, DUE_ON + timedelta(days=30))
    assert [one.what for one in moved.wordings] == [WHAT, other]
    assert [one.due_on for one in moved.wordings] == [DUE_ON, DUE_ON + timedelta(days=30)]
    assert moved.moved
    assert state(moved, at(20)) is State.DUE
    assert not corrects(moved, at(-40), WHAT, moved.holds.due_on).moved


def test_nothing_is_corrected_to_what_it_is_nor_after_its_day_nor_beyond_a_term() -> None:
    with pytest.raises(NothingPlanned):
        corrects(promise(), at(-5))
    with pytest.raises(NothingPlanned):
        promise().said(at(-5))
    with pytest.raises(Settled):
        corrects(promise(), at(1), due_on=DUE_ON + timedelta(days=30))
    for wrong in (at(-5).date(), (MADE + LONGEST_SPAN).date() + timedelta(days=2)):
        with pytest.raises(WrongTerm):
            corrects(promise(), at(-5), due_on=wrong)


def test_so_many_wordings_as_can_be_read_side_by_side_are_taken() -> None:
    one = promise()
    for number in range(1, MOST_WORDINGS):
        one = corrects(one, at(-5), due_on=DUE_ON + timedelta(days=number))
    with pytest.raises(CorrectedTooOften):
        corrects(one, at(-5))
    assert len(one.wordings) == MOST_WORDINGS


def test_a_correction_is_gone_on_with_but_not_after_another_plan() -> None:
    begun = replace(promise(), plan=Plan(WHAT, date(2027, 7, 1)))
    assert begun.correcting(at(-5)) == begun.plan
    ruling = replace(promise(), plan=Plan(verdict=Verdict.KEPT))
    assert ruling.correcting(at(-5)) == promise().correcting(at(-5)) == Plan(WHAT, DUE_ON)


@pytest.mark.parametrize(
    ("days", "asked"),
    [
        (-8, None),
        (-7, Occasion.WEEK),
        (-2, Occasion.WEEK),
        (-1, Occasion.DAY),
        (0, Occasion.DAY),
        (1, Occasion.AFTER),
        (14, Occasion.AFTER),
        (15, None),
    ],
)
def test_the_office_is_asked_a_week_and_a_day_before_and_after(days: int, asked: Occasion | None) -> None:
    assert occasion(promise(), at(days)) is asked


def test_each_is_asked_once_and_a_moved_day_anew() -> None:
    asked = replace(promise(), wordings=[replace(promise().holds, asked=Occasion.WEEK)])
    assert occasion(asked, at(-5)) is None
    assert occasion(asked, at(-1)) is Occasion.DAY
    moved = corrects(asked, at(-5), due_on=DUE_ON + timedelta(days=30))
    assert occasion(moved, at(25)) is Occasion.WEEK
    assert occasion(says(promise(), Verdict.KEPT, at(-5)), at(-1)) is None


@pytest.mark.parametrize("days", range(-7, 15))
def test_a_question_is_of_use_until_the_next_is_asked_or_silence_stands_as_broken(days: int) -> None:
    asked = occasion(promise(), at(days))
    assert asked is not None
    until = asked_until(promise(), asked)
    assert at(days) < until
    assert occasion(promise(), until - timedelta(minutes=1)) is asked
    assert occasion(promise(), until) is not asked
    assert asked is not Occasion.AFTER or state(promise(), until) is State.BROKEN


def test_of_a_promise_for_tomorrow_nobody_is_asked_at_once() -> None:
    assert occasion(promise(due_on=date(2027, 1, 11)), MADE) is None
    assert occasion(promise(due_on=date(2027, 1, 13)), MADE) is None
    assert occasion(promise(due_on=date(2027, 1, 13)), MADE + timedelta(days=2)) is Occasion.DAY


@pytest.mark.parametrize(("says_", "shown"), [(Says(4, 0), False), (Says(0, 5), True), (Says(12, 3), True)])
def test_what_few_residents_say_is_not_shown(says_: Says, shown: bool) -> None:
    assert says_.shown is shown
    assert FEWEST_SAYS == 5


days = st.integers(-120, 60)
words = st.sampled_from(Verdict) | st.just(None)
deeds = st.lists(st.tuples(words, days), max_size=8).map(lambda some: sorted(some, key=lambda one: one[1]))


def lived(done: Sequence[tuple[Verdict | None, int]]) -> Promise:
    """What is refused changes nothing; None moves its day on by a month."""
    one = promise()
    for verdict, day in done:
        try:
            if verdict is None:
                one = corrects(one, at(day), due_on=one.holds.due_on + timedelta(days=30))
            else:
                one = says(one, verdict, at(day))
        except RuleError:
            continue
    return one


@given(deeds, days)
def test_whatever_is_done_it_stands_in_one_state_and_the_first_wording_stays(
    done: Sequence[tuple[Verdict | None, int]], day: int
) -> None:
    one = lived(done)
    assert state(one, at(day)) in State
    assert one.first == promise().first
    assert sum(tally([one], at(day)).values()) == 1


@given(st.lists(deeds, max_size=10), days)
def test_the_counts_always_add_up_to_all(many: list[Sequence[tuple[Verdict | None, int]]], day: int) -> None:
    counted = tally([lived(done) for done in many], at(day))
    assert sum(counted.values()) == len(many)
    assert list(counted) == list(State)


@given(deeds, deeds)
def test_nothing_is_kept_after_it_was_withdrawn(
    before: Sequence[tuple[Verdict | None, int]], after: Sequence[tuple[Verdict | None, int]]
) -> None:
    one = lived([*before, (Verdict.WITHDRAWN, -1), *[(verdict, max(day, 0)) for verdict, day in after]])
    if any(ruling.verdict is Verdict.WITHDRAWN for ruling in one.rulings):
        assert state(one, at(500)) is State.WITHDRAWN
        assert one.rulings[-1].verdict is Verdict.WITHDRAWN


@given(deeds)
def test_what_has_become_of_it_never_becomes_due_again(done: Sequence[tuple[Verdict | None, int]]) -> None:
    one = lived(done)
    if one.rulings:
        assert state(one, at(0)) not in (State.DUE, State.OVERDUE)
