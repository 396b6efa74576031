"""Roles are given by links that work once, end by themselves, and are written down."""

import asyncio
import secrets
from datetime import datetime, timedelta

import pytest

from bot.domain.audits import Deed
from bot.domain.bindings import CODE_TERM, NothingChosen, NothingToConnect
from bot.domain.groups import NotAllowed, NotBound, NotOurReport, Staff
from bot.domain.letters import LetterKind, to_group, to_person
from bot.domain.people import Language
from bot.domain.reports import Action, State
from bot.domain.roles import (
    INVITATION_TERM,
    InvitationOver,
    InvitationUsed,
    NoSuchGrant,
    NoSuchInvitation,
    Right,
    Role,
    Way,
)
from bot.domain.setups import SetupStep
from bot.domain.territories import Level, Territory
from bot.services.triage import TriageService
from storage import territories
from tests.services.conftest import (
    ADMIN,
    BAISERKE_UNIT,
    DAY,
    GROUP,
    ILE,
    KARAOI,
    KARAOI_UNIT,
    NOW,
    SECOND,
    Town,
    words,
)

KK = Language.KAZAKH
CHIEF = Staff(ADMIN, ADMIN, "Сәуле")
BAQYT, DANA, TIMUR = Staff(5001, 5001, "Бақыт"), Staff(5002, 5002, "Дана"), Staff(5003, 5003, "Тимур")


FOREIGN_REGION = Territory("100000000", None, Level.REGION, "Абай", "Абай", "Abai")
FOREIGN = Territory("101200000", "100000000", Level.DISTRICT, "Ақсуат", "Аксуат", "Aqsuat")


async def invited(
    town: Town,
    role: Role,
    kato: str = BAISERKE_UNIT,
    by: Staff = CHIEF,
    until: datetime | None = None,
) -> str:
    _, token = await town.roles.invite(by, role, kato, until, secrets.token_hex(4), NOW)
    return token


async def given(town: Town, who: Staff, role: Role, kato: str = BAISERKE_UNIT, by: Staff = CHIEF) -> None:
    await town.roles.join(who, await invited(town, role, kato, by), NOW)


async def held(town: Town, who: Staff, now: datetime = NOW) -> list[tuple[Role, str]]:
    return [(one.role, one.kato) for one in (await town.roles.holder(who.telegram_id, now)).grants]


async def deeds(town: Town) -> list[Deed]:
    return [entry.deed for entry in reversed(await town.audits.latest(100))]


# invitations


async def test_a_link_says_what_it_gives_before_it_is_accepted(town: Town) -> None:
    token = await invited(town, Role.AKIM, until=NOW + 1000 * DAY)
    offer = await town.roles.offered(BAQYT.telegram_id, token, NOW)

    assert (offer.invitation.role, offer.spot.territory.kato) == (Role.AKIM, BAISERKE_UNIT)
    assert offer.invitation.until == NOW + 1000 * DAY
    assert await held(town, BAQYT) == []


async def test_who_accepts_has_the_role_and_a_second_tap_is_no_news(town: Town) -> None:
    token = await invited(town, Role.OFFICE)
    for _ in range(3):
        await town.roles.join(BAQYT, token, NOW)

    assert await held(town, BAQYT) == [(Role.OFFICE, BAISERKE_UNIT)]
    assert await deeds(town) == [Deed.INVITED, Deed.JOINED]


async def test_a_link_that_was_used_gives_nothing_to_another_person(town: Town) -> None:
    token = await invited(town, Role.OFFICE)
    await town.roles.join(BAQYT, token, NOW)

    for doing in (town.roles.offered(DANA.telegram_id, token, NOW), town.roles.join(DANA, token, NOW)):
        with pytest.raises(InvitationUsed):
            await doing
    assert await held(town, DANA) == []


