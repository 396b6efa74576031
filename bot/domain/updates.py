"""Telegram's updates as they wait to be handled."""

from dataclasses import dataclass

ATTEMPTS = 5  # then an update steps aside


@dataclass(frozen=True)
class StoredUpdate:
    """`body` is the JSON as it came; `attempts` counts the times handling it failed."""

    update_id: int
    body: str
    attempts: int = 0


class SetAside(Exception):
    """The update cannot be handled by this program, now or later; the message names the error's class only."""
