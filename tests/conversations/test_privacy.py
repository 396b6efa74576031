"""Nobody learns who a resident is; and a resident can take their consent back."""

import json
from typing import Any

from bot.domain.people import CONSENT_VERSION
from sandbox.person import Person
from tests.conftest import KEYS, tap
from tests.conversations.conftest import TEXT, There, data, go_to, labels, shown


async def test_no_group_ever_sees_who_a_resident_is(village: There, resident: Person) -> None:
    """Through a whole life of a report, in every call the bot has made about the group, not only what is shown."""
    yerlan, group = village.yerlan, village.group
    receipt_before = await go_to("pictures", resident)
    await resident.album(2, "See the album")
    await resident.sees("2 attachments", after=receipt_before)
    await tap(resident, "Done")
    await resident.location(43.455, 77.012)
    await tap(resident, "Send")
    receipt = await resident.sees("is received")
    card = await yerlan.sees(TEXT, chat=group)
    await resident.send("More words", reply_to=receipt)
    await resident.voice(reply_to=receipt)
    await yerlan.sees("«More words»", chat=group)
    await tap(yerlan, "Ask", group)
    prompt = await yerlan.sees("what do you ask", chat=group)
    await yerlan.send("Who are you?", chat=group, reply_to=prompt)
    asked = await resident.sees("«Who are you?»")
    answer = await resident.send("Somebody from Abai street", reply_to=asked)
    await yerlan.sees("«Somebody from Abai street»", chat=group)
    await resident.edit(answer, "A neighbour")
    await yerlan.sees("«A neighbour»", chat=group)
    await village.quiet()
    await yerlan.tap("Resolved", chat=group, message=card)
    prompt = await yerlan.sees("what was done", chat=group)
    await yerlan.send("A new lamp", chat=group, reply_to=prompt)
    await tap(resident, "Not fixed")
    await yerlan.sees("not fixed", chat=group)
    await yerlan.send("/queue", chat=group)
    await yerlan.sees("1 report waits", chat=group)
    await village.quiet()
    said = [
        json.dumps(call["params"], ensure_ascii=False)
        for call in await village.client.calls()
        if call["params"].get("chat_id") == group["id"]
    ]
    assert len(said) > 15
    for mark in ("Айгүл", "Сейітқызы", "aigul_seitkyzy", str(resident.id)):
        assert not any(mark in one for one in said)


async def test_of_a_resident_no_name_is_kept(village: There, resident: Person) -> None:
    await village.report(resident)
    await village.quiet()
    tables = [name for (name,) in village.kept("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = json.dumps({table: village.kept(f"SELECT * FROM {table}") for table in tables}, ensure_ascii=False)
    for mark in ("Айгүл", "Сейітқызы", "aigul_seitkyzy", "7701"):
        assert mark not in kept
    assert village.kept(f"SELECT name FROM people WHERE account = {KEYS.account(resident.id)}") == [(None,)]


async def test_a_contact_is_not_kept(village: There, resident: Person) -> None:
    await resident.contact()
    await resident.sees("telephone numbers are not needed, and this one was not kept")
    await village.quiet()
    assert village.kept("SELECT body FROM inbox WHERE body IS NOT NULL") == []
    assert village.kept("SELECT * FROM quarantine") == []


async def test_privacy_shows_the_consent_and_lets_it_be_withdrawn(village: There, resident: Person) -> None:
    await resident.send("/privacy")
    page = await resident.sees("You agreed on ")
    assert f"{village.today():%d.%m.%Y}, wording {CONSENT_VERSION}" in page["text"]
    assert "Operator: Ауыл үні қоры" in page["text"]
    assert labels(page) == ["📄 Get my data", "Withdraw consent", "🗑 Delete my data", "← Back"]
    await tap(resident, "Withdraw consent")
    question = await resident.sees("Withdraw your consent?")
    assert "/forget" in question["text"]
    assert labels(question) == ["Withdraw", "🗑 Delete my data", "← Back"]
    await tap(resident, "← Back")
    await resident.sees("You agreed on ")
    assert village.kept("SELECT agreed FROM consents") == [(1,)]


async def withdraw(resident: Person) -> dict[str, Any]:
    await resident.send("/privacy")
    await tap(resident, "Withdraw consent")
    await resident.sees("Withdraw your consent?")
    await resident.tap("Withdraw", message=await resident.last())
    return await resident.sees("Your consent is withdrawn")


async def test_withdrawal_erases_the_draft_and_the_village_at_once_and_takes_nothing_more(
    village: There, resident: Person
) -> None:
    form = await go_to("preview", resident)
    await withdraw(resident)
    assert village.draft() == [[], [], []]
    assert village.kept(f"SELECT village FROM people WHERE account = {KEYS.account(resident.id)}") == [
        (None,)
    ]
    assert village.kept("SELECT agreed FROM consents ORDER BY id") == [(1,), (0,)]
    answer = await resident.press(data(form, "Send"), form)
    assert answer.show_alert
    for attempt in (resident.send("/report"), resident.send("Words"), resident.photo("A photo")):
        tried = await attempt
        await resident.sees("First we need your consent: /start", after=tried)
    assert village.kept("SELECT id, state, holder_id FROM reports") == []


async def test_after_withdrawal_the_office_can_work_on_and_the_resident_hears_nothing(
    village: There, resident: Person
) -> None:
    number = await village.report(resident)
    receipt = await resident.sees("is received")
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await withdraw(resident)
    before = len(await shown(resident))
    await village.yerlan.tap("Take", chat=village.group, message=card)
    await village.yerlan.sees("in review", chat=village.group)
    await village.yerlan.send("We are at it", chat=village.group, reply_to=card)
    await village.quiet()
    assert len(await shown(resident)) == before
    said = await resident.send("And?", reply_to=receipt)
    await resident.sees("First we need your consent", after=said)
    await resident.send("/my")
    listed = await resident.sees("My reports")
    assert labels(listed) == [f"№ {number}"]


async def test_news_on_its_way_does_not_reach_who_has_withdrawn(village: There, resident: Person) -> None:
    await village.report(resident)
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await resident.block()
    await village.quiet()
    await village.yerlan.send("We are at it", chat=village.group, reply_to=card)
    await village.quiet()
    await resident.unblock()
    await resident.sees("«We are at it»")
    await withdraw(resident)
    await resident.block()
    await village.quiet()
    await village.yerlan.send("It is done", chat=village.group, reply_to=card)
    await village.quiet()
    await resident.unblock()
    await village.quiet()
    assert "It is done" not in str(await resident.transcript())


async def test_who_comes_back_finds_their_reports_and_hears_of_them_again(
    village: There, resident: Person
) -> None:
    number = await village.report(resident)
    await village.yerlan.sees(TEXT, chat=village.group)
    await withdraw(resident)
    await village.settle(resident)
    await resident.send("/my")
    listed = await resident.sees("My reports")
    assert labels(listed) == [f"№ {number}"]
    await tap(village.yerlan, "Take", village.group)
    await resident.sees("in review")
    assert village.kept("SELECT agreed FROM consents ORDER BY id") == [(1,), (0,), (1,)]
