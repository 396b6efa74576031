"""What may happen to a report, said once as a table and once as laws."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.categories import Category
from bot.domain.errors import RuleError
from bot.domain.events import EventKind
from bot.domain.numbers import Number
from bot.domain.places import Place
from bot.domain.reports import (
    OFFICE_ACTIONS,
    REASONS,
    Action,
    AlreadyTaken,
    NoNews,
    NotNow,
    Reason,
    ReasonMissing,
    Report,
    State,
    Withdrawn,
    WordsMissing,
    check_reason,
)
from bot.domain.territories import Level, Territory

BAISERKE = Territory("196847100", "196847000", Level.VILLAGE, "Байсерке", "Байсерке", "Baiserke")
KARAOI = Territory("196843100", "196843000", Level.VILLAGE, "Қараой", "Караой", "Karaoi")
FRESH = Report(
    id=1,
    person_id="aigul",
    district="196800000",
    unit="196847000",
    village=BAISERKE,
    number=Number(2026, 17),
    category=Category.LIGHTING,
    text="Шам жанбайды",
    place=Place(),
    state=State.RECEIVED,
    holder_id=None,
    holder=None,
    created_at=datetime(2026, 5, 4, tzinfo=UTC),
)

# Rows: what is done. Columns: the state it is done in. Cells: the state it leads to, or why it does not:
# "-" not now, "=" no news, "!" somebody else has taken it, "x" its author has withdrawn it.
# Done by Marina; what is held is held by Yerlan.
TABLE = """
           received       reopened       in_review      needs_details  in_progress    resolved     confirmed  unconfirmed  forwarded  rejected   duplicate  held       withdrawn
