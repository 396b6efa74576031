"""The office promises, is asked in time, and says what became of it; who was concerned says whether it did."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.answers import AkimIsElected, Answer, NoSuchAnswer, Pledge, PromiseUnfinished, WrongTerm
from bot.domain.audits import Deed
from bot.domain.elections import State as Election
from bot.domain.elections import local
from bot.domain.groups import NotAllowed, Staff
from bot.domain.guards import ForbiddenWords
from bot.domain.letters import Letter, LetterKind, to_person
from bot.domain.people import Language
from bot.domain.promises import NoSuchPromise, Plan, Promised, Says, Settled, State, Verdict, state
from bot.domain.roles import Role
from bot.domain.speech import Speech
from bot.domain.timelines import RULES, Code
from bot.i18n import words
from bot.services.notices import Later
from bot.views.promises import promise as page
from storage.database import SQL
from tests.conftest import Peek
from tests.services.conftest import (
    ADMIN,
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    KARAOI,
    NOW,
    Town,
    leaves,
)
from tests.services.test_answers import AKIM, PHOTO, TEXT, office, to_report
from tests.services.test_calendars import CHIEF, DANA, STRANGER, confirmed, coordinated, written_down

__all__ = ["coordinated", "office"]

DUE_ON = date(2026, 7, 1)
WHAT = Speech("Шам орнату", "Поставить фонари")
DUE = NOW.replace(month=7, day=1)
KEPT = Plan(verdict=Verdict.KEPT, words="Он шам тұр", photo="photo1")


async def made(town: Town, *accounts: int) -> Answer:
    """The answer that promises it to these, who live in Baiserke and have not read it yet."""
    for account in accounts or (AIGUL,):
        await town.resident(account)
    seen = await town.answers.to_village(AKIM, BAISERKE, NOW)
    seen = await town.answers.change(
        AKIM, seen.answer.id, lambda one: replace(one, text=TEXT, pledge=Pledge(WHAT, DUE_ON)), NOW
    )
    answer = (await town.answers.send(AKIM, seen.answer.id, seen.answer.mark, NOW)).answer
    await town.announcements.tick(NOW)
    return answer


async def read(town: Town, answer: Answer, now: datetime = NOW) -> None:
    for letter in await town.letters(now):
        if letter.kind is LetterKind.ANSWERED:
            await town.notices.answered(letter, answer, 1, 1, now)


async def answered(town: Town, *accounts: int) -> int:
    """A promise to these, who live in Baiserke and have all read it; its id."""
    await read(town, await made(town, *accounts))
    await town.sent_all(NOW)
    return await promise_id(town)


async def promise_id(town: Town) -> int:
    return (await town.promises.of_unit(AKIM, BAISERKE_UNIT, 0, NOW)).promises[0].id


async def said(town: Town, key: int, plan: Plan, now: datetime = NOW, by: Staff = AKIM) -> Promised:
    seen = await town.promises.plan(by, key, lambda _: plan, now)
    return await town.promises.say(by, key, seen.promise.mark, now)


async def waiting(town: Town, kind: LetterKind, now: datetime = NOW) -> list[Letter]:
    return [one for one in await town.letters(now) if one.kind is kind]


async def test_what_an_answer_promises_stands_in_the_ledger_of_the_unit(office: Town) -> None:
    key = await answered(office)
    ledger = await office.promises.ledger(AIGUL, 0, NOW)
    assert [one.id for one in ledger.promises] == [key]
    assert ledger.tally is not None
    assert (ledger.tally[State.DUE], sum(ledger.tally.values())) == (1, 1)
    seen = await office.promises.look(AIGUL, key, NOW)
    assert (seen.promise.first.what, seen.promise.first.due_on) == (WHAT, DUE_ON)
    assert seen.answer.text == TEXT
    await office.resident(BOLAT, KARAOI)
    assert (await office.promises.ledger(BOLAT, 0, NOW)).promises == []
    with pytest.raises(NoSuchPromise):
        await office.promises.look(BOLAT, key, NOW)


@pytest.mark.parametrize("half", [Pledge(WHAT), Pledge(due_on=DUE_ON)])
async def test_a_promise_without_its_day_or_words_does_not_go_out(office: Town, half: Pledge) -> None:
    seen = await to_report(office)
    seen = await office.answers.change(AKIM, seen.answer.id, lambda one: replace(one, pledge=half), NOW)
    with pytest.raises(PromiseUnfinished):
        await office.answers.send(AKIM, seen.answer.id, seen.answer.mark, NOW)


@pytest.mark.parametrize("day", [NOW.date(), date(2031, 1, 1)])
async def test_a_promise_is_for_a_day_to_come_within_a_term(office: Town, day: date) -> None:
    seen, wrong = await to_report(office), Pledge(WHAT, day)
    with pytest.raises(WrongTerm):
        await office.answers.change(AKIM, seen.answer.id, lambda one: replace(one, pledge=wrong), NOW)


async def test_what_was_said_to_one_report_is_not_for_all_who_read_what_was_promised(office: Town) -> None:
    seen = await to_report(office)
    seen = await office.answers.change(
        AKIM, seen.answer.id, lambda one: replace(one, file=PHOTO, pledge=Pledge(WHAT, DUE_ON)), NOW
    )
    await office.answers.send(AKIM, seen.answer.id, seen.answer.mark, NOW)
    await office.resident(BOLAT)
    [promise] = (await office.promises.ledger(BOLAT, 0, NOW)).promises
    looked = await office.promises.look(BOLAT, promise.id, NOW)
    shown = str(page(looked, NOW, words(Language.KAZAKH)))
    assert "Шам орнату" in shown
    assert TEXT.kk not in shown
    with pytest.raises(NoSuchAnswer):
        await office.answers.file(BOLAT, seen.answer.id, NOW)
    assert await office.answers.file(AIGUL, seen.answer.id, NOW) == PHOTO


async def test_sent_twice_it_is_promised_once(office: Town, peek: Peek) -> None:
    await answered(office)
    [seen] = (await office.answers.desk(AKIM, BAISERKE_UNIT, NOW)).answers
    await office.answers.send(AKIM, seen.id, seen.mark, NOW)
    assert await peek("SELECT count(*) FROM promises") == [(1,)]
    assert await peek("SELECT count(*) FROM promise_words") == [(1,)]


async def test_the_office_is_asked_a_week_and_a_day_before_and_after_each_once(
    office: Town, peek: Peek
) -> None:
    await answered(office)
    asked = []
    for days in (-20, -7, -5, -1, 0, 1, 2, 14, 15):
        moment = DUE + timedelta(days=days)
        for _ in range(2):
            await office.promises.tick(moment)
        found = await waiting(office, LetterKind.PROMISE_DUE, moment)
        asked += [days] * len(found)
        await office.sent_all(moment)
    assert asked == [-7, -1, 1]
    assert await peek("SELECT asked FROM promise_words") == [("after",)]


async def test_who_left_the_office_in_the_night_is_asked_nothing_and_who_stays_is(office: Town) -> None:
    await answered(office)
    _, token = await office.roles.invite(CHIEF, Role.OFFICE, BAISERKE_UNIT, None, "office", NOW)
    await office.roles.join(STRANGER, token, NOW)
    midnight = local(DUE_ON + DAY)
    await office.promises.tick(midnight)
    team = await office.roles.team(ADMIN, BAISERKE_UNIT, NOW)
    [akim] = [one for one in team.grants if one.role is Role.AKIM]
    await office.roles.end(CHIEF, akim.id, midnight)
    morning = midnight + timedelta(hours=8)
    asked = await waiting(office, LetterKind.PROMISE_DUE, morning)
    owed = {one.recipient: await office.promises.owed(one, morning) for one in asked}
    assert len(owed) == 2
    gone = to_person(akim.person_id)
    assert owed[gone] is None
    assert [one is None for recipient, one in owed.items() if recipient != gone] == [False]
    await said(office, asked[0].subject, KEPT, morning, by=STRANGER)
    assert [await office.promises.owed(one, morning) for one in asked] == [None, None]


async def test_a_question_that_did_not_reach_anybody_is_void_once_the_next_is_asked(
    office: Town, peek: Peek
) -> None:
    await answered(office)
    await office.people.went(AKIM.telegram_id, NOW)
    for days in (-7, -1, 1):
        await office.promises.tick(DUE + timedelta(days=days))
    back = DUE + 2 * DAY
    await office.people.came_back(AKIM.telegram_id, back)
    [letter] = await waiting(office, LetterKind.PROMISE_DUE, back)
    assert letter.expires_at == local(DUE_ON + 15 * DAY)
    assert len(await peek("SELECT id FROM letters WHERE kind = 'promise_due'")) == 3


async def test_nobody_of_the_office_is_asked_by_night(office: Town) -> None:
    await answered(office)
    midnight = DUE.replace(hour=19)  # the day after begins there
    await office.promises.tick(midnight)
    assert await waiting(office, LetterKind.PROMISE_DUE, midnight) == []
    assert len(await waiting(office, LetterKind.PROMISE_DUE, midnight + timedelta(hours=8))) == 1


async def test_what_was_promised_before_the_last_election_is_marked(coordinated: Town) -> None:
    report = await coordinated.report(await coordinated.resident())
    seen = await coordinated.answers.to_report(DANA, BAISERKE_UNIT, str(report.number), NOW)
    promising = replace(seen.answer, text=TEXT, pledge=Pledge(WHAT, DUE_ON))
    seen = await coordinated.answers.change(DANA, seen.answer.id, lambda _: promising, NOW)
    await coordinated.answers.send(DANA, seen.answer.id, seen.answer.mark, NOW)
    election = await written_down(coordinated)
    await confirmed(coordinated, election, Code.VOTING_START)
    over = RULES[Code.VOTING_END](election) + 5 * DAY
    for state_, moment in ((Election.RESULT, over - 4 * DAY), (Election.REGISTERED, over)):
        await coordinated.calendars.move(DANA, election.id, state_, None, moment)
    ledger = await coordinated.promises.ledger(AIGUL, 0, over)
    [promise] = ledger.promises
    assert promise.made_before(ledger.since)
    assert (await coordinated.promises.look(AIGUL, promise.id, over)).earlier


async def test_a_moved_day_is_heard_of_and_asked_of_anew(office: Town) -> None:
    key = await answered(office)
    person = await office.resident()
    await office.promises.tick(DUE - 6 * DAY)
    await office.sent_all(DUE - 6 * DAY)
    seen = await said(office, key, Plan(WHAT, DUE_ON + timedelta(days=30)), DUE - 5 * DAY)
    assert [one.due_on for one in seen.promise.wordings] == [DUE_ON, DUE_ON + timedelta(days=30)]
    [letter] = await waiting(office, LetterKind.PROMISE_NEWS, DUE - 4 * DAY)
    assert letter.recipient == to_person(person.id)
    told = await office.notices.promise_news(letter, DUE - 4 * DAY)
    assert isinstance(told, Promised)
    assert told.promise.moved
    await office.promises.tick(DUE + 24 * DAY)
    assert len(await waiting(office, LetterKind.PROMISE_DUE, DUE + 24 * DAY)) == 1


async def test_a_question_that_waits_by_night_is_void_when_the_day_is_moved_meanwhile(office: Town) -> None:
    key = await answered(office)
    night = (DUE - 7 * DAY).replace(hour=19, minute=30)
    await office.promises.tick(night)
    [letter] = await waiting(office, LetterKind.PROMISE_DUE, night + timedelta(hours=8))
    await said(office, key, Plan(Speech("Он шам орнату", "Поставить десять фонарей"), DUE_ON), night)
    assert await office.promises.owed(letter, night + timedelta(hours=8)) is not None
    await said(office, key, Plan(WHAT, DUE_ON + timedelta(days=30)), night)
    assert await office.promises.owed(letter, night + timedelta(hours=8)) is None


async def test_other_words_alone_are_no_news_but_stand_beside_the_first(office: Town) -> None:
    key = await answered(office)
    seen = await said(office, key, Plan(Speech("Он шам орнату", "Поставить десять фонарей"), DUE_ON))
    assert len(seen.promise.wordings) == 2
    assert seen.promise.first.what == WHAT
    assert await waiting(office, LetterKind.PROMISE_NEWS) == []


async def test_when_it_is_kept_everybody_who_read_the_answer_is_asked_and_says_it_once(office: Town) -> None:
    accounts = list(range(7001, 7007))
    key = await answered(office, *accounts)
    with pytest.raises(NoSuchPromise):
        await office.promises.judge(7001, key, NOW, kept=True)
    seen = await said(office, key, KEPT, DUE)
    assert state(seen.promise, DUE) is State.KEPT
    assert len(await waiting(office, LetterKind.PROMISE_NEWS, DUE)) == len(accounts)
    for account in accounts:
        await office.promises.judge(account, key, DUE, kept=True)
    looked = await office.promises.judge(7001, key, DUE, kept=False)
    assert (looked.says, looked.says.shown, looked.mine) == (Says(5, 1), True, False)
    await office.resident(BOLAT)  # has moved here since
    with pytest.raises(NoSuchPromise):
        await office.promises.judge(BOLAT, key, DUE, kept=True)
    assert await office.promises.photo(BOLAT, key, DUE) == "photo1"


async def test_what_happens_before_a_letter_went_is_told_in_it_and_what_happens_after_in_another(
    office: Town,
) -> None:
    key = await answered(office)
    await said(office, key, Plan(WHAT, DUE_ON + timedelta(days=1)))
    await said(office, key, Plan(WHAT, DUE_ON))
    assert len(await waiting(office, LetterKind.PROMISE_NEWS, NOW + DAY)) == 1
    await office.sent_all(NOW + DAY)
    assert await waiting(office, LetterKind.PROMISE_NEWS, NOW + 2 * DAY) == []
    broken = Plan(verdict=Verdict.BROKEN, words="Ақша болмады")
    await said(office, key, broken, DUE + DAY)
    await said(office, key, KEPT, DUE + 2 * DAY)
    assert len(await waiting(office, LetterKind.PROMISE_NEWS, DUE + 3 * DAY)) == 1
    seen = await office.promises.look(AIGUL, key, DUE + 3 * DAY)
    assert state(seen.promise, DUE + 3 * DAY) is State.KEPT_LATE
    assert [one.verdict for one in seen.promise.rulings] == [Verdict.BROKEN, Verdict.KEPT]


async def test_who_gets_the_answer_only_after_the_day_was_moved_and_it_was_withdrawn_hears_so_next_and_once(
    office: Town,
) -> None:
    answer = await made(office)
    key = await promise_id(office)
    [letter] = await waiting(office, LetterKind.ANSWERED)
    await said(office, key, Plan(WHAT, DUE_ON + timedelta(days=62)))
    await said(office, key, Plan(verdict=Verdict.WITHDRAWN, words="Ақша болмады"))
    assert await waiting(office, LetterKind.PROMISE_NEWS) == []
    evening = local(NOW.date(), time(20, 59))
    for moment in (evening, evening + timedelta(minutes=2)):  # recorded twice
        await office.notices.answered(letter, answer, 1, 1, moment)
    [news] = await waiting(office, LetterKind.PROMISE_NEWS, evening)
    assert (news.recipient, news.version) == (letter.recipient, 1)
    told = await office.notices.promise_news(news, evening)
    assert isinstance(told, Promised)
    assert (told.promise.holds.due_on, state(told.promise, evening)) == (date(2026, 9, 1), State.WITHDRAWN)
    await office.sent_all(evening)
    await office.notices.answered(letter, answer, 1, 1, evening + DAY)
    assert await waiting(office, LetterKind.PROMISE_NEWS, evening + 2 * DAY) == []


async def test_who_had_blocked_the_bot_hears_once_back_what_holds_then(office: Town) -> None:
    key = await answered(office)
    await office.people.went(AIGUL, NOW)
    await said(office, key, Plan(WHAT, DUE_ON + timedelta(days=62)))
    await office.people.went(AIGUL, NOW + DAY)
    assert await waiting(office, LetterKind.PROMISE_NEWS, NOW + DAY) == []
    await said(office, key, Plan(verdict=Verdict.WITHDRAWN, words="Ақша болмады"), NOW + DAY)
    assert await waiting(office, LetterKind.PROMISE_NEWS, NOW + 2 * DAY) == []
    back = NOW + 9 * DAY
    for _ in range(2):
        await office.people.came_back(AIGUL, back)
    [news] = await waiting(office, LetterKind.PROMISE_NEWS, back)
    told = await office.notices.promise_news(news, back)
    assert isinstance(told, Promised)
    assert (told.promise.holds.due_on, state(told.promise, back)) == (date(2026, 9, 1), State.WITHDRAWN)
    await office.sent_all(back)
    await office.people.came_back(AIGUL, back + DAY)
    assert await waiting(office, LetterKind.PROMISE_NEWS, back + 2 * DAY) == []


async def test_who_gets_the_answer_by_night_hears_of_what_became_of_the_promise_by_day(office: Town) -> None:
    answer = await made(office)
    await said(office, await promise_id(office), KEPT)
    night = local(NOW.date(), time(22))
    await read(office, answer, night)
    assert await waiting(office, LetterKind.PROMISE_NEWS, night) == []
    assert len(await waiting(office, LetterKind.PROMISE_NEWS, night + timedelta(hours=10))) == 1


@pytest.mark.parametrize("days", [[], [0], [62, 0]])
async def test_who_gets_the_answer_while_the_promise_holds_as_it_was_made_hears_nothing_more(
    office: Town, days: list[int]
) -> None:
    answer = await made(office)
    for turn, moved in enumerate(days):
        what = Speech(f"Он шам орнату {turn}", f"Поставить десять фонарей {turn}")
        await said(office, await promise_id(office), Plan(what, DUE_ON + timedelta(days=moved)))
    await read(office, answer)
    assert await waiting(office, LetterKind.PROMISE_NEWS, NOW + DAY) == []


async def test_said_twice_or_written_otherwise_meanwhile_it_is_said_once_as_it_was_read(office: Town) -> None:
    key = await answered(office)
    seen = await office.promises.plan(AKIM, key, lambda _: KEPT, DUE)
    await office.promises.plan(AKIM, key, lambda _: replace(KEPT, words="Басқа"), DUE)
    after = await office.promises.say(AKIM, key, seen.promise.mark, DUE)
    assert after.promise.last is None
    for _ in range(2):
        after = await office.promises.say(AKIM, key, after.promise.mark, DUE)
    assert [one.words for one in after.promise.rulings] == ["Басқа"]
    with pytest.raises(Settled):
        await office.promises.plan(AKIM, key, lambda _: KEPT, DUE)


async def test_who_wants_no_more_news_of_the_village_is_told_no_more_and_can_look(office: Town) -> None:
    key = await answered(office)
    await said(office, key, KEPT, DUE)
    [letter] = await waiting(office, LetterKind.PROMISE_NEWS, DUE)
    await office.announcements.want(AIGUL, wanted=False)
    assert await office.notices.promise_news(letter, DUE) is None
    assert (await office.promises.look(AIGUL, key, DUE)).asked


async def test_who_does_not_serve_the_unit_says_nothing_of_its_promises(office: Town) -> None:
    key = await answered(office)
    for refused in (
        office.promises.of_unit(STRANGER, BAISERKE_UNIT, 0, NOW),
        office.promises.one(STRANGER, key, NOW),
        office.promises.plan(STRANGER, key, lambda _: KEPT, NOW),
        office.promises.say(STRANGER, key, "0a1b2c3d", NOW),
    ):
        with pytest.raises(NotAllowed):
            await refused
    with pytest.raises(ForbiddenWords):
        await said(office, key, replace(KEPT, words="Кандидат Асановқа дауыс беріңіз"))
    with pytest.raises(NoSuchPromise):
        await office.promises.photo(AIGUL, key, NOW)


async def test_what_was_said_stands_in_the_log(office: Town) -> None:
    key = await answered(office)
    await said(office, key, Plan(WHAT, DUE_ON + timedelta(days=1)))
    await said(office, key, KEPT)
    deeds = [one.deed for one in await office.audits.latest(2)]
    assert deeds == [Deed.PROMISE_RULED, Deed.PROMISE_CORRECTED]


async def test_while_an_akim_is_elected_the_ledger_only_says_what_was_promised_by_when(
    coordinated: Town,
) -> None:
    town, campaign = coordinated, NOW + timedelta(days=150)
    await town.resident()
    later = date(2026, 10, 20)
    seen = await town.answers.to_village(DANA, BAISERKE, NOW)
    seen = await town.answers.change(
        DANA, seen.answer.id, lambda one: replace(one, text=TEXT, pledge=Pledge(WHAT, later)), NOW
    )
    await town.answers.send(DANA, seen.answer.id, seen.answer.mark, NOW)
    await town.announcements.tick(NOW)
    [letter] = [one for one in await town.letters(NOW) if one.kind is LetterKind.ANSWERED]
    await town.notices.answered(letter, seen.answer, 1, 1, NOW)
    key = (await town.promises.of_unit(DANA, BAISERKE_UNIT, 0, NOW)).promises[0].id
    planned = await town.promises.plan(DANA, key, lambda _: KEPT, campaign - 10 * DAY)
    await town.promises.say(DANA, key, planned.promise.mark, campaign - 10 * DAY)
    await confirmed(town, await written_down(town), Code.VOTING_START)
    assert (await town.promises.ledger(AIGUL, 0, campaign)).tally is None
    looked = await town.promises.look(AIGUL, key, campaign)
    assert (looked.frozen, looked.asked, looked.promise.first.what) == (True, False, WHAT)
    for refused in (
        town.promises.judge(AIGUL, key, campaign, kept=True),
        town.promises.photo(AIGUL, key, campaign),
    ):
        with pytest.raises(AkimIsElected):
            await refused
    [news] = [one for one in await town.letters(campaign) if one.kind is LetterKind.PROMISE_NEWS]
    assert isinstance(await town.notices.promise_news(news, campaign), Later)
    by_night = await town.notices.promise_news(news, local(campaign.date(), time(23, 30)))
    assert by_night == Later(local(campaign.date() + 2 * DAY, time(8)))
    over = campaign + timedelta(days=62)
    assert isinstance(await town.notices.promise_news(news, over), Promised)
    morning_after = Later(local(over.date() + DAY, time(8)))
    assert await town.notices.promise_news(news, local(over.date(), time(23, 30))) == morning_after
    assert (await town.promises.judge(AIGUL, key, over, kept=True)).mine is True


async def test_in_a_campaign_nothing_is_promised_nor_reworded(coordinated: Town) -> None:
    town, campaign = coordinated, NOW + timedelta(days=150)
    report = await town.report(await town.resident())
    seen = await town.answers.to_report(DANA, BAISERKE_UNIT, str(report.number), NOW)
    promising = replace(seen.answer, text=TEXT, pledge=Pledge(WHAT, date(2026, 12, 1)))
    seen = await town.answers.change(DANA, seen.answer.id, lambda _: promising, NOW)
    await confirmed(town, await written_down(town), Code.VOTING_START)
    for refused in (
        town.answers.send(DANA, seen.answer.id, seen.answer.mark, campaign),
        town.answers.change(
            DANA, seen.answer.id, lambda one: replace(one, pledge=Pledge(WHAT, date(2026, 12, 2))), campaign
        ),
    ):
        with pytest.raises(AkimIsElected):
            await refused
    await town.answers.send(DANA, seen.answer.id, seen.answer.mark, NOW)
    key = (await town.promises.of_unit(DANA, BAISERKE_UNIT, 0, NOW)).promises[0].id
    with pytest.raises(AkimIsElected):
        await town.promises.plan(DANA, key, lambda _: Plan(WHAT, date(2026, 12, 2)), campaign)


@pytest.mark.parametrize("way", ["/privacy", "/forget"])
async def test_what_somebody_said_goes_with_them_and_the_promise_stays(
    office: Town, peek: Peek, way: str
) -> None:
    key = await answered(office)
    await said(office, key, KEPT, DUE)
    await office.promises.judge(AIGUL, key, DUE, kept=True)
    kept = await office.privacy.kept(AIGUL, DUE)
    assert [(one.what, one.kept) for one in kept.promised] == [(WHAT, True)]
    await leaves(office, AIGUL, way, DUE)
    assert await peek("SELECT * FROM promise_says") == await peek("SELECT * FROM promise_readers") == []
    assert len((await office.promises.of_unit(AKIM, BAISERKE_UNIT, 0, DUE)).promises) == 1


async def test_not_even_who_made_it_takes_a_promise_along(office: Town) -> None:
    key = await answered(office)
    await office.privacy.forget(AKIM.telegram_id, office.privacy.new_code(), NOW)
    assert (await office.promises.look(AIGUL, key, NOW)).promise.first.what == WHAT


def test_no_query_deletes_a_promise_nor_a_wording_nor_what_the_office_said() -> None:
    written = "\n".join(file.read_text("utf-8") for file in SQL.glob("*.sql"))
    assert re.findall(r"DELETE\s+FROM\s+(promises|promise_words|rulings)\b", written) == []
    assert re.findall(r"UPDATE\s+rulings\b", written) == []
    assert re.findall(r"UPDATE\s+promise_words\s+SET\s+(\w+)", written) == ["asked"]
    migrations = (SQL.parent / "migrations" / "0023_promises.sql").read_text("utf-8")
    assert not re.search(r"promises \(id\) ON DELETE CASCADE", migrations)


async def test_where_nobody_serves_administrators_are_asked(office: Town) -> None:
    await answered(office)
    await office.privacy.forget(AKIM.telegram_id, office.privacy.new_code(), NOW)
    await office.promises.tick(DUE + DAY)
    asked = await waiting(office, LetterKind.PROMISE_DUE, DUE + DAY)
    assert [await office.promises.owed(one, DUE + DAY) is None for one in asked] == [False, False]
