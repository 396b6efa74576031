"""The moderators' group: buttons under cards, replies to them, the queue."""

from collections.abc import Iterable

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.finding import Which
from bot.domain.groups import Group
from bot.domain.histories import Decision, Remark
from bot.domain.posts import Post, Task
from bot.domain.reports import REASONS, Action, ReasonMissing, Report
from bot.services.clocks import ClockService
from bot.services.groups import GroupService
from bot.services.roles import RoleService
from bot.services.templates import TemplateService
from bot.services.triage import TriageService
from bot.telegram import Telegram
from bot.views import errors
from bot.views import groups as group_views
from bot.views import templates as template_views
from bot.views import triage as views
from bot.views.callbacks.triage import (
    CardButton,
    DecideButton,
    FindButton,
    HandOverButton,
    HideButton,
    OfficesButton,
    ReasonButton,
    RepeatsButton,
    ShowCardButton,
    UseTemplateButton,
    WordlessButton,
)
from bot.views.screens import Screen, Toast
from bot.visits import Visit
from handlers.filters import AboutReport, Has, Hasty
from handlers.incoming import remark
from handlers.showing import replied as replied_to
from handlers.showing import tapped_twice
from handlers.staff import acting, authorised

AT_ONCE = frozenset({Action.TAKE, Action.START, Action.RETURN})
HEARD = "👍"


async def decision_pressed(
    call: CallbackQuery,
    callback_data: DecideButton,
    triage: TriageService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
    *,
    templates: TemplateService,
) -> None:
    """What needs no words is done; else the card asks for the reason, or the bot for the words."""
    staff = acting(call)
    report_id, action = callback_data.report, callback_data.action
    if action in AT_ONCE:
        report = await triage.decide(staff, report_id, Decision(action), visit.now)
        toast.say(views.done_toast(report, visit.words))
    elif action in REASONS:
        report = await triage.may(staff, report_id, action, visit.now)
        await telegram.edit_buttons(*_pressed(call), views.reasons(report, action, visit.words))
    else:
        report = await triage.may(staff, report_id, action, visit.now)
        others = await triage.alike(staff, report_id, visit.now) if action is Action.DUPLICATE else []
        ready = await templates.fitting(report, action)
        if others:
            await telegram.edit_buttons(*_pressed(call), views.alike(report_id, others, visit.words))
        if ready:
            offered = template_views.offered(report_id, Task(action), ready, visit.words)
            await telegram.edit_buttons(*_pressed(call), offered)
        prompt = views.question(report, Task(action), staff, visit.words, others=others, ready=ready)
        await _ask(telegram, triage, visit, _pressed(call)[1], report.id, Task(action), prompt)


