"""Connecting a group: who asks in it confirms it in private, with the code that stands in the group."""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.errors import RuleError

CODE_DIGITS = 6
TRIES = 5
CODE_TERM = timedelta(minutes=30)


class NothingChosen(RuleError):
    """A group serves at least one territory."""


class NothingToConnect(RuleError):
    """No group was confirmed, or the time to connect it is over."""


@dataclass(frozen=True)
class Binding:
    """A group's wish to be connected; `chosen` are the codes of the territories it is to serve."""

    chat_id: int
    title: str
    code: str
    asked_at: datetime
    tries: int = 0
    confirmed: bool = False
    chosen: tuple[str, ...] = ()

    @property
    def guessed_out(self) -> bool:
        return self.tries >= TRIES

    def tried(self, code: str) -> "Binding":
        """Confirmed when the code is its own; else one try less is left."""
        if not self.guessed_out and hmac.compare_digest(code.encode(), self.code.encode()):
            return replace(self, confirmed=True)
        return replace(self, tries=self.tries + 1)

    def toggled(self, kato: str) -> "Binding":
        left = tuple(one for one in self.chosen if one != kato)
        return replace(self, chosen=left if kato in self.chosen else (*left, kato))
