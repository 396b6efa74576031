"""Three held reports ask a coordinator; a blocked person sends nothing new, and hears of it and of its end."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.audits import Deed
from bot.domain.blocks import PERIOD, Blocked, BlockState, Case, NoGrounds, Verdict
from bot.domain.groups import NotAllowed, Staff
from bot.domain.histories import Decision
from bot.domain.letters import LetterKind, to_person
from bot.domain.people import Language, Person
from bot.domain.places import Place
from bot.domain.reports import Action, Reason, Report
from bot.domain.roles import Role
from bot.services.drafts import Incoming
from bot.services.triage import TriageService
from tests.conftest import Peek
from tests.services.conftest import (
    ADMIN,
    AIGUL,
    BOLAT,
    DAY,
    ILE,
    NOW,
    OTHER_ADMIN,
    SECOND,
    YERLAN,
    Town,
    picture,
    words,
)


@pytest.fixture
def town(town: Town) -> Town:
    """Administrators are few here, and those who triage have a role."""
    return replace(town, triage=TriageService(town.database, (ADMIN, OTHER_ADMIN)))


async def given(town: Town, staff: Staff, role: Role, kato: str) -> None:
    _, token = await town.roles.invite(Staff(ADMIN, ADMIN, "Сәуле"), role, kato, None, staff.name, NOW)
    await town.roles.join(staff, token, NOW)


@pytest.fixture
async def aigul(town: Town) -> Person:
    await town.bound()
    await given(town, YERLAN, Role.MODERATOR, ILE)
    return await town.resident()


async def held(town: Town, person: Person, now: datetime = NOW) -> Report:
    report = await town.report(person, now)
    return await town.triage.decide(YERLAN, report.id, Decision(Action.HOLD, Reason.INSULT), now)


async def asked(town: Town, now: datetime = NOW) -> list[tuple[str, int]]:
    """Who is asked, and about which block."""
    return [(one.recipient, one.subject) for one in await town.letters(now) if one.kind == "block_asked"]


async def decide(town: Town, verdict: Verdict, block_id: int = 1, now: datetime = NOW) -> Case:
    return await town.blocks.decide(ADMIN, block_id, verdict, now)


@pytest.fixture
async def blocked(town: Town, aigul: Person) -> Person:
    """With two reports in the group's queue, one of them still being written."""
    await town.report(aigul)
    for _ in range(3):
        await held(town, aigul)
    await town.ready(aigul)
    await town.sent_all()
    await decide(town, Verdict.BLOCK)
    return aigul


async def test_where_the_district_has_a_coordinator_nobody_else_is_asked_or_may_decide(
    town: Town, aigul: Person
) -> None:
    dana = Staff(5001, 5001, "Дана")
    await given(town, dana, Role.COORDINATOR, ILE)
    for _ in range(3):
        await held(town, aigul)
    person, _ = await town.people.visit(5001, 5001)
    assert person is not None
    assert await asked(town) == [(to_person(person.id), 1)]
    with pytest.raises(NotAllowed):
        await town.blocks.decide(YERLAN.telegram_id, 1, Verdict.BLOCK, NOW)
    assert (await town.blocks.decide(5001, 1, Verdict.BLOCK, NOW)).block.in_force(NOW)
    assert [one.deed for one in await town.audits.latest(1)] == [Deed.BLOCKED]


async def test_the_third_held_report_asks_every_administrator_once_where_there_is_no_coordinator(
    town: Town, aigul: Person
) -> None:
    for _ in range(2):
        await held(town, aigul)
    assert await asked(town) == []
    for _ in range(2):
        await held(town, aigul)
    admins = [await town.people.visit(one, one) for one in (ADMIN, OTHER_ADMIN)]
    found = [to_person(person.id) for person, _ in admins if person]

    assert sorted(await asked(town)) == sorted((one, 1) for one in found)


async def test_reports_of_two_people_are_not_added_up(town: Town, aigul: Person) -> None:
    bolat = await town.resident(BOLAT)
    for person in (aigul, bolat, aigul, bolat):
        await held(town, person)

    assert await asked(town) == []


async def test_what_was_taken_up_again_or_held_long_ago_does_not_count(town: Town, aigul: Person) -> None:
    first = await held(town, aigul)
    await town.triage.decide(YERLAN, first.id, Decision(Action.RETURN), NOW)
    for days in (0, 29, 30):
        await held(town, aigul, NOW + days * DAY)
    assert await asked(town, NOW + 30 * DAY) == []
    await held(town, aigul, NOW + 30 * DAY + SECOND)

    assert len(await asked(town, NOW + 31 * DAY)) == 2


async def test_a_coordinator_is_asked_about_the_same_person_once_a_month(town: Town, aigul: Person) -> None:
    for days in (0, 1, 2):
        await held(town, aigul, NOW + days * DAY)
    assert {block for _, block in await asked(town, NOW + 2 * DAY)} == {1}
    await town.sent_all(NOW + 2 * DAY)
    await decide(town, Verdict.LEAVE, now=NOW + 2 * DAY)
    for later in (3 * DAY, 31 * DAY, 32 * DAY - SECOND):
        await held(town, aigul, NOW + later)
        assert await asked(town, NOW + later) == []
    await held(town, aigul, NOW + 32 * DAY)

    assert {block for _, block in await asked(town, NOW + 32 * DAY)} == {2}


async def test_of_a_third_holding_delivered_twice_or_done_by_two_at_once_one_question_comes(
    town: Town, aigul: Person, peek: Peek
) -> None:
    reports = [await town.report(aigul) for _ in range(4)]
    holding = Decision(Action.HOLD, Reason.INSULT)
    await asyncio.gather(*(town.triage.decide(YERLAN, one.id, holding, NOW) for one in reports))

    assert await peek("SELECT count(*) FROM blocks") == [(1,)]


