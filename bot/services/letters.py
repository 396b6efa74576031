"""The outbox: leaving letters, leasing them to the sender, recording what became of each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.drafts import Draft
from bot.domain.groups import Group
from bot.domain.letters import Letter, LetterKind, NewLetter, Priority, retry_after, to_group, to_person
from bot.domain.posts import Post, PostKind
from bot.domain.reports import Report
from bot.domain.territories import Level
from storage import drafts, groups, letters, people, posts, reports, territories
from storage.database import Database, Transaction, reading, writing

LEASE = timedelta(seconds=60)


async def leave_form(tx: Transaction, draft: Draft, due_at: datetime) -> None:
    """Show the draft's form when the last part of an album is in: each part puts it off."""
    recipient = to_person(draft.person_id)
    new = NewLetter(f"form:{draft.person_id}", recipient, LetterKind.FORM, draft.id, Priority.ANSWER, due_at)
    await letters.leave(tx, new)


async def leave_card(tx: Transaction, report: Report, now: datetime, *, anew: bool = False) -> None:
    """Show the report to its group as it is when the letter goes."""
    kind = LetterKind.CARD_ANEW if anew else LetterKind.CARD
    priority = Priority.NEWS if anew or report.holder_id else Priority.BULK
    new = NewLetter(f"{kind}:{report.id}", to_group(report.unit), kind, report.id, priority, now)
    await letters.leave(tx, new)


async def leave_attachments(tx: Transaction, report: Report, due_at: datetime) -> None:
    once = f"attachments:{report.id}"
    kind = LetterKind.ATTACHMENTS
    await letters.leave(tx, NewLetter(once, to_group(report.unit), kind, report.id, Priority.NEWS, due_at))


async def leave_news(tx: Transaction, report: Report, event_id: int, now: datetime) -> None:
    """Tell the resident what the office did."""
    recipient = to_person(report.person_id)
    new = NewLetter(f"news:{event_id}", recipient, LetterKind.NEWS, event_id, Priority.NEWS, now)
    await letters.leave(tx, new)


async def leave_words(tx: Transaction, report: Report, event_id: int, now: datetime) -> None:
    """Tell the group what the resident said."""
    recipient = to_group(report.unit)
    new = NewLetter(f"words:{event_id}", recipient, LetterKind.WORDS, event_id, Priority.NEWS, now)
    await letters.leave(tx, new)


async def leave_correction(
    tx: Transaction, report: Report, event_id: int, now: datetime, *, to_resident: bool
) -> None:
    recipient = to_person(report.person_id) if to_resident else to_group(report.unit)
    once = f"correction:{event_id}"
    await letters.leave(tx, NewLetter(once, recipient, LetterKind.CORRECTION, event_id, Priority.NEWS, now))


@dataclass(frozen=True)
class Address:
    """Where a letter goes: a person's chat, or the group that serves a territory now."""

    chat_id: int
    group: Group | None = None


