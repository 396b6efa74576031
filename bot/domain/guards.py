"""Of elections, parties and the akim's person nobody is asked here: opinion polls are for who has notified the Central
Election Commission (EL art. 28(9), CAO art. 120(3)).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.errors import RuleError


class ForbiddenWords(RuleError):
    """The question touches what nobody may be asked about here; `word` shows it."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True)
class Guard:
    """Beginnings of words, small letters: `always` are out of place; of a `person` nothing `judging` is asked."""

    always: Sequence[str]
    person: Sequence[str]
    judging: Sequence[str]

    def check(self, texts: Iterable[str]) -> None:
        """Raises ForbiddenWords."""
        words = " ".join(texts).casefold()
        spaced = " " + "".join(sign if sign.isalnum() else " " for sign in words)
        if found := _first(spaced, self.always):
            raise ForbiddenWords(found)
        person, judging = _first(spaced, self.person), _first(spaced, self.judging)
        if person and judging:
            raise ForbiddenWords(f"{person} … {judging}")


def _first(spaced: str, beginnings: Iterable[str]) -> str | None:
    return next((one for one in beginnings if f" {one}" in spaced), None)
