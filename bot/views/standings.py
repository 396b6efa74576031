"""Where an election stands, and how far off its voting is."""

from datetime import datetime

from bot.domain.chances import confirmed
from bot.domain.elections import Election, Kind, State
from bot.domain.facts import Outlook, Term
from bot.domain.timelines import Code
from bot.i18n import Html, Words
from bot.views.dates import days_until, voting_time


def kind_label(kind: Kind, _: Words) -> str:
    names = {
        Kind.REGULAR: _.label("Regular election"),
        Kind.EARLY: _.label("Early election"),
        Kind.REPEAT_ELECTION: _.label("Repeat election"),
        Kind.REPEAT_VOTING: _.label("Repeat voting"),
    }
    return names[kind]


def countdown(outlook: Outlook, now: datetime, _: Words) -> Html:
    """When, and how many days are left."""
    time = voting_time(outlook, now, _)
    if time is None:
        return _("The voting day is not confirmed here. The territorial election commission knows it.")
    dates = confirmed(outlook)
    closes, days = dates.get(Code.VOTING_END), days_until(dates[Code.VOTING_START], now)
    if days < 0 or (closes is not None and now >= closes):
        left = _("Voting is over. The territorial election commission sets the results.")
    elif days == 0:
        left = _("Voting is today.")
    elif days == 1:
        left = _("Voting is tomorrow.")
    else:
        left = _.n("{count} day is left until voting.", "{count} days are left until voting.", days)
    return Html(_("Voting: <b>{time}</b>", time=time) + "\n" + left)


def standing(election: Election, _: Words) -> Html:
    """How it stands, in a sentence, and why."""
    sentences = {
        State.CALLED: _("<b>The election is called.</b>"),
        State.POSTPONED: _(
            "<b>The election is postponed.</b> The dates told before do not hold. New ones will stand here when "
            "they are confirmed."
        ),
        State.CANCELLED: _("<b>The election is cancelled.</b> The dates told before do not hold."),
        State.UNDECIDED: _(
            "<b>No akim was elected.</b> The voting or the election is repeated within a month."
        ),
        State.RESULT: _("<b>The territorial election commission has set the results.</b> It publishes them."),
        State.REGISTERED: _(
            "<b>The territorial election commission has registered the elected akim.</b> With that the akim's term "
            "of office begins."
        ),
    }
    sentence = sentences[election.state]
    if not election.reason:
        return sentence
    said = (
        _("Reason: {reason}", reason=election.reason)
        if election.state.needs_reason
        else _("As the commission has published it: {words}", words=election.reason)
    )
    return Html(f"{sentence}\n{said}")


def term_end(term: Term, now: datetime, _: Words) -> Html:
    return _("The present akim's term of office ends: {day}.", day=_.long_day(term.ends_on, now))
