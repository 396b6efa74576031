"""Writing a report: each message and each button is one step, kept at once."""

import re

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.drafts import Draft
from bot.domain.events import Source
from bot.domain.histories import Remark
from bot.domain.people import Person
from bot.domain.reports import Report
from bot.domain.texts import REPORT_LIMIT, clean
from bot.services.drafts import DraftService, Incoming
from bot.services.reports import ReportService
from bot.telegram import Telegram
from bot.views import errors, menu
from bot.views import reports as views
from bot.views.callbacks.reports import (
    CancelButton,
    CategoriesButton,
    CategoryButton,
    Go,
    NewReportButton,
    StepButton,
)
from bot.views.roles import nothing_asked
from bot.views.screens import Screen, rows
from bot.visits import Visit
from handlers.filters import Has, Pressed
from handlers.incoming import incoming, place_in
from handlers.showing import replace, replied, show_form, stale, turn_form
from handlers.villages import CHOOSING_VILLAGE


async def report_begun(message: Message, telegram: Telegram, drafts: DraftService, visit: Visit) -> None:
    person = visit.known()
    person.home()
    await visit.end()
    draft = await drafts.unfinished(person.id)
    if draft is not None and draft.filled:
        await show_form(telegram, drafts, visit, draft, views.unfinished(draft, visit.words))
    else:
        await show_form(telegram, drafts, visit, await drafts.begin(person, visit.now))


async def report_begun_by_button(
    call: CallbackQuery, telegram: Telegram, drafts: DraftService, visit: Visit
) -> None:
    """What the button was offered under becomes the report's beginning."""
    person = visit.known()
    draft = await drafts.begin(person, visit.now)
    await visit.end()
    if (said := replied(call)) is not None:
        draft = await put(said, person, drafts, visit) or draft
    await turn_form(call, telegram, drafts, visit, draft)


async def put(said: Message, person: Person, drafts: DraftService, visit: Visit) -> Draft | None:
    """Words, a file or a place go into the report that is being written; None when there is none of these."""
    if said.text:
        return await drafts.write(person, said.text, said.message_id, visit.now)
    if (place := place_in(said)) is not None:
        return await drafts.locate(person, place, visit.now)
    if (given := incoming(said)) is not None:
        return await drafts.attach(person, given, visit.now)
    return None


async def category_chosen(
    call: CallbackQuery,
    callback_data: CategoryButton,
    telegram: Telegram,
    drafts: DraftService,
    visit: Visit,
) -> None:
    draft_id, category = callback_data.draft, callback_data.category
    draft = await drafts.choose(visit.known().id, draft_id, category, visit.now)
    await visit.end()
    await turn_form(call, telegram, drafts, visit, draft)


async def categories_turned(
    call: CallbackQuery, callback_data: CategoriesButton, telegram: Telegram, visit: Visit
) -> None:
    if call.message is not None:
        listed = views.categories(callback_data.draft, visit.words, rest=callback_data.rest)
        await telegram.edit_buttons(visit.chat_id, call.message.message_id, rows(*listed))


async def step_pressed(
    call: CallbackQuery, callback_data: StepButton, telegram: Telegram, drafts: DraftService, visit: Visit
) -> None:
    person, draft_id, seen = visit.known(), callback_data.draft, callback_data.step
    if callback_data.go is Go.RESUME:
        draft = await _resumed(call, person, draft_id, drafts, visit)
    else:
        move = drafts.onward if callback_data.go is Go.ONWARD else drafts.back
        draft = await move(person.id, draft_id, seen, visit.now)
    await visit.end()
    await turn_form(call, telegram, drafts, visit, draft)


async def _resumed(
    call: CallbackQuery, person: Person, draft_id: int, drafts: DraftService, visit: Visit
) -> Draft:
    """Words that came before the report was taken up again go into it now, once."""
    said = replied(call)
    left = await drafts.unfinished(person.id)
    draft = await drafts.resume(person.id, draft_id, visit.now)
    if said is not None and said.text and left is not None and stale(left, visit.now):
        return await drafts.write(person, said.text, said.message_id, visit.now)
    return draft


async def cancel_pressed(
    call: CallbackQuery, callback_data: CancelButton, telegram: Telegram, drafts: DraftService, visit: Visit
) -> None:
    await drafts.cancel(visit.known().id, callback_data.draft)
    await replace(call, telegram, views.cancelled(visit.words))


