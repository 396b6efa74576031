"""The akim's office says what became of its promises, or corrects them; it reads over what residents will read."""

from collections.abc import Callable
from dataclasses import replace as changed
from datetime import datetime
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.answers import LONGEST_PROMISE
from bot.domain.promises import LONGEST_WORDS, Plan, Promise, Settled, Verdict
from bot.domain.texts import clean
from bot.domain.writing import day
from bot.services.promises import PromiseService
from bot.telegram import Telegram
from bot.views import pledges as views
from bot.views.callbacks.pledges import (
    PledgeButton,
    PledgesButton,
    PromisePart,
    RewordButton,
    RulingButton,
    SayOfPromiseButton,
)
from bot.visits import Visit
from handlers.filters import Choosing, Hasty
from handlers.showing import replace, tapped_twice, words_wanted
from handlers.staff import acting

RULING: Final = "ruling of promise"
PART: Final = "part of promise"


async def ledger_opened(
    call: CallbackQuery,
    callback_data: PledgesButton,
    promises: PromiseService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    kato, page = callback_data.kato, callback_data.page
    found = await promises.of_unit(acting(call), kato, page, visit.now)
    await replace(call, telegram, views.ledger(found, visit.now, visit.words))


async def promise_opened(
    call: CallbackQuery,
    callback_data: PledgeButton,
    promises: PromiseService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await promises.one(acting(call), callback_data.promise, visit.now)
    await replace(call, telegram, views.pledge(seen, visit.now, visit.words))


async def ruling_chosen(
    call: CallbackQuery,
    callback_data: RulingButton,
    promises: PromiseService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, verdict = callback_data.promise, callback_data.verdict
    if callback_data.alone:
        await visit.end()
        seen = await promises.plan(acting(call), key, lambda _: Plan(verdict=verdict), visit.now)
        await replace(call, telegram, views.read_over(seen, visit.words))
        return
    seen = await promises.one(acting(call), key, visit.now)
    if verdict not in seen.promise.possible(visit.now):
        raise Settled
    await visit.enter(f"{RULING}:{key}|{verdict}")
    await replace(call, telegram, views.words(seen, verdict, visit.words))


async def ruling_written(
    message: Message, about: str, promises: PromiseService, telegram: Telegram, visit: Visit
) -> None:
    """Words, or a photo with or without them."""
    key, verdict = about.split("|")
    said = message.text or message.caption
    plan = Plan(
        verdict=Verdict(verdict),
        words=clean(said, LONGEST_WORDS) if said else None,
        photo=message.photo[-1].file_id if message.photo else None,
    )
    seen = await promises.plan(acting(message), int(key), lambda _: plan, visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, views.read_over(seen, visit.words))


async def part_asked(
    call: CallbackQuery,
    callback_data: RewordButton,
    promises: PromiseService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, part = callback_data.promise, callback_data.part
    seen = await promises.one(acting(call), key, visit.now)
    seen.promise.correcting(visit.now)
    await visit.enter(f"{PART}:{key}|{part}")
    await replace(call, telegram, views.part(seen, part, visit.words))


async def part_written(
    message: Message, about: str, promises: PromiseService, telegram: Telegram, visit: Visit
) -> None:
    key, part = about.split("|")
    planned = _corrected(PromisePart(part), message.text or "", visit.now)
    seen = await promises.plan(acting(message), int(key), planned, visit.now)
    await visit.end()
    await telegram.send(visit.chat_id, views.read_over(seen, visit.words))


def _corrected(part: PromisePart, text: str, now: datetime) -> Callable[[Promise], Plan]:
    """Raises NoDay, EmptyText, TextTooLong."""
    if part is PromisePart.DUE:
        due_on = day(text)
        return lambda one: changed(one.correcting(now), due_on=due_on)
    said = clean(text, LONGEST_PROMISE)

    def corrected(one: Promise) -> Plan:
        plan = one.correcting(now)
        return changed(plan, what=changed(plan.what, **{part.value: said}))

    return corrected


async def say_pressed(
    call: CallbackQuery,
    callback_data: SayOfPromiseButton,
    promises: PromiseService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, mark = callback_data.promise, callback_data.mark
    seen = await promises.say(acting(call), key, mark, visit.now)
    await replace(call, telegram, views.pledge(seen, visit.now, visit.words))


def router() -> Router:
    router = Router(name="pledges")
    router.callback_query.register(tapped_twice, SayOfPromiseButton.filter(), Hasty())
    router.callback_query.register(ledger_opened, PledgesButton.filter())
    router.callback_query.register(promise_opened, PledgeButton.filter())
    router.callback_query.register(ruling_chosen, RulingButton.filter())
    router.callback_query.register(part_asked, RewordButton.filter())
    router.callback_query.register(say_pressed, SayOfPromiseButton.filter())
    router.message.register(ruling_written, Choosing(RULING))
    router.message.register(ruling_written, Choosing(RULING, shown=True))
    router.message.register(part_written, Choosing(PART))
    router.message.register(words_wanted, Choosing(PART, shown=True))
    return router
