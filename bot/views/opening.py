"""Which screen each page about an election is."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.domain.facts import Outlook
from bot.domain.pages import Page
from bot.domain.reminders import Quiet, Wish
from bot.i18n import Words
from bot.views.candidacies import candidates, standing
from bot.views.elections import home
from bot.views.reminders import reminders
from bot.views.rights import results, rights
from bot.views.screens import Screen
from bot.views.stations import stations
from bot.views.timelines import all_dates
from bot.views.voting import voting

_OF_ONE: Mapping[Page, Callable[[Outlook, datetime, Words], Screen]] = {
    Page.HOME: home,
    Page.VOTING: voting,
    Page.STANDING: standing,
    Page.RESULTS: results,
}
_OF_SEVERAL: Mapping[Page, Callable[[Outlook, int, datetime, Words], Screen]] = {
    Page.DATES: all_dates,
    Page.CANDIDATES: candidates,
}


def opened(
    page: Page, number: int, outlook: Outlook, asked: tuple[Wish | None, Quiet], now: datetime, _: Words
) -> Screen:
    """Screen `number` of the page; `asked` is what its reader is reminded of."""
    if page is Page.RIGHTS:
        return rights(_)
    if page is Page.REMINDERS:
        return reminders(*asked, _)
    if page is Page.STATIONS:
        return stations(outlook, number, _)
    if page in _OF_ONE:
        return _OF_ONE[page](outlook, now, _)
    return _OF_SEVERAL[page](outlook, number, now, _)
