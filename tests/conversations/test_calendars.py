"""A coordinator enters an election in the private chat: by four answers, date by date, or by one file."""

import base64
import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.people import Language
from bot.i18n import words
from sandbox.person import Person
from tests.conftest import BAISERKE_DISTRICT
from tests.conversations.conftest import There, data, fixture, labels, shown
from tests.conversations.test_posters import content
from tests.conversations.test_serving import invite

Json = dict[str, Any]
_ = words(Language.ENGLISH)
PLAN = "Calendar plan of the commission, No 4"


def day(village: There, days: int) -> str:
    return f"{village.today() + timedelta(days=days):%d.%m.%Y}"


async def press(person: Person, label: str, message: Json) -> Json:
    """What stands in the message then."""
    await person.tap(label, message=message)
    return await latest(person, message)


async def latest(person: Person, message: Json) -> Json:
    return next(one for one in await shown(person) if one["message_id"] == message["message_id"])


async def unit_page(village: There, person: Person) -> Json:
    """From /election to Baiserke's page; Yerlan administers the bot."""
    asked = await person.send("/election new")
    message = await person.sees("Whose elections?", after=asked)
    message = await press(person, "Ile district", message)
    return await press(person, next(one for one in labels(message) if "Baiserke" in one), message)


async def written_down(village: There, person: Person) -> Json:
    """The election's page after the four answers."""
    await press(person, "Early election", await unit_page(village, person))
    for answer in (day(village, -9), day(village, 0), day(village, 40), PLAN):
        sent = await person.send(answer)
    return await person.sees("Residents do not see it yet", after=sent)


@fixture()
async def yerlan(village: There) -> Person:
    return village.yerlan


@fixture()
async def election(village: There, yerlan: Person) -> Json:
    return await written_down(village, yerlan)


async def test_four_answers_and_the_laws_draft_is_there(
    village: There, yerlan: Person, election: Json
) -> None:
    assert PLAN in election["text"]
    message = await press(yerlan, "🗓 All dates", election)
    assert message["text"].count("📝") > 25
    assert "✅ 0" not in message["text"]


async def test_a_wrong_answer_is_asked_again_in_plain_words(village: There, yerlan: Person) -> None:
    await press(yerlan, "Early election", await unit_page(village, yerlan))
    asked = await yerlan.send("soon")
    await yerlan.sees("This is not a day", after=asked)
    for answer in (day(village, -9), day(village, 0)):
        await yerlan.send(answer)
    asked = await yerlan.send(day(village, -1))
    await yerlan.sees("does not fit the other days", after=asked)
    asked = await yerlan.send(f"{day(village, 40)} 10:00")
    await yerlan.sees("8:00-21:00", after=asked)
    asked = await yerlan.send(f"{day(village, 40)} 7:00-23:30")
    await yerlan.sees("close at 22:00", after=asked)
    asked = await yerlan.send(f"{day(village, 40)} 8:00-21:00")
    await yerlan.sees("Question 4 of 4", after=asked)


async def test_dates_are_confirmed_one_after_the_other(
    village: There, yerlan: Person, election: Json
) -> None:
    message = await press(yerlan, "▶️ Next date", election)
    first = message["text"].splitlines()[0]
    confirming = next(one for one in labels(message) if one.startswith("✅ Confirm"))
    message = await press(yerlan, confirming, message)
    assert f"✅ {first}" in message["text"]
    leaving = await press(yerlan, "➖ Leave out", message)
    assert "left out" in leaving["text"].splitlines()[0]
    dates = await press(yerlan, "← Back", leaving)
    assert dates["text"].count("✅") == dates["text"].count("➖") == 2  # one each, and the legend


