"""A resident reads what the akim's office has promised, and says of what concerned them whether it was kept."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.events import FileKind, FileRef
from bot.services.promises import PromiseService
from bot.telegram import Telegram
from bot.views import promises as views
from bot.views.callbacks.promises import KeptButton, PromiseButton, PromisePhotoButton, PromisesButton
from bot.visits import Visit
from handlers.showing import replace


async def promises_asked(
    message: Message, promises: PromiseService, telegram: Telegram, visit: Visit
) -> None:
    await visit.end()
    found = await promises.ledger(visit.telegram_id, 0, visit.now)
    await telegram.send(visit.chat_id, views.ledger(found, visit.now, visit.words))


async def ledger_opened(
    call: CallbackQuery,
    callback_data: PromisesButton,
    promises: PromiseService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    found = await promises.ledger(visit.telegram_id, callback_data.page, visit.now)
    await replace(call, telegram, views.ledger(found, visit.now, visit.words))


async def promise_opened(
    call: CallbackQuery,
    callback_data: PromiseButton,
    promises: PromiseService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await promises.look(visit.telegram_id, callback_data.promise, visit.now)
    await replace(call, telegram, views.promise(seen, visit.now, visit.words))


async def judged(
    call: CallbackQuery,
    callback_data: KeptButton,
    promises: PromiseService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, kept = callback_data.promise, callback_data.kept
    seen = await promises.judge(visit.telegram_id, key, visit.now, kept=kept)
    await replace(call, telegram, views.promise(seen, visit.now, visit.words))


async def photo_asked(
    call: CallbackQuery,
    callback_data: PromisePhotoButton,
    promises: PromiseService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """By a resident, or by the office."""
    photo = await promises.photo(visit.telegram_id, callback_data.promise, visit.now)
    await telegram.send_file(visit.chat_id, FileRef(FileKind.PHOTO, photo))


def router() -> Router:
    router = Router(name="promises")
    router.message.register(promises_asked, Command("promises", "answer"))
    router.callback_query.register(ledger_opened, PromisesButton.filter())
    router.callback_query.register(promise_opened, PromiseButton.filter())
    router.callback_query.register(judged, KeptButton.filter())
    router.callback_query.register(photo_asked, PromisePhotoButton.filter())
    return router
