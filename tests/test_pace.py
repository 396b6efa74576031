"""The bot never goes faster than Telegram permits, and whoever waits for an answer does not wait for letters."""

import asyncio
import selectors
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

import pytest
from aiogram import Bot
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n import Html
from bot.pace import GROUP_BURST, GROUP_RESERVE, PERSON_BURST, TRIPS, Pace
from bot.telegram import Telegram, TooLate, unless
from bot.views.screens import Screen

T = TypeVar("T")

AIGUL, YERLAN, GROUP = 1001, 1002, -2001


class Timeless(selectors.DefaultSelector):
    """Waiting takes no time here, and waiting for nothing is an error. Alarms ring `late` by so many seconds."""

    def __init__(self, late: float) -> None:
        super().__init__()
        self.now = 1000.0
        self.late = late

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "everybody waits and nothing will happen any more"
        self.now += timeout + self.late if timeout else 0.0
        return super().select(0)


class QuickLoop(asyncio.SelectorEventLoop):
    """A loop whose hours pass in an instant."""

    def __init__(self, late: float = 0.0) -> None:
        self.clock = Timeless(late)
        super().__init__(self.clock)

    def time(self) -> float:
        return self.clock.now


def quickly(story: Callable[[Pace], Awaitable[T]], *, late: float = 0.0) -> T:
    async def told() -> T:
        return await story(Pace(asyncio.get_running_loop().time))

    with asyncio.Runner(loop_factory=lambda: QuickLoop(late)) as runner:
        return runner.run(told())


def now() -> float:
    return asyncio.get_running_loop().time()


async def go(pace: Pace, chat_id: int, *, urgent: bool = True) -> None:
    """A message that is there and answered at once."""
    async with pace.turn(chat_id, urgent=urgent):
        pass


@dataclass(frozen=True)
class Message:
    """Wanted `after` seconds, to be sent as an album of `size` or alone; its way there and back may be long."""

    after: float
    chat_id: int
    size: int
    urgent: bool
    there: float = 0.0
    back: float = 0.0


@dataclass(frozen=True)
class Sent:
    left: float
    moment: float
    message: Message


async def each(pace: Pace, messages: list[Message]) -> list[Sent]:
    """All of them, as they arrive."""
    sent: list[Sent] = []

    async def one(message: Message) -> None:
        await asyncio.sleep(message.after)
        async with pace.turn(message.chat_id, messages=message.size, urgent=message.urgent):
            left = now()
            if message.there:
                await asyncio.sleep(message.there)
            sent.append(Sent(left, now(), message))
            if message.back:
                await asyncio.sleep(message.back)

    await asyncio.gather(*map(one, messages))
    return sent


def send(messages: list[Message], *, late: float = 0.0) -> list[Sent]:
    return quickly(lambda pace: each(pace, messages), late=late)


def fullest(moments: list[tuple[float, int]], window: float) -> int:
    """The most messages in any window of so many seconds."""
    fullest, inside, held = 0, deque[tuple[float, int]](), 0
    for moment, size in moments:
        inside.append((moment, size))
        held += size
        while inside[0][0] <= moment - window:
            held -= inside.popleft()[1]
        fullest = max(fullest, held)
    return fullest


def overdrawn(moments: list[tuple[float, int]], burst: int = 5) -> bool:
    """Whether more went to a person than one a second with `burst` saved up by silence."""
    saved, last = float(burst), 0.0
    for moment, size in moments:
        saved, last = min(burst, saved + moment - last) - size, moment
        if saved < -1e-6:
            return True
    return False


def to(chat_id: int, sent: list[Sent]) -> list[tuple[float, int]]:
    return [(one.moment, one.message.size) for one in sent if one.message.chat_id == chat_id]


WAYS = st.one_of(st.just(0.0), st.floats(0, 3))


