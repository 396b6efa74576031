"""What people send that a report cannot use: one clear sentence, nothing lost, nothing changed."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from sandbox.person import Person
from tests.conftest import tap
from tests.conversations.conftest import PLACE, QUESTIONS, TEXT, There, data, go_to, labels, shown

MEGABYTE = 1024 * 1024

BAD: dict[str, tuple[Callable[[Person], Awaitable[Any]], str]] = {
    "invisible": (lambda who: who.send("\u00ad\u200f\u200b\u200e"), "There is nothing to read in it"),
    "blank letters": (lambda who: who.send("\u115f\u1160"), "There is nothing to read in it"),
    "4097 characters": (lambda who: who.send("ұ" * 4097), "It is too long: 4096 characters"),
    "a sticker": (lambda who: who.sticker(), "I cannot use this here"),
    "a dice": (lambda who: who.dice(), "I cannot use this here"),
    "a poll": (lambda who: who.poll("Which?", ["This", "That"]), "I cannot use this here"),
    "a round video": (lambda who: who.video_note(), "I cannot use this here"),
    "a paper": (lambda who: who.document("letter.pdf"), "not as a file"),
    "a picture as a file": (lambda who: who.document("Aigul.jpg"), "a file's name can show who you are"),
    "a contact": (lambda who: who.contact(), "telephone numbers are not needed"),
    "a channel's post": (lambda who: who.forward("Breaking news"), "forwarded from a channel"),
    "a live location": (lambda who: who.location(43.4, 77.0, live_period=900), "live location moves"),
    "a place in Moscow": (lambda who: who.location(55.75, 37.62), "outside Kazakhstan"),
    "a place in the sea": (lambda who: who.location(0, 0), "outside Kazakhstan"),
    "a video of 21 MB": (lambda who: who.video(size=21 * MEGABYTE), "at most 20 MB"),
    "a picture of 21 MB": (lambda who: who.photo("With words", size=21 * MEGABYTE), "at most 20 MB"),
    "an unknown command": (lambda who: who.send("/akim"), "I do not know this command"),
}


@pytest.mark.parametrize("step", ["category", "text", "place", "preview"])
async def test_what_cannot_be_used_is_told_in_a_sentence_and_changes_nothing(
    village: There, resident: Person, step: str
) -> None:
    form = await go_to(step, resident)
    await village.quiet()
    before = village.draft()
    for name, (act, sentence) in BAD.items():
        sent = await act(resident)
        await resident.sees(sentence, after=sent)
        await village.quiet()
        answers = [each for each in await shown(resident) if each["message_id"] > sent["message_id"]]
        assert len(answers) == 1, f"{name} is answered by {len(answers)} messages"
        assert village.draft() == before, f"{name} has changed the report"
        await village.later(seconds=5)
    assert (await resident.sees(QUESTIONS[step]))["message_id"] == form["message_id"]
    await resident.tap("Cancel", message=form)
    assert (await resident.sees("Cancelled"))["message_id"] == form["message_id"]


async def test_what_cannot_be_used_begins_no_report_either(village: There, resident: Person) -> None:
    for name, (act, sentence) in BAD.items():
        sent = await act(resident)
        await resident.sees(sentence, after=sent)
        await village.quiet()
        answers = [each for each in await shown(resident) if each["message_id"] > sent["message_id"]]
        assert len(answers) == 1, f"{name} is answered by {len(answers)} messages"
        assert village.draft() == [[], [], []], f"{name} has begun a report"
        await village.later(seconds=5)


async def test_a_text_too_long_can_be_sent_again_shorter(village: There, resident: Person) -> None:
    await go_to("text", resident)
    await resident.send("The whole story. " * 500)
    await resident.sees("at most 3000 fit")
    await village.later(seconds=5)
    await resident.send("The short story")
    form = await resident.sees("Pictures?")
    assert "«The short story»" in form["text"]


async def test_words_that_no_longer_fit_are_told_and_leave_those_before(
    village: There, resident: Person
) -> None:
    await go_to("text", resident)
    await resident.send("a" * 2990)
    await resident.sees("Pictures?")
    before = village.draft()
    sent = await resident.send("These words are too many")
    await resident.sees("It is too long: 3015 characters, at most 3000 fit", after=sent)
    assert village.draft() == before
    await resident.send("These fit")
    await resident.sees("Pictures?", after=sent)
    await tap(resident, "Without pictures")
    sent = await resident.send("b" * 301)
    await resident.sees("It is too long: 301 characters, at most 300 fit", after=sent)


async def test_the_sixth_picture_is_not_taken_and_that_is_said(village: There, resident: Person) -> None:
    await go_to("pictures", resident)
    for count in range(5):
        await resident.photo()
        await resident.sees(f"{count + 1} attachment")
    before = village.draft()
    sent = await resident.photo()
    await resident.sees("A report carries at most 5 files. This one was not taken.", after=sent)
    assert village.draft() == before
    sent = await resident.photo("It has words under it")
    form = await resident.sees("Only 5 files fit; the others were not taken.", after=sent)
    assert f"«{TEXT}\nIt has words under it»" in form["text"]
    assert village.draft()[2] == before[2]
    await tap(resident, "Done")
    await resident.sees("Where is it?")


async def test_a_caption_of_nothing_is_no_caption(resident: Person) -> None:
    await resident.photo("\u00ad\u200f")
    form = await resident.sees("1 attachment")
    assert "«" not in form["text"]


# --- buttons ---


FORGED = (
    "send:1", "send:999", "send:x", "send:", "step:1:onward:place", "step:999:back:text", "step:1:sideways:text",
    "category:1:roads", "category:999:roads", "category:1:nonsense", "cancel:1", "cancel:999", "cancel", "more:1:1",
    "new", "fixed:999:1", "story:999:0", "add:999", "my:x", "village:196847000", "village:000000000", "village:",
    "inside:999999999", "inside:", "consent:maybe:en:", "lang:de:", "set:everything", "do:1:take", "why:1:reject:private",
    "mute:1:reject:private", "same:1:2", "card:1", "show:1", "serve:196847000:0", "connect:en", "bindin:196800000", "garbage",
    "x" * 64, "ұ" * 32, "'; DROP TABLE reports; --", "<b>",
)  # fmt: skip


async def test_callback_data_that_no_button_has_is_answered_and_changes_nothing(
    village: There, resident: Person
) -> None:
    """Pressed in a chat without any report, and beside another's draft and report."""
    neighbour = await village.neighbour("Болат", language_code="en")
    await village.report(neighbour, "The neighbour's own report")
    await go_to("preview", neighbour)
    await village.quiet()
    tables = (
        "people",
        "consents",
        "drafts",
        "parts",
        "attachments",
        "reports",
        "events",
        "groups",
        "letters",
    )
    before = {table: village.kept(f"SELECT * FROM {table}") for table in tables}
    for carried in FORGED:
        if carried not in ("new", "inside:", "more:1:1"):
            page = await resident.last()
            answer = await resident.press(carried, page)
            assert answer.text, f"{carried} is answered by nothing"
            assert answer.show_alert
    await village.quiet()
    assert {table: village.kept(f"SELECT * FROM {table}") for table in tables} == before
    for carried in ("new", "inside:", "more:1:1"):
        await resident.press(carried, await resident.last())
    assert "neighbour's own report" not in str(await resident.transcript())


