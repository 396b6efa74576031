"""Somebody sends faster than anybody writes: all of it is kept, and answered once."""

import random
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest

from bot.domain.texts import REPORT_LIMIT
from bot.floods import MOST, WINDOW
from sandbox.person import Person
from tests.conversations.conftest import QUESTIONS, TEXT, There, fixture, go_to, shown, until

FAST = "You send very fast. Your words and files are kept. Please wait 30 seconds."
PATIENCE = WINDOW.total_seconds() + 1


@fixture(autouse=True)
async def calm(village: There) -> AsyncIterator[None]:
    """In the end every flood is over."""
    yield
    await village.later(seconds=PATIENCE)


async def away(village: There) -> None:
    """Nobody is answered for a while."""
    await until(partial(_nothing_waits, village), "the bot does not come to rest")
    await village.stage.close()


async def _nothing_waits(village: There) -> bool:
    """A form may still wait for its time."""
    waiting = village.kept("SELECT update_id FROM inbox WHERE body IS NOT NULL")
    due = village.kept("SELECT id FROM letters WHERE state IN ('waiting', 'sending') AND kind <> 'form'")
    return not waiting and not due and not (await village.client.summary())["pending_updates"]


async def back(village: There) -> None:
    """The bot handles all that has come."""
    await village.stage.open()
    await until(partial(_nothing_waits, village), "the flood is not handled")


async def flood(village: There, who: Person, count: int, text: str = "word {}") -> list[dict[str, Any]]:
    """All of it is there before the bot looks."""
    await away(village)
    sent = [await who.send(text.format(number)) for number in range(count)]
    await back(village)
    return sent


async def answers(who: Person, sent: list[dict[str, Any]]) -> list[str]:
    return [one["text"] for one in await shown(who) if one["message_id"] > sent[0]["message_id"]]


def parts(village: There) -> list[str]:
    return [text for (text,) in village.kept("SELECT text FROM parts ORDER BY message_id")]


async def test_a_flood_is_kept_to_the_last_word_and_answered_once(village: There, resident: Person) -> None:
    await go_to("text", resident)
    sent = await flood(village, resident, 200)
    assert await answers(resident, sent) == [FAST]
    assert parts(village) == [f"word {number}" for number in range(200)]


async def test_when_the_flood_is_over_the_form_shows_what_was_kept_and_is_the_only_one(
    village: There, resident: Person
) -> None:
    await go_to("text", resident)
    sent = await flood(village, resident, 100)
    await village.later(seconds=PATIENCE)
    form = await resident.sees(QUESTIONS["pictures"], after=sent[-1])
    assert "word 0\nword 1\n" in form["text"]
    await village.quiet()
    assert await answers(resident, sent) == [FAST, form["text"]]
    assert [one["message_id"] for one in await shown(resident) if "Report · " in one["text"]] == [
        form["message_id"]
    ]


async def test_words_out_of_nowhere_that_flood_in_become_a_report(village: There, resident: Person) -> None:
    sent = await flood(village, resident, 50)
    assert await answers(resident, sent) == [FAST]
    assert parts(village) == [f"word {number}" for number in range(50)]
    await village.later(seconds=PATIENCE)
    await resident.sees(QUESTIONS["category"], after=sent[-1])


async def test_a_flood_that_lasts_is_answered_every_half_minute(village: There, resident: Person) -> None:
    await go_to("text", resident)
    sent = []
    for _ in range(4):
        sent += [await resident.send(f"word {number}") for number in range(40)]
        await until(partial(_nothing_waits, village), "the flood is not handled")
        await village.later(seconds=10)
    assert (await answers(resident, sent)).count(FAST) == 2
    assert len(parts(village)) == 160


@pytest.mark.parametrize("seed", range(3))
async def test_every_text_of_a_flood_is_kept_or_its_rule_says_why_not(
    village: There, resident: Person, seed: int
) -> None:
    chance = random.Random(seed)
    await go_to("text", resident)
    await away(village)
    texts = ["ұ" * chance.choice([1, 40, 400, 3200]) for _ in range(MOST + 30)]
    sent = [await resident.send(text) for text in texts]
    await back(village)
    kept = dict(village.kept("SELECT message_id, text FROM parts"))
    length = 0
    for message, text in zip(sent, texts, strict=True):
        fits = length + len(text) + bool(length) <= REPORT_LIMIT
        assert (message["message_id"] in kept) == fits
        length += (len(text) + bool(length)) * fits
    said = await answers(resident, sent)
    assert said.count(FAST) == 1
    assert [one for one in said if "It is too long" in one] == [one for one in said if one != FAST][:1]
    assert len(said) == 2