async def test_of_many_who_accept_at_once_one_gets_it(town: Town) -> None:
    token = await invited(town, Role.OFFICE)
    people = [Staff(6000 + number, 6000 + number, str(number)) for number in range(6)]
    results = await asyncio.gather(
        *(town.roles.join(one, token, NOW) for one in people), return_exceptions=True
    )

    assert sum(isinstance(result, InvitationUsed) for result in results) == 5
    assert sum([len(await held(town, one)) for one in people]) == 1


async def test_an_expired_link_gives_nothing(town: Town) -> None:
    token = await invited(town, Role.OFFICE)
    for now in (NOW + INVITATION_TERM, NOW + 365 * DAY):
        with pytest.raises(InvitationOver):
            await town.roles.join(BAQYT, token, now)
    await town.roles.join(BAQYT, token, NOW + INVITATION_TERM - SECOND)


async def test_a_link_that_was_taken_back_gives_nothing(town: Town) -> None:
    token = await invited(town, Role.OFFICE)
    [invitation] = (await town.roles.team(ADMIN, BAISERKE_UNIT, NOW)).invitations
    for _ in range(2):
        await town.roles.withdraw(CHIEF, invitation.id, NOW)

    with pytest.raises(NoSuchInvitation):
        await town.roles.join(BAQYT, token, NOW)
    assert (await town.roles.team(ADMIN, BAISERKE_UNIT, NOW)).invitations == []
    assert await deeds(town) == [Deed.INVITED, Deed.INVITATION_REVOKED]


async def test_ten_thousand_guesses_find_no_invitation(town: Town) -> None:
    tokens = [await invited(town, Role.COORDINATOR, ILE) for _ in range(10)]
    guesses = [secrets.token_urlsafe(32) for _ in range(10_000)]
    near = [token[:-1] + ("A" if token[-1] != "A" else "B") for token in tokens]
    for guess in [*guesses, *near, "", "1", "' OR 1=1 --"]:
        with pytest.raises(NoSuchInvitation):
            await town.roles.join(TIMUR, guess, NOW)

    assert await held(town, TIMUR) == []
    assert await deeds(town) == [Deed.INVITED] * 10


async def test_the_same_press_twice_makes_one_invitation_and_another_press_another(town: Town) -> None:
    def make(seed: str) -> object:
        return town.roles.invite(CHIEF, Role.OFFICE, BAISERKE_UNIT, None, seed, NOW)

    (_, first), (_, again), (_, other) = [await make(seed) for seed in ("1", "1", "2")]  # type: ignore[misc]
    assert first == again != other
    assert len((await town.roles.team(ADMIN, BAISERKE_UNIT, NOW)).invitations) == 2


async def test_the_link_stands_nowhere_in_the_database(town: Town) -> None:
    token = await invited(town, Role.OFFICE)
    rows = await town.database.read(lambda tx: tx.all("open_invitations", kato=BAISERKE_UNIT, now=0))

    assert len(rows) == 1
    assert token not in str([dict(row) for row in rows])


async def test_who_lost_the_right_to_invite_has_invited_nobody(town: Town) -> None:
    await given(town, DANA, Role.COORDINATOR, ILE)
    token = await invited(town, Role.AKIM, by=DANA, until=NOW + DAY)
    [grant] = (await town.roles.team(ADMIN, ILE, NOW)).grants
    await town.roles.end(CHIEF, grant.id, NOW)

    with pytest.raises(NoSuchInvitation):
        await town.roles.join(BAQYT, token, NOW)


# giving and ending


@pytest.mark.parametrize(
    ("own", "kato", "role", "where"),
    [
        (None, ILE, Role.MODERATOR, BAISERKE_UNIT),
        (Role.MODERATOR, BAISERKE_UNIT, Role.MODERATOR, BAISERKE_UNIT),
        (Role.OFFICE, BAISERKE_UNIT, Role.OFFICE, BAISERKE_UNIT),
        (Role.AKIM, BAISERKE_UNIT, Role.AKIM, BAISERKE_UNIT),
        (Role.AKIM, BAISERKE_UNIT, Role.OFFICE, KARAOI_UNIT),
        (Role.AKIM, BAISERKE_UNIT, Role.MODERATOR, ILE),
        (Role.COORDINATOR, ILE, Role.COORDINATOR, ILE),
    ],
)
async def test_nobody_invites_beyond_their_own_role_and_place(
    town: Town, own: Role | None, kato: str, role: Role, where: str
) -> None:
    if own is not None:
        await given(town, DANA, own, kato)
    before = await deeds(town)
    with pytest.raises(NotAllowed):
        await invited(town, role, where, by=DANA, until=NOW + DAY)
    assert await deeds(town) == before


