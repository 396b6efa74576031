"""The outbox."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.letters import Letter, LetterKind, NewLetter, Priority
from storage.database import Row, Transaction
from storage.moments import loaded, stored


async def leave(tx: Transaction, new: NewLetter) -> None:
    await tx.run(
        "leave_letter" if new.kind.repeats else "leave_letter_once",
        once=new.once,
        recipient=new.recipient,
        kind=new.kind.value,
        subject=new.subject,
        priority=int(new.priority),
        due_at=stored(new.due_at),
        expires_at=stored(new.expires_at) if new.expires_at else None,
    )


def _listed(recipients: Iterable[str]) -> str:
    return f",{','.join(recipients)},"


def _letter(row: Row) -> Letter:
    return Letter(
        row["id"],
        row["version"],
        row["recipient"],
        LetterKind(row["kind"]),
        row["subject"],
        row["attempts"],
        loaded(row["expires_at"]) if row["expires_at"] is not None else None,
    )


async def lease(
    tx: Transaction, now: datetime, until: datetime, busy: Iterable[str], most: int
) -> list[Letter]:
    """Up to `most` due letters, one a recipient; the caller's until it says what became of them, or until `until`.

    The ranks are asked for one by one: each begins with what is due longest, and what is not due is never read.
    """
    letters: dict[str, Letter] = {}
    for rank in Priority:
        rows = await tx.all(
            "due_letters", priority=int(rank), now=stored(now), busy=_listed(busy), most=most * 4
        )
        for letter in map(_letter, rows):
            if letter.late(now):
                await expired(tx, letter, now)
            elif len(letters) < most:
                letters.setdefault(letter.recipient, letter)
    for letter in letters.values():
        await tx.run("lease_letter", id=letter.id, version=letter.version, until=stored(until))
    return list(letters.values())


async def recall(tx: Transaction, now: datetime, leased_until: datetime) -> None:
    """Letters in hand no longer than until then wait again."""
    await tx.run("recall_letters", now=stored(now), until=stored(leased_until))


async def any_to_send(tx: Transaction, now: datetime) -> bool:
    """Whether a letter is due, or in hand."""
    due = await next_due(tx, ())
    return (due is not None and due <= now) or await tx.one("letter_in_hand") is not None


async def next_due(tx: Transaction, busy: Iterable[str]) -> datetime | None:
    """When the earliest letter to anybody not in `busy` is due."""
    first = [await tx.one("next_due", priority=int(rank), busy=_listed(busy)) for rank in Priority]
    return min((loaded(row["due_at"]) for row in first if row), default=None)


async def done(tx: Transaction, letter: Letter, now: datetime) -> None:
    """Sent, unless it was asked for again meanwhile."""
    await tx.run("letter_done", id=letter.id, version=letter.version, now=stored(now))


async def later(tx: Transaction, letter: Letter, due_at: datetime, trouble: str) -> None:
    """A failure that may pass."""
    await tx.run("letter_later", id=letter.id, version=letter.version, due_at=stored(due_at), trouble=trouble)


async def again(tx: Transaction, letter: Letter, due_at: datetime) -> None:
    """Not its fault: Telegram asked us to wait."""
    await tx.run("letter_again", id=letter.id, due_at=stored(due_at))


async def refused(tx: Transaction, letter: Letter, trouble: str) -> None:
    """Telegram will never take it."""
    await tx.run("letter_refused", id=letter.id, version=letter.version, trouble=trouble)


async def expired(tx: Transaction, letter: Letter, now: datetime) -> None:
    """Its time ran out before it went."""
    await tx.run("letter_expired", id=letter.id, version=letter.version, now=stored(now))


async def expire(tx: Transaction, now: datetime, most: int) -> int:
    """How many of those that wait expired, `most` at once."""
    return len(await tx.all("expire_letters", now=stored(now), most=most))


async def hold(tx: Transaction, recipient: str, trouble: str) -> None:
    """Everything for this recipient waits until they can be reached."""
    await tx.run("hold_letters", recipient=recipient, trouble=trouble)


async def drop(tx: Transaction, recipient: str) -> None:
    """Nothing more goes to this recipient of what was left so far."""
    await tx.run("drop_letters", recipient=recipient)


async def cancel(tx: Transaction, once: str) -> None:
    """The letter of this name, if it has not gone, does not go."""
    await tx.run("cancel_letter", once=once)


async def readdress(tx: Transaction, once: str, recipient: str) -> None:
    """The letter of this name goes to somebody else."""
    await tx.run("readdress_letter", once=once, recipient=recipient)


async def release(tx: Transaction, recipient: str, now: datetime) -> None:
    await tx.run("release_letters", recipient=recipient, now=stored(now))


async def forget(tx: Transaction, before: datetime, most: int) -> int:
    """How many, `most` at once, of those sent or expired before then; until they go, none of them goes twice."""
    return len(await tx.all("forget_letters", before=stored(before), most=most))
