"""A reminder for a million: how fast its letters are written, and whether the last are written as fast as the first.

Run as a program, this writes the letters as the bot's clock does, and prints what that took.
"""

import asyncio
import json
import os
import sqlite3
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random

from bench.crowding import AT_A_TIME, SEALED
from bench.programs import ROOT
from bench.seeding import SAMPLE, SECRET
from bot.domain.broadcasts import Counts
from bot.domain.reminders import Quiet, Wish
from bot.services.accounts import AccountService
from bot.services.broadcasts import BroadcastService
from bot.services.territories import TerritoryService, read
from storage import broadcasts
from storage.database import Transaction, connect
from storage.keys import Keys
from tests.conftest import BAISERKE_DISTRICT
from tests.torture.electorate import enter

Row = tuple[object, ...]

PEOPLE = ("id", "account", "sealed", "language", "village")
WISHES = ("person_id", "wish", "quiet", "since")


@dataclass(frozen=True)
class Written:
    """Seconds for each part in turn, processor time in seconds, memory in megabytes."""

    letters: int
    parts: Sequence[float]
    cpu: float
    memory: Sequence[float]

    @property
    def rate(self) -> float:
        """Letters a second."""
        return self.letters / sum(self.parts)

    @property
    def late(self) -> float:
        """How long the last tenth took, beside the first."""
        tenth = max(len(self.parts) // 10, 1)
        return sum(self.parts[-tenth:]) / sum(self.parts[:tenth])

    @property
    def cpu_a_letter(self) -> float:
        return self.cpu / self.letters


async def write(url: str, core: int, subscribers: int) -> Written:
    """In a new database."""
    database = await connect(url, Keys(SECRET))
    await database.migrate()
    await AccountService(database).begin()
    await TerritoryService(database).begin_with(SAMPLE)
    await enter(database)
    await database.close()
    await _subscribe(url, subscribers)
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.writing", url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    os.sched_setaffinity(program.pid, {core})
    told, _ = await program.communicate()
    written = Written(**json.loads(told))
    assert written.letters == subscribers, f"{subscribers} letters were wanted, not {written.letters}"
    return written


async def _subscribe(url: str, count: int) -> None:
    """Rows as the services leave them, written past the services."""
    if url.startswith("sqlite:///"):
        _subscribe_in_file(url.removeprefix("sqlite:///"), count)
        return
    import asyncpg  # noqa: PLC0415 - only where there is a PostgreSQL

    opened = await asyncpg.connect(url)
    rows = _rows(count)
    while some := list(islice(rows, AT_A_TIME)):
        people, wishes = zip(*some, strict=True)
        await opened.copy_records_to_table("people", records=people, columns=PEOPLE)
        await opened.copy_records_to_table("wishes", records=wishes, columns=WISHES)
    await opened.execute("ANALYZE")
    await opened.close()


def _subscribe_in_file(file: str, count: int) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        opened.execute("PRAGMA synchronous = OFF")
        opened.execute("PRAGMA cache_size = -400000")
        opened.execute("BEGIN")
        rows = _rows(count)
        while some := list(islice(rows, AT_A_TIME)):
            people, wishes = zip(*some, strict=True)
            opened.executemany(f"INSERT INTO people ({', '.join(PEOPLE)}) VALUES (?, ?, ?, ?, ?)", people)
            opened.executemany(f"INSERT INTO wishes ({', '.join(WISHES)}) VALUES (?, ?, ?, ?)", wishes)
        opened.execute("COMMIT")
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _rows(count: int) -> Iterator[tuple[Row, Row]]:
    """So many people of the unit, and what each wants to hear of."""
    chance = Random(count)
    villages = [one.kato for one in read(SAMPLE) if one.parent == BAISERKE_DISTRICT]
    since = int(datetime.now(UTC).timestamp() * 1000)
    for _ in range(count):
        person = f"{chance.getrandbits(64):016x}"
        sealed = urlsafe_b64encode(chance.randbytes(SEALED)).decode()
        wish = chance.choice([Wish.VOTE, Wish.ALL])
        yield (
            (person, chance.getrandbits(63), sealed, "kk", chance.choice(villages)),
            (person, wish.value, chance.choice(list(Quiet)).value, since),
        )


@dataclass(frozen=True)
class Noting(BroadcastService):
    """Which notes how long each part took."""

    parts: list[float] = field(default_factory=list)

    async def _write_some(self, now: datetime) -> bool:
        began = time.perf_counter()
        more = await super()._write_some(now)
        self.parts.append(time.perf_counter() - began)
        return more


async def _run(url: str) -> Written:
    database = await connect(url, Keys(SECRET))
    service = Noting(database, ())
    cpu, before = time.process_time(), _memory()
    await service.tick(datetime.now(UTC))
    cpu, after = time.process_time() - cpu, _memory()
    written = len(service.parts) - 1  # the last found nothing left to write
    letters = (await database.read(_counted)).waiting
    await database.close()
    return Written(letters, service.parts[:written], cpu, (before, after))


async def _counted(tx: Transaction) -> Counts:
    (only,) = await broadcasts.unfinished(tx, datetime.now(UTC))
    return await broadcasts.counts(tx, only.id)


def _memory() -> float:
    """In megabytes, now."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    (line,) = (line for line in lines if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(asdict(asyncio.run(_run(sys.argv[1])))))
