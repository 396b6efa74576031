"""Two coordinators prepare a consultation; residents choose, each once and unseen; it closes and is counted by itself."""

import asyncio
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot.domain.choices import NothingLeft, TooDear, TooMany, Unfinished
from bot.domain.consultations import (
    Consultation,
    ElectionGoesOn,
    Incomplete,
    Kind,
    Lack,
    NoSuchConsultation,
    NotInStage,
    Option,
    Rule,
    Stage,
    WrongDays,
    digest,
)
from bot.domain.directions import Direction
from bot.domain.elections import Kind as Repeated
from bot.domain.elections import NotElected, ReasonMissing, State, local
from bot.domain.facts import OnePersonOnly
from bot.domain.groups import NotAllowed
from bot.domain.guards import ForbiddenWords
from bot.domain.letters import LetterKind, to_person
from bot.domain.timelines import RULES, Code
from bot.services.accounts import AccountService
from bot.services.ballots import Sheet
from bot.services.notices import Later
from storage import ballots
from storage.database import Transaction, connect
from storage.keys import Keys
from tests.conftest import KEYS, Peek
from tests.services.conftest import (
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    ILE,
    KARAOI,
    KOKTEREK,
    Town,
    leaves,
)
from tests.services.test_calendars import (
    DANA,
    NOW,
    STRANGER,
    TIMUR,
    blank,
    confirmed,
    coordinated,
    written_down,
)

__all__ = ["coordinated"]

OPENS, CLOSES = NOW + 2 * DAY, NOW + 16 * DAY
SECOND = timedelta(seconds=1)
PROJECTS = (
    Option(1, Direction.LIGHTING, "Көше шамдары", "Уличные фонари", 3_000_000),
    Option(2, Direction.WATER, "Су құбыры", "Водопровод", 9_000_000),
    Option(3, Direction.SPORT, "Спорт алаңы", "Спортплощадка", 5_000_000),
)


def drafted(before: Consultation) -> Consultation:
    return replace(
        before,
        title_kk="2027 жылы не істейміз?",
        title_ru="Что сделаем в 2027 году?",
        options=PROJECTS,
        budget=12_000_000 if before.kind is Kind.PROJECTS else None,
        most=2 if before.kind is Kind.SEVERAL else 1,
        rule={Kind.PROJECTS: Rule.GREEDY, Kind.SHARES: Rule.MEAN}.get(before.kind, Rule.MOST),
        opens_at=OPENS,
        closes_at=CLOSES,
    )


async def prepared(town: Town, kind: Kind = Kind.PROJECTS) -> int:
    """The id of a draft of Dana's that lacks nothing."""
    begun = await town.consultations.begin(DANA, BAISERKE_UNIT, kind, NOW)
    await town.consultations.change(DANA, begun.consultation.id, drafted, NOW)
    return begun.consultation.id


async def opened(town: Town, kind: Kind = Kind.PROJECTS) -> int:
    key = await prepared(town, kind)
    await town.consultations.fix(TIMUR, key, NOW)
    await town.consultations.tick(OPENS)
    return key


async def stage(town: Town, key: int) -> Stage:
    return (await town.consultations.one(DANA, key, NOW)).consultation.stage


async def chose(town: Town, key: int, telegram_id: int, *numbers: int, now: datetime = OPENS) -> Sheet:
    for number in numbers:
        await town.ballots.press(telegram_id, key, number, now)
    return await town.ballots.cast(telegram_id, key, now)


async def counts(town: Town, key: int) -> dict[str, int]:
    async def asked(tx: Transaction) -> dict[str, int]:
        found = await ballots.counted(tx, key)
        return {choice: people for (_, choice), people in found.items()}

    return await town.database.read(asked)


# --- preparing ---


