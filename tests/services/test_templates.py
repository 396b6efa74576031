"""Ready answers: written in both languages by the office, chosen by its moderators."""

import pytest

from bot.domain.groups import NotAllowed, Staff
from bot.domain.people import Language
from bot.domain.posts import Post, Task
from bot.domain.reports import Action, NoNews, Reason, Report, State
from bot.domain.roles import Role
from bot.domain.speech import Speech
from bot.domain.templates import (
    LONGEST,
    MOST,
    NoSuchTemplate,
    Template,
    TooManyTemplates,
    WrittenAlready,
)
from bot.domain.territories import NoSuchTerritory
from bot.domain.texts import EmptyText, TextTooLong
from tests.services.conftest import BAISERKE, BAISERKE_UNIT, GROUP, ILE, KARAOI_UNIT, NOW, YERLAN, Town
from tests.services.test_clocks import promises
from tests.services.test_digests import AKIM, CHIEF, akim

STRANGER = Staff(1999, 1999, "Біреу")


async def written(
    town: Town,
    action: Action = Action.ASK,
    kk: str = "Қай үй?",
    ru: str = "Какой дом?",
    kato: str = BAISERKE_UNIT,
) -> Template:
    _spot, one = await town.templates.add(CHIEF, kato, action, kk, NOW)
    _spot, one = await town.templates.reword(CHIEF, one.id, Language.RUSSIAN, ru, NOW)
    return one


async def sent(town: Town, language: Language = Language.KAZAKH) -> Report:
    await town.bound()
    person = await town.resident()
    await town.people.speak(person.id, language)
    return await town.report(person)


async def asked(town: Town, report: Report, task: Task, message_id: int = 90_000) -> None:
    await town.triage.asked(Post.prompt(GROUP, message_id, report.id, task), NOW)


async def test_an_office_writes_one_in_both_languages_and_until_then_nobody_is_offered_it(town: Town) -> None:
    await akim(town)
    report = await sent(town)
    _spot, half = await town.templates.add(AKIM, BAISERKE_UNIT, Action.ASK, " Қай үй? ", NOW)
    assert (half.text, half.complete) == (Speech("Қай үй?"), False)
    assert await town.templates.fitting(report, Action.ASK) == []

    _spot, whole = await town.templates.reword(AKIM, half.id, Language.RUSSIAN, "Какой дом?", NOW)
    assert whole.complete
    assert await town.templates.fitting(report, Action.ASK) == [whole]
    assert await town.templates.fitting(report, Action.REJECT) == []
    assert (await town.templates.shelf(AKIM, BAISERKE_UNIT, NOW)).templates == [whole]


async def test_written_twice_it_is_there_once(town: Town) -> None:
    first, again = await written(town), await written(town)
    assert first == again
    assert (await town.templates.shelf(CHIEF, BAISERKE_UNIT, NOW)).templates == [first]


async def test_a_unit_is_offered_its_own_first_and_then_its_districts(town: Town) -> None:
    report = await sent(town)
    districts = await written(town, kato=ILE)
    own = await written(town, kk="Қай көше?")
    await written(town, kato=KARAOI_UNIT)
    assert await town.templates.fitting(report, Action.ASK) == [own, districts]


@pytest.mark.parametrize(("language", "words"), [
    (Language.KAZAKH, "Қай үй?"), (Language.RUSSIAN, "Какой дом?"), (Language.ENGLISH, "Какой дом?"),
])  # fmt: skip
async def test_the_resident_reads_it_in_their_language(town: Town, language: Language, words: str) -> None:
    report, one = await sent(town, language), await written(town)
    await asked(town, report, Task(Action.ASK))

    decision, question = await town.templates.chosen(GROUP, report, Action.ASK, one.id)
    decided = await town.triage.decide(YERLAN, report.id, decision, NOW)

    assert decided.state is State.NEEDS_DETAILS
    assert question.message_id == 90_000
    story = await town.triage.story(YERLAN, report.id, NOW)
    assert story.events[-1].text == words


async def test_pressed_twice_the_resident_is_asked_once(town: Town) -> None:
    report, one = await sent(town), await written(town)
    await asked(town, report, Task(Action.ASK))
    decision, _ = await town.templates.chosen(GROUP, report, Action.ASK, one.id)
    await town.triage.decide(YERLAN, report.id, decision, NOW)
    with pytest.raises(NoNews):
        await town.triage.decide(YERLAN, report.id, decision, NOW)

    await town.triage.settle(GROUP, report, 90_000)
    with pytest.raises(NoNews):
        await town.templates.chosen(GROUP, report, Action.ASK, one.id)


