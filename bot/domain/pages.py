"""What a resident opens about an election, and which facts each page shows: who saw one hears of its correction."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from bot.domain.chances import chances, coming, confirmed, silent, visible
from bot.domain.elections import State
from bot.domain.facts import Outlook, Term, Topic, UnitTopic, topic_of
from bot.domain.reminders import REMINDERS, Name
from bot.domain.timelines import Code

VOTING = (Code.VOTING_START, Code.VOTING_END)


class Page(StrEnum):
    HOME = "home"
    DATES = "dates"
    VOTING = "voting"
    STATIONS = "stations"
    CANDIDATES = "candidates"
    STANDING = "standing"
    RESULTS = "results"
    RIGHTS = "rights"
    REMINDERS = "reminders"


_DATES: Mapping[Page, tuple[Code, ...]] = {
    Page.DATES: tuple(Code),
    Page.VOTING: (*VOTING, Code.LISTS_OPEN, Code.DETACHMENT_END, Code.HOME_VOTING_END, Code.PLACE_OF_STAY),
    Page.STANDING: (Code.NOMINATION_START, Code.NOMINATION_END, Code.SIGNATURE_SHEETS, Code.REGISTRATION_END),
    Page.RESULTS: (Code.RESULT_SET, Code.RESULT_PUBLISHED, Code.AKIM_REGISTERED, Code.REPEAT_LATEST),
}

_PLACE_AND_TIME = (*VOTING, Topic.STATIONS)
_BESIDE: Mapping[Name, tuple[Code | Topic | UnitTopic, ...]] = {
    Name.NOMINATION_START: (Code.NOMINATION_END,),
    Name.VOTING_NOTICE: (*_PLACE_AND_TIME, UnitTopic.LOOKUP),
    Name.TOMORROW: (*_PLACE_AND_TIME, Code.HOME_VOTING_END),
    Name.TODAY: (*_PLACE_AND_TIME, Code.HOME_VOTING_END),
}


def dates_on(page: Page, outlook: Outlook, now: datetime) -> dict[Code, datetime]:
    """The confirmed dates that the page shows, soonest first."""
    dates = confirmed(outlook)
    named = set(_DATES.get(page, ()))
    if page is Page.HOME:
        named = {*chances(outlook, now).values(), *coming(outlook, now), Code.REPEAT_LATEST}
        named |= {*VOTING} if outlook.state is State.CALLED else set()
        named |= {Code.HOME_VOTING_END} if home_voting_is_near(outlook, now) else set()
    if page is Page.CANDIDATES and not outlook.candidates:
        named = {Code.CANDIDATES_PUBLISHED}
    if page is not Page.DATES and Code.VOTING_START not in dates:
        named -= {*VOTING}  # the hour when polls close says nothing alone
    return {code: moment for code, moment in dates.items() if code in named}


def home_voting_is_near(outlook: Outlook, now: datetime) -> bool:
    """From the day before the voting: then the first page says until when it can be asked for."""
    ends = confirmed(outlook).get(Code.HOME_VOTING_END)
    return ends is not None and now < ends and silent(outlook, now)


def shown_on(page: Page, outlook: Outlook, now: datetime) -> set[str]:
    """The topics of the facts that the page shows; who has seen a date knows that the election is called."""
    topics: set[str] = {code.value for code in dates_on(page, outlook, now)}
    election = visible(outlook)
    if election is not None and topics:
        topics.add(Topic.STATE)
    if election is not None and page in (Page.HOME, Page.RESULTS):
        topics |= {Topic.STATE, topic_of(election.state)}
    if page is Page.HOME and silent(outlook, now):
        topics.add(Topic.STATIONS)
    if election is not None and page in (Page.STATIONS, Page.CANDIDATES):
        topics.add(Topic(page.value))
    if page is Page.HOME and term_said(outlook, now):
        topics.add(UnitTopic.TERM)
    if page is Page.VOTING or (page is Page.STATIONS and election is not None and outlook.stations):
        topics |= {UnitTopic.LOOKUP} if outlook.lookup else set()
    return topics


def term_said(outlook: Outlook, now: datetime) -> Term | None:
    """The term that still goes on: the first page says its end while no election goes on."""
    election = visible(outlook)
    if outlook.term is None or not outlook.term.ahead(now):
        return None
    return outlook.term if election is None or election.state.over else None


def told_by(name: Name) -> set[str]:
    """The topics of the facts that a reminder tells; each tells that the election is called."""
    of = REMINDERS[name].of
    return {Topic.STATE, *_BESIDE.get(name, ()), topic_of(of) if isinstance(of, State) else of}


def dates_in(name: Name, outlook: Outlook) -> dict[Code, datetime]:
    """The confirmed dates that a reminder tells."""
    return {code: moment for code, moment in confirmed(outlook).items() if code in told_by(name)}
