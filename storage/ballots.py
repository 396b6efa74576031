"""Ballots: found by a keyed hash of person and consultation, and counted without it.

Nothing here may be written beside a row that names a person: the order of rows, and PostgreSQL's transaction numbers,
would tell who chose what.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.choices import Choice
from bot.domain.letters import LetterKind, Priority
from bot.domain.privacy import CODE_ALPHABET
from storage.database import Transaction
from storage.keys import Keys
from storage.moments import stored
from storage.wishes import after_quiet


@dataclass(frozen=True)
class Ballot:
    """What counts, and what its person has begun to choose instead; either may be missing."""

    choice: Choice | None = None
    receipt: str | None = None
    pending: Choice | None = None


def _choice(text: str | None) -> Choice | None:
    return None if text is None else Choice.of(text)


async def of(tx: Transaction, person_id: str, consultation_id: int) -> Ballot:
    pseudonym = tx.keys.ballot(person_id, consultation_id)
    row = await tx.one("ballot", pseudonym=pseudonym, consultation_id=consultation_id)
    if row is None:
        return Ballot()
    return Ballot(_choice(row["choice"]), row["receipt"], _choice(row["pending"]))


async def begin(tx: Transaction, person_id: str, consultation_id: int, village: str, choice: Choice) -> None:
    """Keep what is chosen so far; it does not count yet."""
    await tx.run(
        "set_pending",
        pseudonym=tx.keys.ballot(person_id, consultation_id),
        consultation_id=consultation_id,
        village=village,
        pending=str(choice),
    )


async def cast(tx: Transaction, person_id: str, consultation_id: int, village: str, choice: Choice) -> None:
    """What had been begun counts, instead of what was chosen before; the first time it gets its receipt."""
    pseudonym = tx.keys.ballot(person_id, consultation_id)
    await tx.run(
        "cast_ballot", pseudonym=pseudonym, village=village, choice=str(choice), receipt=_new_receipt()
    )


def _new_receipt() -> str:
    """Twelve letters and digits: among 100,000, two alike are met once in 100,000 times."""
    parts = ("".join(secrets.choice(CODE_ALPHABET) for _ in range(4)) for _ in range(3))
    return "-".join(parts)


async def leave(tx: Transaction, person_id: str, consultation_id: int) -> None:
    """What was begun is dropped; what counts stays."""
    await tx.run("leave_ballot", pseudonym=tx.keys.ballot(person_id, consultation_id))


async def drop(tx: Transaction, person_id: str, consultation_id: int) -> None:
    await tx.run("drop_ballot", pseudonym=tx.keys.ballot(person_id, consultation_id))


def order(tx: Transaction, person_id: str, consultation_id: int, numbers: Sequence[int]) -> Sequence[int]:
    """The options in an order that is this person's own, and stays."""
    pseudonym = tx.keys.ballot(person_id, consultation_id)
    return sorted(numbers, key=lambda number: hashlib.sha256(f"{pseudonym} {number}".encode()).digest())


async def note_participants(tx: Transaction, consultation_id: int, after: str, most: int) -> str | None:
    """Find out of the next so many people who took part; behind whom to go on, or None when nobody is left."""
    people = [row["id"] for row in await tx.all("people_after", person_id=after, most=most)]
    rows = [
        {
            "consultation_id": consultation_id,
            "person_id": person_id,
            "pseudonym": tx.keys.ballot(person_id, consultation_id),
        }
        for person_id in people
    ]
    await tx.many("note_participant", rows)
    return people[-1] if len(people) == most else None


async def ask_unfinished(
    tx: Transaction, consultation_id: int, due_at: datetime, expires_at: datetime, after: str, most: int
) -> str | None:
    """Letters to those of the next so many people who have begun to choose and not confirmed anything; returns as
    `note_participants` does.
    """
    people = [row["id"] for row in await tx.all("people_after", person_id=after, most=most)]
    letter = {
        "prefix": f"unfinished:{consultation_id}:",
        "consultation_id": consultation_id,
        "priority": int(Priority.BULK),
        "expires_at": stored(expires_at),
        **after_quiet(due_at),
    }
    rows = [{**letter, "person_id": one, "pseudonym": tx.keys.ballot(one, consultation_id)} for one in people]
    await tx.many("write_unfinished_letter", rows)
    return people[-1] if len(people) == most else None


async def count(tx: Transaction, consultation_id: int) -> None:
    """Only what was chosen how often stays, and the receipts: nothing leads from one to the other any more."""
    await tx.run("count_ballots", consultation_id=consultation_id)
    await tx.run("list_receipts", consultation_id=consultation_id)
    await tx.run("drop_ballots", consultation_id=consultation_id)


async def drop_all(tx: Transaction, consultation_id: int) -> None:
    """Of a consultation that is not counted."""
    await tx.run("drop_ballots", consultation_id=consultation_id)


async def counted(tx: Transaction, consultation_id: int) -> Mapping[tuple[str, str], int]:
    """How many of which village chose what, by village and choice."""
    rows = await tx.all("counted_choices", consultation_id=consultation_id)
    return {(row["village"], row["choice"]): row["people"] for row in rows}


async def receipts(tx: Transaction, consultation_id: int) -> Sequence[str]:
    """Sorted."""
    return [row["code"] for row in await tx.all("receipt_codes", consultation_id=consultation_id)]


async def write_letters(tx: Transaction, consultation_id: int, due_at: datetime) -> None:
    """The result in words, and then as a picture, to everybody who took part, for each when their quiet hours are over.
    In one statement: a unit is a town at most.
    """
    for kind in (LetterKind.CONSULTATION_COUNTED, LetterKind.CONSULTATION_DRAWN):
        await tx.run(
            "write_result_letters",
            prefix=f"{kind}:{consultation_id}:",
            kind=kind.value,
            consultation_id=consultation_id,
            priority=int(Priority.BULK),
            **after_quiet(due_at),
        )


async def took_part_in(tx: Transaction, person_id: str) -> Sequence[int]:
    """The closed consultations that the person took part in."""
    return [row["consultation_id"] for row in await tx.all("took_part", person_id=person_id)]


async def rekey(tx: Transaction, old: Keys, consultation_id: int, after: str, most: int) -> str | None:
    """The ballots of the next so many people are found by the transaction's key instead of the old one; behind whom to
    go on, or None when nobody is left.
    """
    people = [row["id"] for row in await tx.all("people_after", person_id=after, most=most)]
    rows = [
        {"old": old.ballot(one, consultation_id), "new": tx.keys.ballot(one, consultation_id)}
        for one in people
    ]
    await tx.many("move_ballot", rows)
    return people[-1] if len(people) == most else None


async def forget_participant(tx: Transaction, person_id: str) -> None:
    await tx.run("forget_participant", person_id=person_id)
