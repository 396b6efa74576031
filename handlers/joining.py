"""Before a report is sent: has somebody reported the same already?"""

from collections.abc import Sequence
from dataclasses import dataclass

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.services.drafts import DraftService
from bot.services.groups import GroupService
from bot.services.reports import ReportService
from bot.services.supports import SupportService
from bot.telegram import Telegram
from bot.views import reports as report_views
from bot.views import supports as views
from bot.views.callbacks.reports import SendButton
from bot.views.callbacks.supports import DifferentTroubleButton, SameTroubleButton
from bot.visits import Visit
from handlers.filters import Hasty
from handlers.showing import replace, tapped_twice


@dataclass(frozen=True)
class Counter:
    """Where reports are handed in, and who stands there is asked whether theirs is new."""

    drafts: DraftService
    reports: ReportService
    groups: GroupService
    supports: SupportService
    telegram: Telegram

    async def hand_in(
        self, call: CallbackQuery, draft_id: int, declined: Sequence[int], visit: Visit
    ) -> None:
        """What is like it and was not declined is asked about; if nothing is left, off it goes."""
        found = await self.supports.likely(visit.known(), draft_id, declined, visit.now)
        if found is None:
            await self.send(call, draft_id, visit)
        else:
            await replace(call, self.telegram, views.question(found, draft_id, declined, visit.words))

    async def send(self, call: CallbackQuery, draft_id: int, visit: Visit) -> None:
        """Once; sent already, its receipt is shown."""
        report = await self.drafts.submit(visit.known(), draft_id, visit.now)
        given = await self.reports.receipt(report.id, visit.chat_id)
        heard = await self.groups.hears(report.unit)
        screen = report_views.receipt(report, visit.words, heard=heard)
        shown = await replace(call, self.telegram, screen, current=given)
        await self.reports.receipt_shown(report.id, visit.chat_id, shown, visit.now)


async def send_pressed(
    call: CallbackQuery, callback_data: SendButton, counter: Counter, visit: Visit
) -> None:
    await counter.hand_in(call, callback_data.draft, (), visit)


async def different_pressed(
    call: CallbackQuery, callback_data: DifferentTroubleButton, counter: Counter, visit: Visit
) -> None:
    await counter.hand_in(call, callback_data.draft, callback_data.declined, visit)


async def same_pressed(
    call: CallbackQuery, callback_data: SameTroubleButton, counter: Counter, visit: Visit
) -> None:
    """What was sent as a report meanwhile shows its receipt."""
    draft_id = callback_data.draft
    done = await counter.supports.join(visit.known(), draft_id, callback_data.report, visit.now)
    if done is None:
        await counter.send(call, draft_id, visit)
    else:
        await replace(call, counter.telegram, views.joining(done, visit.words))


def router() -> Router:
    router = Router(name="joining")
    for button in (SameTroubleButton, DifferentTroubleButton):
        router.callback_query.register(tapped_twice, button.filter(), Hasty())
    router.callback_query.register(send_pressed, SendButton.filter())
    router.callback_query.register(same_pressed, SameTroubleButton.filter())
    router.callback_query.register(different_pressed, DifferentTroubleButton.filter())
    return router
