"""People see all that is kept about them, and have it erased: it is then searched for, byte by byte, everywhere."""

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path
from typing import Any

import pytest

from bot import app
from bot.services.outbox import OutboxService
from bot.services.privacy import PrivacyService
from sandbox.person import Person
from tests.conftest import KEYS, SECRET, TOKEN, bind, invite, tap
from tests.conversations.conftest import Json, There, data, fixture, go_to, labels, shown, until

OPEN, SAID, ANSWERED, DRAFT = "Ozenkopir zharyldy", "Qoldasynkoshe", "Mekteptesham", "Tabiyatkoz"
OPEN_PLACE, DRAFT_PLACE = "Zhasyrynkoshe", "Boltirikorny"
HERS = (OPEN, SAID, DRAFT, OPEN_PLACE, DRAFT_PLACE)
NAMES = {
    "first_name": "Гүлбаршын",
    "last_name": "Жасырынова",
    "username": "gulbarshyn_zh",
}
PHONE = "77017654321"


@fixture()
async def gul(village: There) -> Person:
    """Gulbarshyn, with a name, a username and a telephone that nobody else has."""
    person = await village.client.person(**NAMES, language_code="en")
    village.residents.append(person)
    await village.settle(person)
    return person


async def life(village: There, gul: Person) -> tuple[str, str]:
    """An answered report, an open one with pictures and relayed words, and one not sent: the numbers of the first two."""
    yerlan, group = village.yerlan, village.group
    answered = await village.report(gul, ANSWERED)
    card = await yerlan.sees(ANSWERED, chat=group)
    await yerlan.tap("Take", chat=group, message=card)
    await tap(yerlan, "Resolved", group)
    prompt = await yerlan.sees("what was done", chat=group)
    await yerlan.send("A new lamp", chat=group, reply_to=prompt)
    await gul.sees("Is it really fixed?")
    begun = await go_to("text", gul)
    await gul.send(OPEN)
    await gul.album(2)
    await gul.sees("2 attachments", after=begun)
    await tap(gul, "Done")
    await gul.send(OPEN_PLACE)
    await tap(gul, "Send")
    receipt = await gul.sees(lambda message: "is received" in message.get("text", ""), after=begun)
    card = await yerlan.sees(OPEN, chat=group)
    await yerlan.tap("Take", chat=group, message=card)
    said = await gul.photo(SAID, reply_to=receipt)
    await yerlan.sees(f"«{SAID}»", chat=group, after=said)
    await village.quiet()
    await go_to("text", gul)
    await gul.send(DRAFT)
    await gul.photo()
    await tap(gul, "Done")
    await gul.send(DRAFT_PLACE)
    await gul.sees("Send it?", after=said)
    await gul.contact({"phone_number": PHONE, "first_name": NAMES["first_name"], "user_id": gul.id})
    await village.quiet()
    return answered, str(receipt["text"].split("№ ")[1].split()[0])


async def forget(gul: Person) -> Json:
    """The question is asked and answered; the receipt."""
    asked = await gul.send("/forget")
    await gul.sees("Delete your data for good?", after=asked)
    await tap(gul, "Delete for good")
    return await gul.sees("Your data are deleted", after=asked)


def files_of(village: There, gul: Person, *states: str) -> list[str]:
    """What leads to her files, of her draft and of her reports in these states."""
    mine = f"(SELECT id FROM people WHERE account = {KEYS.account(gul.id)})"
    listed = ", ".join(f"'{state}'" for state in states)
    rows = village.kept(
        "SELECT file_id, file_unique_id FROM attachments"
        f" WHERE draft_id IN (SELECT id FROM drafts WHERE person_id = {mine})"
        f" OR report_id IN (SELECT id FROM reports WHERE person_id = {mine} AND state IN ({listed}))"
        " UNION SELECT file_id, file_id FROM events WHERE file_id IS NOT NULL AND report_id IN"
        f" (SELECT id FROM reports WHERE person_id = {mine} AND state IN ({listed}))"
    )
    return [mark for row in rows for mark in row]


def database_bytes(village: There, *ends: str) -> bytes:
    """The database's file, its journal and its index, as they lie on the disk."""
    file = village.stage.settings.database_url.get_secret_value().removeprefix("sqlite:///")
    return b"".join(Path(file + end).read_bytes() for end in ends or ("", "-wal", "-shm"))


