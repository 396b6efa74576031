"""What everybody in a unit is told, and who does not want to be."""

from datetime import datetime

from bot.domain.letters import LetterKind, Priority
from storage.database import Transaction
from storage.moments import stored
from storage.residents import part
from storage.wishes import after_quiet


async def add(
    tx: Transaction, kind: LetterKind, subject: int, kato: str, expires_at: datetime, edition: int = 1
) -> None:
    """Letters will be written to all who live in the unit, once; another edition tells it anew."""
    await tx.run(
        "add_announcement",
        kind=kind.value,
        subject=subject,
        edition=edition,
        kato=kato,
        expires_at=stored(expires_at),
    )


async def take_back(tx: Transaction, kind: LetterKind, subject: int, expires_at: datetime) -> None:
    """What was to expire then is told no further; letters to who cannot be reached stay, and say what holds when they go."""
    await tx.run("end_announcements", kind=kind.value, subject=subject)
    await tx.run("drop_announced", kind=kind.value, subject=subject, expires_at=stored(expires_at))


async def write_some(tx: Transaction, now: datetime, most: int) -> bool:
    """Letters to the next so many people, each due when their quiet hours are over; whether there was anything to do."""
    row = await tx.one("announcement_to_write", now=stored(now))
    if row is None:
        return False
    of = await part(tx, row["kato"], row["village"], row["person_id"], most)
    await tx.run(
        "write_announcements",
        prefix=f"{row['kind']}:{row['subject']}:{row['edition']}:",
        kind=row["kind"],
        subject=row["subject"],
        priority=int(Priority.DISTANT_REMINDER),
        expires_at=row["expires_at"],
        village=of.village,
        person_id=of.person_id,
        last_person=of.last_person,
        **after_quiet(now),
    )
    village, person_id = of.following or ("", "")
    written = int(of.following is None)
    await tx.run("save_announcement", id=row["id"], written=written, village=village, person_id=person_id)
    return True


async def stop(tx: Transaction, person_id: str) -> None:
    await tx.run("stop_announcements", person_id=person_id)


async def resume(tx: Transaction, person_id: str) -> None:
    await tx.run("resume_announcements", person_id=person_id)


async def stopped(tx: Transaction, person_id: str) -> bool:
    return await tx.one("unannounced", person_id=person_id) is not None
