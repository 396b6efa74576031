"""The akim's office answers in public: once to each whom it concerns, after quiet hours, and never in a campaign."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.answers import (
    OF_USE,
    AkimIsElected,
    Answer,
    AnsweredAlready,
    Counts,
    NobodyThere,
    NoSuchAnswer,
    NothingWritten,
    Seen,
    To,
)
from bot.domain.audits import Deed
from bot.domain.categories import Category
from bot.domain.elections import local
from bot.domain.events import EventKind, FileKind, FileRef
from bot.domain.groups import NotAllowed, NotOurReport, Staff
from bot.domain.guards import ForbiddenWords
from bot.domain.histories import Decision
from bot.domain.letters import Letter, LetterKind, to_person
from bot.domain.numbers import NoSuchReport
from bot.domain.people import Language, Person
from bot.domain.posts import PostKind
from bot.domain.reminders import Quiet, Wish
from bot.domain.reports import Action, NotNow, Reason, Report, Withdrawn
from bot.domain.roles import Role
from bot.domain.speech import Speech
from bot.domain.timelines import Code
from bot.services import announcements as of_announcements
from bot.services.notices import Later
from storage import answers as stored_answers
from storage import supports
from tests.conftest import Peek
from tests.services.conftest import (
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    ILE,
    KARAOI,
    KARAOI_UNIT,
    KOKTEREK,
    NOW,
    YERLAN,
    Town,
    leaves,
    words,
)
from tests.services.test_calendars import CHIEF, DANA, STRANGER, confirmed, coordinated, written_down

__all__ = ["coordinated"]

AKIM = Staff(5001, 5001, "Бақыт")
TEXT = Speech("Шам ертең жанады", "Фонарь зажгут завтра")
PHOTO = FileRef(FileKind.PHOTO, "photo1")
CAMPAIGN = NOW + timedelta(days=150)  # an akim is being elected, in the calendar of the tests


@pytest.fixture
async def office(town: Town) -> Town:
    """Of Baiserke, with its akim."""
    _, token = await town.roles.invite(CHIEF, Role.AKIM, BAISERKE_UNIT, None, "akim", NOW)
    await town.roles.join(AKIM, token, NOW)
    return town


async def to_report(town: Town, text: Speech = TEXT) -> Seen:
    """A draft to Aigul's report."""
    report = await town.report(await town.resident())
    seen = await town.answers.to_report(AKIM, BAISERKE_UNIT, str(report.number), NOW)
    return await town.answers.change(AKIM, seen.answer.id, lambda one: replace(one, text=text), NOW)


async def to_village(town: Town, text: Speech = TEXT, village: str = BAISERKE) -> Seen:
    seen = await town.answers.to_village(AKIM, village, NOW)
    return await town.answers.change(AKIM, seen.answer.id, lambda one: replace(one, text=text), NOW)


async def sent(town: Town, seen: Seen) -> Answer:
    return (await town.answers.send(AKIM, seen.answer.id, seen.answer.mark, NOW)).answer


async def letters(town: Town) -> list[Letter]:
    await town.announcements.tick(NOW)
    return [one for one in await town.letters(NOW) if one.kind is LetterKind.ANSWERED]


async def test_the_author_of_a_report_gets_the_answer_once_and_it_stands_in_the_history(
    office: Town, peek: Peek
) -> None:
    seen = await to_report(office)
    assert seen.people == 1
    for _ in range(2):
        await sent(office, seen)
    person = await office.resident()
    [letter] = await letters(office)
    assert (letter.recipient, letter.subject) == (to_person(person.id), seen.answer.id)
    found = await office.notices.answer(letter, NOW)
    assert isinstance(found, Answer)
    assert found.text == TEXT
    [report] = (await office.reports.mine(person.id, 0)).reports
    told = (await office.reports.story(person.id, report.id)).events[-1]
    assert (told.kind, told.text) == (EventKind.PUBLIC_ANSWER, "Шам ертең жанады\n\nФонарь зажгут завтра")
    assert await peek("SELECT kind FROM milestones") == [("first_word",)]


async def test_a_reply_to_the_answer_is_about_the_report(office: Town) -> None:
    answer = await sent(office, await to_report(office))
    [letter] = await letters(office)
    await office.notices.answered(letter, answer, AIGUL, 77, NOW)
    post = await office.reports.about(AIGUL, 77)
    assert post is not None
    assert (post.report_id, post.kind) == (answer.audience.report_id, PostKind.NEWS)
    seen = await office.answers.one(AKIM, answer.id, NOW)
    assert (seen.answer.reached, seen.counts.waiting) == (1, 0)
    assert await letters(office) == []


