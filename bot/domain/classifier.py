"""The national classifier KATO as its files tell it: what a row may not be, and who stands above whom."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bot.domain.marks import Kind, Marks, Split
from bot.domain.people import Language
from bot.domain.places import OutsideKazakhstan, Place
from bot.domain.romanisation import romanised
from bot.domain.territories import Level, Territory


class Flaw(StrEnum):
    """Why a row cannot be taken."""

    FIELDS = "fields"
    KATO = "kato"
    LEVEL = "level"
    NAME = "name"
    FORMULA = "formula"
    COORDINATES = "coordinates"
    REPEATED = "repeated"
    ORPHAN = "orphan"


@dataclass(frozen=True)
class Broken:
    """A row that cannot be taken, by its number in the file, and what stands there."""

    row: int
    flaw: Flaw
    value: str


class BrokenRow(Exception):
    """Raised by what looks at one row."""

    def __init__(self, flaw: Flaw, value: str) -> None:
        super().__init__(flaw)
        self.flaw = flaw
        self.value = value


RANKS: Final = {"oblast": 0, "district": 1, "sub_district": 2, "settlement": 3}
_FORMULAS: Final = tuple("=+-@\t\r")


@dataclass(frozen=True)
class Line:
    """A row of a file that could be understood by itself."""

    row: int
    kato: str
    rank: int
    name_kk: str
    name_ru: str
    point: tuple[float, float] | None

    @property
    def above(self) -> tuple[str, ...]:
        """The codes a parent may have, the nearest first: of nine digits two, then four, then six stay."""
        return tuple(code for digits in (6, 4, 2) if (code := self.kato[:digits].ljust(9, "0")) != self.kato)


def understood(row: int, cells: Mapping[str, str]) -> Line:
    """The row as a line. Raises BrokenRow."""
    kato, level = cells.get("kato", ""), cells.get("level", "")
    if not re.fullmatch("[0-9]{9}", kato) or kato.startswith("00"):
        raise BrokenRow(Flaw.KATO, kato)
    if level not in RANKS:
        raise BrokenRow(Flaw.LEVEL, level)
    names = [" ".join(cells.get(column, "").split()) for column in ("name_kk", "name_ru")]
    for name in names:
        if name.startswith(_FORMULAS):
            raise BrokenRow(Flaw.FORMULA, name)
    name_kk, name_ru = names[0] or names[1], names[1] or names[0]
    if not any(letter.isalnum() for letter in name_kk):
        raise BrokenRow(Flaw.NAME, name_kk)
    return Line(row, kato, RANKS[level], name_kk, name_ru, _point(cells.get("lat", ""), cells.get("lon", "")))


def _point(latitude: str, longitude: str) -> tuple[float, float] | None:
    if not latitude and not longitude:
        return None
    try:
        place = Place.point(float(latitude), float(longitude))
    except (ValueError, OutsideKazakhstan):
        raise BrokenRow(Flaw.COORDINATES, f"{latitude},{longitude}") from None
    return (place.latitude, place.longitude) if place.latitude and place.longitude else None


@dataclass(frozen=True)
class Entry:
    """A territory with what the classifier says besides; one that is gone is kept for those who refer to it."""

    territory: Territory
    kind: Kind = Kind.OTHER
    point: tuple[float, float] | None = None
    gone: bool = False


def arranged(lines: Sequence[Line], known: Mapping[str, int], marks: Marks) -> Iterator[Entry | Broken]:
    """Each line as an entry, parents before their children.

    The parent is the nearest code above that is there: in the file, or `known`, code → rank, from before. Some
    have none directly above: a city of district significance stands straight under its district, a district of
    a city under the city. A settlement straight under a district or a region has an akim of its own: it is a unit.
    """
    ranks = {line.kato: line.rank for line in reversed(lines)}
    first = {line.kato: line.row for line in reversed(lines)}
    levels: dict[str, Level] = {code: _LEVELS[rank] for code, rank in known.items()}
    for line in sorted(lines, key=lambda line: (line.rank, line.row)):
        if first[line.kato] != line.row:
            yield Broken(line.row, Flaw.REPEATED, f"{line.kato} (row {first[line.kato]})")
            continue
        higher = (code for code in line.above if code in levels and ranks.get(code, -1) < line.rank)
        parent = next(higher, None)
        if parent is None and line.rank:
            yield Broken(line.row, Flaw.ORPHAN, line.kato)
            continue
        levels[line.kato] = _level(line.rank, levels[parent] if parent else None)
        yield _entry(line, parent, levels[line.kato], marks)


_LEVELS: Final = (Level.REGION, Level.DISTRICT, Level.UNIT, Level.VILLAGE)


def _level(rank: int, above: Level | None) -> Level:
    return Level.UNIT if _LEVELS[rank] is Level.VILLAGE and above is not Level.UNIT else _LEVELS[rank]


_PLAIN: Final = {Kind.VILLAGE, Kind.SETTLEMENT, Kind.CITY}  # of a village the name alone is enough


def _entry(line: Line, parent: str | None, level: Level, marks: Marks) -> Entry:
    """A name without a mark stays as it is, whatever the other language says; English says what either does."""
    kazakh, russian = marks.split(line.name_kk), marks.split(line.name_ru)
    kind = kazakh.kind or russian.kind

    def full(split: Split, kind: Kind, language: Language) -> str:
        plain = level is Level.VILLAGE and kind in _PLAIN
        return marks.full(split, Kind.OTHER if plain else kind, language)

    name_kk = full(kazakh, kazakh.kind, Language.KAZAKH)
    name_ru = full(russian, russian.kind, Language.RUSSIAN)
    name_en = full(replace(kazakh, name=romanised(kazakh.name)), kind, Language.ENGLISH)
    return Entry(Territory(line.kato, parent, level, name_kk, name_ru, name_en), kind, line.point)


def in_kazakh(name: str) -> bool:
    """Whether the name has letters that Russian does not have."""
    return any(ord(letter) == 0x456 or ord(letter) > 0x460 for letter in name.lower())