async def test_buttons_of_a_month_ago_touch_no_newer_report(village: There, resident: Person) -> None:
    old = await go_to("place", resident)
    await village.later(days=3)
    await resident.send("And it is dark")
    await tap(resident, "Continue")
    await tap(resident, "Send")
    await resident.sees("is received")
    await village.later(days=28)
    assert not (await resident.sees("Where is it?")).get("deleted")
    await go_to("pictures", resident)
    before = village.draft()
    for label in labels(old):
        answer = await resident.tap(label, message=old)
        assert answer.text is not None
        assert answer.text.startswith("This button belongs to a report that was sent or cancelled")
        assert answer.show_alert
    assert village.draft() == before


async def test_a_second_tap_on_send_sends_nothing_twice(village: There, resident: Person) -> None:
    form = await go_to("preview", resident)
    send = data(form, "Send")
    await resident.press(send, form)
    await resident.press(send, form)
    await village.later(days=31)
    await resident.press(send, form)
    await village.quiet()
    assert sum("is received" in message["text"] for message in await shown(resident)) == 1
    assert sum(TEXT in message.get("text", "") for message in await shown(village.yerlan, village.group)) == 1
    assert village.kept("SELECT count(*) FROM reports") == [(1,)]


async def test_two_phones_press_different_buttons_of_one_form(village: There, resident: Person) -> None:
    form = await go_to("place", resident)
    onward, back, cancel = (data(form, label) for label in ("Without a place", "Back", "Cancel"))
    await resident.press(onward, form)
    await resident.press(onward, form)
    assert village.kept("SELECT step FROM drafts") == [("preview",)]
    await resident.press(back, form)
    assert village.kept("SELECT step FROM drafts") == [("preview",)]
    await tap(resident, "Send")
    await resident.sees("is received")
    for carried in (back, onward, cancel):
        answer = await resident.press(carried, form)
        assert answer.text is not None
        assert "sent or cancelled" in answer.text
    assert village.kept("SELECT count(*) FROM reports") == [(1,)]
    assert (await resident.sees("is received"))["message_id"] == form["message_id"]


