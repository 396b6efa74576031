"""Coordinators prepare a consultation in the private chat, and a second one confirms it."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.directions import ASKED, Direction
from sandbox.person import Person
from tests.conversations.conftest import There, data, fixture, labels, shown
from tests.conversations.test_consultations import TITLE, Coordinators, press
from tests.conversations.test_posters import content
from tests.conversations.test_serving import invite

Json = dict[str, Any]
LIGHTING = ASKED.index(Direction.LIGHTING) + 1
QUESTION = "2027 жылы не істейміз?\nЧто сделаем в 2027 году?"
OPTIONS = (
    f"{LIGHTING}; Көше шамдары; Уличные фонари; 3 000 000\n"
    f"{LIGHTING}; Алаң; Площадка; 9 000 000\n"
    f"{LIGHTING}; Спорт алаңы; Спортплощадка; 5 000 000"
)


@fixture()
async def yerlan(village: There) -> Person:
    await village.yerlan.start()
    return village.yerlan


async def unit_page(person: Person) -> Json:
    asked = await person.send("/consultation")
    message = await person.sees("Of which place are residents asked?", after=asked)
    message = await press(person, "Ile district", message)
    return await press(person, "Baiserke", message)


def span(village: There) -> str:
    opens, closes = (village.today() + timedelta(days=days) for days in (2, 12))
    return f"{opens:%d.%m.%Y} - {closes:%d.%m.%Y}"


async def written(person: Person, message: Json, label: str, text: str) -> Json:
    """A part, said in words; the page as it is then."""
    await press(person, label, message)
    sent = await person.send(text)
    return await person.sees("A draft", after=sent)


async def prepared(village: There, person: Person) -> Json:
    message = await press(person, "Projects within a budget", await unit_page(person))
    for label, text in (
        ("Question", QUESTION),
        ("Options", OPTIONS),
        ("Money in all", "12 000 000"),
        ("When it is open", span(village)),
    ):
        message = await written(person, message, label, text)
    return await press(person, "By number of supporters", message)


async def test_part_by_part_a_draft_becomes_whole_and_says_what_is_missing(
    village: There, yerlan: Person
) -> None:
    message = await press(yerlan, "Projects within a budget", await unit_page(yerlan))
    assert "Missing: the question in Kazakh and in Russian; two options at least" in message["text"]
    message = await prepared(village, yerlan)
    assert "Missing" not in message["text"]
    assert "3. Спортплощадка, 5,000,000" in message["text"]
    assert "🔘 By number of supporters" in labels(message)
    assert "✔️ Ask a second person" in labels(message)


async def test_a_second_person_is_asked_and_confirms_and_then_nothing_changes(
    village: There, yerlan: Person
) -> None:
    message = await prepared(village, yerlan)
    marina = village.marina
    await invite(yerlan, marina, "District coordinator", "Ile district")
    await press(yerlan, "Ask a second person", message)
    asked = await marina.sees("Somebody has prepared a consultation")
    seen = await press(marina, "Look at it", asked)
    done = await press(marina, "I have checked it all", seen)
    assert "Confirmed by two" in done["text"]
    answer = await yerlan.press(data(message, "✏️ Question"), message)
    await yerlan.send(QUESTION)
    await village.quiet()
    assert answer is not None
    assert village.kept("SELECT stage FROM consultations") == [("fixed",)]
    assert "That is over, or has not begun" in (await shown(yerlan))[-1]["text"]


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("Question", "One line only", "Two lines are needed"),
        ("Question", "Әкім жұмысына баға\nОценка работы акима", "nobody is asked here"),
        ("Options", "Көше шамдары", "Row 1: the number of columns is wrong"),
        ("Money in all", "a lot", "This is not a sum of money"),
        ("When it is open", "tomorrow", "Please write from when until when"),
        ("When it is open", "01.01.2020 - 10.01.2020", "These days do not fit"),
    ],
)
async def test_a_wrong_answer_is_asked_again_in_plain_words_and_changes_nothing(
    village: There, yerlan: Person, label: str, text: str, said: str
) -> None:
    message = await press(yerlan, "Projects within a budget", await unit_page(yerlan))
    before = village.kept("SELECT * FROM consultations")
    await press(yerlan, label, message)
    sent = await yerlan.send(text)
    await yerlan.sees(said, after=sent)
    assert village.kept("SELECT * FROM consultations") == before


async def test_points_are_offered_for_directions_by_the_names_they_have(
    village: There, yerlan: Person
) -> None:
    message = await press(yerlan, "Share out 100 points", await unit_page(yerlan))
    message = await written(yerlan, message, "Options", "4, 6")
    assert "Санитарная очистка" in message["text"]
    assert village.kept("SELECT name_kk FROM options ORDER BY number") == [
        ("Санитарлық тазарту",),
        ("Көше жарығы",),
    ]


async def test_a_draft_is_taken_back_after_a_question(village: There, yerlan: Person) -> None:
    message = await prepared(village, yerlan)
    sure = await press(yerlan, "Take it back", message)
    await press(yerlan, "Take it back", sure)
    await village.quiet()
    assert village.kept("SELECT count(*) FROM consultations") == [(0,)]


async def test_to_a_resident_the_coordinators_command_is_not_offered(
    village: There, resident: Person
) -> None:
    asked = await resident.send("/consultations")
    await resident.sees("Have your say on the village budget", after=asked)


async def test_what_was_counted_goes_to_the_meeting_as_a_page_to_be_printed(
    village: There, yerlan: Person
) -> None:
    await village.marina.start()
    coordinators = Coordinators(village)
    key = await coordinators.ask()
    await village.later(days=11)
    await coordinators.service.tick(village.now())
    message = await press(yerlan, TITLE, await unit_page(yerlan))
    await yerlan.press(data(message, "Annex for the meeting"), message)
    sheet = await yerlan.sees(lambda one: "document" in one, after=message)
    assert sheet["document"]["file_name"] == f"annex-{key}.pdf"
    assert (await content(village, sheet)).startswith(b"%PDF")
