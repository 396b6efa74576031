"""The office tells how far it is with what residents chose, and they read it."""

from datetime import time, timedelta

from bot.domain.elections import local
from sandbox.person import Person
from tests.conversations.conftest import There, labels
from tests.conversations.test_budgets import akim, ledger
from tests.conversations.test_consultations import (
    Coordinators,
    coordinators,
    neighbours,
    opened,
    press,
)

__all__ = ["akim", "coordinators"]


async def counted(village: There, coordinators: Coordinators, resident: Person) -> int:
    key = await coordinators.ask()
    message = await press(resident, "Уличные фонари", await opened(resident))
    await press(resident, "Confirm my choice", message)
    await neighbours(village, key, 11)
    morning = local(village.today() + timedelta(days=11), time(9))  # no quiet hours
    await village.later(seconds=(morning - village.now()).total_seconds())
    await coordinators.service.tick(village.now())
    await resident.sees("It is over and counted")
    return key


async def test_the_akim_tells_and_who_took_part_hears_and_sees_the_photo(
    village: There, coordinators: Coordinators, resident: Person, akim: Person
) -> None:
    await counted(village, coordinators, resident)
    page = await press(akim, "What became of it", await ledger(akim))
    page = await press(akim, "Что сделаем", page)
    page = await press(akim, "Уличные фонари", page)
    page = await press(akim, "Finished", page)
    assert "Without words" in str(labels(page))
    sent = await akim.photo("Ten lamps by the school")
    read_back = await akim.sees("Residents will read", after=sent)
    assert "«Ten lamps by the school»" in read_back["text"]
    done = await press(akim, "Publish", read_back)
    assert "✅ Finished: Уличные фонари" in done["text"]
    news = await resident.sees("News of what you had a say on")
    assert "«Ten lamps by the school»" in news["text"]
    await resident.tap("📷 Photo", message=news)
    await resident.sees(lambda one: "photo" in one, after=news)
    page = await press(resident, "What became of it", news)
    assert "✅ Finished" in page["text"]


async def test_what_cannot_be_read_is_asked_for_again_and_back_leads_back(
    village: There, coordinators: Coordinators, resident: Person, akim: Person
) -> None:
    await counted(village, coordinators, resident)
    page = await press(akim, "What became of it", await ledger(akim))
    page = await press(akim, "Что сделаем", page)
    page = await press(akim, "Водопровод", page)
    page = await press(akim, "Will not be done", page)
    assert "Without words" not in str(labels(page))
    sent = await akim.send("у" * 301)
    await akim.sees("It is too long", after=sent)
    sent = await akim.send("No money came from the district")
    read_back = await akim.sees("Residents will read", after=sent)
    page = await press(akim, "Another way", read_back)
    page = await press(akim, "Back", page)
    assert "Choose what you want to tell" in page["text"]
    assert village.kept("SELECT published_at FROM works") == [(None,)]
