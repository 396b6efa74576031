"""A resident writes a report, step by step, sends it, and finds it again."""

from bot.domain.people import Language
from sandbox.person import Person
from tests.conftest import ILE, tap
from tests.conversations.conftest import (
    PLACE,
    QUESTIONS,
    TEXT,
    There,
    go_to,
    gone,
    labels,
    said,
    shown,
    until,
)

STEPS = ("category", "text", "pictures", "place", "preview")


# --- the steps ---


async def test_a_report_goes_through_its_steps_and_is_shown_before_it_is_sent(
    village: There, resident: Person
) -> None:
    await go_to("pictures", resident)
    await resident.photo()
    await tap(resident, "Done")
    await resident.location(43.455, 77.012)
    preview = (await resident.sees("Send it?"))["text"]
    for part in ("Baiserke", "Street lighting", TEXT, "1 attachment", "43.45500,77.01200"):
        assert part in preview
    await tap(resident, "Send")
    await resident.sees("is received")
    card = await village.yerlan.sees(TEXT, chat=village.group)
    assert "Street lighting · Baiserke" in card["text"]
    assert "1 attachment" in card["text"]
    [link] = [each["url"] for each in card["entities"] if each["type"] == "text_link"]
    assert link == "https://maps.google.com/?q=43.45500,77.01200"
    picture = await village.yerlan.sees(lambda message: "photo" in message, chat=village.group)
    assert picture["reply_to_message"]["message_id"] == card["message_id"]


async def test_before_sending_one_line_says_who_will_see_what(resident: Person) -> None:
    preview = await go_to("preview", resident)
    assert "The moderators and the akim's office will see what is above." in preview["text"]
    assert "shows nobody your name or account" in preview["text"]


async def test_the_form_is_one_message_that_is_edited_by_its_buttons(resident: Person) -> None:
    before = len(await shown(resident))
    form = await go_to("category", resident)
    for label, question in (
        ("Others", "What is it about?"),
        ("← Back", "What is it about?"),
        ("Roads", "What has happened?"),
        ("Back", "What is it about?"),
        ("Street lighting", "What has happened?"),
    ):
        await tap(resident, label)
        assert (await resident.sees(question))["message_id"] == form["message_id"]
    await resident.send(TEXT)
    form = await resident.sees("Pictures?")
    for label, question in (("Without", "Where is it?"), ("Without", "Send it?"), ("Back", "Where is it?")):
        await tap(resident, label)
        assert (await resident.sees(question))["message_id"] == form["message_id"]
    assert len(await shown(resident)) == before + 1


async def test_all_twenty_categories_can_be_chosen(village: There, resident: Person) -> None:
    first = labels(await go_to("category", resident))
    await tap(resident, "Others")
    rest = labels(await resident.sees(lambda message: "📌 Other" in labels(message)))
    assert len(first[:-2]) + len(rest[:-2]) == 20
    assert first[0] == "🚨 Danger to life"
    assert rest[-3] == "📌 Other"
    await tap(resident, "Cemeteries")
    await resident.sees("What has happened?")
    assert village.kept("SELECT category FROM drafts") == [("cemeteries",)]


async def test_a_report_is_cancelled_at_any_step_by_button_or_command(
    village: There, resident: Person
) -> None:
    for step in STEPS:
        *_, before = await resident.transcript()
        await resident.tap("Cancel", message=await go_to(step, resident))
        cancelled = await resident.sees("Cancelled; nothing was sent.", after=before)
        assert labels(cancelled) == ["📝 Report a problem"]
        assert village.draft() == [[], [], []]
        await go_to(step, resident)
        asked = await resident.send("/cancel")
        await resident.sees("Cancelled; nothing was sent.", after=asked)
        assert village.draft() == [[], [], []]
        await village.quiet()
        assert all("Cancel" not in labels(message) for message in await shown(resident))
    asked = await resident.send("/cancel")
    await resident.sees("There is nothing to cancel.", after=asked)


