"""Those who serve: invited by a link, setting a district up in the chat, seeing their team and the log."""

import re
from typing import Any

from sandbox.person import Person
from tests.conftest import bind, invite, tap
from tests.conversations.conftest import TEXT, There, data, fixture, gone, labels, shown

Json = dict[str, Any]
UNIT = "Baiserke rural district"


async def page_of(chief: Person, *path: str) -> Json:
    """The team's page that one comes to by these buttons."""
    asked = await chief.send("/team")
    page = await chief.sees("Whose team", after=asked)
    for label in path:
        await chief.tap(label, message=page)
        page = await chief.sees(f"Team · {label}", after=asked)
    return page


async def link_for(chief: Person, role: str, *, day: str | None = None, term: str = "1 year") -> str:
    """The payload of a link of invitation to Baiserke."""
    page = await page_of(chief, "Ile district", UNIT)
    await chief.tap("➕ Invite", message=page)
    page = await chief.sees("Whom do you invite", after=page["message_id"] - 1)
    await chief.tap(role, message=page)
    page = await chief.sees(re.compile(f"^{role}, {UNIT}"), after=page["message_id"] - 1)
    since = page["message_id"] - 1
    if day is None:
        await chief.tap(term, message=page)
    else:
        since = (await chief.send(day))["message_id"]
    made = await chief.sees("The invitation is ready", after=since)
    found = re.search(r"\?start=(\S+)", made["text"])
    assert found is not None
    return found[1]


@fixture()
async def dana(village: There) -> Person:
    """A coordinator of the district, who came by a link."""
    person = await village.client.person("Дана", language_code="en")
    await invite(village.yerlan, person, "District coordinator", "Ile district")
    return person


# --- invitations ---


async def test_an_invitation_says_what_it_gives_and_is_accepted_or_not(village: There) -> None:
    payload = await link_for(village.yerlan, "Akim's office")
    bolat = await village.client.person("Болат", language_code="en")
    opened = await bolat.start(payload)
    offer = await bolat.sees("You are invited to serve", after=opened)
    for line in ("Role: Akim's office", f"Territory: {UNIT}, Ile district", "Term: until ", "It lets one: "):
        assert line in offer["text"]
    await bolat.tap("No, thank you", message=offer)
    await bolat.sees("nothing was accepted")
    assert village.kept("SELECT * FROM roles") == []
    await bolat.start(payload)
    await tap(bolat, "Accept")
    await bolat.sees("You serve now: Akim's office")
    page = await page_of(village.yerlan, "Ile district", UNIT)
    assert "• Akim's office: Болат, until " in page["text"]


async def test_a_link_works_once_and_says_so_to_the_next(village: There) -> None:
    payload = await link_for(village.yerlan, "Moderator", term="Without an end")
    bolat = await village.client.person("Болат", language_code="en")
    await bolat.start(payload)
    offer = await bolat.sees("You are invited to serve")
    for _ in range(2):
        await bolat.press(data(offer, "Accept"), offer)
    await bolat.sees("You serve now: Moderator")
    opened = await village.marina.start(payload)
    await village.marina.sees("has been used", after=opened)
    answer = await village.marina.press(data(offer, "Accept"), await village.marina.last())
    assert answer.show_alert
    assert village.kept("SELECT count(*) FROM roles") == [(1,)]


async def test_an_invitation_is_taken_back_from_the_team(village: There) -> None:
    payload = await link_for(village.yerlan, "Moderator")
    page = await page_of(village.yerlan, "Ile district", UNIT)
    assert "• invited: Moderator" in page["text"]
    await village.yerlan.tap("Invitation: Moderator", message=page)
    await village.yerlan.sees("Nobody serves here yet")
    opened = await village.marina.start(payload)
    await village.marina.sees("does not exist or was taken back", after=opened)


async def test_a_made_up_link_gives_nothing(village: There) -> None:
    for payload in ("i", "i1", "i" + "A" * 43, "i" + "x" * 63):
        opened = await village.marina.start(payload)
        await village.marina.sees("does not exist", after=opened)


async def test_an_akims_last_day_is_written_and_shown(village: There) -> None:
    payload = await link_for(village.yerlan, "Akim", day="15.09.2029")
    await village.marina.start(payload)
    offer = await village.marina.sees("You are invited to serve")
    assert "Term: until 15.09.2029" in offer["text"]


