"""What nothing else understood, answered kindly."""

import logging

from aiogram import Router
from aiogram.types import CallbackQuery, Message, Update

from bot.telegram import Telegram
from bot.views import errors
from bot.views.screens import Screen, Toast
from bot.visits import Visit
from handlers.filters import FromChannel, Has, Rest, WithIin

log = logging.getLogger(__name__)


async def contact_sent(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, Screen(errors.no_contact_needed(visit.words)))


async def channel_forwarded(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, Screen(errors.no_forwards(visit.words)))


async def document_sent(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, Screen(errors.no_documents(visit.words)))


async def not_understood(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, Screen(errors.not_understood(visit.words)))


async def old_button(call: CallbackQuery, event_update: Update, visit: Visit, toast: Toast) -> None:
    log.info("Update %s was refused: no such button here", event_update.update_id)
    toast.say(errors.old_button(visit.words), alert=True)


async def rest_came(message: Message) -> None:
    """The sentence about the whole has been said."""


USER_CONTENTS = (
    "animation",
    "audio",
    "dice",
    "game",
    "paid_media",
    "poll",
    "sticker",
    "story",
    "video_note",
)


async def iin_sent(message: Message, telegram: Telegram, visit: Visit) -> None:
    """Before anybody keeps a word of it."""
    await telegram.send(visit.chat_id, Screen(errors.no_iin_needed(visit.words)))


def iins() -> Router:
    router = Router(name="identification numbers")
    router.message.register(iin_sent, WithIin())
    router.edited_message.register(iin_sent, WithIin())
    return router


def rests() -> Router:
    router = Router(name="rests")
    router.message.register(rest_came, Rest())
    return router


def forwards() -> Router:
    """What must not be taken for a resident's own words."""
    router = Router(name="forwards")
    router.message.register(channel_forwarded, FromChannel())
    return router


def router() -> Router:
    router = Router(name="other")
    router.message.register(contact_sent, Has("contact"))
    router.message.register(document_sent, Has("document"))
    router.message.register(not_understood, Has(*USER_CONTENTS))
    return router


def old_buttons() -> Router:
    """Whatever button nobody else knows, in whatever chat, or under a message that is in none."""
    router = Router(name="old buttons")
    router.callback_query.register(old_button)
    return router
