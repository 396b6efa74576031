"""All that is kept about one person, and its erasure."""

import json
import secrets
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from bot.domain.letters import LetterKind, to_person
from bot.domain.privacy import Aside, Receipt, Waiting
from storage.database import Transaction
from storage.moments import loaded


async def name(tx: Transaction, person_id: str) -> str | None:
    """Kept of staff alone."""
    row = await tx.one("person_in_full", id=person_id)
    return row["name"] if row else None


async def unreachable_since(tx: Transaction, person_id: str) -> datetime | None:
    row = await tx.one("person_in_full", id=person_id)
    return loaded(row["unreachable_since"]) if row and row["unreachable_since"] is not None else None


async def conversations(tx: Transaction, telegram_id: int) -> list[str]:
    """What words are awaited for, in whichever chat."""
    return [row["state"] for row in await tx.all("conversations_of", user_id=tx.keys.account(telegram_id))]


async def waiting(tx: Transaction, person_id: str) -> list[Waiting]:
    rows = await tx.all("letters_to", recipient=to_person(person_id))
    return [Waiting(LetterKind(row["kind"]), loaded(row["due_at"])) for row in rows]


async def aside(tx: Transaction, telegram_id: int) -> list[Aside]:
    """What the person themselves sent."""
    opened = [(row, json.loads(tx.keys.open(row["body"]))) for row in await tx.all("quarantined")]
    return [
        Aside(row["reason"], loaded(row["set_aside_at"]), body)
        for row, body in opened
        if telegram_id in _senders(body)
    ]


def _senders(update: dict[str, Any]) -> Iterator[Any]:
    for event in update.values():
        for part in ("from", "user"):
            sender = event.get(part) if isinstance(event, dict) else None
            if isinstance(sender, dict):
                yield sender.get("id")


def _names(thing: Any, telegram_id: int) -> bool:
    """Whether the account stands anywhere in an update: as its sender, its chat, or who is replied to."""
    if isinstance(thing, dict):
        return thing.get("id") == telegram_id or any(_names(one, telegram_id) for one in thing.values())
    return isinstance(thing, list) and any(_names(one, telegram_id) for one in thing)


async def forget_account(tx: Transaction, telegram_id: int) -> None:
    """What leads to an account, whether or not it is a person's: conversations, posts, sources, updates set aside."""
    account = tx.keys.account(telegram_id)
    await tx.run("forget_conversations_of", user_id=account)
    await tx.run("forget_posts_to", chat_id=account)
    await tx.run("forget_sources", chat_id=account)
    for row in await tx.all("quarantined"):
        if _names(json.loads(tx.keys.open(row["body"])), telegram_id):
            await tx.run("drop_quarantined", update_id=row["update_id"])


async def forget_report(tx: Transaction, report_id: int) -> None:
    """All that was said about it, by its author, and by the office to its author: it may repeat the author's words.

    What other residents have added is theirs, and stays for them to take up. That the office did something, and when, stays.
    """
    await tx.run("forget_words", id=report_id)
    await tx.run("forget_said", id=report_id)
    await tx.run("forget_attachments_of", id=report_id)


async def forget_person(tx: Transaction, person_id: str) -> None:
    """The person is nobody from now on.

    Their consents stay, by version, language, decision and date, on the random id to which no account leads any
    more: it is the least that proves that what was done until now was agreed to (PDL art. 8).
    """
    await tx.run("forget_parts_of", person_id=person_id)
    await tx.run("forget_drafts_of", person_id=person_id)
    await tx.run("forget_albums", person_id=person_id)
    await tx.run("forget_letters_to", recipient=to_person(person_id))
    await tx.run("forget_roles", person_id=person_id)
    await tx.run("forget_subscriptions", person_id=person_id)
    await tx.run("forget_invitations", person_id=person_id)
    await tx.run("forget_bindings", person_id=person_id)
    await tx.run("forget_person", id=person_id, nobody=-1 - secrets.randbits(62))


async def add_receipt(tx: Transaction, receipt: Receipt) -> None:
    await tx.run(
        "add_receipt",
        code=receipt.code,
        day=receipt.day.isoformat(),
        drafts=receipt.drafts,
        withdrawn=receipt.withdrawn,
        unsigned=receipt.unsigned,
    )


async def unswept(tx: Transaction) -> list[str]:
    """The receipts of what the engine may have copies of yet."""
    return [row["code"] for row in await tx.all("unswept")]


async def mark_swept(tx: Transaction, codes: Iterable[str]) -> None:
    await tx.many("mark_swept", [{"code": code} for code in codes])


async def receipt(tx: Transaction, code: str) -> Receipt | None:
    row = await tx.one("receipt", code=code)
    if row is None:
        return None
    day = date.fromisoformat(row["day"])
    return Receipt(row["code"], day, row["drafts"], row["withdrawn"], row["unsigned"])
