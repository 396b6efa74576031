"""A resident looks at the result of a consultation village by village."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.services.counting import CountingService
from bot.telegram import Telegram
from bot.views import breakdowns as views
from bot.views import results
from bot.views.callbacks.consultations import BreakdownButton
from bot.views.screens import Toast
from bot.visits import Visit
from handlers.showing import replace


async def breakdown_asked(
    call: CallbackQuery,
    callback_data: BreakdownButton,
    counting: CountingService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    found = await counting.by_village(visit.telegram_id, callback_data.consultation, visit.now)
    if found is None:
        toast.say(results.not_now(visit.words), alert=True)
        return
    await replace(call, telegram, views.breakdown(*found, visit.words))


def router() -> Router:
    router = Router(name="breakdowns")
    router.callback_query.register(breakdown_asked, BreakdownButton.filter())
    return router
