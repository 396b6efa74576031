"""What a territory needs: a team, terms, ready answers, a test."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.categories import Category
from bot.domain.clocks import What
from bot.domain.people import Language
from bot.domain.reports import Action
from bot.views.callbacks.fields import Kato, Key, Page


class SetupButton(CallbackData, prefix="setup"):
    kato: Kato


class AkimsButton(CallbackData, prefix="akims"):
    """Which unit's akim is to be invited."""

    kato: Kato
    page: Page = 0


class TrialButton(CallbackData, prefix="test"):
    kato: Kato
    seed: Key


class TargetsButton(CallbackData, prefix="terms"):
    """What the office promises of its own time."""

    kato: Kato


class TargetButton(CallbackData, prefix="termsof"):
    kato: Kato
    category: Category


class DaysButton(CallbackData, prefix="termdays"):
    """So many working days; 0 promises nothing."""

    kato: Kato
    category: Category
    what: What
    days: Page


class TargetPicturedButton(CallbackData, prefix="termpic"):
    kato: Kato
    category: Category
    pictured: bool


class TemplatesButton(CallbackData, prefix="ready"):
    """The ready answers of a territory."""

    kato: Kato


class NewTemplateButton(CallbackData, prefix="readynew"):
    kato: Kato
    action: Action


class TemplateButton(CallbackData, prefix="readyone"):
    template: Key


class TemplateWordsButton(CallbackData, prefix="readyin"):
    """Write it anew in this language."""

    template: Key
    language: Language


class DropTemplateButton(CallbackData, prefix="readydrop"):
    template: Key
    sure: bool