async def test_a_coordinator_invites_and_ends_roles_in_the_district_only(town: Town) -> None:
    await given(town, DANA, Role.COORDINATOR, ILE)
    await given(town, BAQYT, Role.AKIM, BAISERKE_UNIT, by=DANA)
    [grant] = (await town.roles.team(DANA.telegram_id, BAISERKE_UNIT, NOW)).grants
    with pytest.raises(NotAllowed):
        await town.roles.end(TIMUR, grant.id, NOW)
    await town.roles.end(DANA, grant.id, NOW)

    assert await held(town, BAQYT) == []
    with pytest.raises(NoSuchGrant):
        await town.roles.end(DANA, grant.id, NOW)


async def test_one_may_always_lay_down_ones_own_role(town: Town) -> None:
    await given(town, BAQYT, Role.MODERATOR)
    [grant] = (await town.roles.holder(BAQYT.telegram_id, NOW)).grants
    await town.roles.end(BAQYT, grant.id, NOW)

    assert await held(town, BAQYT) == []


async def test_after_its_term_an_akims_role_is_gone_by_itself(town: Town) -> None:
    token = await invited(town, Role.AKIM, until=NOW + 2 * DAY)
    await town.roles.join(BAQYT, token, NOW)

    assert await held(town, BAQYT, NOW + 2 * DAY - SECOND) == [(Role.AKIM, BAISERKE_UNIT)]
    assert await held(town, BAQYT, NOW + 2 * DAY) == []


async def test_a_new_akim_takes_the_old_ones_place(town: Town) -> None:
    await given(town, BAQYT, Role.AKIM)
    await given(town, DANA, Role.AKIM)
    await given(town, TIMUR, Role.AKIM, KARAOI_UNIT)

    assert await held(town, BAQYT) == []
    assert await held(town, DANA) == [(Role.AKIM, BAISERKE_UNIT)]
    assert await held(town, TIMUR) == [(Role.AKIM, KARAOI_UNIT)]
    assert Deed.ROLE_ENDED in await deeds(town)


async def test_a_role_given_anew_is_held_once_for_the_new_term(town: Town) -> None:
    for until in (NOW + DAY, NOW + 9 * DAY):
        await town.roles.join(BAQYT, await invited(town, Role.OFFICE, until=until), NOW)

    [grant] = (await town.roles.holder(BAQYT.telegram_id, NOW)).grants
    assert grant.until == NOW + 9 * DAY


async def test_whose_role_was_ended_cannot_take_it_back_with_the_old_link(town: Town) -> None:
    token = await invited(town, Role.OFFICE)
    await town.roles.join(BAQYT, token, NOW)
    [grant] = (await town.roles.holder(BAQYT.telegram_id, NOW)).grants
    await town.roles.end(CHIEF, grant.id, NOW)

    with pytest.raises(InvitationUsed):
        await town.roles.join(BAQYT, token, NOW)
    assert await held(town, BAQYT) == []


async def test_a_team_is_seen_by_those_who_serve_there_or_above(town: Town) -> None:
    await given(town, DANA, Role.COORDINATOR, ILE)
    await given(town, BAQYT, Role.MODERATOR)

    for viewer, kato in ((DANA, BAISERKE_UNIT), (BAQYT, BAISERKE_UNIT), (CHIEF, KARAOI_UNIT)):
        await town.roles.team(viewer.telegram_id, kato, NOW)
    for viewer, kato in ((BAQYT, KARAOI_UNIT), (BAQYT, ILE), (TIMUR, BAISERKE_UNIT), (DANA, "190000000")):
        with pytest.raises(NotAllowed):
            await town.roles.team(viewer.telegram_id, kato, NOW)
    assert (await town.roles.team(BAQYT.telegram_id, BAISERKE_UNIT, NOW)).gives == []


