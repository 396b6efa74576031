"""A moderator hands a report over to another akim's office of the district: what both groups and the resident see."""

import re
from typing import Any

import pytest

from sandbox.person import Person
from tests.conftest import bind, tap
from tests.conversations.conftest import PLACE, TEXT, There, data, fixture, go_to, gone, labels, shown
from tests.conversations.test_triage import FIRST, Office

SECRET = "The neighbour is a thief, house 7"
GONE = "Handed over to another akim's office: Karaoi rural district."
VILLAGE, BORALDAI = "196843100", "196835100"


@fixture()
async def office(village: There, resident: Person) -> Office:
    """Aigul's report has two pictures and a place, and she has added words and a picture to it."""
    form = await go_to("pictures", resident)
    await resident.send(SECRET)
    await resident.album(2)
    await resident.sees("2 attachments", after=form)
    await tap(resident, "Done")
    await resident.send(PLACE)
    await tap(resident, "Send")
    receipt = await resident.sees("is received")
    await resident.send("Everybody knows the thief", reply_to=receipt)
    await resident.photo("The thief's door", reply_to=receipt)
    office = Office(village, str(receipt["text"].split("№ ")[1].split()[0]))
    await village.yerlan.sees("The thief's door", chat=village.group)
    await village.quiet()
    return office


@fixture()
async def karaoi(village: There, office: Office) -> dict[str, Any]:
    """The moderators' group of Karaoi; Yerlan, who administers the bot, may act in it, too."""
    return await founded(village)


async def founded(village: There, unit: str = "Karaoi rural district") -> dict[str, Any]:
    group: dict[str, Any] = await village.client.group(
        unit, owner=village.yerlan, members=[village.marina], bot="administrator"
    )
    await bind(village.yerlan, group, unit)
    return group


async def hand_over(office: Office, village: str = "Karaoi") -> Any:
    await office.press("Forward")
    await office.press("Another akim's office")
    await office.press("Karaoi rural district")
    return await office.press(village)


async def hand_on(village: There, group: dict[str, Any], number: str, *labelled: str) -> None:
    """From a group that has got it to another office."""
    card = about(await seen(village, group), number)[0]
    for label in ("Forward", "Another akim's office", *labelled):
        await village.yerlan.tap(label, chat=group, message=card)
        await village.quiet()
        shown_now = await shown(village.yerlan, group)
        card = next(one for one in shown_now if one["message_id"] == card["message_id"])


async def seen(village: There, group: dict[str, Any]) -> list[dict[str, Any]]:
    await village.quiet()
    return await shown(village.yerlan, group)


def about(messages: list[dict[str, Any]], number: str) -> list[dict[str, Any]]:
    """The cards of a report."""
    return [one for one in messages if one.get("text", "").startswith(f"№ {number} · ")]


def pictures(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in messages if "photo" in one]


def texts(messages: list[dict[str, Any]]) -> str:
    return "\n".join(one.get("text", "") + one.get("caption", "") for one in messages)


async def test_a_moderator_chooses_the_office_and_the_village_and_may_go_back(
    village: There, office: Office
) -> None:
    await office.press("Forward")
    await village.quiet()
    assert labels(await office.card())[:2] == ["🏘 Another akim's office", "District akimat"]
    await office.press("Another akim's office")
    await village.quiet()
    offered = labels(await office.card())
    assert "Karaoi rural district" in offered
    assert "Baiserke rural district" not in offered
    await office.press("Karaoi rural district")
    await village.quiet()
    assert labels(await office.card()) == ["Karaoi", "Kosozen", "Nurgisa Tlendiyev", "← Back"]
    await office.press("Back")
    await office.press("Back")
    await village.quiet()
    assert labels(await office.card()) == FIRST


async def test_the_other_group_sees_all_of_it_and_the_first_where_it_is_and_nothing_else(
    village: There, office: Office, karaoi: dict[str, Any]
) -> None:
    answer = await hand_over(office)
    assert answer.text == f"№ {office.number}: handed over. Village: Karaoi."

    left = await seen(village, village.group)
    [line] = about(left, office.number)
    assert line["text"] == f"№ {office.number} · ↪️ {GONE}"
    assert labels(line) == []
    assert pictures(left) == []
    assert not [word for word in ("thief", TEXT, "school", "neighbour") if word in texts(left)]
    there = await seen(village, karaoi)
    [card] = about(there, office.number)
    assert "received" in card["text"]
    assert "💡 Street lighting · Karaoi" in card["text"]
    assert "Handed over by another akim's office." in card["text"]
    assert f"Place: {PLACE}" in card["text"]
    assert SECRET in card["text"]
    assert labels(card) == FIRST
    assert len(pictures(there)) == 3
    for word in ("Everybody knows the thief", "The thief's door"):
        assert sum(f"«{word}»" in one.get("text", "") for one in there) == 1, word


