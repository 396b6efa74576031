"""Staff enter a unit's budget, version by version; residents see the newest of their own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.audits import Deed
from bot.domain.budgets import Ledger, NoBudgetHere, Side, Statement, Unbalanced, WrongYear
from bot.domain.elections import Election, Kind
from bot.domain.facts import Source, SourceMissing
from bot.domain.groups import NotAllowed, Staff
from bot.domain.numbers import ALMATY
from bot.domain.people import ConsentMissing, Language
from bot.domain.roles import Role
from bot.domain.territories import NoSuchTerritory
from bot.domain.timelines import Code
from tests.budgets import DECISION, EXECUTION, FIGURES, PLAN
from tests.conftest import Peek
from tests.services.conftest import (
    ADMIN,
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    ILE,
    KARAOI,
    KARAOI_UNIT,
    NOW,
    Town,
)

CHIEF, DANA = Staff(ADMIN, ADMIN, "Админ"), Staff(4001, 4001, "Дана")


async def serving(town: Town, role: Role, kato: str) -> None:
    _, token = await town.roles.invite(CHIEF, role, kato, None, role, NOW)
    await town.roles.join(DANA, token, NOW)


async def enter(
    town: Town, statement: Statement = PLAN, staff: Staff = CHIEF, kato: str = BAISERKE_UNIT
) -> Ledger:
    return await town.budgets.enter(staff, kato, statement, NOW)


async def test_what_is_entered_is_what_residents_of_the_unit_see_and_no_others(town: Town) -> None:
    await town.resident()
    await town.resident(BOLAT, KARAOI)
    await enter(town)
    seen = await enter(town, EXECUTION)

    assert seen.budgets[2026].sides == {Side.PLAN: PLAN, Side.EXECUTION: EXECUTION}
    assert (await town.budgets.look(AIGUL, NOW)).budgets == seen.budgets
    assert (await town.budgets.look(BOLAT, NOW)).budgets == {}


async def test_the_newest_version_counts_the_older_ones_stay_and_the_same_again_is_none(
    town: Town, peek: Peek
) -> None:
    for _number in range(2):
        await enter(town)
    mended = replace(PLAN, source=Source("Mended", DECISION.checked_on))
    await enter(town, mended)

    assert (await town.budgets.ledger(CHIEF, BAISERKE_UNIT, NOW)).statement(2026, Side.PLAN) == mended
    assert await peek("SELECT source FROM budgets ORDER BY id") == [(DECISION.name,), ("Mended",)]


async def test_years_come_newest_first(town: Town) -> None:
    for year in (2025, 2027, 2026):
        await enter(town, replace(PLAN, year=year))

    assert list((await town.budgets.ledger(CHIEF, BAISERKE_UNIT, NOW)).budgets) == [2027, 2026, 2025]


async def test_the_source_was_looked_into_on_the_day_it_was_entered_whatever_is_said(town: Town) -> None:
    long_ago = replace(PLAN, source=Source(DECISION.name, date(2020, 1, 1)))
    seen = await enter(town, long_ago)

    entered = seen.statement(2026, Side.PLAN)
    assert entered is not None
    assert entered.source.checked_on == date(2026, 5, 4)


async def test_the_log_says_who_entered_which(town: Town) -> None:
    await enter(town)
    await enter(town)

    log = await town.audits.log(ADMIN, 0, NOW)
    deeds = [(one.actor, one.detail) for one in log.entries if one.deed is Deed.BUDGET_ENTERED]
    assert deeds == [("Админ", "2026 plan")]


@pytest.mark.parametrize(
    ("role", "kato", "may"),
    [
        (Role.AKIM, BAISERKE_UNIT, True),
        (Role.OFFICE, BAISERKE_UNIT, True),
        (Role.COORDINATOR, ILE, True),
        (Role.MODERATOR, BAISERKE_UNIT, False),
        (Role.AKIM, KARAOI_UNIT, False),
    ],
)
async def test_the_coordinator_the_akim_and_the_office_enter_the_budget_of_their_unit(
    town: Town, role: Role, kato: str, may: bool
) -> None:
    await serving(town, role, kato)
    if may:
        await enter(town, staff=DANA)
        assert (await town.budgets.ledger(DANA, BAISERKE_UNIT, NOW)).budgets
    else:
        for doing in (enter(town, staff=DANA), town.budgets.ledger(DANA, BAISERKE_UNIT, NOW)):
            with pytest.raises(NotAllowed):
                await doing
        assert (await town.budgets.ledger(CHIEF, BAISERKE_UNIT, NOW)).budgets == {}


async def test_a_role_that_has_ended_gives_no_right(town: Town) -> None:
    _, token = await town.roles.invite(CHIEF, Role.AKIM, BAISERKE_UNIT, NOW + DAY, "akim", NOW)
    await town.roles.join(DANA, token, NOW)
    with pytest.raises(NotAllowed):
        await town.budgets.enter(DANA, BAISERKE_UNIT, PLAN, NOW + 2 * DAY)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (replace(PLAN, source=Source("", DECISION.checked_on)), SourceMissing),
        (replace(PLAN, year=2029), WrongYear),
        (replace(PLAN, figures=replace(FIGURES, carried_over=0)), Unbalanced),
    ],
)
async def test_what_is_wrong_leaves_nothing(
    town: Town, peek: Peek, wrong: Statement, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await enter(town, wrong)
    assert await peek("SELECT count(*) FROM budgets") == [(0,)]
    assert await peek("SELECT count(*) FROM budget_lines") == [(0,)]


async def test_only_units_have_budgets_here(town: Town) -> None:
    for kato in (ILE, BAISERKE):
        with pytest.raises(NoBudgetHere):
            await enter(town, kato=kato)
    with pytest.raises(NoSuchTerritory):
        await enter(town, kato="000000000")


async def test_strangers_and_who_took_their_consent_back_see_nothing(town: Town) -> None:
    with pytest.raises(ConsentMissing):
        await town.budgets.look(AIGUL, NOW)
    await town.resident()
    await town.people.decide(AIGUL, Language.KAZAKH, NOW + timedelta(hours=1), agreed=False)
    with pytest.raises(ConsentMissing):
        await town.budgets.look(AIGUL, NOW)


async def test_who_entered_a_budget_can_be_forgotten_and_the_budget_stays(town: Town) -> None:
    await serving(town, Role.AKIM, BAISERKE_UNIT)
    await enter(town, staff=DANA)
    await town.privacy.forget(DANA.telegram_id, "7K3F-94AY", NOW)
    assert (await town.budgets.ledger(CHIEF, BAISERKE_UNIT, NOW)).statement(2026, Side.PLAN) == PLAN


async def test_while_an_akim_is_being_elected_residents_see_the_plan_and_not_what_came_of_it(
    town: Town,
) -> None:
    await town.resident()
    await enter(town)
    await enter(town, EXECUTION)
    spot = await town.territories.spot(BAISERKE_UNIT)
    today = NOW.astimezone(ALMATY).date()
    days = [today - timedelta(days=9), today, today + timedelta(days=40)]
    blank = Election(0, spot.territory, Kind.EARLY, *days, source="Жоспар")
    election = await town.calendars.enter(CHIEF, blank, NOW)
    assert not (await town.budgets.look(AIGUL, NOW)).plans_only
    await town.calendars.confirm(CHIEF, election.id, Code.VOTING_START, election.voting[0], NOW)
    ledger = await town.budgets.look(AIGUL, NOW)
    assert ledger.plans_only
    assert ledger.budgets[2026].sides == {Side.PLAN: PLAN}
    assert Side.EXECUTION in (await town.budgets.ledger(CHIEF, BAISERKE_UNIT, NOW)).budgets[2026].sides
