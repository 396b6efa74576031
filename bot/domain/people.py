"""Residents and staff, their language, and their consent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import RuleError

# The version of the consent's wording; a new wording asks everyone again (PDL art. 8(4)).
CONSENT_VERSION = "6"


class Language(StrEnum):
    KAZAKH = "kk"
    RUSSIAN = "ru"
    ENGLISH = "en"

    @classmethod
    def guess(cls, code: str | None) -> "Language":
        """The nearest of ours to Telegram's hint; the state language when it says nothing we know."""
        return next((language for language in cls if code and code.lower().startswith(language)), cls.KAZAKH)


class ConsentMissing(RuleError):
    """The person has not agreed to their data being kept, or has taken it back."""


class VillageMissing(RuleError):
    """The person has not said where they live."""


@dataclass(frozen=True)
class Person:
    """Someone with an account. `consent` is the version last agreed to, None when refused or withdrawn."""

    id: str
    telegram_id: int
    language: Language
    village: str | None = None
    consent: str | None = None

    @property
    def agreed(self) -> bool:
        return self.consent == CONSENT_VERSION

    def must_agree(self) -> None:
        if not self.agreed:
            raise ConsentMissing

    def home(self) -> str:
        """The village of residence. Raises ConsentMissing or VillageMissing."""
        self.must_agree()
        if self.village is None:
            raise VillageMissing
        return self.village


@dataclass(frozen=True)
class Consent:
    """A decision about the consent: which wording, in which language, yes or no, when."""

    version: str
    language: Language
    agreed: bool
    decided_at: datetime
