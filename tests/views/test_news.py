"""What is told of a held report."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.events import Event, EventKind
from bot.domain.people import Language
from bot.domain.reports import Reason, State
from bot.i18n import words
from bot.views.news import held
from bot.views.reports import kept_while_held, picture_added
from tests.domain.test_reports import FRESH

_ = words(Language.ENGLISH)
HELD = replace(FRESH, state=State.HELD)
HOLD = Event(1, 1, EventKind.HOLD, Reason.INSULT, None, None, datetime(2026, 5, 4, tzinfo=UTC))


def test_who_reads_of_a_holding_when_it_is_over_is_not_asked_to_object() -> None:
    text = held(replace(FRESH, state=State.IN_REVIEW), HOLD, "hello@example.kz", _).text

    assert "Reason: «Insult or swearing»" in text
    assert "Now: 🟡 in review." in text
    assert "objection" not in text


def test_a_picture_that_comes_late_to_a_held_report_is_said_to_be_kept() -> None:
    assert picture_added(HELD, _) == kept_while_held(HELD, _)
    assert "was added" in picture_added(FRESH, _).text
