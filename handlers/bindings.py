"""Connecting a group, in private: the code that stands in it, its territories, its language."""

from collections.abc import Sequence

from aiogram import F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, Message

from bot.domain.bindings import Binding
from bot.domain.groups import Group
from bot.domain.roles import Right
from bot.domain.territories import Level, Territory
from bot.i18n import words
from bot.services.groups import GroupService
from bot.services.roles import RoleService
from bot.services.setups import SetupService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram, may_not_write
from bot.views import groups as views
from bot.views.callbacks.groups import BindInsideButton, ChosenButton, ConnectButton, ServeButton
from bot.views.screens import Screen
from bot.views.setups import checklist
from bot.visits import Visit
from handlers.filters import InState
from handlers.showing import replace
from handlers.staff import acting, new_seed

AWAITING_CODE = "code"


async def bind_asked_alone(message: Message, telegram: Telegram, visit: Visit) -> None:
    """Where an operator learns the id that ADMIN_IDS wants."""
    await telegram.send(visit.chat_id, views.bind_in_group(visit.telegram_id, visit.words))


async def code_asked(message: Message, groups: GroupService, telegram: Telegram, visit: Visit) -> None:
    """The private chat was opened by the button in the group."""
    asked = await groups.asked(visit.telegram_id, visit.now)
    if not asked:
        await bind_asked_alone(message, telegram, visit)
        return
    await visit.enter(AWAITING_CODE)
    await telegram.send(visit.chat_id, views.code_wanted(asked[0].title, visit.words))


async def code_written(
    message: Message,
    groups: GroupService,
    roles: RoleService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    code = "".join(filter(str.isdecimal, message.text or ""))
    binding = await groups.confirm(visit.telegram_id, code, visit.now)
    if binding is None:
        await telegram.send(visit.chat_id, views.wrong_code(visit.words))
        return
    await visit.end()
    holder = await roles.holder(visit.telegram_id, visit.now)
    own = [grant.kato for grant in holder.grants if holder.may(Right.CONNECT, {grant.kato})]
    begin = BindInsideButton(kato="" if holder.administers else own[0])
    await telegram.send(visit.chat_id, await _choice(binding, begin, territories, visit))


async def _choice(
    binding: Binding, where: BindInsideButton, territories: TerritoryService, visit: Visit
) -> Screen:
    listing = await territories.listing(where.kato, visit.words.language)
    return views.serve_choice(binding, listing.inside, listing.listed, listing.back, where.page, visit.words)


async def territory_opened(
    call: CallbackQuery,
    callback_data: BindInsideButton,
    groups: GroupService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    binding = await groups.being_connected(visit.telegram_id, visit.now)
    await replace(call, telegram, await _choice(binding, callback_data, territories, visit))


async def territory_pressed(
    call: CallbackQuery,
    callback_data: ServeButton,
    groups: GroupService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    binding = await groups.choose(visit.telegram_id, callback_data.kato, visit.now)
    territory = (await territories.spot(callback_data.kato)).territory
    inside = territory.kato if territory.level is Level.DISTRICT else territory.parent or ""
    where = BindInsideButton(kato=inside, page=callback_data.page)
    await replace(call, telegram, await _choice(binding, where, territories, visit))


async def territories_chosen(
    call: CallbackQuery, groups: GroupService, territories: TerritoryService, telegram: Telegram, visit: Visit
) -> None:
    binding = await groups.being_connected(visit.telegram_id, visit.now)
    chosen = await territories.named(binding.chosen)
    if chosen:
        await replace(call, telegram, views.language_choice(binding, chosen, visit.words))
    else:
        await replace(call, telegram, await _choice(binding, BindInsideButton(), territories, visit))


async def language_chosen(
    call: CallbackQuery,
    callback_data: ConnectButton,
    groups: GroupService,
    *,
    territories: TerritoryService,
    setups: SetupService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """The group hears of it, and who connected it sees what is still to do."""
    binding, group = await groups.connect(acting(call), callback_data.language, visit.now)
    served = await territories.named(group.katos)
    heard = await _announced(telegram, group, served)
    above = views.connected(binding.title, served, visit.words, heard=heard)
    kato = group.katos[0] if len(group.katos) == 1 else group.district or group.katos[0]
    setup = await setups.setup(visit.telegram_id, kato, visit.now)
    await replace(call, telegram, checklist(setup, await telegram.username(), new_seed(), visit.words, above))


async def _announced(telegram: Telegram, group: Group, served: Sequence[Territory]) -> bool:
    """Whether the group could be told, also of what the bot may not do there."""
    _ = words(group.language)
    try:
        await telegram.send(group.chat_id, views.bound(served, _))
        if missing := await telegram.missing_rights(group.chat_id):
            await telegram.send(group.chat_id, views.rights_missing(missing, _))
    except TelegramAPIError as refusal:
        if not may_not_write(refusal):
            raise
        return False
    return True


def router() -> Router:
    router = Router(name="bindings")
    router.message.register(code_asked, CommandStart(deep_link=True, magic=F.args == "bind"))
    router.message.register(bind_asked_alone, Command("bind"))
    router.message.register(code_written, InState(AWAITING_CODE))
    router.callback_query.register(territory_opened, BindInsideButton.filter())
    router.callback_query.register(territory_pressed, ServeButton.filter())
    router.callback_query.register(territories_chosen, ChosenButton.filter())
    router.callback_query.register(language_chosen, ConnectButton.filter())
    return router
