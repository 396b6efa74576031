"""The office answers in public from the private chat; whom it is for reads it from the akim's office, in their language."""

from datetime import time, timedelta
from typing import Any

import pytest

from bot.domain.elections import local
from bot.domain.people import Language
from bot.views.names import LANGUAGES
from sandbox.person import Person
from tests.conversations.conftest import There, data, go_to, labels, said
from tests.conversations.test_budgets import akim
from tests.conversations.test_consultations import press

__all__ = ["akim"]

Json = dict[str, Any]


async def morning(village: There) -> None:
    """No quiet hours."""
    moment = local(village.today() + timedelta(days=1), time(10))
    await village.later(seconds=(moment - village.now()).total_seconds())


async def reported(village: There, resident: Person) -> str:
    """The number of a report of theirs."""
    preview = await go_to("preview", resident)
    await resident.tap("Send", message=preview)
    await village.quiet()
    [(year, sequence)] = village.kept("SELECT year, sequence FROM reports")
    return f"{year % 100}-{sequence}"


async def speaks(person: Person, language: Language) -> None:
    asked = await person.send("/language")
    offered = await person.sees("Choose a language", after=asked)
    await person.tap(LANGUAGES[language], message=offered)


async def desk(person: Person) -> Json:
    asked = await person.send("/answer")
    return await person.sees("Public answers", after=asked)


async def written(person: Person, message: Json, label: str, text: str) -> Json:
    """A part, said in words; the draft as it is then."""
    await press(person, label, message)
    sent = await person.send(text)
    return await person.sees(lambda one: "Take it back" in str(labels(one)), after=sent)


async def to_report(person: Person, number: str) -> Json:
    await press(person, "To one report", await desk(person))
    sent = await person.send(number)
    return await person.sees("Nobody sees it yet", after=sent)


async def to_village(person: Person) -> Json:
    message = await press(person, "To a village", await desk(person))
    return await press(person, "Baiserke", message)


async def sent(person: Person, message: Json) -> Json:
    return await press(person, "Send", await press(person, "Read it over", message))


async def test_an_answer_to_a_report_is_read_over_reaches_its_author_and_can_be_replied_to(
    village: There, resident: Person, akim: Person
) -> None:
    number = await reported(village, resident)
    await morning(village)
    message = await to_report(akim, number)
    assert "It reaches 1 person now" in message["text"]
    message = await written(akim, message, "Text in Kazakh", "Шам ертең жанады")
    message = await written(akim, message, "Text in Russian", "Фонарь зажгут завтра")
    await press(akim, "Picture or document", message)
    photographed = await akim.photo()
    message = await akim.sees("📷 Picture", after=photographed)
    message = await press(akim, "Read it over", message)
    assert "Шам ертең жанады" in message["text"]
    assert "Фонарь зажгут завтра" in message["text"]
    assert village.kept("SELECT sent_at FROM answers") == [(None,)]
    done = await press(akim, "Send", message)
    assert "Sent on" in done["text"]
    news = await resident.sees("Answer of the akim's office")
    assert f"On report № {number}" in news["text"]
    assert "Фонарь зажгут завтра" in news["text"]
    assert "Бақыт" not in news["text"]
    await resident.tap("📷 Picture", message=news)
    await resident.sees(lambda one: "photo" in one, after=news)
    await resident.send("Thank you", reply_to=news)
    await village.yerlan.sees("«Thank you»", chat=village.group)
    await village.quiet()
    card = await village.yerlan.sees("The office has answered", chat=village.group)
    assert "Шам ертең жанады" in card["text"]
    done = await press(akim, "Refresh", done)
    assert "For 1 · sent: 1 · reached: 1" in done["text"]


@pytest.mark.parametrize("language", [Language.KAZAKH, Language.RUSSIAN])
async def test_a_village_reads_it_in_its_language_and_is_told_where_it_is_written_in_another_only(
    village: There, akim: Person, language: Language
) -> None:
    reader = await village.client.person("Гүлнар", language_code=language.value)
    village.residents.append(reader)
    await village.settle(reader)
    await speaks(reader, language)
    await morning(village)
    message = await written(akim, await to_village(akim), "Text in Russian", "Завтра не будет воды")
    await sent(akim, message)
    await village.tick()
    news = await reader.sees("Завтра не будет воды")
    only = said(language, "<i>The office has written this only in Russian.</i>")[3:-4]
    assert (only in news["text"]) is (language is Language.KAZAKH)
    await reader.tap(said(language, "Don't tell me of these"), message=news)
    assert len(village.kept("SELECT * FROM unannounced")) == 1


async def test_a_draft_is_found_again_after_a_restart_and_taken_back(village: There, akim: Person) -> None:
    message = await written(akim, await to_village(akim), "Text in Kazakh", "Ертең су болмайды")
    await village.restart()
    message = await press(akim, "📝", await desk(akim))
    assert "Ертең су болмайды" in message["text"]
    message = await press(akim, "Text in Kazakh", message)
    message = await press(akim, "Without it", message)
    assert "Read it over" not in str(labels(message))
    message = await press(akim, "Take it back", message)
    await press(akim, "Take it back", message)
    assert village.kept("SELECT * FROM answers") == []


async def test_what_cannot_be_used_is_asked_again_in_plain_words(village: There, akim: Person) -> None:
    message = await press(akim, "To one report", await desk(akim))
    for text, answer in (("26-999", "no report with this number"), ("сәлем", "no report with this number")):
        written_number = await akim.send(text)
        await akim.sees(answer, after=written_number)
    photographed = await akim.photo()
    await akim.sees("Please write it in words", after=photographed)
    message = await press(akim, "Cancel", message)
    assert "Public answers" in message["text"]
    message = await press(akim, "To a category", message)
    assert "no open reports" in message["text"]
    message = await to_village(akim)
    await press(akim, "Picture or document", message)
    wrong = await akim.send("жоқ")
    await akim.sees("Please send a photo or a document", after=wrong)


async def test_a_button_of_long_ago_answers_kindly_and_sends_nothing_twice(
    village: There, resident: Person, akim: Person
) -> None:
    await morning(village)
    message = await written(akim, await to_village(akim), "Text in Kazakh", "Ертең су болмайды")
    preview = await press(akim, "Read it over", message)
    carried = data(preview, "Send")
    await press(akim, "Send", preview)
    await akim.press(carried, preview)
    await village.tick()
    await resident.sees("Ертең су болмайды")
    await village.quiet()
    assert village.kept("SELECT count(*) FROM letters WHERE kind = 'answered'") == [(1,)]
    answer = await akim.press(data(message, "Text in Kazakh"), preview)
    assert "cannot be changed any more" in (answer.text or "")


async def test_to_residents_the_command_shows_what_was_promised(resident: Person) -> None:
    asked = await resident.send("/answer")
    await resident.sees("What the akim's office has promised", after=asked)
