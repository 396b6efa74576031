"""The fullest gathering fits a message, in every language, for residents and for the office."""

from datetime import date, time, timedelta

import pytest

from bot.domain.elections import local
from bot.domain.events import FileKind, FileRef
from bot.domain.facts import LONGEST_SOURCE
from bot.domain.meetings import (
    LONGEST_DECISION,
    LONGEST_LINE,
    LONGEST_NUMBER,
    LONGEST_POINT,
    MOST_POINTS,
    ON_A_PAGE,
    Kind,
    Listing,
    Meeting,
    Minutes,
    Notice,
    Said,
    Seen,
    Stage,
)
from bot.domain.people import Language
from bot.domain.territories import Level, Spot, Territory
from bot.i18n import words
from bot.views import convening, meetings
from bot.views.callbacks.convening import Saying
from bot.views.paging import shown_length
from bot.views.screens import Screen

NOW = local(date(2027, 6, 1), time(12))
FULL = 4096


def said(length: int) -> Said:
    return Said("&" * length, "<" * length)


def place(level: Level) -> Territory:
    return Territory("1" * 9, "2" * 9, level, "Ә" * 40, "Щ" * 40, "W" * 40)


SPOT = Spot(place(Level.UNIT), (place(Level.DISTRICT), place(Level.REGION)))
NOTICE = Notice(NOW + timedelta(days=5), said(LONGEST_LINE), "!" * LONGEST_SOURCE)
OVER = Notice(NOW - timedelta(days=5), said(LONGEST_LINE), "!" * LONGEST_SOURCE)
MINUTES = Minutes("1" * LONGEST_NUMBER, 10, 10**6, said(LONGEST_DECISION), FileRef(FileKind.PHOTO, "x"))


def meeting(stage: Stage, *, over: bool = False) -> Seen:
    """With all that can be said of it at that stage."""
    drafting, notice = stage is Stage.DRAFT, OVER if over else NOTICE
    one = Meeting(
        1,
        SPOT.territory,
        Kind.SEPARATE,
        said(LONGEST_LINE),
        [said(LONGEST_POINT)] * MOST_POINTS,
        None,
        stage,
        told=[] if drafting else [OVER, notice],
        next=None if stage is Stage.HELD or over else NOTICE,
        minutes=MINUTES if stage is Stage.HELD else None,
        edition=2,
        drafted=MINUTES if stage is Stage.HELD or over else None,
        reason="!" * LONGEST_SOURCE if stage in (Stage.CALLED, Stage.CANCELLED) else None,
    )
    return Seen(SPOT, one)


@pytest.mark.parametrize("language", Language)
def test_all_that_can_be_said_of_one_fits(language: Language) -> None:
    _ = words(language)
    screens: list[Screen] = [convening.convened(meeting(stage), NOW, _) for stage in Stage]
    called, held = meeting(Stage.CALLED), meeting(Stage.HELD)
    screens += [
        *(meetings.meeting(meeting(one), NOW, _) for one in (Stage.CALLED, Stage.CANCELLED, Stage.HELD)),
        convening.convened(meeting(Stage.CALLED, over=True), NOW, _),
        convening.minutes(held, _),
        convening.minutes(meeting(Stage.CALLED, over=True), _),
        convening.read_back(called, Saying.CALL, "0" * 8, NOW, _),
        convening.read_back(meeting(Stage.CANCELLED), Saying.CANCEL, "0" * 8, NOW, _),
        convening.read_back(held, Saying.MINUTES, "0" * 8, NOW, _),
    ]
    for one in screens:
        assert shown_length(one.text) <= FULL


@pytest.mark.parametrize("language", Language)
def test_a_full_page_of_the_list_fits(language: Language) -> None:
    ahead = [meeting(Stage.CALLED).meeting] * 20
    found = Listing(SPOT, ahead, [meeting(Stage.HELD).meeting] * ON_A_PAGE, 0, further=True)
    assert shown_length(meetings.listed(found, NOW, words(language)).text) <= FULL