async def test_two_phones_write_at_once_and_both_words_are_kept(village: There, resident: Person) -> None:
    await go_to("text", resident)
    await resident.send("From the first phone")
    await resident.send("From the second phone")
    form = await resident.sees("From the first phone\nFrom the second phone")
    assert "Pictures?" in form["text"]


async def test_an_abandoned_search_for_a_village_does_not_catch_the_words_of_a_report(
    village: There, resident: Person
) -> None:
    await go_to("category", resident)
    form = await resident.last()
    await resident.send("/settings")
    await tap(resident, "Change village")
    await resident.sees("first letters")
    await resident.tap("Street lighting", message=form)
    await resident.sees("What has happened?")
    await resident.send("Baiserke has no light")
    form = await resident.sees("Pictures?")
    assert "«Baiserke has no light»" in form["text"]


async def test_a_form_that_its_writer_has_deleted_comes_again(village: There, resident: Person) -> None:
    form = await go_to("pictures", resident)
    await resident.delete(form)
    await resident.press(data(form, "Without pictures"), form)
    again = await resident.sees("Where is it?")
    assert again["message_id"] != form["message_id"]
    await resident.send(PLACE)
    await resident.sees("Send it?")
    await village.quiet()
    assert sum("Cancel" in labels(message) for message in await shown(resident)) == 1


async def test_what_no_rule_foresaw_is_apologised_for_and_kept(village: There, resident: Person) -> None:
    """A report of a category that no version of the bot knows, say."""
    await village.report(resident)
    receipt = await resident.sees("is received")
    await village.quiet()
    village.kept("UPDATE reports SET category = 'nonsense'")
    asked = await resident.send("/my")
    await resident.sees("Sorry, something went wrong on our side", after=asked)
    answer = await resident.tap("My reports", message=receipt)
    assert answer.text is not None
    assert answer.text.startswith("Sorry, something went wrong on our side")
    await village.quiet()
    assert village.kept("SELECT count(*) FROM quarantine") == [(2,)]
    await resident.send("/help")
    await resident.sees("How it works")


# --- edits ---


async def test_an_edit_of_words_changes_the_form_where_it_stands(village: There, resident: Person) -> None:
    await go_to("text", resident)
    first = await resident.send("The lamp is borken")
    await resident.sees("Pictures?")
    second = await resident.send("Since Mondy")
    form = await resident.sees("Since Mondy")
    await resident.edit(first, "The lamp is broken")
    changed = await resident.sees("«The lamp is broken\nSince Mondy»")
    assert changed["message_id"] == form["message_id"]
    await resident.edit(second, "Since Monday")
    await resident.sees("«The lamp is broken\nSince Monday»")
    photo = await resident.photo("And a foto")
    await resident.sees("And a foto")
    await resident.edit(photo, "And a photo")
    await resident.sees("«The lamp is broken\nSince Monday\nAnd a photo»")


async def test_an_edit_to_nothing_or_to_too_much_is_told_and_leaves_the_words(
    village: There, resident: Person
) -> None:
    await go_to("text", resident)
    words = await resident.send(TEXT)
    await resident.sees("Pictures?")
    before = village.draft()
    await resident.edit(words, "\u00ad")
    await resident.sees("There is nothing to read in it", after=words)
    await resident.edit(words, "x" * 3001)
    await resident.sees("It is too long: 3001 characters", after=words)
    assert village.draft() == before


