"""The akim's office answers in public, part by part; what it says is read back before it goes."""

from collections.abc import Callable
from dataclasses import replace as changed
from typing import Any, Final

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.answers import LONGEST_PROMISE, LONGEST_TEXT, Answer, Pledge, Seen, To
from bot.domain.drafts import check_file
from bot.domain.events import FileKind, FileRef
from bot.domain.groups import Staff
from bot.domain.roles import Right
from bot.domain.texts import clean
from bot.domain.writing import day
from bot.services.answers import AnswerService
from bot.services.roles import RoleService
from bot.telegram import Telegram
from bot.views import answering as views
from bot.views.callbacks.answering import (
    AnswerCategoryButton,
    AnsweredButton,
    AnswerFileButton,
    AnsweringButton,
    AnswerPart,
    AnswerPartButton,
    AnswerToButton,
    AnswerVillageButton,
    DropAnswerButton,
    NoAnswerPartButton,
    PreviewAnswerButton,
    SendAnswerButton,
)
from bot.views.screens import Screen
from bot.visits import Visit
from handlers.filters import Choosing, Entitled, Hasty
from handlers.showing import replace, tapped_twice, words_wanted
from handlers.staff import acting

NUMBER: Final = "number of answer"
PART: Final = "part of answer"
FILE: Final = "file of answer"
WHAT = {AnswerPart.WHAT_KK: "kk", AnswerPart.WHAT_RU: "ru"}
Change = Callable[[Answer], Answer]


async def answering_asked(
    message: Message, roles: RoleService, answers: AnswerService, telegram: Telegram, visit: Visit
) -> None:
    await visit.end()
    screen = await _place(acting(message), AnsweringButton(), roles, answers, visit)
    await telegram.send(visit.chat_id, screen)


