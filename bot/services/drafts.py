"""Writing a report, step by step, and sending it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.categories import Category
from bot.domain.drafts import ATTACHMENT_LIMIT, Draft, NewAttachment, NoDraft, Part, Step, TooManyAttachments
from bot.domain.events import EventKind, NewEvent
from bot.domain.numbers import year_of
from bot.domain.people import Person
from bot.domain.places import Place
from bot.domain.posts import Post, PostKind
from bot.domain.reports import Report
from bot.domain.texts import PLACE_LIMIT, REPORT_LIMIT, EmptyText, clean
from bot.services.blocks import must_not_be_blocked
from bot.services.letters import leave_attachments, leave_card, leave_form
from bot.services.territories import home_of
from storage import drafts, posts, reports
from storage.database import Database, Transaction, reading, writing

ALBUM_PAUSE = timedelta(milliseconds=800)  # after the last part of an album, before the form is shown again


@dataclass(frozen=True)
class DraftService:
    database: Database

    @reading
    async def unfinished(self, tx: Transaction, person_id: str) -> Draft | None:
        return await drafts.of_person(tx, person_id)

    @writing
    async def begin(self, tx: Transaction, person: Person, now: datetime) -> Draft:
        """A new draft, or the one already begun. Raises ConsentMissing, VillageMissing, Blocked."""
        return await _begun(tx, person, now)

    @writing
    async def write(
        self, tx: Transaction, person: Person, text: str, message_id: int, now: datetime
    ) -> Draft:
        """Words: the place at the step that asks for it, else part of the description."""
        draft = await _begun(tx, person, now)
        if draft.step is Step.PREVIEW and draft.place.words == clean(text, REPORT_LIMIT):
            return draft  # the same message, handled once more after a crash
        if draft.step is Step.PLACE:
            return await _changed(tx, draft.with_place(Place(words=clean(text, PLACE_LIMIT))), now)
        return await _describe(tx, draft, text, message_id, now)

    @writing
    async def attach(self, tx: Transaction, person: Person, incoming: "Incoming", now: datetime) -> Draft:
        """A picture, with its caption; the first message of a report may be one.

        Raises TooManyAttachments, except where something is taken all the same, the words under it or the rest
        of an album: then the form tells.
        """
        draft = await _begun(tx, person, now)
        file, said = incoming.file, _readable(incoming.caption)
        if said:
            draft = await _describe(tx, draft, said, file.message_id, now)
        if not await drafts.has_attachment(tx, draft.id, file.file_unique_id):
            if len(draft.attachments) < ATTACHMENT_LIMIT:
                await drafts.add_attachment(tx, draft.id, file)
            elif file.album is None and not said:
                raise TooManyAttachments
            else:
                await _changed(tx, replace(draft, overflow=True), now)
        if file.album is not None:
            await leave_form(tx, draft, now + ALBUM_PAUSE)
        return await current_draft(tx, person.id)

    @writing
    async def reword(
        self, tx: Transaction, person_id: str, text: str, message_id: int, now: datetime
    ) -> Draft | None:
        """An edited message changes the description it was part of; None when it was part of none."""
        draft = await drafts.of_person(tx, person_id)
        if draft is None or message_id not in (part.message_id for part in draft.parts):
            return None
        return await _describe(tx, draft, text, message_id, now)

    @writing
    async def locate(self, tx: Transaction, person: Person, place: Place, now: datetime) -> Draft:
        """A place, at whichever step it is sent."""
        draft = await _begun(tx, person, now)
        located = draft.with_place(place)
        if draft.step is not Step.PLACE:
            located = replace(located, step=draft.step)
        return await _changed(tx, located, now)

    @writing
    async def choose(
        self, tx: Transaction, person_id: str, draft_id: int, category: Category, now: datetime
    ) -> Draft:
        return await _step(tx, person_id, draft_id, lambda draft: draft.with_category(category), now)

    @writing
    async def onward(
        self, tx: Transaction, person_id: str, draft_id: int, seen: Step, now: datetime
    ) -> Draft:
        return await _step(tx, person_id, draft_id, lambda draft: draft.onward(seen), now)

    @writing
    async def back(self, tx: Transaction, person_id: str, draft_id: int, seen: Step, now: datetime) -> Draft:
        return await _step(tx, person_id, draft_id, lambda draft: draft.back(seen), now)

    @writing
    async def resume(self, tx: Transaction, person_id: str, draft_id: int, now: datetime) -> Draft:
        """Go on with what was left unfinished."""
        return await _step(tx, person_id, draft_id, lambda draft: draft, now)

    @writing
    async def cancel(self, tx: Transaction, person_id: str, draft_id: int) -> None:
        """Raises NoDraft when the button is another draft's."""
        draft = await own_draft(tx, person_id, draft_id)
        await drafts.drop(tx, draft.id, with_words=True)

    @writing
    async def drop(self, tx: Transaction, person_id: str) -> Draft | None:
        """Cancel; the draft that is gone now, if there was one."""
        draft = await drafts.of_person(tx, person_id)
        if draft is not None:
            await drafts.drop(tx, draft.id, with_words=True)
        return draft

    @writing
    async def shown(self, tx: Transaction, draft_id: int, message_id: int) -> None:
        """The form is now this message."""
        await drafts.form_shown(tx, draft_id, message_id)

    @writing
    async def show_later(self, tx: Transaction, person_id: str, due_at: datetime) -> None:
        """The form is shown then, unless something puts it off again. Raises NoDraft."""
        await leave_form(tx, await current_draft(tx, person_id), due_at)

    @writing
    async def submit(self, tx: Transaction, person: Person, draft_id: int, now: datetime) -> Report:
        """Send the report, whose form turns into its receipt; sent already, it is the same report.

        Raises NoDraft, NotReady, Blocked.
        """
        if report := await reports.of_draft(tx, person.id, draft_id):
            return report
        draft = await own_draft(tx, person.id, draft_id)
        await must_not_be_blocked(tx, person.id, now)
        home = await home_of(tx, person.home())
        draft.ready()
        number = await reports.next_number(tx, home.district, year_of(now))
        report_id = await reports.add(tx, draft, home, number, now)
        await drafts.drop(tx, draft.id, with_words=False)
        if draft.form_message_id is not None:
            receipt = Post(person.telegram_id, draft.form_message_id, report_id, PostKind.RECEIPT)
            await posts.add(tx, receipt, now)
        await reports.add_event(tx, report_id, NewEvent(EventKind.SENT, person.id), now)
        report = await reports.by_id(tx, report_id)
        assert report is not None
        await leave_card(tx, report, now)
        return report

    @writing
    async def attach_late(
        self, tx: Transaction, person: Person, file: NewAttachment, now: datetime
    ) -> Report | None:
        """A part of an album that came after its report was sent; None when it is no such part.

        Raises ConsentMissing, TooManyAttachments.
        """
        person.must_agree()
        report_id = await reports.of_album(tx, person.id, file.album) if file.album else None
        report = await reports.by_id(tx, report_id) if report_id else None
        if report is None:
            return None
        known = await reports.attachments(tx, report.id)
        if file.message_id in (one.message_id for one in known):
            return report
        if len(known) >= ATTACHMENT_LIMIT:
            raise TooManyAttachments
        await reports.add_attachment(tx, report.id, file)
        await leave_attachments(tx, report, now + ALBUM_PAUSE)
        await leave_card(tx, report, now)
        return report


