"""Messages of the bot about a report, in a group or with its resident."""

from dataclasses import dataclass
from enum import StrEnum


class PostKind(StrEnum):
    CARD = "card"
    ATTACHMENT = "attachment"
    NEWS = "news"
    PROGRESS = "progress"  # news that is kept in one message
    RECEIPT = "receipt"
    WORDS = "words"
    PROMPT = "prompt"  # asks a moderator for the words of the `task`


@dataclass(frozen=True)
class Post:
    chat_id: int
    message_id: int
    report_id: int
    kind: PostKind
    event_id: int | None = None
    task: str | None = None
