"""Who may be blocked, for how long, and that nothing undoes a block but lifting it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.blocks import HELD_TO_ASK, PERIOD, Block, BlockState, NoGrounds, Verdict

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
ASKED = Block(1, "aigul", "196800000", BlockState.ASKED)
BLOCKED = ASKED.after(Verdict.BLOCK, HELD_TO_ASK, NOW)


def test_a_block_begins_at_once_and_ends_by_itself_after_thirty_days() -> None:
    assert BLOCKED.in_force(NOW)
    assert BLOCKED.in_force(NOW + PERIOD - timedelta(milliseconds=1))
    assert not BLOCKED.in_force(NOW + PERIOD)
    assert timedelta(days=30) == PERIOD


@pytest.mark.parametrize("held", range(HELD_TO_ASK))
def test_nobody_is_blocked_for_fewer_than_three_held_reports(held: int) -> None:
    with pytest.raises(NoGrounds):
        ASKED.after(Verdict.BLOCK, held, NOW)


def test_blocking_twice_makes_it_no_longer() -> None:
    assert BLOCKED.after(Verdict.BLOCK, HELD_TO_ASK, NOW + timedelta(days=9)) == BLOCKED


def test_who_leaves_it_so_on_an_old_page_undoes_nobodys_block() -> None:
    assert BLOCKED.after(Verdict.LEAVE, HELD_TO_ASK, NOW) == BLOCKED


def test_a_block_can_be_lifted_whatever_is_held_and_then_be_put_again() -> None:
    lifted = BLOCKED.after(Verdict.LIFT, 0, NOW)
    again = lifted.after(Verdict.BLOCK, HELD_TO_ASK, NOW + timedelta(days=1))

    assert not lifted.in_force(NOW)
    assert again.until == NOW + timedelta(days=31)


@given(st.lists(st.tuples(st.sampled_from(Verdict), st.integers(0, 5), st.integers(0, 40)), max_size=12))
def test_only_blocking_blocks_and_the_same_verdict_at_once_again_changes_nothing(
    steps: list[tuple[Verdict, int, int]],
) -> None:
    block, now = ASKED, NOW
    for verdict, held, days in steps:
        now += timedelta(days=days)
        try:
            after = block.after(verdict, held, now)
        except NoGrounds:
            assert verdict is Verdict.BLOCK
            continue
        assert after.after(verdict, held, now) == after
        assert after.in_force(now) <= (block.in_force(now) or verdict is Verdict.BLOCK)
        assert replace(after, state=block.state, since=block.since, until=block.until) == block
        block = after
