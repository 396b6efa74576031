"""A receipt's code survives being read out over a bad line."""

import re

import pytest

from bot.domain.privacy import CODE_ALPHABET, CODE_PATTERN, read_code


@pytest.mark.parametrize("taken_down", ["7K3F-94AY", "7k3f 94ay", "7К3F94АУ", " 7k3f–94ay. "])
def test_a_receipts_code_is_known_however_it_was_taken_down(taken_down: str) -> None:
    assert read_code(taken_down) == "7K3F-94AY"


@pytest.mark.parametrize("nonsense", ["", "-", "7K3F", "\x00", "7K3F-94AY-7K3F", "O0O0-O0O0"])
def test_what_is_no_code_is_read_as_none(nonsense: str) -> None:
    assert re.fullmatch(CODE_PATTERN, read_code(nonsense)) is None


def test_no_sign_of_a_code_looks_like_another() -> None:
    for alike in ("0OQD", "1IJL", "2Z", "5S", "8B", "UVYW", "MN"):
        assert len(set(alike) & set(CODE_ALPHABET)) <= 1
