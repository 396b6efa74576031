"""People, what they agreed to, and where their conversations stand."""

import dataclasses
from datetime import timedelta

import pytest

from bot.domain.people import CONSENT_VERSION, Consent, Language
from storage import people, privacy
from storage.database import Database, Transaction
from tests.conftest import Peek
from tests.storage.conftest import BAISERKE, NOW, in_one_unit, resident

AGREED = Consent(CONSENT_VERSION, Language.KAZAKH, agreed=True, decided_at=NOW)
LARGEST = 2**52  # Telegram's ids need up to 52 bits


@in_one_unit
async def test_a_person_is_found_by_account_and_by_id(tx: Transaction) -> None:
    person_id = await people.add(tx, LARGEST, Language.RUSSIAN)
    found = await people.by_account(tx, LARGEST)

    assert found is not None
    assert found == await people.by_id(tx, person_id)
    assert (found.id, found.telegram_id, found.language) == (person_id, LARGEST, Language.RUSSIAN)
    assert (found.village, found.consent) == (None, None)


@in_one_unit
async def test_nobody_is_found_where_nobody_is(tx: Transaction) -> None:
    assert await people.by_account(tx, 1001) is None
    assert await people.by_id(tx, "nobody") is None


@in_one_unit
async def test_an_account_is_one_person_who_may_change_their_language(tx: Transaction) -> None:
    once = await people.add(tx, 1001, Language.KAZAKH)
    twice = await people.add(tx, 1001, Language.ENGLISH)
    found = await people.by_id(tx, once)

    assert once == twice
    assert found is not None
    assert found.language is Language.ENGLISH


@in_one_unit
async def test_an_id_tells_nothing_of_the_account(tx: Transaction) -> None:
    ids = [await people.add(tx, number, Language.KAZAKH) for number in range(1001, 1021)]

    assert len(set(ids)) == 20
    assert ids != sorted(ids)
    assert not any(str(number) in person_id for number, person_id in enumerate(ids, 1001))


@in_one_unit
async def test_language_and_village_are_kept_and_taken_back(tx: Transaction) -> None:
    person_id = await resident(tx)
    await people.set_language(tx, person_id, Language.ENGLISH)
    found = await people.by_id(tx, person_id)
    assert found is not None
    assert (found.language, found.village) == (Language.ENGLISH, BAISERKE)

    await people.set_village(tx, person_id, None)
    found = await people.by_id(tx, person_id)
    assert found is not None
    assert found.village is None


@in_one_unit
async def test_the_last_word_about_the_consent_counts(tx: Transaction) -> None:
    person_id = await people.add(tx, 1001, Language.KAZAKH)
    assert await people.last_consent(tx, person_id) is None

    refused = dataclasses.replace(AGREED, agreed=False, decided_at=NOW + timedelta(days=1))
    for decision, consent in ((AGREED, CONSENT_VERSION), (refused, None), (AGREED, CONSENT_VERSION)):
        await people.add_consent(tx, person_id, decision)
        found = await people.by_account(tx, 1001)
        assert found is not None
        assert found.consent == consent
        assert found == await people.by_id(tx, person_id)
        assert await people.last_consent(tx, person_id) == decision


async def test_every_word_about_the_consent_stays_on_record(database: Database, peek: Peek) -> None:
    async def change_mind(tx: Transaction) -> None:
        person_id = await people.add(tx, 1001, Language.KAZAKH)
        for agreed in (True, False, True):
            await people.add_consent(tx, person_id, dataclasses.replace(AGREED, agreed=agreed))

    await database.write(change_mind)

    assert await peek("SELECT agreed FROM consents ORDER BY id") == [(1,), (0,), (1,)]


@in_one_unit
async def test_one_persons_consent_is_not_anothers(tx: Transaction) -> None:
    await people.add_consent(tx, await people.add(tx, 1001, Language.KAZAKH), AGREED)
    await people.add(tx, 1002, Language.KAZAKH)
    other = await people.by_account(tx, 1002)

    assert other is not None
    assert other.consent is None


async def test_a_resident_who_joins_the_office_stays_the_same_person_and_gets_a_name(
    database: Database, peek: Peek
) -> None:
    async def join(tx: Transaction) -> tuple[str, str, str]:
        person_id = await people.add(tx, 1001, Language.RUSSIAN)
        return (
            person_id,
            await people.add_staff(tx, 1001, "Ерлан"),
            await people.add_staff(tx, 1001, "Ерлан А."),
        )

    before, first, second = await database.write(join)

    assert before == first == second
    assert await peek("SELECT language, name FROM people") == [("ru", "Ерлан А.")]


async def test_staff_nobody_has_met_as_residents_have_agreed_to_nothing(database: Database) -> None:
    await database.write(lambda tx: people.add_staff(tx, 1001, "Ерлан"))
    found = await database.read(lambda tx: people.by_account(tx, 1001))

    assert found is not None
    assert (found.consent, found.village, found.language) == (None, None, Language.KAZAKH)


@in_one_unit
async def test_who_can_be_reached_again_is_known_as_reachable(tx: Transaction) -> None:
    person_id = await people.add(tx, 1001, Language.KAZAKH)
    await people.set_unreachable(tx, 1001, NOW)
    assert await privacy.unreachable_since(tx, person_id) == NOW

    await people.set_reachable(tx, 1001)
    assert await privacy.unreachable_since(tx, person_id) is None


@in_one_unit
async def test_a_conversation_stands_where_it_was_left(tx: Transaction) -> None:
    assert await people.conversation(tx, 1001, 1001) is None

    for state in ("village", "words"):
        await people.set_conversation(tx, 1001, 1001, state, NOW)
        assert await people.conversation(tx, 1001, 1001) == state

    await people.end_conversation(tx, 1001, 1001)
    await people.end_conversation(tx, 1001, 1001)
    assert await people.conversation(tx, 1001, 1001) is None


@in_one_unit
async def test_in_a_group_everyone_has_a_conversation_of_their_own(tx: Transaction) -> None:
    await people.set_conversation(tx, -(2**52), 1001, "bind", NOW)

    assert await people.conversation(tx, -(2**52), 1001) == "bind"
    assert await people.conversation(tx, -(2**52), 1002) is None
    assert await people.conversation(tx, 1001, 1001) is None


async def test_a_consent_without_its_person_cannot_be(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await database.write(lambda tx: people.add_consent(tx, "nobody", AGREED))