async def test_a_second_person_fixes_it_and_from_then_on_its_words_have_a_fingerprint(
    coordinated: Town,
) -> None:
    key = await prepared(coordinated)
    with pytest.raises(OnePersonOnly):
        await coordinated.consultations.fix(DANA, key, NOW)
    fixed = await coordinated.consultations.fix(TIMUR, key, NOW)
    assert fixed.consultation.stage is Stage.FIXED
    assert fixed.definition is not None
    again = await coordinated.consultations.one(DANA, key, NOW + DAY)
    assert digest(again.definition or "") == digest(fixed.definition)
    with pytest.raises(NotInStage):
        await coordinated.consultations.change(DANA, key, drafted, NOW)
    with pytest.raises(NotInStage):
        await coordinated.consultations.fix(TIMUR, key, NOW)


async def test_who_changes_it_last_is_looked_after_by_somebody_else(coordinated: Town) -> None:
    key = await prepared(coordinated)
    await coordinated.consultations.change(TIMUR, key, lambda one: replace(one, title_kk="Не керек?"), NOW)
    with pytest.raises(OnePersonOnly):
        await coordinated.consultations.fix(TIMUR, key, NOW)
    assert (await coordinated.consultations.one(DANA, key, NOW)).may_approve


async def test_options_stand_from_the_cheapest_which_is_also_how_ties_fall(coordinated: Town) -> None:
    key = await prepared(coordinated)
    fixed = (await coordinated.consultations.fix(TIMUR, key, NOW)).consultation
    assert [(one.number, one.cost) for one in fixed.options] == [
        (1, 3_000_000),
        (2, 5_000_000),
        (3, 9_000_000),
    ]


@pytest.mark.parametrize(
    ("missing", "lack"),
    [
        ({"title_ru": ""}, Lack.TITLE),
        ({"options": PROJECTS[:1]}, Lack.OPTIONS),
        ({"options": [PROJECTS[0], replace(PROJECTS[1], cost=None)]}, Lack.COSTS),
        ({"budget": 2_999_999}, Lack.BUDGET),
        ({"budget": 17_000_000}, Lack.BUDGET),
        ({"rule": Rule.MEAN}, Lack.RULE),
        ({"closes_at": None}, Lack.DAYS),
    ],
)
async def test_what_residents_must_know_is_there_before_anybody_is_asked(
    coordinated: Town, missing: dict[str, object], lack: Lack
) -> None:
    key = await prepared(coordinated)
    await coordinated.consultations.change(DANA, key, lambda one: replace(one, **missing), NOW)  # type: ignore[arg-type]
    with pytest.raises(Incomplete) as found:
        await coordinated.consultations.fix(TIMUR, key, NOW)
    assert lack in found.value.lacks


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        (NOW - DAY, CLOSES),
        (OPENS, OPENS + 2 * DAY),
        (OPENS, OPENS + 61 * DAY),
        (NOW + 400 * DAY, NOW + 410 * DAY),
    ],
)
async def test_it_is_open_for_a_while_in_the_time_to_come(
    coordinated: Town, opens: datetime, closes: datetime
) -> None:
    key = await prepared(coordinated)
    with pytest.raises(WrongDays):
        await coordinated.consultations.change(
            DANA, key, lambda one: replace(one, opens_at=opens, closes_at=closes), NOW
        )
    assert (await coordinated.consultations.one(DANA, key, NOW)).consultation.opens_at == OPENS


@pytest.mark.parametrize(
    "title",
    [
        "Қай кандидат жақсы?",
        "Кого поддержать на выборах?",
        "Әкім жұмысына баға беріңіз",
        "Оцените работу акима",
        "Do you trust the akim?",
        "Дауыс беру",
        "АКИМНІҢ РЕЙТИНГІ",
    ],
)
async def test_of_elections_and_of_the_akim_nobody_is_asked(coordinated: Town, title: str) -> None:
    key = await prepared(coordinated)
    with pytest.raises(ForbiddenWords):
        await coordinated.consultations.change(DANA, key, lambda one: replace(one, title_kk=title), NOW)
    named = [replace(PROJECTS[0], name_ru=title), *PROJECTS[1:]]
    with pytest.raises(ForbiddenWords):
        await coordinated.consultations.change(DANA, key, lambda one: replace(one, options=named), NOW)


