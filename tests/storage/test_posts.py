"""What the bot has posted, so that a reply to it finds its way."""

from datetime import timedelta

from bot.domain.events import EventKind, NewEvent
from bot.domain.posts import Post, PostKind, Task
from bot.domain.reports import Action, Reason
from storage import posts, reports
from storage.database import Database, Transaction
from tests.conftest import Peek
from tests.storage.conftest import NOW, in_one_unit, report, resident

GROUP, AIGUL = -1002000000003, 1001


@in_one_unit
async def test_every_kind_of_post_is_found_where_it_is(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    event_id = await reports.add_event(tx, sent.id, NewEvent(EventKind.START), NOW)
    for number, kind in enumerate(PostKind):
        post = Post(GROUP, number, sent.id, kind, event_id=event_id)
        await posts.add(tx, post, NOW)
        assert await posts.at(tx, GROUP, number) == post

    assert await posts.at(tx, GROUP, 99) is None
    assert await posts.at(tx, AIGUL, 0) is None


@in_one_unit
async def test_a_question_remembers_what_its_answer_is_for_until_it_is_settled(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    asked = [
        Post.prompt(GROUP, number, sent.id, task)
        for number, task in enumerate((Task(Action.REJECT, Reason.OTHER), Task(Action.ASK)))
    ]
    for post in asked:
        await posts.add(tx, post, NOW)
    await posts.add(tx, Post(GROUP, 7, sent.id, PostKind.CARD), NOW)

    assert await posts.open_prompts(tx, sent.id, GROUP) == asked
    assert await posts.open_prompts(tx, sent.id, AIGUL) == []
    for _ in range(2):
        await posts.close_prompt(tx, asked[0])
    assert await posts.open_prompts(tx, sent.id, GROUP) == asked[1:]
    assert await posts.at(tx, GROUP, 0) == Post(GROUP, 0, sent.id, PostKind.PROMPT)


@in_one_unit
async def test_the_newest_card_of_a_chat_is_the_card(tx: Transaction) -> None:
    sent, other = await report(tx, await resident(tx)), await report(tx, await resident(tx))
    for number, chat, one, kind in (
        (10, GROUP, sent, PostKind.CARD),
        (12, GROUP, sent, PostKind.CARD),
        (11, GROUP, sent, PostKind.CARD),
        (13, GROUP, sent, PostKind.WORDS),
        (14, GROUP, other, PostKind.CARD),
        (15, AIGUL, sent, PostKind.CARD),
    ):
        await posts.add(tx, Post(chat, number, one.id, kind), NOW)

    card = await posts.last(tx, sent.id, PostKind.CARD, GROUP)
    latest = await posts.latest(tx, sent.id, GROUP)
    assert card is not None
    assert latest is not None
    assert (card.message_id, latest.message_id) == (12, 13)
    assert await posts.last(tx, sent.id, PostKind.PROGRESS, GROUP) is None
    assert await posts.latest(tx, other.id, AIGUL) is None


@in_one_unit
async def test_words_that_were_passed_on_are_found_by_what_was_said(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    event_id = await reports.add_event(tx, sent.id, NewEvent(EventKind.OFFICE_WORDS), NOW)
    assert event_id is not None
    post = Post(AIGUL, 20, sent.id, PostKind.NEWS, event_id=event_id)
    await posts.add(tx, post, NOW)

    assert await posts.of_event(tx, event_id, AIGUL) == post
    assert await posts.of_event(tx, event_id, GROUP) is None


@in_one_unit
async def test_a_post_edited_since_counts_as_sent_since(tx: Transaction) -> None:
    sent = await report(tx, await resident(tx))
    old, new = Post(GROUP, 10, sent.id, PostKind.CARD), Post(AIGUL, 11, sent.id, PostKind.NEWS)
    for post in (old, new):
        await posts.add(tx, post, NOW)
    await posts.add(tx, old, NOW + timedelta(minutes=2))

    assert await posts.since(tx, NOW + timedelta(milliseconds=1)) == [(GROUP, NOW + timedelta(minutes=2))]
    assert await posts.since(tx, NOW) == [(GROUP, NOW + timedelta(minutes=2))]


async def test_a_post_is_kept_once(database: Database, peek: Peek) -> None:
    async def story(tx: Transaction) -> None:
        sent = await report(tx, await resident(tx))
        for _ in range(3):
            await posts.add(tx, Post(GROUP, 10, sent.id, PostKind.CARD), NOW)

    await database.write(story)

    assert await peek("SELECT chat_id, message_id FROM posts") == [(GROUP, 10)]
