"""The digest fits a screen, says the same in three languages, and of few people nothing apart."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.categories import Category
from bot.domain.digests import (
    Account,
    Accounted,
    Awaited,
    Digest,
    Every,
    Flow,
    Line,
    Subscription,
    Table,
    Times,
    last_period,
)
from bot.domain.numbers import Number
from bot.domain.people import Language
from bot.domain.places import NOWHERE
from bot.domain.reports import Reason, Report, State
from bot.domain.tallies import Bucket, Milestone, Tally, together
from bot.domain.territories import Level, Spot, Territory
from bot.i18n import words
from bot.views import digests as views

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
UNIT = Territory("196847000", "196800000", Level.UNIT, "Байсерке а.о.", "Байсеркенский с.о.", "Baiserke")
VILLAGES = {
    kato: Territory(kato, UNIT.kato, Level.VILLAGE, name, name, name)
    for kato, name in (("196847100", "Байсерке"), ("196847500", "Көктерек"), ("196847200", "Әлі"))
}


def tally(**buckets: int) -> Tally:
    found = {Bucket(name): count for name, count in buckets.items()}
    return Tally(sum(found.values()), found)


def flow(
    topics: Mapping[Category, int], villages: Mapping[str, int], reached: Mapping[Milestone, int]
) -> Flow:
    return Flow(tally(in_work=sum(topics.values())), topics, villages, reached)


DIGEST = Digest(
    Spot(UNIT, ()),
    last_period(Every.WEEK, NOW),
    tally(waiting=5, in_work=9, overdue=3, disputed=1, confirmed=120),
    flow(
        {Category.LIGHTING: 11, Category.ROADS: 3, Category.WATER: 5, Category.WASTE: 2},
        {"196847100": 15, "196847500": 2, "196847200": 4},
        {Milestone.SOLVED: 15, Milestone.CONFIRMED: 8},
    ),
    flow({Category.LIGHTING: 15}, {"196847100": 15}, {Milestone.SOLVED: 11}),
    Times(25, 87),
    Times(134, 500),
    villages=VILLAGES,
)


ACCOUNT = Account(
    DIGEST.spot,
    DIGEST.period,
    Accounted(DIGEST.flow.tally, {}),
    Accounted(
        tally(waiting=5, in_work=9, overdue=3, disputed=1, confirmed=120, refused=11, passed_on=13),
        {
            Bucket.REFUSED: {Reason.NO_MONEY: 6, Reason.PRIVATE: 3, Reason.OTHER: 2},
            Bucket.PASSED_ON: {Reason.WATER_COMPANY: 13},
        },
    ),
)


REPORT = Report(
    id=7,
    person_id="p",
    district="196800000",
    unit=UNIT.kato,
    village=VILLAGES["196847500"],
    number=Number(2026, 7),
    category=Category.WATER,
    text="Құбыр жарылды",
    place=NOWHERE,
    state=State.IN_PROGRESS,
    holder_id=None,
    holder=None,
    created_at=NOW,
    due_at=NOW - timedelta(days=3),
)


def said(found: Digest, language: Language = Language.ENGLISH) -> str:
    return views.digest(found, NOW, words(language)).text


def test_what_is_late_stands_first_and_beside_each_number_the_one_of_before() -> None:
    text = said(DIGEST)
    assert text.index("🔴 overdue <b>3</b>") < text.index("Came: <b>21</b> (before: 15)")
    assert "💡 Street lighting 11 (15), 🚰 Water supply 5 (0–4)" in text
    assert "First word: half within 25 hours, nine of ten within 4 days" in text
    assert "Confirmed by residents: <b>8</b> of 15 (53 %)" in text


def test_topics_and_villages_of_fewer_than_five_are_not_told_apart() -> None:
    text = said(DIGEST)
    for name in ("Roads", "Көктерек", "Әлі"):
        assert name not in text
    assert "🏡 Байсерке 15" in text
    came = views.picture(DIGEST, words(Language.ENGLISH)).panels[0]
    assert [(bar.label, bar.amount) for bar in came.bars] == [
        ("Street lighting", 11),
        ("Water supply", 5),
        ("All other", 5),
    ]


def test_what_is_of_few_cannot_be_found_out_by_taking_away_what_is_told() -> None:
    few = flow({Category.LIGHTING: 5, Category.WATER: 1}, {"196847100": 5, "196847500": 1}, {})
    found = replace(DIGEST, flow=few)
    text = said(found)
    for name in ("Street lighting", "Water supply", "🏡"):
        assert name not in text
    came = views.picture(found, words(Language.ENGLISH)).panels[0]
    assert [(bar.label, bar.amount) for bar in came.bars] == [("All other", 6)]


def test_beside_a_number_none_of_before_stands_that_tells_what_was_of_few() -> None:
    before = flow({Category.LIGHTING: 5, Category.WATER: 3}, {}, {})
    assert "💡 Street lighting 11, 🚰 Water supply 5 (0–4)" in said(replace(DIGEST, before=before))


def test_of_fewer_than_ten_nobody_is_told_of_nine_of_ten_and_the_same_span_is_said_once() -> None:
    few = said(replace(DIGEST, first_word=Times(25, None), solution=Times(134, 140)))
    assert "First word: half within 25 hours\n" in few
    assert "Solution: nine of ten within 6 days" in few


def test_what_most_people_wait_for_is_told_by_topic_and_village_and_no_word_of_a_resident() -> None:
    text = said(replace(DIGEST, late=[REPORT], disputed=[REPORT], awaited=[Awaited(REPORT, 12)]))
    assert "№ 26-7 🚰 Water supply, Көктерек: 3 days late" in text
    assert "№ 26-7 🚰 Water supply, Көктерек: not solved, says the resident" in text
    assert "🚰 Water supply, Көктерек: 12 people, № 26-7" in text
    assert REPORT.text not in text
    drawn = views.picture(replace(DIGEST, awaited=[Awaited(REPORT, 12)]), words(Language.ENGLISH)).panels[0]
    assert [(bar.label, bar.amount) for bar in drawn.bars] == [("Water supply, Көктерек", 12)]


def test_while_an_akim_is_elected_it_judges_nobody() -> None:
    neutral = replace(DIGEST, neutral=True)
    text = said(neutral)
    assert "<b>Not finished:</b> 18" in text
    for judging in ("overdue", "disputed", "Solved", "Confirmed", "half within", "(15)"):
        assert judging not in text
    account = replace(ACCOUNT, neutral=True)
    assert "Each report is in exactly one line" not in views.account(account, words(Language.ENGLISH)).text


@pytest.mark.parametrize("language", list(Language))
def test_it_fits_a_phone_and_its_accounting_says_every_sum(language: Language) -> None:
    text = said(DIGEST, language)
    assert len(text) < 900
    assert text.count("\n") < 20
    account = views.account(ACCOUNT, words(language)).text
    assert ": 162" in account
    assert ": 21" in account
    assert account.count("\n") < 40


def test_a_quiet_week_is_said_and_not_blank() -> None:
    nothing = Flow(tally(), {}, {}, {})
    quiet = replace(DIGEST, flow=nothing, before=nothing, first_word=None, solution=None, standing=tally())
    text = said(quiet)
    assert "Came: <b>0</b> (before: 0)" in text
    assert "Solved: <b>0</b>" in text


def test_under_what_was_refused_stands_why_and_under_what_was_passed_on_to_whom() -> None:
    lines = views.account(ACCOUNT, words(Language.ENGLISH)).text.splitlines()
    refused = lines.index("refused with a reason: 11")
    assert lines[refused + 1 : refused + 3] == [
        "   – Not in this year's budget: 6",
        "   – for other reasons: 5",
    ]
    assert lines[lines.index("passed on to others: 13") + 1] == "   – Water company: 13"


@pytest.mark.parametrize("language", list(Language))
def test_the_file_has_a_row_for_each_village_and_category_and_one_that_is_their_sum(
    language: Language,
) -> None:
    rows = (
        Line(VILLAGES["196847100"], Category.ROADS, tally(waiting=5, refused=1)),
        Line(None, None, tally(confirmed=4, held=2)),
    )
    table = Table(DIGEST.spot, DIGEST.period, rows, together(one.tally for one in rows))
    head, *body, total = views.table(table, words(language))
    assert len(head) == len(set(head)) == 3 + len(Bucket)
    assert body[0][0] == "Байсерке"
    columns = [[int(cell) for cell in row[2:]] for row in body]
    assert [sum(column) for column in zip(*columns, strict=True)] == [int(cell) for cell in total[2:]]
    assert int(total[2]) == sum(int(cell) for cell in total[3:])


@pytest.mark.parametrize("language", list(Language))
def test_every_hour_can_be_read_on_a_narrow_phone(language: Language) -> None:
    keyboard = views.subscription(DIGEST.spot, Subscription(), words(language)).buttons
    assert keyboard is not None
    hours = [line for line in keyboard.inline_keyboard if ":00" in line[0].text]
    assert [len(line) for line in hours] == [3, 2]
