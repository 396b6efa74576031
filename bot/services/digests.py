"""The digest: what who answers for a territory reads with the morning tea, or when they ask."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.consultations import Stage
from bot.domain.digests import (
    Account,
    Accounted,
    Ahead,
    Digest,
    Every,
    Period,
    Subscription,
    Table,
    last_due,
    last_period,
    lines,
    times,
)
from bot.domain.groups import Staff
from bot.domain.letters import Letter, LetterKind, NewLetter, Priority, to_person
from bot.domain.promises import next_due, tally
from bot.domain.roles import Right, Role
from bot.domain.tallies import Milestone, together
from bot.domain.territories import Level, Spot, Territory
from bot.services.consultations import frozen
from bot.services.people import acting
from bot.services.roles import holder_of, served
from bot.services.territories import spot_of
from storage import consultations, digests, elections, letters, meetings, people, promises, roles, territories
from storage.database import Database, Transaction, reading, writing
from storage.digests import Reader

LATE_SHOWN, DISPUTED_SHOWN, AWAITED_SHOWN, PROMISED_SHOWN, AHEAD_SHOWN = 5, 3, 3, 2, 3
ASKING = (Stage.PROPOSALS, Stage.FIXED, Stage.OPEN)
LEADING = frozenset({Role.AKIM, Role.COORDINATOR})
NOTHING = Subscription(Every.NEVER)
AT_LATEST = timedelta(hours=10)  # after its hour a digest still goes; of later ones the next tells


@dataclass(frozen=True)
class DigestService:
    database: Database
    admin_ids: Collection[int]

    @reading
    async def digest(
        self, tx: Transaction, telegram_id: int, kato: str, every: Every, now: datetime
    ) -> Digest:
        """Raises NotAllowed, NoSuchTerritory."""
        spot = await self._served(tx, telegram_id, kato, now)
        return await digest(tx, spot, last_period(every, now), now)

    @reading
    async def account(
        self, tx: Transaction, telegram_id: int, kato: str, every: Every, now: datetime
    ) -> Account:
        """Where all reports are, and why. Raises NotAllowed, NoSuchTerritory."""
        spot = await self._served(tx, telegram_id, kato, now)
        territory, period = spot.territory, last_period(every, now)
        came = together((await digests.came(tx, territory, period)).values())
        standing = await digests.standing(tx, territory)
        return Account(
            spot,
            period,
            Accounted(came, await digests.reasons(tx, territory, period)),
            Accounted(standing, await digests.reasons(tx, territory)),
            await judges_nobody(tx, await units_of(tx, territory), now),
        )

    @reading
    async def table(
        self, tx: Transaction, telegram_id: int, kato: str, every: Every, now: datetime
    ) -> Table | None:
        """Village by village; None while an akim is being elected. Raises NotAllowed, NoSuchTerritory."""
        spot = await self._served(tx, telegram_id, kato, now)
        if await judges_nobody(tx, await units_of(tx, spot.territory), now):
            return None
        period = last_period(every, now)
        found = await digests.came(tx, spot.territory, period)
        villages = {village: (await spot_of(tx, village)).territory for village, _category in found}
        return Table(spot, period, lines(found, villages), together(found.values()))

    @reading
    async def subscription(
        self, tx: Transaction, telegram_id: int, kato: str, now: datetime
    ) -> tuple[Spot, Subscription]:
        """How often they get it. Raises NotAllowed, NoSuchTerritory."""
        spot = await self._served(tx, telegram_id, kato, now)
        person = await people.by_account(tx, telegram_id)
        return spot, await _wanted(tx, person.id, kato, now) if person else NOTHING

    @writing
    async def subscribe(
        self, tx: Transaction, staff: Staff, kato: str, wanted: Subscription, now: datetime
    ) -> Spot:
        """Raises NotAllowed, NoSuchTerritory, NoSuchHour."""
        spot = await self._served(tx, staff.telegram_id, kato, now)
        wanted.check()
        await digests.subscribe(tx, await acting(tx, staff), kato, wanted)
        return spot

    async def _served(self, tx: Transaction, telegram_id: int, kato: str, now: datetime) -> Spot:
        return await served(tx, self.admin_ids, telegram_id, kato, Right.DIGESTS, now)

    @reading
    async def owed(self, tx: Transaction, letter: Letter, now: datetime) -> Digest | None:
        """What a letter is to tell, as often as its reader wants it, of the days that were over when it was due; None for
        who may not read it any more.
        """
        spot, person = await spot_of(tx, f"{letter.subject:09}"), await people.by_id(tx, letter.person_id)
        if person is None:
            return None
        holder = await holder_of(tx, self.admin_ids, person.telegram_id, now)
        wanted = await _wanted(tx, person.id, spot.territory.kato, now)
        if not holder.may(Right.DIGESTS, spot.line) or wanted.every is Every.NEVER:
            return None
        assert letter.expires_at is not None  # as `_leave` has written it
        return await digest(tx, spot, last_period(wanted.every, letter.expires_at - AT_LATEST), now)

    @writing
    async def tick(self, tx: Transaction, now: datetime) -> None:
        """Leave to each reader what became due since the last time, once."""
        hour = now.replace(minute=0, second=0, microsecond=0)
        since = await digests.sent_until(tx)
        if since is not None and since >= hour:
            return
        after = max(since, hour - AT_LATEST) if since else hour - timedelta(hours=1)
        for reader in await digests.readers(tx, now):
            wanted = reader.wanted
            due_at = None if wanted.every is Every.NEVER else last_due(wanted.every, wanted.hour, now)
            if due_at is not None and after < due_at:
                await _leave(tx, reader, due_at)
        await digests.note_sent(tx, hour)


async def _leave(tx: Transaction, reader: Reader, due_at: datetime) -> None:
    kind, person_id = LetterKind.DIGEST, reader.person_id
    once = f"{kind}:{reader.kato}:{person_id}:{due_at:%Y-%m-%d}"
    expires_at = due_at + AT_LATEST
    subject, recipient = int(reader.kato), to_person(person_id)
    await letters.leave(tx, NewLetter(once, recipient, kind, subject, Priority.BULK, due_at, expires_at))


async def _wanted(tx: Transaction, person_id: str, kato: str, now: datetime) -> Subscription:
    """What they have chosen. Else whoever leads just this territory gets it weekly, and nobody besides."""
    grants = await roles.of_territory(tx, kato, now)
    leading = any(one.person_id == person_id and one.role in LEADING for one in grants)
    return await digests.subscription(tx, person_id, kato) or (Subscription() if leading else NOTHING)


async def digest(tx: Transaction, spot: Spot, period: Period, now: datetime) -> Digest:
    """While an akim is elected in the unit, or in one of the district's, it is neutral."""
    territory = spot.territory
    units = await units_of(tx, territory)
    flow, counts = await digests.flow(tx, territory, period)
    before, _ = await digests.flow(tx, territory, period.before)
    promised = [one for unit in units for one in await promises.of(tx, unit.kato)]
    return Digest(
        spot,
        period,
        await digests.standing(tx, territory),
        flow,
        before,
        times(counts.get(Milestone.FIRST_WORD, {})),
        times(counts.get(Milestone.SOLVED, {})),
        await digests.late(tx, territory, LATE_SHOWN),
        await digests.disputed(tx, territory, DISPUTED_SHOWN),
        await digests.awaited(tx, territory, AWAITED_SHOWN),
        tally(promised, now),
        next_due(promised, now)[:PROMISED_SHOWN],
        await _ahead(tx, units, now),
        {kato: (await spot_of(tx, kato)).territory for kato in flow.by_village},
        await judges_nobody(tx, units, now),
    )


async def judges_nobody(tx: Transaction, units: Sequence[Territory], now: datetime) -> bool:
    """Whether an akim is being elected in any of them."""
    return any([(await frozen(tx, unit.kato, now)).akim_messages for unit in units])


async def units_of(tx: Transaction, territory: Territory) -> list[Territory]:
    """Those of a district; a unit alone."""
    if territory.level is Level.UNIT:
        return [territory]
    return [one for one in await territories.inside(tx, territory.kato) if one.level is Level.UNIT]


async def _ahead(tx: Transaction, units: Sequence[Territory], now: datetime) -> Ahead:
    """The next few of each kind."""
    asked = [one for unit in units for one in await consultations.of(tx, unit.kato, AHEAD_SHOWN)]
    called = [one for unit in units for one in await meetings.ahead(tx, unit.kato, now, now, AHEAD_SHOWN)]
    latest = [await elections.latest_known(tx, unit.kato) for unit in units]
    elected = [one for one in latest if one and not one.state.over]
    elected.sort(key=lambda one: one.voting_on)
    asked = [one for one in asked if one.stage in ASKING]
    return Ahead(asked[:AHEAD_SHOWN], called[:AHEAD_SHOWN], elected[:AHEAD_SHOWN])
