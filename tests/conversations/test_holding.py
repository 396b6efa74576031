"""A moderator holds a report back, its resident objects, and the office takes it up again."""

from typing import Any

import pytest

from sandbox.person import Person
from tests.conftest import tap
from tests.conversations.conftest import TEXT, There, fixture, go_to, labels, shown
from tests.conversations.test_triage import FIRST, Office

SECRET = "The neighbour is a thief, house 7"
HELD = "Held: for now it is shown to nobody and not dealt with."
KEPT = "This is kept: the office will see it if it takes the report up again."
REASONS = [
    "Insult or swearing",
    "Other people's data",
    "Advertising or spam",
    "Campaigning, for or against",
    "False alarm on purpose",
    "Other reason",
]


@fixture()
async def office(village: There, resident: Person) -> Office:
    """Aigul's report has a picture and a place, and she has added words and a picture to it."""
    form = await go_to("pictures", resident)
    await resident.send(SECRET)
    await resident.album(2)
    await resident.sees("2 attachments", after=form)
    await tap(resident, "Done")
    await resident.send("Abai street 7")
    await tap(resident, "Send")
    receipt = await resident.sees("is received")
    await resident.send("Everybody knows the thief", reply_to=receipt)
    await resident.photo("The thief's door", reply_to=receipt)
    office = Office(village, str(receipt["text"].split("№ ")[1].split()[0]))
    await village.yerlan.sees("The thief's door", chat=village.group)
    await village.quiet()
    return office


async def group(village: There) -> list[dict[str, Any]]:
    await village.quiet()
    return await shown(village.yerlan, village.group)


def texts(messages: list[dict[str, Any]]) -> str:
    return "\n".join(one.get("text", "") + one.get("caption", "") for one in messages)


def pictures(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in messages if "photo" in one]


async def test_a_moderator_chooses_why_and_may_go_back(village: There, office: Office) -> None:
    await office.press("Hold")
    await village.quiet()
    assert labels(await office.card()) == [*REASONS, "← Back"]
    await office.press("Back")
    await village.quiet()
    assert labels(await office.card()) == FIRST


async def test_of_a_held_report_the_group_sees_neither_words_nor_place_nor_pictures(
    village: There, office: Office
) -> None:
    assert len(pictures(await group(village))) == 3
    await office.bring_to("held")
    seen = await group(village)
    card = await office.card("held")
    assert "Insult or swearing" in card["text"]
    assert labels(card) == ["↩️ Take up again"]
    assert pictures(seen) == []
    assert not [word for word in ("thief", TEXT, "Abai", "neighbour") if word in texts(seen)]


async def test_the_resident_is_told_why_and_how_to_object_but_not_by_whom(
    village: There, office: Office, resident: Person
) -> None:
    await office.press("Hold")
    await office.press("Other reason")
    await office.write("hold: explain it", "Please without names")
    told = await resident.sees(HELD)
    assert "Reason: «Other reason»" in told["text"]
    assert "«Please without names»" in told["text"]
    assert "your first reply as an objection" in told["text"]
    assert "hello@example.kz" in told["text"]
    assert "Ерлан" not in str(await resident.transcript())
    await resident.send("/my")
    await tap(resident, f"№ {office.number}")
    story = await resident.sees("held by the office")
    assert SECRET in story["text"]


async def test_the_first_reply_reaches_the_office_as_an_objection_and_what_follows_is_kept(
    village: There, office: Office, resident: Person
) -> None:
    await office.bring_to("held")
    told = await resident.sees(HELD)
    said = await resident.photo("It is true, ask anybody", reply_to=told)
    await resident.sees("Passed on to the office as your objection", after=said)
    objection = await village.yerlan.sees("the resident objects to its being held", chat=village.group)
    assert "«It is true, ask anybody»" in objection["text"]
    for more in (
        await resident.send("And his brother too", reply_to=told),
        await resident.photo("His brother", reply_to=told),
    ):
        await resident.sees(KEPT, after=more)
    seen = await group(village)
    assert "brother" not in str(seen)
    assert pictures(seen) == []
    await office.press("Take up again")
    await village.yerlan.sees("«His brother»", chat=village.group)
    assert len(pictures(await group(village))) == 5


async def test_taken_up_again_everything_is_there_again_and_nothing_is_lost(
    village: There, office: Office, resident: Person
) -> None:
    before = await group(village)
    await office.bring_to("held")
    told = await resident.sees(HELD)
    await resident.send("It is true", reply_to=told)
    more = await resident.photo("And his brother", reply_to=told)
    await resident.sees(KEPT, after=more)
    await office.press("Take up again")
    await resident.sees("in review", after=more)
    seen = await group(village)
    card = await office.card("in review")
    assert SECRET in card["text"]
    assert "Abai street 7" in card["text"]
    assert len(pictures(seen)) == len(pictures(before)) + 1
    for word in ("Everybody knows the thief", "The thief's door", "It is true", "And his brother"):
        assert sum(f"«{word}»" in one.get("text", "") for one in seen) == 1, word


async def test_pictures_two_days_old_that_telegram_does_not_let_go_stop_nothing(
    village: There, office: Office, resident: Person
) -> None:
    """The bot is no administrator there, and may delete its own for 48 hours only."""
    await village.client.member(village.group, None, "member")
    await village.later(hours=49)
    await office.bring_to("held")
    seen = await group(village)
    assert len(pictures(seen)) == 3
    assert "thief" not in texts(seen)
    assert village.kept("SELECT * FROM letters WHERE state NOT IN ('sent', 'held')") == []


@pytest.mark.parametrize("what", ["fixed", "add"])
async def test_a_held_report_is_neither_fixed_nor_does_it_take_words_unheard(
    village: There, office: Office, resident: Person, what: str
) -> None:
    await office.bring_to("held")
    page = await resident.sees(HELD)
    if what == "fixed":
        answer = await resident.press("fixed:1:1", page)
        assert answer.text == "This cannot be done now. The report's state: «⚫ held»."
    else:
        answer = await resident.press("add:1", page)
        assert answer.show_alert
    assert village.kept("SELECT state FROM reports") == [("held",)]


async def test_words_and_pictures_on_their_way_when_a_report_is_held_do_not_arrive(
    village: There, resident: Person
) -> None:
    office = Office(village, await village.report(resident))
    await office.card("received")
    await village.quiet()
    for method in ("sendMessage", "sendPhoto"):
        await village.client.fault("bad_gateway", method=method, chat_id=village.group["id"], times=None)
    receipt = await resident.sees("is received")
    said = await resident.photo("The thief's door", reply_to=receipt)
    await resident.sees("Passed on to the office", after=said)
    await village.yerlan.press("mute:1:hold:insult", await office.card(), chat=village.group)
    await village.client.clear_faults()
    await village.later(seconds=60)
    await office.card("held")
    seen = await group(village)
    assert "thief" not in texts(
        seen
    )  # what was leaving at that very moment may stand there without its words
    assert pictures(seen) == []
    await office.press("Take up again")
    await village.yerlan.sees("«The thief's door»", chat=village.group)
    assert len(pictures(await group(village))) == 1
