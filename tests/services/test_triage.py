"""The moderators' side: whose reports, who was first, and what must be said."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.clocks import Target
from bot.domain.events import EventKind, Source
from bot.domain.finding import Which
from bot.domain.groups import NotBound, NotOurReport, Staff
from bot.domain.histories import Decision, Remark
from bot.domain.letters import LetterKind, to_group, to_person
from bot.domain.numbers import NoSuchReport
from bot.domain.posts import Post, Task
from bot.domain.reports import (
    REASONS,
    Action,
    AlreadyTaken,
    NoNews,
    NotNow,
    OfItself,
    Reason,
    ReasonMissing,
    Report,
    State,
    WordsMissing,
)
from bot.domain.territories import Level, Territory
from bot.domain.texts import EmptyText, TextTooLong
from bot.services.triage import ALIKE, QUEUE
from storage import territories
from tests.conftest import Peek
from tests.services.conftest import (
    ADMIN,
    BAISERKE_UNIT,
    BOLAT,
    GROUP,
    ILE,
    ILE_GROUP,
    KARAOI,
    KARAOI_GROUP,
    KARAOI_UNIT,
    MARINA,
    NOW,
    YERLAN,
    Town,
    words,
)

OFFICE = to_group(BAISERKE_UNIT)
SAMAT = Staff(KARAOI_GROUP, 2003, "Самат")
CHIEF = Staff(GROUP, ADMIN, "Әкімші")


@pytest.fixture
async def report(town: Town) -> Report:
    """Aigul's, in the group's unit."""
    await town.bound()
    return await town.report(await town.resident())


async def history(town: Town, report: Report) -> list[EventKind]:
    return [event.kind for event in (await town.triage.story(YERLAN, report.id, NOW)).events]


async def now(town: Town, report: Report) -> Report:
    return (await town.triage.story(YERLAN, report.id, NOW)).report


# who may


async def test_taking_a_report_shows_in_the_group_and_is_told_to_its_resident(
    town: Town, report: Report
) -> None:
    await town.sent_all()
    taken = await town.triage.decide(YERLAN, report.id, Decision(Action.TAKE), NOW)

    assert taken.state is State.IN_REVIEW
    assert (await now(town, report)).holder == "Ерлан"
    assert await history(town, report) == [EventKind.SENT, EventKind.TAKE]
    assert await town.told(OFFICE) == [LetterKind.CARD]
    assert await town.told(to_person(report.person_id)) == [LetterKind.NEWS]


async def test_of_many_who_take_at_once_one_has_it_and_the_others_hear_who(
    town: Town, report: Report
) -> None:
    staff = [Staff(GROUP, 3000 + number, f"Модератор {number}") for number in range(6)]
    results = await asyncio.gather(
        *(town.triage.decide(one, report.id, Decision(Action.TAKE), NOW) for one in staff),
        return_exceptions=True,
    )
    [first] = [number for number, result in enumerate(results) if isinstance(result, Report)]
    refused = [result for result in results if isinstance(result, AlreadyTaken)]

    assert len(refused) == 5
    assert {refusal.holder for refusal in refused} == {f"Модератор {first}"}
    assert await history(town, report) == [EventKind.SENT, EventKind.TAKE]


async def test_a_double_tap_takes_once(town: Town, report: Report) -> None:
    results = await asyncio.gather(
        *(town.triage.decide(YERLAN, report.id, Decision(Action.TAKE), NOW) for _ in range(3)),
        return_exceptions=True,
    )

    assert sorted(type(result).__name__ for result in results) == ["NoNews", "NoNews", "Report"]
    assert await history(town, report) == [EventKind.SENT, EventKind.TAKE]


async def test_of_two_different_decisions_at_once_one_is_made(town: Town, report: Report) -> None:
    results = await asyncio.gather(
        town.do(report, Action.RESOLVE, YERLAN),
        town.triage.decide(MARINA, report.id, Decision(Action.REJECT, Reason.PRIVATE), NOW),
        return_exceptions=True,
    )

    assert sorted(type(result).__name__ for result in results) == ["NotNow", "Report"]
    assert len(await history(town, report)) == 2


async def test_a_group_has_no_say_about_anothers_reports(town: Town, report: Report) -> None:
    await town.bound(KARAOI_UNIT, KARAOI_GROUP)
    said = words("Шықтық")
    await town.triage.say(YERLAN, report.id, said, NOW)
    before = await town.triage.story(YERLAN, report.id, NOW)
    for doing in (
        town.triage.decide(SAMAT, report.id, Decision(Action.TAKE), NOW),
        town.triage.say(SAMAT, report.id, words("Біз", KARAOI_GROUP), NOW),
        town.triage.may(SAMAT, report.id, Action.TAKE, NOW),
        town.triage.alike(SAMAT, report.id, NOW),
        town.triage.show_again(SAMAT, report.id, NOW),
        town.triage.story(SAMAT, report.id, NOW),
    ):
        with pytest.raises(NotOurReport):
            await doing

    assert await town.triage.reword(SAMAT, said.source.message_id, "Басқа", NOW) is None
    assert await town.triage.story(YERLAN, report.id, NOW) == before


async def test_a_group_that_serves_nobody_does_nothing(town: Town, report: Report) -> None:
    stranger = Staff(-9999, 2001, "Ерлан")
    for doing in (
        town.triage.decide(stranger, report.id, Decision(Action.TAKE), NOW),
        town.triage.say(stranger, report.id, words("Біз", -9999), NOW),
        town.triage.may(stranger, report.id, Action.TAKE, NOW),
        town.triage.alike(stranger, report.id, NOW),
        town.triage.queue(-9999),
        town.triage.numbered(-9999, "1", NOW),
        town.triage.show_again(stranger, report.id, NOW),
        town.triage.story(stranger, report.id, NOW),
    ):
        with pytest.raises(NotBound):
            await doing


async def test_a_report_that_never_was_is_nobodys(town: Town, report: Report) -> None:
    with pytest.raises(NoSuchReport):
        await town.triage.decide(YERLAN, report.id + 1, Decision(Action.TAKE), NOW)


async def test_a_districts_group_may_act_for_all_of_its_units(town: Town, report: Report) -> None:
    await town.bound(ILE, ILE_GROUP)
    taken = await town.triage.decide(Staff(ILE_GROUP, 2004, "Айбек"), report.id, Decision(Action.TAKE), NOW)

    assert taken.state is State.IN_REVIEW


@pytest.mark.parametrize("action", [Action.ANSWER, Action.CONFIRM, Action.DISPUTE])
async def test_what_only_the_resident_can_say_the_office_cannot(
    town: Town, report: Report, action: Action
) -> None:
    """A client can send any button's data it likes."""
    await town.do(report, Action.ASK if action is Action.ANSWER else Action.RESOLVE)
    before = await history(town, report)
    for doing in (town.do(report, action), town.triage.may(YERLAN, report.id, action, NOW)):
        with pytest.raises(NotNow):
            await doing

    assert await history(town, report) == before


