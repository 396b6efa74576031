"""Whether two reports tell of the same trouble: what their likeness is made of, and what each part weighs."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, exp, hypot, radians

from bot.domain.categories import Category
from bot.domain.places import Place

METRES = 111_200  # a degree of latitude
NEAR, FAR = 80, 400  # metres: a lamp has the next one that far away, and a village ends there
LATELY = timedelta(days=14)  # what was resolved since may be the same, not fixed
LIKELY = 0.5
MOST = 3  # that somebody is asked about before their report is sent
LOOKED_THROUGH = 250  # reports of a unit, the newest first


@dataclass(frozen=True)
class Trouble:
    """What somebody tells of; `village` is its code."""

    category: Category
    text: str
    place: Place
    village: str
    at: datetime


@dataclass(frozen=True)
class Candidate:
    """The trouble of a report that was sent, and by whom."""

    report_id: int
    person_id: str
    trouble: Trouble


@dataclass(frozen=True)
class Parts:
    """How alike two troubles are, each part from 0 to 1; None where it is not known of both."""

    words: float
    place: float | None
    metres: float | None
    category: bool
    village: bool
    apart: timedelta


def metres(first: Place, second: Place) -> float | None:
    """Between two points; None if one of them is no point."""
    if None in (first.latitude, first.longitude, second.latitude, second.longitude):
        return None
    assert first.latitude is not None
    assert first.longitude is not None
    assert second.latitude is not None
    assert second.longitude is not None
    shrunk = cos(radians(first.latitude))
    return METRES * hypot(first.latitude - second.latitude, (first.longitude - second.longitude) * shrunk)


def at_best(first: Trouble, second: Trouble) -> Parts:
    """Before a word is read: as if all of them were the same."""
    here = first.village == second.village
    return Parts(
        words=1.0,
        place=1.0 if here else None,
        metres=metres(first.place, second.place),
        category=first.category is second.category,
        village=here,
        apart=abs(first.at - second.at),
    )


def likeness(parts: Parts) -> float:
    """From 0 to 1; from `LIKELY` on somebody is asked whether it is the same.

    The weights were fitted to two thirds of the pairs that people have judged (`tests/labelled`).
    """
    place = _place(parts)
    weighed = (
        -5.7
        + 4.0 * parts.words
        + (3.3 if place is None else 4.6 * place)
        - (0.0 if parts.category else 1.0)
        - (0.0 if parts.village else 2.5)
        - 2.3 * min(parts.apart / timedelta(days=90), 2.0)
    )
    return 1 / (1 + exp(-weighed))


def _place(parts: Parts) -> float | None:
    """Points tell more than words do; in another village the school is another school."""
    if parts.metres is None:
        return parts.place if parts.village or parts.place is None else 0.0
    return min(max((FAR - parts.metres) / (FAR - NEAR), 0.0), 1.0)
