"""What the office says in Kazakh, in Russian, or both; nothing is translated for it."""

from dataclasses import dataclass

from bot.domain.people import Language


@dataclass(frozen=True)
class Speech:
    kk: str = ""
    ru: str = ""

    def __bool__(self) -> bool:
        return bool(self.kk or self.ru)

    def to(self, language: Language) -> str:
        """In the reader's language as far as it is written; English is nobody's here."""
        first, second = (self.kk, self.ru) if language is Language.KAZAKH else (self.ru, self.kk)
        return first or second

    def only(self, language: Language) -> Language | None:
        """The only language it is written in, where that is not the reader's."""
        if self.kk and self.ru:
            return None
        written = Language.KAZAKH if self.kk else Language.RUSSIAN
        return None if written is language else written


SILENCE = Speech()
