"""The pages on which a resident reads about an election, and which facts each of them tells."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from bot.domain.elections import State
from bot.domain.facts import Outlook, Topic, topic_of
from bot.domain.reminders import REMINDERS, Name
from bot.domain.timelines import Code

NEXT = 4  # dates on the first page


class Page(StrEnum):
    HOME = "home"
    DATES = "dates"
    VOTING = "voting"
    STATIONS = "stations"
    CANDIDATES = "candidates"
    STANDING = "standing"
    RIGHTS = "rights"
    REMINDERS = "reminders"


_TELLS: dict[Page, Collection[Code | Topic]] = {
    Page.HOME: (
        Topic.STATE,
        Topic.RESULT,
        Topic.UNDECIDED,
        Topic.REGISTERED,
        Code.VOTING_START,
        Code.VOTING_END,
    ),
    Page.VOTING: (
        Code.LISTS_OPEN,
        Code.PLACE_OF_STAY,
        Code.DETACHMENT_END,
        Code.VOTING_START,
        Code.HOME_VOTING_END,
        Code.VOTING_END,
    ),
    Page.STATIONS: (Topic.STATIONS,),
    Page.CANDIDATES: (Topic.CANDIDATES,),
    Page.STANDING: (
        Code.NOMINATION_START,
        Code.NOMINATION_END,
        Code.NOMINATION_EXTENDED,
        Code.SIGNATURE_SHEETS,
        Code.REGISTRATION_END,
    ),
    Page.RIGHTS: (),
    Page.REMINDERS: (),
}


def shown_on(page: Page, outlook: Outlook, now: datetime) -> set[str]:
    """The topics of the facts that somebody knows who has seen the page."""
    if page is Page.DATES:
        return {*outlook.dates, Topic.STATE}
    shown: set[str] = set(_TELLS[page])
    if page is Page.HOME:
        shown.update(code for code, _ in outlook.ahead(now)[:NEXT])
    return shown


_OF_VOTING = (Code.VOTING_START, Code.VOTING_END, Code.HOME_VOTING_END, Topic.STATIONS)


def told_by(name: Name) -> set[str]:
    """The topics of the facts that somebody knows who has got the reminder."""
    of = REMINDERS[name].of
    if isinstance(of, State):
        return {topic_of(of)}
    return (
        {of, *_OF_VOTING}
        if name in (Name.VOTING_NOTICE, Name.TOMORROW, Name.TODAY, Name.HOME_VOTING_END)
        else {of}
    )
