"""What befalls a moderators' group: nothing is lost, and an administrator is told once."""

from typing import Any

from sandbox.person import Person
from tests.conftest import bind, invite, settings, tap
from tests.conversations.conftest import TEXT, There, fixture, labels, shown


@fixture()
async def chief(village: There) -> Person:
    """Yerlan administers the bot, and speaks with it in private."""
    return village.yerlan


async def warnings(village: There) -> list[str]:
    """What the administrator has been told."""
    await village.quiet()
    said = [each for each in await shown(village.yerlan) if each["message_id"] not in village.told]
    return [each["text"] for each in said if each["text"].startswith("⚠️")]


# --- nobody there yet ---


async def test_reports_wait_until_a_group_is_bound_and_an_administrator_is_told_once(
    village: There, chief: Person
) -> None:
    nurlan = await village.client.person("Нұрлан", language_code="en")
    village.residents.append(nurlan)
    await nurlan.start("t196835100")
    for label in ("English", "I agree", "Yes"):
        await tap(nurlan, label)
    await nurlan.sees("Your village: Boraldai")
    for count in range(3):
        await nurlan.photo(f"Pit {count + 1}")
        await tap(nurlan, "Roads")
        await tap(nurlan, "Without a place")
        await tap(nurlan, "Send")
        await nurlan.sees(f"-{count + 1} is received")
    told = await warnings(village)
    assert len(told) == 1
    assert "Boraldai settlement" in told[0]
    assert not any("Pit" in str(each) for each in await shown(village.yerlan, village.group))
    group = await village.client.group("Boraldai", owner=village.yerlan, bot="administrator")
    await bind(village.yerlan, group, "Boraldai settlement")
    for count in range(3):
        await village.yerlan.sees(f"Pit {count + 1}", chat=group)
    await village.quiet()
    cards = [each for each in await shown(village.yerlan, group) if "Pit" in each.get("text", "")]
    assert [card["text"].splitlines()[-3] for card in cards] == ["Pit 1", "Pit 2", "Pit 3"]
    assert sum("photo" in each for each in await shown(village.yerlan, group)) == 3


async def test_what_a_units_own_group_has_is_neither_listed_nor_shown_in_that_of_the_district(
    village: There, resident: Person
) -> None:
    district = await village.client.group("District", owner=village.yerlan, bot="administrator")
    await bind(village.yerlan, district, "The whole district")
    number = await village.report(resident)
    await village.yerlan.sees(f"№ {number}", chat=village.group)
    await village.quiet()
    before = await shown(village.yerlan, village.group)
    for command, answer in (
        ("/queue", "Nothing waits. Every report that came to this group has been taken."),
        ("/find lamp", "Nothing was found among the newest reports here."),
        (f"/r {number}", "This report belongs to another group."),
    ):
        asked = await village.yerlan.send(command, chat=district)
        await village.yerlan.sees(answer, chat=district, after=asked)
    await village.quiet()
    assert await shown(village.yerlan, village.group) == before


async def test_a_group_of_the_district_serves_units_that_have_none_of_their_own(
    village: There, resident: Person
) -> None:
    group = await village.client.group("District", owner=village.yerlan, bot="administrator")
    await bind(village.yerlan, group, "The whole district")
    await village.yerlan.sees("now takes the reports of Ile district", chat=group)
    nurlan = await village.client.person("Нұрлан", language_code="en")
    village.residents.append(nurlan)
    await nurlan.start("t196835100")
    for label in ("English", "I agree", "Yes"):
        await tap(nurlan, label)
    await nurlan.sees("Your village: Boraldai")
    await village.report(nurlan, "A pit in Boraldai")
    await village.report(resident, "A pit in Baiserke")
    await village.yerlan.sees("A pit in Boraldai", chat=group)
    await village.yerlan.sees("A pit in Baiserke", chat=village.group)
    await village.quiet()
    assert "A pit in Baiserke" not in str(await shown(village.yerlan, group))
    await village.yerlan.send("/queue", chat=group)
    await village.yerlan.sees("1 report waits.", chat=group)


async def test_a_group_that_is_not_bound_says_so(village: There) -> None:
    group = await village.client.group("Unbound", owner=village.yerlan, bot="administrator")
    await village.yerlan.sees("Good day!", chat=group)
    for command in ("/queue", "/r 1", "/language", "/poster", "/team", "/unbind"):
        asked = await village.yerlan.send(command, chat=group)
        await village.yerlan.sees("This group serves no territory yet", chat=group, after=asked)


