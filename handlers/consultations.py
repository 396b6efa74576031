"""A resident looks at what is asked about the village budget, and chooses."""

import asyncio
import io
import zipfile
from collections.abc import Mapping

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.choices import STEP
from bot.domain.consultations import NotInStage, Stage
from bot.drawing.desk import DrawingDesk, NotDrawn
from bot.services.ballots import BallotService, Sheet
from bot.services.counting import CountingService
from bot.services.proposals import ProposalService
from bot.telegram import Telegram
from bot.views import ballots as ballot_views
from bot.views import budget_pictures, papers, result_pictures, results
from bot.views import consultations as views
from bot.views import proposals as proposal_views
from bot.views.callbacks.consultations import (
    CastButton,
    ChooseButton,
    ConsultationButton,
    ConsultationsButton,
    LeaveButton,
    OnPaperButton,
    RecountButton,
    ResultPictureButton,
    RulesButton,
    ShareButton,
)
from bot.views.screens import Screen, Toast
from bot.visits import Visit
from handlers.showing import replace


async def consultations_asked(
    message: Message, telegram: Telegram, ballots: BallotService, visit: Visit
) -> None:
    await visit.end()
    await telegram.send(visit.chat_id, await _listed(ballots, visit))


async def list_opened(call: CallbackQuery, telegram: Telegram, ballots: BallotService, visit: Visit) -> None:
    await replace(call, telegram, await _listed(ballots, visit))


async def _listed(ballots: BallotService, visit: Visit) -> Screen:
    visit.known().home()
    return views.listed(*await ballots.of_village(visit.telegram_id), visit.words)


async def consultation_opened(
    call: CallbackQuery,
    callback_data: ConsultationButton,
    telegram: Telegram,
    ballots: BallotService,
    counting: CountingService,
    proposals: ProposalService,
    visit: Visit,
) -> None:
    key = callback_data.consultation
    sheet = await ballots.look(visit.telegram_id, key)
    if sheet.consultation.stage is Stage.COUNTED:
        found = await counting.result(visit.telegram_id, key, visit.now)
        _ = visit.words
        on_paper = await counting.papers(visit.telegram_id, key, visit.now) or ()
        screen = results.result(found, on_paper, _) if found else results.hidden(sheet.consultation, _)
    elif sheet.consultation.stage is Stage.PROPOSALS:
        board = await proposals.board(visit.telegram_id, key, 0)
        screen = proposal_views.board(board, visit.now, visit.words)
    else:
        screen = _shown(sheet, visit, again=callback_data.again)
    await replace(call, telegram, screen)


def _shown(sheet: Sheet, visit: Visit, *, again: bool = False) -> Screen:
    """What counts, or what can be chosen; `again` when what counts is to be changed."""
    asked, now, _ = sheet.consultation, visit.now, visit.words
    if asked.stage is not Stage.OPEN:
        return views.standing(asked, now, _)
    if sheet.counts is not None and sheet.receipt is not None and not sheet.changed and not again:
        return ballot_views.cast(asked, sheet.counts, sheet.receipt, now, _)
    return ballot_views.sheet(asked, sheet.order, sheet.choice, sheet.counts, now, _)


async def option_pressed(
    call: CallbackQuery,
    callback_data: ChooseButton,
    telegram: Telegram,
    ballots: BallotService,
    visit: Visit,
) -> None:
    key, number = callback_data.consultation, callback_data.number
    sheet = await ballots.press(visit.telegram_id, key, number, visit.now, chosen=callback_data.chosen)
    await replace(call, telegram, _shown(sheet, visit, again=True))


async def points_pressed(
    call: CallbackQuery,
    callback_data: ShareButton,
    telegram: Telegram,
    ballots: BallotService,
    visit: Visit,
) -> None:
    key, number = callback_data.consultation, callback_data.number
    by = STEP if callback_data.more else -STEP
    sheet = await ballots.share(visit.telegram_id, key, number, by, visit.now)
    await replace(call, telegram, _shown(sheet, visit, again=True))


