"""What people chose comes back from either database as they chose it: another program finds the same winners in the files."""

from dataclasses import replace

import pytest

from bot.domain.choices import Choice
from bot.domain.consultations import Option, Rule, Stage
from bot.domain.directions import Direction
from bot.domain.recount import Poll
from storage import ballots, consultations
from storage.database import Transaction
from tests.domain.test_recount import found_by_checker
from tests.polls import Shape, made
from tests.services.conftest import AIGUL, BAISERKE, KOKTEREK, Town
from tests.services.test_calendars import TIMUR, coordinated
from tests.services.test_consultations import CLOSES, NOW, prepared

__all__ = ["coordinated"]

SHAPES = [
    Shape(40, 5, "what the budget pays", "varied"),
    Shape(150, 12, "what the budget pays", "billions"),
    Shape(150, 12, "what the budget pays", "alike", 0.3),
    Shape(80, 30, "what the budget pays", "round", 0.4),
    Shape(600, 25, "one", "varied"),
]


async def counted(town: Town, poll: Poll, chosen: list[Choice], rule: Rule) -> int:
    """A consultation on the poll's projects in which people have chosen so, past the buttons."""
    key = await prepared(town)
    projects = [
        Option(number, Direction.ROADS, one.name, one.name, int(one.cost))
        for number, one in enumerate(poll.options, 1)
    ]
    await town.consultations.fix(TIMUR, key, NOW)

    async def choose(tx: Transaction) -> None:
        fixed = await consultations.by_id(tx, key)
        assert fixed is not None
        await consultations.save(tx, replace(fixed, budget=int(poll.budget), rule=rule, stage=Stage.OPEN))
        await consultations.set_options(tx, key, projects)
        for number, choice in enumerate(chosen):
            village = KOKTEREK if number % 3 else BAISERKE
            await ballots.begin(tx, f"{number}", key, village, choice)
            await ballots.cast(tx, f"{number}", key, village, choice)

    await town.database.write(choose)
    await town.consultations.tick(CLOSES)
    return key


@pytest.mark.parametrize("rule", [Rule.GREEDY, Rule.EQUAL_SHARES])
@pytest.mark.parametrize("shape", SHAPES, ids=str)
async def test_both_files_are_what_another_program_counts_too(
    coordinated: Town, shape: Shape, rule: Rule
) -> None:
    poll, cast = made(shape)
    numbers = {one.id: number for number, one in enumerate(poll.options, 1)}
    chosen = [Choice({numbers[one]: 1 for one in ballot}) for ballot in cast]
    await coordinated.resident()
    key = await counted(coordinated, poll, chosen, rule)

    result = await coordinated.counting.result(AIGUL, key, CLOSES)
    assert result is not None
    assert result.people == shape.people
    assert result.support == {
        number: sum(number in choice for choice in chosen) for number in numbers.values()
    }
    files = await coordinated.counting.files(AIGUL, key, CLOSES)
    assert files is not None
    for name in ("choices.pb", "choices-equalshares.pb"):
        assert found_by_checker(files[name])["errors"] == {}, name
