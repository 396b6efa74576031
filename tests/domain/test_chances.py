"""What can be done now follows from confirmed dates, and from nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.chances import Chance, chances, coming, confirmed, silent
from bot.domain.elections import State
from bot.domain.timelines import Code
from tests.outlooks import CALLED, DATES, NONE, STATES, VOTING_DAY, WHOLE, only

BEFORE = VOTING_DAY - timedelta(days=8)


def test_a_chance_is_open_from_its_first_moment_until_before_its_last() -> None:
    opens, ends = DATES[Code.NOMINATION_START].moment, DATES[Code.NOMINATION_END].moment
    assert opens is not None
    assert ends is not None

    assert Chance.BE_PUT_UP not in chances(WHOLE, opens - timedelta(seconds=1))
    assert Chance.BE_PUT_UP in chances(WHOLE, opens)
    assert Chance.BE_PUT_UP in chances(WHOLE, ends - timedelta(seconds=1))
    assert Chance.BE_PUT_UP not in chances(WHOLE, ends)


@pytest.mark.parametrize("code", [Code.LISTS_OPEN, Code.DETACHMENT_END])
def test_where_the_beginning_or_the_end_is_not_confirmed_nothing_is_promised(code: Code) -> None:
    dates = {one: fact for one, fact in DATES.items() if one is not code}

    assert Chance.TAKE_CERTIFICATE in chances(WHOLE, BEFORE)
    assert Chance.TAKE_CERTIFICATE not in chances(replace(WHOLE, dates=dates), BEFORE)


def test_who_will_stay_elsewhere_can_apply_from_the_calling_on() -> None:
    assert Chance.ASK_WHERE_ONE_STAYS in chances(only(Code.PLACE_OF_STAY), CALLED)


@pytest.mark.parametrize("state", sorted(set(STATES) - {"called"}))
def test_unless_an_election_is_called_there_is_nothing_to_do(state: str) -> None:
    assert not chances(STATES[state], BEFORE)


def test_what_ends_a_chance_is_not_told_again_as_coming() -> None:
    assert Code.DETACHMENT_END in chances(WHOLE, BEFORE).values()
    assert Code.DETACHMENT_END not in coming(WHOLE, BEFORE)
    assert coming(WHOLE, BEFORE)[0] is Code.WITHDRAWAL_END


@pytest.mark.parametrize(("hours", "so"), [(-24.1, False), (-24, True), (0, True), (19.9, True), (20, False)])
def test_nobody_campaigns_from_the_day_before_until_polls_close(hours: float, so: bool) -> None:
    assert silent(WHOLE, VOTING_DAY + timedelta(hours=hours)) is so


def test_a_postponed_election_has_no_silence_and_no_dates() -> None:
    assert not silent(STATES["postponed"], VOTING_DAY)
    assert not silent(NONE, VOTING_DAY)
    assert not confirmed(STATES["postponed"])


def test_dates_come_in_the_order_of_time() -> None:
    moments = list(confirmed(WHOLE).values())

    assert moments == sorted(moments)
    assert len(moments) == len(Code) - 1


def test_after_a_tie_only_the_repetition_is_ahead() -> None:
    assert list(confirmed(STATES["undecided"])) == [Code.REPEAT_LATEST]
    assert STATES["undecided"].state is State.UNDECIDED
