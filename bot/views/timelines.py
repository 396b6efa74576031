"""All the confirmed dates of an election."""

from datetime import datetime

from bot.domain.chances import confirmed
from bot.domain.facts import Outlook
from bot.domain.pages import Page
from bot.i18n import Html, Words, joined
from bot.views.appointments import to_calendar
from bot.views.callbacks.elections import ElectionButton
from bot.views.dates import what, when
from bot.views.pages import back, heading
from bot.views.paging import Item, page
from bot.views.screens import Screen, rows


def all_dates(outlook: Outlook, number: int, now: datetime, _: Words) -> Screen:
    """Every confirmed date, the past ones marked."""
    items = [
        Item(
            Html(f"{'✓ ' if moment <= now else ''}<b>{when(code, moment, now, _)}</b>\n{what(code, _)}"),
            outlook.dates[code].source,
        )
        for code, moment in confirmed(outlook).items()
    ]
    if not items:
        return Screen(
            joined([heading(outlook, _), _("No date of an election is confirmed here.")]), rows([back(_)])
        )
    listed, turning = page(items, number, lambda to: ElectionButton(page=Page.DATES, number=to), _)
    head = Html(heading(outlook, _) + "\n" + _("All confirmed dates, Kazakhstan time"))
    return Screen(joined([head, listed]), rows(turning, [to_calendar(_)], [back(_)]))
