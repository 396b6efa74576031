"""What gatherings chose on paper: entered by one, confirmed by another, shown apart from the result and with it."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.audits import Deed
from bot.domain.consultations import Consultation, Kind, NoSuchConsultation, NotInStage
from bot.domain.facts import OnePersonOnly
from bot.domain.groups import NotAllowed, Staff
from bot.domain.letters import LetterKind, to_person
from bot.domain.papers import Heading, NoSuchPaper, Paper, PaperUnfinished
from bot.domain.timelines import Code
from tests.conftest import Peek
from tests.services.conftest import AIGUL, BOLAT, DAY, KARAOI, Town
from tests.services.test_calendars import DANA, NOW, STRANGER, TIMUR, blank, confirmed, coordinated
from tests.services.test_consultations import CLOSES, OPENS, chose, opened, prepared

__all__ = ["coordinated"]

HEADING = Heading("4", date(2026, 10, 3), 12)
COUNTS = {1: 12, 2: 5, 3: 0}


def whole(_: Consultation, before: Paper) -> Paper:
    return replace(before, counts=COUNTS, photo="photo of the minutes")


async def entered(town: Town, key: int, heading: Heading = HEADING, by: Staff = DANA) -> int:
    """The id of what waits for a second person."""
    seen = await town.papers.enter(by, key, heading, OPENS)
    await town.papers.change(by, seen.paper.id, whole, OPENS)
    return seen.paper.id


async def counted(town: Town) -> int:
    """A consultation with a result that Aigul has taken part in."""
    key = await opened(town)
    await town.resident()
    await chose(town, key, AIGUL, 1)
    await town.consultations.tick(CLOSES)
    return key


async def test_residents_see_what_a_second_person_has_confirmed(coordinated: Town) -> None:
    key = await counted(coordinated)
    paper_id = await entered(coordinated, key)
    assert await coordinated.counting.papers(AIGUL, key, CLOSES) == []
    with pytest.raises(OnePersonOnly):
        await coordinated.papers.confirm(DANA, paper_id, CLOSES)
    assert (await coordinated.papers.one(TIMUR, paper_id, CLOSES)).may_confirm
    for _time in range(2):
        seen = await coordinated.papers.confirm(TIMUR, paper_id, CLOSES)
    assert seen.paper.confirmed
    shown = await coordinated.counting.papers(AIGUL, key, CLOSES)
    assert shown is not None
    assert [(one.heading, one.counts) for one in shown] == [(HEADING, COUNTS)]


async def test_it_is_never_added_to_the_result(coordinated: Town) -> None:
    key = await counted(coordinated)
    before = await coordinated.counting.result(AIGUL, key, CLOSES)
    await coordinated.papers.confirm(TIMUR, await entered(coordinated, key), CLOSES)
    after = await coordinated.counting.result(AIGUL, key, CLOSES)
    assert before is not None
    assert after is not None
    assert (after.people, after.support) == (before.people, before.support) == (1, {})


async def test_before_the_result_is_out_residents_see_nothing_of_it(coordinated: Town) -> None:
    key = await opened(coordinated)
    await coordinated.resident()
    await coordinated.papers.confirm(TIMUR, await entered(coordinated, key), OPENS)
    with pytest.raises(NotInStage):
        await coordinated.counting.papers(AIGUL, key, OPENS)
    await coordinated.resident(BOLAT, KARAOI)
    with pytest.raises(NoSuchConsultation):
        await coordinated.counting.papers(BOLAT, key, CLOSES)


async def test_around_a_voting_it_is_not_shown_either(coordinated: Town) -> None:
    key = await counted(coordinated)
    await coordinated.papers.confirm(TIMUR, await entered(coordinated, key), CLOSES)
    election = await coordinated.calendars.enter(DANA, await blank(coordinated), NOW)
    await confirmed(coordinated, election, Code.VOTING_START)
    assert await coordinated.counting.papers(AIGUL, key, election.voting[0]) is None
    assert await coordinated.counting.files(AIGUL, key, election.voting[0]) is None


async def test_it_is_published_in_a_file_of_its_own_and_of_few_people_only_their_number(
    coordinated: Town,
) -> None:
    key = await counted(coordinated)
    files = await coordinated.counting.files(AIGUL, key, CLOSES)
    assert files is not None
    assert "paper.csv" not in files
    few = Heading('5 "а"', date(2026, 10, 4), 9)
    for heading in (HEADING, few):
        paper_id = (await coordinated.papers.enter(DANA, key, heading, OPENS)).paper.id
        await coordinated.papers.change(
            DANA, paper_id, lambda _, one: replace(one, counts={1: 1, 2: 2, 3: 0}, photo="p"), OPENS
        )
        await coordinated.papers.confirm(TIMUR, paper_id, CLOSES)
    files = await coordinated.counting.files(AIGUL, key, CLOSES)
    assert files is not None
    rows = files["paper.csv"].splitlines()
    assert rows[0] == "held;minutes;people;number;kk;ru;chosen"
    assert rows[1].startswith('2026-10-03;"4";12;1;')
    assert rows[-1] == '2026-10-04;"5 ""а""";9;;;;'
    assert len(rows) == 5
    assert "paper.csv" in files["SHA256SUMS"]


