"""Consultations of the shapes that real ones have: made up, and the same for the same seed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from bot.domain.recount import Ballot, Option, Poll

META = {
    "description": "Жергілікті бюджет",
    "country": "Kazakhstan",
    "unit": "Байсерке",
    "instance": "2026",
    "budget": "1000000",
    "vote_type": "approval",
    "rule": "greedy",
    "date_begin": "01.09.2026",
    "date_end": "30.09.2026",
    "language": "kk",
    "currency": "KZT",
}


@dataclass(frozen=True)
class Shape:
    """`choosing` is how people choose, `costs` what the options cost."""

    people: int
    options: int
    choosing: str
    costs: str
    spent: float = 0.5  # how much of all costs the budget is

    def __str__(self) -> str:
        return f"{self.people} people, {self.options} options, {self.choosing}, {self.costs}, {self.spent}"


CHOOSING = ("one", "up to three", "what the budget pays", "freely", "everyone the same", "two camps")
COSTS = ("alike", "varied", "billions", "one too dear", "round")
SIZES = ((7, 3), (40, 5), (150, 12), (600, 25))
SHAPES = [
    *(
        Shape(*SIZES[(one + other + size) % 4], choosing, costs)
        for one, choosing in enumerate(CHOOSING)
        for other, costs in enumerate(COSTS)
        for size in (0, 2)
    ),
    Shape(0, 4, "freely", "varied"),
    Shape(9, 4, "nobody anything", "varied"),
    Shape(30, 6, "freely", "one free"),
    Shape(1, 1, "one", "varied"),
    Shape(1, 9, "freely", "alike"),
    Shape(80, 30, "freely", "varied", 0.02),
    Shape(80, 30, "freely", "varied", 0.98),
    Shape(400, 3, "freely", "billions", 0.7),
    Shape(300, 60, "up to three", "round", 0.3),
    Shape(3000, 8, "freely", "varied", 0.4),
    Shape(5000, 12, "up to three", "billions", 0.6),
    Shape(4000, 10, "one", "round"),
]


def made(shape: Shape, seed: int = 1) -> tuple[Poll, list[Ballot]]:
    """The poll, and its ballots as they were cast."""
    chance = Random(f"{shape} {seed}")
    costs = _costs(shape, chance)
    budget = max(int(sum(costs) * shape.spent), 1)
    if shape.costs == "one too dear":
        costs[0] = budget + 1
    options = tuple(Option(f"P{number}", f"№ {number}", cost) for number, cost in enumerate(costs, 1))
    popular = list(accumulate(chance.paretovariate(1.2) for _ in options))
    cast = [_ballot(shape, options, popular, budget, chance) for _ in range(shape.people)]
    ballots: list[Ballot] = [tuple(sorted(option.id for option in chosen)) for chosen in cast]
    return Poll({**META, "budget": str(budget)}, options, Counter(ballots)), ballots


def _costs(shape: Shape, chance: Random) -> list[int]:
    if shape.costs == "alike":
        return [5_000_000] * shape.options
    if shape.costs == "round":
        return [chance.randint(1, 12) * 500_000 for _ in range(shape.options)]
    scale = 3_000_000_000 if shape.costs == "billions" else 2_000_000
    costs = [int(chance.lognormvariate(0, 1) * scale) + 1 for _ in range(shape.options)]
    return [0, *costs[1:]] if shape.costs == "one free" else costs


def _ballot(
    shape: Shape, options: Sequence[Option], popular: Sequence[float], budget: int, chance: Random
) -> set[Option]:
    if shape.choosing == "nobody anything":
        return set()
    if shape.choosing == "everyone the same":
        return set(options[::2])
    if shape.choosing == "two camps":
        return set(options[chance.randrange(2) :: 2])
    most = {"one": 1, "up to three": chance.randint(1, 3)}.get(shape.choosing, chance.randint(1, 15))
    chosen: set[Option] = set()
    for option in chance.choices(options, cum_weights=popular, k=most):
        dear = (
            shape.choosing == "what the budget pays" and sum(one.cost for one in {*chosen, option}) > budget
        )
        chosen |= set() if dear else {option}
    return chosen
