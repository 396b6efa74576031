"""Who stands, as the commission says it, and who may."""

from datetime import datetime

from bot.domain.chances import visible
from bot.domain.facts import Candidate, Outlook
from bot.domain.pages import Page
from bot.i18n import Html, Words, joined
from bot.views.callbacks.elections import ElectionButton
from bot.views.pages import back, heading, listed_dates, sources
from bot.views.paging import Item, page
from bot.views.screens import Screen, rows
from bot.views.sources import election_law, self_government_law


def candidates(outlook: Outlook, number: int, now: datetime, _: Words) -> Screen:
    """A plain copy of the commission's list: its order, the same fields for all, and not a word more."""
    source = outlook.candidates_from
    if visible(outlook) is None or not outlook.candidates or source is None:
        unknown = _(
            "The list of registered candidates is not known here yet. The territorial election commission publishes it."
        )
        text = joined(
            [
                heading(outlook, _),
                unknown,
                listed_dates(Page.CANDIDATES, outlook, now, _),
                sources(Page.CANDIDATES, outlook, now, _),
            ]
        )
        return Screen(text, rows([back(_)]))
    items = [Item(candidate(one, _), source) for one in outlook.candidates]
    listed, turning = page(items, number, lambda to: ElectionButton(page=Page.CANDIDATES, number=to), _)
    head = _(
        "<b>Registered candidates</b>\nA copy of the territorial election commission's list, in its order."
    )
    return Screen(joined([head, listed]), rows(turning, [back(_)]))


def candidate(one: Candidate, _: Words) -> Html:
    return _(
        "<b>{name}</b>\nNominated by: {nominated_by}\nOccupation: {occupation}",
        name=one.name,
        nominated_by=one.nominated_by or "–",
        occupation=one.occupation or "–",
    )


def standing(outlook: Outlook, now: datetime, _: Words) -> Screen:
    text = joined(
        [
            _("<b>Who may stand, and how</b>"),
            _(
                "• A citizen of Kazakhstan aged 25 or over, without an unexpunged conviction and without an "
                "established corruption crime or offence.\n"
                "• The law's chapter on the election of akims names no requirement to live here.\n"
                "• The term is four years; one person may be akim of the same unit for two terms in a row at most."
            ),
            _(
                "<b>Not verified here:</b> requirements of education and of length of service. They are set by an act "
                "of the President, which was not checked. Ask the territorial election commission."
            ),
            _(
                "<b>Nomination:</b> from the day after the election is called until 18:00, 25 days before voting, "
                "unless the commission sets otherwise. One nominates oneself, or a political party nominates its "
                "member. With fewer than two candidates the superior akim nominates.\n"
                "<b>Signatures</b> of the self-nominated: at least 1 percent of the district's voters, from at least half "
                "of its populated places; handed in three days before registration ends at the latest.\n"
                "<b>Election fee:</b> one minimum wage, 85,000 tenge in 2026. It is returned to who is elected or gets "
                "5 percent of the votes or more.\n"
                "<b>Registration</b> ends at 18:00, 20 days before voting. Candidate and spouse hand in declarations; "
                "documents and national security are checked, which takes up to 30 days. A refusal can be appealed "
                "against within three days."
            ),
            listed_dates(Page.STANDING, outlook, now, _),
            sources(Page.STANDING, outlook, now, _),
            election_law(_),
            self_government_law(_),
        ]
    )
    return Screen(text, rows([back(_)]))
