"""A moment is a moment, whatever zone it is told in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.moments import loaded, stored

ZONES = st.timedeltas(timedelta(hours=-14), timedelta(hours=14)).map(timezone)
MOMENTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=ZONES)  # noqa: DTZ001 - the zone is drawn


@given(MOMENTS)
def test_a_moment_comes_back_as_it_was_to_the_millisecond(moment: datetime) -> None:
    back = loaded(stored(moment))

    assert back.tzinfo is UTC
    assert timedelta(0) <= moment - back < timedelta(milliseconds=1)


@given(MOMENTS, ZONES)
def test_the_same_moment_told_in_another_zone_is_stored_the_same(moment: datetime, zone: timezone) -> None:
    assert stored(moment.astimezone(zone)) == stored(moment)


@given(MOMENTS, MOMENTS)
def test_earlier_moments_stay_earlier(one: datetime, other: datetime) -> None:
    assert (stored(one) <= stored(other)) or one > other


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        stored(datetime(2026, 5, 4))  # noqa: DTZ001
