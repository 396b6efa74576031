"""One side of a year's budget in one file: where it was read, the totals and the lines, checked row by row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.domain.amounts import AmbiguousAmount, NoAmount, NotWholeTenge
from bot.domain.budgets import Figures, Line, Revenue, Side, Unbalanced, WrongSum
from bot.domain.calendar_files import NotTheTemplate, Row
from bot.domain.commission_lists import BadRow, BadRows, Problem
from bot.domain.directions import Direction
from bot.domain.facts import LONGEST_SOURCE
from bot.domain.texts import EmptyText, TextTooLong, clean
from bot.domain.writing import NoDay, day

ROW, WHAT, AMOUNT = "row", "what", "amount"  # the columns; only the first one's name is read
LINES: Mapping[str, Line] = {one.value: one for kinds in (Revenue, Direction) for one in kinds}


class Parse(Protocol):
    """Reads an amount: a number alone counts `unit` tenge each, `below` lets it be below zero."""

    def __call__(self, text: str, *, unit: int, below: bool) -> int: ...


class Head(StrEnum):
    SOURCE = "source"
    UNTIL = "until"  # of an execution
    UNIT = "unit"  # tenge, or thousands of them, as the maslikhats' decisions count


class Total(StrEnum):
    REVENUE = "revenue_total"
    SPENDING = "spending_total"
    CARRIED_OVER = "carried_over"


@dataclass(frozen=True)
class Filled:
    """What a file says."""

    figures: Figures
    source: str
    until: date | None


@dataclass
class _Read:
    """What was read so far: texts and amounts by the rows' names, with their numbers."""

    texts: dict[Head, tuple[int, str]] = field(default_factory=dict)
    amounts: dict[str, tuple[int, str]] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)

    def row(self, name: str) -> int:
        return self.amounts.get(name, (1, ""))[0]


def template(side: Side, labels: Mapping[str, str], known: Figures | None = None) -> list[list[str]]:
    """The file to be filled in, `labels` in the person's language beside what the bot reads; `known` stands in it."""
    heads = [head for head in Head if head is not Head.UNTIL or side is Side.EXECUTION]
    names = [
        *heads,
        Total.REVENUE,
        *Revenue,
        Total.SPENDING,
        *Direction,
        Total.CARRIED_OVER,
    ]
    amounts = _amounts(known) if known else {}
    filled = {**{name: str(amount) for name, amount in amounts.items()}, Head.UNIT: labels["tenge"]}
    return [
        [ROW, labels[WHAT], labels[AMOUNT]],
        *([name.value, labels[name], filled.get(name, "")] for name in names),
    ]


def _amounts(figures: Figures) -> dict[str, int]:
    return {
        **figures.lines,
        Total.REVENUE: figures.revenue_total,
        Total.SPENDING: figures.spending_total,
        Total.CARRIED_OVER: figures.carried_over,
    }


def read(rows: Sequence[Row], side: Side, units: Mapping[str, int], parse: Parse) -> Filled:
    """What the file says; an empty amount is nothing. `units` are how people call one tenge and a thousand of them.

    Raises NotTheTemplate, BadRows with every row that has something wrong, NothingEntered, WrongAmount.
    """
    found = _rows(rows)
    if not found.amounts:
        raise NotTheTemplate
    source = _source(found)
    until = _until(found, side)
    amounts = _parsed(found, _unit(found, units), parse)
    figures = Figures(
        {kind: amounts[kind] for kind in Revenue if amounts.get(kind)},
        {way: amounts[way] for way in Direction if amounts.get(way)},
        amounts.get(Total.REVENUE, 0),
        amounts.get(Total.SPENDING, 0),
        amounts.get(Total.CARRIED_OVER, 0),
    )
    if not found.bad:
        _check(figures, found)
    if found.bad:
        raise BadRows(sorted(found.bad, key=lambda one: one.row))
    return Filled(figures, source, until)


def _rows(rows: Sequence[Row]) -> _Read:
    found = _Read()
    for number, cells in rows:
        name = cells[0].strip().lower()
        said = " ".join(cell.strip() for cell in cells[2:] if cell.strip())
        if name == ROW:
            continue
        if name in found.amounts or name in found.texts:
            found.bad.append(BadRow(number, Problem.TWICE))
        elif name in list(Head):
            found.texts[Head(name)] = number, said
        elif name in LINES or name in list(Total):
            found.amounts[name] = number, said
        else:
            found.bad.append(BadRow(number, Problem.UNKNOWN))
    return found


def _source(found: _Read) -> str:
    row, text = found.texts.get(Head.SOURCE, (1, ""))
    try:
        return clean(text, LONGEST_SOURCE)
    except EmptyText:
        found.bad.append(BadRow(row, Problem.EMPTY))
    except TextTooLong:
        found.bad.append(BadRow(row, Problem.TOO_LONG))
    return ""


def _until(found: _Read, side: Side) -> date | None:
    if side is Side.PLAN:
        return None
    row, text = found.texts.get(Head.UNTIL, (1, ""))
    try:
        return day(text)
    except NoDay:
        found.bad.append(BadRow(row, Problem.DAY))
        return None


def _unit(found: _Read, units: Mapping[str, int]) -> int:
    """How many tenge each amount is; said by nobody, one."""
    row, text = found.texts.get(Head.UNIT, (1, ""))
    if text and text.casefold() not in units:
        found.bad.append(BadRow(row, Problem.KIND))
    return units.get(text.casefold(), 1)


def _parsed(found: _Read, unit: int, parse: Parse) -> dict[str, int]:
    amounts = {}
    for name, (row, text) in found.amounts.items():
        try:
            amounts[name] = parse(text, unit=unit, below=name == Total.CARRIED_OVER) if text else 0
        except NoAmount:
            found.bad.append(BadRow(row, Problem.AMOUNT))
        except NotWholeTenge:
            found.bad.append(BadRow(row, Problem.NOT_WHOLE))
        except AmbiguousAmount:
            found.bad.append(BadRow(row, Problem.AMBIGUOUS))
    return amounts


def _check(figures: Figures, found: _Read) -> None:
    try:
        figures.check()
    except WrongSum as error:
        row = found.row(Total.SPENDING if error.spent else Total.REVENUE)
        found.bad.append(BadRow(row, Problem.SUM))
    except Unbalanced:
        found.bad.append(BadRow(found.row(Total.CARRIED_OVER), Problem.BALANCE))
