"""Cards in the group: what moderators press, and what they look up."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.blocks import Verdict
from bot.domain.finding import Which
from bot.domain.reports import Action, Reason
from bot.views.callbacks.fields import Kato, Key, Page


class HideButton(CallbackData, prefix="unseen"):
    """Other residents cannot read the report any more, or again."""

    report: Key
    hidden: bool


class DecideButton(CallbackData, prefix="do"):
    report: Key
    action: Action


class ReasonButton(CallbackData, prefix="why"):
    report: Key
    action: Action
    reason: Reason


class WordlessButton(CallbackData, prefix="mute"):
    """Decide for this reason without further words."""

    report: Key
    action: Action
    reason: Reason


class RepeatsButton(CallbackData, prefix="same"):
    report: Key
    first: Key


class OfficesButton(CallbackData, prefix="offices"):
    """List the other units of the report's district, to hand it over to one."""

    report: Key
    page: Page = 0


class HandOverButton(CallbackData, prefix="handover"):
    """Hand the report over to a village's office; of a unit with several villages, list them."""

    report: Key
    kato: Kato
    page: Page = 0


class CardButton(CallbackData, prefix="card"):
    """Back to the card's own buttons."""

    report: Key


class ShowCardButton(CallbackData, prefix="show"):
    report: Key


class BlockButton(CallbackData, prefix="block"):
    """`block` is a question that was asked, about whom only the database knows."""

    block: Key
    verdict: Verdict


class FindButton(CallbackData, prefix="find"):
    """Under a list of what was found; the words stand in the message that it answers."""

    which: Which
    page: Page


class UseTemplateButton(CallbackData, prefix="readyuse"):
    """Decide with these words."""

    report: Key
    action: Action
    template: Key
