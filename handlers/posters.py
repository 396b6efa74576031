"""Posters for the notice board: given to moderators for their own territory, to administrators for any."""

import re

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.groups import Group, NotAllowed, NotBound
from bot.domain.territories import NoSuchTerritory, Spot, Territory
from bot.posters import Printer
from bot.services.groups import GroupService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram
from bot.views import posters as views
from bot.views.callbacks import PosterButton
from bot.visits import Visit
from handlers.showing import replace
from handlers.staff import authorised


async def poster_asked(
    message: Message,
    groups: GroupService,
    group: Group | None,
    territories: TerritoryService,
    telegram: Telegram,
    printer: Printer,
    visit: Visit,
) -> None:
    spot = await territories.spot((await _serving(message, groups, group, telegram)).kato)
    await _give_or_ask(spot.territory, territories, telegram, printer, visit)


async def poster_chosen(
    call: CallbackQuery,
    callback_data: PosterButton,
    groups: GroupService,
    group: Group | None,
    *,
    territories: TerritoryService,
    telegram: Telegram,
    printer: Printer,
    visit: Visit,
) -> None:
    serving = await _serving(call, groups, group, telegram)
    spot = await territories.spot(callback_data.kato)
    serving.must_hold(spot)
    await _pressed(call, callback_data, spot, territories, telegram, printer, visit)


async def _serving(
    event: Message | CallbackQuery, groups: GroupService, group: Group | None, telegram: Telegram
) -> Group:
    """The group, when a moderator of it asks. Raises NotAllowed, NotBound."""
    await authorised(event, groups, telegram)
    if group is None:
        raise NotBound
    return group


async def poster_asked_alone(
    message: Message,
    command: CommandObject,
    groups: GroupService,
    territories: TerritoryService,
    telegram: Telegram,
    printer: Printer,
    visit: Visit,
) -> None:
    try:
        groups.must_be_admin(visit.telegram_id)
    except NotAllowed:
        await telegram.send(visit.chat_id, views.for_the_office(visit.words))
        return
    wanted = (command.args or "").strip()
    spots = await _looked_up(wanted, territories, visit)
    if not spots:
        await telegram.send(visit.chat_id, views.place_needed(wanted, visit.words))
    elif len(spots) > 1:
        await telegram.send(visit.chat_id, views.found(spots, visit.words))
    else:
        await _give_or_ask(spots[0].territory, territories, telegram, printer, visit)


async def poster_chosen_alone(
    call: CallbackQuery,
    callback_data: PosterButton,
    groups: GroupService,
    territories: TerritoryService,
    telegram: Telegram,
    printer: Printer,
    visit: Visit,
) -> None:
    groups.must_be_admin(call.from_user.id)
    spot = await territories.spot(callback_data.kato)
    await _pressed(call, callback_data, spot, territories, telegram, printer, visit)


async def _looked_up(wanted: str, territories: TerritoryService, visit: Visit) -> list[Spot]:
    """Any territory by its code, villages by their name."""
    if re.fullmatch("[0-9]{9}", wanted) is None:
        return await territories.find(wanted, visit.words.language)
    try:
        return [await territories.spot(wanted)]
    except NoSuchTerritory:
        return []


async def _pressed(
    call: CallbackQuery,
    button: PosterButton,
    spot: Spot,
    territories: TerritoryService,
    telegram: Telegram,
    printer: Printer,
    visit: Visit,
) -> None:
    """The choice stays where it was: an office hangs up more than one poster."""
    if button.whole:
        await _give(spot.territory, telegram, printer, visit)
    elif button.page:
        inside = (await territories.listing(spot.territory.kato, visit.words.language)).listed
        await replace(call, telegram, views.choice(spot.territory, inside, button.page - 1, visit.words))
    else:
        await _give_or_ask(spot.territory, territories, telegram, printer, visit)


async def _give_or_ask(
    territory: Territory, territories: TerritoryService, telegram: Telegram, printer: Printer, visit: Visit
) -> None:
    """Of a unit with a single village the village's: its link spares residents a question."""
    inside = (await territories.listing(territory.kato, visit.words.language)).listed
    while len(inside) == 1:
        territory = inside[0]
        inside = (await territories.listing(territory.kato, visit.words.language)).listed
    if inside:
        await telegram.send(visit.chat_id, views.choice(territory, inside, 0, visit.words))
    else:
        await _give(territory, telegram, printer, visit)


async def _give(territory: Territory, telegram: Telegram, printer: Printer, visit: Visit) -> None:
    sheet = await printer.print(territory, await telegram.username())
    name = f"poster-{territory.kato}"
    await telegram.send_new(visit.chat_id, f"{name}.pdf", sheet.pdf, views.caption(territory, visit.words))
    await telegram.send_new(visit.chat_id, f"{name}.png", sheet.png)


def private_router() -> Router:
    router = Router(name="any poster")
    router.message.register(poster_asked_alone, Command("poster"))
    router.callback_query.register(poster_chosen_alone, PosterButton.filter())
    return router


def router() -> Router:
    router = Router(name="posters")
    router.message.register(poster_asked, Command("poster"))
    router.callback_query.register(poster_chosen, PosterButton.filter())
    return router
