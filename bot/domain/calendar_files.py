"""An election in one file: its head, its dates and the commission's lists, checked row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from bot.domain.calendars import Entry, check_date
from bot.domain.commission_lists import BadRow, BadRows, Cells, Problem, candidates, stations
from bot.domain.elections import USUAL_HOURS, Election, Kind, WrongHours, WrongOrder
from bot.domain.errors import RuleError
from bot.domain.facts import LONGEST_SOURCE, Candidate, Station
from bot.domain.numbers import ALMATY
from bot.domain.territories import Territory
from bot.domain.texts import EmptyText, TextTooLong, clean
from bot.domain.timelines import Code
from bot.domain.writing import NoDay, NoHour, day, day_with_hours, moment

T = TypeVar("T")
Row = tuple[int, Cells]
ROW, WHAT, DAY, HOUR = "row", "what", "day", "hour"  # the columns; only the first one's name is read
COLUMNS = 7  # as many as the widest list needs
CANDIDATE, STATION = "candidate", "station"
MIDNIGHT = time.min


class NotTheTemplate(RuleError):
    """A file in which nothing stands that the template has."""


class Head(StrEnum):
    """The rows that a new election begins with."""

    KIND = "kind"
    OCCASION = "occasion"
    CALLED = "called"
    VOTING = "voting"
    SOURCE = "source"


@dataclass(frozen=True)
class DateRow:
    row: int
    code: Code
    moment: datetime | None


@dataclass(frozen=True)
class Filled:
    """What a file says. `heads` are the cells beside the heads, with their rows."""

    heads: Mapping[Head, tuple[int, str]] = field(default_factory=dict)
    dates: Sequence[DateRow] = ()
    candidates: Sequence[Candidate] = ()
    stations: Sequence[Station] = ()


def blank() -> list[Entry]:
    """The dates that a new election may have, none drafted: its days are not known yet."""
    return [Entry(code, None, None) for code in Code]


def template(entries: Sequence[Entry], labels: Mapping[str, str], *, new: bool) -> list[list[str]]:
    """The file to be filled in, `labels` in the person's language beside what the bot reads."""
    head: list[Head] = list(Head) if new else []
    rows = [[one.value, labels[one], "", ""] for one in head]
    for entry in entries:
        there = entry.moment.astimezone(ALMATY) if entry.moment else None
        drafted = [f"{there:%d.%m.%Y}", f"{there:%H:%M}"] if there else ["", ""]
        rows.append([entry.code.value, labels[entry.code], *drafted])
    rows += [[CANDIDATE, labels[CANDIDATE], "", ""], [STATION, labels[STATION], "", ""]]
    header = [ROW, *(labels[column] for column in (WHAT, DAY, HOUR))]
    return [[*row, *[""] * (COLUMNS - len(row))] for row in (header, *rows)]


def read(rows: Sequence[Row], kinds: Mapping[str, Kind], *, new: bool) -> Filled:
    """What the file says; `kinds` are how people call them. Rows of lists that are empty say nothing.

    Raises NotTheTemplate, or BadRows with every row that has something wrong, those at its head too if it is about a
    `new` election.
    """
    heads: dict[Head, tuple[int, str]] = {}
    dates: list[DateRow] = []
    lists: dict[str, list[Row]] = {CANDIDATE: [], STATION: []}
    bad: list[BadRow] = []
    for number, cells in rows:
        name, said = cells[0].strip().lower(), [cell.strip() for cell in cells[2:]]
        if name in lists:
            lists[name] += [(number, said)] if any(said) else []
        elif name in list(Head):
            text = " ".join(cell for cell in said if cell)
            heads[Head(name)] = (number, kinds.get(text.casefold(), text) if name == Head.KIND else text)
        elif name in list(Code):
            problem = _date(number, Code(name), said, dates)
            bad += [BadRow(number, problem)] if problem else []
        elif name != ROW:
            bad.append(BadRow(number, Problem.UNKNOWN))
    listed, bad_candidates = _listed(lists[CANDIDATE], candidates)
    stationed, bad_stations = _listed(lists[STATION], stations)
    bad += [*bad_candidates, *bad_stations]
    if not (heads or dates or listed or stationed) and all(one.problem is Problem.UNKNOWN for one in bad):
        raise NotTheTemplate
    if new:
        bad += _bad_heads(heads)
    if bad:
        raise BadRows(sorted(bad, key=lambda one: one.row))
    return Filled(heads, dates, listed, stationed)


