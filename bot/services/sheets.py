"""Files of the classifier, row by row: CSV, and the official workbook."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path
from typing import Final

from bot.domain.classifier import RANKS, BrokenRow, Flaw

Cells = dict[str, str]

COLUMNS: Final = ("kato", "level", "name_ru", "name_kk")
OFFICIAL: Final = ("te", "name_kaz", "name_rus")
HEAD_WITHIN: Final = 20  # rows: above its head a workbook may have a title
COUNTRY: Final = "000000000"  # the workbook's line for the whole country


class Trouble(StrEnum):
    """Why a file as a whole cannot be read."""

    MISSING = "missing"
    ENCODING = "encoding"
    CSV = "csv"
    WORKBOOK = "workbook"
    EMPTY = "empty"
    COLUMNS = "columns"
    SWAPPED = "swapped"


class Unreadable(Exception):
    """The file cannot be read; nothing was."""

    def __init__(self, trouble: Trouble, value: str = "") -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.value = value


def rows(file: Path) -> list[tuple[int, Cells | BrokenRow]]:
    """Each row under the head, by its number, in the columns of the CSV. Raises Unreadable."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Unreadable(Trouble.MISSING, error.strerror or "") from None
    found = list(_under_head(lines(content, file.suffix)))
    if not found:
        raise Unreadable(Trouble.EMPTY)
    return found


def lines(content: bytes, suffix: str) -> Iterable[tuple[int, list[str]]]:
    """The rows of a CSV or of a workbook's first sheet, by their numbers. Raises Unreadable."""
    if not content.strip():
        raise Unreadable(Trouble.EMPTY)
    return _workbook(content) if content.startswith(b"PK") else _text(suffix, content)


def _text(suffix: str, content: bytes) -> Iterable[tuple[int, list[str]]]:
    if suffix.lower() in (".xlsx", ".xls", ".xlsb", ".ods"):
        raise Unreadable(Trouble.WORKBOOK)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(Trouble.ENCODING) from None
    head = text.partition("\n")[0]
    found = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        return [(found.line_num, cells) for cells in found]
    except csv.Error as error:
        raise Unreadable(Trouble.CSV, f"{found.line_num}: {error}") from None


def _workbook(content: bytes) -> Iterable[tuple[int, list[str]]]:
    import python_calamine as calamine  # noqa: PLC0415 - only who imports a workbook needs it

    try:
        sheet = calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        table = sheet.to_python(skip_empty_area=False)
    except (calamine.CalamineError, IndexError, OSError) as error:
        raise Unreadable(Trouble.WORKBOOK, type(error).__name__) from None
    return [(row, [_cell(cell) for cell in cells]) for row, cells in enumerate(table, 1)]


def _cell(value: object) -> str:
    """A code that a spreadsheet took for a number is that number, written out; a day is one as people write it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y}" if value.time() == time.min else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value).strip()


def _under_head(sheet: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Cells | BrokenRow]]:
    table = iter(sheet)
    head = _head(table)
    for row, cells in table:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head) and any(cells[len(head) :]) | (len(cells) < len(head)):
            yield row, BrokenRow(Flaw.FIELDS, f"{len(cells)} / {len(head)}")
            continue
        found = {name: cell.strip() for name, cell in zip(head, cells, strict=False)}
        if "te" in found:
            if found["te"] == COUNTRY:
                continue
            found = _official(found)
        yield row, found


def _head(table: Iterator[tuple[int, Sequence[str]]]) -> list[str]:
    first: list[str] = []
    for row, cells in table:
        head = [cell.strip().lower() for cell in cells]
        first = first or head
        if set(COLUMNS) <= set(head) or set(OFFICIAL) <= set(head):
            return head
        if row >= HEAD_WITHIN:
            break
    missing = [column for column in COLUMNS if column not in first]
    raise Unreadable(Trouble.COLUMNS, ", ".join(missing))


def _official(cells: Cells) -> Cells:
    """The workbook says the level by zeros: AB CD EF HIJ."""
    kato = cells["te"]
    parts = (kato[2:4], kato[4:6], kato[6:9])
    depth = max((number for number, part in enumerate(parts, 1) if part.strip("0")), default=0)
    return {
        **cells,
        "kato": kato,
        "level": list(RANKS)[depth],
        "name_kk": cells["name_kaz"],
        "name_ru": cells["name_rus"],
    }
