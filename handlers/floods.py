"""A flood in a private chat: what belongs to a report is kept as ever, and all of it is answered once."""

from aiogram import Router
from aiogram.types import Message, Update

from bot.domain.drafts import Draft
from bot.domain.events import Source
from bot.domain.people import Person
from bot.domain.posts import Post
from bot.floods import WINDOW, Floods
from bot.services.drafts import DraftService
from bot.services.reports import ReportService
from bot.telegram import Telegram
from bot.views import errors, menu
from bot.views.screens import Screen
from bot.visits import Visit
from handlers.filters import REFUSED, AboutReport, Flooding, FromChannel
from handlers.incoming import incoming, remark
from handlers.reports import put, put_late
from handlers.villages import CHOOSING_VILLAGE


async def _tell(update: Update, telegram: Telegram, floods: Floods, visit: Visit) -> None:
    if floods.due(visit.chat_id, "flood", update.update_id):
        await telegram.send(visit.chat_id, Screen(errors.too_fast(int(WINDOW.total_seconds()), visit.words)))


async def message_came(
    message: Message,
    event_update: Update,
    telegram: Telegram,
    drafts: DraftService,
    reports: ReportService,
    floods: Floods,
    visit: Visit,
) -> None:
    """Into the report that is being written, or a new one, whose form is shown when nothing more comes."""
    if _tells(message, visit):
        person = visit.known()
        draft = await _kept(message, person, drafts, reports, visit)
        if draft is not None:
            await drafts.show_later(person.id, visit.now + WINDOW)
    await _tell(event_update, telegram, floods, visit)


def _tells(message: Message, visit: Visit) -> bool:
    """It says something of a problem: neither a command, nor the answer to a question, as which village."""
    if message.text is None:
        return message.location is None or visit.state != CHOOSING_VILLAGE
    asks = message.text.startswith("/") or menu.pressed(message.text) is not None
    awaited = visit.state is not None and not visit.state.startswith(REFUSED)
    return not asks and not awaited


async def _kept(
    message: Message, person: Person, drafts: DraftService, reports: ReportService, visit: Visit
) -> Draft | None:
    """The draft that has it now; None when it is nothing for one, or belongs to a report just sent."""
    given = None if message.text else incoming(message)
    if given is not None and await put_late(given, person, drafts, reports, visit) is not None:
        return None
    return await put(message, person, drafts, visit)


async def channel_forwarded(
    message: Message, event_update: Update, telegram: Telegram, floods: Floods, visit: Visit
) -> None:
    """No words of their own, in a flood either."""
    if floods.due(visit.chat_id, "forwarded", event_update.update_id):
        await telegram.send(visit.chat_id, Screen(errors.no_forwards(visit.words)))


async def reply_came(
    message: Message,
    event_update: Update,
    post: Post,
    telegram: Telegram,
    reports: ReportService,
    floods: Floods,
    visit: Visit,
) -> None:
    """Words to the office about a report."""
    if (said := remark(message)) is not None:
        await reports.say(visit.known(), post.report_id, said, visit.now)
    await _tell(event_update, telegram, floods, visit)


async def message_edited(
    message: Message,
    event_update: Update,
    telegram: Telegram,
    drafts: DraftService,
    reports: ReportService,
    floods: Floods,
    visit: Visit,
) -> None:
    person, text = visit.person, message.text or message.caption
    if person is not None and person.agreed and text:
        if await drafts.reword(person.id, text, message.message_id, visit.now):
            await drafts.show_later(person.id, visit.now + WINDOW)
        else:
            await reports.reword(person.id, Source(visit.chat_id, message.message_id), text, visit.now)
    await _tell(event_update, telegram, floods, visit)


def router() -> Router:
    router = Router(name="floods")
    router.message.filter(Flooding())
    router.edited_message.filter(Flooding())
    router.message.register(channel_forwarded, FromChannel())
    router.message.register(reply_came, AboutReport())
    router.message.register(message_came)
    router.edited_message.register(message_edited)
    return router