async def test_its_resident_hears_who_decides_now_and_then_of_every_step(
    village: There, office: Office, karaoi: dict[str, Any], resident: Person
) -> None:
    await hand_over(office)
    told = await resident.sees("which decides this: Karaoi rural district.")
    assert f"Report № {office.number}" in told["text"]
    await resident.send("/my")
    await tap(resident, f"№ {office.number}")
    story = await resident.sees("handed over to another akim's office")
    assert "Karaoi" in story["text"]
    said = await resident.send("The lamp hangs by the bridge", reply_to=told)
    await village.yerlan.sees("«The lamp hangs by the bridge»", chat=karaoi)
    card = await village.yerlan.sees(re.compile(f"^№ {office.number} · . received"), chat=karaoi)
    await village.yerlan.tap("Take", chat=karaoi, message=card)
    await resident.sees("in review", after=said)
    assert "bridge" not in texts(await seen(village, village.group))


async def test_afterwards_the_first_group_is_told_kindly_that_it_is_anothers(
    village: There, office: Office, karaoi: dict[str, Any]
) -> None:
    """A client may still show the buttons, and whoever replies to what is left says so to nobody."""
    await office.press("Reject")
    await office.press("Private matter")
    card = await office.card()
    mute = data(card, "Without explanation")
    await office.press("Back")
    await hand_over(office)
    line = await village.yerlan.sees(GONE, chat=village.group)
    before = village.kept("SELECT * FROM events")
    for old in (mute, "do:1:take", "handover:1:196847100:0", "offices:1:0"):
        pressed = old.replace(":1:", f":{mute.split(':')[1]}:", 1)
        answer = await village.yerlan.press(pressed, line, chat=village.group)
        assert answer.text == "This report belongs to another group.", pressed
    said = await village.yerlan.send("We have been there", chat=village.group, reply_to=line)
    await village.yerlan.sees("This report belongs to another group.", chat=village.group, after=said)
    asked = await village.yerlan.send(f"/r {office.number}", chat=village.group)
    await village.yerlan.sees("There is no report with this number", chat=village.group, after=asked)
    assert village.kept("SELECT * FROM events") == before


async def test_a_question_that_was_open_goes_and_a_late_reply_to_it_decides_nothing(
    village: There, office: Office, karaoi: dict[str, Any]
) -> None:
    await office.press("Ask")
    question = await village.yerlan.sees("what do you ask the resident", chat=village.group)
    await hand_over(office)
    left = await seen(village, village.group)
    assert question["message_id"] not in [one["message_id"] for one in left]
    [(state,)] = village.kept("SELECT state FROM reports")
    assert state == "received"


async def test_the_other_office_can_hand_it_back_and_everything_is_here_again_once(
    village: There, office: Office, karaoi: dict[str, Any]
) -> None:
    await hand_over(office)
    await hand_on(village, karaoi, office.number, "Baiserke rural district", "Baiserke")
    there = await seen(village, karaoi)
    assert [labels(one) for one in about(there, office.number)] == [[]]
    assert pictures(there) == []
    assert "thief" not in texts(there)
    here = await seen(village, village.group)
    [back] = about(here, office.number)
    assert SECRET in back["text"]
    assert labels(back) == FIRST
    assert len(pictures(here)) == 3
    for word in ("Everybody knows the thief", "The thief's door"):
        assert sum(f"«{word}»" in one.get("text", "") for one in here) == 1, word


async def test_each_group_that_had_it_says_in_its_own_language_where_it_is_now(
    village: There, office: Office, karaoi: dict[str, Any]
) -> None:
    boraldai = await founded(village, "Boraldai settlement")
    asked = await village.yerlan.send("/language", chat=karaoi)
    choice = await village.yerlan.sees("Choose a language", chat=karaoi, after=asked)
    await village.yerlan.tap("Русский", chat=karaoi, message=choice)
    await hand_over(office)
    [first] = about(await seen(village, village.group), office.number)
    [card] = [one for one in await seen(village, karaoi) if SECRET in one.get("text", "")]
    report = data(card, "Взять").split(":")[1]
    await village.yerlan.press(f"handover:{report}:{BORALDAI}:0", card, chat=karaoi)
    assert len(about(await seen(village, boraldai), office.number)) == 1
    [line] = about(await seen(village, village.group), office.number)
    assert line["message_id"] == first["message_id"]
    assert line["text"].endswith("Handed over to another akim's office: Boraldai settlement.")
    [line] = [one for one in await seen(village, karaoi) if office.number in one.get("text", "")]
    assert line["message_id"] == card["message_id"]
    assert line["text"].startswith(f"№ {office.number} · ↪️ Передано в аппарат другого акима: ")


async def test_the_line_stays_when_a_letter_of_an_earlier_handing_over_comes_after_the_next(
    village: There, office: Office, karaoi: dict[str, Any]
) -> None:
    """Telegram had the first group wait for so long that the report is back there."""
    await hand_over(office)
    await hand_on(village, karaoi, office.number, "Baiserke rural district", "Baiserke")
    [line] = about(await seen(village, karaoi), office.number)
    [card] = about(await seen(village, village.group), office.number)
    village.kept("UPDATE letters SET state = 'waiting' WHERE kind = 'handed_over'")
    await village.yerlan.send(f"/r {office.number}", chat=village.group)
    assert about(await seen(village, karaoi), office.number) == [line]
    [card] = about(await seen(village, village.group), office.number)
    assert labels(card) == FIRST