async def test_back_leads_to_each_step_before_and_loses_nothing(village: There, resident: Person) -> None:
    await go_to("preview", resident)
    for step in ("place", "pictures", "text", "category"):
        await tap(resident, "Back")
        form = await resident.sees(QUESTIONS[step])
        for part in ("Street lighting", TEXT, PLACE):
            assert part in form["text"]
    assert "← Back" not in labels(form)
    await tap(resident, "Roads")
    await tap(resident, "Without pictures")
    await tap(resident, "Continue")
    preview = await resident.sees("Send it?")
    for part in ("Roads", TEXT, PLACE):
        assert part in preview["text"]


async def test_back_at_the_text_offers_to_go_on_to_add_and_tells_how_to_change(resident: Person) -> None:
    await go_to("pictures", resident)
    await tap(resident, "Back")
    form = await resident.sees("edit your message")
    assert "Continue →" in labels(form)
    await resident.send("And it is dark")
    form = await resident.sees("Pictures?")
    assert f"«{TEXT}\nAnd it is dark»" in form["text"]


async def test_pictures_and_place_can_be_skipped(village: There, resident: Person) -> None:
    await village.report(resident)
    card = await village.yerlan.sees(TEXT, chat=village.group)
    assert "Place" not in card["text"]
    assert "attachment" not in card["text"]


async def test_the_text_cannot_be_skipped(resident: Person) -> None:
    form = await go_to("text", resident)
    assert labels(form) == ["← Back", "Cancel"]


async def test_words_may_come_in_several_messages(village: There, resident: Person) -> None:
    await go_to("text", resident)
    await resident.send("The lamp is broken")
    await resident.sees("Pictures?")
    await resident.send("Since Monday")
    await resident.sees("Since Monday")
    await tap(resident, "Without pictures")
    await tap(resident, "Without a place")
    await tap(resident, "Send")
    await village.yerlan.sees("The lamp is broken\nSince Monday", chat=village.group)


async def test_words_and_pictures_may_come_before_the_category(village: There, resident: Person) -> None:
    form = await go_to("category", resident)
    await resident.send(TEXT)
    form = await resident.sees("What is it about?", after=form)
    assert f"«{TEXT}»" in form["text"]
    await resident.photo()
    await resident.sees("1 attachment")
    await tap(resident, "Street lighting")
    await resident.sees("Where is it?")
    await tap(resident, "Without a place")
    await tap(resident, "Send")
    await village.yerlan.sees(TEXT, chat=village.group)


async def test_words_out_of_nowhere_are_asked_about_and_become_a_report(
    village: There, resident: Person
) -> None:
    await resident.send("A pipe has burst on Abai street")
    await tap(resident, "Report it")
    form = await resident.sees("What is it about?")
    assert "«A pipe has burst on Abai street»" in form["text"]
    await tap(resident, "Water supply")
    await tap(resident, "Without pictures")
    await tap(resident, "Without a place")
    await tap(resident, "Send")
    await village.yerlan.sees("A pipe has burst on Abai street", chat=village.group)


# --- resuming ---


async def test_a_report_is_taken_up_days_later_where_it_was_left(village: There, resident: Person) -> None:
    for step in STEPS[1:]:
        await go_to(step, resident)
        before = village.draft()
        await village.later(days=5)
        asked = await resident.send("/report")
        offered = await resident.sees("You have an unfinished report. Continue?", after=asked)
        assert labels(offered) == ["Continue", "Delete it"]
        assert "Street lighting" in offered["text"]
        await resident.tap("Continue", message=offered)
        await resident.sees(QUESTIONS[step], after=asked)
        assert village.draft() == before
        asked = await resident.send("/cancel")
        await resident.sees("Cancelled", after=asked)


async def test_a_report_that_was_left_can_be_deleted_and_another_begun(
    village: There, resident: Person
) -> None:
    await go_to("place", resident)
    await village.later(days=5)
    await resident.send("/report")
    await tap(resident, "Delete it")
    await resident.sees("Cancelled; nothing was sent.")
    await tap(resident, "Report a problem")
    form = await resident.sees("What is it about?")
    assert TEXT not in form["text"]


async def test_words_written_days_later_wait_for_the_answer_and_are_taken(
    village: There, resident: Person
) -> None:
    await go_to("pictures", resident)
    await village.later(days=5)
    words = await resident.send("It is still dark")
    offered = await resident.sees("You have an unfinished report. Continue?", after=words)
    assert "It is still dark" not in offered["text"]
    await tap(resident, "Continue")
    form = await resident.sees("Pictures?")
    assert f"«{TEXT}\nIt is still dark»" in form["text"]


