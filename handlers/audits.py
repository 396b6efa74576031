"""The log of roles and settings."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.services.audits import AuditService
from bot.telegram import Telegram
from bot.views import audits as views
from bot.views.callbacks.roles import AuditButton
from bot.visits import Visit
from handlers.showing import replace


async def log_asked(message: Message, audits: AuditService, telegram: Telegram, visit: Visit) -> None:
    page = await audits.log(visit.telegram_id, 0, visit.now)
    await telegram.send(visit.chat_id, views.log(page, visit.words))


async def log_turned(
    call: CallbackQuery, callback_data: AuditButton, audits: AuditService, telegram: Telegram, visit: Visit
) -> None:
    page = await audits.log(visit.telegram_id, callback_data.page, visit.now)
    await replace(call, telegram, views.log(page, visit.words))


def router() -> Router:
    router = Router(name="audits")
    router.message.register(log_asked, Command("audit"))
    router.callback_query.register(log_turned, AuditButton.filter())
    return router
