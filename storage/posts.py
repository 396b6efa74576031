"""What the bot has posted about reports, so that replies and edits find their way."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.posts import Post, PostKind, Task
from storage.database import Row, Transaction
from storage.moments import loaded, stored


def _post(row: Row, chat_id: int) -> Post:
    return Post(
        chat_id=chat_id,
        message_id=row["message_id"],
        report_id=row["report_id"],
        kind=PostKind(row["kind"]),
        event_id=row["event_id"],
        task=Task.parse(row["task"]) if row["task"] else None,
    )


async def add(tx: Transaction, post: Post, now: datetime) -> None:
    """Keep where a post is; known already, it was edited now."""
    await tx.run(
        "add_post",
        chat_id=tx.keys.chat(post.chat_id),
        message_id=post.message_id,
        report_id=post.report_id,
        event_id=post.event_id,
        kind=post.kind.value,
        task=str(post.task) if post.task else None,
        posted_at=stored(now),
    )


async def _one(tx: Transaction, query: str, *, chat_id: int, **values: object) -> Post | None:
    row = await tx.one(query, chat_id=tx.keys.chat(chat_id), **values)
    return _post(row, chat_id) if row else None


async def at(tx: Transaction, chat_id: int, message_id: int) -> Post | None:
    return await _one(tx, "post", chat_id=chat_id, message_id=message_id)


async def last(tx: Transaction, report_id: int, kind: PostKind, chat_id: int) -> Post | None:
    return await _one(tx, "last_post", chat_id=chat_id, report_id=report_id, kind=kind.value)


async def latest(tx: Transaction, report_id: int, chat_id: int) -> Post | None:
    return await _one(tx, "latest_post", chat_id=chat_id, report_id=report_id)


async def of_event(tx: Transaction, event_id: int, chat_id: int) -> Post | None:
    return await _one(tx, "post_of_event", chat_id=chat_id, event_id=event_id)


async def of_kind(tx: Transaction, report_id: int, kind: PostKind, chat_id: int) -> list[Post]:
    """Oldest first."""
    rows = await tx.all("posts_of_kind", report_id=report_id, kind=kind.value, chat_id=tx.keys.chat(chat_id))
    return [_post(row, chat_id) for row in rows]


async def drop_kind(tx: Transaction, report_id: int, kind: PostKind, chat_id: int) -> None:
    """They are not there any more."""
    await tx.run("drop_posts_of_kind", report_id=report_id, kind=kind.value, chat_id=tx.keys.chat(chat_id))


async def open_prompts(tx: Transaction, report_id: int, chat_id: int) -> list[Post]:
    """Questions about the report that still await words."""
    rows = await tx.all(
        "open_prompts", report_id=report_id, kind=PostKind.PROMPT.value, chat_id=tx.keys.chat(chat_id)
    )
    return [_post(row, chat_id) for row in rows]


async def in_groups(tx: Transaction, report_id: int) -> list[Post]:
    """All that groups were shown of the report."""
    return [_post(row, row["chat_id"]) for row in await tx.all("posts_in_groups", report_id=report_id)]


async def event_in_groups(tx: Transaction, event_id: int) -> list[Post]:
    """Where groups were shown what was said there, and its file."""
    return [_post(row, row["chat_id"]) for row in await tx.all("event_in_groups", event_id=event_id)]


async def drop(tx: Transaction, post: Post) -> None:
    """The message is gone."""
    await tx.run("drop_post", chat_id=tx.keys.chat(post.chat_id), message_id=post.message_id)


async def close_prompt(tx: Transaction, post: Post) -> None:
    """What is replied to it from now on is said to the resident, as under a card."""
    await tx.run("close_prompt", chat_id=tx.keys.chat(post.chat_id), message_id=post.message_id)


async def since(tx: Transaction, moment: datetime) -> Sequence[tuple[int, datetime]]:
    """Group and time of every post touched since; private chats are not told."""
    rows = await tx.all("posts_since", since=stored(moment))
    return [(row["chat_id"], loaded(row["posted_at"])) for row in rows]
