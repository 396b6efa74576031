"""What goes when its time is over."""

from datetime import datetime

from storage.database import Transaction
from storage.moments import stored


async def forget_drafts(tx: Transaction, before: datetime) -> None:
    """Those not touched since, with their words and files."""
    await tx.run("forget_parts", before=stored(before))
    await tx.run("forget_drafts", before=stored(before))


async def forget_conversations(tx: Transaction, before: datetime) -> None:
    await tx.run("forget_conversations", before=stored(before))


async def forget_quarantine(tx: Transaction, before: datetime) -> None:
    await tx.run("forget_quarantine", before=stored(before))


async def forget_pictures(tx: Transaction, before: datetime) -> None:
    """Of the reports closed before: all that leads to a file on Telegram's servers."""
    await tx.run("forget_attachments", before=stored(before))
    await tx.run("forget_files", before=stored(before))
