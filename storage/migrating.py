"""Migrations: numbered files, forward only, each applied once and never edited afterwards."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from storage.database import MIGRATIONS, DatabaseError


@dataclass(frozen=True)
class Migration:
    version: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()

    def statements(self) -> Iterator[str]:
        """The statements one by one: SQLite ends the transaction when given a whole script."""
        statement = ""
        for line in self.sql.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                yield statement
                statement = ""
        if statement:
            yield statement


def migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """The migrations this program knows, in order."""
    files = sorted(folder.glob("[0-9]*.sql"))
    return [Migration(int(file.name.split("_")[0]), file.stem, file.read_text("utf-8")) for file in files]


def pending(known: list[Migration], applied: Mapping[int, str]) -> list[Migration]:
    """What is still to apply, given the checksums of what was.

    Raises DatabaseError when the database is newer than the program, or when applied migrations are not the first
    of those known, word for word.
    """
    last = max(applied, default=0)
    if last > max((migration.version for migration in known), default=0):
        raise DatabaseError(
            f"The database is at schema version {last}, newer than this program knows. "
            "Start the newer program, or restore the backup made before the upgrade."
        )
    if gone := applied.keys() - {migration.version for migration in known}:
        raise DatabaseError(
            f"Migration {min(gone)} was applied to this database, but its file is gone. Restore the file."
        )
    for migration in known:
        if applied.get(migration.version, migration.checksum) != migration.checksum:
            raise DatabaseError(
                f"Migration {migration.name} was edited after it had been applied to this database. "
                "Restore the file and put the change into a new migration."
            )
        if migration.version < last and migration.version not in applied:
            raise DatabaseError(
                f"Migration {migration.name} came after {last} had been applied to this database. "
                "Give it the next free number."
            )
    return [migration for migration in known if migration.version not in applied]
