"""A resident reads about the election of their akim: pages, and the dates as a file."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.pages import Page
from bot.services.elections import ElectionService
from bot.telegram import Telegram
from bot.views import appointments, menu
from bot.views.callbacks.elections import AppointmentsButton, ElectionButton
from bot.views.opening import opened
from bot.views.screens import Screen, Toast
from bot.visits import Visit
from handlers.filters import Pressed
from handlers.showing import replace


async def elections_asked(
    message: Message, telegram: Telegram, elections: ElectionService, visit: Visit
) -> None:
    await visit.end()
    await telegram.send(visit.chat_id, await _page(Page.HOME, 0, elections, visit))


async def page_opened(
    call: CallbackQuery,
    callback_data: ElectionButton,
    telegram: Telegram,
    elections: ElectionService,
    visit: Visit,
) -> None:
    screen = await _page(callback_data.page, callback_data.number, elections, visit)
    await replace(call, telegram, screen)


async def _page(page: Page, number: int, elections: ElectionService, visit: Visit) -> Screen:
    visit.known().home()
    look = await elections.look(visit.telegram_id, page, visit.now)
    return opened(page, number, look.outlook, (look.wish, look.quiet), visit.now, visit.words)


async def file_asked(
    call: CallbackQuery, telegram: Telegram, elections: ElectionService, visit: Visit, toast: Toast
) -> None:
    """The file holds what the page of all dates shows."""
    visit.known().home()
    look = await elections.look(visit.telegram_id, Page.DATES, visit.now)
    content = appointments.appointments(look.outlook, visit.words)
    if content is None:
        toast.say(appointments.none(visit.words), alert=True)
        return
    caption = appointments.caption(visit.words)
    await telegram.send_new(visit.chat_id, appointments.NAME, content, caption)


def router() -> Router:
    router = Router(name="elections")
    router.message.register(elections_asked, Command("elections", "election"))
    router.message.register(elections_asked, Pressed(menu.Menu.ELECTIONS))
    router.callback_query.register(page_opened, ElectionButton.filter())
    router.callback_query.register(file_asked, AppointmentsButton.filter())
    return router
