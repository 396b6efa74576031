"""Who asked to be reminded of elections."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.reminders import Quiet, Wish
from storage.database import Transaction
from storage.moments import stored


async def of_person(tx: Transaction, person_id: str) -> tuple[Wish, Quiet] | None:
    row = await tx.one("wish_of", person_id=person_id)
    return (Wish(row["wish"]), Quiet(row["quiet"])) if row else None


async def quiet_of(tx: Transaction, person_id: str) -> Quiet:
    """Which quiet hours somebody keeps: the usual ones unless they said otherwise."""
    asked = await of_person(tx, person_id)
    return asked[1] if asked else Quiet.USUAL


async def put(tx: Transaction, person_id: str, wish: Wish, quiet: Quiet, now: datetime) -> None:
    await tx.run("set_wish", person_id=person_id, wish=wish.value, quiet=quiet.value, since=stored(now))


async def drop(tx: Transaction, person_id: str) -> None:
    await tx.run("drop_wish", person_id=person_id)


async def count(tx: Transaction, kato: str) -> int:
    """How many people of a unit asked to be reminded and can be reached."""
    row = await tx.one("count_wishes", kato=kato)
    assert row is not None
    return int(row["people"])


def after_quiet(due_at: datetime) -> Mapping[str, int]:
    """When a letter may go to who keeps which quiet hours, for statements that write letters."""
    return {
        "due_at": stored(due_at),
        "after_usual": stored(Quiet.USUAL.until(due_at)),
        "after_long": stored(Quiet.LONG.until(due_at)),
    }
