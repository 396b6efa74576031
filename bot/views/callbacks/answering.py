"""An answer of the akim's office while it is written."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.answers import To
from bot.domain.categories import Category
from bot.views.callbacks.fields import Kato, Key, Mark, MaybeKato, Page


class AnsweringButton(CallbackData, prefix="answering"):
    """On the way to the public answers of a unit; with no code, where somebody answers."""

    kato: MaybeKato = ""
    page: Page = 0


class AnswerToButton(CallbackData, prefix="answerto"):
    """A new one; which report, category or village is asked next."""

    kato: Kato
    to: To


class AnswerCategoryButton(CallbackData, prefix="answercat"):
    kato: Kato
    category: Category


class AnswerVillageButton(CallbackData, prefix="answervil"):
    village: Kato


class AnsweredButton(CallbackData, prefix="answered"):
    """An answer as the office sees it."""

    answer: Key


class AnswerPart(StrEnum):
    """What the office writes of an answer."""

    KK = "kk"
    RU = "ru"
    FILE = "file"
    PROMISE = "promise"  # both of these, and the day
    WHAT_KK = "what_kk"
    WHAT_RU = "what_ru"
    DUE = "due"


class AnswerPartButton(CallbackData, prefix="anspart"):
    answer: Key
    part: AnswerPart


class NoAnswerPartButton(CallbackData, prefix="noanspart"):
    """It goes without that."""

    answer: Key
    part: AnswerPart


class PreviewAnswerButton(CallbackData, prefix="anspre"):
    """What residents will get, and how many of them."""

    answer: Key


class SendAnswerButton(CallbackData, prefix="anssend"):
    """It was read back, and is right; the mark is that of what was."""

    answer: Key
    mark: Mark


class DropAnswerButton(CallbackData, prefix="noanswer"):
    answer: Key
    sure: bool = False


class AnswerFileButton(CallbackData, prefix="ansfile"):
    """The picture or the document that came with an answer."""

    answer: Key