async def test_a_date_that_was_left_out_can_be_confirmed_after_all_but_the_voting_is_never_left_out(
    village: There, yerlan: Person, election: Json
) -> None:
    message = await press(yerlan, "▶️ Next date", election)
    drafted = next(one for one in labels(message) if one.startswith("✅ Confirm"))
    code = data(message, drafted).split(":")[2]
    following = await press(yerlan, "➖ Leave out", message)
    dates = await press(yerlan, "← Back", following)
    left_out = await press(yerlan, numbered(dates, "➖ —"), dates)
    assert drafted in labels(left_out)
    await press(yerlan, drafted, left_out)
    assert village.kept(f"SELECT count(*) FROM facts WHERE topic = '{code}' AND moment > 0") == [(1,)]

    key = data(election, "▶️ Next date").split(":")[1]
    refused = await yerlan.press(f"confirm:{key}:voting_start:0", election)
    assert "The voting is not left out" in (refused.text or "")


async def test_another_date_is_typed(village: There, yerlan: Person, election: Json) -> None:
    message = await press(yerlan, "▶️ Next date", election)
    await press(yerlan, "✏️ Another date", message)
    sent = await yerlan.send(f"{day(village, 2)} 09:30")
    following = await yerlan.sees("Draft by law", after=sent)
    assert f"{day(village, 2)} 09:30" in following["text"].splitlines()[0]
    dates = await press(yerlan, "← Back", following)
    assert f"✅ {day(village, 2)} 09:30" in dates["text"]


async def test_an_old_button_of_confirming_confirms_what_it_showed_and_only_once(
    village: There, yerlan: Person, election: Json
) -> None:
    message = await press(yerlan, "▶️ Next date", election)
    confirming = next(one for one in labels(message) if one.startswith("✅ Confirm"))
    carried = data(message, confirming)
    await yerlan.press(carried, message)
    await yerlan.press(carried, message)
    await village.quiet()
    assert village.kept("SELECT count(*) FROM facts") == [(1,)]


async def test_when_the_voting_is_confirmed_residents_see_the_election(
    village: There, yerlan: Person, resident: Person, election: Json
) -> None:
    asked = await resident.send("/elections")
    await resident.sees("No election of the akim is known here now", after=asked)
    await confirm_voting(yerlan, election)
    asked = await resident.send("/elections")
    await resident.sees("40 days are left until voting", after=asked)


async def confirm_voting(person: Person, election: Json) -> Json:
    dates = await press(person, "🗓 All dates", election)
    number = next(line.split(".")[0] for line in dates["text"].splitlines() if line.endswith("Voting begins"))
    message = await press(person, number, dates)
    return await press(person, next(one for one in labels(message) if one.startswith("✅ Confirm")), message)


async def test_who_entered_it_asks_a_second_person_who_confirms(
    village: There, yerlan: Person, election: Json
) -> None:
    await confirm_voting(yerlan, election)
    marina = village.marina
    await invite(yerlan, marina, "District coordinator", "Ile district")
    message = await press(yerlan, "🗓 All dates", await page_of(yerlan))
    assert "✔️ I have checked it all" not in labels(message)
    await press(yerlan, "✔️ Ask a second person", await press(yerlan, "← Back", message))
    asked = await marina.sees("Somebody has entered an election")
    dates = await press(marina, "🗓 Look at it", asked)
    done = await press(marina, "✔️ I have checked it all", dates)
    assert "A second person has confirmed it" in done["text"]


def numbered(message: Json, sign: str) -> str:
    """The number of the only date with the sign."""
    [line] = [one for one in message["text"].splitlines() if one[:1].isdigit() and sign in one]
    return str(line.split(".")[0])


async def page_of(person: Person) -> Json:
    """The election's page, opened anew."""
    asked = await person.send("/election")
    message = await person.sees("Whose elections?", after=asked)
    message = await press(person, "Ile district", message)
    return await press(person, next(one for one in labels(message) if "Baiserke" in one), message)


async def more(person: Person) -> Json:
    return await press(person, "⚙️ Lists, source, state", await page_of(person))


async def test_an_election_is_postponed_with_a_reason_that_residents_read(
    village: There, yerlan: Person, resident: Person, election: Json
) -> None:
    await confirm_voting(yerlan, election)
    await press(yerlan, "⏸ It is postponed", await more(yerlan))
    sent = await yerlan.send("The river has flooded the school")
    read_back = await yerlan.sees("Residents will read", after=sent)
    assert village.kept("SELECT state FROM elections") == [("called",)]
    done = await press(yerlan, "📢 Say it", read_back)
    assert "State: ⏸ postponed" in done["text"]
    asked = await resident.send("/elections")
    await resident.sees("The river has flooded the school", after=asked)


