"""From an answer to the asked residents: a promise is made, asked of, kept, and judged by those it was made to."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from bot.domain.elections import local
from bot.domain.people import Language
from sandbox.person import Person
from tests.conversations.conftest import There, labels, said
from tests.conversations.test_answers import desk, morning, speaks, to_village, written
from tests.conversations.test_budgets import akim
from tests.conversations.test_consultations import press

__all__ = ["akim"]

Json = dict[str, Any]
FIRST, LATER = timedelta(days=30), timedelta(days=60)


async def on(village: There, moment: datetime) -> None:
    """At ten on that day: the clock ticks, and what is due goes."""
    ten = local(moment.date(), time(10))
    await village.later(seconds=(ten - village.now()).total_seconds())
    await village.tick()


async def promised(village: There, akim: Person) -> datetime:
    """To all of Baiserke, who have read it; the last day."""
    await morning(village)
    due = village.now() + FIRST
    message = await written(akim, await to_village(akim), "Text in Kazakh", "Көше жарығы туралы")
    message = await written(akim, message, "Text in Russian", "Об уличном освещении")
    message = await press(akim, "Promise", message)
    assert "It cannot be deleted" in message["text"]
    for label, text in (
        ("ҚАЗ What will be done", "Он шам орнатылады"),
        ("РУС What will be done", "Поставят десять фонарей"),
        ("By which day", f"{due:%d.%m.%Y}"),
    ):
        await press(akim, label, message)
        sent = await akim.send(text)
        message = await akim.sees(lambda one: "Without a promise" in str(labels(one)), after=sent)
    message = await press(akim, "Back", message)
    message = await press(akim, "Read it over", message)
    assert "Он шам орнатылады" in message["text"]
    await press(akim, "Send", message)
    await village.tick()
    return due


async def ledger(person: Person) -> Json:
    asked = await person.send("/promises")
    return await person.sees("🤝", after=asked)


async def pledge(akim: Person) -> Json:
    message = await press(akim, "Promises", await desk(akim))
    return await press(akim, "Поставят десять", message)


@pytest.mark.parametrize("language", [Language.KAZAKH, Language.RUSSIAN])
async def test_a_promise_is_asked_of_kept_and_judged_in_the_residents_language(
    village: There, akim: Person, language: Language
) -> None:
    reader = await village.neighbour("Гүлнар", language_code=language.value)
    await speaks(reader, language)
    what = {Language.KAZAKH: "Он шам орнатылады", Language.RUSSIAN: "Поставят десять фонарей"}[language]
    due = await promised(village, akim)
    news = await reader.sees(what)
    message = await press(reader, said(language, "All promises"), news)
    assert said(language, "not due yet") in message["text"]
    assert what in message["text"]

    await on(village, due - timedelta(days=7))
    asked = await akim.sees("Its day comes near")
    await on(village, due)
    message = await press(akim, "Open the promise", asked)
    message = await press(akim, "It is kept", message)
    photographed = await akim.photo("Он шам тұр")
    message = await akim.sees("Residents will read:", after=photographed)
    assert "«Он шам тұр»" in message["text"]
    assert village.kept("SELECT * FROM rulings") == []
    message = await press(akim, "Say so", message)
    assert "✅ kept" in message["text"]

    await village.quiet()
    question = said(language, "<b>Was it kept?</b> Only numbers are shown, never who said what.")
    news = await reader.sees(question.partition("<b>")[2].partition("</b>")[0])
    assert "«Он шам тұр»" in news["text"]
    await reader.tap("📷", message=news)
    await reader.sees(lambda one: "photo" in one, after=news)
    message = await press(reader, said(language, "No"), news)
    assert village.kept("SELECT kept FROM promise_says") == [(0,)]
    message = await press(reader, "👍", message)
    assert village.kept("SELECT kept FROM promise_says") == [(1,)]
    assert said(language, "yes") in message["text"]
    message = await press(reader, said(language, "All promises"), message)
    assert said(language, "kept") in message["text"]


async def test_a_moved_day_is_told_and_stands_beside_the_first(
    village: There, resident: Person, akim: Person
) -> None:
    due = await promised(village, akim)
    message = await press(akim, "Another day", await pledge(akim))
    wrong = await akim.send("кейін")
    await akim.sees("This is not a day", after=wrong)
    photographed = await akim.photo()
    await akim.sees("Please write it in words", after=photographed)
    later = due - FIRST + LATER
    sent = await akim.send(f"{later:%d.%m.%Y}")
    message = await akim.sees("Residents will read:", after=sent)
    await press(akim, "Say so", message)
    await village.tick()
    news = await resident.sees("The day was moved")
    assert f"By {later:%d.%m.%Y}" in news["text"]
    message = await press(resident, "The promise in full", news)
    assert f"By {due:%d.%m.%Y}" in message["text"]
    assert f"By {later:%d.%m.%Y}" in message["text"]


async def test_what_was_withdrawn_is_told_with_its_reason(
    village: There, resident: Person, akim: Person
) -> None:
    await promised(village, akim)
    message = await press(akim, "Withdraw it", await pledge(akim))
    assert "Without words" not in str(labels(message))
    sent = await akim.send("Ақша басқа жұмысқа кетті")
    message = await press(akim, "Say so", await akim.sees("Residents will read:", after=sent))
    assert "↩️ withdrawn" in message["text"]
    assert "It is kept" not in str(labels(message))
    await village.tick()
    news = await resident.sees("The office withdrew it on")
    assert "«Ақша басқа жұмысқа кетті»" in news["text"]
    assert "↩️ withdrawn: 1" in (await ledger(resident))["text"]


async def test_without_a_word_it_stands_as_broken_two_weeks_after_its_day(
    village: There, resident: Person, akim: Person
) -> None:
    due = await promised(village, akim)
    await on(village, due + timedelta(days=1))
    await akim.sees("Its day is over")
    assert "⌛️ overdue, awaiting word: 1" in (await ledger(resident))["text"]
    await on(village, due + timedelta(days=15))
    message = await ledger(resident)
    assert "❌ broken: 1" in message["text"]
    assert "In all: 1" in message["text"]
    message = await press(resident, "Поставят десять", message)
    assert "The office has not said within 14 days" in message["text"]


async def test_where_nothing_was_promised_it_says_so(resident: Person) -> None:
    assert "Nothing has been promised here yet" in (await ledger(resident))["text"]
