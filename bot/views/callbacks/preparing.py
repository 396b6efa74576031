"""A consultation while it is prepared."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from bot.domain.consultations import Kind as ConsultationKind
from bot.domain.consultations import Rule
from bot.views.callbacks.fields import Kato, Key, MaybeKato, Page


class AskingButton(CallbackData, prefix="asking"):
    """On the way to the consultations of a unit; with no code, where somebody coordinates."""

    kato: MaybeKato = ""
    page: Page = 0


class BeginButton(CallbackData, prefix="begin"):
    kato: Kato
    kind: ConsultationKind


class PreparedButton(CallbackData, prefix="prepared"):
    """A consultation as coordinators see it."""

    consultation: Key


class Part(StrEnum):
    """What coordinators write of a consultation."""

    TITLE = "title"
    OPTIONS = "options"
    BUDGET = "budget"
    LIMITS = "limits"
    DAYS = "days"
    UNTIL = "until"  # residents propose
    REASON = "reason"  # why it is stopped


class PartButton(CallbackData, prefix="part"):
    consultation: Key
    part: Part


class RuleButton(CallbackData, prefix="rule"):
    consultation: Key
    rule: Rule


class FixButton(CallbackData, prefix="fix"):
    """Ask for a second person's word, or give it."""

    consultation: Key
    given: bool


class DropConsultationButton(CallbackData, prefix="undraft"):
    consultation: Key
    sure: bool = False


class GatherButton(CallbackData, prefix="gather"):
    """Ask for a second person's word on letting residents propose, or give it."""

    consultation: Key
    given: bool


class EndProposalsButton(CallbackData, prefix="gathered"):
    """Nobody proposes any more; asks once."""

    consultation: Key
    sure: bool = False
