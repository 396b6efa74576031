"""A report that came to the wrong office goes to another of the district: with all that belongs to it, and at once."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.categories import Category
from bot.domain.clocks import Target
from bot.domain.events import EventKind
from bot.domain.groups import NotAllowed, NotBound, NotOurReport, Staff
from bot.domain.histories import Decision
from bot.domain.letters import LetterKind, to_group, to_person
from bot.domain.numbers import NoSuchReport
from bot.domain.people import Language
from bot.domain.posts import Post, PostKind, Task
from bot.domain.reports import Action, NoNews, NotNow, Reason, Report, State, Withdrawn
from bot.domain.territories import Level, NoSuchTerritory, Territory
from bot.services.drafts import Incoming
from storage import territories
from storage.database import Transaction
from tests.conftest import Peek
from tests.services.conftest import (
    ADMIN,
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    GROUP,
    ILE,
    ILE_GROUP,
    KARAOI,
    KARAOI_GROUP,
    KARAOI_UNIT,
    KOKTEREK,
    MARINA,
    NOW,
    YERLAN,
    Town,
    leaves,
    picture,
    words,
)
from tests.services.test_tallies import balanced

HERE, THERE = to_group(BAISERKE_UNIT), to_group(KARAOI_UNIT)
SAMAT = Staff(KARAOI_GROUP, 2003, "Самат")
RU = YERLAN.language


@pytest.fixture
async def report(town: Town) -> Report:
    """Aigul's, of Baiserke; Karaoi has a group of its own. What is on its way has arrived."""
    await town.bound()
    await town.bound(KARAOI_UNIT, KARAOI_GROUP)
    report = await town.report(await town.resident())
    await town.sent_all()
    return report


async def now(town: Town, report: Report, staff: Staff = SAMAT) -> Report:
    return (await town.triage.story(staff, report.id, NOW)).report


async def test_a_report_that_is_handed_over_waits_at_the_other_office(town: Town, report: Report) -> None:
    await town.do(report, Action.TAKE)
    handed, _ = await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)

    assert handed == await now(town, report)
    assert (handed.unit, handed.village.kato, handed.district) == (KARAOI_UNIT, KARAOI, report.district)
    assert (handed.state, handed.holder_id, handed.number) == (State.RECEIVED, None, report.number)
    story = await town.triage.story(SAMAT, report.id, NOW)
    assert [(one.kind, one.reason) for one in story.events][-1] == (EventKind.HAND_OVER, KARAOI_UNIT)
    assert [one.id for one in (await town.triage.queue(KARAOI_GROUP)).reports] == [report.id]
    assert (await town.triage.queue(GROUP)).total == 0


async def test_its_resident_and_who_supports_it_hear_where_it_is(town: Town, report: Report) -> None:
    bolat = await town.resident(BOLAT, KOKTEREK)
    await town.do(report, Action.TAKE)
    await town.supports.support(bolat, report.id, NOW)
    await town.sent_all()
    await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)

    assert await town.told(to_person(report.person_id)) == [LetterKind.NEWS]
    assert await town.told(to_person(bolat.id), NOW + DAY) == [LetterKind.SUPPORT_NEWS]
    [letter] = [one for one in await town.letters(NOW + DAY) if one.kind is LetterKind.NEWS]
    news = await town.contents.news(letter.subject)
    assert news is not None
    assert news.office is not None
    assert news.office.kato == KARAOI_UNIT


async def test_the_other_group_gets_card_and_words_and_the_first_nothing_but_a_line(
    town: Town, report: Report
) -> None:
    person = await town.resident()
    await town.reports.say(person, report.id, words("Мектеп жанында", AIGUL), NOW)
    await town.sent_all()
    await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)

    assert await town.told(HERE) == [LetterKind.HANDED_OVER]
    assert await town.told(THERE) == [LetterKind.CARD_ANEW, LetterKind.CORRECTION, LetterKind.WORDS]


async def test_what_another_resident_had_added_and_erased_is_not_told_anew(
    town: Town, report: Report
) -> None:
    bolat = await town.resident(BOLAT, KOKTEREK)
    draft = await town.ready(bolat)
    await town.supports.join(bolat, draft.id, report.id, NOW)
    await leaves(town, BOLAT, "/forget")
    await town.sent_all()
    await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)

    assert await town.told(THERE) == [LetterKind.CARD_ANEW]


async def test_what_was_still_on_its_way_to_the_first_group_never_comes_there(town: Town) -> None:
    await town.bound()
    await town.bound(KARAOI_UNIT, KARAOI_GROUP)
    person = await town.resident()
    report = await town.report(person)
    await town.reports.say(person, report.id, words("Мектеп жанында", AIGUL), NOW)
    await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)

    assert await town.told(HERE) == [LetterKind.HANDED_OVER]


