"""What buttons carry. Each fits 64 bytes, lives for months, and is checked against the database when pressed."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.categories import Category
from bot.domain.drafts import Step
from bot.domain.people import Language
from bot.domain.reports import Action, Reason


class LanguageButton(CallbackData, prefix="lang"):
    """`village` is the KATO code a poster's link carried."""

    language: Language
    village: str = ""


class Answer(StrEnum):
    AGREE = "agree"
    MORE = "more"
    LESS = "less"
    REFUSE = "refuse"


class ConsentButton(CallbackData, prefix="consent"):
    """The language stands here because nothing is kept of a person who has not agreed."""

    answer: Answer
    language: Language
    village: str = ""


class VillageButton(CallbackData, prefix="village"):
    kato: str


class InsideButton(CallbackData, prefix="inside"):
    """List what lies in a territory; with no code, the districts."""

    kato: str = ""


class CategoryButton(CallbackData, prefix="category"):
    draft: int
    category: Category


class CategoriesButton(CallbackData, prefix="more"):
    """Show the rest of the categories, or the first of them again."""

    draft: int
    rest: bool


class Go(StrEnum):
    ONWARD = "onward"
    BACK = "back"
    RESUME = "resume"


class StepButton(CallbackData, prefix="step"):
    """From the step that was seen when it was pressed: pressed twice, it moves once."""

    draft: int
    go: Go
    step: Step


class SendButton(CallbackData, prefix="send"):
    draft: int


class CancelButton(CallbackData, prefix="cancel"):
    draft: int


class NewReportButton(CallbackData, prefix="new"):
    """Begin a report; the words replied to, if any, begin it."""


class AddToButton(CallbackData, prefix="add"):
    """Give the words replied to, to the office, about this report."""

    report: int


class VerdictButton(CallbackData, prefix="fixed"):
    report: int
    fixed: bool


class MyButton(CallbackData, prefix="my"):
    page: int


class StoryButton(CallbackData, prefix="story"):
    report: int
    page: int = 0


class Setting(StrEnum):
    ALL = "all"
    LANGUAGE = "language"
    VILLAGE = "village"
    PRIVACY = "privacy"
    WITHDRAW = "withdraw"
    WITHDRAWN = "withdrawn"


class SettingButton(CallbackData, prefix="set"):
    setting: Setting


class DecideButton(CallbackData, prefix="do"):
    report: int
    action: Action


class ReasonButton(CallbackData, prefix="why"):
    report: int
    action: Action
    reason: Reason


class WordlessButton(CallbackData, prefix="mute"):
    """Decide for this reason without further words."""

    report: int
    action: Action
    reason: Reason


class RepeatsButton(CallbackData, prefix="same"):
    report: int
    first: int


class CardButton(CallbackData, prefix="card"):
    """Back to the card's own buttons."""

    report: int


class ShowCardButton(CallbackData, prefix="show"):
    report: int


class BindInsideButton(CallbackData, prefix="bindin"):
    kato: str


class BindButton(CallbackData, prefix="bind"):
    kato: str
    language: Language
