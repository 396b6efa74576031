"""A held report is out of its group's sight, with all its resident said, until the office takes it up again."""

from datetime import datetime

from bot.domain.events import RESIDENTS_WORDS, EventKind
from bot.domain.reports import Report, State
from bot.services.letters import leave_correction, leave_taking_away, leave_words
from storage import reports
from storage.database import Transaction


async def show_or_hide(tx: Transaction, before: Report, after: Report, event_id: int, now: datetime) -> None:
    """What becomes of pictures and relayed words when the event brings the report from one state to another."""
    if State.HELD not in (before.state, after.state):
        return
    for said in await reports.history(tx, after.id):
        if said.kind not in RESIDENTS_WORDS:
            continue
        await leave_correction(tx, after, said.id, now, to_resident=False)
        if after.state is not State.HELD:
            await leave_words(tx, after, said.id, now, returned=event_id)
    if after.state is State.HELD:
        await leave_taking_away(tx, after, now)


async def has_objected(tx: Transaction, report_id: int) -> bool:
    """Whether the resident has said since the report was held why it should not be."""
    for event in reversed(await reports.history(tx, report_id)):
        if event.kind in (EventKind.OBJECTION, EventKind.HOLD):
            return event.kind is EventKind.OBJECTION
    return False