@pytest.mark.parametrize(
    "title", ["Әкім аппараты алдындағы алаң", "Ремонт здания аппарата акима", "Выбор проектов"]
)
async def test_what_only_sounds_alike_can_be_asked(coordinated: Town, title: str) -> None:
    key = await prepared(coordinated)
    await coordinated.consultations.change(DANA, key, lambda one: replace(one, title_kk=title), NOW)


async def test_strangers_and_districts_prepare_nothing(coordinated: Town) -> None:
    with pytest.raises(NotAllowed):
        await coordinated.consultations.begin(STRANGER, BAISERKE_UNIT, Kind.ONE, NOW)
    with pytest.raises(NotElected):
        await coordinated.consultations.begin(DANA, ILE, Kind.ONE, NOW)
    key = await prepared(coordinated)
    with pytest.raises(NotAllowed):
        await coordinated.consultations.one(STRANGER, key, NOW)


async def test_a_draft_is_taken_back_and_what_residents_know_is_stopped_with_a_reason(
    coordinated: Town,
) -> None:
    key = await prepared(coordinated)
    await coordinated.consultations.drop(DANA, key, NOW)
    with pytest.raises(NoSuchConsultation):
        await coordinated.consultations.one(DANA, key, NOW)
    key = await opened(coordinated)
    with pytest.raises(NotInStage):
        await coordinated.consultations.drop(DANA, key, NOW)
    with pytest.raises(ReasonMissing):
        await coordinated.consultations.stop(DANA, key, "", NOW)
    stopped = await coordinated.consultations.stop(DANA, key, "Құны қате", NOW)
    assert (stopped.consultation.stage, stopped.consultation.reason) == (Stage.STOPPED, "Құны қате")


# --- opening and closing ---


async def test_it_opens_and_closes_by_itself(coordinated: Town) -> None:
    key = await prepared(coordinated)
    await coordinated.consultations.fix(TIMUR, key, NOW)
    for moment, expected in (
        (OPENS - SECOND, Stage.FIXED),
        (OPENS, Stage.OPEN),
        (CLOSES - SECOND, Stage.OPEN),
        (CLOSES, Stage.COUNTED),
        (CLOSES + DAY, Stage.COUNTED),
    ):
        await coordinated.consultations.tick(moment)
        assert await stage(coordinated, key) is expected


async def test_after_an_outage_what_should_have_been_over_long_ago_never_opens(coordinated: Town) -> None:
    key = await prepared(coordinated)
    await coordinated.consultations.fix(TIMUR, key, NOW)
    await coordinated.consultations.tick(CLOSES)
    assert await stage(coordinated, key) is Stage.STOPPED


async def test_while_an_akim_is_being_elected_nothing_is_asked_anew(coordinated: Town) -> None:
    waiting = await prepared(coordinated)
    await coordinated.consultations.fix(TIMUR, waiting, NOW)
    key = await prepared(coordinated)
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START)
    with pytest.raises(ElectionGoesOn):
        await coordinated.consultations.fix(TIMUR, key, NOW)
    await coordinated.consultations.tick(OPENS)
    assert await stage(coordinated, waiting) is Stage.FIXED
    await coordinated.calendars.move(DANA, election.id, State.CANCELLED, "Су тасқыны", OPENS)
    await coordinated.consultations.tick(OPENS + DAY)
    assert await stage(coordinated, waiting) is Stage.OPEN


