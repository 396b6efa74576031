"""The office and a resident speak with each other about a report, and neither sees the other's name."""

import json

from bot.domain.people import Language
from bot.i18n import words
from sandbox.person import Person
from tests.conftest import (
    invite,
    tap,
)
from tests.conversations.conftest import TEXT, There, fixture, shown


@fixture()
async def number(village: There, resident: Person) -> str:
    number = await village.report(resident)
    await village.yerlan.sees(TEXT, chat=village.group)
    return number


async def office_says(village: There, words: str) -> None:
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await village.yerlan.send(words, chat=village.group, reply_to=card)


async def test_a_reply_to_the_card_reaches_the_resident_in_the_offices_name(
    village: There, number: str
) -> None:
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await village.yerlan.send("The electrician comes tomorrow", chat=village.group, reply_to=card)
    told = await village.aigul.sees("From the akim's office:")
    assert f"Report № {number}" in told["text"]
    assert "«The electrician comes tomorrow»" in told["text"]
    seen = json.dumps(await village.aigul.transcript(), ensure_ascii=False)
    assert "Ерлан" not in seen
    assert str(village.yerlan.id) not in seen


async def test_that_it_was_passed_on_is_shown_by_a_thumb(village: There, number: str) -> None:
    await office_says(village, "Tomorrow")
    await village.aigul.sees("«Tomorrow»")
    await village.quiet()
    calls = await village.client.calls("setMessageReaction")
    [react] = [call for call in calls if call["params"]["chat_id"] == village.group["id"]]
    assert react["params"]["reaction"] == [{"type": "emoji", "emoji": "👍"}]


async def test_where_no_reactions_are_allowed_it_is_said(village: There, number: str) -> None:
    """The sandbox knows no such groups; Telegram's refusal there is a 400 like that of a message that is gone."""
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await village.client.fault("message_deleted", method="setMessageReaction")
    await village.yerlan.send("Tomorrow", chat=village.group, reply_to=card)
    await village.yerlan.sees("👍 Done.", chat=village.group)
    await village.aigul.sees("«Tomorrow»")


async def test_a_residents_reply_comes_back_under_the_card(village: There, number: str) -> None:
    await office_says(village, "Which lamp?")
    told = await village.aigul.sees("«Which lamp?»")
    await village.aigul.send("The one at the gate", reply_to=told)
    await village.aigul.sees(f"Passed on to the office, about № {number}.")
    words = await village.yerlan.sees(f"💬 № {number}, the resident writes:", chat=village.group)
    card = await village.yerlan.sees(TEXT, chat=village.group)
    assert "«The one at the gate»" in words["text"]
    assert words["reply_to_message"]["message_id"] == card["message_id"]


async def test_a_reply_to_any_message_about_a_report_finds_its_way(village: There, number: str) -> None:
    """For the resident the receipt, for the office the resident's words and the pictures."""
    receipt = await village.aigul.sees("is received")
    await village.aigul.send("It is also dangerous", reply_to=receipt)
    words = await village.yerlan.sees("«It is also dangerous»", chat=village.group)
    await village.yerlan.send("We know", chat=village.group, reply_to=words)
    await village.aigul.sees("«We know»")
    await village.aigul.photo("See here", reply_to=await village.aigul.sees("«We know»"))
    await village.yerlan.sees("«See here»", chat=village.group)
    picture = await village.yerlan.sees(lambda message: "photo" in message, chat=village.group)
    await village.yerlan.send("We see", chat=village.group, reply_to=picture)
    await village.aigul.sees("«We see»")


async def test_pictures_voices_and_videos_pass_both_ways(village: There, number: str) -> None:
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await village.yerlan.voice(chat=village.group, reply_to=card)
    told = await village.aigul.sees("From the akim's office:")
    voice = await village.aigul.sees(lambda message: "voice" in message)
    assert voice["reply_to_message"]["message_id"] == told["message_id"]
    await village.aigul.video("Here it is", reply_to=told)
    words = await village.yerlan.sees("«Here it is»", chat=village.group)
    video = await village.yerlan.sees(lambda message: "video" in message, chat=village.group)
    assert video["reply_to_message"]["message_id"] == words["message_id"]


