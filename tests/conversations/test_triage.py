"""The moderators' group: who may act, what each button does, and what the resident hears of it."""

import asyncio
import re
from typing import Any

import pytest

from bot.domain.numbers import ALMATY
from sandbox.person import Person
from tests.conftest import BAISERKE_DISTRICT, invite, tap
from tests.conversations.conftest import TEXT, There, data, fixture, go_to, gone, labels, shown

FIRST = ["✋ Take", "❓ Ask", "↪️ Forward", "🚫 Reject", "👥 Duplicate", "⏸ Hold"]
HIDE = "🙈 Hide from residents"  # of whatever they can read
OPEN = ["🛠 In progress", "✅ Resolved", "❓ Ask", "↪️ Forward", "🚫 Reject", "👥 Duplicate", "⏸ Hold", HIDE]
UNREAD = ["↩️ Take up again"]
RETURN = [*UNREAD, HIDE]
ACTIONS = ("take", "ask", "start", "resolve", "forward", "reject", "duplicate", "hold", "return")


class Office:
    """The moderators' group as its people see it; the report in it is Aigul's."""

    def __init__(self, village: There, number: str) -> None:
        self.village = village
        self.group = village.group
        self.yerlan = village.yerlan
        self.number = number

    async def card(self, state: str = "") -> dict[str, Any]:
        """The card, once it shows this state."""
        found: dict[str, Any] = await self.yerlan.sees(
            re.compile(f"^№ {self.number} · . {state}"), chat=self.group
        )
        return found

    async def press(self, label: str, who: Person | None = None) -> Any:
        """A button of the card."""
        await self.village.quiet()
        return await (who or self.yerlan).tap(label, chat=self.group, message=await self.card())

    async def write(self, question: str, words: str, who: Person | None = None) -> dict[str, Any]:
        """The reply to a question of the bot."""
        prompt = await self.yerlan.sees(question, chat=self.group)
        return await (who or self.yerlan).send(words, chat=self.group, reply_to=prompt)

    async def bring_to(self, state: str) -> None:
        """A report of this state, by the shortest way."""
        if state == "in review":
            await self.press("Take")
        elif state == "needs details":
            await self.press("Ask")
            await self.write("what do you ask", "Which lamp?")
        elif state == "in progress":
            await self.press("In progress")
        elif state == "resolved":
            await self.press("Take")
            await self.press("Resolved")
            await self.write("what was done", "A new lamp")
        elif state in ("forwarded", "rejected"):
            await self.press("Forward" if state == "forwarded" else "Reject")
            await self.press("Power company" if state == "forwarded" else "Private matter")
            await self.press("Without explanation")
        elif state == "held":
            await self.press("Hold")
            await self.press("Insult or swearing")
            await self.press("Without explanation")
        elif state == "duplicate":
            first = await self.village.report(self.village.aigul, "The first of them")
            await self.press("Duplicate")
            await self.write("number of the first report", first)
        elif state == "reopened":
            await self.bring_to("resolved")
            await tap(self.village.aigul, "Not fixed")
        await self.card(state)


@fixture()
async def office(village: There, resident: Person) -> Office:
    office = Office(village, await village.report(resident))
    await office.card("received")
    return office


# --- who may act ---


async def test_only_an_administrator_of_the_bot_binds_a_group(village: There) -> None:
    group = await village.client.group("Others", owner=village.marina, members=[village.yerlan], bot="member")
    asked = await village.marina.send("/bind", chat=group)
    refused = await village.marina.sees("You have no right to do this here", chat=group)
    assert refused["reply_to_message"]["message_id"] == asked["message_id"]
    assert village.kept("SELECT kato, chat_id FROM served") == [(BAISERKE_DISTRICT, village.group["id"])]


async def test_who_has_a_role_for_the_territory_acts_and_nobody_else(village: There, office: Office) -> None:
    marina, group = village.marina, village.group
    before = village.kept("SELECT id, state, holder_id FROM reports")
    for label in FIRST:
        answer = await office.press(label, marina)
        assert (answer.text, answer.show_alert) == ("You have no right to do this here.", True)
    said = await marina.send("I would answer this", chat=group, reply_to=await office.card())
    await marina.sees("You have no right to do this here", chat=group, after=said)
    for command in ("/queue", f"/r {office.number}", "/language", "/poster"):
        asked = await marina.send(command, chat=group)
        await marina.sees("You have no right to do this here", chat=group, after=asked)
    await village.quiet()
    assert village.kept("SELECT id, state, holder_id FROM reports") == before
    await invite(village.yerlan, marina, "Moderator")
    answer = await office.press("Take", marina)
    assert answer.text == f"№ {office.number}: 🟡 in review"
    card = await office.card("in review")
    assert "👤 Марина, " in card["text"]


