"""A resident reads of gatherings and meetings: what is ahead, and what was decided."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.services.meetings import MeetingService
from bot.telegram import Telegram
from bot.views import meetings as views
from bot.views.callbacks.meetings import MeetingButton, MeetingsButton, MinutesFileButton
from bot.views.screens import Screen, Toast
from bot.visits import Visit
from handlers.showing import replace


async def meetings_asked(
    message: Message, telegram: Telegram, meetings: MeetingService, visit: Visit
) -> None:
    await visit.end()
    await telegram.send(visit.chat_id, await _listed(0, meetings, visit))


async def list_opened(
    call: CallbackQuery,
    callback_data: MeetingsButton,
    telegram: Telegram,
    meetings: MeetingService,
    visit: Visit,
) -> None:
    await replace(call, telegram, await _listed(callback_data.page, meetings, visit))


async def _listed(page: int, meetings: MeetingService, visit: Visit) -> Screen:
    found = await meetings.of_village(visit.telegram_id, page, visit.now)
    return views.listed(found, visit.now, visit.words)


async def meeting_opened(
    call: CallbackQuery,
    callback_data: MeetingButton,
    telegram: Telegram,
    meetings: MeetingService,
    visit: Visit,
) -> None:
    seen = await meetings.look(visit.telegram_id, callback_data.meeting)
    await replace(call, telegram, views.meeting(seen, visit.now, visit.words))


async def file_asked(
    call: CallbackQuery,
    callback_data: MinutesFileButton,
    telegram: Telegram,
    meetings: MeetingService,
    visit: Visit,
    toast: Toast,
) -> None:
    seen = await meetings.look(visit.telegram_id, callback_data.meeting)
    minutes = seen.meeting.minutes
    if minutes is None or minutes.file is None:
        toast.say(views.no_file(visit.words), alert=True)
        return
    await telegram.send_file(visit.chat_id, minutes.file)


def router() -> Router:
    router = Router(name="meetings")
    router.message.register(meetings_asked, Command("meetings", "meeting"))
    router.callback_query.register(list_opened, MeetingsButton.filter())
    router.callback_query.register(meeting_opened, MeetingButton.filter())
    router.callback_query.register(file_asked, MinutesFileButton.filter())
    return router
