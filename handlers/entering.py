"""Coordinators answer in words: a new election, another date, a source, a reason, the commission's lists."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain import commission_lists as lists
from bot.domain.calendar_files import Filled
from bot.domain.calendars import Calendar
from bot.domain.commission_lists import BadRows, Cells
from bot.domain.elections import (
    USUAL_HOURS,
    AlreadyGoesOn,
    Election,
    Kind,
    State,
    check_calling,
    check_near,
)
from bot.domain.facts import LONGEST_SOURCE, Topic, UnitTopic
from bot.domain.groups import Staff
from bot.domain.territories import Territory
from bot.domain.texts import clean
from bot.domain.timelines import RULES, Code
from bot.domain.workdays import Workdays
from bot.domain.writing import day, day_with_hours, moment
from bot.services.calendars import CalendarService
from bot.services.territories import TerritoryService
from bot.telegram import Telegram
from bot.views import calendars as calendar_views
from bot.views import entering as views
from bot.views.callbacks.calendars import (
    CalendarButton,
    ChangeButton,
    KindButton,
    ListButton,
    OtherKindButton,
    PublishButton,
    RedefineButton,
    SourceButton,
    StateButton,
    UnitFactButton,
)
from bot.visits import Visit
from handlers.calendars import following
from handlers.filters import OF_LIST, Choosing, Hasty
from handlers.showing import replace, tapped_twice
from handlers.staff import acting

# What words are awaited for; after a colon, between bars, what is known already.
NEW: Final = "new election"
DATE: Final = "date of election"
STATE: Final = "state of election"
SOURCE: Final = "source of election"
LIST: Final = OF_LIST
UNIT: Final = "fact of unit"
REDEFINED: Final = "kind of election"


async def kind_chosen(
    call: CallbackQuery,
    callback_data: KindButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    kato, kind = callback_data.kato, callback_data.kind
    known = (await calendars.overview(acting(call), kato, visit.now)).elections.get(kato)
    if known is not None and not known.state.over:
        raise AlreadyGoesOn
    await visit.enter(f"{NEW}:{kato}|{kind}")
    await replace(call, telegram, views.occasion(kato, kind, visit.words))


async def answer_written(
    message: Message,
    about: str,
    calendars: CalendarService,
    territories: TerritoryService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """One of the four answers about a new election; after the last it is written down."""
    kato, kind, *answers = about.split("|")
    text, _ = message.text or "", visit.words
    unit = (await territories.spot(kato)).territory
    if len(answers) < 3:
        answers.append(_day_of_answer(text, len(answers)))
        _check(unit, Kind(kind), answers, visit.now)
        await visit.enter(f"{NEW}:{'|'.join((kato, kind, *answers))}")
        asking = (views.called, views.voting, views.source)[len(answers) - 1]
        await telegram.send(visit.chat_id, asking(kato, _))
        return
    staff = acting(message)
    election = _election(unit, Kind(kind), answers, clean(text, LONGEST_SOURCE))
    entered = await calendars.enter(staff, election, visit.now)
    await visit.end()
    seen = await calendars.calendar(staff, entered.id, visit.now)
    await telegram.send(visit.chat_id, calendar_views.calendar(seen, _))


def _day_of_answer(text: str, number: int) -> str:
    """A day, or with the third answer a day with hours. Raises NoDay, NoHour."""
    if number < 2:
        return day(text).isoformat()
    found, opens, closes = day_with_hours(text, USUAL_HOURS)
    return f"{found} {opens:%H:%M} {closes:%H:%M}"


def _check(unit: Territory, kind: Kind, answers: Sequence[str], now: datetime) -> None:
    """As soon as it can be known. Raises WrongOrder, WrongHours."""
    if len(answers) < 3:
        check_near(date.fromisoformat(answers[-1]), now)
    if len(answers) == 2:
        check_calling(kind, *(date.fromisoformat(one) for one in answers))
    if len(answers) == 3:
        _election(unit, kind, answers, "").check()


def _election(unit: Territory, kind: Kind, answers: Sequence[str], source: str) -> Election:
    occasion, called, voting = answers
    voting_on, opens, closes = voting.split(" ")
    return Election(
        0,
        unit,
        kind,
        date.fromisoformat(occasion),
        date.fromisoformat(called),
        date.fromisoformat(voting_on),
        time.fromisoformat(opens),
        time.fromisoformat(closes),
        source=source,
    )


async def change_pressed(
    call: CallbackQuery,
    callback_data: ChangeButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await calendars.calendar(acting(call), callback_data.election, visit.now)
    await visit.enter(f"{DATE}:{seen.election.id}|{callback_data.code}")
    await replace(call, telegram, views.another_date(seen, seen.entry(callback_data.code), visit.words))


async def date_written(
    message: Message,
    about: str,
    calendars: CalendarService,
    workdays: Workdays,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, code = about.split("|")
    staff = acting(message)
    seen = await calendars.calendar(staff, int(key), visit.now)
    entry = seen.entry(Code(code))
    usual = (entry.drafted or RULES[entry.code](seen.election)).timetz().replace(tzinfo=None)
    named = moment(message.text or "", usual)
    if entry.code is Code.VOTING_START and _moves_voting(seen, named) and seen.resting_on_voting(visit.now):
        await telegram.send(visit.chat_id, views.sure_to_move(seen, named, visit.now, visit.words))
        return
    seen = await calendars.confirm(staff, int(key), entry.code, named.astimezone(UTC), visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, following(seen, entry.code, workdays, visit))


def _moves_voting(seen: Calendar, named: datetime) -> bool:
    """To another day, when residents know one."""
    known = seen.entry(Code.VOTING_START).fact
    return known is not None and known.moment is not None and named.date() != seen.election.voting_on


async def state_pressed(
    call: CallbackQuery,
    callback_data: StateButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await calendars.calendar(acting(call), callback_data.election, visit.now)
    seen.election.check_move(callback_data.state, "…", visit.now)
    await visit.enter(f"{STATE}:{seen.election.id}|{callback_data.state}")
    await replace(call, telegram, views.reason(seen, callback_data.state, visit.words))


async def reason_written(
    message: Message, about: str, calendars: CalendarService, telegram: Telegram, visit: Visit
) -> None:
    """It is read back first: residents will have it word for word. Other words take its place."""
    key, state, *_ = about.split("|", 2)
    reason = clean(message.text or "", LONGEST_SOURCE)
    seen = await calendars.calendar(acting(message), int(key), visit.now)
    seen.election.check_move(State(state), reason, visit.now)
    await visit.enter(f"{STATE}:{key}|{state}|{reason}")
    await telegram.send(visit.chat_id, views.read_back(seen, State(state), reason, visit.words))


async def publish_pressed(
    call: CallbackQuery,
    callback_data: PublishButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """What was read back is said; when it is not awaited any more, it is asked anew."""
    key, state = callback_data.election, callback_data.state
    awaited, _, reason = (visit.state or "").partition(f"{STATE}:{key}|{state}|")
    if awaited or not reason:
        await state_pressed(call, StateButton(election=key, state=state), calendars, telegram, visit)
        return
    seen = await calendars.move(acting(call), key, state, reason, visit.now)
    await visit.end()
    await replace(call, telegram, calendar_views.calendar(seen, visit.words))


async def redefine_pressed(
    call: CallbackQuery,
    callback_data: RedefineButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await calendars.calendar(acting(call), callback_data.election, visit.now)
    await replace(call, telegram, views.another_kind(seen, visit.words))


async def other_kind_chosen(
    call: CallbackQuery,
    callback_data: OtherKindButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """Then its two first days are asked for."""
    key, kind = callback_data.election, callback_data.kind
    seen = await calendars.calendar(acting(call), key, visit.now)
    await visit.enter(f"{REDEFINED}:{key}|{kind}")
    await replace(call, telegram, views.another_occasion(seen, kind, visit.words))


async def redefined(
    message: Message, about: str, calendars: CalendarService, telegram: Telegram, visit: Visit
) -> None:
    key, kind, *answers = about.split("|")
    answers.append(day(message.text or "").isoformat())
    check_near(date.fromisoformat(answers[-1]), visit.now)
    staff = acting(message)
    if len(answers) < 2:
        seen = await calendars.calendar(staff, int(key), visit.now)
        await visit.enter(f"{REDEFINED}:{key}|{kind}|{answers[0]}")
        await telegram.send(visit.chat_id, views.another_calling(seen, visit.words))
        return
    occasion, called_on = (date.fromisoformat(one) for one in answers)
    seen = await calendars.redefine(staff, int(key), Kind(kind), occasion, called_on, visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, calendar_views.calendar(seen, visit.words))


async def source_pressed(
    call: CallbackQuery,
    callback_data: SourceButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await calendars.calendar(acting(call), callback_data.election, visit.now)
    await visit.enter(f"{SOURCE}:{seen.election.id}")
    await replace(call, telegram, views.another_source(seen, visit.words))


async def source_written(
    message: Message, about: str, calendars: CalendarService, telegram: Telegram, visit: Visit
) -> None:
    named = clean(message.text or "", LONGEST_SOURCE)
    seen = await calendars.source(acting(message), int(about), named, visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, calendar_views.calendar(seen, visit.words))


async def list_pressed(
    call: CallbackQuery,
    callback_data: ListButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await calendars.calendar(acting(call), callback_data.election, visit.now)
    await visit.enter(f"{LIST}:{seen.election.id}|{callback_data.topic}")
    await replace(call, telegram, views.whole_list(seen, callback_data.topic, visit.words))


async def list_written(
    message: Message, about: str, calendars: CalendarService, telegram: Telegram, visit: Visit
) -> None:
    written = lists.lines(message.text or "")
    await take_list(acting(message), about, written, calendars, telegram, visit)


async def take_list(
    staff: Staff,
    about: str,
    written: Sequence[tuple[int, Cells]],
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    """The whole list that is awaited, or none of it."""
    key, topic = about.split("|")
    heads = views.heads_of_lists()
    written = [row for row in written if not lists.is_head(row, heads)]
    try:
        if topic == Topic.CANDIDATES:
            filled = Filled(candidates=lists.candidates(written))
        else:
            filled = Filled(stations=lists.stations(written))
    except BadRows as bad:
        back = CalendarButton(election=int(key))
        await telegram.send(visit.chat_id, views.bad_rows(bad.rows, back, visit.words))
        return
    seen = await calendars.take(staff, int(key), filled, visit.now)
    await visit.end()
    said = views.taken(filled, visit.words)
    await telegram.send(visit.chat_id, calendar_views.calendar(seen, visit.words).after(said))


async def unit_fact_asked(
    call: CallbackQuery,
    callback_data: UnitFactButton,
    calendars: CalendarService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    kato, topic = callback_data.kato, callback_data.topic
    await calendars.overview(acting(call), kato, visit.now)
    await visit.enter(f"{UNIT}:{kato}|{topic}")
    await replace(call, telegram, views.unit_fact(kato, topic, visit.words))


async def unit_fact_written(
    message: Message, about: str, calendars: CalendarService, telegram: Telegram, visit: Visit
) -> None:
    """First the fact, then its source."""
    kato, topic, *said = about.split("|", 2)
    text = clean(message.text or "", LONGEST_SOURCE).replace("\n", " ")
    if not said:
        said = [_end_of_term(text, visit.now) if topic == UnitTopic.TERM else text]
        await visit.enter(f"{UNIT}:{kato}|{topic}|{said[0]}")
        await telegram.send(visit.chat_id, views.unit_fact_source(kato, visit.words))
        return
    staff = acting(message)
    if topic == UnitTopic.TERM:
        corrected = await calendars.term(staff, kato, date.fromisoformat(said[0]), text, visit.now)
    else:
        corrected = await calendars.lookup(staff, kato, said[0], text, visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, views.unit_fact_taken(kato, corrected, visit.words))


def _end_of_term(text: str, now: datetime) -> str:
    """Raises NoDay, WrongOrder."""
    ends_on = day(text)
    check_near(ends_on, now)
    return ends_on.isoformat()


async def words_wanted(message: Message, telegram: Telegram, visit: Visit) -> None:
    """A picture of the document is no answer that can be read on every phone."""
    await telegram.send(visit.chat_id, views.words_wanted(visit.words))


def router() -> Router:
    router = Router(name="entering")
    router.callback_query.register(kind_chosen, KindButton.filter())
    router.callback_query.register(tapped_twice, PublishButton.filter(), Hasty())
    router.callback_query.register(publish_pressed, PublishButton.filter())
    router.callback_query.register(redefine_pressed, RedefineButton.filter())
    router.callback_query.register(other_kind_chosen, OtherKindButton.filter())
    router.callback_query.register(change_pressed, ChangeButton.filter())
    router.callback_query.register(state_pressed, StateButton.filter())
    router.callback_query.register(source_pressed, SourceButton.filter())
    router.callback_query.register(list_pressed, ListButton.filter())
    router.callback_query.register(unit_fact_asked, UnitFactButton.filter())
    for state, handler in (
        (NEW, answer_written),
        (DATE, date_written),
        (STATE, reason_written),
        (SOURCE, source_written),
        (LIST, list_written),
        (UNIT, unit_fact_written),
        (REDEFINED, redefined),
    ):
        router.message.register(handler, Choosing(state))
        router.message.register(words_wanted, Choosing(state, shown=True))
    return router
