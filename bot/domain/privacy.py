"""What is kept about a person, and what is left when they have it erased (PDL arts 8, 18, 25(2))."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.audits import Entry
from bot.domain.blocks import Block
from bot.domain.choices import Choice
from bot.domain.consultations import Consultation
from bot.domain.digests import Subscription
from bot.domain.drafts import Draft
from bot.domain.errors import RuleError
from bot.domain.events import Event
from bot.domain.histories import Story
from bot.domain.letters import LetterKind
from bot.domain.people import Consent, Person
from bot.domain.proposals import Case
from bot.domain.reminders import Wish
from bot.domain.reports import Report
from bot.domain.roles import Grant
from bot.domain.speech import Speech
from bot.domain.territories import Spot, Territory

# Read out over the phone: no letter looks or sounds like another, nor like a digit.
CODE_ALPHABET = "ACEFHKMPRTXY34679"
CODE_PATTERN = f"^[{CODE_ALPHABET}]{{4}}-[{CODE_ALPHABET}]{{4}}$"


_SAME_IN_CYRILLIC = str.maketrans("АСЕНКМРТХУ", "ACEHKMPTXY")


def read_code(text: str) -> str:
    """A code as somebody took it down: in small letters, Cyrillic ones, or without its dash."""
    signs = "".join(sign for sign in text.upper().translate(_SAME_IN_CYRILLIC) if sign.isalnum())
    return f"{signs[:4]}-{signs[4:]}"


class AskedBefore(RuleError):
    """The question was answered long ago: who has come back since is asked anew."""


@dataclass(frozen=True)
class Receipt:
    """Of an erasure, and of nobody: what went on which day, and how many answered reports have no author now."""

    code: str
    day: date
    drafts: int
    withdrawn: int
    unsigned: int


@dataclass(frozen=True)
class Waiting:
    """A letter that has not gone to the person yet."""

    kind: LetterKind
    due_at: datetime


@dataclass(frozen=True)
class Aside:
    """What the person sent and the bot could not handle, as it came."""

    reason: str
    since: datetime
    body: Any


@dataclass(frozen=True)
class Told:
    """What the person was told of an election, by topic; `voting_on` is None for what is known of a unit."""

    place: Territory
    voting_on: date | None
    topics: Sequence[str]


@dataclass(frozen=True)
class Chosen:
    """A consultation that the person took part in; what they chose is known while it is open, and theirs alone to see."""

    consultation: Consultation
    choice: Choice | None


@dataclass(frozen=True)
class Heard:
    """A promise that the person was told of, and whether it was kept, as they say."""

    what: Speech
    kept: bool | None


@dataclass(frozen=True)
class Supported:
    """A neighbour's report that the person supports, and what they have added to it."""

    report: Report
    added: Sequence[Event]


@dataclass(frozen=True)
class Kept:
    """Everything that is kept about a person; `person` is None for a stranger."""

    person: Person | None = None
    home: Spot | None = None
    name: str | None = None
    unreachable_since: datetime | None = None
    consents: Sequence[Consent] = ()
    draft: Draft | None = None
    stories: Sequence[Story] = ()
    waiting: Sequence[Waiting] = ()
    conversations: Sequence[str] = ()
    aside: Sequence[Aside] = ()
    grants: Sequence[tuple[Grant, Spot]] = ()
    digests: Sequence[tuple[Subscription, Spot]] = ()
    deeds: Sequence[Entry] = ()
    block: Block | None = None
    wish: Wish | None = None
    told: Sequence[Told] = ()
    chosen: Sequence[Chosen] = ()
    unannounced: bool = False
    proposed: Sequence[Case] = ()
    promised: Sequence[Heard] = ()
    supported: Sequence[Supported] = ()

    @property
    def nothing(self) -> bool:
        return self.person is None and not self.conversations and not self.aside

    @property
    def unanswered(self) -> int:
        """How many reports an erasure withdraws."""
        return sum(not story.report.state.answered for story in self.stories)

    @property
    def answered(self) -> int:
        """How many stay, without their author."""
        return len(self.stories) - self.unanswered
