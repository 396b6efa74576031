"""The akim opens one message: asked for, or by itself on Monday morning; its picture, its accounting, its hour."""

import csv
import io
from datetime import time, timedelta

from bot.domain.elections import local
from sandbox.person import Person
from tests.conftest import BAISERKE_DISTRICT, invite
from tests.conversations.conftest import There, labels, shown
from tests.conversations.test_consultations import press
from tests.conversations.test_elections import Commission


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
    assert "not taken yet <b>2</b>" not in page["text"]
    assert "not taken yet 2" in page["text"]
    page = await press(who, "Day", page)
    assert "Came: 2 (before: 0)" in page["text"]
    await who.tap("📊 As a picture", message=page)
    picture = await who.sees(lambda one: "photo" in one, after=page)
    assert "Baiserke rural district" in picture["caption"]
    page = await press(who, "Where every report is", page)
    assert "Since the beginning: 2\nnot taken yet: 2" in page["text"]
    page = await press(who, "Back", page)
    page = await press(who, "When it comes", page)
    assert {"✓ Week", "✓ 08:00"} <= set(labels(page))
    page = await press(who, "Day", page)
    page = await press(who, "18:00", page)
    assert {"✓ Day", "✓ 18:00"} <= set(labels(page))
    page = await press(who, "Never", page)
    assert "18:00" not in " ".join(labels(page))


async def test_the_accounting_goes_into_a_file_whose_rows_add_up(village: There, resident: Person) -> None:
    who = await akim(village)
    asked = await who.send("/digest")
    page = await who.sees("Baiserke rural district", after=asked)
    nothing = await who.press(f"accountfile:{BAISERKE_DISTRICT}:day", page)
    assert "nothing to put into a file" in (nothing.text or "")
    for _ in range(6):
        await village.report(resident)
    await village.later(days=1)
    page = await press(who, "Day", page)
    page = await press(who, "Where every report is", page)
    await who.tap("📄 As a file", message=page)
    sent = await who.sees(lambda one: "document" in one, after=page)
    assert sent["document"]["file_name"].endswith(".csv")
    assert "fewer than five" in sent["caption"]
    file = await village.stage.house.bot.download(sent["document"]["file_id"])
    assert file is not None
    head, *rows = csv.reader(io.StringIO(file.read().decode("utf-8-sig")), delimiter=";")
    assert head[:3] == ["Village", "Category", "Came"]
    assert [row[0] for row in rows] == ["Baiserke", "In all"]
    for row in rows:
        assert int(row[2]) == sum(int(cell) for cell in row[3:]) == 6


async def test_the_year_stands_behind_the_digest_beside_the_one_before(
    village: There, resident: Person
) -> None:
    who = await akim(village)
    for _ in range(5):
        await village.report(resident)
    this = village.today().year
    page = await who.sees("Baiserke rural district", after=await who.send("/digest"))
    page = await press(who, "The year", page)
    assert f"The year {this}" in page["text"]
    assert "Came: 5, of these solved by now: 0 %" in page["text"]
    await who.tap("📄 As a file", message=page)
    sent = await who.sees(lambda one: "document" in one, after=page)
    assert sent["document"]["file_name"] == f"year-{BAISERKE_DISTRICT}-{this}.csv"
    page = await press(who, f"{this - 1}", page)
    assert f"The year {this - 1}" in page["text"]
    assert "Came: 0" in page["text"]
    assert f"✓ {this - 1}" in labels(page)
    page = await press(who, "Back", page)
    assert "✓ Week" in labels(page)


async def test_while_an_akim_is_elected_old_buttons_say_why_there_is_no_picture_no_file_and_no_year(
    village: There, resident: Person
) -> None:
    who = await akim(village)
    await village.report(resident)
    page = await who.sees("Baiserke rural district", after=await who.send("/digest"))
    await Commission(village).call()
    await village.later(days=1)
    for data in (
        f"digestpic:{BAISERKE_DISTRICT}:day",
        f"accountfile:{BAISERKE_DISTRICT}:day",
        f"yearfile:{BAISERKE_DISTRICT}:{village.today().year}",
    ):
        answer = await who.press(data, page)
        assert (answer.text or "").startswith("An akim is being elected here")
    page = await press(who, "The year", page)
    assert page["text"].startswith("An akim is being elected here")
    page = await press(who, "Back", page)
    assert not {"🗓 The year", "🧮 Where every report is"} & set(labels(page))


async def test_a_button_that_nobody_was_given_shows_the_week(village: There, resident: Person) -> None:
    who = await akim(village)
    await village.report(resident)
    page = await who.sees("Baiserke rural district", after=await who.send("/digest"))
    for data in ("digest", "account"):
        await who.press(f"{data}:{BAISERKE_DISTRICT}:never", page)
        shown_now = next(one for one in await shown(who) if one["message_id"] == page["message_id"])
        assert "Baiserke rural district" in shown_now["text"]
    answer = await who.press(f"digestpic:{BAISERKE_DISTRICT}:never", page)
    assert "nothing to draw" in (answer.text or "")


async def test_it_comes_on_monday_morning_to_the_akim_and_to_nobody_else(
    village: There, resident: Person
) -> None:
    who = await akim(village)
    await village.report(resident)
    await village.tick()
    monday = village.today() + timedelta(days=7 - village.today().weekday())
    await village.later(seconds=(local(monday, time(8)) - village.now()).total_seconds() + 1)
    await village.tick()
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


async def test_who_serves_more_than_one_district_finds_the_digest_of_each_and_of_its_units(
    village: There, resident: Person
) -> None:
    chief = village.yerlan
    page = await chief.sees("Whose digest?", after=await chief.send("/digest"))
    page = await press(chief, "Ile district", page)
    page = await press(chief, "The whole district", page)
    assert page["text"].startswith("📊 Ile district")
    page = await press(chief, "Unit by unit", page)
    page = await press(chief, "Baiserke", page)
    assert page["text"].startswith("📊 Baiserke rural district")