async def test_who_cannot_be_reached_is_counted_apart(office: Town) -> None:
    for account in (AIGUL, BOLAT, 3003):
        await office.resident(account)
    answer = await sent(office, await to_village(office))
    first, second, _third = await letters(office)
    await office.notices.answered(first, answer, AIGUL, 77, NOW)
    await office.outbox.refused(second, "blocked")
    seen = await office.answers.one(AKIM, answer.id, NOW)
    assert (seen.people, seen.answer.reached, seen.counts.waiting, seen.counts.missed) == (3, 1, 1, 1)


async def test_before_the_letters_are_written_all_of_them_wait(office: Town) -> None:
    await office.resident()
    answer = await sent(office, await to_village(office))
    assert (await office.answers.one(AKIM, answer.id, NOW)).counts == Counts(waiting=1)
    assert len(await letters(office)) == 1
    assert (await office.answers.one(AKIM, answer.id, NOW)).counts == Counts(waiting=1)


async def test_who_has_moved_away_or_left_the_news_meanwhile_did_not_get_it(office: Town) -> None:
    for account in (AIGUL, BOLAT, 3003):
        await office.resident(account)
    answer = await sent(office, await to_village(office))
    found = await letters(office)
    await office.people.live_in(await office.resident(BOLAT), KOKTEREK)
    for letter in found:
        if await office.notices.answer(letter, NOW) is None:
            await office.outbox.needless(letter, NOW)
    assert (await office.answers.one(AKIM, answer.id, NOW)).counts == Counts(waiting=2, missed=1)


async def test_who_has_not_agreed_to_the_new_wording_is_not_counted_among_who_will_get_it(
    office: Town,
) -> None:
    await office.resident(BOLAT)
    await office.agrees_to_an_earlier_wording(await office.resident())
    seen = await to_village(office)
    assert seen.people == 1
    assert (await office.answers.preview(AKIM, seen.answer.id, NOW)).people == 1


async def test_a_category_means_the_authors_of_its_open_reports_each_once(office: Town) -> None:
    here, there = await office.resident(), await office.resident(BOLAT, KOKTEREK)
    for person in (here, here, there, await office.resident(3003, KARAOI)):
        await office.report(person)
    closed = await office.report(await office.resident(3004))
    await office.bound()
    await office.do(closed, Action.RESOLVE)
    assert await office.answers.categories(AKIM, BAISERKE_UNIT, NOW) == {Category.LIGHTING: 3}
    seen = await office.answers.to_category(AKIM, BAISERKE_UNIT, Category.LIGHTING, NOW)
    assert seen.people == 2
    seen = await office.answers.change(AKIM, seen.answer.id, lambda one: replace(one, text=TEXT), NOW)
    await sent(office, seen)
    assert sorted(one.recipient for one in await letters(office)) == sorted(
        to_person(one.id) for one in (here, there)
    )
    with pytest.raises(NobodyThere):
        await office.answers.to_category(AKIM, BAISERKE_UNIT, Category.ROADS, NOW)


async def test_to_a_village_everybody_who_lives_there_and_wants_news_part_by_part(
    office: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_announcements, "PART", 2)
    told = [await office.resident(7000 + number) for number in range(5)]
    await office.resident(8000, KOKTEREK)
    await office.resident(8001)
    await office.announcements.want(8001, wanted=False)
    seen = await to_village(office)
    assert seen.people == 5
    answer = await sent(office, seen)
    found = await letters(office)
    assert {one.recipient for one in found} == {to_person(one.id) for one in told}
    assert {one.expires_at for one in found} == {NOW + OF_USE}
    await office.people.live_in(told[0], KOKTEREK)
    moved = next(one for one in found if one.recipient == to_person(told[0].id))
    assert await office.notices.answer(moved, NOW) is None
    assert answer.people == 5


async def test_it_waits_for_the_end_of_quiet_hours(office: Town) -> None:
    seen = await to_report(office)
    night = NOW.replace(hour=18)  # 23:00 there
    await office.answers.send(AKIM, seen.answer.id, seen.answer.mark, night)
    assert LetterKind.ANSWERED not in [one.kind for one in await office.letters(night)]
    assert LetterKind.ANSWERED in [one.kind for one in await office.letters(night + timedelta(hours=9))]


