"""Ready answers: an office writes them in private, its moderators choose them in the group."""

from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Language
from bot.domain.reports import Action
from bot.services.templates import TemplateService
from bot.telegram import Telegram
from bot.views import templates as views
from bot.views.callbacks.setups import (
    DropTemplateButton,
    NewTemplateButton,
    TemplateButton,
    TemplatesButton,
    TemplateWordsButton,
)
from bot.visits import Visit
from handlers.filters import Choosing, Hasty
from handlers.showing import replace, tapped_twice, words_wanted
from handlers.staff import acting

NEW: Final = "new ready answer"
WORDS: Final = "ready answer"


async def shelf_opened(
    call: CallbackQuery,
    callback_data: TemplatesButton,
    templates: TemplateService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await templates.shelf(acting(call), callback_data.kato, visit.now)
    await replace(call, telegram, views.shelf(seen, visit.words))


async def new_asked(
    call: CallbackQuery,
    callback_data: NewTemplateButton,
    templates: TemplateService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    kato, action = callback_data.kato, callback_data.action
    await templates.shelf(acting(call), kato, visit.now)
    await visit.enter(f"{NEW}:{kato}|{action}")
    await replace(call, telegram, views.kazakh_asked(kato, action, visit.words))


async def new_written(
    message: Message, about: str, templates: TemplateService, telegram: Telegram, visit: Visit
) -> None:
    """The Kazakh words; the Russian ones are asked for next."""
    kato, action = about.split("|")
    _spot, one = await templates.add(acting(message), kato, Action(action), message.text or "", visit.now)
    await visit.enter(f"{WORDS}:{one.id}|{Language.RUSSIAN}")
    await telegram.send(visit.chat_id, views.words_asked(one, Language.RUSSIAN, visit.words))


async def template_opened(
    call: CallbackQuery,
    callback_data: TemplateButton,
    templates: TemplateService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    spot, one = await templates.one(acting(call), callback_data.template, visit.now)
    await replace(call, telegram, views.template(spot, one, visit.words))


async def words_asked(
    call: CallbackQuery,
    callback_data: TemplateWordsButton,
    templates: TemplateService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    _spot, one = await templates.one(acting(call), callback_data.template, visit.now)
    language = Language.KAZAKH if callback_data.language is Language.KAZAKH else Language.RUSSIAN
    await visit.enter(f"{WORDS}:{one.id}|{language}")
    await replace(call, telegram, views.words_asked(one, language, visit.words))


async def words_written(
    message: Message, about: str, templates: TemplateService, telegram: Telegram, visit: Visit
) -> None:
    key, language = about.split("|")
    said = message.text or ""
    spot, one = await templates.reword(acting(message), int(key), Language(language), said, visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, views.template(spot, one, visit.words))


async def drop_pressed(
    call: CallbackQuery,
    callback_data: DropTemplateButton,
    templates: TemplateService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key, _ = acting(call), callback_data.template, visit.words
    if callback_data.sure:
        screen = views.shelf(await templates.drop(staff, key, visit.now), _)
    else:
        _spot, one = await templates.one(staff, key, visit.now)
        screen = views.sure_to_drop(one, _)
    await replace(call, telegram, screen)


def router() -> Router:
    router = Router(name="templates")
    router.callback_query.register(tapped_twice, DropTemplateButton.filter(), Hasty())
    router.callback_query.register(shelf_opened, TemplatesButton.filter())
    router.callback_query.register(new_asked, NewTemplateButton.filter())
    router.callback_query.register(template_opened, TemplateButton.filter())
    router.callback_query.register(words_asked, TemplateWordsButton.filter())
    router.callback_query.register(drop_pressed, DropTemplateButton.filter())
    router.message.register(new_written, Choosing(NEW))
    router.message.register(words_wanted, Choosing(NEW, shown=True))
    router.message.register(words_written, Choosing(WORDS))
    router.message.register(words_wanted, Choosing(WORDS, shown=True))
    return router
