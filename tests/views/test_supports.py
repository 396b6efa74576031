"""What residents read of each other's reports, and what supporters are told of one."""

import html
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.events import Event, EventKind, FileKind, FileRef
from bot.domain.histories import Story
from bot.domain.people import Language, Person
from bot.domain.places import Place
from bot.domain.privacy import Kept, Supported
from bot.domain.reports import Reason, State
from bot.domain.supports import Around, Shared
from bot.domain.texts import REPORT_LIMIT, utf16_length
from bot.i18n import words
from bot.views import mydata, supports, triage
from bot.views.reports import my_report
from tests.domain.test_reports import FRESH

_ = words(Language.ENGLISH)
NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
REPORT = replace(FRESH, text="The pit by the well", state=State.IN_REVIEW, place=Place(words="Abai 5"))
SEEN = Shared(
    REPORT,
    public=True,
    hidden=False,
    supporters=2,
    supported=False,
    own=False,
    photo=FileRef(FileKind.PHOTO, "f"),
)
JOIN = Event(7, 1, EventKind.JOIN, "3", "Ours is dark, too", FileRef(FileKind.PHOTO, "mark"), NOW)


@pytest.mark.parametrize(
    "unseen",
    [
        replace(SEEN, public=False),
        replace(SEEN, hidden=True),
        *(
            replace(SEEN, report=replace(REPORT, state=one))
            for one in (State.RECEIVED, State.HELD, State.WITHDRAWN)
        ),
    ],
)
def test_neither_words_nor_place_nor_picture_are_shown_of_what_neighbours_may_not_read(
    unseen: Shared,
) -> None:
    for screen in (supports.question(unseen, 3, (), _), supports.card(unseen, 0, _, mine=True)):
        told = screen.text + str(screen.keyboard)
        assert str(REPORT.number) in told
        for secret in ("pit", "Abai", "picture"):
            assert secret not in told


def test_a_point_on_the_map_is_never_shown() -> None:
    there = replace(SEEN, report=replace(REPORT, place=Place(43.455, 77.012)))
    assert "43.4" not in supports.card(there, 0, _, mine=False).text
    assert "43.4" not in supports.around(Around([there], 0, 1), _).text


def test_the_longest_report_fits_into_the_question_in_every_language() -> None:
    long = replace(SEEN, report=replace(REPORT, text="&" * REPORT_LIMIT, place=Place(words="<" * 300)))
    for language in Language:
        asked = supports.question(long, 2**31 - 1, (2**31 - 1, 2**31 - 2), words(language))
        assert utf16_length(html.unescape(asked.text)) <= 4096


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "kind", [EventKind.TAKE, EventKind.RESOLVE, EventKind.FORWARD, EventKind.REJECT, EventKind.HOLD]
)
def test_supporters_are_never_told_what_the_office_wrote_to_the_author(
    kind: EventKind, language: Language
) -> None:
    event = Event(1, 1, kind, Reason.POLICE, "Aigul, come to the office", None, NOW)
    told = supports.news(REPORT, event, None, words(language)).text
    assert str(REPORT.number) in told
    assert "Aigul" not in told


def test_a_card_tells_how_many_and_a_word_of_another_resident_does_not_hide_the_last_one() -> None:
    ask = Event(6, 1, EventKind.ASK, None, "Which well?", None, NOW)
    shown = triage.card(Story(REPORT, (), (ask, JOIN), 2, public=True), NOW, _)
    assert "🤝 2" in shown.text
    assert "Which well?" in shown.text


def test_an_author_sees_that_somebody_joined_but_what_they_added_is_for_the_office() -> None:
    story = Story(REPORT, (), (JOIN,), 1)
    told = my_report(story, 0, None, NOW, _).text
    assert "🤝 1 more has the same trouble" in told
    file = mydata.file(Kept(person=Person("p", 1, Language.ENGLISH), stories=[story]), NOW, _).decode()
    for text in (told, file):
        assert "Ours is dark" not in text
        assert "mark" not in text


def test_who_joined_finds_what_they_added_in_their_file_and_nothing_of_their_neighbours() -> None:
    kept = Kept(person=Person("p", 1, Language.ENGLISH), supported=[Supported(REPORT, [JOIN])])
    told = json.loads(mydata.file(kept, NOW, _))
    [supported] = told["What you support"]
    assert supported["What you have added"][0]["Words"] == "Ours is dark, too"
    assert "pit" not in json.dumps(told)
