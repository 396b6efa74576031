"""Two districts, their groups with moderators, and the people who live there."""

import asyncio
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest

from bot.app import SAMPLE
from bot.domain.people import Language
from bot.domain.roles import Role
from bot.domain.territories import Level, Territory
from bot.services.groups import GroupService
from bot.services.territories import read
from sandbox.person import Person
from storage import people, roles, territories
from storage.database import Transaction, connect
from tests.conftest import KEYS
from tests.torture.crowd import Moderator, Resident, Someone, Village, errands
from tests.torture.stage import Stage

Json = dict[str, object]

ILE = "196800000"
SECOND = "199900000"
LETTERS = "BCDFGHJKLMNPQRSTVWXYZ"


def second_district() -> list[Territory]:
    """A district of many small units."""
    found = [
        Territory(SECOND, "190000000", Level.DISTRICT, "Екінші ауданы", "Второй район", "Second district")
    ]
    for number, letter in enumerate(LETTERS, start=10):
        unit, name = f"1999{number}000", f"{letter}anaul"
        found += [
            Territory(unit, SECOND, Level.UNIT, f"{name} округі", f"округ {name}", f"{name} rural district"),
            Territory(f"1999{number}100", unit, Level.VILLAGE, name, name, name),
        ]
    return found


async def found_second_district(database_url: str) -> None:
    """So that there are two lines of numbers."""
    database = await connect(database_url)
    await database.write(lambda tx: territories.add(tx, second_district()))
    await database.close()


def villages(units: int) -> list[Village]:
    """One in each of so many units, of the two districts in turn as long as there are units."""
    places = [
        [
            Village(one.kato, one.name_en, one.parent or "", district)
            for one in listed
            if one.level is Level.VILLAGE
        ]
        for district, listed in ((SECOND, second_district()), (ILE, read(SAMPLE)))
    ]
    first = [list({one.unit: one for one in reversed(found)}.values()) for found in places]
    return [one for pair in zip_longest(*first) for one in pair if one is not None][:units]


class Town:
    """Everybody, on one stage."""

    def __init__(self, stage: Stage, chance: random.Random, patience: float) -> None:
        self.stage = stage
        self.chance = chance
        self.patience = patience
        self.administrator: Person
        self.residents: list[Resident] = []
        self.groups: list[int] = []
        self.left: list[int] = []  # groups that became supergroups
        self._living: dict[asyncio.Task[None], Someone] = {}

    async def bind(self, kato: str, *, kind: str = "supergroup", moderators: int = 2) -> int:
        """A group that triages the territory, in Kazakh, with so many moderators at work."""
        client = self.stage.client
        staff = [await client.person(f"Модератор {number}") for number in range(moderators)]
        title = f"Модераторлар {kato}"
        group = await client.group(
            title, owner=self.administrator, members=staff, bot="administrator", type=kind
        )
        await self._open_office(staff, int(group["id"]), kato)
        self.groups.append(group["id"])
        for turn, one in enumerate(staff):
            self.add(Moderator(one, group["id"], self.patience, (turn, moderators)))
        return int(group["id"])

    async def _open_office(self, staff: Sequence[Person], group: int, kato: str) -> None:
        """The roles and the group, beside the running bot: in chats it would take Telegram's pace minutes."""
        now = datetime.now(UTC)
        database = await connect(self.stage.database_url, KEYS)

        async def appointed(tx: Transaction) -> None:
            for one in staff:
                person_id = await people.add_staff(tx, one.id, one.first_name)
                await roles.give(tx, person_id, Role.MODERATOR, kato, now, None)

        await database.write(appointed)
        await GroupService(database, ()).bind(group, [kato], Language.KAZAKH, now)
        await database.close()

    async def people(self, count: int, reports: int, homes: Sequence[Village]) -> None:
        for number in range(count):
            person = await self.stage.client.person(f"Тұрғын {number}")
            language = self.chance.choice(list(Language))
            planned = errands(self.chance, str(number), reports)
            self.residents.append(
                Resident(person, homes[number % len(homes)], planned, language, self.patience)
            )

    def begin(self) -> None:
        for resident in self.residents:
            self.add(resident)

    def add(self, someone: Someone) -> None:
        self._living[asyncio.create_task(someone.live())] = someone

    def leave(self, group: int) -> list[Moderator]:
        """The moderators of a group that is going to be another."""
        staff = {
            task: one
            for task, one in self._living.items()
            if isinstance(one, Moderator) and one.phone.chat_id == group
        }
        for task in staff:
            task.cancel()
            del self._living[task]
        self.groups.remove(group)
        self.left.append(group)
        return list(staff.values())

    def __len__(self) -> int:
        return sum(len(one.errands) for one in self.residents)

    async def finished(self) -> bool:
        """Everybody has all receipts, and no case is open. Raises what befell anybody."""
        for task in self._living:
            if task.done():
                task.result()
        if not all(one.finished.is_set() for one in self.residents):
            return False
        open_cases = "SELECT count(*) FROM reports WHERE id % 3 = 0 AND state <> 'confirmed'"
        return not await self.stage.ledger.number(open_cases)

    async def close(self) -> None:
        for task in self._living:
            task.cancel()
        await asyncio.gather(*self._living, return_exceptions=True)

    def stuck(self) -> list[str]:
        """What those see who still wait."""
        return [
            f"{one.person.first_name} has {len(one.numbers)} of {len(one.errands)} receipts:\n{one.phone}"
            for one in self.residents
            if not one.finished.is_set()
        ]
