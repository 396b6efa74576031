"""The sheet of a year, behind the digest."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.services.years import YearService
from bot.telegram import Telegram
from bot.views import years as views
from bot.views.callbacks.digests import YearButton, YearFileButton
from bot.views.digests import only_neutral
from bot.views.screens import Toast
from bot.visits import Visit
from handlers.sheets import as_csv
from handlers.showing import replace


async def year_opened(
    call: CallbackQuery, callback_data: YearButton, years: YearService, telegram: Telegram, visit: Visit
) -> None:
    kato, _ = callback_data.kato, visit.words
    found = await years.sheet(visit.telegram_id, kato, callback_data.year, visit.now)
    screen = views.withheld(kato, _) if found is None else views.sheet(found, visit.now, _)
    await replace(call, telegram, screen)


async def file_asked(
    call: CallbackQuery,
    callback_data: YearFileButton,
    years: YearService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    kato, _ = callback_data.kato, visit.words
    found = await years.sheet(visit.telegram_id, kato, callback_data.year, visit.now)
    if found is None:
        toast.say(only_neutral(_), alert=True)
        return
    content = as_csv(views.table(found, _))
    await telegram.send_new(visit.chat_id, views.table_name(found), content, views.heading(found, _))


def router() -> Router:
    router = Router(name="years")
    router.callback_query.register(year_opened, YearButton.filter())
    router.callback_query.register(file_asked, YearFileButton.filter())
    return router