async def test_a_postponed_election_gets_a_new_voting_day_first_with_the_hours_it_had(
    village: There, yerlan: Person, election: Json
) -> None:
    await confirm_voting(yerlan, election)
    await press(yerlan, "⏸ It is postponed", await more(yerlan))
    sent = await yerlan.send("A flood")
    done = await press(yerlan, "📢 Say it", await yerlan.sees("Residents will read", after=sent))
    await press(yerlan, "✏️ Another date", await press(yerlan, "▶️ Next date", done))
    sent = await yerlan.send(day(village, 47))
    await yerlan.sees(f"✅ Voting begins: {day(village, 47)} 07:00", after=sent)


async def test_what_residents_will_read_can_be_written_anew_before_and_after_it_is_said(
    village: There, yerlan: Person, resident: Person, election: Json
) -> None:
    await confirm_voting(yerlan, election)
    await press(yerlan, "⏸ It is postponed", await more(yerlan))
    for reason in ("The river", "The river has flooded the school"):
        sent = await yerlan.send(reason)
        read_back = await yerlan.sees("Residents will read", after=sent)
    await press(yerlan, "📢 Say it", read_back)
    await press(yerlan, "✏️ Other words", await more(yerlan))
    sent = await yerlan.send("A flood")
    await press(yerlan, "📢 Say it", await yerlan.sees("Residents will read", after=sent))
    asked = await resident.send("/elections")
    await resident.sees("Reason: A flood", after=asked)


async def test_a_week_later_the_old_button_asks_anew_instead_of_saying_what_nobody_remembers(
    village: There, yerlan: Person, election: Json
) -> None:
    await confirm_voting(yerlan, election)
    await press(yerlan, "⏸ It is postponed", await more(yerlan))
    sent = await yerlan.send("A flood")
    read_back = await yerlan.sees("Residents will read", after=sent)
    await yerlan.send("/election")
    await village.later(days=7)
    asked = await press(yerlan, "📢 Say it", read_back)
    assert "Why was the election postponed?" in asked["text"]
    assert village.kept("SELECT state FROM elections") == [("called",)]


async def test_the_menus_button_is_never_an_answer(village: There, yerlan: Person, election: Json) -> None:
    await confirm_voting(yerlan, election)
    await press(yerlan, "✖️ It is cancelled", await more(yerlan))
    for label in ("📋 My reports", "🗳 Elections", "📝 Report a problem"):
        await yerlan.send(label)
    await yerlan.send("/broadcasts")
    await yerlan.send("A court has decided")
    await village.quiet()
    assert village.kept("SELECT state FROM elections") == [("called",)]


async def test_a_picture_is_no_answer_and_no_report_either(
    village: There, yerlan: Person, election: Json
) -> None:
    await press(yerlan, "📄 Another source", await more(yerlan))
    sent = await yerlan.photo("plan")
    await yerlan.sees("Please write it in words", after=sent)
    assert village.kept("SELECT count(*) FROM drafts") == [(0,)]


async def test_another_voting_day_says_first_how_many_dates_it_takes_back(
    village: There, yerlan: Person, election: Json
) -> None:
    await confirm_voting(yerlan, election)
    for _number in range(2):
        message = await press(yerlan, "▶️ Next date", await page_of(yerlan))
        await press(yerlan, next(one for one in labels(message) if one.startswith("✅ Confirm")), message)
    dates = await press(yerlan, "🗓 All dates", await page_of(yerlan))
    number = next(line.split(".")[0] for line in dates["text"].splitlines() if line.endswith("Voting begins"))
    await press(yerlan, "✏️ Another date", await press(yerlan, number, dates))
    sent = await yerlan.send(day(village, 47))
    sure = await yerlan.sees("New voting day", after=sent)
    before = village.kept("SELECT voting_on FROM elections")
    done = await press(yerlan, "✅ Move the voting", sure)
    assert "Voting begins" in done["text"].splitlines()[0]
    assert village.kept("SELECT voting_on FROM elections") != before


