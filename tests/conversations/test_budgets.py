"""The akim's office enters the budget, by a file or step by step; a resident reads it, and asks what the words mean."""

import csv
import io
from typing import Any

import pytest

from bot.drawing.desk import DrawingDesk, NotDrawn
from sandbox.person import Person
from tests.conftest import BAISERKE_DISTRICT
from tests.conversations.conftest import There, data, fixture, labels
from tests.conversations.test_calendars import filled_in, latest, press, send_file
from tests.conversations.test_posters import content
from tests.conversations.test_serving import invite

Json = dict[str, Any]
SOURCE = "Decision of the maslikhat No 45-201"


@fixture()
async def akim(village: There) -> Person:
    """Of Baiserke: a resident of no village here."""
    person = await village.client.person("Бақыт", language_code="en")
    await invite(village.yerlan, person, "Akim")
    return person


async def ledger(person: Person) -> Json:
    asked = await person.send("/budget")
    return await person.sees("Choose what you want to enter", after=asked)


async def chosen(village: There, person: Person, side: str = "Plan") -> Json:
    year = village.today().year
    return await press(person, f"▫️ {year} · {side}", await ledger(person))


async def stepping(village: There, person: Person) -> Json:
    return await press(person, "✏️ Step by step", await chosen(village, person))


async def answer(person: Person, text: str, sees: str) -> Json:
    sent = await person.send(text)
    return await person.sees(sees, after=sent)


async def entered(village: There, person: Person) -> Json:
    """184 million in, 190 out, and the list of what can be entered after that."""
    await stepping(village, person)
    message = await answer(person, "184 163 400", "Personal income tax")
    await answer(person, "33,1634 mln", "Property tax of individuals")
    for _number in range(13):
        message = await press(person, "0 · Skip", await last(person))
    message = await press(person, "All: 151,000,000", message)
    assert "All expenditure: how much?" in message["text"]
    await answer(person, "190.4 million", "Akim's office")
    await answer(person, "71 mln", "Household register")
    for _number in range(6):
        message = await press(person, "0 · Skip", await last(person))
    message = await press(person, "All: 119,400,000", message)
    assert "6,236,600\u00a0₸ more goes out than comes in" in message["text"]
    await press(person, "✅ Yes", message)
    read_back = await answer(person, SOURCE, "Residents will read")
    assert village.kept("SELECT count(*) FROM budgets") == [(0,)]
    return await press(person, "📢 Show it to residents", read_back)


async def last(person: Person) -> Json:
    return (await person.transcript())[-1]


async def home(resident: Person) -> Json:
    asked = await resident.send("💰 Village budget")
    return await resident.sees("Village budget", after=asked)


async def test_where_nothing_is_entered_a_resident_reads_where_it_is_published(
    village: There, resident: Person
) -> None:
    asked = await resident.send("/budget")
    message = await resident.sees("has not been entered here yet", after=asked)
    assert "open-budgets portal" in message["text"]
    calendar = await press(resident, "🗓 When you can have a say", message)
    assert f"The budget for {village.today().year + 1}" in calendar["text"]
    back = await press(resident, "← Back", calendar)
    assert "has not been entered" in back["text"]


async def test_step_by_step_and_residents_read_it(village: There, akim: Person, resident: Person) -> None:
    done = await entered(village, akim)
    year = village.today().year
    assert f"✅ Entered: {year} · Plan" in done["text"]
    assert f"✅ {year} · Plan" in labels(done)
    text = (await home(resident))["text"]
    assert "Of every 100 tenge 82 come from the district." in text
    assert "Street lighting: 119,400,000\u00a0₸" in text
    assert f"Source: {SOURCE}" in text


async def test_an_answer_that_is_no_amount_or_too_much_is_asked_again(village: There, akim: Person) -> None:
    await stepping(village, akim)
    await answer(akim, "much", "This is not an amount")
    await answer(akim, "0", "cannot be nothing")
    await answer(akim, "184,163", "Personal income tax")
    await answer(akim, "184,164", "The lines add up to 184,164")
    await answer(akim, "12,345 mln", "can be read in two ways")
    await answer(akim, "12,3", "These are not whole tenge")
    await answer(akim, "163", "Property tax of individuals")
    sent = await akim.photo("decision")
    await akim.sees("Please write it in words", after=sent)