async def test_words_written_days_later_may_begin_another_report(village: There, resident: Person) -> None:
    await go_to("pictures", resident)
    await village.later(days=5)
    await resident.send("A dog has bitten a child")
    await tap(resident, "Delete it")
    await tap(resident, "Report a problem")
    form = await resident.sees("What is it about?")
    assert "«A dog has bitten a child»" in form["text"]
    assert TEXT not in form["text"]


async def test_a_restart_finds_everyone_where_they_were(village: There, resident: Person) -> None:
    await resident.send("/settings")
    await tap(resident, "Change village")
    await resident.sees("first letters")
    neighbour = await village.neighbour("Болат", language_code="en")
    form = await go_to("place", neighbour)
    await village.quiet()
    before = village.draft()
    await village.restart()
    assert village.draft() == before
    await neighbour.tap("Back", message=form)
    await neighbour.sees("Pictures?")
    await resident.send("kokterek")
    await tap(resident, "Kokterek")
    await resident.sees("Your village: Kokterek")


async def test_the_language_changes_in_the_middle_of_a_report_and_loses_nothing(
    village: There, resident: Person
) -> None:
    await go_to("place", resident)
    before = village.draft()
    await resident.send("/language")
    await tap(resident, "Қазақша")
    form = await resident.sees("Байсерке")
    assert TEXT in form["text"]
    assert said(Language.KAZAKH, "Cancel") in labels(form)
    assert village.draft() == before
    await tap(resident, said(Language.KAZAKH, "Without a place"))
    await tap(resident, said(Language.KAZAKH, "Send"))
    await village.yerlan.sees(TEXT, chat=village.group)


# --- pictures and other files ---


async def send_it(resident: Person) -> None:
    """Whatever step the form is at."""
    for label in ("Done", "Without a place", "Send"):
        await tap(resident, label)
    await resident.sees("is received")


async def test_a_photo_with_a_caption_may_come_first(village: There, resident: Person) -> None:
    await resident.photo("The bridge has a hole")
    form = await resident.sees("What is it about?")
    assert "«The bridge has a hole»" in form["text"]
    assert "1 attachment" in form["text"]
    await tap(resident, "Roads")
    await resident.sees("Where is it?")
    await tap(resident, "Without a place")
    await tap(resident, "Send")
    await village.yerlan.sees("The bridge has a hole", chat=village.group)
    await village.yerlan.sees(lambda message: "photo" in message, chat=village.group)


async def test_a_photo_without_words_may_come_first_and_words_are_asked_for(
    village: There, resident: Person
) -> None:
    await resident.photo()
    await tap(resident, "Roads")
    await resident.sees("What has happened?")
    await resident.send("The bridge has a hole")
    await resident.sees("1 attachment")
    await send_it(resident)
    await village.yerlan.sees("The bridge has a hole", chat=village.group)


async def test_an_album_is_one_answer_and_one_album_in_the_group(village: There, resident: Person) -> None:
    await go_to("text", resident)
    await resident.album(3, "Three pictures of the lamp")
    form = await resident.sees("3 attachments")
    assert "«Three pictures of the lamp»" in form["text"]
    await village.quiet()
    assert sum("attachment" in message["text"] for message in await shown(resident)) == 1
    await send_it(resident)
    await village.yerlan.sees("3 attachments", chat=village.group)
    await village.quiet()
    pictures = [each for each in await shown(village.yerlan, village.group) if "photo" in each]
    assert len(pictures) == 3
    assert len({each["media_group_id"] for each in pictures}) == 1


async def test_a_form_that_is_long_under_way_does_not_take_the_receipt_with_it(
    village: There, resident: Person
) -> None:
    """Telegram is slow with what follows the album; meanwhile the report is sent from the form before it."""
    form = await go_to("pictures", resident)
    await village.client.fault("slow", method="sendMessage", chat_id=resident.id, seconds=1.5)
    await resident.album(2)

    async def under_way() -> bool:
        return bool((await village.client.get("faults"))[0]["done"])

    await until(under_way, "no form follows the album")
    await resident.tap("Without pictures", message=form)
    await tap(resident, "Without a place")
    await tap(resident, "Send")
    receipt = await resident.sees("is received")
    assert receipt["message_id"] == form["message_id"]
    await gone(resident, await resident.sees("2 attachments", after=receipt))
    await village.quiet()
    assert "is received" in (await shown(resident))[-1]["text"]


