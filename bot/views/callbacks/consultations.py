"""A consultation as residents see it, with its result."""

from aiogram.filters.callback_data import CallbackData

from bot.views.callbacks.fields import Key, Page


class ConsultationsButton(CallbackData, prefix="asked"):
    """What residents of the person's unit are asked."""


class ConsultationButton(CallbackData, prefix="asks"):
    """A consultation as it stands when it is pressed; to choose again what is chosen already is another press."""

    consultation: Key
    again: bool = False


class ChooseButton(CallbackData, prefix="choose"):
    """Pressed twice by an impatient finger, an option stays `chosen`, or taken back."""

    consultation: Key
    number: Key
    chosen: bool


class ShareButton(CallbackData, prefix="share"):
    """Some points more for a direction, or fewer."""

    consultation: Key
    number: Key
    more: bool


class CastButton(CallbackData, prefix="cast"):
    consultation: Key


class LeaveButton(CallbackData, prefix="leave"):
    """Leave the choice as it was."""

    consultation: Key


class RulesButton(CallbackData, prefix="rules"):
    """How it is counted; or the definition as a file."""

    consultation: Key
    file: bool = False


class RecountButton(CallbackData, prefix="recount"):
    """All that is needed to count it anew, as a file."""

    consultation: Key


class OnPaperButton(CallbackData, prefix="onpaper"):
    """What gatherings chose on paper, as residents see it."""

    consultation: Key
    page: Page = 0


class ResultPictureButton(CallbackData, prefix="chart"):
    consultation: Key


class BreakdownButton(CallbackData, prefix="byvillage"):
    consultation: Key


class AnnexButton(CallbackData, prefix="annex"):
    """A counted consultation as a page to be printed."""

    consultation: Key
