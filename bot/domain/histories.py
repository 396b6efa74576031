"""What is said and decided about reports, and the lists people see of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.drafts import Attachment
from bot.domain.events import Event, FileRef, Source
from bot.domain.reports import Action, Reason, Report


@dataclass(frozen=True)
class Remark:
    """Something said about a report, perhaps with a file."""

    text: str | None
    file: FileRef | None
    source: Source


@dataclass(frozen=True)
class Decision:
    """What someone of the office does with a report, and what they tell its resident."""

    action: Action
    reason: Reason | None = None
    remark: Remark | None = None
    first: int | None = None  # of a duplicate: the id of the report it repeats


@dataclass(frozen=True)
class Story:
    """A report with its attachments and all that happened, oldest first."""

    report: Report
    attachments: Sequence[Attachment]
    events: Sequence[Event]
    supporters: int = 0
    public: bool = False  # sent under the consent that says that neighbours can read it
    hidden: bool = False  # a moderator has taken it from their sight


@dataclass(frozen=True)
class Page:
    """A page of a person's reports, counted from 0."""

    reports: Sequence[Report]
    number: int
    pages: int


@dataclass(frozen=True)
class Queue:
    """What waits, oldest first, and how many there are in all; and what somebody has taken and is late, the latest first."""

    reports: Sequence[Report]
    total: int
    late: Sequence[Report] = ()
    late_total: int = 0