def messages(
    chats: st.SearchStrategy[int], largest: int = 4, fewest: int = 0
) -> st.SearchStrategy[list[Message]]:
    one = st.builds(
        Message,
        after=st.one_of(st.just(0.0), st.floats(0, 3)),
        chat_id=chats,
        size=st.sampled_from([1, 1, 1, 2, largest]),
        urgent=st.booleans(),
        there=WAYS,
        back=WAYS,
    )
    return st.lists(one, min_size=fewest, max_size=80)


GROUPS = messages(st.sampled_from([GROUP, -2002]), largest=10)  # an album holds ten
FEW = messages(st.sampled_from([AIGUL, YERLAN, GROUP, -2002]))
MANY = messages(st.integers(1, 60))
BOTH = messages(st.one_of(st.integers(1, 60), st.sampled_from([AIGUL, GROUP])))
CROWD = messages(st.integers(1, 1000), fewest=50)


def to_everybody(people: int = 1800) -> list[Message]:
    """A letter for each, whose trip to Telegram and back takes 60 ms."""
    return [Message(0, chat_id, 1, urgent=False, there=0.025, back=0.035) for chat_id in range(1, people + 1)]


def share(sent: list[Sent]) -> float:
    """Of the thirty a second that are permitted."""
    return (len(sent) - 1) / (sent[-1].moment - sent[0].moment) / 30


def a_second(sent: list[Sent]) -> int:
    """The most messages that arrived within one second."""
    return fullest([(one.moment, one.message.size) for one in sent], 1.0)


@given(st.one_of(GROUPS, MANY, BOTH, CROWD))
def test_never_more_than_thirty_a_second_leave(wanted: list[Message]) -> None:
    sent = send(wanted)

    assert len(sent) == len(wanted)
    assert fullest(sorted((one.left, one.message.size) for one in sent), 1.0) <= 30


@given(st.one_of(GROUPS, BOTH, CROWD), st.floats(0, 2), st.floats(0, 2))
def test_never_more_than_thirty_a_second_arrive_once_some_went_the_quickest_way(
    wanted: list[Message], there: float, back: float
) -> None:
    """However much longer than that any of the others is on its way, there or back."""
    quickest = [
        Message(0, chat_id, 1, urgent=True, there=there, back=back) for chat_id in range(2001, 2001 + TRIPS)
    ]
    others = [
        replace(one, after=one.after + 2 + there + back, there=there + one.there, back=back + one.back)
        for one in wanted
    ]

    assert a_second(send([*quickest, *others])) <= 30


@given(st.one_of(GROUPS, FEW, BOTH))
def test_never_more_than_twenty_a_minute_go_to_a_group(wanted: list[Message]) -> None:
    sent = send(wanted)

    for group in (GROUP, -2002):
        assert fullest(to(group, sent), 60.0) <= 20


@given(st.one_of(FEW, BOTH))
def test_a_person_gets_one_a_second_and_a_few_at_once_after_silence(wanted: list[Message]) -> None:
    sent = send(wanted)

    for person in (AIGUL, YERLAN):
        assert not overdrawn(to(person, sent))


@given(st.one_of(FEW, BOTH))
def test_what_is_written_to_one_chat_first_goes_first(wanted: list[Message]) -> None:
    sent = send([Message(0, message.chat_id, message.size, urgent=True) for message in wanted])

    for chat_id in {message.chat_id for message in wanted}:
        sizes = [message.size for message in wanted if message.chat_id == chat_id]
        assert [size for _, size in to(chat_id, sent)] == sizes


def test_a_message_long_under_way_may_arrive_with_those_that_left_a_second_later() -> None:
    late = [Message(0, chat_id, 1, urgent=True, there=1.2) for chat_id in range(1, 21)]
    quick = [Message(1.0, chat_id, 1, urgent=True) for chat_id in range(101, 121)]

    assert a_second(send([*late, *quick])) <= 30


def test_before_there_were_some_trips_nothing_is_known_of_the_way() -> None:
    opening = [Message(0, chat_id, 1, urgent=True, there=0.9) for chat_id in range(1, 21)]
    then = [Message(1.0, chat_id, 1, urgent=True, back=0.9) for chat_id in range(101, 126)]

    assert a_second(send([*opening, *then])) <= 30