async def test_an_answer_for_one_step_cannot_be_pressed_for_another(town: Town) -> None:
    report, one = await sent(town), await written(town)
    task = Task(Action.REJECT, Reason.PRIVATE)
    await asked(town, report, task)
    with pytest.raises(NoSuchTemplate):
        await town.templates.chosen(GROUP, report, Action.REJECT, one.id)
    elsewhere = await written(town, Action.REJECT, kato=KARAOI_UNIT)
    with pytest.raises(NoSuchTemplate):
        await town.templates.chosen(GROUP, report, Action.REJECT, elsewhere.id)


async def test_where_a_picture_is_promised_no_words_alone_are_offered(town: Town) -> None:
    report = await sent(town)
    done = await written(town, Action.RESOLVE, "Жөнделді", "Отремонтировано")
    assert await town.templates.fitting(report, Action.RESOLVE) == [done]
    await promises(town, pictured=True)
    assert await town.templates.fitting(report, Action.RESOLVE) == []


async def test_so_many_fit_and_no_more(town: Town) -> None:
    for number in range(MOST):
        await written(town, kk=f"Қай үй? {number}")
    with pytest.raises(TooManyTemplates):
        await written(town, kk="Тағы біреу")
    await written(town, kk="Қай үй? 0")
    await written(town, Action.HOLD, "Тағы біреу")


async def test_what_cannot_be_read_or_is_there_already_changes_nothing(town: Town) -> None:
    one, other = await written(town), await written(town, kk="Қай көше?")
    with pytest.raises(EmptyText):
        await town.templates.reword(CHIEF, one.id, Language.RUSSIAN, " \u200b ", NOW)
    with pytest.raises(TextTooLong):
        await town.templates.reword(CHIEF, one.id, Language.KAZAKH, "ә" * (LONGEST + 1), NOW)
    with pytest.raises(WrittenAlready):
        await town.templates.reword(CHIEF, other.id, Language.KAZAKH, one.text.kk, NOW)
    for step in (Action.TAKE, Action.DUPLICATE):
        with pytest.raises(NoSuchTemplate):
            await town.templates.add(CHIEF, BAISERKE_UNIT, step, "Алдық", NOW)
    assert (await town.templates.shelf(CHIEF, BAISERKE_UNIT, NOW)).templates == [one, other]


async def test_who_does_not_answer_for_the_place_neither_reads_nor_writes_there(town: Town) -> None:
    one = await written(town)
    await akim(town, KARAOI_UNIT)
    moderator = Staff(3002, 3002, "Жанар")
    await akim(town, who=moderator, role=Role.MODERATOR)
    for who in (STRANGER, AKIM, moderator):
        with pytest.raises(NotAllowed):
            await town.templates.shelf(who, BAISERKE_UNIT, NOW)
        with pytest.raises(NotAllowed):
            await town.templates.add(who, BAISERKE_UNIT, Action.ASK, "Не?", NOW)
        with pytest.raises(NotAllowed):
            await town.templates.reword(who, one.id, Language.RUSSIAN, "Что?", NOW)
        with pytest.raises(NotAllowed):
            await town.templates.drop(who, one.id, NOW)
    with pytest.raises(NoSuchTerritory):
        await town.templates.shelf(CHIEF, BAISERKE, NOW)


async def test_a_refusal_keeps_the_reason_that_was_chosen_before_its_words(town: Town) -> None:
    report, one = await sent(town), await written(town, Action.REJECT)
    await asked(town, report, Task(Action.REJECT, Reason.NO_MONEY), 90_000)
    await asked(town, report, Task(Action.REJECT, Reason.PRIVATE), 90_001)
    decision, question = await town.templates.chosen(GROUP, report, Action.REJECT, one.id)
    assert (decision.reason, question.message_id) == (Reason.PRIVATE, 90_001)


async def test_what_is_deleted_is_offered_to_nobody_and_a_late_press_is_told_so(town: Town) -> None:
    report, one = await sent(town), await written(town)
    await asked(town, report, Task(Action.ASK))
    assert (await town.templates.drop(CHIEF, one.id, NOW)).templates == []
    with pytest.raises(NoSuchTemplate):
        await town.templates.chosen(GROUP, report, Action.ASK, one.id)
    with pytest.raises(NoSuchTemplate):
        await town.templates.drop(CHIEF, one.id, NOW)