async def test_a_step_back_takes_the_last_amount_back_and_an_old_button_answers_nothing(
    village: There, akim: Person
) -> None:
    await stepping(village, akim)
    first = await answer(akim, "100", "Personal income tax")
    second = await answer(akim, "40", "Property tax of individuals")
    assert "Not named yet of the total: 60\u00a0₸" in second["text"]
    old = data(first, "Skip")
    await akim.press(old, first)
    assert "✅ Personal income tax: 40\u00a0₸" in (await latest(akim, first))["text"]
    back = await press(akim, "← Back", second)
    assert "Personal income tax: how much?" in back["text"]
    assert "✅ All revenue: 100\u00a0₸" in back["text"]


async def test_what_is_left_and_taken_up_elsewhere_is_not_asked_any_more(
    village: There, akim: Person
) -> None:
    await stepping(village, akim)
    message = await answer(akim, "100", "Personal income tax")
    await ledger(akim)
    refused = await akim.press(data(message, "Skip"), message)
    assert "not being asked any more" in (refused.text or "")
    refused = await akim.press(f"save:{BAISERKE_DISTRICT}", message)
    assert "not being asked any more" in (refused.text or "")


async def test_nothing_is_saved_before_a_source_is_named(village: There, akim: Person) -> None:
    await stepping(village, akim)
    for amount in ("100", "100", "100", "100"):
        sent = await akim.send(amount)
    message = await akim.sees("Where did you read it?", after=sent)
    refused = await akim.press(f"save:{BAISERKE_DISTRICT}", message)
    assert "not being asked any more" in (refused.text or "")
    await answer(akim, "A source | with a bar", "Residents will read")
    read_back = await answer(akim, "Another | source", "Source: Another | source")
    await press(akim, "📢 Show it to residents", read_back)
    assert village.kept("SELECT source FROM budgets") == [("Another | source",)]


async def test_the_second_of_two_taps_saves_nothing_that_has_not_been_read(
    village: There, akim: Person
) -> None:
    await stepping(village, akim)
    for amount in ("100", "100", "100", "100"):
        await akim.send(amount)
    read_back = await answer(akim, SOURCE, "Residents will read")
    village.stage.taps.patience = 60
    village.stage.taps.changed(akim.id, read_back["message_id"])
    await akim.press(f"save:{BAISERKE_DISTRICT}", read_back)
    assert village.kept("SELECT count(*) FROM budgets") == [(0,)]
    village.stage.taps.patience = 0


async def test_by_a_file_with_what_is_wrong_named_by_its_row(
    village: There, akim: Person, resident: Person
) -> None:
    await akim.tap("📎 By a file", message=await chosen(village, akim))
    template = await akim.sees("Fill in the amounts")
    amounts = {
        "source": [SOURCE],
        "unit": ["thousand tenge"],
        "revenue_total": ["184163.4"],
        "from_district": ["184163.4"],
        "spending_total": ["184163.4"],
        "roads": ["184163.3"],
    }
    sent = await send_file(akim, await filled_in(village, template, amounts))
    await akim.sees("the lines do not add up to this total", after=sent)
    assert village.kept("SELECT count(*) FROM budgets") == [(0,)]
    await answer(akim, "here it is", "Please send the filled-in file")
    mended = await filled_in(village, template, {**amounts, "roads": ["184163.4"]})
    sent = await send_file(akim, mended)
    await akim.sees("✅ Entered", after=sent)
    assert "All of the revenue comes from the district." in (await home(resident))["text"]


async def test_the_template_holds_what_is_known_and_no_other_file_is_taken(
    village: There, akim: Person
) -> None:
    done = await entered(village, akim)
    ways = await press(akim, f"✅ {village.today().year} · Plan", done)
    assert f"It is entered already; what you enter now takes its place. Source: {SOURCE}" in ways["text"]
    await akim.tap("📎 By a file", message=ways)
    template = await akim.sees("Fill in the amounts")
    table = (await content(village, template)).decode("utf-8-sig")
    amounts = {row[0]: row[2] for row in csv.reader(io.StringIO(table), delimiter=";")}
    assert (amounts["from_district"], amounts["carried_over"]) == ("151000000", "6236600")
    sent = await send_file(akim, b"\xff\xfe\x00")
    await akim.sees("This file cannot be read", after=sent)
    sent = await send_file(akim, b"a;b;c\n1;2;3\n")
    await akim.sees("This is not the template", after=sent)


