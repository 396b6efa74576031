"""Troubles on request: each is armed once, told how often and where it strikes, and counts its strikes."""

import itertools
import random
from dataclasses import dataclass, field

from sandbox.wire import Json

BEFORE = frozenset(
    {
        "too_many_requests",
        "bad_gateway",
        "internal_error",
        "slow",
        "reset_before_effect",
        "blocked",
        "deactivated",
        "kicked",
        "migrated",
        "message_deleted",
    }
)
AFTER = frozenset({"reset_after_effect"})
REPEATED = frozenset({"duplicate_update"})
INVENTED = frozenset({"undecodable_update"})
KINDS = BEFORE | AFTER | REPEATED | INVENTED


@dataclass
class Fault:
    kind: str
    method: str = "*"
    chat_id: int | None = None
    times: int | None = 1
    probability: float = 1.0
    seconds: float = 1.0
    seed: int = 0
    id: int = 0
    done: int = 0
    chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - a fault must strike alike in every run

    @property
    def spent(self) -> bool:
        return self.times is not None and self.done >= self.times

    def strikes(self, method: str, chat_id: object) -> bool:
        fits = self.method in ("*", method) and self.chat_id in (None, chat_id) and not self.spent
        if not fits or self.chance.random() >= self.probability:
            return False
        self.done += 1
        return True

    @property
    def shape(self) -> Json:
        keys = ("id", "kind", "method", "chat_id", "times", "probability", "seconds", "seed", "done")
        return {key: getattr(self, key) for key in keys}


class Faults:
    def __init__(self) -> None:
        self.armed: list[Fault] = []
        self._ids = itertools.count(1)

    def add(self, fault: Fault) -> None:
        fault.id = next(self._ids)
        self.armed.append(fault)

    def clear(self) -> None:
        self.armed.clear()

    def striking(self, method: str, chat_id: object, kinds: frozenset[str]) -> list[Fault]:
        """Listening is spared by «*»: a fault meant for what the bot says would be spent on getUpdates."""
        return [
            fault
            for fault in self.armed
            if fault.kind in kinds
            and not (method == "getUpdates" and fault.method == "*" and kinds is not REPEATED)
            and fault.strikes(method, chat_id)
        ]
