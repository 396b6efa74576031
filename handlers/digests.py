"""The digest, when somebody asks for it, and when it comes by itself."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.digests import Every, Subscription
from bot.domain.groups import Staff
from bot.domain.roles import Right
from bot.drawing.desk import DrawingDesk, NotDrawn
from bot.services.digests import DigestService
from bot.services.roles import RoleService
from bot.telegram import Telegram
from bot.views import budget_pictures
from bot.views import digests as views
from bot.views.callbacks.digests import (
    AccountButton,
    AccountFileButton,
    DigestButton,
    DigestPictureButton,
    DigestsButton,
    SubscribeButton,
    SubscriptionButton,
)
from bot.views.screens import Screen, Toast
from bot.visits import Visit
from handlers.filters import Entitled
from handlers.sheets import as_csv
from handlers.showing import replace
from handlers.staff import acting


async def digest_asked(
    message: Message, roles: RoleService, digests: DigestService, telegram: Telegram, visit: Visit
) -> None:
    """Of the only territory they serve; else they choose one."""
    await visit.end()
    staff = acting(message)
    way = await roles.way(staff, Right.DIGESTS, "", visit.words.language, visit.now)
    kato = way.unit or way.inside
    screen = (
        await _shown(staff, kato, Every.WEEK, digests, visit) if kato else views.places(way, 0, visit.words)
    )
    await telegram.send(visit.chat_id, screen)


async def _shown(staff: Staff, kato: str, every: Every, digests: DigestService, visit: Visit) -> Screen:
    found = await digests.digest(staff.telegram_id, kato, every, visit.now)
    return views.digest(found, visit.now, visit.words)


async def places_opened(
    call: CallbackQuery,
    callback_data: DigestsButton,
    roles: RoleService,
    digests: DigestService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, _ = acting(call), visit.words
    way = await roles.way(staff, Right.DIGESTS, callback_data.kato, _.language, visit.now)
    if way.unit is not None:
        await replace(call, telegram, await _shown(staff, way.unit, Every.WEEK, digests, visit))
    else:
        await replace(call, telegram, views.places(way, callback_data.page, _))


async def digest_opened(
    call: CallbackQuery, callback_data: DigestButton, digests: DigestService, telegram: Telegram, visit: Visit
) -> None:
    kato, every = callback_data.kato, callback_data.every
    await replace(call, telegram, await _shown(acting(call), kato, every, digests, visit))


async def account_opened(
    call: CallbackQuery,
    callback_data: AccountButton,
    digests: DigestService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    kato, every = callback_data.kato, callback_data.every
    found = await digests.account(visit.telegram_id, kato, every, visit.now)
    await replace(call, telegram, views.account(found, visit.words))


async def file_asked(
    call: CallbackQuery,
    callback_data: AccountFileButton,
    digests: DigestService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    kato, every, _ = callback_data.kato, callback_data.every, visit.words
    found = await digests.table(visit.telegram_id, kato, every, visit.now)
    if found is None:
        toast.say(views.only_neutral(_), alert=True)
    elif not found.total.intake:
        toast.say(views.nothing_to_list(_), alert=True)
    else:
        content = as_csv(views.table(found, _))
        await telegram.send_new(
            visit.chat_id, views.table_name(found), content, views.table_caption(found, _)
        )


async def picture_asked(
    call: CallbackQuery,
    callback_data: DigestPictureButton,
    digests: DigestService,
    drawing: DrawingDesk,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    found, _ = (
        await digests.digest(visit.telegram_id, callback_data.kato, callback_data.every, visit.now),
        visit.words,
    )
    if found.neutral:
        toast.say(views.only_neutral(_), alert=True)
        return
    if not found.flow.tally.intake:
        toast.say(views.nothing_to_draw(_), alert=True)
        return
    try:
        content = await drawing.draw(views.picture(found, _))
    except NotDrawn:
        toast.say(budget_pictures.failed(_), alert=True)
        return
    await telegram.send_picture(visit.chat_id, views.file_name(found), content, views.caption(found, _))


async def subscription_opened(
    call: CallbackQuery,
    callback_data: SubscriptionButton,
    digests: DigestService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    spot, wanted = await digests.subscription(visit.telegram_id, callback_data.kato, visit.now)
    await replace(call, telegram, views.subscription(spot, wanted, visit.words))


async def subscribed(
    call: CallbackQuery,
    callback_data: SubscribeButton,
    digests: DigestService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    wanted = Subscription(callback_data.every, callback_data.hour)
    spot = await digests.subscribe(acting(call), callback_data.kato, wanted, visit.now)
    await replace(call, telegram, views.subscription(spot, wanted, visit.words))


def router() -> Router:
    router = Router(name="digests")
    router.message.register(digest_asked, Command("digest"), Entitled(Right.DIGESTS))
    router.callback_query.register(places_opened, DigestsButton.filter())
    router.callback_query.register(digest_opened, DigestButton.filter())
    router.callback_query.register(account_opened, AccountButton.filter())
    router.callback_query.register(file_asked, AccountFileButton.filter())
    router.callback_query.register(picture_asked, DigestPictureButton.filter())
    router.callback_query.register(subscription_opened, SubscriptionButton.filter())
    router.callback_query.register(subscribed, SubscribeButton.filter())
    return router
