"""What the law forbids around an election, to the minute."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.elections import Election, Kind, State, local
from bot.domain.freezes import Freeze, awaited_until, freeze, joined
from tests.domain.test_timelines import UNIT

ELECTION = Election(1, UNIT, Kind.EARLY, date(2026, 9, 1), date(2026, 9, 28), date(2026, 11, 1))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FREE = Freeze()


def at(month: int, day: int, hour: int = 0, minute: int = 0, **changes: State) -> Freeze:
    return freeze(replace(ELECTION, **changes), local(date(2026, month, day), time(hour, minute)))


def test_before_the_calling_and_after_the_registration_nothing_is_forbidden() -> None:
    assert at(9, 27, 23, 59) == FREE
    assert at(11, 9, state=State.REGISTERED) == FREE


NEUTRAL = Freeze(new_polls=True, akim_messages=True)


@pytest.mark.parametrize("state", [State.CALLED, State.RESULT, State.UNDECIDED])
def test_from_the_calling_until_the_akim_is_registered_nothing_is_asked_nor_said_in_the_akims_name(
    state: State,
) -> None:
    assert at(9, 28) == NEUTRAL
    assert at(11, 9, state=state) == NEUTRAL


@pytest.mark.parametrize("state", [State.CALLED, State.RESULT, State.UNDECIDED])
def test_a_registration_that_nobody_enters_is_waited_for_as_long_as_a_repetition(state: State) -> None:
    assert at(12, 1, 17, 59, state=state) == NEUTRAL
    assert at(12, 1, 18, state=state) == FREE


@pytest.mark.parametrize(
    ("moment", "shown"),
    [((10, 25, 23, 59), True), ((10, 26, 0, 0), False), ((11, 1, 23, 59), False), ((11, 2, 0, 0), True)],
)
def test_results_of_polls_rest_for_five_full_days_a_day_more_and_the_voting_day(
    moment: tuple[int, int, int, int], *, shown: bool
) -> None:
    assert at(*moment).poll_results is not shown


@pytest.mark.parametrize(
    ("moment", "rests"),
    [((10, 30, 23, 59), False), ((10, 31, 0, 0), True), ((11, 1, 19, 59), True), ((11, 1, 20, 0), False)],
)
def test_candidates_material_rests_from_the_day_before_until_polls_close(
    moment: tuple[int, int, int, int], *, rests: bool
) -> None:
    assert at(*moment).candidate_material is rests


@pytest.mark.parametrize("state", [State.ENTERED, State.CANCELLED])
def test_what_is_no_election_forbids_nothing(state: State) -> None:
    assert at(10, 31, state=state) == FREE


def test_a_postponed_election_goes_on_forbidding() -> None:
    assert freeze(replace(ELECTION, state=State.POSTPONED), datetime_of(2027, 1, 1)).new_polls


def test_once_the_akim_is_registered_the_campaign_is_over() -> None:
    assert not at(11, 4, state=State.REGISTERED).akim_messages
    assert at(11, 4, state=State.RESULT).akim_messages


TIE = replace(ELECTION, state=State.UNDECIDED)
REPEAT = Election(2, UNIT, Kind.REPEAT_VOTING, date(2026, 11, 1), date(2026, 11, 20), date(2026, 11, 29))


@pytest.mark.parametrize("state", [State.ENTERED, State.CANCELLED, State.CALLED])
def test_a_repeat_that_is_entered_cancelled_or_called_for_a_day_ahead_frees_nothing(state: State) -> None:
    before_its_calling = local(date(2026, 11, 15))
    assert joined([replace(REPEAT, state=state), TIE], before_its_calling) == freeze(TIE, before_its_calling)
    assert freeze(TIE, before_its_calling).akim_messages


def test_with_the_akim_of_the_repeat_registered_the_first_voting_forbids_nothing() -> None:
    registered = replace(REPEAT, voting_on=date(2026, 11, 22), state=State.REGISTERED)
    for order in ([registered, TIE], [TIE, registered]):
        assert joined(order, local(date(2026, 11, 25))) == FREE


def test_an_akim_registered_before_an_election_ends_nothing_of_it() -> None:
    former = replace(ELECTION, id=3, voting_on=date(2022, 11, 6), state=State.REGISTERED)
    assert joined([former, ELECTION], local(date(2026, 10, 1))).new_polls


STATES = st.sampled_from([one for one in State if one is not State.REGISTERED])
DATES = st.dates(date(2026, 9, 1), date(2027, 1, 1))


@given(STATES, STATES, DATES, DATES)
def test_what_one_election_forbids_no_other_allows(
    first: State, second: State, voting_on: date, day: date
) -> None:
    now, both = (
        local(day),
        [replace(ELECTION, state=first), replace(REPEAT, state=second, voting_on=voting_on)],
    )
    together, apart = joined(both, now), [freeze(one, now) for one in both]
    for name in vars(FREE):
        assert getattr(together, name) is any(getattr(one, name) for one in apart)


@pytest.mark.parametrize("state", [State.CALLED, State.RESULT])
def test_from_the_close_of_the_polls_the_registration_is_waited_for_as_long_as_the_freeze_lasts(
    state: State,
) -> None:
    election, until = replace(ELECTION, state=state), local(date(2026, 12, 1), time(18))
    closing = election.voting[1]
    assert awaited_until(election, closing - MINUTE) is None
    assert awaited_until(election, closing) == awaited_until(election, until - MINUTE) == until
    assert awaited_until(election, until) is None


@pytest.mark.parametrize("state", sorted(set(State) - {State.CALLED, State.RESULT}))
def test_of_what_is_registered_or_needs_no_registration_none_is_waited_for(state: State) -> None:
    assert awaited_until(replace(ELECTION, state=state), local(date(2026, 11, 9))) is None


def datetime_of(year: int, month: int, day: int) -> datetime:
    return local(date(year, month, day))
