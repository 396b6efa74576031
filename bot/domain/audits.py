"""What was done to roles, groups and settings: by whom, to what, when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.roles import Role
from bot.domain.territories import Territory


class Deed(StrEnum):
    INVITED = "invited"
    INVITATION_REVOKED = "invitation_revoked"
    JOINED = "joined"
    ROLE_ENDED = "role_ended"
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    LANGUAGE_SET = "language_set"
    TESTED = "tested"
    POSTER_PRINTED = "poster_printed"
    BLOCKED = "blocked"
    NOT_BLOCKED = "not_blocked"
    UNBLOCKED = "unblocked"
    ELECTION_ENTERED = "election_entered"
    ELECTION_DROPPED = "election_dropped"
    ELECTION_MOVED = "election_moved"
    ELECTION_APPROVED = "election_approved"
    FACT_ENTERED = "fact_entered"
    CONSULTATION_FIXED = "consultation_fixed"
    CONSULTATION_STOPPED = "consultation_stopped"
    PROPOSALS_OPENED = "proposals_opened"
    PROPOSALS_ENDED = "proposals_ended"
    PROPOSAL_DECIDED = "proposal_decided"
    PAPER_CONFIRMED = "paper_confirmed"
    PAPER_DROPPED = "paper_dropped"
    BUDGET_ENTERED = "budget_entered"
    WORK_PUBLISHED = "work_published"
    MEETING_CALLED = "meeting_called"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    MINUTES_ENTERED = "minutes_entered"
    ANSWER_SENT = "answer_sent"
    PROMISE_CORRECTED = "promise_corrected"
    PROMISE_RULED = "promise_ruled"
    TARGET_SET = "target_set"
    TEMPLATE_WRITTEN = "template_written"


@dataclass(frozen=True)
class Entry:
    """`actor` and `subject` are names of staff; `detail` is what was set: a language's code, an
    election's state, the topic of a fact, a budget's year and side, what became of a proposal, the number of
    minutes, a meeting's kind, a category, a step, whom an answer was for, what became of a promise.
    """

    id: int
    happened_at: datetime
    deed: Deed
    actor: str | None
    subject: str | None
    role: Role | None
    territory: Territory | None
    detail: str | None


@dataclass(frozen=True)
class Page:
    """A page of the log, counted from 0; `further` when there are older entries."""

    entries: Sequence[Entry]
    number: int
    further: bool