async def test_files_beyond_what_a_report_carries_are_refused_once(village: There, resident: Person) -> None:
    await go_to("pictures", resident)
    await away(village)
    sent = [await resident.photo() for _ in range(MOST + 10)]
    await back(village)
    assert len(village.kept("SELECT * FROM attachments")) == 5
    said = await answers(resident, sent)
    assert sorted(said) == ["A report carries at most 5 files. This one was not taken.", FAST]


async def test_a_button_pressed_in_a_flood_stops_its_spinner_and_does_its_work(
    village: There, resident: Person
) -> None:
    form = await go_to("category", resident)
    await flood(village, resident, 60)
    answer = await resident.tap("Street lighting", message=form)
    assert answer.text is None
    assert village.kept("SELECT category FROM drafts") == [("lighting",)]


async def test_commands_in_a_flood_are_not_done_and_not_taken_for_words(
    village: There, resident: Person
) -> None:
    await go_to("text", resident)
    sent = await flood(village, resident, 60, "/cancel")
    assert await answers(resident, sent) == [FAST]
    assert parts(village) == []
    await village.later(seconds=PATIENCE)
    said = await resident.send("/cancel")
    await resident.sees("Cancelled", after=said)


async def test_a_stranger_who_floods_is_told_once_what_is_needed_first(village: There) -> None:
    sent = await flood(village, village.marina, 60)
    assert await answers(village.marina, sent) == ["First we need your consent: /start."]


async def test_replies_to_the_office_that_flood_in_all_reach_it(village: There, resident: Person) -> None:
    await village.report(resident)
    receipt = await resident.sees("is received")
    await away(village)
    sent = [await resident.send(f"word {number}", reply_to=receipt) for number in range(40)]
    await back(village)
    assert await answers(resident, sent) == [FAST]
    relayed = [one["text"] for one in await shown(village.yerlan, village.group) if "💬" in one["text"]]
    assert [text.splitlines()[-1] for text in relayed] == [f"«word {number}»" for number in range(40)]


async def test_edits_that_flood_in_change_the_report_and_are_answered_once(
    village: There, resident: Person
) -> None:
    form = await go_to("text", resident)
    said = await resident.send("at first")
    await resident.sees(QUESTIONS["pictures"], after=form)
    await away(village)
    for number in range(40):
        await resident.edit(said, f"wording {number}")
    await back(village)
    assert parts(village) == ["wording 39"]
    assert sum(one["text"] == FAST for one in await shown(resident)) == 1


async def test_what_came_over_an_hour_while_the_bot_was_away_is_no_flood(
    village: There, resident: Person
) -> None:
    await go_to("text", resident)
    await away(village)
    sent = []
    for number in range(MOST + 10):
        sent.append(await resident.send(f"word {number}"))
        await village.later(minutes=2)
    await back(village)
    assert FAST not in await answers(resident, sent)
    assert len(parts(village)) == MOST + 10


async def test_two_full_albums_and_a_long_text_in_parts_are_no_flood(
    village: There, resident: Person
) -> None:
    form = await go_to("text", resident)
    sent = [await resident.send("ұ" * 700) for _ in range(4)]
    for _ in range(2):
        await resident.album(10, "See")
    await resident.sees("5 files fit", after=form)
    await village.quiet()
    assert FAST not in await answers(resident, sent)


async def test_moderators_who_write_fast_in_their_group_are_heard_each_time(
    village: There, resident: Person
) -> None:
    await village.report(resident)
    card = await village.yerlan.sees(TEXT, chat=village.group)
    await away(village)
    for number in range(40):
        await village.yerlan.send(f"news {number}", chat=village.group, reply_to=card)
    await back(village)
    told = [one["text"] for one in await shown(resident) if "From the akim's office:" in one["text"]]
    assert len(told) == 40
    assert FAST not in str(await shown(village.yerlan, village.group))