async def place_opened(
    call: CallbackQuery,
    callback_data: AnsweringButton,
    roles: RoleService,
    answers: AnswerService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    screen = await _place(acting(call), callback_data, roles, answers, visit)
    await replace(call, telegram, screen)


async def _place(
    staff: Staff, where: AnsweringButton, roles: RoleService, answers: AnswerService, visit: Visit
) -> Screen:
    """A unit with its answers, or what lies on the way there. Raises NotAllowed."""
    way = await roles.way(staff, Right.ANSWERS, where.kato, visit.words.language, visit.now)
    if way.unit is None:
        return views.places(way, where.page, visit.words)
    return views.desk(await answers.desk(staff, way.unit, visit.now), visit.words)


async def audience_asked(
    call: CallbackQuery,
    callback_data: AnswerToButton,
    answers: AnswerService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, kato, _ = acting(call), callback_data.kato, visit.words
    if callback_data.to is To.CATEGORY:
        screen = views.categories(kato, await answers.categories(staff, kato, visit.now), _)
    elif callback_data.to is To.VILLAGE:
        found = await answers.villages(staff, kato, _.language, visit.now)
        screen = views.villages(kato, found, _)
    else:
        await answers.desk(staff, kato, visit.now)
        await visit.enter(f"{NUMBER}:{kato}")
        screen = views.number_asked(kato, _)
    await replace(call, telegram, screen)


async def number_written(
    message: Message, about: str, answers: AnswerService, telegram: Telegram, visit: Visit
) -> None:
    seen = await answers.to_report(acting(message), about, message.text or "", visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, views.answered(seen, visit.words))


async def category_chosen(
    call: CallbackQuery,
    callback_data: AnswerCategoryButton,
    answers: AnswerService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    kato, category = callback_data.kato, callback_data.category
    seen = await answers.to_category(acting(call), kato, category, visit.now)
    await replace(call, telegram, views.answered(seen, visit.words))


async def village_chosen(
    call: CallbackQuery,
    callback_data: AnswerVillageButton,
    answers: AnswerService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await answers.to_village(acting(call), callback_data.village, visit.now)
    await replace(call, telegram, views.answered(seen, visit.words))


async def answer_opened(
    call: CallbackQuery,
    callback_data: AnsweredButton,
    answers: AnswerService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await answers.one(acting(call), callback_data.answer, visit.now)
    await replace(call, telegram, views.answered(seen, visit.words))


async def part_asked(
    call: CallbackQuery,
    callback_data: AnswerPartButton,
    answers: AnswerService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, part = callback_data.answer, callback_data.part
    seen = await answers.one(acting(call), key, visit.now)
    seen.answer.must_be_draft()
    if part is AnswerPart.PROMISE:
        await replace(call, telegram, views.promising(seen, visit.words))
        return
    await visit.enter(f"{FILE}:{key}" if part is AnswerPart.FILE else f"{PART}:{key}|{part}")
    await replace(call, telegram, views.part(seen.answer, part, visit.words))


async def part_written(
    message: Message, about: str, answers: AnswerService, telegram: Telegram, visit: Visit
) -> None:
    key, part = about.split("|")
    change = _written(AnswerPart(part), message.text or "")
    seen = await answers.change(acting(message), int(key), change, visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, _page(seen, AnswerPart(part), visit))


def _page(seen: Seen, part: AnswerPart, visit: Visit) -> Screen:
    of_promise = part in (*WHAT, AnswerPart.DUE)
    return (views.promising if of_promise else views.answered)(seen, visit.words)


def _written(part: AnswerPart, text: str) -> Change:
    """Raises NoDay, EmptyText, TextTooLong."""
    if part is AnswerPart.DUE:
        return _pledged(due_on=day(text))
    if part in WHAT:
        return _worded(part, clean(text, LONGEST_PROMISE))
    said = clean(text, LONGEST_TEXT)
    return lambda one: changed(one, text=changed(one.text, **{part.value: said}))


def _pledged(**what: Any) -> Change:
    return lambda one: changed(one, pledge=changed(one.pledge, **what))


def _worded(part: AnswerPart, said: str) -> Change:
    """What is promised, in one language anew."""
    return lambda one: _pledged(what=changed(one.pledge.what, **{WHAT[part]: said}))(one)


async def part_left_out(
    call: CallbackQuery,
    callback_data: NoAnswerPartButton,
    answers: AnswerService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, change = callback_data.answer, _without(callback_data.part)
    seen = await answers.change(acting(call), key, change, visit.now)
    await visit.end()
    await replace(call, telegram, _page(seen, callback_data.part, visit))


def _without(part: AnswerPart) -> Change:
    if part is AnswerPart.FILE:
        return lambda one: changed(one, file=None)
    if part is AnswerPart.PROMISE:
        return lambda one: changed(one, pledge=Pledge())
    if part is AnswerPart.DUE:
        return _pledged(due_on=None)
    if part in WHAT:
        return _worded(part, "")
    return lambda one: changed(one, text=changed(one.text, **{part.value: ""}))


async def file_sent(
    message: Message, about: str, answers: AnswerService, telegram: Telegram, visit: Visit
) -> None:
    file = _file(message)
    if file is None:
        await file_wanted(message, telegram, visit)
        return
    seen = await answers.change(acting(message), int(about), lambda one: changed(one, file=file), visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, views.answered(seen, visit.words))


def _file(message: Message) -> FileRef | None:
    """Raises FileTooBig."""
    if message.photo:
        return FileRef(FileKind.PHOTO, message.photo[-1].file_id)
    if message.document:
        check_file(message.document.file_size)
        return FileRef(FileKind.DOCUMENT, message.document.file_id)
    return None


async def file_wanted(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, views.file_wanted(visit.words))


async def preview_asked(
    call: CallbackQuery,
    callback_data: PreviewAnswerButton,
    answers: AnswerService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await answers.preview(acting(call), callback_data.answer, visit.now)
    await replace(call, telegram, views.preview(seen, visit.words))


async def send_pressed(
    call: CallbackQuery,
    callback_data: SendAnswerButton,
    answers: AnswerService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, mark = callback_data.answer, callback_data.mark
    seen = await answers.send(acting(call), key, mark, visit.now)
    await replace(call, telegram, views.answered(seen, visit.words))


async def drop_pressed(
    call: CallbackQuery,
    callback_data: DropAnswerButton,
    answers: AnswerService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.answer
    if callback_data.sure:
        screen = views.dropped(await answers.drop(staff, key, visit.now), visit.words)
    else:
        seen = await answers.one(staff, key, visit.now)
        seen.answer.must_be_draft()
        screen = views.sure_to_drop(seen.answer, visit.words)
    await replace(call, telegram, screen)


async def file_asked(
    call: CallbackQuery,
    callback_data: AnswerFileButton,
    answers: AnswerService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """By whoever may read the answer."""
    file = await answers.file(visit.telegram_id, callback_data.answer, visit.now)
    await telegram.send_file(visit.chat_id, file)


def router() -> Router:
    router = Router(name="answering")
    router.message.register(answering_asked, Command("answer"), Entitled(Right.ANSWERS))
    for button in (SendAnswerButton, DropAnswerButton):
        router.callback_query.register(tapped_twice, button.filter(), Hasty())
    router.callback_query.register(place_opened, AnsweringButton.filter())
    router.callback_query.register(audience_asked, AnswerToButton.filter())
    router.callback_query.register(category_chosen, AnswerCategoryButton.filter())
    router.callback_query.register(village_chosen, AnswerVillageButton.filter())
    router.callback_query.register(answer_opened, AnsweredButton.filter())
    router.callback_query.register(part_asked, AnswerPartButton.filter())
    router.callback_query.register(part_left_out, NoAnswerPartButton.filter())
    router.callback_query.register(preview_asked, PreviewAnswerButton.filter())
    router.callback_query.register(send_pressed, SendAnswerButton.filter())
    router.callback_query.register(drop_pressed, DropAnswerButton.filter())
    router.callback_query.register(file_asked, AnswerFileButton.filter())
    router.message.register(number_written, Choosing(NUMBER))
    router.message.register(words_wanted, Choosing(NUMBER, shown=True))
    router.message.register(part_written, Choosing(PART))
    router.message.register(words_wanted, Choosing(PART, shown=True))
    router.message.register(file_sent, Choosing(FILE, shown=True))
    router.message.register(file_wanted, Choosing(FILE))
    return router
