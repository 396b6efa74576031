"""Coordinators prepare consultations: by buttons and by words, part by part; a second one confirms."""

from collections.abc import Callable
from dataclasses import replace as changed
from typing import Final

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain import consultation_writing as writing
from bot.domain.commission_lists import BadRows
from bot.domain.consultations import Consultation, Kind, Option
from bot.domain.facts import LONGEST_SOURCE
from bot.domain.groups import Staff
from bot.domain.people import Language
from bot.domain.roles import Right
from bot.domain.texts import clean
from bot.i18n import words
from bot.services.consultations import ConsultationService
from bot.services.roles import RoleService
from bot.telegram import Telegram
from bot.views import preparing as views
from bot.views.callbacks.preparing import (
    AskingButton,
    BeginButton,
    DropConsultationButton,
    EndProposalsButton,
    FixButton,
    GatherButton,
    Part,
    PartButton,
    PreparedButton,
    RuleButton,
)
from bot.views.directions import direction_label
from bot.views.entering import bad_rows
from bot.views.screens import Screen
from bot.visits import Visit
from handlers.filters import Choosing, Coordinates, Hasty
from handlers.showing import replace, tapped_twice
from handlers.staff import acting

PART: Final = "part of consultation"
Change = Callable[[Consultation], Consultation]


