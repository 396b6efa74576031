"""The sheet of a year: every number is of that year, of few people none, and while an akim is elected there is no sheet."""

from datetime import UTC, datetime, timedelta

from bot.domain.events import OFFICE_STEPS
from bot.domain.histories import Decision
from bot.domain.people import Language
from bot.domain.promises import State
from bot.domain.reports import Action
from bot.domain.tallies import Bucket
from bot.domain.works import Step, Work
from bot.domain.years import Asked, Part, YearSheet
from storage.database import SQL
from tests.services.conftest import (
    AIGUL,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    ILE,
    KARAOI,
    KOKTEREK,
    NOW,
    YERLAN,
    Town,
    leaves,
    words,
)
from tests.services.test_answers import office
from tests.services.test_calendars import CHIEF, DANA, TIMUR, coordinated
from tests.services.test_consultations import CLOSES, chose, opened
from tests.services.test_digests import sent, solve
from tests.services.test_meetings import BEGINS, called, held
from tests.services.test_promises import KEPT, answered, said

__all__ = ["coordinated", "office"]

LAST_YEAR = datetime(2025, 12, 31, 18, 59, tzinfo=UTC)  # a minute before midnight in Kazakhstan


async def sheet(town: Town, kato: str = BAISERKE_UNIT, year: int = 2026, now: datetime = NOW) -> YearSheet:
    found = await town.years.sheet(CHIEF.telegram_id, kato, year, now)
    assert found is not None
    return found


async def test_what_came_and_was_solved_is_of_the_year_that_ends_at_midnight_in_kazakhstan(
    town: Town,
) -> None:
    before = await sent(town, 2, LAST_YEAR)
    await solve(town, before[0], LAST_YEAR)
    await sent(town, 1, LAST_YEAR + timedelta(minutes=1))
    for report in await sent(town, 6):
        await solve(town, report, NOW + 2 * timedelta(hours=1))
    await solve(town, before[1], NOW)
    found = await sheet(town, now=NOW + DAY)
    assert (found.tally.intake, found.tally[Bucket.UNCONFIRMED], found.solved) == (7, 6, 7)
    assert found.solved_share == 86
    assert (await sheet(town, year=2025)).tally.intake == 2
    assert (await sheet(town, year=2025)).solved == 1


async def test_productivity_is_what_was_solved_in_the_offices_working_hours(town: Town) -> None:
    for report in await sent(town, 6):
        await solve(town, report, NOW)
    now = datetime(2026, 5, 8, 6, tzinfo=UTC)
    found = await sheet(town, now=now)
    # 91 days from Monday to Friday until the eighth of May, and one of them off.
    assert (found.hours, found.rate) == (91 * 8, 8)
    units = len((await town.territories.listing(ILE, Language.KAZAKH)).listed)
    assert (await sheet(town, ILE, now=now)).hours == 91 * 8 * units


async def test_half_of_what_was_solved_took_so_many_steps_of_the_office(town: Town) -> None:
    reports = await sent(town, 5)
    for report in reports[:2]:
        await town.triage.decide(YERLAN, report.id, Decision(Action.TAKE), NOW)
        await town.triage.say(YERLAN, report.id, words("Шебер шықты"), NOW)
    for report in reports:
        await solve(town, report, NOW)
    await town.reports.say(await town.resident(), reports[0].id, words("Рақмет", AIGUL), NOW)
    assert (await sheet(town)).steps == 1
    for report in reports[2:3]:  # the half of five is three
        await town.triage.say(YERLAN, report.id, words("Тағы"), NOW)
    assert (await sheet(town)).steps == 2


def test_the_offices_steps_are_the_same_in_the_query_and_in_the_rules() -> None:
    text = (SQL / "years.sql").read_text("utf-8")
    for query in ("steps_in_unit", "steps_in_district"):
        part = text.partition(f"-- name: {query}\n")[2].partition("e.kind IN (")[2].partition(")")[0]
        assert {one.strip(" '\n") for one in part.split(",")} == {one.value for one in OFFICE_STEPS}


