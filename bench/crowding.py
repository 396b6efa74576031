"""The many who are only in the database: rows as the services leave them, written past the services.

Through the use cases a million people would take an hour. Whoever is to speak is settled by `bench.seeding`.
"""

import random
import sqlite3
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.seeding import REPORTED, SAMPLE, TEXT
from bot.domain.categories import Category
from bot.domain.events import EventKind
from bot.domain.letters import LetterKind, Priority, to_group
from bot.domain.people import CONSENT_VERSION
from bot.domain.posts import PostKind
from bot.domain.reports import State
from bot.domain.tallies import ALL_DAYS, bucket, day_number
from bot.domain.territories import Level, Territory
from bot.services.territories import read

SEALED = 75  # bytes that a sealed account comes to
OPEN = 20  # of so many reports one is open; the others were confirmed long ago
AT_A_TIME = 20_000

Row = tuple[object, ...]

INSERTS = {
    "people": "INSERT INTO people (id, account, sealed, language, village) VALUES (?, ?, ?, 'kk', ?)",
    "consents": "INSERT INTO consents (person_id, version, language, agreed, decided_at) VALUES (?, ?, 'kk', 1, ?)",
    "reports": "INSERT INTO reports (id, draft_id, person_id, district, unit, village, year, sequence, category, text,"
    " state, bucket, stale, created_at, closed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)",
    "parts": "INSERT INTO parts (draft_id, message_id, text) VALUES (?, ?, ?)",
    "events": "INSERT INTO events (report_id, kind, actor_id, happened_at) VALUES (?, ?, ?, ?)",
    "letters": "INSERT INTO letters (once, recipient, kind, subject, priority, state, due_at)"
    " VALUES (?, ?, ?, ?, ?, 'sent', ?)",
    "posts": "INSERT INTO posts (chat_id, message_id, report_id, kind, posted_at) VALUES (?, ?, ?, ?, ?)",
}


def crowd(file: Path, people: int, chat_id: int) -> None:
    """So many more residents, one in `REPORTED` of whom has sent a report, its card posted in the chat."""
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        opened.execute("PRAGMA synchronous = OFF")
        opened.execute("PRAGMA cache_size = -400000")
        opened.execute("BEGIN")
        made = _Crowd(opened, chat_id)
        for first in range(0, people, AT_A_TIME):
            made.join(range(first, min(first + AT_A_TIME, people)))
        made.count()
        made.tally()
        opened.execute("COMMIT")
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@dataclass(frozen=True)
class _Home:
    district: str
    unit: str
    village: str


def _homes() -> Sequence[_Home]:
    listed = list(read(SAMPLE))
    units = {one.kato: one for one in listed if one.level is Level.UNIT}

    def home(village: Territory) -> _Home:
        unit = units[village.parent or ""]
        return _Home(unit.parent or "", unit.kato, village.kato)

    return [home(one) for one in listed if one.level is Level.VILLAGE]


class _Crowd:
    def __init__(self, opened: sqlite3.Connection, chat_id: int) -> None:
        self._opened = opened
        self._chat_id = chat_id
        self._chance = random.Random(chat_id)
        self._homes = _homes()
        self._now = datetime.now(UTC)
        self._moment = int(self._now.timestamp() * 1000)
        self._last = self._number("SELECT max(id) FROM reports")
        self._draft = self._number("SELECT seq FROM sqlite_sequence WHERE name = 'drafts'")
        self._counter = f"reports:{self._homes[0].district}:{self._now.year}"
        self._sequence = self._number(f"SELECT value FROM counters WHERE name = '{self._counter}'")

    def _number(self, question: str) -> int:
        row = self._opened.execute(question).fetchone()
        return int(row[0] or 0) if row else 0

    def join(self, numbers: range) -> None:
        rows: dict[str, list[Row]] = {table: [] for table in INSERTS}
        for number in numbers:
            for table, row in self._resident(number):
                rows[table].append(row)
        for table, sql in INSERTS.items():
            self._opened.executemany(sql, rows[table])

    def count(self) -> None:
        """The next report takes the next number, and the next draft the next id."""
        counted = "INSERT INTO counters VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        self._opened.execute(counted, (self._counter, self._sequence))
        self._opened.execute("DELETE FROM sqlite_sequence WHERE name = 'drafts'")
        self._opened.execute("INSERT INTO sqlite_sequence VALUES ('drafts', ?)", (self._draft,))

    def tally(self) -> None:
        """All of them came today, and wait or are confirmed."""
        self._opened.executemany(
            "INSERT OR REPLACE INTO tallies (district, unit, village, category, day, intake, waiting, confirmed) "
            "SELECT district, unit, village, category, ?, count(*), sum(bucket = 'waiting'), sum(bucket = 'confirmed') "
            "FROM reports WHERE sequence > 0 GROUP BY district, unit, village, category",
            [(day_number(self._now),), (ALL_DAYS,)],
        )

    def _resident(self, number: int) -> Iterator[tuple[str, Row]]:
        person, home = f"{self._chance.getrandbits(64):016x}", self._homes[number % len(self._homes)]
        sealed = urlsafe_b64encode(self._chance.randbytes(SEALED)).decode()
        yield "people", (person, self._chance.getrandbits(63), sealed, home.village)
        yield "consents", (person, CONSENT_VERSION, self._moment)
        if number % REPORTED == 0:
            yield from self._report(person, home)

    def _report(self, person: str, home: _Home) -> Iterator[tuple[str, Row]]:
        self._last, self._draft, self._sequence = self._last + 1, self._draft + 1, self._sequence + 1
        report, moment = self._last, self._moment
        state, closed = (State.RECEIVED, None) if report % OPEN == 0 else (State.CONFIRMED, moment)
        number = self._now.year, self._sequence
        told = Category.ROADS, TEXT, state, bucket(state, overdue=False), moment, closed
        kind = LetterKind.CARD
        card = f"{kind}:{report}", to_group(home.unit), kind, report, int(Priority.BULK), moment
        yield "reports", (report, self._draft, person, home.district, home.unit, home.village, *number, *told)
        yield "parts", (self._draft, report, TEXT)
        yield "events", (report, EventKind.SENT, person, moment)
        yield "letters", card
        yield "posts", (self._chat_id, 1_000_000 + report, report, PostKind.CARD, moment)
