"""The budget's figures, as they are entered."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.budgets import Side as BudgetSide
from bot.views.callbacks.fields import Kato, MaybeKato, Page


class LedgersButton(CallbackData, prefix="ledgers"):
    """The units of a district whose budgets somebody enters; with no code, of what they serve."""

    kato: MaybeKato = ""
    page: Page = 0


class LedgerButton(CallbackData, prefix="ledger"):
    """What is entered of a unit's budgets."""

    kato: Kato


class EnterButton(CallbackData, prefix="enter"):
    """One side of a year's budget is to be entered."""

    kato: Kato
    year: Page
    side: BudgetSide


class SheetButton(CallbackData, prefix="sheet"):
    """By a file, which is handed out."""

    kato: Kato
    year: Page
    side: BudgetSide


class StepsButton(CallbackData, prefix="steps"):
    """Line by line."""

    kato: Kato
    year: Page
    side: BudgetSide


class Quick(StrEnum):
    """What is answered by a press."""

    NOTHING = "nothing"
    REST = "rest"
    BACK = "back"


class AmountButton(CallbackData, prefix="amount"):
    """An answer, to the question that was seen when it was pressed: pressed twice, it answers once."""

    kato: Kato
    number: Page
    quick: Quick


class SaveButton(CallbackData, prefix="save"):
    """What was read back is right."""

    kato: Kato
