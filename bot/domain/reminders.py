"""Who is reminded of which date of an election, when, and until when that is of use."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.elections import State
from bot.domain.letters import Priority
from bot.domain.numbers import ALMATY
from bot.domain.timelines import Code

PERMITTED = 30  # messages a second (core.telegram.org/bots/faq)
SUSTAINED = 29.7  # of them the bot reaches this many
SPARE = 1.1  # of the time a broadcast takes, for answers that go before it
PLANNED_AHEAD = timedelta(days=3)


class Wish(StrEnum):
    """What a resident wants to be reminded of."""

    VOTE = "vote"
    STAND = "stand"
    ALL = "all"


class Quiet(StrEnum):
    """When a resident wants no reminders: from an hour of the evening until one of the morning."""

    USUAL = "usual"
    LONG = "long"
    NEVER = "never"

    @property
    def hours(self) -> tuple[time, time] | None:
        return _QUIET[self]

    def until(self, now: datetime) -> datetime:
        """`now`, or when the quiet hours that it falls into are over."""
        if self.hours is None:
            return now
        begins, ends = self.hours
        there = now.astimezone(ALMATY)
        morning = datetime.combine(there.date(), ends, ALMATY)
        if there < morning:
            return morning
        if there.time() >= begins:
            return morning + timedelta(days=1)
        return now


_QUIET: Mapping[Quiet, tuple[time, time] | None] = {
    Quiet.USUAL: (time(21), time(8)),
    Quiet.LONG: (time(19), time(10)),
    Quiet.NEVER: None,
}


class Name(StrEnum):
    """Each reminder; the voting has several, and two tell what has come about."""

    PLACE_OF_STAY = "place_of_stay"
    NOMINATION_START = "nomination_start"
    NOMINATION_END = "nomination_end"
    SIGNATURE_SHEETS = "signature_sheets"
    REGISTRATION_END = "registration_end"
    CANDIDATES = "candidates"
    LISTS_OPEN = "lists_open"
    VOTING_NOTICE = "voting_notice"
    WITHDRAWAL_END = "withdrawal_end"
    DETACHMENT_END = "detachment_end"
    TOMORROW = "tomorrow"  # also that the day before is without campaigning
    TODAY = "today"
    HOME_VOTING_END = "home_voting_end"
    RESULT = "result"
    AKIM_REGISTERED = "akim_registered"


@dataclass(frozen=True)
class Reminder:
    """Goes at `hour` of the day so many `days` from that of its date, or at once where there is no hour; up to
    `begins` earlier if there are too many people for the time that is left; and not any more from `useful` after its
    date, which is before it where that is less than nothing.
    """

    name: Name
    of: Code | State
    wishes: frozenset[Wish]
    days: int
    hour: time | None
    begins: timedelta
    useful: timedelta

    def due(self, moment: datetime) -> datetime:
        if self.hour is None:
            return moment
        day = moment.astimezone(ALMATY).date() + timedelta(days=self.days)
        return datetime.combine(day, self.hour, ALMATY)

    def earliest(self, moment: datetime) -> datetime:
        return self.due(moment) - self.begins

    def expires(self, moment: datetime) -> datetime:
        """From then on it would come too late."""
        return moment + self.useful

    def start(self, moment: datetime, people: int) -> datetime:
        """When to begin so that all of so many people have it in time, if the time suffices at all."""
        latest = self.expires(moment) - lasts(people)
        return max(self.earliest(moment), min(self.due(moment), latest))

    def too_many(self, moment: datetime, people: int) -> int:
        """How many of them it cannot reach in time, even if begun at the earliest."""
        seconds = (self.expires(moment) - self.earliest(moment)).total_seconds() / SPARE
        return max(people - int(seconds * SUSTAINED), 0)


def lasts(people: int) -> timedelta:
    """How long a broadcast to so many takes, with time to spare for what goes before it."""
    return timedelta(seconds=people / SUSTAINED * SPARE)


def priority(left: timedelta) -> Priority:
    """What has the least time left goes first."""
    if left <= timedelta(hours=6):
        return Priority.URGENT_REMINDER
    return Priority.REMINDER if left <= timedelta(days=2) else Priority.DISTANT_REMINDER


_VOTERS = frozenset({Wish.VOTE, Wish.ALL})
_STANDING = frozenset({Wish.STAND, Wish.ALL})
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_TEN = time(10)

REMINDERS: Mapping[Name, Reminder] = {
    one.name: one
    for one in (
        Reminder(Name.NOMINATION_START, Code.NOMINATION_START, _STANDING, 0, _TEN, 0 * _HOUR, 5 * _DAY),
        Reminder(Name.PLACE_OF_STAY, Code.PLACE_OF_STAY, _VOTERS, -3, _TEN, 12 * _HOUR, -2 * _HOUR),
        Reminder(Name.NOMINATION_END, Code.NOMINATION_END, _STANDING, -2, _TEN, 12 * _HOUR, -3 * _HOUR),
        Reminder(Name.SIGNATURE_SHEETS, Code.SIGNATURE_SHEETS, _STANDING, -2, _TEN, 12 * _HOUR, -3 * _HOUR),
        Reminder(Name.REGISTRATION_END, Code.REGISTRATION_END, _STANDING, -2, _TEN, 12 * _HOUR, -3 * _HOUR),
        Reminder(Name.LISTS_OPEN, Code.LISTS_OPEN, _VOTERS, 0, _TEN, 0 * _HOUR, 7 * _DAY),
        Reminder(
            Name.CANDIDATES, Code.CANDIDATES_PUBLISHED, frozenset({Wish.ALL}), 1, _TEN, 0 * _HOUR, 5 * _DAY
        ),
        Reminder(Name.VOTING_NOTICE, Code.VOTING_NOTICE, _VOTERS, 1, _TEN, 0 * _HOUR, 5 * _DAY),
        Reminder(Name.WITHDRAWAL_END, Code.WITHDRAWAL_END, _STANDING, -1, _TEN, 12 * _HOUR, -3 * _HOUR),
        Reminder(Name.DETACHMENT_END, Code.DETACHMENT_END, _VOTERS, -1, _TEN, 12 * _HOUR, -2 * _HOUR),
        Reminder(Name.TOMORROW, Code.VOTING_START, _VOTERS, -1, time(16), 7 * _HOUR, -10 * _HOUR),
        Reminder(Name.TODAY, Code.VOTING_START, _VOTERS, 0, time(8), 1 * _HOUR, 11 * _HOUR),
        Reminder(
            Name.HOME_VOTING_END,
            Code.HOME_VOTING_END,
            _VOTERS,
            0,
            time(11),
            3 * _HOUR,
            -timedelta(minutes=15),
        ),
        Reminder(Name.RESULT, State.RESULT, _VOTERS, 0, None, 0 * _HOUR, 7 * _DAY),
        Reminder(Name.AKIM_REGISTERED, State.REGISTERED, _VOTERS, 0, None, 0 * _HOUR, 7 * _DAY),
    )
}
