"""A reminder or a correction on its way to many."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.elections import Election
from bot.domain.errors import RuleError

CORRECTION = "correction"
GATHERED = timedelta(minutes=2)  # changes made within it go as one correction
CORRECTION_TERM = timedelta(days=8)  # after the voting, or after the correction, nobody needs to hear of it


class NoSuchBroadcast(RuleError):
    """There is none with this number, or it is not this person's to see."""


class Stage(StrEnum):
    PLANNED = "planned"
    WRITING = "writing"  # its letters, part by part
    WRITTEN = "written"
    STOPPED = "stopped"  # by a coordinator
    MISSED = "missed"  # the bot was away for all the time in which it would have been of use


@dataclass(frozen=True)
class Broadcast:
    """Of version `version` of a fact; letters were written as far as this person of this village."""

    id: int
    election_id: int
    name: str
    topic: str
    version: int
    people: int
    starts_at: datetime
    expires_at: datetime
    stage: Stage = Stage.PLANNED
    village: str = ""
    person_id: str = ""


@dataclass(frozen=True)
class Counts:
    """What became of a broadcast's letters so far."""

    sent: int = 0
    waiting: int = 0
    unreachable: int = 0
    expired: int = 0


@dataclass(frozen=True)
class Progress:
    broadcast: Broadcast
    election: Election
    counts: Counts

    @property
    def under_way(self) -> bool:
        """There is something left to stop."""
        if self.broadcast.stage in (Stage.PLANNED, Stage.WRITING):
            return True
        return self.broadcast.stage is Stage.WRITTEN and self.counts.waiting > 0