def _listed(
    rows: Sequence[Row], checked: Callable[[Sequence[Row]], Sequence[T]]
) -> tuple[Sequence[T], Sequence[BadRow]]:
    """A list's rows, or what is wrong with them; none is no list."""
    try:
        return (checked(rows) if rows else []), []
    except BadRows as error:
        return [], error.rows


def _bad_heads(heads: Mapping[Head, tuple[int, str]]) -> list[BadRow]:
    found = []
    for head, parse in _PARSED.items():
        row, text = heads.get(head, (1, ""))
        if problem := _problem(text, parse):
            found.append(BadRow(row, problem))
    return found


def _date(number: int, code: Code, said: Sequence[str], dates: list[DateRow]) -> Problem | None:
    if any(one.code is code for one in dates):
        return Problem.TWICE
    text = " ".join(said[:2]).strip()
    try:
        dates.append(DateRow(number, code, moment(text, MIDNIGHT) if text else None))
    except NoDay:
        return Problem.DAY
    except NoHour:
        return Problem.HOUR
    return None


def _problem(text: str, parse: Callable[[str], object]) -> Problem | None:
    """What is wrong with a cell beside a head."""
    if not text:
        return Problem.EMPTY
    try:
        parse(text)
    except TextTooLong:
        return Problem.TOO_LONG
    except NoHour:
        return Problem.HOUR
    except NoDay:
        return Problem.DAY
    except (EmptyText, ValueError):
        return Problem.KIND
    return None


def _voting(text: str) -> tuple[date, time, time]:
    return day_with_hours(text, USUAL_HOURS)


def _source(text: str) -> str:
    return clean(text, LONGEST_SOURCE)


_PARSED: Mapping[Head, Callable[[str], object]] = {
    Head.KIND: Kind,
    Head.OCCASION: day,
    Head.CALLED: day,
    Head.VOTING: _voting,
    Head.SOURCE: _source,
}


def new_election(filled: Filled, unit: Territory) -> Election:
    """The election that the head of a file about a new one describes. Raises BadRows."""
    said = {head: text for head, (_, text) in filled.heads.items()}
    election = Election(
        0,
        unit,
        Kind(said[Head.KIND]),
        day(said[Head.OCCASION]),
        day(said[Head.CALLED]),
        *_voting(said[Head.VOTING]),
        source=_source(said[Head.SOURCE]),
    )
    row = filled.heads[Head.VOTING][0]
    try:
        election.check()
    except WrongOrder:
        raise BadRows([BadRow(row, Problem.ORDER)]) from None
    except WrongHours:
        raise BadRows([BadRow(row, Problem.HOUR)]) from None
    return election


def check_order(election: Election, filled: Filled, known: Mapping[str, datetime]) -> None:
    """Every date of the file among the others of the file, and those confirmed before. Raises BadRows."""
    left_out = {one.code for one in filled.dates if one.moment is None}
    said = {one.code.value: one.moment for one in filled.dates if one.moment is not None}
    holds = {**{code: moment for code, moment in known.items() if code not in left_out}, **said}
    bad = []
    for one in filled.dates:
        try:
            if one.moment is not None:
                check_date(election, one.code, one.moment, holds)
        except WrongOrder:
            bad.append(BadRow(one.row, Problem.ORDER))
    if bad:
        raise BadRows(bad)
