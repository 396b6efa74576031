"""Leaving letters: each in the transaction of the change it tells about."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from bot.domain.drafts import Draft
from bot.domain.elections import Election
from bot.domain.events import RESIDENTS_WORDS, Event, EventKind
from bot.domain.letters import LetterKind, NewLetter, Priority, to_group, to_person
from bot.domain.reports import Report
from bot.domain.territories import Level
from bot.services.coordinators import administrators, coordinators
from bot.services.territories import home_of
from storage import letters, people, supports, territories
from storage.database import Transaction


async def leave_form(tx: Transaction, draft: Draft, due_at: datetime) -> None:
    """Show the draft's form when the last part of an album or a flood is in: each part puts it off."""
    recipient = to_person(draft.person_id)
    new = NewLetter(f"form:{draft.person_id}", recipient, LetterKind.FORM, draft.id, Priority.ANSWER, due_at)
    await letters.leave(tx, new)


async def leave_card(
    tx: Transaction, report: Report, now: datetime, *, anew: bool = False, one_of_many: bool = False
) -> None:
    """Show the report to its group as it is when the letter goes; `one_of_many` lets others go first."""
    kind = LetterKind.CARD_ANEW if anew else LetterKind.CARD
    waited_for = anew or (report.holder_id and not one_of_many)
    priority = Priority.NEWS if waited_for else Priority.BULK
    new = NewLetter(f"{kind}:{report.id}", to_group(report.unit), kind, report.id, priority, now)
    await letters.leave(tx, new)


async def leave_attachments(tx: Transaction, report: Report, due_at: datetime) -> None:
    once = f"attachments:{report.id}"
    kind = LetterKind.ATTACHMENTS
    await letters.leave(tx, NewLetter(once, to_group(report.unit), kind, report.id, Priority.NEWS, due_at))


async def leave_news(tx: Transaction, report: Report, event_id: int, now: datetime) -> None:
    """Tell the resident what the office did, unless they have taken their consent back; a test is the office's own."""
    if not (report.number.test or await hears(tx, report.person_id)):
        return
    recipient = to_person(report.person_id)
    new = NewLetter(f"news:{event_id}", recipient, LetterKind.NEWS, event_id, Priority.NEWS, now)
    await letters.leave(tx, new)


async def hears(tx: Transaction, person_id: str) -> bool:
    """Also who has agreed to an earlier wording: their reports were taken under it."""
    person = await people.by_id(tx, person_id)
    return person is not None and person.consent is not None


async def leave_words(
    tx: Transaction, report: Report, event_id: int, now: datetime, *, returned: int | None = None
) -> None:
    """Tell the group what the resident said; once more, when the event `returned` brings a held report back, or another
    group a report that is handed over.
    """
    once = f"words:{event_id}" if returned is None else f"words:{event_id}:{returned}"
    recipient = to_group(report.unit)
    await letters.leave(tx, NewLetter(once, recipient, LetterKind.WORDS, event_id, Priority.NEWS, now))


async def leave_support_news(tx: Transaction, report: Report, event_id: int, now: datetime) -> None:
    """Tell everybody who supports the report what the office did."""
    await supports.write_letters(tx, report.id, LetterKind.SUPPORT_NEWS, event_id, now)


async def leave_support_lost(tx: Transaction, report: Report, now: datetime) -> None:
    """Tell them that its author has withdrawn it."""
    await supports.write_letters(tx, report.id, LetterKind.SUPPORT_LOST, report.id, now)


async def leave_join_taken_back(tx: Transaction, report: Report, event_id: int, now: datetime) -> None:
    """What another resident added leaves the group, or never comes there."""
    await letters.cancel(tx, f"{LetterKind.WORDS}:{event_id}")
    kind, recipient = LetterKind.JOIN_TAKEN_BACK, to_group(report.unit)
    await letters.leave(tx, NewLetter(f"{kind}:{event_id}", recipient, kind, event_id, Priority.ANSWER, now))


async def leave_taking_away(tx: Transaction, report: Report, now: datetime) -> None:
    """The pictures of a held report leave its group."""
    recipient, kind = to_group(report.unit), LetterKind.TAKE_AWAY
    await letters.leave(tx, NewLetter(f"{kind}:{report.id}", recipient, kind, report.id, Priority.NEWS, now))


async def leave_handed_over(tx: Transaction, report: Report, kato: str, now: datetime) -> None:
    """What groups that do not triage the report any more were shown of it goes; told to the one that serves `kato`."""
    kind = LetterKind.HANDED_OVER
    once = f"{kind}:{report.id}:{kato}"
    await letters.leave(tx, NewLetter(once, to_group(kato), kind, report.id, Priority.ANSWER, now))


async def leave_taken_back(tx: Transaction, report: Report, now: datetime) -> None:
    """Take from the groups what they were shown of a withdrawn report; only its number and state stay."""
    once = f"taken_back:{report.id}"
    kind = LetterKind.TAKEN_BACK
    await letters.leave(tx, NewLetter(once, to_group(report.unit), kind, report.id, Priority.ANSWER, now))


async def cancel_letters(tx: Transaction, report: Report, events: Sequence[Event]) -> None:
    """Nothing that is on its way about the report, or about what was said of it, goes any more."""
    await cancel_to_group(tx, report, events)
    for event in events:
        for kind in (LetterKind.CORRECTION, LetterKind.NEWS):
            await letters.cancel(tx, f"{kind}:{event.id}")


