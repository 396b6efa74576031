"""What the random updates have found, each as the shortest sequence that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fuzz.noise import Pressed, Said, Shown, Where, Who
from tests.fuzz.steps import Step
from tests.fuzz.village import Village

if TYPE_CHECKING:
    from tests.fuzz.noise import Noise
    from tests.fuzz.stage import Stage


def comes(stage: Stage, *coming: Noise) -> None:
    village = Village(stage)
    village.play(Step("nothing_else", coming=list(coming)))
    village.ends()


@pytest.mark.parametrize("where", [Where.SILENT, Where.GONE, Where.STRANGE])
def test_where_the_bot_may_not_write_a_command_is_let_be(stage: Stage, where: Where) -> None:
    """It was tried five times, with an apology each time, and ended in quarantine."""
    comes(stage, Said("message", Who.MEMBER, where, text="/queue"), Pressed(Who.MEMBER, where, "show:1"))


def test_where_the_bot_is_blocked_a_button_is_answered(stage: Stage) -> None:
    comes(stage, Pressed(Who.BLOCKER, Where.PRIVATE, "set:language"))


@pytest.mark.parametrize("shown", [Shown.INLINE, Shown.NONE, Shown.INACCESSIBLE])
def test_a_button_under_no_message_is_answered(stage: Stage, shown: Shown) -> None:
    """Nobody answered it, and it went on turning."""
    comes(stage, Pressed(Who.NEIGHBOUR, Where.PRIVATE, "send:1", shown))


@pytest.mark.parametrize("data", ["fixed:9223372036854775808:1", "my:-1", "do:0:take", "add:" + "9" * 40])
def test_a_number_that_no_button_has_carried_is_an_old_button(stage: Stage, data: str) -> None:
    """What no column of the database holds raised OverflowError."""
    comes(stage, *[Pressed(Who.MODERATOR, where, data) for where in (Where.PRIVATE, Where.OURS)])


def test_a_code_that_no_button_has_carried_is_an_old_button(stage: Stage) -> None:
    """The next button has less room for it than the one it came in."""
    comes(stage, Pressed(Who.NEIGHBOUR, Where.PRIVATE, "lang:kk:" + "9" * 56))


def test_a_poster_with_other_digits_names_no_village(stage: Stage) -> None:
    comes(stage, Said("message", Who.NEIGHBOUR, Where.PRIVATE, text="/start t١٩٦٨٤٧١٠٠"))
