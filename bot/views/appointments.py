"""The confirmed dates of an election as a file for the phone's calendar (RFC 5545).

An appointment keeps its UID for good and its SEQUENCE only grows, so that a newer file puts the older one right. Hours
are UTC: of Kazakhstan's zone, one since 2024, older phones know something else.
"""

import html
from datetime import UTC, time, timedelta
from typing import TYPE_CHECKING

from bot.domain.chances import confirmed, visible
from bot.domain.elections import Election, State
from bot.domain.facts import Fact, Outlook
from bot.domain.numbers import ALMATY
from bot.domain.timelines import Code
from bot.i18n import Html, Words
from bot.views.callbacks.elections import AppointmentsButton
from bot.views.dates import BY_DAY, what
from bot.views.names import spot_name
from bot.views.screens import Button, button
from bot.views.sources import source_line

if TYPE_CHECKING:
    from icalendar import Event

NAME = "elections.ics"


def to_calendar(_: Words) -> Button:
    return button("📆 " + _.label("To my phone's calendar"), AppointmentsButton())


def caption(_: Words) -> Html:
    return _(
        "Open the file: the phone's calendar offers to add what is in it. A newer file replaces the dates of an older."
    )


def none(_: Words) -> str:
    return _.plain("No date of an election is confirmed here.")


def appointments(outlook: Outlook, _: Words) -> bytes | None:
    """None when there are no dates, and never were any."""
    from icalendar import Calendar

    election = visible(outlook)
    facts = _given(outlook)
    if election is None or not facts:
        return None
    calendar = Calendar()
    calendar.add("prodid", "-//Auyl Uni//Elections//" + _.language.upper())
    calendar.add("version", "2.0")
    for code, fact in facts.items():
        calendar.add_component(_appointment(code, fact, election, outlook, _))
    content: bytes = calendar.to_ical()
    return content


def _given(outlook: Outlook) -> dict[Code, Fact]:
    """The dates that hold, and those that somebody may have in a calendar though they do not."""
    over = outlook.state in (State.CANCELLED, State.UNDECIDED)
    held = confirmed(outlook)
    return {code: fact for code, fact in outlook.dates.items() if over or code in held} | {**outlook.left_out}


def _appointment(code: Code, fact: Fact, election: Election, outlook: Outlook, _: Words) -> "Event":
    from icalendar import Event

    holds = code in confirmed(outlook)
    withdrawn = fact.moment is not None and not holds
    event = Event()
    event.add("uid", f"{election.territory.kato}-{election.id}-{code}@auyl-uni")
    event.add("sequence", fact.version + (1 if withdrawn else 0))
    event.add("dtstamp", fact.entered_at.astimezone(UTC))
    event.add("status", "CONFIRMED" if holds else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    _add_time(event, code, fact)
    named = what(code, _)
    event.add(
        "summary",
        _.plain("Election of the akim: {what}", what=named)
        if holds
        else _.plain("Does not hold: {what}", what=named),
    )
    event.add("description", f"{spot_name(outlook.place, _)}\n{html.unescape(source_line(fact.source, _))}")
    return event


def _add_time(event: "Event", code: Code, fact: Fact) -> None:
    """A day where no hour counts. What was left out has no time any more: it stands on the day when that became known."""
    moment = fact.moment or fact.entered_at
    there = moment.astimezone(ALMATY)
    if fact.moment is None or code in BY_DAY or there.time() == time.min:
        event.add("dtstart", there.date())
        event.add("dtend", there.date() + timedelta(days=1))
    else:
        event.add("dtstart", moment.astimezone(UTC))
