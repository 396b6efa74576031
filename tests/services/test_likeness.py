"""Reports of the same trouble are found among others, as villagers write them; `make bench` prints how well."""

from collections import Counter
from datetime import datetime

import pytest

from bot.domain.categories import Category
from bot.domain.histories import Decision
from bot.domain.likeness import LATELY, LIKELY, Trouble, likeness
from bot.domain.places import NOWHERE, Place
from bot.domain.reports import Action, Reason
from bot.services.likeness import compared, described
from bot.services.supports import comparable
from storage.database import Transaction
from tests.services.conftest import BAISERKE, BAISERKE_UNIT, BOLAT, DAY, KARAOI, NOW, SECOND, YERLAN, Town
from tests.troubles import pairs, quality

# What a change must not fall below: the figures of today, a little less.
PRECISION, RECALL = 0.88, 0.93
HELD_OUT_PRECISION, HELD_OUT_RECALL = 0.86, 0.90


def test_most_of_what_people_have_judged_the_same_is_found_and_little_else() -> None:
    everything = pairs()
    fitted, held_out = (
        quality([one for one in everything if one.held_out is kept]) for kept in (False, True)
    )

    assert fitted.precision >= PRECISION
    assert fitted.recall >= RECALL
    assert held_out.precision >= HELD_OUT_PRECISION
    assert held_out.recall >= HELD_OUT_RECALL


def test_there_are_enough_pairs_of_each_language_both_the_same_and_not() -> None:
    everything = pairs()
    counted = Counter((one.languages, one.same) for one in everything)

    assert len(everything) >= 300
    assert {languages for languages, _ in counted} == {"kk", "ru", "mixed", "degraded"}
    assert min(counted.values()) >= 25
    assert len({(one.first, one.second) for one in everything}) == len(everything)


def asked(
    first: str, second: str, *, where: str | None = "Абай көшесі", category: Category = Category.LIGHTING
) -> float:
    """How alike two reports of a day are that name the same place."""
    one, other = (Trouble(category, text, Place(words=where), BAISERKE, NOW) for text in (first, second))
    return likeness(compared(one, other))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Көшеде шам жанбай тұр", "кошеде шам жанбай тур"),
        ("Шамдар жанбайды", "Не горят фонари"),
        ("не горит фонарь", "ne gorit fonar"),
        ("Фонарь не горит", "фанарь не гарит"),
        ("Мектептің жанында қараңғы", "Возле школы темно"),
    ],
)
def test_letters_endings_slips_and_the_other_language_are_no_difference(first: str, second: str) -> None:
    assert asked(first, second) >= LIKELY


def test_greetings_and_pleas_are_no_likeness() -> None:
    first = "Құрметті әкім, сәлеметсіз бе! Өтінемін, көмектесіңіз: көшеде шам жанбайды"
    second = "Құрметті әкім, сәлеметсіз бе! Өтінемін, көмектесіңіз: қоқыс шығарылмай жатыр"
    assert asked(first, second, where=None) < LIKELY


def test_a_text_without_a_single_word_that_says_something_is_compared_by_its_place() -> None:
    described(Trouble(Category.OTHER, "!!!", NOWHERE, BAISERKE, NOW))
    assert asked("!!!", "...", where="Абай көшесі") < asked("шам жанбайды", "шам жанбайды")


async def test_compared_are_the_open_reports_of_the_unit_and_those_resolved_lately(town: Town) -> None:
    await town.bound()
    person = await town.resident()
    opened, resolved, held, repeated, rejected = [await town.report(person) for _ in range(5)]
    await town.do(resolved, Action.RESOLVE)
    for report, decision in (
        (held, Decision(Action.HOLD, Reason.INSULT)),
        (rejected, Decision(Action.REJECT, Reason.PRIVATE)),
        (repeated, Decision(Action.DUPLICATE, first=opened.id)),
    ):
        await town.triage.decide(YERLAN, report.id, decision, NOW)
    await town.report(await town.resident(BOLAT, KARAOI))

    async def found(now: datetime) -> list[int]:
        async def ask(tx: Transaction) -> list[int]:
            return [one.report_id for one in await comparable(tx, BAISERKE_UNIT, now)]

        return await town.database.read(ask)

    assert await found(NOW + DAY) == [opened.id, resolved.id]
    assert await found(NOW + LATELY + SECOND) == [opened.id]
