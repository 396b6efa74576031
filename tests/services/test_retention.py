"""What is kept for a while only goes when its time is over, and not before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.events import FileKind, FileRef
from bot.domain.histories import Decision
from bot.domain.people import Person
from bot.domain.reports import Action, Reason
from bot.domain.updates import StoredUpdate
from bot.services.drafts import Incoming
from tests.conftest import Peek
from tests.services.conftest import AIGUL, BOLAT, DAY, NOW, SECOND, YERLAN, Town, picture, words

MONTH, YEAR = timedelta(days=30), timedelta(days=365)


async def test_an_unfinished_report_goes_a_month_after_its_last_change(town: Town, peek: Peek) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    await town.drafts.attach(person, Incoming(picture(1), "Шам"), NOW + DAY)
    await town.retention.forget_old(NOW + DAY + MONTH)
    assert await town.drafts.unfinished(person.id) is not None

    await town.retention.forget_old(NOW + DAY + MONTH + SECOND)
    assert await town.drafts.unfinished(person.id) is None
    for table in ("drafts", "parts", "attachments"):
        assert await peek(f"SELECT count(*) FROM {table}") == [(0,)]
    assert (await town.drafts.begin(person, NOW)).id != draft.id


async def test_a_sent_report_keeps_its_words_whatever_its_age(town: Town) -> None:
    person = await town.resident()
    report = await town.report(person)
    await town.retention.forget_old(NOW + 10 * YEAR)

    story = await town.reports.story(person.id, report.id)
    assert story.report.text == report.text


async def test_an_answer_the_bot_waits_for_is_not_awaited_for_ever(town: Town) -> None:
    await town.people.enter(AIGUL, AIGUL, "village", NOW)
    await town.retention.forget_old(NOW + MONTH)
    assert (await town.people.visit(AIGUL, AIGUL))[1] == "village"

    await town.retention.forget_old(NOW + MONTH + SECOND)
    assert (await town.people.visit(AIGUL, AIGUL))[1] is None


async def test_what_could_not_be_handled_is_there_to_be_looked_at_for_two_weeks(
    town: Town, peek: Peek
) -> None:
    await town.inbox.set_aside(StoredUpdate(10, "{}"), "KeyError", NOW)
    await town.retention.forget_old(NOW + timedelta(days=14))
    assert await peek("SELECT update_id FROM quarantine") == [(10,)]

    await town.retention.forget_old(NOW + timedelta(days=14) + SECOND)
    assert await peek("SELECT update_id FROM quarantine") == []


async def with_pictures(town: Town, person: Person) -> int:
    """A report with a picture, about which the office has said something with a photo."""
    draft = await town.ready(person)
    await town.drafts.attach(person, Incoming(picture(1), None), NOW)
    report = await town.drafts.submit(person, draft.id, NOW)
    said = replace(words("Шешілді"), file=FileRef(FileKind.PHOTO, "office"))
    await town.triage.say(YERLAN, report.id, said, NOW)
    return report.id


async def files(town: Town, person: Person, report_id: int) -> list[str]:
    story = await town.reports.story(person.id, report_id)
    return [one.file_id for one in story.attachments] + [one.file.file_id for one in story.events if one.file]


async def test_pictures_go_a_year_after_their_report_was_closed(town: Town) -> None:
    await town.bound()
    person, neighbour = await town.resident(), await town.resident(BOLAT)
    closed, still_open = await with_pictures(town, person), await with_pictures(town, neighbour)
    report = (await town.reports.story(person.id, closed)).report
    for action in (Action.TAKE, Action.RESOLVE):
        report = await town.do(report, action)
    await town.retention.forget_old(NOW + YEAR)
    assert await files(town, person, closed) == ["file1", "office"]

    await town.retention.forget_old(NOW + YEAR + SECOND)
    assert await files(town, person, closed) == []
    assert await files(town, neighbour, still_open) == ["file1", "office"]
    assert [event.text for event in (await town.reports.story(person.id, closed)).events if event.text] != []


@pytest.mark.parametrize("fixed", [True, False])
async def test_the_year_begins_anew_with_what_the_resident_says(town: Town, fixed: bool) -> None:
    await town.bound()
    person = await town.resident()
    report_id = await with_pictures(town, person)
    report = (await town.reports.story(person.id, report_id)).report
    for action in (Action.TAKE, Action.RESOLVE):
        report = await town.do(report, action)
    await town.reports.judge(person, report_id, NOW + 2 * DAY, fixed=fixed)
    await town.retention.forget_old(NOW + YEAR + DAY)
    assert await files(town, person, report_id) == ["file1", "office"]

    await town.retention.forget_old(NOW + YEAR + 3 * DAY)
    assert await files(town, person, report_id) == ([] if fixed else ["file1", "office"])


async def test_the_pictures_of_a_held_report_go_as_of_a_closed_one_unless_it_is_taken_up_again(
    town: Town,
) -> None:
    await town.bound()
    person, neighbour = await town.resident(), await town.resident(BOLAT)
    held, back = await with_pictures(town, person), await with_pictures(town, neighbour)
    for report_id in (held, back):
        await town.triage.decide(YERLAN, report_id, Decision(Action.HOLD, Reason.INSULT), NOW)
    await town.triage.decide(YERLAN, back, Decision(Action.RETURN), NOW + DAY)
    await town.retention.forget_old(NOW + YEAR + SECOND)

    assert await files(town, person, held) == []
    assert await files(town, neighbour, back) == ["file1", "office"]