# what must be said


@pytest.mark.parametrize(
    ("decision", "refusal"),
    [
        (Decision(Action.REJECT), ReasonMissing),
        (Decision(Action.REJECT, Reason.POLICE), ReasonMissing),
        (Decision(Action.REJECT, Reason.OTHER), WordsMissing),
        (Decision(Action.FORWARD), ReasonMissing),
        (Decision(Action.FORWARD, Reason.PRIVATE), ReasonMissing),
        (Decision(Action.FORWARD, Reason.OTHER_BODY), WordsMissing),
        (Decision(Action.RESOLVE), WordsMissing),
        (Decision(Action.ASK), WordsMissing),
        (Decision(Action.ASK, remark=words("\u200b")), EmptyText),
        (Decision(Action.RESOLVE, remark=words("x" * 2001)), TextTooLong),
        (Decision(Action.RETURN), NotNow),
    ],
)
async def test_a_decision_that_explains_nothing_changes_nothing(
    town: Town, report: Report, peek: Peek, decision: Decision, refusal: type[Exception]
) -> None:
    await town.sent_all()
    with pytest.raises(refusal):
        await town.triage.decide(YERLAN, report.id, decision, NOW)

    assert await now(town, report) == report
    assert await town.letters() == []
    assert await peek("SELECT name FROM people WHERE name IS NOT NULL") == []


@pytest.mark.parametrize(("action", "reason"), [(a, r) for a, reasons in REASONS.items() for r in reasons])
async def test_a_reason_and_words_reach_the_history(
    town: Town, report: Report, action: Action, reason: Reason
) -> None:
    decision = Decision(action, reason, words("Себебі"))
    await town.triage.decide(YERLAN, report.id, decision, NOW)
    [_, event] = (await town.triage.story(YERLAN, report.id, NOW)).events

    assert (event.kind, event.reason, event.text) == (EventKind(action), reason.value, "Себебі")


