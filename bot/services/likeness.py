"""Which reports tell of the same trouble: folded words in two languages, cut to their beginnings, and slips forgiven.

What a word means stands in `meanings.csv`, by its beginning: what people complain of, and where. A word that does not is
a name, more often than not.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from bot.domain.likeness import LIKELY, Candidate, Parts, Trouble, at_best, likeness
from bot.domain.reports import Report
from bot.domain.territories import fold
from bot.services.vocabularies import slips

READ = 600  # letters of a text: what is the matter is said in the beginning
ENDING = 4  # letters that an ending of Kazakh or Russian mostly has at the most
SHORT, SHORTEST = 3, 5  # letters of a name; and of a beginning that may have a slip in it
NAME = 0.5  # what a word weighs that is nothing one complains of
UNSAID = 0.5  # how alike words are when one of two says nothing
OTHER_HOUSE = 0.4  # of the same street
REMEMBERED = 20_000  # words, and pairs of them
READ_LATELY = (
    1_000  # reports that need not be read anew: of those of a unit most were read for the one before
)
_INSIDE = re.compile(r"(?<=[\w,;)»-] )\w+")  # a sentence, not at its beginning


@dataclass(frozen=True)
class Meaning:
    """What a word tells; `part` is of which question it is an answer: what, where, or none."""

    part: str
    names: frozenset[str]


UNKNOWN = Meaning("", frozenset())


@cache
def _beginnings() -> dict[str, list[tuple[str, str]]]:
    """Part and meaning by the folded beginning; of whole words by the word with a sign before it."""
    found: dict[str, list[tuple[str, str]]] = {}
    with Path(__file__).with_name("meanings.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            for one in row["beginnings"].split():
                key = "=" * one.startswith("=") + fold(one)
                found.setdefault(key, []).append((row["part"], row["meaning"]))
    return found


@cache
def _by_length() -> dict[int, list[str]]:
    """Beginnings in which a slip can be told."""
    found: dict[int, list[str]] = {}
    for key in _beginnings():
        if slips(key) and not key.startswith("="):
            found.setdefault(len(key), []).append(key)
    return found


@lru_cache(maxsize=REMEMBERED)
def _meaning(word: str) -> Meaning:
    """Of a folded word, by the longest beginning that is known, or nearly so."""
    known = _beginnings()
    for key in ("=" + word, *(word[:length] for length in range(len(word), 1, -1)), *_nearly(word)):
        if key in known:
            return Meaning(known[key][0][0], frozenset(name for _, name in known[key]))
    return UNKNOWN


def _nearly(word: str) -> Iterator[str]:
    for length in range(min(len(word), max(_by_length())), SHORTEST - 1, -1):
        near = process.extractOne(
            word[:length], _by_length().get(length, ()), scorer=OSA.distance, score_cutoff=1
        )
        if near is not None:
            yield near[0]


@lru_cache(maxsize=REMEMBERED)
def _same(one: str, other: str) -> bool:
    """One name, whatever its ending, and with a slip."""
    longest = max(len(one), len(other))
    if Prefix.similarity(one, other) >= max(SHORTEST - 1, longest - ENDING):
        return True
    allowed = min(slips(one), slips(other))
    return bool(allowed) and OSA.distance(one, other, score_cutoff=allowed) <= allowed


@dataclass(frozen=True)
class Described:
    """A trouble in words that can be compared: what is the matter, where, and words that may be a name."""

    what: frozenset[str]
    where: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]

    @cached_property
    def beside(self) -> frozenset[str]:
        """Words that name no place."""
        return self.names - self.where

    @cached_property
    def weight(self) -> float:
        return len(self.what) + NAME * len(self.beside)


Told = Sequence[tuple[str, Meaning]]


def described(trouble: Trouble) -> Described:
    return _described(trouble.text[:READ], trouble.place.words)


@lru_cache(maxsize=READ_LATELY)
def _described(text: str, place: str | None) -> Described:
    told = [(word, _meaning(word)) for word in fold(text).split()]
    names = _unknown(told)
    streets, numbers = _addresses(told)
    called = {fold(word) for word in _INSIDE.findall(text) if word[0].isupper()}
    where = _named(told, "where") | names & (called | streets)
    if place:
        placed = [(word, _meaning(word)) for word in fold(place).split()]
        where |= _named(placed, "where") | _named(placed, "what") | _unknown(placed)
        numbers |= {word for word, _ in placed if word[0].isdigit()}
    return Described(_named(told, "what"), where, names, numbers)


def _named(told: Told, part: str) -> frozenset[str]:
    return frozenset(name for _, meaning in told if meaning.part == part for name in meaning.names)


def _unknown(told: Told) -> frozenset[str]:
    return frozenset(
        word for word, meaning in told if meaning is UNKNOWN and len(word) >= SHORT and not word[0].isdigit()
    )


def _addresses(told: Told) -> tuple[frozenset[str], frozenset[str]]:
    """What stands beside a word for «street», the name before it in Kazakh, after it in Russian; and the numbers of
    houses: others count days and people.
    """
    streets, numbers = set(), set()
    for (word, meaning), (after, following) in pairwise(told):
        if following.part == "street":
            streets.add(word)
        if meaning.part == "street":
            streets.add(after)
        if word[0].isdigit() and following.part == "house":
            numbers.add(word)
        if after[0].isdigit() and meaning.part in ("house", "street", ""):
            numbers.add(after)
    return frozenset(streets), frozenset(numbers)


def compared(one: Trouble, other: Trouble) -> Parts:
    first, second = described(one), described(other)
    return replace(at_best(one, other), words=_words(first, second), place=_where(first, second))


def _words(one: Described, other: Described) -> float:
    """How much of what is the matter is the same, of the one that says less and of both."""
    least, both = min(one.weight, other.weight), one.weight + other.weight
    if not least:
        return UNSAID
    common = len(one.what & other.what) + NAME * sum(_in(word, other.beside) for word in one.beside)
    return (min(common / least, 1.0) + min(2 * common / both, 1.0)) / 2


def _where(one: Described, other: Described) -> float | None:
    """How much of the place that the one names the other names too; None where only one names any."""
    shares = [share for share in (_found(one, other), _found(other, one)) if share is not None]
    if not shares or (len(shares) == 1 and not shares[0]):
        return None
    apart = one.numbers and other.numbers and not one.numbers & other.numbers
    return max(shares) * (OTHER_HOUSE if apart else 1.0)


def _found(named: Described, other: Described) -> float | None:
    if not named.where:
        return None
    return sum(_in(name, other.where) or _in(name, other.names) for name in named.where) / len(named.where)


def _in(word: str, others: frozenset[str]) -> bool:
    return word in others or any(_same(word, far) for far in others)


def alike(trouble: Trouble, candidates: Iterable[Candidate], least: float = LIKELY) -> list[int]:
    """The ids of the reports that may well be of the same trouble, the likeliest first, then the newest.

    What cannot be, whatever its words, is not read.
    """
    scored = [
        (likeness(compared(trouble, one.trouble)), one.report_id)
        for one in candidates
        if likeness(at_best(trouble, one.trouble)) >= least
    ]
    return [report_id for score, report_id in sorted(scored, reverse=True) if score >= least]


def trouble_of(report: Report) -> Trouble:
    return Trouble(report.category, report.text, report.place, report.village.kato, report.created_at)
