"""Which group serves which territory, and who was named moderator in it."""

from dataclasses import replace

import pytest

from bot.domain.groups import Group
from bot.domain.people import Language
from bot.domain.reports import State
from storage import groups, people, reports
from storage.database import Database, Transaction
from tests.storage.conftest import (
    BAISERKE_UNIT,
    ILE,
    KARAOI_UNIT,
    NOW,
    in_one_unit,
    report,
    resident,
)

CHAT, OTHER, SUPER = -2001, -2002, -1002000000003
KK, EN = Language.KAZAKH, Language.ENGLISH


@in_one_unit
async def test_a_bound_group_is_found_by_its_territory_and_by_its_chat(tx: Transaction) -> None:
    await groups.bind(tx, BAISERKE_UNIT, SUPER, EN, NOW)
    group = Group(BAISERKE_UNIT, SUPER, EN, None)

    assert await groups.of_territory(tx, BAISERKE_UNIT) == group
    assert await groups.by_chat(tx, SUPER) == group
    assert await groups.of_territory(tx, ILE) is None
    assert await groups.by_chat(tx, CHAT) is None


@in_one_unit
async def test_binding_twice_is_binding_once(tx: Transaction) -> None:
    for language in (EN, KK):
        await groups.bind(tx, BAISERKE_UNIT, CHAT, language, NOW)

    assert await groups.by_chat(tx, CHAT) == Group(BAISERKE_UNIT, CHAT, KK, None)


@in_one_unit
async def test_a_territory_has_one_group_and_a_group_one_territory(tx: Transaction) -> None:
    await groups.bind(tx, BAISERKE_UNIT, CHAT, KK, NOW)
    await groups.bind(tx, KARAOI_UNIT, OTHER, KK, NOW)
    await groups.bind(tx, BAISERKE_UNIT, OTHER, KK, NOW)

    assert await groups.by_chat(tx, CHAT) is None
    assert await groups.of_territory(tx, KARAOI_UNIT) is None
    assert await groups.of_territory(tx, BAISERKE_UNIT) == Group(BAISERKE_UNIT, OTHER, KK, None)


@in_one_unit
async def test_a_group_speaks_the_language_it_chose(tx: Transaction) -> None:
    await groups.bind(tx, BAISERKE_UNIT, CHAT, KK, NOW)
    await groups.set_language(tx, CHAT, EN)
    group = await groups.by_chat(tx, CHAT)

    assert group is not None
    assert group.language is EN


@in_one_unit
async def test_trouble_is_news_once_and_so_is_its_end(tx: Transaction) -> None:
    await groups.bind(tx, BAISERKE_UNIT, CHAT, KK, NOW)
    assert await groups.clear_trouble(tx, CHAT) is None

    assert await groups.set_trouble(tx, CHAT, "removed") == BAISERKE_UNIT
    assert await groups.set_trouble(tx, CHAT, "silenced") is None
    group = await groups.by_chat(tx, CHAT)
    assert group is not None
    assert group.trouble == "removed"

    assert await groups.clear_trouble(tx, CHAT) == BAISERKE_UNIT
    assert await groups.clear_trouble(tx, CHAT) is None


@in_one_unit
async def test_a_chat_that_serves_nobody_is_in_nobodys_trouble(tx: Transaction) -> None:
    assert await groups.set_trouble(tx, CHAT, "removed") is None


@in_one_unit
async def test_binding_anew_ends_the_trouble(tx: Transaction) -> None:
    await groups.bind(tx, BAISERKE_UNIT, CHAT, KK, NOW)
    await groups.set_trouble(tx, CHAT, "removed")
    await groups.bind(tx, BAISERKE_UNIT, CHAT, KK, NOW)

    assert await groups.by_chat(tx, CHAT) == Group(BAISERKE_UNIT, CHAT, KK, None)


@in_one_unit
async def test_a_group_that_moved_is_the_same_group_with_the_same_moderators(tx: Transaction) -> None:
    await groups.bind(tx, BAISERKE_UNIT, CHAT, EN, NOW)
    marina = await people.add_staff(tx, 2002, "Марина")
    await groups.add_moderator(tx, CHAT, marina, NOW)
    assert await groups.move(tx, CHAT, SUPER) == BAISERKE_UNIT
    assert await groups.move(tx, CHAT, SUPER) is None

    assert await groups.by_chat(tx, CHAT) is None
    assert await groups.of_territory(tx, BAISERKE_UNIT) == Group(BAISERKE_UNIT, SUPER, EN, None)
    assert await groups.is_moderator(tx, SUPER, 2002)
    assert not await groups.is_moderator(tx, CHAT, 2002)


@in_one_unit
async def test_a_move_heard_of_after_the_new_chat_was_bound_by_hand_is_no_trouble(tx: Transaction) -> None:
    marina = await people.add_staff(tx, 2002, "Марина")
    for chat in (CHAT, SUPER):
        await groups.bind(tx, BAISERKE_UNIT, chat, EN, NOW)
        await groups.add_moderator(tx, chat, marina, NOW)
    await groups.move(tx, CHAT, SUPER)

    assert await groups.of_territory(tx, BAISERKE_UNIT) == Group(BAISERKE_UNIT, SUPER, EN, None)
    assert await groups.is_moderator(tx, SUPER, 2002)


@in_one_unit
async def test_a_move_into_a_chat_that_serves_another_territory_leaves_nobody_at_the_old_one(
    tx: Transaction,
) -> None:
    await groups.bind(tx, BAISERKE_UNIT, CHAT, EN, NOW)
    await groups.bind(tx, KARAOI_UNIT, SUPER, EN, NOW)

    assert await groups.move(tx, CHAT, SUPER) is None
    assert await groups.by_chat(tx, SUPER) == Group(KARAOI_UNIT, SUPER, EN, None)
    assert await groups.by_chat(tx, CHAT) is None


@in_one_unit
async def test_a_moderator_is_one_in_the_group_they_were_named_in(tx: Transaction) -> None:
    marina = await people.add_staff(tx, 2002, "Марина")
    for _ in range(2):
        await groups.add_moderator(tx, CHAT, marina, NOW)

    assert await groups.is_moderator(tx, CHAT, 2002)
    assert not await groups.is_moderator(tx, OTHER, 2002)
    assert not await groups.is_moderator(tx, CHAT, 2001)

    await groups.drop_moderator(tx, OTHER, 2002)
    assert await groups.is_moderator(tx, CHAT, 2002)
    await groups.drop_moderator(tx, CHAT, 2002)
    await groups.drop_moderator(tx, CHAT, 9999)
    assert not await groups.is_moderator(tx, CHAT, 2002)


async def test_a_group_of_no_territory_cannot_be(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await database.write(lambda tx: groups.bind(tx, "000000000", CHAT, KK, NOW))


@in_one_unit
async def test_what_waits_for_a_territory_is_listed_oldest_first(tx: Transaction) -> None:
    aigul = await resident(tx)
    sent = [await report(tx, aigul) for _ in range(3)]
    await reports.save_state(tx, replace(sent[1], state=State.IN_REVIEW), NOW)
    await reports.save_state(tx, replace(sent[2], state=State.REOPENED), NOW)

    waiting = [sent[0].id, sent[2].id]
    assert await groups.waiting_reports(tx, BAISERKE_UNIT) == waiting
    assert await groups.waiting_reports(tx, ILE) == waiting
    assert await groups.waiting_reports(tx, KARAOI_UNIT) == []
