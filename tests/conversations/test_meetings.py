"""The office calls a meeting in the private chat, and residents read of it and of what it decided."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from bot.domain.elections import local
from sandbox.person import Person
from tests.conversations.conftest import There, data, fixture, labels, shown
from tests.conversations.test_consultations import Coordinators, press
from tests.conversations.test_posters import content
from tests.conversations.test_serving import invite

Json = dict[str, Any]
AGENDA = "Бюджет жобасын келісу; Согласование проекта бюджета\nЖолдар; Дороги"
PLACE = "Ауыл клубы, Абай көшесі 5\nСельский клуб, ул. Абая 5"
HOUR = time(15)


@fixture()
async def yerlan(village: There) -> Person:
    await village.yerlan.start()
    return village.yerlan


def begins(village: There, days: int = 20) -> datetime:
    return local(village.today() + timedelta(days=days), HOUR)


async def unit_page(person: Person) -> Json:
    asked = await person.send("/meeting")
    message = await person.sees("Which place is it about?", after=asked)
    message = await press(person, "Ile district", message)
    return await press(person, "Baiserke", message)


async def written(person: Person, message: Json, label: str, text: str) -> Json:
    """A part, said in words; the page as it is then."""
    await press(person, label, message)
    sent = await person.send(text)
    return await person.sees(lambda one: "Back" in str(labels(one)), after=sent)


async def drafted(village: There, person: Person, days: int = 20) -> Json:
    message = await press(person, "Meeting (representatives)", await unit_page(person))
    message = await written(person, message, "Day and hour", f"{begins(village, days):%d.%m.%Y %H:%M}")
    message = await written(person, message, "Place", PLACE)
    return await written(person, message, "Agenda", AGENDA)


async def called(village: There, person: Person) -> Json:
    message = await press(person, "Tell residents", await drafted(village, person))
    return await press(person, "Yes, tell them", message)


async def morning(village: There, days: int) -> None:
    """No quiet hours, on that many days from now."""
    moment = local(village.today() + timedelta(days=days), time(10))
    await village.later(seconds=(moment - village.now()).total_seconds())


async def test_part_by_part_a_draft_becomes_whole_and_is_read_back_before_anybody_hears_of_it(
    village: There, yerlan: Person
) -> None:
    message = await drafted(village, yerlan)
    assert "Missing" not in message["text"]
    assert "ҚАЗ: Ауыл клубы, Абай көшесі 5" in message["text"]
    message = await press(yerlan, "Tell residents", message)
    assert "Is all of it right?" in message["text"]
    assert "2. Дороги" in message["text"]
    assert village.kept("SELECT stage FROM meetings") == [("draft",)]
    done = await press(yerlan, "Yes, tell them", message)
    assert "residents know of it" in done["text"]
    assert village.kept("SELECT stage FROM meetings") == [("called",)]


async def test_a_draft_says_what_is_missing(yerlan: Person) -> None:
    page = await unit_page(yerlan)
    message = await press(yerlan, "Separate gathering", page)
    assert "Missing: the day and the hour; the place; whose gathering it is; the agenda" in message["text"]
    message = await written(yerlan, message, "Whose gathering", "Абай көшесі\nулица Абая")
    assert "Separate gathering: улица Абая" in message["text"]
    assert "whose gathering" not in message["text"]


async def test_a_day_too_near_needs_a_reason_which_residents_read(village: There, yerlan: Person) -> None:
    message = await drafted(village, yerlan, days=5)
    assert "why residents hear of it less than 10 days before" in message["text"]
    assert "Tell residents" not in str(labels(message))
    message = await written(yerlan, message, "Why so late", "Су тасқыны болды")
    message = await press(yerlan, "Tell residents", message)
    assert "less than 10 days before. The reason: Су тасқыны болды" in message["text"]


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("Day and hour", "15.06.2020 15:00", "must begin in the future"),
        ("Day and hour", "15.06.2027", "This is not an hour"),
        ("Day and hour", "tomorrow", "This is not a day"),
        ("Place", "Клуб", "Two lines are needed"),
        ("Agenda", "Бюджет", "Row 1: the number of columns is wrong"),
    ],
)
async def test_a_wrong_answer_is_asked_again_in_plain_words_and_changes_nothing(
    village: There, yerlan: Person, label: str, text: str, said: str
) -> None:
    message = await press(yerlan, "Meeting (representatives)", await unit_page(yerlan))
    before = [village.kept(f"SELECT * FROM {table}") for table in ("meetings", "meeting_notices", "agenda")]
    await press(yerlan, label, message)
    sent = await yerlan.send(text)
    await yerlan.sees(said, after=sent)
    after = [village.kept(f"SELECT * FROM {table}") for table in ("meetings", "meeting_notices", "agenda")]
    assert after == before


async def test_a_picture_is_no_answer_in_words(village: There, yerlan: Person) -> None:
    message = await press(yerlan, "Meeting (representatives)", await unit_page(yerlan))
    await press(yerlan, "Place", message)
    sent = await yerlan.photo()
    await yerlan.sees("Please write it in words", after=sent)


async def test_everybody_hears_of_it_and_is_reminded_the_day_before(
    village: There, yerlan: Person, resident: Person
) -> None:
    await morning(village, 1)
    await called(village, yerlan)
    await village.tick()
    news = await resident.sees("📣 Meeting of the local community")
    assert "Сельский клуб, ул. Абая 5" in news["text"]
    assert "1. Согласование проекта бюджета\n2. Дороги" in news["text"]
    assert labels(news)[-1] == "🔕 Don't tell me of these"
    page = await press(resident, "Open it", news)
    assert "In this bot nothing is decided" in page["text"]
    await morning(village, 19)
    await village.tick()
    await resident.sees("⏰ Meeting of the local community")


async def test_moved_it_says_what_it_was_and_what_holds(
    village: There, yerlan: Person, resident: Person
) -> None:
    await morning(village, 1)
    message = await called(village, yerlan)
    was, holds = begins(village), begins(village, 25)
    message = await written(yerlan, message, "Day and hour", f"{holds:%d.%m.%Y %H:%M}")
    assert "residents do not know it yet" in message["text"]
    message = await press(yerlan, "Tell residents", message)
    await press(yerlan, "Yes, tell them", message)
    await village.tick()
    news = await resident.sees("It has been moved. Earlier it was")
    earlier, now = news["text"].split("When:")
    assert f"{was.day} {was:%B}" in earlier
    assert f"{holds.day} {holds:%B}" in now


async def test_what_is_written_anew_can_be_left(village: There, yerlan: Person) -> None:
    message = await called(village, yerlan)
    message = await written(yerlan, message, "It will not be held", "Дауыл")
    assert "To be cancelled; residents do not know it yet" in message["text"]
    message = await press(yerlan, "Leave it as it was", message)
    assert "To be cancelled" not in message["text"]
    assert village.kept("SELECT stage, reason FROM meetings") == [("called", None)]


async def test_cancelled_it_says_why(village: There, yerlan: Person, resident: Person) -> None:
    await morning(village, 1)
    message = await written(yerlan, await called(village, yerlan), "It will not be held", "Дауыл <b>күшті")
    message = await press(yerlan, "Tell that it is cancelled", message)
    done = await press(yerlan, "Yes, tell them", message)
    assert "Cancelled. The reason: Дауыл <b>күшті" in done["text"]
    await village.tick()
    news = await resident.sees("It is cancelled")
    assert "The reason: Дауыл <b>күшті" in news["text"]


async def minuted(village: There, person: Person, message: Json) -> Json:
    message = await press(person, "Minutes", message)
    assert "Missing: the number of the minutes" in message["text"]
    for label, text in (
        ("Number of the minutes", "4"),
        ("How many were present", "15 / 22"),
        ("Decision in Kazakh", "Жоба келісілді."),
        ("Decision in Russian", "Проект согласован.\nАкиму: фонари."),
    ):
        message = await written(person, message, label, text)
    await press(person, "File of the minutes", message)
    refused = await person.send("no file")
    await person.sees("Please send a PDF or a photo", after=refused)
    sent = await person.document("minutes.pdf")
    return await person.sees("With a file", after=sent)


async def entered(village: There, person: Person, message: Json) -> Json:
    message = await press(person, "Enter the minutes", message)
    return await press(person, "Yes, tell them", message)


async def test_what_was_decided_is_read_with_its_file(
    village: There, yerlan: Person, resident: Person
) -> None:
    message = await called(village, yerlan)
    await morning(village, 21)
    message = await press(yerlan, "Back", message)
    message = await press(yerlan, "Meeting", message)
    message = await minuted(village, yerlan, message)
    message = await press(yerlan, "Enter the minutes", message)
    assert "Make sure that there is no IIN in it" in message["text"]
    await press(yerlan, "Yes, tell them", message)
    asked = await resident.send("/meetings")
    listed = await resident.sees("Gatherings and meetings", after=asked)
    page = await press(resident, "Meeting", listed)
    assert "Present: 15 of 22. That is enough: half of the members is needed." in page["text"]
    assert "Проект согласован.\nАкиму: фонари." in page["text"]
    await resident.press(data(page, "File of the minutes"), page)
    file = (await shown(resident))[-1]
    assert await content(village, file)


async def test_who_took_part_hears_the_decision_and_its_correction(
    village: There, yerlan: Person, resident: Person
) -> None:
    await village.marina.start()
    topic = await Coordinators(village).ask()
    village.kept(f"UPDATE consultations SET stage = 'counted' WHERE id = {topic}")
    village.kept(f"INSERT INTO participants SELECT {topic}, id FROM people WHERE village IS NOT NULL")
    message = await drafted(village, yerlan)
    message = await press(yerlan, "What it discusses", message)
    message = await press(yerlan, "Что сделаем в 2027 году?", message)
    assert "It discusses: «Что сделаем в 2027 году?»" in message["text"]
    message = await press(yerlan, "Yes, tell them", await press(yerlan, "Tell residents", message))
    await morning(village, 21)
    message = await press(yerlan, "Meeting", await press(yerlan, "Back", message))
    message = await entered(village, yerlan, await minuted(village, yerlan, message))
    await village.tick()
    news = await resident.sees("🏛 Meeting of the local community")
    assert "It discusses what residents said: «Что сделаем в 2027 году?»" in news["text"]
    assert "Проект согласован." in news["text"]
    message = await press(yerlan, "Minutes", message)
    message = await written(yerlan, message, "How many were present", "10 из 22")
    assert "That is not enough" in message["text"]
    await entered(village, yerlan, message)
    await village.tick()
    await resident.sees("The minutes were corrected", after=news)


async def test_the_file_can_be_taken_out_again(village: There, yerlan: Person) -> None:
    message = await called(village, yerlan)
    await morning(village, 21)
    message = await press(yerlan, "Meeting", await press(yerlan, "Back", message))
    message = await minuted(village, yerlan, message)
    message = await press(yerlan, "File of the minutes", message)
    message = await press(yerlan, "Without a file", message)
    assert "With a file" not in message["text"]
    assert village.kept("SELECT file_id FROM minutes") == [(None,)]


async def test_where_nothing_is_called_it_says_so_and_what_these_are(resident: Person) -> None:
    for command in ("/meetings", "/meeting"):
        asked = await resident.send(command)
        message = await resident.sees("Nothing is called here just now", after=asked)
        assert "A gathering is of all members of the local community" in message["text"]
        assert "No decision is entered here yet" in message["text"]


async def test_from_the_budget_and_from_what_is_asked_one_comes_to_the_meetings(resident: Person) -> None:
    for command, title in (("/budget", "Village budget"), ("/consultations", "Have your say")):
        asked = await resident.send(command)
        message = await press(resident, "Meetings", await resident.sees(title, after=asked))
        assert "Gatherings and meetings" in message["text"]


async def test_the_akims_office_calls_for_its_own_unit(village: There, yerlan: Person) -> None:
    await invite(yerlan, village.marina, "Akim's office")
    asked = await village.marina.send("/meeting")
    message = await village.marina.sees("Nothing has been called here yet", after=asked)
    message = await press(village.marina, "Gathering (of all)", message)
    message = await press(village.marina, "Take it back", message)
    await press(village.marina, "Take it back", message)
    assert village.kept("SELECT * FROM meetings") == []