async def test_a_day_that_does_not_fit_is_asked_again(village: There) -> None:
    page = await page_of(village.yerlan, "Ile district", UNIT)
    await village.yerlan.tap("➕ Invite", message=page)
    await village.yerlan.tap("Akim", message=await village.yerlan.sees("Whom do you invite"))
    await village.yerlan.sees("When does the akim's term end")
    for day in ("yesterday", "31.02.2029", "01.01.2020", "01.01.2099"):
        written = await village.yerlan.send(day)
        await village.yerlan.sees("This day does not fit", after=written)
    written = await village.yerlan.send("15.09.2029")
    await village.yerlan.sees("The invitation is ready", after=written)


async def test_a_role_is_ended_after_one_question(village: There) -> None:
    await invite(village.yerlan, village.marina, "Moderator")
    page = await page_of(village.yerlan, "Ile district", UNIT)
    await village.yerlan.tap("✖ Moderator: Марина", message=page)
    await village.yerlan.tap("← Back", message=await village.yerlan.sees("End this role now?"))
    page = await village.yerlan.sees("• Moderator: Марина")
    await village.yerlan.tap("✖ Moderator: Марина", message=page)
    await village.yerlan.tap("End the role", message=await village.yerlan.sees("End this role now?"))
    await village.yerlan.sees("The role has ended: Moderator, Марина")
    asked = await village.marina.send("/queue", chat=village.group)
    await village.marina.sees("You have no right", chat=village.group, after=asked)


async def test_who_serves_nowhere_is_told_how_one_comes_to(village: There, resident: Person) -> None:
    for command in ("/team", "/setup"):
        asked = await resident.send(command)
        await resident.sees("A role is given by a link of invitation", after=asked)
    asked = await resident.send("/audit")
    await resident.sees("You have no right", after=asked)


# --- connecting a group ---


async def test_a_coordinator_connects_a_group_of_two_units_with_its_code(
    village: There, dana: Person, resident: Person
) -> None:
    group = await village.client.group("Two units", owner=dana, bot="administrator")
    await dana.send("/bind", chat=group)
    told = await dana.sees("send me this code", chat=group)
    code = told["text"].split("\n")[2]
    await dana.sees("The group «Two units» asks to be connected")
    wrong = await dana.send(f"{(int(code) + 1) % 10**6:06}")
    await dana.sees("This is not the code", after=wrong)
    written = await dana.send(f" {code[:3]} {code[3:]} ")
    choice = await dana.sees("Which parts of Ile district", after=written)
    for label in (UNIT, "Boraldai settlement"):
        await dana.tap(label, message=choice)
        choice = await dana.sees(lambda one, label=label: f"✅ {label}" in labels(one), after=written)
    await dana.tap("Next", message=choice)
    await dana.tap("English", message=await dana.sees("In which language does it work", after=written))
    await dana.sees("✅ The group «Two units» now takes the reports of", after=written)
    page = await dana.sees("Set-up · Ile district", after=written)
    assert "Moderators' group · 2 / 9" in page["text"]
    bound = await dana.sees("This group now takes the reports", chat=group)
    assert "Baiserke rural district" in bound["text"]
    assert "Boraldai settlement" in bound["text"]
    await village.report(resident)
    await dana.sees(TEXT, chat=group)
    assert village.kept("SELECT kato, chat_id FROM served ORDER BY kato") == [
        ("196835000", group["id"]),
        ("196847000", group["id"]),
    ]


async def test_who_has_not_opened_the_private_chat_is_led_there_by_the_group(village: There) -> None:
    saule = await village.client.person("Сәуле", language_code="en")
    await invite(village.yerlan, saule, "District coordinator", "Ile district")
    await saule.block()
    await village.quiet()
    group = await village.client.group("Quiet", owner=saule, bot="administrator")
    await saule.send("/bind", chat=group)
    told = await saule.sees("send me this code", chat=group)
    [link] = [one["url"] for row in told["reply_markup"]["inline_keyboard"] for one in row]
    assert link.endswith("?start=bind")
    await saule.unblock()
    opened = await saule.start("bind")
    await saule.sees("The group «Quiet» asks to be connected", after=opened)