async def test_what_cannot_be_passed_on_is_said(village: There, number: str) -> None:
    card = await village.yerlan.sees(TEXT, chat=village.group)
    receipt = await village.aigul.sees("is received")
    for act, sentence in (
        (village.yerlan.document("act.pdf", chat=village.group, reply_to=card), "I cannot use this here"),
        (village.yerlan.send("x" * 2001, chat=village.group, reply_to=card), "at most 2000 fit"),
        (village.yerlan.send("\u00ad", chat=village.group, reply_to=card), "There is nothing to read in it"),
    ):
        said = await act
        await village.yerlan.sees(sentence, chat=village.group, after=said)
    for act, sentence in (
        (village.aigul.document("act.pdf", reply_to=receipt), "not as a file"),
        (village.aigul.sticker(reply_to=receipt), "I cannot use this here"),
        (village.aigul.send("x" * 2001, reply_to=receipt), "at most 2000 fit"),
        (village.aigul.video(size=21 * 1024 * 1024, reply_to=receipt), "at most 20 MB"),
    ):
        said = await act
        await village.aigul.sees(sentence, after=said)
    await village.quiet()
    assert village.kept("SELECT count(*) FROM events") == [(1,)]


async def test_words_of_4097_characters_are_refused_as_a_whole_in_the_group_too(
    village: There, number: str
) -> None:
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await village.yerlan.send("ұ" * 4097, chat=village.group, reply_to=card)
    await village.yerlan.sees("at most 2000 fit", chat=village.group)
    await village.quiet()
    assert village.kept("SELECT count(*) FROM events") == [(1,)]


async def test_a_command_in_reply_to_a_report_is_a_command_and_not_words(village: There, number: str) -> None:
    card = await village.yerlan.sees(TEXT, chat=village.group)
    for command in ("/help", "/team", "/language", "/bind", "/queue", "/nonsense", "/r 1"):
        await village.yerlan.send(command, chat=village.group, reply_to=card)
    receipt = await village.aigul.sees("is received")
    for command, answer in (
        ("/help", "How it works"),
        ("/report", "What is it about?"),
        ("/cancel", "Cancelled"),
        ("/nonsense", "I do not know this command"),
    ):
        asked = await village.aigul.send(command, reply_to=receipt)
        await village.aigul.sees(answer, after=asked)
    await village.quiet()
    assert village.kept("SELECT count(*) FROM events") == [(1,)]


async def test_people_in_the_group_may_talk_among_themselves(village: There, number: str) -> None:
    before = len(await shown(village.yerlan, village.group))
    said = await village.marina.send("Has anybody seen the electrician?", chat=village.group)
    await village.yerlan.send("He is ill", chat=village.group, reply_to=said)
    await village.marina.sticker(chat=village.group)
    await village.marina.photo("A cat", chat=village.group)
    await village.quiet()
    assert len(await shown(village.yerlan, village.group)) == before
    assert village.kept("SELECT count(*) FROM events") == [(1,)]


# --- corrections ---


async def test_an_edited_reply_of_the_office_corrects_what_the_resident_sees(
    village: There, number: str
) -> None:
    card = await village.yerlan.sees(TEXT, chat=village.group)
    said = await village.yerlan.send("Tomorow at nine", chat=village.group, reply_to=card)
    told = await village.aigul.sees("«Tomorow at nine»")
    await village.yerlan.edit(said, "Tomorrow at ten")
    corrected = await village.aigul.sees("«Tomorrow at ten»")
    assert corrected["message_id"] == told["message_id"]


async def test_an_edited_caption_corrects_it_too(village: There, number: str) -> None:
    card = await village.yerlan.sees(TEXT, chat=village.group)
    said = await village.yerlan.photo("The lmap", chat=village.group, reply_to=card)
    await village.aigul.sees("«The lmap»")
    await village.yerlan.edit(said, "The lamp")
    await village.aigul.sees("«The lamp»")


