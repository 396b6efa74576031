"""What the office says is read in one's own language, or marked as written in another only."""

import pytest

from bot.domain.people import Language
from bot.domain.speech import SILENCE, Speech

KK, RU, EN = Language.KAZAKH, Language.RUSSIAN, Language.ENGLISH
BOTH, KAZAKH, RUSSIAN = Speech("Жол", "Дорога"), Speech(kk="Жол"), Speech(ru="Дорога")


@pytest.mark.parametrize(
    ("said", "reader", "read", "only"),
    [
        (BOTH, KK, "Жол", None),
        (BOTH, RU, "Дорога", None),
        (BOTH, EN, "Дорога", None),
        (KAZAKH, KK, "Жол", None),
        (KAZAKH, RU, "Жол", KK),
        (KAZAKH, EN, "Жол", KK),
        (RUSSIAN, KK, "Дорога", RU),
        (RUSSIAN, RU, "Дорога", None),
        (RUSSIAN, EN, "Дорога", RU),
    ],
)
def test_each_reads_what_there_is_and_learns_what_is_missing(
    said: Speech, reader: Language, read: str, only: Language | None
) -> None:
    assert (said.to(reader), said.only(reader)) == (read, only)


def test_silence_says_nothing() -> None:
    assert not SILENCE
    assert all((BOTH, KAZAKH, RUSSIAN))
