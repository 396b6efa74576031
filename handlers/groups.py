"""A group: asking to be connected, its language, and what befalls it."""

from aiogram import F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command, CommandStart
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.domain.groups import Group
from bot.i18n import words
from bot.services.groups import GroupService
from bot.services.roles import RoleService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram, may_not_write
from bot.views import groups as views
from bot.views import roles as role_views
from bot.views import settings, start
from bot.views.callbacks.arriving import LanguageButton
from bot.views.callbacks.groups import DisconnectButton
from bot.visits import Visit
from handlers.bindings import AWAITING_CODE
from handlers.filters import Has
from handlers.showing import replace
from handlers.staff import acting, authorised


async def bind_asked(message: Message, groups: GroupService, telegram: Telegram, visit: Visit) -> None:
    """The code stands in the group; who asked is asked for it in private."""
    staff = acting(message)
    binding = await groups.ask(staff, message.chat.title or "…", visit.now)
    await visit.people.enter(staff.telegram_id, staff.telegram_id, AWAITING_CODE, visit.now)
    await telegram.send(visit.chat_id, views.code(binding, await telegram.username(), visit.words))
    try:
        _ = words(visit.person.language) if visit.person else visit.words
        await telegram.send(staff.telegram_id, views.code_wanted(binding.title, _))
    except TelegramAPIError as refusal:
        if not may_not_write(refusal):
            raise  # else the button in the group leads to the private chat


async def disconnect_asked(
    message: Message, groups: GroupService, territories: TerritoryService, telegram: Telegram, visit: Visit
) -> None:
    group = await groups.must_rule(acting(message), visit.now)
    served = await territories.named(group.katos)
    await telegram.send(visit.chat_id, views.disconnect_question(served, visit.words))


async def disconnect_pressed(
    call: CallbackQuery,
    callback_data: DisconnectButton,
    groups: GroupService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff = acting(call)
    if callback_data.sure:
        await groups.disconnect(staff, visit.now)
        await replace(call, telegram, views.disconnected(visit.words))
    else:
        await groups.must_rule(staff, visit.now)
        await replace(call, telegram, views.still_connected(visit.words))


async def team_asked(
    message: Message, roles: RoleService, group: Group | None, telegram: Telegram, visit: Visit
) -> None:
    await authorised(message, roles, group, visit.now)
    await telegram.send(visit.chat_id, role_views.in_private(await telegram.username(), visit.words))


async def language_asked(
    message: Message, roles: RoleService, group: Group | None, telegram: Telegram, visit: Visit
) -> None:
    await authorised(message, roles, group, visit.now)
    await telegram.send(visit.chat_id, start.language_choice())


async def language_chosen(
    call: CallbackQuery,
    callback_data: LanguageButton,
    groups: GroupService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await groups.speak(acting(call), callback_data.language, visit.now)
    await replace(call, telegram, views.language_set(callback_data.language))


async def help_asked(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, settings.help_for_groups(visit.words))


async def group_moved(message: Message, groups: GroupService, visit: Visit) -> None:
    assert message.migrate_to_chat_id is not None
    await groups.moved(message.chat.id, message.migrate_to_chat_id, visit.now)


async def standing_changed(
    update: ChatMemberUpdated, groups: GroupService, group: Group | None, telegram: Telegram, visit: Visit
) -> None:
    """The bot was added, put out, or silenced; or it got other rights."""
    member = update.new_chat_member
    if member.status in ("left", "kicked"):
        await groups.lost(visit.chat_id, "removed", visit.now)
    elif getattr(member, "can_send_messages", True) is False:
        await groups.lost(visit.chat_id, "silenced", visit.now)
    else:
        await groups.found(visit.chat_id, visit.now)
        if group is None and update.old_chat_member.status in ("left", "kicked"):
            await telegram.send(visit.chat_id, views.greeting(visit.words))
        if group is not None and (missing := await telegram.missing_rights(visit.chat_id)):
            await telegram.send(visit.chat_id, views.rights_missing(missing, visit.words))


def router() -> Router:
    router = Router(name="groups")
    router.message.register(bind_asked, Command("bind"))
    router.message.register(bind_asked, CommandStart(deep_link=True, magic=F.args == "bind"))
    router.message.register(disconnect_asked, Command("unbind"))
    router.message.register(team_asked, Command("team", "setup", "audit"))
    router.message.register(language_asked, Command("language"))
    router.message.register(help_asked, Command("help", "start"))
    router.message.register(group_moved, Has("migrate_to_chat_id"))
    router.callback_query.register(disconnect_pressed, DisconnectButton.filter())
    router.callback_query.register(language_chosen, LanguageButton.filter())
    router.my_chat_member.register(standing_changed)
    return router
