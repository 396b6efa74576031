"""What is held goes out of sight and is not lost: nothing is spread on, and all of it comes back."""

import pytest

from bot.domain.events import EventKind, FileKind, FileRef, Source
from bot.domain.histories import Decision, Remark
from bot.domain.letters import LetterKind, to_group, to_person
from bot.domain.people import Person
from bot.domain.posts import Post, PostKind
from bot.domain.reports import Action, NotNow, Reason, Report, State, WordsMissing
from bot.services.drafts import Incoming
from bot.services.reports import Said
from tests.services.conftest import (
    AIGUL,
    BAISERKE_UNIT,
    BOLAT,
    GROUP,
    MARINA,
    NOW,
    YERLAN,
    Town,
    picture,
    words,
)

OFFICE = to_group(BAISERKE_UNIT)


@pytest.fixture
async def aigul(town: Town) -> Person:
    await town.bound()
    return await town.resident()


@pytest.fixture
async def report(town: Town, aigul: Person) -> Report:
    """With a picture that its group has seen."""
    draft = await town.ready(aigul)
    await town.drafts.attach(aigul, Incoming(picture(1), None), NOW)
    sent = await town.drafts.submit(aigul, draft.id, NOW)
    await shown(town, sent)
    return sent


async def shown(town: Town, report: Report) -> None:
    """All letters have gone, and the pictures stand in the group."""
    while leased := await town.outbox.lease(NOW, [], 100):
        for letter in leased:
            if letter.kind is LetterKind.CARD:
                card = Post(GROUP, 70, report.id, PostKind.CARD)
                await town.outbox.sent(letter, [card], NOW)
            elif letter.kind is LetterKind.ATTACHMENTS:
                ids = [one.id for one in (await town.triage.story(YERLAN, report.id, NOW)).attachments]
                await town.outbox.attachments_sent(
                    letter, ids, [Post(GROUP, 71, report.id, PostKind.ATTACHMENT)], NOW
                )
            elif letter.kind is LetterKind.TAKE_AWAY:
                await town.outbox.taken_away(letter, GROUP, NOW)
            else:
                await town.outbox.sent(letter, [], NOW)


async def hold(town: Town, report: Report, reason: Reason = Reason.INSULT) -> Report:
    return await town.triage.decide(YERLAN, report.id, Decision(Action.HOLD, reason), NOW)


async def say(
    town: Town, person: Person, report: Report, text: str | None, file: FileRef | None = None
) -> Said:
    remark = Remark(text, file, words("x", AIGUL).source)
    return await town.reports.say(person, report.id, remark, NOW)


async def test_who_wrote_a_held_report_is_told_at_once_and_the_group_loses_sight_of_it(
    town: Town, report: Report
) -> None:
    held = await hold(town, report)

    assert held.state is State.HELD
    assert sorted(await town.told(OFFICE)) == [LetterKind.CARD, LetterKind.TAKE_AWAY]
    assert await town.told(to_person(report.person_id)) == [LetterKind.NEWS]


async def test_a_held_report_waits_for_nobody_and_is_like_no_other(town: Town, report: Report) -> None:
    neighbour = await town.report(await town.resident(BOLAT))
    assert [one.id for one in await town.triage.alike(YERLAN, neighbour.id, NOW)] == [report.id]
    await hold(town, report)

    assert await town.triage.alike(YERLAN, neighbour.id, NOW) == []
    queue = await town.triage.queue(GROUP)
    assert ([one.id for one in queue.reports], queue.total) == ([neighbour.id], 1)
    with pytest.raises(NotNow):
        await town.triage.decide(YERLAN, neighbour.id, Decision(Action.DUPLICATE, first=report.id), NOW)


async def test_another_reason_for_holding_is_put_in_words(town: Town, report: Report) -> None:
    with pytest.raises(WordsMissing):
        await hold(town, report, Reason.OTHER)


async def test_the_first_words_after_a_holding_are_the_objection_and_the_others_wait(
    town: Town, aigul: Person, report: Report
) -> None:
    await hold(town, report)
    await shown(town, report)
    first = await say(town, aigul, report, "Қарсымын")
    assert (first.kind, first.withheld) == (EventKind.OBJECTION, False)
    assert await town.told(OFFICE) == [LetterKind.WORDS]
    await shown(town, report)

    more = await say(town, aigul, report, "Тағы да")
    assert (more.kind, more.withheld) == (EventKind.RESIDENT_WORDS, True)
    assert await town.told(OFFICE) == []