async def test_a_decision_told_in_a_message_that_is_delivered_twice_is_made_once(
    town: Town, report: Report
) -> None:
    asking = Decision(Action.ASK, remark=words("Қай көше?"))
    await town.triage.decide(YERLAN, report.id, asking, NOW)
    with pytest.raises(NoNews):
        await town.triage.decide(YERLAN, report.id, asking, NOW)

    assert await history(town, report) == [EventKind.SENT, EventKind.ASK]


async def test_a_second_question_reaches_the_resident_as_well(town: Town, report: Report) -> None:
    await town.sent_all()
    for _ in range(2):
        await town.do(report, Action.ASK)

    assert await town.told(to_person(report.person_id)) == [LetterKind.NEWS, LetterKind.NEWS]


async def test_what_could_be_done_is_what_can_be_done(town: Town, report: Report) -> None:
    """`may` asks before the words are there; `decide` does it when they are."""
    paths: dict[State, list[Action]] = {
        State.RECEIVED: [],
        State.IN_REVIEW: [Action.TAKE],
        State.NEEDS_DETAILS: [Action.ASK],
        State.IN_PROGRESS: [Action.START],
        State.RESOLVED: [Action.RESOLVE],
    }
    person = await town.resident()
    for state, path in paths.items():
        for action in set(Action) - {Action.DUPLICATE, *REASONS}:
            one = await town.report(person)
            for earlier in path:
                await town.do(one, earlier)
            assert (await now(town, one)).state is state
            asked = await _outcome(town.triage.may(MARINA, one.id, action, NOW))
            assert asked == await _outcome(town.do(one, action, MARINA)), (state, action)


async def _outcome(doing: object) -> str:
    try:
        await doing  # type: ignore[misc]
    except (NotNow, NoNews, AlreadyTaken) as refusal:
        return type(refusal).__name__
    return "done"


# duplicates


async def test_a_duplicate_names_the_report_it_repeats(town: Town, report: Report) -> None:
    second = await town.report(await town.resident(BOLAT))
    await town.triage.decide(YERLAN, second.id, Decision(Action.DUPLICATE, first=report.id), NOW)
    [_, event] = (await town.triage.story(YERLAN, second.id, NOW)).events
    news = await town.contents.news(event.id)

    assert (await now(town, second)).state is State.DUPLICATE
    assert news is not None
    assert news.first == await now(town, report)


async def test_nothing_repeats_itself_nor_what_repeats_something_else(town: Town, report: Report) -> None:
    second, third = await town.report(await town.resident()), await town.report(await town.resident())
    with pytest.raises(OfItself):
        await town.triage.decide(YERLAN, report.id, Decision(Action.DUPLICATE, first=report.id), NOW)
    await town.triage.decide(YERLAN, second.id, Decision(Action.DUPLICATE, first=report.id), NOW)
    for one in (report, third):
        with pytest.raises(OfItself):
            await town.triage.decide(YERLAN, one.id, Decision(Action.DUPLICATE, first=second.id), NOW)

    assert (await now(town, report)).state is State.RECEIVED


@pytest.mark.parametrize("first", [None, 0, 2**31 - 1])
async def test_a_duplicate_of_nothing_is_none(town: Town, report: Report, first: int | None) -> None:
    with pytest.raises(NoSuchReport):
        await town.triage.decide(YERLAN, report.id, Decision(Action.DUPLICATE, first=first), NOW)


async def test_another_districts_report_is_not_repeated(town: Town, report: Report) -> None:
    abroad = await elsewhere(town)
    with pytest.raises(NoSuchReport):
        await town.triage.decide(YERLAN, report.id, Decision(Action.DUPLICATE, first=abroad.id), NOW)


async def test_reports_that_might_be_repeated_are_offered_newest_first(town: Town, report: Report) -> None:
    person = await town.resident(BOLAT)
    others = [(await town.report(person)).id for _ in range(ALIKE + 1)]

    assert [one.id for one in await town.triage.alike(YERLAN, report.id, NOW)] == others[:0:-1]


async def elsewhere(town: Town) -> Report:
    """A report of a town that lies in its region without a district between them."""
    unit = Territory("191000000", "190000000", Level.UNIT, "Қонаев қаласы", "город Конаев", "Konaev")
    village = Territory("191010000", "191000000", Level.VILLAGE, "Қонаев", "Конаев", "Konaev")
    await town.database.write(lambda tx: territories.add(tx, [unit, village]))
    return await town.report(await town.resident(5005, village.kato))