async def test_a_blocked_person_begins_writes_and_sends_nothing_new(town: Town, blocked: Person) -> None:
    draft = await town.drafts.unfinished(blocked.id)
    assert draft is not None
    for doing in (
        town.drafts.begin(blocked, NOW),
        town.drafts.write(blocked, "Тағы", 1, NOW),
        town.drafts.attach(blocked, Incoming(picture(9), None), NOW),
        town.drafts.locate(blocked, Place(43.4, 77.0), NOW),
        town.drafts.submit(blocked, draft.id, NOW),
    ):
        with pytest.raises(Blocked) as refusal:
            await doing
        assert (refusal.value.since, refusal.value.until) == (NOW, NOW + PERIOD)


async def test_what_a_blocked_person_has_sent_before_goes_on(town: Town, blocked: Person) -> None:
    first = (await town.reports.mine(blocked.id, 0)).reports[-1]
    await town.do(first, Action.RESOLVE)
    await town.reports.say(blocked, first.id, words("Рақмет", AIGUL), NOW)

    assert (await town.reports.judge(blocked, first.id, NOW, fixed=True)).state == "confirmed"


async def test_a_report_sent_just_before_the_block_is_the_same_when_its_press_comes_again(
    town: Town, aigul: Person
) -> None:
    for _ in range(3):
        await held(town, aigul)
    draft = await town.ready(aigul)
    sent = await town.drafts.submit(aigul, draft.id, NOW)
    await decide(town, Verdict.BLOCK)

    assert await town.drafts.submit(aigul, draft.id, NOW) == sent


async def test_a_block_is_told_at_once_and_its_end_when_it_comes(town: Town, blocked: Person) -> None:
    me = to_person(blocked.id)
    assert await town.told(me) == [LetterKind.BLOCKED]
    await town.sent_all()
    assert await town.told(me, NOW + PERIOD - SECOND) == []
    assert await town.told(me, NOW + PERIOD) == [LetterKind.BLOCK_ENDED]

    await town.drafts.begin(blocked, NOW + PERIOD)


async def test_lifted_it_is_over_at_once_and_told_once(town: Town, blocked: Person) -> None:
    await town.sent_all()
    for _ in range(2):
        case = await decide(town, Verdict.LIFT, now=NOW + DAY)
        assert case.block.state is BlockState.LIFTED
    assert await town.told(to_person(blocked.id), NOW + DAY) == [LetterKind.BLOCK_ENDED]
    await town.sent_all(NOW + DAY)

    assert await town.told(to_person(blocked.id), NOW + 2 * PERIOD) == []
    await town.drafts.begin(blocked, NOW + DAY)


async def test_blocked_lifted_and_blocked_again_each_is_told(town: Town, blocked: Person) -> None:
    me = to_person(blocked.id)
    await town.sent_all()
    await decide(town, Verdict.LIFT, now=NOW + DAY)
    await town.sent_all(NOW + DAY)
    await decide(town, Verdict.BLOCK, now=NOW + 2 * DAY)
    assert await town.told(me, NOW + 2 * DAY) == [LetterKind.BLOCKED]
    await town.sent_all(NOW + 2 * DAY)

    assert await town.told(me, NOW + PERIOD) == []
    assert await town.told(me, NOW + PERIOD + 2 * DAY) == [LetterKind.BLOCK_ENDED]


async def test_pressed_twice_and_by_two_coordinators_there_is_one_block(
    town: Town, blocked: Person, peek: Peek
) -> None:
    before = await peek("SELECT * FROM blocks")
    await asyncio.gather(
        *(town.blocks.decide(one, 1, Verdict.BLOCK, NOW + DAY) for one in (ADMIN, OTHER_ADMIN) * 2),
        town.blocks.decide(OTHER_ADMIN, 1, Verdict.LEAVE, NOW + DAY),
    )

    assert await peek("SELECT * FROM blocks") == before
    assert await town.told(to_person(blocked.id)) == [LetterKind.BLOCKED]


async def test_who_is_no_coordinator_decides_nothing_and_learns_nothing(
    town: Town, blocked: Person, peek: Peek
) -> None:
    before = await peek("SELECT * FROM blocks")
    for telegram_id in (AIGUL, BOLAT, YERLAN.telegram_id):
        for verdict in Verdict:
            for block_id in (1, 2):
                with pytest.raises(NotAllowed):
                    await town.blocks.decide(telegram_id, block_id, verdict, NOW)
    with pytest.raises(NotAllowed):
        await decide(town, Verdict.LIFT, block_id=2)

    assert await peek("SELECT * FROM blocks") == before


async def test_an_old_button_blocks_nobody_whose_reports_were_taken_up_again(
    town: Town, aigul: Person
) -> None:
    reports = [await held(town, aigul) for _ in range(3)]
    await town.triage.decide(YERLAN, reports[0].id, Decision(Action.RETURN), NOW)
    for later in (timedelta(0), 40 * DAY):
        with pytest.raises(NoGrounds):
            await decide(town, Verdict.BLOCK, now=NOW + later)

    case = await town.contents.case(1, NOW)
    assert case is not None
    assert [one.number for one in case.held] == [one.number for one in reports[1:]]
    assert case.block.district == ILE


async def test_who_has_withdrawn_their_consent_is_blocked_without_a_letter(town: Town, aigul: Person) -> None:
    for _ in range(3):
        await held(town, aigul)
    await town.people.decide(AIGUL, Language.KAZAKH, NOW, agreed=False)
    await decide(town, Verdict.BLOCK)

    assert await town.told(to_person(aigul.id), NOW + PERIOD) == []