async def test_another_group_takes_over_and_the_old_one_sees_no_more(
    village: There, resident: Person
) -> None:
    await village.report(resident)
    card = await village.yerlan.sees(TEXT, chat=village.group)
    group = await village.client.group("New office", owner=village.yerlan, bot="administrator")
    await bind(village.yerlan, group, "Baiserke rural district")
    answer = await village.yerlan.tap("Take", chat=village.group, message=card)
    assert answer.text is not None
    assert answer.text.startswith("This group serves no territory yet.")
    await village.report(resident, "A second lamp")
    await village.yerlan.sees("A second lamp", chat=group)
    await village.yerlan.send("/queue", chat=group)
    queue = await village.yerlan.sees("2 reports wait.", chat=group)
    await village.yerlan.tap(labels(queue)[0], chat=group, message=queue)
    await village.yerlan.sees(TEXT, chat=group)


# --- lost and found ---


async def test_put_out_of_its_group_the_bot_keeps_everything_and_tells_an_administrator_once(
    village: There, chief: Person, resident: Person
) -> None:
    await village.client.member(village.group, None, "kicked")
    for count in range(3):
        await village.report(resident, f"Lamp {count + 1}")
    told = await warnings(village)
    assert len(told) == 1
    assert "Baiserke rural district" in told[0]
    assert "Reports are kept" in told[0]
    await village.client.member(village.group, None, "administrator")
    for count in range(3):
        await village.yerlan.sees(f"Lamp {count + 1}", chat=village.group)
    assert len(await warnings(village)) == 1


async def test_back_in_its_group_the_bot_does_not_ask_to_be_connected_anew(
    village: There, resident: Person
) -> None:
    await village.client.member(village.group, None, "left")
    await village.report(resident)
    await village.quiet()
    back = await village.yerlan.send("The bot is coming back", chat=village.group)
    await village.client.member(village.group, None, "administrator")
    await village.yerlan.sees(TEXT, chat=village.group)
    await village.quiet()
    new = [
        one for one in await shown(village.yerlan, village.group) if one["message_id"] > back["message_id"]
    ]
    assert not any("/bind" in one["text"] for one in new)


async def test_silenced_in_its_group_the_bot_keeps_everything_and_tells_an_administrator_once(
    village: There, chief: Person, resident: Person
) -> None:
    await village.client.member(village.group, None, "restricted")
    await village.report(resident)
    assert len(await warnings(village)) == 1
    asked = await village.yerlan.send("/queue", chat=village.group)
    await village.quiet()
    assert [
        one for one in await shown(village.yerlan, village.group) if one["message_id"] > asked["message_id"]
    ] == []
    await village.client.member(village.group, None, "member")
    await village.yerlan.sees(TEXT, chat=village.group)
    assert len(await warnings(village)) == 1


async def test_the_loss_is_noticed_also_when_telegram_does_not_tell_of_it(
    village: There, chief: Person, resident: Person
) -> None:
    """The first card for the group meets the refusal."""
    await village.client.fault("kicked", method="sendMessage", chat_id=village.group["id"])
    await village.report(resident)
    await village.report(resident, "A second lamp")
    assert len(await warnings(village)) == 1
    await village.client.member(village.group, None, "administrator")
    await village.yerlan.sees(TEXT, chat=village.group)
    await village.yerlan.sees("A second lamp", chat=village.group)


async def test_without_the_right_to_send_pictures_cards_still_come_and_pictures_with_their_next_change(
    village: There, resident: Person
) -> None:
    rights = {"can_send_messages": True}
    await village.client.member(village.group, None, "restricted", permissions=rights)
    await resident.photo("The bridge has a hole")
    await tap(resident, "Roads")
    await tap(resident, "Without a place")
    await tap(resident, "Send")
    card = await village.yerlan.sees("The bridge has a hole", chat=village.group)
    await village.report(resident, "The lamp is broken too")
    await village.yerlan.sees("The lamp is broken too", chat=village.group)
    await village.quiet()
    await village.client.member(village.group, None, "administrator")
    await village.yerlan.tap("Take", chat=village.group, message=card)
    picture = await village.yerlan.sees(lambda message: "photo" in message, chat=village.group)
    assert picture["reply_to_message"]["message_id"] == card["message_id"]


