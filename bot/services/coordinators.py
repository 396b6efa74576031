"""Who answers for a district beyond the moderators of its groups: the administrators of the bot."""

from collections.abc import Sequence

from bot.domain.groups import NotAllowed
from bot.services.letters import administrators
from storage.database import Transaction


async def coordinators_of(
    tx: Transaction,
    district: str,  # noqa: ARG001 - the administrators answer for all of them
    admin_ids: Sequence[int],
) -> list[str]:
    """The ids of those who are asked about somebody of the district."""
    return await administrators(tx, admin_ids)


def must_coordinate(
    telegram_id: int,
    district: str | None,  # noqa: ARG001 - the same
    admin_ids: Sequence[int],
) -> None:
    """Raises NotAllowed for anyone else."""
    if telegram_id not in admin_ids:
        raise NotAllowed
