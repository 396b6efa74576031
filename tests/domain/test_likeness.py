"""What makes two troubles one: each part of their likeness, and how far apart two points are."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.likeness import FAR, LIKELY, NEAR, Parts, likeness, metres
from bot.domain.places import NOWHERE, Place

ALIKE = Parts(1.0, 1.0, None, category=True, village=True, apart=timedelta(days=1))
SHARES = st.floats(0, 1)


def test_the_same_words_about_the_same_place_in_the_same_village_are_the_same_trouble() -> None:
    assert likeness(ALIKE) > 0.9


@pytest.mark.parametrize(
    "other",
    [
        {"words": 0.0},
        {"place": 0.0},
        {"metres": FAR},
        {"village": False},
        {"apart": timedelta(days=180)},
        {"category": False, "words": 0.5, "place": 0.5},
    ],
)
def test_another_trouble_another_place_another_village_or_another_season_is_not(
    other: dict[str, object],
) -> None:
    assert likeness(replace(ALIKE, **other)) < LIKELY


def test_of_another_category_only_very_like_words_are_the_same() -> None:
    assert likeness(replace(ALIKE, category=False)) >= LIKELY
    assert likeness(replace(ALIKE, category=False, words=0.3)) < LIKELY


def test_an_unknown_place_says_neither_yes_nor_no() -> None:
    there, unknown, elsewhere = (likeness(replace(ALIKE, place=place)) for place in (1.0, None, 0.0))
    assert there > unknown > elsewhere


def test_what_is_called_alike_in_another_village_is_another_place_but_a_border_is_no_distance() -> None:
    beyond = replace(ALIKE, village=False)
    assert likeness(beyond) < likeness(replace(beyond, place=None)) < LIKELY
    assert likeness(replace(beyond, metres=NEAR)) >= LIKELY


def test_points_tell_more_than_what_people_call_a_place() -> None:
    assert (
        likeness(replace(ALIKE, place=1.0, metres=FAR))
        < LIKELY
        <= likeness(replace(ALIKE, place=0.0, metres=NEAR))
    )


@given(st.lists(SHARES, min_size=2, max_size=5), st.none() | SHARES)
def test_the_more_of_the_words_is_the_same_the_likelier(shares: list[float], place: float | None) -> None:
    found = [likeness(replace(ALIKE, words=words, place=place)) for words in sorted(shares)]
    assert all(before <= after for before, after in pairwise(found))


def test_a_distance_is_told_in_metres_and_only_between_two_points() -> None:
    here, there = Place(43.4550, 77.0120), Place(43.4560, 77.0120)
    assert metres(here, there) == pytest.approx(111, abs=1)
    assert metres(here, Place(43.4550, 77.0130)) == pytest.approx(81, abs=1)
    assert metres(here, here) == 0
    assert metres(here, NOWHERE) is None
    assert metres(Place(words="Мектеп"), there) is None
