"""A resident proposes for a consultation, and says what they think of what others have proposed."""

from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.proposals import Aim
from bot.services.proposals import ProposalService
from bot.telegram import Telegram
from bot.views import proposals as views
from bot.views.callbacks.proposals import (
    CommentButton,
    LeaveProposalButton,
    ProposalButton,
    ProposalsButton,
    ProposeButton,
    SendProposalButton,
    TowardsButton,
)
from bot.visits import Visit
from handlers.filters import Choosing, Hasty
from handlers.showing import replace, tapped_twice

WORDS: Final = "words of proposal"  # the state of who is about to write one, with its aim


async def board_opened(
    call: CallbackQuery,
    callback_data: ProposalsButton,
    proposals: ProposalService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await proposals.board(visit.telegram_id, callback_data.consultation, callback_data.page)
    await replace(call, telegram, views.board(seen, visit.now, visit.words))


async def proposal_opened(
    call: CallbackQuery,
    callback_data: ProposalButton,
    proposals: ProposalService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await proposals.thread(visit.telegram_id, callback_data.proposal, callback_data.page)
    await replace(call, telegram, views.thread(seen, visit.now, visit.words))


async def proposing_begun(
    call: CallbackQuery,
    callback_data: ProposeButton,
    proposals: ProposalService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    asked = await proposals.may_propose(visit.telegram_id, callback_data.consultation, visit.now)
    await replace(call, telegram, views.directions(asked, visit.words))


async def direction_chosen(
    call: CallbackQuery,
    callback_data: TowardsButton,
    proposals: ProposalService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    aim = Aim(callback_data.consultation, direction=callback_data.direction)
    await _ask(call, aim, proposals, telegram, visit)


async def comment_begun(
    call: CallbackQuery,
    callback_data: CommentButton,
    proposals: ProposalService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    aim = Aim(callback_data.consultation, about=callback_data.proposal or None)
    await _ask(call, aim, proposals, telegram, visit)


async def _ask(
    call: CallbackQuery, aim: Aim, proposals: ProposalService, telegram: Telegram, visit: Visit
) -> None:
    asked, about = await proposals.may_write(visit.telegram_id, aim, visit.now)
    await visit.enter(f"{WORDS}:{aim}")
    await replace(call, telegram, views.wanted(asked, aim, about, visit.words))


async def words_written(
    message: Message, about: str, proposals: ProposalService, telegram: Telegram, visit: Visit
) -> None:
    """Whatever else is written before it is sent takes its place."""
    written = await proposals.write(visit.telegram_id, Aim.parse(about), message.text or "", visit.now)
    await telegram.send(visit.chat_id, views.read_back(written, visit.words))


async def words_wanted(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, views.words_wanted(visit.words))


async def sending_pressed(
    call: CallbackQuery,
    callback_data: SendProposalButton,
    proposals: ProposalService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    case = await proposals.send(visit.telegram_id, callback_data.proposal, visit.now)
    await visit.end()
    await replace(call, telegram, views.sent(case, visit.words))


async def leaving_pressed(
    call: CallbackQuery,
    callback_data: LeaveProposalButton,
    proposals: ProposalService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await proposals.cancel(visit.telegram_id, callback_data.consultation)
    await replace(call, telegram, views.board(seen, visit.now, visit.words))


def router() -> Router:
    router = Router(name="proposals")
    router.callback_query.register(tapped_twice, SendProposalButton.filter(), Hasty())
    router.callback_query.register(board_opened, ProposalsButton.filter())
    router.callback_query.register(proposal_opened, ProposalButton.filter())
    router.callback_query.register(proposing_begun, ProposeButton.filter())
    router.callback_query.register(direction_chosen, TowardsButton.filter())
    router.callback_query.register(comment_begun, CommentButton.filter())
    router.callback_query.register(sending_pressed, SendProposalButton.filter())
    router.callback_query.register(leaving_pressed, LeaveProposalButton.filter())
    router.message.register(words_written, Choosing(WORDS))
    router.message.register(words_wanted, Choosing(WORDS, shown=True))
    return router
