"""The pages about an election: how they begin and end, and the ways between them."""

from datetime import datetime

from bot.domain.facts import Outlook
from bot.domain.pages import Page, dates_on
from bot.i18n import Html, Words
from bot.views.callbacks import ElectionButton
from bot.views.names import spot_name
from bot.views.screens import Button, button
from bot.views.sources import Footnotes


def open_page(page: Page, _: Words) -> Button:
    labels = {
        Page.HOME: "🗳 " + _.label("Elections"),
        Page.DATES: "📅 " + _.label("All dates"),
        Page.VOTING: "☑️ " + _.label("How to vote"),
        Page.STATIONS: "📍 " + _.label("Polling stations"),
        Page.CANDIDATES: "👥 " + _.label("Candidates"),
        Page.STANDING: "📝 " + _.label("Who may stand"),
        Page.RESULTS: "📄 " + _.label("Results"),
        Page.RIGHTS: "⚖️ " + _.label("Rights, who is who"),
        Page.REMINDERS: "🔔 " + _.label("Reminders"),
    }
    return button(labels[page], ElectionButton(page=page))


def back(_: Words) -> Button:
    return button("← " + _.label("Back"), ElectionButton(page=Page.HOME))


def heading(outlook: Outlook, _: Words) -> Html:
    return _("<b>Election of the akim</b>\n{place}", place=spot_name(outlook.place, _))


def sources(page: Page, outlook: Outlook, now: datetime, _: Words) -> Html | None:
    """Where the dates of a page are from, and how the election stands if it says so."""
    facts = [outlook.dates[code] for code in dates_on(page, outlook, now)]
    if outlook.standing is not None and page in (Page.HOME, Page.RESULTS):
        facts.append(outlook.standing)
    return Footnotes.of(fact.source for fact in facts).said(_)
