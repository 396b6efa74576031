"""Having the same trouble as a neighbour: joining their report, supporting it, and hearing what becomes of it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from random import Random

import pytest

from bot.domain.categories import Category
from bot.domain.drafts import Draft, NoDraft
from bot.domain.events import EventKind, FileKind, FileRef
from bot.domain.histories import Decision
from bot.domain.letters import LetterKind, to_group, to_person
from bot.domain.numbers import NoSuchReport
from bot.domain.people import ConsentMissing, Language, Person
from bot.domain.places import Place
from bot.domain.posts import Post, PostKind
from bot.domain.reminders import Quiet
from bot.domain.reports import (
    Action,
    HasDuplicates,
    NoNews,
    NotNow,
    OfItself,
    Reason,
    Report,
)
from bot.domain.supports import OwnReport
from bot.services.drafts import Incoming
from bot.services.supports import PAGE
from tests.conftest import Peek, stranger
from tests.services.conftest import (
    ADMIN,
    AIGUL,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    GROUP,
    ILE_GROUP,
    KARAOI,
    MARINA,
    NOW,
    OTHER_ADMIN,
    YERLAN,
    Town,
    leaves,
    picture,
    words,
)

OFFICE = to_group(BAISERKE_UNIT)
DANA, ERKE = 1003, 1004
CHIEF = replace(YERLAN, telegram_id=ADMIN)
OTHER_DISTRICT = ("199900000", "199910000", "199910100")


@pytest.fixture
async def office(town: Town) -> Town:
    await town.bound()
    return town


async def taken(town: Town, person: Person) -> Report:
    """A report that neighbours can read."""
    return await town.do(await town.report(person), Action.TAKE)


async def supporters(peek: Peek, report: Report) -> set[str]:
    rows = await peek(f"SELECT person_id FROM supports WHERE report_id = {report.id}")
    return {person_id for (person_id,) in rows}


async def repeats(town: Town, report: Report, first: Report) -> Report:
    return await town.triage.decide(YERLAN, report.id, Decision(Action.DUPLICATE, first=first.id), NOW)


async def kinds(town: Town, report: Report, author: Person) -> list[EventKind]:
    return [event.kind for event in (await town.reports.story(author.id, report.id)).events]


async def put(database_url: str, sql: str) -> None:
    """Past the services."""
    if database_url.startswith("sqlite"):
        with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as connection, connection:
            connection.execute(sql)
        return
    async with stranger(database_url) as connection:
        await connection.execute(sql)


# before sending


async def test_who_tells_of_the_same_as_a_neighbour_is_asked_before_it_is_sent(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await office.report(aigul)
    draft = await office.ready(bolat, "шам жанбай тур")

    asked = await office.supports.likely(bolat, draft.id, (), NOW)

    assert asked is not None
    assert (asked.report.id, asked.readable, asked.own, asked.supported) == (report.id, False, False, False)
    assert await office.supports.likely(bolat, draft.id, [report.id], NOW) is None


async def test_what_was_resolved_is_told_of_again_as_a_report_and_a_moderator_is_shown_the_earlier_one(
    office: Town,
) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    earlier = await office.report(aigul)
    await office.do(earlier, Action.RESOLVE)
    draft = await office.ready(bolat, "шам жанбай тур")
    assert await office.supports.likely(bolat, draft.id, (), NOW) is None
    report = await office.drafts.submit(bolat, draft.id, NOW)
    assert [one.id for one in await office.triage.alike(YERLAN, report.id, NOW)] == [earlier.id]


async def test_nobody_is_asked_about_their_own_about_another_trouble_or_another_unit(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT, KARAOI)
    await office.report(aigul)
    again, elsewhere = await office.ready(aigul), await office.ready(bolat)
    other = await office.ready(await office.resident(DANA), "Қаңғыбас иттер көбейіп кетті")

    assert await office.supports.likely(aigul, again.id, (), NOW) is None
    assert await office.supports.likely(bolat, elsewhere.id, (), NOW) is None
    assert await office.supports.likely(await office.resident(DANA), other.id, (), NOW) is None


async def test_nobody_is_asked_about_more_than_three(office: Town) -> None:
    for number in range(5):
        await office.report(await office.resident(2000 + number))
    bolat = await office.resident(BOLAT)
    draft, declined = await office.ready(bolat), list[int]()
    while asked := await office.supports.likely(bolat, draft.id, declined, NOW):
        declined.append(asked.report.id)

    assert len(declined) == len(set(declined)) == 3


async def test_nothing_is_asked_about_a_draft_that_is_not_ready_gone_or_anothers(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    await office.report(aigul)
    begun = await office.drafts.begin(bolat, NOW)

    assert await office.supports.likely(bolat, begun.id, (), NOW) is None
    assert await office.supports.likely(aigul, begun.id, (), NOW) is None
    await office.drafts.cancel(bolat.id, begun.id)
    assert await office.supports.likely(bolat, begun.id, (), NOW) is None


# joining


async def joining(town: Town, person: Person) -> Draft:
    """A draft with a place and two pictures."""
    await town.ready(person, "Бізде де шам жоқ")
    for number in range(2):
        await town.drafts.attach(person, Incoming(picture(number), None), NOW)
    return await town.drafts.locate(person, Place(words="Абай 5"), NOW)


async def test_who_joins_loses_nothing_of_what_they_wrote_and_sent(office: Town, peek: Peek) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await office.report(aigul)
    await office.sent_all()
    draft = await joining(office, bolat)

    done = await office.supports.join(bolat, draft.id, report.id, NOW)

    assert done is not None
    assert (done.report.id, done.files) == (report.id, 2)
    events = (await office.reports.story(aigul.id, report.id)).events[1:]
    assert [(one.kind, one.text, one.file) for one in events] == [
        (EventKind.JOIN, "Бізде де шам жоқ\nАбай 5", FileRef(FileKind.PHOTO, "file0")),
        (EventKind.JOIN, None, FileRef(FileKind.PHOTO, "file1")),
    ]
    assert await supporters(peek, report) == {bolat.id}
    assert await office.drafts.unfinished(bolat.id) is None
    assert sorted(await office.told(OFFICE)) == [LetterKind.CARD, LetterKind.WORDS, LetterKind.WORDS]
    assert await office.told(to_person(aigul.id)) == []
    assert (await office.contents.story(report.id)).supporters == 1  # type: ignore[union-attr]


async def test_joined_twice_it_is_joined_once(office: Town, peek: Peek) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await office.report(aigul)
    draft = await joining(office, bolat)
    done = [await office.supports.join(bolat, draft.id, report.id, NOW) for _ in range(2)]

    assert done[0] == done[1]
    assert await supporters(peek, report) == {bolat.id}
    assert (await kinds(office, report, aigul)).count(EventKind.JOIN) == 2


async def test_what_was_sent_meanwhile_is_not_joined(office: Town, peek: Peek) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await office.report(aigul)
    draft = await office.ready(bolat)
    await office.drafts.submit(bolat, draft.id, NOW)

    assert await office.supports.join(bolat, draft.id, report.id, NOW) is None
    assert await supporters(peek, report) == set()


@pytest.mark.parametrize(
    "done",
    [Decision(Action.REJECT, Reason.PRIVATE), Decision(Action.RESOLVE, remark=words("Жөнделді"))],
    ids=("rejected", "resolved"),
)
async def test_a_report_that_is_no_longer_open_is_not_joined_and_the_draft_stays(
    office: Town, done: Decision
) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await office.report(aigul)
    draft = await office.ready(bolat)
    await office.triage.decide(YERLAN, report.id, done, NOW)

    with pytest.raises(NotNow):
        await office.supports.join(bolat, draft.id, report.id, NOW)
    assert (await office.drafts.unfinished(bolat.id)) == draft


async def test_who_says_yes_to_what_became_a_duplicate_meanwhile_joins_the_first(
    office: Town, peek: Peek
) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    first, second = await office.report(aigul), await office.report(await office.resident(DANA))
    draft = await office.ready(bolat)
    await repeats(office, second, first)

    done = await office.supports.join(bolat, draft.id, second.id, NOW)

    assert done is not None
    assert done.report.id == first.id
    assert bolat.id in await supporters(peek, first)


async def test_what_is_not_there_not_near_ones_own_or_a_test_cannot_be_joined(office: Town) -> None:
    aigul, bolat, far = (
        await office.resident(),
        await office.resident(BOLAT),
        await office.resident(DANA, KARAOI),
    )
    report, elsewhere = await office.report(aigul), await office.report(far)
    draft, own = await office.ready(bolat), await office.ready(aigul)
    for report_id in (elsewhere.id, 2**31 - 1):
        with pytest.raises(NoSuchReport):
            await office.supports.join(bolat, draft.id, report_id, NOW)
    with pytest.raises(OwnReport):
        await office.supports.join(aigul, own.id, report.id, NOW)
    with pytest.raises(NoDraft):
        await office.supports.join(bolat, own.id, report.id, NOW)


# seeing


async def test_neighbours_read_a_report_once_a_moderator_has_looked_at_it(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await office.report(aigul)
    with pytest.raises(NoSuchReport):
        await office.supports.look(bolat, report.id)
    assert (await office.supports.around(bolat, 0)).shown == []

    await office.do(report, Action.TAKE)

    assert (await office.supports.look(bolat, report.id)).readable
    assert [one.report.id for one in (await office.supports.around(bolat, 0)).shown] == [report.id]


async def test_what_was_sent_under_an_earlier_consent_stays_between_its_author_and_the_office(
    office: Town, database_url: str
) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await taken(office, aigul)
    await put(database_url, f"UPDATE reports SET public = 0 WHERE id = {report.id}")

    with pytest.raises(NoSuchReport):
        await office.supports.look(bolat, report.id)
    draft = await office.ready(bolat)
    asked = await office.supports.likely(bolat, draft.id, (), NOW)
    assert asked is not None
    assert not asked.readable


async def test_a_moderator_hides_a_report_from_residents_and_shows_it_again(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await taken(office, aigul)
    await office.sent_all()
    await office.triage.hide(YERLAN, report.id, NOW, hidden=True)

    with pytest.raises(NoSuchReport):
        await office.supports.look(bolat, report.id)
    assert (await office.supports.around(bolat, 0)).shown == []
    assert await office.told(OFFICE) == [LetterKind.CARD]
    with pytest.raises(NoNews):
        await office.triage.hide(MARINA, report.id, NOW, hidden=True)

    await office.triage.hide(MARINA, report.id, NOW, hidden=False)
    assert (await office.supports.look(bolat, report.id)).readable
    assert (await kinds(office, report, aigul))[-2:] == [EventKind.HIDE, EventKind.SHOW]


async def test_a_held_report_is_read_by_nobody(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await taken(office, aigul)
    await office.supports.support(bolat, report.id, NOW)
    await office.triage.decide(YERLAN, report.id, Decision(Action.HOLD, Reason.INSULT), NOW)

    assert not (await office.supports.look(bolat, report.id)).readable
    with pytest.raises(NoSuchReport):
        await office.supports.picture(bolat, report.id)


async def test_neighbours_see_the_first_photo_of_what_they_can_read(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    await office.ready(aigul)
    draft = await office.drafts.attach(aigul, Incoming(picture(7), None), NOW)
    report = await office.drafts.submit(aigul, draft.id, NOW)
    with pytest.raises(NoSuchReport):
        await office.supports.picture(bolat, report.id)
    bare = await taken(office, aigul)
    await office.do(report, Action.TAKE)

    assert await office.supports.picture(bolat, report.id) == FileRef(FileKind.PHOTO, "file7")
    with pytest.raises(NoSuchReport):
        await office.supports.picture(bolat, bare.id)


async def test_around_comes_ones_own_unit_first_then_what_most_support_then_the_newest(office: Town) -> None:
    await office.bound("196843000", ILE_GROUP)
    aigul, bolat, far = (
        await office.resident(),
        await office.resident(BOLAT),
        await office.resident(DANA, KARAOI),
    )
    old, middle, new = [await taken(office, aigul) for _ in range(3)]
    away = await office.report(far)
    await office.do(away, Action.TAKE, replace(YERLAN, chat_id=ILE_GROUP))
    for person in (aigul, bolat):
        await office.supports.support(person, away.id, NOW)
    await office.supports.support(bolat, middle.id, NOW)

    shown = (await office.supports.around(bolat, 0)).shown
    assert [one.report.id for one in shown] == [middle.id, new.id, old.id, away.id]


async def test_around_is_shown_page_by_page(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    for _ in range(PAGE + 2):
        await taken(office, aigul)
    pages = [await office.supports.around(bolat, number) for number in (-1, 0, 1, 2**31 - 1)]

    assert [(one.number, one.pages, len(one.shown)) for one in pages] == [
        (0, 2, PAGE),
        (0, 2, PAGE),
        (1, 2, 2),
        (1, 2, 2),
    ]


# support by a press


async def test_support_is_given_once_and_taken_back(office: Town, peek: Peek) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await taken(office, aigul)
    await office.sent_all()
    for _ in range(2):
        shared = await office.supports.support(bolat, report.id, NOW)
        assert (shared.supported, shared.supporters) == (True, 1)
    assert await office.told(OFFICE) == [LetterKind.CARD]
    assert await office.supports.count(bolat.id) == 1
    for _ in range(2):
        shared = await office.supports.leave(bolat, report.id, NOW)
        assert (shared.supported, shared.supporters) == (False, 0)
    assert await supporters(peek, report) == set()


async def test_nobody_supports_their_own_a_closed_one_or_without_consent(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report, closed = await taken(office, aigul), await taken(office, aigul)
    await office.triage.decide(YERLAN, closed.id, Decision(Action.REJECT, Reason.PRIVATE), NOW)
    with pytest.raises(OwnReport):
        await office.supports.support(aigul, report.id, NOW)
    with pytest.raises(NotNow):
        await office.supports.support(bolat, closed.id, NOW)
    bolat = await office.people.decide(BOLAT, Language.KAZAKH, NOW, agreed=False)
    with pytest.raises(ConsentMissing):
        await office.supports.support(bolat, report.id, NOW)


# hearing of it


async def test_who_supports_a_report_hears_of_every_step_of_the_office_and_of_nobodys_words(
    office: Town,
) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await taken(office, aigul)
    await office.supports.support(bolat, report.id, NOW)
    await office.sent_all(NOW + DAY)
    heard = to_person(bolat.id)
    for action in (Action.START, Action.RESOLVE, Action.RETURN):
        await office.do(report, action)
        assert await office.told(heard, NOW + DAY) == [LetterKind.SUPPORT_NEWS]
        await office.sent_all(NOW + DAY)
    await office.do(report, Action.ASK)
    await office.triage.say(YERLAN, report.id, words("Бүгін барамыз"), NOW)
    await office.reports.say(aigul, report.id, words("Рақмет", AIGUL), NOW)
    assert await office.told(heard, NOW + DAY) == []


async def test_news_wait_until_a_supporters_quiet_hours_are_over(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await taken(office, aigul)
    await office.supports.support(bolat, report.id, NOW)
    night = NOW.replace(hour=18)  # eleven in the evening

    await office.triage.decide(YERLAN, report.id, Decision(Action.START), night)

    assert await office.told(to_person(bolat.id), night) == []
    assert await office.told(to_person(aigul.id), night) == [LetterKind.NEWS, LetterKind.NEWS]
    assert await office.told(to_person(bolat.id), Quiet.USUAL.until(night)) == [LetterKind.SUPPORT_NEWS]


async def test_who_has_left_is_told_nothing_of_what_was_on_its_way(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await taken(office, aigul)
    await office.supports.support(bolat, report.id, NOW)
    await office.do(report, Action.START)
    [letter] = [one for one in await office.letters(NOW + DAY) if one.recipient == to_person(bolat.id)]
    assert await office.contents.support_news(letter) is not None

    await office.supports.leave(bolat, report.id, NOW)
    assert await office.contents.support_news(letter) is None


@pytest.mark.parametrize("way", ["/forget", "/privacy"])
async def test_who_takes_their_consent_back_or_is_forgotten_supports_nothing(
    office: Town, peek: Peek, way: str
) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await taken(office, aigul)
    await office.supports.support(bolat, report.id, NOW)
    await office.do(report, Action.START)
    await office.sent_all()
    await leaves(office, BOLAT, way)

    assert await supporters(peek, report) == set()
    assert await office.told(to_person(bolat.id), NOW + DAY) == []
    assert await office.told(OFFICE, NOW + DAY) == [LetterKind.CARD]


# withdrawn by its author


async def test_when_its_author_is_forgotten_supporters_hear_that_and_can_report_it_themselves(
    office: Town,
) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await office.report(aigul)
    draft = await joining(office, bolat)
    await office.supports.join(bolat, draft.id, report.id, NOW)
    await office.privacy.forget(AIGUL, office.privacy.new_code(), NOW)

    [letter] = [one for one in await office.letters(NOW + DAY) if one.recipient == to_person(bolat.id)]
    assert letter.kind is LetterKind.SUPPORT_LOST
    assert (await office.contents.lost(letter)).id == report.id  # type: ignore[union-attr]
    for _ in range(2):
        begun = await office.supports.take_up(bolat, report.id, NOW)
        assert (begun.category, begun.text) == (Category.LIGHTING, "Бізде де шам жоқ\nАбай 5")
        assert [one.file_id for one in begun.attachments] == ["file0", "file1"]
    sent = await office.drafts.submit(bolat, begun.id, NOW)
    assert sent.text == begun.text


async def test_taking_up_leaves_what_is_being_written_alone_and_is_for_supporters(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await taken(office, aigul)
    await office.supports.support(bolat, report.id, NOW)
    writing = await office.ready(bolat, "Басқа мәселе")
    await office.privacy.forget(AIGUL, office.privacy.new_code(), NOW)

    assert await office.supports.take_up(bolat, report.id, NOW) == writing
    with pytest.raises(NoSuchReport):
        await office.supports.take_up(await office.resident(DANA), report.id, NOW)


async def test_what_somebody_had_added_goes_with_them_also_from_the_group(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await office.report(aigul)
    draft = await joining(office, bolat)
    await office.supports.join(bolat, draft.id, report.id, NOW)
    events = (await office.reports.story(aigul.id, report.id)).events[1:]
    await office.sent_all()
    words_letter = Post(GROUP, 501, report.id, PostKind.WORDS, events[0].id)
    file_letter = Post(GROUP, 502, report.id, PostKind.ATTACHMENT, events[0].id)
    for post in (words_letter, file_letter):
        await office.outbox.posted(post, NOW)

    await office.privacy.forget(BOLAT, office.privacy.new_code(), NOW)

    left = (await office.reports.story(aigul.id, report.id)).events[1:]
    assert [(one.kind, one.text, one.file) for one in left] == [(EventKind.JOIN, None, None)] * 2
    told = await office.told(OFFICE)
    assert told.count(LetterKind.JOIN_TAKEN_BACK) == 2
    assert await office.contents.event_in_groups(events[0].id) == [words_letter, file_letter]


async def test_words_that_wait_to_go_to_the_group_do_not_go_when_their_author_is_forgotten(
    office: Town,
) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await office.report(aigul)
    draft = await joining(office, bolat)
    await office.supports.join(bolat, draft.id, report.id, NOW)
    await office.privacy.forget(BOLAT, office.privacy.new_code(), NOW)

    assert LetterKind.WORDS not in await office.told(OFFICE)


async def test_everybody_is_shown_what_they_support_and_have_added_themselves_and_nobody_elses(
    office: Town,
) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    report = await office.report(aigul)
    draft = await joining(office, bolat)
    await office.supports.join(bolat, draft.id, report.id, NOW)

    [supported] = (await office.privacy.kept(BOLAT, NOW)).supported
    assert supported.report.id == report.id
    assert supported.added[0].text == "Бізде де шам жоқ\nАбай 5"
    assert (await office.privacy.kept(AIGUL, NOW)).supported == []


# merging


async def test_a_duplicate_brings_its_author_and_supporters_to_the_first_and_takes_them_back(
    office: Town, peek: Peek
) -> None:
    aigul, bolat, dana, erke = [await office.resident(one) for one in (AIGUL, BOLAT, DANA, ERKE)]
    first, second = await taken(office, aigul), await taken(office, bolat)
    await office.supports.support(dana, second.id, NOW)
    await office.supports.support(erke, first.id, NOW)
    await office.sent_all(NOW + DAY)

    await repeats(office, second, first)
    assert await supporters(peek, first) == {bolat.id, dana.id, erke.id}
    assert await office.told(to_person(bolat.id), NOW + DAY) == [LetterKind.NEWS]
    assert await office.told(to_person(dana.id), NOW + DAY) == [LetterKind.SUPPORT_NEWS]

    await office.sent_all(NOW + DAY)
    await office.do(first, Action.START)
    for person in (bolat, dana, erke):
        assert await office.told(to_person(person.id), NOW + DAY) == [LetterKind.SUPPORT_NEWS]

    await office.do(second, Action.RETURN)
    assert await supporters(peek, first) == {erke.id}
    assert await supporters(peek, second) == {dana.id}


async def test_who_supported_the_first_on_their_own_besides_still_does_after_the_parting(
    office: Town, peek: Peek
) -> None:
    aigul, bolat, dana = [await office.resident(one) for one in (AIGUL, BOLAT, DANA)]
    first, second = await taken(office, aigul), await taken(office, bolat)
    await office.supports.support(bolat, first.id, NOW)
    await office.supports.support(dana, second.id, NOW)
    await repeats(office, second, first)
    draft = await office.ready(dana)
    await office.supports.join(dana, draft.id, first.id, NOW)
    await office.do(second, Action.RETURN)

    assert await supporters(peek, first) == {bolat.id, dana.id}


async def test_who_came_through_two_duplicates_leaves_with_the_last_of_them(office: Town, peek: Peek) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    first, one, other = await taken(office, aigul), await taken(office, bolat), await taken(office, bolat)
    for duplicate in (one, other):
        await repeats(office, duplicate, first)

    await office.do(one, Action.RETURN)
    assert await supporters(peek, first) == {bolat.id}
    await office.do(other, Action.RETURN)
    assert await supporters(peek, first) == set()


async def test_the_author_of_the_first_does_not_support_it_however_often_they_report(
    office: Town, peek: Peek
) -> None:
    aigul = await office.resident()
    first, second = await taken(office, aigul), await taken(office, aigul)
    await repeats(office, second, first)

    assert await supporters(peek, first) == set()


async def test_whoever_was_forgotten_is_brought_nowhere(office: Town, peek: Peek) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    first, second = await taken(office, aigul), await taken(office, bolat)
    await leaves(office, BOLAT, "/privacy")
    await repeats(office, second, first)

    assert await supporters(peek, first) == set()


async def test_when_the_first_is_withdrawn_its_duplicates_are_taken_up_and_their_people_go_with_them(
    office: Town, peek: Peek
) -> None:
    aigul, bolat, dana = [await office.resident(one) for one in (AIGUL, BOLAT, DANA)]
    first, second = await taken(office, aigul), await taken(office, bolat)
    await office.supports.support(dana, second.id, NOW)
    await repeats(office, second, first)
    await office.sent_all(NOW + DAY)
    await office.privacy.forget(AIGUL, office.privacy.new_code(), NOW)

    assert await supporters(peek, first) == set()
    assert await office.told(to_person(bolat.id), NOW + DAY) == [LetterKind.NEWS]
    assert await office.told(to_person(dana.id), NOW + DAY) == [LetterKind.SUPPORT_NEWS]


async def test_a_report_that_others_repeat_repeats_none_itself(office: Town) -> None:
    aigul = await office.resident()
    first, second, third = [await taken(office, aigul) for _ in range(3)]
    await repeats(office, second, first)

    with pytest.raises(HasDuplicates):
        await repeats(office, first, third)
    with pytest.raises(OfItself):
        await repeats(office, third, second)


async def test_a_test_and_a_residents_report_repeat_each_other_in_neither_direction(
    office: Town, peek: Peek
) -> None:
    """Whoever tries the bot may live there, too."""
    chief = await office.resident(ADMIN)
    report = await taken(office, await office.resident())
    test = await office.setups.test(CHIEF, BAISERKE_UNIT, "Тексеру", 1, NOW)
    for one, first in ((test, report), (report, test)):
        with pytest.raises(NoSuchReport):
            await repeats(office, one, first)

    assert await office.triage.alike(YERLAN, test.id, NOW) == []
    assert await supporters(peek, report) == set()
    assert (await office.supports.mine(chief, 0)).shown == []


async def test_of_two_tests_that_repeat_each_other_nobody_has_something_to_support(
    office: Town, peek: Peek
) -> None:
    chiefs = [await office.resident(one) for one in (ADMIN, OTHER_ADMIN)]
    first, second = [
        await office.setups.test(replace(CHIEF, telegram_id=one), BAISERKE_UNIT, "Тексеру", one, NOW)
        for one in (ADMIN, OTHER_ADMIN)
    ]
    await repeats(office, second, first)

    assert await supporters(peek, first) == set()
    assert [(await office.supports.mine(one, 0)).shown for one in chiefs] == [[], []]


@pytest.mark.parametrize("seed", range(4))
async def test_however_reports_are_merged_and_parted_nobody_is_sent_from_one_to_the_next(
    office: Town, peek: Peek, seed: int
) -> None:
    chance = Random(seed)
    people = [await office.resident(1100 + number) for number in range(5)]
    reports = [await taken(office, chance.choice(people)) for _ in range(6)]
    for _ in range(25):
        one, other, person = chance.choice(reports), chance.choice(reports), chance.choice(people)
        try:
            if chance.random() < 0.4:
                await repeats(office, one, other)
            elif chance.random() < 0.5:
                await office.do(one, Action.RETURN)
            else:
                await office.supports.support(person, one.id, NOW)
        except (OfItself, HasDuplicates, NoNews, NotNow, OwnReport):
            pass
        await _nobody_is_lost(peek)
    before = await peek("SELECT report_id, person_id FROM supports WHERE via IS NULL ORDER BY 1, 2")
    for (report_id,) in await peek("SELECT id FROM reports WHERE state = 'duplicate'"):
        await office.triage.decide(YERLAN, report_id, Decision(Action.RETURN), NOW)
    assert await peek("SELECT report_id, person_id FROM supports ORDER BY 1, 2") == before


async def _nobody_is_lost(peek: Peek) -> None:
    """What repeats a report repeats one that repeats none, and all its people are there, through it or by themselves."""
    last = "(SELECT max(id) FROM events WHERE report_id = d.id AND kind = 'duplicate')"
    merged = await peek(
        "SELECT d.id, d.person_id, e.reason FROM reports d JOIN events e ON e.report_id = d.id "
        f"WHERE d.state = 'duplicate' AND e.id = {last}"
    )
    firsts = {duplicate: int(first) for duplicate, _, first in merged}
    assert not firsts.keys() & set(firsts.values())
    authors = dict(await peek("SELECT id, person_id FROM reports"))
    rows = await peek("SELECT report_id, person_id, via FROM supports")
    assert all(via is None or firsts.get(via) == report for report, _, via in rows)
    there = {(report, person) for report, person, _ in rows}
    for duplicate, author, _ in merged:
        first = firsts[duplicate]
        brought = {author} | {person for report, person in there if report == duplicate}
        assert {(first, person) for person in brought - {authors[first]}} <= there
    assert not {(report, authors[report]) for report in authors} & there


async def test_moderators_are_offered_what_is_like_a_report_the_likeliest_first(office: Town) -> None:
    aigul, bolat = await office.resident(), await office.resident(BOLAT)
    draft = await office.ready(bolat, "Абай көшесінде шам жанбай тұр")
    alike = await office.drafts.submit(bolat, draft.id, NOW)
    draft = await office.ready(bolat, "Қаңғыбас иттер жүр")
    other = await office.drafts.submit(bolat, draft.id, NOW)
    draft = await office.ready(aigul, "шам жанбайды абай кошеси")
    report = await office.drafts.submit(aigul, draft.id, NOW)

    found = [one.id for one in await office.triage.alike(YERLAN, report.id, NOW)]
    assert found[0] == alike.id
    assert report.id not in found
    assert found in ([alike.id], [alike.id, other.id])
