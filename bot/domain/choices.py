"""What one person chooses in a consultation, button by button."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.consultations import POINTS, Consultation, Kind
from bot.domain.errors import RuleError

STEP = 10  # points a press


class NoSuchOption(RuleError):
    """It is not, or no longer, among what can be chosen."""


class TooMany(RuleError):
    """No more than so many can be chosen."""


class TooDear(RuleError):
    """It does not fit into what is left of the budget."""


class NothingLeft(RuleError):
    """All points are shared out, or there are none to take back."""


class Unfinished(RuleError):
    """Something is still to be chosen, or points are left."""


@dataclass(frozen=True)
class Choice:
    """The options by their numbers, each with its points: one, where there are none to share out."""

    points: Mapping[int, int] = field(default_factory=dict)

    def __str__(self) -> str:
        """«2,5», or with points «1:60,4:40»; the same choice is always the same text."""
        chosen = sorted(self.points.items())
        if all(points == 1 for _, points in chosen):
            return ",".join(f"{number}" for number, _ in chosen)
        return ",".join(f"{number}:{points}" for number, points in chosen)

    @classmethod
    def of(cls, text: str) -> "Choice":
        """What `str` gave."""
        cells = [cell.partition(":") for cell in text.split(",") if cell]
        return cls({int(number): int(points or "1") for number, _, points in cells})

    def __contains__(self, number: int) -> bool:
        return number in self.points

    def cost(self, asked: Consultation) -> int:
        """Of all that is chosen, in tenge."""
        return sum(one.cost or 0 for one in asked.options if one.number in self.points)

    @property
    def shared_out(self) -> int:
        return sum(self.points.values())


def room_for(choice: Choice, number: int, asked: Consultation) -> bool:
    """Whether the option is chosen, or can be chosen besides what is."""
    if number in choice or asked.kind is Kind.ONE:
        return True
    if asked.kind is Kind.SEVERAL:
        return len(choice.points) < asked.most
    if asked.kind is Kind.PROJECTS:
        option = asked.option(number)
        assert option is not None
        assert asked.budget is not None
        return choice.cost(asked) + (option.cost or 0) <= asked.budget
    return choice.shared_out + STEP <= POINTS


def taken_back(choice: Choice, number: int) -> Choice:
    """Without the option; the same when it was not chosen."""
    return Choice({one: points for one, points in choice.points.items() if one != number})


def taken(choice: Choice, number: int, asked: Consultation) -> Choice:
    """With the option; the same when it was chosen. Raises NoSuchOption, TooMany, TooDear."""
    if asked.option(number) is None:
        raise NoSuchOption
    if number in choice:
        return choice
    if asked.kind is Kind.ONE:
        return Choice({number: 1})
    if not room_for(choice, number, asked):
        raise TooDear if asked.kind is Kind.PROJECTS else TooMany
    return Choice({**choice.points, number: 1})


def shared(choice: Choice, number: int, by: int, asked: Consultation) -> Choice:
    """With so many points more, or fewer, for a direction. Raises NoSuchOption, NothingLeft."""
    if asked.option(number) is None:
        raise NoSuchOption
    points = choice.points.get(number, 0) + by
    if points < 0 or choice.shared_out + by > POINTS:
        raise NothingLeft
    rest = {one: given for one, given in choice.points.items() if one != number}
    return Choice({**rest, number: points} if points else rest)


def check_whole(choice: Choice, asked: Consultation) -> None:
    """Raises NoSuchOption, TooMany, TooDear or Unfinished for what cannot be counted."""
    if any(asked.option(number) is None for number in choice.points):
        raise NoSuchOption
    chosen = len(choice.points)
    if asked.kind is Kind.SHARES:
        if choice.shared_out != POINTS:
            raise Unfinished
        return
    if asked.kind is Kind.PROJECTS:
        if choice.cost(asked) > (asked.budget or 0):
            raise TooDear
        least, most = 1, len(asked.options)
    else:
        least, most = (1, 1) if asked.kind is Kind.ONE else (asked.least, asked.most)
    if chosen > most:
        raise TooMany
    if chosen < least:
        raise Unfinished
