"""Regions, districts, the units that have an akim, and the villages in them (national classifier KATO)."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import RuleError
from bot.domain.people import Language


class Level(StrEnum):
    REGION = "region"
    DISTRICT = "district"
    UNIT = "unit"
    VILLAGE = "village"


class NoSuchTerritory(RuleError):
    """No territory has this code."""


@dataclass(frozen=True)
class Territory:
    """A row of the classifier; `kato` is nine digits, kept as text."""

    kato: str
    parent: str | None
    level: Level
    name_kk: str
    name_ru: str
    name_en: str

    def name(self, language: Language) -> str:
        names = {
            Language.KAZAKH: self.name_kk,
            Language.RUSSIAN: self.name_ru,
            Language.ENGLISH: self.name_en,
        }
        return names[language]

    @property
    def folded(self) -> str:
        """Every word of every name as `fold` leaves it, each after a space."""
        return " " + " ".join(dict.fromkeys(fold(f"{self.name_kk} {self.name_ru} {self.name_en}").split()))


@dataclass(frozen=True)
class Spot:
    """A territory with the names above it, as a person would say where it is."""

    territory: Territory
    above: tuple[Territory, ...]

    @property
    def line(self) -> frozenset[str]:
        """Its code and the codes above it: who serves one of them serves it."""
        return frozenset(one.kato for one in (self.territory, *self.above))


@dataclass(frozen=True)
class Home:
    """Where a report belongs: the village, the unit with the akim, the district that numbers it."""

    village: str
    unit: str
    district: str


def is_home(territory: Territory, *, empty: bool) -> bool:
    """A village; or a unit in which no village is listed, such as a city of district significance."""
    return territory.level is Level.VILLAGE or (territory.level is Level.UNIT and empty)


# One key for Kazakh, Russian and Latin spelling: what a keyboard without Kazakh letters, or with none but Latin
# ones, would produce for the same name. Letters that people swap (и й і ы y, у ү ұ, х һ қ к) fall together.
_FOLDS = str.maketrans(
    {
        **dict.fromkeys("аәa", "a"), **dict.fromkeys("еэёe", "e"), **dict.fromkeys("оөo", "o"),
        **dict.fromkeys("уүұwu", "u"), **dict.fromkeys("ийіыyi", "i"), **dict.fromkeys("кқqk", "k"),
        **dict.fromkeys("хһh", "h"), **dict.fromkeys("гғg", "g"), **dict.fromkeys("нңn", "n"),
        "б": "b", "в": "v", "д": "d", "ж": "zh", "з": "z", "л": "l", "м": "m", "п": "p", "р": "r", "с": "s",
        "т": "t", "ф": "f", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "iu", "я": "ia", "j": "zh",
    }
)  # fmt: skip


# Of letters written as several, first the ones that arise from others.
_SEVERAL = ((re.compile("k+h"), "h"), (re.compile("gh+"), "g"), (re.compile("sh(?:ch)+"), "sh"))


_APART = re.compile(r"[\W_]+")  # all but letters and digits


def fold(text: str) -> str:
    """The text as a search key: lower case, one spelling for three languages, letters and digits only."""
    key = text.lower().replace("ş", "sh").translate(_FOLDS)
    if not key.isascii():
        letters = unicodedata.normalize("NFD", key)
        key = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn").translate(_FOLDS)
    for spelling, letter in _SEVERAL:
        key = spelling.sub(letter, key)
    return _APART.sub(" ", key).strip()
