"""An answer goes out whole and once; to many, or with a promise, it speaks for the akim."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.answers import (
    Answer,
    AnsweredAlready,
    Audience,
    NobodyThere,
    NothingWritten,
    Pledge,
    PromiseUnfinished,
    To,
    WrongTerm,
)
from bot.domain.categories import Category
from bot.domain.errors import RuleError
from bot.domain.events import FileKind, FileRef
from bot.domain.numbers import Number
from bot.domain.speech import SILENCE, Speech
from bot.domain.territories import Level, Territory

NOW = datetime(2027, 1, 10, 6, tzinfo=UTC)
UNIT = Territory("196847000", None, Level.UNIT, "Байсерке", "Байсерке", "Baiserke")
REPORT = Audience(1, Number(2027, 1))
ROADS, VILLAGE = Audience(category=Category.ROADS), Audience(village=UNIT)
PLEDGE = Pledge(Speech("Жол", "Дорога"), date(2027, 6, 1))
ANSWER = Answer(1, UNIT, REPORT, Speech("Сәлем"))


def test_whom_it_is_for_is_one_of_three() -> None:
    assert [one.to for one in (REPORT, ROADS, VILLAGE)] == list(To)


@pytest.mark.parametrize(
    ("audience", "pledge", "speaks"),
    [(REPORT, Pledge(), False), (REPORT, PLEDGE, True), (ROADS, Pledge(), True), (VILLAGE, Pledge(), True)],
)
def test_to_many_or_with_a_promise_it_speaks_for_the_akim(
    audience: Audience, pledge: Pledge, speaks: bool
) -> None:
    assert replace(ANSWER, audience=audience, pledge=pledge).speaks_for_akim is speaks


@pytest.mark.parametrize(
    ("answer", "refused"),
    [
        (replace(ANSWER, text=SILENCE), NothingWritten),
        (replace(ANSWER, pledge=Pledge(PLEDGE.what)), PromiseUnfinished),
        (replace(ANSWER, pledge=Pledge(due_on=PLEDGE.due_on)), PromiseUnfinished),
        (replace(ANSWER, pledge=replace(PLEDGE, due_on=NOW.date())), WrongTerm),
        (replace(ANSWER, pledge=replace(PLEDGE, due_on=date(2031, 1, 20))), WrongTerm),
        (replace(ANSWER, sent_at=NOW), AnsweredAlready),
    ],
)
def test_it_goes_out_whole_and_once(answer: Answer, refused: type[RuleError]) -> None:
    with pytest.raises(refused):
        answer.sent(1, NOW)


def test_it_goes_to_somebody_and_says_to_how_many() -> None:
    with pytest.raises(NobodyThere):
        ANSWER.sent(0, NOW)
    sent = replace(ANSWER, pledge=PLEDGE).sent(3, NOW)
    assert (sent.people, sent.sent_at) == (3, NOW)


def test_a_day_is_one_in_kazakhstan() -> None:
    evening = datetime(2027, 1, 10, 20, tzinfo=UTC)  # the 11th there
    tomorrow = replace(ANSWER, pledge=replace(PLEDGE, due_on=date(2027, 1, 11)))
    tomorrow.ready(evening - timedelta(hours=2))
    with pytest.raises(WrongTerm):
        tomorrow.ready(evening)


def test_its_mark_is_of_all_that_is_written() -> None:
    file = FileRef(FileKind.PHOTO, "photo")
    written = [
        ANSWER,
        replace(ANSWER, text=Speech(ru="Сәлем")),
        replace(ANSWER, file=file),
        replace(ANSWER, pledge=PLEDGE),
    ]
    assert len({one.mark for one in written}) == len(written)
    assert replace(ANSWER).mark == ANSWER.mark
