"""Somebody has the same trouble as a neighbour: asked before it is sent, they join; around they find, and support."""

import re
from datetime import time, timedelta
from typing import Any

from bot.domain.elections import local
from bot.domain.people import Language
from sandbox.person import Person
from tests.conftest import tap
from tests.conversations.conftest import TEXT, There, data, fixture, go_to, labels, said, shown

ASKED = "Is it the same?"
OTHER = "Stray dogs frighten the children on their way home"


@fixture()
async def bolat(village: There, resident: Person) -> Person:
    """Bolat, a neighbour; Aigul has settled before."""
    return await village.neighbour("Болат", language_code="en")


async def card(village: There, number: str, state: str = "") -> dict[str, Any]:
    """The report's card in the group, once it shows this."""
    found: dict[str, Any] = await village.yerlan.sees(
        re.compile(f"^№ {number} · .*{state}", re.DOTALL), chat=village.group
    )
    return found


async def press(village: There, number: str, label: str) -> None:
    await village.quiet()
    await village.yerlan.tap(label, chat=village.group, message=await card(village, number))
    await village.quiet()


async def asked_about(village: There, resident: Person, bolat: Person) -> tuple[str, dict[str, Any]]:
    """Aigul's report, and the question that Bolat is asked before he sends his."""
    number = await village.report(resident)
    form = await go_to("preview", bolat)
    await bolat.tap("Send", message=form)
    return number, await bolat.sees(ASKED)


async def morning(village: There) -> None:
    """No quiet hours."""
    moment = local(village.today() + timedelta(days=1), time(9))
    await village.later(seconds=(moment - village.now()).total_seconds())


# before sending


async def test_the_question_stands_in_the_form_and_says_nothing_that_no_moderator_has_seen(
    village: There, resident: Person, bolat: Person
) -> None:
    before = len(await shown(bolat))
    number, question = await asked_about(village, resident, bolat)
    assert f"№ {number} · 🔵 received" in question["text"]
    assert "Street lighting · Baiserke" in question["text"]
    assert TEXT not in question["text"]
    assert labels(question) == ["🤝 Yes, the same", "No, mine is different", "← Back"]
    assert len(await shown(bolat)) == before + 1


async def test_yes_passes_on_what_was_written_and_joins(
    village: There, resident: Person, bolat: Person
) -> None:
    number, question = await asked_about(village, resident, bolat)
    await bolat.tap("Yes, the same", message=question)

    joined = await bolat.sees("You have joined report")
    assert joined["message_id"] == question["message_id"]
    assert f"№ {number}" in joined["text"]
    assert "Your words are passed on to the office." in joined["text"]
    told = await village.yerlan.sees("another resident has the same trouble and adds", chat=village.group)
    assert TEXT in told["text"]
    await card(village, number, "🤝 1")
    assert village.kept("SELECT count(*) FROM reports") == [(1,)]
    assert village.kept("SELECT * FROM drafts") == []


async def test_no_sends_it_at_once_when_nothing_else_is_like_it(
    village: There, resident: Person, bolat: Person
) -> None:
    _, question = await asked_about(village, resident, bolat)
    await bolat.tap("No, mine is different", message=question)

    receipt = await bolat.sees("is received")
    assert receipt["message_id"] == question["message_id"]
    assert village.kept("SELECT count(*) FROM reports") == [(2,)]
    assert village.kept("SELECT count(*) FROM supports") == [(0,)]


async def test_no_goes_on_to_the_next_that_is_like_it(
    village: There, resident: Person, bolat: Person
) -> None:
    first, second = await village.report(resident), await village.report(resident)
    await bolat.tap("Send", message=await go_to("preview", bolat))
    question = await bolat.sees(ASKED)
    assert f"№ {second}" in question["text"]
    await bolat.tap("No, mine is different", message=question)
    await bolat.sees(lambda message: ASKED in message.get("text", "") and f"№ {first}" in message["text"])
    await tap(bolat, "No, mine is different")
    await bolat.sees("is received")


async def test_back_leads_to_the_form_with_everything_in_it(
    village: There, resident: Person, bolat: Person
) -> None:
    _, question = await asked_about(village, resident, bolat)
    await bolat.tap("Back", message=question)
    form = await bolat.sees("Send it?")
    assert form["message_id"] == question["message_id"]
    assert TEXT in form["text"]


