"""A file of the classifier becomes the territories that the bot knows."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from bot.domain.changes import Changes, changes
from bot.domain.classifier import Broken, BrokenRow, Entry, Line, arranged, in_kazakh, understood
from bot.domain.marks import Marks
from bot.domain.territories import Level
from bot.services import sheets
from storage import classifier
from storage.database import Database, Transaction, reading, writing

AT_A_TIME: Final = 1000

Tell = Callable[[int, int], None]  # how much is done, of how much
_RANKS: Final = {level: rank for rank, level in enumerate(Level)}


@dataclass(frozen=True)
class Reading:
    """A file as it was understood."""

    lines: list[Line] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    kazakh: int = 0  # names in Kazakh letters in the Russian column, kept as they are


@dataclass(frozen=True)
class Outcome:
    """What an import did, or would do."""

    changes: Changes
    broken: list[Broken]


class NotTaken(Exception):
    """Rows are broken, and it was not said to skip them; nothing was changed."""

    def __init__(self, broken: Sequence[Broken]) -> None:
        super().__init__(len(broken))
        self.broken = broken


def read(file: Path, tell: Tell) -> Reading:
    """Raises Unreadable."""
    found = sheets.rows(file)
    lines, broken = list[Line](), list[Broken]()
    for done, (row, cells) in enumerate(found, 1):
        try:
            if isinstance(cells, BrokenRow):
                raise cells
            lines.append(understood(row, cells))
        except BrokenRow as error:
            broken.append(Broken(row, error.flaw, error.value))
        if done % AT_A_TIME == 0 or done == len(found):
            tell(done, len(found))
    kazakh = sum(in_kazakh(line.name_ru) for line in lines)
    if kazakh > sum(in_kazakh(line.name_kk) for line in lines):
        raise sheets.Unreadable(sheets.Trouble.SWAPPED)
    return Reading(lines, broken, kazakh)


@cache
def marks() -> Marks:
    with Path(__file__).with_name("marks.csv").open(encoding="utf-8", newline="") as table:
        return Marks(csv.DictReader(table))


@dataclass(frozen=True)
class ClassifierService:
    database: Database

    async def try_out(self, came: Reading, *, skip_broken: bool) -> Outcome:
        """What `renew` would do. Raises NotTaken."""
        entries, broken = await self._arranged(came, skip_broken=skip_broken)
        return Outcome(await self._compare(entries, whole=not broken), broken)

    async def renew(self, came: Reading, tell: Tell, *, skip_broken: bool) -> Outcome:
        """Take the file over the edition that is kept, all of it or nothing. Raises NotTaken."""
        entries, broken = await self._arranged(came, skip_broken=skip_broken)
        return Outcome(await self._write(entries, tell, whole=not broken), broken)

    async def _arranged(self, came: Reading, *, skip_broken: bool) -> tuple[list[Entry], list[Broken]]:
        """Before the transaction, which others wait for. With rows left out, a parent may be one known from before."""
        known = await self._known() if came.broken else {}
        entries, broken = list[Entry](), list(came.broken)
        for one in arranged(came.lines, known, marks()):
            if isinstance(one, Broken):
                broken.append(one)
            else:
                entries.append(one)
        if broken and not skip_broken:
            raise NotTaken(sorted(broken, key=lambda one: one.row))
        return entries, sorted(broken, key=lambda one: one.row)

    @reading
    async def _known(self, tx: Transaction) -> dict[str, int]:
        old = await classifier.entries(tx)
        return {kato: _RANKS[entry.territory.level] for kato, entry in old.items() if not entry.gone}

    @reading
    async def _compare(self, tx: Transaction, entries: Sequence[Entry], *, whole: bool) -> Changes:
        return changes(await classifier.entries(tx), entries, whole=whole)

    @writing
    async def _write(self, tx: Transaction, entries: Sequence[Entry], tell: Tell, *, whole: bool) -> Changes:
        """Where rows were left out nobody can tell what is gone: the edition is not `whole`."""
        found = changes(await classifier.entries(tx), entries, whole=whole)
        rest, done = iter(found.entries), 0
        while some := list(islice(rest, AT_A_TIME)):
            await classifier.put(tx, some)
            done += len(some)
            tell(done, len(found.entries))
        await classifier.mark_gone(tx, found.gone)
        if found.entries or found.gone:
            await classifier.next_edition(tx)
        return found
