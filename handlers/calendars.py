"""Coordinators look at elections, and confirm dates and lists by buttons."""

from datetime import UTC, datetime

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.calendars import Calendar, Overview
from bot.domain.groups import NotAllowed, Staff
from bot.domain.roles import Role
from bot.domain.territories import Level
from bot.domain.timelines import Code
from bot.domain.workdays import Workdays
from bot.services.broadcasts import BroadcastService
from bot.services.calendars import CalendarService
from bot.services.roles import RoleService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram
from bot.views import broadcasts as broadcast_views
from bot.views import calendars as views
from bot.views import entering
from bot.views.callbacks.calendars import (
    BroadcastsButton,
    CalendarButton,
    ConfirmButton,
    DateButton,
    DistrictButton,
    DropButton,
    SecondButton,
    Side,
    StopBroadcastButton,
    UnitButton,
)
from bot.views.screens import Screen
from bot.visits import Visit
from handlers.filters import Coordinates, Hasty
from handlers.showing import replace, tapped_twice
from handlers.staff import acting


async def elections_asked(
    message: Message,
    roles: RoleService,
    calendars: CalendarService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    screen = await _district(acting(message), DistrictButton(), roles, calendars, territories, visit)
    await telegram.send(visit.chat_id, screen)


async def district_opened(
    call: CallbackQuery,
    callback_data: DistrictButton,
    roles: RoleService,
    calendars: CalendarService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    await replace(
        call, telegram, await _district(acting(call), callback_data, roles, calendars, territories, visit)
    )


async def _district(
    staff: Staff,
    where: DistrictButton,
    roles: RoleService,
    calendars: CalendarService,
    territories: TerritoryService,
    visit: Visit,
) -> Screen:
    """The district's units; an administrator goes through the country. Raises NotAllowed."""
    holder, _ = await roles.holder(staff.telegram_id, visit.now), visit.words
    served = list(dict.fromkeys(one.kato for one in holder.grants if one.role is Role.COORDINATOR))
    if not where.kato and not holder.administers and not served:
        raise NotAllowed
    if not where.kato and holder.administers:
        return views.places("", (await territories.listing("", _.language)).listed, where.page, _)
    if not where.kato and len(served) > 1:
        return views.places("", await territories.named(served), where.page, _)
    kato = where.kato or served[0]
    if (await territories.spot(kato)).territory.level is Level.REGION:
        return views.places(kato, (await territories.listing(kato, _.language)).listed, where.page, _)
    return _unit_or_district(await calendars.overview(staff, kato, visit.now), where.page, visit)


def _unit_or_district(seen: Overview, page: int, visit: Visit) -> Screen:
    if seen.spot.territory.level is Level.UNIT:
        return views.unit(seen, visit.words)
    return views.overview(seen, page, visit.words)


async def unit_opened(
    call: CallbackQuery,
    callback_data: UnitButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """Its election, if one goes on."""
    await visit.end()
    staff = acting(call)
    seen = await calendars.overview(staff, callback_data.kato, visit.now)
    known = seen.elections.get(callback_data.kato)
    if known is not None and not known.state.over:
        screen = views.calendar(await calendars.calendar(staff, known.id, visit.now), visit.words)
    else:
        screen = _unit_or_district(seen, 0, visit)
    await replace(call, telegram, screen)


async def calendar_opened(
    call: CallbackQuery,
    callback_data: CalendarButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await calendars.calendar(acting(call), callback_data.election, visit.now)
    side = {Side.SUMMARY: views.calendar, Side.DATES: views.dates, Side.MORE: views.more}[callback_data.side]
    await replace(call, telegram, side(seen, visit.words))


async def date_opened(
    call: CallbackQuery,
    callback_data: DateButton,
    calendars: CalendarService,
    workdays: Workdays,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await calendars.calendar(acting(call), callback_data.election, visit.now)
    await replace(call, telegram, views.date(seen, seen.entry(callback_data.code), workdays, visit.words))


async def date_confirmed(
    call: CallbackQuery,
    callback_data: ConfirmButton,
    calendars: CalendarService,
    workdays: Workdays,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """Then the next one is shown that nobody has decided on."""
    await visit.end()
    minute, code = callback_data.minute, callback_data.code
    moment = datetime.fromtimestamp(minute * 60, UTC) if minute else None
    seen = await calendars.confirm(acting(call), callback_data.election, code, moment, visit.now)
    await replace(call, telegram, following(seen, code, workdays, visit))


def following(seen: Calendar, code: Code, workdays: Workdays, visit: Visit) -> Screen:
    """What was decided, and the next date to decide on, or, when all are, the election."""
    said, entry = views.decided(seen.entry(code), visit.words), seen.after(code)
    if entry is None:
        return views.calendar(seen, visit.words).after(said)
    return views.date(seen, entry, workdays, visit.words).after(said)


async def second_pressed(
    call: CallbackQuery,
    callback_data: SecondButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.election
    if callback_data.given:
        screen = views.calendar(await calendars.approve(staff, key, visit.now), visit.words)
    else:
        screen = views.asked(await calendars.ask(staff, key, visit.now), visit.words)
    await replace(call, telegram, screen)


async def drop_pressed(
    call: CallbackQuery,
    callback_data: DropButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.election
    if callback_data.sure:
        election = await calendars.drop(staff, key, visit.now)
        screen = entering.dropped(election.territory.kato, visit.words)
    else:
        screen = views.sure_to_drop(await calendars.calendar(staff, key, visit.now), visit.words)
    await replace(call, telegram, screen)


async def broadcasts_opened(
    call: CallbackQuery,
    callback_data: BroadcastsButton,
    broadcasts: BroadcastService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    listed = await broadcasts.progress(acting(call), callback_data.election, visit.now)
    screen = broadcast_views.listed(listed, callback_data.election, visit.now, visit.words)
    await replace(call, telegram, screen)


async def broadcasts_asked(
    message: Message, broadcasts: BroadcastService, telegram: Telegram, visit: Visit
) -> None:
    """Of all elections that somebody coordinates."""
    await visit.end()
    listed = await broadcasts.all_under_way(acting(message), visit.now)
    await telegram.send(visit.chat_id, broadcast_views.listed(listed, None, visit.now, visit.words))


async def stop_pressed(
    call: CallbackQuery,
    callback_data: StopBroadcastButton,
    broadcasts: BroadcastService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.broadcast
    if callback_data.sure:
        screen = broadcast_views.stopped(await broadcasts.stop(staff, key, visit.now), visit.words)
    else:
        screen = broadcast_views.sure_to_stop(
            await broadcasts.one(staff, key, visit.now), visit.now, visit.words
        )
    await replace(call, telegram, screen)


def router() -> Router:
    router = Router(name="calendars")
    router.message.register(elections_asked, Command("election", "elections"), Coordinates())
    router.message.register(broadcasts_asked, Command("broadcasts"))
    for button in (ConfirmButton, SecondButton, DropButton, StopBroadcastButton):
        router.callback_query.register(tapped_twice, button.filter(), Hasty())
    router.callback_query.register(district_opened, DistrictButton.filter())
    router.callback_query.register(unit_opened, UnitButton.filter())
    router.callback_query.register(calendar_opened, CalendarButton.filter())
    router.callback_query.register(date_opened, DateButton.filter())
    router.callback_query.register(date_confirmed, ConfirmButton.filter())
    router.callback_query.register(second_pressed, SecondButton.filter())
    router.callback_query.register(drop_pressed, DropButton.filter())
    router.callback_query.register(broadcasts_opened, BroadcastsButton.filter())
    router.callback_query.register(stop_pressed, StopBroadcastButton.filter())
    return router