async def test_an_objection_delivered_twice_is_one(town: Town, aigul: Person, report: Report) -> None:
    await hold(town, report)
    remark = words("Қарсымын", AIGUL)
    for _ in range(2):
        said = await town.reports.say(aigul, report.id, remark, NOW)
        assert (said.kind, said.withheld) == (EventKind.OBJECTION, False)
    await shown(town, report)

    assert (await say(town, aigul, report, "Тағы да")).kind is EventKind.RESIDENT_WORDS


async def test_a_picture_is_no_objection(town: Town, aigul: Person, report: Report) -> None:
    await hold(town, report)
    await shown(town, report)
    said = await say(town, aigul, report, None, FileRef(FileKind.PHOTO, "f"))

    assert said.withheld
    assert await town.told(OFFICE) == []


async def test_held_again_it_can_be_objected_to_again(town: Town, aigul: Person, report: Report) -> None:
    for _ in range(2):
        await hold(town, report)
        assert (await say(town, aigul, report, "Қарсымын")).kind is EventKind.OBJECTION
        await town.triage.decide(MARINA, report.id, Decision(Action.RETURN), NOW)


async def test_taken_up_again_all_is_shown_again_and_what_was_kept_is_passed_on(
    town: Town, aigul: Person, report: Report
) -> None:
    await say(town, aigul, report, "Бұрын")
    await shown(town, report)
    await hold(town, report)
    await shown(town, report)
    for text in ("Қарсымын", "Кейін"):
        await say(town, aigul, report, text)
    await shown(town, report)
    story = await town.triage.story(YERLAN, report.id, NOW)
    assert [one.shown for one in story.attachments] == [False]
    assert await town.contents.pictures(report.id, GROUP) == []

    await town.triage.decide(MARINA, report.id, Decision(Action.RETURN), NOW)
    told = [(one.kind, one.subject) for one in await town.letters() if one.recipient == OFFICE]
    said = [one.id for one in story.events if one.text]
    assert [subject for kind, subject in told if kind is LetterKind.WORDS] == said
    assert [subject for kind, subject in told if kind is LetterKind.CORRECTION] == said
    await shown(town, report)
    assert [one.shown for one in (await town.triage.story(YERLAN, report.id, NOW)).attachments] == [True]


async def test_pictures_not_yet_taken_away_when_it_is_taken_up_again_stay_or_come_back(
    town: Town, report: Report
) -> None:
    """The letter that takes them away was in hand, before or after it had looked."""
    await hold(town, report)
    letters = await town.outbox.lease(NOW, [], 100)
    [card] = [letter for letter in letters if letter.kind is LetterKind.CARD]
    await town.outbox.sent(card, [], NOW)
    [taking] = [one for one in await town.outbox.lease(NOW, [], 100) if one.kind is LetterKind.TAKE_AWAY]
    await town.triage.decide(MARINA, report.id, Decision(Action.RETURN), NOW)
    assert [one.shown for one in (await town.triage.story(YERLAN, report.id, NOW)).attachments] == [True]

    await town.outbox.taken_away(taking, GROUP, NOW)
    assert LetterKind.ATTACHMENTS in await town.told(OFFICE)


async def test_words_changed_while_a_report_is_held_are_kept_and_said_to_be(
    town: Town, aigul: Person, report: Report
) -> None:
    source = Source(AIGUL, 90_000)
    await town.reports.say(aigul, report.id, Remark("Бұрын", None, source), NOW)
    await hold(town, report)
    reworded = await town.reports.reword(aigul.id, source, "Басқаша", NOW)

    assert (reworded.followed, reworded.withheld) == (True, True)


async def test_a_part_of_an_album_that_comes_when_its_report_is_held_comes_back_with_the_others(
    town: Town, aigul: Person
) -> None:
    draft = await town.ready(aigul)
    await town.drafts.attach(aigul, Incoming(picture(1, "album"), None), NOW)
    report = await town.drafts.submit(aigul, draft.id, NOW)
    await shown(town, report)
    await hold(town, report)
    late = await town.drafts.attach_late(aigul, picture(2, "album"), NOW)
    assert late is not None
    assert late.state is State.HELD
    await shown(town, report)

    await town.triage.decide(MARINA, report.id, Decision(Action.RETURN), NOW)
    await shown(town, report)
    story = await town.triage.story(YERLAN, report.id, NOW)
    assert [one.shown for one in story.attachments] == [True, True]
