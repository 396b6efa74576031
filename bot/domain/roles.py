"""Who serves a territory, what they may do there, and whom they may invite to serve."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.errors import RuleError
from bot.domain.groups import NotAllowed
from bot.domain.numbers import WrongDay
from bot.domain.territories import Level, Spot, Territory

INVITATION_TERM = timedelta(days=3)
LONGEST_TERM = timedelta(days=10 * 366)


class Role(StrEnum):
    """Administrators of the bot are no role: they stand in the settings."""

    COORDINATOR = "coordinator"
    AKIM = "akim"
    OFFICE = "office"
    MODERATOR = "moderator"


class Right(StrEnum):
    TRIAGE = "triage"
    POSTER = "poster"
    SET_UP = "set_up"
    CONNECT = "connect"  # a group with a territory
    AUDIT = "audit"
    BLOCK = "block"  # a resident whose reports were held
    ELECTIONS = "elections"  # enter and confirm what residents are told of them
    CONSULTATIONS = "consultations"  # prepare them, and look them over
    BUDGETS = "budgets"  # enter them
    PROPOSALS = "proposals"  # publish what residents propose, or refuse it
    DIGESTS = "digests"  # read how the territory's reports stand
    MEETINGS = "meetings"  # call gatherings and meetings, and enter their minutes
    ANSWERS = "answers"  # answer in public, and promise


_OFFICE = frozenset(
    {
        Right.TRIAGE,
        Right.POSTER,
        Right.SET_UP,
        Right.BUDGETS,
        Right.MEETINGS,
        Right.DIGESTS,
        Right.ANSWERS,
    }
)
_RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.COORDINATOR: frozenset(Right),
    Role.AKIM: _OFFICE,
    Role.OFFICE: _OFFICE,
    Role.MODERATOR: frozenset({Right.TRIAGE, Right.POSTER, Right.PROPOSALS}),
}

_GIVES: Mapping[Role, tuple[Role, ...]] = {
    Role.COORDINATOR: (Role.AKIM, Role.OFFICE, Role.MODERATOR),
    Role.AKIM: (Role.OFFICE, Role.MODERATOR),
    Role.OFFICE: (Role.MODERATOR,),
    Role.MODERATOR: (),
}

# A unit has an akim and an office; a district, whose akimat is another body, a coordinator.
_SERVES: Mapping[Level, tuple[Role, ...]] = {
    Level.REGION: (),
    Level.DISTRICT: (Role.COORDINATOR, Role.MODERATOR),
    Level.UNIT: (Role.AKIM, Role.OFFICE, Role.MODERATOR),
    Level.VILLAGE: (),
}


class Term(StrEnum):
    """How long a role is given for, where no day is named."""

    FOUR_YEARS = "four_years"  # for which an akim is elected (LGL art. 36-2)
    YEAR = "year"
    OPEN = "open"


_SPANS: Mapping[Term, timedelta | None] = {
    Term.FOUR_YEARS: timedelta(days=4 * 365 + 1),
    Term.YEAR: timedelta(days=365),
    Term.OPEN: None,
}


def terms_of(role: Role) -> tuple[Term, ...]:
    """An akim's term has an end; others serve until somebody ends it."""
    return (Term.FOUR_YEARS,) if role is Role.AKIM else (Term.YEAR, Term.OPEN)


def until(role: Role, term: Term, now: datetime) -> datetime | None:
    """When a role given now ends. Raises NotAllowed for a term that the role is not given for."""
    if term not in terms_of(role):
        raise NotAllowed
    span = _SPANS[term]
    return None if span is None else now + span


def check_end(end: datetime, now: datetime) -> None:
    """Raises WrongDay for a role's last moment that is over, or too far away."""
    if not now < end <= now + LONGEST_TERM:
        raise WrongDay


class NoSuchInvitation(RuleError):
    """Nobody has made this invitation, or it was taken back."""


class InvitationUsed(RuleError):
    """Somebody has accepted it: it is for one."""


class InvitationOver(RuleError):
    """Its time is over."""


class NoSuchGrant(RuleError):
    """Nobody holds this role any more."""


@dataclass(frozen=True)
class Grant:
    """A role that somebody holds for a territory, as long as `until` is not over; None is without an end."""

    id: int
    person_id: str
    name: str | None
    role: Role
    kato: str
    since: datetime
    until: datetime | None

    def gives(self, right: Right) -> bool:
        return right in _RIGHTS[self.role]


@dataclass(frozen=True)
class Invitation:
    """A role that whoever accepts first gets: until `expires_at`, once, and unless it is taken back."""

    id: int
    inviter_id: str
    role: Role
    kato: str
    until: datetime | None
    expires_at: datetime
    accepted_by: str | None = None
    revoked: bool = False

    def check(self, now: datetime) -> None:
        """Raises NoSuchInvitation, InvitationUsed or InvitationOver when it can be accepted no more."""
        if self.revoked:
            raise NoSuchInvitation
        if self.accepted_by is not None:
            raise InvitationUsed
        if now >= self.expires_at or (self.until is not None and now >= self.until):
            raise InvitationOver


@dataclass(frozen=True)
class Holder:
    """Somebody with the roles they hold now. A territory is named by its code and those of all that it lies in."""

    telegram_id: int
    administers: bool
    grants: tuple[Grant, ...] = ()

    @property
    def serves(self) -> bool:
        return self.administers or bool(self.grants)

    def of(self, line: Collection[str]) -> list[Role]:
        """Their roles for the territory."""
        return [grant.role for grant in self.grants if grant.kato in line]

    @property
    def coordinates(self) -> bool:
        """Some district, or all."""
        return self.administers or any(one.role is Role.COORDINATOR for one in self.grants)

    def anywhere(self, right: Right) -> list[str]:
        """The territories for which a role of theirs gives the right, each once."""
        return list(dict.fromkeys(one.kato for one in self.grants if one.gives(right)))

    def may(self, right: Right, line: Collection[str]) -> bool:
        return self.administers or any(right in _RIGHTS[role] for role in self.of(line))

    def must(self, right: Right, line: Collection[str]) -> None:
        """Raises NotAllowed."""
        if not self.may(right, line):
            raise NotAllowed

    def gives(self, level: Level, line: Collection[str]) -> list[Role]:
        """The roles they may invite to, and end, in the territory."""
        may = {given for role in self.of(line) for given in _GIVES[role]}
        return [role for role in _SERVES[level] if self.administers or role in may]

    def must_give(self, role: Role, level: Level, line: Collection[str]) -> None:
        """Raises NotAllowed."""
        if role not in self.gives(level, line):
            raise NotAllowed


@dataclass(frozen=True)
class Team:
    """Who serves exactly this territory, and who is invited to; `gives` are the roles that the viewer may."""

    spot: Spot
    grants: Sequence[Grant]
    invitations: Sequence[Invitation]
    gives: Sequence[Role]


@dataclass(frozen=True)
class Way:
    """To a unit: `unit` when it is reached, else what is `listed` of the territory `inside`, or of all."""

    unit: str | None = None
    inside: str = ""
    listed: Sequence[Territory] = ()


@dataclass(frozen=True)
class Offer:
    """An invitation with its place, as whoever opens its link sees it."""

    invitation: Invitation
    spot: Spot
