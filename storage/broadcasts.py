"""Broadcasts, and their letters: written by the database itself, part by part."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.domain.broadcasts import CORRECTION, Broadcast, Counts, Stage
from bot.domain.facts import Fact
from bot.domain.letters import Priority
from bot.domain.reminders import Wish
from storage.database import Row, Transaction
from storage.moments import loaded, stored
from storage.residents import BEHIND_ALL, part
from storage.wishes import after_quiet


def _broadcast(row: Row) -> Broadcast:
    return Broadcast(
        row["id"],
        row["election_id"],
        row["name"],
        row["topic"],
        row["version"],
        row["people"],
        loaded(row["starts_at"]),
        loaded(row["expires_at"]),
        Stage(row["state"]),
        row["village"],
        row["person_id"],
    )


async def add(tx: Transaction, new: Broadcast) -> int | None:
    """Its id; None when it was planned before."""
    row = await tx.one(
        "add_broadcast",
        election_id=new.election_id,
        name=new.name,
        topic=new.topic,
        version=new.version,
        people=new.people,
        starts_at=stored(new.starts_at),
        expires_at=stored(new.expires_at),
        state=new.stage.value,
    )
    return int(row["id"]) if row else None


async def by_id(tx: Transaction, broadcast_id: int) -> Broadcast | None:
    row = await tx.one("broadcast_by_id", id=broadcast_id)
    return _broadcast(row) if row else None


async def planned(tx: Transaction, election_id: int, name: str, fact: Fact) -> bool:
    """Whether this version of the fact is reminded of already."""
    asked = {"election_id": election_id, "name": name, "topic": fact.topic, "version": fact.version}
    return await tx.one("planned_broadcast", **asked) is not None


async def of_election(tx: Transaction, election_id: int) -> Sequence[Broadcast]:
    """The last to start first."""
    return [_broadcast(row) for row in await tx.all("broadcasts_of", election_id=election_id)]


async def to_write(tx: Transaction, now: datetime) -> Sequence[Broadcast]:
    """Whose time has come, the most urgent first."""
    return [_broadcast(row) for row in await tx.all("broadcasts_to_write", now=stored(now))]


async def unfinished(tx: Transaction, now: datetime) -> Sequence[Broadcast]:
    """What may still have letters to go, the first to start first."""
    return [_broadcast(row) for row in await tx.all("unfinished_broadcasts", now=stored(now))]


async def any_between(tx: Transaction, election_id: int, since: datetime, now: datetime) -> bool:
    """Whether a reminder of the election began to go out in this time."""
    asked = {"election_id": election_id, "since": stored(since), "now": stored(now)}
    return await tx.one("reminder_between", **asked) is not None


async def last_correction(tx: Transaction, election_id: int) -> Broadcast | None:
    row = await tx.one("next_correction", election_id=election_id)
    return _broadcast(row) if row else None


async def put_off(tx: Transaction, broadcast_id: int, starts_at: datetime, people: int) -> None:
    await tx.run("put_off_broadcast", id=broadcast_id, starts_at=stored(starts_at), people=people)


async def drop_older(tx: Transaction, election_id: int, topic: str, version: int) -> None:
    """What was planned of older versions of a fact, and has not begun, will not be."""
    await tx.run("drop_older_broadcasts", election_id=election_id, topic=topic, version=version)


async def drop_planned(tx: Transaction, election_id: int) -> None:
    """Of an election that is not held nobody is reminded."""
    await tx.run("drop_planned_broadcasts", election_id=election_id)


async def save(tx: Transaction, broadcast: Broadcast) -> None:
    """Its stage, and how far its letters are written."""
    await tx.run(
        "save_broadcast",
        id=broadcast.id,
        state=broadcast.stage.value,
        village=broadcast.village,
        person_id=broadcast.person_id,
    )


def _any_of(wishes: Collection[Wish]) -> Mapping[str, str]:
    """Each by its name, so that PostgreSQL knows how many have them."""
    return {wish.value: wish.value if wish in wishes else "" for wish in Wish}


async def audience(tx: Transaction, kato: str, wishes: Collection[Wish]) -> int:
    """How many people of a unit want to hear of it and can be reached."""
    row = await tx.one("count_to_remind", kato=kato, **_any_of(wishes))
    assert row is not None
    return int(row["people"])


async def write_reminders(
    tx: Transaction,
    broadcast: Broadcast,
    kato: str,
    wishes: Collection[Wish],
    priority: Priority,
    now: datetime,
    most: int,
) -> tuple[str, str] | None:
    """Letters to those of the next `most` people of the unit who asked for it, for each when their quiet hours are over.
    Behind whom to go on, or None when nobody is left.
    """
    of = await part(tx, kato, broadcast.village, broadcast.person_id, most)
    who = {"village": of.village, "person_id": of.person_id, "last_person": of.last_person}
    await tx.run("write_reminders", **who, **_any_of(wishes), **_posting(broadcast, priority, now))
    return of.following


async def write_corrections(
    tx: Transaction, broadcast: Broadcast, priority: Priority, now: datetime, most: int
) -> tuple[str, str] | None:
    """The same to who knows an older version of anything, of whatever village."""
    seen = {"election_id": broadcast.election_id, "person_id": broadcast.person_id}
    last = await tx.one("last_to_correct", before=most - 1, **seen)
    person_id = last["id"] if last else BEHIND_ALL
    await tx.run("write_corrections", last_person=person_id, **seen, **_posting(broadcast, priority, now))
    return ("", person_id) if last else None


def _posting(broadcast: Broadcast, priority: Priority, now: datetime) -> Mapping[str, object]:
    return {
        "prefix": f"{CORRECTION if broadcast.name == CORRECTION else 'reminder'}:{broadcast.id}:",
        "broadcast_id": broadcast.id,
        "priority": int(priority),
        "expires_at": stored(broadcast.expires_at),
        **after_quiet(now),
    }


async def counts(tx: Transaction, broadcast_id: int) -> Counts:
    rows = await tx.all("letters_of_broadcast", broadcast_id=broadcast_id)
    of = {row["state"]: int(row["letters"]) for row in rows}
    return Counts(
        sent=of.get("sent", 0),
        waiting=of.get("waiting", 0) + of.get("sending", 0),
        unreachable=of.get("held", 0) + of.get("refused", 0),
        expired=of.get("expired", 0),
    )


async def withdraw(tx: Transaction, broadcast_id: int, most: int) -> bool:
    """Up to `most` of its letters that have not gone do not go; whether there was any."""
    return bool(await tx.all("withdraw_letters", broadcast_id=broadcast_id, most=most))
