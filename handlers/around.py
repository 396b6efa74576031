"""What neighbours have reported: the list, one report, support and its end."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.services.drafts import DraftService
from bot.services.supports import SupportService
from bot.telegram import Telegram
from bot.views import supports as views
from bot.views.callbacks.supports import (
    AroundButton,
    SharedButton,
    SharedPictureButton,
    SupportButton,
    SupportsButton,
    TakeUpButton,
)
from bot.visits import Visit
from handlers.filters import Hasty
from handlers.showing import replace, tapped_twice, turn_form


async def around_asked(message: Message, telegram: Telegram, supports: SupportService, visit: Visit) -> None:
    await visit.end()
    page = await supports.around(visit.known(), 0)
    await telegram.send(visit.chat_id, views.around(page, visit.words))


async def around_turned(
    call: CallbackQuery,
    callback_data: AroundButton,
    telegram: Telegram,
    supports: SupportService,
    visit: Visit,
) -> None:
    page = await supports.around(visit.known(), callback_data.page)
    await replace(call, telegram, views.around(page, visit.words))


async def supported_opened(
    call: CallbackQuery,
    callback_data: SupportsButton,
    telegram: Telegram,
    supports: SupportService,
    visit: Visit,
) -> None:
    page = await supports.mine(visit.known(), callback_data.page)
    await replace(call, telegram, views.supported(page, visit.words))


async def shared_opened(
    call: CallbackQuery,
    callback_data: SharedButton,
    telegram: Telegram,
    supports: SupportService,
    visit: Visit,
) -> None:
    shared = await supports.look(visit.known(), callback_data.report)
    screen = views.card(shared, callback_data.page, visit.words, mine=callback_data.mine)
    await replace(call, telegram, screen)


async def support_pressed(
    call: CallbackQuery,
    callback_data: SupportButton,
    telegram: Telegram,
    supports: SupportService,
    visit: Visit,
) -> None:
    do = supports.support if callback_data.wanted else supports.leave
    shared = await do(visit.known(), callback_data.report, visit.now)
    screen = views.card(shared, callback_data.page, visit.words, mine=callback_data.mine)
    await replace(call, telegram, screen)


async def picture_wanted(
    call: CallbackQuery,
    callback_data: SharedPictureButton,
    telegram: Telegram,
    supports: SupportService,
    visit: Visit,
) -> None:
    photo = await supports.picture(visit.known(), callback_data.report)
    under = call.message.message_id if call.message else None
    await telegram.send_file(visit.chat_id, photo, reply_to=under)


async def taken_up(
    call: CallbackQuery,
    callback_data: TakeUpButton,
    telegram: Telegram,
    supports: SupportService,
    drafts: DraftService,
    visit: Visit,
) -> None:
    draft = await supports.take_up(visit.known(), callback_data.report, visit.now)
    await visit.end()
    await turn_form(call, telegram, drafts, visit, draft)


def router() -> Router:
    router = Router(name="around")
    router.message.register(around_asked, Command("around"))
    router.callback_query.register(tapped_twice, SupportButton.filter(), Hasty())
    router.callback_query.register(around_turned, AroundButton.filter())
    router.callback_query.register(supported_opened, SupportsButton.filter())
    router.callback_query.register(shared_opened, SharedButton.filter())
    router.callback_query.register(support_pressed, SupportButton.filter())
    router.callback_query.register(picture_wanted, SharedPictureButton.filter())
    router.callback_query.register(taken_up, TakeUpButton.filter())
    return router