# rights in the group


async def test_in_a_group_of_two_units_a_moderator_acts_on_the_reports_of_their_own(town: Town) -> None:
    await town.groups.bind(GROUP, [BAISERKE_UNIT, KARAOI_UNIT], KK, NOW)
    ours = await town.report(await town.resident())
    theirs = await town.report(await town.resident(1002, KARAOI))
    await given(town, DANA, Role.MODERATOR, BAISERKE_UNIT)
    triage, dana = TriageService(town.database, ()), Staff(GROUP, DANA.telegram_id, "Дана")

    await triage.story(dana, ours.id, NOW)
    with pytest.raises(NotAllowed):
        await triage.story(dana, theirs.id, NOW)


async def test_in_another_units_group_a_report_is_not_theirs(town: Town) -> None:
    await town.groups.bind(GROUP, [KARAOI_UNIT], KK, NOW)
    report = await town.report(await town.resident())
    await given(town, DANA, Role.MODERATOR, BAISERKE_UNIT)
    with pytest.raises(NotOurReport):
        await TriageService(town.database, ()).story(Staff(GROUP, DANA.telegram_id, "Дана"), report.id, NOW)


# connecting a group


async def code_of(town: Town, who: Staff, now: datetime = NOW) -> str:
    return (await town.groups.ask(Staff(GROUP, who.telegram_id, who.name), "Топ", now)).code


async def test_only_who_may_connect_groups_is_given_a_code(town: Town) -> None:
    await given(town, BAQYT, Role.AKIM)
    for who in (BAQYT, TIMUR):
        with pytest.raises(NotAllowed):
            await code_of(town, who)


async def test_a_coordinator_connects_units_of_the_district_and_no_other(town: Town) -> None:
    await given(town, DANA, Role.COORDINATOR, ILE)
    code = await code_of(town, DANA)
    with pytest.raises(NothingToConnect):
        await town.groups.choose(DANA.telegram_id, BAISERKE_UNIT, NOW)
    assert await town.groups.confirm(DANA.telegram_id, code, NOW)
    with pytest.raises(NothingChosen):
        await town.groups.connect(DANA, KK, NOW)
    for kato in (BAISERKE_UNIT, KARAOI_UNIT):
        await town.groups.choose(DANA.telegram_id, kato, NOW)
    await town.database.write(lambda tx: territories.add(tx, [FOREIGN_REGION, FOREIGN]))
    with pytest.raises(NotAllowed):
        await town.groups.choose(DANA.telegram_id, FOREIGN.kato, NOW)
    for _ in range(2):
        await town.groups.connect(DANA, KK, NOW)

    group = await town.groups.of_chat(GROUP)
    assert group is not None
    assert group.katos == (KARAOI_UNIT, BAISERKE_UNIT)
    assert (await deeds(town)).count(Deed.CONNECTED) == 2


async def test_a_code_is_its_askers_only_and_only_for_a_while(town: Town) -> None:
    code = await code_of(town, CHIEF)
    await given(town, DANA, Role.COORDINATOR, ILE)
    assert await town.groups.confirm(DANA.telegram_id, code, NOW) is None
    assert await town.groups.confirm(TIMUR.telegram_id, code, NOW) is None
    assert await town.groups.confirm(ADMIN, code, NOW + CODE_TERM) is None
    assert await town.groups.confirm(ADMIN, code, NOW + CODE_TERM - SECOND)


async def test_after_five_wrong_codes_the_right_one_is_none(town: Town) -> None:
    code = await code_of(town, CHIEF)
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(5):
        assert await town.groups.confirm(ADMIN, wrong, NOW) is None
    assert await town.groups.confirm(ADMIN, code, NOW) is None


