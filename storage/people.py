"""People, their consents, and where each conversation stands."""

import secrets
from datetime import datetime

from bot.domain.people import Consent, Language, Person
from storage import accounts
from storage.database import Row, Transaction
from storage.moments import loaded, stored


def _person(row: Row, telegram_id: int) -> Person:
    return Person(
        id=row["id"],
        telegram_id=telegram_id,
        language=Language(row["language"]),
        village=row["village"],
        consent=row["consent"],
    )


async def by_account(tx: Transaction, telegram_id: int) -> Person | None:
    row = await tx.one("person_by_account", account=tx.keys.account(telegram_id))
    if row is None:
        await accounts.must_fit(tx)
        return None
    return _person(row, telegram_id)


async def by_id(tx: Transaction, person_id: str) -> Person | None:
    """None also for nobody: a person whose data were erased."""
    row = await tx.one("person_by_id", id=person_id)
    return _person(row, int(tx.keys.open(row["sealed"]))) if row else None


async def add(tx: Transaction, telegram_id: int, language: Language) -> str:
    """The id of the person with this account, new or known; the language becomes theirs."""
    await accounts.must_fit(tx)
    row = await tx.one(
        "add_person",
        id=secrets.token_hex(8),
        account=tx.keys.account(telegram_id),
        sealed=tx.keys.seal(str(telegram_id)),
        language=language.value,
    )
    assert row is not None
    return str(row["id"])


async def add_staff(
    tx: Transaction, telegram_id: int, name: str, language: Language = Language.KAZAKH
) -> str:
    """The id of someone of the office, whose name the group sees; a language they have already stays."""
    await accounts.must_fit(tx)
    row = await tx.one(
        "add_staff",
        id=secrets.token_hex(8),
        account=tx.keys.account(telegram_id),
        sealed=tx.keys.seal(str(telegram_id)),
        language=language.value,
        name=name,
    )
    assert row is not None
    return str(row["id"])


async def add_consent(tx: Transaction, person_id: str, consent: Consent) -> None:
    await tx.run(
        "add_consent",
        person_id=person_id,
        version=consent.version,
        language=consent.language.value,
        agreed=int(consent.agreed),
        decided_at=stored(consent.decided_at),
    )


async def last_consent(tx: Transaction, person_id: str) -> Consent | None:
    row = await tx.one("last_consent", person_id=person_id)
    return _consent(row) if row else None


async def consents(tx: Transaction, person_id: str) -> list[Consent]:
    """Every decision, oldest first."""
    return [_consent(row) for row in await tx.all("consents_of", person_id=person_id)]


def _consent(row: Row) -> Consent:
    return Consent(row["version"], Language(row["language"]), bool(row["agreed"]), loaded(row["decided_at"]))


async def set_language(tx: Transaction, person_id: str, language: Language) -> None:
    await tx.run("set_language", id=person_id, language=language.value)


async def set_village(tx: Transaction, person_id: str, village: str | None) -> None:
    await tx.run("set_village", id=person_id, village=village)


async def set_unreachable(tx: Transaction, telegram_id: int, since: datetime) -> None:
    await tx.run("set_unreachable", account=tx.keys.account(telegram_id), since=stored(since))


async def set_reachable(tx: Transaction, telegram_id: int) -> None:
    await tx.run("set_reachable", account=tx.keys.account(telegram_id))


async def conversation(
    tx: Transaction, chat_id: int, user_id: int, message_id: int | None = None
) -> str | None:
    """Where it stands; where it stood before the message, if this has moved it already."""
    row = await tx.one("conversation", **_where(tx, chat_id, user_id), message_id=message_id)
    return row["state"] if row else None


async def set_conversation(
    tx: Transaction, chat_id: int, user_id: int, state: str, now: datetime, message_id: int | None = None
) -> None:
    """Moved by the message, or by a press."""
    where = _where(tx, chat_id, user_id)
    await tx.run("set_conversation", **where, state=state, changed_at=stored(now), message_id=message_id)


async def end_conversation(tx: Transaction, chat_id: int, user_id: int) -> None:
    await tx.run("end_conversation", **_where(tx, chat_id, user_id))


def _where(tx: Transaction, chat_id: int, user_id: int) -> dict[str, int]:
    return {"chat_id": tx.keys.chat(chat_id), "user_id": tx.keys.account(user_id)}
