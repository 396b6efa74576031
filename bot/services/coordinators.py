"""Who answers for a district beyond the moderators of its groups: its coordinators, else the bot's administrators."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.roles import Role
from bot.services.letters import administrators
from storage import roles
from storage.database import Transaction


async def coordinators_of(
    tx: Transaction, district: str, admin_ids: Collection[int], now: datetime
) -> list[str]:
    """The ids of those who are asked about somebody of the district."""
    grants = await roles.of_territory(tx, district, now)
    found = dict.fromkeys(one.person_id for one in grants if one.role is Role.COORDINATOR)
    return list(found) or await administrators(tx, admin_ids)
