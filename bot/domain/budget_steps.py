"""A budget asked for line by line: first a total, then what it is made of, until nothing of it is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from bot.domain.budget_files import Total
from bot.domain.budgets import (
    Figures,
    NothingEntered,
    Revenue,
    Side,
    Unbalanced,
    WrongSum,
)
from bot.domain.directions import Direction
from bot.domain.errors import RuleError

Question: TypeAlias = Total | Revenue | Direction
_PARTS: Mapping[Total, Sequence[Question]] = {
    Total.REVENUE: tuple(Revenue),
    Total.SPENDING: tuple(Direction),
}


class NotAsked(RuleError):
    """What is answered is not being asked any more."""


@dataclass(frozen=True)
class Steps:
    """Which side of which budget, and what was answered so far, in the order in which it was asked."""

    kato: str
    year: int
    side: Side
    until: date | None = None
    answers: tuple[int, ...] = ()

    @property
    def written(self) -> str:
        """As a conversation's state keeps it."""
        until = self.until.isoformat() if self.until else ""
        return f"{self.kato}|{self.year}|{self.side}|{until}|{','.join(map(str, self.answers))}"

    @classmethod
    def read(cls, written: str) -> "Steps":
        kato, year, side, until, answers = written.split("|")
        given = tuple(int(one) for one in answers.split(",") if one)
        return cls(kato, int(year), Side(side), date.fromisoformat(until) if until else None, given)

    @property
    def known(self) -> Mapping[Question, int]:
        """What was answered, by its question."""
        found: dict[Question, int] = {}
        for answer in self.answers:
            question = _next(found)
            assert question is not None
            found[question] = answer
        return found

    @property
    def question(self) -> Question | None:
        """The next, or none."""
        return _next(self.known)

    @property
    def total(self) -> Total | None:
        """Which total the next question takes from."""
        question = self.question
        return next((total for total, parts in _PARTS.items() if question in parts), None)

    @property
    def left(self) -> int:
        """Of the total, before the next question is answered; of the totals themselves, how far they are apart."""
        known, total = self.known, self.total
        if total is None:
            return known.get(Total.SPENDING, 0) - known.get(Total.REVENUE, 0)
        return known[total] - _added(total, known)

    @property
    def last(self) -> bool:
        """No other line can take what is left."""
        return self.total is not None and self.question is _PARTS[self.total][-1]

    def answer(self, amount: int) -> "Steps":
        """Raises NotAsked, NothingEntered, WrongSum where more is named than is left or the last line leaves something,
        Unbalanced.
        """
        question, total = self.question, self.total
        if question is None:
            raise NotAsked
        if question is Total.CARRIED_OVER and amount != self.left:
            raise Unbalanced(self.left, amount)
        if question in _PARTS and amount == 0:
            raise NothingEntered
        if total is not None and (amount > self.left or (self.last and amount < self.left)):
            named = self.known[total]
            raise WrongSum(named, named - self.left + amount, spent=total is Total.SPENDING)
        return replace(self, answers=(*self.answers, amount))

    def back(self) -> "Steps":
        """Without the last answer."""
        return replace(self, answers=self.answers[:-1])

    @property
    def figures(self) -> Figures:
        known = self.known
        return Figures(
            {kind: known[kind] for kind in Revenue if known.get(kind)},
            {way: known[way] for way in Direction if known.get(way)},
            known.get(Total.REVENUE, 0),
            known.get(Total.SPENDING, 0),
            known.get(Total.CARRIED_OVER, 0),
        )


def _next(known: Mapping[Question, int]) -> Question | None:
    for total, parts in _PARTS.items():
        if total not in known:
            return total
        if _added(total, known) < known[total]:
            return next(part for part in parts if part not in known)
    apart = known[Total.SPENDING] != known[Total.REVENUE]
    return Total.CARRIED_OVER if apart and Total.CARRIED_OVER not in known else None


def _added(total: Total, known: Mapping[Question, int]) -> int:
    return sum(known.get(part, 0) for part in _PARTS[total])
