"""An election as residents see it, and its reminders."""

from aiogram.filters.callback_data import CallbackData

from bot.domain import pages, reminders
from bot.views.callbacks.fields import Page


class ElectionButton(CallbackData, prefix="election"):
    """A page about the election in the person's village, as it stands when it is pressed."""

    page: pages.Page
    number: Page = 0


class RemindButton(CallbackData, prefix="remind"):
    wish: reminders.Wish


class StopRemindersButton(CallbackData, prefix="stop"):
    """No more reminders."""


class QuietButton(CallbackData, prefix="quiet"):
    quiet: reminders.Quiet


class AppointmentsButton(CallbackData, prefix="ics"):
    """The confirmed dates as a file for the phone's calendar."""
