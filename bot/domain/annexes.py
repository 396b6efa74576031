"""A printed page in two languages, as words and bars: whoever draws it needs to know nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """What is said in one language: paragraphs above the table, and below it."""

    heading: str
    question: str
    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A row of the table: its name in both languages, and a bar of so much of the longest; those taken are marked."""

    names: tuple[str, str]
    part: float
    said: str
    taken: bool


@dataclass(frozen=True)
class Annex:
    columns: tuple[Column, Column]
    lines: tuple[Line, ...]
    foot: str
