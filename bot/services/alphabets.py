"""Names in the order of the Kazakh alphabet, and of the Russian and Latin ones within it."""

from collections.abc import Iterable

from bot.domain.people import Language
from bot.domain.territories import Territory

# Both databases sort Қ, Ң, Ә after Я.
_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяabcdefghijklmnopqrstuvwxyz"
_PLACE = {ord(letter): chr(place) for place, letter in enumerate(_ALPHABET, 64)}


def in_order(found: Iterable[Territory], language: Language) -> list[Territory]:
    """What is no letter stands before the letters."""

    def key(territory: Territory) -> str:
        return territory.name(language).lower().translate(_PLACE)

    return sorted(found, key=key)