async def words_written(
    message: Message, telegram: Telegram, drafts: DraftService, reports: ReportService, visit: Visit
) -> None:
    """Words belong to the report that is being written; without one, ask what they are."""
    person = visit.known()
    person.home()
    assert message.text is not None
    draft = await drafts.unfinished(person.id)
    if draft is None:
        clean(message.text, REPORT_LIMIT)
        screen = views.words_offered(await reports.asked(person.id), visit.words)
        await telegram.send(visit.chat_id, screen, reply_to=message.message_id)
    elif stale(draft, visit.now):
        offer = views.unfinished(draft, visit.words)
        await show_form(telegram, drafts, visit, draft, offer, reply_to=message.message_id)
    else:
        draft = await drafts.write(person, message.text, message.message_id, visit.now)
        await show_form(telegram, drafts, visit, draft)


async def file_sent(
    message: Message, telegram: Telegram, drafts: DraftService, reports: ReportService, visit: Visit
) -> None:
    """A picture, video or voice note; of an album, the form comes once, with the letter."""
    person = visit.known()
    given = incoming(message)
    if given is None:
        await telegram.send(visit.chat_id, Screen(errors.not_understood(visit.words)))
        return
    late = await put_late(given, person, drafts, reports, visit)
    if late is not None:
        sent = await telegram.send(visit.chat_id, views.picture_added(late, visit.words))
        await reports.noted(late.id, visit.chat_id, sent, visit.now)
        return
    if given.file.album is None and await _asked_what_it_is(message, telegram, drafts, reports, visit):
        return
    draft = await drafts.attach(person, given, visit.now)
    if given.file.album is None:
        await show_form(telegram, drafts, visit, draft)


async def put_late(
    given: Incoming, person: Person, drafts: DraftService, reports: ReportService, visit: Visit
) -> Report | None:
    """A part of an album whose report has been sent, and its caption; None for all else."""
    late = await drafts.attach_late(person, given.file, visit.now)
    if late is not None and given.caption:
        words = Remark(given.caption, None, Source(visit.chat_id, given.file.message_id))
        await reports.say(person, late.id, words, visit.now)
    return late


async def location_sent(
    message: Message, telegram: Telegram, drafts: DraftService, reports: ReportService, visit: Visit
) -> None:
    person = visit.known()
    place = place_in(message)
    if place is None:
        await telegram.send(visit.chat_id, Screen(errors.no_live_location(visit.words)))
    elif not await _asked_what_it_is(message, telegram, drafts, reports, visit):
        await show_form(telegram, drafts, visit, await drafts.locate(person, place, visit.now))


async def _asked_what_it_is(
    message: Message, telegram: Telegram, drafts: DraftService, reports: ReportService, visit: Visit
) -> bool:
    """While the office waits for an answer, what comes without a reply may be that, or begin a report."""
    person = visit.known()
    if await drafts.unfinished(person.id) is not None:
        return False
    asked = await reports.asked(person.id)
    if asked is None:
        return False
    await telegram.send(visit.chat_id, views.words_offered(asked, visit.words), reply_to=message.message_id)
    return True


async def cancelled(message: Message, telegram: Telegram, drafts: DraftService, visit: Visit) -> None:
    """The first question of the village stays: without an answer to it nothing goes on."""
    person, _ = visit.person, visit.words
    settled = person is not None and person.village is not None
    if visit.state is not None and (settled or visit.state != CHOOSING_VILLAGE):
        await visit.end()
        await telegram.send(visit.chat_id, menu.at_home(_) if settled else nothing_asked(_))
        return
    dropped = await drafts.drop(person.id) if person else None
    await telegram.send(visit.chat_id, views.cancelled(_) if dropped else views.nothing_to_cancel(_))
    if dropped is not None and dropped.form_message_id is not None:
        await telegram.delete(visit.chat_id, dropped.form_message_id)


async def command_unknown(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, Screen(errors.unknown_command(visit.words)))


def router() -> Router:
    router = Router(name="reports")
    router.message.register(report_begun, Command("report"))
    router.message.register(report_begun, Pressed(menu.Menu.REPORT))
    router.message.register(cancelled, Command("cancel"))
    router.message.register(file_sent, Has("photo", "video", "voice"))
    router.message.register(location_sent, Has("location", "venue"))
    router.callback_query.register(step_pressed, StepButton.filter())
    router.callback_query.register(category_chosen, CategoryButton.filter())
    router.callback_query.register(categories_turned, CategoriesButton.filter())
    router.callback_query.register(cancel_pressed, CancelButton.filter())
    router.callback_query.register(report_begun_by_button, NewReportButton.filter())
    return router


def words_router() -> Router:
    """Plain words, after everything that has a claim on them."""
    router = Router(name="words")
    router.message.register(command_unknown, Command(re.compile(".*")))
    router.message.register(words_written, Has("text"))
    return router