async def test_languages_are_those_of_who_reported_and_of_few_none(town: Town) -> None:
    for number in range(9):
        person = await town.resident(7000 + number)
        if number >= 5:
            await town.people.speak(person.id, Language.RUSSIAN)
        for _ in range(2):
            await town.report(person)
    await town.resident(BOLAT)
    assert (await sheet(town)).languages == [(Language.KAZAKH, 100)]
    last = await town.resident(7100)
    await town.people.speak(last.id, Language.RUSSIAN)
    await town.report(last)
    assert (await sheet(town)).languages == [(Language.KAZAKH, 50), (Language.RUSSIAN, 50)]
    assert (await sheet(town, ILE)).languages == [(Language.KAZAKH, 50), (Language.RUSSIAN, 50)]


async def test_who_took_part_is_counted_once_among_who_is_registered_here(town: Town) -> None:
    for number in range(8):
        person = await town.resident(7000 + number)
        if number < 6:
            await town.report(person)
            await town.report(person)
    await town.report(await town.resident(BOLAT, KARAOI))
    assert (await sheet(town)).part == Part(8, 6)
    assert (await sheet(town, ILE)).part == Part(9, 7)
    assert (await sheet(town, year=2025)).part == Part(8, 0)
    await leaves(town, 7000, "/forget")
    await leaves(town, 7001, "withdraw")
    assert (await sheet(town)).part == Part(6, 4)


async def test_villages_nothing_came_from_are_named(town: Town) -> None:
    await town.report(await town.resident())
    found = await sheet(town)
    assert found.villages == len(found.silent) + 1
    assert KOKTEREK in {one.kato for one in found.silent}
    await town.report(await town.resident(BOLAT, KOKTEREK))
    assert KOKTEREK not in {one.kato for one in (await sheet(town)).silent}


async def test_who_joins_a_report_and_who_repeats_it_has_told_the_same_trouble_again(town: Town) -> None:
    await town.bound()
    first = await town.report(await town.resident())
    second = await town.report(await town.resident(BOLAT))
    await town.triage.decide(
        YERLAN, second.id, Decision(Action.DUPLICATE, remark=words("Қайталанған"), first=first.id), NOW
    )
    assert (await sheet(town)).repeated == 1


async def test_promises_are_those_made_in_the_year_and_stand_where_they_stand_now(office: Town) -> None:
    key = await answered(office)
    assert (await sheet(office)).promises[State.DUE] == 1
    await said(office, key, KEPT)
    found = (await sheet(office)).promises
    assert (found[State.KEPT], sum(found.values())) == (1, 1)
    assert sum((await sheet(office, year=2025)).promises.values()) == 0


async def test_a_consultation_has_changed_something_when_a_meeting_decided_or_a_project_goes_on(
    coordinated: Town,
) -> None:
    town, later = coordinated, BEGINS + DAY
    await town.resident()
    keys = [await opened(town), await opened(town)]
    for key in keys:
        await chose(town, key, AIGUL, 1)
    assert (await sheet(town, now=CLOSES - DAY)).asked == Asked()
    await town.consultations.tick(CLOSES)
    assert (await sheet(town, now=CLOSES)).asked == Asked(2, 0)
    assert (await sheet(town, now=CLOSES)).part == Part(1, 1)

    async def work(step: Step, why: str | None = None) -> Asked:
        _, draft = await town.works.draft(DANA, Work(0, keys[0], 1, step, why), CLOSES + DAY)
        await town.works.publish(TIMUR, draft.id, CLOSES + DAY)
        return (await sheet(town, now=CLOSES + DAY)).asked

    assert await work(Step.PLANNED) == Asked(2, 1)
    assert await work(Step.DROPPED, "Ақша бөлінбеді") == Asked(2, 0)
    meeting = await called(town, keys[1])
    assert (await sheet(town, now=later)).asked == Asked(2, 0)
    await held(town, meeting.id)
    assert (await sheet(town, now=later)).asked == Asked(2, 1)
