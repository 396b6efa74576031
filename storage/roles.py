"""Who serves which territory, and invitations to serve."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.roles import Grant, Invitation, Role
from storage.database import Row, Transaction
from storage.moments import loaded, stored


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else loaded(milliseconds)


def _grant(row: Row) -> Grant:
    return Grant(
        row["id"],
        row["person_id"],
        row["name"],
        Role(row["role"]),
        row["kato"],
        loaded(row["since"]),
        _moment(row["until"]),
    )


def _invitation(row: Row) -> Invitation:
    return Invitation(
        row["id"],
        row["inviter_id"],
        Role(row["role"]),
        row["kato"],
        _moment(row["until"]),
        loaded(row["expires_at"]),
        row["accepted_by"],
        bool(row["revoked"]),
    )


async def of_account(tx: Transaction, telegram_id: int, now: datetime) -> Sequence[Grant]:
    """The roles somebody holds now."""
    rows = await tx.all("roles_of_account", account=tx.keys.account(telegram_id), now=stored(now))
    return [_grant(row) for row in rows]


async def of_territory(tx: Transaction, kato: str, now: datetime) -> Sequence[Grant]:
    """The roles that are held now for exactly this territory."""
    return [_grant(row) for row in await tx.all("roles_of_territory", kato=kato, now=stored(now))]


async def by_id(tx: Transaction, grant_id: int, now: datetime) -> Grant | None:
    row = await tx.one("role_by_id", id=grant_id, now=stored(now))
    return _grant(row) if row else None


async def give(
    tx: Transaction, person_id: str, role: Role, kato: str, now: datetime, until: datetime | None
) -> int:
    """The id of the new grant."""
    row = await tx.one(
        "add_role",
        person_id=person_id,
        role=role.value,
        kato=kato,
        since=stored(now),
        until=None if until is None else stored(until),
    )
    assert row is not None
    return int(row["id"])


async def ever(tx: Transaction, grant_id: int) -> Grant | None:
    """Also one that has ended."""
    row = await tx.one("role_ever", id=grant_id)
    return _grant(row) if row else None


async def end(tx: Transaction, grant: Grant) -> None:
    await tx.run("end_role", id=grant.id)


async def invite(tx: Transaction, invitation: Invitation, digest: str) -> None:
    """Once: an invitation with the same digest stays as it is."""
    await tx.run(
        "add_invitation",
        digest=digest,
        inviter_id=invitation.inviter_id,
        role=invitation.role.value,
        kato=invitation.kato,
        until=None if invitation.until is None else stored(invitation.until),
        expires_at=stored(invitation.expires_at),
    )


async def invitation(tx: Transaction, digest: str) -> Invitation | None:
    row = await tx.one("invitation_by_digest", digest=digest)
    return _invitation(row) if row else None


async def invitation_by_id(tx: Transaction, invitation_id: int) -> Invitation | None:
    row = await tx.one("invitation_by_id", id=invitation_id)
    return _invitation(row) if row else None


async def invitations(tx: Transaction, kato: str, now: datetime) -> Sequence[Invitation]:
    """Those to exactly this territory that can still be accepted."""
    return [_invitation(row) for row in await tx.all("open_invitations", kato=kato, now=stored(now))]


async def accept(tx: Transaction, invitation: Invitation, person_id: str) -> None:
    await tx.run("accept_invitation", id=invitation.id, person_id=person_id)


async def revoke(tx: Transaction, invitation: Invitation) -> None:
    await tx.run("revoke_invitation", id=invitation.id)


async def any_in(tx: Transaction, kato: str, role: Role, now: datetime) -> bool:
    """Whether anybody holds the role in a territory or in what lies in it directly."""
    return await tx.one("any_role_in", kato=kato, role=role.value, now=stored(now)) is not None
