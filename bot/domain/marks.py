"""What kind of place a name of the classifier says it is: «с.о.Ақсай», «Ақсай а.о.», «зимовка Аксай»."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.people import Language


class Kind(StrEnum):
    OTHER = ""  # no mark, or none that is known: then it stays a part of the name
    REGION = "region"
    DISTRICT = "district"
    CITY = "city"
    CITY_ADMINISTRATION = "city_administration"
    RURAL_DISTRICT = "rural_district"
    VILLAGE_ADMINISTRATION = "village_administration"
    SETTLEMENT_ADMINISTRATION = "settlement_administration"
    SETTLEMENT = "settlement"
    VILLAGE = "village"
    WINTER_CAMP = "winter_camp"
    PASTURE = "pasture"
    PLOT = "plot"
    POINT = "point"
    FARM = "farm"
    STATION = "station"
    SIDING = "siding"


ADJECTIVE: Final = "adjective"  # the row of the table with the endings of Russian adjectives


_NAME: Final = re.compile(r"\w\w|^\w\b(?!\.)")  # of a name more is left than a letter with its dot


@dataclass(frozen=True)
class Split:
    """A name without its mark; `before` is where the mark stood."""

    name: str
    kind: Kind = Kind.OTHER
    before: bool = False


class Marks:
    """The table of marks: how each kind is abbreviated, and how it is said in full."""

    def __init__(self, table: Iterable[Mapping[str, str]]) -> None:
        rows = {row["kind"]: row for row in table}
        self._endings = tuple(rows.pop(ADJECTIVE)["marks"].split("|"))
        self._words = {Kind(kind): row for kind, row in rows.items()}
        marks = [(mark, Kind(kind)) for kind, row in rows.items() for mark in row["marks"].split("|")]
        marks.sort(key=lambda mark: -len(mark[0]))
        self._patterns = [
            (re.compile(pattern, flags), kind, before)
            for before in (True, False)
            for mark, kind in marks
            for pattern, flags in [_before(mark) if before else _after(mark)]
        ]

    def split(self, text: str) -> Split:
        """The longest mark that stands before the name, else the longest after it, is taken off."""
        name = " ".join(text.split())
        for pattern, kind, before in self._patterns:
            if (match := pattern.fullmatch(name)) and _NAME.search(match["name"]):
                return Split(match["name"], kind, before)
        return Split(name)

    def full(self, split: Split, kind: Kind, language: Language) -> str:
        """The name with its kind in words, where the language puts them."""
        if kind is Kind.OTHER:
            return split.name
        words = self._words[kind]
        if language is not Language.RUSSIAN:
            return f"{split.name} {words[language.value]}"
        if not split.before and split.name.endswith(self._endings):
            return f"{split.name} {words['ru_after_adjective']}"
        return f"{words['ru']} {split.name}"


def _before(mark: str) -> tuple[str, int]:
    """Small letters only, where dots are: «Г.А.Потанин» begins with a person's initials."""
    if not mark.endswith("."):
        return rf"{mark}\s+(?P<name>\S.*)", re.IGNORECASE
    dotted = _dotted(mark) + (r"(?:\.\s*|\s+)" if len(mark) > 2 else r"\.\s*")
    return rf"{dotted}(?P<name>\S.*)", 0


def _after(mark: str) -> tuple[str, int]:
    """The last dot of several letters may be missing: «Архатский с.о»."""
    if not mark.endswith("."):
        return rf"(?P<name>.*\S)\s+{mark}", re.IGNORECASE
    several = len(mark) > 2
    return rf"(?P<name>.*\S)\s+{_dotted(mark)}\.{'?' if several else ''}", re.IGNORECASE if several else 0


def _dotted(mark: str) -> str:
    return r"\.\s*".join(map(re.escape, mark.removesuffix(".").split(".")))