async def test_where_nobody_serves_the_other_office_it_waits_and_administrators_hear_so(
    village: There, office: Office, resident: Person
) -> None:
    await hand_over(office)
    await village.yerlan.sees("Reports from Karaoi rural district")
    await resident.sees("which decides this: Karaoi rural district.")
    left = await seen(village, village.group)
    assert pictures(left) == []
    assert "thief" not in texts(left)
    there = await seen(village, await founded(village))
    assert len(about(there, office.number)) == 1
    assert len(pictures(there)) == 3


async def test_of_one_group_for_both_only_the_card_changes(village: There, resident: Person) -> None:
    await bind(village.yerlan, village.group, "Baiserke rural district", "Karaoi rural district")
    office = Office(village, await village.report(resident))
    before = await office.card("received")
    await hand_over(office, "Kosozen")
    await resident.sees("which decides this: Karaoi rural district.")
    [card] = about(await seen(village, village.group), office.number)
    assert card["message_id"] == before["message_id"]
    assert "💡 Street lighting · Kosozen" in card["text"]
    assert labels(card) == FIRST


async def test_of_one_group_for_both_a_question_that_was_open_goes_and_decides_nothing(
    village: There, resident: Person
) -> None:
    await bind(village.yerlan, village.group, "Baiserke rural district", "Karaoi rural district")
    office = Office(village, await village.report(resident))
    await office.press("Take")
    await office.card("in review")
    await office.press("Resolved")
    question = await village.yerlan.sees("what was done", chat=village.group)
    await hand_over(office, "Kosozen")
    await gone(village.yerlan, question)
    await village.quiet()
    assert village.kept("SELECT state FROM reports") == [("received",)]
    assert village.kept("SELECT task FROM posts WHERE kind = 'prompt'") == [(None,)]


async def test_pictures_that_telegram_does_not_let_go_stop_nothing_and_words_are_gone(
    village: There, office: Office, karaoi: dict[str, Any]
) -> None:
    """The bot is no administrator there, and may delete its own for 48 hours only."""
    await village.client.member(village.group, None, "member")
    await village.later(hours=49)
    await hand_over(office)
    left = await seen(village, village.group)
    assert len(pictures(left)) == 3
    assert "thief" not in texts(left)
    there = await seen(village, karaoi)
    assert len(pictures(there)) == 3
    assert village.kept("SELECT * FROM letters WHERE state NOT IN ('sent', 'held')") == []


@pytest.mark.parametrize(
    ("kato", "told"),
    [
        ("196800000", "There is no such place on our list"),
        ("190000000", "There is no such place on our list"),
        ("999999999", "There is no such place on our list"),
        ("196847500", "It is so already."),
    ],
)
async def test_what_no_button_offered_hands_nothing_over(
    village: There, office: Office, kato: str, told: str
) -> None:
    card = await office.card()
    report = data(card, "Take").split(":")[1]
    before = village.kept("SELECT * FROM reports")
    answer = await village.yerlan.press(f"handover:{report}:{kato}:0", card, chat=village.group)
    assert answer.text.startswith(told)
    assert village.kept("SELECT * FROM reports") == before
    answer = await village.marina.press(f"handover:{report}:{VILLAGE}:0", card, chat=village.group)
    assert answer.text == "You have no right to do this here."
    assert village.kept("SELECT * FROM reports") == before


async def test_a_double_tap_hands_it_over_once(
    village: There, office: Office, karaoi: dict[str, Any], resident: Person
) -> None:
    card = await office.card()
    report = data(card, "Take").split(":")[1]
    first = await village.yerlan.press(f"handover:{report}:{VILLAGE}:0", card, chat=village.group)
    second = await village.yerlan.press(f"handover:{report}:{VILLAGE}:0", card, chat=village.group)
    assert "handed over" in first.text
    assert second.text == "This report belongs to another group."
    await village.quiet()
    assert village.kept("SELECT count(*) FROM events WHERE kind = 'hand_over'") == [(1,)]
    assert len(about(await seen(village, karaoi), office.number)) == 1
    told = [one for one in await shown(resident) if "which decides this" in one.get("text", "")]
    assert len(told) == 1


async def test_a_restart_in_the_middle_loses_nothing(
    village: There, office: Office, karaoi: dict[str, Any]
) -> None:
    await office.press("Forward")
    await office.press("Another akim's office")
    await office.press("Karaoi rural district")
    await village.restart()
    await office.press("Karaoi")
    there = await seen(village, karaoi)
    assert len(about(there, office.number)) == 1
    assert len(pictures(there)) == 3


async def test_the_second_of_two_taps_hands_nothing_over(village: There, office: Office) -> None:
    before = village.kept("SELECT unit FROM reports")
    await office.press("Forward")
    await office.press("Another akim's office")
    village.stage.taps.patience = 60
    await office.press("Boraldai settlement")
    village.stage.taps.patience = 0
    await village.quiet()
    assert village.kept("SELECT unit FROM reports") == before
