"""Village by village, and of nobody in particular."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.breakdowns import FEWEST_TOGETHER, MOST_PARTS, breakdown
from bot.domain.consultations import Kind
from tests.domain.test_outcomes import ASKED, of


def test_large_villages_stand_apart_and_small_ones_together() -> None:
    counted = {("a", "1"): 30, ("a", "1,2"): 10, ("b", "2"): 25, ("c", "3"): 12, ("d", "3,4"): 9}
    found = breakdown(ASKED, counted)
    assert [(one.village, one.people) for one in found] == [("a", 40), ("b", 25), (None, 21)]
    assert dict(found[0].support) == {1: 40, 2: 10, 3: 0, 4: 0}
    assert dict(found[2].support) == {1: 0, 2: 0, 3: 21, 4: 9}


def test_what_is_left_over_cannot_be_reckoned_from_the_whole() -> None:
    counted = {("a", "1"): 40, ("b", "2"): 25, ("c", "3"): 3}
    assert [(one.village, one.people) for one in breakdown(ASKED, counted)] == [("a", 40), (None, 28)]


def test_one_village_is_the_whole_and_so_is_nothing() -> None:
    assert breakdown(ASKED, {("a", "1"): 40}) == []
    assert breakdown(ASKED, {("a", "1"): 40, ("b", "1"): 3}) == []
    assert breakdown(ASKED, {}) == []


def test_points_are_summed() -> None:
    counted = {("a", "1:60,2:40"): 20, ("b", "3:100"): 20}
    found = breakdown(of(Kind.SHARES), counted)
    assert [dict(one.support) for one in found] == [
        {1: 0, 2: 0, 3: 2000, 4: 0},
        {1: 1200, 2: 800, 3: 0, 4: 0},
    ]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcdefghijklm"), st.sampled_from(["1", "2", "1,2", "3"])),
        st.integers(1, 60),
    )
)
def test_nobody_is_lost_and_no_part_is_small(counted: dict[tuple[str, str], int]) -> None:
    found = breakdown(ASKED, counted)
    assert len(found) <= MOST_PARTS
    if found:
        assert sum(one.people for one in found) == sum(counted.values())
        assert min(one.people for one in found) >= FEWEST_TOGETHER
