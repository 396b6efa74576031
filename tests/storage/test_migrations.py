"""The schema goes forward only, once, as a whole, and is the same on both engines."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import asyncpg
import pytest

import storage.postgres
import storage.sqlite
from bot.domain.reports import Reason
from bot.domain.tallies import Bucket
from storage import tallies
from storage.database import Database, DatabaseError, connect
from storage.migrating import Migration, migrations, pending
from tests.conftest import fill, peek_into, postgres_database

KNOWN = migrations()
NAMES = [migration.name for migration in KNOWN]
BROKEN = Migration(len(KNOWN) + 1, "broken", "CREATE TABLE first_half (a INTEGER);\nSELECT nonsense;\n")


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = await connect(url)
    yield database
    await database.close()


def this_program_knows(monkeypatch: pytest.MonkeyPatch, known: list[Migration]) -> None:
    for engine in (storage.sqlite, storage.postgres):
        monkeypatch.setattr(engine, "migrations", lambda: known)


async def meddle(url: str, sql: str) -> None:
    """Do something to the database behind the program's back."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as stranger:
            stranger.execute(sql)
            stranger.commit()
    else:
        connection = await asyncpg.connect(url)
        await connection.execute(sql)
        await connection.close()


@pytest.fixture
async def own_url(empty_database_url: str) -> str:
    """A filled database of this test alone, whose schema it may change."""
    await fill(empty_database_url)
    return empty_database_url


# What is in a database, in words both engines share: tables with their columns, links, and indexes.
Schema = dict[str, set[tuple[Any, ...]]]
TYPES = {"INTEGER": "bigint", "TEXT": "text", "DOUBLE PRECISION": "double precision"}
BOOKKEEPING = {"schema_migrations", "sqlite_sequence"}


def sqlite_schema(url: str) -> Schema:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as db:
        tables = {
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        } - BOOKKEEPING
        columns, links, indexes = set(), set(), set()
        for table in tables:
            for _, name, kind, required, _, key in db.execute(f"PRAGMA table_info({table})"):
                columns.add((table, name, TYPES[kind], bool(required or key)))
            for link in db.execute(f"PRAGMA foreign_key_list({table})"):
                links.add((table, link[3], link[2], link[4], link[6]))
            for _, name, unique, _, partial in db.execute(f"PRAGMA index_list({table})"):
                on = tuple(row[2] for row in db.execute(f"PRAGMA index_info({name})"))
                indexes.add((table, on, bool(unique), bool(partial)))
            key = tuple(
                row[1]
                for row in sorted(db.execute(f"PRAGMA table_info({table})"), key=lambda r: r[5])
                if row[5]
            )
            if key:  # a whole number that is the key has no index of its own on SQLite
                indexes.add((table, key, True, False))
        views = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    return {
        "columns": {column if column[0] not in views else (*column[:3], False) for column in columns},
        "links": links,
        "indexes": indexes,
    }


async def postgres_schema(url: str) -> Schema:
    db = await asyncpg.connect(url)
    columns = await db.fetch(
        "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'NO'"
        " FROM information_schema.columns WHERE table_schema = 'public'"
    )
    links = await db.fetch(
        "SELECT c.conrelid::regclass::text, a.attname::text, c.confrelid::regclass::text, f.attname::text,"
        " CASE c.confdeltype WHEN 'c' THEN 'CASCADE' ELSE 'NO ACTION' END"
        " FROM pg_constraint c"
        " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
        " JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = c.confkey[1]"
        " WHERE c.contype = 'f'"
    )
    indexes = await db.fetch(
        "SELECT i.indrelid::regclass::text,"
        " (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(i.indkey) WITH ORDINALITY k (attnum, n)"
        "  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum),"
        " i.indisunique, i.indpred IS NOT NULL"
        " FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
        " WHERE c.relnamespace = 'public'::regnamespace"
    )
    await db.close()
    return {
        "columns": {tuple(row) for row in columns if row[0] not in BOOKKEEPING},
        "links": {tuple(row) for row in links},
        "indexes": {(row[0], tuple(row[1]), row[2], row[3]) for row in indexes if row[0] not in BOOKKEEPING},
    }


