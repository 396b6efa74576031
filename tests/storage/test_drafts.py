"""A draft is kept step by step, one a person."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.categories import Category
from bot.domain.drafts import Draft, NewAttachment, Part, Step
from bot.domain.events import FileKind
from bot.domain.places import Place
from storage import drafts, people
from storage.database import Database, Transaction
from tests.conftest import Peek
from tests.storage.conftest import BAISERKE, KOKTEREK, NOW, draft, in_one_unit, resident


def picture(number: int, album: str | None = None) -> NewAttachment:
    return NewAttachment(FileKind.PHOTO, f"file{number}", f"unique{number}", album, 100 + number)


async def kept(tx: Transaction, person_id: str) -> Draft:
    found = await drafts.of_person(tx, person_id)
    assert found is not None
    return found


@in_one_unit
async def test_a_new_draft_is_empty_and_begins_with_the_category(tx: Transaction) -> None:
    person_id = await resident(tx)
    assert await drafts.of_person(tx, person_id) is None

    begun = await draft(tx, person_id)

    assert (begun.person_id, begun.step, begun.changed_at) == (person_id, Step.CATEGORY, NOW)
    assert (begun.village.kato, begun.village.name_en) == (BAISERKE, "Baiserke")
    assert not begun.filled
    assert not begun.overflow


@in_one_unit
async def test_everything_about_a_draft_comes_back_as_it_was_saved(tx: Transaction) -> None:
    begun = await draft(tx, await resident(tx))
    full = replace(
        begun,
        step=Step.PREVIEW,
        category=Category.FLOOD,
        place=Place(43.512345678901, 77.1, "мектеп жанында"),
        overflow=True,
        form_message_id=77,
        changed_at=NOW + timedelta(milliseconds=1),
    )
    await drafts.save(tx, full)

    assert await kept(tx, begun.person_id) == full


@in_one_unit
async def test_a_place_in_words_alone_or_on_the_map_alone_comes_back(tx: Transaction) -> None:
    begun = await draft(tx, await resident(tx))
    for place in (Place(words="көпір"), Place(43.0, 77.0), Place(0.0, 0.0), Place()):
        await drafts.save(tx, replace(begun, place=place))
        assert (await kept(tx, begun.person_id)).place == place


@in_one_unit
async def test_beginning_twice_is_one_draft_that_keeps_what_it_had(tx: Transaction) -> None:
    begun = await draft(tx, await resident(tx))
    await drafts.put_part(tx, begun.id, Part(10, "Шам жанбайды"))
    again = await draft(tx, begun.person_id)

    assert again.id == begun.id
    assert again.text == "Шам жанбайды"


@in_one_unit
async def test_words_are_kept_by_message_in_the_order_of_messages(tx: Transaction) -> None:
    begun = await draft(tx, await resident(tx))
    for part in (Part(12, "үш"), Part(10, "бір"), Part(11, "екі"), Part(10, "Бір!")):
        await drafts.put_part(tx, begun.id, part)

    assert (await kept(tx, begun.person_id)).parts == (Part(10, "Бір!"), Part(11, "екі"), Part(12, "үш"))


@in_one_unit
async def test_words_in_any_script_come_back_as_they_were(tx: Transaction) -> None:
    begun = await draft(tx, await resident(tx))
    words = "Көше шамы 👨‍👩‍👧 شام 路灯 <b>&amp;</b> '; DROP TABLE parts; -- %s :name $1"
    await drafts.put_part(tx, begun.id, Part(10, words))

    assert (await kept(tx, begun.person_id)).text == words


@in_one_unit
async def test_pictures_stand_in_the_order_they_were_sent_whatever_the_order_they_arrived(
    tx: Transaction,
) -> None:
    begun = await draft(tx, await resident(tx))
    for number in (3, 1, 2):
        await drafts.add_attachment(tx, begun.id, picture(number))

    attachments = (await kept(tx, begun.person_id)).attachments
    assert [one.file_id for one in attachments] == ["file1", "file2", "file3"]
    assert [(one.kind, one.message_id, one.shown) for one in attachments[:1]] == [
        (FileKind.PHOTO, 101, False)
    ]


@in_one_unit
async def test_the_same_picture_twice_is_one_picture(tx: Transaction) -> None:
    begun = await draft(tx, await resident(tx))
    assert not await drafts.has_attachment(tx, begun.id, "unique1")

    for _ in range(2):
        await drafts.add_attachment(tx, begun.id, picture(1))

    assert await drafts.has_attachment(tx, begun.id, "unique1")
    assert len((await kept(tx, begun.person_id)).attachments) == 1


@in_one_unit
async def test_the_same_picture_may_be_in_two_peoples_drafts(tx: Transaction) -> None:
    mine, theirs = await draft(tx, await resident(tx)), await draft(tx, await resident(tx, 1002))
    for each in (mine, theirs):
        await drafts.add_attachment(tx, each.id, picture(1))

    assert len((await kept(tx, mine.person_id)).attachments) == 1
    assert len((await kept(tx, theirs.person_id)).attachments) == 1


@in_one_unit
async def test_a_form_that_is_shown_has_said_that_there_were_too_many_pictures(tx: Transaction) -> None:
    begun = await draft(tx, await resident(tx))
    await drafts.save(tx, replace(begun, overflow=True))
    await drafts.form_shown(tx, begun.id, 88)

    shown = await kept(tx, begun.person_id)
    assert (shown.form_message_id, shown.overflow) == (88, False)


@in_one_unit
async def test_a_draft_belongs_to_where_its_person_lives_now(tx: Transaction) -> None:
    begun = await draft(tx, await resident(tx))
    await people.set_village(tx, begun.person_id, KOKTEREK)

    assert (await kept(tx, begun.person_id)).village.kato == KOKTEREK


async def test_a_dropped_draft_leaves_nothing(database: Database, peek: Peek) -> None:
    async def begin_and_drop(tx: Transaction) -> None:
        begun = await draft(tx, await resident(tx))
        await drafts.put_part(tx, begun.id, Part(10, "Шам"))
        await drafts.add_attachment(tx, begun.id, picture(1))
        await drafts.drop(tx, begun.id, with_words=True)

    await database.write(begin_and_drop)

    for table in ("drafts", "parts", "attachments"):
        assert await peek(f"SELECT * FROM {table}") == []


async def test_a_draft_after_a_dropped_one_has_a_number_of_its_own(database: Database) -> None:
    """A button of the first, pressed months later, must not move the second."""
    first = await database.write(lambda tx: _begun_and_dropped(tx, 1001))
    second = await database.write(lambda tx: _begun_and_dropped(tx, 1001))

    assert second > first


async def _begun_and_dropped(tx: Transaction, telegram_id: int) -> int:
    begun = await draft(tx, await resident(tx, telegram_id))
    await drafts.drop(tx, begun.id, with_words=True)
    return begun.id