async def choice_confirmed(
    call: CallbackQuery,
    callback_data: CastButton,
    telegram: Telegram,
    ballots: BallotService,
    visit: Visit,
) -> None:
    sheet = await ballots.cast(visit.telegram_id, callback_data.consultation, visit.now)
    await replace(call, telegram, _shown(sheet, visit))


async def choice_left(
    call: CallbackQuery,
    callback_data: LeaveButton,
    telegram: Telegram,
    ballots: BallotService,
    visit: Visit,
) -> None:
    sheet = await ballots.leave(visit.telegram_id, callback_data.consultation, visit.now)
    await replace(call, telegram, _shown(sheet, visit))


async def rules_opened(
    call: CallbackQuery,
    callback_data: RulesButton,
    telegram: Telegram,
    ballots: BallotService,
    visit: Visit,
) -> None:
    asked, said = await ballots.definition(visit.telegram_id, callback_data.consultation)
    if callback_data.file:
        caption = views.file_caption(said)
        await telegram.send_new(visit.chat_id, views.DEFINITION, said.encode(), caption)
    else:
        await replace(call, telegram, views.rules(asked, said, visit.now, visit.words))


async def on_paper_opened(
    call: CallbackQuery,
    callback_data: OnPaperButton,
    telegram: Telegram,
    ballots: BallotService,
    counting: CountingService,
    visit: Visit,
) -> None:
    key, _ = callback_data.consultation, visit.words
    found = await counting.papers(visit.telegram_id, key, visit.now)
    asked = (await ballots.look(visit.telegram_id, key)).consultation
    screen = (
        results.hidden(asked, _) if found is None else papers.on_paper(asked, found, callback_data.page, _)
    )
    await replace(call, telegram, screen)


async def files_asked(
    call: CallbackQuery,
    callback_data: RecountButton,
    telegram: Telegram,
    counting: CountingService,
    visit: Visit,
    toast: Toast,
) -> None:
    key = callback_data.consultation
    files = await counting.files(visit.telegram_id, key, visit.now)
    if files is None:
        toast.say(results.not_now(visit.words), alert=True)
        return
    content = await asyncio.to_thread(_zipped, files)
    caption = results.files_caption(visit.words)
    await telegram.send_new(visit.chat_id, f"consultation-{key}.zip", content, caption)


async def picture_asked(
    call: CallbackQuery,
    callback_data: ResultPictureButton,
    counting: CountingService,
    drawing: DrawingDesk,
    telegram: Telegram,
    visit: Visit,
    toast: Toast,
) -> None:
    """Of what the text above it says. Raises NotInStage where that says no figures."""
    _ = visit.words
    found = await counting.result(visit.telegram_id, callback_data.consultation, visit.now)
    if found is None:
        toast.say(results.not_now(_), alert=True)
        return
    if not found.shown:
        raise NotInStage
    try:
        content = await drawing.draw(result_pictures.picture(found, _))
    except NotDrawn:
        toast.say(budget_pictures.failed(_), alert=True)
        return
    caption = result_pictures.caption(found, _)
    await telegram.send_picture(visit.chat_id, result_pictures.name(found), content, caption)


def _zipped(files: Mapping[str, str]) -> bytes:
    """The same files are always the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def router() -> Router:
    router = Router(name="consultations")
    router.message.register(consultations_asked, Command("consultations", "consultation"))
    router.callback_query.register(list_opened, ConsultationsButton.filter())
    router.callback_query.register(consultation_opened, ConsultationButton.filter())
    router.callback_query.register(option_pressed, ChooseButton.filter())
    router.callback_query.register(points_pressed, ShareButton.filter())
    router.callback_query.register(choice_confirmed, CastButton.filter())
    router.callback_query.register(choice_left, LeaveButton.filter())
    router.callback_query.register(rules_opened, RulesButton.filter())
    router.callback_query.register(picture_asked, ResultPictureButton.filter())
    router.callback_query.register(on_paper_opened, OnPaperButton.filter())
    router.callback_query.register(files_asked, RecountButton.filter())
    return router
