"""What residents see of each other's reports, and may do: support one, which tells of a trouble they have too."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.errors import RuleError
from bot.domain.events import FileRef
from bot.domain.numbers import NoSuchReport
from bot.domain.reports import NotNow, Report, State

_UNSEEN = frozenset({State.HELD, State.WITHDRAWN})


class OwnReport(RuleError):
    """Its author hears of every step already."""


@dataclass(frozen=True)
class Shared:
    """Somebody's report as `who looks` may see it: never who sent it, nor the point where it is.

    `public` is what was sent under the consent that says that neighbours can read it; `hidden` what a moderator has
    taken from their sight. `supported` is it by who looks, and `own` when they have sent it.
    """

    report: Report
    public: bool
    hidden: bool
    supporters: int
    supported: bool
    own: bool
    photo: FileRef | None = None

    @property
    def readable(self) -> bool:
        """Its words and picture too, once a moderator has looked at it."""
        unseen = self.report.state in _UNSEEN or self.report.state is State.RECEIVED
        return self.public and not self.hidden and not unseen

    def must_be_seen(self) -> None:
        """Who supports it goes on seeing where it stands. Raises NoSuchReport."""
        if not (self.readable or self.supported):
            raise NoSuchReport

    def must_be_readable(self) -> None:
        """Raises NoSuchReport."""
        if not self.readable:
            raise NoSuchReport

    def check_support(self) -> None:
        """Raises OwnReport, NotNow."""
        if self.own:
            raise OwnReport
        if not (self.report.state.open or self.report.state is State.RESOLVED):
            raise NotNow(self.report.state)

    def check_join(self) -> None:
        """What is solved takes no other trouble: nobody would owe it. Raises OwnReport, NotNow."""
        self.check_support()
        if not self.report.state.open:
            raise NotNow(self.report.state)


@dataclass(frozen=True)
class Around:
    """A page of reports that others have sent, counted from 0."""

    shown: Sequence[Shared]
    number: int
    pages: int


@dataclass(frozen=True)
class Joined:
    """What of somebody's own went to the report they joined."""

    report: Report
    files: int
