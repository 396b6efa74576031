"""What is told apart makes up the whole, and none of it is of few."""

from collections.abc import Mapping
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.categories import Category
from bot.domain.digests import FEWEST, Every, folded, last_period, lines
from bot.domain.reports import Reason
from bot.domain.tallies import Bucket, Tally, together
from bot.domain.territories import Level, Territory

PLACES = {kato: Territory(kato, "1", Level.VILLAGE, kato, kato, kato) for kato in ("2", "3", "4")}
# Of each bucket a few: so many rows are of few, and many are not.
tallies = st.dictionaries(st.sampled_from(Bucket), st.integers(0, 7), min_size=1).map(
    lambda buckets: Tally(sum(buckets.values()), buckets)
)


@given(st.dictionaries(st.sampled_from(Reason), st.integers(0, 12)), st.integers(0, 9))
def test_lines_make_up_the_sum_and_none_is_of_few(counts: Mapping[Reason, int], unknown: int) -> None:
    total = sum(counts.values()) + unknown
    told = folded(counts, total)
    assert not told or sum(count for _, count in told) == total
    assert all(count >= FEWEST for _, count in told)
    assert all(counts[one] == count for one, count in told if one is not None)
    assert [one for one, _ in told] != [None]


@given(st.dictionaries(st.tuples(st.sampled_from(sorted(PLACES)), st.sampled_from(Category)), tallies))
def test_rows_of_a_table_make_up_its_sum_bucket_by_bucket(
    found: Mapping[tuple[str, Category], Tally],
) -> None:
    total, rows = together(found.values()), lines(found, PLACES)
    assert together(one.tally for one in rows) == total
    if total.intake >= FEWEST:
        assert all(one.tally.intake >= FEWEST for one in rows)


def test_of_reasons_what_few_have_is_hidden_behind_the_next_smallest() -> None:
    counts = {Reason.PRIVATE: 9, Reason.NO_MONEY: 6, Reason.NOT_ENOUGH: 2}
    assert folded(counts, 17) == [(Reason.PRIVATE, 9), (None, 8)]
    assert folded({**counts, Reason.OTHER: 3}, 20) == [
        (Reason.PRIVATE, 9),
        (Reason.NO_MONEY, 6),
        (None, 5),
    ]
    assert folded({Reason.PRIVATE: 9}, 9) == [(Reason.PRIVATE, 9)]
    assert folded({Reason.PRIVATE: 5, Reason.NO_MONEY: 4}, 9) == []


def test_who_wants_it_never_reads_of_the_week_when_they_ask() -> None:
    now = datetime(2026, 5, 13, 6, tzinfo=UTC)
    assert last_period(Every.NEVER, now) == last_period(Every.WEEK, now)
