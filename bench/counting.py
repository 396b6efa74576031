"""Counting a large consultation by each rule, beside reading its ballots from the file that is published."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from bot.domain.recount import (
    Ballot,
    Poll,
    completed,
    equal_shares,
    greedy,
    most,
    read,
    shares,
    support,
    written,
)
from tests.polls import Shape, made

PROJECTS = 160
ROUNDS = 3


@dataclass(frozen=True)
class Counted:
    """By a rule, in seconds, and for reading the same ballots."""

    rule: str
    seconds: float
    reading: float


def count(ballots: int) -> list[Counted]:
    """So many of them, over projects of billions."""
    chosen, cast = made(Shape(ballots, PROJECTS, "freely", "billions"))
    text = written(chosen, cast, ())
    reading, shared = _seconds(lambda: read(text)), equal_shares(chosen)
    rules: dict[str, Callable[[], object]] = {
        "what has most": lambda: most(chosen),
        "greedy": lambda: greedy(chosen),
        "equal shares": lambda: equal_shares(chosen),
        "what equal shares leave": lambda: completed(chosen, shared),
    }
    found = [Counted(rule, _seconds(counting), reading) for rule, counting in rules.items()]
    points = _divided(chosen, cast)
    text = written(points, list(Counter(points.ballots).elements()), ())
    reading = _seconds(lambda: read(text))
    return [*found, Counted("means and medians of points", _seconds(lambda: shares(points)), reading)]


def _divided(poll: Poll, cast: Sequence[Ballot]) -> Poll:
    """The same people give their projects a hundred points, the first one what does not go into the others."""
    names = list(support(poll))
    ballots = Counter[Ballot]()
    for ballot in cast:
        ids = [one for one in names if one in ballot]
        each = 100 // len(ids)
        ballots[
            tuple(sorted((one, 100 - each * (len(ids) - 1) if one == ids[0] else each) for one in ids))
        ] += 1
    return replace(poll, meta={**poll.meta, "vote_type": "cumulative"}, ballots=ballots)


def _seconds(work: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        took.append(time.perf_counter() - started)
    return median(took)