async def test_rights_are_asked_anew_at_each_press(village: There, office: Office) -> None:
    await invite(village.yerlan, village.marina, "Moderator")
    assert not (await office.press("Take", village.marina)).show_alert
    village.kept("UPDATE roles SET ended = 1")
    assert (await office.press("In progress", village.marina)).text == "You have no right to do this here."


async def test_to_administer_the_telegram_group_gives_no_right(village: There, office: Office) -> None:
    await village.client.member(village.group, village.marina, "administrator")
    assert (await office.press("Take", village.marina)).text == "You have no right to do this here."


async def test_anonymous_administrators_and_channels_are_refused_with_an_explanation(
    village: There, office: Office
) -> None:
    yerlan, group = village.yerlan, village.group
    card = await office.card()
    masks: tuple[dict[str, Any], ...] = ({"as_anonymous": True}, {"as_channel": "Village news"})
    for mask in masks:
        spoken = [
            await yerlan.send(command, chat=group, **mask)
            for command in (
                "/bind",
                "/unbind",
                "/team",
                "/queue",
                f"/r {office.number}",
                "/language",
                "/poster",
            )
        ]
        spoken.append(await yerlan.send("Words to the resident", chat=group, reply_to=card, **mask))
        for each in spoken:
            refused = await yerlan.sees(
                lambda message, each=each: (
                    message.get("reply_to_message", {}).get("message_id") == each["message_id"]
                ),
                chat=group,
            )
            assert "Anonymous administrators and channels cannot act here." in refused["text"]
    await village.quiet()
    assert village.kept("SELECT count(*) FROM events") == [(1,)]


# --- each button in each state ---

TABLE = {
    "received": (FIRST, {"return"}),
    "in review": (OPEN, {"take", "return"}),
    "needs details": (OPEN, {"take", "return"}),
    "in progress": ([label for label in OPEN if "progress" not in label], {"take", "start", "return"}),
    "resolved": (RETURN, set(ACTIONS) - {"return"}),
    "forwarded": (RETURN, set(ACTIONS) - {"return"}),
    "rejected": (RETURN, set(ACTIONS) - {"return"}),
    "duplicate": (RETURN, set(ACTIONS) - {"return"}),
    "held": (UNREAD, set(ACTIONS) - {"return"}),
    "reopened": ([*FIRST, HIDE], {"return"}),
}


@pytest.mark.parametrize("state", TABLE)
async def test_a_card_offers_what_its_state_allows_and_all_else_is_refused_when_forged(
    village: There, office: Office, state: str
) -> None:
    offered, refused = TABLE[state]
    if state == "in progress":
        await office.bring_to("in review")
    await office.bring_to(state)
    await village.quiet()
    card = await office.card(state)
    assert labels(card) == offered
    report, *_ = [int(row[0]) for row in village.kept(f"SELECT id FROM reports WHERE text = '{TEXT}'")]
    kept = village.kept("SELECT id, state, holder_id FROM reports"), village.kept("SELECT * FROM events")
    residents = ("answer", "confirm", "dispute")
    forged = [f"do:{report}:{action}" for action in (*sorted(refused), *residents)]
    forged += [f"mute:{report}:{action}:other" for action in (*ACTIONS, *residents) if action != "take"]
    forged += [f"why:{report}:{action}:private" for action in (*ACTIONS, *residents) if action != "reject"]
    forged += [f"why:{report}:reject:police", f"mute:{report}:forward:private", f"do:{report}:close"]
    if state not in ("received", "reopened"):
        forged.append(f"mute:{report}:take:other")
    for carried in forged:
        if carried in (f"mute:{report}:start:other", f"mute:{report}:return:other"):
            continue  # what the card's own buttons do, under another name
        answer = await village.yerlan.press(carried, card, chat=village.group)
        assert answer.show_alert, f"{carried} was not refused"
    await village.quiet()
    assert (
        village.kept("SELECT id, state, holder_id FROM reports"),
        village.kept("SELECT * FROM events"),
    ) == kept
    assert labels(await office.card(state)) == offered


async def test_a_report_confirmed_by_its_resident_is_closed_for_good(village: There, office: Office) -> None:
    await office.bring_to("resolved")
    await tap(village.aigul, "👍 Fixed")
    card = await office.card("resolved, confirmed")
    assert labels(card) == [HIDE]
    for action in ACTIONS:
        answer = await village.yerlan.press(f"do:1:{action}", card, chat=village.group)
        assert answer.text is not None
        assert "resolved, confirmed" in answer.text