# the queue and the numbers


async def test_the_queue_shows_the_oldest_and_counts_all(town: Town) -> None:
    await town.bound()
    person = await town.resident()
    sent = [await town.report(person) for _ in range(QUEUE + 3)]
    await town.report(await town.resident(BOLAT, KARAOI))
    await town.triage.decide(YERLAN, sent[1].id, Decision(Action.TAKE), NOW)
    queue = await town.triage.queue(GROUP)

    assert queue.total == QUEUE + 2
    assert [one.id for one in queue.reports] == [one.id for one in [sent[0], *sent[2:]]][:QUEUE]


async def test_a_districts_group_lists_what_comes_to_it_and_not_what_a_units_own_group_has(
    town: Town,
) -> None:
    """Otherwise it would list what it cannot open: a card is the unit's own group's."""
    await town.bound(ILE, ILE_GROUP)
    baiserke, karaoi = await town.resident(), await town.resident(BOLAT, KARAOI)
    theirs = [await town.report(baiserke), await town.report(baiserke)]
    ours = [await town.report(karaoi), await town.report(karaoi)]
    aibek = Staff(ILE_GROUP, 2004, "Айбек")
    for kato, (taken, _) in ((BAISERKE_UNIT, theirs), (KARAOI_UNIT, ours)):
        await town.clocks.promise(CHIEF, kato, taken.category, lambda _: Target(1, 3), NOW)
        await town.do(taken, Action.TAKE, aibek)
    late = NOW + timedelta(days=30)
    await town.clocks.tick(late)

    async def listed(chat_id: int) -> list[set[int]]:
        queue = await town.triage.queue(chat_id)
        assert (queue.total, queue.late_total) == (len(queue.reports), len(queue.late))
        seen = await town.triage.find(chat_id, "шам", Which.ALL, 0)
        return [{one.id for one in found} for found in (queue.reports, queue.late, seen.reports)]

    def of(reports: list[Report]) -> list[set[int]]:
        taken, waits = (one.id for one in reports)
        return [{waits}, {taken}, {taken, waits}]

    assert await listed(ILE_GROUP) == [a | b for a, b in zip(of(theirs), of(ours), strict=True)]
    await town.bound()
    assert (await listed(ILE_GROUP), await listed(GROUP)) == (of(ours), of(theirs))
    await town.groups.disconnect(CHIEF, NOW)
    assert await listed(ILE_GROUP) == [a | b for a, b in zip(of(theirs), of(ours), strict=True)]


async def test_a_card_is_shown_again_only_where_it_is(town: Town, report: Report) -> None:
    """The district's group has a say about it, but pressing there would bring it anew to the unit's."""
    await town.bound(ILE, ILE_GROUP)
    await town.sent_all()
    with pytest.raises(NotOurReport):
        await town.triage.show_again(Staff(ILE_GROUP, 2004, "Айбек"), report.id, NOW)

    assert await town.letters() == []


@pytest.mark.parametrize("written", ["26-1", "№ 26-1", "1", "2026/1"])
async def test_a_report_is_found_by_its_number(town: Town, report: Report, written: str) -> None:
    assert await town.triage.numbered(GROUP, written, NOW) == report


async def test_a_number_of_another_unit_is_none_of_the_groups(town: Town, report: Report) -> None:
    await town.bound(KARAOI_UNIT, KARAOI_GROUP)
    await town.bound(ILE, ILE_GROUP)
    with pytest.raises(NoSuchReport):
        await town.triage.numbered(KARAOI_GROUP, str(report.number), NOW)

    assert await town.triage.numbered(ILE_GROUP, str(report.number), NOW) == report


@pytest.mark.parametrize("written", ["", "шам", "26-2", "25-1", "999999999"])
async def test_what_is_no_number_or_nobodys_finds_nothing(town: Town, report: Report, written: str) -> None:
    with pytest.raises(NoSuchReport):
        await town.triage.numbered(GROUP, written, NOW)


async def test_a_town_without_a_district_has_numbers_of_its_own(town: Town) -> None:
    report = await elsewhere(town)
    await town.bound("191000000", KARAOI_GROUP)

    assert await town.triage.numbered(KARAOI_GROUP, str(report.number), NOW) == report


