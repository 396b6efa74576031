"""Who has everything but the key: the database, what it gives out, logs and chats. Nothing in it joins a choice to a person."""

import io
import json
import logging
import sqlite3
import zipfile
from contextlib import closing
from datetime import time, timedelta
from typing import Any

import pytest

from bot.domain.consultations import Kind
from bot.domain.elections import local
from sandbox.person import Person
from tests.conftest import KEYS
from tests.conversations.conftest import There, data, shown
from tests.conversations.test_consultations import TITLE, Coordinators, coordinators, opened, press
from tests.conversations.test_posters import content

__all__ = ["coordinators"]

PEOPLE = 11
OPTIONS = ("Уличные фонари", "Водопровод", "Спортплощадка")


class Reader:
    """Reads all there is, in the smallest pieces that belong together: a row, a message, a line."""

    def __init__(self, village: There, voters: list[Person], caplog: pytest.LogCaptureFixture) -> None:
        self.village = village
        self.voters = voters
        self.caplog = caplog

    def marks(self) -> dict[int, set[str]]:
        """By what a person could be known."""
        ids = dict(self.village.kept("SELECT account, id FROM people"))
        return {
            one.id: {f"{one.id}", f"{KEYS.account(one.id)}", ids[KEYS.account(one.id)], one.first_name}
            for one in self.voters
        }

    async def pieces(self) -> list[str]:
        return [*self._rows(), *self._lines(), *await self._messages()]

    def _rows(self) -> list[str]:
        file = self.village.settings.database_url.get_secret_value().removeprefix("sqlite:///")
        with closing(sqlite3.connect(file)) as opened:
            tables = [one for (one,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return [str(row) for table in tables for row in opened.execute(f"SELECT * FROM {table}")]

    def _lines(self) -> list[str]:
        return [f"{record.getMessage()} {record.__dict__.get('args')}" for record in self.caplog.records]

    async def _messages(self) -> list[str]:
        """Of groups, and of those who only look on."""
        client = self.village.stage.client
        seen = [(await client.transcript(group))["messages"] for group in client.groups]
        return [json.dumps(message, ensure_ascii=False) for messages in seen for message in messages]


def joined(pieces: list[str], marks: set[str], secrets: set[str]) -> list[str]:
    return [
        one for one in pieces if any(mark in one for mark in marks) and any(said in one for said in secrets)
    ]


async def test_nothing_joins_a_choice_to_a_person(
    village: There, coordinators: Coordinators, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    key = await coordinators.ask(Kind.ONE)
    voters = [await village.neighbour(f"Тұрғын{number:02}", language_code="en") for number in range(PEOPLE)]
    receipts: dict[int, str] = {}
    for number, voter in enumerate(voters):
        page = await press(voter, OPTIONS[number % 3], await opened(voter))
        page = await press(voter, "Confirm my choice", page)
        receipts[voter.id] = page["text"].partition("Receipt: ")[2].split()[0]
    await village.quiet()
    reader = Reader(village, voters, caplog)
    ballots = dict(village.kept("SELECT receipt, pseudonym FROM ballots"))
    assert set(ballots) == set(receipts.values())
    marks = reader.marks()
    for open_still in (True, False):
        pieces = await reader.pieces()
        assert any(receipt in one for one in pieces for receipt in receipts.values())
        assert all(
            any(mark in one for one in pieces)
            for known in marks.values()
            for mark in known
            if len(mark) == 16
        )
        for voter in voters:
            secrets = {receipts[voter.id], f"{ballots[receipts[voter.id]]}", f"choose:{key}", *OPTIONS, TITLE}
            assert joined(pieces, marks[voter.id], secrets) == [], open_still
        if open_still:
            await closed(village, coordinators)
    assert village.kept("SELECT * FROM ballots") == []
    participants = [one for (one,) in village.kept("SELECT person_id FROM participants ORDER BY rowid")]
    codes = [one for (one,) in village.kept("SELECT code FROM receipts ORDER BY rowid")]
    assert (participants, codes) == (sorted(participants), sorted(codes))
    await given_out_names_nobody(village, voters[0], marks, codes)


async def closed(village: There, coordinators: Coordinators) -> None:
    morning = local(village.today() + timedelta(days=11), time(9))
    await village.later(seconds=(morning - village.now()).total_seconds())
    await coordinators.service.tick(village.now())
    await village.quiet()


async def given_out_names_nobody(
    village: There, voter: Person, marks: dict[int, set[str]], codes: list[str]
) -> None:
    """The files of the result, and what somebody else is told of what is kept about them."""
    letter = await voter.sees("It is over and counted")
    await voter.press(data(letter, "📦 Files to count it anew"), letter)
    await village.quiet()
    sent = next(one for one in await shown(voter) if "document" in one)
    with zipfile.ZipFile(io.BytesIO(await content(village, sent))) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    every = {mark for known in marks.values() for mark in known}
    assert not [name for name, text in texts.items() if any(mark in text for mark in every)]
    assert texts["receipts.txt"].split() == codes
    assert not any(code in texts["choices.pb"] for code in codes)
    asked = await voter.send("/mydata")
    summary: dict[str, Any] = await voter.sees(lambda one: "document" in one, after=asked)
    kept = (await content(village, summary)).decode()
    assert TITLE in kept
    assert not any(code in kept for code in codes)
    assert not any(option in kept for option in OPTIONS)
