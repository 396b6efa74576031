"""Promises as the office sees them."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.promises import Verdict as PromiseVerdict
from bot.views.callbacks.fields import Kato, Key, Mark, Page


class PledgesButton(CallbackData, prefix="pledges"):
    """A unit's promises, for the office."""

    kato: Kato
    page: Page = 0


class PledgeButton(CallbackData, prefix="pledge"):
    """A promise, for the office."""

    promise: Key


class RulingButton(CallbackData, prefix="ruling"):
    """What became of it; `alone` without words."""

    promise: Key
    verdict: PromiseVerdict
    alone: bool = False


class PromisePart(StrEnum):
    KK = "kk"
    RU = "ru"
    DUE = "due"


class RewordButton(CallbackData, prefix="reword"):
    """It is to read otherwise, or to be kept by another day."""

    promise: Key
    part: PromisePart


class SayOfPromiseButton(CallbackData, prefix="saypledge"):
    """It was read over, and is right; the mark is that of what was."""

    promise: Key
    mark: Mark
