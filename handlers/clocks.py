"""The office sets terms for itself, category by category."""

import dataclasses
from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.clocks import Target, What
from bot.services.clocks import ClockService
from bot.telegram import Telegram
from bot.views import clocks as views
from bot.views.callbacks.setups import DaysButton, TargetButton, TargetPicturedButton, TargetsButton
from bot.visits import Visit
from handlers.showing import replace
from handlers.staff import acting


async def targets_opened(
    call: CallbackQuery, callback_data: TargetsButton, clocks: ClockService, telegram: Telegram, visit: Visit
) -> None:
    spot, found = await clocks.targets(acting(call), callback_data.kato, visit.now)
    await replace(call, telegram, views.targets(spot, found, visit.words))


async def target_opened(
    call: CallbackQuery, callback_data: TargetButton, clocks: ClockService, telegram: Telegram, visit: Visit
) -> None:
    category = callback_data.category
    spot, target = await clocks.target(acting(call), callback_data.kato, category, visit.now)
    await replace(call, telegram, views.target(spot, category, target, visit.words))


async def target_changed(
    call: CallbackQuery,
    callback_data: DaysButton | TargetPicturedButton,
    clocks: ClockService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    category, changed = callback_data.category, _change(callback_data)
    spot, target = await clocks.promise(acting(call), callback_data.kato, category, changed, visit.now)
    await replace(call, telegram, views.target(spot, category, target, visit.words))


def _change(pressed: DaysButton | TargetPicturedButton) -> Callable[[Target], Target]:
    if isinstance(pressed, TargetPicturedButton):
        return lambda target: dataclasses.replace(target, pictured=pressed.pictured)
    days = pressed.days or None
    if pressed.what is What.FIRST_WORD:
        return lambda target: dataclasses.replace(target, first_word=days)
    return lambda target: dataclasses.replace(target, solution=days)


def router() -> Router:
    router = Router(name="clocks")
    router.callback_query.register(targets_opened, TargetsButton.filter())
    router.callback_query.register(target_opened, TargetButton.filter())
    router.callback_query.register(target_changed, DaysButton.filter())
    router.callback_query.register(target_changed, TargetPicturedButton.filter())
    return router
