"""Telegram or the database is away for a while: what was begun is finished when it is back, and no line stops."""

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from bot import inbox, sender, telegram
from bot.domain.letters import LetterKind, NewLetter, Priority
from bot.domain.updates import StoredUpdate
from bot.services.outbox import LEASE, OutboxService
from sandbox.client import Client
from sandbox.server import Sandbox
from storage import letters
from storage.database import Database, Transaction
from tests.conftest import Village, running, settings, tap
from tests.torture.ledger import Ledger
from tests.torture.stage import Away, Watch

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other at once."""
    monkeypatch.setattr(inbox, "PAUSES", (0.01,))
    monkeypatch.setattr(telegram, "PAUSES", (0.01, 0.01, 0.01, 0.01))
    monkeypatch.setattr(sender, "LONGEST_NAP", 0.01)


@pytest.fixture
def watch(sandbox: Sandbox) -> Watch:
    watching = sandbox.world.faults = Watch()
    return watching


class House(Village):
    """A village that knows its bot from inside."""

    database: Any
    inbox: inbox.Inbox


@pytest.fixture
async def house(hurry: None, watch: Watch, client: Client, database_url: str) -> AsyncIterator[House]:
    there = House(client, settings(client.url, database_url))
    await there.invite()
    there.settings = settings(client.url, database_url, there.yerlan)
    async with running(there.settings) as built:
        there.inbox, there.database = built.inbox, built.inbox._service.database
        await there.gather()
        await there.settle(there.aigul)
        yield there


async def test_an_update_outlasts_any_absence_of_telegram(
    house: House, watch: Watch, database_url: str
) -> None:
    with Away(watch, but=("getUpdates",)):
        await house.aigul.send("/report")
        await watch.reach(watch.calls + 60)
    await tap(house.aigul, "Street lighting")
    ledger = Ledger(database_url)
    assert await ledger.rows("SELECT * FROM quarantine") == []
    await ledger.close()


async def test_lines_go_on_when_the_database_is_back(house: House, database_url: str) -> None:
    """A backup keeps SQLite's file locked for longer than anybody waits; PostgreSQL is started anew."""
    if database_url.startswith("sqlite:///"):
        await lock_out(house, database_url)
    else:
        await hang_up(house, database_url)
    number = await house.report(house.aigul)
    await house.yerlan.sees(f"№ {number}", chat=house.group)
    ledger = Ledger(database_url)
    assert await ledger.rows("SELECT * FROM quarantine") == []
    await ledger.close()


async def lock_out(house: House, database_url: str) -> None:
    house.database._writer._connection.execute("PRAGMA busy_timeout = 1")
    path = Path(database_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        said = await house.aigul.send("/my")
        with pytest.raises(AssertionError):
            await house.aigul.sees("You have sent no reports yet", timeout=0.3, after=said)
    await house.aigul.sees("You have sent no reports yet", after=said)


async def hang_up(house: House, database_url: str) -> None:
    said = []
    chief = await asyncpg.connect(database_url)
    for _ in range(5):
        said.append(await house.aigul.send("/my"))
        await chief.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    await chief.close()
    for one in said:
        await house.aigul.sees("You have sent no reports yet", after=one)


async def test_a_flood_from_one_chat_stops_nobody_elses_line(
    house: House, watch: Watch, sandbox: Sandbox
) -> None:
    """Nor does it when Telegram chokes on every answer to it."""
    await house.client.fault("bad_gateway", chat_id=house.aigul.id, times=None)
    said = await house.aigul.send("0")
    for _ in range(inbox.ROOM + 300):
        sandbox.world.updates.add("message", said)
    await house.marina.start()
    await tap(house.marina, "English")
    await house.client.clear_faults()
    await house.aigul.sees("You send very fast", after=said)


async def test_what_another_program_kept_and_left_is_taken_over(house: House, sandbox: Sandbox) -> None:
    """It ended late, when this one had begun already: a careless deployment."""
    said = await house.aigul.send("/my")
    seen = await house.aigul.sees("You have sent no reports yet", after=said)
    kept = StoredUpdate(10**9, json.dumps({"update_id": 10**9, "message": said}))
    await house.inbox._service.store([kept], NOW)

    await house.inbox.adopt()
    assert await house.inbox._service.one(kept.update_id) == kept
    await house.inbox.adopt()
    await house.aigul.sees("You have sent no reports yet", after=seen)


async def test_letters_in_the_hands_of_a_dead_program_return_to_the_outbox(database: Database) -> None:
    outbox = OutboxService(database)
    letter = NewLetter("card:1", "group:1", LetterKind.CARD, 1, Priority.BULK, NOW)
    await database.write(partial(leave, letter))
    assert len(await outbox.lease(NOW, [], 8)) == 1
    assert await outbox.lease(NOW, [], 8) == []

    await outbox.recall(NOW + LEASE - timedelta(seconds=1))
    assert await outbox.lease(NOW + LEASE, [], 8) == []
    await outbox.recall(NOW + LEASE)
    assert len(await outbox.lease(NOW + LEASE, [], 8)) == 1


async def leave(letter: NewLetter, tx: Transaction) -> None:
    await letters.leave(tx, letter)


async def test_a_letter_left_again_is_about_what_it_was_left_for_last(database: Database) -> None:
    """The form of a second report is not taken for the first one's."""
    outbox = OutboxService(database)
    for draft in (1, 2):
        letter = NewLetter("form:a", "person:a", LetterKind.FORM, draft, Priority.ANSWER, NOW)
        await database.write(partial(leave, letter))
    assert [one.subject for one in await outbox.lease(NOW, [], 8)] == [2]
