"""What the law forbids around an election, when."""

from collections.abc import Collection
from dataclasses import astuple, dataclass
from datetime import date, datetime

from bot.domain.elections import Election, State, local
from bot.domain.timelines import campaign_end, poll_ban_end, poll_ban_start, repeat_latest


@dataclass(frozen=True)
class Freeze:
    """What is not done in the territory now."""

    new_polls: bool = False  # nothing is asked anew, nor is the akim's performance shown
    poll_results: bool = False
    candidate_material: bool = False  # shown to nobody who does not ask for it, and not pinned
    akim_messages: bool = False  # nothing goes out in the akim's name

    def __or__(self, other: "Freeze") -> "Freeze":
        """What either of them forbids."""
        return Freeze(*map(any, zip(astuple(self), astuple(other), strict=True)))


def freeze(election: Election, now: datetime) -> Freeze:
    """Polls' results rest in the five days before voting and on the day (EL art. 28(9)), a day more to be safe; what
    candidates have published stays where it is from the day before until polls close (EL art. 27, art. 32); new
    polls, figures on the akim, and messages in the akim's name rest from the calling until the akim is registered
    (officials do not campaign: EL art. 27, CAO art. 122).

    Who is elected is registered within a week (EL art. 113-11), and what is to be repeated is repeated within a month
    (EL art. 113-9): after a month it is over too, since a registration that nobody enters silences no unit for ever.
    A postponed election goes on being one; a cancelled one is none.
    """
    if election.state in (State.ENTERED, State.CANCELLED):
        return Freeze()
    campaign = local(election.called_on) <= now and not _over(election, now)
    return Freeze(
        new_polls=campaign,
        poll_results=poll_ban_start(election) <= now < poll_ban_end(election),
        candidate_material=campaign_end(election) <= now < election.voting[1],
        akim_messages=campaign,
    )


def _over(election: Election, now: datetime) -> bool:
    if election.state is State.POSTPONED:
        return False
    return election.state is State.REGISTERED or now >= repeat_latest(election)


def awaited_until(election: Election, now: datetime) -> datetime | None:
    """After the voting, while nobody has entered that the akim is registered: how long the unit waits for that."""
    awaited = election.state in (State.CALLED, State.RESULT) and now >= election.voting[1]
    return repeat_latest(election) if awaited and not _over(election, now) else None


def joined(elections: Collection[Election], now: datetime) -> Freeze:
    """What a unit's elections forbid together: one that is only entered, cancelled, or to be called frees nothing that an
    undecided one before it forbids. A registered akim ends all that was voted on before.
    """
    elected = max((one.voting_on for one in elections if one.state is State.REGISTERED), default=date.min)
    found = Freeze()
    for one in elections:
        if one.voting_on >= elected:
            found |= freeze(one, now)
    return found
