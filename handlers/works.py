"""The office tells how far it is with what residents chose; residents read it."""

from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.choices import NoSuchOption
from bot.domain.events import FileKind, FileRef
from bot.domain.texts import clean
from bot.domain.works import LONGEST_WORDS, Step, Work
from bot.services.works import WorkService
from bot.telegram import Telegram
from bot.views import works as views
from bot.views.callbacks.works import (
    FollowButton,
    PublishWorkButton,
    WorkButton,
    WorkPhotoButton,
    WorksButton,
    WorksOfUnitButton,
    WorkStepButton,
)
from bot.visits import Visit
from handlers.filters import Choosing, Hasty
from handlers.showing import replace, tapped_twice
from handlers.staff import acting

WORDS: Final = "words of work"


async def unit_opened(
    call: CallbackQuery,
    callback_data: WorksOfUnitButton,
    works: WorkService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    kato = callback_data.kato
    found = await works.of_unit(acting(call), kato, visit.now)
    await replace(call, telegram, views.of_unit(kato, found, visit.words))


async def works_opened(
    call: CallbackQuery, callback_data: WorksButton, works: WorkService, telegram: Telegram, visit: Visit
) -> None:
    await visit.end()
    seen = await works.of(acting(call), callback_data.consultation, visit.now)
    await replace(call, telegram, views.works(seen, visit.words))


async def option_opened(
    call: CallbackQuery, callback_data: WorkButton, works: WorkService, telegram: Telegram, visit: Visit
) -> None:
    await visit.end()
    seen = await works.of(acting(call), callback_data.consultation, visit.now)
    if seen.consultation.option(callback_data.number) is None:
        raise NoSuchOption
    await replace(call, telegram, views.steps(seen, callback_data.number, visit.words))


async def step_chosen(
    call: CallbackQuery, callback_data: WorkStepButton, works: WorkService, telegram: Telegram, visit: Visit
) -> None:
    key, number, step = callback_data.consultation, callback_data.number, callback_data.step
    staff, _ = acting(call), visit.words
    if callback_data.alone:
        await visit.end()
        screen = views.to_publish(*await works.draft(staff, Work(0, key, number, step), visit.now), _)
    else:
        seen = await works.of(staff, key, visit.now)
        if seen.consultation.option(number) is None:
            raise NoSuchOption
        await visit.enter(f"{WORDS}:{key}|{number}|{step}")
        screen = views.words(seen, number, step, _)
    await replace(call, telegram, screen)


async def words_given(
    message: Message, about: str, works: WorkService, telegram: Telegram, visit: Visit
) -> None:
    """Words, or a photo with or without them."""
    key, number, step = about.split("|")
    said = message.text or message.caption
    new = Work(
        0,
        int(key),
        int(number),
        Step(step),
        clean(said, LONGEST_WORDS) if said else None,
        message.photo[-1].file_id if message.photo else None,
    )
    seen, work = await works.draft(acting(message), new, visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, views.to_publish(seen, work, visit.words))


async def publish_pressed(
    call: CallbackQuery,
    callback_data: PublishWorkButton,
    works: WorkService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen, _work = await works.publish(acting(call), callback_data.work, visit.now)
    await replace(call, telegram, views.works(seen, visit.words))


async def follow_pressed(
    call: CallbackQuery, callback_data: FollowButton, works: WorkService, telegram: Telegram, visit: Visit
) -> None:
    seen = await works.look(visit.telegram_id, callback_data.consultation, visit.now)
    await replace(call, telegram, views.followed(seen, visit.now, visit.words))


async def photo_asked(
    call: CallbackQuery, callback_data: WorkPhotoButton, works: WorkService, telegram: Telegram, visit: Visit
) -> None:
    photo = await works.photo(visit.telegram_id, callback_data.work, visit.now)
    await telegram.send_file(visit.chat_id, FileRef(FileKind.PHOTO, photo))


def router() -> Router:
    router = Router(name="works")
    router.callback_query.register(tapped_twice, PublishWorkButton.filter(), Hasty())
    router.callback_query.register(unit_opened, WorksOfUnitButton.filter())
    router.callback_query.register(works_opened, WorksButton.filter())
    router.callback_query.register(option_opened, WorkButton.filter())
    router.callback_query.register(step_chosen, WorkStepButton.filter())
    router.callback_query.register(publish_pressed, PublishWorkButton.filter())
    router.callback_query.register(follow_pressed, FollowButton.filter())
    router.callback_query.register(photo_asked, WorkPhotoButton.filter())
    router.message.register(words_given, Choosing(WORDS))
    router.message.register(words_given, Choosing(WORDS, shown=True))
    return router
