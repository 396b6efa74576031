"""Words, found by their beginning, or with slips of the finger in them."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA


class Vocabulary:
    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in self._words:
            self._by_length[len(word)].append(word)
        self._begun: dict[int, Sequence[str]] = {}

    def beginning(self, word: str) -> Sequence[str]:
        start = bisect_left(self._words, word)
        return self._words[start : bisect_left(self._words, word + "\U0010ffff", start)]

    def alike(self, word: str) -> dict[str, int]:
        """Words that may have been meant, whole or begun → how many slips there are."""
        allowed, length = slips(word), len(word)
        if not allowed:
            return {}
        near = [
            one for n in range(length - allowed, length + allowed + 1) for one in self._by_length.get(n, ())
        ]
        found = _within(word, near, allowed)
        for beginning, cost in _within(word, self._beginnings(length, allowed), allowed).items():
            for full in self.beginning(beginning):
                found[full] = min(found.get(full, cost), cost)
        return found

    def _beginnings(self, length: int, allowed: int) -> Sequence[str]:
        """Of the words that are longer than any slip makes them; kept, since most people type alike much."""
        if length not in self._begun:
            longer = (n for n in self._by_length if n > length + allowed)
            self._begun[length] = list({one[:length]: None for n in longer for one in self._by_length[n]})
        return self._begun[length]


def slips(word: str) -> int:
    """How many letters may be wrong, missing, too many or swapped."""
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def _within(word: str, words: Sequence[str], allowed: int) -> dict[str, int]:
    alike = process.extract(word, words, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    return {one: int(cost) for one, cost, _ in alike}
