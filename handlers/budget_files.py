"""Staff fill in a file: one side of a year's budget."""

from functools import partial
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain import budget_files as files
from bot.domain.budgets import Side, Statement, check_year
from bot.domain.commission_lists import BadRows
from bot.domain.facts import Source
from bot.domain.numbers import ALMATY
from bot.services.budgets import BudgetService
from bot.telegram import Telegram
from bot.views import entering
from bot.views import ledgers as views
from bot.views.callbacks.ledgers import LedgerButton, SheetButton
from bot.views.money import tenge
from bot.visits import Visit
from handlers.filters import Choosing
from handlers.sheets import as_csv, rows_of
from handlers.staff import acting

FILE: Final = "file of budget"


async def file_asked(
    call: CallbackQuery,
    callback_data: SheetButton,
    budgets: BudgetService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """Hand out the file, with what is known, and wait for it to come back."""
    kato, year, side = callback_data.kato, callback_data.year, callback_data.side
    seen = await budgets.ledger(acting(call), kato, visit.now)
    check_year(year, visit.now)
    known = seen.statement(year, side)
    rows = files.template(side, views.file_labels(visit.words), known.figures if known else None)
    await visit.enter(f"{FILE}:{kato}|{year}|{side}")
    name = f"budget-{kato}-{year}-{side}.csv"
    await telegram.send_new(visit.chat_id, name, as_csv(rows), views.file_caption(side, visit.words))


async def file_sent(
    message: Message, about: str, budgets: BudgetService, telegram: Telegram, visit: Visit
) -> None:
    kato, year, side = about.split("|")
    rows = await rows_of(message, telegram)
    if rows is None:
        await telegram.send(visit.chat_id, entering.unreadable(visit.words))
        return
    parse = partial(tenge, language=visit.words.language)
    try:
        filled = files.read(rows, Side(side), views.units(), parse)
    except BadRows as bad:
        screen = entering.bad_rows(bad.rows, LedgerButton(kato=kato), visit.words)
        await telegram.send(visit.chat_id, screen)
        return
    source = Source(filled.source, visit.now.astimezone(ALMATY).date())
    statement = Statement(int(year), Side(side), filled.figures, source, filled.until)
    seen = await budgets.enter(acting(message), kato, statement, visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, views.taken(seen, statement, visit.now, visit.words))


async def file_wanted(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, entering.file_wanted(visit.words))


def router() -> Router:
    router = Router(name="files of budgets")
    router.callback_query.register(file_asked, SheetButton.filter())
    router.message.register(file_sent, Choosing(FILE, file=True))
    for words in (Choosing(FILE), Choosing(FILE, shown=True)):
        router.message.register(file_wanted, words)
    return router
