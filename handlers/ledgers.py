"""Staff choose what to enter of a unit's budgets."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.budgets import check_year
from bot.domain.groups import NotAllowed, Staff
from bot.domain.roles import Right
from bot.domain.territories import Level
from bot.services.budgets import BudgetService
from bot.services.roles import RoleService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram
from bot.views import ledgers as views
from bot.views.callbacks import EnterButton, LedgerButton, LedgersButton
from bot.views.screens import Screen
from bot.visits import Visit
from handlers.filters import Entitled
from handlers.showing import replace
from handlers.staff import acting


async def ledgers_asked(
    message: Message,
    roles: RoleService,
    budgets: BudgetService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    screen = await _listed(acting(message), LedgersButton(), roles, budgets, territories, visit)
    await telegram.send(visit.chat_id, screen)


async def ledgers_opened(
    call: CallbackQuery,
    callback_data: LedgersButton,
    roles: RoleService,
    budgets: BudgetService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    screen = await _listed(acting(call), callback_data, roles, budgets, territories, visit)
    await replace(call, telegram, screen)


async def _listed(
    staff: Staff,
    where: LedgersButton,
    roles: RoleService,
    budgets: BudgetService,
    territories: TerritoryService,
    visit: Visit,
) -> Screen:
    """What the person serves, if it is more than one place; an administrator goes through the country.

    Raises NotAllowed.
    """
    holder, _ = await roles.holder(staff.telegram_id, visit.now), visit.words
    served = holder.anywhere(Right.BUDGETS)
    if not where.kato and holder.administers:
        return views.places("", (await territories.listing("", _.language)).listed, where.page, _)
    if not where.kato and not served:
        raise NotAllowed
    if not where.kato and len(served) > 1:
        return views.places("", await territories.named(served), where.page, _)
    spot = await territories.spot(where.kato or served[0])
    kato, level = spot.territory.kato, spot.territory.level
    if level is Level.UNIT:
        return views.ledger(await budgets.ledger(staff, kato, visit.now), visit.now, _)
    if level is Level.REGION:
        holder.must(Right.BUDGETS, spot.line)
        return views.places(kato, (await territories.listing(kato, _.language)).listed, where.page, _)
    return views.places(kato, await budgets.units(staff, kato, visit.now), where.page, _)


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
