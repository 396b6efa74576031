"""The one catch-all: a rule becomes a sentence, the unknown an apology and a log line without anyone's words."""

import logging
import traceback
from typing import Any

from aiogram import Router
from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError
from aiogram.types import ErrorEvent, Message

from bot.domain.errors import RuleError, Unavailable
from bot.domain.texts import TextTooLong, utf16_length
from bot.domain.updates import SetAside
from bot.floods import Floods
from bot.i18n import Html
from bot.services.people import PeopleService
from bot.telegram import TEMPORARY, Telegram, may_not_write
from bot.views import errors
from bot.views.screens import Screen
from bot.views.start import Operator
from bot.visits import Visit
from handlers.filters import PART, REFUSED

log = logging.getLogger(__name__)


async def rule_said_no(
    event: ErrorEvent,
    error: RuleError,
    telegram: Telegram,
    floods: Floods,
    operator: Operator,
    visit: Visit,
) -> None:
    """In a flood each rule says no once in a while. That it said so is noted, without a name."""
    log.info("Update %s was refused: %s", event.update.update_id, type(error).__name__)
    if call := event.update.callback_query:
        await telegram.toast(call.id, errors.alert(error, operator.contact, visit.words), alert=True)
    elif message := _message(event):
        part = isinstance(error, TextTooLong) and utf16_length(message.text or "") >= PART
        if part and (visit.state is None or visit.state.startswith(REFUSED)):
            await visit.enter(f"{REFUSED}{message.date.timestamp():.0f}")
        rule = type(error).__name__
        if not floods.rage(visit.chat_id) or floods.due(visit.chat_id, rule, event.update.update_id):
            await _answer(message, errors.sentence(error, operator.contact, visit.words), telegram)


async def failed(
    event: ErrorEvent,
    telegram: Telegram,
    people: PeopleService,
    floods: Floods,
    operator: Operator,
    **data: Any,
) -> None:
    """Raises what a later try may mend, and SetAside for what none will."""
    visit: Visit | None = data.get("visit")
    try:
        await _explain(event, telegram, floods, operator, visit)
    except TelegramAPIError as refusal:
        if not may_not_write(refusal) or visit is None:
            raise
        if visit.chat_id > 0 and isinstance(refusal, TelegramForbiddenError):
            await people.went(visit.telegram_id, visit.now)
        if call := event.update.callback_query:
            await telegram.toast(call.id)


async def _explain(
    event: ErrorEvent, telegram: Telegram, floods: Floods, operator: Operator, visit: Visit | None
) -> None:
    """Raises also what Telegram refuses: then there is nobody to explain it to."""
    error = event.exception
    if isinstance(error, RuleError) and visit is not None:
        await rule_said_no(event, error, telegram, floods, operator, visit)
    elif isinstance(error, (*TEMPORARY, Unavailable)) or may_not_write(error):
        raise error
    else:
        place = "".join(traceback.format_tb(error.__traceback__))
        log.error("Update %s failed with %s at\n%s", event.update.update_id, type(error).__name__, place)
        if visit is not None:
            await _apologise(event, telegram, visit)
        raise SetAside(type(error).__name__) from error


async def _apologise(event: ErrorEvent, telegram: Telegram, visit: Visit) -> None:
    if call := event.update.callback_query:
        await telegram.toast(call.id, errors.apology(visit.words), alert=True)
    elif message := _message(event):
        await _answer(message, errors.apology(visit.words), telegram)


async def _answer(message: Message, text: Html, telegram: Telegram) -> None:
    await telegram.send(message.chat.id, Screen(text), reply_to=message.message_id)


def _message(event: ErrorEvent) -> Message | None:
    return event.update.message or event.update.edited_message


def router() -> Router:
    router = Router(name="errors")
    router.errors.register(failed)
    return router
