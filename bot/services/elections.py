"""What a resident can know of their akim's election, and what they want to be reminded of."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.facts import (
    Candidate,
    Fact,
    Lookup,
    Outlook,
    Source,
    Station,
    Topic,
    UnitTopic,
    term_of,
    topic_of,
)
from bot.domain.numbers import ALMATY
from bot.domain.pages import Page, shown_on
from bot.domain.people import Person
from bot.domain.reminders import Quiet, Wish
from bot.domain.timelines import Code
from bot.services.people import resident
from bot.services.territories import home_of, spot_of
from storage import elections, unit_facts, wishes
from storage.database import Database, Transaction, writing


@dataclass(frozen=True)
class Look:
    """An outlook as somebody sees it, with what they are reminded of."""

    outlook: Outlook
    wish: Wish | None
    quiet: Quiet


@dataclass(frozen=True)
class ElectionService:
    database: Database

    @writing
    async def look(self, tx: Transaction, telegram_id: int, page: Page, now: datetime) -> Look:
        """What the person's village has, as they know it from now on. Raises ConsentMissing, VillageMissing."""
        return await _look(tx, await resident(tx, telegram_id), page, now)

    @writing
    async def wish(self, tx: Transaction, telegram_id: int, wish: Wish | None, now: datetime) -> Look:
        """Be reminded of this, or of nothing. Raises ConsentMissing, VillageMissing."""
        person = await resident(tx, telegram_id)
        asked = await wishes.of_person(tx, person.id)
        if wish is None:
            await wishes.drop(tx, person.id)
        else:
            await wishes.put(tx, person.id, wish, asked[1] if asked else Quiet.USUAL, now)
        return await _look(tx, person, Page.REMINDERS, now)

    @writing
    async def keep_quiet(self, tx: Transaction, telegram_id: int, quiet: Quiet, now: datetime) -> Look:
        """Reminders go in these hours; who asked for none stays without. Raises ConsentMissing, VillageMissing."""
        person = await resident(tx, telegram_id)
        if asked := await wishes.of_person(tx, person.id):
            await wishes.put(tx, person.id, asked[0], quiet, now)
        return await _look(tx, person, Page.REMINDERS, now)


async def _look(tx: Transaction, person: Person, page: Page, now: datetime) -> Look:
    outlook = await outlook_of(tx, (await home_of(tx, person.home())).unit)
    known = await known_of(tx, outlook)
    seen = [known[topic] for topic in shown_on(page, outlook, now) if topic in known]
    await tell(tx, person.id, outlook, seen, now)
    wish, quiet = await wishes.of_person(tx, person.id) or (None, Quiet.USUAL)
    return Look(outlook, wish, quiet)


async def known_of(tx: Transaction, outlook: Outlook) -> Mapping[str, Fact]:
    """All that there is to tell, by topic: of the unit, and of its election."""
    of_election = await elections.facts(tx, outlook.election.id) if outlook.election else {}
    return {**of_election, **await unit_facts.of(tx, outlook.place.territory.kato)}


async def tell(
    tx: Transaction, person_id: str, outlook: Outlook, facts: Sequence[Fact], now: datetime
) -> None:
    """The person knows these versions from now on: who knows an older one hears of the next."""
    of_unit = [fact for fact in facts if fact.topic in set(UnitTopic)]
    of_election = [fact for fact in facts if fact.topic not in set(UnitTopic)]
    kato, today = outlook.place.territory.kato, now.astimezone(ALMATY).date()
    await unit_facts.tell(tx, person_id, kato, of_unit, today)
    if outlook.election is not None:
        await elections.tell(tx, person_id, outlook.election.id, of_election)


async def outlook_of(tx: Transaction, unit: str) -> Outlook:
    """Of the unit's latest election that residents know of, what is confirmed."""
    spot = await spot_of(tx, unit)
    of_unit = await unit_facts.of(tx, unit)
    term, lookup = of_unit.get(UnitTopic.TERM), of_unit.get(UnitTopic.LOOKUP)
    election = await elections.latest_known(tx, unit)
    known = await elections.facts(tx, election.id) if election else {}
    dates = {Code(topic): fact for topic, fact in known.items() if topic not in list(Topic)}
    stations, candidates = known.get(Topic.STATIONS), known.get(Topic.CANDIDATES)
    return Outlook(
        place=spot,
        election=election,
        dates={code: fact for code, fact in dates.items() if fact.moment},
        left_out={code: fact for code, fact in dates.items() if fact.moment is None and fact.version > 1},
        standing=known.get(topic_of(election.state)) if election else None,
        stations=[Station(**one) for one in _listed(stations)],
        stations_from=_source(stations),
        candidates=[Candidate(**one) for one in _listed(candidates)],
        candidates_from=_source(candidates),
        term=term_of(term, await elections.last_elected(tx, unit)) if term else None,
        lookup=Lookup(lookup.content or "", lookup.source) if lookup else None,
    )


def _listed(fact: Fact | None) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads(fact.content) if fact and fact.content else []
    return listed


def _source(fact: Fact | None) -> Source | None:
    return fact.source if fact else None
