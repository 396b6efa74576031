"""How and where one votes."""

from datetime import datetime

from bot.domain.facts import Outlook
from bot.domain.pages import Page
from bot.domain.timelines import Code
from bot.i18n import Html, Words, joined
from bot.views.dates import confirmed_date, deadline, voting_time
from bot.views.pages import back, open_page, sources
from bot.views.screens import Screen, rows
from bot.views.sources import election_law
from bot.views.stations import few, lookup


def voting(outlook: Outlook, now: datetime, _: Words) -> Screen:
    text = joined(
        [
            _("<b>How to vote</b>"),
            _who_and_when(outlook, now, _),
            _where(outlook, _),
            _list(outlook, now, _),
            _procedure(_),
            _elsewhere(outlook, now, _),
            home_voting(outlook, now, _),
            sources(Page.VOTING, outlook, now, _, outlook.lookup.source if outlook.lookup else None),
            election_law(_),
        ]
    )
    listed = [open_page(Page.STATIONS, _)] if outlook.stations else []
    return Screen(text, rows(listed, [back(_)]))


def _who_and_when(outlook: Outlook, now: datetime, _: Words) -> Html:
    time = voting_time(outlook, now, _)
    when = (
        _("<b>When:</b> {time}.", time=time)
        if time
        else _(
            "<b>When:</b> from 07:00 to 20:00, unless the territorial election commission shifts the hours."
        )
    )
    who = _("<b>Who:</b> citizens aged 18 or over whose registered place of residence is here.")
    return Html(when + "\n" + who)


def _where(outlook: Outlook, _: Words) -> Html:
    where = _("<b>Where:</b> at the polling station of your address. The bot does not ask for your IIN.")
    found = lookup(outlook, _) or _(
        "Which one it is, the precinct or the territorial election commission tells."
    )
    return Html(where + "\n" + found)


def _list(outlook: Outlook, now: datetime, _: Words) -> Html:
    check = _("<b>Voter list:</b> you can check your own entry at the precinct commission.")
    since = first_day(outlook, now, _) or _("It opens 15 days before voting.")
    return Html(f"{check} {since} " + _("A complaint about a mistake in it is answered on the same day."))


def first_day(outlook: Outlook, now: datetime, _: Words) -> Html | None:
    """Since when voter lists are open, if that is confirmed."""
    date = confirmed_date(Code.LISTS_OPEN, outlook, now, _)
    return None if date is None else _("First day: <b>{date}</b>.", date=date)


def _procedure(_: Words) -> Html:
    return _(
        "<b>At the station:</b> an identity document is needed. Everybody votes in person and in secret. The "
        "ballot is in Kazakh and Russian and has the line «Against all». To photograph or film a marked ballot and "
        "to spread the picture is prohibited."
    )


def _elsewhere(outlook: Outlook, now: datetime, _: Words) -> Html:
    """For who is away on the day, or lives away for longer."""
    certificate = _(
        "<b>Away on voting day:</b> from the opening of voter lists until 18:00 of the day before voting one can get a "
        "detachment certificate; not for another station of the same populated place."
    )
    staying = _(
        "<b>Living elsewhere for a time:</b> who knows it 30 days before voting can apply in writing to the local "
        "executive body there to be put on its voter list."
    )
    ends, last = deadline(Code.DETACHMENT_END, outlook, now, _), deadline(Code.PLACE_OF_STAY, outlook, now, _)
    return Html(f"{_with(certificate, ends)}\n{_with(staying, last)}")


def home_voting(outlook: Outlook, now: datetime, _: Words) -> Html:
    asking = _(
        "<b>Voting at home:</b> who cannot come because of health, care for a sick person, or a remote place of stay "
        "can ask for it in writing until 12:00 on voting day."
    )
    return _with(asking, deadline(Code.HOME_VOTING_END, outlook, now, _))


def _with(sentence: Html, end: Html | None) -> Html:
    return Html(f"{sentence} {end}") if end else sentence


def short_procedure(outlook: Outlook, _: Words) -> Html:
    """What a voter needs on the day."""
    bring = _("An identity document is needed. Everybody votes in person and in secret.")
    where = few(outlook, _)
    return Html(f"{bring}\n{where}") if where else bring


def silence(_: Words) -> Html:
    """What is not done on the day before voting and on the day."""
    return _("Until the polls close nobody campaigns, and no opinion polls or forecasts are published.")