async def test_pictures_go_along_and_what_a_moderator_has_looked_at_is_shown_in_full(
    village: There, resident: Person, bolat: Person
) -> None:
    await go_to("pictures", resident)
    await resident.photo()
    await tap(resident, "Done")
    await resident.send("Abai street 5")
    await tap(resident, "Send")
    number = str((await resident.sees("is received"))["text"].split("№ ")[1].split()[0])
    await press(village, number, "Take")
    await go_to("pictures", bolat)
    await bolat.photo()
    await tap(bolat, "Done")
    await tap(bolat, "Without a place")
    await tap(bolat, "Send")

    question = await bolat.sees(ASKED)
    assert TEXT in question["text"]
    assert "Place: Abai street 5" in question["text"]
    await bolat.tap("See the picture", message=question)
    picture = await bolat.sees(lambda message: "photo" in message and message["from"]["is_bot"])
    assert picture["reply_to_message"]["message_id"] == question["message_id"]
    await bolat.tap("Yes, the same", message=question)
    await bolat.sees("Your words and 1 file are passed on")
    words = await village.yerlan.sees("another resident has the same trouble", chat=village.group)
    await village.yerlan.sees(
        lambda message: (
            "photo" in message
            and message.get("reply_to_message", {}).get("message_id") == words["message_id"]
        ),
        chat=village.group,
    )


async def test_taps_again_and_old_buttons_do_nothing_twice_and_are_answered_kindly(
    village: There, resident: Person, bolat: Person
) -> None:
    number, question = await asked_about(village, resident, bolat)
    yes, no = data(question, "Yes, the same"), data(question, "No, mine is different")
    for _ in range(3):
        await bolat.press(yes, question)
        await bolat.sees("You have joined report")
    answer = await bolat.press(no, question)
    assert "This button belongs to a report that was sent or cancelled." in (answer.text or "")
    await village.quiet()
    assert village.kept("SELECT count(*) FROM reports") == [(1,)]
    assert village.kept("SELECT count(*) FROM events WHERE kind = 'join'") == [(1,)]
    await card(village, number, "🤝 1")


async def test_what_was_closed_meanwhile_is_said_and_the_report_can_still_be_sent(
    village: There, resident: Person, bolat: Person
) -> None:
    number, question = await asked_about(village, resident, bolat)
    for label in ("Reject", "Private matter", "Without explanation"):
        await press(village, number, label)
    answer = await bolat.tap("Yes, the same", message=question)
    assert "rejected" in (answer.text or "")
    await bolat.tap("No, mine is different", message=question)
    await bolat.sees("is received")


# around


async def test_around_leads_to_a_report_that_is_supported_and_left_by_a_press(
    village: There, resident: Person, bolat: Person
) -> None:
    number = await village.report(resident)
    asked = await bolat.send("/around")
    await bolat.sees("No report of your district is open that neighbours can read.", after=asked)
    await press(village, number, "Take")

    asked = await bolat.send("/around")
    listed = await bolat.sees("Open reports of your district", after=asked)
    assert f"№ {number} · 💡 Street lighting · Baiserke · 🟡 in review\n«{TEXT}»" in listed["text"]
    await bolat.tap(f"№ {number}", message=listed)
    await tap(bolat, "I have this too")
    opened = await bolat.sees("You support this report")
    assert opened["message_id"] == listed["message_id"]
    await card(village, number, "🤝 1")
    await tap(bolat, "Take back my support")
    await village.quiet()
    assert "🤝" not in (await card(village, number))["text"]
    await tap(bolat, "Back")
    await bolat.sees("Open reports of your district")


async def test_ones_own_report_stands_there_too_but_cannot_be_supported(
    village: There, resident: Person
) -> None:
    number = await village.report(resident)
    await press(village, number, "Take")
    await resident.send("/around")
    await tap(resident, f"№ {number}")
    opened = await resident.sees("This is your own report")
    assert labels(opened) == ["← Back"]


async def test_what_moderators_hide_residents_read_no_more(
    village: There, resident: Person, bolat: Person
) -> None:
    number = await village.report(resident)
    await press(village, number, "Take")
    await press(village, number, "Hide from residents")
    await card(village, number, "🙈 Hidden from residents")
    asked = await bolat.send("/around")
    await bolat.sees("No report of your district is open that neighbours can read.", after=asked)
    await press(village, number, "Show to residents")
    asked = await bolat.send("/around")
    await bolat.sees(TEXT, after=asked)