async def test_what_was_changed_since_it_was_read_back_does_not_go(office: Town) -> None:
    seen = await to_report(office)
    other = await office.answers.change(AKIM, seen.answer.id, lambda one: replace(one, file=PHOTO), NOW)
    await office.answers.send(AKIM, seen.answer.id, seen.answer.mark, NOW)
    assert await letters(office) == []
    await sent(office, other)
    with pytest.raises(AnsweredAlready):
        await office.answers.change(AKIM, seen.answer.id, lambda one: replace(one, text=Speech("Жоқ")), NOW)
    with pytest.raises(AnsweredAlready):
        await office.answers.drop(AKIM, seen.answer.id, NOW)


async def test_without_words_in_any_language_and_without_readers_nothing_goes(office: Town) -> None:
    seen = await to_report(office, Speech())
    with pytest.raises(NothingWritten):
        await sent(office, seen)
    with pytest.raises(NobodyThere):
        await sent(office, await to_village(office, village=KOKTEREK))
    with pytest.raises(ForbiddenWords):
        await to_village(office, Speech("Кандидат Асановқа дауыс беріңіз"))


async def test_the_second_of_two_presses_begins_no_second_draft(office: Town) -> None:
    report = await office.report(await office.resident())

    async def begun() -> list[int]:
        seen = [
            await office.answers.to_village(AKIM, BAISERKE, NOW),
            await office.answers.to_category(AKIM, BAISERKE_UNIT, Category.LIGHTING, NOW),
            await office.answers.to_report(AKIM, BAISERKE_UNIT, str(report.number), NOW),
        ]
        return [one.answer.id for one in seen]

    first = await begun()
    assert await begun() == first
    for key in first:
        await office.answers.change(AKIM, key, lambda one: replace(one, text=TEXT), NOW)
    assert not {*await begun()} & {*first}


async def test_a_draft_is_taken_back_and_is_gone(office: Town, peek: Peek) -> None:
    seen = await to_village(office)
    await office.answers.drop(AKIM, seen.answer.id, NOW)
    assert await peek("SELECT * FROM answers") == []
    with pytest.raises(NoSuchAnswer):
        await office.answers.one(AKIM, seen.answer.id, NOW)


async def test_only_a_report_of_the_unit_that_stands_is_answered(office: Town) -> None:
    elsewhere = await office.report(await office.resident(BOLAT, KARAOI))
    for number in (str(elsewhere.number), "26-99", "…"):
        with pytest.raises(NoSuchReport):
            await office.answers.to_report(AKIM, BAISERKE_UNIT, number, NOW)
    seen = await to_report(office)
    await office.privacy.forget(AIGUL, office.privacy.new_code(), NOW)
    with pytest.raises(Withdrawn):
        await office.answers.to_report(AKIM, BAISERKE_UNIT, str(seen.answer.audience.number), NOW)
    await sent(office, seen)
    assert (await office.answers.one(AKIM, seen.answer.id, NOW)).answer.sent_at is None


async def test_who_does_not_serve_the_unit_neither_reads_nor_writes_answers(office: Town) -> None:
    seen, mark = await to_report(office), "0a1b2c3d"
    key = seen.answer.id
    for refused in (
        office.answers.desk(STRANGER, BAISERKE_UNIT, NOW),
        office.answers.desk(AKIM, KARAOI_UNIT, NOW),
        office.answers.categories(STRANGER, BAISERKE_UNIT, NOW),
        office.answers.villages(STRANGER, BAISERKE_UNIT, Language.KAZAKH, NOW),
        office.answers.to_report(STRANGER, BAISERKE_UNIT, "26-1", NOW),
        office.answers.to_category(STRANGER, BAISERKE_UNIT, Category.LIGHTING, NOW),
        office.answers.to_village(STRANGER, BAISERKE, NOW),
        office.answers.one(STRANGER, key, NOW),
        office.answers.change(STRANGER, key, lambda one: one, NOW),
        office.answers.preview(STRANGER, key, NOW),
        office.answers.send(STRANGER, key, mark, NOW),
        office.answers.drop(STRANGER, key, NOW),
    ):
        with pytest.raises(NotAllowed):
            await refused


async def test_the_picture_is_for_whom_the_answer_is_for(office: Town) -> None:
    seen = await to_report(office)
    seen = await office.answers.change(AKIM, seen.answer.id, lambda one: replace(one, file=PHOTO), NOW)
    assert await office.answers.file(AKIM.telegram_id, seen.answer.id, NOW) == PHOTO
    with pytest.raises(NoSuchAnswer):
        await office.answers.file(AIGUL, seen.answer.id, NOW)
    await sent(office, seen)
    assert await office.answers.file(AIGUL, seen.answer.id, NOW) == PHOTO
    await office.resident(BOLAT)
    with pytest.raises(NoSuchAnswer):
        await office.answers.file(BOLAT, seen.answer.id, NOW)


