"""The same trouble, and what others have reported."""

from aiogram.filters.callback_data import CallbackData

from bot.views.callbacks.fields import Key, Page


class SameTroubleButton(CallbackData, prefix="metoo"):
    """What the draft tells of is that report already: join it."""

    draft: Key
    report: Key


class DifferentTroubleButton(CallbackData, prefix="other"):
    """It is none of these reports; the next one that is like it, or off it goes."""

    draft: Key
    first: Key
    second: Page = 0
    third: Page = 0

    @property
    def declined(self) -> list[int]:
        return [one for one in (self.first, self.second, self.third) if one]


class AroundButton(CallbackData, prefix="around"):
    """Open reports of one's district."""

    page: Page = 0


class SupportsButton(CallbackData, prefix="joined"):
    """The reports that one supports."""

    page: Page = 0


class SharedButton(CallbackData, prefix="shared"):
    """A neighbour's report; `mine` and the page are of the list that it was opened from."""

    report: Key
    page: Page = 0
    mine: bool = False


class SupportButton(CallbackData, prefix="support"):
    """I have this too, or, not `wanted`, not any more."""

    report: Key
    wanted: bool
    page: Page = 0
    mine: bool = False


class SharedPictureButton(CallbackData, prefix="glimpse"):
    """The first photo of a neighbour's report."""

    report: Key


class TakeUpButton(CallbackData, prefix="takeup"):
    """Report oneself what a neighbour has withdrawn."""

    report: Key
