"""The outbox as the sender sees it: what is due, where it goes, what became of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.drafts import Draft
from bot.domain.letters import Letter, LetterKind, retry_after
from bot.domain.people import Language
from bot.domain.posts import Post, PostKind
from bot.domain.reports import State
from bot.services.groups import release_all, serving
from bot.services.handing_over import take_after
from bot.services.letters import leave_attachments, leave_card, leave_taken_back, tell_admins
from storage import drafts, groups, letters, people, posts, reports
from storage.database import Database, Transaction, reading, writing

REMEMBERED = timedelta(days=30)  # a letter sent is known as sent for so long
LEASE = timedelta(minutes=5)  # more than any sending takes
AT_ONCE = (
    1000  # letters that expire or are forgotten in one go, so that nobody waits long for their turn to write
)


@dataclass(frozen=True)
class Address:
    """Where a letter goes: a person's chat, or the group that serves a territory now."""

    chat_id: int
    language: Language


@dataclass(frozen=True)
class OutboxService:
    database: Database
    admin_ids: tuple[int, ...] = ()

    @writing
    async def lease(self, tx: Transaction, now: datetime, busy: Collection[str], most: int) -> list[Letter]:
        """Due letters, one a recipient and none to the busy."""
        return await letters.lease(tx, now, now + LEASE, busy, most)

    @writing
    async def recall(self, tx: Transaction, now: datetime) -> None:
        """Now and then: what this program had in hand and could not record."""
        await letters.recall(tx, now, leased_until=now)

    @writing
    async def expire(self, tx: Transaction, now: datetime) -> bool:
        """Letters that nobody needs any more do not go. Whether there may be more of them."""
        return await letters.expire(tx, now, AT_ONCE) == AT_ONCE

    @writing
    async def forget_old(self, tx: Transaction, now: datetime) -> bool:
        """Whether there may be more to forget."""
        return await letters.forget(tx, now - REMEMBERED, AT_ONCE) == AT_ONCE

    @reading
    async def next_due(self, tx: Transaction, busy: Collection[str]) -> datetime | None:
        return await letters.next_due(tx, busy)

    @reading
    async def address(self, tx: Transaction, letter: Letter) -> Address | None:
        """None while nobody is there: no group serves the territory, or the person had their data erased."""
        kind, _, name = letter.recipient.partition(":")
        if kind == "person":
            person = await people.by_id(tx, name)
            return Address(person.telegram_id, person.language) if person else None
        group = await serving(tx, name)
        return Address(group.chat_id, group.language) if group else None

    @reading
    async def recent_posts(self, tx: Transaction, since: datetime) -> Iterable[tuple[int, datetime]]:
        return await posts.since(tx, since)

    @writing
    async def sent(self, tx: Transaction, letter: Letter, posted: Iterable[Post], now: datetime) -> None:
        """The letter is out; what follows from that is left at once."""
        await letters.done(tx, letter, now)
        for post in posted:
            await keep(tx, post, now)
            if post.kind is PostKind.CARD:
                await _after_card(tx, letter.subject, now)

    @writing
    async def attachments_sent(
        self, tx: Transaction, letter: Letter, shown: Iterable[int], posted: Iterable[Post], now: datetime
    ) -> None:
        """Some attachments are in the group; the letter stays until none is left. Another group, which the report was
        handed over to meanwhile, has seen none of them.
        """
        strayed = [await keep(tx, post, now) for post in posted]
        if not any(strayed):
            for attachment_id in shown:
                await reports.attachment_shown(tx, attachment_id)
        if all(one.shown for one in await reports.attachments(tx, letter.subject)):
            await letters.done(tx, letter, now)
        else:
            await letters.again(tx, letter, now)

    @writing
    async def taken_away(self, tx: Transaction, letter: Letter, chat_id: int, now: datetime) -> None:
        """The held report's files have left the chat; they come back if it was taken up again meanwhile."""
        await letters.done(tx, letter, now)
        await posts.drop_kind(tx, letter.subject, PostKind.ATTACHMENT, chat_id)
        await reports.attachments_hidden(tx, letter.subject)
        await _after_card(tx, letter.subject, now)

    @writing
    async def form_sent(
        self, tx: Transaction, letter: Letter, draft: Draft, message_id: int, now: datetime
    ) -> int | None:
        """Which message to take back: the older form, or this one if its report was sent or cancelled meanwhile."""
        await letters.done(tx, letter, now)
        current = await drafts.of_person(tx, draft.person_id)
        if current is None or current.id != draft.id:
            return message_id
        await drafts.form_shown(tx, draft.id, message_id)
        return current.form_message_id

    @writing
    async def needless(self, tx: Transaction, letter: Letter, now: datetime) -> None:
        """What it was about is gone or known."""
        await letters.done(tx, letter, now)

    @writing
    async def taken_back(self, tx: Transaction, letter: Letter, gone: Iterable[Post], now: datetime) -> None:
        """These messages are not in the groups any more."""
        for post in gone:
            await posts.drop(tx, post)
        await letters.done(tx, letter, now)

    @writing
    async def again(self, tx: Transaction, letter: Letter, due_at: datetime) -> None:
        await letters.again(tx, letter, due_at)

    @writing
    async def failed(self, tx: Transaction, letter: Letter, trouble: str, now: datetime) -> None:
        """A failure that may pass."""
        await letters.later(tx, letter, now + retry_after(letter.attempts + 1), trouble)

    @writing
    async def refused(self, tx: Transaction, letter: Letter, trouble: str) -> None:
        await letters.refused(tx, letter, trouble)

    @writing
    async def expired(self, tx: Transaction, letter: Letter, now: datetime) -> None:
        await letters.expired(tx, letter, now)

    @writing
    async def unreachable(
        self, tx: Transaction, letter: Letter, chat_id: int, trouble: str, now: datetime
    ) -> None:
        """The recipient cannot be written to: everything for them is held, and a lost group is reported."""
        await letters.hold(tx, letter.recipient, trouble)
        if letter.recipient.startswith("person:"):
            await people.set_unreachable(tx, chat_id, now)
        elif group := await groups.set_trouble(tx, chat_id, trouble):
            await tell_admins(tx, self.admin_ids, LetterKind.GROUP_LOST, group.katos[0], now)

    @writing
    async def nobody_there(self, tx: Transaction, letter: Letter, now: datetime) -> None:
        """No group serves the territory yet: its letters are held, and administrators hear of it once a day.

        A person who is not there had everything erased: nothing is left to tell them, nor anybody to tell it to.
        """
        kind, _, kato = letter.recipient.partition(":")
        if kind == "person":
            await letters.drop(tx, letter.recipient)
            return
        if await serving(tx, kato):  # since the address was looked up
            await letters.again(tx, letter, now)
            return
        await letters.hold(tx, letter.recipient, "no group")
        await tell_admins(tx, self.admin_ids, LetterKind.NO_GROUP, kato, now)

    @writing
    async def group_moved(self, tx: Transaction, chat_id: int, new_chat_id: int, now: datetime) -> None:
        if group := await groups.move(tx, chat_id, new_chat_id):
            await release_all(tx, group, now)

    @writing
    async def card_first(self, tx: Transaction, letter: Letter, now: datetime) -> None:
        """The pictures wait until their card is in this chat: the group may have moved since it was shown."""
        if report := await reports.by_id(tx, letter.subject):
            await leave_card(tx, report, now)
        await letters.again(tx, letter, now + timedelta(seconds=2))

    @writing
    async def posted(self, tx: Transaction, post: Post, now: datetime) -> None:
        """A part of the letter is out, whatever becomes of the rest."""
        await keep(tx, post, now)


async def keep(tx: Transaction, post: Post, now: datetime) -> bool:
    """Where a post is. What was on its way while its report was withdrawn or handed over is taken back, and the chat of a
    person whose data were erased meanwhile is not kept. Whether it was handed over.
    """
    report = await reports.by_id(tx, post.report_id)
    if report is None or (post.chat_id > 0 and await people.by_id(tx, report.person_id) is None):
        return False
    await posts.add(tx, post, now)
    if post.chat_id < 0 and report.state is State.WITHDRAWN:
        await leave_taken_back(tx, report, now)
        return False
    return post.chat_id < 0 and await take_after(tx, report, post, now)


async def _after_card(tx: Transaction, report_id: int, now: datetime) -> None:
    report = await reports.by_id(tx, report_id)
    if report is None or report.state is State.HELD:
        return
    if not all(one.shown for one in await reports.attachments(tx, report_id)):
        await leave_attachments(tx, report, now)
