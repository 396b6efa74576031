"""People arrive, agree, choose a language and a village, and may take it all back."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.consultations import Stage
from bot.domain.groups import Staff
from bot.domain.letters import LetterKind, NewLetter, Priority, to_person
from bot.domain.people import CONSENT_VERSION, Consent, ConsentMissing, Language, Person
from bot.services.supporters import forget_supports
from bot.services.territories import home_of, must_be_home
from storage import (
    announcements,
    ballots,
    broadcasts,
    consultations,
    drafts,
    elections,
    letters,
    people,
    privacy,
    promises,
    proposals,
    unit_facts,
    wishes,
    works,
)
from storage.database import Database, Transaction, reading, writing


@dataclass(frozen=True)
class PeopleService:
    database: Database

    @reading
    async def visit(
        self, tx: Transaction, chat_id: int, telegram_id: int, message_id: int | None = None
    ) -> tuple[Person | None, str | None]:
        """Who writes, and where their conversation in this chat stands: for a message that comes again, where it stood when
        it came first.
        """
        person = await people.by_account(tx, telegram_id)
        return person, await people.conversation(tx, chat_id, telegram_id, message_id)

    @writing
    async def decide(
        self, tx: Transaction, telegram_id: int, language: Language, now: datetime, *, agreed: bool
    ) -> Person:
        """Agree to the consent, or refuse it, or take it back: then what was unsent, either way, goes at once."""
        person_id = await people.add(tx, telegram_id, language)
        consent = Consent(CONSENT_VERSION, language, agreed, now)
        if not _same(await people.last_consent(tx, person_id), consent):
            await people.add_consent(tx, person_id, consent)
        if not agreed:
            await _forget_unsent(tx, person_id, now)
            await people.end_conversation(tx, telegram_id, telegram_id)
        return await _person(tx, person_id)

    @reading
    async def consent(self, tx: Transaction, person_id: str) -> Consent | None:
        return await people.last_consent(tx, person_id)

    @writing
    async def speak(self, tx: Transaction, person_id: str, language: Language) -> Person:
        await people.set_language(tx, person_id, language)
        return await _person(tx, person_id)

    @writing
    async def live_in(self, tx: Transaction, person: Person, kato: str) -> Person:
        """Set the village of residence. Raises ConsentMissing, NoSuchTerritory."""
        person.must_agree()
        await must_be_home(tx, kato)
        await people.set_village(tx, person.id, kato)
        return await _person(tx, person.id)

    @writing
    async def went(self, tx: Transaction, telegram_id: int, now: datetime) -> None:
        """The person blocked the bot: letters to them wait."""
        await people.set_unreachable(tx, telegram_id, now)
        if person := await people.by_account(tx, telegram_id):
            await letters.hold(tx, to_person(person.id), "blocked")

    @writing
    async def came_back(self, tx: Transaction, telegram_id: int, now: datetime) -> None:
        """The person can be written to again, and gets what has waited."""
        person = await people.by_account(tx, telegram_id)
        since = await privacy.unreachable_since(tx, person.id) if person else None
        if person is not None and since is not None:
            await people.set_reachable(tx, telegram_id)
            await letters.release(tx, to_person(person.id), now)
            await _tell_what_was_missed(tx, person, since, now)

    @writing
    async def enter(
        self,
        tx: Transaction,
        chat_id: int,
        telegram_id: int,
        state: str | None,
        now: datetime,
        message_id: int | None = None,
    ) -> None:
        """The conversation comes to `state`, by the message or by a press; None ends it."""
        if state is None:
            await people.end_conversation(tx, chat_id, telegram_id)
        else:
            await people.set_conversation(tx, chat_id, telegram_id, state, now, message_id)


async def _tell_what_was_missed(tx: Transaction, person: Person, since: datetime, now: datetime) -> None:
    """One line, to who had asked for reminders of an election that went out meanwhile."""
    if person.village is None or await wishes.of_person(tx, person.id) is None:
        return
    election = await elections.latest_known(tx, (await home_of(tx, person.village)).unit)
    if election is not None and await broadcasts.any_between(tx, election.id, since, now):
        kind = LetterKind.ELECTION_MISSED
        once = f"{kind}:{election.id}:{person.id}:{since.isoformat()}"
        await letters.leave(tx, NewLetter(once, to_person(person.id), kind, election.id, Priority.NEWS, now))


def _same(last: Consent | None, new: Consent) -> bool:
    return last is not None and (last.version, last.agreed) == (new.version, new.agreed)


async def _forget_unsent(tx: Transaction, person_id: str, now: datetime) -> None:
    if draft := await drafts.of_person(tx, person_id):
        await drafts.drop(tx, draft.id, with_words=True)
    await people.set_village(tx, person_id, None)
    await let_go(tx, person_id, now)


async def let_go(tx: Transaction, person_id: str, now: datetime) -> None:
    """What the person asked for, was told, supports, and chose in what is still open; nothing more goes to them."""
    await forget_supports(tx, person_id, now)
    await wishes.drop(tx, person_id)
    await elections.forget_told(tx, person_id)
    await unit_facts.forget_told(tx, person_id)
    await announcements.resume(tx, person_id)
    for one in await consultations.in_stage(tx, Stage.OPEN):
        await ballots.drop(tx, person_id, one.id)
    await ballots.forget_participant(tx, person_id)
    await promises.forget(tx, person_id)
    await works.drop_unpublished(tx, person_id)
    await proposals.drop_unsent(tx, person_id)
    await letters.drop(tx, to_person(person_id))


async def _person(tx: Transaction, person_id: str) -> Person:
    person = await people.by_id(tx, person_id)
    assert person is not None
    return person


async def resident(tx: Transaction, telegram_id: int) -> Person:
    """Somebody who has agreed. Raises ConsentMissing."""
    person = await people.by_account(tx, telegram_id)
    if person is None:
        raise ConsentMissing
    person.must_agree()
    return person


async def acting(tx: Transaction, staff: Staff) -> str:
    """The id of somebody of the office at work, known by name from now on."""
    return await people.add_staff(tx, staff.telegram_id, staff.name, staff.language)