@pytest.mark.parametrize("state", ["resolved", "forwarded", "rejected", "duplicate", "held"])
async def test_what_was_closed_can_be_taken_up_again(village: There, office: Office, state: str) -> None:
    await office.bring_to(state)
    await office.press("Take up again")
    card = await office.card("in review")
    assert labels(card) == OPEN
    await village.aigul.sees(f"Report № {office.number}: 🟡 in review")


# --- taking ---


async def test_two_cannot_take_the_same_report_and_the_second_is_told_who_was_first(
    village: There, office: Office
) -> None:
    await invite(village.yerlan, village.marina, "Moderator")
    card = await office.card()
    answers = await asyncio.gather(
        village.yerlan.tap("Take", chat=village.group, message=card),
        village.marina.tap("Take", chat=village.group, message=card),
    )
    first, second = sorted(answers, key=lambda answer: answer.show_alert)
    assert first.text == f"№ {office.number}: 🟡 in review"
    assert second.text in {f"Another moderator has taken it: {name}." for name in ("Ерлан", "Марина")}
    assert second.show_alert
    shown = (await office.card("in review"))["text"]
    assert f"👤 {second.text.removesuffix('.').rpartition(' ')[2]}, " in shown
    assert village.kept("SELECT count(*) FROM events WHERE kind = 'take'") == [(1,)]


async def test_taking_twice_is_no_news(village: There, office: Office) -> None:
    take = data(await office.card(), "Take")
    await office.press("Take")
    answer = await village.yerlan.press(take, await office.card("in review"), chat=village.group)
    assert answer.text == "It is so already."
    await village.quiet()
    assert sum("in review" in message["text"] for message in await shown(village.aigul)) == 1


async def test_the_card_keeps_saying_who_took_it_and_when(village: There, office: Office) -> None:
    await invite(village.yerlan, village.marina, "Moderator")
    await office.press("Take")
    taken = next(
        line for line in (await office.card("in review"))["text"].splitlines() if line.startswith("👤")
    )
    await village.later(days=2)
    await office.press("In progress", village.marina)
    assert taken in (await office.card("in progress"))["text"].splitlines()


async def test_the_card_says_how_long_it_waits(village: There, office: Office) -> None:
    assert "⏳ Waits: " in (await office.card("received"))["text"]
    await village.later(days=3)
    await village.yerlan.send(f"/r {office.number}", chat=village.group)
    await village.yerlan.sees("⏳ Waits: 3 days", chat=village.group)


async def test_one_message_tells_the_resident_how_it_moves(village: There, office: Office) -> None:
    await office.press("Take")
    first = await village.aigul.sees(f"Report № {office.number}: 🟡 in review")
    await office.press("In progress")
    second = await village.aigul.sees(f"Report № {office.number}: 🟡 in progress")
    assert first["message_id"] == second["message_id"]


async def test_a_moderators_name_is_shown_to_the_letter_and_turns_nothing_around(
    village: There, office: Office
) -> None:
    """Markup, marks of direction, and a name of nothing that can be seen."""
    for first_name, readable in (
        ("<b>Ер&лан</b>", "<b>Ер&лан</b>"),
        ("*_Марина_*`[x](y)", "*_Марина_*`[x](y)"),
        ("\u2067Bo\u2066lat\u200f", "Bolat"),
        ("\u3164\u3164", "…"),
        ("{name} %s &lt;", "{name} %s &lt;"),
    ):
        person = await village.client.person(first_name, language_code="en")
        await village.client.member(village.group, person, "member")
        await invite(village.yerlan, person, "Moderator")
        number = await village.report(village.aigul, f"A lamp for {readable}")
        card = await village.yerlan.sees(f"A lamp for {readable}", chat=village.group)
        await person.tap("Take", chat=village.group, message=card)
        shown = await village.yerlan.sees(f"👤 {readable}, ", chat=village.group)
        assert not {"bold", "text_link"} & {
            each["type"] for each in shown["entities"] if each["offset"] > len(f"№ {number} ")
        }
        take = data(card, "Take")
        answer = await village.yerlan.press(take, card, chat=village.group)
        assert answer.text == f"Another moderator has taken it: {readable}."
        await village.quiet()
        await person.tap("Resolved", chat=village.group, message=card)
        prompt = await village.yerlan.sees(f"{readable}, write it as a reply", chat=village.group)
        await person.send("Done", chat=village.group, reply_to=prompt)
        await village.aigul.sees("«Done»")


# --- asking ---