take       in_review      in_review      !              !              !              -            -          -            -          -          -          -          x
ask        needs_details  needs_details  needs_details  needs_details  needs_details  -            -          -            -          -          -          -          x
start      in_progress    in_progress    in_progress    in_progress    =              -            -          -            -          -          -          -          x
resolve    resolved       resolved       resolved       resolved       resolved       =            -          -            -          -          -          -          x
forward    forwarded      forwarded      forwarded      forwarded      forwarded      -            -          -            =          -          -          -          x
reject     rejected       rejected       rejected       rejected       rejected       -            -          -            -          =          -          -          x
duplicate  duplicate      duplicate      duplicate      duplicate      duplicate      -            -          -            -          -          =          -          x
hold       held           held           held           held           held           -            -          -            -          -          -          =          x
return     -              -              =              -              -              in_review    -          in_review    in_review  in_review  in_review  in_review  x
answer     -              -              =              in_review      -              -            -          -            -          -          -          -          x
confirm    -              -              -              -              -              confirmed    =          confirmed    -          -          -          -          x
dispute    -              =              -              -              -              reopened     reopened   reopened     -          -          -          -          x
lapse      -              -              -              -              -              unconfirmed  -          =            -          -          -          -          x
"""
_HEAD, *_ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (Action(row[0]), State(state), cell) for row in _ROWS for state, cell in zip(_HEAD, row[1:], strict=True)
]
REFUSALS = {"-": NotNow, "=": NoNews, "!": AlreadyTaken, "x": Withdrawn}
UNTAKEN = (State.RECEIVED, State.REOPENED)


def in_state(state: State) -> Report:
    if state in UNTAKEN:
        return replace(FRESH, state=state)
    return replace(FRESH, state=state, holder_id="yerlan", holder="Ерлан")


def test_the_table_speaks_of_every_action_in_every_state() -> None:
    assert {(action, state) for action, state, _ in CELLS} == {(a, s) for a in Action for s in State}


@pytest.mark.parametrize(("action", "state", "cell"), CELLS)
def test_an_action_leads_where_the_table_says(action: Action, state: State, cell: str) -> None:
    report = in_state(state)

    if cell in REFUSALS:
        with pytest.raises(REFUSALS[cell]):
            report.after(action, "marina")
    else:
        assert report.after(action, "marina").state is State(cell)


@pytest.mark.parametrize(("action", "state", "cell"), CELLS)
def test_a_button_is_offered_where_it_would_do_something(action: Action, state: State, cell: str) -> None:
    assert in_state(state).may(action) == (cell not in REFUSALS)


@pytest.mark.parametrize("state", State)
def test_what_is_open_can_be_handed_over_and_then_waits_at_the_other_office(state: State) -> None:
    report = replace(in_state(state), due_at=FRESH.created_at, overdue=True)

    if state.open:
        handed = report.handed_over(KARAOI.parent or "", KARAOI)
        assert handed == replace(FRESH, unit=KARAOI.parent, village=KARAOI)
    else:
        with pytest.raises(Withdrawn if state is State.WITHDRAWN else NotNow):
            report.handed_over(KARAOI.parent or "", KARAOI)


def test_to_the_own_office_nothing_is_handed_over_and_a_test_to_none() -> None:
    with pytest.raises(NoNews):
        FRESH.handed_over(FRESH.unit, BAISERKE)
    with pytest.raises(NotNow):
        replace(FRESH, number=Number(2026, -1)).handed_over(KARAOI.parent or "", KARAOI)


def test_a_refusal_names_the_state_the_report_is_in() -> None:
    with pytest.raises(NotNow) as refusal:
        in_state(State.CONFIRMED).after(Action.START, "marina")
    assert refusal.value.state is State.CONFIRMED


def test_the_second_to_take_a_report_hears_who_was_first() -> None:
    with pytest.raises(AlreadyTaken) as refusal:
        in_state(State.IN_REVIEW).after(Action.TAKE, "marina")
    assert refusal.value.holder == "Ерлан"


def test_taking_twice_with_a_double_tap_is_no_news() -> None:
    with pytest.raises(NoNews):
        in_state(State.IN_PROGRESS).after(Action.TAKE, "yerlan")


def test_who_acts_first_holds_the_report_and_colleagues_who_help_do_not_take_it_away() -> None:
    assert in_state(State.RECEIVED).after(Action.ASK, "marina").holder_id == "marina"
    assert in_state(State.IN_REVIEW).after(Action.RESOLVE, "marina").holder_id == "yerlan"


def test_who_takes_a_closed_report_back_holds_it() -> None:
    assert in_state(State.REJECTED).after(Action.RETURN, "marina").holder_id == "marina"


@pytest.mark.parametrize(
    ("state", "days", "disputed"),
    [
        (State.RESOLVED, 300, True),
        (State.CONFIRMED, 30, True),
        (State.UNCONFIRMED, 30, True),
        (State.CONFIRMED, 31, False),
        (State.UNCONFIRMED, 31, False),
        (State.REJECTED, 1, False),
    ],
)
def test_what_its_resident_was_not_asked_about_any_more_is_opened_again_within_thirty_days(
    state: State, days: int, disputed: bool
) -> None:
    closed_at = datetime(2026, 6, 1, tzinfo=UTC)
    report = replace(in_state(state), closed_at=closed_at)
    assert report.may_be_disputed(closed_at + timedelta(days=days)) == disputed


def test_a_disputed_report_waits_for_anybody() -> None:
    disputed = in_state(State.RESOLVED).after(Action.DISPUTE, "aigul")

    assert disputed.state.waits
    assert disputed.holder_id is None


def test_what_the_resident_does_never_makes_them_its_holder() -> None:
    assert in_state(State.NEEDS_DETAILS).after(Action.ANSWER, "aigul").holder_id == "yerlan"
    assert in_state(State.RESOLVED).after(Action.CONFIRM, "aigul").holder_id == "yerlan"


def test_another_question_before_the_answer_is_a_question_all_the_same() -> None:
    asked = in_state(State.NEEDS_DETAILS)

    assert asked.after(Action.ASK, "marina") == asked


def test_every_state_is_open_or_closed_and_what_waits_is_open() -> None:
    assert {state for state in State if state.waits} == set(UNTAKEN)
    assert {state for state in State if not state.open} == {
        State.RESOLVED,
        State.CONFIRMED,
        State.UNCONFIRMED,
        State.FORWARDED,
        State.REJECTED,
        State.DUPLICATE,
        State.WITHDRAWN,
        State.HELD,
    }


@pytest.mark.parametrize("state", [state for state in State if state.open or state is State.HELD])
def test_a_report_without_an_answer_is_taken_back_with_all_its_author_said(state: State) -> None:
    place = Place(43.4, 77.0, "Абай көшесі")
    withdrawn = replace(in_state(state), place=place).taken_back()

    assert (withdrawn.state, withdrawn.text, withdrawn.place) == (State.WITHDRAWN, "", Place())
    assert (withdrawn.number, withdrawn.holder_id) == (FRESH.number, in_state(state).holder_id)


@pytest.mark.parametrize("state", [state for state in State if state.answered or state is State.WITHDRAWN])
def test_an_answered_report_is_not_taken_back(state: State) -> None:
    with pytest.raises(NotNow):
        in_state(state).taken_back()


def test_history_has_a_word_for_every_action() -> None:
    assert {action.value for action in Action} <= {kind.value for kind in EventKind}


def test_answering_confirming_and_disputing_are_the_residents_alone_and_lapsing_is_nobodys() -> None:
    assert set(Action) - OFFICE_ACTIONS == {Action.ANSWER, Action.CONFIRM, Action.DISPUTE, Action.LAPSE}


# laws

STEPS = st.lists(
    st.tuples(st.sampled_from(Action), st.sampled_from(["yerlan", "marina", "aigul"])), max_size=25
)


def walk(steps: list[tuple[Action, str]]) -> list[tuple[Report, Action, Report]]:
    """Every step that was not refused, with the report before and after it."""
    done, report = [], FRESH
    for action, actor in steps:
        try:
            following = report.after(action, actor)
        except RuleError:
            continue
        done.append((report, action, following))
        report = following
    return done


@given(STEPS)
def test_nobody_takes_what_is_taken(steps: list[tuple[Action, str]]) -> None:
    for before, action, _ in walk(steps):
        if action is Action.TAKE:
            assert before.state.waits
            assert before.holder_id is None


@given(STEPS)
def test_a_closed_report_opens_only_when_the_office_takes_it_back_or_the_resident_disputes(
    steps: list[tuple[Action, str]],
) -> None:
    for before, action, after in walk(steps):
        if not before.state.open and after.state.open:
            assert action in (Action.RETURN, Action.DISPUTE)


@given(STEPS)
def test_only_its_resident_opens_a_confirmed_report_again(steps: list[tuple[Action, str]]) -> None:
    left = {action for before, action, _ in walk(steps) if before.state is State.CONFIRMED}
    assert left <= {Action.DISPUTE}


@given(STEPS)
def test_a_report_waits_exactly_as_long_as_nobody_holds_it(steps: list[tuple[Action, str]]) -> None:
    for _, _, after in walk(steps):
        assert after.state.waits == (after.holder_id is None)


@given(STEPS)
def test_only_state_and_holder_ever_change(steps: list[tuple[Action, str]]) -> None:
    for _, _, after in walk(steps):
        assert replace(after, state=FRESH.state, holder_id=None) == FRESH


@given(STEPS, st.sampled_from(sorted(set(Action) - {Action.ASK})), st.sampled_from(["yerlan", "marina"]))
def test_the_same_action_at_once_again_is_never_done_twice(
    steps: list[tuple[Action, str]], action: Action, actor: str
) -> None:
    report = walk(steps)[-1][2] if walk(steps) else FRESH
    try:
        once = report.after(action, actor)
    except RuleError:
        return

    with pytest.raises(NoNews):
        once.after(action, actor)


# reasons and words


@pytest.mark.parametrize("action", [Action.ASK, Action.RESOLVE])
@pytest.mark.parametrize("words", [None, ""])
def test_a_question_and_a_result_need_words(action: Action, words: str | None) -> None:
    with pytest.raises(WordsMissing):
        check_reason(action, None, words)
    check_reason(action, None, "Шам ауыстырылды")


@pytest.mark.parametrize("action", REASONS)
def test_a_rejection_a_forwarding_and_a_holding_name_a_reason_of_their_own(action: Action) -> None:
    for reason in [None, *Reason]:
        if reason not in REASONS[action]:
            with pytest.raises(ReasonMissing):
                check_reason(action, reason, "сөз")
        else:
            check_reason(action, reason, "сөз")


@pytest.mark.parametrize("action", REASONS)
def test_a_reason_from_the_list_explains_itself_but_one_that_names_nothing_needs_words(
    action: Action,
) -> None:
    for reason in REASONS[action]:
        if reason in (Reason.OTHER, Reason.OTHER_BODY):
            with pytest.raises(WordsMissing):
                check_reason(action, reason, None)
        else:
            check_reason(action, reason, None)


@pytest.mark.parametrize("action", [Action.TAKE, Action.START, Action.RETURN, Action.DUPLICATE])
def test_what_explains_itself_needs_neither_reason_nor_words(action: Action) -> None:
    check_reason(action, None, None)


def test_every_reason_can_be_given_for_something() -> None:
    assert {reason for reasons in REASONS.values() for reason in reasons} == set(Reason)


# categories and places


def test_what_a_rural_akim_does_not_decide_is_known() -> None:
    assert {category.value for category in Category if category.elsewhere} == {
        "electricity",
        "heating",
        "internet",
        "school",
        "health",
        "police",
    }


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(43.24, 76.9), (51.13, 71.43), (43.65, 51.16), (49.95, 82.6), (54.87, 69.15), (41.3, 68.2)],
)
def test_every_corner_of_the_country_is_inside(latitude: float, longitude: float) -> None:
    assert Place.point(latitude, longitude) == Place(latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (0, 0),
        (55.75, 37.6),
        (39.9, 116.4),
        (-43.24, 76.9),
        (43.24, -76.9),
        (76.9, 43.24),
        (55.6, 70),
        (43, 90),
    ],
)
def test_a_place_abroad_is_refused(latitude: float, longitude: float) -> None:
    with pytest.raises(RuleError):
        Place.point(latitude, longitude)


@given(st.sampled_from([float("nan"), float("inf"), float("-inf")]), st.floats(46.4, 87.4))
def test_a_number_that_is_no_number_is_no_place(wrong: float, right: float) -> None:
    with pytest.raises(RuleError):
        Place.point(wrong, right)
    with pytest.raises(RuleError):
        Place.point(43.0, wrong)


def test_a_place_is_known_by_its_point_or_by_its_words() -> None:
    assert Place(43.0, 77.0).known
    assert Place(words="мектеп").known
    assert not Place().known