async def reason_pressed(
    call: CallbackQuery,
    callback_data: ReasonButton,
    triage: TriageService,
    templates: TemplateService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff = acting(call)
    report = await triage.may(staff, callback_data.report, callback_data.action, visit.now)
    task = Task(callback_data.action, callback_data.reason)
    if callback_data.reason not in REASONS.get(callback_data.action, ()):
        raise ReasonMissing
    ready = await templates.fitting(report, task.action)
    offered = template_views.offered(report.id, task, ready, visit.words)
    await telegram.edit_buttons(*_pressed(call), offered)
    prompt = views.question(report, task, staff, visit.words, ready=ready)
    await _ask(telegram, triage, visit, _pressed(call)[1], report.id, task, prompt)


async def _ask(
    telegram: Telegram,
    triage: TriageService,
    visit: Visit,
    card_id: int,
    report_id: int,
    task: Task,
    prompt: Screen,
) -> None:
    asked = await telegram.send(visit.chat_id, prompt, reply_to=card_id)
    await triage.asked(Post.prompt(visit.chat_id, asked, report_id, task), visit.now)


async def _settle(
    telegram: Telegram, triage: TriageService, report: Report, visit: Visit, answered: int | None = None
) -> None:
    await _take_away(telegram, visit, await triage.settle(visit.chat_id, report, answered))


async def _take_away(telegram: Telegram, visit: Visit, settled: Iterable[int]) -> None:
    """Questions that nobody needs to answer any more do not stay in the group."""
    for message_id in settled:
        await telegram.delete(visit.chat_id, message_id)


async def words_declined(
    call: CallbackQuery,
    callback_data: WordlessButton,
    triage: TriageService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    staff = acting(call)
    decision = Decision(callback_data.action, callback_data.reason)
    report = await triage.decide(staff, callback_data.report, decision, visit.now)
    toast.say(views.done_toast(report, visit.words))
    await _settle(telegram, triage, report, visit)


async def template_chosen(
    call: CallbackQuery,
    callback_data: UseTemplateButton,
    triage: TriageService,
    templates: TemplateService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    """A ready answer stands for the words that are awaited."""
    staff, pressed = acting(call), callback_data
    report = await triage.may(staff, pressed.report, pressed.action, visit.now)
    decision, asked = await templates.chosen(visit.chat_id, report, pressed.action, pressed.template)
    report = await triage.decide(staff, pressed.report, decision, visit.now)
    toast.say(views.done_toast(report, visit.words))
    await _settle(telegram, triage, report, visit, asked.message_id)


async def first_report_chosen(
    call: CallbackQuery,
    callback_data: RepeatsButton,
    triage: TriageService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    staff = acting(call)
    decision = Decision(Action.DUPLICATE, first=callback_data.first)
    report = await triage.decide(staff, callback_data.report, decision, visit.now)
    toast.say(views.done_toast(report, visit.words))
    await _settle(telegram, triage, report, visit)


async def hiding_pressed(
    call: CallbackQuery, callback_data: HideButton, triage: TriageService, visit: Visit, toast: Toast
) -> None:
    hidden = callback_data.hidden
    report = await triage.hide(acting(call), callback_data.report, visit.now, hidden=hidden)
    toast.say(views.hidden_toast(report, visit.words, hidden=hidden))


async def offices_asked(
    call: CallbackQuery,
    callback_data: OfficesButton,
    triage: TriageService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    report_id, language = callback_data.report, visit.words.language
    units = await triage.offices(acting(call), report_id, language, visit.now)
    await telegram.edit_buttons(
        *_pressed(call), views.offices(report_id, units, callback_data.page, visit.words)
    )


async def hand_over_pressed(
    call: CallbackQuery,
    callback_data: HandOverButton,
    triage: TriageService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    """Where the office answers for several villages, first to which."""
    staff, _ = acting(call), visit.words
    report_id, kato = callback_data.report, callback_data.kato
    homes = await triage.homes(staff, report_id, kato, _.language, visit.now)
    if len(homes) > 1:
        listed = views.villages(report_id, kato, homes, callback_data.page, _)
        await telegram.edit_buttons(*_pressed(call), listed)
        return
    report, settled = await triage.hand_over(staff, report_id, homes[0].kato, visit.now)
    toast.say(views.handed_over_toast(report, _))
    await _take_away(telegram, visit, settled)


async def card_wanted_back(
    call: CallbackQuery,
    callback_data: CardButton,
    triage: TriageService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff = acting(call)
    story = await triage.story(staff, callback_data.report, visit.now)
    await telegram.edit_buttons(*_pressed(call), views.card_buttons(story, visit.words))


async def replied(
    message: Message,
    post: Post,
    triage: TriageService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """A reply to a question of the bot decides; a reply to anything else about a report goes to its resident."""
    staff = acting(message)
    said = remark(message)
    if said is None:
        await telegram.send(visit.chat_id, Screen(errors.not_understood(visit.words)))
        return
    if post.task is None:
        await triage.say(staff, post.report_id, said, visit.now)
    else:
        decision = await _decision(post.task, said, triage, visit)
        report = await triage.decide(staff, post.report_id, decision, visit.now)
        await _settle(telegram, triage, report, visit, post.message_id)
    if not await telegram.react(visit.chat_id, message.message_id, HEARD):
        await telegram.send(visit.chat_id, views.heard(visit.words), reply_to=message.message_id)


async def _decision(task: Task, said: Remark, triage: TriageService, visit: Visit) -> Decision:
    if task.action is Action.DUPLICATE:
        first = await triage.numbered(visit.chat_id, said.text or "", visit.now)
        return Decision(task.action, remark=Remark(None, None, said.source), first=first.id)
    return Decision(task.action, task.reason, said)


async def reply_edited(message: Message, triage: TriageService, telegram: Telegram, visit: Visit) -> None:
    """Whoever is no moderator any more changes nothing that residents see."""
    text = message.text or message.caption
    if text and await triage.relayed(visit.chat_id, message.message_id):
        await triage.reword(acting(message), message.message_id, text, visit.now)
        await telegram.react(visit.chat_id, message.message_id, HEARD)


async def queue_asked(
    message: Message,
    triage: TriageService,
    roles: RoleService,
    groups: GroupService,
    group: Group | None,
    telegram: Telegram,
    visit: Visit,
    *,
    clocks: ClockService,
) -> None:
    """That it could be sent shows that the bot may write here again, of which Telegram does not always tell."""
    staff = await authorised(message, roles, group, visit.now)
    waiting = await triage.queue(staff.chat_id)
    await telegram.send(
        visit.chat_id, views.queue(waiting, visit.now, clocks.soon_until(visit.now), visit.words)
    )
    if group is not None and group.trouble:
        await groups.found(visit.chat_id, visit.now)


async def card_asked(
    message: Message,
    command: CommandObject,
    triage: TriageService,
    roles: RoleService,
    group: Group | None,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff = await authorised(message, roles, group, visit.now)
    if not command.args:
        await telegram.send(visit.chat_id, group_views.number_needed(visit.words))
        return
    report = await triage.numbered(staff.chat_id, command.args, visit.now)
    await triage.show_again(staff, report.id, visit.now)


async def found(
    message: Message,
    command: CommandObject,
    triage: TriageService,
    roles: RoleService,
    clocks: ClockService,
    telegram: Telegram,
    visit: Visit,
    *,
    group: Group | None,
) -> None:
    """By number its card, by words a list."""
    staff = await authorised(message, roles, group, visit.now)
    if not command.args:
        await telegram.send(visit.chat_id, views.what_to_find(visit.words))
        return
    if not any(letter.isalpha() for letter in command.args):
        report = await triage.numbered(staff.chat_id, command.args, visit.now)
        await triage.show_again(staff, report.id, visit.now)
        return
    seen = await triage.find(staff.chat_id, command.args, Which.ALL, 0)
    screen = views.found(seen, visit.now, clocks.soon_until(visit.now), visit.words)
    await telegram.send(visit.chat_id, screen, reply_to=message.message_id)


async def found_turned(
    call: CallbackQuery,
    callback_data: FindButton,
    triage: TriageService,
    roles: RoleService,
    clocks: ClockService,
    telegram: Telegram,
    visit: Visit,
    *,
    group: Group | None,
) -> None:
    """The words stand in the command that the list answers; without it there is nothing to look for."""
    staff = await authorised(call, roles, group, visit.now)
    asked = replied_to(call)
    _command, _, text = (asked.text if asked and asked.text else "").partition(" ")
    seen = await triage.find(staff.chat_id, text, callback_data.which, callback_data.page)
    screen = views.found(seen, visit.now, clocks.soon_until(visit.now), visit.words)
    await telegram.edit(*_pressed(call), screen)


async def card_pressed(
    call: CallbackQuery,
    callback_data: ShowCardButton,
    triage: TriageService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff = acting(call)
    await triage.show_again(staff, callback_data.report, visit.now)


def _pressed(call: CallbackQuery) -> tuple[int, int]:
    """Chat and message of the button; `authorised` has seen that there is one."""
    assert call.message is not None
    return call.message.chat.id, call.message.message_id


def router() -> Router:
    router = Router(name="triage")
    router.message.register(queue_asked, Command("queue"))
    router.message.register(card_asked, Command("r"))
    router.message.register(found, Command("find"))
    router.message.register(replied, Has("text", "photo", "video", "voice", "document"), AboutReport())
    router.edited_message.register(reply_edited, Has("text", "caption"))
    router.callback_query.register(decision_pressed, DecideButton.filter())
    router.callback_query.register(reason_pressed, ReasonButton.filter())
    for button in (WordlessButton, RepeatsButton, UseTemplateButton, HandOverButton):
        router.callback_query.register(tapped_twice, button.filter(), Hasty())
    router.callback_query.register(template_chosen, UseTemplateButton.filter())
    router.callback_query.register(words_declined, WordlessButton.filter())
    router.callback_query.register(first_report_chosen, RepeatsButton.filter())
    router.callback_query.register(hiding_pressed, HideButton.filter())
    router.callback_query.register(offices_asked, OfficesButton.filter())
    router.callback_query.register(hand_over_pressed, HandOverButton.filter())
    router.callback_query.register(card_wanted_back, CardButton.filter())
    router.callback_query.register(card_pressed, ShowCardButton.filter())
    router.callback_query.register(found_turned, FindButton.filter())
    return router
