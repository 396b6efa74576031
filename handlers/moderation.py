"""Moderators decide, in their group, what of residents' proposals is published; coordinators do so in private too."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from bot.domain.groups import Staff
from bot.domain.proposals import Case
from bot.services.consultations import ConsultationService
from bot.services.moderation import ModerationService
from bot.telegram import Telegram
from bot.views import moderation as views
from bot.views import preparing
from bot.views.callbacks.proposals import (
    AdoptButton,
    AlikeButton,
    JoinProposalButton,
    Judge,
    JudgeButton,
    PublishedButton,
    RefuseButton,
    WaitingButton,
)
from bot.views.screens import Toast
from bot.visits import Visit
from handlers.filters import Hasty
from handlers.showing import replace, tapped_twice
from handlers.staff import acting


async def waiting_opened(
    call: CallbackQuery,
    callback_data: WaitingButton,
    moderation: ModerationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await moderation.waiting(acting(call), callback_data.consultation, callback_data.page, visit.now)
    await replace(call, telegram, views.waiting(seen, visit.words))


async def published_opened(
    call: CallbackQuery,
    callback_data: PublishedButton,
    moderation: ModerationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key, page = callback_data.consultation, callback_data.page
    seen = await moderation.published(acting(call), key, page, visit.now)
    may_adopt = not seen.consultation.gathers(visit.now)
    await replace(call, telegram, views.published(seen, visit.words, may_adopt=may_adopt))


async def adopting_pressed(
    call: CallbackQuery,
    callback_data: AdoptButton,
    consultations: ConsultationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await consultations.adopt(acting(call), callback_data.proposal, visit.now)
    await replace(call, telegram, preparing.prepared(seen, visit.words))


async def judging_pressed(
    call: CallbackQuery,
    callback_data: JudgeButton,
    moderation: ModerationService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    staff, key = acting(call), callback_data.proposal
    if callback_data.judge is Judge.PUBLISH:
        case = await moderation.publish(staff, key, visit.now)
        await _decided(call, staff, case, moderation, telegram, visit, toast)
        return
    case = await moderation.case(staff, key, visit.now)
    if callback_data.judge is Judge.LOOK:
        await replace(call, telegram, views.card(case, visit.words, private=staff.chat_id > 0))
        return
    case.proposal.must_be_refusable()
    await _turn(call, telegram, views.reasons(key, visit.words))


async def alike_asked(
    call: CallbackQuery,
    callback_data: AlikeButton,
    moderation: ModerationService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    key = callback_data.proposal
    _, others = await moderation.others(acting(call), key, callback_data.page, visit.now)
    await _turn(call, telegram, views.alike(key, others, visit.words))


async def reason_chosen(
    call: CallbackQuery,
    callback_data: RefuseButton,
    moderation: ModerationService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    staff = acting(call)
    case = await moderation.refuse(staff, callback_data.proposal, callback_data.reason, visit.now)
    await _decided(call, staff, case, moderation, telegram, visit, toast)


async def other_chosen(
    call: CallbackQuery,
    callback_data: JoinProposalButton,
    moderation: ModerationService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    staff = acting(call)
    case = await moderation.join(staff, callback_data.proposal, callback_data.other, visit.now)
    await _decided(call, staff, case, moderation, telegram, visit, toast)


async def _decided(
    call: CallbackQuery,
    staff: Staff,
    case: Case,
    moderation: ModerationService,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    """A letter keeps the group's card true; in private what waits still is shown."""
    toast.say(views.decided(case.proposal, visit.words))
    if staff.chat_id > 0:
        seen = await moderation.waiting(staff, case.consultation.id, 0, visit.now)
        await replace(call, telegram, views.waiting(seen, visit.words))


async def _turn(call: CallbackQuery, telegram: Telegram, buttons: InlineKeyboardMarkup) -> None:
    """Other buttons under the same words."""
    assert call.message is not None  # `acting` has seen it
    await telegram.edit_buttons(call.message.chat.id, call.message.message_id, buttons)


def router() -> Router:
    """For the group."""
    return _deciding(Router(name="moderation"))


def private_router() -> Router:
    """The same for coordinators, with their lists."""
    router = _deciding(Router(name="moderation in private"))
    router.callback_query.register(waiting_opened, WaitingButton.filter())
    router.callback_query.register(published_opened, PublishedButton.filter())
    router.callback_query.register(adopting_pressed, AdoptButton.filter())
    return router


def _deciding(router: Router) -> Router:
    router.callback_query.register(tapped_twice, RefuseButton.filter(), Hasty())
    router.callback_query.register(tapped_twice, JoinProposalButton.filter(), Hasty())
    router.callback_query.register(judging_pressed, JudgeButton.filter())
    router.callback_query.register(alike_asked, AlikeButton.filter())
    router.callback_query.register(reason_chosen, RefuseButton.filter())
    router.callback_query.register(other_chosen, JoinProposalButton.filter())
    return router
