"""Moderators' groups and those named moderators in them."""

from datetime import datetime

from bot.domain.groups import Group
from bot.domain.people import Language
from bot.domain.reports import State
from storage.database import Row, Transaction
from storage.moments import stored


def _group(row: Row) -> Group:
    return Group(row["kato"], row["chat_id"], Language(row["language"]), row["trouble"])


async def of_territory(tx: Transaction, kato: str) -> Group | None:
    row = await tx.one("group_of_territory", kato=kato)
    return _group(row) if row else None


async def by_chat(tx: Transaction, chat_id: int) -> Group | None:
    row = await tx.one("group_by_chat", chat_id=chat_id)
    return _group(row) if row else None


async def bind(tx: Transaction, kato: str, chat_id: int, language: Language, now: datetime) -> None:
    """The chat becomes this territory's only group, and this territory the chat's only one."""
    await tx.run("unbind_chat", chat_id=chat_id)
    await tx.run("bind_group", kato=kato, chat_id=chat_id, language=language.value, bound_at=stored(now))


async def set_language(tx: Transaction, chat_id: int, language: Language) -> None:
    await tx.run("set_group_language", chat_id=chat_id, language=language.value)


async def set_trouble(tx: Transaction, chat_id: int, trouble: str) -> str | None:
    """The group's territory, unless its trouble was known or it is nobody's group."""
    row = await tx.one("set_group_trouble", chat_id=chat_id, trouble=trouble)
    return str(row["kato"]) if row else None


async def clear_trouble(tx: Transaction, chat_id: int) -> str | None:
    """The territory of a group that was in trouble until now."""
    row = await tx.one("clear_group_trouble", chat_id=chat_id)
    return str(row["kato"]) if row else None


async def move(tx: Transaction, chat_id: int, new_chat_id: int) -> str | None:
    """A group became a supergroup and got a new id; its territory, if it serves it under that id from now on.

    Nobody is left under the old id: where the new one serves a territory already, the old one's has no group now.
    """
    row = await tx.one("move_group", chat_id=chat_id, new_chat_id=new_chat_id)
    await tx.run("unbind_chat", chat_id=chat_id)
    await tx.run("copy_moderators", chat_id=chat_id, new_chat_id=new_chat_id)
    await tx.run("drop_moderators", chat_id=chat_id)
    return str(row["kato"]) if row else None


async def add_moderator(tx: Transaction, chat_id: int, person_id: str, now: datetime) -> None:
    await tx.run("add_moderator", chat_id=chat_id, person_id=person_id, named_at=stored(now))


async def drop_moderator(tx: Transaction, chat_id: int, telegram_id: int) -> None:
    await tx.run("drop_moderator", chat_id=chat_id, account=tx.keys.account(telegram_id))


async def is_moderator(tx: Transaction, chat_id: int, telegram_id: int) -> bool:
    return await tx.one("moderator", chat_id=chat_id, account=tx.keys.account(telegram_id)) is not None


async def waiting_reports(tx: Transaction, kato: str) -> list[int]:
    rows = await tx.all(
        "waiting_reports_of", kato=kato, first=State.RECEIVED.value, second=State.REOPENED.value
    )
    return [row["id"] for row in rows]
