"""What Telegram itself shows of the bot: its commands and its description, in three languages."""

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.domain.people import Language
from bot.i18n import words
from bot.views import menu

log = logging.getLogger(__name__)


async def introduce(bot: Bot) -> None:
    """Kazakh is also what people with any fourth language see. A failure is mended by the next start."""
    private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
    try:
        for language, code in [(Language.KAZAKH, None), *((one, one.value) for one in Language)]:
            _ = words(language)
            await bot.set_my_commands(menu.resident_commands(_), scope=private, language_code=code)
            await bot.set_my_commands(menu.group_commands(_), scope=groups, language_code=code)
            await bot.set_my_short_description(menu.short_description(_), language_code=code)
    except TelegramAPIError as error:
        log.warning("The commands were not set: %s", type(error).__name__)
