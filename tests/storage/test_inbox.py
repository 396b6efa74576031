"""What Telegram gave is kept until it is handled, and is known when it comes again."""

from datetime import timedelta

from bot.domain.updates import StoredUpdate
from storage import inbox
from storage.database import Database, Transaction
from tests.conftest import KEYS, Peek
from tests.storage.conftest import NOW, in_one_unit


def update(number: int) -> StoredUpdate:
    return StoredUpdate(number, f'{{"update_id": {number}, "text": "Сәлем 👋 \\u0000"}}')


async def left(tx: Transaction, after: int = -1, most: int = 50) -> list[StoredUpdate]:
    return list(await inbox.unfinished(tx, after, most))


@in_one_unit
async def test_what_came_is_kept_word_for_word_and_in_order(tx: Transaction) -> None:
    await inbox.store(tx, [update(12), update(10), update(11)], NOW)

    assert await left(tx) == [update(10), update(11), update(12)]
    assert await left(tx, after=10, most=1) == [update(11)]
    assert await left(tx, after=12) == []


@in_one_unit
async def test_what_comes_again_is_no_news(tx: Transaction) -> None:
    assert await inbox.store(tx, [update(10), update(11)], NOW) == [update(10), update(11)]
    assert await inbox.store(tx, [update(11), update(12), update(12)], NOW) == [update(12)]
    assert await inbox.store(tx, [], NOW) == []


@in_one_unit
async def test_what_is_handled_is_not_handled_again_even_if_it_comes_again(tx: Transaction) -> None:
    await inbox.store(tx, [update(10), update(11)], NOW)
    for _ in range(2):
        await inbox.handled(tx, 10)

    assert await left(tx) == [update(11)]
    assert await inbox.store(tx, [update(10)], NOW) == []
    assert await left(tx) == [update(11)]


async def test_of_a_handled_update_nobodys_words_stay(database: Database, peek: Peek) -> None:
    async def story(tx: Transaction) -> None:
        await inbox.store(tx, [update(10)], NOW)
        await inbox.handled(tx, 10)

    await database.write(story)

    assert await peek("SELECT update_id, body FROM inbox") == [(10, None)]


@in_one_unit
async def test_failures_are_counted(tx: Transaction) -> None:
    await inbox.store(tx, [update(10)], NOW)
    for attempts in (1, 2):
        await inbox.failed(tx, 10)
        assert [one.attempts for one in await left(tx)] == [attempts]


async def test_what_is_set_aside_leaves_the_line_and_is_kept_once(database: Database, peek: Peek) -> None:
    async def story(tx: Transaction) -> None:
        await inbox.store(tx, [update(10), update(11)], NOW)
        for reason in ("KeyError", "again"):
            await inbox.set_aside(tx, update(10), reason, NOW)
        assert await left(tx) == [update(11)]
        assert await inbox.store(tx, [update(10)], NOW) == []

    await database.write(story)

    [(update_id, body, reason)] = await peek("SELECT update_id, body, reason FROM quarantine")
    assert (update_id, KEYS.open(body), reason) == (10, update(10).body, "KeyError")


@in_one_unit
async def test_one_update_is_found_until_it_is_handled(tx: Transaction) -> None:
    await inbox.store(tx, [update(10), update(11)], NOW)
    await inbox.handled(tx, 11)
    await inbox.failed(tx, 10)

    assert await inbox.unfinished_ids(tx) == [10]
    assert await inbox.one(tx, 10) == StoredUpdate(10, update(10).body, 1)
    assert await inbox.one(tx, 11) is None
    assert await inbox.one(tx, 12) is None


@in_one_unit
async def test_only_what_was_handled_long_ago_is_forgotten(tx: Transaction) -> None:
    for number, age in ((10, 3), (11, 1), (12, 3)):
        await inbox.store(tx, [update(number)], NOW - timedelta(days=age))
    for number in (10, 11):
        await inbox.handled(tx, number)
    await inbox.forget(tx, NOW - timedelta(days=2))

    again = await inbox.store(tx, [update(10), update(11), update(12)], NOW)
    assert again == [update(10)]  # a day after Telegram itself has forgotten it
    assert await left(tx) == [update(10), update(12)]


@in_one_unit
async def test_the_largest_numbers_telegram_gives_fit(tx: Transaction) -> None:
    await inbox.store(tx, [update(2**31 - 1), update(2**52)], NOW)

    assert [one.update_id for one in await left(tx)] == [2**31 - 1, 2**52]