async def test_a_question_goes_to_the_resident_and_the_answer_comes_back(
    village: There, office: Office
) -> None:
    await office.press("Ask")
    prompt = await village.yerlan.sees("what do you ask the resident?", chat=village.group)
    assert prompt["reply_markup"] == {"force_reply": True, "selective": True}
    assert "Ерлан, write it as a reply to this message" in prompt["text"]
    await village.yerlan.send("Which lamp exactly?", chat=village.group, reply_to=prompt)
    asked = await village.aigul.sees("The akim's office asks you. Reply to this message, please:")
    assert "«Which lamp exactly?»" in asked["text"]
    card = await office.card("needs details")
    assert "«Which lamp exactly?»" in card["text"]
    await village.aigul.send("The one at the gate", reply_to=asked)
    await village.aigul.sees("Passed on to the office")
    answer = await village.yerlan.sees(f"💬 № {office.number}, the resident answers:", chat=village.group)
    assert "«The one at the gate»" in answer["text"]
    assert answer["reply_to_message"]["message_id"] == card["message_id"]
    await office.card("in review")


async def test_an_answer_that_is_no_reply_is_asked_about(village: There, office: Office) -> None:
    await office.bring_to("needs details")
    await village.aigul.sees("asks you")
    await village.aigul.send("The one at the gate")
    offered = await village.aigul.sees("Is this about a problem in your village?")
    assert labels(offered) == [f"Answer on № {office.number}", "📝 Report it"]
    await tap(village.aigul, "Answer on")
    await village.aigul.sees("Passed on to the office")
    await village.yerlan.sees("the resident answers:", chat=village.group)
    await office.card("in review")


@pytest.mark.parametrize("sent", ["picture", "place"])
async def test_a_picture_or_a_place_that_is_no_reply_may_be_the_answer_or_begin_a_report(
    village: There, office: Office, sent: str
) -> None:
    aigul = village.aigul
    await office.bring_to("needs details")
    await aigul.sees("asks you")
    said = await (aigul.photo("At the gate") if sent == "picture" else aigul.location(43.36, 77.04))
    offered = await aigul.sees("Is this about a problem in your village?", after=said)
    assert labels(offered) == [f"Answer on № {office.number}", "📝 Report it"]
    answer = data(offered, "Answer on")
    await aigul.tap("📝 Report it", message=offered)
    form = await aigul.sees("What is it about?")
    assert ("At the gate" if sent == "picture" else "43.36") in form["text"]
    await aigul.press(answer, offered)
    seen = "«At the gate»" if sent == "picture" else "maps.google.com/?q=43.36000,77.04000"
    await village.yerlan.sees(seen, chat=village.group)
    await office.card("in review")


async def test_the_question_of_the_bot_goes_when_it_is_answered(village: There, office: Office) -> None:
    await office.press("Ask")
    prompt = await village.yerlan.sees("what do you ask", chat=village.group)
    await village.yerlan.send("Which lamp?", chat=village.group, reply_to=prompt)
    await office.card("needs details")
    await gone(village.yerlan, prompt)


async def test_questions_left_open_go_when_the_report_is_decided(village: There, office: Office) -> None:
    await office.press("Take")
    await office.card("in review")
    for label in ("Ask", "Resolved", "Reject"):
        await office.press(label)
    await office.press("Private matter")
    open_questions = [
        await village.yerlan.sees(question, chat=village.group)
        for question in ("what do you ask", "what was done", "reject: explain it")
    ]
    await office.press("Without explanation")
    await office.card("rejected")
    for question in open_questions:
        await gone(village.yerlan, question)


# --- rejecting and forwarding ---

REJECTIONS = (
    "Too little information", "Private matter", "Already done", "Not in this year's budget", "Not about a problem",
)  # fmt: skip
BODIES = (
    "District akimat", "Power company", "Water company", "Heat company", "Education department", "Health department",
    "Police", "Emergency department",
)  # fmt: skip


async def test_a_rejection_names_its_reason_and_may_explain_it(village: There, office: Office) -> None:
    await office.press("Reject")
    assert labels(await office.card()) == [*REJECTIONS, "Other reason", "← Back"]
    await office.press("Private matter")
    assert labels(await office.card()) == ["Without explanation", "← Back"]
    await office.write("reject: explain it", "It is about your own fence")
    told = await village.aigul.sees("Rejected. Reason: «Private matter».")
    assert "«It is about your own fence»" in told["text"]
    card = await office.card("rejected")
    assert "Private matter: «It is about your own fence»" in card["text"]


async def test_a_rejection_may_go_without_explanation(village: There, office: Office) -> None:
    await office.press("Reject")
    await office.press("Already done")
    answer = await office.press("Without explanation")
    assert answer.text == f"№ {office.number}: ⚪ rejected"
    told = await village.aigul.sees("Rejected. Reason: «Already done».")
    assert told["text"].endswith("«Already done».")


