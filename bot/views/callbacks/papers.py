"""Choices on paper."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.views.callbacks.fields import Key


class PapersButton(CallbackData, prefix="papers"):
    """What gatherings chose on paper, as coordinators enter it."""

    consultation: Key


class NewPaperButton(CallbackData, prefix="newpaper"):
    consultation: Key


class PaperButton(CallbackData, prefix="paper"):
    paper: Key


class PaperPart(StrEnum):
    """What coordinators write or send of a gathering."""

    HEADING = "heading"
    COUNTS = "counts"
    PHOTO = "photo"


class PaperPartButton(CallbackData, prefix="paperpart"):
    paper: Key
    part: PaperPart


class PaperPhotoButton(CallbackData, prefix="minutes"):
    """The picture of the minutes, for coordinators alone."""

    paper: Key


class ConfirmPaperButton(CallbackData, prefix="papersure"):
    """Ask for a second person's word, or give it."""

    paper: Key
    given: bool


class DropPaperButton(CallbackData, prefix="nopaper"):
    paper: Key
    sure: bool = False
