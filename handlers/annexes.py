"""Coordinators take a counted consultation to the meeting, on paper."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.drawing.desk import DrawingDesk, NotDrawn
from bot.services.consultations import ConsultationService
from bot.services.counting import CountingService
from bot.telegram import Telegram
from bot.views import annexes as views
from bot.views.callbacks.consultations import AnnexButton
from bot.visits import Visit
from handlers.staff import acting


async def annex_asked(
    call: CallbackQuery,
    callback_data: AnnexButton,
    consultations: ConsultationService,
    counting: CountingService,
    drawing: DrawingDesk,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await consultations.one(acting(call), callback_data.consultation, visit.now)
    found = await counting.for_meeting(seen.consultation, visit.now)
    if found is None:
        await telegram.send(visit.chat_id, views.not_now(visit.words))
        return
    try:
        content = await drawing.draw(views.annex(found, seen.spot, seen.definition or ""))
    except NotDrawn:
        await telegram.send(visit.chat_id, views.failed(visit.words))
        return
    name = views.file_name(seen.consultation)
    await telegram.send_new(visit.chat_id, name, content, views.caption(visit.words))


def router() -> Router:
    router = Router(name="annexes")
    router.callback_query.register(annex_asked, AnnexButton.filter())
    return router