async def test_another_reason_needs_words(village: There, office: Office) -> None:
    await office.press("Reject")
    await office.press("Other reason")
    assert "Without explanation" not in labels(await office.card())
    prompt = await village.yerlan.sees("reject: explain it", chat=village.group)
    photo = await village.yerlan.photo(chat=village.group, reply_to=prompt)
    await village.yerlan.sees("Please write it in words", chat=village.group, after=photo)
    await office.card("received")
    await village.yerlan.send("We look after it next year", chat=village.group, reply_to=prompt)
    await village.aigul.sees("We look after it next year")
    await office.card("rejected")


async def test_a_report_is_forwarded_to_a_body_that_is_named(village: There, office: Office) -> None:
    await office.press("Forward")
    assert labels(await office.card()) == ["🏘 Another akim's office", *BODIES, "Another body", "← Back"]
    await office.press("Power company")
    await office.write("forward: explain it", "They repair the line")
    told = await village.aigul.sees("Power company")
    assert "Forwarded" in told["text"]
    assert "«They repair the line»" in told["text"]
    await office.card("forwarded")


async def test_back_from_the_reasons_brings_the_cards_own_buttons(village: There, office: Office) -> None:
    for steps in (("Reject",), ("Forward",), ("Reject", "Private matter"), ("Duplicate",)):
        for label in steps:
            await office.press(label)
        if "← Back" in labels(await office.card()):
            await office.press("← Back")
        assert labels(await office.card()) == FIRST
    assert village.kept("SELECT state FROM reports") == [("received",)]


# --- resolving ---


async def test_resolved_asks_what_was_done_and_the_resident_is_asked_whether_it_is(
    village: There, office: Office
) -> None:
    await office.press("Take")
    await office.press("Resolved")
    await office.write("what was done? A photo may come with it", "A new lamp was put in")
    told = await village.aigul.sees("The akim's office says: resolved.")
    assert "«A new lamp was put in»" in told["text"]
    assert labels(told) == ["👍 Fixed", "👎 Not fixed"]
    card = await office.card("resolved, says the office")
    assert "«A new lamp was put in»" in card["text"]


async def test_resolved_may_carry_a_photo(village: There, office: Office) -> None:
    await office.press("Take")
    await office.press("Resolved")
    prompt = await village.yerlan.sees("what was done", chat=village.group)
    await village.yerlan.photo("See the lamp", chat=village.group, reply_to=prompt)
    told = await village.aigul.sees("«See the lamp»")
    photo = await village.aigul.sees(lambda message: "photo" in message)
    assert photo["reply_to_message"]["message_id"] == told["message_id"]


async def test_resolved_with_an_album_passes_on_all_its_photos(village: There, office: Office) -> None:
    await office.press("Take")
    await office.press("Resolved")
    prompt = await village.yerlan.sees("what was done", chat=village.group)
    await village.yerlan.album(3, "Before and after", chat=village.group, reply_to=prompt)
    await village.aigul.sees("«Before and after»")
    await village.quiet()
    assert sum("photo" in message for message in await shown(village.aigul)) == 3


async def test_resolved_without_words_is_refused(village: There, office: Office) -> None:
    await office.press("Take")
    await office.press("Resolved")
    prompt = await village.yerlan.sees("what was done", chat=village.group)
    photo = await village.yerlan.photo(chat=village.group, reply_to=prompt)
    await village.yerlan.sees("Please write it in words", chat=village.group, after=photo)
    await office.card("in review")
    paper = await village.yerlan.document("act.pdf", chat=village.group, reply_to=prompt)
    await village.yerlan.sees("I cannot use this here", chat=village.group, after=paper)
    await village.yerlan.send("It is done", chat=village.group, reply_to=prompt)
    await office.card("resolved")


async def test_a_long_card_still_fits_a_message(village: There, resident: Person) -> None:
    """The longest text, the longest place, the longest name, the longest explanation."""
    await village.client.member(village.group, village.marina, "left")
    long_name = await village.client.person("😀" * 32, last_name="😀" * 32, language_code="en")
    await village.client.member(village.group, long_name, "member")
    await invite(village.yerlan, long_name, "Moderator")
    await go_to("text", resident)
    await resident.send("ұ" * 3000)
    await tap(resident, "Without pictures")
    await resident.sees("Where is it?")
    await resident.send("қ" * 300)
    await tap(resident, "Send")
    await resident.sees("is received")
    card = await village.yerlan.sees("№ ", chat=village.group)
    for label in ("Reject", "Not in this year's budget"):
        await village.quiet()
        await long_name.tap(label, chat=village.group, message=card)
    prompt = await long_name.sees("reject: explain it", chat=village.group)
    await long_name.send("😀" * 1000, chat=village.group, reply_to=prompt)
    card = await village.yerlan.sees("rejected", chat=village.group)
    assert "😀…»" in card["text"]
    assert "ұ" * 3000 in card["text"]


