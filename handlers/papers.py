"""Coordinators enter what gatherings chose on paper, part by part; a second one confirms it."""

from dataclasses import replace as changed
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain import papers as domain
from bot.domain.consultations import Consultation
from bot.domain.events import FileKind, FileRef
from bot.domain.papers import Paper, PaperLack, Seen
from bot.services.papers import PaperService
from bot.telegram import Telegram
from bot.views import papers as views
from bot.views.callbacks.papers import (
    ConfirmPaperButton,
    DropPaperButton,
    NewPaperButton,
    PaperButton,
    PaperPart,
    PaperPartButton,
    PaperPhotoButton,
    PapersButton,
)
from bot.visits import Visit
from handlers.filters import Choosing, Has, Hasty
from handlers.showing import replace, tapped_twice
from handlers.staff import acting

NEW: Final = "gathering of consultation"  # the state of who writes of a new one
PART: Final = "part of gathering"
PHOTO: Final = "photo of gathering"
NEXT: Final = {PaperLack.COUNTS: PaperPart.COUNTS, PaperLack.PHOTO: PaperPart.PHOTO}


async def papers_opened(
    call: CallbackQuery,
    callback_data: PapersButton,
    papers: PaperService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    asked, found = await papers.of(acting(call), callback_data.consultation, visit.now)
    await replace(call, telegram, views.entered(asked, found, visit.words))


async def paper_opened(
    call: CallbackQuery,
    callback_data: PaperButton,
    papers: PaperService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    await visit.end()
    seen = await papers.one(acting(call), callback_data.paper, visit.now)
    await replace(call, telegram, views.paper(seen, visit.words))


async def entering_begun(
    call: CallbackQuery,
    callback_data: NewPaperButton,
    papers: PaperService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    asked, _ = await papers.of(acting(call), callback_data.consultation, visit.now)
    await visit.enter(f"{NEW}:{asked.id}")
    await replace(call, telegram, views.heading_wanted(asked, visit.words))


async def heading_written(
    message: Message, about: str, papers: PaperService, telegram: Telegram, visit: Visit
) -> None:
    heading = domain.heading(message.text or "", visit.now)
    seen = await papers.enter(acting(message), int(about), heading, visit.now)
    await _go_on(seen, telegram, visit)


async def _go_on(seen: Seen, telegram: Telegram, visit: Visit) -> None:
    """Ask for what is missing; of what is whole all is shown."""
    if seen.paper.lacks:
        part = NEXT[seen.paper.lacks[0]]
        await _await(seen, part, visit)
        await telegram.send(visit.chat_id, views.part(seen, part, visit.words))
    else:
        await visit.end()
        await telegram.send(visit.chat_id, views.paper(seen, visit.words))


async def _await(seen: Seen, part: PaperPart, visit: Visit) -> None:
    key = seen.paper.id
    await visit.enter(f"{PHOTO}:{key}" if part is PaperPart.PHOTO else f"{PART}:{key}|{part}")


async def part_asked(
    call: CallbackQuery,
    callback_data: PaperPartButton,
    papers: PaperService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await papers.one(acting(call), callback_data.paper, visit.now)
    await _await(seen, callback_data.part, visit)
    await replace(call, telegram, views.part(seen, callback_data.part, visit.words))


async def part_written(
    message: Message, about: str, papers: PaperService, telegram: Telegram, visit: Visit
) -> None:
    key, part = about.split("|")
    text = message.text or ""

    def written(asked: Consultation, paper: Paper) -> Paper:
        if part == PaperPart.HEADING:
            return paper.headed(domain.heading(text, visit.now))
        return changed(paper, counts=domain.counts(text, asked, paper.heading.people))

    seen = await papers.change(acting(message), int(key), written, visit.now)
    await _go_on(seen, telegram, visit)


async def photo_sent(
    message: Message, about: str, papers: PaperService, telegram: Telegram, visit: Visit
) -> None:
    assert message.photo is not None
    file_id = message.photo[-1].file_id
    seen = await papers.change(
        acting(message), int(about), lambda _, paper: changed(paper, photo=file_id), visit.now
    )
    await _go_on(seen, telegram, visit)


async def photo_wanted(message: Message, telegram: Telegram, visit: Visit) -> None:
    await telegram.send(visit.chat_id, views.photo_wanted(visit.words))


async def photo_asked(
    call: CallbackQuery,
    callback_data: PaperPhotoButton,
    papers: PaperService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    seen = await papers.one(acting(call), callback_data.paper, visit.now)
    if seen.paper.photo is not None:
        caption = views.photo_caption(seen, visit.words)
        await telegram.send_file(visit.chat_id, FileRef(FileKind.PHOTO, seen.paper.photo), caption)


async def confirming_pressed(
    call: CallbackQuery,
    callback_data: ConfirmPaperButton,
    papers: PaperService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.paper
    if callback_data.given:
        screen = views.paper(await papers.confirm(staff, key, visit.now), visit.words)
    else:
        screen = views.asked_second(await papers.ask(staff, key, visit.now), visit.words)
    await replace(call, telegram, screen)


async def dropping_pressed(
    call: CallbackQuery,
    callback_data: DropPaperButton,
    papers: PaperService,
    telegram: Telegram,
    visit: Visit,
) -> None:
    staff, key = acting(call), callback_data.paper
    if not callback_data.sure:
        screen = views.sure_to_drop(await papers.one(staff, key, visit.now), visit.words)
    else:
        dropped = await papers.drop(staff, key, visit.now)
        asked, found = await papers.of(staff, dropped.consultation.id, visit.now)
        screen = views.entered(asked, found, visit.words)
    await replace(call, telegram, screen)


def router() -> Router:
    router = Router(name="papers")
    for button in (ConfirmPaperButton, DropPaperButton):
        router.callback_query.register(tapped_twice, button.filter(), Hasty())
    router.callback_query.register(papers_opened, PapersButton.filter())
    router.callback_query.register(paper_opened, PaperButton.filter())
    router.callback_query.register(entering_begun, NewPaperButton.filter())
    router.callback_query.register(part_asked, PaperPartButton.filter())
    router.callback_query.register(photo_asked, PaperPhotoButton.filter())
    router.callback_query.register(confirming_pressed, ConfirmPaperButton.filter())
    router.callback_query.register(dropping_pressed, DropPaperButton.filter())
    router.message.register(heading_written, Choosing(NEW))
    router.message.register(part_written, Choosing(PART))
    router.message.register(photo_sent, Has("photo"), Choosing(PHOTO, shown=True))
    for wanted in (Choosing(PHOTO), Choosing(PHOTO, shown=True)):
        router.message.register(photo_wanted, wanted)
    return router
