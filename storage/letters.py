"""The outbox."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.letters import Letter, LetterKind, NewLetter
from storage.database import Transaction
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
    )


def _listed(recipients: Iterable[str]) -> str:
    return f",{','.join(recipients)},"


async def lease(
    tx: Transaction, now: datetime, until: datetime, busy: Iterable[str], most: int
) -> list[Letter]:
    """Up to `most` due letters, one a recipient; the caller's until it says what became of them, or until `until`."""
    rows = await tx.all("due_letters", now=stored(now), busy=_listed(busy), most=most * 4)
    letters: dict[str, Letter] = {}
    for row in rows:
        if len(letters) < most and row["recipient"] not in letters:
            letters[row["recipient"]] = Letter(
                row["id"],
                row["version"],
                row["recipient"],
                LetterKind(row["kind"]),
                row["subject"],
                row["attempts"],
            )
    for letter in letters.values():
        await tx.run("lease_letter", id=letter.id, version=letter.version, until=stored(until))
    return list(letters.values())


async def recall(tx: Transaction, now: datetime, leased_until: datetime) -> None:
    """Letters in hand no longer than until then wait again."""
    await tx.run("recall_letters", now=stored(now), until=stored(leased_until))


async def next_due(tx: Transaction, busy: Iterable[str]) -> datetime | None:
    """When the earliest letter to anybody not in `busy` is due."""
    row = await tx.one("next_due", busy=_listed(busy))
    return loaded(row["due_at"]) if row and row["due_at"] is not None else None


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


async def hold(tx: Transaction, recipient: str, trouble: str) -> None:
    """Everything for this recipient waits until they can be reached."""
    await tx.run("hold_letters", recipient=recipient, trouble=trouble)


async def drop(tx: Transaction, recipient: str) -> None:
    """Nothing more goes to this recipient of what was left so far."""
    await tx.run("drop_letters", recipient=recipient)


async def cancel(tx: Transaction, once: str) -> None:
    """The letter of this name, if it has not gone, does not go."""
    await tx.run("cancel_letter", once=once)


async def release(tx: Transaction, recipient: str, now: datetime) -> None:
    await tx.run("release_letters", recipient=recipient, now=stored(now))


async def forget(tx: Transaction, before: datetime) -> None:
    """Letters sent before then; until they are forgotten, none of them goes twice."""
    await tx.run("forget_sent_letters", before=stored(before))
