"""Callback data: ours with any values, ours spoilt, and other people's."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, get_args

from aiogram.filters.callback_data import CallbackData
from hypothesis import strategies as st

from bot.views.callbacks.groups import DisconnectButton
from bot.views.callbacks.reports import (
    AddToButton,
    CancelButton,
    CategoryButton,
    SendButton,
    StepButton,
    StoryButton,
    VerdictButton,
)
from bot.views.callbacks.supports import (
    DifferentTroubleButton,
    SameTroubleButton,
    SharedButton,
    SharedPictureButton,
    SupportButton,
    TakeUpButton,
)
from bot.views.callbacks.triage import (
    CardButton,
    DecideButton,
    HandOverButton,
    HideButton,
    OfficesButton,
    ReasonButton,
    RepeatsButton,
    ShowCardButton,
    UseTemplateButton,
    WordlessButton,
)
from tests.buttons import BUTTONS

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

LONGEST = 64
KATO = ("196847100", "196847000", "196800000", "190000000", "196849100", "999999999", "", "0", "t196847100")
EDGES = (-1, 0, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**40)

numbers = st.just(1) | st.integers(1, 4) | st.sampled_from(EDGES)
words = st.sampled_from(KATO) | st.text(max_size=48)


def _value(annotation: Any) -> SearchStrategy[Any]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return st.sampled_from(list(annotation))
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        return numbers
    if annotation is str:
        return words
    return st.one_of(*[st.none() if one is type(None) else _value(one) for one in get_args(annotation)])


def _packed(kind: type[CallbackData], values: dict[str, Any]) -> str | None:
    try:
        return kind.model_construct(**values).pack()  # past the checks, as a forger would
    except ValueError:  # too long, or a value with the separator: no client could have been offered it
        return None


def _of(kind: type[CallbackData]) -> SearchStrategy[str | None]:
    fields = {name: _value(field.annotation) for name, field in kind.model_fields.items()}
    return st.fixed_dictionaries(fields).map(lambda values: _packed(kind, values))


def fits(data: str) -> bool:
    return 0 < len(data.encode()) <= LONGEST


real: SearchStrategy[str] = st.sampled_from(BUTTONS).flatmap(_of).filter(bool)  # type: ignore[assignment]


# About this very draft or report: what somebody presses who has seen, or guessed, its number.
RESIDENTS = (
    VerdictButton,
    StoryButton,
    AddToButton,
    SendButton,
    StepButton,
    CategoryButton,
    CancelButton,
    SameTroubleButton,
    DifferentTroubleButton,
    SharedButton,
    SharedPictureButton,
    SupportButton,
    TakeUpButton,
)
OFFICE = (
    DecideButton,
    ReasonButton,
    WordlessButton,
    UseTemplateButton,
    RepeatsButton,
    CardButton,
    ShowCardButton,
    HideButton,
    OfficesButton,
    HandOverButton,
    DisconnectButton,
)
guessed_by_residents: SearchStrategy[str] = st.sampled_from(RESIDENTS).flatmap(_of).filter(bool)  # type: ignore[assignment]
guessed_in_office: SearchStrategy[str] = st.sampled_from(OFFICE).flatmap(_of).filter(bool)  # type: ignore[assignment]


@st.composite
def _spoilt(draw: st.DrawFn) -> str:
    """One field more, less or other; cut short; in capitals."""
    data = draw(real)
    fields = data.split(":")
    place = draw(st.integers(0, len(fields) - 1))
    ways = (
        lambda: [*fields, "1"],
        lambda: fields[:place] or [":"],
        lambda: [*fields[:place], draw(st.text(max_size=8)), *fields[place + 1 :]],
        lambda: [*fields[:place], "", *fields[place + 1 :]],
        lambda: [data[: len(data) // 2] or "x"],
        lambda: [data.upper()],
        lambda: [data.replace(":", "|")],
    )
    return ":".join(draw(st.sampled_from(ways))())


foreign = st.sampled_from(("menu", "1", '{"a":1}', "vote_1", ":", "::", "/start", "null")) | st.text(
    min_size=1, max_size=32
)
any_data: SearchStrategy[str] = st.one_of(real, real, _spoilt().filter(fits), foreign.filter(fits))
