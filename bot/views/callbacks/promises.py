"""Promises as residents see them."""

from aiogram.filters.callback_data import CallbackData

from bot.views.callbacks.fields import Key, Page


class PromisesButton(CallbackData, prefix="promises"):
    """What the office has promised, for residents."""

    page: Page = 0


class PromiseButton(CallbackData, prefix="promise"):
    promise: Key


class KeptButton(CallbackData, prefix="kept"):
    """Who was concerned says whether it was kept."""

    promise: Key
    kept: bool


class PromisePhotoButton(CallbackData, prefix="keptpic"):
    promise: Key