async def test_unfinished_it_is_neither_asked_about_nor_confirmed(coordinated: Town) -> None:
    key = await opened(coordinated)
    paper_id = (await coordinated.papers.enter(DANA, key, HEADING, OPENS)).paper.id
    for step in (coordinated.papers.ask, coordinated.papers.confirm):
        with pytest.raises(PaperUnfinished):
            await step(TIMUR, paper_id, OPENS)
    await coordinated.papers.change(DANA, paper_id, whole, OPENS)
    await coordinated.papers.ask(DANA, paper_id, OPENS)
    asked = [one for one in await coordinated.letters(OPENS) if one.kind is LetterKind.PAPER_TO_CHECK]
    dana, timur = [
        (await coordinated.people.visit(one.telegram_id, one.telegram_id))[0] for one in (DANA, TIMUR)
    ]
    assert dana is not None
    assert timur is not None
    assert {one.subject for one in asked} == {paper_id}
    assert to_person(timur.id) in {one.recipient for one in asked}
    assert to_person(dana.id) not in {one.recipient for one in asked}
    assert await coordinated.papers.to_check(paper_id)
    await coordinated.papers.confirm(TIMUR, paper_id, OPENS)
    assert await coordinated.papers.to_check(paper_id) is None


async def test_told_twice_a_gathering_is_one_and_confirmed_it_does_not_change(coordinated: Town) -> None:
    key = await opened(coordinated)
    first, second = [await entered(coordinated, key) for _ in range(2)]
    assert first == second
    await coordinated.papers.confirm(TIMUR, first, OPENS)
    with pytest.raises(NotInStage):
        await coordinated.papers.change(DANA, first, whole, OPENS)


async def test_what_was_wrong_is_taken_back_and_the_log_says_so(coordinated: Town) -> None:
    key = await opened(coordinated)
    paper_id = await entered(coordinated, key)
    await coordinated.papers.confirm(TIMUR, paper_id, OPENS)
    await coordinated.papers.drop(DANA, paper_id, OPENS)
    with pytest.raises(NoSuchPaper):
        await coordinated.papers.one(DANA, paper_id, OPENS)
    deeds = [
        (one.deed, one.detail) for one in (await coordinated.audits.log(DANA.telegram_id, 0, OPENS)).entries
    ]
    assert deeds[:2] == [(Deed.PAPER_DROPPED, "4"), (Deed.PAPER_CONFIRMED, "4")]


async def test_only_who_prepares_consultations_enters_and_sees_the_minutes(coordinated: Town) -> None:
    key = await opened(coordinated)
    paper_id = await entered(coordinated, key)
    for staff in (STRANGER, replace(STRANGER, telegram_id=AIGUL)):
        with pytest.raises(NotAllowed):
            await coordinated.papers.one(staff, paper_id, OPENS)
        with pytest.raises(NotAllowed):
            await coordinated.papers.enter(staff, key, HEADING, OPENS)


async def test_before_it_opens_there_is_nothing_to_enter(coordinated: Town) -> None:
    key = await prepared(coordinated, Kind.ONE)
    with pytest.raises(NotInStage):
        await coordinated.papers.enter(DANA, key, HEADING, OPENS)
    with pytest.raises(NoSuchConsultation):
        await coordinated.papers.of(DANA, key + 1, OPENS)


async def test_a_coordinator_who_is_forgotten_leaves_what_they_entered(coordinated: Town, peek: Peek) -> None:
    key = await opened(coordinated)
    paper_id = await entered(coordinated, key)
    await coordinated.privacy.forget(DANA.telegram_id, "7K3F-94AY", OPENS)
    assert await peek("SELECT entered_by, people FROM papers") == [(None, 12)]
    assert (await coordinated.papers.confirm(TIMUR, paper_id, OPENS + DAY)).paper.confirmed