async def test_typing_in_the_repeat_of_a_tie_frees_nothing_nor_does_taking_it_back_or_cancelling_it(
    coordinated: Town,
) -> None:
    key, first = await prepared(coordinated), await written_down(coordinated)
    await confirmed(coordinated, first, Code.VOTING_START)
    after = RULES[Code.VOTING_END](first) + DAY
    await coordinated.calendars.move(DANA, first.id, State.UNDECIDED, "Дауыс тең", after)

    async def refused() -> None:
        with pytest.raises(ElectionGoesOn):
            await coordinated.consultations.fix(TIMUR, key, after + 2 * DAY)

    await refused()
    tie, called_on = first.voting_on, (after + 10 * DAY).date()
    repeat = replace(
        first, kind=Repeated.REPEAT_VOTING, occasion=tie, called_on=called_on, voting_on=tie + 25 * DAY
    )
    entered = await coordinated.calendars.enter(DANA, repeat, after)
    await refused()
    await coordinated.calendars.drop(DANA, entered.id, after)
    entered = await coordinated.calendars.enter(DANA, repeat, after)
    await confirmed(coordinated, entered, Code.VOTING_START)
    await refused()
    await coordinated.calendars.move(DANA, entered.id, State.CANCELLED, "Қате", after + DAY)
    await refused()


# --- choosing ---


async def test_a_resident_chooses_and_has_a_receipt_that_stays_when_they_change_their_mind(
    coordinated: Town,
) -> None:
    key = await opened(coordinated)
    await coordinated.resident()
    first = await chose(coordinated, key, AIGUL, 1, 3)
    assert first.counts is not None
    assert (str(first.counts), first.changed) == ("1,3", False)
    changing = await coordinated.ballots.press(AIGUL, key, 3, OPENS, chosen=False)
    assert (str(changing.choice), str(changing.counts), changing.changed) == ("1", "1,3", True)
    again = await chose(coordinated, key, AIGUL, 2)
    assert (str(again.counts), again.receipt) == ("1,2", first.receipt)


async def test_an_impatient_finger_chooses_once_and_takes_back_once(coordinated: Town) -> None:
    key = await opened(coordinated)
    await coordinated.resident()
    for _ in range(3):
        sheet = await coordinated.ballots.press(AIGUL, key, 1, OPENS)
    assert str(sheet.choice) == "1"
    for _ in range(3):
        sheet = await coordinated.ballots.press(AIGUL, key, 1, OPENS, chosen=False)
    assert str(sheet.choice) == ""


async def test_what_does_not_fit_into_the_money_left_cannot_be_chosen(coordinated: Town) -> None:
    key = await opened(coordinated)
    await coordinated.resident()
    await coordinated.ballots.press(AIGUL, key, 3, OPENS)
    with pytest.raises(TooDear):
        await coordinated.ballots.press(AIGUL, key, 2, OPENS)
    assert str((await coordinated.ballots.look(AIGUL, key)).choice) == "3"


async def test_of_one_choice_the_last_pressed_holds_and_of_several_no_more_than_allowed(
    coordinated: Town,
) -> None:
    await coordinated.resident()
    one, several = await opened(coordinated, Kind.ONE), await opened(coordinated, Kind.SEVERAL)
    assert str((await chose(coordinated, one, AIGUL, 1, 2)).counts) == "2"
    with pytest.raises(TooMany):
        await chose(coordinated, several, AIGUL, 1, 2, 3)


async def test_a_hundred_points_are_shared_out_neither_more_nor_fewer(coordinated: Town) -> None:
    key = await opened(coordinated, Kind.SHARES)
    await coordinated.resident()
    for number, by in ((1, 60), (2, 30)):
        await coordinated.ballots.share(AIGUL, key, number, by, OPENS)
    with pytest.raises(Unfinished):
        await coordinated.ballots.cast(AIGUL, key, OPENS)
    with pytest.raises(NothingLeft):
        await coordinated.ballots.share(AIGUL, key, 3, 20, OPENS)
    with pytest.raises(NothingLeft):
        await coordinated.ballots.share(AIGUL, key, 3, -10, OPENS)
    await coordinated.ballots.share(AIGUL, key, 3, 10, OPENS)
    assert str((await coordinated.ballots.cast(AIGUL, key, OPENS)).counts) == "1:60,2:30,3:10"


