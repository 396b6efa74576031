"""A report is written in any order, one step at a time, and nothing given is lost on the way."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.categories import Category
from bot.domain.drafts import (
    FILE_LIMIT,
    Attachment,
    Draft,
    FileTooBig,
    NotReady,
    Part,
    Step,
    check_file,
)
from bot.domain.events import FileKind
from bot.domain.places import Place
from bot.domain.territories import Level, Territory
from bot.domain.texts import REPORT_LIMIT, TextTooLong, utf16_length

BAISERKE = Territory("196847100", "196847000", Level.VILLAGE, "Байсерке", "Байсерке", "Baiserke")
EMPTY = Draft(7, "aigul", BAISERKE, Step.CATEGORY, datetime(2026, 5, 4, tzinfo=UTC))
WORDS = (Part(10, "Шам жанбайды"),)
PICTURE = (Attachment(1, FileKind.PHOTO, "file", 11),)
PLAIN = [category for category in Category if not category.urgent]


def at(step: Step, category: Category | None = Category.LIGHTING, *, words: bool = True) -> Draft:
    return replace(EMPTY, step=step, category=category, parts=WORDS if words else ())


# the order of steps


@pytest.mark.parametrize("category", PLAIN)
def test_a_category_leads_to_the_text(category: Category) -> None:
    chosen = EMPTY.with_category(category)

    assert (chosen.step, chosen.category) == (Step.TEXT, category)


@pytest.mark.parametrize("category", [Category.DANGER, Category.FLOOD])
def test_where_somebody_may_be_in_danger_the_numbers_to_call_come_first(category: Category) -> None:
    warned = EMPTY.with_category(category)

    assert warned.step is Step.DANGER
    assert warned.onward(Step.DANGER).step is Step.TEXT


def test_after_a_caption_the_text_is_not_asked_for_again() -> None:
    captioned = replace(EMPTY.with_part(WORDS[0]), attachments=PICTURE)

    assert captioned.step is Step.CATEGORY
    assert captioned.with_category(Category.ROADS).step is Step.PLACE
    assert captioned.with_category(Category.DANGER).onward(Step.DANGER).step is Step.PLACE


def test_after_words_first_only_the_pictures_are_still_asked_for() -> None:
    assert EMPTY.with_part(WORDS[0]).with_category(Category.ROADS).step is Step.PICTURES


def test_a_picture_without_a_caption_leaves_the_text_to_be_asked_for() -> None:
    assert replace(EMPTY, attachments=PICTURE).with_category(Category.ROADS).step is Step.TEXT


def test_the_text_leads_to_the_pictures() -> None:
    assert at(Step.TEXT, words=False).with_part(WORDS[0]).step is Step.PICTURES


@pytest.mark.parametrize("step", [Step.CATEGORY, Step.DANGER, Step.PICTURES, Step.PLACE, Step.PREVIEW])
def test_words_written_at_another_step_join_the_description_and_leave_the_step(step: Step) -> None:
    written = at(step).with_part(Part(12, "Үшінші күн"))

    assert (written.step, written.text) == (step, "Шам жанбайды\nҮшінші күн")


@pytest.mark.parametrize(
    ("step", "following"),
    [
        (Step.CATEGORY, Step.PICTURES),  # the text is there already
        (Step.DANGER, Step.PICTURES),
        (Step.TEXT, Step.PICTURES),
        (Step.PICTURES, Step.PLACE),
        (Step.PLACE, Step.PREVIEW),
        (Step.PREVIEW, Step.PREVIEW),
    ],
)
def test_onward_leads_to_the_next_step_from_everywhere(step: Step, following: Step) -> None:
    assert at(step).onward(step).step is following


@pytest.mark.parametrize(
    ("step", "before"),
    [
        (Step.CATEGORY, Step.CATEGORY),
        (Step.DANGER, Step.CATEGORY),
        (Step.TEXT, Step.CATEGORY),
        (Step.PICTURES, Step.TEXT),
        (Step.PLACE, Step.PICTURES),
        (Step.PREVIEW, Step.PLACE),
    ],
)
def test_back_leads_to_the_step_before_from_everywhere(step: Step, before: Step) -> None:
    assert at(step).back(step) == replace(at(step), step=before)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("seen", Step)
def test_a_button_pressed_twice_or_on_an_older_form_moves_nothing_more(step: Step, seen: Step) -> None:
    if step is not seen:
        assert at(step).onward(seen) == at(step)
        assert at(step).back(seen) == at(step)


@pytest.mark.parametrize("step", [Step.CATEGORY, Step.DANGER])
def test_without_a_category_nobody_goes_on(step: Step) -> None:
    with pytest.raises(NotReady):
        at(step, None).onward(step)


def test_without_words_nobody_goes_past_the_text() -> None:
    with pytest.raises(NotReady):
        at(Step.TEXT, words=False).onward(Step.TEXT)


def test_a_place_is_the_last_thing_before_the_preview() -> None:
    placed = at(Step.PLACE).with_place(Place(words="мектеп жанында"))

    assert (placed.step, placed.place.words) == (Step.PREVIEW, "мектеп жанында")


# the description


def test_a_description_in_several_messages_stands_in_the_order_they_were_written() -> None:
    late_first = EMPTY.with_part(Part(12, "екі")).with_part(Part(11, "бір")).with_part(Part(13, "үш"))

    assert late_first.text == "бір\nекі\nүш"


def test_an_edited_message_changes_its_own_words_only() -> None:
    written = EMPTY.with_part(Part(11, "бір")).with_part(Part(12, "екі"))

    assert written.with_part(Part(11, "Бірінші")).text == "Бірінші\nекі"


def test_a_message_delivered_twice_is_written_once() -> None:
    assert EMPTY.with_part(WORDS[0]).with_part(WORDS[0]).text == WORDS[0].text


def test_a_draft_without_messages_has_no_text() -> None:
    assert EMPTY.text is None


def test_a_description_fits_up_to_its_last_sign_and_the_line_feeds_between_messages_count() -> None:
    half = REPORT_LIMIT // 2
    full = EMPTY.with_part(Part(1, "a" * half)).with_part(Part(2, "b" * (REPORT_LIMIT - half - 1)))

    assert utf16_length(full.text or "") == REPORT_LIMIT
    with pytest.raises(TextTooLong) as refusal:
        full.with_part(Part(3, "!"))
    assert (refusal.value.length, refusal.value.limit) == (REPORT_LIMIT + 2, REPORT_LIMIT)


def test_a_description_too_long_can_be_shortened_by_an_edit() -> None:
    full = EMPTY.with_part(Part(1, "a" * REPORT_LIMIT))

    assert full.with_part(Part(1, "short")).with_part(Part(2, "more")).text == "short\nmore"


# what makes it ready


@pytest.mark.parametrize(("category", "words"), [(None, True), (Category.ROADS, False), (None, False)])
def test_without_category_and_words_a_draft_is_not_sent(category: Category | None, words: bool) -> None:
    with pytest.raises(NotReady):
        at(Step.PREVIEW, category, words=words).ready()


def test_a_category_and_words_are_enough() -> None:
    assert at(Step.CATEGORY).ready() == (Category.LIGHTING, "Шам жанбайды")


@pytest.mark.parametrize(
    "begun",
    [
        replace(EMPTY, category=Category.ROADS),
        replace(EMPTY, parts=WORDS),
        replace(EMPTY, attachments=PICTURE),
        replace(EMPTY, place=Place(43.5, 77.0)),
        replace(EMPTY, place=Place(words="мектеп")),
    ],
)
def test_whatever_has_been_given_makes_a_draft_worth_asking_about(begun: Draft) -> None:
    assert begun.filled
    assert not EMPTY.filled


# files


def test_a_file_as_large_as_a_bot_may_fetch_is_taken_and_one_byte_more_is_not() -> None:
    check_file(FILE_LIMIT)
    check_file(None)
    with pytest.raises(FileTooBig):
        check_file(FILE_LIMIT + 1)


# the whole walk


class Writing(RuleBasedStateMachine):
    """Someone presses and writes whatever they like, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = EMPTY
        self.said: dict[int, str] = {}
        self.placed = EMPTY.place

    @rule(category=st.sampled_from(Category))
    def choose(self, category: Category) -> None:
        self.draft = self.draft.with_category(category)
        assert self.draft.category is category

    @rule(message_id=st.integers(1, 6), text=st.sampled_from(["шам", "жол\nбұзық", "👍", "x" * 900]))
    def write(self, message_id: int, text: str) -> None:
        try:
            self.draft = self.draft.with_part(Part(message_id, text))
        except TextTooLong:
            return
        self.said[message_id] = text

    @rule(place=st.sampled_from([Place(43.5, 77.0), Place(words="мектеп")]))
    @precondition(lambda self: self.draft.step is Step.PLACE)
    def locate(self, place: Place) -> None:
        self.draft = self.draft.with_place(place)
        self.placed = place

    @rule()
    def attach(self) -> None:
        more = Attachment(len(self.draft.attachments), FileKind.PHOTO, "file", 5)
        self.draft = replace(self.draft, attachments=(*self.draft.attachments, more))

    @rule(seen=st.sampled_from(Step))
    def onward(self, seen: Step) -> None:
        before = self.draft
        try:
            self.draft = self.draft.onward(seen)
        except NotReady:
            assert before.category is None or before.text is None

    @rule(seen=st.sampled_from(Step))
    def back(self, seen: Step) -> None:
        self.draft = self.draft.back(seen)

    @invariant()
    def nothing_said_is_lost(self) -> None:
        assert {part.message_id: part.text for part in self.draft.parts} == self.said
        assert self.draft.place == self.placed

    @invariant()
    def every_step_has_what_the_steps_before_it_ask_for(self) -> None:
        if self.draft.step is not Step.CATEGORY:
            assert self.draft.category is not None
        if self.draft.step in (Step.PICTURES, Step.PLACE, Step.PREVIEW):
            assert self.draft.ready()

    @invariant()
    def the_first_step_is_never_far_back(self) -> None:
        draft = self.draft
        for _ in Step:
            draft = draft.back(draft.step)
        assert draft.step is Step.CATEGORY

    @invariant()
    def the_preview_is_never_far_ahead_once_category_and_words_are_there(self) -> None:
        if self.draft.category is None or self.draft.text is None:
            return
        draft = self.draft
        for _ in Step:
            draft = draft.onward(draft.step)
        assert draft.step is Step.PREVIEW


TestSomebodyWritingInAnyOrder = Writing.TestCase


@given(st.permutations([Part(number, f"{number}") for number in range(1, 6)]))
def test_messages_that_arrive_in_any_order_make_one_and_the_same_description(parts: list[Part]) -> None:
    draft = EMPTY
    for part in parts:
        draft = draft.with_part(part)

    assert draft.text == "1\n2\n3\n4\n5"