async def test_of_one_group_that_serves_both_the_card_is_kept_true(town: Town) -> None:
    await town.bound(ILE, ILE_GROUP)
    report = await town.report(await town.resident())
    await town.sent_all()
    staff = Staff(ILE_GROUP, 2001, "Ерлан")
    await town.triage.hand_over(staff, report.id, KARAOI, NOW)

    assert await town.told(HERE) == []
    assert await town.told(THERE) == [LetterKind.CARD]
    assert (await now(town, report, staff)).unit == KARAOI_UNIT


async def test_no_question_that_one_office_has_left_open_decides_for_the_other(town: Town) -> None:
    """One group serves both, and the district's has asked something too."""
    await town.groups.bind(GROUP, [BAISERKE_UNIT, KARAOI_UNIT], Language.KAZAKH, NOW)
    await town.bound(ILE, ILE_GROUP)
    person = await town.resident()
    report, beside = await town.report(person), await town.report(person)
    for chat_id, number in ((GROUP, 70), (GROUP, 71), (ILE_GROUP, 72)):
        await town.triage.asked(Post.prompt(chat_id, number, report.id, Task(Action.RESOLVE)), NOW)
    await town.triage.asked(Post.prompt(GROUP, 73, beside.id, Task(Action.RESOLVE)), NOW)
    _, settled = await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)

    assert settled == [70, 71]
    for chat_id, number in ((GROUP, 70), (GROUP, 71), (ILE_GROUP, 72)):
        post = await town.triage.about(chat_id, number)
        assert post is not None
        assert post.task is None
    other = await town.triage.about(GROUP, 73)
    assert other is not None
    assert other.task == Task(Action.RESOLVE)


async def test_what_is_on_its_way_to_one_group_for_both_goes_to_who_serves_the_office_by_then(
    town: Town,
) -> None:
    """The district's group had it first; then the first office gets a group of its own."""
    await town.bound(ILE, ILE_GROUP)
    person = await town.resident()
    report = await town.report(person)
    await town.reports.say(person, report.id, words("Мектеп жанында", AIGUL), NOW)
    staff = Staff(ILE_GROUP, 2001, "Ерлан")
    await town.triage.hand_over(staff, report.id, KARAOI, NOW)
    await town.bound()
    await town.do(report, Action.TAKE, staff)

    assert await town.told(HERE) == []
    assert await town.told(THERE) == [LetterKind.CARD, LetterKind.WORDS]


async def test_pictures_on_their_way_to_one_group_for_both_go_there_once(town: Town) -> None:
    await town.bound(ILE, ILE_GROUP)
    person = await town.resident()
    draft = await town.ready(person)
    await town.drafts.attach(person, Incoming(picture(1), None), NOW)
    report = await town.drafts.submit(person, draft.id, NOW)
    [card] = [one for one in await town.letters() if one.kind is LetterKind.CARD]
    await town.outbox.sent(card, [Post(ILE_GROUP, 70, report.id, PostKind.CARD)], NOW)
    [letter] = [one for one in await town.letters() if one.kind is LetterKind.ATTACHMENTS]
    staff = Staff(ILE_GROUP, 2001, "Ерлан")
    await town.triage.hand_over(staff, report.id, KARAOI, NOW)
    [file] = (await town.triage.story(staff, report.id, NOW)).attachments
    posted = Post(ILE_GROUP, 71, report.id, PostKind.ATTACHMENT)
    await town.outbox.attachments_sent(letter, [file.id], [posted], NOW)

    assert (await town.told(HERE), await town.told(THERE)) == ([], [LetterKind.CARD])
    await town.sent_all()
    assert await town.told(THERE) == []


async def test_where_nobody_serves_the_other_office_its_letters_wait_for_a_group(
    town: Town, peek: Peek
) -> None:
    await town.bound()
    report = await town.report(await town.resident())
    await town.sent_all()
    await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)
    [card] = [one for one in await town.letters() if one.recipient == THERE]
    assert await town.outbox.address(card) is None
    await town.outbox.nobody_there(card, NOW)
    assert await peek(f"SELECT kind FROM letters WHERE state = 'held' AND recipient = '{THERE}'") == [
        ("card_anew",)
    ]
    await town.bound(KARAOI_UNIT, KARAOI_GROUP)

    assert await town.told(THERE) == [LetterKind.CARD_ANEW]


