"""Having the same trouble: joining somebody's report instead of sending another, and supporting one by a press."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.drafts import ATTACHMENT_LIMIT, Draft, NewAttachment, Part
from bot.domain.events import Event, EventKind, FileKind, FileRef, NewEvent
from bot.domain.likeness import LATELY, LOOKED_THROUGH, MOST, Candidate, Trouble
from bot.domain.numbers import NoSuchReport
from bot.domain.people import Person
from bot.domain.places import Place
from bot.domain.reports import Report, State
from bot.domain.supports import Around, Joined, Shared
from bot.domain.texts import REPORT_LIMIT
from bot.services.blocks import must_not_be_blocked
from bot.services.drafts import current_draft, own_draft
from bot.services.letters import leave_card, leave_words
from bot.services.likeness import alike
from bot.services.territories import home_of
from storage import drafts, reports, supports
from storage.database import Database, Transaction, reading, writing

PAGE = 6
AROUND = 300  # open reports of a district that are looked through, the newest


@dataclass(frozen=True)
class SupportService:
    database: Database

    async def likely(
        self, person: Person, draft_id: int, declined: Collection[int], now: datetime
    ) -> Shared | None:
        """The next report that this draft may repeat; None when there is none, or none that was not declined.

        What is compared takes some milliseconds, in a thread of its own.
        """
        if len(declined) >= MOST:
            return None
        asked = await self._asked(person, draft_id, now)
        if asked is None:
            return None
        found = await asyncio.to_thread(alike, *asked)
        left = [one for one in found[:MOST] if one not in declined]
        return await self._seen(person, left[0]) if left else None

    @reading
    async def _asked(
        self, tx: Transaction, person: Person, draft_id: int, now: datetime
    ) -> tuple[Trouble, Sequence[Candidate]] | None:
        """What a draft that is ready tells of, and others' open reports of the unit; None for one that is not."""
        draft = await drafts.of_person(tx, person.id)
        if draft is None or draft.id != draft_id or draft.category is None or draft.text is None:
            return None
        home = await home_of(tx, person.home())
        found = await reports.open_in(tx, home.unit, LOOKED_THROUGH)
        trouble = Trouble(draft.category, draft.text, draft.place, home.village, now)
        return trouble, [one for one in found if one.person_id != person.id]

    @reading
    async def _seen(self, tx: Transaction, person: Person, report_id: int) -> Shared:
        return await _shared(tx, person, report_id)

    @writing
    async def join(
        self, tx: Transaction, person: Person, draft_id: int, report_id: int, now: datetime
    ) -> Joined | None:
        """The draft goes to the report as another resident's words, and its author hears of every step of the office.

        None when the draft has become a report meanwhile. Raises NoDraft, NotReady, Blocked, OwnReport, NotNow,
        NoSuchReport.
        """
        if known := await supports.joined_of_draft(tx, person.id, draft_id):
            return await _joined(tx, person, known, draft_id)
        if await reports.of_draft(tx, person.id, draft_id):
            return None
        draft = await own_draft(tx, person.id, draft_id)
        draft.ready()
        await must_not_be_blocked(tx, person.id, now)
        shared = await _shared(tx, person, await _standing(tx, report_id))
        if shared.report.unit != (await home_of(tx, person.home())).unit:
            raise NoSuchReport
        shared.check_join()
        await supports.add(tx, shared.report.id, person.id, now)
        for new in _words(draft):
            event_id = await reports.add_event(tx, shared.report.id, new, now)
            assert event_id is not None  # it was said in no message
            await leave_words(tx, shared.report, event_id, now)
        await drafts.drop(tx, draft.id, with_words=True)
        await leave_card(tx, shared.report, now)
        return await _joined(tx, person, shared.report.id, draft_id)

    @reading
    async def around(self, tx: Transaction, person: Person, page: int) -> Around:
        """Open reports of one's district. Raises ConsentMissing, VillageMissing."""
        home = await home_of(tx, person.home())
        return await _page(tx, person, await supports.around(tx, home.district, home.unit, AROUND), page)

    @reading
    async def mine(self, tx: Transaction, person: Person, page: int) -> Around:
        """What somebody supports."""
        return await _page(tx, person, await supports.of_person(tx, person.id), page)

    @reading
    async def count(self, tx: Transaction, person_id: str) -> int:
        return len(await supports.of_person(tx, person_id))

    @reading
    async def look(self, tx: Transaction, person: Person, report_id: int) -> Shared:
        """Raises NoSuchReport."""
        return await _visible(tx, person, report_id)

    @reading
    async def picture(self, tx: Transaction, person: Person, report_id: int) -> FileRef:
        """Raises NoSuchReport."""
        shared = await _visible(tx, person, report_id)
        shared.must_be_readable()
        if shared.photo is None:
            raise NoSuchReport
        return shared.photo

    @writing
    async def support(self, tx: Transaction, person: Person, report_id: int, now: datetime) -> Shared:
        """Once, however often it is pressed. Raises NoSuchReport, OwnReport, NotNow."""
        shared = await _visible(tx, person, report_id)
        shared.check_support()
        if not shared.supported:
            await supports.add(tx, report_id, person.id, now)
            await leave_card(tx, shared.report, now, one_of_many=True)
        return await _shared(tx, person, report_id)

    @writing
    async def leave(self, tx: Transaction, person: Person, report_id: int, now: datetime) -> Shared:
        """Nobody has to go on hearing of it. Raises NoSuchReport."""
        shared = await _visible(tx, person, report_id)
        if shared.supported:
            await supports.drop(tx, report_id, person.id)
            await leave_card(tx, shared.report, now, one_of_many=True)
        return await _shared(tx, person, report_id)

    @writing
    async def take_up(self, tx: Transaction, person: Person, report_id: int, now: datetime) -> Draft:
        """A draft of one's own, of what was a neighbour's and is withdrawn: with its category and what one had added.

        Whatever is being written already comes first. Raises ConsentMissing, VillageMissing, Blocked, NoSuchReport.
        """
        person.home()
        await must_not_be_blocked(tx, person.id, now)
        report = await reports.by_id(tx, report_id)
        if report is None or not await supports.supports(tx, report_id, person.id):
            raise NoSuchReport
        draft = await drafts.of_person(tx, person.id)
        if draft is None or not draft.filled:
            added = [one for one in await supports.joins(tx, person.id) if one.report_id == report_id]
            await _begin(tx, person, report, added, now)
        return await current_draft(tx, person.id)