def test_however_long_answers_take_no_more_than_thirty_are_under_way() -> None:
    assert a_second(send([replace(one, back=3) for one in to_everybody(300)])) <= 30


def test_one_answer_that_took_a_minute_does_not_hold_up_the_others() -> None:
    slow = Message(0, YERLAN, 1, urgent=True, back=60)
    others = [replace(one, after=60) for one in to_everybody(300)]

    assert share(send([slow, *to_everybody(TRIPS), *others])[-300:]) > 0.9


def test_a_way_that_has_become_longer_is_learned_anew() -> None:
    once = Message(0, YERLAN, 1, urgent=True)
    later = [replace(one, after=1) for one in to_everybody(2000)]

    assert share(send([once, *later])[-900:]) >= 0.99


def test_an_idle_bot_answers_at_once() -> None:
    async def story(pace: Pace) -> float:
        begun = now()
        async with pace.turn(AIGUL):
            return now() - begun

    assert quickly(story) == 0


def test_letters_to_everybody_go_at_99_percent_of_what_is_permitted() -> None:
    sent = send(to_everybody())

    assert share(sent) >= 0.99
    assert a_second(sent) == 30


def test_what_late_alarms_take_from_the_pace_is_made_good() -> None:
    sent = send(to_everybody(), late=0.004)

    assert share(sent) >= 0.99
    assert a_second(sent) == 30


def test_ways_that_vary_each_on_its_own_bring_no_more_than_thirty_a_second_together() -> None:
    """The quickest way there need not have been followed by the quickest way back. Nothing proves this one."""
    for seed in range(20):
        chance = Random(seed)
        letters = [
            replace(one, there=0.02 + chance.expovariate(50), back=0.02 + chance.expovariate(50))
            for one in to_everybody(300)
        ]
        assert a_second(send(letters)) <= 30


def test_the_flow_is_even_and_after_silence_only_a_few_go_at_once() -> None:
    assert fullest([(one.moment, 1) for one in send(to_everybody(300))], 0.2) <= 10


def test_who_cannot_be_reached_tells_nothing_about_the_way() -> None:
    async def story(pace: Pace) -> list[Sent]:
        for chat_id in range(3001, 3051):
            with suppress(ConnectionError):
                async with pace.turn(chat_id):
                    raise ConnectionError
        return await each(pace, to_everybody())

    assert share(quickly(story)) >= 0.99


def test_a_form_nobody_needs_any_more_tells_nothing_about_the_way() -> None:
    async def gone() -> Screen | None:
        return None

    async def story(pace: Pace) -> list[Sent]:
        telegram = Telegram(Bot("1:TOKEN"), pace, urgent=False)
        for chat_id in range(3001, 3051):
            assert await telegram.send_current(chat_id, gone) is None
        return await each(pace, to_everybody())

    assert share(quickly(story)) >= 0.99


def test_an_answer_goes_before_all_the_letters_that_wait() -> None:
    letters = [Message(0, chat_id, 1, urgent=False) for chat_id in range(1, 101)]
    answer = Message(1.0, AIGUL, 1, urgent=True)
    sent = send([*letters, answer])

    assert next(one.moment for one in sent if one.message == answer) - 1000.0 < 1.1


def test_letters_wait_their_turn_but_not_for_ever() -> None:
    answers = [Message(number / 40, number, 1, urgent=True) for number in range(1, 200)]
    sent = send([Message(0.5, AIGUL, 1, urgent=False), *answers])

    assert len(sent) == 200


def test_an_album_is_not_starved_by_the_single_messages_behind_it() -> None:
    album = Message(1.0, GROUP, 5, urgent=True)
    sent = send([album, *(Message(number / 28, number, 1, urgent=False) for number in range(1, 150))])

    assert next(one.moment for one in sent if one.message == album) - 1000.0 < 1.5


