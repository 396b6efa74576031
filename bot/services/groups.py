"""Groups that triage territories: connecting them, losing and finding them again."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.audits import Deed
from bot.domain.bindings import (
    CODE_DIGITS,
    CODE_TERM,
    Binding,
    NothingChosen,
    NothingToConnect,
)
from bot.domain.groups import Group, NotAllowed, NotBound, Staff
from bot.domain.letters import LetterKind
from bot.domain.people import Language
from bot.domain.roles import Right
from bot.domain.territories import Level, NoSuchTerritory, Territory
from bot.services.letters import release_group, tell_admins
from bot.services.people import acting
from bot.services.roles import holder_of
from bot.services.territories import spot_of
from storage import audits, groups, people, territories
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class GroupService:
    database: Database
    admin_ids: Collection[int]

    @reading
    async def of_chat(self, tx: Transaction, chat_id: int) -> Group | None:
        return await groups.by_chat(tx, chat_id)

    @reading
    async def hears(self, tx: Transaction, unit: str) -> bool:
        """Whether a group triages what is reported in the unit."""
        return await serving(tx, unit) is not None

    @writing
    async def ask(self, tx: Transaction, staff: Staff, title: str, now: datetime) -> Binding:
        """Somebody who may connect a group asks for it in the group: the code that confirms it in private.

        Asked again, it is the same as long as it holds.

        Raises NotAllowed for who may connect none.
        """
        await self._must_connect(tx, staff.telegram_id, now)
        person_id = await acting(tx, staff)
        await groups.drop_bindings_before(tx, now - CODE_TERM)
        for asked in await _waiting(tx, staff.telegram_id, now):
            if asked.chat_id == staff.chat_id:
                return asked
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
        binding = Binding(staff.chat_id, title, code, now)
        await groups.put_binding(tx, binding, person_id)
        return binding

    @writing
    async def confirm(self, tx: Transaction, telegram_id: int, code: str, now: datetime) -> Binding | None:
        """The group whose code this is; None when it is none, which counts against all that are asked for.

        Raises NotAllowed for whose right to connect groups has ended since.
        """
        tried = [binding.tried(code) for binding in await _waiting(tx, telegram_id, now)]
        confirmed = next((one for one in tried if one.confirmed), None)
        if confirmed is not None:
            await self._must_connect(tx, telegram_id, now)
        for one in [confirmed] if confirmed else tried:
            await groups.save_binding(tx, one)
        return confirmed

    @reading
    async def asked(self, tx: Transaction, telegram_id: int, now: datetime) -> list[Binding]:
        """The groups that wait for a code of this person's, the latest first."""
        return await _waiting(tx, telegram_id, now)

    @reading
    async def being_connected(self, tx: Transaction, telegram_id: int, now: datetime) -> Binding:
        """The group that was confirmed last. Raises NothingToConnect."""
        return await self._confirmed(tx, telegram_id, now)

    @writing
    async def choose(self, tx: Transaction, telegram_id: int, kato: str, now: datetime) -> Binding:
        """The territory is to be served, or not after all; all of one group's lie in one district.

        Raises NothingToConnect, NotAllowed, NoSuchTerritory.
        """
        binding = await self._confirmed(tx, telegram_id, now)
        territory = await self._connectable(tx, telegram_id, kato, now)
        others = [one for one in binding.chosen if await _beside(tx, one, territory)]
        binding = replace(binding, chosen=tuple(others)).toggled(kato)
        await groups.save_binding(tx, binding)
        return binding

    @writing
    async def connect(
        self, tx: Transaction, staff: Staff, language: Language, now: datetime
    ) -> tuple[Binding, Group]:
        """The chosen group serves the chosen territories from now on; told twice, it is connected once.

        Raises NothingToConnect, NothingChosen, NotAllowed.
        """
        binding = await self._confirmed(tx, staff.telegram_id, now)
        if not binding.chosen:
            raise NothingChosen
        for kato in binding.chosen:
            await self._connectable(tx, staff.telegram_id, kato, now)
        before = await groups.by_chat(tx, binding.chat_id)
        group = await _bind(tx, binding.chat_id, binding.chosen, language, now)
        if before is None or (before.katos, before.language) != (group.katos, group.language):
            actor_id = await acting(tx, staff)
            for kato in group.katos:
                await audits.add(tx, Deed.CONNECTED, now, actor_id=actor_id, kato=kato, detail=language.value)
        return binding, group

    @writing
    async def bind(
        self, tx: Transaction, chat_id: int, katos: Collection[str], language: Language, now: datetime
    ) -> None:
        """Connect without asking anybody: for those who set the whole program up."""
        for kato in katos:
            await _known(tx, kato)
        await _bind(tx, chat_id, tuple(katos), language, now)

    @writing
    async def disconnect(self, tx: Transaction, staff: Staff, now: datetime) -> None:
        """The group serves nothing from now on; what comes waits. Raises NotBound, NotAllowed."""
        group = await self._ruled(tx, staff, now)
        actor_id = await acting(tx, staff)
        await groups.unbind(tx, staff.chat_id)
        for kato in group.katos:
            await release_group(tx, kato, now)
            await audits.add(tx, Deed.DISCONNECTED, now, actor_id=actor_id, kato=kato)

    @reading
    async def must_rule(self, tx: Transaction, staff: Staff, now: datetime) -> Group:
        """The group, if this person may disconnect it. Raises NotBound, NotAllowed."""
        return await self._ruled(tx, staff, now)

    @writing
    async def speak(self, tx: Transaction, staff: Staff, language: Language, now: datetime) -> None:
        """Raises NotBound, NotAllowed."""
        group = await groups.by_chat(tx, staff.chat_id)
        if group is None:
            raise NotBound
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        if not any(holder.may(Right.TRIAGE, line) for line in group.lines):
            raise NotAllowed
        if group.language is language:
            return
        actor_id = await acting(tx, staff)
        await groups.set_language(tx, staff.chat_id, language)
        for kato in group.katos:
            await audits.add(tx, Deed.LANGUAGE_SET, now, actor_id=actor_id, kato=kato, detail=language.value)

    @writing
    async def lost(self, tx: Transaction, chat_id: int, trouble: str, now: datetime) -> None:
        """The bot was put out of the group or silenced: administrators hear of it, once."""
        if group := await groups.set_trouble(tx, chat_id, trouble):
            await tell_admins(tx, self.admin_ids, LetterKind.GROUP_LOST, group.katos[0], now)

    @writing
    async def found(self, tx: Transaction, chat_id: int, now: datetime) -> None:
        """The bot may write again: what was held goes."""
        if group := await groups.clear_trouble(tx, chat_id):
            await release_all(tx, group, now)

    @writing
    async def moved(self, tx: Transaction, chat_id: int, new_chat_id: int, now: datetime) -> None:
        """The group became a supergroup; what was held for it goes there."""
        if group := await groups.move(tx, chat_id, new_chat_id):
            await release_all(tx, group, now)

    async def _ruled(self, tx: Transaction, staff: Staff, now: datetime) -> Group:
        group = await groups.by_chat(tx, staff.chat_id)
        if group is None:
            raise NotBound
        holder = await holder_of(tx, self.admin_ids, staff.telegram_id, now)
        for line in group.lines:
            holder.must(Right.CONNECT, line)
        return group

    async def _must_connect(self, tx: Transaction, telegram_id: int, now: datetime) -> None:
        """Raises NotAllowed for who may connect no group to anything."""
        holder = await holder_of(tx, self.admin_ids, telegram_id, now)
        holder.must(Right.CONNECT, {grant.kato for grant in holder.grants})

    async def _confirmed(self, tx: Transaction, telegram_id: int, now: datetime) -> Binding:
        """Raises NotAllowed, NothingToConnect."""
        await self._must_connect(tx, telegram_id, now)
        confirmed = next((one for one in await _asked(tx, telegram_id, now) if one.confirmed), None)
        if confirmed is None:
            raise NothingToConnect
        return confirmed

    async def _connectable(self, tx: Transaction, telegram_id: int, kato: str, now: datetime) -> Territory:
        """Raises NotAllowed, NoSuchTerritory."""
        territory = await _known(tx, kato)
        holder = await holder_of(tx, self.admin_ids, telegram_id, now)
        holder.must(Right.CONNECT, (await spot_of(tx, kato)).line)
        return territory