async def test_an_edit_of_the_place_shows_the_form_as_it_stands(village: There, resident: Person) -> None:
    await go_to("place", resident)
    words = await resident.send("By the shcool")
    await resident.sees("Place: By the shcool")
    await village.quiet()
    await resident.edit(words, "By the school")
    await village.quiet()
    form = await resident.last()
    assert form["message_id"] == words["message_id"] + 2
    assert "Place: By the shcool" in form["text"]


async def test_an_edit_after_sending_is_told_and_a_reply_to_that_reaches_the_office(
    village: There, resident: Person
) -> None:
    await go_to("text", resident)
    words = await resident.send(TEXT)
    await resident.sees("Pictures?")
    for label in ("Without pictures", "Without a place", "Send"):
        await tap(resident, label)
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await resident.edit(words, "The lamp by the mosque is broken")
    told = await resident.sees("has been sent and does not change with your edit")
    assert told["reply_to_message"]["message_id"] == words["message_id"]
    await village.quiet()
    assert (await village.yerlan.sees(TEXT, chat=village.group))["message_id"] == card["message_id"]
    await resident.send("It is the lamp by the mosque", reply_to=told)
    await village.yerlan.sees("It is the lamp by the mosque", chat=village.group)


async def test_an_edit_of_what_was_never_used_says_nothing(village: There, resident: Person) -> None:
    command = await resident.send("/my")
    await resident.sees("You have sent no reports yet")
    count = len(await shown(resident))
    await resident.edit(command, "/my reports")
    await village.quiet()
    assert len(await shown(resident)) == count


# --- cancel, and the bot blocked ---


async def test_cancel_works_anywhere(village: There) -> None:
    aigul = village.aigul
    asked = await aigul.send("/cancel")
    await aigul.sees("There is nothing to cancel", after=asked)
    await aigul.start()
    asked = await aigul.send("/cancel")
    await aigul.sees("There is nothing to cancel", after=asked)
    await tap(aigul, "English")
    await tap(aigul, "I agree")
    asked = await aigul.send("/cancel")
    await aigul.sees("There is nothing to cancel", after=asked)
    await aigul.send("baiserke")
    await tap(aigul, "Baiserke")
    await aigul.sees("Your village: Baiserke")
    await aigul.send("/settings")
    await tap(aigul, "Change village")
    asked = await aigul.send("/cancel")
    await aigul.sees("What would you like to do?", after=asked)
    asked = await aigul.send("kokterek")
    await aigul.sees("Is this about a problem in your village?", after=asked)


async def test_who_blocks_the_bot_half_way_finds_the_report_again(village: There, resident: Person) -> None:
    for step in ("text", "place", "preview"):
        await go_to(step, resident)
        before = village.draft()
        await resident.block()
        await village.quiet()
        assert village.kept("SELECT count(*) FROM people WHERE unreachable_since IS NOT NULL") == [(1,)]
        await resident.unblock()
        await village.quiet()
        assert village.kept("SELECT count(*) FROM people WHERE unreachable_since IS NOT NULL") == [(0,)]
        asked = await resident.send("/report")
        offered = await resident.sees("You have an unfinished report", after=asked)
        await resident.tap("Continue", message=offered)
        await resident.sees(QUESTIONS[step], after=asked)
        assert village.draft() == before
        asked = await resident.send("/cancel")
        await resident.sees("Cancelled", after=asked)


async def test_words_whose_answer_could_not_be_given_are_kept(village: There, resident: Person) -> None:
    await go_to("text", resident)
    await village.client.fault("blocked", method="sendMessage", chat_id=resident.id)
    await resident.send(TEXT)
    await village.quiet()
    await resident.unblock()
    await village.quiet()
    await resident.send("/report")
    offered = await resident.sees("You have an unfinished report")
    assert f"«{TEXT}»" in offered["text"]


async def test_news_for_who_has_blocked_the_bot_waits_for_them(village: There, resident: Person) -> None:
    await village.report(resident)
    await village.yerlan.sees(TEXT, chat=village.group)
    await resident.block()
    await tap(village.yerlan, "Take", village.group)
    await village.yerlan.sees("in review", chat=village.group)
    card = await village.yerlan.last(village.group)
    await village.yerlan.send("Which lamp?", chat=village.group, reply_to=card)
    await village.quiet()
    await resident.unblock()
    await resident.sees("From the akim's office:")
    await resident.sees("in review")


