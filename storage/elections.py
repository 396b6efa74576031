"""Elections, and what is known of them, version by version."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

from bot.domain.elections import Election, Kind, State
from bot.domain.facts import Fact, Source
from bot.domain.privacy import Told
from storage.database import Row, Transaction
from storage.moments import loaded, stored
from storage.territories import territory

AT_MOST_REPEATED = 5  # within the month in which one forbids something; of them one alone is not over


def _election(row: Row) -> Election:
    return Election(
        id=row["id"],
        territory=territory(row),
        kind=Kind(row["kind"]),
        occasion=date.fromisoformat(row["occasion"]),
        called_on=date.fromisoformat(row["called_on"]),
        voting_on=date.fromisoformat(row["voting_on"]),
        opens=time.fromisoformat(row["opens"]),
        closes=time.fromisoformat(row["closes"]),
        state=State(row["state"]),
        reason=row["reason"],
        source=row["source"],
        entered_by=row["entered_by"],
        approved_by=row["approved_by"],
    )


def fact(row: Row) -> Fact:
    """As both tables of facts have it."""
    return Fact(
        topic=row["topic"],
        version=row["version"],
        moment=None if row["moment"] is None else loaded(row["moment"]),
        content=row["content"],
        source=Source(row["source"], date.fromisoformat(row["checked_on"])),
        entered_by=row["entered_by"],
        entered_at=loaded(row["entered_at"]),
    )


async def add(tx: Transaction, election: Election, now: datetime) -> int:
    """The id of the new election."""
    row = await tx.one(
        "add_election",
        kato=election.territory.kato,
        kind=election.kind.value,
        occasion=election.occasion.isoformat(),
        called_on=election.called_on.isoformat(),
        state=election.state.value,
        source=election.source,
        entered_by=election.entered_by,
        entered_at=stored(now),
        **_days(election),
    )
    assert row is not None
    return int(row["id"])


def _days(election: Election) -> dict[str, str]:
    return {
        "voting_on": election.voting_on.isoformat(),
        "opens": election.opens.isoformat(),
        "closes": election.closes.isoformat(),
    }


async def by_id(tx: Transaction, election_id: int) -> Election | None:
    row = await tx.one("election_by_id", id=election_id)
    return _election(row) if row else None


async def latest(tx: Transaction, kato: str) -> Election | None:
    """The unit's last election to be entered."""
    row = await tx.one("latest_election", kato=kato)
    return _election(row) if row else None


async def latest_known(tx: Transaction, kato: str) -> Election | None:
    """The last that is more than entered: what residents know of."""
    row = await tx.one("latest_known_election", kato=kato)
    return _election(row) if row else None


async def called(tx: Transaction, kato: str) -> Sequence[Election]:
    """The unit's newest few that were called, and not cancelled: those before them forbid nothing any more."""
    return [_election(row) for row in await tx.all("elections_called", kato=kato, most=AT_MOST_REPEATED)]


async def inside(tx: Transaction, kato: str) -> Sequence[Election]:
    """The latest election of a unit, or of each in a district, in the order of their voting days."""
    return [_election(row) for row in await tx.all("elections_inside", kato=kato)]


async def running(tx: Transaction, since: date) -> Sequence[Election]:
    """Those with a second person's confirmation that were voted on after then, or will be."""
    return [_election(row) for row in await tx.all("running_elections", since=since.isoformat())]


async def set_days(tx: Transaction, election: Election) -> None:
    await tx.run("set_election_days", id=election.id, **_days(election))


async def set_state(tx: Transaction, election: Election) -> None:
    await tx.run("set_election_state", id=election.id, state=election.state.value, reason=election.reason)


async def set_source(tx: Transaction, election_id: int, source: str) -> None:
    await tx.run("set_election_source", id=election_id, source=source)


async def approve(tx: Transaction, election_id: int, person_id: str, now: datetime) -> None:
    await tx.run("approve_election", id=election_id, approved_by=person_id, approved_at=stored(now))


async def disapprove(tx: Transaction, election_id: int) -> None:
    """A second person is needed again."""
    await tx.run("disapprove_election", id=election_id)


async def redefine(tx: Transaction, election: Election) -> None:
    """Its kind, and the days before the voting."""
    await tx.run(
        "redefine_election",
        id=election.id,
        kind=election.kind.value,
        occasion=election.occasion.isoformat(),
        called_on=election.called_on.isoformat(),
    )


async def drop(tx: Transaction, election_id: int) -> None:
    await tx.run("drop_election", id=election_id)


async def add_fact(tx: Transaction, election_id: int, fact: Fact) -> None:
    await tx.run(
        "add_fact",
        election_id=election_id,
        topic=fact.topic,
        version=fact.version,
        moment=None if fact.moment is None else stored(fact.moment),
        content=fact.content,
        source=fact.source.name,
        checked_on=fact.source.checked_on.isoformat(),
        entered_by=fact.entered_by,
        entered_at=stored(fact.entered_at),
    )


async def facts(tx: Transaction, election_id: int) -> Mapping[str, Fact]:
    """The newest version of each, by topic."""
    found = [fact(row) for row in await tx.all("facts_now", election_id=election_id)]
    return {fact.topic: fact for fact in found}


async def versions(tx: Transaction, election_id: int, topic: str) -> Sequence[Fact]:
    """Every version, oldest first."""
    return [fact(row) for row in await tx.all("fact_versions", election_id=election_id, topic=topic)]


async def last_elected(tx: Transaction, kato: str) -> date | None:
    """On which day the unit's akim was elected; None where that is not known."""
    row = await tx.one("last_elected", kato=kato)
    return date.fromisoformat(row["voting_on"]) if row and row["voting_on"] else None


async def tell(tx: Transaction, person_id: str, election_id: int, facts: Iterable[Fact]) -> None:
    """The person has been shown, or sent, these versions."""
    await tx.many(
        "add_told",
        [
            {"person_id": person_id, "election_id": election_id, "topic": fact.topic, "version": fact.version}
            for fact in facts
        ],
    )


async def told(tx: Transaction, person_id: str, election_id: int) -> Mapping[str, int]:
    """Which version of what the person knows."""
    rows = await tx.all("told_to", person_id=person_id, election_id=election_id)
    return {row["topic"]: row["version"] for row in rows}


async def told_of(tx: Transaction, person_id: str) -> list[Told]:
    """Every election that the person was told of, with what."""
    found: dict[int, Told] = {}
    for row in await tx.all("told_of", person_id=person_id):
        before = found.get(row["election_id"])
        topics = (*before.topics, row["topic"]) if before else (row["topic"],)
        found[row["election_id"]] = Told(territory(row), date.fromisoformat(row["voting_on"]), topics)
    return list(found.values())


async def forget_told_before(tx: Transaction, day: date) -> None:
    """Who was told what of elections that were voted on before then."""
    await tx.run("drop_old_told", day=day.isoformat())


async def outdated(tx: Transaction, election_id: int) -> int:
    """How many people know an older version of anything."""
    row = await tx.one("count_told_older", election_id=election_id)
    assert row is not None
    return int(row["people"])


async def forget_told(tx: Transaction, person_id: str) -> None:
    await tx.run("drop_told", person_id=person_id)
