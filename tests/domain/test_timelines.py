"""The law's timeline beside real calendars: where a commission counted otherwise, its own calendar wins."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.elections import Election, Kind, WrongHours, WrongOrder, local
from bot.domain.territories import Level, Territory
from bot.domain.timelines import (
    OF_CANDIDATES,
    RULES,
    Code,
    article,
    call_latest,
    doubts,
    full_days_before,
    timeline,
    voting_latest,
)

UNIT = Territory("196847000", "196800000", Level.UNIT, "Байсерке", "Байсерке", "Baiserke")
DAY = timedelta(days=1)


def election(
    voting_on: date, called_on: date | None = None, kind: Kind = Kind.EARLY, occasion: date | None = None
) -> Election:
    called = called_on or voting_on - 39 * DAY
    return Election(1, UNIT, kind, occasion or called - 20 * DAY, called, voting_on)


def drafted(of: Election) -> dict[Code, datetime]:
    return {one.code: one.moment for one in timeline(of)}


def evening(year: int, month: int, day: int) -> datetime:
    return local(date(year, month, day), time(18))


def test_aktogay_17_september_2023_counted_as_the_template_does() -> None:
    """Akims of a village and three rural districts, Karaganda region; the commission's plan of 09.08.2023."""
    found = drafted(election(date(2023, 9, 17), date(2023, 8, 9)))
    assert found[Code.NOMINATION_START] == local(date(2023, 8, 10))
    assert found[Code.NOMINATION_END] == evening(2023, 8, 22)
    assert found[Code.REGISTRATION_END] == evening(2023, 8, 27)


def test_shieli_15_september_2024_set_shorter_terms_at_the_calling() -> None:
    """An early election: nomination until 21.08 and registration until 23.08, five and two days from the template."""
    found = drafted(election(date(2024, 9, 15)))
    assert found[Code.NOMINATION_END] == evening(2024, 8, 20) == evening(2024, 8, 21) - DAY
    assert found[Code.REGISTRATION_END] == evening(2024, 8, 25) == evening(2024, 8, 23) + 2 * DAY
    # What hangs on the voting day alone was the same: no campaigning on 14.09.
    assert found[Code.CAMPAIGN_END] == local(date(2024, 9, 14))


def test_shieli_began_campaigning_a_minute_after_registration_as_the_template_does() -> None:
    """Registration until 23.08 18:00, campaigning from 18:01."""
    found = drafted(election(date(2024, 9, 15)))
    assert found[Code.CAMPAIGN_START] - found[Code.REGISTRATION_END] == timedelta(minutes=1)


def test_elections_under_other_chapters_have_longer_terms() -> None:
    """Akims of districts on 05.11.2023, and a deputy in Celinograd on 26.10.2025: 30 and 25 days, not 25 and 20."""
    for voting_on, nominated, registered in (
        (date(2023, 11, 5), evening(2023, 10, 5), evening(2023, 10, 10)),
        (date(2025, 10, 26), evening(2025, 9, 25), evening(2025, 9, 30)),
    ):
        found = drafted(election(voting_on))
        assert found[Code.NOMINATION_END] == nominated + 5 * DAY
        assert found[Code.REGISTRATION_END] == registered + 5 * DAY
        assert full_days_before(voting_on, 30) == nominated.date()
        assert full_days_before(voting_on, 25) == registered.date()


def test_celinograd_26_october_2025_stopped_campaigning_as_the_template_does() -> None:
    """Until 00:00 of 25.10.2025."""
    assert drafted(election(date(2025, 10, 26)))[Code.CAMPAIGN_END] == local(date(2025, 10, 25))


def test_aktobe_8_february_2026_began_nominating_on_new_years_day() -> None:
    """Called on 31.12.2025; «nomination from 01.01.2026»."""
    found = drafted(election(date(2026, 2, 8), date(2025, 12, 31)))
    assert found[Code.NOMINATION_START] == local(date(2026, 1, 1))