async def test_what_was_in_hand_when_it_was_handed_over_is_taken_after(town: Town, report: Report) -> None:
    """The sender had the card in hand; when it is posted, the report is another group's."""
    await town.triage.show_again(YERLAN, report.id, NOW)
    [card] = [one for one in await town.letters() if one.kind is LetterKind.CARD_ANEW]
    await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)
    await town.sent_all()
    await town.outbox.sent(card, [Post(GROUP, 77, report.id, PostKind.CARD)], NOW)

    assert await town.told(HERE) == [LetterKind.HANDED_OVER]
    left = await town.contents.left_behind(report.id)
    assert left is not None
    assert [post.message_id for post in left.posts] == [77]


async def test_pictures_that_were_in_hand_meanwhile_still_come_to_the_other_group(town: Town) -> None:
    await town.bound()
    await town.bound(KARAOI_UNIT, KARAOI_GROUP)
    person = await town.resident()
    draft = await town.ready(person)
    await town.drafts.attach(person, Incoming(picture(1), None), NOW)
    report = await town.drafts.submit(person, draft.id, NOW)
    [card] = [one for one in await town.letters() if one.kind is LetterKind.CARD]
    await town.outbox.sent(card, [Post(GROUP, 70, report.id, PostKind.CARD)], NOW)
    [letter] = [one for one in await town.letters() if one.kind is LetterKind.ATTACHMENTS]
    [file] = (await town.triage.story(YERLAN, report.id, NOW)).attachments
    await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)
    late = Post(GROUP, 71, report.id, PostKind.ATTACHMENT)
    await town.outbox.attachments_sent(letter, [file.id], [late], NOW)

    [anew] = [one for one in await town.letters() if one.kind is LetterKind.CARD_ANEW]
    await town.outbox.sent(anew, [Post(KARAOI_GROUP, 9, report.id, PostKind.CARD)], NOW)
    assert await town.told(THERE) == [LetterKind.ATTACHMENTS]
    assert await town.told(HERE) == [LetterKind.HANDED_OVER]


async def test_handed_over_twice_at_once_it_goes_once(town: Town, report: Report) -> None:
    results = await asyncio.gather(
        *(town.triage.hand_over(YERLAN, report.id, KARAOI, NOW) for _ in range(3)), return_exceptions=True
    )

    assert sorted(type(one).__name__ for one in results) == ["NotOurReport", "NotOurReport", "tuple"]
    kinds = [one.kind for one in (await town.triage.story(SAMAT, report.id, NOW)).events]
    assert kinds.count(EventKind.HAND_OVER) == 1
    assert await balanced(town) == 1


async def test_pressed_twice_where_one_group_serves_both_it_is_so_already(town: Town) -> None:
    await town.bound(ILE, ILE_GROUP)
    report = await town.report(await town.resident())
    staff = Staff(ILE_GROUP, 2001, "Ерлан")
    await town.triage.hand_over(staff, report.id, KARAOI, NOW)
    with pytest.raises(NoNews):
        await town.triage.hand_over(staff, report.id, KARAOI, NOW)


async def test_of_a_decision_and_a_handing_over_at_once_one_is_made(town: Town, report: Report) -> None:
    results = await asyncio.gather(
        town.triage.hand_over(YERLAN, report.id, KARAOI, NOW),
        town.triage.decide(MARINA, report.id, Decision(Action.REJECT, Reason.PRIVATE), NOW),
        return_exceptions=True,
    )

    assert sorted(type(one).__name__ for one in results) in (
        ["NotNow", "Report"],
        ["NotOurReport", "tuple"],
    )
    assert await balanced(town) == 1


@pytest.mark.parametrize("action", [Action.RESOLVE, Action.REJECT, Action.FORWARD, Action.HOLD])
async def test_what_is_closed_or_held_is_handed_over_to_nobody(
    town: Town, report: Report, action: Action
) -> None:
    reasons = {Action.REJECT: Reason.PRIVATE, Action.FORWARD: Reason.POLICE, Action.HOLD: Reason.INSULT}
    await town.triage.decide(YERLAN, report.id, Decision(action, reasons.get(action), words("Иә")), NOW)
    for pressed in (
        town.triage.offices(YERLAN, report.id, RU, NOW),
        town.triage.homes(YERLAN, report.id, KARAOI_UNIT, RU, NOW),
        town.triage.hand_over(YERLAN, report.id, KARAOI, NOW),
    ):
        with pytest.raises(NotNow):
            await pressed
    assert (await now(town, report, YERLAN)).unit == BAISERKE_UNIT


