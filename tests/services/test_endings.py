"""A report whose resident says nothing: asked once more after four weeks, at rest two weeks later."""

from datetime import timedelta

from bot.domain.events import EventKind
from bot.domain.histories import Decision
from bot.domain.letters import LetterKind, to_person
from bot.domain.people import Person
from bot.domain.reports import Action, Report, State
from tests.services.conftest import AIGUL, DAY, NOW, YERLAN, Town, leaves, words

ASKED = timedelta(weeks=4)
RESTS = ASKED + timedelta(weeks=2)


async def solved(town: Town) -> tuple[Person, Report]:
    await town.bound()
    person = await town.resident()
    report = await town.do(await town.report(person), Action.RESOLVE)
    await town.sent_all()
    return person, report


async def asked(town: Town, person: Person) -> int:
    """How many letters ask, and are sent with that."""
    found = await town.letters(NOW + 365 * DAY)
    return sum(one.kind is LetterKind.ASKED_AGAIN and one.recipient == to_person(person.id) for one in found)


async def test_who_has_not_said_whether_it_is_solved_is_asked_once_more_after_four_weeks(town: Town) -> None:
    person, report = await solved(town)
    await town.endings.tick(NOW + ASKED - timedelta(seconds=1))
    assert await asked(town, person) == 0
    for hours in range(3):
        await town.endings.tick(NOW + ASKED + timedelta(hours=hours))
    assert await asked(town, person) == 1
    assert await town.contents.unanswered(report.id) is not None


async def test_who_has_said_it_is_not_asked_and_nobody_is_who_has_left(town: Town) -> None:
    person, report = await solved(town)
    await town.reports.judge(person, report.id, NOW, fixed=True)
    await town.endings.tick(NOW + ASKED)
    assert await asked(town, person) == 0
    other = await town.do(await town.report(person), Action.RESOLVE)
    await town.endings.tick(NOW + ASKED)
    await leaves(town, AIGUL, "/privacy")
    assert await town.contents.unanswered(other.id) is None


async def test_without_an_answer_it_rests_two_weeks_later_and_can_still_be_judged(town: Town) -> None:
    person, report = await solved(town)
    await town.endings.tick(NOW + ASKED)
    await town.endings.tick(NOW + RESTS - timedelta(seconds=1))
    assert (await town.reports.story(person.id, report.id)).report.state is State.RESOLVED
    for _ in range(2):
        await town.endings.tick(NOW + RESTS)
    story = await town.reports.story(person.id, report.id)
    assert story.report.state is State.UNCONFIRMED
    assert [one.kind for one in story.events] == [EventKind.SENT, EventKind.RESOLVE, EventKind.LAPSE]
    judged = await town.reports.judge(person, report.id, NOW + RESTS + 30 * DAY, fixed=False)
    assert judged.state is State.REOPENED


async def test_solved_anew_it_is_asked_about_anew(town: Town) -> None:
    person, report = await solved(town)
    await town.endings.tick(NOW + ASKED)
    assert await asked(town, person) == 1
    await town.sent_all(NOW + 365 * DAY)
    await town.reports.judge(person, report.id, NOW + ASKED, fixed=False)
    solving = Decision(Action.RESOLVE, remark=words("Қайта жасалды"))
    await town.triage.decide(YERLAN, report.id, solving, NOW + ASKED)
    await town.endings.tick(NOW + 2 * ASKED - DAY)
    assert await asked(town, person) == 0
    await town.endings.tick(NOW + 2 * ASKED)
    assert await asked(town, person) == 1