async def test_what_one_supports_stands_apart_in_my(village: There, resident: Person, bolat: Person) -> None:
    _, question = await asked_about(village, resident, bolat)
    await bolat.tap("Yes, the same", message=question)
    await bolat.sees("You have joined report")
    asked = await bolat.send("/my")
    mine = await bolat.sees("You have sent no reports yet.", after=asked)
    await bolat.tap("What I support: 1", message=mine)
    await bolat.sees("What I support")
    await tap(bolat, "№ ")
    await tap(bolat, "Take back my support")
    await tap(bolat, "Back")
    await bolat.sees("You support no report.")


# hearing of it


async def test_who_joined_hears_what_the_office_does_and_not_what_it_writes_to_the_author(
    village: There, resident: Person, bolat: Person
) -> None:
    number, question = await asked_about(village, resident, bolat)
    await bolat.tap("Yes, the same", message=question)
    await bolat.sees("You have joined report")
    await morning(village)
    await press(village, number, "Take")
    await bolat.sees(re.compile(f"Report № {number}, which you support.*in review", re.DOTALL))
    await press(village, number, "Resolved")
    prompt = await village.yerlan.sees("what was done", chat=village.group)
    await village.yerlan.send("The electrician came to Aigul's house", chat=village.group, reply_to=prompt)
    await resident.sees("The electrician came")
    told = await bolat.sees("The akim's office says: resolved.")
    assert "electrician" not in told["text"]
    await bolat.tap(f"Open № {number}", message=told)
    await bolat.sees("resolved, says the office")


async def test_when_the_author_is_forgotten_who_joined_can_report_it_in_one_tap(
    village: There, resident: Person, bolat: Person
) -> None:
    _, question = await asked_about(village, resident, bolat)
    await bolat.tap("Yes, the same", message=question)
    await bolat.sees("You have joined report")
    await morning(village)
    await resident.send("/forget")
    await tap(resident, "Delete for good")
    lost = await bolat.sees("Its author has withdrawn it")
    await bolat.tap("Report it myself", message=lost)
    form = await bolat.sees("Pictures?")
    assert TEXT in form["text"]


async def test_what_somebody_added_leaves_the_group_when_they_are_forgotten(
    village: There, resident: Person, bolat: Person
) -> None:
    _, question = await asked_about(village, resident, bolat)
    await bolat.tap("Yes, the same", message=question)
    added = await village.yerlan.sees("another resident has the same trouble", chat=village.group)
    await bolat.send("/forget")
    await tap(bolat, "Delete for good")
    await bolat.sees("Your data are deleted.")
    await village.quiet()
    there = [one["message_id"] for one in await shown(village.yerlan, village.group)]
    assert added["message_id"] not in there


# merging


async def test_moderators_are_offered_what_is_like_it_and_nobodys_words(
    village: There, resident: Person, bolat: Person
) -> None:
    number, question = await asked_about(village, resident, bolat)
    await bolat.tap("No, mine is different", message=question)
    mine = str((await bolat.sees("is received"))["text"].split("№ ")[1].split()[0])
    await press(village, mine, "Duplicate")
    prompt = await village.yerlan.sees("the number of the first report?", chat=village.group)
    assert f"№ {number} · 💡 Street lighting · " in prompt["text"]
    assert TEXT not in prompt["text"]
    await village.yerlan.tap(f"№ {number}", chat=village.group, message=await card(village, mine))
    await card(village, number, "🤝 1")
    await press(village, mine, "Take up again")
    await village.quiet()
    assert "🤝" not in (await card(village, number))["text"]


async def test_all_of_it_is_said_in_every_language(village: There, resident: Person, bolat: Person) -> None:
    number = await village.report(resident)
    await press(village, number, "Take")
    for language in Language:
        await bolat.send("/language")
        await bolat.press(f"lang:{language}:", await bolat.last())
        asked = await bolat.send("/around")
        listed = await bolat.sees(f"№ {number}", after=asked)
        await bolat.tap(f"№ {number}", message=listed)
        await bolat.sees(lambda message: f"🤝 {said(language, 'I have this too')}" in labels(message))  # noqa: B023
