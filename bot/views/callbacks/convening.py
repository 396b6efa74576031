"""A gathering while it is called and after it was held."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.meetings import Kind as MeetingKind
from bot.views.callbacks.fields import Kato, Key, Mark, MaybeKato, Page


class ConveningButton(CallbackData, prefix="convening"):
    """On the way to the meetings of a unit; with no code, where somebody calls them."""

    kato: MaybeKato = ""
    page: Page = 0


class ConveneButton(CallbackData, prefix="convene"):
    """A new one of this kind."""

    kato: Kato
    kind: MeetingKind


class ConvenedButton(CallbackData, prefix="convened"):
    """A meeting as the office sees it."""

    meeting: Key


class MeetingPart(StrEnum):
    """What the office writes of a meeting."""

    DAY = "day"
    PLACE = "place"
    WHOSE = "whose"
    AGENDA = "agenda"
    NOTICE = "notice"  # why it is short
    CANCEL = "cancel"  # and why it is not held
    NUMBER = "number"
    PRESENT = "present"
    DECISION_KK = "decision_kk"
    DECISION_RU = "decision_ru"
    FILE = "file"


class MeetingPartButton(CallbackData, prefix="mpart"):
    meeting: Key
    part: MeetingPart


class TopicsButton(CallbackData, prefix="topics"):
    """Which consultation does it discuss?"""

    meeting: Key


class TopicButton(CallbackData, prefix="topic"):
    """It discusses that one; with no number, none."""

    meeting: Key
    consultation: Page = 0


class MinutesButton(CallbackData, prefix="mins"):
    """The minutes as they are being written."""

    meeting: Key


class NoFileButton(CallbackData, prefix="nofile"):
    """The minutes go without a file."""

    meeting: Key


class AsItWasButton(CallbackData, prefix="aswas"):
    """What was written and not confirmed is dropped."""

    meeting: Key


class Saying(StrEnum):
    """What residents are to be told of a meeting."""

    CALL = "call"
    CANCEL = "cancel"
    MINUTES = "minutes"


class ReadBackButton(CallbackData, prefix="readback"):
    meeting: Key
    saying: Saying


class SayButton(CallbackData, prefix="say"):
    """It was read back, and is right; the mark is that of what was."""

    meeting: Key
    saying: Saying
    mark: Mark


class DropMeetingButton(CallbackData, prefix="unmeet"):
    meeting: Key
    sure: bool = False