async def test_a_wrong_kind_is_corrected_and_residents_read_the_right_one(
    village: There, yerlan: Person, resident: Person, election: Json
) -> None:
    await confirm_voting(yerlan, election)
    asked = await resident.send("/elections")
    await resident.sees("Early election", after=asked)
    kinds = await press(yerlan, "✏️ Kind and first days", await more(yerlan))
    await press(yerlan, "Repeat election", kinds)
    for answer in (day(village, -12), day(village, -1)):
        sent = await yerlan.send(answer)
    await yerlan.sees("Repeat election", after=sent)
    asked = await resident.send("/elections")
    await resident.sees("Repeat election", after=asked)


async def test_the_second_of_two_taps_confirms_nothing_that_has_not_been_read(
    village: There, yerlan: Person, election: Json
) -> None:
    message = await press(yerlan, "▶️ Next date", election)
    village.stage.taps.patience = 60
    confirming = next(one for one in labels(message) if one.startswith("✅ Confirm"))
    await yerlan.press(data(message, confirming), message)
    assert village.kept("SELECT count(*) FROM facts") == [(0,)]  # the card has only just been opened
    village.stage.taps.patience = 0
    await yerlan.press(data(message, confirming), message)
    await village.quiet()
    assert village.kept("SELECT count(*) FROM facts") == [(1,)]


async def test_a_result_cannot_be_entered_before_polls_close(
    village: There, yerlan: Person, election: Json
) -> None:
    await confirm_voting(yerlan, election)
    pressed = await yerlan.tap("📄 Enter the result", message=await more(yerlan))
    assert "Polls are not closed yet" in str(pressed)


async def test_the_commissions_candidates_are_taken_whole_or_not_at_all(
    village: There, yerlan: Person, resident: Person, election: Json
) -> None:
    await confirm_voting(yerlan, election)
    await press(yerlan, "👤 Candidates", await more(yerlan))
    sent = await yerlan.send("Akhmetova Aigul; self-nominated; teacher\nLi Viktor; party")
    await yerlan.sees("Row 2: the number of columns is wrong", after=sent)
    sent = await yerlan.send(
        "Akhmetova Aigul; self-nominated; teacher\nLi Viktor 800115300121; party; farmer"
    )
    await yerlan.sees("Row 2: it has an IIN in it", after=sent)
    sent = await yerlan.send(
        "Name; who nominated; occupation\nAkhmetova Aigul; self-nominated; teacher\nLi Viktor; party; farmer"
    )
    await yerlan.sees("✅ Candidates: 2", after=sent)
    asked = await resident.send("/elections")
    message = await resident.sees("days are left", after=asked)
    listed = await press(resident, next(one for one in labels(message) if "Candidates" in one), message)
    assert listed["text"].index("Akhmetova Aigul") < listed["text"].index("Li Viktor")


async def test_what_nobody_has_seen_is_taken_back(village: There, yerlan: Person, election: Json) -> None:
    sure = await press(yerlan, "🗑 Take it back", await more(yerlan))
    gone = await press(yerlan, "🗑 Take it back", sure)
    assert gone["text"] == "Taken back."
    assert village.kept("SELECT count(*) FROM elections") == [(0,)]


async def test_residents_are_told_when_the_term_ends(
    village: There, yerlan: Person, resident: Person
) -> None:
    await press(yerlan, "📅 Akim's term ends", await unit_page(village, yerlan))
    for answer in ("25.07.2029", "Decision No 4 of 25.07.2025"):
        sent = await yerlan.send(answer)
    await yerlan.sees("Written down", after=sent)
    asked = await resident.send("/elections")
    await resident.sees("Decision No 4 of 25.07.2025", after=asked)


