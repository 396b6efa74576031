"""Groups that triage a territory: binding them, naming moderators, losing and finding them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.groups import Group, NotAllowed, NotBound, Staff
from bot.domain.letters import LetterKind
from bot.domain.people import Language
from bot.domain.territories import Level, NoSuchTerritory
from bot.services.letters import release_group, tell_admins
from storage import groups, people, territories
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class GroupService:
    database: Database
    admin_ids: Sequence[int]

    def must_be_admin(self, telegram_id: int) -> None:
        """Raises NotAllowed for anyone but an administrator of the bot."""
        if telegram_id not in self.admin_ids:
            raise NotAllowed

    @reading
    async def of_chat(self, tx: Transaction, chat_id: int) -> Group | None:
        return await groups.by_chat(tx, chat_id)

    @writing
    async def bind(self, tx: Transaction, chat_id: int, kato: str, language: Language, now: datetime) -> None:
        """The group triages the territory from now on, and gets what has waited for it."""
        territory = await territories.offered(tx, kato)
        if territory is None or territory.level not in (Level.DISTRICT, Level.UNIT):
            raise NoSuchTerritory
        before = await groups.by_chat(tx, chat_id)
        await groups.bind(tx, kato, chat_id, language, now)
        await release_group(tx, kato, now)
        if before is not None:  # what was held there goes to whoever serves it now
            await release_group(tx, before.kato, now)

    @writing
    async def meet(self, tx: Transaction, staff: Staff) -> None:
        """Know an administrator who works in a group: troubles are told to them, in their language."""
        await people.add_staff(tx, staff.telegram_id, staff.name, staff.language)

    @writing
    async def speak(self, tx: Transaction, chat_id: int, language: Language) -> None:
        await groups.set_language(tx, chat_id, language)

    @writing
    async def name_moderator(self, tx: Transaction, staff: Staff, now: datetime) -> None:
        """Raises NotBound."""
        if await groups.by_chat(tx, staff.chat_id) is None:
            raise NotBound
        person_id = await people.add_staff(tx, staff.telegram_id, staff.name, staff.language)
        await groups.add_moderator(tx, staff.chat_id, person_id, now)

    @writing
    async def dismiss(self, tx: Transaction, chat_id: int, telegram_id: int) -> None:
        """Who leaves the group is no moderator of it any more."""
        await groups.drop_moderator(tx, chat_id, telegram_id)

    @reading
    async def is_named(self, tx: Transaction, chat_id: int, telegram_id: int) -> bool:
        return await groups.is_moderator(tx, chat_id, telegram_id)

    @writing
    async def lost(self, tx: Transaction, chat_id: int, trouble: str, now: datetime) -> None:
        """The bot was put out of the group or silenced: administrators hear of it, once."""
        if kato := await groups.set_trouble(tx, chat_id, trouble):
            await tell_admins(tx, self.admin_ids, LetterKind.GROUP_LOST, kato, now)

    @writing
    async def found(self, tx: Transaction, chat_id: int, now: datetime) -> None:
        """The bot may write again: what was held goes."""
        if kato := await groups.clear_trouble(tx, chat_id):
            await release_group(tx, kato, now)

    @writing
    async def moved(self, tx: Transaction, chat_id: int, new_chat_id: int, now: datetime) -> None:
        """The group became a supergroup; what was held for it goes there."""
        if kato := await groups.move(tx, chat_id, new_chat_id):
            await release_group(tx, kato, now)