async def schema(url: str) -> Schema:
    return sqlite_schema(url) if url.startswith("sqlite") else await postgres_schema(url)


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    assert [migration.version for migration in KNOWN] == list(range(1, len(KNOWN) + 1))


async def test_the_schema_is_built_step_by_step_or_at_once_and_comes_out_the_same(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step, name in enumerate(NAMES, 1):
        this_program_knows(monkeypatch, KNOWN[:step])
        async with opened(empty_database_url) as database:
            assert await database.pending() == [name]
            assert await database.migrate() == [name]
            assert await database.pending() == []
            assert await database.migrate() == []
    monkeypatch.undo()

    async with opened(empty_database_url) as database:
        assert await database.pending() == []
    assert (await schema(empty_database_url))["columns"]


BEFORE_CLOSING = """
    INSERT INTO territories VALUES ('1', NULL, 'village', 'а', 'а', 'a', ' a');
    INSERT INTO people (id, account, language) VALUES ('a', 1, 'kk');
    INSERT INTO reports (id, draft_id, person_id, district, unit, village, year, sequence, category, text, state,
        created_at)
    VALUES (1, 1, 'a', '1', '1', '1', 2026, 1, 'roads', 'а', 'resolved', 5),
        (2, 2, 'a', '1', '1', '1', 2026, 2, 'roads', 'а', 'in_review', 5);
    INSERT INTO events (report_id, kind, happened_at) VALUES (1, 'sent', 5), (1, 'resolve', 7), (2, 'take', 8);
"""


async def test_reports_closed_before_are_known_to_have_been_closed_with_their_last_event(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    this_program_knows(monkeypatch, KNOWN[:2])
    async with opened(empty_database_url) as database:
        await database.migrate()
        for statement in Migration(0, "", BEFORE_CLOSING).statements():
            await meddle(empty_database_url, statement)
        monkeypatch.undo()
        await database.migrate()

    peek = peek_into(empty_database_url)
    assert await peek("SELECT id, closed_at FROM reports ORDER BY id") == [(1, 7), (2, None)]


BEFORE_ACCOUNTING = """
    INSERT INTO territories (kato, level, name_kk, name_ru, name_en)
    VALUES ('1', 'village', 'а', 'а', 'a');
    INSERT INTO people (id, account, sealed, language) VALUES ('a', 1, '', 'kk');
    INSERT INTO reports (id, draft_id, person_id, district, unit, village, year, sequence, category, text, state,
        created_at)
    SELECT v.number, v.number, 'a', '1', '1', '1', 2026, v.number, 'roads', 'а', v.state, v.number * 3600000
    FROM (SELECT 1 AS number, 'received' AS state UNION ALL SELECT 2, 'in_review' UNION ALL SELECT 3, 'needs_details'
        UNION ALL SELECT 4, 'in_progress' UNION ALL SELECT 5, 'resolved' UNION ALL SELECT 6, 'confirmed'
        UNION ALL SELECT 7, 'reopened' UNION ALL SELECT 8, 'forwarded' UNION ALL SELECT 9, 'rejected'
        UNION ALL SELECT 10, 'duplicate' UNION ALL SELECT 11, 'withdrawn' UNION ALL SELECT 22, 'held') v;
    INSERT INTO reports (id, draft_id, person_id, district, unit, village, year, sequence, category, text, state,
        created_at)
    VALUES (99, -1, 'a', '1', '1', '1', 2026, -1, 'roads', 'а', 'received', 5);
    INSERT INTO events (report_id, kind, happened_at)
    VALUES (6, 'sent', 21600000), (6, 'take', 21660000), (6, 'resolve', 21720000), (6, 'dispute', 21780000),
        (6, 'resolve', 21840000), (6, 'confirm', 21900000);
    INSERT INTO events (report_id, kind, reason, happened_at)
    VALUES (8, 'reject', 'private', 28800001), (8, 'return', NULL, 28800002), (8, 'forward', 'police', 28800003);
"""


async def test_reports_of_before_are_counted_each_in_its_bucket_and_on_its_day(
    empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    this_program_knows(monkeypatch, KNOWN[:19])
    async with opened(empty_database_url) as database:
        await database.migrate()
        for statement in Migration(0, "", BEFORE_ACCOUNTING).statements():
            await meddle(empty_database_url, statement)
        monkeypatch.undo()
        await database.migrate()
        kept = await database.read(tallies.kept)
        assert kept == await database.read(tallies.counted_anew)
        assert kept == await database.read(tallies.kept_together)
        assert await database.read(tallies.reasons_kept) == {"1": {Bucket.PASSED_ON: {Reason.POLICE: 1}}}
        assert await database.read(tallies.reasons_kept_together) == await database.read(tallies.reasons_kept)
    assert kept["1"].intake == 12
    assert {one: kept["1"][one] for one in Bucket if kept["1"][one] != 1} == {
        Bucket.IN_WORK: 3,
        Bucket.OVERDUE: 0,
    }
    peek = peek_into(empty_database_url)
    # The evening of the first of January 1970 in UTC is the second in Kazakhstan.
    assert await peek("SELECT day, intake FROM tallies ORDER BY day") == [(-1, 12), (0, 11), (1, 1)]
    assert await peek("SELECT kind, minutes FROM milestones ORDER BY minutes, kind") == [
        ("first_word", 0),
        ("first_word", 1),
        ("disputed", 3),
        ("solved", 4),
        ("confirmed", 5),
    ]
    assert await peek("SELECT count(*) FROM reports WHERE bucket IS NULL") == [(1,)]


async def test_both_engines_get_the_same_schema(postgres_server: Any, sqlite_url: str) -> None:
    async with postgres_database(postgres_server, "template0") as postgres_url:
        for url in (sqlite_url, postgres_url):
            async with opened(url) as database:
                await database.migrate()
        ours, theirs = await schema(sqlite_url), await schema(postgres_url)

    assert ours["columns"] == theirs["columns"]
    assert ours["links"] == theirs["links"]
    assert ours["indexes"] == theirs["indexes"]


async def test_looking_what_is_pending_changes_nothing(empty_database_url: str) -> None:
    async with opened(empty_database_url) as database:
        assert await database.pending() == NAMES
        assert await database.pending() == NAMES

    if empty_database_url.startswith("sqlite"):
        with closing(sqlite3.connect(empty_database_url.removeprefix("sqlite:///"))) as stranger:
            assert stranger.execute("SELECT name FROM sqlite_master").fetchall() == []
    else:
        stranger = await asyncpg.connect(empty_database_url)
        assert await stranger.fetch("SELECT * FROM pg_tables WHERE schemaname = 'public'") == []
        await stranger.close()


async def test_looking_does_not_wait_for_whoever_writes(own_url: str, engine: str) -> None:
    if engine == "sqlite":
        with closing(sqlite3.connect(own_url.removeprefix("sqlite:///"), isolation_level=None)) as stranger:
            stranger.execute("BEGIN EXCLUSIVE")
            async with opened(own_url) as database:
                assert await database.pending() == []
    else:
        stranger = await asyncpg.connect(own_url)
        async with stranger.transaction():
            await stranger.execute("LOCK schema_migrations IN EXCLUSIVE MODE")
            async with opened(own_url) as database:
                assert await database.pending() == []
        await stranger.close()


async def test_a_migration_that_fails_leaves_nothing_of_itself(
    own_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await schema(own_url)
    this_program_knows(monkeypatch, [*KNOWN, BROKEN])

    async with opened(own_url) as database:
        with pytest.raises(DatabaseError):
            await database.migrate()
        assert await database.pending() == [BROKEN.name]
    assert await schema(own_url) == before


async def test_an_edited_migration_is_refused_by_name(own_url: str) -> None:
    await meddle(own_url, "UPDATE schema_migrations SET checksum = 'other' WHERE version = 1")

    async with opened(own_url) as database:
        for doing in (database.pending, database.migrate):
            with pytest.raises(DatabaseError, match=f"{NAMES[0]} was edited"):
                await doing()


async def test_a_database_of_a_newer_program_is_refused(own_url: str) -> None:
    await meddle(
        own_url, "INSERT INTO schema_migrations (version, name, checksum) VALUES (998, '998_x', 'x')"
    )

    async with opened(own_url) as database:
        for doing in (database.pending, database.migrate):
            with pytest.raises(DatabaseError, match="998, newer than this program knows"):
                await doing()


async def test_of_programs_that_start_together_one_migrates_and_the_other_waits_for_it(
    empty_database_url: str,
) -> None:
    async def start() -> tuple[bytes, bytes]:
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "migrate",
            env={**os.environ, "DATABASE_URL": empty_database_url},
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        return await program.communicate()

    told = sorted(await asyncio.gather(*(start() for _ in range(2))))
    applied = "".join(f"applied {name}\n" for name in NAMES).encode()
    idle = b"The schema is up to date; there was nothing to apply.\n"

    assert told == [(idle, b""), (applied, b"")]


async def test_a_program_that_may_not_change_the_schema_says_so(postgres_server: Any) -> None:
    async with postgres_database(postgres_server, "template0") as url:
        await meddle(url, "CREATE ROLE guest LOGIN")
        async with opened(url.replace("postgres:@", "guest:@")) as database:
            with pytest.raises(DatabaseError, match="cannot be brought up to date: permission denied"):
                await database.migrate()
        await meddle(url, "DROP ROLE guest")


def statements(sql: str) -> list[str]:
    return [statement.strip() for statement in Migration(1, "0001_x", sql).statements()]


def test_a_script_is_split_into_its_statements() -> None:
    assert statements("CREATE TABLE a (b INTEGER);\n\n-- more; to come\nCREATE INDEX c\n    ON a (b);\n") == [
        "CREATE TABLE a (b INTEGER);",
        "-- more; to come\nCREATE INDEX c\n    ON a (b);",
    ]


def test_a_semicolon_in_words_a_comment_or_a_trigger_ends_nothing() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n    DELETE FROM b;\n    DELETE FROM c;\nEND;"

    assert statements(f"INSERT INTO a VALUES ('x;\ny');\n{trigger}\n") == [
        "INSERT INTO a VALUES ('x;\ny');",
        trigger,
    ]


def test_a_last_statement_without_its_semicolon_is_not_passed_over() -> None:
    assert statements("CREATE TABLE a (b INTEGER);\nCREATE TABLE c (d INTEGER)\n") == [
        "CREATE TABLE a (b INTEGER);",
        "CREATE TABLE c (d INTEGER)",
    ]


@pytest.mark.parametrize("migration", KNOWN, ids=NAMES)
def test_splitting_a_script_loses_nothing(migration: Migration) -> None:
    assert "".join(migration.statements()) == migration.sql


def test_a_checkout_that_ends_lines_differently_is_the_same_migration(tmp_path: Path) -> None:
    (tmp_path / "0001_x.sql").write_bytes(b"CREATE TABLE a (b INTEGER);\nSELECT 1;\n")
    [unix] = migrations(tmp_path)
    (tmp_path / "0001_x.sql").write_bytes(b"CREATE TABLE a (b INTEGER);\r\nSELECT 1;\r\n")
    [windows] = migrations(tmp_path)

    assert unix.checksum == windows.checksum


def test_migrations_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("0010_c.sql", "0002_b.sql", "0001_a.sql", "notes.txt"):
        (tmp_path / name).write_text("SELECT 1;\n")

    assert [migration.name for migration in migrations(tmp_path)] == ["0001_a", "0002_b", "0010_c"]


FIRST, SECOND, THIRD = (Migration(version, f"{version:04}_x", "SELECT 1;\n") for version in (1, 2, 3))


def test_what_is_pending_is_what_was_not_applied() -> None:
    assert pending([FIRST, SECOND], {}) == [FIRST, SECOND]
    assert pending([FIRST, SECOND], {1: FIRST.checksum}) == [SECOND]
    assert pending([FIRST, SECOND], {1: FIRST.checksum, 2: SECOND.checksum}) == []


def test_a_migration_that_came_in_before_applied_ones_is_refused() -> None:
    """Two branches that each added one: the second to be merged has to be renumbered."""
    with pytest.raises(DatabaseError, match="0002_x"):
        pending([FIRST, SECOND, THIRD], {1: FIRST.checksum, 3: THIRD.checksum})


def test_an_applied_migration_whose_file_is_gone_is_refused() -> None:
    with pytest.raises(DatabaseError, match="2"):
        pending([FIRST, THIRD], {1: FIRST.checksum, 2: SECOND.checksum})