# --- duplicates ---


async def test_a_duplicate_is_named_by_its_number(village: There, office: Office) -> None:
    first = await village.report(village.aigul, "The lamp at the school gate")
    await office.press("Duplicate")
    for wrong, sentence in (
        ("99999", "There is no report with this number here"),
        ("the first one", "There is no report with this number here"),
        (office.number, "That is this same report"),
    ):
        said = await office.write("number of the first report", wrong)
        await village.yerlan.sees(sentence, chat=village.group, after=said)
    await office.card("received")
    await office.write("number of the first report", f"№ {first}")
    await office.card("duplicate")
    await village.aigul.sees(f"Somebody has reported this before you: № {first}, 🔵 received.")


async def test_the_number_of_the_first_report_is_never_told_as_the_offices_words(
    village: There, office: Office
) -> None:
    """The reply is handled once more, as after a stop in its midst; then it is edited."""
    first = await village.report(village.aigul, "The lamp at the school gate")
    await office.press("Duplicate")
    reply = await office.write("number of the first report", first)
    await office.card("duplicate")
    await village.quiet()
    await village.client.raw_update({"message": reply})
    await village.quiet()
    await village.yerlan.edit(reply, "26-9999")
    await village.quiet()
    told = "\n".join(one.get("text", "") for one in await shown(village.aigul))
    assert f"Somebody has reported this before you: № {first}" in told
    assert "From the akim's office" not in told
    assert "26-9999" not in told


async def test_a_duplicate_is_named_by_a_button(village: There, office: Office) -> None:
    first = await village.report(village.aigul, "The lamp at the school gate is dark")
    await village.quiet()
    await office.press("Duplicate")
    today = f"{village.now().astimezone(ALMATY):%d.%m.%Y}"
    assert labels(await office.card()) == [f"№ {first} · 💡 · {today} · 🔵 received", "← Back"]
    question = await village.yerlan.sees("number of the first report", chat=village.group)
    assert f"№ {first} · 💡 Street lighting · {today} · 🔵 received" in question["text"]
    await office.press(f"№ {first}")
    await office.card("duplicate")
    await village.aigul.sees(f"№ {first}, 🔵 received")
    await village.quiet()
    left = [one for one in await shown(village.yerlan, village.group) if "write it as a reply" in one["text"]]
    assert left == []


async def test_a_number_that_comes_when_the_first_report_is_named_already_is_told_to_nobody(
    village: There, office: Office
) -> None:
    """Telegram lets the bot delete its question of long ago no more."""
    first = await village.report(village.aigul, "The lamp at the school gate is dark")
    await village.client.member(village.group, None, "member")
    await office.press("Duplicate")
    await village.yerlan.sees("number of the first report", chat=village.group)
    await village.later(hours=49)
    await office.press(f"№ {first}")
    await office.card("duplicate")
    await office.write("number of the first report", "26-9999")
    await village.quiet()
    assert "26-9999" not in "\n".join(one.get("text", "") for one in await shown(village.aigul))


async def test_what_is_likely_repeated_is_named_in_none_of_its_authors_words(
    village: There, office: Office
) -> None:
    """They would stay there when that author has them erased."""
    bolat = await village.neighbour("Болат", language_code="en")
    first = await village.report(bolat, "Zhasyrynkoshe: no lamp is alight")
    await office.press("Duplicate")
    await village.yerlan.sees("number of the first report", chat=village.group)
    await bolat.send("/forget")
    await tap(bolat, "Delete for good")
    await bolat.sees("Your data are deleted")
    await village.quiet()
    left = await shown(village.yerlan, village.group)
    said = "\n".join(part for one in left for part in [one.get("text", ""), *labels(one)])
    assert f"№ {first} · ⚪ withdrawn by its author" in said
    assert f"№ {first} · 💡" in said
    assert "Zhasyryn" not in said


async def test_a_duplicate_of_a_duplicate_names_the_first(village: There, office: Office) -> None:
    first = await village.report(village.aigul, "The first of all")
    await office.press("Duplicate")
    await office.write("number of the first report", first)
    await office.card("duplicate")
    third = Office(village, await village.report(village.aigul, "The third"))
    await third.press("Duplicate")
    said = await third.write("number of the first report", office.number)
    await village.yerlan.sees(
        "That is this same report, or a duplicate. Name the first report", chat=village.group, after=said
    )
    await third.card("received")


