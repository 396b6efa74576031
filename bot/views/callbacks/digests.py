"""Digests, the accounting behind them, and the sheet of a year."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.digests import Every
from bot.views.callbacks.fields import Kato, MaybeKato, Page


class DigestsButton(CallbackData, prefix="digests"):
    """On the way to a territory whose digest somebody reads."""

    kato: MaybeKato = ""
    page: Page = 0


class DigestButton(CallbackData, prefix="digest"):
    kato: Kato
    every: Every


class DigestPictureButton(CallbackData, prefix="digestpic"):
    kato: Kato
    every: Every


class AccountButton(CallbackData, prefix="account"):
    """Where every report of the period is."""

    kato: Kato
    every: Every


class AccountFileButton(CallbackData, prefix="accountfile"):
    """The same village by village, as a file."""

    kato: Kato
    every: Every


class YearButton(CallbackData, prefix="year"):
    """The sheet of a year."""

    kato: Kato
    year: Page


class YearFileButton(CallbackData, prefix="yearfile"):
    """Its numbers as a file."""

    kato: Kato
    year: Page


class SubscriptionButton(CallbackData, prefix="digestwhen"):
    kato: Kato


class SubscribeButton(CallbackData, prefix="digestat"):
    kato: Kato
    every: Every
    hour: Page
