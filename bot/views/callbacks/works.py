"""What has become of chosen projects."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.works import Step as WorkStep
from bot.views.callbacks.fields import Kato, Key


class WorksOfUnitButton(CallbackData, prefix="worked"):
    """A unit's consultations that are counted."""

    kato: Kato


class WorksButton(CallbackData, prefix="works"):
    """What became of what a consultation was about, for the office."""

    consultation: Key


class WorkButton(CallbackData, prefix="work"):
    """Something new is to be told of an option."""

    consultation: Key
    number: Key


class WorkStepButton(CallbackData, prefix="workstep"):
    """How far it is; `alone` without words."""

    consultation: Key
    number: Key
    step: WorkStep
    alone: bool = False


class PublishWorkButton(CallbackData, prefix="workout"):
    """What was read back is right."""

    work: Key


class FollowButton(CallbackData, prefix="follow"):
    """What became of it, for residents."""

    consultation: Key


class WorkPhotoButton(CallbackData, prefix="workpic"):
    work: Key