async def test_what_its_author_has_withdrawn_is_handed_over_to_nobody(town: Town, report: Report) -> None:
    await leaves(town, AIGUL, "/forget")
    for pressed in (
        town.triage.offices(YERLAN, report.id, RU, NOW),
        town.triage.hand_over(YERLAN, report.id, KARAOI, NOW),
    ):
        with pytest.raises(Withdrawn):
            await pressed


async def test_a_test_report_stays_where_it_is_tried(town: Town, report: Report) -> None:
    await town.setups.test(Staff(GROUP, ADMIN, "Әкімші"), BAISERKE_UNIT, "Тексеру", 1, NOW)
    for pressed in (
        town.triage.offices(YERLAN, report.id + 1, RU, NOW),
        town.triage.hand_over(YERLAN, report.id + 1, KARAOI, NOW),
    ):
        with pytest.raises(NotNow):
            await pressed


@pytest.mark.parametrize("kato", [BAISERKE, KOKTEREK])
async def test_the_own_office_has_it_already(town: Town, report: Report, kato: str) -> None:
    with pytest.raises(NoNews):
        await town.triage.hand_over(YERLAN, report.id, kato, NOW)


FAR, FAR_UNIT, FAR_VILLAGE = "199900000", "199910000", "199910100"


async def another_district(tx: Transaction) -> None:
    rows = [
        (FAR, "190000000", Level.DISTRICT),
        (FAR_UNIT, FAR, Level.UNIT),
        (FAR_VILLAGE, FAR_UNIT, Level.VILLAGE),
    ]
    await territories.add(tx, [Territory(kato, above, level, "А", "А", "A") for kato, above, level in rows])


@pytest.mark.parametrize(
    "kato", [FAR_VILLAGE, FAR_UNIT, FAR, ILE, KARAOI_UNIT, "190000000", "999999999", "x" * 9]
)
async def test_what_no_button_offers_is_handed_over_to_nobody(town: Town, report: Report, kato: str) -> None:
    """Another district counts its own numbers; a district, a region and a unit with villages are nobody's home."""
    await town.database.write(another_district)
    with pytest.raises(NoSuchTerritory):
        await town.triage.hand_over(YERLAN, report.id, kato, NOW)
    if kato != KARAOI_UNIT:
        with pytest.raises(NoSuchTerritory):
            await town.triage.homes(YERLAN, report.id, kato, RU, NOW)
    assert (await now(town, report, YERLAN)).unit == BAISERKE_UNIT


async def test_offered_are_the_other_offices_of_the_district_and_then_their_villages(
    town: Town, report: Report
) -> None:
    await town.database.write(another_district)
    offices = [one.kato for one in await town.triage.offices(YERLAN, report.id, RU, NOW)]
    assert KARAOI_UNIT in offices
    assert not {BAISERKE_UNIT, FAR_UNIT, ILE} & set(offices)
    homes = await town.triage.homes(YERLAN, report.id, KARAOI_UNIT, RU, NOW)
    assert len(homes) == 3
    assert {one.parent for one in homes} == {KARAOI_UNIT}
    assert [one.kato for one in await town.triage.homes(YERLAN, report.id, KARAOI, RU, NOW)] == [KARAOI]


async def test_a_unit_in_which_no_village_is_listed_takes_it_itself(town: Town, report: Report) -> None:
    city = Territory("196890000", ILE, Level.UNIT, "Қала", "Город", "City")

    async def found(tx: Transaction) -> None:
        await territories.add(tx, [city])

    await town.database.write(found)
    assert await town.triage.homes(YERLAN, report.id, city.kato, RU, NOW) == [city]
    handed, _ = await town.triage.hand_over(YERLAN, report.id, city.kato, NOW)
    assert (handed.unit, handed.village) == (city.kato, city)


async def test_only_the_group_that_has_it_hands_it_over(town: Town, report: Report) -> None:
    for staff, refusal in (
        (SAMAT, NotOurReport),
        (Staff(-9999, 2001, "Ерлан"), NotBound),
        (Staff(GROUP, 5005, "Бөтен"), NotAllowed),
    ):
        for pressed in (
            town.triage.offices(staff, report.id, RU, NOW),
            town.triage.homes(staff, report.id, KARAOI_UNIT, RU, NOW),
            town.triage.hand_over(staff, report.id, KARAOI, NOW),
        ):
            with pytest.raises(refusal):
                await pressed
    with pytest.raises(NoSuchReport):
        await town.triage.hand_over(YERLAN, report.id + 9, KARAOI, NOW)


