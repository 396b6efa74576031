"""A resident's own reports: the list, each one's story, more words, the verdict."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, Update

from bot.domain.events import EventKind, Source
from bot.domain.posts import Post
from bot.i18n import Words
from bot.services.clocks import ClockService
from bot.services.drafts import DraftService
from bot.services.reports import ReportService, Said
from bot.services.supports import SupportService
from bot.telegram import Telegram
from bot.views import errors, menu, news
from bot.views import reports as views
from bot.views.callbacks.reports import AddToButton, MyButton, StoryButton, VerdictButton
from bot.views.screens import Screen, Toast
from bot.visits import Visit
from handlers.filters import AboutReport, Has, Pressed
from handlers.incoming import remark
from handlers.other import old_button
from handlers.showing import replace, replied, show_form, stale


async def mine_asked(
    message: Message, telegram: Telegram, reports: ReportService, supports: SupportService, visit: Visit
) -> None:
    person = visit.known()
    await visit.end()
    page, supported = await reports.mine(person.id, 0), await supports.count(person.id)
    await telegram.send(message.chat.id, views.my_reports(page, supported, visit.words))


async def page_turned(
    call: CallbackQuery,
    callback_data: MyButton,
    telegram: Telegram,
    reports: ReportService,
    supports: SupportService,
    visit: Visit,
) -> None:
    person = visit.known()
    page, supported = await reports.mine(person.id, callback_data.page), await supports.count(person.id)
    await replace(call, telegram, views.my_reports(page, supported, visit.words))


async def story_opened(
    call: CallbackQuery,
    callback_data: StoryButton,
    telegram: Telegram,
    reports: ReportService,
    clocks: ClockService,
    visit: Visit,
) -> None:
    story = await reports.story(visit.known().id, callback_data.report)
    due = await clocks.of(story.report.id, visit.now)
    screen = views.my_report(story, callback_data.page, due, visit.now, visit.words)
    await replace(call, telegram, screen)


async def verdict_given(
    call: CallbackQuery,
    callback_data: VerdictButton,
    telegram: Telegram,
    reports: ReportService,
    visit: Visit,
) -> None:
    fixed = callback_data.fixed
    report = await reports.judge(visit.known(), callback_data.report, visit.now, fixed=fixed)
    shown = await replace(call, telegram, news.judged(report, visit.words, fixed=fixed))
    await reports.receipt_shown(report.id, visit.chat_id, shown, visit.now)


async def reply_written(
    message: Message, post: Post, telegram: Telegram, reports: ReportService, visit: Visit
) -> None:
    said = remark(message)
    if said is None:
        await telegram.send(visit.chat_id, Screen(errors.not_understood(visit.words)))
        return
    taken = await reports.say(visit.known(), post.report_id, said, visit.now)
    sent = await telegram.send(visit.chat_id, _heard(taken, visit.words), reply_to=message.message_id)
    await reports.noted(post.report_id, visit.chat_id, sent, visit.now)


def _heard(said: Said, _: Words) -> Screen:
    """What became of the words."""
    if said.withheld:
        return views.kept_while_held(said.report, _)
    if said.kind is EventKind.OBJECTION:
        return views.objection_passed_on(said.report, _)
    return views.passed_on(said.report, _)


async def words_added(
    call: CallbackQuery,
    callback_data: AddToButton,
    event_update: Update,
    telegram: Telegram,
    reports: ReportService,
    visit: Visit,
    toast: Toast,
) -> None:
    said = replied(call)
    words = remark(said) if said is not None else None
    if words is None:
        await old_button(call, event_update, visit, toast)
        return
    taken = await reports.say(visit.known(), callback_data.report, words, visit.now)
    await replace(call, telegram, _heard(taken, visit.words))


async def message_edited(
    message: Message, telegram: Telegram, drafts: DraftService, reports: ReportService, visit: Visit
) -> None:
    """An edit follows its words: into the draft, to the office, or to a kind refusal."""
    text = message.text or message.caption
    person = visit.person
    if person is None or not person.agreed or not text:
        return
    if draft := await drafts.reword(person.id, text, message.message_id, visit.now):
        screen = views.form(draft, visit.words)
        shown = draft.form_message_id
        if shown is None or not await telegram.edit(visit.chat_id, shown, screen):
            await show_form(telegram, drafts, visit, draft, screen)
        return
    source = Source(visit.chat_id, message.message_id)
    reworded = await reports.reword(person.id, source, text, visit.now)
    if reworded.report is None:
        await _shown_again(telegram, drafts, person.id, visit)
    else:
        answer = views.correction_passed_on if reworded.followed else views.sent_already
        answer = views.kept_while_held if reworded.withheld else answer
        screen = answer(reworded.report, visit.words)
        sent = await telegram.send(visit.chat_id, screen, reply_to=message.message_id)
        await reports.receipt_shown(reworded.report.id, visit.chat_id, sent, visit.now)


async def _shown_again(telegram: Telegram, drafts: DraftService, person_id: str, visit: Visit) -> None:
    """An edit that changes nothing shows what stands, if a report is being written."""
    draft = await drafts.unfinished(person_id)
    if draft is not None and not stale(draft, visit.now):
        await show_form(telegram, drafts, visit, draft)


def router() -> Router:
    router = Router(name="mine")
    router.message.register(mine_asked, Command("my"))
    router.message.register(mine_asked, Pressed(menu.Menu.MINE))
    replies = Has("text", "photo", "video", "voice", "location", "venue")
    router.message.register(reply_written, replies, AboutReport())
    router.edited_message.register(message_edited)
    router.callback_query.register(page_turned, MyButton.filter())
    router.callback_query.register(story_opened, StoryButton.filter())
    router.callback_query.register(verdict_given, VerdictButton.filter())
    router.callback_query.register(words_added, AddToButton.filter())
    return router
