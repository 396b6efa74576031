"""Residents propose before the options are fixed, moderators decide what is published, and nobody's name stays."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audits import Deed
from bot.domain.consultations import (
    Consultation,
    ElectionGoesOn,
    Kind,
    NoSuchConsultation,
    NotInStage,
    OptionThere,
    ProposalsGoOn,
    Stage,
    WrongUntil,
)
from bot.domain.directions import Direction
from bot.domain.facts import OnePersonOnly
from bot.domain.groups import NotAllowed, NotBound, Staff
from bot.domain.guards import ForbiddenWords
from bot.domain.letters import Letter, LetterKind, to_group, to_person
from bot.domain.people import ConsentMissing, Language
from bot.domain.proposals import (
    Aim,
    DecidedAlready,
    NoSuchProposal,
    Proposal,
    ProposalsWait,
    Refusal,
    State,
    TooManyProposals,
)
from bot.domain.roles import Role
from bot.domain.texts import EmptyText, TextTooLong
from bot.domain.timelines import Code
from tests.conftest import Peek
from tests.services.conftest import (
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    GROUP,
    KARAOI,
    KARAOI_GROUP,
    Town,
)
from tests.services.test_calendars import CHIEF, DANA, NOW, STRANGER, TIMUR, blank, confirmed, coordinated
from tests.services.test_consultations import drafted

__all__ = ["coordinated"]

UNTIL = NOW + 10 * DAY
LAMPS, ROADS = Direction.LIGHTING, Direction.ROADS
ASEL = Staff(GROUP, 6001, "Әсел")  # moderates in the unit's group
CODE = "7K3F-94AY"


def asking(before: Consultation) -> Consultation:
    """Only what residents read while they propose."""
    return replace(before, title_kk="Не істейміз?", title_ru="Что сделаем?", proposals_until=UNTIL)


async def gathering(town: Town, kind: Kind = Kind.ONE) -> int:
    """The id of a consultation that residents propose for."""
    key = (await town.consultations.begin(DANA, BAISERKE_UNIT, kind, NOW)).consultation.id
    await town.consultations.change(DANA, key, asking, NOW)
    await town.consultations.gather(TIMUR, key, NOW)
    return key


async def sent(
    town: Town, key: int, text: str = "Мектеп жанына шам", *, by: int = AIGUL, direction: Direction = LAMPS
) -> int:
    """The id of a proposal that waits for a moderator."""
    written = await town.proposals.write(by, Aim(key, direction), text, NOW)
    await town.proposals.send(by, written.proposal.id, NOW)
    return written.proposal.id


async def commented(town: Town, key: int, about: int | None, text: str = "Дұрыс", *, by: int = AIGUL) -> int:
    written = await town.proposals.write(by, Aim(key, about=about), text, NOW)
    await town.proposals.send(by, written.proposal.id, NOW)
    return written.proposal.id


async def shown(town: Town, key: int, page: int = 0) -> list[Proposal]:
    return list((await town.proposals.board(AIGUL, key, page)).shown)


def alone() -> Staff:
    """Dana in her private chat."""
    return replace(DANA, chat_id=DANA.telegram_id)


async def moderated(town: Town) -> None:
    """Asel moderates the unit in its group."""
    await town.bound()
    _, token = await town.roles.invite(CHIEF, Role.MODERATOR, BAISERKE_UNIT, None, "asel", NOW)
    await town.roles.join(ASEL, token, NOW)


async def letter(town: Town, kind: LetterKind) -> Letter:
    return next(one for one in await town.letters(NOW) if one.kind is kind)


# --- the phase ---


async def test_a_second_person_lets_residents_propose(coordinated: Town) -> None:
    key = (await coordinated.consultations.begin(DANA, BAISERKE_UNIT, Kind.ONE, NOW)).consultation.id
    await coordinated.consultations.change(DANA, key, asking, NOW)
    await coordinated.resident()
    with pytest.raises(OnePersonOnly):
        await coordinated.consultations.gather(DANA, key, NOW)
    with pytest.raises(NotAllowed):
        await coordinated.consultations.gather(STRANGER, key, NOW)
    with pytest.raises(NoSuchConsultation):
        await coordinated.proposals.board(AIGUL, key, 0)
    opened = await coordinated.consultations.gather(TIMUR, key, NOW)
    assert (opened.consultation.stage, opened.gathering) == (Stage.PROPOSALS, True)
    with pytest.raises(NotInStage):
        await coordinated.consultations.gather(TIMUR, key, NOW)
    assert (await coordinated.ballots.of_village(AIGUL))[1][0].id == key


async def test_the_others_are_asked_to_look_at_it_first(coordinated: Town) -> None:
    key = (await coordinated.consultations.begin(DANA, BAISERKE_UNIT, Kind.ONE, NOW)).consultation.id
    with pytest.raises(WrongUntil):
        await coordinated.consultations.change(
            DANA, key, lambda one: replace(one, proposals_until=NOW + DAY), NOW
        )
    await coordinated.consultations.change(DANA, key, asking, NOW)
    await coordinated.consultations.ask_to_gather(DANA, key, NOW)
    found = await letter(coordinated, LetterKind.CONSULTATION_TO_CHECK)
    assert await coordinated.notices.consultation_to_check(found.subject)


async def test_they_are_asked_again_on_the_same_day_when_the_options_stand(coordinated: Town) -> None:
    key = (await coordinated.consultations.begin(DANA, BAISERKE_UNIT, Kind.PROJECTS, NOW)).consultation.id
    await coordinated.consultations.change(DANA, key, asking, NOW)
    for _ in range(2):
        await coordinated.consultations.ask_to_gather(DANA, key, NOW)
    await coordinated.consultations.gather(TIMUR, key, NOW)
    soon = NOW + timedelta(hours=1)
    await coordinated.consultations.end_proposals(DANA, key, soon)
    await coordinated.consultations.change(
        DANA, key, lambda one: replace(drafted(one), title_kk=one.title_kk, title_ru=one.title_ru), soon
    )
    for _ in range(2):
        await coordinated.consultations.ask(DANA, key, soon)
    asked = [one for one in await coordinated.letters(soon) if one.kind is LetterKind.CONSULTATION_TO_CHECK]
    of_each = Counter(one.recipient for one in asked)
    assert of_each
    assert set(of_each.values()) == {2}


async def test_while_an_akim_is_being_elected_nobody_is_asked_to_propose(coordinated: Town) -> None:
    key = (await coordinated.consultations.begin(DANA, BAISERKE_UNIT, Kind.ONE, NOW)).consultation.id
    await coordinated.consultations.change(DANA, key, asking, NOW)
    election = await coordinated.calendars.enter(DANA, await blank(coordinated), NOW)
    await confirmed(coordinated, election, Code.VOTING_START)
    with pytest.raises(ElectionGoesOn):
        await coordinated.consultations.gather(TIMUR, key, NOW)


async def test_it_ends_when_it_was_said_or_before_at_a_coordinators_word(coordinated: Town) -> None:
    await coordinated.resident()
    key = await gathering(coordinated)
    with pytest.raises(NotInStage):
        await coordinated.proposals.write(AIGUL, Aim(key, LAMPS), "Шам", UNTIL)
    ended = await coordinated.consultations.end_proposals(DANA, key, NOW + DAY)
    assert not ended.gathering
    with pytest.raises(NotInStage):
        await coordinated.proposals.may_propose(AIGUL, key, NOW + DAY)
    with pytest.raises(NotInStage):
        await coordinated.consultations.end_proposals(DANA, key, NOW + 2 * DAY)


async def test_everybody_in_the_unit_is_told_as_long_as_they_can_propose(coordinated: Town) -> None:
    here = await coordinated.resident()
    await coordinated.resident(BOLAT, KARAOI)
    key = await gathering(coordinated)
    await coordinated.announcements.tick(NOW)
    [call] = [one for one in await coordinated.letters(NOW) if one.kind is LetterKind.PROPOSALS_OPEN]
    assert (call.recipient, call.subject, call.expires_at) == (to_person(here.id), key, UNTIL)
    assert await coordinated.notices.proposals_open(call, NOW)
    await coordinated.people.live_in(here, KARAOI)
    assert await coordinated.notices.proposals_open(call, NOW) is None
    await coordinated.people.live_in(here, BAISERKE)
    election = await coordinated.calendars.enter(DANA, await blank(coordinated), NOW)
    await confirmed(coordinated, election, Code.VOTING_START)
    assert await coordinated.notices.proposals_open(call, NOW) is None


async def test_when_it_is_ended_early_nobody_is_called_any_more(coordinated: Town) -> None:
    await coordinated.resident()
    key = await gathering(coordinated)
    await coordinated.announcements.tick(NOW)
    [call] = [one for one in await coordinated.letters(NOW) if one.kind is LetterKind.PROPOSALS_OPEN]
    await coordinated.consultations.end_proposals(DANA, key, NOW + DAY)
    assert await coordinated.notices.proposals_open(call, NOW + DAY) is None


# --- proposing ---


async def test_nothing_goes_before_its_author_has_read_it_once_more(coordinated: Town) -> None:
    await coordinated.bound()
    await coordinated.resident()
    key = await gathering(coordinated)
    written = await coordinated.proposals.write(AIGUL, Aim(key, LAMPS), "  Шам \u202e керек ", NOW)
    assert written.proposal.text == "Шам  керек"
    assert await coordinated.told(to_group(BAISERKE_UNIT), NOW) == []
    anew = await coordinated.proposals.write(AIGUL, Aim(key, ROADS), "Жол", NOW)
    assert (anew.proposal.id, anew.proposal.direction) == (written.proposal.id, ROADS)
    for _time in range(2):
        await coordinated.proposals.send(AIGUL, anew.proposal.id, NOW)
    assert await coordinated.told(to_group(BAISERKE_UNIT), NOW) == [LetterKind.PROPOSAL_CARD]
    assert await shown(coordinated, key) == []


async def test_what_was_not_sent_is_cancelled_and_nothing_stays(coordinated: Town, peek: Peek) -> None:
    await coordinated.resident()
    key = await gathering(coordinated)
    await coordinated.proposals.write(AIGUL, Aim(key, LAMPS), "Шам", NOW)
    for _time in range(2):
        await coordinated.proposals.cancel(AIGUL, key)
    assert await peek("SELECT count(*) FROM proposals") == [(0,)]


async def test_what_was_not_sent_in_time_goes_and_what_was_sent_waits_on(
    coordinated: Town, peek: Peek
) -> None:
    await coordinated.resident()
    key = await gathering(coordinated)
    await sent(coordinated, key)
    late = await coordinated.proposals.write(AIGUL, Aim(key, ROADS), "Жол", NOW)
    with pytest.raises(NotInStage):
        await coordinated.proposals.send(AIGUL, late.proposal.id, UNTIL)
    for moment, states in ((UNTIL - DAY, ["unsent", "waiting"]), (UNTIL, ["waiting"])):
        await coordinated.consultations.tick(moment)
        assert sorted(row[0] for row in await peek("SELECT state FROM proposals")) == states


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", EmptyText),
        ("ж" * 301, TextTooLong),
        ("Дауыс беріңіздер, үміткер жақсы", ForbiddenWords),
        ("Оцените работу акима", ForbiddenWords),
    ],
)
async def test_some_words_are_not_taken(coordinated: Town, text: str, error: type[Exception]) -> None:
    await coordinated.resident()
    key = await gathering(coordinated)
    with pytest.raises(error):
        await coordinated.proposals.write(AIGUL, Aim(key, LAMPS), text, NOW)


async def test_a_person_proposes_three_times_and_others_can_still(coordinated: Town) -> None:
    await coordinated.resident()
    await coordinated.resident(BOLAT)
    key = await gathering(coordinated)
    for number in range(3):
        await sent(coordinated, key, f"Шам {number}")
    with pytest.raises(TooManyProposals):
        await coordinated.proposals.write(AIGUL, Aim(key, LAMPS), "Тағы", NOW)
    with pytest.raises(TooManyProposals):
        await coordinated.proposals.may_propose(AIGUL, key, NOW)
    await sent(coordinated, key, by=BOLAT)


async def test_only_residents_of_the_unit_propose(coordinated: Town) -> None:
    key = await gathering(coordinated)
    with pytest.raises(ConsentMissing):
        await coordinated.proposals.may_propose(AIGUL, key, NOW)
    await coordinated.resident(BOLAT, KARAOI)
    with pytest.raises(NoSuchConsultation):
        await coordinated.proposals.write(BOLAT, Aim(key, LAMPS), "Шам", NOW)


async def test_nobody_sends_or_reads_what_somebody_else_has_written(coordinated: Town) -> None:
    await coordinated.resident()
    await coordinated.resident(BOLAT)
    key = await gathering(coordinated)
    written = await coordinated.proposals.write(AIGUL, Aim(key, LAMPS), "Шам", NOW)
    with pytest.raises(NoSuchProposal):
        await coordinated.proposals.send(BOLAT, written.proposal.id, NOW)
    with pytest.raises(NoSuchProposal):
        await coordinated.proposals.thread(BOLAT, written.proposal.id, 0)
    with pytest.raises(NoSuchProposal):
        await coordinated.moderation.case(alone(), written.proposal.id, NOW)


async def test_of_points_for_directions_residents_only_comment(coordinated: Town) -> None:
    await coordinated.resident()
    key = await gathering(coordinated, Kind.SHARES)
    with pytest.raises(NoSuchProposal):
        await coordinated.proposals.write(AIGUL, Aim(key, LAMPS), "Шам", NOW)
    said = await commented(coordinated, key, None)
    await coordinated.moderation.publish(alone(), said, NOW)
    assert [one.text for one in await shown(coordinated, key)] == ["Дұрыс"]


# --- deciding ---


async def test_what_is_published_bears_a_number_and_its_author_is_told(coordinated: Town) -> None:
    person = await coordinated.resident()
    await moderated(coordinated)
    key = await gathering(coordinated)
    first, second = await sent(coordinated, key), await sent(coordinated, key, "Жол", direction=ROADS)
    await coordinated.moderation.publish(ASEL, second, NOW)
    await coordinated.moderation.publish(ASEL, first, NOW)
    assert [(one.number, one.text) for one in await shown(coordinated, key)] == [
        (2, "Мектеп жанына шам"),
        (1, "Жол"),
    ]
    assert await coordinated.told(to_person(person.id), NOW) == [LetterKind.PROPOSAL_DECIDED] * 2
    answer = await coordinated.moderation.answer(await letter(coordinated, LetterKind.PROPOSAL_DECIDED))
    assert answer is not None
    assert answer.proposal.state is State.PUBLISHED


async def test_it_is_decided_once_whoever_presses_at_the_same_time(coordinated: Town) -> None:
    await coordinated.resident()
    await moderated(coordinated)
    key = await gathering(coordinated)
    proposal_id = await sent(coordinated, key)
    outcomes = await asyncio.gather(
        *(coordinated.moderation.publish(ASEL, proposal_id, NOW) for _ in range(4)), return_exceptions=True
    )
    assert sum(isinstance(one, DecidedAlready) for one in outcomes) == 3


async def test_what_was_published_by_mistake_is_taken_off_and_its_number_is_nobody_elses(
    coordinated: Town,
) -> None:
    await coordinated.resident()
    await moderated(coordinated)
    key = await gathering(coordinated)
    named = await sent(coordinated, key, "Асан ағаның үйі")
    await coordinated.moderation.publish(ASEL, named, NOW)
    await coordinated.moderation.refuse(ASEL, named, Refusal.PERSONAL, NOW)
    assert await shown(coordinated, key) == []
    with pytest.raises(NoSuchProposal):
        await coordinated.proposals.thread(AIGUL, named, 0)
    found = await letter(coordinated, LetterKind.PROPOSAL_DECIDED)
    answer = await coordinated.moderation.answer(found)
    assert answer is not None
    assert (answer.proposal.state, answer.proposal.reason) == (State.REFUSED, Refusal.PERSONAL)
    with pytest.raises(DecidedAlready):
        await coordinated.moderation.refuse(ASEL, named, Refusal.UNCLEAR, NOW)
    other = await sent(coordinated, key, "Жол", direction=ROADS)
    await coordinated.moderation.publish(ASEL, other, NOW)
    assert [one.number for one in await shown(coordinated, key)] == [2]


async def test_a_refusal_names_its_reason_and_nobody_reads_the_words(coordinated: Town) -> None:
    await coordinated.resident()
    await moderated(coordinated)
    key = await gathering(coordinated)
    proposal_id = await sent(coordinated, key)
    await coordinated.moderation.refuse(ASEL, proposal_id, Refusal.NOT_THE_BUDGET, NOW)
    assert await shown(coordinated, key) == []
    answer = await coordinated.moderation.answer(await letter(coordinated, LetterKind.PROPOSAL_DECIDED))
    assert answer is not None
    assert answer.proposal.reason is Refusal.NOT_THE_BUDGET


async def test_the_same_from_another_is_support_and_from_oneself_is_not(coordinated: Town) -> None:
    await coordinated.resident()
    await coordinated.resident(BOLAT)
    await moderated(coordinated)
    key = await gathering(coordinated)
    first = await sent(coordinated, key)
    await coordinated.moderation.publish(ASEL, first, NOW)
    for by in (BOLAT, BOLAT, AIGUL):
        same = await sent(coordinated, key, "Шам болса", by=by)
        joined = await coordinated.moderation.join(ASEL, same, first, NOW)
        assert joined.proposal.joined == 1
    assert [one.people for one in await shown(coordinated, key)] == [2]


async def test_comments_stand_below_what_they_are_about_once_published(coordinated: Town) -> None:
    await coordinated.resident()
    await moderated(coordinated)
    key = await gathering(coordinated)
    first = await sent(coordinated, key)
    with pytest.raises(NoSuchProposal):
        await commented(coordinated, key, first)
    await coordinated.moderation.publish(ASEL, first, NOW)
    said = await commented(coordinated, key, first)
    assert (await coordinated.proposals.thread(AIGUL, first, 0)).comments == []
    await coordinated.moderation.publish(ASEL, said, NOW)
    thread = await coordinated.proposals.thread(AIGUL, first, 99)
    assert ([one.text for one in thread.comments], thread.proposal.comments) == (["Дұрыс"], 1)
    assert len(await shown(coordinated, key)) == 1


async def test_five_stand_on_a_page_and_a_page_that_is_gone_is_the_last_one(coordinated: Town) -> None:
    await moderated(coordinated)
    key = await gathering(coordinated)
    for telegram_id in (AIGUL, BOLAT):
        await coordinated.resident(telegram_id)
        for number in range(3):
            proposal_id = await sent(coordinated, key, f"Шам {number}", by=telegram_id)
            await coordinated.moderation.publish(ASEL, proposal_id, NOW)
    assert [one.number for one in await shown(coordinated, key)] == [6, 5, 4, 3, 2]
    assert [one.number for one in await shown(coordinated, key, 7)] == [1]


async def test_who_may_decide_is_asked_at_each_press(coordinated: Town) -> None:
    await coordinated.resident()
    await moderated(coordinated)
    key = await gathering(coordinated)
    proposal_id = await sent(coordinated, key)
    office, akim = Staff(GROUP, 6002, "Бек"), Staff(GROUP, 6003, "Сара")
    for staff, role in ((office, Role.OFFICE), (akim, Role.AKIM)):
        until = NOW + 365 * DAY
        _, token = await coordinated.roles.invite(CHIEF, role, BAISERKE_UNIT, until, role, NOW)
        await coordinated.roles.join(staff, token, NOW)
    await coordinated.groups.bind(KARAOI_GROUP, ["196843000"], Language.KAZAKH, NOW)
    refused = (
        replace(STRANGER, chat_id=GROUP),
        replace(ASEL, chat_id=KARAOI_GROUP),
        replace(ASEL, chat_id=ASEL.telegram_id),
        office,
        akim,
    )
    for staff in refused:
        with pytest.raises(NotAllowed):
            await coordinated.moderation.publish(staff, proposal_id, NOW)
    with pytest.raises(NotBound):
        await coordinated.moderation.publish(replace(ASEL, chat_id=-9), proposal_id, NOW)
    await coordinated.moderation.publish(replace(DANA, chat_id=GROUP), proposal_id, NOW)


async def test_where_there_is_no_group_coordinators_decide_in_private(coordinated: Town) -> None:
    await coordinated.resident()
    key = await gathering(coordinated)
    proposal_id = await sent(coordinated, key)
    dana = alone()
    assert (await coordinated.consultations.one(DANA, key, NOW)).waiting == 1
    waiting = await coordinated.moderation.waiting(dana, key, 0, NOW)
    assert [one.id for one in waiting.shown] == [proposal_id]
    await coordinated.moderation.publish(dana, proposal_id, NOW)
    assert (await coordinated.moderation.waiting(dana, key, 0, NOW)).total == 0
    assert (await coordinated.moderation.published(dana, key, 0, NOW)).total == 1
    assert await coordinated.moderation.shown(proposal_id, GROUP) is None


async def test_every_decision_stands_in_the_log(coordinated: Town) -> None:
    await coordinated.resident()
    key = await gathering(coordinated)
    await coordinated.moderation.publish(alone(), await sent(coordinated, key), NOW)
    page = await coordinated.audits.log(DANA.telegram_id, 0, NOW)
    deeds = [(one.deed, one.detail) for one in page.entries]
    assert (Deed.PROPOSAL_DECIDED, "published") in deeds
    assert (Deed.PROPOSALS_OPENED, "one") in deeds


# --- after the phase ---


async def test_a_published_proposal_becomes_an_option_when_nobody_proposes_any_more(
    coordinated: Town,
) -> None:
    await coordinated.resident()
    key = await gathering(coordinated)
    proposal_id = await sent(coordinated, key)
    await coordinated.moderation.publish(alone(), proposal_id, NOW)
    with pytest.raises(ProposalsGoOn):
        await coordinated.consultations.adopt(DANA, proposal_id, NOW)
    adopted = await coordinated.consultations.adopt(DANA, proposal_id, UNTIL)
    assert [(one.direction, one.name_ru, one.cost) for one in adopted.consultation.options] == [
        (LAMPS, "Мектеп жанына шам", None)
    ]
    with pytest.raises(OptionThere):
        await coordinated.consultations.adopt(DANA, proposal_id, UNTIL)
    with pytest.raises(NotAllowed):
        await coordinated.consultations.adopt(STRANGER, proposal_id, UNTIL)


def whole(before: Consultation) -> Consultation:
    """Nothing is lacking; what residents read stays."""
    return replace(
        drafted(before),
        title_kk=before.title_kk,
        title_ru=before.title_ru,
        opens_at=UNTIL + 2 * DAY,
        closes_at=UNTIL + 20 * DAY,
    )


async def test_it_is_fixed_when_all_have_an_answer_and_then_nothing_leads_to_an_author(
    coordinated: Town, peek: Peek
) -> None:
    person = await coordinated.resident()
    key = await gathering(coordinated)
    dana, (first, second) = alone(), [await sent(coordinated, key) for _ in range(2)]
    await coordinated.moderation.publish(dana, first, NOW)
    await coordinated.consultations.change(DANA, key, whole, UNTIL)
    with pytest.raises(ProposalsWait):
        await coordinated.consultations.fix(TIMUR, key, UNTIL)
    await coordinated.moderation.refuse(dana, second, Refusal.UNCLEAR, UNTIL)
    await coordinated.consultations.fix(TIMUR, key, UNTIL)
    assert await peek("SELECT person_id, state FROM proposals") == [(None, "published")]
    assert await peek("SELECT count(*) FROM letters WHERE kind = 'proposal_decided'") == [(0,)]
    assert await coordinated.told(to_person(person.id), NOW) == []
    assert [one.number for one in await shown(coordinated, key)] == [1]


async def test_as_long_as_they_can_propose_it_is_not_fixed(coordinated: Town) -> None:
    key = await gathering(coordinated)
    await coordinated.consultations.change(DANA, key, whole, NOW)
    with pytest.raises(ProposalsGoOn):
        await coordinated.consultations.fix(TIMUR, key, NOW)
    await coordinated.consultations.end_proposals(DANA, key, NOW + DAY)
    await coordinated.consultations.fix(TIMUR, key, NOW + DAY)


async def test_stopped_it_keeps_what_was_published_and_nobody(coordinated: Town, peek: Peek) -> None:
    await coordinated.resident()
    key = await gathering(coordinated)
    first, second = [await sent(coordinated, key) for _ in range(2)]
    await coordinated.moderation.publish(alone(), first, NOW)
    await coordinated.consultations.stop(DANA, key, "Басқа жолмен", NOW)
    assert await peek("SELECT id, person_id FROM proposals") == [(first, None)]
    with pytest.raises(NoSuchProposal):
        await coordinated.moderation.publish(alone(), second, NOW)


# --- a person's own ---


async def test_a_person_sees_all_that_is_kept_of_theirs(coordinated: Town) -> None:
    await coordinated.resident()
    key = await gathering(coordinated)
    await sent(coordinated, key)
    await coordinated.proposals.write(AIGUL, Aim(key, ROADS), "Жол", NOW)
    kept = await coordinated.privacy.kept(AIGUL, NOW)
    assert [(one.proposal.text, one.proposal.state) for one in kept.proposed] == [
        ("Мектеп жанына шам", State.WAITING),
        ("Жол", State.UNSENT),
    ]


async def test_who_is_forgotten_leaves_what_was_published_and_takes_the_rest_also_from_the_group(
    coordinated: Town, peek: Peek
) -> None:
    await coordinated.resident()
    await moderated(coordinated)
    key = await gathering(coordinated)
    first, second = [await sent(coordinated, key) for _ in range(2)]
    await coordinated.moderation.publish(ASEL, first, NOW)
    await coordinated.proposals.write(AIGUL, Aim(key, ROADS), "Жол", NOW)
    card = next(one for one in await coordinated.letters(NOW) if one.subject == second)
    await coordinated.moderation.posted(card, GROUP, 77, NOW)
    await coordinated.privacy.forget(AIGUL, CODE, NOW)
    assert sorted(await peek("SELECT person_id, state, text FROM proposals")) == [
        (None, "published", "Мектеп жанына шам"),
        (None, "withdrawn", ""),
    ]
    assert LetterKind.PROPOSAL_CARD in await coordinated.told(to_group(BAISERKE_UNIT), NOW)
    found = await coordinated.moderation.shown(second, GROUP)
    assert found is not None
    assert (found[0].proposal.state, found[1]) == (State.WITHDRAWN, 77)


async def test_who_takes_their_consent_back_hears_no_more_and_leaves_nothing_unsent(
    coordinated: Town,
) -> None:
    person = await coordinated.resident()
    key = await gathering(coordinated)
    proposal_id = await sent(coordinated, key)
    await coordinated.proposals.write(AIGUL, Aim(key, ROADS), "Жол", NOW)
    await coordinated.people.decide(AIGUL, Language.KAZAKH, NOW, agreed=False)
    await coordinated.moderation.publish(alone(), proposal_id, NOW)
    assert await coordinated.told(to_person(person.id), NOW) == []
    assert len((await coordinated.privacy.kept(AIGUL, NOW)).proposed) == 1
