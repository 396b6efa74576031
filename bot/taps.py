"""Double taps: the second falls on what the first has put in its place."""

import time
from collections import OrderedDict
from collections.abc import Callable

PATIENCE = 0.8  # seconds; nobody reads new words and decides in less
REMEMBERED = 1000  # messages


class Taps:
    """Remembers when messages changed under somebody's finger."""

    def __init__(self, patience: float = PATIENCE, clock: Callable[[], float] = time.monotonic) -> None:
        self.patience = patience
        self._clock = clock
        self._changed: OrderedDict[tuple[int, int], float] = OrderedDict()

    def changed(self, chat_id: int, message_id: int) -> None:
        """A press of one of its buttons has been answered just now."""
        self._changed[chat_id, message_id] = self._clock()
        self._changed.move_to_end((chat_id, message_id))
        while len(self._changed) > REMEMBERED:
            self._changed.popitem(last=False)

    def hasty(self, chat_id: int, message_id: int) -> bool:
        """Whether a press that comes now was meant for what stood there before."""
        changed = self._changed.get((chat_id, message_id))
        return changed is not None and self._clock() - changed < self.patience
