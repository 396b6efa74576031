"""A unit with an election, people who want to be reminded of it, and people whom it is no business of."""

import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.app import SAMPLE
from bot.domain.elections import Election, Kind, local
from bot.domain.groups import Staff
from bot.domain.numbers import ALMATY
from bot.domain.people import CONSENT_VERSION, Consent, Language
from bot.domain.reminders import Quiet, Wish
from bot.domain.territories import Level
from bot.domain.timelines import RULES, Code
from bot.services.calendars import CalendarService
from bot.services.territories import TerritoryService, read
from storage import people, wishes
from storage.database import Database, Transaction, connect
from tests.conftest import BAISERKE_DISTRICT, KEYS, fill
from tests.torture.stage import Stage

AT_A_TIME = 500
OTHERS = 20  # of so many subscribers' worth there is one of each sort of others
DAY = timedelta(days=1)
DANA, SAULE = Staff(5001, 5001, "Дана"), Staff(5002, 5002, "Сәуле")

Making = Callable[[Transaction, str], Awaitable[None]]


@dataclass
class Electorate:
    """By their Telegram ids."""

    stage: Stage
    chance: random.Random
    subscribers: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)

    async def gather(self, count: int) -> None:
        """Past the bot, which is not started yet."""
        await fill(self.stage.database_url)
        database = await connect(self.stage.database_url, KEYS)
        self.subscribers += await self._settle(database, count, self._subscribe)
        few = max(count // OTHERS, 1)
        for sort in (self._neighbour, self._stand, self._ask_nothing, self._go_away, self._withdraw):
            self.others += await self._settle(database, few, sort)
        await enter(database)
        await database.close()

    async def _settle(self, database: Database, count: int, making: Making) -> Sequence[int]:
        found = [self._user() for _ in range(count)]
        for first in range(0, count, AT_A_TIME):
            await database.write(self._unit(found[first : first + AT_A_TIME], making))
        return found

    def _user(self) -> int:
        """Somebody who spoke with the bot long ago."""
        world = self.stage.sandbox.world
        user = world.add_user(first_name="Тұрғын")
        user.known = True
        world.open_private(user)
        return user.id

    def _unit(self, ids: Iterable[int], making: Making) -> Callable[[Transaction], Awaitable[None]]:
        async def unit(tx: Transaction) -> None:
            for telegram_id in ids:
                language = self.chance.choice(list(Language))
                person_id = await people.add(tx, telegram_id, language)
                consent = Consent(CONSENT_VERSION, language, agreed=True, decided_at=datetime.now(UTC))
                await people.add_consent(tx, person_id, consent)
                await people.set_village(tx, person_id, self.chance.choice(_HERE))
                await making(tx, person_id)

        return unit

    async def _subscribe(self, tx: Transaction, person_id: str) -> None:
        await _ask(tx, person_id, self.chance.choice([Wish.VOTE, Wish.ALL]))

    async def _neighbour(self, tx: Transaction, person_id: str) -> None:
        await people.set_village(tx, person_id, self.chance.choice(_ELSEWHERE))
        await _ask(tx, person_id, Wish.VOTE)

    async def _stand(self, tx: Transaction, person_id: str) -> None:
        await _ask(tx, person_id, Wish.STAND)

    async def _ask_nothing(self, tx: Transaction, person_id: str) -> None:
        """They only live there."""

    async def _go_away(self, tx: Transaction, person_id: str) -> None:
        await _ask(tx, person_id, Wish.VOTE)
        person = await people.by_id(tx, person_id)
        assert person is not None
        await people.set_unreachable(tx, person.telegram_id, datetime.now(UTC))

    async def _withdraw(self, tx: Transaction, person_id: str) -> None:
        await _ask(tx, person_id, Wish.VOTE)
        consent = Consent(CONSENT_VERSION, Language.KAZAKH, agreed=False, decided_at=datetime.now(UTC))
        await people.add_consent(tx, person_id, consent)

    def heard(self, telegram_ids: Iterable[int]) -> Counter[int]:
        """How many messages the bot has sent to each."""
        chats = self.stage.sandbox.world.chats
        return Counter(
            {
                one: sum(message["from"]["is_bot"] for message in chats[one].messages.values())
                for one in telegram_ids
            }
        )


async def _ask(tx: Transaction, person_id: str, wish: Wish) -> None:
    """At any hour: the test runs at night, too."""
    await wishes.put(tx, person_id, wish, Quiet.NEVER, datetime.now(UTC))


def _villages(*, inside: bool) -> list[str]:
    listed = [one for one in read(SAMPLE) if one.level is Level.VILLAGE]
    return [one.kato for one in listed if (one.parent == BAISERKE_DISTRICT) is inside]


_HERE, _ELSEWHERE = _villages(inside=True), _villages(inside=False)


async def enter(database: Database) -> None:
    """An election whose lists of voters opened yesterday, which all who vote are to be reminded of."""
    now = datetime.now(UTC)
    today = now.astimezone(ALMATY).date()
    calendars = CalendarService(database, (DANA.telegram_id, SAULE.telegram_id))
    spot = await TerritoryService(database).spot(BAISERKE_DISTRICT)
    days = today - 40 * DAY, today - 10 * DAY, today + 25 * DAY
    election = await calendars.enter(
        DANA, Election(0, spot.territory, Kind.EARLY, *days, source="Күнтізбелік жоспар"), now
    )
    moments = {
        Code.VOTING_START: RULES[Code.VOTING_START](election),
        Code.LISTS_OPEN: local(today - DAY),
    }
    for code, moment in moments.items():
        await calendars.confirm(DANA, election.id, code, moment, now)
    await calendars.approve(SAULE, election.id, now)
