"""An election in one file: its head, its dates and the commission's lists, checked row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import TypeVar

from bot.domain.calendars import Entry, check_date
from bot.domain.commission_lists import BadRow, BadRows, Cells, Problem, candidates, stations
from bot.domain.elections import USUAL_HOURS, Election, Kind, WrongHours, WrongOrder
from bot.domain.facts import LONGEST_SOURCE, Candidate, Station
from bot.domain.numbers import ALMATY
from bot.domain.territories import Territory
from bot.domain.texts import EmptyText, TextTooLong, clean
from bot.domain.timelines import Code
from bot.domain.writing import NoDay, NoHour, day, day_with_hours, moment

T = TypeVar("T")
Row = tuple[int, Cells]
HEADER = ["row", "what", "day", "hour", "", "", ""]  # says also which sign parts the cells
CANDIDATE, STATION = "candidate", "station"
MIDNIGHT = time.min


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
    return [HEADER, *([*row, *[""] * (len(HEADER) - len(row))] for row in rows)]


def read(rows: Sequence[Row]) -> Filled:
    """Raises BadRows with every row that has something wrong. Rows of lists that are empty say nothing."""
    heads: dict[Head, tuple[int, str]] = {}
    dates: list[DateRow] = []
    lists: dict[str, list[Row]] = {CANDIDATE: [], STATION: []}
    bad: list[BadRow] = []
    for number, cells in rows:
        name, said = cells[0].strip().lower(), [cell.strip() for cell in cells[2:]]
        if name == HEADER[0]:
            continue
        if name in lists:
            if any(said):
                lists[name].append((number, said))
        elif name in list(Head):
            heads[Head(name)] = (number, " ".join(cell for cell in said if cell))
        elif name in list(Code):
            problem = _date(number, Code(name), said, dates)
            bad += [BadRow(number, problem)] if problem else []
        else:
            bad.append(BadRow(number, Problem.UNKNOWN))
    try:
        listed = candidates(lists[CANDIDATE]) if lists[CANDIDATE] else []
    except BadRows as error:
        bad += error.rows
    try:
        stationed = stations(lists[STATION]) if lists[STATION] else []
    except BadRows as error:
        bad += error.rows
    if bad:
        raise BadRows(sorted(bad, key=lambda one: one.row))
    return Filled(heads, dates, listed, stationed)


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


def new_election(filled: Filled, unit: Territory) -> Election:
    """The election that the file's head describes. Raises BadRows."""
    voting_on, opens, closes = _said(filled, Head.VOTING, lambda text: day_with_hours(text, USUAL_HOURS))
    election = Election(
        0,
        unit,
        _said(filled, Head.KIND, lambda text: Kind(text.lower())),
        _said(filled, Head.OCCASION, day),
        _said(filled, Head.CALLED, day),
        voting_on,
        opens,
        closes,
        source=_said(filled, Head.SOURCE, lambda text: clean(text, LONGEST_SOURCE)),
    )
    row = filled.heads[Head.VOTING][0]
    try:
        election.check()
    except WrongOrder:
        raise BadRows([BadRow(row, Problem.ORDER)]) from None
    except WrongHours:
        raise BadRows([BadRow(row, Problem.HOUR)]) from None
    return election


def _said(filled: Filled, head: Head, parse: Callable[[str], T]) -> T:
    """Raises BadRows."""
    row, text = filled.heads.get(head, (1, ""))
    try:
        return parse(text)
    except TextTooLong:
        problem = Problem.TOO_LONG
    except NoHour:
        problem = Problem.HOUR
    except NoDay:
        problem = Problem.DAY
    except (EmptyText, ValueError):
        problem = Problem.EMPTY
    raise BadRows([BadRow(row, problem if text else Problem.EMPTY)])


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
