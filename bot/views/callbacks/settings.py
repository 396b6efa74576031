"""What a resident sets for themselves, and what is kept about them."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.people import Language
from bot.views.callbacks.fields import Code


class Setting(StrEnum):
    ALL = "all"
    LANGUAGE = "language"
    VILLAGE = "village"
    PRIVACY = "privacy"
    WITHDRAW = "withdraw"
    WITHDRAWN = "withdrawn"


class SettingButton(CallbackData, prefix="set"):
    setting: Setting


class Wish(StrEnum):
    SHOW = "show"
    FORGET = "forget"


class DataButton(CallbackData, prefix="data"):
    """See all that is kept, or come to the question whether to erase it; for strangers, too."""

    wish: Wish


class ForgetButton(CallbackData, prefix="forget"):
    """Erase. The receipt's code stands here, so that however often it is handled there is one receipt; and the
    language, since nothing is kept of the person afterwards.
    """

    code: Code
    language: Language


class StopNewsButton(CallbackData, prefix="nonews"):
    """Be told of nothing that one has not asked for."""


class News(StrEnum):
    LOOK = "look"
    YES = "yes"
    NO = "no"


class NewsButton(CallbackData, prefix="news"):
    """Whether one is told what everybody in the village is told."""

    news: News
