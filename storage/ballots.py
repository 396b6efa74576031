"""Ballots: found by a keyed hash of person and consultation, and counted without it.

Nothing here may be written beside a row that names a person: the order of rows, and PostgreSQL's transaction numbers,
would tell who chose what.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.choices import Choice
from storage.database import Transaction


@dataclass(frozen=True)
class Ballot:
    """What counts, and what its person has begun to choose instead; either may be missing."""

    choice: Choice | None = None
    pending: Choice | None = None


def _choice(text: str | None) -> Choice | None:
    return None if text is None else Choice.of(text)


async def of(tx: Transaction, person_id: str, consultation_id: int) -> Ballot:
    pseudonym = tx.keys.ballot(person_id, consultation_id)
    row = await tx.one("ballot", pseudonym=pseudonym, consultation_id=consultation_id)
    return Ballot(_choice(row["choice"]), _choice(row["pending"])) if row else Ballot()


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
    """What had been begun counts, instead of what was chosen before."""
    pseudonym = tx.keys.ballot(person_id, consultation_id)
    await tx.run("cast_ballot", pseudonym=pseudonym, village=village, choice=str(choice))


async def drop(tx: Transaction, person_id: str, consultation_id: int) -> None:
    await tx.run("drop_ballot", pseudonym=tx.keys.ballot(person_id, consultation_id))


def receipt(tx: Transaction, person_id: str, consultation_id: int) -> str:
    """The code of the person's choice, the same however often it is changed."""
    return tx.keys.receipt(tx.keys.ballot(person_id, consultation_id))


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


async def count(tx: Transaction, consultation_id: int) -> None:
    """Only what was chosen how often stays, and the receipts: nothing leads from one to the other any more."""
    await tx.run("count_ballots", consultation_id=consultation_id)
    cast = await tx.all("cast_pseudonyms", consultation_id=consultation_id)
    codes = sorted(tx.keys.receipt(row["pseudonym"]) for row in cast)
    await tx.many("add_receipt_code", [{"consultation_id": consultation_id, "code": code} for code in codes])
    await tx.run("drop_ballots", consultation_id=consultation_id)


async def counted(tx: Transaction, consultation_id: int) -> Mapping[tuple[str, str], int]:
    """How many of which village chose what, by village and choice."""
    rows = await tx.all("counted_choices", consultation_id=consultation_id)
    return {(row["village"], row["choice"]): row["people"] for row in rows}


async def receipts(tx: Transaction, consultation_id: int) -> Sequence[str]:
    """Sorted."""
    return [row["code"] for row in await tx.all("receipt_codes", consultation_id=consultation_id)]


async def participants(tx: Transaction, consultation_id: int, after: str, most: int) -> Sequence[str]:
    rows = await tx.all("participants_after", consultation_id=consultation_id, person_id=after, most=most)
    return [row["person_id"] for row in rows]


async def took_part_in(tx: Transaction, person_id: str) -> Sequence[int]:
    """The closed consultations that the person took part in."""
    return [row["consultation_id"] for row in await tx.all("took_part", person_id=person_id)]


async def forget_participant(tx: Transaction, person_id: str) -> None:
    await tx.run("forget_participant", person_id=person_id)
