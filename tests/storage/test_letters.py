"""The outbox: each letter goes, once, in its turn, and never is one forgotten."""

from datetime import datetime, timedelta

from bot.domain.letters import Letter, LetterKind, NewLetter, Priority
from storage import letters
from storage.database import Database, Transaction
from tests.conftest import Peek
from tests.storage.conftest import NOW, in_one_unit

AIGUL, YERLAN, GROUP = "person:a1", "person:y1", "group:196847000"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


async def leave(
    tx: Transaction,
    once: str,
    recipient: str = AIGUL,
    kind: LetterKind = LetterKind.CARD,
    *,
    subject: int = 1,
    priority: Priority = Priority.NEWS,
    due_at: datetime = NOW,
    expires_at: datetime | None = None,
) -> None:
    await letters.leave(tx, NewLetter(once, recipient, kind, subject, priority, due_at, expires_at))


async def lease(
    tx: Transaction, now: datetime = NOW, busy: tuple[str, ...] = (), most: int = 50
) -> list[Letter]:
    return await letters.lease(tx, now, now + MINUTE, busy, most)


async def due(tx: Transaction, now: datetime = NOW) -> list[tuple[str, int]]:
    """Recipient and subject of all that may go now, and the leases given back."""
    found = await lease(tx, now)
    for letter in found:
        await letters.again(tx, letter, NOW)
    return [(letter.recipient, letter.subject) for letter in found]


@in_one_unit
async def test_a_letter_comes_as_it_was_left(tx: Transaction) -> None:
    await leave(tx, "a", GROUP, LetterKind.CARD, subject=7)
    [letter] = await lease(tx)

    assert (letter.recipient, letter.kind, letter.subject) == (GROUP, LetterKind.CARD, 7)
    assert (letter.version, letter.attempts) == (1, 0)


@in_one_unit
async def test_nothing_goes_before_it_is_due(tx: Transaction) -> None:
    await leave(tx, "a", due_at=NOW + SECOND)

    assert await lease(tx) == []
    assert await letters.next_due(tx, []) == NOW + SECOND
    assert len(await lease(tx, NOW + SECOND)) == 1


@in_one_unit
async def test_urgent_letters_go_first_then_those_due_longer_then_those_left_earlier(tx: Transaction) -> None:
    await leave(tx, "bulk", "person:1", priority=Priority.BULK, due_at=NOW - SECOND)
    await leave(tx, "late", "person:2", due_at=NOW)
    await leave(tx, "left", "person:3", due_at=NOW)
    await leave(tx, "soon", "person:4", due_at=NOW - SECOND)
    await leave(tx, "urgent", "person:5", priority=Priority.ANSWER)

    order = [recipient for recipient, _ in await due(tx)]
    assert order == ["person:5", "person:4", "person:2", "person:3", "person:1"]


@in_one_unit
async def test_a_recipient_gets_one_letter_at_a_time_and_in_order(tx: Transaction) -> None:
    for number in (1, 2, 3):
        await leave(tx, f"{number}", subject=number)
    await leave(tx, "other", YERLAN, subject=4)

    assert [(letter.recipient, letter.subject) for letter in await lease(tx)] == [(AIGUL, 1), (YERLAN, 4)]
    assert await lease(tx, busy=(AIGUL, YERLAN)) == []
    assert [letter.subject for letter in await lease(tx)] == [2]


@in_one_unit
async def test_who_is_busy_is_told_apart_from_whoever_has_a_like_name(tx: Transaction) -> None:
    for recipient in ("person:a", "person:a1", "person:1a"):
        await leave(tx, recipient, recipient)

    assert [letter.recipient for letter in await lease(tx, busy=("person:a1",))] == ["person:a", "person:1a"]


@in_one_unit
async def test_no_more_letters_are_taken_than_asked_for(tx: Transaction) -> None:
    for number in range(5):
        await leave(tx, f"{number}", f"person:{number}")

    assert len(await lease(tx, most=2)) == 2
    assert len(await lease(tx, most=2)) == 2
    assert len(await lease(tx, most=2)) == 1
    assert await lease(tx, most=2) == []


@in_one_unit
async def test_a_pile_for_one_group_does_not_hide_everybody_else(tx: Transaction) -> None:
    for number in range(100):
        await leave(tx, f"card{number}", GROUP, due_at=NOW - SECOND)
    await leave(tx, "news", AIGUL)

    assert [letter.recipient for letter in await lease(tx, most=4)] == [GROUP]
    assert [letter.recipient for letter in await lease(tx, busy=(GROUP,), most=3)] == [AIGUL]


