"""The ledger as residents read it: nothing is judged while an akim is being elected, and few say nothing of anybody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.answers import LONGEST_PROMISE, LONGEST_TEXT, Answer, Audience, Pledge, Seen
from bot.domain.people import Language
from bot.domain.promises import (
    LONGEST_WORDS,
    MOST_WORDINGS,
    ON_A_PAGE,
    Ledger,
    Promise,
    Promised,
    Ruling,
    Says,
    State,
    Verdict,
    Wording,
    tally,
)
from bot.domain.speech import Speech
from bot.domain.territories import Level, Spot, Territory
from bot.i18n import Words, words
from bot.views import answering, pledges, promises
from bot.views.paging import shown_length
from bot.views.screens import Screen

NOW = datetime(2027, 6, 10, 6, tzinfo=UTC)
UNIT = Territory("196847000", None, Level.UNIT, "Байсерке", "Байсерке", "Baiserke")
VILLAGE = replace(UNIT, kato="196847100", level=Level.VILLAGE)
SPOT = Spot(UNIT, ())
WHAT = Speech("Ж" * LONGEST_PROMISE, "Д" * LONGEST_PROMISE)
TEXT = Speech("Қ" * LONGEST_TEXT, "Р" * LONGEST_TEXT)
DUE_ON = date(2027, 6, 1)
ANSWER = Answer(1, UNIT, Audience(village=VILLAGE), TEXT, None, Pledge(WHAT, DUE_ON), NOW, 5, 5)
WORDINGS = [Wording(WHAT, DUE_ON + timedelta(days=day), NOW) for day in range(MOST_WORDINGS)]
KEPT = Promise(1, 1, UNIT, NOW, WORDINGS, [Ruling(Verdict.KEPT, NOW, "С" * LONGEST_WORDS, "photo")])
SEEN = Promised(SPOT, KEPT, ANSWER, Says(3, 1), frozen=False)
LEDGER = Ledger(SPOT, [KEPT] * ON_A_PAGE, 0, 1, tally([KEPT] * 9, NOW), date(2028, 1, 1))
EVERY = pytest.mark.parametrize("language", Language)


def said_of(found: State, _: Words) -> str:
    return promises.state_label(found, _).partition(" ")[2]


@EVERY
def test_while_an_akim_is_elected_no_state_no_count_and_no_word_of_what_became_of_it_is_shown(
    language: Language,
) -> None:
    _ = words(language)
    ledger = promises.ledger(replace(LEDGER, tally=None), NOW, _)
    page = promises.promise(replace(SEEN, says=Says(9, 9), frozen=True), NOW, _)
    for screen in (ledger, page):
        shown = f"{screen.text} {screen.keyboard}"
        assert not [one for one in State if said_of(one, _) in shown or promises.SIGNS[one] in shown]
        assert "С" * LONGEST_WORDS not in shown
        assert promises.state_label(State.KEPT, _) not in shown
    assert WHAT.to(language) in page.text
    assert "keptpic" not in str(page.keyboard)


@EVERY
def test_what_fewer_than_five_say_is_not_shown(language: Language) -> None:
    _ = words(language)
    few, enough = promises.promise(SEEN, NOW, _), promises.promise(replace(SEEN, says=Says(3, 2)), NOW, _)
    said = _("Residents say: {yes} yes, {no} no", yes=3, no=2)
    assert said in enough.text
    assert _("Residents say: {yes} yes, {no} no", yes=3, no=1) not in few.text


@EVERY
@pytest.mark.parametrize(
    "screen",
    [
        lambda _: promises.ledger(LEDGER, NOW, _),
        lambda _: promises.promise(replace(SEEN, asked=True, earlier=True), NOW, _),
        lambda _: promises.news(replace(SEEN, asked=True), NOW, _),
        lambda _: pledges.pledge(SEEN, NOW, _),
        lambda _: answering.preview(Seen(SPOT, replace(ANSWER, sent_at=None), 5), _),
        lambda _: answering.answered(Seen(SPOT, replace(ANSWER, sent_at=None), 5), _),
        lambda _: answering.answered(Seen(SPOT, ANSWER, 5), _),
    ],
    ids=["ledger", "promise", "news", "pledge", "preview", "draft", "sent"],
)
def test_the_longest_of_everything_fits_one_message(
    language: Language, screen: Callable[[Words], Screen]
) -> None:
    text = screen(words(language)).text
    assert shown_length(text) <= 4096
