"""The three languages: catalogues, plurals, and the one place where what people wrote is escaped."""

import gettext
import html
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal

from bot.domain.numbers import ALMATY
from bot.domain.people import Language

LOCALES = Path(__file__).parent.parent / "locales"

MILLION = 10**6

# Whose days and numbers are said: English ones as in Europe, the day before the month.
_DAYS: Mapping[Language, str] = {
    Language.KAZAKH: "kk_KZ",
    Language.RUSSIAN: "ru_RU",
    Language.ENGLISH: "en_GB",
}


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


@dataclass(frozen=True)
class Words:
    """The words of one language.

    `_("…{name}…", name=…)` gives markup with the values escaped; `label` and `plain` give bare text, for buttons
    (short ones) and for pop-ups, where Telegram knows no markup.
    """

    language: Language

    def __call__(self, message: str, /, **values: object) -> Html:
        return Html(_filled(_catalogue(self.language).gettext(message), _values(values)))

    def n(self, singular: str, plural: str, count: int, /, **values: object) -> Html:
        """The form that goes with `count`, which stands in the text as {count}."""
        text = _catalogue(self.language).ngettext(singular, plural, count)
        return Html(_filled(text, _values({"count": count, **values})))

    def label(self, message: str, /, **values: object) -> str:
        return _filled(_catalogue(self.language).gettext(message), values)

    plain = label

    def day(self, moment: date) -> str:
        there = moment.astimezone(ALMATY) if isinstance(moment, datetime) else moment
        return f"{there:%d.%m.%Y}"

    def weekday_and_day(self, day: date) -> str:
        """«01.11.2026, жексенбі»."""
        return f"{self.day(day)}, {format_date(day, 'EEEE', _DAYS[self.language])}"

    def moment(self, moment: datetime) -> str:
        return f"{moment.astimezone(ALMATY):%d.%m.%Y %H:%M}"

    def tenge(self, amount: int) -> str:
        """«12 345 678 ₸», which no line breaks."""
        said = format_decimal(amount, locale=_DAYS[self.language])
        return said.replace("\u202f", "\u00a0") + "\u00a0₸"

    def tenths(self, count: int) -> str:
        """So many tenths: «2,9»."""
        return format_decimal(count / 10, format="#,##0.0", locale=_DAYS[self.language])

    def rounded(self, amount: int) -> str:
        """«12,3 млн ₸»; less than a million in full."""
        if abs(amount) < MILLION:
            return self.tenge(amount)
        said = format_compact_decimal(
            amount,
            format_type="long" if self.language is Language.ENGLISH else "short",
            locale=_DAYS[self.language],
            fraction_digits=1,
        )
        return f"{said}\u00a0\u20b8".replace(" ", "\u00a0")

    def long_day(self, day: date, now: datetime) -> str:
        """With the weekday, and the year if it is not this year's: «25 қараша, жексенбі»."""
        written = "d MMMM" if day.year == now.astimezone(ALMATY).year else "long"
        said = [format_date(day, one, _DAYS[self.language]) for one in (written, "EEEE")]
        if self.language is Language.ENGLISH:
            said.reverse()
        return ", ".join(said).replace("\u202f", "\u00a0")  # old phones know no narrow space

    def long_moment(self, moment: datetime, now: datetime) -> Html:
        """«25 қараша, жексенбі, 18:00», which Telegram offers to put into a calendar; at midnight the day alone."""
        there = moment.astimezone(ALMATY)
        if there.time() == time.min:
            return Html(self.long_day(there.date(), now))
        return _timed(moment, f"{self.long_day(there.date(), now)}, {there:%H:%M}")

    def long_hours(self, begins: datetime, ends: datetime, now: datetime) -> Html:
        """«25 қараша, жексенбі, 07:00–20:00»."""
        there, until = begins.astimezone(ALMATY), ends.astimezone(ALMATY)
        return _timed(begins, f"{self.long_day(there.date(), now)}, {there:%H:%M}–{until:%H:%M}")

    def span(self, passed: timedelta) -> Html:
        """How long something has waited, in its largest unit; a minute at least."""
        minutes = max(int(passed.total_seconds()) // 60, 1)
        if minutes < 60:
            return self.n("{count} minute", "{count} minutes", minutes)
        if minutes < 60 * 24:
            return self.n("{count} hour", "{count} hours", minutes // 60)
        return self.n("{count} day", "{count} days", minutes // (60 * 24))


def _filled(text: str, values: Mapping[str, object]) -> str:
    return text.format_map(values) if values else text


def _timed(moment: datetime, shown: str) -> Html:
    """Telegram's own date: the text stays as it is, and a press on it tells the reader's local time."""
    return Html(f'<tg-time unix="{int(moment.timestamp())}">{shown}</tg-time>')


def escaped(text: str) -> Html:
    """What a person wrote, as markup that shows it to the letter."""
    return Html(html.escape(text, quote=False))


def _values(values: Mapping[str, object]) -> Mapping[str, object]:
    return {
        name: value if isinstance(value, Html | int) else escaped(str(value))
        for name, value in values.items()
    }


def joined(lines: "list[Html | None]") -> Html:
    """Paragraphs, without those that say nothing."""
    return Html("\n\n".join(line for line in lines if line))


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    return gettext.translation("messages", LOCALES, [language.value])


@cache
def words(language: Language) -> Words:
    return Words(language)