async def cancel_to_group(tx: Transaction, report: Report, events: Sequence[Event]) -> None:
    """Nothing of the report, and of what its resident has said, comes to its group any more."""
    for once in _names_to_group(report, events):
        await letters.cancel(tx, once)


async def readdress_to_group(tx: Transaction, report: Report, events: Sequence[Event]) -> None:
    """All that is on its way to the group of the report's unit of earlier goes to that of its unit of now."""
    for once in _names_to_group(report, events):
        await letters.readdress(tx, once, to_group(report.unit))


def _names_to_group(report: Report, events: Sequence[Event]) -> Iterator[str]:
    for kind in (LetterKind.CARD, LetterKind.CARD_ANEW, LetterKind.ATTACHMENTS, LetterKind.TAKE_AWAY):
        yield f"{kind}:{report.id}"
    returns = [event.id for event in events if event.kind in (EventKind.RETURN, EventKind.HAND_OVER)]
    for event in events:
        if event.kind in RESIDENTS_WORDS:
            yield f"{LetterKind.CORRECTION}:{event.id}"
            yield f"{LetterKind.WORDS}:{event.id}"
            yield from (f"{LetterKind.WORDS}:{event.id}:{returned}" for returned in returns)


async def leave_correction(
    tx: Transaction, report: Report, event_id: int, now: datetime, *, to_resident: bool
) -> None:
    """What was relayed has been reworded; who has taken their consent back hears nothing more."""
    if to_resident and not await hears(tx, report.person_id):
        return
    recipient = to_person(report.person_id) if to_resident else to_group(report.unit)
    once = f"correction:{event_id}"
    await letters.leave(tx, NewLetter(once, recipient, LetterKind.CORRECTION, event_id, Priority.NEWS, now))


async def tell_admins(
    tx: Transaction, admin_ids: Iterable[int], kind: LetterKind, kato: str, now: datetime
) -> None:
    """One letter to each administrator, and to the district's coordinators; who has never spoken with the bot gets it
    when they do.

    That nobody triages a territory shows with every report and is told once a day; a loss is noticed but once.
    """
    when = f"{now:%Y-%m-%d}" if kind is LetterKind.NO_GROUP else now.isoformat()
    district = (await home_of(tx, kato)).district
    told = [*await administrators(tx, admin_ids), *await coordinators(tx, district, now)]
    for admin_id in dict.fromkeys(told):
        once = f"{kind}:{kato}:{admin_id}:{when}"
        await letters.leave(tx, NewLetter(once, to_person(admin_id), kind, int(kato), Priority.NEWS, now))


async def leave_about_role(
    tx: Transaction, kind: LetterKind, grant_id: int, person_id: str, now: datetime
) -> None:
    """Tell who invited that a role was accepted, or who held it that it has ended."""
    new = NewLetter(f"{kind}:{grant_id}", to_person(person_id), kind, grant_id, Priority.NEWS, now)
    await letters.leave(tx, new)


async def leave_proposal(tx: Transaction, proposal_id: int, kato: str, now: datetime) -> None:
    """Show it to the unit's group as it is when the letter goes."""
    kind = LetterKind.PROPOSAL_CARD
    once = f"{kind}:{proposal_id}"
    await letters.leave(tx, NewLetter(once, to_group(kato), kind, proposal_id, Priority.NEWS, now))


async def leave_decision(tx: Transaction, proposal_id: int, person_id: str | None, now: datetime) -> None:
    """Tell its author what became of it, unless they have taken their consent back."""
    if person_id is None or not await hears(tx, person_id):
        return
    kind = LetterKind.PROPOSAL_DECIDED
    once = f"{kind}:{proposal_id}"
    await letters.leave(tx, NewLetter(once, to_person(person_id), kind, proposal_id, Priority.NEWS, now))


async def ask_second(
    tx: Transaction,
    admin_ids: Collection[int],
    kind: LetterKind,
    subject: int,
    kato: str,
    person_id: str,
    now: datetime,
    *,
    matter: str = "",
) -> None:
    """Ask those who answer for the district, but for who asks, to look at something and confirm it; once a day for each
    matter of it.
    """
    for other_id in await _answering_for(tx, admin_ids, kato, now):
        if other_id != person_id:
            once = f"{kind}:{subject}{matter}:{other_id}:{now:%Y-%m-%d}"
            await letters.leave(tx, NewLetter(once, to_person(other_id), kind, subject, Priority.NEWS, now))


async def announce(
    tx: Transaction, admin_ids: Collection[int], election: Election, broadcast_id: int, now: datetime
) -> None:
    """A broadcast begins before its hour, to end in time: tell those who answer for the district."""
    kind = LetterKind.BROADCAST_PLANNED
    for person_id in await _answering_for(tx, admin_ids, election.territory.kato, now):
        once = f"{kind}:{broadcast_id}:{person_id}"
        await letters.leave(tx, NewLetter(once, to_person(person_id), kind, broadcast_id, Priority.NEWS, now))


async def _answering_for(tx: Transaction, admin_ids: Collection[int], kato: str, now: datetime) -> list[str]:
    """The coordinators of the unit's district and the administrators, each once."""
    district = (await home_of(tx, kato)).district
    told = [*await coordinators(tx, district, now), *await administrators(tx, admin_ids)]
    return list(dict.fromkeys(told))


async def release_group(tx: Transaction, kato: str, now: datetime) -> None:
    """What was held for the territory, and for the units in it, goes."""
    await letters.release(tx, to_group(kato), now)
    for territory in await territories.ever_inside(tx, kato):
        if territory.level is Level.UNIT:
            await letters.release(tx, to_group(territory.kato), now)