# --- fixed or not ---


async def test_fixed_closes_the_report_by_the_residents_word(village: There, office: Office) -> None:
    await office.bring_to("resolved")
    question = await village.aigul.sees("Is it really fixed?")
    await tap(village.aigul, "👍 Fixed")
    closed = await village.aigul.sees("closed as fixed, by your word")
    assert closed["message_id"] == question["message_id"]
    await office.card("resolved, confirmed")
    await village.yerlan.sees("The resident says: fixed", chat=village.group)
    assert village.kept("SELECT kind, actor_id = person_id FROM events JOIN reports r ON r.id = report_id") == [
        ("sent", 1), ("take", 0), ("resolve", 0), ("confirm", 1)
    ]  # fmt: skip


async def test_not_fixed_reopens_the_report_and_brings_it_back_to_the_group(
    village: There, office: Office
) -> None:
    await village.later(days=9)
    await office.bring_to("resolved")
    old = await office.card("resolved")
    await tap(village.aigul, "👎 Not fixed")
    told = await village.aigul.sees("is open again and back with the office")
    card = await office.card("reopened")
    assert card["message_id"] > old["message_id"]
    assert "The resident says: not fixed." in card["text"]
    assert "⏳ Waits: 1 minute" in card["text"]
    assert "👤" not in card["text"]
    await gone(village.yerlan, old)
    await village.aigul.send("It is still dark", reply_to=told)
    await village.yerlan.sees("«It is still dark»", chat=village.group)
    await village.yerlan.send("/queue", chat=village.group)
    await village.yerlan.sees("1 report waits.", chat=village.group)


async def test_a_verdict_can_be_changed_and_pressed_twice_it_is_given_once(
    village: There, office: Office
) -> None:
    await office.bring_to("resolved")
    question = await village.aigul.sees("Is it really fixed?")
    fixed, broken = data(question, "👍 Fixed"), data(question, "Not fixed")
    await village.aigul.press(fixed, question)
    await village.aigul.press(fixed, question)
    await village.aigul.sees("closed as fixed, by your word")
    assert village.kept("SELECT count(*) FROM events WHERE kind IN ('confirm', 'dispute')") == [(1,)]
    for _ in range(2):
        await village.aigul.press(broken, question)
    await village.aigul.sees("is open again and back with the office")
    assert village.kept("SELECT kind FROM events WHERE kind IN ('confirm', 'dispute')") == [
        ("confirm",),
        ("dispute",),
    ]


async def test_a_verdict_can_be_given_from_the_story_too(village: There, office: Office) -> None:
    await office.bring_to("resolved")
    await village.aigul.sees("Is it really fixed?")
    await village.aigul.send("/my")
    await tap(village.aigul, f"№ {office.number}")
    story = await village.aigul.sees("the office has taken it for review")
    assert labels(story) == ["👍 Fixed", "👎 Not fixed", "← My reports"]
    await village.aigul.tap("Not fixed", message=story)
    await office.card("reopened")


async def test_the_question_is_not_asked_when_it_is_settled_already(village: There, office: Office) -> None:
    """The office took it up again before the resident answered, or corrects its words afterwards."""
    await office.press("Take")
    await office.press("Resolved")
    note = await office.write("what was done", "A new lmap")
    question = await village.aigul.sees("Is it really fixed?")
    await tap(village.aigul, "👍 Fixed")
    await village.aigul.sees("closed as fixed, by your word")
    await office.card("resolved, confirmed")
    await village.yerlan.edit(note, "A new lamp")
    await village.quiet()
    [now] = [one for one in await shown(village.aigul) if one["message_id"] == question["message_id"]]
    assert "A new lamp" in now["text"]
    assert labels(now) == []


# --- the queue ---


async def test_the_queue_lists_what_waits_oldest_first(village: There, office: Office) -> None:
    await village.later(days=2)
    second = await village.report(village.aigul, "A second lamp")
    third = await village.report(village.aigul, "A third lamp")
    taken = Office(village, second)
    await taken.press("Take")
    await taken.card("in review")
    await village.yerlan.send("/queue", chat=village.group)
    queue = await village.yerlan.sees("2 reports wait.", chat=village.group)
    assert [label.split()[1] for label in labels(queue)] == [office.number, third]
    assert "2 days" in str(queue)
    old = await office.card()
    await village.yerlan.tap(f"№ {office.number}", chat=village.group, message=queue)
    await village.quiet()
    assert (await office.card())["message_id"] > old["message_id"]


async def test_the_queue_of_an_idle_office_says_so(village: There) -> None:
    await village.yerlan.send("/queue", chat=village.group)
    await village.yerlan.sees(
        "Nothing waits. Every report that came to this group has been taken.", chat=village.group
    )