@dataclass(frozen=True)
class LetterService:
    database: Database
    admin_ids: tuple[int, ...] = ()

    @writing
    async def lease(self, tx: Transaction, now: datetime, busy: Collection[str], most: int) -> list[Letter]:
        """Due letters, one a recipient and none to the busy."""
        return await letters.lease(tx, now, now + LEASE, busy, most)

    @reading
    async def next_due(self, tx: Transaction, busy: Collection[str]) -> datetime | None:
        return await letters.next_due(tx, busy)

    @reading
    async def address(self, tx: Transaction, letter: Letter) -> Address | None:
        """None while nobody is there: no group serves the territory."""
        kind, _, name = letter.recipient.partition(":")
        if kind == "person":
            person = await people.by_id(tx, name)
            return Address(person.telegram_id) if person else None
        group = await serving(tx, name)
        return Address(group.chat_id, group) if group else None

    @reading
    async def recent_posts(self, tx: Transaction, since: datetime) -> Iterable[tuple[int, datetime]]:
        return await posts.since(tx, since)

    @writing
    async def sent(self, tx: Transaction, letter: Letter, posted: Iterable[Post], now: datetime) -> None:
        """The letter is out; what follows from that is left at once."""
        await letters.done(tx, letter)
        for post in posted:
            await posts.add(tx, post, now)
            if post.kind is PostKind.CARD and letter.kind is LetterKind.CARD:
                await self._after_card(tx, letter.subject, now)

    async def _after_card(self, tx: Transaction, report_id: int, now: datetime) -> None:
        unseen = [one for one in await reports.attachments(tx, report_id) if not one.shown]
        report = await reports.by_id(tx, report_id)
        if unseen and report:
            await leave_attachments(tx, report, now)

    @writing
    async def attachments_sent(
        self, tx: Transaction, letter: Letter, shown: Iterable[int], posted: Iterable[Post], now: datetime
    ) -> None:
        """Some attachments are in the group; the letter stays until none is left."""
        for attachment_id in shown:
            await reports.attachment_shown(tx, attachment_id)
        for post in posted:
            await posts.add(tx, post, now)
        if all(one.shown for one in await reports.attachments(tx, letter.subject)):
            await letters.done(tx, letter)
        else:
            await letters.again(tx, letter, now)

    @writing
    async def form_sent(self, tx: Transaction, letter: Letter, message_id: int | None) -> None:
        await letters.done(tx, letter)
        if message_id is not None:
            await drafts.form_shown(tx, letter.subject, message_id)

    @writing
    async def needless(self, tx: Transaction, letter: Letter) -> None:
        """What it was about is gone or known."""
        await letters.done(tx, letter)

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
    async def unreachable(
        self, tx: Transaction, letter: Letter, chat_id: int, trouble: str, now: datetime
    ) -> None:
        """The recipient cannot be written to: everything for them is held, and a lost group is reported."""
        await letters.hold(tx, letter.recipient, trouble)
        if letter.recipient.startswith("person:"):
            await people.set_unreachable(tx, chat_id, now)
        elif kato := await groups.set_trouble(tx, chat_id, trouble):
            await self._tell_admins(tx, LetterKind.GROUP_LOST, kato, now)

    @writing
    async def nobody_there(self, tx: Transaction, letter: Letter, now: datetime) -> None:
        """No group serves the territory yet: its letters are held, and administrators hear of it once."""
        await letters.hold(tx, letter.recipient, "no group")
        _, _, kato = letter.recipient.partition(":")
        await self._tell_admins(tx, LetterKind.NO_GROUP, kato, now)

    @writing
    async def group_moved(self, tx: Transaction, chat_id: int, new_chat_id: int) -> None:
        await groups.move(tx, chat_id, new_chat_id)

    async def _tell_admins(self, tx: Transaction, kind: LetterKind, kato: str, now: datetime) -> None:
        await tell_admins(tx, self.admin_ids, kind, kato, now)


async def tell_admins(
    tx: Transaction, admin_ids: Iterable[int], kind: LetterKind, kato: str, now: datetime
) -> None:
    """One letter to each administrator the bot has met; `once` keeps it from being repeated the same day."""
    for telegram_id in admin_ids:
        if admin := await people.by_account(tx, telegram_id):
            once = f"{kind}:{kato}:{admin.id}:{now:%Y-%m-%d}"
            await letters.leave(tx, NewLetter(once, to_person(admin.id), kind, int(kato), Priority.NEWS, now))


async def serving(tx: Transaction, unit: str) -> Group | None:
    """The group of the unit, else of its district."""
    if group := await groups.of_territory(tx, unit):
        return group
    territory = await territories.by_kato(tx, unit)
    return await groups.of_territory(tx, territory.parent) if territory and territory.parent else None


async def release_group(tx: Transaction, kato: str, now: datetime) -> None:
    """What was held for the territory, and for the units in it, goes."""
    await letters.release(tx, to_group(kato), now)
    for territory in await territories.inside(tx, kato):
        if territory.level is Level.UNIT:
            await letters.release(tx, to_group(territory.kato), now)
