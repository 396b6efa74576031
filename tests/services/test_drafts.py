"""Writing a report and sending it, on whatever devices and in whatever order."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.domain.categories import Category
from bot.domain.drafts import ATTACHMENT_LIMIT, NoDraft, NotReady, Step, TooManyAttachments
from bot.domain.letters import LetterKind, to_group, to_person
from bot.domain.numbers import Number
from bot.domain.people import ConsentMissing, Language, Person, VillageMissing
from bot.domain.places import Place
from bot.domain.reports import State
from bot.domain.texts import REPORT_LIMIT, EmptyText, TextTooLong
from bot.services.drafts import ALBUM_PAUSE, Incoming
from tests.conftest import Peek
from tests.services.conftest import (
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    ILE,
    KARAOI,
    NOW,
    SECOND,
    Town,
    picture,
)

EN = Language.ENGLISH


# beginning


async def test_without_consent_nothing_is_begun(town: Town, peek: Peek) -> None:
    person = await town.people.decide(AIGUL, EN, NOW, agreed=False)
    for doing in (
        town.drafts.begin(person, NOW),
        town.drafts.write(person, "Шам", 1, NOW),
        town.drafts.attach(person, Incoming(picture(1), None), NOW),
        town.drafts.locate(person, Place(43.0, 77.0), NOW),
    ):
        with pytest.raises(ConsentMissing):
            await doing

    assert await peek("SELECT * FROM drafts") == []


async def test_who_has_not_said_where_they_live_is_asked_first(town: Town) -> None:
    person = await town.people.decide(AIGUL, EN, NOW, agreed=True)

    with pytest.raises(VillageMissing):
        await town.drafts.begin(person, NOW)


async def test_a_draft_is_found_days_later_as_it_was_left(town: Town) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    located = await town.drafts.locate(person, Place(43.0, 77.0), NOW)

    assert await town.drafts.unfinished(person.id) == located
    assert (located.id, located.text, located.category) == (draft.id, "Шам жанбайды", Category.LIGHTING)
    assert await town.drafts.begin(person, NOW + SECOND) == located


# words


async def test_words_describe_the_problem_except_where_the_place_is_asked_for(town: Town) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    draft = await town.drafts.write(person, "Үш күн", 90_000, NOW)
    assert (draft.text, draft.step) == ("Шам жанбайды\nҮш күн", Step.PICTURES)

    draft = await town.drafts.onward(person.id, draft.id, Step.PICTURES, NOW)
    draft = await town.drafts.write(person, "Мектеп жанында", 90_001, NOW)
    assert (draft.place.words, draft.step) == ("Мектеп жанында", Step.PREVIEW)
    assert draft.text == "Шам жанбайды\nҮш күн"


async def test_the_same_message_handled_twice_is_written_once_at_any_step(town: Town) -> None:
    person = await town.resident()
    draft = await town.drafts.begin(person, NOW)
    draft = await town.drafts.choose(person.id, draft.id, Category.WATER, NOW)
    for text, message_id in (("Су жоқ", 90_000), ("Көпір жанында", 90_001)):
        once = await town.drafts.write(person, text, message_id, NOW)
        assert await town.drafts.write(person, text, message_id, NOW) == once
        if once.step is Step.PICTURES:
            await town.drafts.onward(person.id, draft.id, Step.PICTURES, NOW)

    kept = await town.drafts.unfinished(person.id)
    assert kept is not None
    assert (kept.text, kept.place.words) == ("Су жоқ", "Көпір жанында")


@pytest.mark.parametrize(
    ("wrong", "refusal"), [("\u200b", EmptyText), ("x" * (REPORT_LIMIT + 1), TextTooLong)]
)
async def test_words_that_cannot_be_taken_cost_nothing_of_what_is_there(
    town: Town, wrong: str, refusal: type[Exception]
) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    with pytest.raises(refusal):
        await town.drafts.write(person, wrong, 90_000, NOW)

    assert await town.drafts.unfinished(person.id) == draft


async def test_an_edited_message_changes_the_words_it_was(town: Town) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    [part] = draft.parts
    reworded = await town.drafts.reword(person.id, "Шам жыпылықтайды", part.message_id, NOW)

    assert reworded is not None
    assert reworded.text == "Шам жыпылықтайды"
    assert await town.drafts.unfinished(person.id) == reworded


async def test_an_edit_of_anything_else_is_left_to_others(town: Town) -> None:
    person, neighbour = await town.resident(), await town.resident(BOLAT)
    assert await town.drafts.reword(person.id, "Басқа", 90_000, NOW) is None

    draft = await town.ready(person)
    assert await town.drafts.reword(person.id, "Басқа", 90_000, NOW) is None
    assert await town.drafts.reword(neighbour.id, "Басқа", draft.parts[0].message_id, NOW) is None
    assert await town.drafts.unfinished(person.id) == draft


async def test_an_edit_to_nothing_is_refused_and_the_words_stay(town: Town) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    with pytest.raises(EmptyText):
        await town.drafts.reword(person.id, " ", draft.parts[0].message_id, NOW)

    assert await town.drafts.unfinished(person.id) == draft


# pictures


async def test_a_picture_with_a_caption_may_come_before_everything_else(town: Town) -> None:
    person = await town.resident()
    draft = await town.drafts.attach(person, Incoming(picture(1), "Су ағып жатыр"), NOW)

    assert (draft.step, draft.text, len(draft.attachments)) == (Step.CATEGORY, "Су ағып жатыр", 1)
    chosen = await town.drafts.choose(person.id, draft.id, Category.WATER, NOW)
    assert chosen.step is Step.PLACE


async def test_a_caption_nobody_can_see_does_not_cost_the_picture(town: Town) -> None:
    person = await town.resident()
    draft = await town.drafts.attach(person, Incoming(picture(1), "\u200b\u2800"), NOW)

    assert (draft.text, len(draft.attachments)) == (None, 1)


async def test_the_same_picture_delivered_twice_is_one(town: Town) -> None:
    person = await town.resident()
    one = picture(1)
    for _ in range(2):
        draft = await town.drafts.attach(person, Incoming(one, "Міне"), NOW)

    assert (draft.text, len(draft.attachments)) == ("Міне", 1)


async def test_the_sixth_picture_is_refused_and_the_five_stay(town: Town) -> None:
    person = await town.resident()
    for number in range(ATTACHMENT_LIMIT):
        draft = await town.drafts.attach(person, Incoming(picture(number), None), NOW)
    with pytest.raises(TooManyAttachments):
        await town.drafts.attach(person, Incoming(picture(99), None), NOW)

    assert await town.drafts.unfinished(person.id) == draft
    assert len(draft.attachments) == ATTACHMENT_LIMIT


async def test_words_under_a_sixth_picture_are_taken_without_it(town: Town) -> None:
    person = await town.resident()
    for number in range(ATTACHMENT_LIMIT):
        await town.drafts.attach(person, Incoming(picture(number), None), NOW)
    draft = await town.drafts.attach(person, Incoming(picture(99), "Жол да бұзық"), NOW)

    assert (draft.text, len(draft.attachments), draft.overflow) == ("Жол да бұзық", ATTACHMENT_LIMIT, True)


async def test_an_album_that_is_too_large_is_told_of_once_in_the_form(town: Town) -> None:
    person = await town.resident()
    for number in range(8):
        draft = await town.drafts.attach(person, Incoming(picture(number, "album"), None), NOW)

    assert (len(draft.attachments), draft.overflow) == (ATTACHMENT_LIMIT, True)
    await town.drafts.shown(draft.id, 77)
    shown = await town.drafts.unfinished(person.id)
    assert shown is not None
    assert (shown.overflow, shown.form_message_id) == (False, 77)


async def test_an_albums_form_comes_once_when_its_last_part_is_in(town: Town) -> None:
    person = await town.resident()
    for number in range(3):
        last = NOW + number * SECOND / 2
        await town.drafts.attach(person, Incoming(picture(number, "album"), None), last)
    me = to_person(person.id)

    assert await town.told(me, last + ALBUM_PAUSE - SECOND / 10) == []
    assert await town.told(me, last + ALBUM_PAUSE) == [LetterKind.FORM]


# places


@pytest.mark.parametrize("at", [Step.CATEGORY, Step.TEXT, Step.PICTURES, Step.PLACE, Step.PREVIEW])
async def test_a_location_is_kept_at_whichever_step_it_is_sent(town: Town, at: Step) -> None:
    person = await town.resident()
    draft = await town.drafts.begin(person, NOW)
    if at is not Step.CATEGORY:
        draft = await town.drafts.choose(person.id, draft.id, Category.WATER, NOW)
    if at in (Step.PICTURES, Step.PLACE, Step.PREVIEW):
        draft = await town.drafts.write(person, "Су", 90_000, NOW)
    while draft.step is not at:
        draft = await town.drafts.onward(person.id, draft.id, draft.step, NOW)
    located = await town.drafts.locate(person, Place(43.0, 77.0), NOW)

    assert located.place == Place(43.0, 77.0)
    assert located.step is (Step.PREVIEW if at is Step.PLACE else at)


# buttons


async def test_a_button_of_an_older_draft_moves_nothing(town: Town) -> None:
    person = await town.resident()
    old = await town.ready(person)
    await town.drafts.drop(person.id)
    new = await town.ready(person)
    for press in (
        town.drafts.choose(person.id, old.id, Category.WATER, NOW),
        town.drafts.onward(person.id, old.id, Step.PICTURES, NOW),
        town.drafts.back(person.id, old.id, Step.PICTURES, NOW),
        town.drafts.resume(person.id, old.id, NOW),
        town.drafts.cancel(person.id, old.id),
        town.drafts.submit(person, old.id, NOW),
    ):
        with pytest.raises(NoDraft):
            await press

    assert await town.drafts.unfinished(person.id) == new


async def test_nobody_moves_another_persons_draft(town: Town) -> None:
    aigul, bolat = await town.resident(), await town.resident(BOLAT)
    hers, his = await town.ready(aigul), await town.ready(bolat)
    for press in (
        town.drafts.choose(bolat.id, hers.id, Category.WATER, NOW),
        town.drafts.onward(bolat.id, hers.id, Step.PICTURES, NOW),
        town.drafts.back(bolat.id, hers.id, Step.PICTURES, NOW),
        town.drafts.resume(bolat.id, hers.id, NOW),
        town.drafts.cancel(bolat.id, hers.id),
        town.drafts.submit(bolat, hers.id, NOW),
    ):
        with pytest.raises(NoDraft):
            await press

    assert await town.drafts.unfinished(aigul.id) == hers
    assert await town.drafts.unfinished(bolat.id) == his


async def test_nobody_gets_the_report_of_anothers_draft_by_pressing_send(town: Town) -> None:
    aigul, bolat = await town.resident(), await town.resident(BOLAT)
    draft = await town.ready(aigul)
    await town.drafts.submit(aigul, draft.id, NOW)

    with pytest.raises(NoDraft):
        await town.drafts.submit(bolat, draft.id, NOW)


async def test_two_devices_that_press_the_same_button_move_once(town: Town) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    moved = await asyncio.gather(
        *(town.drafts.onward(person.id, draft.id, Step.PICTURES, NOW) for _ in range(4))
    )

    assert {one.step for one in moved} == {Step.PLACE}


async def test_cancelling_forgets_the_draft_and_cancelling_nothing_is_no_trouble(town: Town) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    assert await town.drafts.drop(person.id) == draft
    assert await town.drafts.drop(person.id) is None
    assert await town.drafts.unfinished(person.id) is None


# sending


async def test_a_sent_report_has_a_number_and_waits_in_its_unit(town: Town) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    report = await town.drafts.submit(person, draft.id, NOW)

    assert (report.number, report.state, report.text) == (Number(2026, 1), State.RECEIVED, "Шам жанбайды")
    assert (report.village.kato, report.unit, report.district) == (BAISERKE, BAISERKE_UNIT, ILE)
    assert (report.created_at, report.person_id) == (NOW, person.id)
    assert await town.drafts.unfinished(person.id) is None
    assert await town.told(to_group(BAISERKE_UNIT)) == [LetterKind.CARD]


async def test_sending_twice_sends_one_report(town: Town) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    once = await town.drafts.submit(person, draft.id, NOW)
    await town.sent_all()
    twice = await town.drafts.submit(person, draft.id, NOW + SECOND)

    assert twice == once
    assert (await town.reports.mine(person.id, 0)).reports == [once]
    assert await town.letters() == []


async def test_two_devices_that_send_at_once_send_one_report(town: Town, peek: Peek) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    sent = await asyncio.gather(*(town.drafts.submit(person, draft.id, NOW) for _ in range(6)))

    assert len({report.id for report in sent}) == 1
    assert await peek("SELECT kind FROM events") == [("sent",)]
    assert (await town.report(person)).number == Number(2026, 2)


async def test_many_who_send_at_once_get_numbers_without_gaps(town: Town) -> None:
    everyone = [await town.resident(3000 + number) for number in range(30)]
    ready = [(person, await town.ready(person)) for person in everyone]
    sent = await asyncio.gather(*(town.drafts.submit(person, draft.id, NOW) for person, draft in ready))

    assert sorted(report.number.sequence for report in sent) == list(range(1, 31))
    assert [report.person_id for report in sent] == [person.id for person in everyone]


async def test_a_draft_that_is_not_ready_takes_no_number(town: Town) -> None:
    person = await town.resident()
    draft = await town.drafts.begin(person, NOW)
    with pytest.raises(NotReady):
        await town.drafts.submit(person, draft.id, NOW)
    draft = await town.drafts.choose(person.id, draft.id, Category.WATER, NOW)
    with pytest.raises(NotReady):
        await town.drafts.submit(person, draft.id, NOW)

    assert await town.drafts.unfinished(person.id) == draft
    assert (await town.report(person)).number == Number(2026, 1)


async def test_numbers_begin_anew_with_the_year_in_kazakhstan(town: Town) -> None:
    person = await town.resident()
    eve, midnight = datetime(2026, 12, 31, 18, 59, 59, tzinfo=UTC), datetime(2026, 12, 31, 19, tzinfo=UTC)

    numbers = [(await town.report(person, moment)).number for moment in (eve, midnight, midnight)]
    assert numbers == [Number(2026, 1), Number(2027, 1), Number(2027, 2)]


async def test_units_of_one_district_share_its_numbers(town: Town) -> None:
    here, there = await town.resident(), await town.resident(BOLAT, KARAOI)

    assert [(await town.report(person)).number.sequence for person in (here, there, here)] == [1, 2, 3]


async def test_pictures_go_with_the_report(town: Town) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    for number in (1, 2):
        await town.drafts.attach(person, Incoming(picture(number), None), NOW)
    report = await town.drafts.submit(person, draft.id, NOW)

    story = await town.reports.story(person.id, report.id)
    assert [one.file_id for one in story.attachments] == ["file1", "file2"]


# parts of an album that come late


async def sent_with_album(town: Town, person: Person, pictures: int) -> int:
    draft = await town.ready(person)
    for number in range(pictures):
        await town.drafts.attach(person, Incoming(picture(number, "album"), None), NOW)
    return (await town.drafts.submit(person, draft.id, NOW)).id


async def test_a_late_part_of_an_album_joins_its_report_once(town: Town) -> None:
    person = await town.resident()
    report_id = await sent_with_album(town, person, 2)
    late = picture(7, "album")
    for _ in range(2):
        report = await town.drafts.attach_late(person, late, NOW)
        assert report is not None
        assert report.id == report_id

    story = await town.reports.story(person.id, report_id)
    assert [one.file_id for one in story.attachments] == ["file0", "file1", "file7"]
    assert LetterKind.ATTACHMENTS in await town.told(to_group(BAISERKE_UNIT), NOW + ALBUM_PAUSE)


async def test_a_late_part_joins_its_report_even_when_the_next_one_is_being_written(town: Town) -> None:
    person = await town.resident()
    report_id = await sent_with_album(town, person, 1)
    await town.ready(person)
    report = await town.drafts.attach_late(person, picture(7, "album"), NOW)

    assert report is not None
    assert report.id == report_id


async def test_after_a_withdrawal_no_part_of_an_album_is_taken(town: Town) -> None:
    person = await town.resident()
    report_id = await sent_with_album(town, person, 1)
    withdrawn = await town.people.decide(AIGUL, EN, NOW, agreed=False)
    with pytest.raises(ConsentMissing):
        await town.drafts.attach_late(withdrawn, picture(7, "album"), NOW)

    assert len((await town.reports.story(person.id, report_id)).attachments) == 1


async def test_a_late_part_that_would_be_the_sixth_is_refused(town: Town) -> None:
    person = await town.resident()
    report_id = await sent_with_album(town, person, ATTACHMENT_LIMIT)
    with pytest.raises(TooManyAttachments):
        await town.drafts.attach_late(person, picture(7, "album"), NOW)

    assert len((await town.reports.story(person.id, report_id)).attachments) == ATTACHMENT_LIMIT


async def test_a_picture_of_no_sent_album_or_of_anothers_is_not_late(town: Town) -> None:
    person, neighbour = await town.resident(), await town.resident(BOLAT)
    await sent_with_album(town, person, 1)

    assert await town.drafts.attach_late(person, picture(7), NOW) is None
    assert await town.drafts.attach_late(person, picture(7, "other"), NOW) is None
    assert await town.drafts.attach_late(neighbour, picture(7, "album"), NOW) is None
