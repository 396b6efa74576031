"""The digest: what came, what was solved and what is late, told in time, to who answers for the place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.digests import Every, NoSuchHour, Subscription, Times
from bot.domain.groups import NotAllowed, Staff
from bot.domain.histories import Decision
from bot.domain.letters import Letter, LetterKind, to_person
from bot.domain.people import Language
from bot.domain.reports import Action, Reason, Report
from bot.domain.roles import Role
from bot.domain.tallies import Bucket, Milestone, together
from bot.domain.territories import Level
from bot.domain.timelines import Code
from storage import supports, territories
from tests.services.conftest import (
    ADMIN,
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    ILE,
    KOKTEREK,
    NOW,
    YERLAN,
    Town,
    words,
)
from tests.services.test_calendars import blank, confirmed

CHIEF = Staff(ADMIN, ADMIN, "Дана")
AKIM = Staff(3001, 3001, "Асқар", Language.KAZAKH)
# NOW is Monday, 4 May 2026, 11:00 in Kazakhstan.
NEXT_MONDAY = NOW + 7 * DAY


async def akim(town: Town, kato: str = BAISERKE_UNIT, who: Staff = AKIM, role: Role = Role.AKIM) -> str:
    """The id of somebody who answers for the territory."""
    _, token = await town.roles.invite(CHIEF, role, kato, NOW + 365 * DAY, f"{kato} {who.telegram_id}", NOW)
    await town.roles.join(who, token, NOW)
    await town.sent_all()
    person, _ = await town.people.visit(who.telegram_id, who.telegram_id)
    assert person is not None
    return person.id


async def sent(town: Town, count: int, now: datetime = NOW) -> list[Report]:
    await town.bound()
    person = await town.resident()
    return [await town.report(person, now) for _ in range(count)]


async def solve(town: Town, report: Report, now: datetime) -> None:
    await town.triage.decide(YERLAN, report.id, Decision(Action.RESOLVE, remark=words("Істелді")), now)


async def test_a_week_is_told_with_the_one_before_it(town: Town) -> None:
    await akim(town)
    await sent(town, 2, NOW - 7 * DAY)
    reports = await sent(town, 6)
    for number, report in enumerate(reports):
        await solve(town, report, NOW + number * timedelta(hours=10))
    await town.reports.judge(await town.resident(), reports[0].id, NOW + DAY, fixed=True)
    found = await town.digests.digest(AKIM.telegram_id, BAISERKE_UNIT, Every.WEEK, NEXT_MONDAY)
    assert (f"{found.period.first}", f"{found.period.last}") == ("2026-05-04", "2026-05-10")
    assert (found.flow.tally.intake, found.before.tally.intake) == (6, 2)
    assert found.flow.reached[Milestone.SOLVED] == 6
    assert found.flow.confirmed_share == 17
    assert found.solution == Times(median=21, ninth=None)
    assert found.standing[Bucket.WAITING] == 2
    assert not found.neutral


async def test_of_few_reports_no_times_and_no_shares_are_told(town: Town) -> None:
    await akim(town)
    for report in await sent(town, 4):
        await solve(town, report, NOW)
    found = await town.digests.digest(AKIM.telegram_id, BAISERKE_UNIT, Every.WEEK, NEXT_MONDAY)
    assert (found.first_word, found.solution, found.flow.confirmed_share) == (None, None, None)


async def test_a_district_is_the_sum_of_its_units_and_the_accounting_comes_out(town: Town) -> None:
    await akim(town, ILE, role=Role.COORDINATOR)
    await sent(town, 3)
    elsewhere = await town.resident(BOLAT, KOKTEREK)
    await town.report(elsewhere)
    karaoi = await town.resident(AIGUL + 500, "196843100")
    await town.report(karaoi)
    found = await town.digests.digest(AKIM.telegram_id, ILE, Every.WEEK, NEXT_MONDAY)
    assert found.flow.tally.intake == 5
    assert found.flow.by_village == {"196847100": 3, KOKTEREK: 1, "196843100": 1}
    assert found.standing.intake == sum(found.standing.buckets.values()) == 5


async def test_what_is_late_is_named_the_longest_overdue_first(town: Town) -> None:
    await akim(town)
    first, second = await sent(town, 1), await sent(town, 1, NOW + DAY)
    await town.clocks.promise(
        CHIEF, BAISERKE_UNIT, first[0].category, lambda one: replace(one, first_word=1), NOW
    )
    await town.clocks.tick(NOW + 6 * DAY)
    found = await town.digests.digest(AKIM.telegram_id, BAISERKE_UNIT, Every.DAY, NOW + 6 * DAY)
    assert [one.id for one in found.late] == [first[0].id, second[0].id]
    assert found.standing[Bucket.OVERDUE] == 2


async def test_nobody_reads_the_digest_of_a_place_they_do_not_answer_for(town: Town) -> None:
    await akim(town)
    await town.resident(BOLAT)
    for telegram_id, kato in ((BOLAT, BAISERKE_UNIT), (AKIM.telegram_id, ILE), (YERLAN.telegram_id, ILE)):
        for read in (town.digests.digest, town.digests.account, town.digests.table):
            with pytest.raises(NotAllowed):
                await read(telegram_id, kato, Every.WEEK, NOW)
        with pytest.raises(NotAllowed):
            await town.years.sheet(telegram_id, kato, 2026, NOW)


async def due(town: Town, now: datetime) -> list[Letter]:
    """What of it goes now."""
    await town.digests.tick(now)
    found = [one for one in await town.letters(now) if one.kind is LetterKind.DIGEST]
    await town.sent_all(now)
    return found


async def test_it_comes_by_itself_on_monday_at_eight_once(town: Town) -> None:
    person_id = await akim(town)
    eight = NEXT_MONDAY.replace(hour=3, minute=0)
    assert await due(town, NOW) == []
    assert await due(town, eight - timedelta(minutes=1)) == []
    found = await due(town, eight)
    assert [(one.recipient, one.subject) for one in found] == [(to_person(person_id), int(BAISERKE_UNIT))]
    assert await town.digests.owed(found[0], eight) is not None
    for minutes in (0, 5, 60, 24 * 60):
        assert await due(town, eight + timedelta(minutes=minutes)) == []


async def test_whoever_wants_it_each_day_at_their_hour_gets_it_then(town: Town) -> None:
    await akim(town)
    await town.digests.subscribe(AKIM, BAISERKE_UNIT, Subscription(Every.DAY, 18), NOW)
    there = NOW.replace(hour=13, minute=0)  # 18:00
    await due(town, NOW)
    assert [len(await due(town, there + hours * timedelta(hours=1))) for hours in (-1, 0, 1, 23, 24)] == [
        0, 1, 0, 0, 1,
    ]  # fmt: skip
    await town.digests.subscribe(AKIM, BAISERKE_UNIT, Subscription(Every.NEVER, 18), NOW)
    assert await due(town, there + 2 * DAY) == []
    with pytest.raises(NoSuchHour):
        await town.digests.subscribe(AKIM, BAISERKE_UNIT, Subscription(Every.DAY, 3), NOW)


async def test_after_a_night_without_the_program_it_comes_late_and_after_two_days_not_at_all(
    town: Town,
) -> None:
    await akim(town)
    await town.digests.subscribe(AKIM, BAISERKE_UNIT, Subscription(Every.DAY, 8), NOW)
    await due(town, NOW)
    eight = (NOW + DAY).replace(hour=3, minute=0)
    assert len(await due(town, eight + timedelta(hours=5))) == 1
    assert await due(town, eight + 3 * DAY + timedelta(hours=11)) == []


async def test_whose_role_has_ended_is_owed_nothing(town: Town) -> None:
    await akim(town)
    await due(town, NOW)
    [letter] = await due(town, NEXT_MONDAY.replace(hour=3, minute=0))
    assert await town.digests.owed(letter, NOW + 400 * DAY) is None


async def test_who_may_still_do_other_things_there_is_owed_nothing_either(town: Town) -> None:
    await akim(town)
    _, token = await town.roles.invite(CHIEF, Role.MODERATOR, BAISERKE_UNIT, None, "moderates, too", NOW)
    await town.roles.join(AKIM, token, NOW)
    await town.sent_all()
    await due(town, NOW)
    [letter] = await due(town, NEXT_MONDAY.replace(hour=3, minute=0))
    assert await town.digests.owed(letter, NOW + 300 * DAY) is not None
    assert await town.digests.owed(letter, NOW + 400 * DAY) is None


@pytest.mark.parametrize(("role", "kato"), [(Role.OFFICE, BAISERKE_UNIT), (Role.COORDINATOR, ILE)])
async def test_who_serves_the_unit_without_leading_it_gets_its_digest_once_they_ask_for_it(
    town: Town, role: Role, kato: str
) -> None:
    person_id = await akim(town, kato, AKIM, role)
    await due(town, NOW)
    _, nothing = await town.digests.subscription(AKIM.telegram_id, BAISERKE_UNIT, NOW)
    assert nothing.every is Every.NEVER
    await town.digests.subscribe(AKIM, BAISERKE_UNIT, Subscription(Every.DAY, 12), NOW)
    assert await town.digests.subscription(AKIM.telegram_id, BAISERKE_UNIT, NOW) == (
        await town.territories.spot(BAISERKE_UNIT),
        Subscription(Every.DAY, 12),
    )
    noon = NOW.replace(hour=7, minute=0)
    [letter] = await due(town, noon)
    assert (letter.recipient, letter.subject) == (to_person(person_id), int(BAISERKE_UNIT))
    assert await town.digests.owed(letter, noon) is not None


async def test_an_administrator_gets_what_they_ask_for(town: Town) -> None:
    await due(town, NOW)
    _, nothing = await town.digests.subscription(ADMIN, ILE, NOW)
    assert nothing.every is Every.NEVER
    await town.digests.subscribe(CHIEF, ILE, Subscription(Every.DAY, 12), NOW)
    [letter] = await due(town, NOW.replace(hour=7, minute=0))
    assert await town.digests.owed(letter, NOW.replace(hour=7, minute=0)) is not None


async def test_one_that_goes_after_midnight_tells_the_day_it_was_due_for(town: Town) -> None:
    await akim(town)
    await town.digests.subscribe(AKIM, BAISERKE_UNIT, Subscription(Every.DAY, 18), NOW)
    await due(town, NOW)
    told = []
    for moment in (NOW.replace(hour=19, minute=10), NOW.replace(hour=13, minute=0) + DAY):
        for letter in await due(town, moment):
            found = await town.digests.owed(letter, moment)
            assert found is not None
            told.append(f"{found.period.first}")
    assert told == ["2026-05-03", "2026-05-04"]


async def test_while_an_akim_is_elected_it_is_neutral_and_the_districts_too(town: Town) -> None:
    await akim(town)
    await akim(town, ILE, Staff(3002, 3002, "Гүлнар", Language.KAZAKH), Role.COORDINATOR)
    election = await town.calendars.enter(CHIEF, await blank(town), NOW)
    await confirmed(town, election, Code.VOTING_START, by=CHIEF)
    called = datetime(2026, 9, 28, 6, tzinfo=UTC)
    for reader, kato in ((AKIM.telegram_id, BAISERKE_UNIT), (3002, ILE)):
        before = await town.digests.digest(reader, kato, Every.DAY, called - DAY)
        during = await town.digests.digest(reader, kato, Every.DAY, called)
        assert (before.neutral, during.neutral) == (False, True)
        assert not (await town.digests.account(reader, kato, Every.DAY, called - DAY)).neutral
        assert (await town.digests.account(reader, kato, Every.DAY, called)).neutral
        assert await town.digests.table(reader, kato, Every.DAY, called - DAY) is not None
        assert await town.digests.table(reader, kato, Every.DAY, called) is None
        assert await town.years.sheet(reader, kato, 2026, called - DAY) is not None
        assert await town.years.sheet(reader, kato, 2026, called) is None


async def test_what_most_people_wait_for_is_counted_by_person_topic_and_village_as_long_as_it_is_open(
    town: Town,
) -> None:
    await akim(town)
    first, second = await sent(town, 2)

    async def joins(number: int, report: Report) -> None:
        person = await town.resident(7000 + number)
        await town.database.write(lambda tx: supports.add(tx, report.id, person.id, NOW))

    async def told(kato: str = BAISERKE_UNIT) -> list[tuple[int, int]]:
        found = await town.digests.digest(AKIM.telegram_id, kato, Every.WEEK, NEXT_MONDAY)
        return [(one.people, one.report.id) for one in found.awaited]

    await joins(1, first)
    for number in range(1, 4):
        await joins(number, second)
    assert await told() == []  # four people: of fewer than five nothing is told apart
    await joins(4, second)
    assert await told() == [(5, second.id)]
    await town.report(await town.resident(BOLAT, KOKTEREK))
    assert await told() == [(5, second.id)]
    await solve(town, second, NOW)
    assert await told() == []


async def test_what_people_wait_for_is_told_also_once_their_village_has_become_a_unit_of_its_own(
    town: Town,
) -> None:
    await akim(town)
    await town.bound()
    for number in range(5):
        await town.report(await town.resident(7000 + number))
    village = (await town.territories.spot(BAISERKE)).territory
    city = replace(village, parent=ILE, level=Level.UNIT)
    await town.database.write(lambda tx: territories.add(tx, [city]))
    for reader, kato in ((AKIM.telegram_id, BAISERKE_UNIT), (ADMIN, ILE)):
        [most] = (await town.digests.digest(reader, kato, Every.WEEK, NEXT_MONDAY)).awaited
        assert most.people == 5


async def test_what_its_resident_says_is_not_solved_is_named_until_somebody_takes_it(town: Town) -> None:
    await akim(town)
    [report] = await sent(town, 1)
    await solve(town, report, NOW)
    person = await town.resident()
    await town.reports.judge(person, report.id, NOW, fixed=False)
    found = await town.digests.digest(AKIM.telegram_id, BAISERKE_UNIT, Every.WEEK, NEXT_MONDAY)
    assert [one.id for one in found.disputed] == [report.id]
    assert (sum(found.promises.values()), found.promised) == (0, [])
    await town.do(report, Action.TAKE, YERLAN)
    found = await town.digests.digest(AKIM.telegram_id, BAISERKE_UNIT, Every.WEEK, NEXT_MONDAY)
    assert found.disputed == []


async def refuse(town: Town, report: Report, reason: Reason) -> None:
    decision = Decision(Action.REJECT, reason, words("Түсіндірме"))
    await town.triage.decide(YERLAN, report.id, decision, NOW)


async def test_why_reports_were_refused_is_told_of_the_period_and_of_all_days(town: Town) -> None:
    await akim(town)
    for report in await sent(town, 5, NOW - 7 * DAY):
        await refuse(town, report, Reason.PRIVATE)
    reports = await sent(town, 13)
    for report in reports[:6]:
        await refuse(town, report, Reason.NO_MONEY)
    for report, reason in zip(reports[6:], (Reason.PRIVATE, Reason.PRIVATE, Reason.NOT_ENOUGH), strict=False):
        await refuse(town, report, reason)
    found = await town.digests.account(AKIM.telegram_id, BAISERKE_UNIT, Every.WEEK, NEXT_MONDAY)
    assert found.came.tally[Bucket.REFUSED] == 9
    assert found.came.why(Bucket.REFUSED) == []
    assert found.standing.why(Bucket.REFUSED) == [(Reason.PRIVATE, 7), (None, 7)]
    await refuse(town, reports[9], Reason.NOT_ENOUGH)
    await refuse(town, reports[10], Reason.OTHER)
    found = await town.digests.account(AKIM.telegram_id, BAISERKE_UNIT, Every.WEEK, NEXT_MONDAY)
    assert found.came.why(Bucket.REFUSED) == [(Reason.NO_MONEY, 6), (None, 5)]


async def test_the_table_of_a_period_adds_up_row_by_row_and_folds_what_is_of_few(town: Town) -> None:
    await akim(town, ILE, role=Role.COORDINATOR)
    await solve(town, (await sent(town, 6))[0], NOW)
    for _ in range(5):
        await town.report(await town.resident(BOLAT, KOKTEREK))
    for _ in range(2):
        await town.report(await town.resident(AIGUL + 500, "196843100"))
    found = await town.digests.table(AKIM.telegram_id, ILE, Every.WEEK, NEXT_MONDAY)
    assert found is not None
    assert [(one.village and one.village.kato, one.tally.intake) for one in found.lines] == [
        ("196847100", 6),
        (None, 7),
    ]
    assert together(one.tally for one in found.lines) == found.total
    assert found.total.intake == 13
