"""The office calls gatherings and meetings part by part, and enters what they decided; residents hear what was read back."""

from collections.abc import Callable
from dataclasses import replace as changed
from typing import Any, Final

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain import meeting_writing as writing
from bot.domain.commission_lists import BadRows
from bot.domain.events import FileKind, FileRef
from bot.domain.facts import LONGEST_SOURCE
from bot.domain.groups import Staff
from bot.domain.meetings import LONGEST_DECISION, LONGEST_NUMBER, Meeting, Minutes, Said, Seen
from bot.domain.roles import Right
from bot.domain.texts import clean
from bot.domain.writing import exact
from bot.services.meetings import MeetingService
from bot.services.roles import RoleService
from bot.telegram import Telegram
from bot.views import convening as views
from bot.views.callbacks.convening import (
    AsItWasButton,
    ConveneButton,
    ConvenedButton,
    ConveningButton,
    DropMeetingButton,
    MeetingPart,
    MeetingPartButton,
    MinutesButton,
    NoFileButton,
    ReadBackButton,
    SayButton,
    Saying,
    TopicButton,
    TopicsButton,
)
from bot.views.entering import bad_rows
from bot.views.screens import Screen
from bot.visits import Visit
from handlers.filters import Choosing, Entitled, Hasty
from handlers.showing import replace, tapped_twice, words_wanted
from handlers.staff import acting

PART: Final = "part of meeting"
FILE: Final = "file of minutes"
OF_MINUTES = (MeetingPart.NUMBER, MeetingPart.PRESENT, MeetingPart.DECISION_KK, MeetingPart.DECISION_RU)
OF_NOTICE = (MeetingPart.DAY, MeetingPart.PLACE, MeetingPart.NOTICE)
Change = Callable[[Meeting], Meeting]