# --- any script, any markup ---

SCRIPTS = (
    "Көшедегі шам жанбайды, ұ ү ғ қ ң һ і ө ә",
    "Фонарь не горит ёъы",
    "مصباح الشارع مكسور",
    "הפנס שבור",
    "街灯坏了",
    "街灯が壊れた",
    "거리 가로등이 고장",
    "सड़क की बत्ती टूटी है",
    "ქუჩის ლამპა",
    "ផ្លូវខូច",
    "👨‍👩‍👧‍👦🇰🇿🏳️‍🌈",
    "Z̸a̷l̶g̵o̴ ̷t̸e̶x̴t̸",
    "𝕱𝖗𝖆𝖐𝖙𝖚𝖗 𓀀",
    "12345",
    "!!!",
)
MARKUP = (
    "<b>bold</b> <script>alert(1)</script> <a href='x'>y</a>",
    "</b></i> & &amp; &lt;b&gt; &#60; &nbsp;",
    "*bold* _under_ `code` [link](http://x.kz) ||spoiler|| ~strike~",
    "{name} {0} %s %(x)s {{}}",
    "№ {number} «»",
    "\\n \\ \" ' `",
    "see /report@other and /start t196847100",
)


async def test_a_report_may_be_written_in_any_script(village: There, resident: Person) -> None:
    for words in SCRIPTS:
        await resident.photo(words)
        await tap(resident, "Street lighting")
        await resident.sees("Where is it?")
        await resident.send(words)
        await tap(resident, "Send")
        card = await village.yerlan.sees(
            lambda message, words=words: words in message.get("text", ""), chat=village.group
        )
        assert card["text"].count(words) == 2
        await village.later(seconds=5)


async def test_marks_that_turn_text_around_are_taken_out(village: There, resident: Person) -> None:
    await go_to("text", resident)
    await resident.send("The lamp \u2067\u2066is\u2069 \u200fbroken\u061c")
    form = await resident.sees("Pictures?")
    assert "«The lamp is broken»" in form["text"]
    await tap(resident, "Without pictures")
    await resident.send("By the \u2067school\u200f")
    await tap(resident, "Send")
    await village.yerlan.sees("Place: By the school", chat=village.group)
    await village.yerlan.sees("The lamp is broken", chat=village.group)


async def test_markup_is_shown_to_the_letter_wherever_it_is_written(village: There, resident: Person) -> None:
    yerlan, group = village.yerlan, village.group
    plain = "\n".join(MARKUP)
    await go_to("text", resident)
    await resident.send(plain)
    form = await resident.sees("Pictures?")
    assert plain in form["text"]
    await resident.photo(plain + " 2")
    await tap(resident, "Done")
    await resident.sees("Where is it?")
    await resident.send(plain + " 3")
    await tap(resident, "Send")
    receipt = await resident.sees("is received", after=form)
    card = await yerlan.sees(f"Place: {plain} 3", chat=group)
    assert f"{plain}\n{plain} 2" in card["text"]
    said = await yerlan.send(plain + " 4", chat=group, reply_to=card)
    await resident.sees(f"«{plain} 4»")
    await yerlan.edit(said, plain + " 5")
    await resident.sees(f"«{plain} 5»")
    said = await resident.send(plain + " 6", reply_to=receipt)
    await yerlan.sees(f"«{plain} 6»", chat=group)
    await resident.edit(said, plain + " 7")
    await yerlan.sees(f"«{plain} 7»", chat=group)
    await yerlan.tap("Take", chat=group, message=card)
    await village.quiet()
    await yerlan.tap("Reject", chat=group, message=card)
    await yerlan.tap("Other reason", chat=group, message=card)
    prompt = await yerlan.sees("reject: explain it", chat=group, after=card)
    await yerlan.send(plain + " 8", chat=group, reply_to=prompt)
    await resident.sees(f"{plain} 8")
    await yerlan.sees(f"{plain} 8", chat=group)
    await resident.send("/my")
    listed = await resident.sees("My reports", after=said)
    await resident.tap(labels(listed)[0], message=listed)
    story = await resident.sees("Place: " + plain + " 3", after=said)
    assert story["text"].count(f"«{plain[:149]}…»") == 3