async def test_the_execution_stands_beside_the_plan(village: There, akim: Person, resident: Person) -> None:
    await entered(village, akim)
    await press(akim, "✏️ Step by step", await chosen(village, akim, "Execution"))
    await answer(akim, "01.01.2017", "This day does not fit")
    await answer(akim, f"{village.today():%d.%m.%Y}", "All revenue: how much?")
    for amount in ("50 mln", "50 mln", "30 mln", "30 mln"):
        sent = await akim.send(amount)
    message = await akim.sees("less goes out than comes in", after=sent)
    await press(akim, "✅ Yes", message)
    await press(akim, "📢 Show it to residents", await answer(akim, SOURCE, "Residents will read"))
    message = await press(resident, "✅ What came of it", await home(resident))
    assert "50,000,000\u00a0₸" in message["text"]
    assert "of 184,163,400\u00a0₸ (27%)" in message["text"]
    planned = await press(resident, "📋 What was planned", message)
    assert "It spends" in planned["text"]


async def test_words_are_explained_at_a_tap_one_after_the_other(resident: Person) -> None:
    asked = await resident.send("/budget")
    message = await resident.sees("Village budget", after=asked)
    message = await press(resident, "📖 What the words mean", message)
    for label, said in (("Transfer", "what the district gives"), ("Draft budget", "nobody has adopted")):
        message = await press(resident, label, message)
        assert said in message["text"]
        assert label not in labels(message)


async def test_the_picture_comes_after_the_text(village: There, akim: Person, resident: Person) -> None:
    await entered(village, akim)
    message = await home(resident)
    await resident.tap("📊 As a picture", message=message)
    picture = await resident.sees(lambda one: "photo" in one, after=message)
    assert f"Source: {SOURCE}" in picture["caption"]


async def test_a_picture_that_fails_is_said_to_and_the_text_stays(
    village: There, akim: Person, resident: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> bytes:
        raise NotDrawn

    await entered(village, akim)
    monkeypatch.setattr(DrawingDesk, "draw", fail)
    message = await home(resident)
    pressed = await resident.tap("📊 As a picture", message=message)
    assert "could not be drawn" in (pressed.text or "")
    assert (await latest(resident, message))["text"] == message["text"]


async def test_a_picture_of_what_is_not_known_is_none(resident: Person) -> None:
    asked = await resident.send("/budget")
    message = await resident.sees("Village budget", after=asked)
    pressed = await resident.press("picture:2026:plan", message)
    assert "not known here" in (pressed.text or "")


async def test_an_administrator_goes_through_the_country(
    village: There,
) -> None:
    asked = await village.yerlan.send("/budget")
    message = await village.yerlan.sees("Whose budget?", after=asked)
    message = await press(village.yerlan, "Ile district", message)
    message = await press(village.yerlan, "Baiserke", message)
    assert "Choose what you want to enter" in message["text"]
    above = await press(village.yerlan, "← Back", message)
    assert "Whose budget?" in above["text"]


async def test_who_serves_one_unit_is_never_led_to_where_they_may_not_go(akim: Person) -> None:
    message = await ledger(akim)
    assert (await press(akim, "← Back", message))["text"] == message["text"]


async def test_who_serves_two_units_chooses_one(village: There, akim: Person) -> None:
    await invite(village.yerlan, akim, "Akim's office", "Karaoi rural district")
    asked = await akim.send("/budget")
    message = await akim.sees("Whose budget?", after=asked)
    message = await press(akim, "Karaoi rural district", message)
    assert "Budgets · Karaoi rural district" in message["text"]


async def test_other_years_can_be_looked_at(village: There, akim: Person, resident: Person) -> None:
    await entered(village, akim)
    this = village.today().year
    village.kept(
        "INSERT INTO budgets (kato, year, side, carried_over, source, checked_on, entered_by, entered_at) "
        f"SELECT kato, {this - 1}, side, carried_over, 'Old', checked_on, entered_by, entered_at FROM budgets"
    )
    village.kept(
        "INSERT INTO budget_lines SELECT (SELECT max(id) FROM budgets), line, amount FROM budget_lines"
    )
    years = await press(resident, "🗂 Other years", await home(resident))
    old = await press(resident, str(this - 1), years)
    assert "Source: Old" in old["text"]
