"""A report from its first question to its story."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.categories import Category
from bot.domain.drafts import Step
from bot.views.callbacks.fields import Key, Page


class CategoryButton(CallbackData, prefix="category"):
    draft: Key
    category: Category


class CategoriesButton(CallbackData, prefix="more"):
    """Show the rest of the categories, or the first of them again."""

    draft: Key
    rest: bool


class Go(StrEnum):
    ONWARD = "onward"
    BACK = "back"
    RESUME = "resume"


class StepButton(CallbackData, prefix="step"):
    """From the step that was seen when it was pressed: pressed twice, it moves once."""

    draft: Key
    go: Go
    step: Step


class SendButton(CallbackData, prefix="send"):
    draft: Key


class CancelButton(CallbackData, prefix="cancel"):
    draft: Key


class NewReportButton(CallbackData, prefix="new"):
    """Begin a report; the words replied to, if any, begin it."""


class AddToButton(CallbackData, prefix="add"):
    """Give the words replied to, to the office, about this report."""

    report: Key


class VerdictButton(CallbackData, prefix="fixed"):
    report: Key
    fixed: bool


class MyButton(CallbackData, prefix="my"):
    page: Page


class StoryButton(CallbackData, prefix="story"):
    report: Key
    page: Page = 0