async def test_a_right_that_was_lost_meanwhile_connects_nothing(town: Town) -> None:
    await given(town, DANA, Role.COORDINATOR, ILE)
    await town.groups.confirm(DANA.telegram_id, await code_of(town, DANA), NOW)
    await town.groups.choose(DANA.telegram_id, BAISERKE_UNIT, NOW)
    [grant] = (await town.roles.holder(DANA.telegram_id, NOW)).grants
    await town.roles.end(CHIEF, grant.id, NOW)
    with pytest.raises(NotAllowed):
        await town.groups.connect(DANA, KK, NOW)
    assert await town.groups.of_chat(GROUP) is None


async def test_who_may_connect_no_more_is_refused_with_the_right_code_too(town: Town) -> None:
    await given(town, DANA, Role.COORDINATOR, ILE)
    code = await code_of(town, DANA)
    [grant] = (await town.roles.holder(DANA.telegram_id, NOW)).grants
    await town.roles.end(CHIEF, grant.id, NOW)
    with pytest.raises(NotAllowed):
        await town.groups.confirm(DANA.telegram_id, code, NOW)


@pytest.mark.parametrize("kato", [ILE, BAISERKE_UNIT])
async def test_a_districts_coordinator_hears_of_a_lost_group(town: Town, kato: str) -> None:
    await given(town, DANA, Role.COORDINATOR, ILE)
    await town.bound(kato)
    await town.groups.lost(GROUP, "removed", NOW)
    person, _ = await town.people.visit(DANA.telegram_id, DANA.telegram_id)
    assert person is not None
    assert await town.told(to_person(person.id)) == [LetterKind.GROUP_LOST]


async def test_the_district_and_units_of_it_are_not_chosen_together(town: Town) -> None:
    await town.groups.confirm(ADMIN, await code_of(town, CHIEF), NOW)
    for kato, chosen in (
        (BAISERKE_UNIT, (BAISERKE_UNIT,)),
        (ILE, (ILE,)),
        (KARAOI_UNIT, (KARAOI_UNIT,)),
        (KARAOI_UNIT, ()),
    ):
        assert (await town.groups.choose(ADMIN, kato, NOW)).chosen == chosen


async def test_a_disconnected_group_gets_nothing_and_its_reports_wait(town: Town) -> None:
    await town.bound()
    with pytest.raises(NotAllowed):
        await town.groups.disconnect(Staff(GROUP, TIMUR.telegram_id, "Тимур"), NOW)
    await town.groups.disconnect(Staff(GROUP, ADMIN, "Сәуле"), NOW)
    with pytest.raises(NotBound):
        await town.groups.disconnect(Staff(GROUP, ADMIN, "Сәуле"), NOW)
    await town.report(await town.resident())
    [card] = await town.letters()
    assert await town.outbox.address(card) is None


# setting up


async def test_the_list_of_what_is_to_do_grows_true_step_by_step(town: Town) -> None:
    async def done() -> set[SetupStep]:
        setup = await town.setups.setup(ADMIN, BAISERKE_UNIT, NOW)
        return {step for step, progress in setup.steps.items() if progress.complete}

    assert await done() == set()
    await town.bound(ILE, GROUP)
    assert await done() == {SetupStep.GROUP}
    await given(town, BAQYT, Role.AKIM)
    await town.setups.test(CHIEF, BAISERKE_UNIT, "Сынақ", 7, NOW)
    await town.setups.printed(BAQYT, "196847100", NOW)
    assert await done() == set(SetupStep)
    with pytest.raises(NotAllowed):
        await town.setups.setup(BAQYT.telegram_id, KARAOI_UNIT, NOW)


