"""What everybody in a unit is told: each once, and not who does not want it."""

from datetime import datetime, timedelta

import pytest

from bot.domain.letters import Letter, LetterKind, to_person
from bot.domain.reminders import Quiet, Wish
from bot.services import announcements as of_announcements
from tests.conftest import Peek
from tests.services.conftest import AIGUL, BOLAT, KARAOI, KOKTEREK, Town, leaves
from tests.services.test_calendars import DANA, coordinated
from tests.services.test_consultations import CLOSES, OPENS, chose, opened

__all__ = ["coordinated"]

MORNING = OPENS + timedelta(days=1)


async def told(town: Town, written: datetime = OPENS, moment: datetime = MORNING) -> list[Letter]:
    """What would go at the moment of the letters written then."""
    await town.announcements.tick(written)
    return [one for one in await town.letters(moment) if one.kind is LetterKind.CONSULTATION_OPEN]


async def test_everybody_in_the_unit_is_told_once_that_they_can_choose(coordinated: Town) -> None:
    here, beside = await coordinated.resident(), await coordinated.resident(BOLAT, KOKTEREK)
    await coordinated.resident(3003, KARAOI)
    await opened(coordinated)
    letters = await told(coordinated)
    assert {one.recipient for one in letters} == {to_person(here.id), to_person(beside.id)}
    assert {one.expires_at for one in letters} == {CLOSES}
    await coordinated.consultations.tick(OPENS)
    assert len(await told(coordinated)) == 2


async def test_part_by_part_nobody_is_left_out(coordinated: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(of_announcements, "PART", 2)
    for number in range(5):
        await coordinated.resident(7000 + number)
        await coordinated.resident(8000 + number, KOKTEREK)
    await opened(coordinated)
    letters = await told(coordinated)
    assert len({one.recipient for one in letters}) == len(letters) == 10


async def test_it_waits_for_the_end_of_everybodys_quiet_hours(coordinated: Town) -> None:
    person = await coordinated.resident()
    await opened(coordinated)
    night = OPENS.replace(hour=18)  # 23:00 there
    assert await told(coordinated, night, night + timedelta(hours=8)) == []
    [letter] = await told(coordinated, night, night + timedelta(hours=9))
    assert letter.recipient == to_person(person.id)


async def test_who_does_not_want_it_is_not_told_until_they_do(coordinated: Town) -> None:
    person = await coordinated.resident()
    for _ in range(2):
        await coordinated.announcements.want(AIGUL, wanted=False)
    assert (await coordinated.privacy.kept(AIGUL, OPENS)).unannounced
    await opened(coordinated)
    assert await told(coordinated) == []
    await coordinated.announcements.want(AIGUL, wanted=True)
    assert await coordinated.announcements.wanted(person.id)


async def test_what_is_of_no_use_when_its_turn_comes_is_not_sent(coordinated: Town) -> None:
    """To who has chosen meanwhile, has moved away, has stopped it, or when it is stopped itself."""
    chosen, moved, stopping, other = [await coordinated.resident(one) for one in (AIGUL, BOLAT, 3003, 3004)]
    key = await opened(coordinated)
    letters = {one.recipient: one for one in await told(coordinated)}
    await chose(coordinated, key, AIGUL, 1)
    await coordinated.people.live_in(moved, KARAOI)
    await coordinated.announcements.want(3003, wanted=False)
    for person in (chosen, moved, stopping):
        assert await coordinated.notices.opened(letters[to_person(person.id)]) is None
    letter = letters[to_person(other.id)]
    asked = await coordinated.notices.opened(letter)
    assert asked is not None
    assert asked.id == key
    await coordinated.consultations.stop(DANA, key, "Құны қате", OPENS)
    assert await coordinated.notices.opened(letter) is None


@pytest.mark.parametrize("way", ["/privacy", "/forget"])
async def test_the_wish_goes_with_the_person(coordinated: Town, peek: Peek, way: str) -> None:
    await coordinated.resident()
    await coordinated.announcements.want(AIGUL, wanted=False)
    await leaves(coordinated, AIGUL, way)
    assert await peek("SELECT * FROM unannounced") == []


async def test_quiet_hours_of_ones_own_hold_here_too(coordinated: Town) -> None:
    await coordinated.resident()
    await coordinated.elections.wish(AIGUL, Wish.VOTE, OPENS)
    await coordinated.elections.keep_quiet(AIGUL, Quiet.LONG, OPENS)
    await opened(coordinated)
    evening = OPENS.replace(hour=15)  # 20:00 there
    assert await told(coordinated, evening, evening + timedelta(hours=13)) == []
    assert len(await told(coordinated, evening, evening + timedelta(hours=14))) == 1
