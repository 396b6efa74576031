"""Staff enter a budget amount by amount; before residents see it, it is read back."""

from datetime import datetime
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.budget_files import Total
from bot.domain.budget_steps import NotAsked, Steps
from bot.domain.budgets import Side, Statement, check_until, check_year
from bot.domain.facts import LONGEST_SOURCE, Source
from bot.domain.numbers import ALMATY
from bot.domain.texts import clean
from bot.domain.writing import day
from bot.services.budgets import BudgetService
from bot.telegram import Telegram
from bot.views import entering
from bot.views import ledgers as views
from bot.views.callbacks.ledgers import AmountButton, Quick, SaveButton, StepsButton
from bot.views.money import tenge
from bot.views.screens import Screen
from bot.visits import Visit
from handlers.filters import Choosing, Hasty
from handlers.showing import replace, tapped_twice
from handlers.staff import acting

# What words are awaited for; after a colon, between bars, what is known already.
UNTIL: Final = "day of budget"
AMOUNT: Final = "amount of budget"
SOURCE: Final = "source of budget"


async def steps_begun(
    call: CallbackQuery,
    callback_data: StepsButton,
    budgets: BudgetService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    kato, year, side = callback_data.kato, callback_data.year, callback_data.side
    seen = await budgets.ledger(acting(call), kato, visit.now)
    check_year(year, visit.now)
    if side is Side.EXECUTION:
        await visit.enter(f"{UNTIL}:{kato}|{year}")
        await replace(call, telegram, views.until(seen, year, visit.words))
    else:
        await replace(call, telegram, await _next(Steps(kato, year, side), visit))


async def until_written(
    message: Message, about: str, budgets: BudgetService, telegram: Telegram, visit: Visit
) -> None:
    kato, year = about.split("|")
    until = day(message.text or "")
    check_until(Side.EXECUTION, int(year), until, visit.now)
    await telegram.send(visit.chat_id, await _next(Steps(kato, int(year), Side.EXECUTION, until), visit))


async def _next(steps: Steps, visit: Visit) -> Screen:
    """The next amount is asked for; after the last the source."""
    if steps.question is None:
        await visit.enter(f"{SOURCE}:{steps.written}")
        return views.source(steps, visit.words)
    await visit.enter(f"{AMOUNT}:{steps.written}")
    return views.asked(steps, visit.words)


async def amount_written(message: Message, about: str, telegram: Telegram, visit: Visit) -> None:
    steps = Steps.read(about)
    below = steps.question is Total.CARRIED_OVER
    answer = tenge(message.text or "", visit.words.language, below=below)
    await telegram.send(visit.chat_id, await _next(steps.answer(answer), visit))


async def amount_pressed(
    call: CallbackQuery,
    callback_data: AmountButton,
    budgets: BudgetService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """Of a question that was answered before it stays as it was."""
    await budgets.ledger(acting(call), callback_data.kato, visit.now)
    steps = _under_way(visit, callback_data.kato)
    if callback_data.number == len(steps.answers):
        if callback_data.quick is Quick.BACK:
            steps = steps.back()
        else:
            steps = steps.answer(steps.left if callback_data.quick is Quick.REST else 0)
    await replace(call, telegram, await _next(steps, visit))


def _under_way(visit: Visit, kato: str) -> Steps:
    """Raises NotAsked."""
    state, _, about = (visit.state or "").partition(":")
    if state not in (AMOUNT, SOURCE) or not about.startswith(f"{kato}|"):
        raise NotAsked
    return Steps.read("|".join(about.split("|")[:5]))


async def source_written(
    message: Message, about: str, budgets: BudgetService, telegram: Telegram, visit: Visit
) -> None:
    """It is read back first. Another source takes its place."""
    steps = Steps.read("|".join(about.split("|")[:5]))
    named = clean(message.text or "", LONGEST_SOURCE).replace("\n", " ")
    await budgets.ledger(acting(message), steps.kato, visit.now)
    await visit.enter(f"{SOURCE}:{steps.written}|{named}")
    screen = views.read_back(steps, _statement(steps, named, visit.now), visit.words)
    await telegram.send(visit.chat_id, screen)


def _statement(steps: Steps, source: str, now: datetime) -> Statement:
    today = now.astimezone(ALMATY).date()
    return Statement(steps.year, steps.side, steps.figures, Source(source, today), steps.until)


async def saved(
    call: CallbackQuery,
    callback_data: SaveButton,
    budgets: BudgetService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """What was read back is known from now on."""
    staff, kato = acting(call), callback_data.kato
    await budgets.ledger(staff, kato, visit.now)
    steps = _under_way(visit, kato)
    source = (visit.state or "").split("|", 5)[5:]
    if not source:
        raise NotAsked
    statement = _statement(steps, source[0], visit.now)
    seen = await budgets.enter(staff, kato, statement, visit.now)
    await visit.end()
    await replace(call, telegram, views.taken(seen, statement, visit.now, visit.words))


async def words_wanted(message: Message, telegram: Telegram, visit: Visit) -> None:
    """A picture of the document is no answer."""
    await telegram.send(visit.chat_id, entering.words_wanted(visit.words))


def router() -> Router:
    router = Router(name="budgets step by step")
    router.callback_query.register(steps_begun, StepsButton.filter())
    router.callback_query.register(amount_pressed, AmountButton.filter())
    router.callback_query.register(tapped_twice, SaveButton.filter(), Hasty())
    router.callback_query.register(saved, SaveButton.filter())
    for state, handler in ((UNTIL, until_written), (AMOUNT, amount_written), (SOURCE, source_written)):
        router.message.register(handler, Choosing(state))
        router.message.register(words_wanted, Choosing(state, shown=True))
    return router