async def test_that_an_answer_went_stands_in_the_log(office: Town) -> None:
    await sent(office, await to_report(office))
    latest = (await office.audits.latest(1))[0]
    assert (latest.deed, latest.actor, latest.detail) == (Deed.ANSWER_SENT, "Бақыт", "report")


async def test_while_an_akim_is_elected_nothing_goes_to_many_and_what_waits_is_held(
    coordinated: Town,
) -> None:
    town = coordinated
    await town.resident()
    seen = await town.answers.to_village(DANA, BAISERKE, NOW)
    seen = await town.answers.change(DANA, seen.answer.id, lambda one: replace(one, text=TEXT), NOW)
    await town.answers.send(DANA, seen.answer.id, seen.answer.mark, NOW)
    draft = await town.answers.to_village(DANA, BAISERKE, NOW)
    draft = await town.answers.change(DANA, draft.answer.id, lambda one: replace(one, text=TEXT), NOW)
    [letter] = await letters(town)
    await confirmed(town, await written_down(town), Code.VOTING_START)
    assert isinstance(await town.notices.answer(letter, CAMPAIGN), Later)
    assert (await town.answers.desk(DANA, BAISERKE_UNIT, CAMPAIGN)).frozen
    for refused in (
        town.answers.to_village(DANA, BAISERKE, CAMPAIGN),
        town.answers.preview(DANA, draft.answer.id, CAMPAIGN),
        town.answers.send(DANA, draft.answer.id, draft.answer.mark, CAMPAIGN),
    ):
        with pytest.raises(AkimIsElected):
            await refused
    over = CAMPAIGN + timedelta(days=62)
    assert isinstance(await town.notices.answer(letter, over), Answer)


@pytest.mark.parametrize(
    ("quiet", "again"), [(Quiet.USUAL, (2, 8)), (Quiet.LONG, (2, 10)), (Quiet.NEVER, (1, 23))]
)
async def test_what_waits_for_the_akim_is_looked_at_again_by_day_even_if_the_bot_woke_up_by_night(
    coordinated: Town, quiet: Quiet, again: tuple[int, int]
) -> None:
    town = coordinated
    await town.resident()
    await town.elections.wish(AIGUL, Wish.VOTE, NOW)
    await town.elections.keep_quiet(AIGUL, quiet, NOW)
    seen = await town.answers.to_village(DANA, BAISERKE, NOW)
    seen = await town.answers.change(DANA, seen.answer.id, lambda one: replace(one, text=TEXT), NOW)
    await town.answers.send(DANA, seen.answer.id, seen.answer.mark, NOW)
    [letter] = await letters(town)
    await confirmed(town, await written_down(town), Code.VOTING_START)
    today, (days, hour) = CAMPAIGN.date(), again
    later = await town.notices.answer(letter, local(today, time(23)))
    assert later == Later(local(today + days * DAY, time(hour)))


async def test_a_letter_whose_hour_the_bot_has_slept_through_does_not_go_by_night(office: Town) -> None:
    await sent(office, await to_report(office))
    [letter] = await letters(office)
    night = local(NOW.date(), time(23))
    assert await office.notices.answer(letter, night) == Later(local(NOW.date() + DAY, time(8)))


async def test_to_one_report_the_office_answers_in_a_campaign_too(coordinated: Town) -> None:
    town = coordinated
    report = await town.report(await town.resident())
    await confirmed(town, await written_down(town), Code.VOTING_START)
    seen = await town.answers.to_report(DANA, BAISERKE_UNIT, str(report.number), CAMPAIGN)
    seen = await town.answers.change(DANA, seen.answer.id, lambda one: replace(one, text=TEXT), CAMPAIGN)
    await town.answers.send(DANA, seen.answer.id, seen.answer.mark, CAMPAIGN)
    found = [one for one in await town.letters(CAMPAIGN + DAY) if one.kind is LetterKind.ANSWERED]
    assert isinstance(await town.notices.answer(found[0], CAMPAIGN + DAY), Answer)


@pytest.mark.parametrize("way", ["/privacy", "/forget"])
async def test_who_leaves_gets_nothing_more(office: Town, way: str) -> None:
    await sent(office, await to_report(office))
    await leaves(office, AIGUL, way)
    assert await letters(office) == []