def test_a_full_group_does_not_hold_up_the_residents() -> None:
    cards = [Message(0, GROUP, 1, urgent=False) for _ in range(60)]
    sent = send([*cards, *(Message(2.0, chat_id, 1, urgent=False) for chat_id in range(1, 11))])

    assert max(one.moment for one in sent if one.message.chat_id > 0) - 1000.0 < 3


def test_cards_leave_room_for_answers_to_moderators() -> None:
    async def story(pace: Pace) -> None:
        for _ in range(GROUP_BURST - GROUP_RESERVE):
            await go(pace, GROUP, urgent=False)
        assert pace.delay(GROUP, urgent=False) > 50
        assert pace.delay(GROUP, urgent=True) == 0

    quickly(story)


def test_when_telegram_asks_to_wait_nobody_goes_before_that() -> None:
    async def story(pace: Pace) -> list[float]:
        begun, moments = now(), []

        async def one(chat_id: int) -> None:
            await go(pace, chat_id, urgent=bool(chat_id % 2))
            moments.append(now() - begun)

        waiting = [asyncio.create_task(one(chat_id)) for chat_id in range(1, 30)]
        await asyncio.sleep(0.5)
        gone = len(moments)
        pace.pause(30)
        await asyncio.gather(*waiting)
        return moments[gone:]

    after_the_pause = quickly(story)
    assert after_the_pause
    assert min(after_the_pause) >= 30.5


def test_what_came_too_late_by_a_pause_is_not_sent() -> None:
    async def story(pace: Pace) -> None:
        telegram, begun = Telegram(Bot("1:TOKEN"), pace, urgent=False), now()
        pace.pause(30)
        with unless(lambda: now() >= begun + 20), pytest.raises(TooLate):
            await telegram.send(AIGUL, Screen(Html("Дауыс беріңіз")))
        assert now() == begun + 30

    quickly(story)


def test_who_gives_up_waiting_leaves_the_turn_to_the_next() -> None:
    async def story(pace: Pace) -> float:
        pace.pause(1)
        impatient = [asyncio.create_task(go(pace, chat_id)) for chat_id in range(1, 21)]
        patient = asyncio.create_task(go(pace, AIGUL))
        await asyncio.sleep(0.5)
        for task in impatient:
            task.cancel()
        begun = now()
        await patient
        return now() - begun

    assert quickly(story) == pytest.approx(0.5, abs=0.1)


def test_who_gives_up_waiting_does_not_count_as_having_been_written_to() -> None:
    async def story(pace: Pace) -> float:
        pace.pause(1)
        impatient = [asyncio.create_task(go(pace, AIGUL)) for _ in range(PERSON_BURST)]
        await asyncio.sleep(0.5)
        for task in impatient:
            task.cancel()
        await asyncio.gather(*impatient, return_exceptions=True)
        return pace.delay(AIGUL)

    assert quickly(story) == 0


def test_what_went_before_a_restart_counts() -> None:
    async def story(pace: Pace) -> float:
        for _ in range(GROUP_BURST):
            pace.count(GROUP, ago=20)
        return pace.delay(GROUP, urgent=True)

    assert quickly(story) == pytest.approx(41, abs=0.1)


def test_the_longer_a_chat_is_silent_the_shorter_it_waits() -> None:
    async def story(pace: Pace) -> None:
        for _ in range(PERSON_BURST):
            await go(pace, AIGUL)
        delay = pace.delay(AIGUL)
        assert delay > 0
        await asyncio.sleep(delay / 2)
        assert pace.delay(AIGUL) == pytest.approx(delay / 2)
        await asyncio.sleep(delay / 2 + 0.001)
        assert pace.delay(AIGUL) == 0

    quickly(story)


def test_chats_that_have_been_silent_for_long_are_forgotten() -> None:
    async def story(pace: Pace) -> int:
        for chat_id in range(1, 3001):
            await go(pace, chat_id)
        await asyncio.sleep(120)
        await go(pace, AIGUL)
        return len(pace._chats)

    assert quickly(story) == 1
