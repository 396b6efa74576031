"""What the office promises of its own time: looked after by the clock, shown on cards, told to the district."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.categories import Category
from bot.domain.clocks import Target, What, WrongTarget
from bot.domain.events import FileKind, FileRef
from bot.domain.groups import NotAllowed, Staff
from bot.domain.histories import Decision
from bot.domain.letters import LetterKind
from bot.domain.reports import Action, PictureMissing, Report
from bot.domain.tallies import Bucket, together
from bot.domain.territories import NoSuchTerritory
from bot.services.clocks import ClockService
from storage import supports, tallies
from tests.services.conftest import (
    ADMIN,
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    ILE,
    NOW,
    WORKDAYS,
    YERLAN,
    Town,
    words,
)

# NOW is Monday, 4 May 2026, 11:00 in Kazakhstan; Thursday the 7th is off.
CHIEF = Staff(ADMIN, ADMIN, "Дана")


async def promises(
    town: Town, kato: str = BAISERKE_UNIT, *, now: datetime = NOW, **target: int | bool
) -> None:
    await town.clocks.promise(CHIEF, kato, Category.LIGHTING, lambda before: replace(before, **target), now)


async def sent(town: Town) -> Report:
    await town.bound()
    return await town.report(await town.resident())


async def late(town: Town) -> int:
    return together((await town.database.read(tallies.kept)).values())[Bucket.OVERDUE]


async def test_where_nothing_is_promised_nothing_is_ever_late(town: Town) -> None:
    report = await sent(town)
    await town.clocks.tick(NOW + 300 * DAY)
    assert await town.clocks.of(report.id, NOW + 300 * DAY) is None
    assert await late(town) == 0


async def test_what_is_later_than_promised_is_counted_as_that_until_it_is_done(town: Town) -> None:
    report = await sent(town)
    await promises(town, first_word=2, solution=5)
    due = await town.clocks.of(report.id, NOW)
    assert due is not None
    assert (due.what, f"{due.on}", due.left) == (What.FIRST_WORD, "2026-05-06", 2)
    await town.clocks.tick(NOW + 2 * DAY)
    assert await late(town) == 0
    await town.clocks.tick(NOW + 3 * DAY)
    assert await late(town) == 1
    await town.triage.decide(YERLAN, report.id, Decision(Action.TAKE), NOW + 3 * DAY)
    await town.clocks.tick(NOW + 3 * DAY)
    assert await late(town) == 0
    await town.clocks.tick(NOW + 9 * DAY)
    assert await late(town) == 1
    queue = await town.triage.queue(YERLAN.chat_id)
    assert ([one.id for one in queue.late], queue.late_total, queue.total) == ([report.id], 1, 0)
    solving = Decision(Action.RESOLVE, remark=words("Ауыстырылды"))
    await town.triage.decide(YERLAN, report.id, solving, NOW + 9 * DAY)
    assert await late(town) == 0


async def test_office_words_are_a_first_word(town: Town) -> None:
    report = await sent(town)
    await promises(town, first_word=1)
    await town.triage.say(YERLAN, report.id, words("Көріп жатырмыз"), NOW)
    await town.clocks.tick(NOW + 30 * DAY)
    assert await late(town) == 0


async def test_the_card_is_shown_anew_when_it_becomes_late_and_only_then(town: Town) -> None:
    await sent(town)
    await promises(town, first_word=1)
    await town.sent_all()
    await town.clocks.tick(NOW)
    assert await town.told(f"group:{BAISERKE_UNIT}") == []
    for hours in range(3):
        await town.clocks.tick(NOW + 2 * DAY + timedelta(hours=hours))
    assert await town.told(f"group:{BAISERKE_UNIT}", NOW + 3 * DAY) == [LetterKind.CARD]


async def test_the_district_hears_once_of_what_is_late_for_a_week(town: Town) -> None:
    report = await sent(town)
    await promises(town, first_word=1)
    await town.sent_all()

    async def heard(days: int) -> list[int]:
        now = NOW + days * DAY
        await town.clocks.tick(now)
        found = [one for one in await town.letters(now) if one.kind is LetterKind.ESCALATED]
        await town.sent_all(now)
        return [one.subject for one in found]

    # Due on the 5th; five working days later is the 13th, since the 7th is off.
    assert [await heard(days) for days in range(1, 9)] == [[]] * 8
    assert len(await heard(10)) == 2  # both administrators: nobody coordinates the district
    assert [await heard(days) for days in range(11, 15)] == [[]] * 4
    await promises(town, first_word=2, now=NOW + 15 * DAY)
    assert await heard(16) == []
    assert (await town.contents.story(report.id)) is not None


async def escalated(town: Town, now: datetime) -> list[int]:
    """Of what the district hears now, once each."""
    await town.clocks.tick(now)
    found = {one.subject for one in await town.letters(now) if one.kind is LetterKind.ESCALATED}
    await town.sent_all(now)
    return sorted(found)


async def test_the_district_hears_of_it_also_when_the_resident_was_asked_too_late(town: Town) -> None:
    report = await sent(town)
    await promises(town, solution=1)
    await town.do(report, Action.TAKE)
    later = NOW + 4 * DAY
    await escalated(town, later)
    await town.triage.decide(YERLAN, report.id, Decision(Action.ASK, remark=words("Қай үй?")), later)
    await town.reports.say(await town.resident(), report.id, words("Бесінші", AIGUL), later + DAY)
    found = [await escalated(town, later + days * DAY) for days in range(1, 20)]
    assert [one for one in found if one] == [[report.id]]


async def test_a_start_at_midnight_keeps_nothing_from_the_district(town: Town) -> None:
    report = await sent(town)
    await promises(town, first_word=1)
    for days in range(1, 9):
        assert await escalated(town, NOW + days * DAY) == []
    person = await town.resident()
    moment = NOW + 10 * DAY
    await town.report(person, moment - 2 * DAY)
    await town.clocks.begin()
    assert await escalated(town, moment) == [report.id]
    assert await escalated(town, moment + DAY) == []


async def test_whoever_is_late_anew_is_told_of_anew(town: Town) -> None:
    report = await sent(town)
    await promises(town, solution=1)
    await town.do(report, Action.TAKE)
    assert await escalated(town, NOW + 20 * DAY) == [report.id]
    await town.do(report, Action.RESOLVE)
    await town.reports.judge(await town.resident(), report.id, NOW + 21 * DAY, fixed=False)
    assert await escalated(town, NOW + 21 * DAY) == []
    assert await escalated(town, NOW + 40 * DAY) == [report.id]


async def test_a_unit_holds_to_its_own_terms_before_its_districts(town: Town) -> None:
    report = await sent(town)
    await promises(town, ILE, first_word=1, solution=3)
    assert (await due_on(town, report)) == "2026-05-05"
    await promises(town, first_word=3)
    assert (await due_on(town, report)) == "2026-05-08"
    _, found = await town.clocks.targets(CHIEF, BAISERKE_UNIT, NOW)
    assert found == {Category.LIGHTING: Target(3, 3)}
    _, above = await town.clocks.targets(CHIEF, ILE, NOW)
    assert above == {Category.LIGHTING: Target(1, 3)}


async def due_on(town: Town, report: Report) -> str | None:
    due = await town.clocks.of(report.id, NOW)
    return f"{due.on}" if due else None


async def test_a_longer_term_makes_what_was_late_punctual_again(town: Town) -> None:
    await sent(town)
    await promises(town, first_word=1)
    await town.clocks.tick(NOW + 2 * DAY)
    assert await late(town) == 1
    await promises(town, ILE, first_word=20)
    await town.clocks.tick(NOW + 2 * DAY)
    assert await late(town) == 1  # the unit's own
    await promises(town, first_word=20)
    await town.clocks.tick(NOW + 2 * DAY)
    assert await late(town) == 0


async def test_other_days_off_are_known_after_the_next_start(town: Town) -> None:
    await sent(town)
    await promises(town, first_word=1)
    await town.clocks.tick(NOW)
    holiday = replace(
        WORKDAYS, years={2026: replace(WORKDAYS.years[2026], off=frozenset({(NOW + DAY).date()}))}
    )
    restarted = ClockService(town.database, (ADMIN,), holiday)
    await restarted.begin()
    await restarted.tick(NOW + 2 * DAY)
    assert await late(town) == 0
    await restarted.tick(NOW + 3 * DAY)
    assert await late(town) == 1


async def test_where_the_office_promised_a_picture_nothing_is_solved_without_one(town: Town) -> None:
    report = await sent(town)
    await promises(town, pictured=True)
    with pytest.raises(PictureMissing):
        await town.do(report, Action.RESOLVE)
    shown = replace(words("Ауыстырылды"), file=FileRef(FileKind.PHOTO, "lamp"))
    await town.triage.decide(YERLAN, report.id, Decision(Action.RESOLVE, remark=shown), NOW)


async def test_only_who_serves_there_sets_terms_and_only_such_as_make_sense(town: Town) -> None:
    await town.resident(BOLAT)
    for staff in (Staff(BOLAT, BOLAT, "Болат"), YERLAN):
        with pytest.raises(NotAllowed):
            await town.clocks.promise(staff, BAISERKE_UNIT, Category.ROADS, lambda one: one, NOW)
    with pytest.raises(NoSuchTerritory):
        await promises(town, BAISERKE, first_word=1)
    with pytest.raises(WrongTarget):
        await promises(town, first_word=5, solution=3)
    assert (await town.clocks.targets(CHIEF, BAISERKE_UNIT, NOW))[1] == {}


async def test_the_district_hears_of_what_ten_residents_wait_for_as_long_as_nobody_has_taken_it(
    town: Town,
) -> None:
    report = await sent(town)
    await town.sent_all()

    async def joined(first: int, last: int) -> int:
        """How many letters the district gets when these have joined."""
        for number in range(first, last):
            person = await town.resident(7000 + number)
            await town.database.write(lambda tx, who=person.id: supports.add(tx, report.id, who, NOW))
        await town.clocks.tick(NOW)
        found = [one for one in await town.letters(NOW) if one.kind is LetterKind.ESCALATED]
        await town.sent_all()
        return len(found)

    assert [await joined(0, 9), await joined(9, 10), await joined(10, 12)] == [0, 2, 0]
