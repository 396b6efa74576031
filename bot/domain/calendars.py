"""An election's calendar as a coordinator enters it: the law's draft beside what has been confirmed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.elections import Election, State, WrongOrder, local
from bot.domain.facts import Fact, NothingConfirmed, OnePersonOnly, Topic
from bot.domain.territories import Spot, Territory
from bot.domain.timelines import OF_CANDIDATES, RULES, Code, Doubt, timeline

WITHDRAWN = "withdrawn"  # the content of a date that held for another voting day
LONGEST_AFTER = timedelta(days=62)  # after the voting day no date of the election lies


@dataclass(frozen=True)
class Overview:
    """The units of a district with the latest election of each, if it has had one; or one unit with what is known of it."""

    spot: Spot
    units: Sequence[Territory]
    elections: Mapping[str, Election]
    of_unit: Mapping[str, Fact]


class Standing(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Entry:
    """A date in the calendar: `drafted` by law where the law's own days fit, and the fact if somebody has spoken."""

    code: Code
    drafted: datetime | None
    fact: Fact | None

    @property
    def standing(self) -> Standing:
        if self.fact is None or (self.fact.moment is None and self.fact.content == WITHDRAWN):
            return Standing.DRAFT
        return Standing.LEFT_OUT if self.fact.moment is None else Standing.CONFIRMED

    @property
    def moment(self) -> datetime | None:
        """The confirmed one, or the draft."""
        if self.standing is Standing.LEFT_OUT:
            return None
        return self.fact.moment if self.fact and self.fact.moment else self.drafted


@dataclass(frozen=True)
class Calendar:
    """What a coordinator sees: every date that the election can have, and what is still to be done."""

    spot: Spot
    election: Election
    entries: Sequence[Entry]
    doubts: Sequence[Doubt]
    facts: Mapping[str, Fact]
    may_approve: bool
    subscribers: int
    outdated: int
    akim_awaited_until: datetime | None

    @property
    def numbers(self) -> Mapping[str, int]:
        """How many candidates and polling stations the commission's lists have, those that are known."""
        lists = {topic: self.facts.get(topic) for topic in (Topic.CANDIDATES, Topic.STATIONS)}
        return {
            topic: len(json.loads(fact.content)) for topic, fact in lists.items() if fact and fact.content
        }

    def resting_on_voting(self, now: datetime) -> int:
        """How many confirmed dates hold no more when there is another voting day."""
        return sum(
            one.standing is Standing.CONFIRMED
            and one.code is not Code.VOTING_START
            and one.moment is not None
            and one.moment > now
            for one in self.entries
        )

    def entry(self, code: Code) -> Entry:
        return next(one for one in self.entries if one.code is code)

    @property
    def undecided(self) -> list[Entry]:
        """What is to be decided on; of a postponed election first the voting, from which the others are counted."""
        if self.election.state is State.POSTPONED:
            return [self.entry(Code.VOTING_START)]
        return [one for one in self.entries if one.standing is Standing.DRAFT]

    def after(self, code: Code) -> Entry | None:
        """The next date to be confirmed after this one, or the first."""
        codes = [one.code for one in self.entries]
        later = [one for one in self.undecided if codes.index(one.code) > codes.index(code)]
        return next(iter(later or self.undecided), None)


def entries(election: Election, facts: Mapping[str, Fact]) -> list[Entry]:
    """In order of time; those without a date where they come by law. Of a postponed election nothing is drafted."""
    counted = [] if election.state is State.POSTPONED else timeline(election)
    drafted = {one.code: one.moment for one in counted}
    codes = [code for code in RULES if election.kind.nominates or code not in OF_CANDIDATES]
    found = [Entry(code, drafted.get(code), facts.get(code)) for code in codes]
    return sorted(found, key=lambda one: one.moment or RULES[one.code](election))


# Each before the other, where both are known.
_BEFORE = (
    (Code.NOMINATION_START, Code.NOMINATION_END),
    (Code.NOMINATION_END, Code.REGISTRATION_END),
    (Code.NOMINATION_END, Code.NOMINATION_EXTENDED),
    (Code.SIGNATURE_SHEETS, Code.REGISTRATION_END),
    (Code.REGISTRATION_END, Code.CAMPAIGN_START),
    (Code.CAMPAIGN_START, Code.CAMPAIGN_END),
    (Code.RESULT_SET, Code.AKIM_REGISTERED),
)
_IN_ORDER = list(Code)
_UNTIL_VOTING = frozenset(_IN_ORDER[: _IN_ORDER.index(Code.VOTING_START)])
_SINCE_VOTING = frozenset(_IN_ORDER[_IN_ORDER.index(Code.VOTING_END) :])


def check_date(election: Election, code: Code, moment: datetime, known: Mapping[str, datetime]) -> None:
    """Raises WrongOrder for a date outside the election, or on the wrong side of the voting or of another date."""
    opens, closes = election.voting
    if not local(election.called_on) <= moment <= local(election.voting_on) + LONGEST_AFTER:
        raise WrongOrder
    if (code in _UNTIL_VOTING and moment > opens) or (code in _SINCE_VOTING and moment < closes):
        raise WrongOrder
    if code is Code.HOME_VOTING_END and not opens <= moment <= closes:
        raise WrongOrder
    for first, second in _BEFORE:
        if code is first and (later := known.get(second)) and moment > later:
            raise WrongOrder
        if code is second and (earlier := known.get(first)) and moment < earlier:
            raise WrongOrder


def moments(facts: Mapping[str, Fact]) -> dict[str, datetime]:
    """The confirmed dates."""
    return {topic: fact.moment for topic, fact in facts.items() if fact.moment is not None}


def check_second(election: Election, facts: Mapping[str, Fact], person_id: str) -> None:
    """Raises NothingConfirmed, or OnePersonOnly for somebody who entered the election or any of its facts."""
    if Code.VOTING_START not in moments(facts):
        raise NothingConfirmed
    if person_id == election.entered_by or any(fact.entered_by == person_id for fact in facts.values()):
        raise OnePersonOnly
