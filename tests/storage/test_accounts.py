"""Who somebody is on Telegram stands sealed in one place, and is found by whoever has the key alone."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import EventKind, NewEvent, Source
from bot.domain.people import Language
from bot.domain.posts import Post, PostKind
from bot.domain.updates import StoredUpdate
from storage import accounts, inbox, people, posts, reports
from storage.database import Database, DatabaseError, Transaction, connect
from storage.keys import Keys, WrongKey
from tests.conftest import KEYS, Peek
from tests.storage.conftest import NOW, in_one_unit, report, resident

AIGUL, GROUP = 7_345_678_901, -1_002_345_678_901
BODY = json.dumps({"update_id": 5, "message": {"from": {"id": AIGUL}}})
NEW = Keys("another-key-of-the-tests-that-seals-nobody")


async def live(tx: Transaction) -> str:
    """Aigul has done everything that leaves a trace."""
    person_id = await resident(tx, AIGUL)
    sent = await report(tx, person_id)
    await posts.add(tx, Post(AIGUL, 31, sent.id, PostKind.RECEIPT), NOW)
    await posts.add(tx, Post(GROUP, 32, sent.id, PostKind.CARD), NOW)
    said = NewEvent(EventKind.RESIDENT_WORDS, person_id, text="Абай 5", source=Source(AIGUL, 33))
    await reports.add_event(tx, sent.id, said, NOW)
    await people.set_conversation(tx, AIGUL, AIGUL, "village", NOW)
    await people.set_conversation(tx, GROUP, AIGUL, "naming", NOW)
    await inbox.store(tx, [StoredUpdate(5, BODY)], NOW)
    await inbox.store(tx, [StoredUpdate(6, BODY)], NOW)
    await inbox.set_aside(tx, StoredUpdate(6, BODY), "KeyError", NOW)
    return person_id


async def found(tx: Transaction) -> dict[str, Any]:
    """All that is found again of her by her account."""
    person = await people.by_account(tx, AIGUL)
    event = await reports.event_by_source(tx, Source(AIGUL, 33))
    return {
        "person": person and (person.telegram_id, await people.by_id(tx, person.id) == person),
        "receipt": await posts.at(tx, AIGUL, 31) is not None,
        "card": await posts.at(tx, GROUP, 32) is not None,
        "words": event and event.text,
        "private": await people.conversation(tx, AIGUL, AIGUL),
        "in the group": await people.conversation(tx, GROUP, AIGUL),
        "update": await inbox.one(tx, 5),
    }


ALL = {
    "person": (AIGUL, True),
    "receipt": True,
    "card": True,
    "words": "Абай 5",
    "private": "village",
    "in the group": "naming",
    "update": StoredUpdate(5, BODY),
}


async def everything(peek: Peek) -> str:
    """Every value of every table, as text."""
    tables = (
        "people",
        "posts",
        "events",
        "conversations",
        "inbox",
        "quarantine",
        "letters",
        "reports",
        "drafts",
    )
    return str([await peek(f"SELECT * FROM {table}") for table in tables])


async def test_no_table_tells_who_somebody_is(database: Database, peek: Peek) -> None:
    await database.write(live)

    assert await database.read(found) == ALL
    assert str(AIGUL) not in await everything(peek)
    assert str(GROUP) in await everything(peek)


async def test_another_key_finds_nobody_and_takes_nobody_for_somebody_new(
    database: Database, database_url: str
) -> None:
    await database.write(live)
    stranger = await connect(database_url, NEW)

    for asked in (
        lambda tx: people.by_account(tx, AIGUL),
        lambda tx: people.add(tx, AIGUL, Language.KAZAKH),
        lambda tx: people.add_staff(tx, AIGUL, "Айгүл"),
    ):
        with pytest.raises(DatabaseError, match="another secret key"):
            await stranger.write(asked)
    with pytest.raises(WrongKey):
        await stranger.read(lambda tx: inbox.one(tx, 5))
    await stranger.close()


async def test_with_a_new_key_everything_is_found_as_before_and_with_the_old_one_nothing(
    database: Database, database_url: str, peek: Peek
) -> None:
    await database.write(live)
    before = await everything(peek)
    renewed = await connect(database_url, NEW)
    await renewed.write(lambda tx: accounts.rotate(tx, [Keys("x" * 40), KEYS]))

    assert await renewed.read(found) == ALL
    assert await renewed.read(accounts.fits) is True
    assert await database.read(accounts.fits) is False
    after = await everything(peek)
    for row in await peek("SELECT account, sealed FROM people"):
        assert str(row[0]) not in before
        assert row[1] not in before
    assert str(KEYS.account(AIGUL)) not in after
    [(body,)] = await peek("SELECT body FROM quarantine")
    assert NEW.open(body) == BODY
    await renewed.close()


async def test_a_change_of_keys_done_twice_is_done_once(database: Database, database_url: str) -> None:
    await database.write(live)
    renewed = await connect(database_url, NEW)
    for _ in range(2):
        await renewed.write(lambda tx: accounts.rotate(tx, [KEYS]))

    assert await renewed.read(found) == ALL
    await renewed.close()


async def test_without_the_old_key_nothing_is_changed(
    database: Database, database_url: str, peek: Peek
) -> None:
    await database.write(live)
    before = await everything(peek)
    renewed = await connect(database_url, NEW)
    with pytest.raises(DatabaseError, match="none of these"):
        await renewed.write(lambda tx: accounts.rotate(tx, [Keys("x" * 40)]))

    assert await everything(peek) == before
    await renewed.close()


async def test_what_an_earlier_program_left_open_is_sealed(
    database: Database, database_url: str, peek: Peek
) -> None:
    """Before there were keys, numbers and bodies stood there as they were."""
    person_id = await database.write(live)

    async def open_up(tx: Transaction) -> None:
        old = KEYS.account(AIGUL)
        await tx.run("seal_account", id=person_id, sealed=None, new=AIGUL)
        for query in ("move_posts", "move_events", "move_conversations"):
            await tx.run(query, old=old, new=AIGUL)
        await tx.run("seal_update", id=5, body=BODY)
        await tx.run("seal_quarantined", id=6, body=BODY)
        await tx.run("forget_key")

    await database.write(open_up)
    assert str(AIGUL) in await everything(peek)
    assert await database.read(accounts.fits) is None
    await database.write(accounts.begin)

    assert str(AIGUL) not in await everything(peek)
    assert await database.read(found) == ALL


@in_one_unit
async def test_accounts_and_groups_do_not_meet(tx: Transaction) -> None:
    assert tx.keys.chat(GROUP) == GROUP
    assert tx.keys.chat(AIGUL) == tx.keys.account(AIGUL) > 0


@given(st.text())
def test_what_is_sealed_is_opened_again_and_looks_different_each_time(text: str) -> None:
    once, twice = KEYS.seal(text), KEYS.seal(text)

    assert once != twice
    assert KEYS.open(once) == KEYS.open(twice) == text


def test_a_key_is_known_by_its_fingerprint_which_tells_nothing_of_it() -> None:
    secret = "a-key-of-the-tests-which-seals-nobody-at-all"

    assert KEYS.fingerprint == Keys(secret).fingerprint != NEW.fingerprint
    assert not any(secret[start : start + 4] in KEYS.fingerprint for start in range(len(secret) - 4))
