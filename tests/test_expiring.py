"""A letter whose time has run out is not sent, even if it waits in the sender's hands already."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot import app
from bot.domain.letters import LetterKind, NewLetter, Priority, to_person
from bot.domain.people import Language, Person
from bot.pace import Pace
from bot.services.people import PeopleService
from sandbox.client import Client
from storage import letters
from storage.database import Database
from tests.conftest import ILE, Peek, settings

PATIENCE = 20


async def told(database: Database, person: Person, expires_at: datetime | None) -> None:
    kind = LetterKind.GROUP_LOST
    new = NewLetter(person.id, to_person(person.id), kind, int(ILE), Priority.NEWS, app.now(), expires_at)
    await database.write(lambda tx: letters.leave(tx, new))


async def states(peek: Peek, wanted: Callable[[set[str]], bool]) -> set[str]:
    """The states of all letters, as soon as they are as wanted."""
    async with asyncio.timeout(PATIENCE):
        while not wanted(seen := {state for (state,) in await peek("SELECT state FROM letters")}):  # noqa: ASYNC110 - the disk tells nobody
            await asyncio.sleep(0)  # the sender's turn
    return seen


async def test_who_waits_for_the_pace_after_a_start_until_it_is_too_late_hears_nothing(
    client: Client, database: Database, database_url: str, peek: Peek
) -> None:
    begun, skipped = app.now(), timedelta()
    aigul, bolat = await client.person("Айгүл"), await client.person("Болат")
    for person, expires_at in ((aigul, begun + timedelta(hours=1)), (bolat, None)):
        await person.start()
        agreed = await PeopleService(database).decide(person.id, Language.ENGLISH, begun, agreed=True)
        await told(database, agreed, expires_at)
    house = app.build(settings(client.url, database_url), database, Pace(), lambda: app.now() + skipped)
    sending = asyncio.create_task(house.sender.run())
    await states(peek, lambda seen: seen == {"sending"})
    skipped = timedelta(hours=1)
    await states(peek, lambda seen: "sending" not in seen)
    house.sender.stop()
    await sending
    await house.bot.session.close()

    assert dict(await peek("SELECT state, recipient FROM letters")).keys() == {"expired", "sent"}
    assert [call["params"]["chat_id"] for call in await client.calls("sendMessage")] == [bolat.id]
