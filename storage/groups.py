"""Moderators' groups, which territories they serve, and groups that ask to be connected."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.bindings import Binding
from bot.domain.groups import Group
from bot.domain.people import Language
from bot.domain.territories import Level
from storage.database import Row, Transaction
from storage.moments import loaded, stored


async def _group(tx: Transaction, row: Row) -> Group:
    served = await tx.all("served_by", chat_id=row["chat_id"])
    district = next(
        (one["kato"] if one["level"] == Level.DISTRICT else one["parent"] for one in served), None
    )
    katos = tuple(one["kato"] for one in served)
    return Group(katos, district, row["chat_id"], Language(row["language"]), row["trouble"])


async def of_territory(tx: Transaction, kato: str) -> Group | None:
    row = await tx.one("group_of_territory", kato=kato)
    return await _group(tx, row) if row else None


async def by_chat(tx: Transaction, chat_id: int) -> Group | None:
    row = await tx.one("group_by_chat", chat_id=chat_id)
    return await _group(tx, row) if row else None


async def bind(
    tx: Transaction, katos: Iterable[str], chat_id: int, language: Language, now: datetime
) -> None:
    """The chat becomes these territories' only group, and they the chat's only ones."""
    await tx.run("serve_nothing", chat_id=chat_id)
    await tx.run("put_group", chat_id=chat_id, language=language.value, bound_at=stored(now))
    for kato in katos:
        await tx.run("serve", kato=kato, chat_id=chat_id)
    await tx.run("drop_idle_groups")


async def unbind(tx: Transaction, chat_id: int) -> None:
    await tx.run("serve_nothing", chat_id=chat_id)
    await tx.run("drop_idle_groups")


async def set_language(tx: Transaction, chat_id: int, language: Language) -> None:
    await tx.run("set_group_language", chat_id=chat_id, language=language.value)


async def set_trouble(tx: Transaction, chat_id: int, trouble: str) -> Group | None:
    """The group, unless its trouble was known or it is nobody's."""
    row = await tx.one("set_group_trouble", chat_id=chat_id, trouble=trouble)
    return await by_chat(tx, chat_id) if row else None


async def clear_trouble(tx: Transaction, chat_id: int) -> Group | None:
    """The group that was in trouble until now."""
    row = await tx.one("clear_group_trouble", chat_id=chat_id)
    return await by_chat(tx, chat_id) if row else None


async def move(tx: Transaction, chat_id: int, new_chat_id: int) -> Group | None:
    """A group became a supergroup and got a new id: it, if it serves its territories under that id from now on.

    Nobody is left under the old id: where the new one serves already, the old one's territories have no group now.
    """
    row = await tx.one("move_group", chat_id=chat_id, new_chat_id=new_chat_id)
    if row is None:
        await unbind(tx, chat_id)
        return None
    await tx.run("move_served", chat_id=chat_id, new_chat_id=new_chat_id)
    return await by_chat(tx, new_chat_id)


async def put_binding(tx: Transaction, binding: Binding, person_id: str) -> None:
    """What the chat asked for before is asked no more."""
    await tx.run(
        "put_binding",
        chat_id=binding.chat_id,
        person_id=person_id,
        title=binding.title,
        code=binding.code,
        asked_at=stored(binding.asked_at),
    )


async def bindings_of(tx: Transaction, person_id: str, since: datetime) -> list[Binding]:
    """What this person has asked for since then, the latest first."""
    return [
        Binding(
            row["chat_id"],
            row["title"],
            row["code"],
            loaded(row["asked_at"]),
            row["tries"],
            bool(row["confirmed"]),
            tuple(row["chosen"].split()),
        )
        for row in await tx.all("bindings_of", person_id=person_id, since=stored(since))
    ]


async def save_binding(tx: Transaction, binding: Binding) -> None:
    await tx.run(
        "save_binding",
        chat_id=binding.chat_id,
        tries=binding.tries,
        confirmed=int(binding.confirmed),
        chosen=" ".join(binding.chosen),
    )


async def drop_bindings_before(tx: Transaction, before: datetime) -> None:
    await tx.run("drop_old_bindings", before=stored(before))
