"""Who has just come: language, consent, village."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.people import Language
from bot.views.callbacks.fields import Kato, MaybeKato, Page


class LanguageButton(CallbackData, prefix="lang"):
    """`village` is the KATO code a poster's link carried."""

    language: Language
    village: MaybeKato = ""


class Answer(StrEnum):
    AGREE = "agree"
    MORE = "more"
    LESS = "less"
    REFUSE = "refuse"


class ConsentButton(CallbackData, prefix="consent"):
    """The language stands here because nothing is kept of a person who has not agreed."""

    answer: Answer
    language: Language
    village: MaybeKato = ""


class VillageButton(CallbackData, prefix="village"):
    kato: Kato


class InsideButton(CallbackData, prefix="inside"):
    """List what lies in a territory; with no code, the regions."""

    kato: MaybeKato = ""
    page: Page = 0