async def test_a_long_queue_shows_the_ten_oldest_and_how_many_there_are(
    village: There, resident: Person
) -> None:
    for count in range(12):
        await resident.photo(f"Lamp {count + 1}")
        await tap(resident, "Street lighting")
        await tap(resident, "Without a place")
        await tap(resident, "Send")
        await resident.sees(f"-{count + 1} is received")
    await village.yerlan.send("/queue", chat=village.group)
    queue = await village.yerlan.sees("12 reports wait.", chat=village.group)
    assert len(labels(queue)) == 10
    assert labels(queue)[0].split()[1].endswith("-1")


async def test_a_card_is_shown_again_by_its_number(village: There, office: Office) -> None:
    sequence = office.number.partition("-")[2]
    for written in (office.number, f"№ {office.number}", sequence, f"20{office.number}", f"{office.number}."):
        old = await office.card()
        await village.yerlan.send(f"/r {written}", chat=village.group)
        await village.quiet()
        new = await office.card()
        assert new["message_id"] > old["message_id"], written
        assert sum(TEXT in one["text"] for one in await shown(village.yerlan, village.group)) == 1
    for written in ("99-1", "999", "nonsense", "0", "26-0", "1' OR '1'='1"):
        asked = await village.yerlan.send(f"/r {written}", chat=village.group)
        await village.yerlan.sees("There is no report with this number", chat=village.group, after=asked)
    asked = await village.yerlan.send("/r", chat=village.group)
    await village.yerlan.sees("Write the number too", chat=village.group, after=asked)


async def test_a_deleted_card_is_sent_anew_at_the_next_change(village: There, office: Office) -> None:
    card = await office.card()
    take = data(card, "Take")
    await village.yerlan.delete(card)
    await village.yerlan.press(take, card, chat=village.group)
    new = await office.card("in review")
    assert new["message_id"] > card["message_id"]


async def test_a_command_for_this_bot_is_obeyed_and_one_for_another_is_not(
    village: There, office: Office
) -> None:
    before = await shown(village.yerlan, village.group)
    await village.yerlan.send("/queue@other_bot", chat=village.group)
    await village.quiet()
    assert await shown(village.yerlan, village.group) == before
    await village.yerlan.send("/queue@sandbox_bot", chat=village.group)
    await village.yerlan.sees("1 report waits.", chat=village.group)


async def test_help_in_the_group_is_for_moderators(village: There) -> None:
    await village.marina.send("/help", chat=village.group)
    told = await village.marina.sees("For moderators", chat=village.group)
    for command in ("/queue", "/r ", "/team"):
        assert command in told["text"]


async def test_a_group_speaks_the_language_chosen_in_it(village: There, office: Office) -> None:
    await village.yerlan.send("/language", chat=village.group)
    choice = await village.yerlan.sees("Choose a language", chat=village.group)
    answer = await village.marina.tap("Русский", chat=village.group, message=choice)
    assert answer.text == "You have no right to do this here."
    await village.yerlan.tap("Қазақша", chat=village.group, message=choice)
    await village.quiet()
    await village.yerlan.send(f"/r {office.number}", chat=village.group)
    await village.yerlan.sees("Байсерке", chat=village.group)


async def test_a_report_is_found_again_by_words_in_whatever_spelling_by_state_and_by_number(
    village: There, office: Office
) -> None:
    yerlan, group = village.yerlan, village.group
    other = await village.report(village.aigul, "Абай көшесіндегі шұңқыр әлі тұр")
    await village.quiet()
    asked = await yerlan.send("/find абай кошес", chat=group)
    page = await yerlan.sees(f"№ {other}", chat=group, after=asked)
    assert f"№ {office.number}" not in page["text"]
    assert "received" in page["text"]
    await yerlan.tap("Closed", chat=group, message=page)
    await yerlan.sees("Nothing was found", chat=group)
    await yerlan.tap("Open", chat=group, message=page)
    page = await yerlan.sees(lambda one: "✓ Open" in labels(one), chat=group)
    await yerlan.tap(f"№ {other}", chat=group, message=page)
    await village.quiet()
    cards = [one for one in await shown(yerlan, group) if "Waits:" in one["text"] and other in one["text"]]
    assert len(cards) == 1
    asked = await yerlan.send(f"/find {office.number}", chat=group)
    await yerlan.sees(re.compile(f"^№ {office.number} · "), chat=group, after=asked)
    for command, answer in (("/find", "Write what to look for"), ("/find а", "at least two letters")):
        asked = await yerlan.send(command, chat=group)
        await yerlan.sees(answer, chat=group, after=asked)
