"""Ready answers: what an office tells residents again and again, written once in Kazakh and in Russian."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.errors import RuleError
from bot.domain.reports import Action
from bot.domain.speech import Speech
from bot.domain.territories import Spot

LONGEST = 500
MOST = 8  # of one territory for one action: so many buttons fit under a card
USED_FOR = (Action.ASK, Action.RESOLVE, Action.FORWARD, Action.REJECT, Action.HOLD)


class NoSuchTemplate(RuleError):
    """It was deleted, or it is another territory's."""


class TooManyTemplates(RuleError):
    """More could not be chosen from."""


class WrittenAlready(RuleError):
    """There is one with these words."""


@dataclass(frozen=True)
class Template:
    """Used for one action, in the language of whoever reads it."""

    id: int
    kato: str
    action: Action
    text: Speech

    @property
    def complete(self) -> bool:
        """Only then it is offered: nothing is translated for the office."""
        return bool(self.text.kk and self.text.ru)


@dataclass(frozen=True)
class Shelf:
    """What a territory has."""

    spot: Spot
    templates: Sequence[Template]

    def of(self, action: Action) -> list[Template]:
        return [one for one in self.templates if one.action is action]