async def preparing_asked(
    message: Message,
    roles: RoleService,
    consultations: ConsultationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    screen = await _place(acting(message), AskingButton(), roles, consultations, visit)
    await telegram.send(visit.chat_id, screen)


async def place_opened(
    call: CallbackQuery,
    callback_data: AskingButton,
    roles: RoleService,
    consultations: ConsultationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    screen = await _place(acting(call), callback_data, roles, consultations, visit)
    await replace(call, telegram, screen)


async def _place(
    staff: Staff,
    where: AskingButton,
    roles: RoleService,
    consultations: ConsultationService,
    visit: Visit,
) -> Screen:
    """A unit with its consultations, or what lies on the way there. Raises NotAllowed."""
    way = await roles.way(staff, Right.CONSULTATIONS, where.kato, visit.words.language, visit.now)
    if way.unit is None:
        return views.places(way, where.page, visit.words)
    return views.unit(*await consultations.of_unit(staff, way.unit, visit.now), visit.words)


async def kind_chosen(
    call: CallbackQuery,
    callback_data: BeginButton,
    consultations: ConsultationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await consultations.begin(acting(call), callback_data.kato, callback_data.kind, visit.now)
    await replace(call, telegram, views.prepared(seen, visit.words))


async def prepared_opened(
    call: CallbackQuery,
    callback_data: PreparedButton,
    consultations: ConsultationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await consultations.one(acting(call), callback_data.consultation, visit.now)
    await replace(call, telegram, views.prepared(seen, visit.words))


async def part_asked(
    call: CallbackQuery,
    callback_data: PartButton,
    consultations: ConsultationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, part = callback_data.consultation, callback_data.part
    seen = await consultations.one(acting(call), key, visit.now)
    await visit.enter(f"{PART}:{key}|{part}")
    await replace(call, telegram, views.part(seen, part, visit.words))


async def part_written(
    message: Message, about: str, consultations: ConsultationService, telegram: Telegram, visit: Visit
) -> None:
    key, part = about.split("|")
    staff, text = acting(message), message.text or ""
    if part == Part.REASON:
        seen = await consultations.stop(staff, int(key), clean(text, LONGEST_SOURCE), visit.now)
    else:
        kind = (await consultations.one(staff, int(key), visit.now)).consultation.kind
        try:
            change = _read(Part(part), text, kind)
        except BadRows as bad:
            back = PreparedButton(consultation=int(key))
            await telegram.send(visit.chat_id, bad_rows(bad.rows, back, visit.words))
            return
        seen = await consultations.change(staff, int(key), change, visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, views.prepared(seen, visit.words))


def _read(part: Part, text: str, kind: Kind) -> Change:
    """What the words change. Raises BadRows, and what else the reading raises."""
    if part is Part.TITLE:
        kazakh, russian = writing.titles(text)
        return lambda one: changed(one, title_kk=kazakh, title_ru=russian)
    if part is Part.OPTIONS:
        options = _directions(text) if kind is Kind.SHARES else writing.options(text)
        return lambda one: changed(one, options=options)
    if part is Part.BUDGET:
        budget = writing.amount(text)
        return lambda one: changed(one, budget=budget)
    if part is Part.LIMITS:
        least, most = writing.limits(text)
        return lambda one: changed(one, least=least, most=most)
    if part is Part.UNTIL:
        until = writing.until(text)
        return lambda one: changed(one, proposals_until=until)
    opens, closes = writing.span(text)
    return lambda one: changed(one, opens_at=opens, closes_at=closes)


def _directions(text: str) -> list[Option]:
    """Each by the name it has anyway."""
    kazakh, russian = words(Language.KAZAKH), words(Language.RUSSIAN)
    return [
        Option(number, one, direction_label(one, kazakh), direction_label(one, russian))
        for number, one in enumerate(writing.directions(text), 1)
    ]


async def rule_chosen(
    call: CallbackQuery,
    callback_data: RuleButton,
    consultations: ConsultationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    rule = callback_data.rule
    seen = await consultations.change(
        acting(call), callback_data.consultation, lambda one: changed(one, rule=rule), visit.now
    )
    await replace(call, telegram, views.prepared(seen, visit.words))


async def fix_pressed(
    call: CallbackQuery,
    callback_data: FixButton,
    consultations: ConsultationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.consultation
    if callback_data.given:
        screen = views.prepared(await consultations.fix(staff, key, visit.now), visit.words)
    else:
        screen = views.asked_second(await consultations.ask(staff, key, visit.now), visit.words)
    await replace(call, telegram, screen)


async def gathering_pressed(
    call: CallbackQuery,
    callback_data: GatherButton,
    consultations: ConsultationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.consultation
    if callback_data.given:
        screen = views.prepared(await consultations.gather(staff, key, visit.now), visit.words)
    else:
        screen = views.asked_second(await consultations.ask_to_gather(staff, key, visit.now), visit.words)
    await replace(call, telegram, screen)


async def ending_pressed(
    call: CallbackQuery,
    callback_data: EndProposalsButton,
    consultations: ConsultationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.consultation
    if callback_data.sure:
        screen = views.prepared(await consultations.end_proposals(staff, key, visit.now), visit.words)
    else:
        screen = views.sure_to_end(await consultations.one(staff, key, visit.now), visit.words)
    await replace(call, telegram, screen)


async def drop_pressed(
    call: CallbackQuery,
    callback_data: DropConsultationButton,
    consultations: ConsultationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.consultation
    if callback_data.sure:
        screen = views.dropped(await consultations.drop(staff, key, visit.now), visit.words)
    else:
        screen = views.sure_to_drop(await consultations.one(staff, key, visit.now), visit.words)
    await replace(call, telegram, screen)


def router() -> Router:
    router = Router(name="preparing")
    router.message.register(preparing_asked, Command("consultation", "consultations"), Coordinates())
    for button in (FixButton, DropConsultationButton, GatherButton, EndProposalsButton):
        router.callback_query.register(tapped_twice, button.filter(), Hasty())
    router.callback_query.register(place_opened, AskingButton.filter())
    router.callback_query.register(kind_chosen, BeginButton.filter())
    router.callback_query.register(prepared_opened, PreparedButton.filter())
    router.callback_query.register(part_asked, PartButton.filter())
    router.callback_query.register(rule_chosen, RuleButton.filter())
    router.callback_query.register(fix_pressed, FixButton.filter())
    router.callback_query.register(gathering_pressed, GatherButton.filter())
    router.callback_query.register(ending_pressed, EndProposalsButton.filter())
    router.callback_query.register(drop_pressed, DropConsultationButton.filter())
    router.message.register(part_written, Choosing(PART))
    return router
