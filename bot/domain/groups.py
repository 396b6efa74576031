"""Moderators' groups, and who may act in them."""

from dataclasses import dataclass

from bot.domain.errors import RuleError
from bot.domain.people import Language

ANONYMOUS_ADMIN = 1087968824  # the id Telegram gives to an administrator who hides
CHANNEL_POSTS = 136817688  # and to someone who speaks as a channel


class NotAllowed(RuleError):
    """The person has no right to this, here and now."""


class NobodyInParticular(RuleError):
    """An anonymous administrator or a channel: nobody who could be held to it."""


class NotBound(RuleError):
    """The group serves no territory."""


class NotOurReport(RuleError):
    """The report belongs to another group's territory."""


@dataclass(frozen=True)
class Group:
    """The Telegram group that triages territories of one district; `trouble` is why it cannot be reached just now.

    `katos` are the units it serves, or the whole district; `district` stands above them, where there is one.
    """

    katos: tuple[str, ...]
    district: str | None
    chat_id: int
    language: Language
    trouble: str | None

    @property
    def lines(self) -> list[set[str]]:
        """Each territory it serves with what stands above it."""
        return [{kato, self.district or kato} for kato in self.katos]

    def holds(self, *line: str) -> bool:
        """Whether it serves the territory that is called by its code and those above it."""
        return not set(self.katos).isdisjoint(line)


@dataclass(frozen=True)
class Staff:
    """Somebody of the office, speaking in their group; `language` is what their Telegram speaks."""

    chat_id: int
    telegram_id: int
    name: str
    language: Language = Language.KAZAKH


def check_somebody(telegram_id: int | None, *, speaks_as_chat: bool) -> int:
    """The account of whoever acts. Raises NobodyInParticular for a mask."""
    if telegram_id is None or speaks_as_chat or telegram_id in (ANONYMOUS_ADMIN, CHANNEL_POSTS):
        raise NobodyInParticular
    return telegram_id
