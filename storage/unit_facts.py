"""What is known of a unit between elections too, version by version, and who was told which."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from bot.domain.facts import Fact, Source
from bot.domain.letters import Priority
from bot.domain.privacy import Told
from storage.database import Transaction
from storage.elections import fact
from storage.moments import stored
from storage.territories import territory
from storage.wishes import after_quiet


async def add(
    tx: Transaction, kato: str, topic: str, content: str, source: Source, person_id: str, now: datetime
) -> None:
    await tx.run(
        "add_unit_fact",
        kato=kato,
        topic=topic,
        content=content,
        source=source.name,
        checked_on=source.checked_on.isoformat(),
        entered_by=person_id,
        entered_at=stored(now),
    )


async def of(tx: Transaction, kato: str) -> Mapping[str, Fact]:
    """The newest version of each, by topic."""
    found = [fact(row) for row in await tx.all("unit_facts_now", kato=kato)]
    return {one.topic: one for one in found}


async def versions(tx: Transaction, kato: str, topic: str) -> Sequence[Fact]:
    """Every version, oldest first."""
    return [fact(row) for row in await tx.all("unit_fact_versions", kato=kato, topic=topic)]


async def unit_of(tx: Transaction, version: int) -> str | None:
    """Whose fact it is."""
    row = await tx.one("unit_of_fact", id=version)
    return str(row["kato"]) if row else None


async def tell(tx: Transaction, person_id: str, kato: str, facts: Iterable[Fact], today: date) -> None:
    """The person has been shown, or sent, these versions."""
    day = today.isoformat()
    rows = [
        {"person_id": person_id, "kato": kato, "topic": one.topic, "fact_id": one.version, "told_on": day}
        for one in facts
    ]
    await tx.many("add_told_of_unit", rows)


async def told(tx: Transaction, person_id: str, kato: str) -> Mapping[str, int]:
    """Which version of what the person knows."""
    rows = await tx.all("told_to_of_unit", person_id=person_id, kato=kato)
    return {row["topic"]: row["fact_id"] for row in rows}


async def told_of(tx: Transaction, person_id: str) -> list[Told]:
    """Every unit that the person was told of, with what."""
    found: dict[str, Told] = {}
    for row in await tx.all("told_of_units", person_id=person_id):
        before = found.get(row["kato"])
        topics = (*before.topics, row["topic"]) if before else (row["topic"],)
        found[row["kato"]] = Told(territory(row), None, topics)
    return list(found.values())


async def forget_told(tx: Transaction, person_id: str) -> None:
    await tx.run("drop_told_of_units", person_id=person_id)


async def forget_told_before(tx: Transaction, day: date) -> None:
    """Who was told what before an election that was voted on before then."""
    await tx.run("drop_old_told_of_units", day=day.isoformat())


async def count_told(tx: Transaction, version: int) -> int:
    """How many people know this version and can be reached."""
    row = await tx.one("count_told_of_unit", fact_id=version)
    assert row is not None
    return int(row["people"])


async def write_corrections(
    tx: Transaction, wrong: Fact, holds: Fact, priority: Priority, due_at: datetime, expires_at: datetime
) -> None:
    """Letters to all who know the wrong version, for each when their quiet hours are over.

    In one statement: a unit is a town at most.
    """
    await tx.run(
        "write_unit_corrections",
        prefix=f"unit:{holds.version}:",
        fact_id=wrong.version,
        holds=holds.version,
        priority=int(priority),
        expires_at=stored(expires_at),
        **after_quiet(due_at),
    )
