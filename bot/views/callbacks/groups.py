"""Connecting a group to territories, and its posters."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.people import Language
from bot.views.callbacks.fields import Kato, MaybeKato, Page


class PosterButton(CallbackData, prefix="poster"):
    """The poster of a territory: of the whole, or of what is to be chosen inside it, `page` by page from 1."""

    kato: Kato
    whole: bool = False
    page: Page = 0


class BindInsideButton(CallbackData, prefix="bindin"):
    """The same for what a group may serve."""

    kato: MaybeKato = ""
    page: Page = 0


class ServeButton(CallbackData, prefix="serve"):
    """The group is to serve this territory, or not after all; `page` of the list it stands on."""

    kato: Kato
    page: Page = 0


class ChosenButton(CallbackData, prefix="served"):
    """These territories, and no more."""


class ConnectButton(CallbackData, prefix="connect"):
    language: Language


class DisconnectButton(CallbackData, prefix="unbind"):
    sure: bool
