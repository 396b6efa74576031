"""Residents stop what everybody in their unit is told, or take it up again."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.services.announcements import AnnouncementService
from bot.telegram import Telegram
from bot.views import announcements as views
from bot.views.callbacks.settings import News, NewsButton, StopNewsButton
from bot.views.screens import Toast
from bot.visits import Visit
from handlers.showing import replace


async def stop_pressed(
    call: CallbackQuery, announcements: AnnouncementService, visit: Visit, toast: Toast
) -> None:
    """The announcement stays as it is."""
    await announcements.want(visit.telegram_id, wanted=False)
    toast.say(views.stopped(visit.words), alert=True)


async def wish_opened(
    call: CallbackQuery,
    callback_data: NewsButton,
    announcements: AnnouncementService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    if callback_data.news is not News.LOOK:
        await announcements.want(visit.telegram_id, wanted=callback_data.news is News.YES)
    wanted = await announcements.wanted(visit.known().id)
    await replace(call, telegram, views.wish(visit.words, wanted=wanted))


def router() -> Router:
    router = Router(name="announcements")
    router.callback_query.register(stop_pressed, StopNewsButton.filter())
    router.callback_query.register(wish_opened, NewsButton.filter())
    return router