async def test_a_group_is_disconnected_after_one_question(village: There, resident: Person) -> None:
    asked = await village.marina.send("/unbind", chat=village.group)
    await village.marina.sees("You have no right", chat=village.group, after=asked)
    await village.yerlan.send("/unbind", chat=village.group)
    question = await village.yerlan.sees("Disconnect this group?", chat=village.group)
    answer = await village.marina.tap("Disconnect", chat=village.group, message=question)
    assert answer.show_alert
    await village.yerlan.tap("Leave as it is", chat=village.group, message=question)
    await village.yerlan.sees("Nothing was changed", chat=village.group)
    await village.yerlan.send("/unbind", chat=village.group)
    question = await village.yerlan.sees("Disconnect this group?", chat=village.group)
    await village.yerlan.tap("Disconnect", chat=village.group, message=question)
    await village.yerlan.sees("The group is disconnected", chat=village.group)
    await village.report(resident)
    await village.quiet()
    assert TEXT not in str(await shown(village.yerlan, village.group))
    await bind(village.yerlan, village.group, UNIT)
    await village.yerlan.sees(TEXT, chat=village.group)


async def test_a_group_is_told_which_right_the_bot_lacks_and_how_to_give_it(village: There) -> None:
    rights = {"can_send_messages": True, "can_send_videos": True, "can_send_documents": True}
    await village.client.member(village.group, None, "restricted", permissions=rights)
    told = await village.yerlan.sees("I may not send here: photos, voice messages.", chat=village.group)
    assert "Permissions" in told["text"]


# --- setting up ---


async def test_the_list_leads_a_coordinator_through_what_a_district_needs(
    village: There, dana: Person
) -> None:
    await dana.send("/setup")
    page = await dana.sees("Set-up · Ile district")
    assert labels(page) == [
        "➕ Add me to a group", "👤 Invite the akim", "🧪 Test report", "🖨 Poster", "⏱ Our terms",
        "💬 Ready answers", "👥 Team",
    ]  # fmt: skip
    assert "◻️ Moderators' group · 1 / 9" in page["text"]
    await dana.tap("Invite the akim", message=page)
    units = await dana.sees("Whose akim do you invite?")
    assert UNIT in labels(units)
    await dana.tap(UNIT, message=units)
    await dana.sees("When does the akim's term end")
    page = await dana.sees("Set-up · Ile district", after=await dana.send("/setup"))
    await dana.tap("Test report", message=page)
    await dana.sees("Test report № 26-T1 is on its way")
    card = await village.yerlan.sees("This is a test report", chat=village.group)
    assert card["text"].startswith("№ 26-T1 · ")
    assert "🧪" in card["text"]
    await village.yerlan.tap("Take", chat=village.group, message=card)
    await dana.sees("Report № 26-T1: 🟡 in review")
    await village.yerlan.send("/queue", chat=village.group)
    await village.yerlan.sees("Nothing waits", chat=village.group)


async def test_a_double_tap_sends_one_test_report(village: There) -> None:
    await village.yerlan.send("/team")
    page = await page_of(village.yerlan, "Ile district", UNIT)
    await village.yerlan.tap("☑️ Set-up", message=page)
    page = await village.yerlan.sees(f"Set-up · {UNIT}")
    test = data(page, "Test report")
    for _ in range(2):
        await village.yerlan.press(test, page)
    await village.quiet()
    assert village.kept("SELECT count(*) FROM reports WHERE sequence < 0") == [(1,)]


async def test_the_log_tells_who_did_what(village: There, dana: Person) -> None:
    asked = await village.yerlan.send("/audit")
    log = await village.yerlan.sees("Log of roles and settings", after=asked)
    assert "role accepted: District coordinator, Дана; invited by — Ерлан" in log["text"]
    assert "group connected (English) — Ерлан" in log["text"]
    asked = await dana.send("/audit")
    assert (await dana.sees("Log of roles", after=asked))["text"] == log["text"]


async def test_help_for_those_who_serve_names_their_commands_and_the_official_channel(
    village: There, dana: Person, resident: Person
) -> None:
    asked = await dana.send("/help")
    told = (await dana.sees("You serve here", after=asked))["text"]
    for words in ("/team", "/setup", "/poster", "/audit", "official channel"):
        assert words in told
    asked = await resident.send("/help")
    assert "/team" not in (await resident.sees("How it works", after=asked))["text"]
    asked = await village.yerlan.send("/help", chat=village.group)
    await village.yerlan.sees("official channel", chat=village.group, after=asked)


