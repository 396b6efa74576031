"""A resident's own reports, which are nobody else's."""

from datetime import timedelta

import pytest

from bot.domain.events import EventKind, FileKind, FileRef, Source
from bot.domain.histories import Remark
from bot.domain.letters import LetterKind, to_group, to_person
from bot.domain.numbers import NoSuchReport
from bot.domain.people import ConsentMissing, Language
from bot.domain.posts import Post, PostKind
from bot.domain.reports import Action, NotNow, State, TooLate
from bot.domain.texts import EmptyText
from bot.services.reports import PAGE, Reworded
from tests.services.conftest import AIGUL, BAISERKE_UNIT, BOLAT, GROUP, NOW, SECOND, Town, words

OFFICE = to_group(BAISERKE_UNIT)


async def kinds(town: Town, person_id: str, report_id: int) -> list[EventKind]:
    return [event.kind for event in (await town.reports.story(person_id, report_id)).events]


# seeing


async def test_nobody_sees_or_touches_anothers_report(town: Town) -> None:
    await town.bound()
    aigul, bolat = await town.resident(), await town.resident(BOLAT)
    report = await town.do(await town.report(aigul), Action.RESOLVE)
    said = words("Рақмет", AIGUL)
    await town.reports.say(aigul, report.id, said, NOW)
    before = await town.reports.story(aigul.id, report.id)
    for doing in (
        town.reports.story(bolat.id, report.id),
        town.reports.judge(bolat, report.id, NOW, fixed=True),
        town.reports.judge(bolat, report.id, NOW, fixed=False),
        town.reports.say(bolat, report.id, words("Мен де", BOLAT), NOW),
        town.reports.reword(bolat.id, said.source, "Басқа", NOW),
    ):
        with pytest.raises(NoSuchReport):
            await doing

    assert await town.reports.story(aigul.id, report.id) == before
    assert (await town.reports.mine(bolat.id, 0)).reports == []
    assert await town.reports.asked(bolat.id) is None


async def test_a_report_that_never_was_cannot_be_seen(town: Town) -> None:
    with pytest.raises(NoSuchReport):
        await town.reports.story((await town.resident()).id, 2**31 - 1)


async def test_ones_reports_come_newest_first_ten_to_a_page(town: Town) -> None:
    person = await town.resident()
    sent = [await town.report(person) for _ in range(2 * PAGE + 3)]
    pages = [await town.reports.mine(person.id, number) for number in (-1, 0, 1, 2, 3, 2**31 - 1)]

    assert [page.number for page in pages] == [0, 0, 1, 2, 2, 2]
    assert {page.pages for page in pages} == {3}
    assert [*pages[1].reports, *pages[2].reports, *pages[3].reports] == sent[::-1]


async def test_who_has_sent_nothing_sees_one_empty_page(town: Town) -> None:
    page = await town.reports.mine((await town.resident()).id, 5)

    assert (page.reports, page.number, page.pages) == ([], 0, 1)


# judging


async def test_the_resident_says_that_it_is_fixed_and_nothing_more_is_asked(town: Town) -> None:
    await town.bound()
    person = await town.resident()
    report = await town.do(await town.report(person), Action.RESOLVE)
    await town.sent_all()
    for _ in range(2):
        judged = await town.reports.judge(person, report.id, NOW, fixed=True)
        assert judged.state is State.CONFIRMED

    assert await kinds(town, person.id, report.id) == [EventKind.SENT, EventKind.RESOLVE, EventKind.CONFIRM]
    assert await town.told(OFFICE) == [LetterKind.CARD]


async def test_who_has_said_that_it_is_fixed_can_open_it_again_for_thirty_days(town: Town) -> None:
    await town.bound()
    person = await town.resident()
    for days in (30, 31):
        report = await town.do(await town.report(person), Action.RESOLVE)
        await town.reports.judge(person, report.id, NOW, fixed=True)
        later = NOW + timedelta(days=days)
        if days == 31:
            with pytest.raises(TooLate):
                await town.reports.judge(person, report.id, later, fixed=False)
        else:
            judged = await town.reports.judge(person, report.id, later, fixed=False)
            assert (judged.state, judged.holder_id) == (State.REOPENED, None)


async def test_what_is_not_fixed_comes_back_to_the_group_as_a_new_card(town: Town) -> None:
    await town.bound()
    person = await town.resident()
    report = await town.do(await town.report(person), Action.RESOLVE)
    await town.sent_all()
    for _ in range(2):
        judged = await town.reports.judge(person, report.id, NOW, fixed=False)
        assert (judged.state, judged.holder_id) == (State.REOPENED, None)

    assert await kinds(town, person.id, report.id) == [EventKind.SENT, EventKind.RESOLVE, EventKind.DISPUTE]
    assert await town.told(OFFICE) == [LetterKind.CARD_ANEW]
    assert (await town.triage.queue(GROUP)).total == 1


async def test_what_the_office_has_not_answered_is_not_judged(town: Town) -> None:
    person = await town.resident()
    report = await town.report(person)
    for fixed in (True, False):
        with pytest.raises(NotNow):
            await town.reports.judge(person, report.id, NOW, fixed=fixed)

    assert await kinds(town, person.id, report.id) == [EventKind.SENT]


# saying more


async def test_words_go_to_the_group_once_however_often_they_are_delivered(town: Town) -> None:
    person = await town.resident()
    report = await town.report(person)
    await town.sent_all()
    said = words("Әлі жанбайды", AIGUL)
    for _ in range(2):
        assert (await town.reports.say(person, report.id, said, NOW)).report == report

    assert await kinds(town, person.id, report.id) == [EventKind.SENT, EventKind.RESIDENT_WORDS]
    assert await town.told(OFFICE) == [LetterKind.WORDS]


