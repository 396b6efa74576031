"""Letters: what the bot owes to somebody, and when it gives up or tries again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum


class LetterKind(StrEnum):
    FORM = "form"  # the resident's draft, once the parts of an album or a flood are in
    CARD = "card"  # the report in its group, sent once and then kept true by edits
    CARD_ANEW = "card_anew"  # the same as a new message, where it is seen
    ATTACHMENTS = "attachments"  # its pictures, under the card; `subject` is the report
    NEWS = "news"  # what the office did, to the resident
    WORDS = "words"  # what the resident said, under the card
    TAKE_AWAY = "take_away"  # out of the group, the pictures of the held report that is the `subject`
    SUPPORT_NEWS = (
        "support_news"  # what the office did, to who supports the report; the `subject` is the event
    )
    SUPPORT_LOST = "support_lost"  # to the same: the `subject`, a report, was withdrawn by its author
    HANDED_OVER = (
        "handed_over"  # what groups were shown of the `subject`, a report that is another's now, goes
    )
    JOIN_TAKEN_BACK = "join_taken_back"  # what another resident added, the `subject`, leaves the group
    CORRECTION = "correction"  # somebody edited words that were relayed
    TAKEN_BACK = "taken_back"  # what the group was shown of a report whose author had it erased goes
    BLOCK_ASKED = "block_asked"  # to coordinators: shall the `subject`, a block, be?
    BLOCKED = "blocked"  # to the person, that it is
    BLOCK_ENDED = "block_ended"  # and that it is over
    ROLE_TAKEN = "role_taken"  # to who invited: the role that is the `subject` has been accepted
    ROLE_ENDED = "role_ended"  # to who held it
    REMINDER = "reminder"  # of an election's date; the `subject` is the broadcast
    CORRECTION_OF_ELECTION = "correction_of_election"  # to who was told otherwise; the same
    CORRECTION_OF_UNIT = "correction_of_unit"  # the same between elections; the `subject` is what holds
    ELECTION_TO_CHECK = (
        "election_to_check"  # to coordinators: a second person is asked to confirm the `subject`
    )
    CONSULTATION_TO_CHECK = "consultation_to_check"  # the same of a consultation
    CONSULTATION_OPEN = "consultation_open"  # to everybody in the unit: they can choose in the `subject`
    CHOICE_UNFINISHED = "choice_unfinished"  # to who has begun to choose in the `subject`
    CONSULTATION_COUNTED = "consultation_counted"  # to who took part in the `subject`
    CONSULTATION_DRAWN = "consultation_drawn"  # the same as a picture, after the words
    WORK_MOVED = "work_moved"  # to who took part: the `subject` is what the office tells of a project
    PROPOSALS_OPEN = "proposals_open"  # to residents: they can propose for the `subject`, a consultation
    PAPER_TO_CHECK = "paper_to_check"  # to coordinators: a second person is asked to confirm the `subject`
    PROPOSAL_CARD = "proposal_card"  # the `subject` in its group, kept true by edits
    PROPOSAL_DECIDED = "proposal_decided"  # to its author
    MEETING_CALLED = "meeting_called"  # to who lives where the `subject` is held
    MEETING_SOON = "meeting_soon"  # the same, a day before
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_DECIDED = "meeting_decided"  # to who took part in what the `subject` discussed
    ANSWERED = "answered"  # to whom it is for: the `subject` is a public answer of the akim's office
    PROMISE_DUE = "promise_due"  # to the office: what becomes of the `subject`, a promise
    PROMISE_NEWS = "promise_news"  # to who got the answer it stands in: how the `subject` stands
    BROADCAST_PLANNED = "broadcast_planned"  # to coordinators: it takes longer than its hour allows
    ELECTION_MISSED = (
        "election_missed"  # to who could not be reached: what they have not heard of the `subject`
    )
    ESCALATED = "escalated"  # to coordinators: the `subject`, a report, is late, or many wait for it
    DIGEST = "digest"  # of the `subject`, a territory's code, to who answers for it
    ASKED_AGAIN = "asked_again"  # to its resident, weeks later: is the `subject` solved?
    NO_GROUP = "no_group"  # to administrators: nobody triages the territory that is the `subject`
    GROUP_LOST = "group_lost"  # to administrators: the bot may not write in its group

    @property
    def repeats(self) -> bool:
        """It shows how a thing stands: left again it goes again. Others tell what happened, once."""
        return self in _REPEATING


_REPEATING = frozenset(
    {
        LetterKind.FORM,
        LetterKind.CARD,
        LetterKind.CARD_ANEW,
        LetterKind.ATTACHMENTS,
        LetterKind.TAKE_AWAY,
        LetterKind.HANDED_OVER,
        LetterKind.CORRECTION,
        LetterKind.TAKEN_BACK,
        LetterKind.PROPOSAL_CARD,
        LetterKind.BLOCK_ENDED,
        LetterKind.PROPOSAL_DECIDED,
        LetterKind.PROMISE_NEWS,
    }
)


class Priority(IntEnum):
    """Smaller goes first."""

    ANSWER = 0
    NEWS = 1
    BULK = 2
    URGENT_REMINDER = 3
    REMINDER = 4
    DISTANT_REMINDER = 5


@dataclass(frozen=True)
class Letter:
    """`recipient` is «person:ID» or «group:KATO»; the address is looked up when it is sent."""

    id: int
    version: int
    recipient: str
    kind: LetterKind
    subject: int
    attempts: int
    expires_at: datetime | None = None

    @property
    def person_id(self) -> str:
        """Of a letter to a person."""
        return self.recipient.partition(":")[2]

    def late(self, now: datetime) -> bool:
        """Nobody needs it any more."""
        return self.expires_at is not None and now >= self.expires_at


@dataclass(frozen=True)
class NewLetter:
    """`once` names the letter: left twice before it went, it goes once."""

    once: str
    recipient: str
    kind: LetterKind
    subject: int
    priority: Priority
    due_at: datetime
    expires_at: datetime | None = None


def to_person(person_id: str) -> str:
    return f"person:{person_id}"


def to_group(kato: str) -> str:
    return f"group:{kato}"


def retry_after(attempts: int) -> timedelta:
    """How long to wait after the n-th failure in a row: 2 s doubling to ten minutes."""
    return timedelta(seconds=min(2**attempts, 600))
