"""A coordinator enters what a gathering chose on paper, a second one confirms, residents read it apart."""

import io
import zipfile
from typing import Any

import pytest

from bot.domain.consultations import Kind
from sandbox.person import Person
from tests.conversations.conftest import There, data, labels, shown
from tests.conversations.test_consultations import TITLE, Coordinators, coordinators, opened, press
from tests.conversations.test_posters import content
from tests.conversations.test_preparing import unit_page, yerlan
from tests.conversations.test_serving import invite

__all__ = ["coordinators", "yerlan"]

Json = dict[str, Any]
COUNTS = "1 - 20\n2 - 17\n3 - 0"


async def gatherings(person: Person) -> Json:
    """A coordinator's list of them."""
    return await press(person, "Choices on paper", await press(person, TITLE, await unit_page(person)))


async def entered(village: There, person: Person) -> Json:
    """All of it, read back."""
    await press(person, "Enter a gathering", await gatherings(person))
    held = village.today()
    await person.sees("How many people chose each", after=await person.send(f"4; {held:%d.%m.%Y}; 37"))
    await person.sees("Send a photo of the minutes", after=await person.send(COUNTS))
    return await person.sees("Residents see it when", after=await person.photo())


async def confirmed(village: There, person: Person) -> None:
    """By Marina, who coordinates too."""
    message = await entered(village, person)
    marina = village.marina
    await invite(person, marina, "District coordinator", "Ile district")
    await press(person, "Ask a second person", message)
    seen = await press(marina, "Look at it", await marina.sees("compare it with the photo"))
    await marina.press(data(seen, "🖼 Photo of the minutes"), seen)
    await marina.sees("minutes № 4: 37 people")
    done = await press(marina, "I have checked it all", seen)
    assert "Confirmed by two" in done["text"]


async def test_part_by_part_it_is_entered_and_read_back(
    village: There, yerlan: Person, coordinators: Coordinators
) -> None:
    await coordinators.ask(Kind.ONE)
    message = await entered(village, yerlan)
    assert "minutes № 4: 37 people" in message["text"]
    assert "1. Уличные фонари" in message["text"]
    assert "<b>" not in message["text"]
    assert "✔️ Ask a second person" in labels(message)
    assert "📝" in str(labels(await press(yerlan, "Back", message)))


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        (["four"], "Please write it like this"),
        (["4; 01.01.2020; 37"], "the gathering was held within the last year"),
        (["{day}", "1 - 20\n2 - 17"], "Every option needs a line"),
        (["{day}", "1 - 20\nfive"], "Line 2 cannot be read"),
        (["{day}", "1 - 20\n2 - 20\n3 - 0"], "So many cannot be from 37 people"),
        (["{day}", COUNTS, "no photo"], "Please send the minutes as a photo"),
    ],
)
async def test_what_does_not_fit_is_asked_again(
    village: There, yerlan: Person, coordinators: Coordinators, steps: list[str], said: str
) -> None:
    await coordinators.ask(Kind.ONE)
    await press(yerlan, "Enter a gathering", await gatherings(yerlan))
    for step in steps:
        sent = await yerlan.send(step.replace("{day}", f"4; {village.today():%d.%m.%Y}; 37"))
    await yerlan.sees(said, after=sent)


async def test_residents_read_it_apart_when_the_result_is_out_and_never_see_the_photo(
    village: There, yerlan: Person, resident: Person, coordinators: Coordinators
) -> None:
    await coordinators.ask(Kind.ONE)
    message = await press(resident, "Водопровод", await opened(resident))
    await press(resident, "Confirm my choice", message)
    await confirmed(village, yerlan)
    assert "paper" not in str(labels(await opened(resident)))
    await village.later(days=11)
    await coordinators.service.tick(village.now())
    result = await opened(resident)
    assert "1 resident took part" in result["text"]
    assert "37" not in result["text"]
    page = await press(resident, "Chosen on paper", result)
    assert "On paper, at the gathering of" in page["text"]
    assert "1. Уличные фонари, 3,000,000\u00a0₸: 20" in page["text"]
    assert "they are not added" in page["text"]
    assert "the local community meeting decides" in page["text"]
    assert not any("Photo" in one for one in labels(page))
    back = await press(resident, "Back", page)
    await resident.press(data(back, "📦 Files to count it anew"), back)
    await village.quiet()
    sent = next(one for one in await shown(resident) if "document" in one)
    with zipfile.ZipFile(io.BytesIO(await content(village, sent))) as archive:
        assert "paper.csv" in archive.namelist()


async def test_a_resident_gets_nothing_by_a_forged_press(
    village: There, yerlan: Person, resident: Person, coordinators: Coordinators
) -> None:
    key = await coordinators.ask(Kind.ONE)
    await entered(village, yerlan)
    [(paper,)] = village.kept("SELECT id FROM papers")
    page = await opened(resident)
    for forged in (f"minutes:{paper}", f"paper:{paper}", f"papersure:{paper}:1", f"papers:{key}"):
        answer = await resident.press(forged, page)
        assert "You have no right" in (answer.text or "")
    answer = await resident.press(f"onpaper:{key}:0", page)
    assert "That is over, or has not begun" in (answer.text or "")


async def test_it_is_taken_back_after_a_question(
    village: There, yerlan: Person, coordinators: Coordinators
) -> None:
    await coordinators.ask(Kind.ONE)
    sure = await press(yerlan, "Take it back", await entered(village, yerlan))
    await press(yerlan, "Take it back", sure)
    assert village.kept("SELECT count(*) FROM papers") == [(0,)]
    assert village.kept("SELECT count(*) FROM paper_counts") == [(0,)]


async def test_of_few_people_only_the_number_is_said(
    village: There, yerlan: Person, resident: Person, coordinators: Coordinators
) -> None:
    await coordinators.ask(Kind.ONE)
    await entered(village, yerlan)
    village.kept("UPDATE papers SET people = 9, confirmed = 1")
    await village.later(days=11)
    await coordinators.service.tick(village.now())
    page = await press(resident, "Chosen on paper", await opened(resident))
    assert "9 people" in page["text"]
    assert "fewer than ten" in page["text"]
    assert "Водопровод" not in page["text"]
