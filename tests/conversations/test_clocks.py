"""What the office promises of its own time: set under the set-up, seen on the card, in the queue and by the resident."""

from bot.services.clocks import escalate
from sandbox.person import Person
from storage import reports
from storage.database import Transaction
from tests.conftest import BAISERKE_DISTRICT
from tests.conversations.conftest import Json, There, labels, shown
from tests.conversations.test_consultations import press


async def terms(village: There) -> Json:
    """The page of one category, opened from the set-up of the unit."""
    chief = village.yerlan
    listed = await chief.sees("Whose team", after=await chief.send("/setup"))
    await chief.press(f"setup:{BAISERKE_DISTRICT}", listed)
    page = await press(chief, "Our terms", await now(chief, listed))
    assert "the law sets no such terms" in page["text"]
    return await press(chief, "Street lighting", page)


async def now(person: Person, message: Json) -> Json:
    """What stands in the message now."""
    return next(one for one in await shown(person) if one["message_id"] == message["message_id"])


async def test_terms_are_set_by_presses_and_a_wrong_one_changes_nothing(village: There) -> None:
    chief = village.yerlan
    page = await press(chief, "3", await terms(village))
    assert "✓ 3" in labels(page)
    page = await press(chief, "15", page)
    page = await press(chief, "Solved only with a picture", page)
    assert {"✓ 3", "✓ 15", "✓ 📷 Solved only with a picture"} <= set(labels(page))
    await chief.press(f"termdays:{BAISERKE_DISTRICT}:lighting:solution:2", page)
    assert {"✓ 3", "✓ 15"} <= set(labels(await now(chief, page)))
    page = await press(chief, "Solution: no term", page)
    page = await press(chief, "Back", page)
    assert "Street lighting: first word 3, with a picture" in page["text"]


async def test_group_and_resident_see_by_when_something_is_promised_and_that_it_is_late(
    village: There, resident: Person
) -> None:
    await press(village.yerlan, "2", await terms(village))
    number = await village.report(resident)
    card = await village.yerlan.sees(f"№ {number}", chat=village.group)
    assert "First word by: " in card["text"]
    await village.later(days=20)
    await village.tick()
    card = await now_in_group(village, card)
    assert "🔴 Late. The first word was promised by: " in card["text"]
    asked = await village.yerlan.send("/queue", chat=village.group)
    queue = await village.yerlan.sees("1 report waits", chat=village.group, after=asked)
    assert f"🔴 № {number}" in queue["text"]
    page = await resident.sees("My reports", after=await resident.send("/my"))
    page = await press(resident, f"№ {number}", page)
    assert "The akim's office is later than it promised itself" in page["text"]


async def now_in_group(village: There, message: Json) -> Json:
    listed = await shown(village.yerlan, village.group)
    return next(one for one in listed if one["message_id"] == message["message_id"])


async def test_weeks_later_the_resident_is_asked_once_more_and_one_tap_is_the_answer(
    village: There, resident: Person
) -> None:
    number = await village.report(resident)
    card = await village.yerlan.sees(f"№ {number}", chat=village.group)
    await village.yerlan.tap("✋ Take", chat=village.group, message=card)
    await village.quiet()
    card = await now_in_group(village, card)
    await village.yerlan.tap("✅ Resolved", chat=village.group, message=card)
    prompt = await village.yerlan.sees("what was done", chat=village.group)
    await village.yerlan.send("A new lamp", chat=village.group, reply_to=prompt)
    await resident.sees("Is it really fixed?")
    await village.later(days=29)
    await village.tick()
    await village.later(days=1)
    await village.tick()
    again = await resident.sees("You have not said whether it is")
    await press(resident, "Not fixed", again)
    await resident.sees("is open again and back with the office")


async def test_the_district_is_told_of_what_many_wait_for_unless_somebody_has_taken_it_meanwhile(
    village: There, resident: Person
) -> None:
    number, other = await village.report(resident), await village.report(resident)
    card = await village.yerlan.sees(f"№ {number}", chat=village.group)
    await village.yerlan.tap("✋ Take", chat=village.group, message=card)
    await village.quiet()
    for (report_id,) in village.kept("SELECT id FROM reports ORDER BY id"):
        await escalated(village, report_id)
    said = [one.get("text", "") for one in await shown(village.yerlan)]
    told = [one for one in said if "ten residents or more wait" in one]
    assert [f"№ {other}" in one for one in told] == [True]


async def escalated(village: There, report_id: int) -> None:
    """A letter to the district is written, as the clock does when ten have joined."""

    async def write(tx: Transaction) -> None:
        report = await reports.by_id(tx, report_id)
        assert report is not None
        await escalate(tx, report, (village.yerlan.id,), "supported", village.now())

    await village.stage.database.write(write)
    village.stage.house.sender.wake()
    await village.quiet()