async def test_nothing_chosen_is_no_choice_and_a_choice_begun_waits(coordinated: Town) -> None:
    key = await opened(coordinated)
    await coordinated.resident()
    with pytest.raises(Unfinished):
        await coordinated.ballots.cast(AIGUL, key, OPENS)
    await coordinated.ballots.press(AIGUL, key, 1, OPENS)
    assert str((await coordinated.ballots.look(AIGUL, key)).choice) == "1"
    await coordinated.consultations.tick(CLOSES)
    assert await counts(coordinated, key) == {}


async def test_until_the_closing_second_and_no_later(coordinated: Town) -> None:
    key = await opened(coordinated)
    await coordinated.resident()
    await coordinated.resident(BOLAT)
    await chose(coordinated, key, AIGUL, 1, now=CLOSES - SECOND)
    with pytest.raises(NotInStage):
        await chose(coordinated, key, BOLAT, 1, now=CLOSES)
    await coordinated.consultations.tick(CLOSES)
    assert await counts(coordinated, key) == {"1": 1}


async def test_neighbours_of_another_unit_do_not_choose_here(coordinated: Town) -> None:
    key = await opened(coordinated)
    await coordinated.resident(BOLAT, KARAOI)
    with pytest.raises(NoSuchConsultation):
        await coordinated.ballots.look(BOLAT, key)
    with pytest.raises(NoSuchConsultation):
        await coordinated.ballots.press(BOLAT, key, 1, OPENS)


async def test_everybody_sees_the_options_in_an_order_of_their_own_that_stays(coordinated: Town) -> None:
    key = await opened(coordinated)
    orders = set()
    for telegram_id in range(3001, 3013):
        await coordinated.resident(telegram_id)
        order = (await coordinated.ballots.look(telegram_id, key)).order
        assert order == (await coordinated.ballots.look(telegram_id, key)).order
        assert sorted(order) == [1, 2, 3]
        orders.add(tuple(order))
    assert len(orders) > 2


async def test_fifty_changes_of_mind_on_two_phones_at_once_are_one_ballot(coordinated: Town) -> None:
    key = await opened(coordinated, Kind.ONE)
    await coordinated.resident()
    await asyncio.gather(
        *(coordinated.ballots.press(AIGUL, key, 1 + turn % 3, OPENS) for turn in range(50)),
        *(coordinated.ballots.look(AIGUL, key) for _ in range(10)),
    )
    last = await coordinated.ballots.look(AIGUL, key)
    number = next(iter(last.choice.points), None)
    if number is None:
        await coordinated.ballots.press(AIGUL, key, 2, OPENS)
    await asyncio.gather(*(coordinated.ballots.cast(AIGUL, key, OPENS) for _ in range(10)))
    await coordinated.consultations.tick(CLOSES)
    assert await counts(coordinated, key) == {str(number or 2): 1}


async def test_who_has_begun_and_not_confirmed_is_asked_once_before_the_close(coordinated: Town) -> None:
    key = await opened(coordinated)
    aigul = await coordinated.resident()
    await coordinated.resident(BOLAT)
    await coordinated.ballots.press(AIGUL, key, 1, OPENS)
    await chose(coordinated, key, BOLAT, 1)
    early, evening = CLOSES - 2 * DAY, CLOSES - DAY
    await coordinated.consultations.tick(early)
    assert not [one for one in await coordinated.letters(early) if one.kind is LetterKind.CHOICE_UNFINISHED]
    for _time in range(2):
        await coordinated.consultations.tick(evening)
    [letter] = [one for one in await coordinated.letters(evening) if one.kind is LetterKind.CHOICE_UNFINISHED]
    assert letter.recipient == to_person(aigul.id)
    assert await coordinated.notices.unfinished(letter) is not None
    await coordinated.ballots.cast(AIGUL, key, evening)
    assert await coordinated.notices.unfinished(letter) is None


async def test_everybody_who_took_part_gets_the_result_and_nobody_else(coordinated: Town) -> None:
    key = await opened(coordinated)
    aigul = await coordinated.resident()
    await coordinated.resident(BOLAT)
    await chose(coordinated, key, AIGUL, 1)
    await coordinated.ballots.press(BOLAT, key, 1, OPENS)
    for _time in range(2):
        await coordinated.consultations.tick(CLOSES)
    of_results = (LetterKind.CONSULTATION_COUNTED, LetterKind.CONSULTATION_DRAWN)
    found = [(one.recipient, one.kind) for one in await coordinated.letters(CLOSES)]
    assert [one for one in found if one[1] in of_results] == [
        (to_person(aigul.id), kind) for kind in of_results
    ]


