"""The annex to a meeting: one sheet of A4 in two languages, whose words another program reads back."""

from datetime import date, timedelta
from itertools import pairwise

import pypdfium2
import pytest

from bot.domain.consultations import (
    LONGEST_NAME,
    LONGEST_TITLE,
    MOST_OPTIONS,
    Consultation,
    Kind,
    Option,
    Rule,
    Stage,
    digest,
)
from bot.domain.directions import Direction
from bot.domain.elections import local
from bot.domain.outcomes import Outcome
from bot.drawing import sheets
from bot.views.annexes import annex
from tests.outlooks import PLACE

A4 = (595.276, 841.890)  # points: 210 × 297 mm
EDGE = 34  # points, 12 mm: further out a printer may not print
OPENS = local(date(2027, 6, 1))
DEFINITION = '{"consultation": 7}'
WIDEST = "ЩЖШЮӘҢQWMщж"


def asked(options: int, *, long: bool = False, kind: Kind = Kind.PROJECTS) -> Consultation:
    kazakh = WIDEST * 6 if long else "Көше шамдары"
    russian = WIDEST * 6 if long else "Уличные фонари"
    listed = [
        Option(
            number, Direction.LIGHTING, kazakh[:LONGEST_NAME], russian[:LONGEST_NAME], 9_999_999_000 + number
        )
        for number in range(1, options + 1)
    ]
    return Consultation(
        7,
        PLACE.territory,
        kind,
        (WIDEST * 11)[:LONGEST_TITLE] if long else "2027 жылы не істейміз?",
        (WIDEST * 11)[:LONGEST_TITLE] if long else "Что сделаем в 2027 году?",
        listed,
        10**12,
        rule=Rule.GREEDY if kind is Kind.PROJECTS else Rule.MEAN,
        opens_at=OPENS,
        closes_at=OPENS + timedelta(days=20),
        stage=Stage.COUNTED,
    )


def outcome(options: int, *, long: bool = False) -> Outcome:
    """Of projects, with all that can be said."""
    won = list(range(1, options))
    support = {number: 12345 - number for number in range(1, options + 1)}
    others = {"greedy": won, "equal_shares": won[:1], "completed": won}
    return Outcome(asked(options, long=long), 20000, support, won, [won], others)


def read(content: bytes) -> str:
    """All words of the only page, as another program has them, lines run together."""
    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == 1
        assert document[0].get_size() == pytest.approx(A4, abs=0.1)
        return " ".join(document[0].get_textpage().get_text_bounded().split())


def test_it_says_in_both_languages_what_was_asked_how_and_what_came_of_it() -> None:
    words = read(sheets.draw(annex(outcome(3), PLACE, DEFINITION)))
    for said in (
        "Жергілікті қоғамдастық жиналысына қосымша",
        "Приложение для собрания местного сообщества",
        "2027 жылы не істейміз?",
        "Что сделаем в 2027 году?",
        "20000 тұрғын қатысты.",
        "Участвовали 20000 жителей.",
        "1. Көше шамдары, 9 999 999 001 ₸",
        "2. Уличные фонари, 9 999 999 002 ₸",
        "12344 (62 %)",
        "Было поровну, взят более дешёвый: № 1, 2.",
        "По равным долям, остаток не тратится: № 1;",
        "это не выборка",
        "бұл іріктеме емес",
        "решает собрание местного сообщества",
        f"SHA-256: {digest(DEFINITION)}",
    ):
        assert said in words


def test_of_few_people_only_the_number_is_said() -> None:
    words = read(sheets.draw(annex(Outcome(asked(3), 9, {}), PLACE, DEFINITION)))
    assert "Участвовали 9 жителей." in words
    assert "9 тұрғын қатысты." in words
    assert "Уличные фонари" not in words
    assert "%" not in words


def test_of_points_it_says_the_shares_of_a_hundred() -> None:
    found = Outcome(asked(2, kind=Kind.SHARES), 20, {1: 900, 2: 1100}, shares={1: 45, 2: 55})
    lines = annex(found, PLACE, DEFINITION).lines
    assert [(one.said, one.taken) for one in lines] == [("55", False), ("45", False)]


@pytest.mark.parametrize("long", [False, True])
def test_thirty_options_are_one_page_still_and_nothing_is_cut(*, long: bool) -> None:
    content = sheets.draw(annex(outcome(MOST_OPTIONS, long=long), PLACE, DEFINITION))
    words = read(content)
    assert all(f"{number}. " in words for number in range(1, MOST_OPTIONS + 1))
    with pypdfium2.PdfDocument(content) as document:
        textpage = document[0].get_textpage()
        boxes = [textpage.get_charbox(at) for at in range(textpage.count_chars())]
    shown = [box for box in boxes if box[2] > box[0]]
    assert min(box[0] for box in shown) >= EDGE
    assert max(box[2] for box in shown) <= A4[0] - EDGE
    assert min(box[1] for box in shown) >= EDGE
    assert max(box[3] for box in shown) <= A4[1] - EDGE


def test_nothing_lies_over_anything_else() -> None:
    """The lines of a column, and the foot below all."""
    content = sheets.draw(annex(outcome(MOST_OPTIONS, long=True), PLACE, DEFINITION))
    with pypdfium2.PdfDocument(content) as document:
        textpage = document[0].get_textpage()
        left = [textpage.get_rect(at) for at in range(textpage.count_rects())]
    lines = sorted((box[1], box[3]) for box in left if box[0] < EDGE + 10)
    assert all(lower[1] <= upper[0] + 1 for lower, upper in pairwise(lines))


def test_the_same_is_always_drawn_alike() -> None:
    wanted = annex(outcome(3), PLACE, DEFINITION)
    assert sheets.draw(wanted) == sheets.draw(wanted)