async def test_who_read_a_wrong_end_of_the_term_is_told_so_and_the_coordinator_hears_how_many(
    village: There, yerlan: Person, resident: Person
) -> None:
    for ends_on, source in (("25.07.2029", "Decision No 4"), ("25.07.2027", "Decision No 5")):
        await press(yerlan, "📅 Akim's term ends", await unit_page(village, yerlan))
        for answer in (ends_on, source):
            sent = await yerlan.send(answer)
        taken = await yerlan.sees("Written down", after=sent)
        asked = await resident.send("/elections")
        if source == "Decision No 4":
            await resident.sees("25 July 2029", after=asked)
    assert "1 person was told what does not hold any more" in taken["text"]


async def send_file(person: Person, file: bytes) -> Json:
    return await person._say(document={"file_name": "election.csv", "file": base64.b64encode(file).decode()})


async def test_where_voters_look_up_their_precinct_can_be_said_while_the_election_goes_on(
    village: There, yerlan: Person, resident: Person, election: Json
) -> None:
    await confirm_voting(yerlan, election)
    await press(yerlan, "🔎 Precinct look-up", await more(yerlan))
    for answer in ("https://sailau.example/uchaske", PLAN):
        sent = await yerlan.send(answer)
    await yerlan.sees("Written down", after=sent)
    asked = await resident.send("/elections")
    message = await resident.sees("days are left", after=asked)
    voting = await press(resident, next(one for one in labels(message) if "Voting" in one), message)
    assert "sailau.example" in voting["text"]


async def test_an_old_button_of_a_new_election_asks_nothing_while_one_goes_on(
    village: There, yerlan: Person, election: Json
) -> None:
    answer = await yerlan.press(f"kind:{BAISERKE_DISTRICT}:early", election)
    assert "An election is going on here already" in (answer.text or "")


async def filled_in(village: There, message: Json, changes: dict[str, list[str]]) -> bytes:
    """The template that came, with what was changed in it."""
    rows = list(csv.reader(io.StringIO((await content(village, message)).decode("utf-8-sig")), delimiter=";"))
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(
        [[row[0], row[1], *changes[row[0]]] if row[0] in changes else row for row in rows]
    )
    return text.getvalue().encode()


async def test_a_whole_election_comes_by_one_file(village: There, yerlan: Person, resident: Person) -> None:
    page = await unit_page(village, yerlan)
    await yerlan.tap("📎 All by one file", message=page)
    template = await yerlan.sees("Fill in what the commission's calendar says")
    head = {
        "kind": ["early"],
        "occasion": [day(village, -9)],
        "called": [day(village, 0)],
        "voting": [day(village, 40), "8:00-21:00"],
        "source": [PLAN],
        "voting_start": [day(village, 40), "08:00"],
        "nomination_end": [day(village, 14), "18:00"],
        "candidate": ["Akhmetova Aigul", "self-nominated", "teacher"],
    }
    wrong = await filled_in(village, template, {**head, "nomination_end": [day(village, 41), "18:00"]})
    sent = await send_file(yerlan, wrong)
    await yerlan.sees("the date does not fit the others", after=sent)
    assert village.kept("SELECT count(*) FROM elections") == [(0,)]
    sent = await send_file(yerlan, await filled_in(village, template, head))
    done = await yerlan.sees("State: 🗳 called", after=sent)
    assert "08:00–21:00" in done["text"]
    asked = await resident.send("/elections")
    await resident.sees("40 days are left until voting", after=asked)


@pytest.mark.parametrize("said", ["My IIN is 800115300121", "800115300121"])
async def test_who_sends_an_iin_is_told_that_it_was_not_kept(
    village: There, resident: Person, said: str
) -> None:
    asked = await resident.send(said)
    await resident.sees("the message was not kept", after=asked)
    await village.quiet()
    tables = [name for (name,) in village.kept("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert not any("800115300121" in str(village.kept(f"SELECT * FROM {table}")) for table in tables)


async def test_to_a_resident_the_coordinators_command_is_their_own(resident: Person) -> None:
    asked = await resident.send("/election")
    await resident.sees("No election of the akim is known here now", after=asked)


async def test_nothing_goes_out_and_it_is_said(yerlan: Person) -> None:
    asked = await yerlan.send("/broadcasts")
    await yerlan.sees("Nothing goes out now", after=asked)
