"""Of several programs on one database one at a time sends letters: together they would exceed Telegram's pace."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

TERM = timedelta(seconds=6)  # a shift lasts, unless it is renewed; also how far clocks may differ


class Duty(Enum):
    """What a program that would send is told."""

    BEGUN = auto()  # it sends from now on
    OURS = auto()  # it goes on sending
    IDLE = auto()  # there is nothing to send
    ANOTHERS = auto()  # another program sends


@dataclass(frozen=True)
class Shift:
    program: str
    ends_at: datetime

    def over(self, now: datetime) -> bool:
        """No clock that is right would have set an end so far ahead."""
        return not now < self.ends_at <= now + 2 * TERM
