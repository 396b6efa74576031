"""A person sees all that is kept about them, and has it erased: afterwards no row of any table knows them."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.digests import Every, Subscription
from bot.domain.events import EventKind, FileKind, FileRef, Source
from bot.domain.groups import Staff
from bot.domain.histories import Decision
from bot.domain.letters import Letter, LetterKind, to_group, to_person
from bot.domain.people import CONSENT_VERSION, Language, Person
from bot.domain.places import Place
from bot.domain.posts import Post, PostKind, Task
from bot.domain.privacy import CODE_PATTERN, AskedBefore, Kept
from bot.domain.reports import Action, Reason, Report, State, Withdrawn
from bot.domain.roles import Role
from bot.domain.updates import StoredUpdate
from bot.services.accounts import AccountService
from bot.services.drafts import Incoming
from bot.views.callbacks.settings import ForgetButton
from storage import people
from storage.database import Transaction, connect
from storage.keys import Keys
from tests.conftest import KEYS, SECRET, Peek
from tests.services.conftest import (
    ADMIN,
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    GROUP,
    MARINA,
    NOW,
    YERLAN,
    Town,
    picture,
    words,
)
from tests.services.test_digests import AKIM, akim

CODE, OTHER_CODE = "7K3F-94AY", "ACEF-3467"
OFFICE = to_group(BAISERKE_UNIT)
Everything = Callable[[], Awaitable[str]]


@pytest.fixture
def everything(peek: Peek, engine: str) -> Everything:
    """Every column of every row of every table, as one text."""

    async def read() -> str:
        tables = await peek(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            if engine == "sqlite"
            else "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"
        )
        return "\n".join([f"{name}: {await peek(f'SELECT * FROM {name}')}" for (name,) in tables])

    return read


async def planted(town: Town) -> tuple[Person, Report, Report]:
    """Aigul with something of hers in every table: an open report, one that is answered, and one not sent yet."""
    await town.bound()
    person = await town.resident()
    draft = await town.ready(person, "OPENTEXT")
    await town.drafts.attach(person, Incoming(replace(picture(1), file_id="OPENFILE"), "OPENCAPTION"), NOW)
    await town.drafts.locate(person, Place(words="OPENPLACE"), NOW)
    unanswered = await town.drafts.submit(person, draft.id, NOW)
    said = replace(
        words("RELAYEDWORDS", AIGUL), file=FileRef(FileKind.PHOTO, "RELAYEDFILE"), source=Source(AIGUL, 500)
    )
    await town.reports.say(person, unanswered.id, said, NOW)
    await town.do(unanswered, Action.ASK, YERLAN)
    draft = await town.ready(person, "ANSWEREDTEXT")
    await town.drafts.attach(
        person, Incoming(replace(picture(2, "ALBUMMARK"), file_id="ANSWEREDFILE"), None), NOW
    )
    answered = await town.drafts.submit(person, draft.id, NOW)
    await town.reports.say(person, answered.id, words("ANSWEREDWORDS", AIGUL, 501), NOW)
    await town.do(answered, Action.RESOLVE, YERLAN)
    await town.ready(person, "DRAFTTEXT")
    await town.drafts.attach(
        person, Incoming(replace(picture(3, "DRAFTALBUM"), file_id="DRAFTFILE"), None), NOW
    )
    await town.drafts.locate(person, Place(41.2345, 71.9876), NOW)
    await town.people.enter(AIGUL, AIGUL, "village", NOW)
    await town.people.enter(GROUP, AIGUL, "bind", NOW)
    for message_id, kind in ((700, PostKind.RECEIPT), (701, PostKind.NEWS)):
        await town.outbox.posted(Post(AIGUL, message_id, answered.id, kind), NOW)
    await town.people.went(AIGUL, NOW)
    body = {"update_id": 7, "message": {"from": {"id": AIGUL}, "chat": {"id": AIGUL}, "text": "ASIDETEXT"}}
    await town.inbox.set_aside(StoredUpdate(7, json.dumps(body)), "KeyError", NOW)
    return person, unanswered, answered


HERS = ("OPENTEXT", "OPENCAPTION", "OPENFILE", "OPENPLACE", "RELAYEDWORDS", "RELAYEDFILE", "ALBUMMARK", "DRAFTTEXT",
        "DRAFTFILE", "DRAFTALBUM", "41.2345", "71.9876")  # fmt: skip
STAYS = ("ANSWEREDTEXT", "ANSWEREDFILE", "ANSWEREDWORDS")


async def forget(town: Town, telegram_id: int = AIGUL, code: str = CODE) -> Any:
    return await town.privacy.forget(telegram_id, code, NOW)


async def test_afterwards_no_row_of_any_table_knows_the_person(town: Town, everything: Everything) -> None:
    person, *_ = await planted(town)
    before = await everything()
    account = str(KEYS.account(AIGUL))
    for mark in (*HERS, *STAYS, account, to_person(person.id)):
        assert mark in before, mark

    await forget(town)

    after = await everything()
    for mark in (*HERS, account, to_person(person.id)):
        assert mark not in after, mark
    for mark in STAYS:
        assert mark in after, mark


async def test_the_open_report_is_withdrawn_and_the_answered_one_stays_without_its_author(town: Town) -> None:
    _, unanswered, answered = await planted(town)
    await forget(town)

    withdrawn = await town.triage.story(YERLAN, unanswered.id, NOW)
    assert (withdrawn.report.state, withdrawn.report.text) == (State.WITHDRAWN, "")
    assert not withdrawn.report.place.known
    assert withdrawn.attachments == []
    assert [event.kind for event in withdrawn.events] == [
        EventKind.SENT, EventKind.RESIDENT_WORDS, EventKind.ASK, EventKind.WITHDRAW,
    ]  # fmt: skip
    assert {(event.text, event.file) for event in withdrawn.events} == {(None, None)}
    kept = await town.triage.story(YERLAN, answered.id, NOW)
    assert (kept.report.state, kept.report.text) == (State.RESOLVED, "ANSWEREDTEXT")
    assert len(kept.attachments) == 1


async def test_what_is_left_of_the_person_is_nobody_with_a_consent(town: Town, peek: Peek) -> None:
    person, *_ = await planted(town)
    await forget(town)

    (row,) = await peek(
        f"SELECT account, sealed, village, name, unreachable_since FROM people WHERE id = '{person.id}'"
    )
    assert row[0] < 0
    assert row[1:] == (None, None, None, None)
    assert await peek("SELECT version, language, agreed FROM consents") == [(CONSENT_VERSION, "kk", 1)]
    assert await town.people.visit(AIGUL, AIGUL) == (None, None)

    async def look(tx: Transaction) -> Person | None:
        return await people.by_id(tx, person.id)

    assert await town.database.read(look) is None


async def test_the_receipt_tells_what_went_and_of_nobody(town: Town, peek: Peek) -> None:
    await planted(town)
    receipt = await forget(town)

    assert (receipt.code, f"{receipt.day}", receipt.drafts, receipt.withdrawn, receipt.unsigned) == (
        CODE, "2026-05-04", 1, 1, 1,
    )  # fmt: skip
    assert await peek("SELECT * FROM forgettings") == [(CODE, "2026-05-04", 1, 1, 1, 0)]
    await town.privacy.sweep()
    assert await peek("SELECT swept FROM forgettings") == [(1,)]


async def test_who_presses_twice_gets_the_same_receipt(town: Town, everything: Everything) -> None:
    await planted(town)
    first = await forget(town)
    before = await everything()

    assert await forget(town) == first
    assert await everything() == before


async def test_who_presses_on_many_devices_at_once_gets_one_receipt(town: Town, peek: Peek) -> None:
    await planted(town)
    receipts = await asyncio.gather(*(forget(town) for _ in range(6)))

    assert len({str(receipt) for receipt in receipts}) == 1
    assert len(await peek("SELECT * FROM forgettings")) == 1


async def test_an_old_question_erases_nothing_of_who_has_come_back(town: Town) -> None:
    await planted(town)
    await forget(town)
    person = await town.resident()
    with pytest.raises(AskedBefore):
        await forget(town)

    assert (await town.people.visit(AIGUL, AIGUL))[0] == person
    assert (await forget(town, code=OTHER_CODE)).withdrawn == 0


async def test_of_a_stranger_nothing_is_kept_and_nothing_can_go(town: Town, everything: Everything) -> None:
    before = await everything()

    assert await forget(town) is None
    assert (await town.privacy.kept(AIGUL, NOW)).nothing
    assert await everything() == before


async def test_who_comes_back_is_somebody_new(town: Town) -> None:
    person, unanswered, answered = await planted(town)
    await forget(town)
    again = await town.resident()

    assert again.id != person.id
    assert (await town.reports.mine(again.id, 0)).reports == []
    for report in (unanswered, answered):
        assert await town.told(to_person(again.id)) == []
        assert (await town.triage.story(YERLAN, report.id, NOW)).report.person_id == person.id


async def test_neighbours_keep_all_they_have(town: Town) -> None:
    await planted(town)
    neighbour = await town.resident(BOLAT)
    await town.report(neighbour)
    await town.ready(neighbour, "Тағы бірі")
    before = await town.privacy.kept(BOLAT, NOW)
    await forget(town)

    assert await town.privacy.kept(BOLAT, NOW) == before


async def test_the_office_cannot_work_on_what_was_withdrawn_and_is_told_why(town: Town) -> None:
    _, unanswered, _ = await planted(town)
    neighbour = await town.resident(BOLAT)
    other = await town.report(neighbour)
    await forget(town)
    for action in (Action.TAKE, Action.ASK, Action.START, Action.RESOLVE, Action.RETURN):
        with pytest.raises(Withdrawn):
            await town.do(unanswered, action)
        with pytest.raises(Withdrawn):
            await town.triage.may(YERLAN, unanswered.id, action, NOW)
    with pytest.raises(Withdrawn):
        await town.triage.decide(YERLAN, unanswered.id, Decision(Action.REJECT, Reason.PRIVATE), NOW)
    with pytest.raises(Withdrawn):
        await town.triage.say(YERLAN, unanswered.id, words("Кім едіңіз?"), NOW)
    with pytest.raises(Withdrawn):
        await town.triage.decide(YERLAN, other.id, Decision(Action.DUPLICATE, first=unanswered.id), NOW)
    assert unanswered.id not in [report.id for report in await town.triage.alike(YERLAN, other.id, NOW)]
    assert unanswered.id not in [report.id for report in (await town.triage.queue(GROUP)).reports]


async def test_the_office_can_work_on_with_what_it_had_answered_and_nobody_is_told(town: Town) -> None:
    person, _, answered = await planted(town)
    remark = words("Шешілді, тексеріңіз", message_id=900)
    await town.triage.say(YERLAN, answered.id, remark, NOW)
    await forget(town)
    await town.do(answered, Action.RETURN)
    await town.triage.say(YERLAN, answered.id, words("Тағы"), NOW)
    await town.triage.reword(YERLAN, 900, "Тексеріңіз", NOW)

    assert await town.told(to_person(person.id), NOW + DAY) == []


async def test_a_neighbours_report_that_repeated_a_withdrawn_one_is_taken_up_again(town: Town) -> None:
    """They were told that it is dealt with there."""
    _, unanswered, answered = await planted(town)
    neighbour = await town.resident(BOLAT)
    repeats, other, once = [await town.report(neighbour) for _ in range(3)]
    for report, first in ((repeats, unanswered), (other, answered), (once, unanswered)):
        await town.triage.decide(MARINA, report.id, Decision(Action.DUPLICATE, first=first.id), NOW)
    await town.do(once, Action.RETURN)
    await town.triage.decide(YERLAN, once.id, Decision(Action.DUPLICATE, first=answered.id), NOW)
    await town.sent_all()
    await forget(town)

    story = await town.triage.story(YERLAN, repeats.id, NOW)
    assert (story.report.state, story.report.holder) == (State.IN_REVIEW, "Марина")
    assert story.events[-1].kind is EventKind.RETURN
    assert (LetterKind.CARD_ANEW, repeats.id) in [
        (one.kind, one.subject) for one in await town.letters(NOW + DAY)
    ]
    assert await town.told(to_person(neighbour.id), NOW + DAY) == [LetterKind.NEWS]
    for report in (other, once):
        assert (await town.triage.story(YERLAN, report.id, NOW)).report.state is State.DUPLICATE


# what is on its way


async def leased(town: Town, kind: LetterKind) -> Letter:
    while letters := await town.outbox.lease(NOW + DAY, [], 100):
        for letter in letters:
            if letter.kind is kind:
                return letter
    raise AssertionError(kind)


async def test_the_group_is_told_to_give_back_and_gets_nothing_more(town: Town) -> None:
    _, unanswered, answered = await planted(town)
    await forget(town)

    about = {(letter.kind, letter.subject) for letter in await town.letters(NOW + DAY)}
    assert (LetterKind.TAKEN_BACK, unanswered.id) in about
    assert (LetterKind.CARD, answered.id) in about
    assert {kind for kind, subject in about if subject == unanswered.id} == {LetterKind.TAKEN_BACK}
    story = await town.triage.story(YERLAN, unanswered.id, NOW)
    assert not about & {
        (kind, event.id) for event in story.events for kind in (LetterKind.WORDS, LetterKind.NEWS)
    }


async def test_words_on_their_way_into_the_group_are_taken_back_when_they_have_arrived(town: Town) -> None:
    await town.bound()
    person = await town.resident()
    report = await town.report(person)
    await town.sent_all()
    await town.reports.say(person, report.id, words("Тағы", AIGUL), NOW)
    letter = await leased(town, LetterKind.WORDS)
    await forget(town)
    first = await leased(town, LetterKind.TAKEN_BACK)
    await town.outbox.taken_back(first, [], NOW)
    post = Post(GROUP, 60, report.id, PostKind.WORDS, letter.subject)
    await town.outbox.sent(letter, [post], NOW)

    assert await town.told(OFFICE, NOW + DAY) == [LetterKind.TAKEN_BACK]
    assert await town.contents.in_groups(report.id) == [post]


async def test_news_on_their_way_to_nobody_leave_no_trace(town: Town, everything: Everything) -> None:
    person, _, answered = await planted(town)
    await town.people.came_back(AIGUL, NOW)
    letter = await leased(town, LetterKind.NEWS)
    await forget(town)

    assert await town.outbox.address(letter) is None
    await town.outbox.sent(letter, [Post(AIGUL, 88, answered.id, PostKind.NEWS)], NOW)
    await town.outbox.unreachable(letter, AIGUL, "blocked", NOW)
    await town.outbox.nobody_there(letter, NOW)
    after = await everything()
    assert str(KEYS.account(AIGUL)) not in after
    assert to_person(person.id) not in after


async def test_what_the_group_was_shown_is_known_until_it_is_gone(town: Town) -> None:
    _, unanswered, _ = await planted(town)
    card, photo = (
        Post(GROUP, 61, unanswered.id, PostKind.CARD),
        Post(GROUP, 62, unanswered.id, PostKind.ATTACHMENT),
    )
    prompt = Post.prompt(GROUP, 63, unanswered.id, Task(Action.RESOLVE))
    for post in (card, photo, prompt):
        await town.outbox.posted(post, NOW)
    await forget(town)
    letter = await leased(town, LetterKind.TAKEN_BACK)
    await town.outbox.taken_back(letter, [photo, prompt], NOW)

    assert await town.contents.in_groups(unanswered.id) == [card]


# those of the office


async def appointed(town: Town, staff: Staff) -> None:
    """A moderator of Baiserke."""
    chief = Staff(ADMIN, ADMIN, "Сәуле")
    _, token = await town.roles.invite(chief, Role.MODERATOR, BAISERKE_UNIT, None, staff.name, NOW)
    await town.roles.join(staff, token, NOW)


async def test_a_moderator_who_is_forgotten_is_named_nowhere(town: Town, everything: Everything) -> None:
    await town.bound()
    await appointed(town, replace(MARINA, name="MARINANAME"))
    report = await town.report(await town.resident())
    await town.sent_all()
    await town.do(report, Action.TAKE, replace(MARINA, name="MARINANAME"))
    await town.sent_all()
    receipt = await forget(town, MARINA.telegram_id)

    assert receipt is not None
    assert not (await town.roles.holder(MARINA.telegram_id, NOW)).serves
    after = await everything()
    assert "MARINANAME" not in after
    assert str(KEYS.account(MARINA.telegram_id)) not in after
    story = await town.triage.story(YERLAN, report.id, NOW)
    assert (story.report.state, story.report.holder) == (State.IN_REVIEW, None)
    assert await town.told(OFFICE) == [LetterKind.CARD]
    assert (await town.do(report, Action.RESOLVE)).state is State.RESOLVED


async def test_updates_of_others_that_were_set_aside_stay(town: Town, peek: Peek) -> None:
    await planted(town)
    others = {"update_id": 8, "message": {"from": {"id": BOLAT}, "chat": {"id": BOLAT}, "text": "Сәлем"}}
    pressed = {
        "update_id": 9,
        "callback_query": {"from": {"id": AIGUL}, "data": "x", "message": {"chat": {"id": AIGUL}}},
    }
    for update in (others, pressed):
        await town.inbox.set_aside(StoredUpdate(update["update_id"], json.dumps(update)), "KeyError", NOW)  # type: ignore[call-overload]
    await forget(town)

    assert await peek("SELECT update_id FROM quarantine") == [(8,)]


async def test_a_stranger_gets_rid_of_what_could_not_be_handled(town: Town, peek: Peek) -> None:
    body = {"update_id": 7, "message": {"from": {"id": AIGUL}, "chat": {"id": AIGUL}, "text": "Сәлем"}}
    await town.inbox.set_aside(StoredUpdate(7, json.dumps(body)), "KeyError", NOW)
    kept = await town.privacy.kept(AIGUL, NOW)

    assert [one.body["message"]["text"] for one in kept.aside] == ["Сәлем"]
    assert await forget(town) is None
    assert await peek("SELECT * FROM quarantine") == []
    assert (await town.privacy.kept(AIGUL, NOW)).nothing


# what is seen


async def test_everything_kept_is_told(town: Town) -> None:
    person, unanswered, answered = await planted(town)
    kept = await town.privacy.kept(AIGUL, NOW)

    assert (kept.person, kept.unreachable_since, kept.name) == (person, NOW, None)
    assert kept.home is not None
    assert kept.home.territory.kato == BAISERKE
    assert [consent.agreed for consent in kept.consents] == [True]
    assert kept.draft is not None
    assert (kept.draft.text, kept.draft.place.latitude) == ("DRAFTTEXT", 41.2345)
    assert [story.report.id for story in kept.stories] == [answered.id, unanswered.id]
    assert {letter.kind for letter in kept.waiting} == {LetterKind.NEWS, LetterKind.FORM}
    assert sorted(kept.conversations) == ["bind", "village"]
    assert (kept.unanswered, kept.answered) == (1, 1)


async def test_when_somebodys_digest_comes_is_told_and_goes_with_them(town: Town, peek: Peek) -> None:
    await akim(town)
    await town.digests.subscribe(AKIM, BAISERKE_UNIT, Subscription(Every.DAY, 7), NOW)

    [(wanted, spot)] = (await town.privacy.kept(AKIM.telegram_id, NOW)).digests
    assert (wanted, spot.territory.kato) == (Subscription(Every.DAY, 7), BAISERKE_UNIT)

    await forget(town, AKIM.telegram_id)
    assert await peek("SELECT * FROM subscriptions") == []


async def test_who_took_their_consent_back_sees_what_is_still_kept(town: Town) -> None:
    _, unanswered, answered = await planted(town)
    await town.people.decide(AIGUL, Language.KAZAKH, NOW + DAY, agreed=False)
    kept = await town.privacy.kept(AIGUL, NOW)

    assert [consent.agreed for consent in kept.consents] == [True, False]
    assert (kept.draft, kept.home, kept.waiting) == (None, None, [])
    assert [story.report.id for story in kept.stories] == [answered.id, unanswered.id]
    assert (await forget(town)).withdrawn == 1
    assert await town.privacy.kept(AIGUL, NOW) == Kept(conversations=[], aside=[])


async def test_a_moderator_sees_the_name_that_is_kept(town: Town) -> None:
    await town.bound()
    await appointed(town, MARINA)

    assert (await town.privacy.kept(MARINA.telegram_id, NOW)).name == "Марина"


async def test_corrections_do_not_reach_who_took_their_consent_back(town: Town) -> None:
    await town.bound()
    person = await town.resident()
    report = await town.report(person)
    await town.triage.say(YERLAN, report.id, words("Шықтық", message_id=950), NOW)
    await town.sent_all()
    await town.people.decide(AIGUL, Language.KAZAKH, NOW, agreed=False)
    await town.triage.reword(YERLAN, 950, "Келдік", NOW)

    assert await town.told(to_person(person.id), NOW + DAY) == []


async def test_the_form_on_its_way_is_not_kept_for_who_took_their_consent_back(town: Town) -> None:
    person = await town.resident()
    await town.drafts.attach(person, Incoming(picture(4, "album"), None), NOW)
    letter = await leased(town, LetterKind.FORM)
    draft = await town.contents.draft(letter.recipient)
    assert draft is not None
    await town.people.decide(AIGUL, Language.KAZAKH, NOW, agreed=False)

    assert await town.contents.draft(letter.recipient) is None
    assert await town.outbox.form_sent(letter, draft, 70, NOW) == 70


def test_a_code_can_be_said_over_the_phone_and_carried_by_a_button(town: Town) -> None:
    codes = {town.privacy.new_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(re.fullmatch(CODE_PATTERN, code) for code in codes)
    assert not set("".join(codes)) & set("01258BDGIJLNOQSUVWZ")
    assert all(ForgetButton(code=code, language=Language.KAZAKH).pack() for code in codes)


async def test_a_new_secret_key_leaves_nobody_as_nobody(
    town: Town, database_url: str, everything: Everything
) -> None:
    await planted(town)
    await forget(town)
    neighbour = await town.resident(BOLAT)
    new = "another-key-of-the-tests-which-seals-nobody-at-all"
    database = await connect(database_url, Keys(new))
    await AccountService(database).rotate([Keys(SECRET)])
    rotated = Town.on(database)

    assert await rotated.people.visit(AIGUL, AIGUL) == (None, None)
    assert (await rotated.people.visit(BOLAT, BOLAT))[0] == neighbour
    await database.close()
