"""What a consultation has come to village by village, where so many took part that nobody can be guessed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.choices import Choice
from bot.domain.consultations import Consultation

FEWEST_TOGETHER = 20  # people of whom something is said apart from the others
MOST_PARTS = 8  # in one message; smaller villages are summed


@dataclass(frozen=True)
class Part:
    """A village by its KATO code; None for all others together. `support` counts people, or points."""

    village: str | None
    people: int
    support: Mapping[int, int]


def breakdown(asked: Consultation, counted: Mapping[tuple[str, str], int]) -> list[Part]:
    """From how many people of which village chose what: the largest village first, the others together at the end; nothing
    where that would tell no more than the whole.

    No part is smaller than `FEWEST_TOGETHER`, the others included, since what is left can be reckoned from the whole.
    """
    parts = sorted(_parts(asked, counted), key=lambda one: (one.people, one.village or ""))
    small = [one for one in parts if one.people < FEWEST_TOGETHER]
    large = [one for one in parts if one.people >= FEWEST_TOGETHER]
    while large and (0 < _people(small) < FEWEST_TOGETHER or len(large) + bool(small) > MOST_PARTS):
        small.append(large.pop(0))
    others = [_together(small)] if small else []
    found = [*reversed(large), *others]
    return found if len(found) > 1 else []


def _parts(asked: Consultation, counted: Mapping[tuple[str, str], int]) -> list[Part]:
    numbers = [one.number for one in asked.options]
    people: Counter[str] = Counter()
    support: dict[str, dict[int, int]] = {}
    for (village, said), number in counted.items():
        people[village] += number
        found = support.setdefault(village, dict.fromkeys(numbers, 0))
        for option, points in Choice.of(said).points.items():
            found[option] += points * number
    return [Part(village, people[village], found) for village, found in support.items()]


def _together(parts: Sequence[Part]) -> Part:
    support = {number: sum(one.support[number] for one in parts) for number in parts[0].support}
    return Part(None, _people(parts), support)


def _people(parts: Sequence[Part]) -> int:
    return sum(one.people for one in parts)
