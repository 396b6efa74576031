"""Reports, their numbers, their history, and the pictures that come with them."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import asyncpg
import pytest

from bot.domain.categories import Category
from bot.domain.drafts import NewAttachment, Part
from bot.domain.events import EventKind, FileKind, FileRef, NewEvent, Source
from bot.domain.numbers import Number
from bot.domain.people import Language
from bot.domain.places import Place
from bot.domain.reports import State
from bot.domain.territories import Home
from storage import drafts, groups, people, reports
from storage.database import Database, Transaction
from tests.storage.conftest import (
    BAISERKE,
    BAISERKE_UNIT,
    HOME,
    ILE,
    KARAOI_UNIT,
    NOW,
    draft,
    in_one_unit,
    report,
    resident,
)

KARAOI = Home("196843100", KARAOI_UNIT, ILE)
TWICE = (sqlite3.IntegrityError, asyncpg.UniqueViolationError)

GROUP = -2001


def picture(number: int, album: str | None = None, kind: FileKind = FileKind.PHOTO) -> NewAttachment:
    return NewAttachment(kind, f"file{number}", f"unique{number}", album, 100 + number)


# a report


@in_one_unit
async def test_a_sent_report_is_what_its_draft_was(tx: Transaction) -> None:
    person_id = await resident(tx)
    ready = replace(
        await draft(tx, person_id),
        category=Category.WATER,
        parts=(Part(10, "Су жоқ"), Part(11, "үш күн")),
        place=Place(43.5123456789, 77.1, "көпір"),
    )
    report_id = await reports.add(tx, ready, HOME, Number(2026, 17), NOW + timedelta(milliseconds=7))
    sent = await reports.by_id(tx, report_id)

    assert sent is not None
    assert (sent.id, sent.person_id, sent.district, sent.unit) == (report_id, person_id, ILE, BAISERKE_UNIT)
    assert (sent.village.kato, sent.village.name_kk) == (BAISERKE, "Байсерке")
    assert (sent.number, sent.category, sent.text) == (Number(2026, 17), Category.WATER, "Су жоқ\nүш күн")
    assert sent.place == Place(43.5123456789, 77.1, "көпір")
    assert (sent.state, sent.holder_id, sent.holder) == (State.RECEIVED, None, None)
    assert sent.created_at == NOW + timedelta(milliseconds=7)


@in_one_unit
async def test_a_report_is_found_by_its_draft_for_its_author_alone(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    stranger = await resident(tx, 1002)

    assert await reports.of_draft(tx, sent.person_id, 1) == sent
    assert await reports.of_draft(tx, stranger, 1) is None
    assert await reports.of_draft(tx, sent.person_id, 2) is None


async def test_a_draft_cannot_become_two_reports(database: Database) -> None:
    async def send_twice(tx: Transaction) -> None:
        ready = replace(await draft(tx, await resident(tx)), category=Category.WATER, parts=(Part(1, "Су"),))
        for sequence in (1, 2):
            await reports.add(tx, ready, HOME, Number(2026, sequence), NOW)

    with pytest.raises(TWICE):
        await database.write(send_twice)


async def test_a_number_cannot_be_given_twice_in_a_district_and_year(database: Database) -> None:
    async def number_twice(tx: Transaction) -> None:
        for telegram_id in (1001, 1002):
            begun = await draft(tx, await resident(tx, telegram_id))
            ready = replace(begun, category=Category.WATER, parts=(Part(1, "Су"),))
            await reports.add(tx, ready, HOME, Number(2026, 1), NOW)

    with pytest.raises(TWICE):
        await database.write(number_twice)


@in_one_unit
async def test_numbers_count_up_in_each_district_and_year(tx: Transaction) -> None:
    given = [
        await reports.next_number(tx, district, year)
        for district, year in ((ILE, 2026), (ILE, 2026), ("196000000", 2026), (ILE, 2027), (ILE, 2026))
    ]

    assert given == [Number(2026, 1), Number(2026, 2), Number(2026, 1), Number(2027, 1), Number(2026, 3)]


@in_one_unit
async def test_a_report_is_found_by_its_number_in_its_district(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))

    assert await reports.by_number(tx, ILE, sent.number) == sent
    assert await reports.by_number(tx, ILE, Number(2025, 1)) is None
    assert await reports.by_number(tx, "190000000", sent.number) is None
    assert await reports.by_number(tx, ILE, Number(2026, 999_999_999)) is None


@in_one_unit
async def test_a_persons_reports_come_newest_first_page_by_page(tx: Transaction) -> None:
    aigul, stranger = await resident(tx), await resident(tx, 1002)
    sent = [(await report(tx, aigul)).id for _ in range(5)]
    await report(tx, stranger)

    async def page(most: int, skipped: int) -> list[int]:
        return [one.id for one in await reports.of_person(tx, aigul, most, skipped)]

    assert await page(2, 0) + await page(2, 2) + await page(2, 4) == sent[::-1]
    assert await page(2, 6) == []
    assert await reports.count_of_person(tx, aigul) == 5
    assert await reports.count_of_person(tx, "nobody") == 0


@in_one_unit
async def test_the_newest_report_in_a_state_is_ones_own(tx: Transaction) -> None:
    aigul, stranger = await resident(tx), await resident(tx, 1002)
    asked = [await report(tx, aigul), await report(tx, aigul), await report(tx, stranger)]
    for one in asked:
        await reports.save_state(tx, replace(one, state=State.NEEDS_DETAILS), NOW)
    await report(tx, aigul)

    newest = await reports.newest(tx, aigul, State.NEEDS_DETAILS)
    assert newest is not None
    assert newest.id == asked[1].id
    assert await reports.newest(tx, aigul, State.RESOLVED) is None


# the queue


@in_one_unit
async def test_what_waits_comes_oldest_first_and_only_what_nobody_has_taken(tx: Transaction) -> None:
    aigul = await resident(tx)
    sent = [await report(tx, aigul) for _ in State]
    for one, state in zip(sent, State, strict=True):
        await reports.save_state(tx, replace(one, state=state), NOW)
    waits = [one.id for one, state in zip(sent, State, strict=True) if state.waits]
    await groups.bind(tx, [BAISERKE_UNIT], GROUP, Language.KAZAKH, NOW)

    assert [one.id for one in await reports.waiting(tx, GROUP, 50)] == waits
    assert [one.id for one in await reports.waiting(tx, GROUP, 1)] == waits[:1]
    assert await reports.count_waiting(tx, GROUP) == len(waits)


@in_one_unit
async def test_a_group_sees_what_waits_in_its_units_or_in_all_of_its_district(tx: Transaction) -> None:
    aigul = await resident(tx)
    here, there = (await report(tx, aigul)).id, (await report(tx, aigul, home=KARAOI)).id

    for katos, expected in (
        ([BAISERKE_UNIT], [here]),
        ([KARAOI_UNIT], [there]),
        ([BAISERKE_UNIT, KARAOI_UNIT], [here, there]),
        ([ILE], [here, there]),
        ([ILE, KARAOI_UNIT], [here, there]),
    ):
        await groups.bind(tx, katos, GROUP, Language.KAZAKH, NOW)
        assert [one.id for one in await reports.waiting(tx, GROUP, 50)] == expected
        assert await reports.count_waiting(tx, GROUP) == len(expected)


@in_one_unit
async def test_who_holds_a_report_is_known_by_name(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    yerlan = await people.add_staff(tx, 2001, "Ерлан")
    await reports.save_state(tx, replace(sent, state=State.IN_REVIEW, holder_id=yerlan), NOW)
    held = await reports.by_id(tx, sent.id)

    assert held == replace(sent, state=State.IN_REVIEW, holder_id=yerlan, holder="Ерлан")

    await reports.save_state(tx, replace(sent, state=State.REOPENED), NOW)
    assert await reports.by_id(tx, sent.id) == replace(sent, state=State.REOPENED)


# its history


@in_one_unit
async def test_everything_that_happened_comes_back_in_order(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    told = [
        NewEvent(EventKind.SENT, sent.person_id),
        NewEvent(EventKind.FORWARD, reason="police", text="Полицияға", source=Source(-5, 1)),
        NewEvent(
            EventKind.RESIDENT_WORDS,
            sent.person_id,
            file=FileRef(FileKind.VOICE, "file1"),
            source=Source(-5, 2),
        ),
    ]
    ids = [await reports.add_event(tx, sent.id, new, NOW) for new in told]
    history = await reports.history(tx, sent.id)

    assert [event.id for event in history] == ids
    assert [(event.kind, event.reason, event.text, event.file) for event in history] == [
        (new.kind, new.reason, new.text, new.file) for new in told
    ]
    assert {(event.report_id, event.happened_at) for event in history} == {(sent.id, NOW)}


@in_one_unit
async def test_what_is_told_twice_in_one_message_happened_once(tx: Transaction) -> None:
    sent, other = await report(tx, await resident(tx)), await report(tx, await resident(tx))
    words = NewEvent(EventKind.OFFICE_WORDS, text="Шықтық", source=Source(-5, 1))

    assert await reports.add_event(tx, sent.id, words, NOW) is not None
    assert await reports.add_event(tx, sent.id, words, NOW) is None
    assert await reports.add_event(tx, other.id, words, NOW) is None
    assert len(await reports.history(tx, sent.id)) == 1


@in_one_unit
async def test_what_is_told_by_buttons_has_no_message_and_may_happen_again(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    told = [await reports.add_event(tx, sent.id, NewEvent(EventKind.START), NOW) for _ in range(2)]

    assert None not in told
    assert len(set(told)) == 2


@in_one_unit
async def test_the_same_message_number_in_another_chat_is_another_message(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    one = await reports.add_event(tx, sent.id, NewEvent(EventKind.OFFICE_WORDS, source=Source(-5, 1)), NOW)
    other = await reports.add_event(
        tx, sent.id, NewEvent(EventKind.RESIDENT_WORDS, source=Source(1001, 1)), NOW
    )

    assert None not in (one, other)
    found = await reports.event_by_source(tx, Source(1001, 1))
    assert found is not None
    assert found.id == other
    assert await reports.event_by_source(tx, Source(1001, 2)) is None


@in_one_unit
async def test_words_that_were_edited_are_the_new_ones(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    new = NewEvent(EventKind.OFFICE_WORDS, text="Ертең", source=Source(-5, 1))
    event_id = await reports.add_event(tx, sent.id, new, NOW)
    assert event_id is not None
    await reports.set_event_text(tx, event_id, "Бүгін")
    found = await reports.event(tx, event_id)

    assert found is not None
    assert found.text == "Бүгін"
    assert await reports.event(tx, event_id + 1) is None


# its pictures


@in_one_unit
async def test_the_drafts_pictures_go_over_to_the_report_and_are_the_drafts_no_more(tx: Transaction) -> None:
    aigul = await resident(tx)
    begun = await draft(tx, aigul)
    for number in (2, 1):
        await drafts.add_attachment(tx, begun.id, picture(number, "album"))
    ready = replace(begun, category=Category.WATER, parts=(Part(1, "Су"),))
    report_id = await reports.add(tx, ready, HOME, Number(2026, 1), NOW)
    await drafts.drop(tx, begun.id, with_words=False)

    assert [one.file_id for one in await reports.attachments(tx, report_id)] == ["file1", "file2"]
    assert await reports.of_album(tx, aigul, "album") == report_id


@in_one_unit
async def test_an_album_is_its_persons_own(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    await reports.add_attachment(tx, sent.id, picture(1, "album"))

    assert await reports.of_album(tx, sent.person_id, "album") == sent.id
    assert await reports.of_album(tx, await resident(tx, 1002), "album") is None
    assert await reports.of_album(tx, sent.person_id, "other") is None


@in_one_unit
async def test_a_late_picture_delivered_twice_is_one_picture(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    for kind in (FileKind.VIDEO, FileKind.VIDEO):
        await reports.add_attachment(tx, sent.id, picture(1, "album", kind))
    [late] = await reports.attachments(tx, sent.id)

    assert (late.kind, late.file_id, late.message_id, late.shown) == (FileKind.VIDEO, "file1", 101, False)


@in_one_unit
async def test_the_group_has_seen_the_pictures_it_was_shown(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    for number in (1, 2):
        await reports.add_attachment(tx, sent.id, picture(number))
    first, _ = await reports.attachments(tx, sent.id)
    for _ in range(2):
        await reports.attachment_shown(tx, first.id)

    assert [one.shown for one in await reports.attachments(tx, sent.id)] == [True, False]


@in_one_unit
async def test_the_words_of_a_sent_report_are_known_by_their_message(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))

    assert await reports.of_part(tx, sent.person_id, 10) == sent.id
    assert await reports.of_part(tx, sent.person_id, 11) is None
    assert await reports.of_part(tx, await resident(tx, 1002), 10) is None
