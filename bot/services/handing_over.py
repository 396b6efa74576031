"""A report goes to another office of its district: what its group is shown goes along, and stays in no other group."""

from datetime import datetime

from bot.domain.events import RESIDENTS_WORDS
from bot.domain.posts import Post
from bot.domain.reports import Report
from bot.services.groups import serving
from bot.services.letters import (
    cancel_to_group,
    leave_card,
    leave_correction,
    leave_handed_over,
    leave_words,
    readdress_to_group,
)
from storage import groups, posts, reports
from storage.database import Transaction


async def take_along(tx: Transaction, before: Report, after: Report, event_id: int, now: datetime) -> None:
    """Where one group serves both offices, it sees its card change; else the other's gets all of it anew, but for what
    somebody has had erased.
    """
    old, new = await serving(tx, before.unit), await serving(tx, after.unit)
    told = await reports.history(tx, after.id)
    if old is not None and new is not None and old.chat_id == new.chat_id:
        await readdress_to_group(tx, after, told)
        await leave_card(tx, after, now)
        return
    await cancel_to_group(tx, before, told)
    await leave_handed_over(tx, after, before.unit, now)
    await reports.attachments_hidden(tx, after.id)
    await leave_card(tx, after, now, anew=True)
    for said in told:
        if said.kind in RESIDENTS_WORDS and (said.text or said.file):
            await leave_correction(tx, after, said.id, now, to_resident=False)
            await leave_words(tx, after, said.id, now, returned=event_id)


async def left_behind(tx: Transaction, report: Report) -> list[Post]:
    """What was shown of it in groups that do not triage it now."""
    group = await serving(tx, report.unit)
    return [
        post
        for post in await posts.in_groups(tx, report.id)
        if group is None or post.chat_id != group.chat_id
    ]


async def take_after(tx: Transaction, report: Report, post: Post, now: datetime) -> bool:
    """What was on its way to a group while its report was handed over does not stay there. Whether it was."""
    serves = await serving(tx, report.unit)
    if serves is not None and serves.chat_id == post.chat_id:
        return False
    there = await groups.by_chat(tx, post.chat_id)
    if there is None:
        return False
    await leave_handed_over(tx, report, there.katos[0], now)
    return True
