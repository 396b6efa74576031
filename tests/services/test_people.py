"""People arrive, agree, refuse, and may take it all back."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.letters import LetterKind, to_person
from bot.domain.people import CONSENT_VERSION, Consent, ConsentMissing, Language
from bot.domain.territories import NoSuchTerritory
from bot.services.drafts import Incoming
from tests.conftest import KEYS, Peek
from tests.services.conftest import (
    AIGUL,
    BAISERKE,
    BAISERKE_UNIT,
    BOLAT,
    DAY,
    GROUP,
    ILE,
    KOKTEREK,
    NOW,
    YERLAN,
    Town,
    picture,
    words,
)

RU = Language.RUSSIAN
TABLES = (
    "agenda", "announcements", "answers", "attachments", "audit", "ballots", "bindings", "blocks", "broadcasts",
    "budget_lines", "budgets", "consents", "consultations", "conversations", "counted", "counters", "drafts",
    "elections", "events", "facts", "forgettings", "groups", "inbox", "invitations", "letters",
    "meeting_notices", "meetings", "milestones", "minutes", "options", "paper_counts", "papers", "participants", "parts",
    "people", "posts", "promise_readers", "promise_says", "promise_words", "promises", "proposals", "quarantine",
    "reasons", "receipts", "reports", "roles", "rulings", "served", "shifts", "subscriptions", "supports", "tallies", "targets", "templates",
    "told", "told_of_units", "unannounced", "unit_facts", "wishes", "works",
)  # fmt: skip


async def kept(peek: Peek) -> dict[str, int]:
    """How many rows each table has, those that have any."""
    sizes = {table: (await peek(f"SELECT count(*) FROM {table}"))[0][0] for table in TABLES}
    return {table: size for table, size in sizes.items() if size}


async def test_the_list_of_tables_above_is_complete(peek: Peek, engine: str) -> None:
    every = await peek(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        if engine == "sqlite"
        else "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"
    )

    assert {name for (name,) in every} == {*TABLES, "territories", "schema_migrations", "key_in_use"}


async def test_somebody_who_agrees_is_known_from_then_on(town: Town) -> None:
    assert await town.people.visit(AIGUL, AIGUL) == (None, None)

    person = await town.people.decide(AIGUL, RU, NOW, agreed=True)

    assert person.agreed
    assert (person.telegram_id, person.language, person.village) == (AIGUL, RU, None)
    assert await town.people.visit(AIGUL, AIGUL) == (person, None)
    assert await town.people.consent(person.id) == Consent(CONSENT_VERSION, RU, agreed=True, decided_at=NOW)


async def test_agreeing_twice_is_agreeing_once_and_the_first_time_counts(town: Town, peek: Peek) -> None:
    await town.people.decide(AIGUL, RU, NOW, agreed=True)
    person = await town.people.decide(AIGUL, RU, NOW + DAY, agreed=True)
    consent = await town.people.consent(person.id)

    assert consent is not None
    assert consent.decided_at == NOW
    assert await kept(peek) == {"people": 1, "consents": 1}


async def test_a_refusal_keeps_nothing_but_the_refusal(town: Town, peek: Peek) -> None:
    person = await town.people.decide(AIGUL, RU, NOW, agreed=False)

    assert not person.agreed
    assert await kept(peek) == {"people": 1, "consents": 1}
    assert await peek("SELECT account, language, village, name, unreachable_since FROM people") == [
        (KEYS.account(AIGUL), "ru", None, None, None)
    ]
    assert await peek("SELECT version, language, agreed FROM consents") == [(CONSENT_VERSION, "ru", 0)]


async def test_a_message_handled_again_finds_the_conversation_as_it_was_when_it_came(town: Town) -> None:
    async def state(message_id: int | None) -> str | None:
        return (await town.people.visit(AIGUL, AIGUL, message_id))[1]

    async def enters(state: str, message_id: int | None = None) -> None:
        await town.people.enter(AIGUL, AIGUL, state, NOW, message_id)

    await enters("kazakh words")
    for _ in range(2):
        assert await state(7) == "kazakh words"
        await enters("russian words", 7)
    assert (await state(8), await state(None)) == ("russian words", "russian words")
    await enters("source", 8)
    assert (await state(8), await state(7), await state(9)) == ("russian words", "source", "source")
    await enters("kazakh words")
    assert await state(8) == "kazakh words"


async def test_taking_it_back_leaves_nothing_that_was_unsent(town: Town, peek: Peek) -> None:
    person = await town.resident()
    await town.ready(person)
    await town.drafts.attach(person, Incoming(picture(1, "album"), "Міне"), NOW)
    await town.people.enter(AIGUL, AIGUL, "village", NOW)
    again = await town.people.decide(AIGUL, RU, NOW + DAY, agreed=False)

    assert (again.agreed, again.village) == (False, None)
    assert await kept(peek) == {"people": 1, "consents": 2}


async def test_taking_it_back_leaves_sent_reports_with_the_office_and_the_person_in_peace(town: Town) -> None:
    await town.bound()
    person = await town.resident()
    report = await town.report(person)
    await town.triage.say(YERLAN, report.id, words("Шықтық"), NOW)
    await town.people.decide(AIGUL, RU, NOW, agreed=False)
    await town.triage.say(YERLAN, report.id, words("Келдік"), NOW)

    assert await town.told(to_person(person.id)) == []
    story = await town.triage.story(YERLAN, report.id, NOW)
    assert [event.text for event in story.events] == [None, "Шықтық", "Келдік"]


async def test_who_agrees_again_after_all_begins_anew(town: Town) -> None:
    person = await town.resident()
    await town.ready(person)
    for agreed in (False, True):
        person = await town.people.decide(AIGUL, RU, NOW + DAY, agreed=agreed)

    assert (person.agreed, person.village) == (True, None)
    assert await town.drafts.unfinished((await town.resident()).id) is None


async def test_one_who_taps_on_many_devices_at_once_is_one_person(town: Town, peek: Peek) -> None:
    people = await asyncio.gather(*(town.people.decide(AIGUL, RU, NOW, agreed=True) for _ in range(8)))

    assert len({person.id for person in people}) == 1
    assert await kept(peek) == {"people": 1, "consents": 1}


async def test_a_village_is_chosen_and_changed(town: Town) -> None:
    person = await town.resident()
    assert person.home() == BAISERKE

    assert (await town.people.live_in(person, KOKTEREK)).home() == KOKTEREK


@pytest.mark.parametrize("nowhere", [BAISERKE_UNIT, ILE, "000000000", "", "'; --"])
async def test_only_a_village_is_lived_in(town: Town, nowhere: str) -> None:
    person = await town.resident()
    with pytest.raises(NoSuchTerritory):
        await town.people.live_in(person, nowhere)

    assert (await town.people.visit(AIGUL, AIGUL))[0] == person


async def test_without_consent_no_village_is_kept(town: Town, peek: Peek) -> None:
    person = await town.people.decide(AIGUL, RU, NOW, agreed=False)
    with pytest.raises(ConsentMissing):
        await town.people.live_in(person, BAISERKE)

    assert await peek("SELECT village FROM people") == [(None,)]


async def test_a_language_changes_and_nothing_else(town: Town) -> None:
    person = await town.resident()
    changed = await town.people.speak(person.id, Language.ENGLISH)

    assert changed.language is Language.ENGLISH
    assert (changed.village, changed.consent) == (person.village, person.consent)


async def test_a_conversation_goes_on_where_it_was_in_each_chat(town: Town) -> None:
    await town.people.enter(AIGUL, AIGUL, "village", NOW)
    await town.people.enter(GROUP, AIGUL, "bind", NOW)
    assert (await town.people.visit(AIGUL, AIGUL))[1] == "village"
    assert (await town.people.visit(GROUP, AIGUL))[1] == "bind"

    for _ in range(2):
        await town.people.enter(AIGUL, AIGUL, None, NOW)
    assert (await town.people.visit(AIGUL, AIGUL))[1] is None
    assert (await town.people.visit(GROUP, AIGUL))[1] == "bind"


async def test_letters_wait_for_who_blocked_the_bot_and_go_when_they_are_back(town: Town) -> None:
    await town.bound()
    person, neighbour = await town.resident(), await town.resident(BOLAT)
    for somebody in (person, neighbour):
        report = await town.report(somebody)
        await town.triage.say(YERLAN, report.id, words("Шықтық"), NOW)
    await town.people.went(AIGUL, NOW)

    assert await town.told(to_person(person.id), NOW + DAY) == []
    assert await town.told(to_person(neighbour.id), NOW + DAY) == [LetterKind.NEWS]

    for _ in range(2):
        await town.people.came_back(AIGUL, NOW + DAY)
    assert await town.told(to_person(person.id), NOW + DAY) == [LetterKind.NEWS]


async def test_a_stranger_who_blocks_the_bot_leaves_no_trace(town: Town, peek: Peek) -> None:
    await town.people.went(AIGUL, NOW)
    await town.people.came_back(AIGUL, NOW + timedelta(hours=1))

    assert await kept(peek) == {}
