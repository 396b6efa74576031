"""The people of a unit, part by part: for statements that write letters to many."""

from dataclasses import dataclass

from storage.database import Transaction

BEHIND_ALL = "z"  # sorts after every id


@dataclass(frozen=True)
class Part:
    """People of a village, behind `person_id` and up to `last_person`; `following` is behind whom to go on, by village and
    person, or None when nobody of the unit is left.
    """

    village: str
    person_id: str
    last_person: str
    following: tuple[str, str] | None


async def part(tx: Transaction, kato: str, village: str, person_id: str, most: int) -> Part:
    """The next `most` people of the unit, behind somebody of a village of it; «» begins.

    One village at a time: of several at once, SQLite would read through all that are done. And so many people, not so
    many of a kind: to find the last of these, PostgreSQL would sort all that are left.
    """
    village = village or await _village_after(tx, kato, "")
    last = await tx.one("last_resident", village=village, person_id=person_id, before=most - 1)
    if last:
        return Part(village, person_id, last["id"], (village, str(last["id"])))
    after = await _village_after(tx, kato, village)
    return Part(village, person_id, BEHIND_ALL, (after, "") if after else None)


async def _village_after(tx: Transaction, kato: str, village: str) -> str:
    """Of the unit, or the unit itself; «» when that was the last."""
    row = await tx.one("village_after", kato=kato, village=village)
    return str(row["kato"]) if row else ""
