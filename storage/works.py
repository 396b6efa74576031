"""What became of what consultations were about."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.letters import Priority
from bot.domain.works import Step, Work
from storage.database import Row, Transaction
from storage.moments import loaded, stored
from storage.wishes import after_quiet


def _work(row: Row) -> Work:
    return Work(
        row["id"],
        row["consultation_id"],
        row["number"],
        Step(row["step"]),
        row["words"],
        row["photo"],
        None if row["published_at"] is None else loaded(row["published_at"]),
    )


async def add(tx: Transaction, new: Work, person_id: str, now: datetime) -> Work:
    """Not published yet; it takes the place of what the same person has not published either."""
    await drop_unpublished(tx, person_id)
    row = await tx.one(
        "add_work",
        consultation_id=new.consultation_id,
        number=new.number,
        step=new.step.value,
        words=new.words,
        photo=new.photo,
        entered_by=person_id,
        entered_at=stored(now),
    )
    assert row is not None
    found = await by_id(tx, int(row["id"]))
    assert found is not None
    return found


async def drop_unpublished(tx: Transaction, person_id: str) -> None:
    await tx.run("drop_unpublished_works", person_id=person_id)


async def by_id(tx: Transaction, work_id: int) -> Work | None:
    row = await tx.one("work_by_id", id=work_id)
    return _work(row) if row else None


async def of(tx: Transaction, consultation_id: int) -> Sequence[Work]:
    """What is published, in the order in which it was."""
    return [_work(row) for row in await tx.all("works_of", consultation_id=consultation_id)]


async def publish(tx: Transaction, work_id: int, now: datetime) -> None:
    await tx.run("publish_work", id=work_id, now=stored(now))


async def write_letters(tx: Transaction, work: Work, due_at: datetime, expires_at: datetime) -> None:
    """To everybody who took part, for each when their quiet hours are over. In one statement: a unit is a town at most."""
    await tx.run(
        "write_work_letters",
        prefix=f"work:{work.id}:",
        work_id=work.id,
        consultation_id=work.consultation_id,
        priority=int(Priority.BULK),
        expires_at=stored(expires_at),
        **after_quiet(due_at),
    )
