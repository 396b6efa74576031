"""When residents can propose, what can be decided about a proposal, and once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.consultations import (
    LONGEST_NAME,
    MOST_OPTIONS,
    Consultation,
    Incomplete,
    Kind,
    NotInStage,
    Option,
    OptionThere,
    ProposalsGoOn,
    Rule,
    Stage,
    TooManyOptions,
    WrongUntil,
    name_from,
)
from bot.domain.directions import ASKED, Direction
from bot.domain.proposals import (
    MOST_COMMENTS,
    MOST_PROPOSALS,
    Aim,
    DecidedAlready,
    NoSuchProposal,
    Proposal,
    Refusal,
    State,
    TooManyProposals,
    check_room,
)
from bot.domain.territories import Level, Territory
from bot.domain.texts import utf16_length

NOW = datetime(2026, 9, 29, 5, tzinfo=UTC)
DAY = timedelta(days=1)
UNIT = Territory("196847000", "196800000", Level.UNIT, "Байсерке", "Байсерке", "Baiserke")
DRAFT = Consultation(
    1, UNIT, Kind.ONE, "Не істейміз?", "Что сделаем?", rule=Rule.MOST, proposals_until=NOW + 10 * DAY
)
WAITING = Proposal(1, 1, "Шам керек", Direction.LIGHTING, state=State.WAITING)
OTHER = replace(WAITING, id=2, state=State.PUBLISHED, number=7)
COMMENT = Proposal(3, 1, "Дұрыс", about=2, state=State.WAITING)


def test_residents_propose_from_the_second_persons_word_until_the_moment_that_was_named() -> None:
    gathering = DRAFT.gathering(NOW)
    assert not DRAFT.gathers(NOW)
    moments = (NOW, NOW + 10 * DAY - timedelta(seconds=1), NOW + 10 * DAY)
    assert [gathering.gathers(one) for one in moments] == [True, True, False]
    with pytest.raises(NotInStage):
        gathering.gathering(NOW)


@pytest.mark.parametrize("days", [-1, 2, 61])
def test_they_have_three_days_at_the_least_and_sixty_at_the_most(days: int) -> None:
    with pytest.raises(WrongUntil):
        replace(DRAFT, proposals_until=NOW + days * DAY).gathering(NOW)


def test_without_a_question_or_a_last_day_nobody_is_asked() -> None:
    with pytest.raises(Incomplete):
        replace(DRAFT, title_ru="").gathering(NOW)
    with pytest.raises(WrongUntil):
        replace(DRAFT, proposals_until=None).gathering(NOW)


def test_all_have_proposed_before_it_opens() -> None:
    opens = {"opens_at": NOW + 9 * DAY, "closes_at": NOW + 20 * DAY}
    with pytest.raises(WrongUntil):
        replace(DRAFT, **opens).gathering(NOW)  # type: ignore[arg-type]


def test_what_residents_read_while_they_propose_is_not_changed_under_them() -> None:
    gathering = DRAFT.gathering(NOW)
    for changed in ({"title_kk": "Басқа"}, {"proposals_until": NOW + 20 * DAY}):
        with pytest.raises(NotInStage):
            replace(gathering, **changed).check_change(gathering, NOW)  # type: ignore[arg-type]
    replace(gathering, most=2).check_change(gathering, NOW)


def test_options_are_fixed_when_nobody_proposes_any_more() -> None:
    options = [Option(1, Direction.WATER, "Су", "Вода"), Option(2, Direction.ROADS, "Жол", "Дорога")]
    days = {"opens_at": NOW + 20 * DAY, "closes_at": NOW + 30 * DAY}
    gathering = replace(DRAFT.gathering(NOW), options=options, **days)  # type: ignore[arg-type]
    with pytest.raises(ProposalsGoOn):
        gathering.fixed(NOW + DAY)
    assert gathering.gathered(NOW + DAY).fixed(NOW + DAY).stage is Stage.FIXED
    assert gathering.fixed(NOW + 11 * DAY).proposals_until == NOW + 10 * DAY


def test_a_draft_fixed_without_asking_for_proposals_speaks_of_none() -> None:
    options = [Option(1, Direction.WATER, "Су", "Вода"), Option(2, Direction.ROADS, "Жол", "Дорога")]
    days = {"opens_at": NOW + 2 * DAY, "closes_at": NOW + 30 * DAY}
    assert replace(DRAFT, options=options, **days).fixed(NOW).proposals_until is None  # type: ignore[arg-type]


def test_an_option_made_of_a_proposal_has_its_words_as_far_as_they_fit() -> None:
    assert name_from("Шам\n  керек") == "Шам керек"
    long = name_from("💡" * 100)
    assert utf16_length(long) <= LONGEST_NAME
    assert long.endswith("…")
    adopted = DRAFT.with_option(Direction.LIGHTING, "Шам керек")
    assert adopted.options[0].name_kk == adopted.options[0].name_ru == "Шам керек"
    with pytest.raises(OptionThere):
        adopted.with_option(Direction.LIGHTING, "Шам керек")
    full = replace(DRAFT, options=adopted.options[:1] * MOST_OPTIONS)
    with pytest.raises(TooManyOptions):
        full.with_option(Direction.LIGHTING, "Тағы")


def test_a_proposal_is_decided_once() -> None:
    refused, joined = WAITING.refused(Refusal.UNCLEAR), WAITING.joined_to(OTHER)
    for decided in (WAITING.published(1), refused, joined):
        with pytest.raises(DecidedAlready):
            decided.published(2)
    for decided in (refused, joined):
        with pytest.raises(DecidedAlready):
            decided.refused(Refusal.UNCLEAR)
    for state in (State.UNSENT, State.WITHDRAWN):
        with pytest.raises(NoSuchProposal):
            replace(WAITING, state=state).published(1)


def test_what_is_published_can_be_taken_off_and_keeps_its_number() -> None:
    taken_off = WAITING.published(4).refused(Refusal.PERSONAL)
    assert (taken_off.state, taken_off.reason, taken_off.number) == (State.REFUSED, Refusal.PERSONAL, 4)


def test_a_proposal_joins_a_published_one_and_a_comment_none() -> None:
    assert WAITING.joined_to(OTHER).joined == 7
    wrong = (
        replace(OTHER, state=State.WAITING),
        replace(OTHER, consultation_id=2),
        replace(OTHER, direction=None),
    )
    for other in wrong:
        with pytest.raises(NoSuchProposal):
            WAITING.joined_to(other)
    with pytest.raises(NoSuchProposal):
        COMMENT.joined_to(OTHER)


def test_a_comment_is_published_without_a_number() -> None:
    assert (COMMENT.published(3).number, WAITING.published(3).number) == (None, 3)


def test_three_proposals_and_ten_comments_are_a_persons_share() -> None:
    proposals, comments = [WAITING] * MOST_PROPOSALS, [COMMENT] * MOST_COMMENTS
    check_room([*proposals[1:], *comments], comment=False)
    check_room([*proposals, *comments[1:], replace(COMMENT, state=State.UNSENT)], comment=True)
    for sent, comment in ((proposals, False), (comments, True)):
        with pytest.raises(TooManyProposals):
            check_room(sent, comment=comment)


@pytest.mark.parametrize(
    ("kind", "aim", "about"),
    [
        (Kind.SHARES, Aim(1, Direction.ROADS), None),
        (Kind.ONE, Aim(1, Direction.OFFICE), None),
        (Kind.ONE, Aim(1), None),
        (Kind.ONE, Aim(1, about=9), WAITING),
        (Kind.ONE, Aim(1, about=9), replace(OTHER, consultation_id=2)),
        (Kind.ONE, Aim(1, about=9), replace(COMMENT, state=State.PUBLISHED)),
    ],
)
def test_what_no_button_offers_is_written_to_nothing(kind: Kind, aim: Aim, about: Proposal | None) -> None:
    with pytest.raises(NoSuchProposal):
        aim.check(replace(DRAFT, kind=kind), about)


def test_directions_are_commented_on_as_a_whole_and_proposals_one_by_one() -> None:
    Aim(1).check(replace(DRAFT, kind=Kind.SHARES), None)
    Aim(1, about=2).check(DRAFT, OTHER)


@pytest.mark.parametrize("aim", [Aim(1), Aim(2, about=7), *(Aim(3, one) for one in ASKED)], ids=str)
def test_what_is_being_written_is_read_back_as_it_was_kept(aim: Aim) -> None:
    assert Aim.parse(str(aim)) == aim
