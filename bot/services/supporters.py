"""What happens to a report's supporters when it is merged with another, and to what somebody supports when they leave."""

from datetime import datetime

from bot.domain.reports import Report, State
from bot.services.letters import leave_card, leave_join_taken_back
from storage import reports, supports
from storage.database import Transaction


async def merge_or_part(tx: Transaction, before: Report, after: Report, now: datetime) -> None:
    """A duplicate brings its author and supporters to the first report, and takes them along when it is none any more."""
    if State.DUPLICATE not in (before.state, after.state):
        return
    first_id = await reports.first_of(tx, after.id)
    move = supports.merge if after.state is State.DUPLICATE else supports.part
    await move(tx, after.id, first_id)
    await _show_fewer_or_more(tx, first_id, now)


async def forget_supports(tx: Transaction, person_id: str, now: datetime) -> None:
    """Somebody supports nothing any more."""
    supported = await supports.of_person(tx, person_id)
    await supports.drop_all(tx, person_id)
    for report_id in supported:
        await _show_fewer_or_more(tx, report_id, now)


async def forget_joins(tx: Transaction, person_id: str, now: datetime) -> None:
    """What they had added to others' reports goes, also from the groups."""
    for event in await supports.joins(tx, person_id):
        report = await reports.by_id(tx, event.report_id)
        assert report is not None  # reports stay
        await leave_join_taken_back(tx, report, event.id, now)
    await supports.forget_joins(tx, person_id)


async def _show_fewer_or_more(tx: Transaction, report_id: int, now: datetime) -> None:
    """On the card; that of a withdrawn report shows nobody."""
    report = await reports.by_id(tx, report_id)
    assert report is not None  # reports stay
    if report.state is not State.WITHDRAWN:
        await leave_card(tx, report, now, one_of_many=True)