# words


async def test_words_go_to_the_resident_once_and_whoever_says_them_has_a_name(
    town: Town, report: Report
) -> None:
    await town.sent_all()
    said = words("Шықтық")
    for _ in range(2):
        await town.triage.say(MARINA, report.id, said, NOW)

    assert await history(town, report) == [EventKind.SENT, EventKind.OFFICE_WORDS]
    assert await town.told(to_person(report.person_id)) == [LetterKind.NEWS]


async def test_edited_words_follow_to_the_resident(town: Town, report: Report) -> None:
    said = words("Ертең")
    await town.triage.say(MARINA, report.id, said, NOW)
    await town.sent_all()
    for _ in range(2):
        await town.triage.reword(YERLAN, said.source.message_id, "Бүгін", NOW)

    assert (await town.triage.story(YERLAN, report.id, NOW)).events[-1].text == "Бүгін"
    assert await town.told(to_person(report.person_id)) == [LetterKind.CORRECTION]


async def test_the_number_of_a_first_report_is_no_word_to_the_resident_however_often_it_comes(
    town: Town, report: Report
) -> None:
    """The question was settled, and then the message was handled once more, or edited."""
    second = await town.report(await town.resident(BOLAT))
    said = words(str(report.number))
    decision = Decision(Action.DUPLICATE, remark=replace(said, text=None), first=report.id)
    await town.triage.decide(YERLAN, second.id, decision, NOW)
    await town.sent_all()
    await town.triage.say(YERLAN, second.id, said, NOW)

    assert not await town.triage.relayed(GROUP, said.source.message_id)
    assert await town.triage.reword(YERLAN, said.source.message_id, "26-2", NOW) is None
    [_, event] = (await town.triage.story(YERLAN, second.id, NOW)).events
    assert (event.kind, event.text) == (EventKind.DUPLICATE, None)
    assert await town.letters() == []


async def test_an_edit_of_what_was_not_passed_on_concerns_nobody(town: Town, report: Report) -> None:
    await town.sent_all()

    assert await town.triage.reword(YERLAN, 1, "Бүгін", NOW) is None
    assert await town.triage.reword(Staff(-9999, 2001, "Ерлан"), 1, "Бүгін", NOW) is None
    assert await town.letters() == []


async def test_an_edit_to_nothing_is_refused_and_the_words_stay(town: Town, report: Report) -> None:
    said = words("Ертең")
    await town.triage.say(MARINA, report.id, said, NOW)
    with pytest.raises(EmptyText):
        await town.triage.reword(YERLAN, said.source.message_id, " \u200b", NOW)

    assert (await town.triage.story(YERLAN, report.id, NOW)).events[-1].text == "Ертең"


async def test_a_card_can_be_asked_for_anew(town: Town, report: Report) -> None:
    await town.sent_all()
    for _ in range(2):
        await town.triage.show_again(YERLAN, report.id, NOW)

    assert await town.told(OFFICE) == [LetterKind.CARD_ANEW]


# questions to moderators


async def test_an_answered_question_is_settled_and_the_others_stay_open(town: Town, report: Report) -> None:
    prompts = [Post.prompt(GROUP, number, report.id, Task(Action.ASK)) for number in (70, 71)]
    for prompt in prompts:
        await town.triage.asked(prompt, NOW)
    asked = await town.do(report, Action.ASK)

    assert await town.triage.about(GROUP, 70) == prompts[0]
    assert await town.triage.settle(GROUP, asked, 70) == [70]
    assert await town.triage.about(GROUP, 70) == replace(prompts[0], task=None)
    assert await town.triage.about(GROUP, 71) == prompts[1]


async def test_a_closed_report_settles_every_question_about_it(town: Town, report: Report) -> None:
    for number in (70, 71):
        await town.triage.asked(Post.prompt(GROUP, number, report.id, Task(Action.ASK)), NOW)
    resolved = await town.do(report, Action.RESOLVE)

    assert await town.triage.settle(GROUP, resolved, None) == [70, 71]
    assert await town.triage.settle(GROUP, resolved, None) == []


async def test_a_photo_without_words_does_not_resolve(town: Town, report: Report) -> None:
    remark = Remark(None, None, Source(GROUP, 90_000))

    with pytest.raises(WordsMissing):
        await town.triage.decide(YERLAN, report.id, Decision(Action.RESOLVE, remark=remark), NOW)
