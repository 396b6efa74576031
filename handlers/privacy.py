"""Seeing all that is kept about oneself, and having it erased."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.i18n import words
from bot.services.privacy import PrivacyService
from bot.telegram import Telegram
from bot.views import mydata
from bot.views import privacy as views
from bot.views.callbacks.settings import DataButton, ForgetButton, Wish
from bot.views.screens import Screen
from bot.views.start import Operator
from bot.visits import Visit
from handlers.showing import replace


async def data_asked(message: Message, telegram: Telegram, privacy: PrivacyService, visit: Visit) -> None:
    await _show(telegram, privacy, visit)


async def _show(telegram: Telegram, privacy: PrivacyService, visit: Visit) -> None:
    """The file, and under it what it says in short."""
    kept = await privacy.kept(visit.telegram_id, visit.now)
    if not kept.nothing:
        name = mydata.file_name(visit.now, visit.words)
        await telegram.send_new(visit.chat_id, name, mydata.file(kept, visit.now, visit.words))
    await telegram.send(visit.chat_id, views.summary(kept, visit.words))


async def forgetting_asked(
    message: Message, telegram: Telegram, privacy: PrivacyService, visit: Visit, operator: Operator
) -> None:
    await telegram.send(visit.chat_id, await _question(privacy, visit, operator))


async def _question(privacy: PrivacyService, visit: Visit, operator: Operator) -> Screen:
    kept = await privacy.kept(visit.telegram_id, visit.now)
    if kept.nothing:
        return views.nothing(visit.words)
    return views.question(kept, privacy.new_code(), operator, visit.words)


async def wish_pressed(
    call: CallbackQuery,
    callback_data: DataButton,
    telegram: Telegram,
    privacy: PrivacyService,
    visit: Visit,
    operator: Operator,
) -> None:
    if callback_data.wish is Wish.SHOW:
        await _show(telegram, privacy, visit)
    else:
        await replace(call, telegram, await _question(privacy, visit, operator))


async def forgetting_confirmed(
    call: CallbackQuery,
    callback_data: ForgetButton,
    telegram: Telegram,
    privacy: PrivacyService,
    visit: Visit,
    operator: Operator,
) -> None:
    """Handled again, after a crash or pressed twice, it comes from a stranger, who gets the same receipt."""
    _ = words(callback_data.language)
    given = await privacy.forget(visit.telegram_id, callback_data.code, visit.now)
    await replace(call, telegram, views.receipt(given, operator, _) if given else views.nothing(_))


def router() -> Router:
    router = Router(name="privacy")
    router.message.register(data_asked, Command("mydata"))
    router.message.register(forgetting_asked, Command("forget"))
    router.callback_query.register(wish_pressed, DataButton.filter())
    router.callback_query.register(forgetting_confirmed, ForgetButton.filter())
    return router
