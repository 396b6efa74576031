"""Line by line: what is left of a total is asked for until nothing is left, and every answer can be taken back."""

import pytest
from hypothesis import given

from bot.domain.budget_files import Total
from bot.domain.budget_steps import NotAsked, Steps
from bot.domain.budgets import Figures, NothingEntered, Revenue, Side, Unbalanced, WrongSum
from bot.domain.directions import Direction
from tests.domain.test_budgets import figures

KATO = "196847000"
NEW = Steps(KATO, 2026, Side.PLAN)


def answered(*answers: int) -> Steps:
    steps = NEW
    for one in answers:
        steps = steps.answer(one)
    return steps


def amount_of(found: Figures, steps: Steps) -> int:
    totals = {
        Total.REVENUE: found.revenue_total,
        Total.SPENDING: found.spending_total,
        Total.CARRIED_OVER: found.carried_over,
    }
    question = steps.question
    return totals[question] if isinstance(question, Total) else found.lines.get(str(question), 0)


@given(figures())
def test_every_budget_can_be_entered_step_by_step_and_taken_up_again_at_each_step(found: Figures) -> None:
    steps = NEW
    while steps.question is not None:
        steps = Steps.read(steps.answer(amount_of(found, steps)).written)
    assert steps.figures == found
    steps.figures.check()
    while steps.answers:
        steps = steps.back()
    assert steps == NEW


def test_as_soon_as_nothing_is_left_the_next_total_is_asked() -> None:
    steps = answered(100, 40, 60)
    assert steps.question is Total.SPENDING
    assert answered(100, 100, 100, 100).question is None


def test_a_difference_is_a_question_of_its_own() -> None:
    steps = answered(100, 100, 130, 130)
    assert (steps.question, steps.left) == (Total.CARRIED_OVER, 30)
    with pytest.raises(Unbalanced):
        steps.answer(29)
    assert steps.answer(30).figures.carried_over == 30
    assert answered(100, 100, 70, 70).left == -30


def test_more_than_is_left_is_refused_and_the_last_line_leaves_nothing() -> None:
    with pytest.raises(WrongSum) as error:
        answered(100, 40).answer(61)
    assert (error.value.named, error.value.added, error.value.spent) == (100, 101, False)
    last = answered(100, *[0] * (len(Revenue) - 1))
    assert (last.last, last.question, last.left) == (True, Revenue.DISTRICT, 100)
    with pytest.raises(WrongSum):
        last.answer(99)
    spent = answered(100, 100, 50, *[0] * (len(Direction) - 1))
    with pytest.raises(WrongSum) as error:
        spent.answer(0)
    assert error.value.spent


def test_a_total_is_not_nothing_and_after_the_last_answer_nothing_is_asked() -> None:
    with pytest.raises(NothingEntered):
        NEW.answer(0)
    with pytest.raises(NotAsked):
        answered(100, 100, 100, 100).answer(1)