@in_one_unit
async def test_a_letter_in_hand_is_not_handed_out_again(tx: Transaction) -> None:
    await leave(tx, "a")

    assert len(await lease(tx)) == 1
    assert await lease(tx, NOW + timedelta(days=1)) == []
    assert await letters.next_due(tx, []) is None


@in_one_unit
async def test_a_letter_sent_does_not_go_again(tx: Transaction) -> None:
    await leave(tx, "a")
    [letter] = await lease(tx)
    await letters.done(tx, letter, NOW)
    await letters.recall(tx, NOW, NOW + MINUTE)

    assert await lease(tx, NOW + timedelta(days=1)) == []


@in_one_unit
async def test_what_a_stopped_program_had_in_hand_goes_after_all(tx: Transaction) -> None:
    await leave(tx, "a", subject=7)
    [before] = await lease(tx)
    await letters.recall(tx, NOW, NOW + MINUTE)
    [after] = await lease(tx)

    assert after == before


@in_one_unit
async def test_what_is_in_hand_for_too_long_is_taken_out_of_it_and_nothing_else(tx: Transaction) -> None:
    await leave(tx, "long ago", AIGUL)
    await leave(tx, "sent", "person:sent")
    [_, sent] = await lease(tx)
    await letters.done(tx, sent, NOW)
    await leave(tx, "just now", YERLAN, due_at=NOW + MINUTE)
    await lease(tx, NOW + MINUTE, busy=(AIGUL,))
    await letters.recall(tx, NOW + MINUTE, NOW + MINUTE)

    assert [letter.recipient for letter in await lease(tx, NOW + MINUTE)] == [AIGUL]


@in_one_unit
async def test_left_twice_it_goes_once_and_as_it_was_left_last(tx: Transaction) -> None:
    await leave(tx, "form", subject=1, priority=Priority.BULK, due_at=NOW)
    await leave(tx, "form", subject=2, priority=Priority.ANSWER, due_at=NOW + SECOND)
    await leave(tx, "other", YERLAN, priority=Priority.NEWS, due_at=NOW)

    assert [letter.recipient for letter in await lease(tx)] == [YERLAN]
    assert [(letter.subject, letter.version) for letter in await lease(tx, NOW + SECOND)] == [(2, 2)]


@in_one_unit
async def test_a_letter_left_again_becomes_as_urgent_as_it_was_left_last(tx: Transaction) -> None:
    await leave(tx, "card", "group:1", priority=Priority.BULK)
    await leave(tx, "other", "group:2", priority=Priority.NEWS)
    await leave(tx, "card", "group:1", priority=Priority.ANSWER)

    assert [letter.recipient for letter in await lease(tx)] == ["group:1", "group:2"]


@in_one_unit
async def test_left_again_while_on_its_way_it_goes_once_more(tx: Transaction) -> None:
    await leave(tx, "card", subject=1)
    [first] = await lease(tx)
    await leave(tx, "card", subject=1)
    await letters.done(tx, first, NOW)
    [second] = await lease(tx)

    assert second.version == first.version + 1
    await letters.done(tx, second, NOW)
    assert await lease(tx, NOW + timedelta(days=1)) == []


@in_one_unit
async def test_a_failure_of_the_one_on_its_way_does_not_touch_the_one_left_since(tx: Transaction) -> None:
    for what_happened in (
        lambda letter: letters.later(tx, letter, NOW + timedelta(days=1), "trouble"),
        lambda letter: letters.refused(tx, letter, "trouble"),
    ):
        await leave(tx, "card")
        [first] = await lease(tx)
        await leave(tx, "card")
        await what_happened(first)
        [second] = await lease(tx)
        assert second.attempts == 0
        await letters.done(tx, second, NOW)


@in_one_unit
async def test_what_happened_is_told_once_even_if_told_to_tell_it_again(tx: Transaction) -> None:
    for kind in (LetterKind.NEWS, LetterKind.WORDS, LetterKind.NO_GROUP, LetterKind.GROUP_LOST):
        await leave(tx, kind.value, AIGUL, kind)
        await leave(tx, kind.value, AIGUL, kind, due_at=NOW + SECOND)
        [letter] = await lease(tx)
        assert letter.version == 1
        await leave(tx, kind.value, AIGUL, kind)
        await letters.done(tx, letter, NOW)
        await leave(tx, kind.value, AIGUL, kind)
        assert await lease(tx, NOW + timedelta(days=1)) == []


@in_one_unit
async def test_what_shows_how_a_thing_stands_goes_again_after_it_went(tx: Transaction) -> None:
    for subject in (1, 2):
        await leave(tx, "card", subject=subject)
        [letter] = await lease(tx)
        assert letter.subject == subject
        await letters.done(tx, letter, NOW)


