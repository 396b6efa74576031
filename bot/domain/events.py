"""What a report's history is made of, and the files and messages that things were said in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    """What a report's history is made of: the actions, and words that moved nothing."""

    SENT = "sent"
    TAKE = "take"
    ASK = "ask"
    START = "start"
    RESOLVE = "resolve"
    FORWARD = "forward"
    REJECT = "reject"
    DUPLICATE = "duplicate"
    HOLD = "hold"
    RETURN = "return"
    HAND_OVER = "hand_over"  # to another office of the district; `reason` is its unit
    ANSWER = "answer"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    LAPSE = "lapse"
    OFFICE_WORDS = "office_words"
    RESIDENT_WORDS = "resident_words"
    WITHDRAW = "withdraw"
    OBJECTION = "objection"  # the first words after a holding
    PUBLIC_ANSWER = "public_answer"  # of the office; `reason` is its id
    JOIN = "join"  # what another resident adds, who has the same trouble; `reason` is the draft it was
    HIDE = "hide"  # from other residents
    SHOW = "show"


# With any of these the resident has heard from the office that has the report.
OFFICE_STEPS = frozenset(
    {
        EventKind.TAKE,
        EventKind.ASK,
        EventKind.START,
        EventKind.RESOLVE,
        EventKind.FORWARD,
        EventKind.REJECT,
        EventKind.DUPLICATE,
        EventKind.HOLD,
        EventKind.RETURN,
        EventKind.OFFICE_WORDS,
        EventKind.PUBLIC_ANSWER,
    }
)
RESIDENTS_WORDS = frozenset({EventKind.ANSWER, EventKind.RESIDENT_WORDS, EventKind.OBJECTION, EventKind.JOIN})
# They do not tell where the report stands.
BESIDE = frozenset({EventKind.JOIN, EventKind.HIDE, EventKind.SHOW})


class FileKind(StrEnum):
    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    DOCUMENT = "document"


@dataclass(frozen=True)
class FileRef:
    """A file that stays on Telegram's servers; only its reference is kept."""

    kind: FileKind
    file_id: str


@dataclass(frozen=True)
class Source:
    """The message that something was said in: redelivered, it is no news; edited, it changes what it said."""

    chat_id: int
    message_id: int


@dataclass(frozen=True)
class Event:
    """Something that happened to a report. For a duplicate, `reason` is the first report's id."""

    id: int
    report_id: int
    kind: EventKind
    reason: str | None
    text: str | None
    file: "FileRef | None"
    happened_at: datetime


@dataclass(frozen=True)
class NewEvent:
    """Something that happens now; told twice in the same message, it happened once."""

    kind: EventKind
    actor_id: str | None = None
    reason: str | None = None
    text: str | None = None
    file: FileRef | None = None
    source: Source | None = None
