"""Native polls: the bot asks, people vote, the bot hears."""

from typing import Any

import pytest

from sandbox.client import Refusal


async def ask(api: Any, chat: int, **more: Any) -> Any:
    return await api.ok(
        "sendPoll", chat_id=chat, question="Жөндейік пе?", options=[{"text": "Иә"}, {"text": "Жоқ"}], **more
    )


async def test_votes_are_counted_and_can_be_taken_back(api: Any, aigul: Any) -> None:
    message = await ask(api, aigul.id)
    await api.updates()
    await aigul.vote(message, 1)
    (update,) = await api.updates()
    assert [option["voter_count"] for option in update["poll"]["options"]] == [0, 1]
    assert (await aigul.vote(message))["total_voter_count"] == 0


async def test_an_open_ballot_names_who_voted(api: Any, aigul: Any) -> None:
    message = await ask(api, aigul.id, is_anonymous=False)
    await api.updates()
    await aigul.vote(message, 0)
    _, update = await api.updates()
    assert (update["poll_answer"]["user"]["id"], update["poll_answer"]["option_ids"]) == (aigul.id, [0])


async def test_a_stopped_poll_takes_no_votes(api: Any, aigul: Any) -> None:
    message = await ask(api, aigul.id)
    where = {"chat_id": aigul.id, "message_id": message["message_id"]}
    assert (await api.ok("stopPoll", **where))["is_closed"] is True
    with pytest.raises(Refusal, match="no open poll"):
        await aigul.vote(message, 0)
    assert await api.refused("stopPoll", **where) == "400 Bad Request: poll has already been closed"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"question": " "}, "poll question must be non-empty"),
        ({"question": "a" * 301}, "[sandbox] question must be 1-300 characters"),
        ({"options": []}, "[sandbox] options must be 1-12 items"),
        ({"options": [{"text": " "}]}, "poll options must be non-empty"),
        ({"options": [{"text": "a" * 101}]}, "[sandbox] options.text must be 1-100 characters"),
        ({"type": "lottery"}, "unsupported poll type specified"),
        ({"type": "quiz"}, "wrong correct option ID specified"),
        (
            {"type": "quiz", "correct_option_ids": [0], "explanation": "1\n2\n3\n4"},
            "explanation can't contain more than 2 line feeds",
        ),
        ({"open_period": 4}, "[sandbox] open_period must be 5-2628000 in value"),
        ({"open_period": 5, "close_date": 5}, "[sandbox] open_period and close_date can't be used together"),
        ({"country_codes": ["KZ"]}, "[sandbox] members_only and country_codes are for polls in channels"),
    ],
)
async def test_a_wrong_poll_is_refused(api: Any, aigul: Any, change: Any, words: str) -> None:
    poll = {"chat_id": aigul.id, "question": "a", "options": [{"text": "a"}, {"text": "b"}]} | change
    assert await api.refused("sendPoll", **poll) == f"400 Bad Request: {words}"