async def test_afterwards_the_first_group_has_no_say_about_it_and_the_other_may_hand_it_back(
    town: Town, report: Report
) -> None:
    await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)
    for doing in (
        town.triage.decide(YERLAN, report.id, Decision(Action.TAKE), NOW),
        town.triage.say(YERLAN, report.id, words("Біз"), NOW),
        town.triage.hand_over(YERLAN, report.id, BAISERKE, NOW),
    ):
        with pytest.raises(NotOurReport):
            await doing
    with pytest.raises(NoSuchReport):
        await town.triage.numbered(GROUP, str(report.number), NOW)
    await town.sent_all()
    await town.triage.hand_over(SAMAT, report.id, BAISERKE, NOW)

    assert (await now(town, report, YERLAN)).unit == BAISERKE_UNIT
    assert await town.told(THERE) == [LetterKind.HANDED_OVER]
    assert await town.told(HERE) == [LetterKind.CARD_ANEW]
    assert await balanced(town) == 1


async def test_it_is_counted_with_the_other_office_as_if_it_had_come_there(
    town: Town, report: Report, peek: Peek
) -> None:
    """Disputed once, answered once: these go along, but the first word is owed anew."""
    person = await town.resident()
    await town.report(person)
    await town.do(report, Action.RESOLVE)
    await town.reports.judge(person, report.id, NOW, fixed=False)
    await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW + DAY)

    assert await balanced(town) == 2
    assert await peek("SELECT unit, village, intake, waiting FROM tallies WHERE day = -1 ORDER BY unit") == [
        (KARAOI_UNIT, KARAOI, 1, 1),
        (BAISERKE_UNIT, BAISERKE, 1, 1),
    ]
    assert await peek("SELECT kind, unit, village FROM milestones") == [("disputed", KARAOI_UNIT, KARAOI)]
    await town.triage.decide(SAMAT, report.id, Decision(Action.TAKE), NOW + 2 * DAY)
    assert await peek("SELECT kind, unit, minutes FROM milestones WHERE kind = 'first_word'") == [
        ("first_word", KARAOI_UNIT, 2 * 24 * 60)
    ]


async def test_what_was_late_at_one_office_is_not_late_at_the_other_which_owes_all_of_it_anew(
    town: Town, report: Report
) -> None:
    chief = Staff(GROUP, ADMIN, "Әкімші")
    for kato in (BAISERKE_UNIT, KARAOI_UNIT):
        await town.clocks.promise(chief, kato, Category.LIGHTING, lambda _: Target(1, 3), NOW)
    await town.do(report, Action.TAKE)
    late = NOW + timedelta(days=30)
    await town.clocks.tick(late)
    assert (await now(town, report, YERLAN)).overdue
    await town.triage.hand_over(YERLAN, report.id, KARAOI, late)
    assert await balanced(town) == 1
    await town.clocks.tick(late)

    handed = await now(town, report)
    assert not handed.overdue
    due = await town.clocks.of(report.id, late)
    assert due is not None
    assert (due.what, due.left) == ("first_word", 1)
    await town.triage.say(SAMAT, report.id, words("Көреміз", KARAOI_GROUP), late)
    await town.clocks.tick(late)
    due = await town.clocks.of(report.id, late)
    assert due is not None
    assert (due.what, due.left) == ("solution", 3)
    assert (await now(town, report)).due_at == due.ends_at
    await town.clocks.tick(late + timedelta(days=30))
    assert (await now(town, report)).overdue
    assert await balanced(town) == 1


async def test_a_duplicate_stays_with_who_closed_it_and_can_be_parted_again(
    town: Town, report: Report
) -> None:
    bolat = await town.resident(BOLAT, KOKTEREK)
    second = await town.report(bolat)
    await town.triage.decide(YERLAN, second.id, Decision(Action.DUPLICATE, first=report.id), NOW)
    await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)
    assert (await town.triage.story(SAMAT, report.id, NOW)).supporters == 1
    await town.triage.decide(YERLAN, second.id, Decision(Action.RETURN), NOW)

    assert (await now(town, second, YERLAN)).unit == BAISERKE_UNIT
    assert (await town.triage.story(SAMAT, report.id, NOW)).supporters == 0
    assert await balanced(town) == 2


async def test_who_erases_their_data_takes_it_back_from_both_groups(town: Town, report: Report) -> None:
    await town.outbox.posted(Post(GROUP, 70, report.id, PostKind.CARD), NOW)
    await town.triage.hand_over(YERLAN, report.id, KARAOI, NOW)
    await leaves(town, AIGUL, "/forget")

    assert (await now(town, report)).state is State.WITHDRAWN
    assert await town.told(THERE) == [LetterKind.TAKEN_BACK]
    assert await balanced(town) == 1