async def test_an_answer_to_the_office_moves_the_report_on(town: Town) -> None:
    await town.bound()
    person = await town.resident()
    report = await town.do(await town.report(person), Action.ASK)
    await town.sent_all()
    said = words("Абай 15", AIGUL)
    for _ in range(2):
        answered = await town.reports.say(person, report.id, said, NOW)
        assert answered.report.state is State.IN_REVIEW
        assert answered.kind is EventKind.ANSWER

    assert await kinds(town, person.id, report.id) == [EventKind.SENT, EventKind.ASK, EventKind.ANSWER]
    assert sorted(await town.told(OFFICE)) == [LetterKind.CARD, LetterKind.WORDS]


async def test_a_voice_note_says_something_without_words(town: Town) -> None:
    person = await town.resident()
    report = await town.report(person)
    voice = FileRef(FileKind.VOICE, "file1")
    await town.reports.say(person, report.id, Remark(None, voice, Source(AIGUL, 90_000)), NOW)

    [_, said] = (await town.reports.story(person.id, report.id)).events
    assert (said.text, said.file) == (None, voice)


async def test_words_nobody_can_read_are_not_passed_on(town: Town) -> None:
    person = await town.resident()
    report = await town.report(person)
    with pytest.raises(EmptyText):
        await town.reports.say(person, report.id, words("\u200b", AIGUL), NOW)

    assert await kinds(town, person.id, report.id) == [EventKind.SENT]


async def test_without_consent_nothing_more_is_passed_on(town: Town) -> None:
    report = await town.report(await town.resident())
    person = await town.people.decide(AIGUL, Language.KAZAKH, NOW, agreed=False)

    with pytest.raises(ConsentMissing):
        await town.reports.say(person, report.id, words("Тағы", AIGUL), NOW)


async def test_the_newest_question_of_the_office_is_the_one_that_is_answered(town: Town) -> None:
    await town.bound()
    person = await town.resident()
    assert await town.reports.asked(person.id) is None

    asked = [await town.do(await town.report(person), Action.ASK) for _ in range(2)]
    await town.report(person)
    found = await town.reports.asked(person.id)
    assert found is not None
    assert found.id == asked[-1].id


async def test_a_question_is_not_forgotten_when_many_reports_have_been_sent_since(town: Town) -> None:
    await town.bound()
    person = await town.resident()
    asked = await town.do(await town.report(person), Action.ASK)
    for _ in range(PAGE + 1):
        await town.report(person)
    found = await town.reports.asked(person.id)

    assert found is not None
    assert found.id == asked.id


# editing


async def test_edited_words_follow_to_the_group(town: Town) -> None:
    person = await town.resident()
    report = await town.report(person)
    said = words("Абай 15", AIGUL)
    await town.reports.say(person, report.id, said, NOW)
    await town.sent_all()
    reworded = await town.reports.reword(person.id, said.source, " Абай 51\u200b", NOW)

    assert reworded == Reworded(report, followed=True)
    assert (await town.reports.story(person.id, report.id)).events[-1].text == "Абай 51"
    assert await town.told(OFFICE) == [LetterKind.CORRECTION]


async def test_an_edit_of_a_sent_reports_own_words_is_known_but_does_not_follow(town: Town) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    report = await town.drafts.submit(person, draft.id, NOW)
    source = Source(AIGUL, draft.parts[0].message_id)

    assert await town.reports.reword(person.id, source, "Басқа", NOW) == Reworded(report, followed=False)
    assert (await town.reports.story(person.id, report.id)).report.text == "Шам жанбайды"


async def test_an_edit_of_anything_else_concerns_no_report(town: Town) -> None:
    person = await town.resident()

    assert await town.reports.reword(person.id, Source(AIGUL, 1), "Басқа", NOW) == Reworded(
        None, followed=False
    )


async def test_an_edit_to_nothing_is_refused_and_the_words_stay(town: Town) -> None:
    person = await town.resident()
    report = await town.report(person)
    said = words("Абай 15", AIGUL)
    await town.reports.say(person, report.id, said, NOW)
    with pytest.raises(EmptyText):
        await town.reports.reword(person.id, said.source, "\u200b", NOW)

    assert (await town.reports.story(person.id, report.id)).events[-1].text == "Абай 15"


# finding the way back


async def test_a_receipt_leads_to_its_report(town: Town) -> None:
    person = await town.resident()
    report = await town.report(person)
    assert await town.reports.receipt(report.id, AIGUL) is None
    for moment in (NOW, NOW + SECOND):
        await town.reports.receipt_shown(report.id, AIGUL, 70, moment)

    assert await town.reports.receipt(report.id, AIGUL) == 70
    assert await town.reports.about(AIGUL, 70) == Post(AIGUL, 70, report.id, PostKind.RECEIPT)
    assert await town.reports.about(AIGUL, 71) is None
    assert await town.reports.about(BOLAT, 70) is None


async def test_who_agreed_to_an_earlier_wording_still_hears_of_their_report(town: Town) -> None:
    await town.bound()
    aigul = await town.resident()
    report = await town.report(aigul)
    await town.agrees_to_an_earlier_wording(aigul)
    await town.do(report, Action.RESOLVE)
    assert LetterKind.NEWS in await town.told(to_person(aigul.id))
