"""The office calls gatherings and meetings; everybody in the unit hears of them, and who took part of the decision."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.audits import Deed
from bot.domain.consultations import NoSuchConsultation
from bot.domain.elections import NotElected
from bot.domain.groups import NotAllowed, Staff
from bot.domain.letters import Letter, LetterKind, to_person
from bot.domain.meetings import (
    Kind,
    Meeting,
    Minutes,
    NoSuchMeeting,
    Notice,
    Said,
    Stage,
    WrongStage,
)
from bot.domain.people import Person
from bot.domain.roles import Role
from tests.conftest import Peek
from tests.services.conftest import AIGUL, BAISERKE_UNIT, BOLAT, DAY, ILE, KARAOI, KARAOI_UNIT, Town, leaves
from tests.services.test_calendars import CHIEF, DANA, STRANGER, coordinated
from tests.services.test_consultations import CLOSES, chose, opened

__all__ = ["coordinated"]

NOW = CLOSES + DAY  # 11:00 there
BEGINS = NOW + 20 * DAY
CLUB, SCHOOL = Said("Клуб", "Клуб"), Said("Мектеп", "Школа")
AGENDA = [Said("Бюджет жобасы", "Проект бюджета"), Said("Жолдар", "Дороги")]
WHOLE = Minutes("4", 15, 22, Said("Келісілді", "Согласовано"))
MINUTE = timedelta(minutes=1)


async def drafted(town: Town, topic: int | None = None, by: Staff = DANA) -> Meeting:
    begun = await town.meetings.begin(by, BAISERKE_UNIT, Kind.MEETING, NOW)

    def written(before: Meeting) -> Meeting:
        return replace(before, next=Notice(BEGINS, CLUB), agenda=AGENDA, consultation_id=topic)

    return (await town.meetings.change(by, begun.meeting.id, written, NOW)).meeting


async def called(town: Town, topic: int | None = None) -> Meeting:
    draft = await drafted(town, topic)
    return (await town.meetings.call(DANA, draft.id, draft.mark, NOW)).meeting


async def moved(town: Town, key: int, now: datetime = NOW, **what: object) -> Meeting:
    seen = await town.meetings.change(DANA, key, lambda one: one.rewritten(**what), now)
    return (await town.meetings.call(DANA, key, seen.meeting.mark, now)).meeting


async def cancelled(town: Town, key: int, now: datetime = NOW) -> Meeting:
    seen = await town.meetings.change(DANA, key, lambda one: replace(one, reason="Дауыл"), now)
    return (await town.meetings.cancel(DANA, key, seen.meeting.mark, now)).meeting


async def held(town: Town, key: int, minutes: Minutes = WHOLE) -> Meeting:
    seen = await town.meetings.change(DANA, key, lambda one: replace(one, drafted=minutes), BEGINS)
    return (await town.meetings.enter(DANA, key, seen.meeting.mark, BEGINS)).meeting


async def told(town: Town, kind: LetterKind, written: datetime, by: datetime) -> list[Letter]:
    """What has been written by the clock at a moment, and goes by another."""
    await town.meetings.tick(written)
    await town.announcements.tick(written)
    return [one for one in await town.letters(by) if one.kind is kind]


async def ahead(town: Town, telegram_id: int = AIGUL, now: datetime = NOW) -> list[int]:
    return [one.id for one in (await town.meetings.of_village(telegram_id, 0, now)).ahead]


# --- calling ---


async def test_no_resident_sees_a_draft_and_everybody_in_the_unit_hears_what_is_called(
    coordinated: Town,
) -> None:
    here, _ = await coordinated.resident(), await coordinated.resident(BOLAT, KARAOI)
    draft = await drafted(coordinated)
    assert await ahead(coordinated) == []
    with pytest.raises(NoSuchMeeting):
        await coordinated.meetings.look(AIGUL, draft.id)
    key = (await coordinated.meetings.call(DANA, draft.id, draft.mark, NOW)).meeting.id
    [letter] = await told(coordinated, LetterKind.MEETING_CALLED, NOW, NOW + DAY)
    assert (letter.recipient, letter.expires_at) == (to_person(here.id), BEGINS)
    assert await ahead(coordinated) == [key]
    assert await ahead(coordinated, BOLAT) == []
    assert (await coordinated.meetings.look(AIGUL, key)).meeting.agenda == AGENDA
    with pytest.raises(NoSuchMeeting):
        await coordinated.meetings.look(BOLAT, key)


async def test_what_was_written_stays_as_it_was_written(coordinated: Town) -> None:
    draft = await drafted(coordinated)
    assert (await coordinated.meetings.one(DANA, draft.id, NOW)).meeting == draft
    assert (draft.agenda, draft.next) == (AGENDA, Notice(BEGINS, CLUB))
    one = await held(coordinated, (await called(coordinated)).id)
    assert (one.told, one.minutes, one.drafted) == ([Notice(BEGINS, CLUB)], WHOLE, None)


async def test_called_twice_it_is_told_once_and_written_once_into_the_log(
    coordinated: Town, peek: Peek
) -> None:
    await coordinated.resident()
    draft = await drafted(coordinated)
    for _ in range(2):
        await coordinated.meetings.call(DANA, draft.id, draft.mark, NOW)
    assert len(await told(coordinated, LetterKind.MEETING_CALLED, NOW, NOW + DAY)) == 1
    assert await peek("SELECT deed, detail FROM audit WHERE deed LIKE 'meeting%'") == [
        (Deed.MEETING_CALLED, "meeting")
    ]


async def test_what_somebody_has_written_otherwise_since_it_was_read_back_is_not_told(
    coordinated: Town,
) -> None:
    await coordinated.resident()
    draft = await drafted(coordinated)
    await coordinated.meetings.change(DANA, draft.id, lambda one: one.rewritten(place=SCHOOL), NOW)
    seen = await coordinated.meetings.call(DANA, draft.id, draft.mark, NOW)
    assert seen.meeting.stage is Stage.DRAFT
    assert await told(coordinated, LetterKind.MEETING_CALLED, NOW, NOW + DAY) == []


@pytest.mark.parametrize("role", [Role.AKIM, Role.OFFICE])
async def test_the_akim_and_the_office_call_in_their_own_unit_and_nowhere_else(
    town: Town, role: Role
) -> None:
    _, token = await town.roles.invite(CHIEF, role, BAISERKE_UNIT, None, "seed", NOW)
    await town.roles.join(STRANGER, token, NOW)
    draft = await drafted(town, by=STRANGER)
    with pytest.raises(NotAllowed):
        await town.meetings.begin(STRANGER, KARAOI_UNIT, Kind.MEETING, NOW)
    with pytest.raises(NotAllowed):
        await town.meetings.begin(STRANGER, ILE, Kind.MEETING, NOW)
    await town.meetings.drop(STRANGER, draft.id, NOW)
    with pytest.raises(NoSuchMeeting):
        await town.meetings.one(STRANGER, draft.id, NOW)


async def test_nobody_else_touches_any_of_it(coordinated: Town) -> None:
    one = await called(coordinated)
    service, key, mark = coordinated.meetings, one.id, one.mark
    for doing in (
        service.of_unit(STRANGER, BAISERKE_UNIT, NOW),
        service.one(STRANGER, key, NOW),
        service.change(STRANGER, key, lambda one: one.rewritten(place=SCHOOL), NOW),
        service.call(STRANGER, key, mark, NOW),
        service.cancel(STRANGER, key, mark, NOW),
        service.enter(STRANGER, key, mark, BEGINS),
        service.drop(STRANGER, key, NOW),
    ):
        with pytest.raises(NotAllowed):
            await doing
    assert (await service.one(DANA, key, NOW)).meeting == one


async def test_a_district_has_no_local_community_of_its_own(coordinated: Town) -> None:
    with pytest.raises(NotElected):
        await coordinated.meetings.begin(DANA, ILE, Kind.GATHERING, NOW)


async def test_only_what_no_resident_has_seen_is_taken_back(coordinated: Town) -> None:
    one = await called(coordinated)
    with pytest.raises(WrongStage):
        await coordinated.meetings.drop(DANA, one.id, NOW)


# --- moving and cancelling ---


async def test_moved_it_is_told_anew_and_what_had_not_gone_goes_no_more(coordinated: Town) -> None:
    await coordinated.resident()
    one = await called(coordinated)
    assert len(await told(coordinated, LetterKind.MEETING_CALLED, NOW, NOW + DAY)) == 1
    later = BEGINS + DAY
    after = await moved(coordinated, one.id, begins_at=later)
    [letter] = await told(coordinated, LetterKind.MEETING_CALLED, NOW, NOW + DAY)
    assert letter.expires_at == later
    assert after.before == one.holds


async def test_who_has_heard_of_it_hears_again_when_it_moves(coordinated: Town) -> None:
    await coordinated.resident()
    one = await called(coordinated)
    await told(coordinated, LetterKind.MEETING_CALLED, NOW, NOW)
    await coordinated.sent_all(NOW)
    await moved(coordinated, one.id, place=SCHOOL)
    assert len(await told(coordinated, LetterKind.MEETING_CALLED, NOW, NOW + DAY)) == 1


async def test_a_letter_that_could_not_be_sent_says_what_holds_when_it_goes(coordinated: Town) -> None:
    await coordinated.resident()
    one = await called(coordinated)
    [letter] = await told(coordinated, LetterKind.MEETING_CALLED, NOW, NOW)
    await moved(coordinated, one.id, place=SCHOOL)
    seen = await coordinated.notices.meeting(letter, NOW)
    assert seen is not None
    assert seen.meeting.holds.place == SCHOOL
    await cancelled(coordinated, one.id)
    assert await coordinated.notices.meeting(letter, NOW) is None


async def test_everybody_hears_that_it_is_cancelled_and_why(coordinated: Town, peek: Peek) -> None:
    await coordinated.resident()
    one = await called(coordinated)
    seen = await coordinated.meetings.change(DANA, one.id, lambda one: replace(one, reason="Дауыл"), NOW)
    for _ in range(2):
        after = (await coordinated.meetings.cancel(DANA, one.id, seen.meeting.mark, NOW)).meeting
    assert (after.stage, after.reason) == (Stage.CANCELLED, "Дауыл")
    [letter] = await told(coordinated, LetterKind.MEETING_CANCELLED, NOW, NOW + DAY)
    assert await told(coordinated, LetterKind.MEETING_CALLED, NOW, NOW + DAY) == []
    seen = await coordinated.notices.meeting(letter, NOW)
    assert seen is not None
    assert await ahead(coordinated) == [one.id]  # until its hour
    assert await ahead(coordinated, now=BEGINS) == []
    assert ("meeting_cancelled",) in await peek("SELECT deed FROM audit")


# --- reminding ---


@pytest.mark.parametrize(("hours", "reminded"), [(31, 0), (30, 1), (25, 1), (20, 0), (19, 0)])
async def test_everybody_is_reminded_the_day_before_once(
    coordinated: Town, hours: int, reminded: int
) -> None:
    await coordinated.resident()
    await called(coordinated)
    moment = BEGINS - timedelta(hours=hours)
    for _ in range(2):
        letters = await told(coordinated, LetterKind.MEETING_SOON, moment, BEGINS - MINUTE)
    assert [one.expires_at for one in letters] == [BEGINS] * reminded


async def test_moved_away_it_is_not_reminded_of_as_it_was(coordinated: Town) -> None:
    await coordinated.resident()
    one = await called(coordinated)
    moment = BEGINS - timedelta(hours=24)
    [letter] = await told(coordinated, LetterKind.MEETING_SOON, moment, BEGINS - MINUTE)
    await moved(coordinated, one.id, moment, begins_at=BEGINS + 20 * DAY)
    assert await coordinated.notices.meeting(letter, moment) is None
    assert await told(coordinated, LetterKind.MEETING_SOON, moment, BEGINS - MINUTE) == []


async def test_who_wants_no_news_or_lives_elsewhere_now_is_not_told(coordinated: Town) -> None:
    moving, stopping = await coordinated.resident(), await coordinated.resident(BOLAT)
    await called(coordinated)
    letters = {
        one.recipient: one for one in await told(coordinated, LetterKind.MEETING_CALLED, NOW, NOW + DAY)
    }
    await coordinated.people.live_in(moving, KARAOI)
    await coordinated.announcements.want(BOLAT, wanted=False)
    for person in (moving, stopping):
        assert await coordinated.notices.meeting(letters[to_person(person.id)], NOW) is None


# --- what was decided ---


async def counted(town: Town) -> tuple[int, Person, Person]:
    """A counted consultation, one who took part in it, and one who did not."""
    taking_part, other = await town.resident(), await town.resident(BOLAT)
    key = await opened(town)
    await chose(town, key, AIGUL, 1)
    await town.consultations.tick(CLOSES)
    return key, taking_part, other


async def test_who_took_part_hears_what_the_meeting_decided_even_who_wants_no_news(coordinated: Town) -> None:
    topic, taking_part, _ = await counted(coordinated)
    await coordinated.announcements.want(AIGUL, wanted=False)
    one = await called(coordinated, topic)
    await held(coordinated, one.id)
    for _ in range(2):
        [letter] = await told(coordinated, LetterKind.MEETING_DECIDED, BEGINS, BEGINS + DAY)
    assert letter.recipient == to_person(taking_part.id)
    seen = await coordinated.notices.meeting(letter, BEGINS)
    assert seen is not None
    assert (seen.meeting.minutes, seen.topic and seen.topic.id) == (WHOLE, topic)


async def test_a_corrected_decision_is_told_again(coordinated: Town, peek: Peek) -> None:
    topic, _, _ = await counted(coordinated)
    one = await called(coordinated, topic)
    await held(coordinated, one.id)
    await told(coordinated, LetterKind.MEETING_DECIDED, BEGINS, BEGINS)
    await coordinated.sent_all(BEGINS + DAY)
    after = await held(coordinated, one.id, replace(WHOLE, present=16))
    assert (after.edition, after.minutes and after.minutes.present) == (2, 16)
    assert len(await told(coordinated, LetterKind.MEETING_DECIDED, BEGINS, BEGINS + DAY)) == 1
    assert await peek("SELECT count(*) FROM audit WHERE deed = 'minutes_entered'") == [(2,)]


async def test_who_takes_part_until_the_count_hears_of_a_decision_that_was_entered_before(
    coordinated: Town,
) -> None:
    await coordinated.resident()
    topic = await opened(coordinated)
    await chose(coordinated, topic, AIGUL, 1)
    one = await called(coordinated, topic)
    await held(coordinated, one.id)
    assert await told(coordinated, LetterKind.MEETING_DECIDED, BEGINS, BEGINS + DAY) == []
    await coordinated.consultations.tick(CLOSES)
    assert len(await told(coordinated, LetterKind.MEETING_DECIDED, BEGINS, BEGINS + DAY)) == 1


@pytest.mark.parametrize("way", ["/privacy", "/forget"])
async def test_who_has_left_hears_nothing(coordinated: Town, way: str) -> None:
    topic, _, _ = await counted(coordinated)
    one = await called(coordinated, topic)
    await leaves(coordinated, AIGUL, way, NOW)
    await held(coordinated, one.id)
    assert await told(coordinated, LetterKind.MEETING_DECIDED, BEGINS, BEGINS + DAY) == []


async def test_a_meeting_discusses_only_what_its_own_unit_was_asked(coordinated: Town) -> None:
    draft = await drafted(coordinated)
    topic = (await counted(coordinated))[0]
    seen = await coordinated.meetings.one(DANA, draft.id, NOW)
    assert [one.id for one in seen.topics] == [topic]
    with pytest.raises(NoSuchConsultation):
        await coordinated.meetings.change(
            DANA, draft.id, lambda one: replace(one, consultation_id=topic + 1), NOW
        )


async def test_residents_read_decisions_five_a_page_the_newest_first(coordinated: Town) -> None:
    await coordinated.resident()
    keys = [(await called(coordinated)).id for _ in range(6)]
    for key in keys:
        await held(coordinated, key)
    first = await coordinated.meetings.of_village(AIGUL, 0, BEGINS)
    second = await coordinated.meetings.of_village(AIGUL, 1, BEGINS)
    assert [one.id for one in first.held] == keys[:0:-1]
    assert [one.id for one in second.held] == keys[:1]
    assert (first.further, second.further, first.ahead) == (True, False, [])


async def test_one_whose_hour_is_over_waits_for_its_minutes_where_residents_see_it(coordinated: Town) -> None:
    await coordinated.resident()
    one = await called(coordinated)
    assert await ahead(coordinated, now=BEGINS + DAY) == [one.id]
    assert await ahead(coordinated, now=BEGINS + 31 * DAY) == []
    await held(coordinated, one.id)
    assert await ahead(coordinated, now=BEGINS + DAY) == []


async def test_two_who_call_at_once_call_it_once(coordinated: Town) -> None:
    draft = await drafted(coordinated)
    seen = await asyncio.gather(
        *(coordinated.meetings.call(staff, draft.id, draft.mark, NOW) for staff in (DANA, CHIEF))
    )
    assert [len(one.meeting.told) for one in seen] == [1, 1]


def test_the_hour_of_these_tests_is_no_quiet_one() -> None:
    assert NOW.astimezone(UTC).hour in range(4, 14)
