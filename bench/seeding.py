"""A database with people in it, made by the services themselves; only their transactions are joined."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from inspect import unwrap
from pathlib import Path

from bot.domain.categories import Category
from bot.domain.people import Language, Person
from bot.domain.posts import Post, PostKind
from bot.domain.territories import Level, Territory
from bot.services.accounts import AccountService
from bot.services.drafts import DraftService
from bot.services.groups import GroupService
from bot.services.outbox import OutboxService
from bot.services.people import PeopleService
from bot.services.territories import TerritoryService, read
from storage.database import Database, Transaction, connect
from storage.keys import Keys

SAMPLE = Path(__file__).parent.parent / "bot" / "samples" / "ile.csv"
FIRST = 7_100_000_001
SECRET = "a-key-of-the-bench-which-seals-nobody-at-all"
AT_A_TIME = 500
REPORTED = 10  # one resident in so many has sent a report before
TEXT = "The pavement along the main street is broken, and in the rain nobody can pass with a pram."


def territories(level: Level) -> list[Territory]:
    return [territory for territory in read(SAMPLE) if territory.level is level]


def account(number: int) -> int:
    """The Telegram id of the resident with this number, from 0."""
    return FIRST + number


async def seed(url: str, groups: Sequence[int], residents: Sequence[int]) -> None:
    """Residents with these numbers, settled over the villages; a group for each unit with an akim."""
    database = await connect(url, Keys(SECRET))
    await database.migrate()
    await AccountService(database).begin()
    await TerritoryService(database).begin_with(SAMPLE)
    now = datetime.now(UTC)
    serving = {unit.kato: chat_id for chat_id, unit in zip(groups, territories(Level.UNIT), strict=True)}
    for kato, chat_id in serving.items():
        await GroupService(database, ()).bind(chat_id, [kato], Language.ENGLISH, now)
    village = [territory.kato for territory in territories(Level.VILLAGE)]
    for first in range(0, len(residents), AT_A_TIME):
        await Settling(database, village, serving, now).settle(residents[first : first + AT_A_TIME])
    await database.close()


class Settling:
    """Each person through the use cases that Telegram would bring them through."""

    def __init__(
        self, database: Database, villages: Sequence[str], serving: Mapping[str, int], now: datetime
    ) -> None:
        self._database = database
        self._villages = villages
        self._serving = serving
        self._now = now
        self._people, self._drafts = PeopleService(database), DraftService(database)
        self._outbox = OutboxService(database)

    async def settle(self, numbers: Sequence[int]) -> None:
        async def together(tx: Transaction) -> None:
            for number in numbers:
                await self._settle(tx, number)

        await self._database.write(together)

    async def _settle(self, tx: Transaction, number: int) -> None:
        decide, live_in = unwrap(PeopleService.decide), unwrap(PeopleService.live_in)
        village = self._villages[number % len(self._villages)]
        person = await decide(self._people, tx, account(number), Language.ENGLISH, self._now, agreed=True)
        person = await live_in(self._people, tx, person, village)
        if number % REPORTED == 0:
            await self._report(tx, person, number)

    async def _report(self, tx: Transaction, person: Person, number: int) -> None:
        service = self._drafts
        draft = await unwrap(DraftService.begin)(service, tx, person, self._now)
        await unwrap(DraftService.choose)(service, tx, person.id, draft.id, Category.ROADS, self._now)
        await unwrap(DraftService.write)(service, tx, person, TEXT, number, self._now)
        report = await unwrap(DraftService.submit)(service, tx, person, draft.id, self._now)
        (letter,) = await unwrap(OutboxService.lease)(self._outbox, tx, self._now, (), 1)
        card = Post(self._serving[report.unit], 1_000_000 + report.id, report.id, PostKind.CARD)
        await unwrap(OutboxService.sent)(self._outbox, tx, letter, [card], self._now)
