"""What counts as a flood, and that nobody is remembered longer than it lasts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.floods import MOST, REMEMBERED, WINDOW, Floods

AIGUL = 1001
SECONDS = int(WINDOW.total_seconds())


class Hour:
    """The bot's clock."""

    now = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def message(chat_id: int, sent_at: int, kind: str = "message") -> dict[str, Any]:
    return {"update_id": 1, kind: {"date": sent_at, "chat": {"id": chat_id}}}


@given(st.lists(st.integers(0, 5), max_size=3 * MOST))
def test_it_rages_as_soon_as_more_than_may_be_answered_were_sent_in_a_window(pauses: list[int]) -> None:
    floods, moments = Floods(Hour()), [1_000_000]
    for pause in pauses:
        floods.arrived(message(AIGUL, moments[-1]))
        last = moments[-(MOST + 1) :]
        assert floods.rage(AIGUL) == (len(moments) > MOST and last[-1] - last[0] < SECONDS)
        moments.append(moments[-1] + pause)


def test_edits_count_by_the_time_of_the_edit() -> None:
    floods = Floods(Hour())
    for number in range(MOST + 1):
        update = message(AIGUL, 0, "edited_message")
        update["edited_message"]["edit_date"] = number * SECONDS
        floods.arrived(update)

    assert not floods.rage(AIGUL)


@pytest.mark.parametrize(
    "update",
    [
        message(-2001, 0),
        {"callback_query": {"message": {"date": 0, "chat": {"id": AIGUL}}}},
        {"message": {"date": "now", "chat": {"id": AIGUL}}},
        {"message": {"chat": {"id": "x"}}},
        {"message": {"chat": None}},
        {"message": "x"},
        {},
    ],
)
def test_groups_presses_and_what_is_no_message_are_not_counted(update: dict[str, Any]) -> None:
    floods = Floods(Hour())
    for _ in range(2 * MOST):
        floods.arrived(update)

    assert not floods.rage(AIGUL)
    assert not floods.rage(-2001)


def test_who_has_fallen_silent_is_forgotten() -> None:
    hour = Hour()
    floods = Floods(hour)
    for chat_id in range(1, 1001):
        floods.arrived(message(chat_id, 0))
    assert len(floods._chats) == 1000
    hour.now += REMEMBERED + timedelta(seconds=1)
    floods.arrived(message(AIGUL, 0))

    assert list(floods._chats) == [AIGUL]


def test_a_sentence_is_due_once_in_a_window_and_again_for_the_update_it_did_not_reach() -> None:
    hour = Hour()
    floods = Floods(hour)
    assert floods.due(AIGUL, "flood", 1)
    assert not floods.due(AIGUL, "flood", 2)
    assert floods.due(AIGUL, "too long", 2)
    assert floods.due(AIGUL, "flood", 1)
    hour.now += WINDOW

    assert floods.due(AIGUL, "flood", 3)
