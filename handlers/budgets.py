"""A resident reads the budget of their village: pages, words, and a picture."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.numbers import ALMATY
from bot.drawing.desk import DrawingDesk, NotDrawn
from bot.services.budgets import BudgetService
from bot.telegram import Telegram
from bot.views import budget_calendars, budget_pictures, budget_words, menu
from bot.views import budgets as views
from bot.views.callbacks.budgets import BudgetButton, BudgetPage, PictureButton, WordButton
from bot.views.screens import Screen, Toast
from bot.visits import Visit
from handlers.filters import Pressed
from handlers.showing import replace


async def budget_asked(message: Message, budgets: BudgetService, telegram: Telegram, visit: Visit) -> None:
    await visit.end()
    screen = await _page(BudgetButton(page=BudgetPage.HOME), budgets, visit)
    await telegram.send(visit.chat_id, screen)


async def page_opened(
    call: CallbackQuery,
    callback_data: BudgetButton,
    budgets: BudgetService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await replace(call, telegram, await _page(callback_data, budgets, visit))


async def _page(wanted: BudgetButton, budgets: BudgetService, visit: Visit) -> Screen:
    visit.known().home()
    ledger, _ = await budgets.look(visit.telegram_id, visit.now), visit.words
    if wanted.page is BudgetPage.CALENDAR:
        return budget_calendars.calendar(visit.now.astimezone(ALMATY).date(), _)
    if wanted.page is BudgetPage.WORDS:
        return budget_words.words(_)
    if wanted.page is BudgetPage.YEARS:
        return views.years(ledger, _)
    return views.home(ledger, wanted.year, wanted.side, visit.now, _)


async def word_opened(
    call: CallbackQuery, callback_data: WordButton, telegram: Telegram, visit: Visit
) -> None:
    visit.known().home()
    await replace(call, telegram, budget_words.word(callback_data.word, visit.words))


async def picture_asked(
    call: CallbackQuery,
    callback_data: PictureButton,
    budgets: BudgetService,
    drawing: DrawingDesk,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    """Of what the page above it says."""
    visit.known().home()
    ledger, _ = await budgets.look(visit.telegram_id, visit.now), visit.words
    shown = ledger.statement(callback_data.year, callback_data.side)
    if shown is None:
        toast.say(budget_pictures.gone(_), alert=True)
        return
    try:
        content = await drawing.draw(budget_pictures.picture(ledger, shown, _))
    except NotDrawn:
        toast.say(budget_pictures.failed(_), alert=True)
        return
    caption = budget_pictures.caption(ledger, shown, _)
    await telegram.send_picture(visit.chat_id, budget_pictures.name(shown), content, caption)


def router() -> Router:
    router = Router(name="budgets")
    router.message.register(budget_asked, Command("budget"))
    router.message.register(budget_asked, Pressed(menu.Menu.BUDGET))
    router.callback_query.register(page_opened, BudgetButton.filter())
    router.callback_query.register(word_opened, WordButton.filter())
    router.callback_query.register(picture_asked, PictureButton.filter())
    return router
