"""The country's places in memory, found by the beginning of a name, by a name with a slip, or by a point.

Spellings are made one by `bot.domain.territories.fold`; what is left is a slip of the finger.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from math import cos, hypot, radians
from typing import Final

from bot.domain.classifier import Entry
from bot.domain.people import Language
from bot.domain.territories import Spot, Territory, fold, is_home
from bot.services.alphabets import in_order
from bot.services.vocabularies import Vocabulary

FOUND_AT_MOST: Final = 50
WORDS_AT_MOST: Final = 6  # of what was typed; nobody's village has more
BROAD: Final = 500  # homes: what so many fit, such as one letter, is asked for often, and answered once
REMEMBERED: Final = 1000  # such questions; nobody fills the memory with others
NEAR_AT_MOST: Final = 5
NEAR: Final = 40.0  # kilometres
KILOMETRES: Final = 111.2  # a degree of latitude

Costs = dict[str, int]  # kato → how many slips


class Gazetteer:
    """Of one edition of the classifier. `homes` are those in which residents can live."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        listed = [entry for entry in entries if not entry.gone]
        self._all = {entry.territory.kato: entry.territory for entry in listed}
        parents = {one.parent for one in self._all.values()}
        self._homes = {kato for kato, one in self._all.items() if is_home(one, empty=kato not in parents)}
        self._points = [
            (entry.point, entry.territory.kato)
            for entry in listed
            if entry.point and entry.territory.kato in self._homes
        ]
        named: dict[str, list[str]] = defaultdict(list)
        self._first: dict[str, str] = {}
        for one in self._all.values():
            words = _words(one)
            self._first[one.kato] = words[0] if words else ""
            for word in words:
                named[word].append(one.kato)
        self._named: Mapping[str, Sequence[str]] = {word: tuple(katos) for word, katos in named.items()}
        self._vocabulary = Vocabulary(named)
        self._lines = {kato: (kato, *self._above(kato)) for kato in self._homes}
        self._inside: dict[str, list[str]] = defaultdict(list)  # of a home itself
        for home, line in self._lines.items():
            for kato in line:
                self._inside[kato].append(home)
        self._broad: dict[tuple[Sequence[str], Language], Sequence[str]] = {}
        homes = [one for kato, one in self._all.items() if kato in self._homes]
        self._rank = {
            language: {one.kato: rank for rank, one in enumerate(in_order(homes, language))}
            for language in Language
        }

    def find(self, text: str, language: Language) -> list[Spot]:
        """Homes with a word that begins like one that was typed, every other word being theirs or from above them."""
        typed = tuple(fold(text).split()[:WORDS_AT_MOST])
        if not typed:
            return []
        best = self._broad.get((typed, language))
        if best is None:
            found = self._meant(typed)
            rank, first = self._rank[language], self._first
            ranked = (
                (slips, not first[kato].startswith(typed[0]), rank[kato], kato)
                for kato, slips in found.items()
            )
            best = [kato for *_, kato in nsmallest(FOUND_AT_MOST, ranked)]
            if len(found) > BROAD and len(self._broad) < REMEMBERED:
                self._broad[typed, language] = best
        return [self.spot(kato) for kato in best]

    def _meant(self, typed: Sequence[str]) -> Costs:
        begun = [self._beginning(word) for word in typed]
        return (
            self._fitting(begun)
            or self._fitting(self._mistyped(typed, begun))
            or self._fitting([self._alike("".join(typed))])
        )

    def near(self, latitude: float, longitude: float) -> list[Spot]:
        """The nearest homes, as far as it is known where they lie."""
        shrunk = cos(radians(latitude))
        distances = (
            (hypot(point[0] - latitude, (point[1] - longitude) * shrunk) * KILOMETRES, kato)
            for point, kato in self._points
        )
        nearest = nsmallest(NEAR_AT_MOST, (one for one in distances if one[0] <= NEAR))
        return [self.spot(kato) for _, kato in nearest]

    def spot(self, kato: str) -> Spot:
        return Spot(self._all[kato], tuple(self._all[above] for above in self._above(kato)))

    def _above(self, kato: str) -> list[str]:
        line = []
        parent = self._all[kato].parent
        while parent in self._all:
            line.append(parent)
            parent = self._all[parent].parent
        return line

    def _beginning(self, word: str) -> Costs:
        return {kato: 0 for full in self._vocabulary.beginning(word) for kato in self._named[full]}

    def _alike(self, word: str) -> Costs:
        costs: Costs = {}
        for full, slips in self._vocabulary.alike(word).items():
            for kato in self._named[full]:
                costs[kato] = min(costs.get(kato, slips), slips)
        return costs

    def _mistyped(self, typed: Sequence[str], begun: Sequence[Costs]) -> list[Costs]:
        """Words that begin no name are taken for slips; where one is like nothing, nothing fits them all."""
        found = []
        for word, costs in zip(typed, begun, strict=True):
            found.append(costs or self._alike(word))
            if not found[-1]:
                return [{}]
        return found

    def _fitting(self, typed: Sequence[Costs]) -> Costs:
        """Homes for which every word stands in their own name or in one above, and at least one in their own."""
        if len(typed) == 1:
            return {kato: slips for kato, slips in typed[0].items() if kato in self._homes}
        found: Costs = {}
        rarest_first = sorted(typed, key=len)
        for kato in {home for one in rarest_first[0] for home in self._inside.get(one, ())}:
            slips = _slips(self._lines[kato], rarest_first)
            if slips is not None and any(kato in costs for costs in typed):
                found[kato] = slips
        return found


def _slips(line: Sequence[str], typed: Sequence[Costs]) -> int | None:
    """Of all words together; None if one of them stands nowhere in the line."""
    total = 0
    for costs in typed:
        known = [costs[one] for one in line if one in costs]
        if not known:
            return None
        total += min(known)
    return total


def _words(territory: Territory) -> list[str]:
    """Every word of every name, and what names of several words are when they are written together."""
    words = dict.fromkeys(territory.folded.split())
    if len(words) > 1:
        names = (fold(territory.name(language)).replace(" ", "") for language in Language)
        words.update(dict.fromkeys(names))
    return list(words)
