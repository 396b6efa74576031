"""The dates of an election as the law has them: a draft that the commission's own calendar overrules.

Every function here is one deadline; its docstring names the article, EL for the Constitutional Law on Elections as of
01.07.2026. Commissions read «N days before» as N full days in between, and so do these.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.elections import Election, Kind, local

EVENING = time(18)
Rule = Callable[[Election], datetime]


class Code(StrEnum):
    """In the order in which they come."""

    NOMINATION_START = "nomination_start"
    DISTRICTS_PUBLISHED = "districts_published"
    PRECINCTS_PUBLISHED = "precincts_published"
    PLACE_OF_STAY = "place_of_stay"
    NOMINATION_END = "nomination_end"
    SIGNATURE_SHEETS = "signature_sheets"
    NOMINATION_EXTENDED = "nomination_extended"
    REGISTRATION_END = "registration_end"
    CAMPAIGN_START = "campaign_start"
    LISTS_HANDED = "lists_handed"
    CANDIDATES_PUBLISHED = "candidates_published"
    LISTS_OPEN = "lists_open"
    VOTING_NOTICE = "voting_notice"
    POLL_BAN_START = "poll_ban_start"
    WITHDRAWAL_END = "withdrawal_end"
    CAMPAIGN_END = "campaign_end"
    DETACHMENT_END = "detachment_end"
    VOTING_START = "voting_start"
    HOME_VOTING_END = "home_voting_end"
    VOTING_END = "voting_end"
    POLL_BAN_END = "poll_ban_end"
    COUNT_END = "count_end"
    RESULT_SET = "result_set"
    RESULT_PUBLISHED = "result_published"
    AKIM_REGISTERED = "akim_registered"
    REPEAT_LATEST = "repeat_latest"


def full_days_before(day: date, days: int) -> date:
    """The day that has so many full days between itself and `day`."""
    return day - timedelta(days=days + 1)


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the month's last."""
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    length = (first + timedelta(days=31)).replace(day=1) - first
    return first + timedelta(days=min(day.day, length.days) - 1)


def call_latest(election: Election) -> date:
    """A regular election is called 50 days before the term expires, an early one within two months of the vacancy
    (EL art. 113-1(2), (3)); a repeat is held within a month, and so called within it (EL art. 113-9).
    """
    if election.kind is Kind.REGULAR:
        return election.occasion - timedelta(days=50)
    return _months_later(election.occasion, 2 if election.kind is Kind.EARLY else 1)


def voting_latest(election: Election) -> date:
    """A regular voting is held 10 days before the term expires, an early one within 40 days of the calling
    (EL art. 113-1(2), (3)), a repeated one within a month of the first (EL art. 113-9).
    """
    if election.kind is Kind.REGULAR:
        return election.occasion - timedelta(days=10)
    if election.kind is Kind.EARLY:
        return election.called_on + timedelta(days=40)
    return _months_later(election.occasion, 1)


def nomination_start(election: Election) -> datetime:
    """Candidates can be put up from the day after the calling (EL art. 113-3)."""
    return local(election.called_on + timedelta(days=1))


def districts_published(election: Election) -> datetime:
    """Within 10 days of the calling, the borders of the electoral districts and who sits in the territorial
    commission are published (EL art. 22(2), art. 13(4)).
    """
    return local(election.called_on + timedelta(days=10), EVENING)


def precincts_published(election: Election) -> datetime:
    """Within 15 days of the calling, precincts, their borders and addresses, and their commissions are published
    (EL art. 23(5), art. 17(2)).
    """
    return local(election.called_on + timedelta(days=15), EVENING)


def place_of_stay(election: Election) -> datetime:
    """Who will be staying elsewhere asks for the list there 30 days before (EL art. 24(5))."""
    return local(full_days_before(election.voting_on, 30), EVENING)


def nomination_end(election: Election) -> datetime:
    """Nobody is put up after 18:00, 25 days before, unless set otherwise at the calling (EL art. 113-3)."""
    return local(full_days_before(election.voting_on, 25), EVENING)


