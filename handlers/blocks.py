"""Coordinators decide, each in their own chat, whether somebody is blocked."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.services.blocks import BlockService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram
from bot.views import blocks as views
from bot.views.callbacks.triage import BlockButton
from bot.views.names import spot_name
from bot.visits import Visit
from handlers.showing import replace


async def verdict_pressed(
    call: CallbackQuery,
    callback_data: BlockButton,
    blocks: BlockService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """Who may is asked anew with each press; the button names neither the person nor a right."""
    case = await blocks.decide(visit.telegram_id, callback_data.block, callback_data.verdict, visit.now)
    place = spot_name(await territories.spot(case.block.district), visit.words)
    await replace(call, telegram, views.case(case, place, visit.now, visit.words))


def router() -> Router:
    router = Router(name="blocks")
    router.callback_query.register(verdict_pressed, BlockButton.filter())
    return router
