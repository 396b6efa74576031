"""What becomes of what residents chose: who took part hears of each step, once."""

from datetime import time, timedelta

import pytest

from bot.domain.choices import NoSuchOption
from bot.domain.consultations import ElectionGoesOn, NotInStage
from bot.domain.elections import local
from bot.domain.groups import NotAllowed
from bot.domain.guards import ForbiddenWords
from bot.domain.letters import Letter, LetterKind, to_person
from bot.domain.timelines import Code
from bot.domain.works import NoSuchWork, NothingNew, ReasonNeeded, Step, Work
from bot.services.notices import Later
from tests.conftest import Peek
from tests.services.conftest import AIGUL, BOLAT, DAY, Town
from tests.services.test_calendars import DANA, STRANGER, TIMUR, confirmed, coordinated, written_down
from tests.services.test_consultations import CLOSES, chose, opened

__all__ = ["coordinated"]

LATER = CLOSES + DAY


async def counted(town: Town) -> int:
    """A consultation that Aigul has taken part in, and Bolat has not."""
    key = await opened(town)
    await town.resident()
    await town.resident(BOLAT)
    await chose(town, key, AIGUL, 1)
    await town.consultations.tick(CLOSES)
    return key


async def published(
    town: Town, key: int, step: Step, words: str | None = None, photo: str | None = None
) -> Work:
    _, work = await town.works.draft(DANA, Work(0, key, 1, step, words, photo), LATER)
    await town.works.publish(TIMUR, work.id, LATER)
    return work


async def told(town: Town) -> list[Letter]:
    return [one for one in await town.letters(LATER + DAY) if one.kind is LetterKind.WORK_MOVED]


async def test_who_took_part_hears_of_each_step_and_others_read_it(coordinated: Town) -> None:
    key = await counted(coordinated)
    person = await coordinated.resident()
    await published(coordinated, key, Step.PLANNED)
    done = await published(coordinated, key, Step.DONE, "Он шам орнатылды", "photo1")
    letters = await told(coordinated)
    assert [one.recipient for one in letters] == [to_person(person.id)] * 2
    night = local(LATER.date(), time(23, 30))
    assert await coordinated.notices.work(letters[0], night) == Later(local(night.date() + DAY, time(8)))
    seen = await coordinated.notices.work(letters[-1], LATER)
    assert isinstance(seen, tuple)
    assert (seen[1].step, seen[1].words) == (Step.DONE, "Он шам орнатылды")
    looked = await coordinated.works.look(BOLAT, key, LATER)
    assert [work.step for _, work in looked.moving] == [Step.DONE]
    assert await coordinated.works.photo(BOLAT, done.id, LATER) == "photo1"


async def test_pressed_twice_it_is_published_once(coordinated: Town) -> None:
    key = await counted(coordinated)
    work = await published(coordinated, key, Step.PLANNED)
    await coordinated.works.publish(DANA, work.id, LATER)
    assert len(await told(coordinated)) == 1


async def test_what_is_not_published_nobody_reads_and_a_new_draft_takes_its_place(
    coordinated: Town, peek: Peek
) -> None:
    key = await counted(coordinated)
    for words in ("Бірінші", "Екінші"):
        _, work = await coordinated.works.draft(DANA, Work(0, key, 1, Step.IN_WORK, words, "photo"), LATER)
    assert await peek("SELECT words FROM works") == [("Екінші",)]
    assert (await coordinated.works.look(AIGUL, key, LATER)).moving == []
    with pytest.raises(NoSuchWork):
        await coordinated.works.photo(AIGUL, work.id, LATER)
    assert await told(coordinated) == []


async def test_why_something_will_not_be_done_has_to_be_said(coordinated: Town) -> None:
    key = await counted(coordinated)
    with pytest.raises(ReasonNeeded):
        await coordinated.works.draft(DANA, Work(0, key, 1, Step.DROPPED), LATER)
    await published(coordinated, key, Step.DROPPED, "Ақша бөлінбеді")
    with pytest.raises(NothingNew):
        await coordinated.works.draft(DANA, Work(0, key, 1, Step.DROPPED, "Ақша бөлінбеді"), LATER)


async def test_only_of_its_options_after_the_count_and_by_who_may(coordinated: Town) -> None:
    running = await opened(coordinated)
    with pytest.raises(NotInStage):
        await coordinated.works.of(DANA, running, CLOSES - DAY)
    await coordinated.consultations.tick(CLOSES)
    with pytest.raises(NoSuchOption):
        await coordinated.works.draft(DANA, Work(0, running, 9, Step.DONE), LATER)
    with pytest.raises(ForbiddenWords):
        await coordinated.works.draft(
            DANA, Work(0, running, 1, Step.DONE, "Кандидат Асановқа дауыс беріңіз"), LATER
        )
    _, work = await coordinated.works.draft(DANA, Work(0, running, 1, Step.DONE), LATER)
    for refused in (
        coordinated.works.of(STRANGER, running, LATER),
        coordinated.works.draft(STRANGER, Work(0, running, 1, Step.DONE), LATER),
        coordinated.works.publish(STRANGER, work.id, LATER),
    ):
        with pytest.raises(NotAllowed):
            await refused


async def test_while_an_akim_is_being_elected_the_office_praises_nothing(coordinated: Town) -> None:
    key = await counted(coordinated)
    await published(coordinated, key, Step.PLANNED)
    [letter] = await told(coordinated)
    await confirmed(coordinated, await written_down(coordinated), Code.VOTING_START)
    _, work = await coordinated.works.draft(DANA, Work(0, key, 1, Step.DONE), LATER + DAY)
    with pytest.raises(ElectionGoesOn):
        await coordinated.works.publish(TIMUR, work.id, LATER + DAY)
    assert (await coordinated.works.look(AIGUL, key, LATER + DAY)).moving == []
    assert isinstance(await coordinated.notices.work(letter, LATER + DAY), Later)
    today = LATER.date()
    by_night = await coordinated.notices.work(letter, local(today, time(23, 30)))
    assert by_night == Later(local(today + 2 * DAY, time(8)))
    over = LATER + timedelta(days=60)
    await coordinated.works.publish(TIMUR, work.id, over)
    assert [one.step for _, one in (await coordinated.works.look(AIGUL, key, over)).moving] == [Step.DONE]


async def test_a_step_told_before_an_election_is_still_told_when_the_longest_is_over(
    coordinated: Town,
) -> None:
    key = await counted(coordinated)
    await published(coordinated, key, Step.PLANNED)
    over = LATER + 150 * DAY
    await coordinated.outbox.expire(over)
    assert LetterKind.WORK_MOVED in [one.kind for one in await coordinated.letters(over)]