async def comparable(tx: Transaction, unit: str, now: datetime) -> list[Candidate]:
    """What a moderator may find that another report of the unit repeats: what is open, and what was resolved lately."""
    opened = await reports.open_in(tx, unit, LOOKED_THROUGH)
    return opened + await reports.resolved_in(tx, unit, now - LATELY, LOOKED_THROUGH - len(opened))


async def _shared(tx: Transaction, person: Person, report_id: int) -> Shared:
    """Raises NoSuchReport."""
    report = await reports.by_id(tx, report_id)
    if report is None or report.number.test:
        raise NoSuchReport
    side = await supports.side(tx, report_id)
    files = await reports.attachments(tx, report_id)
    return Shared(
        report,
        side.public,
        side.hidden,
        side.supporters,
        supported=await supports.supports(tx, report_id, person.id),
        own=report.person_id == person.id,
        photo=next((FileRef(one.kind, one.file_id) for one in files if one.kind is FileKind.PHOTO), None),
    )


async def _visible(tx: Transaction, person: Person, report_id: int) -> Shared:
    """Of one's own district, or what one supports. Raises ConsentMissing, VillageMissing, NoSuchReport."""
    home = await home_of(tx, person.home())
    shared = await _shared(tx, person, report_id)
    shared.must_be_seen()
    if shared.report.district != home.district and not shared.supported:
        raise NoSuchReport
    return shared


async def _page(tx: Transaction, person: Person, found: Sequence[int], page: int) -> Around:
    pages = max(-(-len(found) // PAGE), 1)
    number = min(max(page, 0), pages - 1)
    shown = [await _shared(tx, person, one) for one in found[number * PAGE : (number + 1) * PAGE]]
    return Around(shown, number, pages)


async def _standing(tx: Transaction, report_id: int) -> int:
    """Of a duplicate, the first report: it is dealt with there."""
    report = await reports.by_id(tx, report_id)
    if report is None or report.state is not State.DUPLICATE:
        return report_id
    return await reports.first_of(tx, report_id)


def _words(draft: Draft) -> list[NewEvent]:
    """What somebody wrote and where it is, with the first file; each other file for itself."""
    files: list[FileRef | None] = [FileRef(one.kind, one.file_id) for one in draft.attachments]
    text = "\n".join(said for said in (draft.text, _where(draft.place)) if said)
    mark = str(draft.id)
    first = NewEvent(EventKind.JOIN, draft.person_id, reason=mark, text=text, file=(files or [None])[0])
    return [first, *(NewEvent(EventKind.JOIN, draft.person_id, reason=mark, file=file) for file in files[1:])]


def _where(place: Place) -> str | None:
    if place.latitude is None:
        return place.words
    return f"https://maps.google.com/?q={place.latitude:.5f},{place.longitude:.5f}"


async def _joined(tx: Transaction, person: Person, report_id: int, draft_id: int) -> Joined:
    report = await reports.by_id(tx, report_id)
    assert report is not None  # reports stay
    added = [one for one in await supports.joins(tx, person.id) if one.reason == str(draft_id)]
    return Joined(report, sum(one.file is not None for one in added))


async def _begin(
    tx: Transaction, person: Person, report: Report, added: Sequence[Event], now: datetime
) -> None:
    """Messages that there never were have numbers below zero."""
    await drafts.add(tx, person.id, now)
    draft = (await current_draft(tx, person.id)).with_category(report.category)
    said = "\n".join(one.text for one in added if one.text)[
        : REPORT_LIMIT // 2
    ]  # no letter counts more than twice
    if said:
        draft = draft.with_part(Part(-1, said))
        await drafts.put_part(tx, draft.id, draft.parts[0])
    for number, file in enumerate([one.file for one in added if one.file][:ATTACHMENT_LIMIT]):
        new = NewAttachment(file.kind, file.file_id, file.file_id, None, number - ATTACHMENT_LIMIT)
        await drafts.add_attachment(tx, draft.id, new)
    await drafts.save(tx, draft)