def test_aktobe_11_december_2022_was_called_thirty_days_before() -> None:
    """Called on 11.11.2022: nomination by the template would last three days, and all is in order still."""
    found = drafted(election(date(2022, 12, 11), date(2022, 11, 11)))
    assert found[Code.NOMINATION_START] == local(date(2022, 11, 12))
    assert found[Code.NOMINATION_END] == evening(2022, 11, 15)


def test_zharlykol_had_the_usual_hours_and_terms_after_the_voting() -> None:
    """Polls from 7 to 20, the result within three days, the akim registered within seven."""
    found = drafted(election(date(2025, 10, 26)))
    assert (found[Code.VOTING_START].time(), found[Code.VOTING_END].time()) == (time(7), time(20))
    assert found[Code.RESULT_SET].date() == date(2025, 10, 29)
    assert found[Code.AKIM_REGISTERED].date() == date(2025, 11, 2)


@pytest.mark.parametrize("code", Code)
def test_every_deadline_names_its_article(code: Code) -> None:
    assert article(code).startswith("EL art. ")
    assert RULES[code].__name__ == code.value


def test_every_term_of_calling_names_its_article() -> None:
    for rule in (call_latest, voting_latest):
        assert "(EL art. 113-1(2), (3))" in " ".join((rule.__doc__ or "").split())


def test_a_regular_election_is_called_fifty_days_and_held_ten_days_before_the_term_ends() -> None:
    ends = date(2029, 7, 25)
    late = election(date(2029, 7, 16), date(2029, 6, 6), Kind.REGULAR, ends)
    assert [(one.rule, one.limit) for one in doubts(late)] == [
        ("call", date(2029, 6, 5)),
        ("voting", date(2029, 7, 15)),
    ]
    assert doubts(election(date(2029, 7, 15), date(2029, 6, 5), Kind.REGULAR, ends)) == []


def test_an_early_election_is_called_in_two_months_and_held_in_forty_days() -> None:
    vacant = date(2026, 12, 31)
    in_time = election(date(2027, 4, 9), date(2027, 2, 28), Kind.EARLY, vacant)
    assert doubts(in_time) == []
    late = election(date(2027, 4, 11), date(2027, 3, 1), Kind.EARLY, vacant)
    assert [one.rule for one in doubts(late)] == ["call", "voting"]


def test_a_repeat_is_held_within_a_month_of_the_first_voting() -> None:
    for kind in (Kind.REPEAT_ELECTION, Kind.REPEAT_VOTING):
        assert voting_latest(election(date(2026, 3, 1), kind=kind, occasion=date(2026, 1, 31))) == date(
            2026, 2, 28
        )


def test_after_a_tie_nobody_is_put_up_anew() -> None:
    found = drafted(election(date(2026, 11, 1), kind=Kind.REPEAT_VOTING))
    assert not OF_CANDIDATES & found.keys()
    assert Code.DETACHMENT_END in found


def test_with_too_few_days_the_dates_that_would_come_before_the_calling_are_not_drafted() -> None:
    found = drafted(election(date(2026, 11, 1), date(2026, 10, 8)))
    assert Code.NOMINATION_END not in found
    assert Code.PLACE_OF_STAY not in found
    assert Code.REGISTRATION_END in found


ELECTIONS = st.builds(
    lambda voting_on, days, kind, opens, closes: Election(
        1,
        UNIT,
        kind,
        voting_on + 10 * DAY if kind is Kind.REGULAR else voting_on - (days + 1) * DAY,
        voting_on - days * DAY,
        voting_on,
        opens,
        closes,
    ),
    st.dates(date(2024, 3, 1), date(2080, 12, 31)),
    st.integers(1, 120),
    st.sampled_from(Kind),
    st.times(time(6), time(12)),
    st.times(time(12, 1), time(22)),
)

