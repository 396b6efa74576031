"""An IIN is known when somebody sends one, and other long numbers are not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.iins import has_iin

# Made up; the last digit is computed as the rules of the number have it.
SOMEBODYS = ("800115300121", "991231450006", "000229600014")


@pytest.mark.parametrize("number", SOMEBODYS)
@pytest.mark.parametrize("said", ["{}", "ЖСН {}.", "ИИН:{}", "{} Ахметова", "мой иин\n{}\nпроверьте"])
def test_an_iin_in_whatever_words(number: str, said: str) -> None:
    assert has_iin(said.format(number))


@pytest.mark.parametrize(
    "text",
    ["", "87011234567", "800199300123", "8001153001211", "Достық 12, 34", "190240012345", "+7 701 123 45 67"],
)
def test_other_numbers(text: str) -> None:
    assert not has_iin(text)


@given(st.sampled_from(SOMEBODYS), st.integers(1, 9))
def test_one_wrong_digit_at_the_end_and_it_is_nobodys(number: str, shift: int) -> None:
    assert not has_iin(number[:-1] + str((int(number[-1]) + shift) % 10))


@given(st.text(alphabet="0123456789 .", max_size=40))
def test_any_digits_are_looked_at(text: str) -> None:
    assert has_iin(text) in (True, False)
