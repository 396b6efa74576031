"""The akim opens one message: asked for, or by itself on Monday morning; its picture, its accounting, its hour."""

from datetime import time, timedelta

from bot.domain.elections import local
from bot.services.digests import DigestService
from sandbox.person import Person
from tests.conftest import BAISERKE_DISTRICT, invite
from tests.conversations.conftest import There, labels, shown
from tests.conversations.test_consultations import press


async def akim(village: There) -> Person:
    who = await village.client.person("Асқар", language_code="en")
    await who.start()
    await invite(village.yerlan, who, "Akim")
    return who


async def test_the_akim_reads_it_looks_behind_it_and_chooses_when_it_comes(
    village: There, resident: Person
) -> None:
    who = await akim(village)
    for _ in range(2):
        await village.report(resident)
    await village.later(days=1)
    page = await who.sees("Baiserke rural district", after=await who.send("/digest"))
    assert "waiting <b>2</b>" not in page["text"]
    assert "waiting 2" in page["text"]
    page = await press(who, "Day", page)
    assert "Came: 2 (before: 0)" in page["text"]
    page = await press(who, "Where every report is", page)
    assert "Since the beginning: 2\nwaiting: 2" in page["text"]
    page = await press(who, "Back", page)
    await who.tap("📊 As a picture", message=page, timeout=30)
    picture = await who.sees(lambda one: "photo" in one, after=page, timeout=30)
    assert "Baiserke rural district" in picture["caption"]
    page = await press(who, "When it comes", page)
    assert {"✓ Week", "✓ 08:00"} <= set(labels(page))
    page = await press(who, "Day", page)
    page = await press(who, "18:00", page)
    assert {"✓ Day", "✓ 18:00"} <= set(labels(page))
    page = await press(who, "Never", page)
    assert "18:00" not in " ".join(labels(page))


async def test_it_comes_on_monday_morning_to_the_akim_and_to_nobody_else(
    village: There, resident: Person
) -> None:
    who = await akim(village)
    await village.report(resident)
    digests = DigestService(village.stage.database, (village.yerlan.id,))
    await digests.tick(village.now())
    monday = village.today() + timedelta(days=7 - village.today().weekday())
    await village.later(seconds=(local(monday, time(8)) - village.now()).total_seconds() + 1)
    await digests.tick(village.now())
    village.stage.house.sender.wake()
    await village.quiet()
    digest = await who.sees("Came: 1 (before: 0)")
    assert "✓ Week" in labels(digest)
    assert not [one for one in await shown(resident) if "Came:" in one.get("text", "")]


async def test_somebody_without_a_role_is_told_that_there_is_no_such_command(
    village: There, resident: Person
) -> None:
    asked = await resident.send("/digest")
    answer = await resident.sees(lambda one: True, after=asked)
    assert BAISERKE_DISTRICT not in answer["text"]
    assert "Came" not in answer["text"]
