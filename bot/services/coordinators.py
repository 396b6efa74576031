"""Who answers for a district beyond the moderators of its groups: its coordinators, and the bot's administrators."""

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.domain.people import Language
from bot.domain.roles import Role
from storage import people, roles
from storage.database import Transaction


async def administrators(tx: Transaction, admin_ids: Iterable[int]) -> list[str]:
    """The ids of the bot's administrators, also of those who have never spoken with it."""
    found = []
    for telegram_id in admin_ids:
        admin = await people.by_account(tx, telegram_id)
        found.append(admin.id if admin else await people.add(tx, telegram_id, Language.KAZAKH))
    return found


async def coordinators(tx: Transaction, district: str, now: datetime) -> list[str]:
    """The ids of those who coordinate the district now."""
    grants = await roles.of_territory(tx, district, now)
    return list(dict.fromkeys(one.person_id for one in grants if one.role is Role.COORDINATOR))


async def answering_for(
    tx: Transaction, district: str, admin_ids: Collection[int], now: datetime
) -> list[str]:
    """The ids of those who decide about the district: administrators only where nobody coordinates it."""
    return await coordinators(tx, district, now) or await administrators(tx, admin_ids)
