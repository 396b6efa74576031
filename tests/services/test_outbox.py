"""The outbox as the sender sees it: every letter finds its way or waits for it."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.events import EventKind, Source
from bot.domain.histories import Decision
from bot.domain.letters import Letter, LetterKind, NewLetter, Priority, retry_after, to_group, to_person
from bot.domain.people import Language
from bot.domain.posts import Post, PostKind
from bot.domain.reports import Action, Report
from bot.services import outbox
from bot.services.drafts import ALBUM_PAUSE, Incoming
from bot.services.outbox import LEASE, REMEMBERED, Address
from storage import letters
from tests.conftest import Peek
from tests.services.conftest import (
    ADMIN,
    AIGUL,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    GROUP,
    ILE,
    ILE_GROUP,
    NOW,
    OTHER_ADMIN,
    SECOND,
    YERLAN,
    Town,
    picture,
    words,
)

OFFICE = to_group(BAISERKE_UNIT)


@pytest.fixture
async def report(town: Town) -> Report:
    await town.bound()
    return await town.report(await town.resident())


async def in_hand(town: Town, kind: LetterKind = LetterKind.CARD) -> Letter:
    """The letter of this kind, leased."""
    for letter in await town.outbox.lease(NOW + DAY, [], 100):
        if letter.kind is kind:
            return letter
    raise AssertionError(kind)


# where to


async def test_a_letter_goes_to_its_person_in_their_language_of_that_moment(
    town: Town, report: Report
) -> None:
    await town.triage.say(YERLAN, report.id, words("Шықтық"), NOW)
    letter = await in_hand(town, LetterKind.NEWS)
    assert await town.outbox.address(letter) == Address(AIGUL, Language.KAZAKH)

    await town.people.speak(report.person_id, Language.ENGLISH)
    assert await town.outbox.address(letter) == Address(AIGUL, Language.ENGLISH)


async def test_a_letter_goes_to_the_units_group_else_to_the_districts_else_waits(town: Town) -> None:
    await town.report(await town.resident())
    letter = await in_hand(town)
    assert await town.outbox.address(letter) is None

    await town.bound(ILE, ILE_GROUP)
    assert await town.outbox.address(letter) == Address(ILE_GROUP, Language.KAZAKH)

    await town.groups.bind(GROUP, [BAISERKE_UNIT], Language.ENGLISH, NOW)
    assert await town.outbox.address(letter) == Address(GROUP, Language.ENGLISH)


async def test_nobody_has_a_letter_to_nobody(town: Town) -> None:
    for recipient in ("person:nobody", "group:000000000"):
        letter = Letter(1, 1, recipient, LetterKind.CARD, 1, 0)
        assert await town.outbox.address(letter) is None


# leases


async def test_senders_that_ask_at_once_never_get_the_same_letter(town: Town) -> None:
    for number in range(12):
        person = await town.resident(3000 + number)
        draft = await town.drafts.begin(person, NOW)
        await town.drafts.attach(person, Incoming(picture(number, "album"), None), NOW)
        assert draft.person_id == person.id
    leased = await asyncio.gather(*(town.outbox.lease(NOW + SECOND, [], 4) for _ in range(5)))
    recipients = [letter.recipient for letters in leased for letter in letters]

    assert sorted(len(letters) for letters in leased) == [0, 0, 4, 4, 4]
    assert len(set(recipients)) == 12


async def test_letters_another_program_took_and_never_sent_come_back_when_the_lease_is_over(
    town: Town, report: Report
) -> None:
    [letter] = await town.outbox.lease(NOW, [], 10)
    await town.outbox.recall(NOW + LEASE - SECOND)
    assert await town.letters(NOW + LEASE) == []

    await town.outbox.recall(NOW + LEASE)
    assert await town.letters(NOW + LEASE) == [letter]


async def test_who_is_busy_gets_nothing_more_and_does_not_count_as_due(town: Town, report: Report) -> None:
    assert await town.outbox.next_due([]) == NOW
    assert await town.outbox.next_due([OFFICE]) is None
    assert await town.outbox.lease(NOW, [OFFICE], 10) == []


# what became of it


async def test_a_letter_sent_is_remembered_and_in_the_end_forgotten(
    town: Town, report: Report, peek: Peek
) -> None:
    await town.outbox.sent(await in_hand(town), [], NOW)
    await town.outbox.forget_old(NOW + REMEMBERED)
    assert await peek("SELECT state FROM letters") == [("sent",)]

    await town.outbox.forget_old(NOW + REMEMBERED + SECOND)
    assert await peek("SELECT state FROM letters") == []


async def test_a_card_asked_for_while_it_is_on_its_way_is_made_true_afterwards(
    town: Town, report: Report
) -> None:
    on_its_way = await in_hand(town)
    await town.triage.decide(YERLAN, report.id, Decision(Action.TAKE), NOW)
    await town.outbox.sent(on_its_way, [Post(GROUP, 70, report.id, PostKind.CARD)], NOW)

    assert LetterKind.CARD in await town.told(OFFICE)
    await town.sent_all()
    assert await town.letters() == []


async def test_failures_put_a_letter_off_longer_each_time(town: Town, report: Report) -> None:
    moment = NOW
    for failures in range(1, 5):
        [letter] = await town.outbox.lease(moment, [], 10)
        assert letter.attempts == failures - 1
        await town.outbox.failed(letter, "TelegramServerError", moment)
        assert await town.outbox.next_due([]) == moment + retry_after(failures)
        moment += retry_after(failures)


async def test_asked_to_wait_a_letter_comes_when_told_to(town: Town, report: Report) -> None:
    letter = await in_hand(town)
    await town.outbox.again(letter, NOW + timedelta(seconds=30))

    assert await town.outbox.next_due([]) == NOW + timedelta(seconds=30)


async def test_a_refused_letter_stops_no_other(town: Town, report: Report) -> None:
    await town.outbox.refused(await in_hand(town), "message is too long")
    await town.triage.show_again(YERLAN, report.id, NOW)

    assert await town.told(OFFICE) == [LetterKind.CARD_ANEW]


async def test_a_letter_about_something_gone_is_needless(town: Town, report: Report) -> None:
    await town.outbox.needless(await in_hand(town), NOW)

    assert await town.letters(NOW + DAY) == []


# what came too late


HOUR = timedelta(hours=1)


async def reminder(town: Town, person_id: str, expires_at: datetime = NOW + HOUR) -> None:
    new = NewLetter(
        f"reminder:{person_id}",
        to_person(person_id),
        LetterKind.BLOCKED,
        1,
        Priority.REMINDER,
        NOW,
        expires_at,
    )
    await town.database.write(lambda tx: letters.leave(tx, new))


async def test_a_letter_put_off_until_nobody_needs_it_expires_and_is_never_sent(
    town: Town, peek: Peek
) -> None:
    for put_off in (
        lambda letter: town.outbox.failed(letter, "TelegramServerError", NOW + HOUR),
        lambda letter: town.outbox.again(letter, NOW + 2 * HOUR),
    ):
        await reminder(town, "aigul")
        [letter] = await town.outbox.lease(NOW, [], 8)
        await put_off(letter)
        await town.outbox.expire(NOW + HOUR)
        assert await peek("SELECT state FROM letters") == [("expired",)]
        assert await town.outbox.next_due([]) is None
        await town.outbox.forget_old(NOW + HOUR + REMEMBERED + SECOND)


async def test_a_million_that_nobody_needs_any_more_go_a_few_at_once(
    town: Town, peek: Peek, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "AT_ONCE", 2)
    for number in range(3):
        await reminder(town, f"{number}")

    assert [await town.outbox.expire(NOW + HOUR) for _ in range(2)] == [True, False]
    assert await peek("SELECT DISTINCT state FROM letters") == [("expired",)]
    long_after = NOW + HOUR + REMEMBERED + SECOND
    assert [await town.outbox.forget_old(long_after) for _ in range(2)] == [True, False]
    assert await peek("SELECT state FROM letters") == []


# pictures and forms


async def with_pictures(town: Town, pictures: int) -> Report:
    person = await town.resident()
    draft = await town.ready(person)
    for number in range(pictures):
        await town.drafts.attach(person, Incoming(picture(number), None), NOW)
    return await town.drafts.submit(person, draft.id, NOW)


async def test_pictures_follow_their_card_and_only_the_first_time(town: Town) -> None:
    report = await with_pictures(town, 2)
    await town.outbox.sent(await in_hand(town), [Post(GROUP, 70, report.id, PostKind.CARD)], NOW)
    assert await town.told(OFFICE) == [LetterKind.ATTACHMENTS]

    letter = await in_hand(town, LetterKind.ATTACHMENTS)
    story = await town.contents.story(report.id)
    assert story is not None
    first, second = [one.id for one in story.attachments]
    await town.outbox.attachments_sent(
        letter, [first], [Post(GROUP, 71, report.id, PostKind.ATTACHMENT)], NOW
    )
    assert await town.told(OFFICE) == [LetterKind.ATTACHMENTS]
    await town.outbox.attachments_sent(
        letter, [second], [Post(GROUP, 72, report.id, PostKind.ATTACHMENT)], NOW
    )
    assert await town.told(OFFICE) == []

    await town.bound()
    await town.triage.decide(YERLAN, report.id, Decision(Action.TAKE), NOW)
    await town.outbox.sent(await in_hand(town), [Post(GROUP, 70, report.id, PostKind.CARD)], NOW)
    assert await town.told(OFFICE) == []


async def test_a_card_without_pictures_is_all_there_is(town: Town, report: Report) -> None:
    await town.outbox.sent(await in_hand(town), [Post(GROUP, 70, report.id, PostKind.CARD)], NOW)

    assert await town.letters() == []


async def test_a_form_that_was_sent_is_the_drafts_form(town: Town) -> None:
    person = await town.resident()
    for message_id, outdated in ((77, None), (78, 77)):
        begun = await town.drafts.attach(person, Incoming(picture(message_id, "album"), None), NOW)
        letter = await in_hand(town, LetterKind.FORM)
        assert await town.outbox.form_sent(letter, begun, message_id, NOW) == outdated
        draft = await town.drafts.unfinished(person.id)
        assert draft is not None
        assert draft.form_message_id == message_id
        assert await town.letters(NOW + DAY) == []


async def test_a_form_left_for_a_draft_that_is_gone_becomes_the_next_ones(town: Town) -> None:
    person = await town.resident()
    await town.drafts.attach(person, Incoming(picture(1, "album"), None), NOW)
    await town.drafts.drop(person.id)
    begun = await town.drafts.attach(person, Incoming(picture(2, "other"), None), NOW)
    letter = await in_hand(town, LetterKind.FORM)
    await town.outbox.form_sent(letter, begun, 77, NOW)
    draft = await town.drafts.unfinished(person.id)

    assert draft is not None
    assert (letter.subject, draft.form_message_id) == (draft.id, 77)


async def test_a_form_that_comes_after_its_report_was_sent_is_taken_back(town: Town) -> None:
    person = await town.resident()
    draft = await town.ready(person)
    await town.drafts.attach(person, Incoming(picture(1, "album"), None), NOW)
    letter = next(
        one for one in await town.outbox.lease(NOW + ALBUM_PAUSE, [], 9) if one.kind is LetterKind.FORM
    )
    await town.drafts.submit(person, draft.id, NOW)
    assert await town.outbox.form_sent(letter, draft, 77, NOW) == 77

    assert await town.contents.draft(letter.recipient) is None


# nobody to write to


async def test_everything_for_a_person_who_blocked_the_bot_is_held(town: Town, report: Report) -> None:
    for text in ("Шықтық", "Келдік"):
        await town.triage.say(YERLAN, report.id, words(text), NOW)
    recipient = to_person(report.person_id)
    await town.outbox.unreachable(
        await in_hand(town, LetterKind.NEWS), AIGUL, "bot was blocked by the user", NOW
    )
    assert await town.told(recipient, NOW + DAY) == []

    await town.people.came_back(AIGUL, NOW + DAY)
    assert await town.told(recipient, NOW + DAY) == [LetterKind.NEWS, LetterKind.NEWS]


async def test_a_group_that_cannot_be_written_to_is_told_to_administrators_once(
    town: Town, report: Report
) -> None:
    card = await in_hand(town)
    for _ in range(2):
        await town.outbox.unreachable(card, GROUP, "not enough rights", NOW)

    for admin in (ADMIN, OTHER_ADMIN):
        person, _ = await town.people.visit(admin, admin)
        assert person is not None
        assert await town.told(to_person(person.id)) == [LetterKind.GROUP_LOST]
    group = await town.groups.of_chat(GROUP)
    assert group is not None
    assert group.trouble == "not enough rights"


async def nobody_there(town: Town, moment: datetime = NOW) -> None:
    """The sender finds no group for any card."""
    for letter in await town.letters(moment):
        if letter.kind is LetterKind.CARD:
            await town.outbox.nobody_there(letter, moment)


async def test_that_nobody_triages_a_territory_is_told_once_a_day(town: Town) -> None:
    for telegram_id in (AIGUL, BOLAT):
        await town.report(await town.resident(telegram_id))
        await nobody_there(town)
    told = await town.letters()
    assert [(letter.kind, letter.subject) for letter in told] == [
        (LetterKind.NO_GROUP, int(BAISERKE_UNIT))
    ] * 2
    assert len({letter.recipient for letter in told}) == 2

    await town.sent_all()
    await town.report(await town.resident())
    await nobody_there(town)
    assert await town.letters() == []

    await town.report(await town.resident())
    await nobody_there(town, NOW + DAY)
    assert [letter.kind for letter in await town.letters(NOW + DAY)] == [LetterKind.NO_GROUP] * 2


async def test_what_went_out_lately_is_known_after_a_restart(town: Town, report: Report) -> None:
    for number, age in ((70, 90), (71, 30)):
        await town.outbox.posted(Post(GROUP, number, report.id, PostKind.CARD), NOW - age * SECOND)

    assert await town.outbox.recent_posts(NOW - timedelta(minutes=1)) == [(GROUP, NOW - 30 * SECOND)]


# what letters are about


async def test_news_is_read_when_it_goes_not_when_it_was_left(town: Town, report: Report) -> None:
    said = words("Ертең")
    await town.triage.say(YERLAN, report.id, said, NOW)
    letter = await in_hand(town, LetterKind.NEWS)
    await town.triage.reword(YERLAN, said.source.message_id, "Бүгін", NOW)
    news = await town.contents.news(letter.subject)

    assert news is not None
    assert (news.event.kind, news.event.text, news.first) == (EventKind.OFFICE_WORDS, "Бүгін", None)
    assert news.report == report


async def test_letters_about_what_is_not_there_find_nothing(town: Town) -> None:
    assert await town.contents.news(1) is None
    assert await town.contents.story(1) is None
    assert await town.contents.draft("person:nobody") is None
    assert await town.contents.card(1, GROUP) is None
    assert await town.contents.latest(1, GROUP) is None
    assert await town.contents.post_of(1, GROUP) is None


async def test_posts_are_found_by_their_report_and_by_what_was_said(town: Town, report: Report) -> None:
    said = words("Шықтық")
    await town.triage.say(YERLAN, report.id, said, NOW)
    event = (await town.triage.story(YERLAN, report.id, NOW)).events[-1]
    card = Post(GROUP, 70, report.id, PostKind.CARD)
    news = Post(AIGUL, 71, report.id, PostKind.NEWS, event.id)
    for post in (card, news):
        await town.outbox.posted(post, NOW)

    assert await town.contents.card(report.id, GROUP) == card
    assert await town.contents.latest(report.id, AIGUL) == news
    assert await town.contents.post_of(event.id, AIGUL) == news
    assert await town.contents.post_of(event.id, GROUP) is None
    assert await town.triage.about(GROUP, 70) == card
    assert await town.reports.about(AIGUL, 71) == replace(news)


async def test_a_territory_is_named_by_the_number_a_letter_carries(town: Town) -> None:
    spot = await town.contents.spot(int(BAISERKE_UNIT))

    assert spot.territory.name_en == "Baiserke rural district"
    assert [above.kato for above in spot.above] == [ILE, "190000000"]


async def test_what_the_resident_says_is_a_letter_of_its_own_each_time(town: Town, report: Report) -> None:
    await town.sent_all()
    person, _ = await town.people.visit(AIGUL, AIGUL)
    assert person is not None
    for number in (900, 901, 901):
        await town.reports.say(person, report.id, replace(words("Тағы"), source=Source(AIGUL, number)), NOW)

    assert await town.told(OFFICE) == [LetterKind.WORDS, LetterKind.WORDS]