async def test_around_a_voting_no_result_is_sent_nor_shown(coordinated: Town) -> None:
    key = await opened(coordinated)
    await coordinated.resident()
    await chose(coordinated, key, AIGUL, 1)
    election = await coordinated.calendars.enter(
        DANA, replace(await blank(coordinated), voting_on=(CLOSES + 2 * DAY).date()), NOW
    )
    await confirmed(coordinated, election, Code.VOTING_START)
    await coordinated.consultations.tick(CLOSES)
    [letter] = [
        one for one in await coordinated.letters(CLOSES) if one.kind is LetterKind.CONSULTATION_COUNTED
    ]
    later = await coordinated.notices.counted(letter, CLOSES)
    assert isinstance(later, Later)
    assert later.due_at == local((CLOSES + 3 * DAY).date(), time(8))
    assert await coordinated.counting.result(AIGUL, key, CLOSES) is None
    assert await coordinated.counting.files(AIGUL, key, CLOSES) is None
    prepared = await coordinated.consultations.one(DANA, key, CLOSES)
    assert await coordinated.counting.for_meeting(prepared.consultation, CLOSES) is None
    assert await coordinated.counting.result(AIGUL, key, later.due_at) is not None


# --- counting, and who took part ---


async def test_at_the_close_choices_are_counted_receipts_listed_and_ballots_gone(
    coordinated: Town, peek: Peek
) -> None:
    key = await opened(coordinated)
    receipts = []
    for telegram_id in range(3001, 3006):
        await coordinated.resident(telegram_id)
        receipts.append((await chose(coordinated, key, telegram_id, 1, 3)).receipt)
    await coordinated.consultations.tick(CLOSES)
    await coordinated.consultations.tick(CLOSES)
    assert await counts(coordinated, key) == {"1,3": 5}
    assert await peek("SELECT code FROM receipts ORDER BY code") == [
        (one,) for one in sorted(map(str, receipts))
    ]
    assert await peek("SELECT * FROM ballots") == []
    assert len(await peek("SELECT * FROM participants")) == 5


async def test_nobody_sees_a_count_before_the_close_since_there_is_none(
    coordinated: Town, peek: Peek
) -> None:
    key = await opened(coordinated)
    await coordinated.resident()
    await chose(coordinated, key, AIGUL, 1)
    for table in ("counted", "receipts", "participants"):
        assert await peek(f"SELECT * FROM {table}") == []
    assert await counts(coordinated, key) == {}


async def test_nothing_that_is_kept_tells_who_chose_what(coordinated: Town, peek: Peek, engine: str) -> None:
    """Not a name, not a number of a row, and in SQLite's file not the order of rows; PostgreSQL appends them, and nothing
    that names a person is written beside them.
    """
    key = await opened(coordinated)
    people = {}
    for telegram_id in range(3001, 3021):
        people[telegram_id] = await coordinated.resident(telegram_id)
    for telegram_id in range(3001, 3021):
        await chose(coordinated, key, telegram_id, 1 + telegram_id % 3)
    rows = await peek("SELECT pseudonym, consultation_id, village, choice, pending FROM ballots")
    known = {
        cell
        for person in people.values()
        for cell in (person.id, person.telegram_id, KEYS.account(person.telegram_id))
    }
    assert not known & {cell for row in rows for cell in row}
    in_order_of_coming = [KEYS.ballot(people[one].id, key) for one in sorted(people)]
    in_order_of_rows = [row[0] for row in rows]
    assert sorted(in_order_of_rows) == sorted(in_order_of_coming)
    if engine == "sqlite":
        assert in_order_of_rows == sorted(in_order_of_coming) != in_order_of_coming


