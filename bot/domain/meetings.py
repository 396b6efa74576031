"""Gatherings and meetings of a unit's local community: called in time with their agenda, held, and what they decided.

Of a gathering are all, of a meeting their representatives (LGL arts 39-1, 39-3).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.consultations import Consultation
from bot.domain.errors import RuleError
from bot.domain.events import FileRef
from bot.domain.letters import LetterKind
from bot.domain.numbers import ALMATY
from bot.domain.people import Language
from bot.domain.territories import Spot, Territory

NOTICE = 10  # calendar days
AHEAD = timedelta(days=366)
LONGEST_LINE, LONGEST_POINT, MOST_POINTS = 120, 110, 10
LONGEST_DECISION = 1500
LONGEST_NUMBER = 30
MOST_MEMBERS = 10**6
REMINDED = timedelta(hours=20), timedelta(hours=30)  # ahead of it
ON_A_PAGE = 5
AWAITED = timedelta(days=30)  # so long one that was held stands in the list without its minutes


class Kind(StrEnum):
    GATHERING = "gathering"
    MEETING = "meeting"
    SEPARATE = "separate"  # a gathering of one village or street


class Stage(StrEnum):
    DRAFT = "draft"  # no resident sees it
    CALLED = "called"
    CANCELLED = "cancelled"
    HELD = "held"  # its minutes are entered


class NoSuchMeeting(RuleError):
    """There is none with this number, or it is not this person's to see."""


class WrongStage(RuleError):
    """What is asked for was possible before, or will be later."""


class WrongBeginning(RuleError):
    """It begins in the future, and within a year."""


class WrongCounts(RuleError):
    """More were present than there are members, or nobody is one."""


class ShortNotice(RuleError):
    """People have fewer than ten days, and nobody says why."""


class NotWhole(RuleError):
    """Something that residents must know is missing."""


class Lack(StrEnum):
    DAY = "day"
    PLACE = "place"
    WHOSE = "whose"
    AGENDA = "agenda"
    REASON = "reason"  # of a short notice
    NUMBER = "number"
    PRESENT = "present"
    DECISION = "decision"


@dataclass(frozen=True)
class Said:
    """The same in Kazakh and in Russian."""

    kk: str = ""
    ru: str = ""

    def __bool__(self) -> bool:
        return bool(self.kk and self.ru)

    def to(self, language: Language) -> str:
        return self.kk if language is Language.KAZAKH else self.ru


def full_days(called_at: datetime, begins_at: datetime) -> int:
    """The calendar days that residents have, neither that of the call nor that of the meeting among them.

    At least ten are needed (LGL art. 39-3); days are Kazakhstan's.
    """
    return (begins_at.astimezone(ALMATY).date() - called_at.astimezone(ALMATY).date()).days - 1


@dataclass(frozen=True)
class Notice:
    """When and where; `reason` is why residents hear of it less than ten days before."""

    begins_at: datetime | None = None
    place: Said = Said()
    reason: str | None = None

    def short(self, now: datetime) -> bool:
        return self.begins_at is not None and full_days(now, self.begins_at) < NOTICE

    def check(self, now: datetime) -> None:
        """Raises WrongBeginning."""
        if self.begins_at is not None and not now < self.begins_at <= now + AHEAD:
            raise WrongBeginning


@dataclass(frozen=True)
class Minutes:
    """What was decided, and by how many of how many."""

    number: str = ""
    present: int | None = None
    members: int | None = None
    decision: Said = Said()
    file: FileRef | None = None

    def check(self) -> None:
        """Raises WrongCounts."""
        if self.present is None or self.members is None:
            return
        if not (0 <= self.present <= self.members and 0 < self.members <= MOST_MEMBERS):
            raise WrongCounts

    @property
    def lacks(self) -> list[Lack]:
        missing = {
            Lack.NUMBER: not self.number,
            Lack.PRESENT: self.present is None,
            Lack.DECISION: not self.decision,
        }
        return [lack for lack, holds in missing.items() if holds]


_QUORUMS: Mapping[Kind, tuple[int, int]] = {Kind.GATHERING: (1, 10), Kind.MEETING: (1, 2)}


def quorum(kind: Kind, minutes: Minutes) -> bool | None:
    """Whether enough were present: of a meeting's members half, of a community's the tenth part (LGL art. 39-3); None for
    a separate gathering, of which the law itself says nothing.
    """
    if kind not in _QUORUMS or minutes.present is None or minutes.members is None:
        return None
    part, whole = _QUORUMS[kind]
    return minutes.present * whole >= minutes.members * part