async def convening_asked(
    message: Message,
    roles: RoleService,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    screen = await _place(acting(message), ConveningButton(), roles, meetings, visit)
    await telegram.send(visit.chat_id, screen)


async def place_opened(
    call: CallbackQuery,
    callback_data: ConveningButton,
    roles: RoleService,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    screen = await _place(acting(call), callback_data, roles, meetings, visit)
    await replace(call, telegram, screen)


async def _place(
    staff: Staff,
    where: ConveningButton,
    roles: RoleService,
    meetings: MeetingService,
    visit: Visit,
) -> Screen:
    """A unit with its meetings, or what lies on the way there. Raises NotAllowed."""
    way = await roles.way(staff, Right.MEETINGS, where.kato, visit.words.language, visit.now)
    if way.unit is None:
        return views.places(way, where.page, visit.words)
    return views.unit(*await meetings.of_unit(staff, way.unit, visit.now), visit.words)


async def kind_chosen(
    call: CallbackQuery,
    callback_data: ConveneButton,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await meetings.begin(acting(call), callback_data.kato, callback_data.kind, visit.now)
    await replace(call, telegram, views.convened(seen, visit.now, visit.words))


async def convened_opened(
    call: CallbackQuery,
    callback_data: ConvenedButton,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await meetings.one(acting(call), callback_data.meeting, visit.now)
    await replace(call, telegram, views.convened(seen, visit.now, visit.words))


async def part_asked(
    call: CallbackQuery,
    callback_data: MeetingPartButton,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, part = callback_data.meeting, callback_data.part
    seen = await meetings.one(acting(call), key, visit.now)
    await visit.enter(f"{FILE}:{key}" if part is MeetingPart.FILE else f"{PART}:{key}|{part}")
    await replace(call, telegram, views.part(seen.meeting, part, visit.words))


async def part_written(
    message: Message, about: str, meetings: MeetingService, telegram: Telegram, visit: Visit
) -> None:
    key, part = about.split("|")
    try:
        change = _read(MeetingPart(part), message.text or "")
    except BadRows as bad:
        back = ConvenedButton(meeting=int(key))
        await telegram.send(visit.chat_id, bad_rows(bad.rows, back, visit.words))
        return
    seen = await meetings.change(acting(message), int(key), change, visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, _page(seen, MeetingPart(part), visit))


def _page(seen: Seen, part: MeetingPart, visit: Visit) -> Screen:
    if part in OF_MINUTES:
        return views.minutes(seen, visit.words)
    return views.convened(seen, visit.now, visit.words)


def _read(part: MeetingPart, text: str) -> Change:
    """What the words change. Raises BadRows, and what else the reading raises."""
    if part in OF_MINUTES:
        return _minuted(part, text)
    if part in OF_NOTICE:
        of_notice = _of_notice(part, text)
        return lambda one: one.rewritten(**of_notice)
    settled = _settled(part, text)
    return lambda one: changed(one, **settled)


def _of_notice(part: MeetingPart, text: str) -> dict[str, Any]:
    if part is MeetingPart.DAY:
        return {"begins_at": exact(text)}
    if part is MeetingPart.PLACE:
        return {"place": writing.both(text)}
    return {"reason": clean(text, LONGEST_SOURCE)}


def _settled(part: MeetingPart, text: str) -> dict[str, Any]:
    """What does not change once it is called, and why it is cancelled."""
    if part is MeetingPart.WHOSE:
        return {"whose": writing.both(text)}
    if part is MeetingPart.AGENDA:
        return {"agenda": writing.agenda(text)}
    return {"reason": clean(text, LONGEST_SOURCE)}


def _minuted(part: MeetingPart, text: str) -> Change:
    if part is MeetingPart.NUMBER:
        number = clean(text, LONGEST_NUMBER)
        return lambda one: one.minuted(number=number)
    if part is MeetingPart.PRESENT:
        present, members = writing.counts(text)
        return lambda one: one.minuted(present=present, members=members)
    said = clean(text, LONGEST_DECISION)
    return lambda one: one.minuted(decision=_said(one, part, said))


def _said(one: Meeting, part: MeetingPart, said: str) -> Said:
    """The decision, in one language anew."""
    before = (one.drafted or one.minutes or Minutes()).decision
    return changed(before, kk=said) if part is MeetingPart.DECISION_KK else changed(before, ru=said)


async def file_sent(
    message: Message, about: str, meetings: MeetingService, telegram: Telegram, visit: Visit
) -> None:
    file = _file(message)
    if file is None:
        await telegram.send(visit.chat_id, views.file_wanted(visit.words))
        return
    seen = await meetings.change(acting(message), int(about), lambda one: one.minuted(file=file), visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, views.minutes(seen, visit.words))


def _file(message: Message) -> FileRef | None:
    if message.photo:
        return FileRef(FileKind.PHOTO, message.photo[-1].file_id)
    if message.document and message.document.mime_type == "application/pdf":
        return FileRef(FileKind.DOCUMENT, message.document.file_id)
    return None


async def file_wanted(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, views.file_wanted(visit.words))


async def without_file(
    call: CallbackQuery,
    callback_data: NoFileButton,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.meeting
    seen = await meetings.change(staff, key, lambda one: one.minuted(file=None), visit.now)
    await visit.end()
    await replace(call, telegram, views.minutes(seen, visit.words))


async def topics_opened(
    call: CallbackQuery,
    callback_data: TopicsButton,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await meetings.one(acting(call), callback_data.meeting, visit.now)
    await replace(call, telegram, views.topics(seen, visit.words))


async def topic_chosen(
    call: CallbackQuery,
    callback_data: TopicButton,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, topic = callback_data.meeting, callback_data.consultation or None
    seen = await meetings.change(
        acting(call), key, lambda one: changed(one, consultation_id=topic), visit.now
    )
    await replace(call, telegram, views.convened(seen, visit.now, visit.words))


async def minutes_opened(
    call: CallbackQuery,
    callback_data: MinutesButton,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await meetings.one(acting(call), callback_data.meeting, visit.now)
    seen.meeting.must_be_over(visit.now)
    await replace(call, telegram, views.minutes(seen, visit.words))


async def left_as_it_was(
    call: CallbackQuery,
    callback_data: AsItWasButton,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await meetings.change(acting(call), callback_data.meeting, Meeting.as_it_was, visit.now)
    await replace(call, telegram, views.convened(seen, visit.now, visit.words))


async def read_back(
    call: CallbackQuery,
    callback_data: ReadBackButton,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """What residents will read, if it can be told now."""
    seen = await meetings.one(acting(call), callback_data.meeting, visit.now)
    one, saying = seen.meeting, callback_data.saying
    if saying is Saying.CALL:
        after = one.called(visit.now)
    else:
        after = one.cancelled() if saying is Saying.CANCEL else one.held(visit.now)
    screen = views.read_back(changed(seen, meeting=after), saying, one.mark, visit.now, visit.words)
    await replace(call, telegram, screen)


async def said(
    call: CallbackQuery,
    callback_data: SayButton,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    say = {Saying.CALL: meetings.call, Saying.CANCEL: meetings.cancel, Saying.MINUTES: meetings.enter}
    key, mark = callback_data.meeting, callback_data.mark
    seen = await say[callback_data.saying](acting(call), key, mark, visit.now)
    await replace(call, telegram, views.convened(seen, visit.now, visit.words))


async def drop_pressed(
    call: CallbackQuery,
    callback_data: DropMeetingButton,
    meetings: MeetingService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.meeting
    if callback_data.sure:
        screen = views.dropped(await meetings.drop(staff, key, visit.now), visit.words)
    else:
        screen = views.sure_to_drop((await meetings.one(staff, key, visit.now)).meeting, visit.words)
    await replace(call, telegram, screen)


def router() -> Router:
    router = Router(name="convening")
    router.message.register(convening_asked, Command("meeting"), Entitled(Right.MEETINGS))
    for button in (SayButton, DropMeetingButton):
        router.callback_query.register(tapped_twice, button.filter(), Hasty())
    router.callback_query.register(place_opened, ConveningButton.filter())
    router.callback_query.register(kind_chosen, ConveneButton.filter())
    router.callback_query.register(convened_opened, ConvenedButton.filter())
    router.callback_query.register(part_asked, MeetingPartButton.filter())
    router.callback_query.register(topics_opened, TopicsButton.filter())
    router.callback_query.register(topic_chosen, TopicButton.filter())
    router.callback_query.register(minutes_opened, MinutesButton.filter())
    router.callback_query.register(without_file, NoFileButton.filter())
    router.callback_query.register(left_as_it_was, AsItWasButton.filter())
    router.callback_query.register(read_back, ReadBackButton.filter())
    router.callback_query.register(said, SayButton.filter())
    router.callback_query.register(drop_pressed, DropMeetingButton.filter())
    router.message.register(part_written, Choosing(PART))
    router.message.register(words_wanted, Choosing(PART, shown=True))
    router.message.register(file_sent, Choosing(FILE, shown=True))
    router.message.register(file_wanted, Choosing(FILE))
    return router
