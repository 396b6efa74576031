"""Groups are bound to territories, lost, found and moved, and no report is lost on the way."""

import asyncio

import pytest

from bot.domain.groups import Group, Staff
from bot.domain.letters import LetterKind, to_group, to_person
from bot.domain.people import Language
from bot.domain.territories import NoSuchTerritory
from tests.services.conftest import (
    ADMIN,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    GROUP,
    ILE,
    ILE_GROUP,
    KARAOI,
    KARAOI_UNIT,
    NOW,
    OTHER_ADMIN,
    SECOND,
    Town,
)

KK, EN = Language.KAZAKH, Language.ENGLISH
SUPER = -1002000000003
REGION = "190000000"


async def deliver(town: Town) -> None:
    """What the sender does with letters to territories that nobody serves."""
    for letter in await town.letters():
        if letter.recipient.startswith("group:") and await town.outbox.address(letter) is None:
            await town.outbox.nobody_there(letter, NOW)


async def told_to(town: Town, admin: int) -> list[LetterKind]:
    person, _ = await town.people.visit(admin, admin)
    return await town.told(to_person(person.id)) if person else []


@pytest.mark.parametrize("kato", [BAISERKE_UNIT, ILE])
async def test_a_group_serves_the_unit_or_district_it_is_bound_to(town: Town, kato: str) -> None:
    for language in (KK, EN):
        await town.groups.bind(GROUP, [kato], language, NOW)

    assert await town.groups.of_chat(GROUP) == Group((kato,), ILE, GROUP, EN, None)
    assert await town.groups.of_chat(ILE_GROUP) is None


@pytest.mark.parametrize("kato", [BAISERKE, REGION, "000000000", ""])
async def test_a_group_serves_no_village_region_or_nowhere(town: Town, kato: str) -> None:
    with pytest.raises(NoSuchTerritory):
        await town.groups.bind(GROUP, [kato], KK, NOW)

    assert await town.groups.of_chat(GROUP) is None


async def test_groups_bound_to_one_territory_at_once_leave_it_with_one(town: Town) -> None:
    chats = [GROUP - number for number in range(5)]
    await asyncio.gather(*(town.groups.bind(chat, [ILE], KK, NOW) for chat in chats))

    serving = [chat for chat in chats if await town.groups.of_chat(chat)]
    assert len(serving) == 1


async def test_a_group_bound_to_many_territories_at_once_serves_one(town: Town) -> None:
    units = [BAISERKE_UNIT, KARAOI_UNIT, ILE]
    await asyncio.gather(*(town.groups.bind(GROUP, [kato], KK, NOW) for kato in units))

    group = await town.groups.of_chat(GROUP)
    assert group is not None
    assert len(group.katos) == 1
    assert group.katos[0] in units


async def test_reports_that_waited_for_a_group_go_when_there_is_one(town: Town) -> None:
    await town.report(await town.resident())
    await deliver(town)
    assert await town.told(to_group(BAISERKE_UNIT)) == []

    await town.bound()
    assert await town.told(to_group(BAISERKE_UNIT)) == [LetterKind.CARD]


async def test_a_districts_group_gets_what_waited_in_all_of_its_units(town: Town) -> None:
    await town.report(await town.resident())
    await town.report(await town.resident(BOLAT, KARAOI))
    await deliver(town)
    await town.bound(ILE, ILE_GROUP)

    assert await town.told(to_group(BAISERKE_UNIT)) == [LetterKind.CARD]
    assert await town.told(to_group(KARAOI_UNIT)) == [LetterKind.CARD]


async def test_a_group_bound_while_a_letter_found_nobody_gets_that_letter(town: Town) -> None:
    """The sender looks the address up and says so later; the group may come between."""
    await town.report(await town.resident())
    [letter] = await town.outbox.lease(NOW, [], 10)
    assert await town.outbox.address(letter) is None
    await town.bound()
    await town.outbox.nobody_there(letter, NOW)

    assert await town.told(to_group(BAISERKE_UNIT)) == [LetterKind.CARD]


async def test_when_its_group_is_bound_elsewhere_a_units_held_letters_go_to_the_districts(town: Town) -> None:
    await town.bound()
    await town.bound(ILE, ILE_GROUP)
    await town.report(await town.resident())
    [card] = await town.outbox.lease(NOW, [], 10)
    await town.outbox.unreachable(card, GROUP, "bot was kicked", NOW)
    await town.bound(KARAOI_UNIT, GROUP)

    [letter] = [one for one in await town.letters() if one.kind is LetterKind.CARD]
    address = await town.outbox.address(letter)
    assert address is not None
    assert address.chat_id == ILE_GROUP


async def test_a_group_speaks_the_language_chosen_in_it(town: Town) -> None:
    await town.bound()
    await town.groups.speak(Staff(GROUP, ADMIN, "Сәуле"), EN, NOW)

    assert await town.groups.of_chat(GROUP) == Group((BAISERKE_UNIT,), ILE, GROUP, EN, None)


# lost, found, moved


async def test_of_a_lost_group_every_administrator_hears_once(town: Town) -> None:
    await town.bound()
    for _ in range(3):
        await town.groups.lost(GROUP, "removed", NOW)

    for admin in (ADMIN, OTHER_ADMIN):
        assert await told_to(town, admin) == [LetterKind.GROUP_LOST]


async def test_a_group_lost_again_the_same_day_is_told_of_again(town: Town) -> None:
    await town.bound()
    await town.groups.lost(GROUP, "removed", NOW)
    await town.sent_all()
    await town.groups.found(GROUP, NOW + SECOND)
    await town.groups.lost(GROUP, "silenced", NOW + 2 * SECOND)

    person, _ = await town.people.visit(ADMIN, ADMIN)
    assert person is not None
    assert await town.told(to_person(person.id), NOW + DAY) == [LetterKind.GROUP_LOST]


async def test_a_chat_that_serves_nobody_is_lost_without_a_word(town: Town) -> None:
    await town.groups.lost(GROUP, "removed", NOW)
    await town.groups.found(GROUP, NOW)

    assert await told_to(town, ADMIN) == []


async def test_what_was_held_for_a_lost_group_goes_when_it_is_found(town: Town) -> None:
    await town.bound()
    await town.report(await town.resident())
    [card] = await town.outbox.lease(NOW, [], 10)
    await town.outbox.unreachable(card, GROUP, "bot was kicked", NOW)
    assert await town.told(to_group(BAISERKE_UNIT)) == []

    for _ in range(2):
        await town.groups.found(GROUP, NOW)
    assert await town.told(to_group(BAISERKE_UNIT)) == [LetterKind.CARD]


@pytest.mark.parametrize("by", ["groups", "outbox"])
async def test_a_group_that_moved_gets_what_was_held(town: Town, by: str) -> None:
    await town.bound()
    await town.report(await town.resident())
    [card] = await town.outbox.lease(NOW, [], 10)
    await town.outbox.unreachable(card, GROUP, "not enough rights", NOW)
    for _ in range(2):
        moving = town.groups.moved if by == "groups" else town.outbox.group_moved
        await moving(GROUP, SUPER, NOW)

    assert await town.groups.of_chat(SUPER) == Group((BAISERKE_UNIT,), ILE, SUPER, KK, None)
    [letter] = [one for one in await town.letters() if one.kind is LetterKind.CARD]
    address = await town.outbox.address(letter)
    assert address is not None
    assert address.chat_id == SUPER
