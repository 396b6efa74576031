"""A person arrives: language, consent, and on to the village."""

import re

from aiogram import Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.domain.people import Person
from bot.domain.territories import NoSuchTerritory
from bot.i18n import Words, words
from bot.services.drafts import DraftService
from bot.services.people import PeopleService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram
from bot.views import menu, settings, start, villages
from bot.views.callbacks.arriving import Answer, ConsentButton, LanguageButton
from bot.views.reports import form
from bot.views.screens import Screen
from bot.views.start import Operator
from bot.visits import Visit
from handlers.showing import replace, show_form, stale
from handlers.villages import CHOOSING_VILLAGE, opened


async def started(
    message: Message, command: CommandObject, telegram: Telegram, people: PeopleService, visit: Visit
) -> None:
    """Also the moment from which Telegram lets the bot write to somebody who had not met it."""
    if visit.person is not None:
        await people.came_back(visit.telegram_id, visit.now)
    await visit.end()
    poster = re.fullmatch(r"t([0-9]{9})", command.args or "")
    await telegram.send(message.chat.id, start.language_choice(poster[1] if poster else ""))


async def language_chosen(
    call: CallbackQuery,
    callback_data: LanguageButton,
    telegram: Telegram,
    *,
    people: PeopleService,
    territories: TerritoryService,
    drafts: DraftService,
    visit: Visit,
    operator: Operator,
) -> None:
    """What was being done goes on in the new language."""
    _ = words(callback_data.language)
    person = visit.person
    if person is not None:  # who serves here need not have agreed to report
        person = await people.speak(person.id, callback_data.language)
    if person is None or not person.agreed:
        await replace(call, telegram, start.consent(operator, callback_data.village, _))
        return
    await replace(call, telegram, await _arrived(person, callback_data.village, territories, visit, _))
    draft = await drafts.unfinished(person.id)
    if draft is not None and not stale(draft, visit.now):
        await show_form(telegram, drafts, visit, draft, form(draft, _))


async def consent_answered(
    call: CallbackQuery,
    callback_data: ConsentButton,
    telegram: Telegram,
    people: PeopleService,
    territories: TerritoryService,
    visit: Visit,
    operator: Operator,
) -> None:
    _ = words(callback_data.language)
    village = callback_data.village
    match callback_data.answer:
        case Answer.MORE:
            screen = start.consent_in_full(operator, village, _)
        case Answer.LESS:
            screen = start.consent(operator, village, _)
        case Answer.AGREE:
            person = await people.decide(visit.telegram_id, _.language, visit.now, agreed=True)
            screen = await _arrived(person, village, territories, visit, _)
        case Answer.REFUSE:
            await people.decide(visit.telegram_id, _.language, visit.now, agreed=False)
            await visit.end()
            screen = start.refused(_)
    await replace(call, telegram, screen)


async def _arrived(
    person: Person, village: str, territories: TerritoryService, visit: Visit, _: Words
) -> Screen:
    """The menu for who is at home; for others the village: the poster's, proposed, or the question."""
    poster = await _poster(village, territories, _) if village != person.village else None
    if poster is None and person.village is not None and visit.state != CHOOSING_VILLAGE:
        return menu.at_home(_)
    await visit.enter(CHOOSING_VILLAGE)
    if poster is not None:
        return poster
    return villages.village_question(_) if person.village is None else settings.village_change(_)


async def _poster(village: str, territories: TerritoryService, _: Words) -> Screen | None:
    """The place a poster's link named, if there still is such a place."""
    try:
        return opened(await territories.listing(village, _.language), 0, _) if village else None
    except NoSuchTerritory:
        return None


async def came_or_went(update: ChatMemberUpdated, people: PeopleService, visit: Visit) -> None:
    """The person blocked the bot, or let it in again."""
    if update.new_chat_member.status == "kicked":
        await people.went(visit.telegram_id, visit.now)
    else:
        await people.came_back(visit.telegram_id, visit.now)


def router() -> Router:
    router = Router(name="start")
    router.message.register(started, CommandStart())
    router.my_chat_member.register(came_or_went)
    router.callback_query.register(language_chosen, LanguageButton.filter())
    router.callback_query.register(consent_answered, ConsentButton.filter())
    return router