async def test_an_album_out_of_order_keeps_its_caption_and_all_its_parts(
    village: There, resident: Person
) -> None:
    await resident.album(4, "Four pictures", order=[3, 1, 0, 2])
    form = await resident.sees("4 attachments")
    assert "«Four pictures»" in form["text"]


async def test_an_album_part_that_comes_late_joins_the_report_being_written(
    village: There, resident: Person
) -> None:
    await go_to("text", resident)
    await resident.album(3, "The lamp", late=[0, 0, 60])
    await resident.sees("2 attachments")
    await village.client.advance(60)
    form = await resident.sees("3 attachments")
    assert "Pictures?" in form["text"]


async def test_an_album_part_that_comes_after_the_report_was_sent_joins_it(
    village: There, resident: Person
) -> None:
    await go_to("text", resident)
    await resident.album(3, "The lamp", late=[0, 0, 60])
    await resident.sees("2 attachments")
    await send_it(resident)
    await village.yerlan.sees("2 attachments", chat=village.group)
    await go_to("text", resident)
    await village.client.advance(60)
    await resident.sees("was added to report № ")
    await village.yerlan.sees("3 attachments", chat=village.group)
    await village.quiet()
    assert sum("photo" in message for message in await shown(village.yerlan, village.group)) == 3
    assert village.kept("SELECT count(*) FROM attachments WHERE draft_id IS NOT NULL") == [(0,)]


async def test_a_caption_that_comes_after_the_report_was_sent_reaches_the_office(
    village: There, resident: Person
) -> None:
    await go_to("text", resident)
    await resident.send(TEXT)
    await resident.sees("Pictures?")
    await resident.album(3, "The middle one shows it best", late=[60, 0, 0])
    await resident.sees("2 attachments")
    await send_it(resident)
    await village.client.advance(60)
    await resident.sees("was added to report № ")
    await village.yerlan.sees("The middle one shows it best", chat=village.group)
    await village.quiet()
    assert sum("photo" in message for message in await shown(village.yerlan, village.group)) == 3


async def test_of_an_album_of_seven_five_are_taken_and_it_is_said_once(
    village: There, resident: Person
) -> None:
    await go_to("text", resident)
    await resident.album(7, "Seven pictures")
    form = await resident.sees("5 attachments")
    assert "Only 5 files fit; the others were not taken." in form["text"]
    assert len(village.kept("SELECT id FROM attachments")) == 5
    await tap(resident, "Done")
    form = await resident.sees("Where is it?")
    assert "Only 5" not in form["text"]


async def test_a_video_a_voice_note_and_a_photo_go_with_a_report(village: There, resident: Person) -> None:
    await go_to("pictures", resident)
    await resident.video("Seen from the road")
    await resident.sees("1 attachment")
    await resident.voice()
    await resident.sees("2 attachments")
    await resident.photo()
    form = await resident.sees("3 attachments")
    assert "Seen from the road" in form["text"]
    await send_it(resident)
    for kind in ("video", "voice", "photo"):
        await village.yerlan.sees(lambda message, kind=kind: kind in message, chat=village.group)
    await village.quiet()
    card = await village.yerlan.sees("3 attachments", chat=village.group)
    files = [each for each in await shown(village.yerlan, village.group) if "text" not in each]
    assert len(files) == 3
    assert all(each["reply_to_message"]["message_id"] == card["message_id"] for each in files)


async def test_a_voice_note_alone_needs_words_beside_it(resident: Person) -> None:
    await resident.voice()
    await tap(resident, "Roads")
    form = await resident.sees("What has happened?")
    assert "1 attachment" in form["text"]
    assert "Continue →" not in labels(form)


# --- the place ---


