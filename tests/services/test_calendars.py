"""Coordinators confirm an election's dates one by one, and nobody alone decides what people are reminded of."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.calendar_files import DateRow, Filled, Head
from bot.domain.calendars import Standing
from bot.domain.elections import (
    AlreadyGoesOn,
    Election,
    Kind,
    NoSuchElection,
    NotElected,
    ReasonMissing,
    State,
    TooEarly,
    VotingNeeded,
    WrongHours,
    WrongOrder,
    WrongState,
    local,
)
from bot.domain.facts import Candidate, NothingConfirmed, OnePersonOnly, SourceMissing, Station
from bot.domain.groups import NotAllowed, Staff
from bot.domain.letters import LetterKind, to_person
from bot.domain.pages import Page
from bot.domain.people import Language
from bot.domain.reminders import Wish
from bot.domain.roles import Role
from bot.domain.timelines import RULES, Code
from bot.i18n import words
from bot.services.elections import Look
from bot.views.calendars import calendar as page
from tests.conftest import Peek
from tests.services.conftest import ADMIN, AIGUL, BAISERKE_UNIT, BOLAT, DAY, ILE, KARAOI_UNIT, Town

CHIEF = Staff(ADMIN, ADMIN, "Сәуле")
DANA, TIMUR, STRANGER = Staff(5002, 5002, "Дана"), Staff(5003, 5003, "Тимур"), Staff(5004, 5004, "Біреу")
NOW = datetime(2026, 9, 29, 5, tzinfo=UTC)
PLAN = "Күнтізбелік жоспар, 28.09.2026"
VOTING_ON = date(2026, 11, 1)


@pytest.fixture
async def coordinated(town: Town) -> Town:
    """Dana and Timur coordinate the district."""
    for staff in (DANA, TIMUR):
        _, token = await town.roles.invite(CHIEF, Role.COORDINATOR, ILE, None, staff.name, NOW)
        await town.roles.join(staff, token, NOW)
    return town


async def written_down(town: Town, by: Staff = DANA, kind: Kind = Kind.EARLY) -> Election:
    return await town.calendars.enter(by, await blank(town, kind), NOW)


async def blank(town: Town, kind: Kind = Kind.EARLY, kato: str = BAISERKE_UNIT) -> Election:
    spot = await town.territories.spot(kato)
    return Election(0, spot.territory, kind, date(2026, 9, 1), date(2026, 9, 28), VOTING_ON, source=PLAN)


async def confirmed(town: Town, election: Election, *codes: Code, by: Staff = DANA) -> None:
    """The drafted dates, as they are."""
    for code in codes:
        await town.calendars.confirm(by, election.id, code, RULES[code](election), NOW)


async def seen(town: Town, telegram_id: int = AIGUL, page: Page = Page.DATES, now: datetime = NOW) -> Look:
    return await town.elections.look(telegram_id, page, now)


async def test_a_resident_sees_nothing_until_the_voting_day_is_confirmed(coordinated: Town) -> None:
    town = coordinated
    await town.resident()
    election = await written_down(town)
    assert (await seen(town)).outlook.election is None
    await confirmed(town, election, Code.NOMINATION_END)
    assert (await seen(town)).outlook.election is None
    await confirmed(town, election, Code.VOTING_START)
    outlook = (await seen(town)).outlook
    assert outlook.state is State.CALLED
    assert set(outlook.dates) == {Code.NOMINATION_END, Code.VOTING_START}
    assert outlook.dates[Code.VOTING_START].source.name == PLAN


async def test_every_date_of_the_draft_waits_for_somebody_to_confirm_it(coordinated: Town) -> None:
    election = await written_down(coordinated)
    calendar = await coordinated.calendars.calendar(DANA, election.id, NOW)
    assert {one.standing for one in calendar.entries} == {Standing.DRAFT}
    assert [one.code for one in calendar.undecided] == [one.code for one in calendar.entries]


async def test_a_date_left_out_is_not_drafted_again(coordinated: Town) -> None:
    election = await written_down(coordinated)
    calendar = await coordinated.calendars.confirm(DANA, election.id, Code.LISTS_HANDED, None, NOW)
    assert calendar.entry(Code.LISTS_HANDED).standing is Standing.LEFT_OUT
    assert calendar.entry(Code.LISTS_HANDED).moment is None


async def test_the_commissions_own_date_takes_the_place_of_the_drafted_one(coordinated: Town) -> None:
    election = await written_down(coordinated)
    own = local(date(2026, 10, 7), time(18))
    calendar = await coordinated.calendars.confirm(DANA, election.id, Code.NOMINATION_END, own, NOW)
    assert calendar.entry(Code.NOMINATION_END).moment == own != calendar.entry(Code.NOMINATION_END).drafted


async def test_a_date_on_the_wrong_side_of_another_is_refused_and_changes_nothing(coordinated: Town) -> None:
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.REGISTRATION_END)
    with pytest.raises(WrongOrder):
        await coordinated.calendars.confirm(
            DANA, election.id, Code.NOMINATION_END, local(date(2026, 10, 20)), NOW
        )
    calendar = await coordinated.calendars.calendar(DANA, election.id, NOW)
    assert calendar.entry(Code.NOMINATION_END).standing is Standing.DRAFT


@pytest.mark.parametrize("moment", [datetime(2026, 9, 27, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)])
async def test_no_date_lies_before_the_calling_or_long_after_the_voting(
    coordinated: Town, moment: datetime
) -> None:
    election = await written_down(coordinated)
    with pytest.raises(WrongOrder):
        await coordinated.calendars.confirm(DANA, election.id, Code.RESULT_PUBLISHED, moment, NOW)


@pytest.mark.parametrize(
    ("code", "day", "hour"),
    [
        (Code.RESULT_SET, VOTING_ON, time(19)),
        (Code.COUNT_END, VOTING_ON, time(12)),
        (Code.HOME_VOTING_END, VOTING_ON, time(21)),
        (Code.HOME_VOTING_END, VOTING_ON - DAY, time(12)),
        (Code.DETACHMENT_END, VOTING_ON, time(18)),
        (Code.NOMINATION_END, VOTING_ON + DAY, time(18)),
    ],
)
async def test_no_date_stands_on_the_wrong_side_of_the_voting(
    coordinated: Town, code: Code, day: date, hour: time
) -> None:
    election = await written_down(coordinated)
    with pytest.raises(WrongOrder):
        await coordinated.calendars.confirm(DANA, election.id, code, local(day, hour), NOW)


async def test_polls_that_close_at_midnight_are_refused(coordinated: Town) -> None:
    election = await written_down(coordinated)
    with pytest.raises(WrongHours):
        await coordinated.calendars.confirm(
            DANA, election.id, Code.VOTING_END, local(VOTING_ON, time(23)), NOW
        )


async def test_entered_twice_it_is_one_election_and_no_second_goes_on_beside_it(coordinated: Town) -> None:
    first, again = await written_down(coordinated), await written_down(coordinated)
    assert first.id == again.id
    other = replace(await blank(coordinated), voting_on=VOTING_ON + DAY)
    with pytest.raises(AlreadyGoesOn):
        await coordinated.calendars.enter(DANA, other, NOW)


async def test_only_a_unit_elects_an_akim(coordinated: Town) -> None:
    for kato in (ILE, "196847100"):
        with pytest.raises(NotElected):
            await coordinated.calendars.enter(CHIEF, await blank(coordinated, kato=kato), NOW)


async def test_an_election_has_a_source_from_the_first_moment(coordinated: Town) -> None:
    with pytest.raises(SourceMissing):
        await coordinated.calendars.enter(DANA, replace(await blank(coordinated), source=""), NOW)


async def test_akims_offices_and_strangers_enter_nothing(coordinated: Town) -> None:
    _, token = await coordinated.roles.invite(CHIEF, Role.AKIM, BAISERKE_UNIT, NOW + 400 * DAY, "akim", NOW)
    await coordinated.roles.join(STRANGER, token, NOW)
    election = await written_down(coordinated)
    with pytest.raises(NotAllowed):
        await coordinated.calendars.confirm(STRANGER, election.id, Code.VOTING_START, NOW + 9 * DAY, NOW)
    with pytest.raises(NotAllowed):
        await coordinated.calendars.approve(STRANGER, election.id, NOW)
    with pytest.raises(NotAllowed):
        await coordinated.calendars.enter(STRANGER, await blank(coordinated, kato=KARAOI_UNIT), NOW)


async def test_what_nobody_has_seen_yet_can_be_taken_back(coordinated: Town) -> None:
    election = await written_down(coordinated)
    await coordinated.calendars.drop(DANA, election.id, NOW)
    with pytest.raises(NoSuchElection):
        await coordinated.calendars.calendar(DANA, election.id, NOW)
    seen_already = await written_down(coordinated)
    await confirmed(coordinated, seen_already, Code.VOTING_START)
    with pytest.raises(NoSuchElection):
        await coordinated.calendars.drop(DANA, seen_already.id, NOW)


async def test_who_entered_anything_is_not_the_second_person(coordinated: Town) -> None:
    town = coordinated
    election = await written_down(town)
    with pytest.raises(NothingConfirmed):
        await town.calendars.approve(TIMUR, election.id, NOW)
    await confirmed(town, election, Code.VOTING_START)
    await confirmed(town, election, Code.LISTS_OPEN, by=TIMUR)
    for staff in (DANA, TIMUR):
        assert not (await town.calendars.calendar(staff, election.id, NOW)).may_approve
        with pytest.raises(OnePersonOnly):
            await town.calendars.approve(staff, election.id, NOW)
    assert (await town.calendars.calendar(CHIEF, election.id, NOW)).may_approve
    assert (await town.calendars.approve(CHIEF, election.id, NOW)).election.approved_by is not None


@pytest.mark.parametrize("postponed", [True, False])
async def test_what_is_held_on_another_day_is_confirmed_by_a_second_person_anew_who_is_asked(
    coordinated: Town, postponed: bool
) -> None:
    town = coordinated
    election = await written_down(town)
    await confirmed(town, election, Code.VOTING_START, Code.LISTS_OPEN)
    await town.calendars.approve(TIMUR, election.id, NOW)
    if postponed:
        await town.calendars.move(DANA, election.id, State.POSTPONED, "Су тасқыны", NOW)
    week_later = local(VOTING_ON + 7 * DAY, time(7))
    seen_anew = await town.calendars.confirm(DANA, election.id, Code.VOTING_START, week_later, NOW)
    assert seen_anew.election.approved_by is None
    assert LetterKind.ELECTION_TO_CHECK in [one.kind for one in await town.letters(NOW)]
    assert (await town.calendars.approve(TIMUR, election.id, NOW)).election.approved_by is not None


async def test_a_corrected_hour_needs_no_second_person_again(coordinated: Town) -> None:
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START, Code.LISTS_OPEN)
    await coordinated.calendars.approve(TIMUR, election.id, NOW)
    for code, moment in (
        (Code.LISTS_OPEN, local(date(2026, 10, 17))),
        (Code.VOTING_START, local(VOTING_ON, time(8))),
    ):
        calendar = await coordinated.calendars.confirm(DANA, election.id, code, moment, NOW)
        assert calendar.election.approved_by is not None


async def test_the_voting_is_not_left_out(coordinated: Town) -> None:
    await coordinated.resident()
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START)
    with pytest.raises(VotingNeeded):
        await coordinated.calendars.confirm(DANA, election.id, Code.VOTING_START, None, NOW)
    assert (await seen(coordinated)).outlook.dates


async def test_a_file_about_a_new_election_leaves_what_is_empty_a_draft(coordinated: Town) -> None:
    heads = {
        Head.KIND: "early",
        Head.OCCASION: "01.09.2026",
        Head.CALLED: "28.09.2026",
        Head.VOTING: "01.11.2026",
        Head.SOURCE: PLAN,
    }
    filled = Filled(
        {head: (number, said) for number, (head, said) in enumerate(heads.items(), 1)},
        [DateRow(6, Code.LISTS_OPEN, None), DateRow(7, Code.VOTING_START, local(VOTING_ON, time(7)))],
    )
    calendar = await coordinated.calendars.take_new(DANA, BAISERKE_UNIT, filled, NOW)
    assert calendar.entry(Code.LISTS_OPEN).standing is Standing.DRAFT
    assert calendar.entry(Code.VOTING_START).standing is Standing.CONFIRMED


async def test_another_kind_takes_back_the_dates_it_has_not_and_those_who_read_of_the_old_one_hear_of_it(
    coordinated: Town,
) -> None:
    town = coordinated
    await town.resident()
    election = await written_down(town)
    await confirmed(town, election, Code.VOTING_START, Code.NOMINATION_END)
    await seen(town)
    changed = await town.calendars.redefine(
        DANA, election.id, Kind.REPEAT_VOTING, date(2026, 9, 20), date(2026, 9, 28), NOW
    )
    assert Code.NOMINATION_END not in [one.code for one in changed.entries]
    assert changed.outdated == 1
    outlook = (await seen(town)).outlook
    assert outlook.election is not None
    assert outlook.election.kind is Kind.REPEAT_VOTING
    assert set(outlook.dates) == {Code.VOTING_START}


@pytest.mark.parametrize("year", [1990, 2062])
async def test_a_day_in_another_age_is_a_slip_of_the_finger(coordinated: Town, year: int) -> None:
    with pytest.raises(WrongOrder):
        await coordinated.calendars.term(DANA, BAISERKE_UNIT, date(year, 7, 25), PLAN, NOW)
    new = replace(
        await blank(coordinated),
        occasion=date(year, 1, 1),
        called_on=date(year, 1, 1),
        voting_on=date(year, 2, 1),
    )
    with pytest.raises(WrongOrder):
        await coordinated.calendars.enter(DANA, new, NOW)


async def test_of_a_postponed_election_the_voting_is_decided_on_first(coordinated: Town) -> None:
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START)
    calendar = await coordinated.calendars.move(DANA, election.id, State.POSTPONED, "Су тасқыны", NOW)
    assert [one.code for one in calendar.undecided] == [Code.VOTING_START]
    assert calendar.entry(Code.LISTS_OPEN).moment is None


async def test_the_others_of_the_district_are_asked_to_look_at_it(coordinated: Town) -> None:
    election = await written_down(coordinated)
    with pytest.raises(NothingConfirmed):
        await coordinated.calendars.ask(DANA, election.id, NOW)
    await confirmed(coordinated, election, Code.VOTING_START)
    await coordinated.calendars.ask(DANA, election.id, NOW)
    await coordinated.calendars.ask(DANA, election.id, NOW)
    asked = [one for one in await coordinated.letters(NOW) if one.kind is LetterKind.ELECTION_TO_CHECK]
    assert len({one.recipient for one in asked}) == len(asked) == 3  # Timur and two administrators


async def test_a_new_voting_day_takes_back_the_dates_counted_from_the_old_one(coordinated: Town) -> None:
    town = coordinated
    await town.resident()
    election = await written_down(town)
    await confirmed(town, election, Code.LISTS_OPEN, Code.NOMINATION_START, Code.VOTING_START)
    await seen(town)
    calendar = await town.calendars.confirm(
        DANA, election.id, Code.VOTING_START, local(date(2026, 11, 8), time(7)), NOW + DAY
    )
    assert calendar.entry(Code.LISTS_OPEN).standing is Standing.DRAFT
    assert calendar.entry(Code.LISTS_OPEN).moment == local(date(2026, 10, 23))
    assert calendar.entry(Code.NOMINATION_START).standing is Standing.CONFIRMED  # it is over
    assert calendar.outdated == 1
    assert set((await seen(town)).outlook.dates) == {Code.NOMINATION_START, Code.VOTING_START}


async def test_a_correction_goes_to_exactly_those_who_were_told_otherwise(coordinated: Town) -> None:
    town = coordinated
    knows, knows_not = await town.resident(AIGUL), await town.resident(BOLAT)
    election = await written_down(town)
    await confirmed(town, election, Code.DETACHMENT_END, Code.VOTING_START)
    await seen(town, AIGUL)
    await seen(town, BOLAT, Page.RIGHTS)
    later = NOW + DAY
    await town.calendars.confirm(
        TIMUR, election.id, Code.DETACHMENT_END, local(date(2026, 10, 31), time(17)), later
    )
    await town.broadcasts.tick(later)
    assert await town.told(to_person(knows.id), later) == []  # another change may come in a minute
    await town.broadcasts.tick(later + timedelta(minutes=3))
    assert await town.told(to_person(knows.id), later + timedelta(minutes=3)) == [
        LetterKind.CORRECTION_OF_ELECTION
    ]
    assert await town.told(to_person(knows_not.id), later + timedelta(minutes=3)) == []


async def test_who_looks_again_in_time_needs_no_correction(coordinated: Town) -> None:
    town = coordinated
    knows = await town.resident()
    election = await written_down(town)
    await confirmed(town, election, Code.DETACHMENT_END, Code.VOTING_START)
    await seen(town)
    await town.calendars.confirm(
        TIMUR, election.id, Code.DETACHMENT_END, local(date(2026, 10, 31), time(17)), NOW
    )
    await seen(town)
    await town.broadcasts.tick(NOW + timedelta(minutes=3))
    assert await town.told(to_person(knows.id), NOW + timedelta(minutes=3)) == []


async def test_the_same_date_confirmed_twice_is_no_news(coordinated: Town) -> None:
    await coordinated.resident()
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START)
    await seen(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START)
    assert (await coordinated.calendars.calendar(DANA, election.id, NOW)).outdated == 0


async def test_a_postponed_election_has_no_dates_until_a_new_day_is_confirmed(coordinated: Town) -> None:
    town = coordinated
    await town.resident()
    election = await written_down(town)
    await confirmed(town, election, Code.LISTS_OPEN, Code.VOTING_START)
    await seen(town)
    with pytest.raises(ReasonMissing):
        await town.calendars.move(DANA, election.id, State.POSTPONED, None, NOW)
    calendar = await town.calendars.move(DANA, election.id, State.POSTPONED, "Су тасқыны", NOW)
    assert calendar.outdated == 1
    outlook = (await seen(town)).outlook
    assert (outlook.state, outlook.dates) == (State.POSTPONED, {})
    assert outlook.election is not None
    assert outlook.election.reason == "Су тасқыны"
    await town.calendars.confirm(
        DANA, election.id, Code.VOTING_START, local(date(2026, 11, 15), time(7)), NOW + DAY
    )
    outlook = (await seen(town)).outlook
    assert outlook.state is State.CALLED
    assert set(outlook.dates) == {Code.VOTING_START}


async def test_nobody_knows_a_result_while_there_is_voting(coordinated: Town) -> None:
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START)
    closing = local(VOTING_ON, time(20))
    with pytest.raises(TooEarly):
        await coordinated.calendars.move(
            DANA, election.id, State.RESULT, None, closing - timedelta(minutes=1)
        )
    with pytest.raises(WrongState):
        await coordinated.calendars.move(DANA, election.id, State.REGISTERED, None, closing + DAY)
    await coordinated.calendars.move(DANA, election.id, State.RESULT, "Н. Ә.", closing + DAY)
    calendar = await coordinated.calendars.move(DANA, election.id, State.REGISTERED, None, closing + 5 * DAY)
    assert calendar.election.state is State.REGISTERED


async def test_lists_of_candidates_and_stations_are_the_commissions_whole(coordinated: Town) -> None:
    town = coordinated
    await town.resident()
    election = await written_down(town)
    await confirmed(town, election, Code.VOTING_START)
    candidates = [
        Candidate("Ахметова Айгүл", "өзін-өзі ұсыну", "мұғалім"),
        Candidate("Ли Виктор", "партия", "агроном"),
    ]
    stations = [Station("121", "Орталық көшесі, 1", "мектеп", "Байсерке ауылы", "", "")]
    await town.calendars.take(DANA, election.id, Filled(candidates=candidates, stations=stations), NOW)
    outlook = (await seen(town)).outlook
    assert (list(outlook.candidates), list(outlook.stations)) == (candidates, stations)
    assert outlook.candidates_from is not None
    assert outlook.candidates_from.name == PLAN


async def test_between_elections_a_resident_hears_when_the_term_ends(coordinated: Town) -> None:
    await coordinated.resident()
    await coordinated.calendars.term(DANA, BAISERKE_UNIT, date(2029, 7, 25), "Шешім № 4", NOW)
    await coordinated.calendars.lookup(DANA, BAISERKE_UNIT, "https://sailau.example", "Комиссия", NOW)
    outlook = (await seen(coordinated)).outlook
    assert outlook.election is None
    assert outlook.term is not None
    assert (outlook.term.ends_on, outlook.term.source.name) == (date(2029, 7, 25), "Шешім № 4")
    assert outlook.lookup is not None
    assert outlook.lookup.source.checked_on == date(2026, 9, 29)


async def test_a_district_is_seen_with_the_election_of_each_unit(coordinated: Town) -> None:
    await written_down(coordinated)
    overview = await coordinated.calendars.overview(DANA, ILE, NOW)
    assert set(overview.elections) == {BAISERKE_UNIT}
    assert KARAOI_UNIT in [one.kato for one in overview.units]


async def test_after_one_election_is_over_the_next_can_be_entered(coordinated: Town) -> None:
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START)
    await coordinated.calendars.move(DANA, election.id, State.CANCELLED, "Кандидат жоқ", NOW)
    again = await coordinated.calendars.enter(
        DANA, replace(await blank(coordinated), voting_on=VOTING_ON + 7 * DAY), NOW + DAY
    )
    assert again.id != election.id


async def test_what_somebody_was_told_and_wants_is_theirs_to_see_and_goes_when_they_are_forgotten(
    coordinated: Town, peek: Peek
) -> None:
    town = coordinated
    person = await town.resident()
    election = await written_down(town)
    await confirmed(town, election, Code.VOTING_START)
    await town.elections.wish(AIGUL, Wish.ALL, NOW)
    await seen(town)
    kept = await town.privacy.kept(AIGUL, NOW)
    assert kept.wish is Wish.ALL
    [told] = kept.told
    assert (told.place.kato, told.voting_on) == (BAISERKE_UNIT, VOTING_ON)
    assert Code.VOTING_START in told.topics
    await town.people.decide(AIGUL, Language.KAZAKH, NOW, agreed=False)
    for table in ("wishes", "told"):
        assert await peek(f"SELECT * FROM {table} WHERE person_id = '{person.id}'") == []


async def test_who_was_told_what_is_forgotten_two_months_after_the_voting(
    coordinated: Town, peek: Peek
) -> None:
    town = coordinated
    await town.resident()
    await confirmed(town, await written_down(town), Code.VOTING_START)
    await seen(town)
    over = local(VOTING_ON) + 60 * DAY
    await town.retention.forget_old(over)
    assert await peek("SELECT count(*) > 0 FROM told") in ([(1,)], [(True,)])
    await town.retention.forget_old(over + 2 * DAY)
    assert await peek("SELECT * FROM told") == []


async def test_after_the_voting_the_page_says_that_the_unit_stays_neutral_until_the_akim_is_entered(
    coordinated: Town,
) -> None:
    election, waits = await written_down(coordinated), "at the latest until 01.12.2026, the bot stays neutral"
    await confirmed(coordinated, election, Code.VOTING_START)
    voted = RULES[Code.VOTING_END](election)
    for moment, told in (
        (voted - DAY, False),
        (voted, True),
        (voted + 20 * DAY, True),
        (voted + 40 * DAY, False),
    ):
        seen_then = await coordinated.calendars.calendar(DANA, election.id, moment)
        assert (waits in str(page(seen_then, words(Language.ENGLISH)))) is told
    for state in (State.RESULT, State.REGISTERED):
        after = await coordinated.calendars.move(DANA, election.id, state, "Ахметова А. С.", voted + DAY)
        assert (waits in str(page(after, words(Language.ENGLISH)))) is (state is State.RESULT)


async def test_while_the_repeat_is_only_written_down_residents_see_the_undecided_election(
    coordinated: Town,
) -> None:
    await coordinated.resident()
    first = await written_down(coordinated)
    await confirmed(coordinated, first, Code.VOTING_START)
    after = RULES[Code.VOTING_END](first) + DAY
    await coordinated.calendars.move(DANA, first.id, State.UNDECIDED, "Дауыс тең", after)
    repeat = replace(first, called_on=after.date(), voting_on=first.voting_on + 25 * DAY)
    await coordinated.calendars.enter(DANA, repeat, after)
    election = (await seen(coordinated, now=after)).outlook.election
    assert election is not None
    assert election.id == first.id