async def test_who_invited_hears_of_it_and_who_is_dismissed_hears_too(village: There) -> None:
    await invite(village.yerlan, village.marina, "Moderator")
    await village.yerlan.sees("Your invitation was accepted: Moderator, Марина")
    page = await page_of(village.yerlan, "Ile district", UNIT)
    await village.yerlan.tap("✖ Moderator: Марина", message=page)
    await village.yerlan.tap("End the role", message=await village.yerlan.sees("End this role now?"))
    await village.marina.sees("Your role has ended: Moderator")


async def test_a_second_akim_is_invited_knowingly(village: There) -> None:
    await invite(village.yerlan, village.marina, "Akim")
    page = await page_of(village.yerlan, "Ile district", UNIT)
    await village.yerlan.tap("➕ Invite", message=page)
    await village.yerlan.tap("Akim", message=await village.yerlan.sees("Whom do you invite"))
    question = await village.yerlan.sees("The akim now is Марина: the new one takes that place")
    written = await village.yerlan.send("15.09.2029")
    await village.yerlan.sees("The invitation is ready", after=written)
    await gone(village.yerlan, question)


async def test_ones_own_used_link_says_that_one_holds_the_role(village: There) -> None:
    payload = await link_for(village.yerlan, "Moderator")
    await village.marina.start(payload)
    await tap(village.marina, "Accept")
    await village.marina.sees("You serve now")
    opened = await village.marina.start(payload)
    await village.marina.sees("You hold this role already: Moderator", after=opened)


async def test_who_serves_and_has_not_agreed_to_report_is_not_asked_for_consent(village: There) -> None:
    await invite(village.yerlan, village.marina, "Moderator")
    said = await village.marina.send("Good day")
    await village.marina.sees("Nothing is asked of you just now", after=said)
    asked = await village.marina.send("/report")
    await village.marina.sees("First we need your consent", after=asked)


async def test_a_second_bind_shows_the_same_code(village: There) -> None:
    group = await village.client.group("Twice", owner=village.yerlan, bot="administrator")
    codes = []
    for _ in range(2):
        asked = await village.yerlan.send("/bind", chat=group)
        codes.append((await village.yerlan.sees("send me this code", chat=group, after=asked))["text"])
    assert codes[0] == codes[1]


async def test_where_nobody_triages_yet_the_resident_is_told_so_and_the_coordinator_hears(
    village: There, dana: Person
) -> None:
    nurlan = await village.client.person("Нұрлан", language_code="en")
    village.residents.append(nurlan)
    await nurlan.start("t196835100")
    for label in ("English", "I agree", "Yes"):
        await tap(nurlan, label)
    await nurlan.sees("Your village: Boraldai")
    await village.report(nurlan)
    receipt = await nurlan.sees("is received")
    assert "moderators' group is not connected yet" in receipt["text"]
    await dana.sees("no moderators' group is connected")


async def test_a_question_to_those_who_serve_is_cancelled(village: There) -> None:
    page = await page_of(village.yerlan, "Ile district", UNIT)
    await village.yerlan.tap("➕ Invite", message=page)
    await village.yerlan.tap("Akim", message=await village.yerlan.sees("Whom do you invite"))
    await village.yerlan.sees("When does the akim's term end")
    asked = await village.yerlan.send("/cancel")
    await village.yerlan.sees("Nothing is asked of you just now", after=asked)
    said = await village.yerlan.send("15.09.2029")
    await village.yerlan.sees("Nothing is asked of you just now", after=said)
    assert village.kept("SELECT * FROM invitations") == []


async def test_who_serves_and_does_not_report_is_spoken_to_in_the_language_they_choose(
    village: There,
) -> None:
    akim = await village.client.person("Бақыт", language_code="en")
    await invite(village.yerlan, akim, "Akim")
    choice = await akim.sees("Choose a language", after=await akim.start())
    await akim.tap("Русский", message=choice)
    digest = await akim.sees("Пришло", after=await akim.send("/digest"))
    assert "✓ Неделя" in labels(digest)