async def test_a_place_is_words_or_a_point_or_nothing(village: There, resident: Person) -> None:
    form = await go_to("place", resident)
    assert "Without a place →" in labels(form)
    await resident.send("Behind the mosque")
    form = await resident.sees("Place: Behind the mosque")
    assert "Send it?" in form["text"]
    await tap(resident, "Back")
    await resident.location(43.455, 77.012)
    form = await resident.sees("Place: 43.45500,77.01200")
    assert "Behind the mosque" not in form["text"]


async def test_a_venue_is_a_place(village: There, resident: Person) -> None:
    form = await go_to("place", resident)
    location = {"latitude": 43.455, "longitude": 77.012}
    await village.client.raw_update(
        {
            "message": {
                "message_id": form["message_id"] + 100,
                "from": resident.user,
                "chat": form["chat"],
                "date": form["date"],
                "location": location,
                "venue": {"location": location, "title": "School", "address": "Abai 1"},
            }
        }
    )
    await resident.sees("Place: 43.45500,77.01200")


async def test_a_place_may_be_sent_at_any_step(resident: Person) -> None:
    await go_to("text", resident)
    await resident.location(43.455, 77.012)
    form = await resident.sees("Place: 43.45500,77.01200")
    assert "What has happened?" in form["text"]


# --- danger, and what others decide ---


async def test_danger_shows_the_emergency_numbers_before_anything_else(resident: Person) -> None:
    await go_to("category", resident)
    await tap(resident, "Others")
    await tap(resident, "Flood")
    await resident.sees("Call first")
    await tap(resident, "Back")
    await tap(resident, "Danger to life")
    form = await resident.sees("Call first")
    for number in ("112", "101", "102", "103"):
        assert number in form["text"]
    await tap(resident, "Back")
    await resident.sees("What is it about?")
    await tap(resident, "Danger to life")
    await tap(resident, "Continue the report")
    await resident.sees("What has happened?")


async def test_what_the_akim_does_not_decide_says_who_does(resident: Person) -> None:
    await go_to("category", resident)
    for category, body in (
        ("Electricity", "power grid company"),
        ("Heating", "heat supply company"),
        ("Phone, internet", "telephone and internet company"),
        ("School", "education department"),
        ("Healthcare", "health department"),
        ("Police", "police"),
    ):
        if category != "Electricity":
            await tap(resident, "Others")
        await tap(resident, category)
        form = await resident.sees(f"The akim's office does not decide this: the {body}")
        assert "What has happened?" in form["text"]
        await tap(resident, "Back")
        await resident.sees("What is it about?")


# --- sent ---


async def test_the_receipt_says_the_number_what_comes_next_and_what_a_report_is_not(
    village: There, resident: Person
) -> None:
    await village.report(resident)
    receipt = await resident.sees("is received")
    assert f"№ {village.today():%y}-1 " in receipt["text"]
    for part in ("What next", "not an official appeal", "eotinish.gov.kz", "109"):
        assert part in receipt["text"]
    assert labels(receipt) == ["📋 My reports"]


async def test_numbers_count_by_district_and_by_year(village: There, resident: Person) -> None:
    serik = await village.client.person("Serik", language_code="en")
    village.residents.append(serik)
    await serik.start("t196835100")
    await tap(serik, "English")
    await tap(serik, "I agree")
    await tap(serik, "Yes")
    await serik.sees("Your village: Boraldai")
    year = village.now()
    assert await village.report(resident) == f"{year:%y}-1"
    assert await village.report(serik) == f"{year:%y}-2"
    assert await village.report(resident, "Another lamp") == f"{year:%y}-3"
    assert village.kept("SELECT DISTINCT district FROM reports") == [(ILE,)]
    await village.later(days=366)
    assert await village.report(resident, "A lamp next year") == f"{village.today():%y}-1"
    await resident.send("/my")
    listed = await resident.sees("My reports")
    assert [label for label in labels(listed) if label.startswith("№")] == [
        f"№ {village.today():%y}-1",
        f"№ {year:%y}-3",
        f"№ {year:%y}-1",
    ]


