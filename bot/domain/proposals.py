"""What residents propose before the options of a consultation are fixed, and say of it: read by a moderator before
anybody else sees it, and nobody's name beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.consultations import Consultation, Kind
from bot.domain.directions import ASKED, Direction
from bot.domain.errors import RuleError

LONGEST = 300
MOST_PROPOSALS, MOST_COMMENTS = 3, 10  # of a person, in a consultation
ON_A_PAGE = 5


class State(StrEnum):
    UNSENT = "unsent"  # read back to its author
    WAITING = "waiting"  # for a moderator
    PUBLISHED = "published"
    JOINED = "joined"  # to one that says the same, and bears its number
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # its author had it erased: nothing is left of it

    @property
    def decided(self) -> bool:
        return self in (State.PUBLISHED, State.JOINED, State.REFUSED)


class Refusal(StrEnum):
    """Why something is not published."""

    NOT_THE_BUDGET = "budget"  # not paid from the village's
    PERSONAL = "personal"  # names somebody, or insults them
    ELECTION = "election"  # or a candidate
    UNCLEAR = "unclear"
    THERE_ALREADY = "there"  # or under way


class NoSuchProposal(RuleError):
    """There is none with this number, or it is not this person's to see."""


class TooManyProposals(RuleError):
    """One person has sent as much as fits."""


class DecidedAlready(RuleError):
    """Somebody was quicker."""


class ProposalsWait(RuleError):
    """Somebody has proposed something, and has no answer yet."""


@dataclass(frozen=True)
class Proposal:
    """A proposal, or a comment, which has no direction; `comments` and `people` count, `joined` is the number of what it
    was joined to.
    """

    id: int
    consultation_id: int
    text: str
    direction: Direction | None = None
    about: int | None = None
    state: State = State.UNSENT
    number: int | None = None
    people: int = 1
    comments: int = 0
    reason: Refusal | None = None
    joined: int | None = None

    @property
    def is_comment(self) -> bool:
        return self.direction is None

    def sent(self) -> "Proposal":
        return replace(self, state=State.WAITING)

    def must_wait(self) -> None:
        """Raises DecidedAlready, NoSuchProposal."""
        if self.state.decided:
            raise DecidedAlready
        if self.state is not State.WAITING:
            raise NoSuchProposal

    def published(self, number: int) -> "Proposal":
        """A comment bears no number. Raises as `must_wait` does."""
        self.must_wait()
        return replace(self, state=State.PUBLISHED, number=None if self.is_comment else number)

    def must_be_refusable(self) -> None:
        """It waits, or others read what they should not. Raises as `must_wait` does."""
        if self.state is not State.PUBLISHED:
            self.must_wait()

    def refused(self, reason: Refusal) -> "Proposal":
        """What was published is taken off; its number stays its own. Raises as `must_be_refusable` does."""
        self.must_be_refusable()
        return replace(self, state=State.REFUSED, reason=reason)

    def joined_to(self, other: "Proposal") -> "Proposal":
        """It is support for the other one. Raises as `must_wait` does, and NoSuchProposal for what it cannot join."""
        self.must_wait()
        alike = other.consultation_id == self.consultation_id and other.state is State.PUBLISHED
        if not alike or self.is_comment or other.is_comment:
            raise NoSuchProposal
        return replace(self, state=State.JOINED, joined=other.number)


def check_room(sent: Sequence[Proposal], *, comment: bool) -> None:
    """Whether one more fits beside what its author has sent. Raises TooManyProposals."""
    of_its_sort = [one for one in sent if one.is_comment is comment and one.state is not State.UNSENT]
    if len(of_its_sort) >= (MOST_COMMENTS if comment else MOST_PROPOSALS):
        raise TooManyProposals


@dataclass(frozen=True)
class Aim:
    """What somebody is about to write: a proposal in a direction; or a comment, on a proposal or on the whole."""

    consultation_id: int
    direction: Direction | None = None
    about: int | None = None

    def __str__(self) -> str:
        return f"{self.consultation_id}|{self.direction or ''}|{self.about or ''}"

    @classmethod
    def parse(cls, text: str) -> "Aim":
        consultation_id, direction, about = text.split("|")
        return cls(
            int(consultation_id), Direction(direction) if direction else None, int(about) if about else None
        )

    def check(self, asked: Consultation, about: Proposal | None) -> None:
        """Directions can only be commented on as a whole, projects one by one. Raises NoSuchProposal."""
        whole = asked.kind is Kind.SHARES
        if self.direction is not None:
            fits = not whole and about is None and self.direction in ASKED
        elif about is None:
            fits = whole
        else:
            fits = (
                about.consultation_id == asked.id and about.state is State.PUBLISHED and not about.is_comment
            )
        if not fits:
            raise NoSuchProposal


@dataclass(frozen=True)
class Board:
    """A page of what was published, the newest first, and how much there is."""

    consultation: Consultation
    shown: Sequence[Proposal]
    page: int
    total: int


@dataclass(frozen=True)
class Case:
    """A proposal or a comment with its consultation; `about` is the proposal that a comment is about."""

    consultation: Consultation
    proposal: Proposal
    about: Proposal | None = None


@dataclass(frozen=True)
class Thread:
    """A published proposal with a page of its comments, the newest first."""

    consultation: Consultation
    proposal: Proposal
    comments: Sequence[Proposal]
    page: int