async def test_an_administrator_nobody_has_seen_yet_is_told_too(village: There, resident: Person) -> None:
    saule = await village.client.person("Сәуле", language_code="ru")
    database = village.settings.database_url.get_secret_value()
    village.stage.settings = settings(village.client.url, database, village.yerlan, saule)
    await village.restart()
    await village.client.member(village.group, None, "kicked")
    await village.report(resident)
    await village.quiet()
    await saule.start()
    await saule.sees("⚠️")
    village.stage.settings = village.settings
    await village.restart()


async def test_the_queue_brings_what_was_held_when_nobody_told_that_the_bot_may_write_again(
    village: There, resident: Person
) -> None:
    """Telegram tells of the bot's own rights, not of those that the whole group got back."""
    await village.report(resident)
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await village.quiet()
    village.kept("UPDATE groups SET trouble = 'not enough rights to send text messages to the chat'")
    await resident.send("Is anybody there?", reply_to=await resident.sees("is received"))
    await village.yerlan.sees("«Is anybody there?»", chat=village.group)
    village.kept("UPDATE letters SET state = 'held' WHERE kind = 'card'")
    await village.yerlan.delete(card)
    await village.yerlan.send("/queue", chat=village.group)
    await village.yerlan.sees("1 report waits.", chat=village.group)
    again = await village.yerlan.sees(TEXT, chat=village.group)
    assert again["message_id"] > card["message_id"]
    await village.quiet()
    assert village.kept("SELECT trouble FROM groups") == [(None,)]


async def test_a_moderator_who_is_answered_into_the_void_loses_nothing(
    village: There, resident: Person
) -> None:
    """The bot is put out between the press and the answer."""
    await village.report(resident)
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await village.client.fault("kicked", method="sendMessage", chat_id=village.group["id"])
    await village.yerlan.tap("Take", chat=village.group, message=card)
    await village.client.member(village.group, None, "administrator")
    await village.yerlan.tap("Take", chat=village.group, message=card)
    await resident.sees("in review")


# --- a supergroup ---


@fixture()
async def plain(village: There) -> dict[str, Any]:
    """A plain group, bound in place of the supergroup, with Marina as its moderator."""
    group = await village.client.group(
        "Office", owner=village.yerlan, members=[village.marina], bot="administrator", type="group"
    )
    await bind(village.yerlan, group, "Baiserke rural district")
    await invite(village.yerlan, village.marina, "Moderator")
    return group


async def test_a_group_that_became_a_supergroup_goes_on_there(
    village: There, chief: Person, resident: Person, plain: dict[str, Any]
) -> None:
    number = await village.report(resident)
    await village.yerlan.sees(TEXT, chat=plain)
    new = await village.client.migrate(plain)
    await village.report(resident, "A second lamp")
    await village.yerlan.sees("A second lamp", chat=new)
    await village.yerlan.send(f"/r {number}", chat=new)
    card = await village.yerlan.sees(TEXT, chat=new)
    answer = await village.marina.tap("Take", chat=new, message=card)
    assert answer.text == f"№ {number}: 🟡 in review"
    await resident.sees("in review")
    assert await warnings(village) == []


async def test_a_move_that_is_noticed_only_when_writing_loses_nothing(
    village: There, chief: Person, resident: Person, plain: dict[str, Any]
) -> None:
    await village.client.fault("migrated", method="sendMessage", chat_id=plain["id"])
    await village.report(resident)
    await village.quiet()
    [(chat_id,)] = village.kept("SELECT chat_id FROM served WHERE kato = '196847000'")
    assert chat_id != plain["id"]
    await village.yerlan.sees(TEXT, chat=chat_id)
    assert await warnings(village) == []


async def test_an_answer_to_the_resident_survives_the_move(
    village: There, resident: Person, plain: dict[str, Any]
) -> None:
    await village.report(resident)
    card = await village.yerlan.sees(TEXT, chat=plain)
    await village.yerlan.send("Tomorrow", chat=plain, reply_to=card)
    told = await resident.sees("«Tomorrow»")
    new = await village.client.migrate(plain)
    await village.quiet()
    await resident.send("Thank you", reply_to=told)
    await village.yerlan.sees("«Thank you»", chat=new)
