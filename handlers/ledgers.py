"""Staff choose what to enter of a unit's budgets."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.budgets import check_year
from bot.domain.groups import Staff
from bot.domain.roles import Right
from bot.services.budgets import BudgetService
from bot.services.roles import RoleService
from bot.telegram import Telegram
from bot.views import ledgers as views
from bot.views.callbacks.ledgers import EnterButton, LedgerButton, LedgersButton
from bot.views.screens import Screen
from bot.visits import Visit
from handlers.filters import Entitled
from handlers.showing import replace
from handlers.staff import acting


async def ledgers_asked(
    message: Message,
    roles: RoleService,
    budgets: BudgetService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    screen = await _listed(acting(message), LedgersButton(), roles, budgets, visit)
    await telegram.send(visit.chat_id, screen)


async def ledgers_opened(
    call: CallbackQuery,
    callback_data: LedgersButton,
    roles: RoleService,
    budgets: BudgetService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    screen = await _listed(acting(call), callback_data, roles, budgets, visit)
    await replace(call, telegram, screen)


async def _listed(
    staff: Staff,
    where: LedgersButton,
    roles: RoleService,
    budgets: BudgetService,
    visit: Visit,
) -> Screen:
    """A unit's budgets, or what lies on the way there. Raises NotAllowed."""
    way = await roles.way(staff, Right.BUDGETS, where.kato, visit.words.language, visit.now)
    if way.unit is None:
        return views.places(way, where.page, visit.words)
    return views.ledger(await budgets.ledger(staff, way.unit, visit.now), visit.now, visit.words)


async def ledger_opened(
    call: CallbackQuery,
    callback_data: LedgerButton,
    budgets: BudgetService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await budgets.ledger(acting(call), callback_data.kato, visit.now)
    await replace(call, telegram, views.ledger(seen, visit.now, visit.words))


async def side_chosen(
    call: CallbackQuery,
    callback_data: EnterButton,
    budgets: BudgetService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await budgets.ledger(acting(call), callback_data.kato, visit.now)
    check_year(callback_data.year, visit.now)
    await replace(call, telegram, views.ways(seen, callback_data.year, callback_data.side, visit.words))


def router() -> Router:
    router = Router(name="ledgers")
    router.message.register(ledgers_asked, Command("budget"), Entitled(Right.BUDGETS))
    router.callback_query.register(ledgers_opened, LedgersButton.filter())
    router.callback_query.register(ledger_opened, LedgerButton.filter())
    router.callback_query.register(side_chosen, EnterButton.filter())
    return router
