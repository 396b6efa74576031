"""What buttons carry fits, is told apart, and comes back as it was."""

from collections.abc import Iterator
from enum import Enum
from itertools import product
from typing import Any

import pytest
from aiogram.filters.callback_data import CallbackData
from hypothesis import given
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from bot.domain.privacy import CODE_PATTERN
from tests.buttons import BUTTONS

BYTES = 64  # of callback_data, core.telegram.org/bots/api#inlinekeyboardbutton
LARGEST = 2**31 - 1
OF_PATTERN = {CODE_PATTERN: "7K3F-94AY", "^[0-9a-f]{8}$": "0a1b2c3d"}


def values(field: FieldInfo) -> list[Any]:
    """Every value of a field that takes few; of the others the smallest and the longest."""
    kind = field.annotation
    assert isinstance(kind, type), f"a field of a kind this test does not know: {kind}"
    if issubclass(kind, Enum):
        return list(kind)
    if kind is bool:
        return [False, True]
    if kind is int:
        return [1, LARGEST]
    assert kind is str, kind
    if "43" in str(field.metadata):
        return ["a-token_of_43_letters" + "x" * 22]
    patterned = [
        OF_PATTERN[one.pattern] for one in field.metadata if getattr(one, "pattern", "") in OF_PATTERN
    ]
    if patterned:
        return patterned
    return ["196847100"] if field.is_required() else ["", "196847100"]


def presses(button: type[CallbackData]) -> Iterator[CallbackData]:
    """The button with every combination of its values."""
    fields = button.model_fields
    for combination in product(*(values(field) for field in fields.values())):
        yield button(**dict(zip(fields, combination, strict=True)))


def test_there_are_buttons() -> None:
    assert len(BUTTONS) > 20


@pytest.mark.parametrize("button", BUTTONS)
def test_the_longest_press_of_a_button_fits(button: type[CallbackData]) -> None:
    assert max(len(press.pack().encode()) for press in presses(button)) <= BYTES


@pytest.mark.parametrize("button", BUTTONS)
def test_a_press_comes_back_as_it_was(button: type[CallbackData]) -> None:
    for press in presses(button):
        assert button.unpack(press.pack()) == press


def test_no_button_can_be_taken_for_another() -> None:
    prefixes = [button.__prefix__ for button in BUTTONS]

    assert len(set(prefixes)) == len(prefixes)
    for button in BUTTONS:
        for press in presses(button):
            assert [other for other in BUTTONS if _understands(other, press.pack())] == [button]


@given(st.one_of(st.text(max_size=70), st.from_regex(r"\A[a-z]{1,8}(:[a-z0-9_]{0,12}){0,4}\Z")))
def test_whatever_a_client_sends_is_a_press_or_politely_none(data: str) -> None:
    for button in BUTTONS:
        try:
            press = button.unpack(data)
        except (TypeError, ValueError):
            continue
        assert button.unpack(press.pack()) == press


HOSTILE: dict[type, tuple[str, ...]] = {
    int: ("", "-1", "1.5", "1e9", "x", "null", str(2**31), "9" * 30),
    bool: ("", "2", "x"),
    str: ("1", "19684710x", "1968471000", "' OR 1=1", "%"),
    Enum: ("", "x", "TAKE", "None"),
}


def hostile(field: FieldInfo) -> tuple[str, ...]:
    """What such a field does not take; left empty, one that may be left out takes its default."""
    wrong = next(wrong for kind, wrong in HOSTILE.items() if issubclass(field.annotation or object, kind))
    return wrong if field.is_required() else tuple(one for one in wrong if one)


@pytest.mark.parametrize("button", BUTTONS)
def test_a_press_that_no_button_of_ours_has_carried_is_refused(button: type[CallbackData]) -> None:
    good = next(presses(button)).pack()
    for place, field in enumerate(button.model_fields.values(), 1):
        for wrong in hostile(field):
            parts = good.split(":")
            parts[place] = wrong
            with pytest.raises(ValueError, match=r".+"):
                button.unpack(":".join(parts))


def _understands(button: type[CallbackData], data: str) -> bool:
    try:
        button.unpack(data)
    except (TypeError, ValueError):
        return False
    return True