async def test_the_words_to_a_report_that_is_withdrawn_go_with_it(office: Town, peek: Peek) -> None:
    await sent(office, await to_report(office))
    await office.privacy.forget(AIGUL, office.privacy.new_code(), NOW)
    assert await peek("SELECT kk, ru, file_id FROM answers") == [("", "", None)]


async def supported(town: Town, report: Report) -> Person:
    """Bolat has the same trouble."""
    neighbour = await town.resident(BOLAT)
    await town.database.write(lambda tx: supports.add(tx, report.id, neighbour.id, NOW))
    return neighbour


async def test_concerned_by_a_report_are_its_author_and_all_who_support_it(office: Town) -> None:
    person = await office.resident()
    report = await office.report(person)
    neighbour = await supported(office, report)
    found = await office.database.read(lambda tx: stored_answers.concerned(tx, report.id))
    assert sorted(found) == sorted([person.id, neighbour.id])


@pytest.mark.parametrize("to", [To.REPORT, To.CATEGORY])
async def test_who_supports_a_report_gets_the_answer_too_and_once(office: Town, to: To) -> None:
    person = await office.resident()
    reports = [await office.report(person) for _ in range(2)]
    for report in reports:
        neighbour = await supported(office, report)
    if to is To.REPORT:
        seen = await office.answers.to_report(AKIM, BAISERKE_UNIT, str(reports[0].number), NOW)
    else:
        seen = await office.answers.to_category(AKIM, BAISERKE_UNIT, Category.LIGHTING, NOW)
    assert seen.people == 2
    seen = await office.answers.change(
        AKIM, seen.answer.id, lambda one: replace(one, text=TEXT, file=PHOTO), NOW
    )
    await sent(office, seen)
    found = [one.recipient for one in await letters(office)]
    assert sorted(found) == sorted(to_person(one.id) for one in (person, neighbour))
    assert await office.answers.file(BOLAT, seen.answer.id, NOW) == PHOTO


async def test_the_reply_of_who_supports_a_report_goes_to_the_office_as_another_residents(
    office: Town,
) -> None:
    await office.bound()
    seen = await to_report(office)
    key = seen.answer.audience.report_id
    assert key is not None
    [report] = (await office.reports.mine((await office.resident()).id, 0)).reports
    neighbour = await supported(office, report)
    answer = await sent(office, seen)
    letter = next(one for one in await letters(office) if one.recipient == to_person(neighbour.id))
    await office.notices.answered(letter, answer, BOLAT, 78, NOW)
    post = await office.reports.about(BOLAT, 78)
    assert post is not None
    said = await office.reports.say(neighbour, post.report_id, words("Рақмет", BOLAT), NOW)
    assert said.kind is EventKind.JOIN
    await office.sent_all(NOW)
    with pytest.raises(NoSuchReport):
        await office.reports.say(await office.resident(3003), key, words("Мен де", 3003), NOW)


async def test_what_was_handed_over_meanwhile_is_answered_by_the_other_office(office: Town) -> None:
    await office.bound()
    seen = await to_report(office)
    report_id = seen.answer.audience.report_id
    assert report_id is not None
    await office.triage.hand_over(YERLAN, report_id, KARAOI, NOW)
    with pytest.raises(NotOurReport):
        await sent(office, seen)
    with pytest.raises(NoSuchReport):
        await office.answers.to_report(AKIM, BAISERKE_UNIT, str(seen.answer.audience.number), NOW)
    assert await letters(office) == []


async def test_what_was_answered_before_it_was_handed_over_stands_in_its_history(office: Town) -> None:
    await office.bound(ILE)
    seen = await to_report(office)
    await sent(office, seen)
    report_id = seen.answer.audience.report_id
    assert report_id is not None
    await office.triage.hand_over(YERLAN, report_id, KARAOI, NOW)
    told = (await office.triage.story(YERLAN, report_id, NOW)).events
    assert [one.kind for one in told] == [EventKind.SENT, EventKind.PUBLIC_ANSWER, EventKind.HAND_OVER]


async def test_a_held_report_is_not_answered(office: Town) -> None:
    report = await office.report(await office.resident())
    await office.bound()
    await office.triage.decide(YERLAN, report.id, Decision(Action.HOLD, Reason.INSULT), NOW)
    with pytest.raises(NotNow):
        await office.answers.to_report(AKIM, BAISERKE_UNIT, str(report.number), NOW)
