"""A coordinator fills in a file: an election's dates and lists, or a whole new election."""

from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain import calendar_files as files
from bot.domain.commission_lists import BadRows
from bot.services.calendars import CalendarService
from bot.telegram import Telegram
from bot.views import calendars as calendar_views
from bot.views import entering as views
from bot.views.callbacks.calendars import CalendarButton, FileButton, UnitButton
from bot.visits import Visit
from handlers.entering import LIST, take_list
from handlers.filters import Choosing
from handlers.sheets import as_csv, rows_of
from handlers.staff import acting

FILE: Final = "file of election"


async def file_asked(
    call: CallbackQuery,
    callback_data: FileButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """Hand out the file, with what is known, and wait for it to come back."""
    staff, key, kato = acting(call), callback_data.election, callback_data.kato
    labels, _ = views.file_labels(visit.words), visit.words
    if key:
        seen = await calendars.calendar(staff, key, visit.now)
        rows, source = files.template(seen.entries, labels, new=False), seen.election.source
    else:
        await calendars.overview(staff, kato, visit.now)
        rows, source = files.template(files.blank(), labels, new=True), None
    await visit.enter(f"{FILE}:{kato}|{key}")
    await telegram.send_new(
        visit.chat_id, f"election-{kato}.csv", as_csv(rows), views.file_caption(source, _)
    )


async def file_sent(
    message: Message, about: str, calendars: CalendarService, telegram: Telegram, visit: Visit
) -> None:
    staff, (kato, key) = acting(message), about.split("|")
    rows = await rows_of(message, telegram)
    if rows is None:
        await telegram.send(visit.chat_id, views.unreadable(visit.words))
        return
    try:
        filled = files.read(rows, views.kinds(), new=key == "0")
        if key != "0":
            seen = await calendars.take(staff, int(key), filled, visit.now)
        else:
            seen = await calendars.take_new(staff, kato, filled, visit.now)
    except BadRows as bad:
        back = CalendarButton(election=int(key)) if key != "0" else UnitButton(kato=kato)
        await telegram.send(visit.chat_id, views.bad_rows(bad.rows, back, visit.words))
        return
    await visit.end()
    said = views.taken(filled, visit.words)
    await telegram.send(visit.chat_id, calendar_views.calendar(seen, visit.words).after(said))


async def file_wanted(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, views.file_wanted(visit.words))


async def list_sent(
    message: Message, about: str, calendars: CalendarService, telegram: Telegram, visit: Visit
) -> None:
    rows = await rows_of(message, telegram)
    if rows is None:
        await telegram.send(visit.chat_id, views.unreadable(visit.words))
    else:
        await take_list(acting(message), about, rows, calendars, telegram, visit)


def router() -> Router:
    router = Router(name="files of elections")
    router.callback_query.register(file_asked, FileButton.filter())
    router.message.register(file_sent, Choosing(FILE, file=True))
    router.message.register(list_sent, Choosing(LIST, file=True))
    for words in (Choosing(FILE), Choosing(FILE, shown=True)):
        router.message.register(file_wanted, words)
    return router