@in_one_unit
async def test_after_a_failure_a_letter_waits_and_remembers_how_often(tx: Transaction) -> None:
    await leave(tx, "a")
    for attempts in range(3):
        moment = NOW + attempts * SECOND
        [letter] = await lease(tx, moment)
        assert letter.attempts == attempts
        await letters.later(tx, letter, moment + SECOND, "TelegramNetworkError")
        assert await lease(tx, moment) == []


@in_one_unit
async def test_asked_to_wait_a_letter_waits_without_it_being_its_fault(tx: Transaction) -> None:
    await leave(tx, "a")
    [letter] = await lease(tx)
    await letters.again(tx, letter, NOW + SECOND)

    assert await lease(tx) == []
    assert [again.attempts for again in await lease(tx, NOW + SECOND)] == [0]


@in_one_unit
async def test_a_letter_telegram_will_never_take_does_not_come_back(tx: Transaction) -> None:
    await leave(tx, "a")
    [letter] = await lease(tx)
    await letters.refused(tx, letter, "message is too long")
    await letters.recall(tx, NOW, NOW + MINUTE)
    await letters.release(tx, AIGUL, NOW)

    assert await lease(tx, NOW + timedelta(days=1)) == []


@in_one_unit
async def test_held_letters_wait_for_their_recipient_and_then_go_at_once(tx: Transaction) -> None:
    await leave(tx, "a", subject=1)
    await leave(tx, "b", subject=2, due_at=NOW + SECOND)
    await leave(tx, "c", YERLAN, subject=3)
    [in_hand, _] = await lease(tx)
    await letters.hold(tx, AIGUL, "blocked")
    await letters.recall(tx, NOW, NOW + MINUTE)

    assert await due(tx, NOW + timedelta(days=30)) == [(YERLAN, 3)]

    await letters.release(tx, AIGUL, NOW)
    assert in_hand.subject == 1
    assert {subject for _, subject in [*await due(tx), *await due(tx)]} == {1, 3}


@in_one_unit
async def test_a_released_letter_starts_its_tries_anew(tx: Transaction) -> None:
    await leave(tx, "a")
    [letter] = await lease(tx)
    await letters.later(tx, letter, NOW, "trouble")
    await letters.hold(tx, AIGUL, "blocked")
    await letters.release(tx, AIGUL, NOW)

    assert [released.attempts for released in await lease(tx)] == [0]


@in_one_unit
async def test_releasing_someone_who_was_not_held_hurries_nothing(tx: Transaction) -> None:
    await leave(tx, "a", due_at=NOW + SECOND)
    await letters.release(tx, AIGUL, NOW)

    assert await lease(tx) == []


@in_one_unit
async def test_dropped_letters_go_nowhere_and_others_stay(tx: Transaction) -> None:
    await leave(tx, "a", subject=1)
    await leave(tx, "b", YERLAN, subject=2)
    await letters.drop(tx, AIGUL)

    assert await due(tx, NOW + timedelta(days=1)) == [(YERLAN, 2)]


@in_one_unit
async def test_the_next_letter_is_the_earliest_to_anybody_not_busy(tx: Transaction) -> None:
    assert await letters.next_due(tx, []) is None
    await leave(tx, "a", AIGUL, due_at=NOW + SECOND)
    await leave(tx, "b", YERLAN, due_at=NOW + 2 * SECOND)

    assert await letters.next_due(tx, []) == NOW + SECOND
    assert await letters.next_due(tx, [AIGUL]) == NOW + 2 * SECOND
    assert await letters.next_due(tx, [AIGUL, YERLAN]) is None


@in_one_unit
async def test_a_letter_knows_until_when_it_is_needed(tx: Transaction) -> None:
    await leave(tx, "poll", AIGUL, expires_at=NOW + MINUTE)
    await leave(tx, "news", YERLAN)

    assert [letter.expires_at for letter in await lease(tx)] == [NOW + MINUTE, None]


@in_one_unit
async def test_what_nobody_needs_any_more_is_given_to_no_sender_and_never_comes_back(tx: Transaction) -> None:
    await leave(tx, "poll", AIGUL, expires_at=NOW + MINUTE)
    await leave(tx, "news", AIGUL, subject=2, due_at=NOW + SECOND)

    assert await due(tx, NOW + MINUTE) == [(AIGUL, 2)]
    assert await letters.expire(tx, NOW + MINUTE, 50) == 0
    await letters.release(tx, AIGUL, NOW + MINUTE)
    await letters.recall(tx, NOW + MINUTE, NOW + timedelta(days=1))
    assert await due(tx, NOW + MINUTE) == [(AIGUL, 2)]


