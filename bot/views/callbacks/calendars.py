"""An election's dates, lists and broadcasts, as the coordinator enters them."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.elections import Kind, State
from bot.domain.facts import Topic, UnitTopic
from bot.domain.timelines import Code as DateCode
from bot.views.callbacks.fields import Kato, Key, MaybeKato, Page


class DistrictButton(CallbackData, prefix="district"):
    """The elections of a district's units; with no code, of what the coordinator serves."""

    kato: MaybeKato = ""
    page: Page = 0


class UnitButton(CallbackData, prefix="unit"):
    """The unit's election, or what to enter where there is none."""

    kato: Kato


class KindButton(CallbackData, prefix="kind"):
    """Enter a new election of this kind."""

    kato: Kato
    kind: Kind


class UnitFactButton(CallbackData, prefix="fact"):
    """Say when the akim's term ends, or where voters look up their precinct."""

    kato: Kato
    topic: UnitTopic


class Side(StrEnum):
    """What of an election's calendar is shown."""

    SUMMARY = "summary"
    DATES = "dates"
    MORE = "more"


class CalendarButton(CallbackData, prefix="calendar"):
    election: Key
    side: Side = Side.SUMMARY


class DateButton(CallbackData, prefix="date"):
    election: Key
    code: DateCode


class ConfirmButton(CallbackData, prefix="confirm"):
    """Confirm the moment that was shown, in minutes since 1970; none is left out."""

    election: Key
    code: DateCode
    minute: Page


class ChangeButton(CallbackData, prefix="change"):
    election: Key
    code: DateCode


class StateButton(CallbackData, prefix="state"):
    election: Key
    state: State


class PublishButton(CallbackData, prefix="publish"):
    """What was written about the state, read back, is to be said to residents."""

    election: Key
    state: State


class RedefineButton(CallbackData, prefix="redefine"):
    """The election is of another kind, or its first days are others."""

    election: Key


class OtherKindButton(CallbackData, prefix="rekind"):
    election: Key
    kind: Kind


class SourceButton(CallbackData, prefix="source"):
    election: Key


class ListButton(CallbackData, prefix="list"):
    """Give the commission's list of candidates or of polling stations."""

    election: Key
    topic: Topic


class FileButton(CallbackData, prefix="file"):
    """An election's dates as a file, to be filled in and sent back; or of a new election in the unit."""

    kato: Kato
    election: Page = 0


class SecondButton(CallbackData, prefix="second"):
    """Ask for a second person's confirmation, or give it."""

    election: Key
    given: bool


class DropButton(CallbackData, prefix="drop"):
    election: Key
    sure: bool = False


class BroadcastsButton(CallbackData, prefix="sends"):
    election: Key


class StopBroadcastButton(CallbackData, prefix="halt"):
    broadcast: Key
    sure: bool = False
