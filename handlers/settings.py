"""Language, village, privacy, help."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Person
from bot.i18n import Words
from bot.services.people import PeopleService
from bot.services.roles import RoleService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram
from bot.views import menu, start
from bot.views import settings as views
from bot.views.callbacks.settings import Setting, SettingButton
from bot.views.screens import Screen
from bot.views.start import Operator
from bot.visits import Visit
from handlers.filters import Pressed
from handlers.showing import replace
from handlers.villages import CHOOSING_VILLAGE


async def settings_asked(
    message: Message, telegram: Telegram, territories: TerritoryService, visit: Visit
) -> None:
    await telegram.send(message.chat.id, await _settings(visit.known(), territories, visit.words))


async def _settings(person: Person, territories: TerritoryService, _: Words) -> Screen:
    spot = await territories.spot(person.village) if person.village else None
    return views.settings(spot, _)


async def language_asked(message: Message, telegram: Telegram) -> None:
    await telegram.send(message.chat.id, start.language_choice())


async def privacy_asked(
    message: Message,
    telegram: Telegram,
    people: PeopleService,
    visit: Visit,
    operator: Operator,
) -> None:
    await telegram.send(message.chat.id, await _privacy(visit, people, operator))


async def _privacy(visit: Visit, people: PeopleService, operator: Operator) -> Screen:
    if visit.person is None:
        return views.no_consent(visit.words)
    return views.privacy(visit.person, await people.consent(visit.person.id), operator, visit.words)


async def help_asked(
    message: Message, telegram: Telegram, roles: RoleService, operator: Operator, visit: Visit
) -> None:
    serves = (await roles.holder(visit.telegram_id, visit.now)).serves
    await telegram.send(message.chat.id, views.help_for_residents(operator, visit.words, serves=serves))


async def setting_chosen(
    call: CallbackQuery,
    callback_data: SettingButton,
    telegram: Telegram,
    people: PeopleService,
    territories: TerritoryService,
    visit: Visit,
    operator: Operator,
) -> None:
    person, _ = visit.known(), visit.words
    match callback_data.setting:
        case Setting.ALL:
            await visit.end()
            screen = await _settings(person, territories, _)
        case Setting.LANGUAGE:
            screen = start.language_choice()
        case Setting.VILLAGE:
            person.must_agree()
            await visit.enter(CHOOSING_VILLAGE)
            screen = views.village_change(_)
        case Setting.PRIVACY:
            screen = await _privacy(visit, people, operator)
        case Setting.WITHDRAW:
            screen = views.withdraw_question(_)
        case Setting.WITHDRAWN:
            await people.decide(call.from_user.id, person.language, visit.now, agreed=False)
            await visit.end()
            screen = views.withdrawn(_)
    await replace(call, telegram, screen)


def router() -> Router:
    router = Router(name="settings")
    router.message.register(settings_asked, Command("settings"))
    router.message.register(settings_asked, Pressed(menu.Menu.SETTINGS))
    router.message.register(language_asked, Command("language"))
    router.message.register(privacy_asked, Command("privacy"))
    router.message.register(help_asked, Command("help"))
    router.message.register(help_asked, Pressed(menu.Menu.HELP))
    router.callback_query.register(setting_chosen, SettingButton.filter())
    return router
