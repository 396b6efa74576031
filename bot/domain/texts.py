"""What people write, made fit to keep: no invisible tricks, not empty, not longer than a card can show."""

import unicodedata

from bot.domain.errors import RuleError

REPORT_LIMIT = 3000
WORDS_LIMIT = 2000
PLACE_LIMIT = 300

# Letters that only steer the layout can turn a card's text around; joiners (U+200C, U+200D) belong to scripts.
_STEERING = frozenset(
    "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# Letters and signs by name, but blank: Hangul fillers and the empty Braille cell.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


class EmptyText(RuleError):
    """Nothing readable was written."""


class TextTooLong(RuleError):
    """More was written than fits."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"{length} > {limit}")
        self.length = length
        self.limit = limit


def clean(text: str, limit: int) -> str:
    """The text without control and direction marks, its lines parted by line feeds.

    Raises EmptyText or TextTooLong; lengths are UTF-16 units, as Telegram counts.
    """
    kept = "".join(
        character
        for character in "\n".join(text.splitlines()).replace("\t", " ")
        if character == "\n"
        or (character not in _STEERING and unicodedata.category(character) not in ("Cc", "Cs"))
    ).strip()
    if not any(unicodedata.category(character)[0] in "LNPS" for character in set(kept) - _BLANK):
        raise EmptyText
    if (length := utf16_length(kept)) > limit:
        raise TextTooLong(length, limit)
    return kept


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
