"""Who may do what by their own word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.groups import ANONYMOUS_ADMIN, CHANNEL_POSTS, NobodyInParticular, check_somebody
from bot.domain.people import CONSENT_VERSION, ConsentMissing, Language, Person, VillageMissing

AIGUL = Person("a1", 1001, Language.KAZAKH, "196847100", CONSENT_VERSION)


@pytest.mark.parametrize(
    ("hint", "language"),
    [
        ("kk", Language.KAZAKH),
        ("kk-KZ", Language.KAZAKH),
        ("ru", Language.RUSSIAN),
        ("RU-ru", Language.RUSSIAN),
        ("en-GB", Language.ENGLISH),
        ("de", Language.KAZAKH),
        ("uz", Language.KAZAKH),
        ("", Language.KAZAKH),
        (None, Language.KAZAKH),
    ],
)
def test_telegrams_hint_is_followed_where_we_speak_that_language(
    hint: str | None, language: Language
) -> None:
    assert Language.guess(hint) is language


@given(st.text())
def test_any_hint_gives_a_language(hint: str) -> None:
    assert Language.guess(hint) in Language


def test_somebody_who_agreed_lives_where_they_said() -> None:
    assert AIGUL.agreed
    assert AIGUL.home() == "196847100"


@pytest.mark.parametrize("consent", [None, "", "0"])
def test_who_has_not_agreed_to_this_very_wording_is_asked_first(consent: str | None) -> None:
    undecided = Person("a1", 1001, Language.KAZAKH, "196847100", consent)

    assert not undecided.agreed
    with pytest.raises(ConsentMissing):
        undecided.must_agree()
    with pytest.raises(ConsentMissing):
        undecided.home()


def test_who_has_no_village_yet_is_asked_for_it() -> None:
    with pytest.raises(VillageMissing):
        Person("a1", 1001, Language.KAZAKH, None, CONSENT_VERSION).home()


def test_somebody_with_a_face_may_act() -> None:
    assert check_somebody(1001, speaks_as_chat=False) == 1001


@pytest.mark.parametrize(
    ("account", "as_chat"),
    [(None, False), (ANONYMOUS_ADMIN, False), (CHANNEL_POSTS, False), (1001, True), (ANONYMOUS_ADMIN, True)],
)
def test_nobody_acts_behind_a_mask(account: int | None, as_chat: bool) -> None:
    with pytest.raises(NobodyInParticular):
        check_somebody(account, speaks_as_chat=as_chat)
