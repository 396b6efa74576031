"""What is known of an election, version by version: who said it when, and where it was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.elections import Election, State
from bot.domain.errors import RuleError
from bot.domain.numbers import ALMATY
from bot.domain.territories import Spot
from bot.domain.timelines import Code

LONGEST_SOURCE = 300
LONGEST_FIELD = 120  # of what a commission's list says of a candidate: alike for all


class SourceMissing(RuleError):
    """A fact without a source is none."""


class OnePersonOnly(RuleError):
    """Who entered something is not also the second person who confirms it."""


class NothingConfirmed(RuleError):
    """Of the election's dates not even the voting is confirmed."""


class Topic(StrEnum):
    """What facts are about besides dates, which go by their code."""

    STATE = "state"  # that it is called, postponed or cancelled
    RESULT = "result"
    UNDECIDED = "undecided"
    REGISTERED = "registered"
    STATIONS = "stations"
    CANDIDATES = "candidates"


class UnitTopic(StrEnum):
    """What is known of a unit between elections too."""

    TERM = "term"
    LOOKUP = "lookup"


def topic_of(state: State) -> Topic:
    """What a state is a fact about: what comes about after the voting corrects nothing that was said before it."""
    return Topic(state.value) if state in (State.RESULT, State.UNDECIDED, State.REGISTERED) else Topic.STATE


@dataclass(frozen=True)
class Source:
    """Where it was read, a link or a document's name and date, and on which day somebody looked there."""

    name: str
    checked_on: date


@dataclass(frozen=True)
class Fact:
    """A version of what is known. A date's `moment` is None from when it is left out or no longer holds; what else
    there is to say lies in `content`. Of what is known of a unit, the versions go up with gaps.
    """

    topic: str
    version: int
    moment: datetime | None
    content: str | None
    source: Source
    entered_by: str
    entered_at: datetime


@dataclass(frozen=True)
class Candidate:
    """As the commission's list has it, in its order and with nothing added."""

    name: str
    nominated_by: str
    occupation: str


@dataclass(frozen=True)
class Station:
    """A polling precinct; `area` are the streets or villages that vote there, `hours` if they differ."""

    number: str
    address: str
    place: str
    area: str
    hours: str
    phone: str


@dataclass(frozen=True)
class Term:
    """When the akim's term ends, from where it is known."""

    ends_on: date
    source: Source

    def ahead(self, now: datetime) -> bool:
        """It has not ended yet."""
        return self.ends_on >= now.astimezone(ALMATY).date()


@dataclass(frozen=True)
class Lookup:
    """Where voters find their own polling place: a link or a phone number of the commission's."""

    address: str
    source: Source


@dataclass(frozen=True)
class Outlook:
    """What a resident can know of their akim's election: confirmed facts, each with its source, and nothing else.

    `place` is the unit whose akim is elected. With no election there may be a term.
    """

    place: Spot
    election: Election | None = None
    dates: Mapping[Code, Fact] = field(default_factory=dict)
    left_out: Mapping[Code, Fact] = field(default_factory=dict)  # once told, and no longer so
    standing: Fact | None = None
    stations: Sequence[Station] = ()
    stations_from: Source | None = None
    candidates: Sequence[Candidate] = ()
    candidates_from: Source | None = None
    term: Term | None = None
    lookup: Lookup | None = None

    @property
    def state(self) -> State | None:
        return self.election.state if self.election else None

    def ahead(self, now: datetime) -> list[tuple[Code, datetime]]:
        """The confirmed dates that are still to come, soonest first."""
        coming = [
            (code, fact.moment)
            for code, fact in self.dates.items()
            if fact.moment is not None and fact.moment > now
        ]
        return sorted(coming, key=lambda one: one[1])


@dataclass(frozen=True)
class Change:
    """What somebody was told, and what holds now. `was` is None where nobody knows any more what it said."""

    topic: str
    was: Fact | None
    holds: Fact


def disproved(versions: Sequence[Fact], elected_on: date | None, now: datetime) -> list[Fact]:
    """The versions of what is known of a unit that the newest shows to have been wrong.

    A term that has ended was right, and so was that of the akim before the one who was elected on that day.
    """
    *older, holds = versions
    return [one for one in older if one.content != holds.content and not _was_right(one, elected_on, now)]


def _was_right(fact: Fact, elected_on: date | None, now: datetime) -> bool:
    if fact.topic != UnitTopic.TERM:
        return False
    term = term_of(fact, elected_on)
    return term is None or not term.ahead(now)


def term_of(fact: Fact, elected_on: date | None) -> Term | None:
    """When the present akim's term ends; None if what was entered is about the akim before, as it is if it was entered
    by the day of the present one's election.
    """
    assert fact.content is not None
    if elected_on is not None and fact.entered_at.astimezone(ALMATY).date() <= elected_on:
        return None
    return Term(date.fromisoformat(fact.content), fact.source)
