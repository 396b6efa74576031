"""Connecting a group, naming moderators, and what befalls a group."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.domain.groups import Group, NotBound
from bot.services.groups import GroupService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram
from bot.views import groups as views
from bot.views import settings, start
from bot.views.callbacks import BindButton, BindInsideButton, LanguageButton
from bot.visits import Visit
from handlers.filters import Has
from handlers.showing import replace
from handlers.staff import administrator, authorised, named


async def bind_asked(
    message: Message, groups: GroupService, territories: TerritoryService, telegram: Telegram, visit: Visit
) -> None:
    administrator(message, groups)
    listing = await territories.listing("", visit.words.language)
    choice = views.bind_choice(listing.inside, listing.listed, listing.back, 0, visit.words)
    await telegram.send(visit.chat_id, choice)


async def bind_asked_alone(message: Message, telegram: Telegram, visit: Visit) -> None:
    """Where an operator learns the id that ADMIN_IDS wants."""
    await telegram.send(visit.chat_id, views.bind_in_group(visit.telegram_id, visit.words))


async def territory_opened(
    call: CallbackQuery,
    callback_data: BindInsideButton,
    groups: GroupService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    groups.must_be_admin(call.from_user.id)
    listing = await territories.listing(callback_data.kato, visit.words.language)
    choice = views.bind_choice(listing.inside, listing.listed, listing.back, callback_data.page, visit.words)
    await replace(call, telegram, choice)


async def territory_chosen(
    call: CallbackQuery,
    callback_data: BindButton,
    groups: GroupService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff = administrator(call, groups)
    _ = visit.words
    await groups.meet(staff)
    await groups.bind(visit.chat_id, callback_data.kato, _.language, visit.now)
    spot = await territories.spot(callback_data.kato)
    await replace(call, telegram, views.bound(spot.territory.name(_.language), _))


async def moderator_asked(message: Message, groups: GroupService, telegram: Telegram, visit: Visit) -> None:
    administrator(message, groups)
    staff = named(message)
    if staff is None:
        await telegram.send(visit.chat_id, views.reply_needed(visit.words))
        return
    await groups.name_moderator(staff, visit.now)
    await telegram.send(visit.chat_id, views.moderator_named(staff.name, visit.words))


async def member_left(message: Message, groups: GroupService) -> None:
    assert message.left_chat_member is not None
    await groups.dismiss(message.chat.id, message.left_chat_member.id)


async def language_asked(
    message: Message, groups: GroupService, group: Group | None, telegram: Telegram, visit: Visit
) -> None:
    await authorised(message, groups, telegram)
    if group is None:
        raise NotBound
    await telegram.send(visit.chat_id, start.language_choice())


async def language_chosen(
    call: CallbackQuery,
    callback_data: LanguageButton,
    groups: GroupService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await authorised(call, groups, telegram)
    await groups.speak(visit.chat_id, callback_data.language)
    await replace(call, telegram, views.language_set(callback_data.language))


async def help_asked(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, settings.help_for_groups(visit.words))


async def group_moved(message: Message, groups: GroupService, visit: Visit) -> None:
    assert message.migrate_to_chat_id is not None
    await groups.moved(message.chat.id, message.migrate_to_chat_id, visit.now)


async def standing_changed(
    update: ChatMemberUpdated, groups: GroupService, group: Group | None, telegram: Telegram, visit: Visit
) -> None:
    """The bot was added, put out, or silenced."""
    member = update.new_chat_member
    if member.status in ("left", "kicked"):
        await groups.lost(visit.chat_id, "removed", visit.now)
    elif getattr(member, "can_send_messages", True) is False:
        await groups.lost(visit.chat_id, "silenced", visit.now)
    else:
        await groups.found(visit.chat_id, visit.now)
        if group is None and update.old_chat_member.status in ("left", "kicked"):
            await telegram.send(visit.chat_id, views.greeting(visit.words))


def private_router() -> Router:
    router = Router(name="bind")
    router.message.register(bind_asked_alone, Command("bind"))
    return router


def router() -> Router:
    router = Router(name="groups")
    router.message.register(bind_asked, Command("bind"))
    router.message.register(moderator_asked, Command("moderator"))
    router.message.register(language_asked, Command("language"))
    router.message.register(help_asked, Command("help", "start"))
    router.message.register(member_left, Has("left_chat_member"))
    router.message.register(group_moved, Has("migrate_to_chat_id"))
    router.callback_query.register(territory_opened, BindInsideButton.filter())
    router.callback_query.register(territory_chosen, BindButton.filter())
    router.callback_query.register(language_chosen, LanguageButton.filter())
    router.my_chat_member.register(standing_changed)
    return router