def journal(village: There) -> bytes:
    return database_bytes(village, "-wal")


def found(marks: list[bytes], where: bytes) -> list[bytes]:
    return [mark for mark in marks if mark in where]


async def at_the_terminal(village: There, *arguments: str) -> str:
    """All that the operator is told by a command."""
    config = village.stage.settings
    known = {
        "DATABASE_URL": config.database_url.get_secret_value(),
        "TELEGRAM_API_URL": config.telegram_api_url,
        "SECRET_KEY": SECRET,
        "BOT_TOKEN": TOKEN,
    }
    command = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, env=os.environ | known, stdout=PIPE, stderr=STDOUT
    )
    said, _ = await command.communicate()
    return said.decode()


async def in_group(village: There) -> str:
    """All that the moderators' group shows as it stands."""
    there = [one for one in await village.yerlan.transcript(village.group) if not one.get("deleted")]
    return json.dumps(there, ensure_ascii=False)


async def test_after_forgetting_nothing_of_hers_is_found_on_the_disk_in_the_group_or_in_the_logs(
    village: There, gul: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    _, unanswered = await life(village, gul)
    account = KEYS.account(gul.id)
    ((sealed, person_id),) = village.kept(f"SELECT sealed, id FROM people WHERE account = {account}")
    hers = [
        *HERS, *files_of(village, gul, "received", "in_review"), *NAMES.values(), PHONE, str(gul.id), sealed,
        f"person:{person_id}",
    ]  # fmt: skip
    assert len(hers) > 15
    marks = [*(mark.encode() for mark in hers), account.to_bytes(8, "big")]
    await PrivacyService(village.stage.database).sweep()
    planted = database_bytes(village)
    assert {OPEN.encode(), SAID.encode(), DRAFT.encode(), account.to_bytes(8, "big")} <= set(
        found(marks, planted)
    )
    group_before = await in_group(village)
    assert all(mark in group_before for mark in (OPEN, SAID, OPEN_PLACE))
    assert group_before.count('"photo"') == 3

    await forget(gul)
    await village.quiet()

    await PrivacyService(village.stage.database).sweep()
    assert found(marks, database_bytes(village)) == []
    assert ANSWERED.encode() in database_bytes(village)
    group = await in_group(village)
    assert not [mark for mark in hers if mark in group]
    assert '"photo"' not in group
    assert ANSWERED in group
    card = next(one for one in await shown(village.yerlan, village.group) if f"№ {unanswered}" in one["text"])
    assert "withdrawn by its author" in card["text"]
    assert labels(card) == []
    assert village.kept("SELECT state FROM reports ORDER BY id") == [("resolved",), ("withdrawn",)]
    assert not [mark for mark in (*hers, ANSWERED) if mark in caplog.text]


async def test_the_receipt_can_be_read_out_and_confirmed_and_names_nobody(
    village: There, gul: Person
) -> None:
    await life(village, gul)
    receipt = await forget(gul)

    ((code, day, *counts),) = village.kept("SELECT code, day, drafts, withdrawn, unsigned FROM forgettings")
    assert f"Receipt {code}, {village.today():%d.%m.%Y}" in receipt["text"]
    assert "Reports withdrawn: 1. Answered reports that stay without their author: 1" in receipt["text"]
    assert "gone 30 days later" in receipt["text"]
    assert (day, counts) == (f"{village.today():%Y-%m-%d}", [1, 1, 1])
    assert labels(receipt) == []


async def test_before_it_is_done_what_goes_and_what_stays_is_said_and_there_is_a_way_back(
    village: There, gul: Person
) -> None:
    await life(village, gul)
    await gul.send("/privacy")
    await tap(gul, "Delete my data")
    question = await gul.sees("Delete your data for good?")
    assert "reports without an answer (1)" in question["text"]
    assert "reports that the office has answered (1)" in question["text"]
    assert labels(question) == ["🗑 Delete for good", "← Back"]
    await tap(gul, "← Back")
    await gul.sees("You agreed on ")
    assert village.kept("SELECT * FROM forgettings") == []
    assert len(village.kept("SELECT id FROM drafts")) == 1


async def test_who_presses_twice_gets_the_same_receipt_and_then_hears_that_nothing_is_kept(
    village: There, gul: Person
) -> None:
    await village.report(gul)
    asked = await gul.send("/forget")
    question = await gul.sees("Delete your data for good?", after=asked)
    confirm = data(question, "Delete for good")
    await asyncio.gather(*(gul.press(confirm, question) for _ in range(3)))
    receipt = await gul.sees("Your data are deleted", after=asked)
    for command in ("/forget", "/mydata"):
        said = await gul.send(command)
        await gul.sees("Nothing is kept about you", after=said)
    assert len(village.kept("SELECT code FROM forgettings")) == 1
    assert (await gul.press(confirm, question)).text is None
    assert receipt["text"] in [one.get("text") for one in await shown(gul)]


async def test_an_answer_that_did_not_get_through_loses_neither_the_erasure_nor_the_receipt(
    village: There, gul: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The press is handled again from the top, by then from a stranger."""
    monkeypatch.setattr("bot.telegram.PAUSES", ())  # Telegram fails for longer than an answer is tried again
    await village.report(gul)
    asked = await gul.send("/forget")
    await gul.sees("Delete your data for good?", after=asked)
    await village.quiet()
    await village.client.fault("reset_before_effect", method="editMessageText", chat_id=gul.id)
    await tap(gul, "Delete for good")
    receipt = await gul.sees("Your data are deleted", after=asked)
    await village.quiet()
    ((code,),) = village.kept("SELECT code FROM forgettings")
    assert code in receipt["text"]
    assert village.kept("SELECT state FROM reports") == [("withdrawn",)]
    failed = [call for call in await village.client.calls("editMessageText") if call["status"] != 200]
    assert failed


async def test_what_the_group_has_to_give_back_is_given_back_after_a_crash(
    village: There, gul: Person
) -> None:
    await life(village, gul)
    await village.client.fault("reset_after_effect", method="deleteMessage", chat_id=village.group["id"])
    await forget(gul)

    async def failed() -> object:
        return village.kept("SELECT id FROM letters WHERE kind = 'taken_back' AND attempts = 1")

    await until(failed, "nothing failed")
    await village.restart()
    await village.later(minutes=1)
    await village.quiet()
    group = await in_group(village)
    assert not [mark for mark in HERS if mark in group]
    assert '"photo"' not in group


async def test_in_a_group_where_the_bot_may_not_delete_moderators_are_asked_to(
    village: There, gul: Person
) -> None:
    """It may edit its own words at any age; pictures only moderators can take away after two days."""
    await life(village, gul)
    await village.client.member(village.group, None, "member")
    await village.later(hours=49)
    await forget(gul)
    plea = await village.yerlan.sees("The author has withdrawn this", chat=village.group)
    await village.quiet()
    there = await shown(village.yerlan, village.group)
    assert "photo" in next(
        one for one in there if one["message_id"] == plea["reply_to_message"]["message_id"]
    )
    assert not [mark for mark in HERS if mark in json.dumps([one.get("text") for one in there])]


@pytest.mark.parametrize("there", ["administrator", "kicked"])
async def test_a_group_that_had_the_territory_before_gives_back_what_it_can(
    village: There, gul: Person, there: str
) -> None:
    await life(village, gul)
    other = await village.client.group(
        "New moderators", owner=village.yerlan, members=[], bot="administrator"
    )
    await bind(village.yerlan, other, "Baiserke rural district")
    if there == "kicked":
        await village.client.member(village.group, None, "kicked")
    await village.quiet()
    await forget(gul)
    await village.quiet()
    assert village.kept("SELECT * FROM letters WHERE state <> 'sent'") == []
    group = await in_group(village)
    assert bool([mark for mark in HERS if mark in group]) == (there == "kicked")


async def test_moderators_cannot_work_on_a_withdrawn_report_and_are_told_why(
    village: There, gul: Person
) -> None:
    _, number = await life(village, gul)
    card = await village.yerlan.sees(OPEN, chat=village.group)
    await forget(gul)
    await village.yerlan.sees("withdrawn by its author", chat=village.group)
    for carried in ("do:2:take", "do:2:resolve", "why:2:reject:private", "mute:2:reject:private"):
        answer = await village.yerlan.press(carried, card, chat=village.group)
        assert answer.show_alert
        assert "The author of this report has withdrawn it" in str(answer.text)
    said = await village.yerlan.send("Who were you?", chat=village.group, reply_to=card)
    await village.yerlan.sees("The author of this report has withdrawn it", chat=village.group, after=said)
    asked = await village.yerlan.send(f"/r {number}", chat=village.group)
    await village.yerlan.sees("withdrawn by its author", chat=village.group, after=asked)
    await village.quiet()
    assert "Who were you?" not in json.dumps(await gul.transcript())


async def test_the_answered_report_goes_on_and_nobody_is_told(village: There, gul: Person) -> None:
    await life(village, gul)
    await forget(gul)
    await village.quiet()
    before = len(await shown(gul))
    card = await village.yerlan.sees(ANSWERED, chat=village.group)
    await village.yerlan.tap("Take up again", chat=village.group, message=card)
    await village.yerlan.send("We look again", chat=village.group, reply_to=card)
    await village.quiet()
    assert village.kept("SELECT state FROM reports ORDER BY id") == [("in_review",), ("withdrawn",)]
    assert village.kept("SELECT * FROM letters WHERE state <> 'sent'") == []
    assert len(await shown(gul)) == before


async def test_who_comes_back_after_forgetting_begins_anew(village: There, gul: Person) -> None:
    await village.report(gul)
    await forget(gul)
    await village.settle(gul)
    await gul.send("/my")
    await gul.sees("You have sent no reports yet")
    assert await village.report(gul, "Again something")


async def test_a_moderator_who_is_forgotten_is_not_named_on_cards(village: There, gul: Person) -> None:
    await village.report(gul, OPEN)
    card = await village.yerlan.sees(OPEN, chat=village.group)
    await invite(village.yerlan, village.marina, "Moderator")
    await village.marina.tap("Take", chat=village.group, message=card)
    await village.yerlan.sees("👤 Марина", chat=village.group)
    await forget(village.marina)
    await village.quiet()
    await village.yerlan.sees(
        lambda one: OPEN in one.get("text", "") and "Sent:" in one["text"], chat=village.group
    )
    assert "Марина" not in json.dumps([one.get("text") for one in await shown(village.yerlan, village.group)])
    assert village.kept("SELECT name FROM people WHERE name = 'Марина'") == []


# what is kept


async def my_data(village: There, person: Person) -> tuple[dict[str, Any], Json]:
    """The file, and the summary under it."""
    asked = await person.send("/mydata")
    summary = await person.sees("All that is kept about you", after=asked)
    sent = await person.sees(lambda message: "document" in message, after=asked)
    assert sent["document"]["file_name"].endswith(".json")
    opened = await village.stage.house.bot.download(sent["document"]["file_id"])
    assert opened is not None
    kept: dict[str, Any] = json.loads(opened.read())
    return kept, summary


async def test_my_data_has_everything_planted_and_afterwards_there_is_nothing(
    village: There, gul: Person
) -> None:
    numbers = await life(village, gul)
    kept, summary = await my_data(village, gul)

    told = json.dumps(kept, ensure_ascii=False)
    files = [mark for mark in files_of(village, gul, "received", "in_review", "resolved") if mark in told]
    for mark in (*HERS, ANSWERED, *numbers, "A new lamp", "Baiserke", "English"):
        assert mark in told, mark
    assert len(files) >= 4
    assert [report["Number"] for report in kept["Reports"]] == [numbers[1], numbers[0]]
    assert [one["What"] for one in kept["Reports"][1]["History"]] == [
        "received", "the office has taken it for review", "resolved, says the office",
    ]  # fmt: skip
    assert kept["Consent"][0]["Decision"] == "yes"
    assert kept["Report not sent yet"]["Words"] == [DRAFT]
    assert str(gul.id) not in told
    assert not [name for name in NAMES.values() if name in told]
    for line in (
        "Reports sent: 2",
        "files in it: 1",
        "given on",
        "Village: Baiserke",
        "It is kept sealed",
        "To correct",
    ):
        assert line in summary["text"], line
    assert labels(summary) == ["🌐 Тіл · Язык · Language", "🏡 Change village", "🗑 Delete my data", "← Back"]

    await forget(gul)
    asked = await gul.send("/mydata")
    await gul.sees("Nothing is kept about you", after=asked)


async def test_my_data_speaks_the_persons_language(village: There, gul: Person) -> None:
    await village.report(gul, ANSWERED)
    await gul.send("/language")
    await tap(gul, "Қазақша")
    asked = await gul.send("/mydata")
    await gul.sees("Сіз туралы сақталған бар дерек", after=asked)
    sent = await gul.sees(lambda message: "document" in message, after=asked)
    opened = await village.stage.house.bot.download(sent["document"]["file_id"])
    assert opened is not None
    kept = json.loads(opened.read())
    assert kept["Ауыл"].startswith("Байсерке")
    assert kept["Хабарламалар"][0]["Мәтіні"] == ANSWERED


async def test_my_data_is_given_also_to_who_took_their_consent_back(village: There, gul: Person) -> None:
    number = await village.report(gul, ANSWERED)
    await gul.send("/privacy")
    await tap(gul, "Withdraw consent")
    await gul.sees("Withdraw your consent?")
    await gul.tap("Withdraw", message=await gul.last())
    withdrawn = await gul.sees("Your consent is withdrawn")
    assert "/forget" in withdrawn["text"]
    kept, summary = await my_data(village, gul)
    assert [report["Number"] for report in kept["Reports"]] == [number]
    assert [one["Decision"] for one in kept["Consent"]] == ["yes", "no"]
    assert "not given since" in summary["text"]
    assert "🏡 Change village" not in labels(summary)
    await gul.send("/privacy")
    page = await gul.sees("There is no consent of yours now")
    assert labels(page) == ["📄 Get my data", "🗑 Delete my data", "← Back"]
    await forget(gul)


async def test_a_stranger_hears_that_nothing_is_kept(village: There) -> None:
    for command in ("/mydata", "/forget"):
        asked = await village.marina.send(command)
        await village.marina.sees("Nothing is kept about you", after=asked)
    await village.quiet()
    assert village.kept(f"SELECT * FROM people WHERE account = {KEYS.account(village.marina.id)}") == []


async def test_both_commands_stand_in_the_menu_beside_the_words(village: There) -> None:
    calls = await village.client.calls("setMyCommands")
    private = [
        call["params"]["commands"] for call in calls if "all_private_chats" in str(call["params"]["scope"])
    ]
    assert private
    for commands in private:
        assert {"mydata", "forget"} <= {one["command"] for one in commands}


async def test_no_moderator_log_or_list_ever_names_a_resident(
    village: There, gul: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """Through a whole life, with what goes wrong on the way."""
    caplog.set_level(logging.DEBUG)
    await life(village, gul)
    await gul.block()
    await village.quiet()
    card = await village.yerlan.sees(OPEN, chat=village.group)
    await village.yerlan.send("We come", chat=village.group, reply_to=card)
    await village.quiet()
    await gul.unblock()
    await village.yerlan.send("/queue", chat=village.group)
    await forget(gul)
    await village.quiet()
    said = json.dumps(
        [
            call
            for call in await village.client.calls()
            if call["params"].get("chat_id") == village.group["id"]
        ],
        ensure_ascii=False,
    )
    ((code,),) = village.kept("SELECT code FROM forgettings")
    printed = await at_the_terminal(village, "receipt", code) + await at_the_terminal(village, "check")
    assert f"{code}: the data were erased on" in printed
    for mark in (*NAMES.values(), PHONE, str(gul.id), str(KEYS.account(gul.id))):
        assert mark not in printed
        assert mark not in said
        assert mark not in caplog.text
        assert mark not in json.dumps(await village.yerlan.transcript(village.group), ensure_ascii=False)
    assert not [word for word in (*HERS, ANSWERED) if word in caplog.text]


async def test_the_journal_is_emptied_within_the_minute_without_anybody_asking(village: There) -> None:
    stage = village.stage
    outbox = OutboxService(stage.database)
    ticks = app.upkeep(stage.settings, stage.database, outbox, stage.time.now)
    await village.report(await village.neighbour("Бота"))
    await village.quiet()
    assert journal(village)
    for tick in ticks:
        if tick.every <= 30:
            await tick.do()
    assert not journal(village)
