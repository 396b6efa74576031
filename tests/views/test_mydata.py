"""The file of what is kept tells of every letter that may wait for a person."""

import json
from datetime import UTC, datetime

import pytest

from bot.domain.letters import LetterKind
from bot.domain.people import Language, Person
from bot.domain.privacy import Kept, Waiting
from bot.i18n import words
from bot.views import mydata

NOW = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
TO_GROUPS = {
    LetterKind.CARD,
    LetterKind.CARD_ANEW,
    LetterKind.HANDED_OVER,
    LetterKind.ATTACHMENTS,
    LetterKind.WORDS,
    LetterKind.TAKE_AWAY,
    LetterKind.TAKEN_BACK,
    LetterKind.PROPOSAL_CARD,
    LetterKind.JOIN_TAKEN_BACK,
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", sorted(set(LetterKind) - TO_GROUPS))
def test_a_letter_that_waits_for_a_person_is_named(kind: LetterKind, language: Language) -> None:
    kept = Kept(person=Person("p", 1, language), waiting=[Waiting(kind, NOW)])
    told = json.loads(mydata.file(kept, NOW, words(language)))

    [[waiting]] = [value for value in told.values() if isinstance(value, list) and isinstance(value[0], dict)]
    assert all(waiting.values())
