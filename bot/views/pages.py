"""The pages about an election: how they begin and end, and the ways between them."""

from datetime import datetime

from bot.domain.chances import visible
from bot.domain.facts import Outlook, Source
from bot.domain.pages import Page, dates_on
from bot.i18n import Html, Words
from bot.views.callbacks.elections import ElectionButton
from bot.views.dates import what, when
from bot.views.names import spot_name
from bot.views.screens import Button, button
from bot.views.sources import Footnotes


def open_page(page: Page, _: Words) -> Button:
    labels = {
        Page.HOME: "🗳 " + _.label("Elections"),
        Page.DATES: "📅 " + _.label("Dates"),
        Page.VOTING: "🗳 " + _.label("Voting"),
        Page.STATIONS: "📍 " + _.label("Stations"),
        Page.CANDIDATES: "👥 " + _.label("Candidates"),
        Page.STANDING: "📝 " + _.label("Who may stand"),
        Page.RESULTS: "📄 " + _.label("Results"),
        Page.RIGHTS: "⚖️ " + _.label("Rights"),
        Page.REMINDERS: "🔔 " + _.label("Reminders"),
    }
    return button(labels[page], ElectionButton(page=page))


def back(_: Words) -> Button:
    return button("← " + _.label("Back"), ElectionButton(page=Page.HOME))


def heading(outlook: Outlook, _: Words) -> Html:
    return _("<b>Election of the akim</b>\n{place}", place=spot_name(outlook.place, _))


def sources(page: Page, outlook: Outlook, now: datetime, _: Words, *more: Source | None) -> Html | None:
    """Where the dates of a page are from, how the election stands if it says so, and what else is on it."""
    facts = [outlook.dates[code] for code in dates_on(page, outlook, now)]
    if outlook.standing is not None and visible(outlook) is not None and page in (Page.HOME, Page.RESULTS):
        facts.append(outlook.standing)
    return Footnotes.of([*(fact.source for fact in facts), *more]).said(_)


def listed_dates(page: Page, outlook: Outlook, now: datetime, _: Words) -> Html | None:
    """The page's confirmed dates, one a line."""
    found = dates_on(page, outlook, now)
    lines = [
        Html(f"• {what(code, _)}: <b>{when(code, moment, now, _)}</b>") for code, moment in found.items()
    ]
    return Html("\n".join(lines)) if lines else None