def nomination_extended(election: Election) -> datetime:
    """With fewer than two candidates the commission lets nominations go on, for three days at most (EL art. 113-3)."""
    return nomination_end(election) + timedelta(days=3)


def signature_sheets(election: Election) -> datetime:
    """Who has put themselves up hands in the signatures three days before registration ends (EL art. 113-4)."""
    return registration_end(election) - timedelta(days=3)


def registration_end(election: Election) -> datetime:
    """Candidates are registered until 18:00, 20 days before (EL art. 113-5)."""
    return local(full_days_before(election.voting_on, 20), EVENING)


def campaign_start(election: Election) -> datetime:
    """Campaigning begins when registration has ended (EL art. 27); commissions print a minute later."""
    return registration_end(election) + timedelta(minutes=1)


def lists_handed(election: Election) -> datetime:
    """The lists of voters are handed to the precincts 20 days before (EL art. 26-1)."""
    return local(full_days_before(election.voting_on, 20), EVENING)


def candidates_published(election: Election) -> datetime:
    """The commission publishes whom it has registered within 5 days (EL art. 113-5)."""
    return registration_end(election) + timedelta(days=5)


def lists_open(election: Election) -> datetime:
    """Voters can look up their own entry in the list 15 days before (EL art. 26(1))."""
    return local(full_days_before(election.voting_on, 15))


def voting_notice(election: Election) -> datetime:
    """Voters are told the time and the place 10 days before (EL art. 38(2))."""
    return local(full_days_before(election.voting_on, 10), EVENING)


def poll_ban_start(election: Election) -> datetime:
    """No polls and no forecasts are published in the 5 days before voting (EL art. 28(9)); one day more is safe."""
    return local(full_days_before(election.voting_on, 5))


def withdrawal_end(election: Election) -> datetime:
    """No candidate withdraws, is struck off or put back in the last two days (EL art. 113-5)."""
    return local(full_days_before(election.voting_on, 2), EVENING)


def campaign_end(election: Election) -> datetime:
    """Campaigning ends as the day before voting begins; that day nobody campaigns (EL art. 27, art. 32)."""
    return local(election.voting_on - timedelta(days=1))


def detachment_end(election: Election) -> datetime:
    """Detachment certificates are given out until 18:00 of the day before (EL art. 41(6-1))."""
    return local(election.voting_on - timedelta(days=1), EVENING)


def voting_start(election: Election) -> datetime:
    """Polls open at seven, unless the commission shifts it (EL art. 38(1))."""
    return election.voting[0]


def home_voting_end(election: Election) -> datetime:
    """Who cannot come asks for voting at home until noon (EL art. 41(6))."""
    return local(election.voting_on, time(12))


def voting_end(election: Election) -> datetime:
    """Polls close at eight in the evening, unless the commission shifts it (EL art. 38(1))."""
    return election.voting[1]


def poll_ban_end(election: Election) -> datetime:
    """Nor are polls and forecasts published on the day of voting (EL art. 28(9))."""
    return local(election.voting_on + timedelta(days=1))


def count_end(election: Election) -> datetime:
    """Votes are counted for twelve hours at most (EL art. 43)."""
    return election.voting[1] + timedelta(hours=12)


def result_set(election: Election) -> datetime:
    """The territorial commission sets the result within three days (EL art. 113-10)."""
    return local(election.voting_on + timedelta(days=3), EVENING)


def result_published(election: Election) -> datetime:
    """It publishes the result within seven days (EL art. 44(4))."""
    return local(election.voting_on + timedelta(days=7), EVENING)


def akim_registered(election: Election) -> datetime:
    """It registers the elected akim within seven days, and so the term begins (EL art. 113-11, LGL art. 36(4))."""
    return local(election.voting_on + timedelta(days=7), EVENING)


