"""Which group serves which territories."""

import pytest

from bot.domain.groups import Group
from bot.domain.people import Language
from storage import groups
from storage.database import Database, Transaction
from tests.storage.conftest import (
    BAISERKE_UNIT,
    ILE,
    KARAOI_UNIT,
    NOW,
    in_one_unit,
)

CHAT, OTHER, SUPER = -2001, -2002, -1002000000003
KK, EN = Language.KAZAKH, Language.ENGLISH


@in_one_unit
async def test_a_bound_group_is_found_by_its_territory_and_by_its_chat(tx: Transaction) -> None:
    await groups.bind(tx, [BAISERKE_UNIT], SUPER, EN, NOW)
    group = Group((BAISERKE_UNIT,), ILE, SUPER, EN, None)

    assert await groups.of_territory(tx, BAISERKE_UNIT) == group
    assert await groups.by_chat(tx, SUPER) == group
    assert await groups.of_territory(tx, ILE) is None
    assert await groups.by_chat(tx, CHAT) is None


@in_one_unit
async def test_binding_twice_is_binding_once(tx: Transaction) -> None:
    for language in (EN, KK):
        await groups.bind(tx, [BAISERKE_UNIT], CHAT, language, NOW)

    assert await groups.by_chat(tx, CHAT) == Group((BAISERKE_UNIT,), ILE, CHAT, KK, None)


@in_one_unit
async def test_a_territory_has_one_group_and_is_taken_over_whole(tx: Transaction) -> None:
    await groups.bind(tx, [BAISERKE_UNIT], CHAT, KK, NOW)
    await groups.bind(tx, [KARAOI_UNIT], OTHER, KK, NOW)
    await groups.bind(tx, [BAISERKE_UNIT], OTHER, KK, NOW)

    assert await groups.by_chat(tx, CHAT) is None
    assert await groups.of_territory(tx, KARAOI_UNIT) is None
    assert await groups.of_territory(tx, BAISERKE_UNIT) == Group((BAISERKE_UNIT,), ILE, OTHER, KK, None)


@in_one_unit
async def test_a_group_speaks_the_language_it_chose(tx: Transaction) -> None:
    await groups.bind(tx, [BAISERKE_UNIT], CHAT, KK, NOW)
    await groups.set_language(tx, CHAT, EN)
    group = await groups.by_chat(tx, CHAT)

    assert group is not None
    assert group.language is EN


@in_one_unit
async def test_trouble_is_news_once_and_so_is_its_end(tx: Transaction) -> None:
    await groups.bind(tx, [BAISERKE_UNIT], CHAT, KK, NOW)
    assert await groups.clear_trouble(tx, CHAT) is None

    assert await groups.set_trouble(tx, CHAT, "removed") is not None
    assert await groups.set_trouble(tx, CHAT, "silenced") is None
    group = await groups.by_chat(tx, CHAT)
    assert group is not None
    assert group.trouble == "removed"

    assert await groups.clear_trouble(tx, CHAT) is not None
    assert await groups.clear_trouble(tx, CHAT) is None


@in_one_unit
async def test_a_chat_that_serves_nobody_is_in_nobodys_trouble(tx: Transaction) -> None:
    assert await groups.set_trouble(tx, CHAT, "removed") is None


@in_one_unit
async def test_binding_anew_ends_the_trouble(tx: Transaction) -> None:
    await groups.bind(tx, [BAISERKE_UNIT], CHAT, KK, NOW)
    await groups.set_trouble(tx, CHAT, "removed")
    await groups.bind(tx, [BAISERKE_UNIT], CHAT, KK, NOW)

    assert await groups.by_chat(tx, CHAT) == Group((BAISERKE_UNIT,), ILE, CHAT, KK, None)


@in_one_unit
async def test_a_group_that_moved_is_the_same_group(tx: Transaction) -> None:
    await groups.bind(tx, [BAISERKE_UNIT], CHAT, EN, NOW)
    assert await groups.move(tx, CHAT, SUPER) == Group((BAISERKE_UNIT,), ILE, SUPER, EN, None)
    assert await groups.move(tx, CHAT, SUPER) is None

    assert await groups.by_chat(tx, CHAT) is None
    assert await groups.of_territory(tx, BAISERKE_UNIT) == Group((BAISERKE_UNIT,), ILE, SUPER, EN, None)


@in_one_unit
async def test_a_move_heard_of_after_the_new_chat_was_bound_by_hand_is_no_trouble(tx: Transaction) -> None:
    for chat in (CHAT, SUPER):
        await groups.bind(tx, [BAISERKE_UNIT], chat, EN, NOW)
    await groups.move(tx, CHAT, SUPER)

    assert await groups.of_territory(tx, BAISERKE_UNIT) == Group((BAISERKE_UNIT,), ILE, SUPER, EN, None)


@in_one_unit
async def test_a_move_into_a_chat_that_serves_another_territory_leaves_nobody_at_the_old_one(
    tx: Transaction,
) -> None:
    await groups.bind(tx, [BAISERKE_UNIT], CHAT, EN, NOW)
    await groups.bind(tx, [KARAOI_UNIT], SUPER, EN, NOW)

    assert await groups.move(tx, CHAT, SUPER) is None
    assert await groups.by_chat(tx, SUPER) == Group((KARAOI_UNIT,), ILE, SUPER, EN, None)
    assert await groups.by_chat(tx, CHAT) is None


async def test_a_group_of_no_territory_cannot_be(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await database.write(lambda tx: groups.bind(tx, ["000000000"], CHAT, KK, NOW))
