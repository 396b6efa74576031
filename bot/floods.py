"""Who sends faster than anybody writes. A flood is kept like all else, but not answered message by message."""

from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

# Of one private chat. The bot may send it no more itself (bot/pace.py): beyond that its answers would pile up.
# Two albums of ten with captions, or a long text in parts, stay below.
MOST, WINDOW = 30, timedelta(seconds=30)
REMEMBERED = timedelta(minutes=5)  # a chat that is silent; what of it is not handled by then is forgiven


@dataclass
class _Recent:
    """When the last messages were sent, by Telegram's time, and which sentences a flood has had already."""

    heard_at: datetime
    sent: deque[int] = field(default_factory=lambda: deque(maxlen=MOST + 1))
    told: dict[str, tuple[datetime, int]] = field(default_factory=dict)


class Floods:
    """Counts what arrives, before it is handled, so that the first answer knows of all that waits behind it.

    By the time at which messages were sent: what came while the bot was away is no flood. Kept in memory only; a
    restart counts what is not handled yet, and forgives the rest.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._chats: OrderedDict[int, _Recent] = OrderedDict()

    def arrived(self, update: Mapping[str, Any]) -> None:
        """A new update of any kind; messages in private chats, and edits of them, are counted."""
        message = update.get("message") or update.get("edited_message")
        chat = message.get("chat") if isinstance(message, dict) else None
        chat_id = chat.get("id") if isinstance(chat, dict) else None
        if not isinstance(chat_id, int) or chat_id < 0 or not isinstance(message, dict):
            return
        sent_at = message.get("edit_date") or message.get("date")
        if isinstance(sent_at, int):
            self._recent(chat_id).sent.append(sent_at)

    def _recent(self, chat_id: int) -> _Recent:
        """What is known of the chat; what was of long silent ones goes."""
        now = self._clock()
        recent = self._chats.setdefault(chat_id, _Recent(now))
        recent.heard_at = now
        self._chats.move_to_end(chat_id)
        while next(iter(self._chats.values())).heard_at < now - REMEMBERED:
            self._chats.popitem(last=False)
        return recent

    def rage(self, chat_id: int) -> bool:
        """Whether the chat's last messages were too many in too short a time."""
        recent = self._chats.get(chat_id)
        if recent is None or len(recent.sent) <= MOST:
            return False
        return max(recent.sent) - min(recent.sent) < WINDOW.total_seconds()

    def due(self, chat_id: int, sentence: str, update_id: int) -> bool:
        """Whether the sentence is to be said now, in answer to this update: once in a window, or tried again."""
        told, now = self._recent(chat_id).told, self._clock()
        before = told.get(sentence)
        if before is not None and now - before[0] < WINDOW and before[1] != update_id:
            return False
        told[sentence] = now, update_id
        return True
