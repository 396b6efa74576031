"""Before the options are fixed residents propose, by buttons and one message; moderators read it first."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.consultations import Consultation, Kind
from bot.domain.groups import Staff
from bot.domain.people import Language
from bot.services.consultations import ConsultationService
from sandbox.person import Person
from tests.conftest import BAISERKE_DISTRICT, button, invite
from tests.conversations.conftest import There, data, fixture, labels
from tests.conversations.test_consultations import TITLE, opened, press
from tests.conversations.test_preparing import QUESTION, unit_page, written, yerlan

__all__ = ["yerlan"]

Json = dict[str, Any]
IDEA = "A lamp by the school"


class Asking:
    """Two coordinators who have let residents propose."""

    def __init__(self, village: There) -> None:
        self.village = village
        first, second = village.yerlan.id, village.marina.id
        self.service = ConsultationService(village.stage.database, [first, second], "0" * 64)
        self.first, self.second = (Staff(one, one, "Ерлан", Language.ENGLISH) for one in (first, second))

    async def gather(self, kind: Kind = Kind.PROJECTS) -> int:
        now = self.village.now()

        def asking(before: Consultation) -> Consultation:
            return replace(before, title_kk="Не?", title_ru=TITLE, proposals_until=now + timedelta(days=5))

        key = (await self.service.begin(self.first, BAISERKE_DISTRICT, kind, now)).consultation.id
        await self.service.change(self.first, key, asking, now)
        await self.service.gather(self.second, key, now)
        return key


@fixture()
async def asking(village: There) -> Asking:
    await village.yerlan.start()
    await village.marina.start()
    return Asking(village)


async def read_back(resident: Person, text: str = IDEA) -> Json:
    """A proposal as it is shown to its author before it goes."""
    message = await press(resident, "💡 Propose", await opened(resident))
    await press(resident, "Street lighting", message)
    return await resident.sees("Is it right?", after=await resident.send(text))


async def proposed(village: There, resident: Person, text: str = IDEA) -> Json:
    """The card in the group."""
    before = await village.yerlan.last(village.group)
    await press(resident, "Send", await read_back(resident, text))
    return await village.yerlan.sees(f"«{text}»", chat=village.group, after=before)


async def decide(village: There, card: Json, label: str) -> Json:
    """What stands in the card then."""
    await village.yerlan.press(data(card, label), card, chat=village.group)
    await village.quiet()
    transcript = await village.yerlan.transcript(village.group)
    return next(one for one in transcript if one["message_id"] == card["message_id"])


# --- residents ---


async def test_a_resident_proposes_a_moderator_publishes_and_the_author_is_told(
    village: There, resident: Person, asking: Asking
) -> None:
    await asking.gather()
    back = await read_back(resident)
    assert "the local community meeting decides" in back["text"]
    before = await village.yerlan.last(village.group)
    sent = await press(resident, "Send", back)
    assert "you will be told here" in sent["text"]
    card = await village.yerlan.sees(f"«{IDEA}»", chat=village.group, after=before)
    assert "Street lighting" in card["text"]
    decided = await decide(village, card, "Publish")
    assert "published under number 1" in decided["text"]
    assert labels(decided) == ["✖️ Take it off"]
    told = await resident.sees("published under number 1")
    board = await press(resident, "What was proposed", told)
    assert "№ 1 · Street lighting" in board["text"]
    assert "Proposed by 1 person." in board["text"]
    assert "nobody's name is shown" in board["text"]


async def test_it_is_read_back_written_anew_or_left(village: There, resident: Person, asking: Asking) -> None:
    await asking.gather()
    back = await read_back(resident)
    await press(resident, "Write anew", back)
    back = await resident.sees("«Two lamps»", after=await resident.send("Two lamps"))
    board = await press(resident, "Cancel", back)
    assert "Nothing has been published yet" in board["text"]
    assert village.kept("SELECT count(*) FROM proposals") == [(0,)]
    answer = await resident.press(data(back, "📨 Send"), back)
    assert "not there any more" in (answer.text or "")


async def test_sent_twice_it_goes_once(village: There, resident: Person, asking: Asking) -> None:
    await asking.gather()
    back = await read_back(resident)
    for _time in range(3):
        await resident.press(data(back, "📨 Send"), back)
    await village.quiet()
    transcript = await village.yerlan.transcript(village.group)
    assert sum("A proposal" in one.get("text", "") for one in transcript) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Кандидат жақсы", "nobody is asked here"),
        ("ж" * 301, "too long"),
        ("800115300121 is my number", "There is an IIN in this message"),
    ],
)
async def test_what_cannot_be_taken_is_answered_kindly_and_not_kept(
    village: There, resident: Person, asking: Asking, text: str, said: str
) -> None:
    await asking.gather()
    message = await press(resident, "💡 Propose", await opened(resident))
    await press(resident, "Street lighting", message)
    await resident.sees(said, after=await resident.send(text))
    assert village.kept("SELECT count(*) FROM proposals") == [(0,)]
    await resident.sees("Is it right?", after=await resident.send(IDEA))


async def test_a_picture_instead_of_words_becomes_no_report(
    village: There, resident: Person, asking: Asking
) -> None:
    await asking.gather()
    message = await press(resident, "💡 Propose", await opened(resident))
    await press(resident, "Street lighting", message)
    await resident.sees("only words can be used", after=await resident.photo())
    assert village.kept("SELECT count(*) FROM drafts") == [(0,)]


async def test_a_neighbour_comments_and_it_stands_below(
    village: There, resident: Person, asking: Asking
) -> None:
    await asking.gather()
    await decide(village, await proposed(village, resident), "Publish")
    bolat = await village.neighbour("Болат", language_code="en")
    thread = await press(bolat, "№ 1", await opened(bolat))
    assert "Nobody has commented yet" in thread["text"]
    await press(bolat, "💬 Comment", thread)
    back = await bolat.sees("Is it right?", after=await bolat.send("Two would be better"))
    before = await village.yerlan.last(village.group)
    await press(bolat, "Send", back)
    card = await village.yerlan.sees("«Two would be better»", chat=village.group, after=before)
    assert f"On number 1: «{IDEA}»" in card["text"]
    assert not any("Same as" in one for one in labels(card))
    await decide(village, card, "Publish")
    thread = await press(bolat, "№ 1", await opened(bolat))
    assert "• Two would be better" in thread["text"]
    assert "💬 1" in str(labels(await press(bolat, "Back", thread)))


async def test_of_points_for_directions_residents_comment_on_the_whole(
    village: There, resident: Person, asking: Asking
) -> None:
    await asking.gather(Kind.SHARES)
    board = await opened(resident)
    assert not any("Propose" in one for one in labels(board))
    await press(resident, "💬 Comment", board)
    back = await resident.sees("Is it right?", after=await resident.send("Water first"))
    before = await village.yerlan.last(village.group)
    await press(resident, "Send", back)
    await decide(
        village, await village.yerlan.sees("«Water first»", chat=village.group, after=before), "Publish"
    )
    assert "💬 «Water first»" in (await opened(resident))["text"]


async def test_when_the_time_is_over_old_buttons_say_so_and_take_nothing(
    village: There, resident: Person, asking: Asking
) -> None:
    await asking.gather()
    board = await opened(resident)
    back = await read_back(resident)
    await village.later(days=6)
    await asking.service.tick(village.now())
    for message, label, said in (
        (board, "💡 Propose", "That is over"),
        (back, "📨 Send", "not there any more"),
    ):
        answer = await resident.press(data(message, label), message)
        assert said in (answer.text or "")
    await resident.sees("That is over", after=await resident.send("One more"))
    assert "The time for proposals is over" in (await opened(resident))["text"]
    assert village.kept("SELECT count(*) FROM proposals") == [(0,)]


# --- moderators ---


async def test_refused_with_a_reason_it_is_read_by_nobody_and_its_author_knows_why(
    village: There, resident: Person, asking: Asking
) -> None:
    await asking.gather()
    card = await proposed(village, resident)
    reasons = await decide(village, card, "Refuse")
    back = await decide(village, reasons, "Back")
    assert "✅ Publish" in labels(back)
    decided = await decide(village, await decide(village, back, "Refuse"), "not the village's budget")
    assert "Reason: not the village's budget" in decided["text"]
    await resident.sees("Reason: not the village's budget")
    answer = await village.yerlan.press(data(card, "Publish"), decided, chat=village.group)
    assert "decided already" in (answer.text or "")
    assert "Nothing has been published yet" in (await opened(resident))["text"]


async def test_what_says_the_same_counts_as_support(village: There, resident: Person, asking: Asking) -> None:
    await asking.gather()
    await decide(village, await proposed(village, resident), "Publish")
    bolat = await village.neighbour("Болат", language_code="en")
    card = await proposed(village, bolat, "Light near school")
    joined = await decide(village, await decide(village, card, "Same as…"), f"№ 1 {IDEA}")
    assert "Number 1 says the same" in joined["text"]
    await bolat.sees("Number 1 says the same")
    board = await opened(bolat)
    assert "Proposed by 2 people." in board["text"]
    assert "Light near school" not in board["text"]


async def test_who_does_not_moderate_decides_nothing(
    village: There, resident: Person, asking: Asking
) -> None:
    await asking.gather()
    card = await proposed(village, resident)
    answer = await village.marina.press(data(card, "Publish"), card, chat=village.group)
    assert "You have no right" in (answer.text or "")
    await invite(village.yerlan, village.marina, "Moderator")
    await village.marina.press(data(card, "Publish"), card, chat=village.group)
    await village.quiet()
    assert village.kept("SELECT state FROM proposals") == [("published",)]


async def test_what_its_author_has_erased_leaves_the_group(
    village: There, resident: Person, asking: Asking
) -> None:
    await asking.gather()
    card = await proposed(village, resident)
    asked = await resident.send("/forget")
    sure = await resident.sees(button("Delete for good"), after=asked)
    await resident.tap("Delete for good", message=sure)
    await village.quiet()
    transcript = await village.yerlan.transcript(village.group)
    shown = next(one for one in transcript if one["message_id"] == card["message_id"])
    assert "Its author has withdrawn it" in shown["text"]
    assert IDEA not in str(shown)


# --- coordinators ---


async def test_a_coordinator_asks_for_proposals_and_a_second_person_opens(
    village: There, yerlan: Person, resident: Person
) -> None:
    message = await press(yerlan, "Projects within a budget", await unit_page(yerlan))
    assert not any("Ask for proposals" in one for one in labels(message))
    message = await written(yerlan, message, "Question", QUESTION)
    until = village.today() + timedelta(days=10)
    await press(yerlan, "Ask for proposals first", message)
    await yerlan.sees("3 to 60 days, and before", after=await yerlan.send("01.01.2020"))
    message = await yerlan.sees("Before that residents propose", after=await yerlan.send(f"{until:%d.%m.%Y}"))
    marina = village.marina
    await invite(yerlan, marina, "District coordinator", "Ile district")
    await press(yerlan, "Have proposals approved", message)
    seen = await press(marina, "Look at it", await marina.sees("Somebody has prepared a consultation"))
    done = await press(marina, "Let residents propose", seen)
    assert f"Residents propose until {until:%d.%m.%Y} 18:00" in done["text"]
    assert not any("Question" in one for one in labels(done))
    board = await opened(resident)
    assert "you can propose what the money should go to" in board["text"]


async def test_in_private_a_coordinator_answers_ends_it_and_makes_options(
    village: There, resident: Person, asking: Asking
) -> None:
    await asking.gather()
    await proposed(village, resident)
    yerlan = village.yerlan
    page = await press(yerlan, TITLE, await unit_page(yerlan))
    waiting = await press(yerlan, "Proposals: 1 wait", page)
    card = await press(yerlan, "1", waiting)
    assert f"«{IDEA}»" in card["text"]
    waiting = await press(yerlan, "Publish", card)
    assert "Everything has an answer" in waiting["text"]
    published = await press(yerlan, "What is published", waiting)
    assert not any("Into the options" in one for one in labels(published))
    page = await press(yerlan, "Back", await press(yerlan, "Back", published))
    page = await press(yerlan, "End the proposals now", await press(yerlan, "End the proposals now", page))
    assert "Residents propose no more" in page["text"]
    waiting = await press(yerlan, "Proposals: 0 wait", page)
    published = await press(yerlan, "What is published", waiting)
    page = await press(yerlan, "Into the options: № 1", published)
    assert f"1. {IDEA} · Street lighting" in page["text"]
    options = await press(yerlan, "Options", page)
    assert f"6; {IDEA}; {IDEA}" in options["text"]


async def test_what_should_not_have_been_published_is_taken_off_from_the_same_card(
    village: There, resident: Person, asking: Asking
) -> None:
    await asking.gather()
    card = await decide(village, await proposed(village, resident, "Асан's house"), "Publish")
    await resident.sees("published under number 1")
    card = await decide(village, card, "Take it off")
    card = await decide(village, card, next(one for one in labels(card) if "names" in one))
    assert "taken off again" in card["text"]
    assert labels(card) == []
    await resident.sees("taken off again")
    board = await press(
        resident, TITLE, await resident.sees("Have your say", after=await resident.send("/consultations"))
    )
    assert "Nothing has been published yet" in board["text"]
