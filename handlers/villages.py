"""Where a person lives: looked for by its name or a location, or chosen from lists."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.territories import Level
from bot.i18n import Words
from bot.services.people import PeopleService
from bot.services.territories import Listing, TerritoryService
from bot.telegram import Telegram
from bot.views import menu
from bot.views import villages as views
from bot.views.callbacks.arriving import InsideButton, VillageButton
from bot.views.screens import Screen
from bot.visits import Visit
from handlers.filters import Awaiting, Has, InState
from handlers.showing import replace

CHOOSING_VILLAGE = "village"


def opened(listing: Listing, page: int, _: Words) -> Screen:
    """What lies in a territory; a village, or a unit in which no village does, is itself proposed as a home."""
    here = listing.inside
    if here is not None and not listing.listed and here.territory.level in (Level.UNIT, Level.VILLAGE):
        return views.offered_village(here, _)
    return views.territory_list(here, listing.listed, listing.back, page, _)


async def village_written(
    message: Message, telegram: Telegram, territories: TerritoryService, visit: Visit
) -> None:
    found = await territories.find(message.text or "", visit.words.language)
    await telegram.send(message.chat.id, views.villages_found(found, visit.words))


async def village_located(
    message: Message, telegram: Telegram, territories: TerritoryService, visit: Visit
) -> None:
    point = message.location
    assert point is not None
    near = await territories.near(point.latitude, point.longitude)
    await telegram.send(message.chat.id, views.villages_near(near, visit.words))


async def territory_opened(
    call: CallbackQuery,
    callback_data: InsideButton,
    telegram: Telegram,
    territories: TerritoryService,
    visit: Visit,
) -> None:
    listing = await territories.listing(callback_data.kato, visit.words.language)
    await replace(call, telegram, opened(listing, callback_data.page, visit.words))


async def village_chosen(
    call: CallbackQuery,
    callback_data: VillageButton,
    telegram: Telegram,
    people: PeopleService,
    territories: TerritoryService,
    visit: Visit,
) -> None:
    await people.live_in(visit.known(), callback_data.kato)
    await visit.end()
    spot = await territories.spot(callback_data.kato)
    await replace(call, telegram, menu.welcome(spot.territory.name(visit.words.language), visit.words))


def words_router() -> Router:
    """The words in which a village is looked for, once commands and the menu had their turn."""
    router = Router(name="village")
    router.message.register(village_written, InState(CHOOSING_VILLAGE))
    return router


def router() -> Router:
    router = Router(name="villages")
    router.message.register(village_located, Has("location"), Awaiting(CHOOSING_VILLAGE))
    router.callback_query.register(territory_opened, InsideButton.filter())
    router.callback_query.register(village_chosen, VillageButton.filter())
    return router