async def test_the_ballots_of_one_person_in_two_consultations_have_nothing_in_common(
    coordinated: Town, peek: Peek
) -> None:
    await coordinated.resident()
    keys = [await opened(coordinated), await opened(coordinated)]
    receipts = {(await chose(coordinated, key, AIGUL, 1)).receipt for key in keys}
    pseudonyms = await peek("SELECT pseudonym FROM ballots")
    assert len(receipts) == len(set(pseudonyms)) == 2


@pytest.mark.parametrize("way", ["/privacy", "/forget"])
async def test_who_is_forgotten_takes_their_open_ballot_along_and_leaves_closed_counts_true(
    coordinated: Town, peek: Peek, way: str
) -> None:
    closed = await opened(coordinated)
    await coordinated.resident()
    await chose(coordinated, closed, AIGUL, 1)
    await coordinated.consultations.tick(CLOSES)
    begun = await coordinated.consultations.begin(DANA, BAISERKE_UNIT, Kind.PROJECTS, NOW)
    later = begun.consultation.id
    await coordinated.consultations.change(
        DANA,
        later,
        lambda one: replace(drafted(one), opens_at=CLOSES + DAY, closes_at=CLOSES + 9 * DAY),
        NOW,
    )
    await coordinated.consultations.fix(TIMUR, later, NOW)
    await coordinated.consultations.tick(CLOSES + DAY)
    await chose(coordinated, later, AIGUL, 1, now=CLOSES + DAY)
    chosen = (await coordinated.privacy.kept(AIGUL, CLOSES)).chosen
    assert {one.consultation.id: str(one.choice) for one in chosen} == {later: "1", closed: "None"}

    await leaves(coordinated, AIGUL, way, CLOSES + DAY)

    assert await peek("SELECT * FROM ballots") == []
    assert await peek("SELECT * FROM participants") == []
    assert await counts(coordinated, closed) == {"1": 1}


async def test_of_a_consultation_that_is_stopped_nothing_stays(coordinated: Town, peek: Peek) -> None:
    key = await opened(coordinated)
    await coordinated.resident()
    await chose(coordinated, key, AIGUL, 1)
    await coordinated.consultations.stop(DANA, key, "Құны қате", OPENS)
    assert await peek("SELECT * FROM ballots") == []
    await coordinated.consultations.tick(CLOSES)
    assert await counts(coordinated, key) == {}


async def test_with_a_new_secret_key_everybody_finds_their_ballot_and_their_receipt(
    coordinated: Town, database_url: str
) -> None:
    key = await opened(coordinated)
    await coordinated.resident()
    before = await chose(coordinated, key, AIGUL, 1)
    database = await connect(database_url, Keys("another secret key, as long as it must be"))
    await AccountService(database).rotate([KEYS])
    renewed = Town.on(database)
    sheet = await renewed.ballots.look(AIGUL, key)
    assert (str(sheet.counts), sheet.receipt) == ("1", before.receipt)
    await chose(renewed, key, AIGUL, 2)
    await renewed.consultations.tick(CLOSES)
    assert await counts(renewed, key) == {"1,2": 1}
    await database.close()


async def test_large_villages_are_shown_apart_to_residents_of_the_unit(coordinated: Town) -> None:
    key = await opened(coordinated, Kind.ONE)
    for number in range(20):
        await coordinated.resident(7000 + number)
        await chose(coordinated, key, 7000 + number, 1)
        await coordinated.resident(8000 + number, KOKTEREK)
        await chose(coordinated, key, 8000 + number, 2)
    with pytest.raises(NotInStage):
        await coordinated.counting.by_village(7000, key, CLOSES)
    await coordinated.consultations.tick(CLOSES)
    found = await coordinated.counting.by_village(7000, key, CLOSES)
    assert found is not None
    _, parts, places = found
    assert {one.village: one.support[1] for one in parts} == {BAISERKE: 20, KOKTEREK: 0}
    assert places[KOKTEREK].kato == KOKTEREK