@dataclass(frozen=True)
class Incoming:
    """A file and the words under it."""

    file: NewAttachment
    caption: str | None


def _readable(caption: str | None) -> str | None:
    """The words under a picture, if anybody can see them."""
    try:
        return caption and clean(caption, REPORT_LIMIT)
    except EmptyText:
        return None


async def current_draft(tx: Transaction, person_id: str) -> Draft:
    draft = await drafts.of_person(tx, person_id)
    if draft is None:
        raise NoDraft
    return draft


async def own_draft(tx: Transaction, person_id: str, draft_id: int) -> Draft:
    """The person's draft, if it is the one the button was made for."""
    draft = await current_draft(tx, person_id)
    if draft.id != draft_id:
        raise NoDraft
    return draft


async def _begun(tx: Transaction, person: Person, now: datetime) -> Draft:
    person.home()
    await must_not_be_blocked(tx, person.id, now)
    draft = await drafts.of_person(tx, person.id)
    if draft is None:
        await drafts.add(tx, person.id, now)
        draft = await current_draft(tx, person.id)
    return draft


async def _changed(tx: Transaction, draft: Draft, now: datetime) -> Draft:
    changed = replace(draft, changed_at=now)
    await drafts.save(tx, changed)
    return changed


async def _step(
    tx: Transaction, person_id: str, draft_id: int, move: Callable[[Draft], Draft], now: datetime
) -> Draft:
    return await _changed(tx, move(await own_draft(tx, person_id, draft_id)), now)


async def _describe(tx: Transaction, draft: Draft, text: str, message_id: int, now: datetime) -> Draft:
    part = Part(message_id, clean(text, REPORT_LIMIT))
    changed = await _changed(tx, draft.with_part(part), now)
    await drafts.put_part(tx, draft.id, part)
    return changed