async def test_a_test_report_goes_to_the_group_and_is_counted_nowhere(town: Town) -> None:
    await town.bound()
    real = await town.report(await town.resident())
    for _ in range(2):
        test = await town.setups.test(CHIEF, BAISERKE_UNIT, "Сынақ", 7, NOW)
    after = await town.report(await town.resident(1002))

    assert [str(one.number) for one in (real, test, after)] == ["26-1", "26-T1", "26-2"]
    assert (await town.triage.queue(GROUP)).total == 2
    assert LetterKind.CARD in await town.told(to_group(BAISERKE_UNIT))
    person, _ = await town.people.visit(ADMIN, ADMIN)
    assert person is not None
    assert (await town.reports.mine(person.id, 0)).reports == []


async def test_who_tests_hears_what_a_resident_would(town: Town) -> None:
    await town.bound()
    report = await town.setups.test(CHIEF, BAISERKE_UNIT, "Сынақ", 7, NOW)
    await town.do(report, Action.RESOLVE)
    assert LetterKind.NEWS in await town.told(to_person(report.person_id))


async def test_who_tests_answers_and_judges_without_a_residents_consent(town: Town) -> None:
    await town.bound()
    report = await town.setups.test(CHIEF, BAISERKE_UNIT, "Сынақ", 7, NOW)
    person, _ = await town.people.visit(ADMIN, ADMIN)
    assert person is not None
    await town.do(report, Action.ASK)
    await town.reports.say(person, report.id, words("Жауап", ADMIN), NOW)
    await town.do(report, Action.RESOLVE)
    assert (await town.reports.judge(person, report.id, NOW, fixed=True)).state is State.CONFIRMED


# the log


async def test_a_coordinator_reads_the_log_of_the_district_and_others_none(town: Town) -> None:
    await given(town, DANA, Role.COORDINATOR, ILE)
    await given(town, BAQYT, Role.AKIM, by=DANA)
    page = await town.audits.log(DANA.telegram_id, 0, NOW)

    assert [entry.deed for entry in page.entries] == [Deed.JOINED, Deed.INVITED, Deed.JOINED, Deed.INVITED]
    assert {(entry.actor, entry.subject) for entry in page.entries if entry.role is Role.AKIM} == {
        ("Дана", "Бақыт"),
        ("Дана", None),
    }
    for stranger in (BAQYT, TIMUR):
        with pytest.raises(NotAllowed):
            await town.audits.log(stranger.telegram_id, 0, NOW)


async def test_the_log_has_pages(town: Town) -> None:
    for _ in range(12):
        await invited(town, Role.OFFICE)
    first, second = [await town.audits.log(ADMIN, page, NOW) for page in (0, 1)]

    assert (len(first.entries), first.further) == (10, True)
    assert (len(second.entries), second.further) == (2, False)


async def test_a_language_that_was_set_already_is_no_news(town: Town) -> None:
    await town.bound()
    chief = Staff(GROUP, ADMIN, "Сәуле")
    for language in (KK, Language.RUSSIAN, Language.RUSSIAN):
        await town.groups.speak(chief, language, NOW + timedelta(minutes=1))

    assert await deeds(town) == [Deed.LANGUAGE_SET]
    with pytest.raises(NotAllowed):
        await town.groups.speak(Staff(GROUP, TIMUR.telegram_id, "Тимур"), KK, NOW)


async def test_to_a_unit_one_goes_through_what_one_serves_and_an_administrator_through_the_country(
    town: Town,
) -> None:
    async def way(staff: Staff, kato: str = "") -> Way:
        return await town.roles.way(staff, Right.MEETINGS, kato, Language.RUSSIAN, NOW)

    for staff, role, kato in ((BAQYT, Role.AKIM, BAISERKE_UNIT), (DANA, Role.COORDINATOR, ILE)):
        await town.roles.join(staff, await invited(town, role, kato), NOW)
    assert [await way(BAQYT), await way(BAQYT, KARAOI_UNIT)] == [Way(BAISERKE_UNIT)] * 2
    assert len((await way(DANA)).listed) == 9
    assert (await way(DANA, BAISERKE_UNIT)).unit == BAISERKE_UNIT
    assert [one.kato for one in (await way(CHIEF)).listed] == [ILE]
    with pytest.raises(NotAllowed):
        await way(TIMUR)
