"""Which key the accounts are sealed with, and sealing them anew with another."""

from collections.abc import Callable, Iterable

from storage.database import DatabaseError, Row, Transaction
from storage.keys import Keys


async def fits(tx: Transaction) -> bool | None:
    """Whether the key is the one in use; None as long as there is none."""
    row = await tx.one("key_in_use")
    return None if row is None else bool(row["fingerprint"] == tx.keys.fingerprint)


async def must_fit(tx: Transaction) -> None:
    """Who is not found with another key would be taken for somebody new. Raises DatabaseError."""
    if not await fits(tx):
        raise DatabaseError("The accounts are sealed with another secret key than this program has.")


async def begin(tx: Transaction) -> None:
    """Seal what a program without keys has left open; from now on this key is the one in use."""
    await _seal_all(tx, lambda row: int(row["account"]), lambda body: body)


async def rotate(tx: Transaction, olds: Iterable[Keys]) -> Keys | None:
    """Seal everything anew, with the transaction's key in place of that of `olds` that is in use; which that was, or None
    if nothing was to be done.

    Raises DatabaseError when it is none of them.
    """
    if await fits(tx):
        return None
    row = await tx.one("key_in_use")
    old = next((one for one in olds if row and row["fingerprint"] == one.fingerprint), None)
    if old is None:
        raise DatabaseError("The accounts are sealed with a secret key that is none of these.")
    await _seal_all(tx, lambda row: int(old.open(row["sealed"])), old.open)
    return old


async def _seal_all(tx: Transaction, number_of: Callable[[Row], int], opened: Callable[[str], str]) -> None:
    for row in await tx.all("accounts"):
        number = number_of(row)
        old, new = row["account"], tx.keys.account(number)
        await tx.run("seal_account", id=row["id"], sealed=tx.keys.seal(str(number)), new=new)
        await tx.run("move_posts", old=old, new=new)
        await tx.run("move_events", old=old, new=new)
        await tx.run("move_conversations", old=old, new=new)
    for row in await tx.all("unfinished_bodies"):
        await tx.run("seal_update", id=row["id"], body=tx.keys.seal(opened(row["body"])))
    for row in await tx.all("quarantined_bodies"):
        await tx.run("seal_quarantined", id=row["id"], body=tx.keys.seal(opened(row["body"])))
    await tx.run("forget_key")
    await tx.run("use_key", fingerprint=tx.keys.fingerprint)
