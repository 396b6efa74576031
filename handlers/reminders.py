"""A resident chooses what to be reminded of, when to be left in peace, and when to stop."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.services.elections import ElectionService, Look
from bot.telegram import Telegram
from bot.views import reminders as views
from bot.views.callbacks.elections import QuietButton, RemindButton, StopRemindersButton
from bot.visits import Visit
from handlers.showing import replace


async def wish_chosen(
    call: CallbackQuery,
    callback_data: RemindButton,
    telegram: Telegram,
    elections: ElectionService,
    visit: Visit,
) -> None:
    visit.known().home()
    await _show(call, telegram, visit, await elections.wish(visit.telegram_id, callback_data.wish, visit.now))


async def quiet_chosen(
    call: CallbackQuery,
    callback_data: QuietButton,
    telegram: Telegram,
    elections: ElectionService,
    visit: Visit,
) -> None:
    visit.known().home()
    look = await elections.keep_quiet(visit.telegram_id, callback_data.quiet, visit.now)
    await _show(call, telegram, visit, look)


async def _show(call: CallbackQuery, telegram: Telegram, visit: Visit, look: Look) -> None:
    await replace(call, telegram, views.reminders(look.wish, look.quiet, visit.words))


async def stop_pressed(
    call: CallbackQuery, telegram: Telegram, elections: ElectionService, visit: Visit
) -> None:
    """A letter stays what it is; the answer stands beside it."""
    visit.known().home()
    await elections.wish(visit.telegram_id, None, visit.now)
    await telegram.send(visit.chat_id, views.stopped(visit.words))


def router() -> Router:
    router = Router(name="reminders")
    router.callback_query.register(wish_chosen, RemindButton.filter())
    router.callback_query.register(quiet_chosen, QuietButton.filter())
    router.callback_query.register(stop_pressed, StopRemindersButton.filter())
    return router