# Whatever is drafted of these comes in this order, across years and leap days.
CHAINS = (
    (Code.NOMINATION_START, Code.NOMINATION_END, Code.NOMINATION_EXTENDED, Code.REGISTRATION_END),
    (Code.SIGNATURE_SHEETS, Code.REGISTRATION_END, Code.CAMPAIGN_START, Code.CANDIDATES_PUBLISHED),
    (Code.CAMPAIGN_START, Code.CAMPAIGN_END, Code.DETACHMENT_END, Code.VOTING_START, Code.VOTING_END),
    (Code.PLACE_OF_STAY, Code.LISTS_HANDED, Code.LISTS_OPEN, Code.VOTING_NOTICE, Code.POLL_BAN_START),
    (Code.POLL_BAN_START, Code.WITHDRAWAL_END, Code.CAMPAIGN_END, Code.VOTING_END, Code.POLL_BAN_END),
    (Code.VOTING_END, Code.COUNT_END, Code.RESULT_SET, Code.RESULT_PUBLISHED, Code.REPEAT_LATEST),
    (Code.DISTRICTS_PUBLISHED, Code.PRECINCTS_PUBLISHED),
)


@given(ELECTIONS)
def test_deadlines_come_in_their_order_and_no_window_is_inverted(of: Election) -> None:
    found = drafted(of)
    for chain in CHAINS:
        moments = [found[code] for code in chain if code in found]
        assert moments == sorted(moments)
        assert len(set(moments)) == len(moments)


@given(ELECTIONS)
def test_every_moment_is_kazakhstans_and_none_is_before_the_calling(of: Election) -> None:
    for one in timeline(of):
        assert one.moment.utcoffset() == timedelta(hours=5)
        assert one.moment.date() > of.called_on


@given(ELECTIONS)
def test_deadlines_before_the_voting_are_before_it_and_the_rest_after(of: Election) -> None:
    found = drafted(of)
    after = {Code.VOTING_END, Code.HOME_VOTING_END, Code.POLL_BAN_END, Code.COUNT_END, Code.RESULT_SET}
    after |= {Code.RESULT_PUBLISHED, Code.AKIM_REGISTERED, Code.REPEAT_LATEST, Code.VOTING_START}
    of_calling = {Code.NOMINATION_START, Code.DISTRICTS_PUBLISHED, Code.PRECINCTS_PUBLISHED}
    for code, moment in found.items():
        if code not in of_calling:
            assert (moment >= local(of.voting_on)) is (code in after)


@given(ELECTIONS)
def test_the_summer_time_of_other_countries_moves_nothing(of: Election) -> None:
    shifted = {one.code: one.moment.astimezone(timezone(timedelta(hours=-4))) for one in timeline(of)}
    assert shifted == drafted(of)


@pytest.mark.parametrize(
    ("opens", "closes", "wrong"),
    [
        (time(5, 59), time(20), WrongHours),
        (time(7), time(22, 1), WrongHours),
        (time(12), time(12), WrongHours),
    ],
)
def test_polls_open_at_six_and_close_at_ten_at_the_utmost(
    opens: time, closes: time, wrong: type[Exception]
) -> None:
    with pytest.raises(wrong):
        Election(
            1, UNIT, Kind.EARLY, date(2026, 9, 1), date(2026, 9, 10), date(2026, 10, 18), opens, closes
        ).check()


@pytest.mark.parametrize(
    ("occasion", "called", "voting"),
    [
        (date(2026, 9, 1), date(2026, 10, 18), date(2026, 10, 18)),
        (date(2026, 9, 11), date(2026, 9, 10), date(2026, 10, 18)),
        (date(2026, 9, 1), date(2026, 9, 10), date(2028, 10, 18)),
    ],
)
def test_first_the_vacancy_then_the_calling_then_the_voting(
    occasion: date, called: date, voting: date
) -> None:
    with pytest.raises(WrongOrder):
        Election(1, UNIT, Kind.EARLY, occasion, called, voting).check()