async def serving(tx: Transaction, unit: str) -> Group | None:
    """The group of the unit, else of its district."""
    if group := await groups.of_territory(tx, unit):
        return group
    territory = await territories.by_kato(tx, unit)
    return await groups.of_territory(tx, territory.parent) if territory and territory.parent else None


async def release_all(tx: Transaction, group: Group, now: datetime) -> None:
    """What was held for any of the group's territories goes."""
    for kato in group.katos:
        await release_group(tx, kato, now)


async def _asked(tx: Transaction, telegram_id: int, now: datetime) -> list[Binding]:
    person = await people.by_account(tx, telegram_id)
    return await groups.bindings_of(tx, person.id, now - CODE_TERM) if person else []


async def _waiting(tx: Transaction, telegram_id: int, now: datetime) -> list[Binding]:
    asked = await _asked(tx, telegram_id, now)
    return [one for one in asked if not one.confirmed and not one.guessed_out]


async def _known(tx: Transaction, kato: str) -> Territory:
    """What a group can serve. Raises NoSuchTerritory."""
    territory = await territories.offered(tx, kato)
    if territory is None or territory.level not in (Level.DISTRICT, Level.UNIT):
        raise NoSuchTerritory
    return territory


async def _beside(tx: Transaction, kato: str, chosen: Territory) -> bool:
    """Whether one group can serve both: units of one district."""
    other = await territories.by_kato(tx, kato)
    return other is not None and other.level is chosen.level is Level.UNIT and other.parent == chosen.parent


async def _bind(
    tx: Transaction, chat_id: int, katos: Collection[str], language: Language, now: datetime
) -> Group:
    before = await groups.by_chat(tx, chat_id)
    await groups.bind(tx, katos, chat_id, language, now)
    group = await groups.by_chat(tx, chat_id)
    assert group is not None
    await release_all(tx, group, now)
    if before is not None:  # what was held there goes to whoever serves it now
        await release_all(tx, before, now)
    return group
