"""Posters for the notice board: given to those who serve the territory, and for any to administrators."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.groups import Group, Staff
from bot.domain.roles import Right
from bot.domain.territories import NoSuchTerritory, Spot, Territory
from bot.posters import Printer
from bot.services.roles import RoleService
from bot.services.setups import SetupService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram
from bot.views import posters as views
from bot.views.callbacks.groups import PosterButton
from bot.visits import Visit
from handlers.showing import replace
from handlers.staff import acting, authorised


@dataclass(frozen=True)
class Desk:
    """Where posters are given out."""

    roles: RoleService
    setups: SetupService
    territories: TerritoryService
    telegram: Telegram
    printer: Printer

    async def offer(self, spots: Sequence[Spot], staff: Staff, visit: Visit) -> None:
        """The poster of the only place, or the question which."""
        if len(spots) > 1:
            await self.telegram.send(visit.chat_id, views.found(spots, visit.words))
            return
        territory = spots[0].territory
        inside = await self._inside(territory, visit)
        while len(inside) == 1:  # the only village's link spares residents a question
            territory = inside[0]
            inside = await self._inside(territory, visit)
        if inside:
            await self.telegram.send(visit.chat_id, views.choice(territory, inside, 0, visit.words))
        else:
            await self.give(territory, staff, visit)

    async def turn(self, call: CallbackQuery, territory: Territory, page: int, visit: Visit) -> None:
        inside = await self._inside(territory, visit)
        await replace(call, self.telegram, views.choice(territory, inside, page, visit.words))

    async def give(self, territory: Territory, staff: Staff, visit: Visit) -> None:
        sheet = await self.printer.print(territory, await self.telegram.username())
        name = f"poster-{territory.kato}"
        caption = views.caption(territory, visit.words)
        await self.telegram.send_new(visit.chat_id, f"{name}.pdf", sheet.pdf, caption)
        await self.telegram.send_new(visit.chat_id, f"{name}.png", sheet.png)
        await self.setups.printed(staff, territory.kato, visit.now)

    async def _inside(self, territory: Territory, visit: Visit) -> Sequence[Territory]:
        return (await self.territories.listing(territory.kato, visit.words.language)).listed


async def poster_asked(message: Message, group: Group | None, desk: Desk, visit: Visit) -> None:
    staff = await authorised(message, desk.roles, group, visit.now)
    assert group is not None
    await desk.offer([await desk.territories.spot(kato) for kato in group.katos], staff, visit)


async def poster_asked_alone(message: Message, command: CommandObject, desk: Desk, visit: Visit) -> None:
    """Of the place that is named; without one, of what they serve."""
    staff, wanted = acting(message), (command.args or "").strip()
    holder = await desk.roles.holder(staff.telegram_id, visit.now)
    if not holder.serves:
        await desk.telegram.send(visit.chat_id, views.for_the_office(visit.words))
        return
    if wanted or holder.administers:
        spots = [one for one in await _looked_up(wanted, desk, visit) if holder.may(Right.POSTER, one.line)]
    else:
        served = dict.fromkeys(grant.kato for grant in holder.grants)
        spots = [await desk.territories.spot(kato) for kato in served]
    if spots:
        await desk.offer(spots, staff, visit)
    else:
        await desk.telegram.send(visit.chat_id, views.place_needed(wanted, visit.words))


async def _looked_up(wanted: str, desk: Desk, visit: Visit) -> list[Spot]:
    """Any territory by its code, villages by their name."""
    if re.fullmatch("[0-9]{9}", wanted) is None:
        return await desk.territories.find(wanted, visit.words.language)
    try:
        return [await desk.territories.spot(wanted)]
    except NoSuchTerritory:
        return []


async def poster_chosen(call: CallbackQuery, callback_data: PosterButton, desk: Desk, visit: Visit) -> None:
    """The choice stays where it was: an office hangs up more than one poster."""
    staff = acting(call)
    holder = await desk.roles.holder(staff.telegram_id, visit.now)
    spot = await desk.territories.spot(callback_data.kato)
    holder.must(Right.POSTER, spot.line)
    if callback_data.whole:
        await desk.give(spot.territory, staff, visit)
    elif callback_data.page:
        await desk.turn(call, spot.territory, callback_data.page - 1, visit)
    else:
        await desk.offer([spot], staff, visit)


def private_router() -> Router:
    router = Router(name="any poster")
    router.message.register(poster_asked_alone, Command("poster"))
    router.callback_query.register(poster_chosen, PosterButton.filter())
    return router


def router() -> Router:
    router = Router(name="posters")
    router.message.register(poster_asked, Command("poster"))
    router.callback_query.register(poster_chosen, PosterButton.filter())
    return router
