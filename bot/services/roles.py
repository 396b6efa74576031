"""Who serves: roles given by invitation, looked at, and ended."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.domain.audits import Deed
from bot.domain.groups import NotAllowed, Staff
from bot.domain.letters import LetterKind
from bot.domain.people import Language
from bot.domain.roles import (
    INVITATION_TERM,
    Grant,
    Holder,
    Invitation,
    NoSuchGrant,
    NoSuchInvitation,
    Offer,
    Right,
    Role,
    Team,
    Way,
    check_end,
)
from bot.domain.territories import Level, NoSuchTerritory, Spot
from bot.services.letters import leave_about_role
from bot.services.people import acting
from bot.services.territories import known, listing_of, spot_of
from storage import audits, people, roles
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class RoleService:
    database: Database
    admin_ids: Collection[int]

    @reading
    async def holder(self, tx: Transaction, telegram_id: int, now: datetime) -> Holder:
        """Somebody with the roles they hold now."""
        return await holder_of(tx, self.admin_ids, telegram_id, now)

    @reading
    async def way(
        self, tx: Transaction, staff: Staff, right: Right, kato: str, language: Language, now: datetime
    ) -> Way:
        """Onward from a territory to a unit where somebody has the right; from one where they have not, and from none,
        through what they serve, an administrator through the country. Raises NotAllowed, NoSuchTerritory.
        """
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        served = holder.anywhere(right)
        if not holder.administers and not served:
            raise NotAllowed
        if kato and not holder.may(right, (await spot_of(tx, kato)).line):
            kato = ""
        if not kato and len(served) == 1 and not holder.administers:
            kato = served[0]
        if kato and (await known(tx, kato)).level is Level.UNIT:
            return Way(kato)
        if kato or holder.administers:
            return Way(None, kato, (await listing_of(tx, kato, language)).listed)
        return Way(None, "", [await known(tx, one) for one in served])

    @reading
    async def team(self, tx: Transaction, telegram_id: int, kato: str, now: datetime) -> Team:
        """Raises NotAllowed for who serves neither the territory nor what stands above it, NoSuchTerritory."""
        spot = await spot_of(tx, kato)
        holder = await holder_of(tx, self.admin_ids, telegram_id, now)
        if not holder.administers and not holder.of(spot.line):
            raise NotAllowed
        gives = holder.gives(spot.territory.level, spot.line)
        invitations = await roles.invitations(tx, kato, now)
        return Team(
            spot,
            await roles.of_territory(tx, kato, now),
            [one for one in invitations if one.role in gives],
            gives,
        )

    @writing
    async def invite(
        self,
        tx: Transaction,
        staff: Staff,
        role: Role,
        kato: str,
        until: datetime | None,
        seed: str,
        now: datetime,
    ) -> tuple[Offer, str]:
        """The invitation, and the token of its link; asked twice with one seed it is the same invitation.

        Raises NotAllowed, NoSuchTerritory, WrongDay.
        """
        spot = await spot_of(tx, kato)
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        holder.must_give(role, spot.territory.level, spot.line)
        if until is not None:
            check_end(until, now)
        inviter_id = await acting(tx, staff)
        token = tx.keys.token(f"{inviter_id} {role} {kato} {seed}")
        known = await roles.invitation(tx, _digest(token))
        if known is None:
            new = Invitation(0, inviter_id, role, kato, until, now + INVITATION_TERM)
            await roles.invite(tx, new, _digest(token))
            await audits.add(tx, Deed.INVITED, now, actor_id=inviter_id, kato=kato, role=role)
            known = await roles.invitation(tx, _digest(token))
            assert known is not None
        return Offer(known, spot), token

    @reading
    async def offered(self, tx: Transaction, telegram_id: int, token: str, now: datetime) -> Offer:
        """What the link gives. Raises NoSuchInvitation, InvitationUsed, InvitationOver."""
        return await self._offer(tx, telegram_id, token, now)

    @writing
    async def join(self, tx: Transaction, staff: Staff, token: str, now: datetime) -> Offer:
        """Accept: the role is theirs from now on. Who accepted it before has it already.

        Raises NoSuchInvitation, InvitationUsed, InvitationOver.
        """
        offer = await self._offer(tx, staff.telegram_id, token, now)
        given = offer.invitation
        if given.accepted_by is not None:
            return offer
        person_id = await acting(tx, staff)
        await roles.accept(tx, given, person_id)
        for grant in await roles.of_territory(tx, given.kato, now):
            theirs = grant.person_id == person_id and grant.role is given.role
            if theirs or grant.role is given.role is Role.AKIM:  # there is one
                await roles.end(tx, grant)
                if not theirs:
                    await _note_end(tx, grant, person_id, now)
                    await leave_about_role(tx, LetterKind.ROLE_ENDED, grant.id, grant.person_id, now)
        grant_id = await roles.give(tx, person_id, given.role, given.kato, now, given.until)
        await leave_about_role(tx, LetterKind.ROLE_TAKEN, grant_id, given.inviter_id, now)
        await audits.add(
            tx,
            Deed.JOINED,
            now,
            actor_id=given.inviter_id,
            kato=given.kato,
            role=given.role,
            subject_id=person_id,
        )
        return offer

    @writing
    async def end(self, tx: Transaction, staff: Staff, grant_id: int, now: datetime) -> Grant:
        """End somebody's role, or one's own. Raises NoSuchGrant, NotAllowed."""
        grant = await self._grant(tx, staff.telegram_id, grant_id, now)
        actor_id = await acting(tx, staff)
        await roles.end(tx, grant)
        await _note_end(tx, grant, actor_id, now)
        if grant.person_id != actor_id:
            await leave_about_role(tx, LetterKind.ROLE_ENDED, grant.id, grant.person_id, now)
        return grant

    @reading
    async def ending(self, tx: Transaction, telegram_id: int, grant_id: int, now: datetime) -> Grant:
        """The role, if it could be ended now by this person; raises what `end` would."""
        return await self._grant(tx, telegram_id, grant_id, now)

    @writing
    async def withdraw(self, tx: Transaction, staff: Staff, invitation_id: int, now: datetime) -> Invitation:
        """Take an invitation back. Raises NoSuchInvitation, NotAllowed, InvitationUsed, InvitationOver."""
        found = await roles.invitation_by_id(tx, invitation_id)
        if found is None:
            raise NoSuchInvitation
        spot = await spot_of(tx, found.kato)
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        holder.must_give(found.role, spot.territory.level, spot.line)
        if found.revoked:
            return found
        found.check(now)
        await roles.revoke(tx, found)
        actor_id = await acting(tx, staff)
        await audits.add(
            tx, Deed.INVITATION_REVOKED, now, actor_id=actor_id, kato=found.kato, role=found.role
        )
        return found

    async def _offer(self, tx: Transaction, telegram_id: int, token: str, now: datetime) -> Offer:
        found = await roles.invitation(tx, _digest(token))
        if found is None:
            raise NoSuchInvitation
        spot = await spot_of(tx, found.kato)
        person = await people.by_account(tx, telegram_id)
        if person is not None and person.id == found.accepted_by:
            held = await roles.of_account(tx, telegram_id, now)
            if any((one.role, one.kato) == (found.role, found.kato) for one in held):
                return Offer(found, spot)
        found.check(now)
        inviter = await people.by_id(tx, found.inviter_id)
        if inviter is None:
            raise NoSuchInvitation
        holder = await holder_of(tx, self.admin_ids, inviter.telegram_id, now)
        if found.role not in holder.gives(spot.territory.level, spot.line):
            raise NoSuchInvitation
        return Offer(found, spot)

    async def _grant(self, tx: Transaction, telegram_id: int, grant_id: int, now: datetime) -> Grant:
        grant = await roles.by_id(tx, grant_id, now)
        if grant is None:
            raise NoSuchGrant
        spot = await spot_of(tx, grant.kato)
        holder = await holder_of(tx, self.admin_ids, telegram_id, now)
        if grant.id not in {own.id for own in holder.grants}:
            holder.must_give(grant.role, spot.territory.level, spot.line)
        return grant


async def holder_of(tx: Transaction, admin_ids: Collection[int], telegram_id: int, now: datetime) -> Holder:
    grants = await roles.of_account(tx, telegram_id, now)
    return Holder(telegram_id, telegram_id in admin_ids, tuple(grants))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def _note_end(tx: Transaction, grant: Grant, actor_id: str, now: datetime) -> None:
    await audits.add(
        tx,
        Deed.ROLE_ENDED,
        now,
        actor_id=actor_id,
        kato=grant.kato,
        role=grant.role,
        subject_id=grant.person_id,
    )


async def served(
    tx: Transaction, admin_ids: Collection[int], telegram_id: int, kato: str, right: Right, now: datetime
) -> Spot:
    """A unit or a district where somebody has the right now. Raises NotAllowed, NoSuchTerritory."""
    spot = await spot_of(tx, kato)
    if spot.territory.level not in (Level.DISTRICT, Level.UNIT):
        raise NoSuchTerritory
    holder = await holder_of(tx, admin_ids, telegram_id, now)
    holder.must(right, spot.line)
    return spot
