"""The budget as residents see it."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.budgets import Side as BudgetSide
from bot.views.callbacks.fields import Page


class BudgetPage(StrEnum):
    HOME = "home"
    WORDS = "words"
    CALENDAR = "calendar"
    YEARS = "years"


class BudgetButton(CallbackData, prefix="budget"):
    """A page about the budget of the person's village; with no year, this year's or the newest."""

    page: BudgetPage
    year: Page = 0
    side: BudgetSide = BudgetSide.PLAN


class PictureButton(CallbackData, prefix="picture"):
    year: Page
    side: BudgetSide


class BudgetWord(StrEnum):
    """Words of the budget that are explained."""

    DRAFT = "draft"
    REVENUE = "revenue"
    SPENDING = "spending"
    TRANSFER = "transfer"
    OWN_TAXES = "own_taxes"
    EXECUTION = "execution"
    CARRIED_OVER = "carried_over"
    MEETING = "meeting"
    MASLIKHAT = "maslikhat"
    MONITORING = "monitoring"
    CIVIL_BUDGET = "civil_budget"


class WordButton(CallbackData, prefix="word"):
    word: BudgetWord