@dataclass(frozen=True)
class Meeting:
    """`told` is what residents have heard of when and where, the newest last, and `next` what somebody writes instead;
    `minutes` are entered, for the `edition`-th time, and `drafted` are to be. A `reason` to cancel it may be written before
    it is cancelled.
    """

    id: int
    territory: Territory
    kind: Kind
    whose: Said = Said()
    agenda: Sequence[Said] = ()
    consultation_id: int | None = None
    stage: Stage = Stage.DRAFT
    told: Sequence[Notice] = ()
    next: Notice | None = None
    minutes: Minutes | None = None
    edition: int = 0
    drafted: Minutes | None = None
    reason: str | None = None

    @property
    def holds(self) -> Notice:
        """What residents know, or will when it is called."""
        return self.told[-1] if self.told else self.next or Notice()

    @property
    def begins_at(self) -> datetime:
        assert self.holds.begins_at is not None
        return self.holds.begins_at

    @property
    def before(self) -> Notice | None:
        """What residents were told first, if it holds no more."""
        return self.told[-2] if len(self.told) > 1 else None

    def rewritten(self, **what: Any) -> "Meeting":
        """With something else of when and where; what is written as it holds already is not written."""
        base = self.next or replace(self.holds, reason=None)
        after = replace(base, **what)
        same = self.told and (after.begins_at, after.place) == (self.holds.begins_at, self.holds.place)
        return replace(self, next=None if same else after)

    def minuted(self, **what: Any) -> "Meeting":
        """With something else in the minutes."""
        return replace(self, drafted=replace(self.drafted or self.minutes or Minutes(), **what))

    def as_it_was(self) -> "Meeting":
        """Without what was written and not confirmed since it was called."""
        if self.stage is Stage.DRAFT:
            return self
        return replace(self, next=None, drafted=None, reason=None)

    def ahead(self, now: datetime) -> bool:
        return self.stage is Stage.CALLED and self.begins_at > now

    def over(self, now: datetime) -> bool:
        """It can have minutes."""
        return self.stage is Stage.HELD or (self.stage is Stage.CALLED and self.begins_at <= now)

    def must_be_over(self, now: datetime) -> None:
        """Raises WrongStage."""
        if not self.over(now):
            raise WrongStage

    @property
    def mark(self) -> str:
        """Of what is written and no resident knows yet: read back, it must still be the same when it is confirmed."""
        known = (self.stage, len(self.told), self.edition)
        written = (self.whose, self.agenda, self.consultation_id, self.next, self.drafted, self.reason)
        return hashlib.sha256(repr((known, written)).encode()).hexdigest()[:8]

    def lacks(self, now: datetime) -> list[Lack]:
        """What is still to be said before residents can be told."""
        notice = self.next or Notice()
        missing = {
            Lack.DAY: notice.begins_at is None,
            Lack.PLACE: not notice.place,
            Lack.WHOSE: self.kind is Kind.SEPARATE and not self.whose,
            Lack.AGENDA: not self.agenda,
            Lack.REASON: notice.short(now) and not notice.reason,
        }
        return [lack for lack, holds in missing.items() if holds]

    def check_change(self, after: "Meeting", now: datetime) -> None:
        """Raises WrongStage for what is not to be changed now, WrongBeginning, WrongCounts."""
        drafting = self.stage is Stage.DRAFT
        settled = (self.whose, self.agenda, self.consultation_id)
        if not drafting and settled != (after.whose, after.agenda, after.consultation_id):
            raise WrongStage
        if not (drafting or self.ahead(now)) and after.next not in (None, self.next):
            raise WrongStage
        if self.drafted != after.drafted:
            self.must_be_over(now)
        if self.stage is not Stage.CALLED and self.reason != after.reason:
            raise WrongStage
        if after.next is not None and after.next != self.next:
            after.next.check(now)
        if after.drafted is not None:
            after.drafted.check()

    def called(self, now: datetime) -> "Meeting":
        """Residents are told of it, or that it is at another time or place.

        Raises WrongStage, NotWhole, ShortNotice, WrongBeginning.
        """
        if self.next is None or not (self.stage is Stage.DRAFT or self.ahead(now)):
            raise WrongStage
        lacks = self.lacks(now)
        if lacks:
            raise ShortNotice if lacks == [Lack.REASON] else NotWhole
        self.next.check(now)
        notice = self.next if self.next.short(now) else replace(self.next, reason=None)
        return replace(self, stage=Stage.CALLED, told=[*self.told, notice], next=None)

    def cancelled(self) -> "Meeting":
        """For the reason that is written. Raises WrongStage, NotWhole."""
        if self.stage is not Stage.CALLED:
            raise WrongStage
        if not self.reason:
            raise NotWhole
        return replace(self, stage=Stage.CANCELLED, next=None, drafted=None)

    def held(self, now: datetime) -> "Meeting":
        """With the minutes that are drafted. Raises WrongStage, NotWhole."""
        self.must_be_over(now)
        if self.drafted is None:
            raise WrongStage
        if self.drafted.lacks:
            raise NotWhole
        return replace(
            self,
            stage=Stage.HELD,
            minutes=self.drafted,
            edition=self.edition + 1,
            drafted=None,
            next=None,
            reason=None,
        )

    def says(self, kind: LetterKind, now: datetime) -> bool:
        """Whether what a letter of that kind tells of it holds."""
        return {
            LetterKind.MEETING_CALLED: self.ahead(now),
            LetterKind.MEETING_SOON: self.ahead(now) and self.begins_at - now <= REMINDED[1],
            LetterKind.MEETING_CANCELLED: self.stage is Stage.CANCELLED,
            LetterKind.MEETING_DECIDED: self.stage is Stage.HELD,
        }[kind]


@dataclass(frozen=True)
class Seen:
    """A meeting with its place, what it discusses, and what it could."""

    spot: Spot
    meeting: Meeting
    topic: Consultation | None = None
    topics: Sequence[Consultation] = ()


@dataclass(frozen=True)
class Listing:
    """What is ahead, and a page of what was decided, counted from 0; `further` when there is more."""

    spot: Spot
    ahead: Sequence[Meeting]
    held: Sequence[Meeting]
    page: int
    further: bool