def repeat_latest(election: Election) -> datetime:
    """After a tie voting, after a void election the election is repeated within a month (EL art. 113-9)."""
    return local(_months_later(election.voting_on, 1), EVENING)


RULES: Mapping[Code, Rule] = {
    Code.NOMINATION_START: nomination_start,
    Code.DISTRICTS_PUBLISHED: districts_published,
    Code.PRECINCTS_PUBLISHED: precincts_published,
    Code.PLACE_OF_STAY: place_of_stay,
    Code.NOMINATION_END: nomination_end,
    Code.SIGNATURE_SHEETS: signature_sheets,
    Code.NOMINATION_EXTENDED: nomination_extended,
    Code.REGISTRATION_END: registration_end,
    Code.CAMPAIGN_START: campaign_start,
    Code.LISTS_HANDED: lists_handed,
    Code.CANDIDATES_PUBLISHED: candidates_published,
    Code.LISTS_OPEN: lists_open,
    Code.VOTING_NOTICE: voting_notice,
    Code.POLL_BAN_START: poll_ban_start,
    Code.WITHDRAWAL_END: withdrawal_end,
    Code.CAMPAIGN_END: campaign_end,
    Code.DETACHMENT_END: detachment_end,
    Code.VOTING_START: voting_start,
    Code.HOME_VOTING_END: home_voting_end,
    Code.VOTING_END: voting_end,
    Code.POLL_BAN_END: poll_ban_end,
    Code.COUNT_END: count_end,
    Code.RESULT_SET: result_set,
    Code.RESULT_PUBLISHED: result_published,
    Code.AKIM_REGISTERED: akim_registered,
    Code.REPEAT_LATEST: repeat_latest,
}

OF_CANDIDATES = frozenset(
    {
        Code.NOMINATION_START,
        Code.NOMINATION_END,
        Code.SIGNATURE_SHEETS,
        Code.NOMINATION_EXTENDED,
        Code.REGISTRATION_END,
        Code.CAMPAIGN_START,
        Code.CANDIDATES_PUBLISHED,
        Code.WITHDRAWAL_END,
    }
)

# What applies only if something happens, or is a rule for commissions and publishers: confirmed only if wanted.
BESIDE = frozenset(
    {Code.NOMINATION_EXTENDED, Code.LISTS_HANDED, Code.POLL_BAN_START, Code.POLL_BAN_END, Code.REPEAT_LATEST}
)


@dataclass(frozen=True)
class Deadline:
    """A draft by law; the moment is Kazakhstan's."""

    code: Code
    moment: datetime

    @property
    def article(self) -> str:
        return article(self.code)


def article(code: Code) -> str:
    """Where the law says it, as the rule's docstring names it: «EL art. 113-3»."""
    found = re.search(r"\((EL art\. (?:[^()]|\([^()]*\))+)\)", " ".join((RULES[code].__doc__ or "").split()))
    assert found is not None, code
    return found[1]


def timeline(election: Election) -> list[Deadline]:
    """The draft, earliest first. With too few days between the calling and the voting for the law's own terms, those
    that would come before candidates can be put up are not drafted: the commission has set them otherwise.
    """
    drafted = [
        Deadline(code, rule(election))
        for code, rule in RULES.items()
        if election.kind.nominates or code not in OF_CANDIDATES
    ]
    begins = nomination_start(election)
    order = list(RULES)
    return sorted(
        (one for one in drafted if one.moment >= begins), key=lambda one: (one.moment, order.index(one.code))
    )


@dataclass(frozen=True)
class Doubt:
    """Days that the law would have otherwise: whoever enters them looks at the commission's decision again."""

    rule: str
    limit: date


def doubts(election: Election) -> list[Doubt]:
    """Which of the law's terms the calling and the voting day do not keep."""
    found = []
    if election.called_on > (limit := call_latest(election)):
        found.append(Doubt("call", limit))
    if election.voting_on > (limit := voting_latest(election)):
        found.append(Doubt("voting", limit))
    return found
