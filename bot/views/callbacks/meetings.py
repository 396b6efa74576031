"""Gatherings as residents see them."""

from aiogram.filters.callback_data import CallbackData

from bot.views.callbacks.fields import Key, Page


class MeetingsButton(CallbackData, prefix="meetings"):
    """What is ahead in the person's unit, and a page of what was decided."""

    page: Page = 0


class MeetingButton(CallbackData, prefix="meeting"):
    meeting: Key


class MinutesFileButton(CallbackData, prefix="minfile"):
    meeting: Key
