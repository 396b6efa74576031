"""How a result comes about, what a resident has a right to, and who is who in the village."""

from datetime import datetime

from bot.domain.chances import visible
from bot.domain.elections import State
from bot.domain.facts import Outlook
from bot.domain.pages import Page
from bot.i18n import Words, joined
from bot.views.pages import back, listed_dates, sources
from bot.views.screens import Screen, rows
from bot.views.sources import election_law, self_government_law
from bot.views.standings import standing


def results(outlook: Outlook, now: datetime, _: Words) -> Screen:
    """Who won stands in the commission's publication: the bot keeps no results."""
    election = visible(outlook)
    after = election is not None and election.state in (State.RESULT, State.UNDECIDED, State.REGISTERED)
    text = joined(
        [
            _("<b>Results</b>"),
            standing(election, _) if election is not None and after else None,
            listed_dates(Page.RESULTS, outlook, now, _),
            _(
                "• The candidate with more votes than any other is elected.\n"
                "• Votes are counted after the polls close, for 12 hours at most. A copy of the count's protocol hangs at "
                "the polling station for two days.\n"
                "• The territorial election commission sets the results within 3 days, publishes them within 7 days in "
                "local media, and registers the akim within 7 days. The akim's term of office begins with that.\n"
                "• After a tie voting is repeated within a month; an election declared void or invalid is repeated "
                "within a month."
            ),
            _("The bot shows no figures of the voting: look for them in the commission's publication."),
            sources(Page.RESULTS, outlook, now, _),
            election_law(_),
        ]
    )
    return Screen(text, rows([back(_)]))


def rights(_: Words) -> Screen:
    text = joined(
        [
            _("<b>Rights, who is who</b>"),
            _(
                "• A mistake in the voter list: a complaint to the precinct commission, answered on the same day.\n"
                "• A decision or a deed of a commission: a complaint to the commission above it or to court, within "
                "10 days.\n"
                "• A statement to a commission is decided on within 5 days."
            ),
            _(
                "<b>Akim</b>: elected by the residents for four years.\n"
                "<b>Akim's office</b>: the institution that works for the akim. At this level there is no akimat.\n"
                "<b>Gathering of the local community</b>: the residents who are registered there. The akim calls it, or 10 percent of its members with "
                "the consent of the district's akim. It says what is to be done first, sets who is in the meeting, and "
                "every year hears how the akim keeps the election programme.\n"
                "<b>Meeting of the local community</b>: up to 25 representatives, for four years. It agrees to the draft "
                "budget and to the report on the budget, and can begin the dismissal of the akim. Time, place and agenda "
                "are announced at least 10 days before.\n"
                "<b>Maslikhat</b>: the district's council. It adopts the budget of the village or rural district."
            ),
            election_law(_),
            self_government_law(_),
        ]
    )
    return Screen(text, rows([back(_)]))