async def test_25_reports_are_turned_over_ten_to_a_page(village: There, resident: Person) -> None:
    year = f"{village.now():%y}"
    for count in range(25):
        await resident.photo(f"Lamp {count + 1}")
        await tap(resident, "Street lighting")
        await tap(resident, "Without a place")
        await tap(resident, "Send")
        await resident.sees(f"№ {year}-{count + 1} is received")
    await resident.send("/my")
    page = await resident.sees("Page 1 of 3")
    assert labels(page) == [*[f"№ {year}-{one}" for one in range(25, 15, -1)], "Older →"]
    await tap(resident, "Older")
    page = await resident.sees("Page 2 of 3")
    assert labels(page) == [*[f"№ {year}-{one}" for one in range(15, 5, -1)], "← Newer", "Older →"]
    await tap(resident, "Older")
    page = await resident.sees("Page 3 of 3")
    assert labels(page) == [*[f"№ {year}-{one}" for one in range(5, 0, -1)], "← Newer"]
    await tap(resident, f"№ {year}-2")
    await resident.sees("«Lamp 2»")
    await tap(resident, "My reports")
    await resident.sees("Page 3 of 3")


async def test_a_report_tells_its_story(village: There, resident: Person) -> None:
    number = await village.report(resident)
    await tap(village.yerlan, "Take", village.group)
    await resident.sees("in review")
    await tap(village.yerlan, "Resolved", village.group)
    prompt = await village.yerlan.sees("what was done", chat=village.group)
    await village.yerlan.send("A new lamp was put in", chat=village.group, reply_to=prompt)
    await tap(resident, "Not fixed")
    await resident.send("/my")
    listed = await resident.sees("My reports")
    assert f"№ {number} · 💡 Street lighting · 🔴 reopened" in listed["text"]
    await tap(resident, f"№ {number}")
    story = (await resident.sees(f"«{TEXT}»"))["text"].splitlines()
    assert story[0] == f"№ {number} · 🔴 reopened"
    assert story[-1].startswith(
        "Below you can choose: "
    )  # who hears the text read out does not see the buttons
    told = [line.split(": ", 1)[1] for line in story[-6:-2]]
    assert told == [
        "received",
        "the office has taken it for review",
        "resolved, says the office: «A new lamp was put in»",
        "not fixed, you say; reopened",
    ]


async def test_a_long_story_still_fits_a_message(village: There, resident: Person) -> None:
    number = await village.report(resident, "ұ" * 3000)
    card = await village.yerlan.sees(f"№ {number}", chat=village.group)
    for count in range(8):
        await village.yerlan.send(f"{count} " + "<&>ң😀" * 330, chat=village.group, reply_to=card)
        await resident.sees(f"«{count} <&>")
    await resident.send("/my")
    await tap(resident, f"№ {number}")
    story = await resident.sees("the office writes")
    assert story["text"].count("the office writes") == 8


async def test_a_story_is_its_residents_alone(village: There, resident: Person) -> None:
    await village.report(resident)
    await resident.send("/my")
    listed = await resident.sees("My reports")
    carried = listed["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    neighbour = await village.neighbour("Болат", language_code="en")
    own = await neighbour.last()
    for forged in (carried, "fixed:1:1"):
        answer = await neighbour.press(forged, own)
        assert answer.text == "There is no report with this number here."
    for forged in ("add:1", "my:-5"):
        assert (await neighbour.press(forged, own)).show_alert
    await neighbour.press("my:999", own)
    await neighbour.sees("You have sent no reports yet.")
    assert TEXT not in str(await neighbour.transcript())


async def test_a_report_is_written_in_kazakh_from_the_first_word_to_the_last(village: There) -> None:
    kk = Language.KAZAKH
    aigul = village.aigul
    await aigul.start()
    await tap(aigul, "Қазақша")
    await tap(aigul, said(kk, "I agree"))
    await aigul.send("байсерке")
    await tap(aigul, "Байсерке, Байсерке ауылдық округі, Іле ауданы")
    await aigul.keyboard("📝 " + said(kk, "Report a problem"))
    await tap(aigul, said(kk, "Street lighting"))
    await aigul.send("Мектептің жанындағы шам жанбайды")
    await tap(aigul, said(kk, "Without pictures"))
    await tap(aigul, said(kk, "Without a place"))
    await tap(aigul, said(kk, "Send"))
    await aigul.sees("№")
    card = await village.yerlan.sees("Мектептің жанындағы шам жанбайды", chat=village.group)
    assert "Street lighting · Baiserke" in card["text"]