async def test_an_edited_reply_of_the_resident_corrects_what_the_group_sees(
    village: There, number: str
) -> None:
    receipt = await village.aigul.sees("is received")
    said = await village.aigul.send("The one at the gtae", reply_to=receipt)
    words = await village.yerlan.sees("«The one at the gtae»", chat=village.group)
    await village.aigul.edit(said, "The one at the gate")
    corrected = await village.yerlan.sees("«The one at the gate»", chat=village.group)
    assert corrected["message_id"] == words["message_id"]
    await village.aigul.sees(f"The office sees your correction, about № {number}.")


async def test_an_edited_question_is_corrected_for_the_resident_and_on_the_card(
    village: There, number: str
) -> None:
    await tap(village.yerlan, "Ask", village.group)
    prompt = await village.yerlan.sees("what do you ask", chat=village.group)
    asked = await village.yerlan.send("Wich lamp?", chat=village.group, reply_to=prompt)
    await village.aigul.sees("«Wich lamp?»")
    await village.yerlan.sees("«Wich lamp?»", chat=village.group)
    await village.yerlan.edit(asked, "Which lamp?")
    await village.aigul.sees("«Which lamp?»")
    await village.yerlan.sees("«Which lamp?»", chat=village.group)


async def test_who_is_no_moderator_any_more_corrects_nothing(village: There, number: str) -> None:
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await invite(village.yerlan, village.marina, "Moderator")
    said = await village.marina.send("Tomorrow", chat=village.group, reply_to=card)
    await village.aigul.sees("«Tomorrow»")
    village.kept("UPDATE roles SET ended = 1")
    edited = await village.marina.edit(said, "Never")
    await village.marina.sees("You have no right", chat=village.group, after=edited)
    await village.quiet()
    assert village.kept("SELECT text FROM events WHERE kind = 'office_words'") == [("Tomorrow",)]


async def test_an_edit_to_nothing_is_refused_and_what_was_said_stays(village: There, number: str) -> None:
    card = await village.yerlan.sees(TEXT, chat=village.group)
    said = await village.yerlan.send("Tomorrow", chat=village.group, reply_to=card)
    await village.aigul.sees("«Tomorrow»")
    await village.yerlan.edit(said, "\u00ad")
    await village.yerlan.sees("There is nothing to read in it", chat=village.group)
    await village.quiet()
    assert village.kept("SELECT text FROM events WHERE kind = 'office_words'") == [("Tomorrow",)]


async def test_a_correction_made_while_the_resident_is_away_is_what_they_read(
    village: There, number: str
) -> None:
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await village.aigul.block()
    await village.quiet()
    said = await village.yerlan.send("Tomorow", chat=village.group, reply_to=card)
    await village.quiet()
    await village.yerlan.edit(said, "Tomorrow")
    await village.quiet()
    await village.aigul.unblock()
    await village.aigul.sees("«Tomorrow»")
    await village.quiet()
    assert sum("From the akim" in message["text"] for message in await shown(village.aigul)) == 1


# --- language ---


async def test_news_comes_in_the_language_the_resident_has_at_that_moment(
    village: There, number: str
) -> None:
    await village.aigul.send("/language")
    await tap(village.aigul, "Қазақша")
    await village.quiet()
    asked = await village.aigul.send("/my")
    listed = await village.aigul.sees(f"№ {number}", after=asked)
    await village.aigul.tap(f"№ {number}", message=listed)
    await village.aigul.sees("Байсерке", after=asked)
    await office_says(village, "Ертең")
    told = await village.aigul.sees("«Ертең»")
    assert words(Language.KAZAKH)("From the akim's office:") in told["text"]


async def test_two_residents_reports_do_not_mix(village: There, number: str) -> None:
    neighbour = await village.neighbour("Болат", language_code="en")
    other = await village.report(neighbour, "A dog without an owner")
    card = await village.yerlan.sees("A dog without an owner", chat=village.group)
    await village.yerlan.send("We shall catch it", chat=village.group, reply_to=card)
    told = await neighbour.sees("«We shall catch it»")
    assert f"Report № {other}" in told["text"]
    await village.quiet()
    assert "We shall catch it" not in str(await village.aigul.transcript())
