"""What Telegram gave is finished: once, in order, whatever happens in between."""

import asyncio

from bot.domain.updates import StoredUpdate
from bot.services.inbox import REMEMBERED
from tests.conftest import Peek
from tests.services.conftest import NOW, SECOND, Town


def update(number: int) -> StoredUpdate:
    return StoredUpdate(number, f'{{"update_id": {number}}}')


async def test_an_update_is_new_once_whoever_brings_it(town: Town) -> None:
    brought = await asyncio.gather(*(town.inbox.store([update(10), update(11)], NOW) for _ in range(5)))

    assert sorted(one.update_id for new in brought for one in new) == [10, 11]


async def test_after_a_crash_what_was_not_handled_is_there_in_order(town: Town) -> None:
    await town.inbox.store([update(number) for number in (12, 10, 11)], NOW)
    await town.inbox.handled(11)
    await town.inbox.failed(12)

    assert await town.inbox.unfinished(-1, 10) == [update(10), StoredUpdate(12, update(12).body, 1)]
    assert await town.inbox.unfinished(10, 10) == [StoredUpdate(12, update(12).body, 1)]


async def test_what_is_set_aside_is_out_of_the_way_and_kept(town: Town, peek: Peek) -> None:
    await town.inbox.store([update(10), update(11)], NOW)
    for _ in range(2):
        await town.inbox.set_aside(update(10), "KeyError", NOW)

    assert await town.inbox.unfinished(-1, 10) == [update(11)]
    assert await peek("SELECT update_id, reason FROM quarantine") == [(10, "KeyError")]


async def test_a_handled_update_is_known_as_long_as_telegram_may_bring_it_again(town: Town) -> None:
    await town.inbox.store([update(10)], NOW)
    await town.inbox.handled(10)
    await town.inbox.forget_old(NOW + REMEMBERED)
    assert await town.inbox.store([update(10)], NOW) == []

    await town.inbox.forget_old(NOW + REMEMBERED + SECOND)
    assert await town.inbox.store([update(10)], NOW) == [update(10)]


async def test_an_update_nobody_has_handled_is_never_forgotten(town: Town) -> None:
    await town.inbox.store([update(10)], NOW)
    await town.inbox.forget_old(NOW + 10 * REMEMBERED)

    assert await town.inbox.unfinished(-1, 10) == [update(10)]
