"""What a resident can do about an election now, and what comes next: from confirmed dates and nothing else."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from bot.domain.elections import Election, State
from bot.domain.facts import Outlook
from bot.domain.freezes import freeze
from bot.domain.timelines import BESIDE, Code

SHOWN_NEXT = 3
_HOLD = (State.CALLED, State.RESULT, State.REGISTERED)


class Chance(StrEnum):
    """What can be done only for a time."""

    VOTE = "vote"
    CHECK_LISTS = "check_lists"
    TAKE_CERTIFICATE = "take_certificate"
    ASK_WHERE_ONE_STAYS = "ask_where_one_stays"
    BE_PUT_UP = "be_put_up"
    BE_PUT_UP_LATE = "be_put_up_late"  # there were fewer than two candidates
    HAND_IN_SIGNATURES = "hand_in_signatures"


# Since when, where that is a date, and until when.
_TIMES: Mapping[Chance, tuple[Code | None, Code]] = {
    Chance.VOTE: (Code.VOTING_START, Code.VOTING_END),
    Chance.CHECK_LISTS: (Code.LISTS_OPEN, Code.VOTING_START),
    Chance.TAKE_CERTIFICATE: (Code.LISTS_OPEN, Code.DETACHMENT_END),
    Chance.ASK_WHERE_ONE_STAYS: (None, Code.PLACE_OF_STAY),
    Chance.BE_PUT_UP: (Code.NOMINATION_START, Code.NOMINATION_END),
    Chance.BE_PUT_UP_LATE: (Code.NOMINATION_END, Code.NOMINATION_EXTENDED),
    Chance.HAND_IN_SIGNATURES: (Code.NOMINATION_START, Code.SIGNATURE_SHEETS),
}


def visible(outlook: Outlook) -> Election | None:
    """The election, once it is called: what a coordinator still writes down is no election to a resident."""
    election = outlook.election
    return None if election is None or election.state is State.ENTERED else election


def confirmed(outlook: Outlook) -> dict[Code, datetime]:
    """The dates that hold, soonest first. A postponed or cancelled election has none; of one that ended without an
    akim only the repetition is ahead, which no other has.
    """
    held = {code: fact.moment for code, fact in outlook.dates.items() if fact.moment is not None}
    election = visible(outlook)
    if election is None:
        return {}
    if election.state is State.UNDECIDED:
        return {code: moment for code, moment in held.items() if code is Code.REPEAT_LATEST}
    if election.state not in _HOLD:
        return {}
    order = list(Code)
    known = sorted(held.items(), key=lambda one: (one[1], order.index(one[0])))
    return {code: moment for code, moment in known if code is not Code.REPEAT_LATEST}


def chances(outlook: Outlook, now: datetime) -> dict[Chance, Code]:
    """What can be done at this moment, and which date ends it. Where a date is not confirmed, nothing is promised."""
    if outlook.state is not State.CALLED:
        return {}
    dates = confirmed(outlook)
    return {
        chance: until
        for chance, (since, until) in _TIMES.items()
        if until in dates
        and now < dates[until]
        and (since is None or (since in dates and dates[since] <= now))
    }


def coming(outlook: Outlook, now: datetime) -> list[Code]:
    """The next dates, apart from the voting itself and from what ends what can be done now."""
    named = {Code.VOTING_START, Code.VOTING_END, *chances(outlook, now).values(), *BESIDE}
    named |= {Code.HOME_VOTING_END} if silent(outlook, now) else set()  # then it is told apart
    ahead = [code for code, moment in confirmed(outlook).items() if moment > now and code not in named]
    return ahead[:SHOWN_NEXT]


def silent(outlook: Outlook, now: datetime) -> bool:
    """From the day before voting until polls close nobody campaigns (EL art. 27, art. 32)."""
    election = outlook.election
    called = election is not None and election.state is State.CALLED
    return called and election is not None and freeze(election, now).candidate_material
