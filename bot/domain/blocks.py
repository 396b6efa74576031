"""Blocking: somebody whose reports have to be held again and again sends no new ones for a while."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import RuleError
from bot.domain.numbers import Number
from bot.domain.reports import Reason

HELD_TO_ASK = 3  # reports held within `PERIOD`, and not taken up again since
PERIOD = timedelta(days=30)  # a person is also asked about no oftener; and so long lasts a block


class Verdict(StrEnum):
    BLOCK = "block"
    LEAVE = "leave"
    LIFT = "lift"


class BlockState(StrEnum):
    ASKED = "asked"
    LEFT = "left"
    BLOCKED = "blocked"
    LIFTED = "lifted"


class Blocked(RuleError):
    """The person's new reports are not taken for a while."""

    def __init__(self, since: datetime, until: datetime) -> None:
        super().__init__()
        self.since = since
        self.until = until


class NoGrounds(RuleError):
    """Too few of the person's reports are held now."""


@dataclass(frozen=True)
class Block:
    """The question whether to block a person, and what was decided; it may be decided anew."""

    id: int
    person_id: str
    district: str
    state: BlockState
    since: datetime | None = None
    until: datetime | None = None

    def in_force(self, now: datetime) -> bool:
        return self.state is BlockState.BLOCKED and self.until is not None and now < self.until

    def after(self, verdict: Verdict, held: int, now: datetime) -> "Block":
        """What has been decided already stays as it is; only lifting undoes a block. Raises NoGrounds."""
        if verdict is Verdict.LIFT:
            return replace(self, state=BlockState.LIFTED) if self.in_force(now) else self
        if self.in_force(now):
            return self
        if verdict is Verdict.LEAVE:
            return replace(self, state=BlockState.LEFT)
        if held < HELD_TO_ASK:
            raise NoGrounds
        return replace(self, state=BlockState.BLOCKED, since=now, until=now + PERIOD)


@dataclass(frozen=True)
class HeldReport:
    """Of a held report all that a coordinator needs: its number and why it is held."""

    number: Number
    reason: Reason


@dataclass(frozen=True)
class Case:
    """A block with the reports that speak for it now; of the person nothing."""

    block: Block
    held: Sequence[HeldReport]
