"""The dates of an election in words."""

from datetime import datetime

from bot.domain.chances import confirmed
from bot.domain.facts import Outlook
from bot.domain.numbers import ALMATY
from bot.domain.timelines import Code
from bot.i18n import Html, Words

# What commissions do by a day: the law names no hour.
BY_DAY = frozenset(
    {
        Code.DISTRICTS_PUBLISHED,
        Code.PRECINCTS_PUBLISHED,
        Code.LISTS_HANDED,
        Code.CANDIDATES_PUBLISHED,
        Code.VOTING_NOTICE,
        Code.RESULT_SET,
        Code.RESULT_PUBLISHED,
        Code.AKIM_REGISTERED,
        Code.REPEAT_LATEST,
    }
)


def when(code: Code, moment: datetime, now: datetime, _: Words) -> Html:
    """The day, and the hour where that counts."""
    if code in BY_DAY:
        return Html(_.long_day(moment.astimezone(ALMATY).date(), now))
    return _.long_moment(moment, now)


def confirmed_date(code: Code, outlook: Outlook, now: datetime, _: Words) -> Html | None:
    moment = confirmed(outlook).get(code)
    return None if moment is None else when(code, moment, now, _)


def deadline(code: Code, outlook: Outlook, now: datetime, _: Words) -> Html | None:
    """Until when, if that is confirmed."""
    date = confirmed_date(code, outlook, now, _)
    return None if date is None else _("Deadline: <b>{date}</b>.", date=date)


def voting_time(outlook: Outlook, now: datetime, _: Words) -> Html | None:
    """The day and the hours of voting as far as they are confirmed."""
    dates = confirmed(outlook)
    opens, closes = dates.get(Code.VOTING_START), dates.get(Code.VOTING_END)
    if opens is None:
        return None
    return _.long_moment(opens, now) if closes is None else _.long_hours(opens, closes, now)


def days_until(moment: datetime, now: datetime) -> int:
    """Whole days of the calendar in Kazakhstan."""
    return (moment.astimezone(ALMATY).date() - now.astimezone(ALMATY).date()).days


def what(code: Code, _: Words) -> Html:
    """What the date is of."""
    names = {
        Code.NOMINATION_START: _("Nomination of candidates begins"),
        Code.DISTRICTS_PUBLISHED: _(
            "By this day the borders of electoral districts and the members of the territorial election "
            "commission are published"
        ),
        Code.PRECINCTS_PUBLISHED: _(
            "By this day the borders and addresses of polling precincts and the members of their commissions "
            "are published"
        ),
        Code.PLACE_OF_STAY: _(
            "Last time to apply for the voter list of the place where you will be staying on voting day"
        ),
        Code.NOMINATION_END: _("Nomination of candidates ends"),
        Code.SIGNATURE_SHEETS: _("Last time for the self-nominated to hand in signature sheets"),
        Code.NOMINATION_EXTENDED: _("Extended nomination of candidates ends"),
        Code.REGISTRATION_END: _("Registration of candidates ends"),
        Code.CAMPAIGN_START: _("Campaigning begins"),
        Code.LISTS_HANDED: _("By this day voter lists are handed to precinct commissions"),
        Code.CANDIDATES_PUBLISHED: _("By this day the list of registered candidates is published"),
        Code.LISTS_OPEN: _("From now on you can check your own entry in the voter list"),
        Code.VOTING_NOTICE: _("By this day voters are told the time and the place of voting"),
        Code.POLL_BAN_START: _("From now on opinion polls and forecasts are not published"),
        Code.WITHDRAWAL_END: _("Last time for a candidate to withdraw"),
        Code.CAMPAIGN_END: _("Campaigning stops, the day of silence begins"),
        Code.DETACHMENT_END: _("Last time to get a detachment certificate"),
        Code.VOTING_START: _("Voting begins"),
        Code.HOME_VOTING_END: _("Last time to ask in writing for voting at home"),
        Code.VOTING_END: _("Voting ends"),
        Code.POLL_BAN_END: _("From now on opinion polls may be published again"),
        Code.COUNT_END: _("By this time the votes are counted"),
        Code.RESULT_SET: _("By this day the territorial election commission sets the results"),
        Code.RESULT_PUBLISHED: _("By this day the results are published"),
        Code.AKIM_REGISTERED: _("By this day the elected akim is registered"),
        Code.REPEAT_LATEST: _("By this day the voting or the election is repeated"),
    }
    return names[code]
