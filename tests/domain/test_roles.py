"""What each role may, for which territory, and whom it may invite."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.bindings import TRIES, Binding
from bot.domain.groups import NotAllowed
from bot.domain.numbers import WrongDay, end_of_day
from bot.domain.roles import (
    LONGEST_TERM,
    Grant,
    Holder,
    Invitation,
    InvitationOver,
    InvitationUsed,
    NoSuchInvitation,
    Right,
    Role,
    Term,
    check_end,
    terms_of,
    until,
)
from bot.domain.territories import Level

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
UNIT, OTHER_UNIT, DISTRICT, REGION = "196847000", "196843000", "196800000", "190000000"
HERE, THERE, WHOLE = {UNIT, DISTRICT, REGION}, {OTHER_UNIT, DISTRICT, REGION}, {DISTRICT, REGION}


def holder(role: Role, kato: str = UNIT) -> Holder:
    return Holder(1, administers=False, grants=(Grant(1, "p", "Ерлан", role, kato, NOW, None),))


COORDINATOR, AKIM = holder(Role.COORDINATOR, DISTRICT), holder(Role.AKIM)
OFFICE, MODERATOR = holder(Role.OFFICE), holder(Role.MODERATOR)
OF_OFFICE = {
    Right.TRIAGE,
    Right.POSTER,
    Right.SET_UP,
    Right.BUDGETS,
    Right.MEETINGS,
    Right.DIGESTS,
    Right.ANSWERS,
}
CHIEF, STRANGER = Holder(1, administers=True), Holder(1, administers=False)


@pytest.mark.parametrize(
    ("who", "rights"),
    [
        (CHIEF, set(Right)),
        (COORDINATOR, set(Right)),
        (AKIM, OF_OFFICE),
        (OFFICE, OF_OFFICE),
        (MODERATOR, {Right.TRIAGE, Right.POSTER, Right.PROPOSALS}),
        (STRANGER, set()),
    ],
)
def test_a_role_gives_its_rights_where_it_is_held(who: Holder, rights: set[Right]) -> None:
    assert {right for right in Right if who.may(right, HERE)} == rights
    for right in set(Right) - rights:
        with pytest.raises(NotAllowed):
            who.must(right, HERE)


@pytest.mark.parametrize("who", [AKIM, OFFICE, MODERATOR])
def test_a_role_gives_nothing_in_the_next_unit_or_in_the_whole_district(who: Holder) -> None:
    assert not any(who.may(right, line) for right in Right for line in (THERE, WHOLE))


@pytest.mark.parametrize(
    ("who", "in_unit", "in_district"),
    [
        (CHIEF, {Role.AKIM, Role.OFFICE, Role.MODERATOR}, {Role.COORDINATOR, Role.MODERATOR}),
        (COORDINATOR, {Role.AKIM, Role.OFFICE, Role.MODERATOR}, {Role.MODERATOR}),
        (AKIM, {Role.OFFICE, Role.MODERATOR}, set()),
        (OFFICE, {Role.MODERATOR}, set()),
        (MODERATOR, set(), set()),
        (STRANGER, set(), set()),
    ],
)
def test_nobody_gives_a_role_as_high_as_their_own(
    who: Holder, in_unit: set[Role], in_district: set[Role]
) -> None:
    assert set(who.gives(Level.UNIT, HERE)) == in_unit
    assert set(who.gives(Level.DISTRICT, WHOLE)) == in_district
    assert who.gives(Level.VILLAGE, {"196847100", *HERE}) == []
    assert who.gives(Level.REGION, {REGION}) == []
    for role in set(Role) - in_unit:
        with pytest.raises(NotAllowed):
            who.must_give(role, Level.UNIT, HERE)


# terms


def test_an_akims_role_always_has_an_end() -> None:
    assert until(Role.AKIM, Term.FOUR_YEARS, NOW) == NOW.replace(year=2030)
    for term in set(Term) - {Term.FOUR_YEARS}:
        with pytest.raises(NotAllowed):
            until(Role.AKIM, term, NOW)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AKIM}))
def test_others_serve_a_year_or_until_somebody_ends_it(role: Role) -> None:
    assert {term: until(role, term, NOW) for term in terms_of(role)} == {
        Term.YEAR: NOW + timedelta(days=365),
        Term.OPEN: None,
    }


@pytest.mark.parametrize("text", ["15.09.2029", " 15/9/2029 ", "15-09-2029"])
def test_a_role_is_held_on_its_whole_last_day_in_kazakhstan(text: str) -> None:
    assert end_of_day(text) == datetime(2029, 9, 15, 19, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "31.02.2029", "2029-09-15", "15.09.29", "15.09.99999", "tomorrow", "00.00.0000"]
)
def test_what_is_no_day_is_no_end(text: str) -> None:
    with pytest.raises(WrongDay):
        end_of_day(text)


@pytest.mark.parametrize("end", [NOW, NOW - timedelta(days=1), NOW + LONGEST_TERM + timedelta(seconds=1)])
def test_an_end_lies_ahead_and_not_too_far(end: datetime) -> None:
    with pytest.raises(WrongDay):
        check_end(end, NOW)
    check_end(NOW + LONGEST_TERM, NOW)


# invitations


def test_an_invitation_is_open_until_it_is_used_taken_back_or_over() -> None:
    hour = timedelta(hours=1)

    def made(accepted_by: str | None = None, *, revoked: bool = False) -> Invitation:
        return Invitation(1, "p", Role.OFFICE, UNIT, NOW + 2 * hour, NOW + 3 * hour, accepted_by, revoked)

    made().check(NOW)
    for invitation, moment, refusal in (
        (made("q"), NOW, InvitationUsed),
        (made(revoked=True), NOW, NoSuchInvitation),
        (made(), NOW + 2 * hour, InvitationOver),
        (made(), NOW + 3 * hour, InvitationOver),
    ):
        with pytest.raises(refusal):
            invitation.check(moment)


# connecting a group


def test_a_code_can_be_tried_five_times() -> None:
    binding = Binding(-1, "Топ", "123456", NOW)
    assert binding.tried("123456").confirmed
    for _ in range(TRIES):
        assert not binding.guessed_out
        binding = binding.tried("000000")
    assert binding.guessed_out
    assert not binding.tried("123456").confirmed


def test_a_territory_pressed_twice_is_not_chosen() -> None:
    binding = Binding(-1, "Топ", "1", NOW).toggled(UNIT).toggled(OTHER_UNIT)
    assert binding.chosen == (UNIT, OTHER_UNIT)
    assert binding.toggled(UNIT).chosen == (OTHER_UNIT,)