@in_one_unit
async def test_whoever_waits_or_is_held_expires_a_few_at_once(tx: Transaction) -> None:
    for number in range(3):
        await leave(tx, f"poll{number}", f"person:{number}", expires_at=NOW + MINUTE)
    await letters.hold(tx, "person:0", "blocked")
    await leave(tx, "tomorrow", AIGUL, expires_at=NOW + timedelta(days=1))
    await leave(tx, "whenever", YERLAN)

    assert await letters.expire(tx, NOW + MINUTE - SECOND, 2) == 0
    assert [await letters.expire(tx, NOW + MINUTE, 2) for _ in range(3)] == [2, 1, 0]
    await letters.release(tx, "person:0", NOW + MINUTE)
    assert [recipient for recipient, _ in await due(tx, NOW + MINUTE)] == [AIGUL, YERLAN]


@in_one_unit
async def test_a_letter_in_hand_expires_only_when_its_sender_says_so(tx: Transaction) -> None:
    await leave(tx, "poll", expires_at=NOW + MINUTE)
    [letter] = await lease(tx)
    assert await letters.expire(tx, NOW + MINUTE, 50) == 0

    await letters.expired(tx, letter, NOW + MINUTE)
    await letters.recall(tx, NOW + MINUTE, NOW + timedelta(days=1))
    assert await lease(tx, NOW + MINUTE) == []


@in_one_unit
async def test_a_letter_left_again_is_needed_for_as_long_as_it_was_left_last(tx: Transaction) -> None:
    await leave(tx, "form", subject=1, expires_at=NOW + SECOND)
    [first] = await lease(tx)
    await leave(tx, "form", subject=2, expires_at=NOW + MINUTE)
    await letters.expired(tx, first, NOW + SECOND)
    assert await due(tx, NOW + SECOND) == [(AIGUL, 2)]

    await letters.expire(tx, NOW + MINUTE, 50)
    await leave(tx, "form", subject=3)
    assert await due(tx, NOW + MINUTE) == [(AIGUL, 3)]


@in_one_unit
async def test_a_pile_that_came_too_late_lets_the_next_ones_through(tx: Transaction) -> None:
    for number in range(100):
        await leave(tx, f"poll{number}", f"person:{number}", expires_at=NOW)
    await leave(tx, "news", AIGUL)
    got = [letter.recipient for _ in range(10) for letter in await lease(tx, most=3)]

    assert got == [AIGUL]


@in_one_unit
async def test_reminders_go_by_their_urgency_and_after_all_the_rest(tx: Transaction) -> None:
    for rank in reversed(Priority):
        await leave(tx, rank.name, f"person:{rank.name}", priority=rank, due_at=NOW - rank * SECOND)

    assert [recipient for recipient, _ in await due(tx)] == [f"person:{rank.name}" for rank in Priority]


async def test_letters_that_expired_long_ago_are_forgotten_with_those_sent(
    database: Database, peek: Peek
) -> None:
    async def story(tx: Transaction) -> None:
        for name, days in (("long ago", 31), ("lately", 29)):
            await leave(tx, name, f"person:{name}", expires_at=NOW - timedelta(days=days))
            await letters.expire(tx, NOW - timedelta(days=days), 50)
        assert [await letters.forget(tx, NOW - timedelta(days=30), 1) for _ in range(2)] == [1, 0]

    await database.write(story)

    assert await peek("SELECT once, state FROM letters") == [("lately", "expired")]


async def test_letters_sent_long_ago_are_forgotten_and_all_others_kept(
    database: Database, peek: Peek
) -> None:
    async def story(tx: Transaction) -> None:
        for once in ("sent long ago", "sent now", "held", "refused", "waiting"):
            await leave(tx, once, f"person:{once}", due_at=NOW - timedelta(days=99))
        by_name = {letter.recipient.removeprefix("person:"): letter for letter in await lease(tx)}
        await letters.done(tx, by_name["sent long ago"], NOW - timedelta(days=31))
        await letters.done(tx, by_name["sent now"], NOW)
        await letters.hold(tx, "person:held", "blocked")
        await letters.refused(tx, by_name["refused"], "no")
        await letters.again(tx, by_name["waiting"], NOW - timedelta(days=99))
        assert await letters.forget(tx, NOW - timedelta(days=30), 50) == 1

    await database.write(story)

    assert {once for (once,) in await peek("SELECT once FROM letters")} == {
        "sent now",
        "held",
        "refused",
        "waiting",
    }
