"""Messages of the bot about a report, in a group or with its resident."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.reports import Action, Reason


class PostKind(StrEnum):
    CARD = "card"
    ATTACHMENT = "attachment"
    NEWS = "news"
    PROGRESS = "progress"  # news that is kept in one message
    RECEIPT = "receipt"
    WORDS = "words"
    PROMPT = "prompt"  # asks a moderator for the words of the `task`


@dataclass(frozen=True)
class Task:
    """What a moderator's words are awaited for."""

    action: Action
    reason: Reason | None = None

    def __str__(self) -> str:
        return f"{self.action}:{self.reason or ''}"

    @classmethod
    def parse(cls, text: str) -> "Task":
        action, _, reason = text.partition(":")
        return cls(Action(action), Reason(reason) if reason else None)


@dataclass(frozen=True)
class Post:
    """Where a message is and which report it is about."""

    chat_id: int
    message_id: int
    report_id: int
    kind: PostKind
    event_id: int | None = None
    task: Task | None = None

    @classmethod
    def prompt(cls, chat_id: int, message_id: int, report_id: int, task: Task) -> "Post":
        return cls(chat_id, message_id, report_id, PostKind.PROMPT, task=task)
